#!/usr/bin/env python3
"""The command line: check the content, build the site, stage plain Markdown. Run it with --help."""

from __future__ import annotations

import argparse
import datetime
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path

import brotli
import yaml

from creators.article import BookError, page_key
from creators.downloads import DOWNLOADS, MANIFEST
from creators.pages import create_site, load_templates, review_states
from creators.search import SEARCH, SEARCH_INDEX
from downloads import ALL_SECTIONS, EVERYTHING, NOTHING, Wanted, make_downloads
from ebooks import FORMATS, EbookError
from knowledge.checks import check_project
from knowledge.loader import load_knowledge
from knowledge.model import Knowledge
from knowledge.navigation import parse_navigation
from knowledge.problems import did_you_mean
from pdf import EDITIONS, PdfError

ROOT = Path(__file__).resolve().parent.parent

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
"""Endings of the text files that a release has compressed as well."""

EPILOG = """\
examples:
  build.py check                        is everything right?
  build.py check docs/treat/aloe.md     only this page's mistakes
  build.py site                         build the site into site/
  build.py booklet                      the site, and its booklets as PDF in site/downloads/
  build.py booklet --section treat      the same for one section
  build.py booklet --page causes/milia  the same for one page, as a leaflet
  build.py ebook                        the site, and EPUB and DOCX of it
  build.py site --release               the same, with .gz and .br beside each text file
  build.py site --offline               a folder to open without a server: build/offline/index.html
  build.py all                          all of it
  build.py status --within 30           what has to be checked or reviewed in the next 30 days?

exit codes: 0 done; 1 the content has mistakes or the build failed (the last good output stays); 2 wrong usage
"""


class BuildFailed(Exception):
    """A build that could not end; its text is one line for the person who ran it."""


def check(root: Path, only: list[str]) -> Knowledge:
    """Print every problem (in the files `only`, where given) and exit with 1 where there is any."""
    started = time.monotonic()
    knowledge, problems = check_project(root)
    wanted = tuple(str(Path(path)).removeprefix(f"{root}/") for path in only)
    if missing := [path for path in wanted if not (root / path).exists()]:
        say(f"check: {missing[0]}: expected a file or folder in {root}; got none; do write its path from there")
        raise SystemExit(2)
    shown = [problem for problem in problems if not wanted or problem.path.startswith(wanted)]
    for problem in shown:
        print(problem)
    if shown or (problems and not wanted):
        say(f"check: {len(shown)} problem{'s' * (len(shown) != 1)}; nothing was built")
        raise SystemExit(1)
    say(f"check: {len(knowledge.pages())} pages, {len(knowledge.remedies)} remedies, {len(knowledge.causes)} causes, "
        f"{len(knowledge.red_flags)} red flags, {len(knowledge.sources)} sources: no problems "
        f"({time.monotonic() - started:.1f} s)")
    return knowledge


def build_site(root: Path, offline: bool = False, release: bool = False, wanted: Wanted = NOTHING) -> None:
    """Build site/ with MkDocs, aside, and put it in place only when it is whole.

    `offline` builds build/offline/ instead, whose links work when its pages are opened as files. `release` writes a .gz and
    a .br beside each text file, for servers that send those. `wanted` are the files to keep that are made from the pages.
    """
    target = root / "build" / "offline" if offline else root / "site"
    with _aside(root, target) as new:
        started = time.monotonic()
        say("site: checking and building …")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new), "--config-file",
                   str(root / "mkdocs.yml"), *(["--no-directory-urls"] if offline else [])]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=_environment())
        if done.returncode:
            check(root, [])  # the hook has stopped MkDocs where there are problems: print them as `check` does, and exit
            if unwritten := re.search(r"^(?:OSError|PermissionError): (?:\[Errno \d+\] )?(.*)$", done.stderr, re.M):
                raise BuildFailed(f"site: expected to write here; got {unwritten[1]}; do free disk space or mend the "
                                  f"permissions. The last good {target.name}/ is untouched.")
            print(done.stderr, file=sys.stderr)
            raise BuildFailed(f"site: MkDocs stopped; its own lines above say where. The last good {target.name}/ is untouched.")
        add_downloads(root, new, target if (target / MANIFEST).exists() else root / "site", wanted)
        if offline:
            for file in new.glob("sitemap.xml*"):  # addresses of a web server
                file.unlink()
        if release:
            say(f"site: compressed {compress(new)} files")
        count = sum(1 for _ in new.rglob("*.html"))
    say(f"site: {count} pages in {target.relative_to(root)}/ ({time.monotonic() - started:.1f} s)")


