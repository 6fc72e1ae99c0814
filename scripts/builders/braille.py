"""A sheet as a file for an embosser, by lou_translate of liblouis, which is not among what make
installs: no package of Python has it."""

import argparse
import subprocess
from pathlib import Path

from builders.clinics import chosen_clinics
from builders.handouts import DIST, GENERAL
from builders.output import BuildFailed, say, write_whole
from builders.report import check
from creators.handout.braille import create_braille
from creators.handout.create import create_imprint, create_sheet
from creators.handout.spoken import create_spoken
from creators.handout.versions import printed_version
from knowledge.checks.clinic import checked_clinic
from knowledge.model import Knowledge
from knowledge.reading.config import site_address
from knowledge.reading.loader import CLINICS

PROGRAM, TABLES = "lou_translate", "en-us-brf.dis,en-ueb-g2.ctb"
"""The program, and what it goes by: Unified English Braille, grade 2, as embossers have it. Other
languages are left out until somebody who reads their braille has looked at it."""
FILE = "handout.brf"
LONGEST = 60
"""Seconds that the program may take."""


def build_braille_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--clinic", metavar="ID", help="a clinic's id (default: no clinic's)")


def build_braille(root: Path, clinic: str | None) -> None:
    """Write the sheet of a clinic, or of none, in braille into dist/. Raises BuildFailed where it
    cannot be made."""
    knowledge = check(root, clinics=False, released=True)
    parts = _parts(root, knowledge, clinic)
    cells = iter(_translated([line for part in parts for line in part]))
    made = create_braille([tuple(next(cells) for _ in part) for part in parts])
    target = root / DIST / (clinic or GENERAL) / FILE
    write_whole(target, made)
    pages = made.count(b"\f")
    say(f"braille: {target.relative_to(root)} ({pages} pages of 40 cells and 25 lines)")


def _parts(root: Path, knowledge: Knowledge, name: str | None) -> list[tuple[str, ...]]:
    """Return each heading with its sentences, in words."""
    clinic, problems = None, []
    if name:
        (file,) = chosen_clinics(root / CLINICS, "braille", [name])
        clinic, problems = checked_clinic(knowledge, root, file)
    if problems:
        raise BuildFailed("\n".join(map(str, problems)))
    sheet = create_sheet(knowledge, clinic)
    imprint = create_imprint(sheet, clinic, *printed_version(knowledge), site_address(root))
    return [(part.heading, *part.lines) for part in create_spoken(sheet, imprint)]


def _translated(lines: list[str]) -> list[str]:
    """Return `lines` as cells."""
    text = "\n".join(lines) + "\n"
    try:
        done = subprocess.run(
            [PROGRAM, "--forward", TABLES],
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST,
        )
    except FileNotFoundError:
        raise BuildFailed(
            f"braille: expected {PROGRAM} of liblouis; got no such program; do install it"
            " (Debian and Ubuntu: apt-get install liblouis-bin; macOS: brew install liblouis)"
        ) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildFailed(_refused(str(error))) from None
    made = done.stdout.removesuffix("\n").upper().split("\n")
    if done.returncode or len(made) != len(lines) or not done.stdout.isascii():
        said = done.stderr.strip().partition("\n")[0]
        raise BuildFailed(
            _refused(said or f"{len(made)} lines of cells and exit code {done.returncode}")
        )
    return made


def _refused(got: str) -> str:
    return (
        f"braille: expected a line of cells from {PROGRAM} for each line of the sheet; got {got};"
        " do install liblouis 3.20 or later with its tables"
    )
