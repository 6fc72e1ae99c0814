"""Puts the pages of a booklet on sheets: two beside each other for folding and stapling, or each by
itself with what a print shop cuts by."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

MM = 72 / 25.4
BLEED = 3 * MM
"""How far what is drawn runs over the edge of a page, on every side, in points."""
SLUG = 7 * MM
"""How far the sheet of a print shop goes beyond that: there stand the marks to cut by."""
MARK = 5 * MM
_ARTIFACT = b"\nQ /Artifact BMC q .25 w 1 1 1 1 K %s S Q EMC\n"
"""Marks are no part of what is read, and stand on every plate."""


def pairs(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the left and right page of each side of the sheets: both sides of the outermost sheet
    first. With each sheet turned over at its short edge, all sheets on each other and folded once,
    the pages are in order."""
    for left in range(1, pages // 2, 2):
        yield pages + 1 - left, left
        yield left + 1, pages - left


def impose(booklet: Pdf, sheet: tuple[float, float]) -> Pdf:
    """Return the pages of a booklet on sheets (width and height in points), two on each side. What
    is made is for printers: it has no tags and no links."""
    wide, high = sheet
    made = pikepdf.new()
    # a page may have less room than a half sheet, or more: it is cut or gets a margin
    pages = [_half(made, page, (wide / 2, high)) for page in booklet.pages]
    for numbers in pairs(len(pages)):
        shown = Dictionary({f"/P{side}": pages[number - 1] for side, number in enumerate(numbers)})
        drawn = b"q /P0 Do Q q 1 0 0 1 %s 0 cm /P1 Do Q" % _number(wide / 2)
        side = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(wide, 3), round(high, 3)]),
            Resources=Dictionary(XObject=shown),
            Contents=made.make_stream(drawn),
        )
        made.pages.append(Page(made.make_indirect(side)))
    for name in ("/Title", "/Author", "/CreationDate"):
        if name in booklet.docinfo:
            made.docinfo[name] = str(booklet.docinfo[name])
    made.Root.Lang = booklet.Root.Lang
    return made


def _half(made: Pdf, page: Page, room: tuple[float, float]) -> pikepdf.Object:
    """Return a page as a drawing of half a sheet, in its middle."""
    left, low, right, high = (float(edge) for edge in page.mediabox)
    x, y = (right + left - room[0]) / 2, (high + low - room[1]) / 2
    drawing = made.copy_foreign(page.as_form_xobject())
    drawing.BBox = Array([round(edge, 3) for edge in (x, y, x + room[0], y + room[1])])
    drawing.Matrix = Array([1, 0, 0, 1, round(-x, 3), round(-y, 3)])
    return drawing


def add_marks(booklet: Pdf) -> None:
    """Give each page of a booklet, which is as large as its bleed, the boxes that a print shop
    works with, and marks to cut by."""
    for page in booklet.pages:
        left, low, right, high = (float(edge) for edge in page.mediabox)
        trimmed = (left + BLEED, low + BLEED, right - BLEED, high - BLEED)
        page.mediabox = _box(left - SLUG, low - SLUG, right + SLUG, high + SLUG)
        page.obj.BleedBox = _box(left, low, right, high)
        page.obj.TrimBox = _box(*trimmed)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(_ARTIFACT % b" ".join(_marks(*trimmed)))


def gray_in_black(booklet: Pdf) -> None:
    """Make what has a profile of gray black ink alone: a print shop would mix it of four, and the
    code to scan would have colored edges."""
    for page in booklet.pages:
        spaces = page.Resources.get("/ColorSpace", {})
        for name, space in list(spaces.items()):
            if space[0] == Name.ICCBased and space[1].N == 1:
                spaces[name] = Name.DeviceGray


def _marks(left: float, low: float, right: float, high: float) -> Iterator[bytes]:
    """Yield two lines for each corner of what is left of a sheet, outside of its bleed."""
    near, far = BLEED + 1, BLEED + 1 + MARK
    for x, way in ((left, -1), (right, 1)):
        for y in (low, high):
            yield _line(x + way * near, y, x + way * far, y)
    for y, way in ((low, -1), (high, 1)):
        for x in (left, right):
            yield _line(x, y + way * near, x, y + way * far)


def _line(*ends: float) -> bytes:
    return b"%s %s m %s %s l" % tuple(map(_number, ends))


def _number(value: float) -> bytes:
    return f"{value:.3f}".encode()


def _box(*edges: float) -> Array:
    return Array([round(edge, 3) for edge in edges])
