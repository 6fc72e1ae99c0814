#!/usr/bin/env python3
"""The command line: check the content, build the site, stage plain Markdown. Run it with --help."""

from __future__ import annotations

import argparse
import datetime
import gzip
import io
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

# where PYTHONSAFEPATH is set, Python leaves it out
sys.path.insert(0, str(Path(__file__).resolve().parent))

from builders.clinics import WrongUsage, add_handout_arguments, new_clinic, run_handouts
from builders.downloads import ALL_SECTIONS, EVERYTHING, NOTHING, Wanted, make_downloads
from builders.new_records import (
    add_cause_arguments,
    add_remedy_arguments,
    add_sign_arguments,
    add_source_arguments,
    new_cause,
    new_remedy,
    new_sign,
    new_source,
)
from builders.pandoc import FORMATS, EbookError
from builders.typst import EDITIONS, PdfError
from builders.web_files import BUILD_INFO, read_commit
from creators.book.article import BookError, page_key
from creators.handout.versions import FILE, add_version, version_problem
from creators.shell.download_list import DOWNLOADS, MANIFEST
from creators.site.files import create_site, load_templates, review_states
from creators.site.search import SEARCH
from knowledge.checks import check_project, stable_ids
from knowledge.model import Knowledge
from knowledge.problems import did_you_mean
from knowledge.reading.loader import load_knowledge, seen_files
from knowledge.reading.navigation import parse_navigation
from knowledge.reading.site_address import AddressError, site_address

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
  build.py new-clinic "Riverside Skin"  a commented file for a clinic to fill in
  build.py handouts --clinic riverside  its handouts in dist/riverside/, to print and to host
  build.py handouts --clinic riverside --treated 2026-11-22    the same with real dates, and a \
calendar file
  build.py handouts --all               those of every clinic
  build.py new-version --change "…"     the handout's words have changed: give them a version of \
their own
  build.py status --within 30           what has to be checked or reviewed in the next 30 days?

