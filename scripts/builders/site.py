"""Builds the site with MkDocs, and the files to keep that are made with it."""

import argparse
import gzip
import io
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from jinja2 import TemplateError

from builders.downloads import make_downloads
from builders.output import BuildFailed, check_known, say, written_aside
from builders.report import check, write_schemas
from builders.scopes import ALL_SECTIONS, BOOKLET, EVERYTHING
from builders.sources import base_key
from builders.stage import create_stage, write_stage
from creators.book.article import page_key
from creators.shell.download_list import MANIFEST, Edition
from knowledge.model import Knowledge
from knowledge.problems import CannotBeMade
from knowledge.reading.config import read_config, site_address
from knowledge.reading.loader import load_knowledge

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
"""Endings of the text files that a release has compressed as well."""


def build_site_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--offline",
        action="store_true",
        help="build build/offline/, to be opened from a folder or a USB stick",
    )
    command.add_argument(
        "--release", action="store_true", help="write a .gz and a .br beside each text file"
    )


def build_site(
    root: Path,
    offline: bool = False,
    release: bool = False,
    scopes: Collection[str] = (),
    edition: str | None = None,
    ready: Callable[[], object] = lambda: None,
) -> None:
    """Build site/ with MkDocs, aside, and put it in place only when it is whole.

    `offline` builds build/offline/ instead, whose links work when its pages are opened as files.
    `release` writes a .gz and a .br beside each text file, for servers that send those. The files
    to keep of these `scopes`, in one `edition` or in all, are made from the pages once `ready`
    returns.
    """
    target = root / "build" / "offline" if offline else root / "site"
    # an address that is none is refused before anything is done
    key = base_key(root, site_address(root))
    knowledge, started = check(root), time.monotonic()
    with written_aside(root, target) as new:
        about = _run_mkdocs(root, knowledge, new, offline)
        old = target if (target / MANIFEST).exists() else root / "site"
        with _told_in_one_line(old):
            ready()
            make_downloads(root, new, old, about, scopes, edition, key)
        if offline:
            for file in new.glob("sitemap.xml*"):  # addresses of a web server
                file.unlink()
        if release:
            say(f"site: compressed {compress(new)} files")
        count = sum(1 for _ in new.rglob("*.html"))
    say(f"site: {count} pages in {target.relative_to(root)}/ ({time.monotonic() - started:.1f} s)")


def _run_mkdocs(root: Path, knowledge: Knowledge, new: Path, offline: bool) -> Edition:
    """Let MkDocs write the pages into the folder `new`, and return what they say of
    themselves. Raises BuildFailed where it stops."""
    # its notice about MkDocs 2 is settled by `mkdocs<2` in requirements
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    said, log = io.StringIO(), logging.getLogger("mkdocs")
    handler = logging.StreamHandler(said)
    log.addHandler(handler)
    try:
        config = load_config(
            str(root / "mkdocs.yml"),
            site_dir=str(new),
            strict=True,
            use_directory_urls=not offline,
        )
        config.extra["knowledge"] = knowledge
        build(config)
        return config.extra["build"].edition
    except MkDocsException as error:
        print(f"{said.getvalue()}{error}", file=sys.stderr)
        raise BuildFailed(
            "site: MkDocs stopped; its own lines above say where. The last good"
            f" {'offline' if offline else 'site'}/ is untouched."
        ) from None
    except TemplateError as error:
        raise BuildFailed(
            f"{_place(root, error)}: template: expected one that can be filled in; got"
            f" {error.message}; do mend it. The last good {'offline' if offline else 'site'}/ is"
            " untouched."
        ) from None
    finally:
        log.removeHandler(handler)


def _place(root: Path, error: TemplateError) -> str:
    """Return the file and line of the template in which an error was found: Jinja shows them in the
    traceback as if they were Python's."""
    frames = [
        (Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)
    ]
    file, line = [one for one in frames if one[0].is_relative_to(root / "overrides")][-1]
    return f"{file.relative_to(root)}:{line}"


@contextmanager
def _told_in_one_line(old: Path) -> Iterator[None]:
    """Raise BuildFailed where a file to keep cannot be made; `old` is the last good site."""
    try:
        yield
    except CannotBeMade as error:
        raise BuildFailed(f"{error}. The last good {old.name}/ is untouched.") from None
    except BrokenExecutor:
        raise BuildFailed(
            "downloads: expected each file's process to end; got one that the system stopped; do"
            " free memory (the book of everything needs about 1 GB). The last good"
            f" {old.name}/ is untouched."
        ) from None


def build_booklet(root: Path) -> None:
    """Build the booklet in every edition."""
    build_site(root, scopes=(BOOKLET,))


def build_book_arguments(command: argparse.ArgumentParser) -> None:
    from builders.typst import EDITIONS  # needs Typst, as `site` does not

    command.add_argument("--section", choices=ALL_SECTIONS[1:], help="only this section")
    command.add_argument(
        "--page",
        metavar="PAGE",
        help="only this page, as in causes/milia, as a leaflet with its sources",
    )
    command.add_argument("--edition", choices=EDITIONS, help="only this edition (default: all)")


def build_book(root: Path, section: str | None, page: str | None, edition: str | None) -> None:
    """Build the PDFs of everything and of each section, or of one section or page, in every edition
    or in one."""
    scopes = (section,) if section else ALL_SECTIONS
    if page:
        keys = {page_key(place.path) for place in read_config(root).places}
        known = {key for key in keys if "/" in key}  # --section has the others
        asked = page_key(page) or page  # the start page has no key
        check_known(asked, known, "book: --page: expected a page of the site")
        scopes = (page_key(page),)
    build_site(root, scopes=scopes, edition=edition)


def build_all(root: Path) -> None:
    """Build everything. The pages are staged and pictures drawn by another process while MkDocs
    works in this one: on a second core, that takes little time."""
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        staged = pool.submit(_stage_and_draw, root)
        build_site(root, scopes=EVERYTHING, ready=staged.result)
    write_stage(root, staged.result())
    write_schemas(root)


def _stage_and_draw(root: Path) -> dict[str, str]:
    """Return what create_stage does, and draw all that books and sheets show of it."""
    from builders.handout_jobs import draw_ahead

    staged = create_stage(root, load_knowledge(root)[0])
    draw_ahead(root, staged.values())
    return staged


def compress(folder: Path) -> int:
    """Write a .gz and a .br beside each text file, at the strongest setting and without a time
    stamp, so that the same content gives the same bytes. Return how many files got both."""
    import brotli

    files = [file for file in sorted(folder.rglob("*")) if file.suffix in COMPRESSED]
    for file in files:
        data = file.read_bytes()
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(data, quality=11))
    return len(files)
