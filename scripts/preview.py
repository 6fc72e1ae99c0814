"""The faster rebuild of `mkdocs serve`: only what an edit changes is written again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer

from creators.shell.front_matter import page_title
from knowledge.reading.loader import seen_files


def serve_changes(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable
) -> LiveReloadServer:
    """Rebuild only what an edit changes, and answer with the last good site while the content has
    problems.

    MkDocs alone writes every page again at each edit, and answers nothing until a mistake is
    mended. Every page is still created and checked at each edit: left out are only the pages whose
    Markdown came out the same.
    """
    seen = {"created": config.extra["created"], "shell": shell_files(config)}

    def rebuild() -> None:
        fresh = load_config(config.config_file_path, site_dir=config.site_dir, strict=False)
        fresh.site_url, fresh.dev_addr = config.site_url, config.dev_addr
        shell = shell_files(fresh)
        if shell == seen["shell"]:
            fresh.extra["before"] = seen["created"]
        try:
            with quiet():
                build(fresh, serve_url=config.site_url, dirty="before" in fresh.extra)
        except Abort as error:
            # not from on_pre_build: the site may be half written
            if not isinstance(error.__context__, PluginError):
                raise
        else:
            seen.update(created=fresh.extra["created"], shell=shell)

    server.builder = rebuild
    server.build_delay = 0.1  # seconds that MkDocs waits for further edits, 0.25 by itself
    return server


def shell_files(config: MkDocsConfig) -> dict[Path, int]:
    """What every page is wrapped in: when it changes, all pages do."""
    root = Path(config.config_file_path).resolve().parent
    files = [file for file in seen_files(root / "overrides") if file.suffix in (".html", ".css")]
    return {file: file.stat().st_mtime_ns for file in [root / "mkdocs.yml", *files]}


def changed_files(before: dict[str, str], now: dict[str, str]) -> set[str]:
    """The created files that differ from those of the build before; all of them when a title has
    changed, as the navigation stands on every page."""
    titles = [
        {path: page_title(text) for path, text in files.items() if path.endswith(".md")}
        for files in (before, now)
    ]
    return {
        path for path, text in now.items() if titles[0] != titles[1] or before.get(path) != text
    }


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out MkDocs' warning that a partial build may have a wrong navigation: on_nav keeps it
    right."""
    log = logging.getLogger("mkdocs.commands.build")
    hide = lambda record: "'dirty' build" not in record.getMessage()
    log.addFilter(hide)
    try:
        yield
    finally:
        log.removeFilter(hide)
