"""The two commands for clinics: make their handouts, and begin a clinic's file."""

import argparse
import datetime
import gc
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builders.handout_folders import outdated_folders
from builders.handouts import DIST, GENERAL, Result, make_handouts
from builders.output import WrongUsage, check_known, say, write_whole
from builders.report import check, write_schemas
from builders.sheet_files import ALL_EDITIONS, USUAL, Order
from creators.handout.dates import DAYS_AHEAD, FIRST_DAY, day_fault
from knowledge.model import Knowledge
from knowledge.names import name_fault
from knowledge.problems import quote
from knowledge.reading.loader import CLINICS, clinic_files
from knowledge.records.languages import ENGLISH

DRAFTS = "build/drafts"
"""Where sheets go that nobody may hand out."""
EXAMPLE = "clinics/example.yml"
REQUIRED = ("name", "country", "phone", "emergency_number")
SHOWN = 12
"""Clinics whose folder or hash to sign is named; of more, only their number."""


def build_handouts_arguments(command: argparse.ArgumentParser) -> None:
    _add_clinic_arguments(command)
    _add_order_arguments(command)


def _add_clinic_arguments(command: argparse.ArgumentParser) -> None:
    """Add the options that say whose handouts, and where they go."""
    whose = command.add_mutually_exclusive_group()
    whose.add_argument(
        "--clinic",
        action="append",
        default=[],
        metavar="ID",
        help="a clinic's id: the name of its file in clinics/ (may stand more than once)",
    )
    whose.add_argument("--all", action="store_true", help="every clinic of the folder")
    command.add_argument(
        "--clinics",
        type=Path,
        metavar="CLINICS",
        help="where the clinic files are (default: clinics/)",
    )
    command.add_argument(
        "--out", type=Path, metavar="CLINICS", help="where the folders go (default: dist/)"
    )


def _add_order_arguments(command: argparse.ArgumentParser) -> None:
    """Add the options that say what to make."""
    command.add_argument(
        "--treated",
        type=_date,
        metavar="DATE",
        help=(
            "the day of the treatment, year first, as in 2026-11-22: prints dates beside "
            "the days and adds a calendar file. Never a patient's name"
        ),
    )
    command.add_argument(
        "--edition",
        nargs="+",
        action="extend",
        choices=ALL_EDITIONS,
        metavar="EDITION",
        help=f"only these of {', '.join(ALL_EDITIONS)} (default: {', '.join(USUAL)})",
    )
    command.add_argument(
        "--language",
        default=ENGLISH,
        metavar="ID",
        help=(
            "in this language of docs/_data/languages.yml, where two people have checked it, or"
            " the clinic has signed it for its own patients (default: en)"
        ),
    )
    command.add_argument(
        "--draft",
        action="store_true",
        help=f"for whoever checks a translation: marked as a draft, in {DRAFTS}/, not to hand out",
    )


def build_handouts(root: Path, **options: Any) -> None:
    """Make the handouts of clinics, and exit with 1 where one is refused. A broken clinic file is
    reported at the end; the general content has to be right first."""
    knowledge = check(root, clinics=False, released=True)
    gc.freeze()  # all of it is needed to the end, but not what is made for each of many clinics
    gc.enable()
    if not run_handouts(root, knowledge, argparse.Namespace(**options)):
        raise SystemExit(1)


def run_handouts(root: Path, knowledge: Knowledge, options: argparse.Namespace) -> bool:
    """Make what the options ask for and say what became of it; whether all went well. Raises
    WrongUsage."""
    folder = (options.clinics or root / CLINICS).resolve()
    files = _chosen(folder, options)
    expected = "handouts: --language: expected a language of docs/_data/languages.yml"
    check_known(options.language, knowledge.languages, expected)
    if options.draft and options.language == ENGLISH:
        raise WrongUsage(
            "handouts: --draft: expected another language than English; got none; do add"
            " --language and its id"
        )
    if options.treated:
        _check_treated(options.treated, knowledge)
    out = (options.out or root / (DRAFTS if options.draft else DIST)).resolve()
    editions = tuple(dict.fromkeys(options.edition or USUAL))
    order = Order(editions, options.treated, options.language, options.draft)
    results = make_handouts(root, knowledge, files, out, order)
    for line in (line for result in results for line in result.problems):
        print(line)
    _say_hashes([result for result in results if result.to_sign])
    _say_older([result for result in results if result.again or result.changed or result.outdated])
    if options.all or options.clinic:
        _say_gone(out, folder)
    done = [result for result in results if not result.problems]
    shown = out.relative_to(root) if out.is_relative_to(root) else out
    names = [f"{shown}/{result.name}/{order.inside}" for result in done[:SHOWN]]
    say(
        f"handouts: {sum(not result.kept for result in done)} made,"
        f" {sum(result.kept for result in done)} unchanged, {len(results) - len(done)} refused"
        + (f"; in {', '.join(names)}{', …' * (len(done) > SHOWN)}" if names else "")
    )
    return len(done) == len(results)


