"""A book that Typst has set to PDF files: cut to its editions, packed, each row of a table with its
heading."""

import io
import re
from pathlib import Path

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from builders.output import write_whole
from builders.typst import SETTINGS, PdfError, refusal, set_pdf
from creators.book.typst_source import MARKER


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


def open_pdf(made: bytes) -> Pdf:
    """Return a PDF from Typst, each of whose rows has a heading."""
    pdf = pikepdf.open(io.BytesIO(made))
    for number in table_bodies(made):
        for row in pdf.get_object(number, 0).K:
            mark_row_heading(row)
    return pdf


def write_pdf(pdf: Pdf, target: Path) -> None:
    """Write a PDF aside, packed to a third of its bytes, and put it in place when it is whole. It
    is packed in memory, as on a full disk pikepdf would end the process."""
    packed = io.BytesIO()
    pdf.save(packed, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    write_whole(target, packed.getbuffer())


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
