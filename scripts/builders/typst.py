"""Typst source to a PDF file: the fonts come from wheels, the time stamp from the content, so the
bytes are the same anywhere."""

import datetime
import os
import re
from collections.abc import Iterable
from importlib.metadata import files
from pathlib import Path
from typing import Any

import typst

from knowledge.problems import CannotBeMade
from knowledge.records.languages import LETTERS

FONT_PACKAGES = {"fontpkg-atkinson-hyperlegible": 4, "fontpkg-public-sans": 2}
"""The wheels with the letters, and how many font files each has. Atkinson Hyperlegible is made for
readers with low vision, but its zero is slashed and reads like another letter where a reader dials
it: every zero is Public Sans. Typst brings the few signs that both lack."""
OF_ALL = (*FONT_PACKAGES, "fontpkg-amiri")
"""The wheels of requirements.txt; those of the other languages stand in
requirements-languages.txt."""
SETTINGS = {"normal": {"a4": None, "letter": (612, 792)}, "large-print": {"large-print": None}}
"""How a book can be set, and the editions of each: the sheet that each is trimmed to, in points, or
None for the one it was set on."""
SETTING_OF = {edition: name for name, editions in SETTINGS.items() for edition in editions}
EDITIONS = tuple(SETTING_OF)


class PdfError(CannotBeMade):
    """A PDF that could not be made; its text is one line for the person who wrote the page."""


def draw_png(page: bytes | str, density: int, letters: Iterable[str] = (), **how: Any) -> bytes:
    """Return a Typst page, its source or its file, as PNG with `density` pixels to an inch, in no
    letters but ours and `letters` (LETTERS). `how` is what else typst.compile takes. Raises
    typst.TypstError."""
    return _compile(page, letters, format="png", ppi=density, **how)


def check_letters(page: bytes | str, letters: Iterable[str], **how: Any) -> None:
    """Raise typst.TypstError where a page, as draw_png takes it, has a letter that its fonts lack:
    in PDF/UA-1 there is none."""
    _compile(page, letters, pdf_standards=["ua-1"], **how)


def set_pdf(folder: Path, main: str, date: str, inputs: dict[str, str]) -> bytes:
    """Return the Typst file `main` of `folder` as PDF/UA-1 of a day (ISO 8601). Raises
    typst.TypstError."""
    return _compile(
        str(folder / main),
        root=str(folder),
        pdf_standards=["ua-1"],
        timestamp=time_stamp(date),
        sys_inputs=inputs,
    )


def _compile(page: bytes | str, letters: Iterable[str] = (), **how: Any) -> bytes:
    fonts = font_folders(letters)
    return typst.compile(page, font_paths=fonts, ignore_system_fonts=True, **how)


def time_stamp(date: str) -> int:
    """The beginning of a day (ISO 8601) in UTC, in seconds: the time that a file carries, so that
    it is the same on any machine."""
    return int(datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC).timestamp())


def font_folders(letters: Iterable[str] = ()) -> list[str]:
    """Return the folders of the font files, with those of `letters` (LETTERS) besides our own.
    Raises PdfError where a wheel is not installed whole."""
    packages = {**FONT_PACKAGES, **dict(LETTERS[name] for name in letters)}
    return [_font_folder(package, count) for package, count in packages.items()]


def _font_folder(package: str, count: int) -> str:
    try:
        fonts = [
            Path(str(file.locate()))
            for file in files(package) or ()
            if file.suffix in (".ttf", ".ttc")
        ]
    except ModuleNotFoundError:
        fonts = []
    found = [font for font in fonts if font.exists()]
    if len(found) < count:
        own = package in OF_ALL
        mend = "delete .venv and run make again" if own else "run make languages"
        raise PdfError(
            f"fonts: expected the {count} font files of {package}; got {len(found)}; do {mend}"
        )
    return str(found[0].parent)


_CELL = re.compile(rb"(/Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table[^>]*?)(/Headers\[[^\]]*\])")
"""A cell of a table's body, as Typst writes it, with the headings that it names."""


def mark_row_headings(made: bytes) -> bytes:
    """Return a PDF of Typst's in which the first cell of each row of a table is a header cell of
    that row, as on the site (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7): Typst 0.15 can only do so for
    the first row. The cells no longer name their column as their only heading: a reader finds both
    by the scope of the header cells. No byte moves, so that the file needs no new list of its
    objects: to read and write it with pikepdf takes longer than to set a sheet."""

    def mark(found: re.Match[bytes]) -> bytes:
        kind, facts, headings = found.groups()
        if b"x0y" in headings:
            return kind + b"H" + facts + b"/Scope/Row".ljust(len(headings))
        return kind + b"D" + facts + b" " * len(headings)

    return _CELL.sub(mark, made)


def refusal(place: str, what: str, message: str, mend: str) -> str:
    """Returns one line about what Typst refused: at `place`, in a book or handout (`what`)."""
    said = " ".join(message.split())
    if glyph := re.search(r'the text `?"?(.+?)"?`? could not be displayed', said):
        return (
            f'{place}: letter: expected one that a font of the {what} has; got "{glyph[1]}"; do'
            " write it in other letters"
        )
    return f"{place}: {what}: expected what Typst can set as PDF/UA-1; got {said}; do mend {mend}"


def workers() -> int:
    """Processes that may work at the same time: one for each core."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
