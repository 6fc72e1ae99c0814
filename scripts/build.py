#!/usr/bin/env python3
"""The command line: check the content, build the site, stage plain Markdown. Run it with --help."""

import argparse
import gc
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

# where PYTHONSAFEPATH is set, Python leaves it out
sys.path.insert(0, str(Path(__file__).resolve().parent))

from builders.output import BuildFailed, WrongUsage, say
from knowledge.problems import AddressError, ConfigError

ROOT = Path(__file__).resolve().parent.parent


COMMANDS: dict[str, tuple[str, str]] = {
    "check": (
        "report.check",
        "read everything and print every mistake as path:line: field: expected …; got …; do …",
    ),
    "site": ("site.build_site", "check, then build the web site into site/"),
    "booklet": (
        "site.build_booklet",
        "site, and the booklet of 24 pages: to read, to fold, large, for a print shop, as EPUB",
    ),
    "book": ("site.build_book", "site, and its pages as PDF: all of it and each section, or one"),
    "handouts": (
        "clinics.build_handouts",
        "clinics' handouts into dist/: PDFs, a web page, and with a treatment date a calendar file",
    ),
    "new-clinic": ("clinics.new_clinic", "write a commented clinic file to fill in"),
    "new-remedy": (
        "new_records.new_remedy",
        "begin a remedy: its page to fill in, its substance, its id and its place in the site",
    ),
    "new-cause": (
        "new_records.new_cause",
        "begin a cause: its page to fill in, its id and its place in the site",
    ),
    "new-sign": (
        "new_records.new_sign",
        "begin a sign that needs help: its record to fill in, and its id",
    ),
    "new-source": ("new_records.new_source", "begin a source: its record to fill in, and its id"),
    "new-change": (
        "new_records.new_change",
        "say what has changed on the handout, for whoever holds an older one",
    ),
    "rename": (
        "rename.rename",
        "give a page another address: the old one leads on, and all that names it is mended",
    ),
    "release": (
        "report.release",
        "number the handout's changed words before they are published: a version with each change",
    ),
    "review": (
        "review.review",
        "print each changed passage beside its rules, its signs and what looks risky in it",
    ),
    "accept": (
        "review.accept",
        "write down that you have read passages beside their rules and accept them",
    ),
    "translation": (
        "translation.translation",
        "how far a translation of handouts is; seal what somebody has checked; PO files",
    ),
    "schemas": (
        "report.write_schemas",
        "write JSON Schemas of pages and clinic files to build/schemas/, for your editor",
    ),
    "stage": (
        "stage.build_stage",
        "check, then write the finished pages as plain Markdown to build/docs",
    ),
    "all": ("site.build_all", "site with everything to download, and stage"),
    "publish-check": (
        "publish_check.publish_check",
        "all, for the address in SITE_URL, and then look at the site as a stranger would",
    ),
    "status": (
        "report.status",
        "print which sources are due, which pages a clinician has not read, how far languages are",
    ),
}
"""The function of builders/ that does what a command is for, and what that is. The function gets
the project's folder and the command's options by their names, which the function of the same name
with _arguments behind it declares. Both are imported when the command is given, so that --help
answers at once."""
EPILOG = """\
examples:
  build.py check docs/treat/aloe.md     only this page's mistakes
  build.py book --section treat         the site, and one section of it as PDF
  build.py site --offline               a folder to open without a server: build/offline/index.html
  build.py handouts --clinic riverside --treated 2026-11-22    a clinic's handouts, with real dates
  build.py rename treat/aloe treat/aloe-vera   another address for a page; the old one leads on
  build.py translation es               how far is the handout in Spanish, and what is stale?
each command says more: build.py handouts --help

exit codes: 0 done; 1 the content has mistakes or the build failed (the last good output stays); \
2 wrong usage
"""


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the command line's grammar, with the options of the command that `arguments` give."""
    main = argparse.ArgumentParser(
        prog="build.py",
        description="Builds Bumps After Microneedling from docs/.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = main.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, words) in COMMANDS.items():
        command = commands.add_parser(
            name, help=words, description=words, formatter_class=main.formatter_class
        )
        command.add_argument(
            "--root",
            type=Path,
            default=ROOT,
            help="the project's folder (default: where this file is)",
        )
        if name in arguments and (declare := load(name, "_arguments")):
            declare(command)
    return main


def load(command: str, more: str = "") -> Callable | None:
    """Return the function of a command, or the one with `more` behind its name, if there is one."""
    module, _, name = COMMANDS[command][0].partition(".")
    return getattr(importlib.import_module(f"builders.{module}"), name + more, None)


def print_any_letter() -> None:
    """Let a terminal or a log that lacks a letter show a question mark in its place: a message has
    to come through."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    print_any_letter()
    arguments = sys.argv[1:] if arguments is None else arguments
    options = vars(parser(arguments).parse_args(arguments))
    command, root = options.pop("command"), options.pop("root")
    try:
        return _run(load(command), root.resolve(), options)
    except BrokenPipeError:
        # the reader of our output has seen enough, as in `build.py check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except FileNotFoundError as error:
        say(
            f"{command}: {error.filename}: expected a file of the project; got none; do put it"
            " back. The last good output is untouched."
        )
        return 1
    except OSError as error:
        say(
            f"{command}: {error.filename or root}: expected to write here; got"
            f" {error.strerror or error}; do free disk space or mend the permissions. The last good"
            " output is untouched."
        )
        return 1


def _run(function: Callable, root: Path, options: dict) -> int:
    """Do what a command does, and say why it stopped; return the exit code."""
    try:
        function(root, **options)
        return 0
    except (AddressError, WrongUsage) as error:
        say(str(error))
        return 2
    except ConfigError as error:
        say(str(error))
    except BuildFailed as error:
        for problem in error.problems:
            print(problem)
        say(str(error))
    return 1


if __name__ == "__main__":
    gc.disable()  # what is made is needed to the end: to look for garbage takes a tenth longer
    code = main()
    gc.freeze()  # else Python looks for it once more before it ends
    sys.exit(code)