exit codes: 0 done; 1 the content has mistakes or the build failed (the last good output stays); \
2 wrong usage
"""


class BuildFailed(Exception):
    """A build that could not end; its text is one line for the person who ran it."""


def check(root: Path, only: list[str], clinics: bool = True) -> Knowledge:
    """Print every problem (in the files `only`, where given; of clinics/ only where asked) and exit
    with 1 where there is any."""
    started = time.monotonic()
    knowledge, problems = check_project(root, clinics)
    if not problems and (changed := version_problem(knowledge)):
        problems = [changed]
    wanted = tuple(str(Path(path)).removeprefix(f"{root}/") for path in only)
    if missing := [path for path in wanted if not (root / path).exists()]:
        say(
            f"check: {missing[0]}: expected a file or folder in {root}; got none; do write its path"
            " from there"
        )
        raise SystemExit(2)
    shown = [problem for problem in problems if not wanted or problem.path.startswith(wanted)]
    for problem in shown:
        print(problem)
    if shown or (problems and not wanted):
        say(f"check: {len(shown)} problem{'s' * (len(shown) != 1)}; nothing was built")
        raise SystemExit(1)
    say(
        f"check: {len(knowledge.pages())} pages, {len(knowledge.remedies)} remedies,"
        f" {len(knowledge.causes)} causes, {len(knowledge.red_flags)} red flags,"
        f" {len(knowledge.sources)} sources: no problems ({time.monotonic() - started:.1f} s)"
    )
    return knowledge


def build_site(
    root: Path, offline: bool = False, release: bool = False, wanted: Wanted = NOTHING
) -> None:
    """Build site/ with MkDocs, aside, and put it in place only when it is whole.

    `offline` builds build/offline/ instead, whose links work when its pages are opened as files.
    `release` writes a .gz and a .br beside each text file, for servers that send those. `wanted`
    are the files to keep that are made from the pages.
    """
    target = root / "build" / "offline" if offline else root / "site"
    site_address(root)  # refuses a wrong one before anything is done
    with _aside(root, target) as new:
        started = time.monotonic()
        say("site: checking and building …")
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--site-dir",
            str(new),
            "--config-file",
            str(root / "mkdocs.yml"),
            *(["--no-directory-urls"] if offline else []),
        ]
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, errors="replace", env=_environment()
        )
        if done.returncode:
            # the hook has stopped MkDocs where there are problems: print them as `check` does, and
            # exit
            check(root, [])
            if unwritten := re.search(
                r"^(?:OSError|PermissionError): (?:\[Errno \d+\] )?(.*)$", done.stderr, re.M
            ):
                raise BuildFailed(
                    f"site: expected to write here; got {unwritten[1]}; do free disk space or mend"
                    f" the permissions. The last good {target.name}/ is untouched."
                )
            print(done.stderr, file=sys.stderr)
            raise BuildFailed(
                f"site: MkDocs stopped; its own lines above say where. The last good {target.name}/"
                " is untouched."
            )
        add_downloads(root, new, target if (target / MANIFEST).exists() else root / "site", wanted)
        if offline:
            for file in new.glob("sitemap.xml*"):  # addresses of a web server
                file.unlink()
        if release:
            say(f"site: compressed {compress(new)} files")
        count = sum(1 for _ in new.rglob("*.html"))
    commit, why = read_commit(root)
    if not commit and not offline:
        say(f"site: {BUILD_INFO} names no commit: {why}")
    say(f"site: {count} pages in {target.relative_to(root)}/ ({time.monotonic() - started:.1f} s)")


def add_downloads(root: Path, site: Path, old: Path, wanted: Wanted) -> None:
    """Put the files to keep into the new site; those of the `old` one that still say the same
    stay."""
    try:
        make_downloads(root, site, old, wanted, say)
    except (BookError, EbookError, PdfError) as error:
        raise BuildFailed(f"{error}. The last good {old.name}/ is untouched.") from None
    except BrokenExecutor:
        raise BuildFailed(
            "downloads: expected each file's process to end; got one that the system stopped; do"
            f" free memory (a booklet needs about 1 GB). The last good {old.name}/ is untouched."
        ) from None


def build_booklet(
    root: Path, section: str | None = None, page: str | None = None, edition: str | None = None
) -> None:
    """The PDF booklets: of everything and of each section, or of one section or page, in every
    edition or in one."""
    editions = (edition,) if edition else EDITIONS
    if page:
        check_page(root, page)
        build_site(root, wanted=Wanted(pages=(page_key(page),), editions=editions))
    else:
        build_site(
            root, wanted=Wanted(sections=(section,) if section else ALL_SECTIONS, editions=editions)
        )


def build_ebook(root: Path) -> None:
    """The EPUB and the DOCX of everything."""
    build_site(root, wanted=Wanted(sections=("",), editions=(), formats=FORMATS))


def check_page(root: Path, page: str) -> None:
    """Exit with 2 where `page` is no page of the site, as in causes/milia."""
    places = parse_navigation((root / "mkdocs.yml").read_text(encoding="utf-8"))
    known = {page_key(place.path) for place in places if "/" in page_key(place.path)}
    if page_key(page) not in known:
        say(
            f'booklet: --page: expected a page of the site; got "{page}"; do'
            f" {did_you_mean(page_key(page), known)}"
        )
        raise SystemExit(2)


def compress(folder: Path) -> int:
    """Write a .gz and a .br beside each text file, at the strongest setting and without a time
    stamp, so that the same content gives the same bytes. Returns how many files got both."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in COMPRESSED]
    for file in files:
        data = file.read_bytes()
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(data, quality=11))
    return len(files)


def build_stage(root: Path) -> None:
    """Write the finished pages as plain Markdown to build/docs, with a config that needs no
    hook."""
    knowledge = check(root, [])
    created = create_site(knowledge, load_templates(root))
    pages = {
        path: re.sub(r"\ntemplate: .*", "", text, count=1) if path.endswith(".md") else text
        for path, text in created.items()
        if path not in (SEARCH, DOWNLOADS) and not path.endswith(".js")
    }
    # another generator brings a search of its own, and no booklets
    with _aside(root, root / "build" / "docs") as new:
        for path, text in pages.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_text(text, encoding="utf-8")
        for file in seen_files(root / "docs"):
            inside = file.relative_to(root / "docs")
            if file.suffix == ".svg":
                (new / inside).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, new / inside)
    _write_whole(
        root / "build" / "mkdocs.yml",
        plain_config((root / "mkdocs.yml").read_text(encoding="utf-8")),
    )
    say(
        f"stage: {sum(path.endswith('.md') for path in pages)} pages of plain Markdown in"
        " build/docs"
    )


