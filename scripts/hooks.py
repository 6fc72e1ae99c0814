"""MkDocs events. MkDocs calls each `on_` function by its name; only this module and preview.py
import it.

The knowledge is read and checked before anything is written. A problem ends the build (and, under
`mkdocs serve`, keeps the last good site on screen), as MkDocs itself would publish a page with
broken front matter, even when strict.
"""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path, PurePath
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib import search
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from builders.web_files import create_web_files, share_facts
from creators.data.infobutton import create_feeds
from creators.handout.create import create_imprint, create_sheet
from creators.handout.dates import CALENDAR, create_dates
from creators.handout.form import MAKE, create_make_facts
from creators.handout.versions import current_version, version_problem
from creators.shell.accessible import Accessible
from creators.shell.download_list import FOLDER, MANIFEST, fill, parse_manifest
from creators.shell.front_matter import page_title
from creators.shell.qr import create_page_code
from creators.shell.style import create_style, narrow_rules, own_style
from creators.site.files import MOVED, create_site, load_templates
from creators.site.remedies_index import choice_counts
from creators.site.reviews import content_hash
from creators.site.search import create_library
from creators.site.structured import Site, create_structured
from knowledge.checks import check_project
from knowledge.checks.files import check_kinds
from knowledge.reading.loader import KINDS, seen_files
from knowledge.reading.site_address import AddressError, site_address
from preview import changed_files, serve_changes

LUNR = "templates/search/lunr.js"
"""The search library, as MkDocs brings it along."""
VERSION_DIGITS = 7
"""Hex digits of the whole content's hash in the version that every page shows."""
ICON_SAFE = "'=:/,;()"
"""What may stand as it is in the page's icon, which is part of the page: one request less before it
can be painted."""
PREVIEW_CSP = "; script-src 'self' 'unsafe-inline'"
"""What `mkdocs serve` needs for its own live reload; never in a built site."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Our own Markdown extension is not installed as a package, so it cannot be named in
    mkdocs.yml. An empty SITE_URL is none."""
    config.markdown_extensions.append(Accessible())
    if not _is_preview(config):
        try:
            config.site_url = site_address(Path(config.config_file_path).parent)
        except AddressError as error:
            raise PluginError(str(error)) from None
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read, check and create everything; raise before MkDocs clears the old site."""
    root = Path(config.config_file_path).parent
    knowledge, problems = check_project(root)
    # an editor may keep files of its own beside a page: they are not shown, and do not stop its
    # writer
    if _is_preview(config):
        problems = [problem for problem in problems if problem not in set(check_kinds(root))]
    if not problems and (changed := version_problem(knowledge)):
        if _is_preview(config):  # a writer sees the words before they get a version
            logging.getLogger("handout").warning(changed)
        else:
            problems = [changed]
    if problems:
        raise PluginError(
            "\n".join(["the content has problems; nothing was built", *map(str, problems)])
        )
    config.extra["created"] = create_site(knowledge, load_templates(root))
    newest = current_version(knowledge)
    config.extra.update(sheet=create_sheet(knowledge), sheet_version=newest.id if newest else "0")
    config.extra["date"] = str(newest.date if newest else knowledge.today)
    config.extra["make"] = create_make_facts(
        knowledge,
        root / "overrides",
        config.extra["sheet_version"],
        config.extra["date"],
        config.site_url,
    )
    config.extra["feeds"] = create_feeds(
        knowledge, load_templates(root), config.site_name, config.site_url, config.extra["date"]
    )
    config.extra.update(_shell_facts(config, root, choice_counts(knowledge)))
    site = Site(
        config.site_name, config.site_description, config.site_url, config.theme["language"]
    )
    config.extra.update(knowledge=knowledge, site=site)
    config.extra.update(
        share=share_facts(knowledge), web_files=create_web_files(root, knowledge, config.extra)
    )


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is created, and publish nothing but our own kinds of file, and nothing of the
    theme's: its scripts, styles and our own templates stay out."""
    for file in [
        file
        for file in files
        if file.src_dir != config.docs_dir or PurePath(file.src_uri).suffix not in KINDS
    ]:
        files.remove(file)
    for path, text in config.extra["created"].items():
        if path not in files.src_uris:
            files.append(File.generated(config, path, content=text))
    for path, text in config.extra["feeds"].items():
        files.append(File.generated(config, path, content=text))
    files.append(File.generated(config, "data/edition.json", content=_edition(config)))
    # a folder has no address to name
    for path, content in config.extra["web_files"].items() if config.use_directory_urls else ():
        files.append(File.generated(config, path, content=content))
    library = Path(search.__file__).parent / LUNR
    files.append(
        File.generated(
            config, "assets/lunr.js", content=create_library(library.read_text(encoding="utf-8"))
        )
    )
    last = Path(config.config_file_path).resolve().parent / "site"
    if _is_preview(config) and (last / MANIFEST).exists():
        config.extra["last_build"] = parse_manifest((last / MANIFEST).read_text(encoding="utf-8"))
        for item in config.extra["last_build"]:
            files.append(
                File(f"{FOLDER}/{item.file}", str(last), config.site_dir, config.use_directory_urls)
            )
    if "before" in config.extra:
        changed = changed_files(config.extra["before"], config.extra["created"])
        for path in config.extra["created"]:
            files.src_uris[path].is_modified = lambda path=path: path in changed
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The created Markdown of a page, in place of what its writer typed."""
    return config.extra["created"].get(page.file.src_uri)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """A line that only holds a template's instruction is no line of the page."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Name the pages that a partial rebuild does not read, so that the navigation of the others
    stays as it is. The day in the sitemap is that of the content: the day of the build would make
    each build another."""
    for file in files.documentation_pages():
        file.page.update_date = config.extra["date"]
    for page in nav.pages if "before" in config.extra else ():
        page.__dict__.setdefault("title", page_title(config.extra["created"][page.file.src_uri]))
    return nav


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    """What the templates show of a page beyond its text: where it leads to once it is on paper, in
    letters and as a QR code, what it says of itself to machines, and the rules that it alone needs.

    A page that is opened from a folder names its place on the web too: a path on one reader's disk
    is of no use to another.
    """
    if page.canonical_url:
        context["paper_url"] = re.sub(r"(/index)?\.html$", "/", page.canonical_url)
        context["qr"] = create_page_code(context["paper_url"])
    if page.meta.get("template") == MOVED:
        old, new = page.file.src_uri, config.extra["knowledge"].pages()
        target = next(path for path, one in new.items() if old in one.old_paths)
        context["target"] = next(file.page for file in context["pages"] if file.src_uri == target)
    elif page.canonical_url and config.use_directory_urls:
        extra, path = config.extra, page.file.src_uri
        context["structured"] = create_structured(
            extra["knowledge"], extra["site"], path, extra["created"][path], _trail(page, nav)
        )
    if page.file.src_uri == CALENDAR:
        sheet = config.extra["sheet"]
        imprint = create_imprint(
            sheet, None, config.extra["sheet_version"], config.extra["date"], config.site_url
        )
        context.update(labels=sheet.labels, dates=create_dates(sheet, imprint))
    context["own_style"] = own_style(config.extra["parts"], page.content or "")
    if page.file.src_uri == MAKE:
        context["make"] = config.extra["make"]
    return context


def _trail(page: Page, nav: Navigation) -> list[tuple[str, str]]:
    """The pages on the way to `page`, as the navigation above its text names them: home, its
    section's first page, itself."""
    section = page.ancestors[-1] if page.ancestors else None
    first = section.children[0] if section else page
    trail = [
        (nav.homepage, nav.homepage.title),
        (first, section.title if section else page.title),
        (page, page.title),
    ]
    urls = [one.canonical_url for one, _ in trail]
    return [
        (name, url)
        for place, ((_, name), url) in enumerate(zip(trail, urls, strict=True))
        if url not in urls[:place]
    ]


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """A preview lists the files of the last whole build: to make them at each edit would take too
    long. scripts/build.py lists those that it makes."""
    if "last_build" not in config.extra:
        return output
    return fill(
        Path(config.config_file_path).parent / "overrides",
        page.file.dest_uri,
        output,
        config.extra["last_build"],
    )


