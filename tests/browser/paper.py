"""A page as it comes out of the printer: its sheets, read back from the PDF that Chromium prints,
beside what the page says."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import zxingcpp
from playwright.sync_api import Error, Page
from pypdfium2 import PdfDocument, PdfImage, PdfPage, raw

WANTED = Path(__file__).with_name("paper.js").read_text(encoding="utf-8")
PICTURES = """() => {
    for (const picture of document.images) picture.loading = "eager";
    return Promise.all([...document.images].map(picture => picture.decode().catch(() => null)));
}"""
CM = 72 / 2.54
"""Points, the unit of a PDF, in a centimeter."""
DOTS = 300 / 72
"""What a usual printer prints in a point."""
EDGE = 1.0
"""Centimeters at each edge of a sheet that a printer may leave empty."""
PICTURE = 20
"""Centimeters that a picture may be high, to stand on any sheet with its heading and its words."""
CODE_WIDTH, QUIET = 2.0, 4
"""Centimeters that a QR code is wide at least, and modules of white around it (ISO/IEC 18004)."""
START = 12
"""Letters by which a text, or its beginning, is known: fewer may stand anywhere."""


@dataclass(frozen=True)
class Code:
    """A QR code on paper: what it says, how many centimeters wide it is, and the parts of it that
    are gray and of its surround that are not white."""

    text: str
    width: float
    gray: float
    noise: float


@dataclass(frozen=True)
class Sheet:
    """One side of paper: its text without spaces, and only the letters of it; the least distance in
    centimeters of a text to its edge."""

    text: str
    letters: str
    edge: float
    printed: PdfPage

    @cached_property
    def codes(self) -> list[Code]:
        """Its QR codes. Each picture is drawn to be read, so they are read only where asked for."""
        return list(_codes(self.printed))


def letters(text: str) -> str:
    """The letters and digits of `text`, which are the same however its lines break."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def print_sheets(page: Page, **options) -> list[Sheet]:
    """Print `page` with Chromium; `options` are those of its print dialog."""
    return [_read(sheet) for sheet in PdfDocument(page.pdf(**options))]


def first_sheet(page: Page, **options) -> bytes:
    """How the first sheet looks, in gray."""
    sheet = PdfDocument(page.pdf(page_ranges="1", **options))[0]
    return bytes(sheet.render(grayscale=True).buffer)


def fits(page: Page, count: int, **options) -> bool:
    """Whether `page` takes no more than `count` sheets. Chromium is asked for the next one alone:
    it lays the page out, and prints only what does not fit."""
    try:
        page.pdf(page_ranges=str(count + 1), **options)
    except Error as error:
        assert "Page range exceeds page count" in str(error), error
        return True
    return False


def _read(sheet: PdfPage) -> Sheet:
    text = sheet.get_textpage()
    wide, high = sheet.get_size()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    edge = min(
        (min(left, bottom, wide - right, high - top) for left, bottom, right, top in boxes),
        default=wide,
    )
    words = text.get_text_range()
    return Sheet("".join(words.split()), letters(words), edge / CM, sheet)


def _codes(sheet: PdfPage) -> Iterator[Code]:
    """Each picture on the sheet that is a QR code with white around it."""
    for picture in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        if found := _read_code(sheet, picture):
            yield found


def _read_code(sheet: PdfPage, picture: PdfImage) -> Code | None:
    left, bottom, right, top = picture.get_bounds()
    quiet = QUIET * (right - left) / picture.get_px_size()[0]
    wide, high = sheet.get_size()
    drawn = sheet.render(
        scale=DOTS,
        grayscale=True,
        crop=(left - quiet, bottom - quiet, wide - right - quiet, high - top - quiet),
    )
    dots = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
    codes = zxingcpp.read_barcodes(dots, zxingcpp.BarcodeFormat.QRCode)
    if not codes:
        return None
    seen, frame = drawn.to_pil(), round(quiet * DOTS) - 1
    inside = seen.crop((frame, frame, seen.width - frame, seen.height - frame)).histogram()
    whole = seen.histogram()
    surround = [count - within for count, within in zip(whole, inside, strict=True)]
    return Code(
        codes[0].text,
        (right - left) / CM,
        gray=sum(whole[65:192]) / sum(whole),
        noise=sum(surround[:240]) / sum(surround),
    )