def plain_config(text: str) -> str:
    """mkdocs.yml without what only our own build needs: the hook, the watched folders, what it
    keeps out."""
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    document.value = [
        (key, value)
        for key, value in document.value
        if key.value not in ("hooks", "watch", "plugins", "exclude_docs", "site_dir", "docs_dir")
    ]
    for key, value in document.value:
        if key.value == "theme":
            value.value = [
                (name, setting) for name, setting in value.value if name.value != "custom_dir"
            ]
    return "# Written by build.py stage from mkdocs.yml. Do not edit.\n" + yaml.serialize(
        document, allow_unicode=True
    )


def status(root: Path, days: int) -> None:
    """Print which sources and sign-offs are due, and the hash that a reviewer signs for each
    page."""
    knowledge, _ = load_knowledge(root)
    soon = knowledge.today + datetime.timedelta(days=days)
    due = sorted(
        (source.review_by, source.id)
        for source in knowledge.sources.values()
        if source.review_by and source.review_by <= soon
    )
    print(f"Sources to check again by {soon}: {len(due)}")
    for day, name in due:
        print(f"  {day}  {name}")
    states = review_states(check(root, []), load_templates(root))
    for state, words in (
        ("lapsed", "changed since a clinician signed them"),
        ("none", "not yet reviewed by a clinician"),
        ("current", "reviewed as they are"),
    ):
        pages = [(path, digest) for path, (digest, found) in states.items() if found.state == state]
        print(f"Pages {words}: {len(pages)}")
        for path, digest in pages:
            print(f"  {digest}  {path}")


def new_version(root: Path, changes: list[tuple[str, bool]]) -> None:
    """Write the handout's words of today as a new version on top of its history. `changes` are
    (words, whether it is a safety change)."""
    if not changes:
        raise WrongUsage(
            'new-version: expected --change "…" or --safety-change "…"; got neither; do say what'
            " has changed"
        )
    knowledge, problems = check_project(root)
    if not problems and not version_problem(knowledge):
        raise BuildFailed(
            "new-version: expected a handout whose words have changed; got those of version"
            f" {next(iter(knowledge.versions))}; do change the content first. Nothing was written."
        )
    if not problems:
        version, text, problems = add_version(
            knowledge, (root / FILE).read_text(encoding="utf-8"), changes
        )
    for problem in problems:
        print(problem)
    if problems:
        raise BuildFailed(
            f"new-version: {len(problems)} problem{'s' * (len(problems) != 1)}; nothing was written"
        )
    _write_whole(root / FILE, text)
    ids = root / stable_ids.FILE
    line = f"versions {version.id}"
    _write_whole(ids, stable_ids.add_line(ids.read_text(encoding="utf-8"), line))
    safety = sum(change.safety for change in version.changes)
    say(
        f"new-version: wrote version {version.id} of {version.date} on top of {FILE}, hash"
        f" {version.content_hash}, with {len(changes)} change{'s' * (len(changes) != 1)}, {safety}"
        f" of safety; handouts carry the code {version.id} from now on"
    )


