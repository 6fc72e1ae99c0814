"""Makes the PDFs of the booklet: its pages to read, to print on sheets and fold, in large print,
and for a print shop."""

import re
from collections.abc import Iterable
from pathlib import Path

import typst

from builders.imposing import MM, add_marks, gray_in_black, impose
from builders.pdf import open_pdf, packed, trimmed
from builders.pixels import in_pixels
from builders.typst import PdfError, refusal, set_pdf
from builders.workshop import Workshop

STYLES = ("overrides/paper/booklet.typ", "overrides/paper/kit.typ")
"""What gives the booklet its looks."""
SETTINGS: dict[tuple[str, ...], dict[str, str]] = {
    ("a5", "a4", "letter"): {},
    ("large-print",): {"scale": "1.36"},
    ("print-shop",): {"inks": "cmyk"},
}
"""The editions that are made of one PDF, and what the style is told for it. Large print are the
same pages in 19 points, as large as they can be on a sheet that is as narrow as A4 and as short as
US Letter: it prints on both."""
EDITIONS = tuple(edition for editions in SETTINGS for edition in editions)
PAGE = (148 * MM, 210 * MM)
SHEETS = {"a4": (297 * MM, 210 * MM), "letter": (792, 612)}
"""Sheets for two pages beside each other, in points."""
LARGE = (210 * MM, 792)
_TOO_TALL = re.compile(r"page (\d+): (\d+) pt")
LINE = 16
"""Points from one line of text to the next."""


def make_booklets(
    source: str, date: str, places: list[str], shop: Workshop, editions: Iterable[str]
) -> dict[str, bytes]:
    """Return editions of the booklet, made from its `source`. `date` is the day (ISO 8601) that
    they carry, `places` are where its pages are written down. Raises PdfError."""
    drawn, made = in_pixels(source, shop.work), {}
    for alike, inputs in SETTINGS.items():
        if wanted := [edition for edition in editions if edition in alike]:
            pages = _set(shop.work, {"data": drawn, **inputs}, date, places)
            made |= {edition: _edition(pages, edition) for edition in wanted}
    return made


def _set(folder: Path, inputs: dict[str, str], date: str, places: list[str]) -> bytes:
    try:
        return set_pdf(folder, Path(STYLES[0]).name, date, inputs)
    except typst.TypstError as error:
        raise PdfError(explain(error.message, places)) from None


def _edition(made: bytes, edition: str) -> bytes:
    """Return one edition of what Typst made."""
    with open_pdf(made) as pdf:
        if edition in SHEETS:
            return packed(impose(pdf, SHEETS[edition]))
        if edition == "print-shop":
            gray_in_black(pdf)
            add_marks(pdf)
            return packed(pdf)
        return packed(trimmed(pdf, LARGE if edition == "large-print" else PAGE))


def explain(message: str, places: list[str]) -> str:
    """Return Typst's refusal as one line: which page has no room, how much is too much, and what
    to do."""
    found = _TOO_TALL.search(message)
    if not found:
        mend = "docs/_data/booklet.yml or overrides/paper/booklet.typ"
        return refusal("docs/_data/booklet.yml", "booklet", message, mend)
    number, over = (int(part) for part in found.groups())
    lines = -(-over // LINE)
    return (
        f"{places[number - 1]}: page {number} of the booklet: expected words that fit on it; got"
        f" {over} points too many, about {lines} {'line' if lines == 1 else 'lines'}; do take a"
        " block away, name fewer passages with only, or shorten a text that it names"
    )
