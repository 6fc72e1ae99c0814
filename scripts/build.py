#!/usr/bin/env python3
"""The command line: check the content, build the site, stage plain Markdown. Run it with --help.

A command imports what it needs when it runs, so that --help answers at once.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# where PYTHONSAFEPATH is set, Python leaves it out
sys.path.insert(0, str(Path(__file__).resolve().parent))

from builders.output import BuildFailed, WrongUsage, say
from knowledge.problems import ConfigError
from knowledge.reading.site_address import AddressError

ROOT = Path(__file__).resolve().parent.parent

EPILOG = """\
examples:
  build.py check                        is everything right?
  build.py check docs/treat/aloe.md     only this page's mistakes
  build.py site                         build the site into site/
  build.py booklet                      the site, and its booklet as PDF and EPUB in site/downloads/
  build.py book                         the site, and all of it and each section as PDF
  build.py book --section treat         the same for one section
  build.py book --page causes/milia     the same for one page, as a leaflet
  build.py site --release               the same, with .gz and .br beside each text file
  build.py site --offline               a folder to open without a server: build/offline/index.html
  build.py all                          all of it
  build.py new-clinic "Riverside Skin"  a commented file for a clinic to fill in
  build.py handouts --clinic riverside  its handouts in dist/riverside/, to print and to host
  build.py handouts --clinic riverside --treated 2026-11-22    the same with real dates, and a \
calendar file
  build.py handouts --all               those of every clinic
  build.py rename treat/aloe treat/aloe-vera   another address for a page; the old one leads on
  build.py new-change "…"               the handout's words have changed: say how
  build.py release                      number them, before they are published
  build.py translation es               how far is the handout in Spanish, and what is stale?
  build.py publish-check                all of it for the address in SITE_URL, then checked
  build.py status --within 30           what has to be checked or reviewed in the next 30 days?