def _check_treated(treated: datetime.date, knowledge: Knowledge) -> None:
    """Refuse a day that the pages refuse too, in their words. Raises WrongUsage."""
    if fault := day_fault(treated, knowledge.today):
        last = knowledge.today + datetime.timedelta(days=DAYS_AHEAD)
        raise WrongUsage(
            f"handouts: --treated: expected a day from {FIRST_DAY} to {last}; got {treated}."
            f" {knowledge.handout_labels[f'dates-{fault}'].label}"
        )


def _chosen(folder: Path, options: argparse.Namespace) -> list[Path | None]:
    """The clinic files that the options name; [None] for the general handout."""
    known = {file.stem: file for file in clinic_files(folder)}
    if (options.all or options.clinic) and not known:
        raise WrongUsage(
            f"handouts: {folder}: expected clinic files (*.yml); got none; do write one with"
            " build.py new-clinic NAME"
        )
    for name in options.clinic:
        check_known(name, known, f"handouts: --clinic: expected a file of {folder}")
    names = known if options.all else dict.fromkeys(options.clinic)
    return [known[name] for name in names] or [None]


def _say_hashes(results: list[Result]) -> None:
    for result in results[:SHOWN]:
        state = "the sign-off has lapsed" if result.lapsed else "nobody has signed this version"
        say(
            f"handouts: {result.name}: {state}. After reading it, sign with"
            f' content_hash: "{result.to_sign}"'
        )
    if len(results) > SHOWN:
        say(f"handouts: {len(results) - SHOWN} more are not signed")


def _say_older(results: list[Result]) -> None:
    """Say what became of that which earlier runs made of other words."""
    for result in results[:SHOWN]:
        if result.again:
            say(
                f"handouts: {result.name}: made again too, as its words have changed since:"
                f" {', '.join(result.again)}"
            )
        if result.changed:
            say(
                f"handouts: {result.name}: out of date: {', '.join(result.changed)}, changed by"
                " hand since it was made, so it stays as it is; do compare it with the new sheet"
            )
        if result.outdated:
            places = _some(_place(result.name, name) for name in result.outdated)
            say(
                f"handouts: {result.name}: out of date, as something has changed since: {places};"
                " do make it again, or delete it"
            )
    if len(results) > SHOWN:
        say(f"handouts: {len(results) - SHOWN} more clinics have older files")


def _say_gone(out: Path, folder: Path) -> None:
    """Name the folders of handouts whose clinic has no file any more."""
    known = {file.stem for file in clinic_files(folder)} | {GENERAL}
    others = [one for one in sorted(out.glob("*")) if one.is_dir() and one.name not in known]
    gone = [f"{one.name}/" for one in others if outdated_folders(one, "")]
    if gone:
        say(
            f"handouts: {out}: no clinic file of {folder} has the name of {_some(gone)}; do delete"
            " it, where the clinic is gone or has another name"
        )


def _place(name: str, inside: str) -> str:
    return f"{name}/" if inside == "." else f"{name}/{inside}/"


def _some(names: Iterable[str]) -> str:
    """Return the first of these names, and how many more there are."""
    every = list(names)
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(every[:SHOWN]) + more


def new_clinic_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="the clinic's name, in quotes")


def new_clinic(root: Path, name: str) -> None:
    """Write a commented clinic file for the clinic called `name`. Raises WrongUsage where it is no
    name that a clinic can have, or its id is taken."""
    from builders.draft import Draft, slug_of  # handouts do without all that it needs
    from creators.handout.form_rules import limits

    draft = Draft(root, "new-clinic")
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    slug = slug_of(name)
    if fault := name_fault(draft.knowledge, "name", name):
        draft.refuse(*fault)
    least, most = limits()["name"]["least"], limits()["name"]["most"]
    if not least <= len(name) <= most or slug.isdigit() or slug in ("", GENERAL):
        expected = f"a name of {least} to {most} characters, no number and not General"
        draft.refuse(expected, quote(name), "take another name")
    path = f"{CLINICS}/{slug}.yml"
    if (root / path).exists():
        draft.refuse("a new name", f"{path}, which is there", "edit it, or take another name")
    blank = blank_clinic(draft.read(EXAMPLE), name)
    write_schemas(root)
    write_whole(root / path, blank.encode())
    say(
        f"new-clinic: wrote {path}. Fill in the four lines at its top, then run:"
        f" build.py handouts --clinic {slug}"
    )


def blank_clinic(example: str, name: str) -> str:
    """The example's file with its comments, to fill in: the required lines are there and empty, all
    others are commented out."""
    lines = example.splitlines()
    written = [
        lines[0],
        f"# {name}. Fill in the required lines, and take the # away from those that you want."
        " clinics/example.yml shows each one filled in.",
    ]
    for line in lines[3:]:
        key, _, rest = line.partition(":")
        if key in REQUIRED:
            value = json.dumps(name, ensure_ascii=False) if key == "name" else '""'
            comment = rest.rpartition("#")[2] if "#" in rest else ""
            line = f"{key}: {value}" + (f"  # {comment.strip()}" if comment else "")
        elif line.strip() and not line.startswith("#"):
            line = f"# {line}"
        written.append(line)
    return "\n".join(written) + "\n"


def _date(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f'expected a date, year first, as in 2026-11-22; got "{text}"'
        ) from None