def add_downloads(root: Path, site: Path, old: Path, wanted: Wanted) -> None:
    """Put the files to keep into the new site; those of the `old` one that still say the same stay."""
    try:
        make_downloads(root, site, old, wanted, say)
    except (BookError, EbookError, PdfError) as error:
        raise BuildFailed(f"{error}. The last good {old.name}/ is untouched.") from None
    except BrokenExecutor:
        raise BuildFailed("downloads: expected each file's process to end; got one that the system stopped; do free memory "
                          f"(a booklet needs about 1 GB). The last good {old.name}/ is untouched.") from None


def build_booklet(root: Path, section: str | None = None, page: str | None = None, edition: str | None = None) -> None:
    """The PDF booklets: of everything and of each section, or of one section or page, in every edition or in one."""
    editions = (edition,) if edition else EDITIONS
    if page:
        check_page(root, page)
        build_site(root, wanted=Wanted(pages=(page_key(page),), editions=editions))
    else:
        build_site(root, wanted=Wanted(sections=(section,) if section else ALL_SECTIONS, editions=editions))


def build_ebook(root: Path) -> None:
    """The EPUB and the DOCX of everything."""
    build_site(root, wanted=Wanted(sections=("",), editions=(), formats=FORMATS))


def check_page(root: Path, page: str) -> None:
    """Exit with 2 where `page` is no page of the site, as in causes/milia."""
    places = parse_navigation((root / "mkdocs.yml").read_text(encoding="utf-8"))
    known = {page_key(place.path) for place in places if "/" in page_key(place.path)}
    if page_key(page) not in known:
        say(f'booklet: --page: expected a page of the site; got "{page}"; do {did_you_mean(page_key(page), known)}')
        raise SystemExit(2)


