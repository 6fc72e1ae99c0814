"""What `mkdocs serve` does in another way than a build: it writes again only what an edit changes,
lists the files of the last whole build, and bears with what is no mistake on a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from creators.handout.versions import version_problem
from creators.shell.download_list import FOLDER, fill
from creators.site.page import CreatedSite
from creators.site.remedies_index import check_rows
from knowledge.checks import check_project
from knowledge.checks.accepted import check_accepted, unaccepted
from knowledge.checks.files import check_kinds
from knowledge.mark import mark_unaccepted
from knowledge.model import Knowledge
from knowledge.problems import Problem, plural
from knowledge.reading.loader import seen_files

if TYPE_CHECKING:  # a build does without it
    from mkdocs.livereload import LiveReloadServer

BEFORE = "before"
"""Where a rebuild finds what the build before created, in `config.extra`."""


def is_on(config: MkDocsConfig) -> bool:
    """Whether `mkdocs serve` builds the site: for its own address."""
    return (config.site_url or "").startswith(f"http://{config.dev_addr}/")


def root_of(config: MkDocsConfig) -> Path:
    """The project's folder."""
    return Path(config.config_file_path).resolve().parent


def serve_changes(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable
) -> LiveReloadServer:
    """Rebuild only what an edit changes, and answer with the last good site while the content has
    problems.

    MkDocs alone writes every page again at each edit, and answers nothing until a mistake is
    mended. Every page is still created and checked at each edit: left out are only the pages whose
    Markdown came out the same.
    """
    seen = {"created": config.extra["build"].created, "shell": shell_files(config)}

    def rebuild() -> None:
        fresh = load_config(config.config_file_path, site_dir=config.site_dir, strict=False)
        fresh.site_url, fresh.dev_addr = config.site_url, config.dev_addr
        shell = shell_files(fresh)
        if shell == seen["shell"]:
            fresh.extra[BEFORE] = seen["created"]
        try:
            build(fresh, serve_url=config.site_url, dirty=BEFORE in fresh.extra)
        except Abort as error:
            # not from on_pre_build: the site may be half written
            if not isinstance(error.__context__, PluginError):
                raise
        else:
            seen.update(created=fresh.extra["build"].created, shell=shell)

    # MkDocs warns that the navigation of a partial build may be wrong: name_pages keeps it right
    logging.getLogger("mkdocs.commands.build").addFilter(
        lambda record: "'dirty' build" not in record.getMessage()
    )
    server.builder = rebuild
    server.build_delay = 0.1  # seconds that MkDocs waits for further edits, 0.25 by itself
    return server


def shell_files(config: MkDocsConfig) -> dict[Path, int]:
    """What every page is wrapped in: when it changes, all pages do."""
    root = root_of(config)
    files = [file for file in seen_files(root / "overrides") if file.suffix in (".html", ".css")]
    return {file: file.stat().st_mtime_ns for file in [root / "mkdocs.yml", *files]}


def add_files(files: Files, config: MkDocsConfig) -> None:
    """Add the files of the last whole build, and let MkDocs write only what differs from the build
    before."""
    made, last = config.extra["build"], root_of(config) / "site"
    for item in made.downloads:
        path = f"{FOLDER}/{item.file}"
        files.append(File(path, str(last), config.site_dir, config.use_directory_urls))
    if BEFORE in config.extra:
        changed = changed_files(config.extra[BEFORE], made.created)
        for path in made.created.texts:
            files.src_uris[path].is_modified = lambda path=path: path in changed


def changed_files(before: CreatedSite, now: CreatedSite) -> set[str]:
    """The created files that differ from those of the build before; all of them when a title has
    changed, as the navigation stands on every page."""
    titles = [{path: page.title for path, page in each.pages.items()} for each in (before, now)]
    if titles[0] != titles[1]:
        return set(now.texts)
    return {path for path, text in now.texts.items() if before.texts.get(path) != text}


def name_pages(nav: Navigation, created: CreatedSite) -> None:
    """Name the pages that a partial rebuild does not read, so that the navigation of the others
    stays as it is."""
    for page in nav.pages:
        if page.file.src_uri in created.pages:
            page.__dict__.setdefault("title", created.pages[page.file.src_uri].title)


def list_downloads(output: str, page: Page, config: MkDocsConfig) -> str:
    """A preview lists the files of the last whole build; builders/downloads.py lists those that it
    makes."""
    if not (downloads := config.extra["build"].downloads):
        return output
    return fill(root_of(config) / "overrides", page.file.dest_uri, output, list(downloads))


def find_problems(root: Path) -> tuple[Knowledge, list[Problem]]:
    """The knowledge, and all for which a writer may not see it. Files of another kind, which an
    editor may keep beside a page, are not shown and do not stop anyone; words of the handout that
    have no version yet are seen before they get one."""
    knowledge, problems = check_project(root, of_views=check_rows)
    strangers = set(check_kinds(root))
    problems = [problem for problem in problems if problem not in strangers]
    if problems and {*problems} == {*check_accepted(knowledge)}:
        count = plural(len(unaccepted(knowledge)), "passage")
        logging.getLogger("review").warning(
            f"{count} not accepted yet and marked here: build.py review shows the rules beside them"
        )
        knowledge, problems = mark_unaccepted(knowledge), []
    if not problems and (changed := version_problem(knowledge)):
        logging.getLogger("handout").warning(changed)
    return knowledge, problems