def paper_faults(page: Page, **options) -> list[str]:
    """What is wrong with `page` once it is printed."""
    return sheet_faults(wanted_on_paper(page), print_sheets(page, **options))


def load_pictures(page: Page) -> None:
    """Load the pictures of `page`, for which printing may not wait."""
    page.evaluate(PICTURES)


def wanted_on_paper(page: Page) -> dict:
    """What `page` says that has to be on its sheets, or must not."""
    page.emulate_media(media="print")
    load_pictures(page)
    return page.evaluate(WANTED)


def sheet_faults(wanted: dict, sheets: list[Sheet]) -> list[str]:
    """What is wrong with the sheets of a page that wants this on paper."""
    whole = "".join(sheet.letters for sheet in sheets)
    on_one = lambda text: any(letters(text) in sheet.letters for sheet in sheets)
    return [
        *(
            f"for a screen only: {_short(text)}"
            for text in wanted["screen"]
            if len(letters(text)) >= START and letters(text) in whole
        ),
        *(f"not printed: {_short(text)}" for text in wanted["texts"] if letters(text) not in whole),
        *(f"a picture of {high:.0f} cm" for high in wanted["tall"] if high > PICTURE),
        *(f"split: {_short(text)}" for text in wanted["cards"] if not on_one(text)),
        *(
            f"a heading stands alone: {_short(head)}"
            for head, text in wanted["heads"]
            if not any(
                re.search(f"{letters(head)}.*{_first_line(text)[:START]}", sheet.letters)
                for sheet in sheets
            )
        ),
        *(
            f"the head of a table stands alone: {_short(text)}"
            for text in wanted["columns"]
            if any(sheet.letters.endswith(letters(text)) for sheet in sheets)
        ),
        *(
            f"a link without its address: {text}"
            for text, address in wanted["outside"]
            if letters(text + address) not in whole
        ),
        *(
            f"the address of a link inside the site: {address}"
            for text, address in wanted["inside"]
            if any("".join(f"{text}{address}".split()) in sheet.text for sheet in sheets)
        ),
        *(
            f"{sheet.edge:.1f} cm from the edge of sheet {number}"
            for number, sheet in enumerate(sheets, 1)
            if sheet.edge < EDGE
        ),
        *(
            f"not at the end: {text}"
            for text in wanted["foot"]
            if letters(text) not in sheets[-1].letters
        ),
        *_address_faults(wanted["address"], sheets[0]),
    ]


def _address_faults(address: str, first: Sheet) -> Iterator[str]:
    """What is missing on the first sheet: where the page is to be found, in letters and as a QR
    code."""
    if letters(address) not in first.letters:
        yield f"not on the first sheet: {address}"
    if len(first.codes) != bool(address):
        yield f"{len(first.codes)} QR codes on the first sheet"
    for code in first.codes if address else ():
        # the host in capitals is the same host
        leads_to = re.sub(r"^\w+://[^/]*", lambda root: root[0].lower(), code.text)
        if leads_to != address:
            yield f"a QR code that leads to {leads_to}"
        if code.width < CODE_WIDTH:
            yield f"a QR code of {code.width:.1f} cm"
        if code.gray > 0.02 or code.noise:
            yield (
                f"a QR code that is not sharp, or not in white: {code.gray:.0%} gray,"
                f" {code.noise:.0%} of its surround"
            )


def _first_line(text: str) -> str:
    """The letters of the first line of `text` that has any."""
    return letters(text.strip().partition("\n")[0])


def _short(text: str) -> str:
    return " ".join(text.split())[:40]