def compress(folder: Path) -> int:
    """Write a .gz and a .br beside each text file, at the strongest setting and without a time stamp, so that the same
    content gives the same bytes. Returns how many files got both."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in COMPRESSED]
    for file in files:
        data = file.read_bytes()
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(data, quality=11))
    return len(files)


def build_stage(root: Path) -> None:
    """Write the finished pages as plain Markdown to build/docs, with a config that needs no hook."""
    knowledge = check(root, [])
    created = create_site(knowledge, load_templates(root))
    pages = {path: text for path, text in created.items() if path not in (SEARCH, SEARCH_INDEX, DOWNLOADS)}
    with _aside(root, root / "build" / "docs") as new:  # another generator brings a search of its own, and no booklets
        for path, text in pages.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_text(text, encoding="utf-8")
        for file in (root / "docs").rglob("*"):
            inside = file.relative_to(root / "docs")
            if file.is_file() and file.suffix not in (".md", ".js") and inside.parts[0] != "_data":
                (new / inside).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, new / inside)
    _write_whole(root / "build" / "mkdocs.yml", plain_config((root / "mkdocs.yml").read_text(encoding="utf-8")))
    say(f"stage: {sum(path.endswith('.md') for path in pages)} pages of plain Markdown in build/docs")


def plain_config(text: str) -> str:
    """mkdocs.yml without what only our own build needs: the hook, the watched folders, the pages kept out."""
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    document.value = [(key, value) for key, value in document.value
                      if key.value not in ("hooks", "watch", "plugins", "exclude_docs", "not_in_nav", "site_dir", "docs_dir")]
    for key, value in document.value:
        if key.value == "theme":
            value.value = [(name, setting) for name, setting in value.value if name.value != "custom_dir"]
    return "# Written by build.py stage from mkdocs.yml. Do not edit.\n" + yaml.serialize(document, allow_unicode=True)


def status(root: Path, days: int) -> None:
    """Print which sources and sign-offs are due, and the hash that a reviewer signs for each page."""
    knowledge, _ = load_knowledge(root)
    soon = knowledge.today + datetime.timedelta(days=days)
    due = sorted((source.review_by, source.id) for source in knowledge.sources.values()
                 if source.review_by and source.review_by <= soon)
    print(f"Sources to check again by {soon}: {len(due)}")
    for day, name in due:
        print(f"  {day}  {name}")
    states = review_states(check(root, []), load_templates(root))
    for state, words in (("lapsed", "changed since a clinician signed them"), ("none", "not yet reviewed by a clinician"),
                         ("current", "reviewed as they are")):
        pages = [(path, digest) for path, (digest, found) in states.items() if found.state == state]
        print(f"Pages {words}: {len(pages)}")
        for path, digest in pages:
            print(f"  {digest}  {path}")


def build_all(root: Path) -> None:
    """Everything, in order."""
    build_site(root, wanted=EVERYTHING)
    build_stage(root)


@contextmanager
def _aside(root: Path, target: Path):
    """A new folder to write in, moved to `target` when all went well and deleted otherwise."""
    (root / "build").mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=root / "build"))
    new, old = work / "new", work / "old"
    new.mkdir()
    try:
        yield new
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        if old.exists() and not target.exists():  # the new one could not be moved in: the last good one goes back
            old.rename(target)
        shutil.rmtree(work, ignore_errors=True)


def _write_whole(path: Path, text: str) -> None:
    """Write `path` aside and rename it, so that no half-written file is ever in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _environment() -> dict[str, str]:
    """The environment for MkDocs: without the theme's notice about MkDocs 2, which `mkdocs<2` in requirements settles."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def say(text: str) -> None:
    """A progress line, on standard error so that problems alone stand on standard output."""
    print(text, file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    main = argparse.ArgumentParser(prog="build.py", description="Builds Bumps After Microneedling from docs/.",
                                   epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words[1], description=words[1])
        command.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: where this file is)")
        if name == "status":
            command.add_argument("--within", type=int, default=90, metavar="DAYS", help="sources due within so many days (default: 90)")
        if name == "site":
            command.add_argument("--offline", action="store_true", help="build build/offline/, to be opened from a folder or a USB stick")
            command.add_argument("--release", action="store_true", help="write a .gz and a .br beside each text file")
        if name == "booklet":
            command.add_argument("--section", choices=ALL_SECTIONS[1:], help="only this section")
            command.add_argument("--page", metavar="PAGE", help="only this page, as in causes/milia, as a leaflet with its sources")
            command.add_argument("--edition", choices=EDITIONS, help="only this edition (default: all three)")
        if name == "check":
            command.add_argument("paths", nargs="*", help="show only the problems in these files or folders")
    return main


COMMANDS: dict[str, tuple[Callable, str]] = {
    "check": (check, "read everything and print every mistake as path:line: field: expected …; got …; do …"),
    "site": (build_site, "check, then build the web site into site/"),
    "booklet": (build_booklet, "site, and the PDF booklets: all of it and each section, in A4, US Letter and large print"),
    "ebook": (build_ebook, "site, and all of it as EPUB and as DOCX"),
    "stage": (build_stage, "check, then write the finished pages as plain Markdown to build/docs"),
    "all": (build_all, "site with everything to download, and stage"),
    "status": (status, "print which sources and sign-offs are due, with the hash to sign for each page"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = parser().parse_args(arguments)
    root = options.root.resolve()
    try:
        if options.command == "check":
            check(root, options.paths)
        elif options.command == "status":
            status(root, options.within)
        elif options.command == "site":
            build_site(root, options.offline, options.release)
        elif options.command == "booklet":
            build_booklet(root, options.section, options.page, options.edition)
        else:
            COMMANDS[options.command][0](root)
    except BuildFailed as error:
        say(str(error))
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough, as in `build.py check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        say(f"{options.command}: {error.filename or root}: expected to write here; got {error.strerror or error}; do free disk "
            "space or mend the permissions. The last good output is untouched.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
