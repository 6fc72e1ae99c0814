"""MkDocs events: the only module that imports MkDocs. MkDocs calls each `on_` function by its name.

The knowledge is read and checked before anything is written. A problem ends the build (and, under `mkdocs serve`, keeps
the last good site on screen), as MkDocs itself would publish a page with broken front matter, even when strict.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from creators.pages import create_site, load_templates
from knowledge.checks import check_project


def on_pre_build(config: MkDocsConfig) -> None:
    """Read, check and create everything; raise before MkDocs clears the old site."""
    root = Path(config.config_file_path).parent
    knowledge, problems = check_project(root)
    if problems:
        raise PluginError("\n".join(["the content has problems; nothing was built", *map(str, problems)]))
    config.extra["created"] = create_site(knowledge, load_templates(root))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and data, and keep the templates of overrides/ out of the site."""
    for file in [file for file in files if file.src_uri.endswith((".jinja", ".typ"))]:
        files.remove(file)
    for path, text in config.extra["created"].items():
        if path not in files.src_uris:
            files.append(File.generated(config, path, content=text))
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The created Markdown of a page, in place of what its writer typed."""
    return config.extra["created"].get(page.file.src_uri)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable) -> LiveReloadServer:
    """Answer with the last good site while the content has problems: MkDocs alone answers nothing until they are mended."""
    def rebuild() -> None:
        try:
            builder()
        except Abort as error:
            if not isinstance(error.__context__, PluginError):  # not from on_pre_build: the site may be half written
                raise

    server.builder = rebuild
    return server
