"""A book that Typst has set to PDF files: cut to its editions, packed, each row of a table with its
heading."""

import io
import re
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import typst
from pikepdf import ObjectStreamMode, Pdf

from builders.pixels import in_pixels
from builders.typst import SETTINGS, PdfError, mark_row_headings, refusal, set_pdf
from builders.workshop import Workshop


def make_books(
    name: str, setting: str, date: str, source: str, shop: Workshop, editions: Iterable[str]
) -> dict[str, bytes]:
    """Return editions of a book, all cut from one PDF in one of the SETTINGS. `date` is the day
    (ISO 8601) that they carry. Raises PdfError where Typst refuses, with the page of the site."""
    main = shop.work / f"{name}-{setting}.typ"
    main.write_text(in_pixels(source, shop.work), encoding="utf-8")
    try:
        made = set_pdf(shop.work, main.name, date, {"setting": setting})
    except typst.TypstError as error:
        raise PdfError(explain(error.message, error.diagnostic or "", main)) from None
    with open_pdf(made) as pdf:
        return {edition: packed(trimmed(pdf, SETTINGS[setting][edition])) for edition in editions}


def open_pdf(made: bytes) -> Pdf:
    """Return a PDF from Typst, each of whose rows has a heading."""
    return pikepdf.open(io.BytesIO(mark_row_headings(made)))


def packed(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF, a third of what Typst makes. It is packed in memory, as on a full
    disk pikepdf would end the process."""
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def trimmed(pdf: Pdf, sheet: tuple[float, float] | None) -> Pdf:
    """Cut or widen each page to `sheet` (width and height in points) around its middle, and return
    the PDF. Nothing on it moves, so links stay right."""
    for page in pdf.pages if sheet else ():
        left, low, right, high = (float(edge) for edge in page.mediabox)
        x, y = (sheet[0] - right + left) / 2, (sheet[1] - high + low) / 2
        page.mediabox = [round(edge, 3) for edge in (left - x, low - y, right + x, high + y)]
    return pdf


def explain(message: str, diagnostic: str, source: Path) -> str:
    """Typst's refusal as one line: the page of the site that it comes from, what was expected, what
    to do."""
    from creators.book.typst_source import MARKER  # a card is packed here too, and is no book

    found = re.search(rf"\b{re.escape(source.name)}:(\d+):", diagnostic)
    page = "a page"
    if found:
        before = source.read_text(encoding="utf-8").split("\n")[: int(found[1])]
        page = next(
            (line.removeprefix(MARKER) for line in reversed(before) if line.startswith(MARKER)),
            page,
        )
    return refusal(page, "book", message, "the page or overrides/paper/book.typ")
