"""Typst source to a PDF file: the fonts come from wheels, the time stamp from the content, so the
bytes are the same anywhere."""

from __future__ import annotations

import datetime
import io
import os
import re
from collections.abc import Iterable
from importlib.metadata import files
from pathlib import Path
from typing import Any

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from builders.output import write_whole
from creators.book.typst_source import MARKER

FONT_PACKAGES = {"fontpkg-atkinson-hyperlegible": 4, "fontpkg-public-sans": 2}
"""The wheels with the letters, and how many font files each has. Atkinson Hyperlegible is made for
readers with low vision, but its zero is slashed and reads like another letter where a reader dials
it: every zero is Public Sans. Typst brings the few signs that both lack."""
OF_ALL = (*FONT_PACKAGES, "fontpkg-amiri")
"""The wheels of requirements.txt; those of the other languages stand in
requirements-languages.txt."""
LETTERS = {
    "Atkinson Hyperlegible": ("fontpkg-atkinson-hyperlegible", 4),
    "Amiri": ("fontpkg-amiri", 4),
    "Noto Sans": ("fontpkg-noto-sans", 2),
    "Noto Sans Devanagari": ("fontpkg-noto-sans-devanagari", 1),
    "Noto Sans CJK SC": ("manimgx-fonts-cjk", 1),
    "Noto Sans CJK KR": ("manimgx-fonts-cjk", 1),
}
"""The letters of languages (docs/_data/languages.yml) by their names, each with its wheel and the
number of its files."""
SETTINGS = {"normal": {"a4": None, "letter": (612, 792)}, "large-print": {"large-print": None}}
"""How a book can be set, and the editions of each: the sheet that each is trimmed to, in points, or
None for the one it was set on."""
SETTING_OF = {edition: name for name, editions in SETTINGS.items() for edition in editions}
EDITIONS = tuple(SETTING_OF)


class PdfError(Exception):
    """A PDF that could not be made; its text is one line for the person who wrote the page."""


def draw_png(page: bytes | str, density: int, letters: Iterable[str] = (), **how: Any) -> bytes:
    """Return a Typst page, its source or its file, as PNG with `density` pixels to an inch, in no
    letters but ours and `letters` (LETTERS). `how` is what else typst.compile takes. Raises
    typst.TypstError."""
    return typst.compile(
        page,
        format="png",
        ppi=density,
        font_paths=font_folders(letters),
        ignore_system_fonts=True,
        **how,
    )


def check_letters(page: bytes | str, letters: Iterable[str], **how: Any) -> None:
    """Raise typst.TypstError where a page, as draw_png takes it, has a letter that its fonts lack:
    in PDF/UA-1 there is none."""
    typst.compile(
        page,
        font_paths=font_folders(letters),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        **how,
    )


def compile_pdf(folder: Path, main: str, setting: str, date: str, targets: dict[str, Path]) -> int:
    """Set the Typst file `main` of `folder` in one of the SETTINGS, and make `targets`, its
    editions. `date` is the day (ISO 8601) that the PDF carries. Returns the number of pages. Raises
    PdfError where Typst refuses, with the page of the site."""
    try:
        made = set_pdf(folder, main, date, {"setting": setting})
    except typst.TypstError as error:
        raise PdfError(explain(error.message, error.diagnostic or "", folder / main)) from None
    with open_pdf(made) as pdf:
        for edition, target in targets.items():
            trim(pdf, SETTINGS[setting][edition])
            write_pdf(pdf, target)
        return len(pdf.pages)


def set_pdf(folder: Path, main: str, date: str, inputs: dict[str, str]) -> bytes:
    """Return the Typst file `main` of `folder` as PDF/UA-1 of a day (ISO 8601). Raises
    typst.TypstError."""
    return typst.compile(
        str(folder / main),
        root=str(folder),
        font_paths=font_folders(),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=time_stamp(date),
        sys_inputs=inputs,
    )