def build_handouts(root: Path, options: argparse.Namespace) -> None:
    """The handouts of clinics. A broken clinic file is reported at the end; the general content has
    to be right first."""
    knowledge = check(root, [], clinics=False)
    if not run_handouts(root, knowledge, options, say):
        raise SystemExit(1)


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
        # the new one could not be moved in: the last good one goes back
        if old.exists() and not target.exists():
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
    """The environment for MkDocs: without the theme's notice about MkDocs 2, which `mkdocs<2` in
    requirements settles."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def say(text: str) -> None:
    """A progress line, on standard error so that problems alone stand on standard output."""
    print(text, file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    main = argparse.ArgumentParser(
        prog="build.py",
        description="Builds Bumps After Microneedling from docs/.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, words, add_arguments) in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument(
            "--root",
            type=Path,
            default=ROOT,
            help="the project's folder (default: where this file is)",
        )
        add_arguments(command)
    return main


def _booklet_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--section", choices=ALL_SECTIONS[1:], help="only this section")
    command.add_argument(
        "--page",
        metavar="PAGE",
        help="only this page, as in causes/milia, as a leaflet with its sources",
    )
    command.add_argument(
        "--edition", choices=EDITIONS, help="only this edition (default: all three)"
    )


def _site_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--offline",
        action="store_true",
        help="build build/offline/, to be opened from a folder or a USB stick",
    )
    command.add_argument(
        "--release", action="store_true", help="write a .gz and a .br beside each text file"
    )


def _version_arguments(command: argparse.ArgumentParser) -> None:
    for flag, kind in (("--change", False), ("--safety-change", True)):
        command.add_argument(
            flag,
            action="append",
            dest="changes",
            metavar="TEXT",
            type=lambda text, kind=kind: (text, kind),
            help=(
                f"what {'guards against harm and ' * kind}is new, for somebody who holds an older"
                " sheet; may stand more than once"
            ),
        )


def _paths_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", help="show only the problems in these files or folders"
    )


def _within_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--within",
        type=int,
        default=90,
        metavar="DAYS",
        help="sources due within so many days (default: 90)",
    )


def _name_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="the clinic's name, in quotes")


def _none(command: argparse.ArgumentParser) -> None:
    """A command without options of its own."""


COMMANDS: dict[str, tuple[Callable, str, Callable]] = {
    "check": (
        lambda root, options: check(root, options.paths),
        "read everything and print every mistake as path:line: field: expected …; got …; do …",
        _paths_argument,
    ),
    "site": (
        lambda root, options: build_site(root, options.offline, options.release),
        "check, then build the web site into site/",
        _site_arguments,
    ),
    "booklet": (
        lambda root, options: build_booklet(root, options.section, options.page, options.edition),
        "site, and the PDF booklets: all of it and each section, in A4, US Letter and large print",
        _booklet_arguments,
    ),
    "ebook": (
        lambda root, options: build_ebook(root),
        "site, and all of it as EPUB and as DOCX",
        _none,
    ),
    "handouts": (
        lambda root, options: build_handouts(root, options),
        "clinics' handouts into dist/: PDFs, a web page, and with a treatment date a calendar file",
        add_handout_arguments,
    ),
    "new-clinic": (
        lambda root, options: new_clinic(root, options.name, say),
        "write a commented clinic file to fill in",
        _name_argument,
    ),
    "new-remedy": (
        lambda root, options: new_remedy(root, options, say),
        "begin a remedy: its page to fill in, its substance, its id and its place in the site",
        add_remedy_arguments,
    ),
    "new-cause": (
        lambda root, options: new_cause(root, options, say),
        "begin a cause: its page to fill in, its id and its place in the site",
        add_cause_arguments,
    ),
    "new-sign": (
        lambda root, options: new_sign(root, options, say),
        "begin a sign that needs help: its record to fill in, and its id",
        add_sign_arguments,
    ),
    "new-source": (
        lambda root, options: new_source(root, options, say),
        "begin a source: its record to fill in, and its id",
        add_source_arguments,
    ),
    "new-version": (
        lambda root, options: new_version(root, options.changes or []),
        "give the handout's changed words a version: write it, with what changed, into its history",
        _version_arguments,
    ),
    "stage": (
        lambda root, options: build_stage(root),
        "check, then write the finished pages as plain Markdown to build/docs",
        _none,
    ),
    "all": (
        lambda root, options: build_all(root),
        "site with everything to download, and stage",
        _none,
    ),
    "status": (
        lambda root, options: status(root, options.within),
        "print which sources and sign-offs are due, with the hash to sign for each page",
        _within_argument,
    ),
}
"""Each command: what it does with the project's folder and its options, what it is for, and its
options."""


def print_any_letter() -> None:
    """Let a terminal or a log that lacks a letter show a question mark in its place: a message has
    to come through."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    print_any_letter()
    options = parser().parse_args(arguments)
    try:
        COMMANDS[options.command][0](options.root.resolve(), options)
    except (AddressError, WrongUsage) as error:
        say(str(error))
        return 2
    except BuildFailed as error:
        say(str(error))
        return 1
    except BrokenPipeError:
        # the reader of our output has seen enough, as in `build.py check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        say(
            f"{options.command}: {error.filename or options.root}: expected to write here; got"
            f" {error.strerror or error}; do free disk space or mend the permissions. The last good"
            " output is untouched."
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
