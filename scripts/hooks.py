"""MkDocs events. MkDocs calls each `on_` function by its name; only this module and preview.py
import it.

The knowledge is read and checked before anything is written. A problem ends the build (and, under
`mkdocs serve`, keeps the last good site on screen), as MkDocs itself would publish a page with
broken front matter, even when strict.
"""

import re
from pathlib import Path, PurePath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib import search
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import preview
from builders.kept import keep_templates
from builders.manifest import load_manifest
from builders.report import find_problems
from builders.sheet_scripts import create_sheet_files
from builders.web_files import create_web_files, read_shell_files
from creators.handout.web_page import page_templates
from creators.shell.accessible import Accessible
from creators.shell.inside import own_style
from creators.shell.qr import create_page_code
from creators.site.files import ALOUD, MOVED, load_templates
from creators.site.page import HERE
from creators.site.remedies_index import DATED
from creators.site.search import LIBRARY, create_library
from creators.site.shell import SiteBuild, Target, create_site_build
from creators.site.structured import Site, create_structured
from knowledge.problems import AddressError, ConfigError
from knowledge.reading.config import site_address
from knowledge.reading.loader import KINDS

LUNR = "templates/search/lunr.js"
"""The search library, as MkDocs brings it along."""
LISTEN_BUTTON = '<p class="listen">'
"""Stands outside of the text of a page that can be heard, and has rules of its own."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Our own Markdown extension is not installed as a package, so it cannot be named in
    mkdocs.yml. An empty SITE_URL is none."""
    config.markdown_extensions.append(Accessible())
    if not preview.is_on(config):
        try:
            config.site_url = site_address(preview.root_of(config))
        except (AddressError, ConfigError) as error:
            raise PluginError(str(error)) from None
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read, check and create everything; raise before MkDocs clears the old site. build.py has
    done the first two already."""
    root, is_preview = preview.root_of(config), preview.is_on(config)
    if not (knowledge := config.extra.get("knowledge")):
        find = preview.find_problems if is_preview else find_problems
        knowledge, problems = find(root)
        if problems:
            lines = ["the content has problems; nothing was built", *map(str, problems)]
            raise PluginError("\n".join(lines))
    keep_templates(root, load_templates(root), "pages")
    keep_templates(root, page_templates(root / "overrides"), "sheets")
    config.extra["build"] = create_site_build(
        root,
        knowledge,
        Site(config.site_name, config.site_description, config.site_url, config.theme["language"]),
        read_shell_files(root),
        Target(config.extra["version"], config.use_directory_urls, is_preview),
        # to make them at each edit would take too long
        tuple(load_manifest(root / "site")) if is_preview else (),
    )


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is created, and publish nothing but our own kinds of file, and nothing of the
    theme's: its scripts, styles and our own templates stay out."""
    root, build = preview.root_of(config), _build(config)
    for file in list(files):
        if file.src_dir != config.docs_dir or PurePath(file.src_uri).suffix not in KINDS:
            files.remove(file)
    library = (Path(search.__file__).parent / LUNR).read_text(encoding="utf-8")
    more = {**build.feeds, LIBRARY: create_library(library)}
    more |= create_sheet_files(root, build.knowledge, build.sheets) if build.sheets else {}
    if config.use_directory_urls:  # a folder has no address to name
        more |= create_web_files(root, build)
    written = {
        path: text for path, text in build.created.texts.items() if path not in files.src_uris
    }
    for path, content in {**written, **more}.items():
        files.append(File.generated(config, path, content=content))
    preview.add_files(files, config)
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The created Markdown of a page, in place of what its writer typed."""
    created = _build(config).created.pages.get(page.file.src_uri)
    return created.text if created else None


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """A line that only holds a template's instruction is no line of the page."""
    env.trim_blocks = env.lstrip_blocks = True
    keep_templates(preview.root_of(config), env, "shell")
    return env


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """The day in the sitemap is that of the content: the day of the build would make each build
    another."""
    for file in files.documentation_pages():
        file.page.update_date = _build(config).date
    preview.name_pages(nav, _build(config).created)
    return nav


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    """What the templates show of a page: its text, in two parts where something stands between;
    where it leads to once it is on paper, in
    letters and as a QR code, what it says of itself to machines, and the rules that it alone needs.

    A page that is opened from a folder names its place on the web too: a path on one reader's disk
    is of no use to another.
    """
    build, path = _build(config), page.file.src_uri
    created = build.created.pages.get(path)
    if page.canonical_url:
        context["paper_url"] = re.sub(r"(/index)?\.html$", "/", page.canonical_url)
        context["qr"] = create_page_code(context["paper_url"])
    if created and created.layout == MOVED:
        target = build.knowledge.moved[path]
        context["target"] = next(file.page for file in context["pages"] if file.src_uri == target)
    elif created and page.canonical_url and config.use_directory_urls:
        context["structured"] = create_structured(
            build.knowledge, build.site, created, _trail(page, nav)
        )
    context["parts"] = (page.content or "").split(HERE)
    aloud = LISTEN_BUTTON * (created is not None and created.layout == ALOUD)
    context["own_style"] = own_style(build.shell.parts, f"{page.content or ''}{aloud}")
    if created and created.layout == DATED:
        context.update(build.dates)
    if path in build.make:
        context["make"] = build.make[path]
    return context


on_post_page = preview.list_downloads
on_serve = preview.serve_changes


def _trail(page: Page, nav: Navigation) -> list[tuple[str, str]]:
    """The pages on the way to `page`, as the navigation above its text names them: home, its
    section's first page, itself."""
    section = page.ancestors[-1] if page.ancestors else None
    first = section.children[0] if section else page
    trail = {nav.homepage.canonical_url: nav.homepage.title}
    trail.setdefault(first.canonical_url, section.title if section else page.title)
    trail.setdefault(page.canonical_url, page.title)
    return [(name, url) for url, name in trail.items()]


def _build(config: MkDocsConfig) -> SiteBuild:
    return config.extra["build"]