def open_pdf(made: bytes) -> Pdf:
    """Return a PDF from Typst, each of whose rows has a heading."""
    pdf = pikepdf.open(io.BytesIO(made))
    for number in table_bodies(made):
        for row in pdf.get_object(number, 0).K:
            mark_row_heading(row)
    return pdf


def time_stamp(date: str) -> int:
    """The beginning of a day (ISO 8601) in UTC, in seconds: the time that a file carries, so that
    it is the same on any machine."""
    return int(datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC).timestamp())


def write_pdf(pdf: Pdf, target: Path) -> None:
    """Write a PDF aside, packed to a third of its bytes, and put it in place when it is whole. It
    is packed in memory, as on a full disk pikepdf would end the process."""
    packed = io.BytesIO()
    pdf.save(packed, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    write_whole(target, packed.getbuffer())


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


def trim(pdf: Pdf, sheet: tuple[float, float] | None) -> None:
    """Cut or widen each page to `sheet` (width and height in points) around its middle. Nothing on
    it moves, so links stay right."""
    for page in pdf.pages if sheet else ():
        left, low, right, high = (float(edge) for edge in page.mediabox)
        x, y = (sheet[0] - right + left) / 2, (sheet[1] - high + low) / 2
        page.mediabox = [round(edge, 3) for edge in (left - x, low - y, right + x, high + y)]


def table_bodies(made: bytes) -> list[int]:
    """The numbers of the objects that are the body of a table, as Typst writes them: to ask pikepdf
    for each of the 60,000 objects of a booklet takes half a second."""
    numbers, place = [], made.find(b"/S/TBody")
    while place >= 0:
        end = made.rfind(b" 0 obj", 0, place)
        numbers.append(int(made[made.rfind(b"\n", 0, end) + 1 : end]))
        place = made.find(b"/S/TBody", place + 1)
    return numbers


def mark_row_heading(row: Dictionary) -> None:
    """Make the first cell of a row of the structure tree a header cell of that row, as on the site
    (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7): Typst 0.15 can only do so for the first row of a table.
    The others name their column as their only heading: without that, a reader finds both by the
    scope of the header cells."""
    first, *others = row.K if isinstance(row.K, Array) else [row.K]
    if first.S == Name.TD:
        first.S = Name.TH
        first.A = Array([*(first.get("/A") or ()), Dictionary(O=Name.Table, Scope=Name.Row)])
    for facts in (facts for cell in others for facts in cell.get("/A", ()) if "/Headers" in facts):
        del facts["/Headers"]


_CELL = re.compile(rb"(/Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table[^>]*?)(/Headers\[[^\]]*\])")
"""A cell of a table's body, as Typst writes it, with the headings that it names."""


def mark_row_headings(made: bytes) -> bytes:
    """Return a PDF of Typst's in which each row of a table has a heading, as mark_row_heading says.
    No byte moves, so that the file needs no new list of its objects: to read and write it with
    pikepdf takes longer than to set a sheet."""

    def mark(found: re.Match[bytes]) -> bytes:
        kind, facts, headings = found.groups()
        if b"x0y" in headings:
            return kind + b"H" + facts + b"/Scope/Row".ljust(len(headings))
        return kind + b"D" + facts + b" " * len(headings)

    return _CELL.sub(mark, made)


def explain(message: str, diagnostic: str, source: Path) -> str:
    """Typst's refusal as one line: the page of the site that it comes from, what was expected, what
    to do."""
    found = re.search(rf"\b{re.escape(source.name)}:(\d+):", diagnostic)
    page = "a page"
    if found:
        before = source.read_text(encoding="utf-8").split("\n")[: int(found[1])]
        page = next(
            (line.removeprefix(MARKER) for line in reversed(before) if line.startswith(MARKER)),
            page,
        )
    return refusal(page, "book", message, "the page or overrides/paper/book.typ")


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