exit codes: 0 done; 1 the content has mistakes or the build failed (the last good output stays); \
2 wrong usage
"""


def _check(root: Path, options: argparse.Namespace) -> None:
    gc.disable()  # all that is read is needed to the end: looking for garbage takes a tenth longer
    from builders.report import check

    check(root, options.paths)


def _check_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", help="show only the problems in these files or folders"
    )


def _site(root: Path, options: argparse.Namespace) -> None:
    from builders.site import build_site

    build_site(root, options.offline, options.release)


def _site_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--offline",
        action="store_true",
        help="build build/offline/, to be opened from a folder or a USB stick",
    )
    command.add_argument(
        "--release", action="store_true", help="write a .gz and a .br beside each text file"
    )


def _booklet(root: Path, options: argparse.Namespace) -> None:
    from builders.site import build_booklet

    build_booklet(root)


def _book(root: Path, options: argparse.Namespace) -> None:
    from builders.site import build_book

    build_book(root, options.section, options.page, options.edition)


def _book_options(command: argparse.ArgumentParser) -> None:
    from builders.site import ALL_SECTIONS, EDITIONS

    command.add_argument("--section", choices=ALL_SECTIONS[1:], help="only this section")
    command.add_argument(
        "--page",
        metavar="PAGE",
        help="only this page, as in causes/milia, as a leaflet with its sources",
    )
    command.add_argument("--edition", choices=EDITIONS, help="only this edition (default: all)")


def _handouts(root: Path, options: argparse.Namespace) -> None:
    from builders.clinics import build_handouts

    build_handouts(root, options)


def _handout_options(command: argparse.ArgumentParser) -> None:
    from builders.clinics import add_handout_arguments

    add_handout_arguments(command)


def _braille(root: Path, options: argparse.Namespace) -> None:
    from builders.braille import build_braille

    build_braille(root, options, say)


def _braille_options(command: argparse.ArgumentParser) -> None:
    from builders.braille import add_braille_arguments

    add_braille_arguments(command)


def _new_clinic(root: Path, options: argparse.Namespace) -> None:
    from builders.clinics import new_clinic

    new_clinic(root, options.name, say)


def _name_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="the clinic's name, in quotes")


def _begin(kind: str) -> Callable[[Path, argparse.Namespace], None]:
    """The command that begins a record of this kind. What it needs is loaded when it runs."""

    def run(root: Path, options: argparse.Namespace) -> None:
        from builders.new_records import KINDS

        KINDS[kind].begin(root, options, say)

    return run


def _begin_options(kind: str) -> Callable[[argparse.ArgumentParser], None]:
    def declare(command: argparse.ArgumentParser) -> None:
        from builders.new_records import KINDS

        KINDS[kind].arguments(command)

    return declare


def _rename(root: Path, options: argparse.Namespace) -> None:
    from builders.rename import rename

    rename(root, options, say)


def _rename_options(command: argparse.ArgumentParser) -> None:
    from builders.rename import add_rename_arguments

    add_rename_arguments(command)


def _release(root: Path, options: argparse.Namespace) -> None:
    from builders.report import release

    release(root)


def _review(root: Path, options: argparse.Namespace) -> None:
    from builders.review import review

    review(root, options)


def _review_options(command: argparse.ArgumentParser) -> None:
    from builders.review import add_review_arguments

    add_review_arguments(command)


def _accept(root: Path, options: argparse.Namespace) -> None:
    from builders.review import accept

    accept(root, options)


def _accept_options(command: argparse.ArgumentParser) -> None:
    from builders.review import add_accept_arguments

    add_accept_arguments(command)


def _accept_easy(root: Path, options: argparse.Namespace) -> None:
    from builders.easy_rows import accept_easy_rows

    accept_easy_rows(root, options)


def _accept_easy_options(command: argparse.ArgumentParser) -> None:
    from builders.easy_rows import add_easy_arguments

    add_easy_arguments(command)


def _translation(root: Path, options: argparse.Namespace) -> None:
    from builders.translation import translation

    translation(root, options)


def _translation_options(command: argparse.ArgumentParser) -> None:
    from builders.translation import add_translation_arguments

    add_translation_arguments(command)


def _schemas(root: Path, options: argparse.Namespace) -> None:
    from builders.report import write_schemas

    write_schemas(root)


def _stage(root: Path, options: argparse.Namespace) -> None:
    from builders.stage import build_stage

    build_stage(root)


def _all(root: Path, options: argparse.Namespace) -> None:
    from builders.site import build_all

    build_all(root)


def _publish_check(root: Path, options: argparse.Namespace) -> None:
    from builders.publish_check import publish_check

    publish_check(root)


def _status(root: Path, options: argparse.Namespace) -> None:
    from builders.report import status

    status(root, options.within)


def _status_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--within",
        type=int,
        default=90,
        metavar="DAYS",
        help="sources due within so many days (default: 90)",
    )


def _no_options(command: argparse.ArgumentParser) -> None:
    """A command without options of its own."""


@dataclass(frozen=True)
class Command:
    """What a command does with the project's folder and its options, what it is for, and how it
    declares its options."""

    run: Callable[[Path, argparse.Namespace], None]
    words: str
    arguments: Callable[[argparse.ArgumentParser], None] = _no_options


COMMANDS = {
    "check": Command(
        _check,
        "read everything and print every mistake as path:line: field: expected …; got …; do …",
        _check_options,
    ),
    "site": Command(_site, "check, then build the web site into site/", _site_options),
    "booklet": Command(
        _booklet,
        "site, and the booklet of 24 pages: to read, to fold, large, for a print shop, as EPUB",
    ),
    "book": Command(
        _book, "site, and its pages as PDF: all of it and each section, or one", _book_options
    ),
    "handouts": Command(
        _handouts,
        "clinics' handouts into dist/: PDFs, a web page, and with a treatment date a calendar file",
        _handout_options,
    ),
    "braille": Command(
        _braille,
        "a sheet in braille for an embosser, where liblouis is installed",
        _braille_options,
    ),
    "new-clinic": Command(_new_clinic, "write a commented clinic file to fill in", _name_option),
    "new-remedy": Command(
        _begin("remedy"),
        "begin a remedy: its page to fill in, its substance, its id and its place in the site",
        _begin_options("remedy"),
    ),
    "new-cause": Command(
        _begin("cause"),
        "begin a cause: its page to fill in, its id and its place in the site",
        _begin_options("cause"),
    ),
    "new-sign": Command(
        _begin("sign"),
        "begin a sign that needs help: its record to fill in, and its id",
        _begin_options("sign"),
    ),
    "new-source": Command(
        _begin("source"),
        "begin a source: its record to fill in, and its id",
        _begin_options("source"),
    ),
    "new-change": Command(
        _begin("change"),
        "say what has changed on the handout, for whoever holds an older one",
        _begin_options("change"),
    ),
    "rename": Command(
        _rename,
        "give a page another address: the old one leads on, and all that names it is mended",
        _rename_options,
    ),
    "release": Command(
        _release,
        "number the handout's changed words before they are published: a version with each change",
    ),
    "review": Command(
        _review,
        "print each changed passage beside its rules, its signs and what looks risky in it",
        _review_options,
    ),
    "accept": Command(
        _accept,
        "write down that you have read passages beside their rules and accept them",
        _accept_options,
    ),
    "accept-easy": Command(
        _accept_easy,
        "print rows in easy words whose English has changed, or write down that you have read them",
        _accept_easy_options,
    ),
    "translation": Command(
        _translation,
        "how far a translation of handouts is; seal what somebody has checked; PO files",
        _translation_options,
    ),
    "schemas": Command(
        _schemas,
        "write JSON Schemas of pages and clinic files to build/schemas/, for your editor",
    ),
    "stage": Command(
        _stage, "check, then write the finished pages as plain Markdown to build/docs"
    ),
    "all": Command(_all, "site with everything to download, and stage"),
    "publish-check": Command(
        _publish_check,
        "all, for the address in SITE_URL, and then look at the site as a stranger would",
    ),
    "status": Command(
        _status,
        "print which sources are due, which pages a clinician has not read, how far languages are",
        _status_options,
    ),
}


class _CommandParser(argparse.ArgumentParser):
    """The grammar of one command. It asks for the command's options only when the command is
    given, as some come from modules that take long to import."""

    arguments: Callable[[argparse.ArgumentParser], None] | None = None

    def parse_known_args(self, args=None, namespace=None):
        if self.arguments:
            declare, self.arguments = self.arguments, None
            declare(self)
        return super().parse_known_args(args, namespace)


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    main = argparse.ArgumentParser(
        prog="build.py",
        description="Builds Bumps After Microneedling from docs/.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = main.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=_CommandParser
    )
    for name, what in COMMANDS.items():
        command = commands.add_parser(name, help=what.words, description=what.words)
        command.add_argument(
            "--root",
            type=Path,
            default=ROOT,
            help="the project's folder (default: where this file is)",
        )
        command.arguments = what.arguments
    return main


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
        COMMANDS[options.command].run(options.root.resolve(), options)
    except (AddressError, WrongUsage) as error:
        say(str(error))
        return 2
    except (BuildFailed, ConfigError) as error:
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