on_serve = serve_changes


def _shell_facts(config: MkDocsConfig, root: Path, choices: dict[str, int]) -> dict[str, str]:
    """What the templates of overrides/ need beyond what MkDocs gives them.

    `own` is the source of our own files in the Content Security Policy: a page opened from a folder
    has no origin to be 'self'.
    """
    style = create_style((root / "overrides" / "site.css").read_text(encoding="utf-8"))
    parts = {
        file.stem: file.read_text(encoding="utf-8")
        for file in seen_files(root / "overrides" / "parts")
        if file.suffix == ".css"
    }
    icon = (root / "docs" / "assets" / "favicon.svg").read_text(encoding="utf-8").strip()
    digest = content_hash("".join(config.extra["created"].values()))
    return {
        "icon": f"data:image/svg+xml,{quote(icon, safe=ICON_SAFE)}",
        "style": style.css,
        "style_hash": style.hash,
        "parts": {**parts, "narrow": narrow_rules(choices)},
        "own": "'self'" if config.use_directory_urls else "'self' file:",
        "preview_csp": PREVIEW_CSP if _is_preview(config) else "",
        "content_hash": digest,
        "version": f"{config.extra['version']}-{digest[:VERSION_DIGITS]}",
    }


def _is_preview(config: MkDocsConfig) -> bool:
    """Whether `mkdocs serve` builds the site: for its own address."""
    return (config.site_url or "").startswith(f"http://{config.dev_addr}/")


def _edition(config: MkDocsConfig) -> str:
    """What a booklet says of itself and of the site that it is made from
    (creators.book.Edition)."""
    facts = {
        "summary": config.site_description,
        "version": config.extra["version"],
        "date": config.extra["date"],
        "address": config.site_url,
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
