"""A sheet as a file for an embosser, by lou_translate of liblouis, which is not among what make
installs: no package of Python has it."""

import subprocess

from builders.typst import PdfError
from creators.handout.braille import create_braille
from creators.handout.sheet import Imprint, Sheet
from creators.handout.spoken import create_spoken

BRAILLE = "braille"
"""The edition of a sheet that is this file."""
FILE = "handout.brf"
PROGRAM, TABLES = "lou_translate", "en-us-brf.dis,en-ueb-g2.ctb"
"""The program, and what it goes by: Unified English Braille, grade 2, as embossers have it. Other
languages are left out until somebody who reads their braille has looked at it."""
LONGEST = 60
"""Seconds that the program may take."""


def make_braille(sheet: Sheet, imprint: Imprint) -> bytes:
    """Return the file of a sheet. Raises PdfError where it cannot be made."""
    parts = [(part.heading, *part.lines) for part in create_spoken(sheet, imprint)]
    cells = iter(_translated([line for part in parts for line in part]))
    return create_braille([tuple(next(cells) for _ in part) for part in parts])


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
        raise PdfError(
            f"braille: expected {PROGRAM} of liblouis; got no such program; do install it"
            " (Debian and Ubuntu: apt-get install liblouis-bin; macOS: brew install liblouis)"
        ) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PdfError(_refused(str(error))) from None
    made = done.stdout.removesuffix("\n").upper().split("\n")
    if done.returncode or len(made) != len(lines) or not done.stdout.isascii():
        said = done.stderr.strip().partition("\n")[0]
        raise PdfError(
            _refused(said or f"{len(made)} lines of cells and exit code {done.returncode}")
        )
    return made


def _refused(got: str) -> str:
    return (
        f"braille: expected a line of cells from {PROGRAM} for each line of the sheet; got {got};"
        " do install liblouis 3.20 or later with its tables"
    )
