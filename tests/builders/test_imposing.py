"""Sheets to fold: the pages are in order when each is turned over at its short edge, all lie on
each other and are folded once; and what a print shop cuts by."""

import io

import pikepdf
import pytest

from builders.imposing import BLEED, MM, SLUG, add_marks, impose, pairs


def folded(sides: list[tuple[int, int]]) -> list[int]:
    """The numbers of the pages in the order in which they are read. `sides` are the left and right
    page of each side: the first two are both sides of the outermost sheet."""
    sheets = [sides[at : at + 2] for at in range(0, len(sides), 2)]
    # turned over at its short edge, the back of a right half is the left half of the other side
    leaves = [(front[1], back[0]) for front, back in sheets]
    rest = [(back[1], front[0]) for front, back in reversed(sheets)]
    return [number for leaf in (*leaves, *rest) for number in leaf]


@pytest.mark.parametrize("pages", [4, 8, 24])
def test_folded_sheets_have_their_pages_in_order(pages: int):
    sides = list(pairs(pages))
    assert len(sides) == pages // 2 and folded(sides) == list(range(1, pages + 1))


def test_the_outermost_sheet_has_the_last_and_first_page():
    assert list(pairs(24))[:3] == [(24, 1), (2, 23), (22, 3)]


def small_pdf(pages: int) -> pikepdf.Pdf:
    """Pages of A5 with bleed, each with a box in its middle as wide as its number."""
    pdf = pikepdf.new()
    pdf.Root.Lang = "en-US"
    pdf.docinfo["/Title"] = "Small"
    size = (148 * MM + 2 * BLEED, 210 * MM + 2 * BLEED)
    for number in range(1, pages + 1):
        pdf.add_blank_page(page_size=size)
        drawn = f"0 0 {number} 10 re f".encode()
        pdf.pages[-1].contents_add(drawn)
    return pdf


@pytest.mark.parametrize("sheet", [(297 * MM, 210 * MM), (792.0, 612.0)])
def test_two_pages_stand_on_each_side_each_in_the_middle_of_its_half(sheet: tuple[float, float]):
    made = impose(small_pdf(8), sheet)
    packed = io.BytesIO()
    made.save(packed)
    with pikepdf.open(packed) as read:
        assert len(read.pages) == 4 and str(read.docinfo["/Title"]) == "Small"
        assert "/StructTreeRoot" not in read.Root
        for page, (left, right) in zip(read.pages, pairs(8)):
            wide, high = (float(edge) for edge in page.mediabox[2:])
            assert (wide, high) == pytest.approx(sheet, abs=0.01)
            for name, number in (("/P0", left), ("/P1", right)):
                drawing = page.Resources.XObject[name]
                assert f"0 0 {number} 10 re".encode() in drawing.read_bytes()
                box = [float(edge) for edge in drawing.BBox]
                assert box[2] - box[0] == pytest.approx(wide / 2, abs=0.01)
                middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
                assert middle == pytest.approx((74 * MM + BLEED, 105 * MM + BLEED), abs=0.01)
                assert [float(one) for one in drawing.Matrix[4:]] == [-box[0], -box[1]]


def test_a_print_shop_gets_bleed_boxes_and_marks_outside_of_them():
    pdf = small_pdf(1)
    add_marks(pdf)
    (page,) = pdf.pages
    media, bleed, trimmed = (
        [float(edge) for edge in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
    )
    assert [b - t for b, t in zip(bleed, trimmed)] == pytest.approx(
        [-BLEED, -BLEED, BLEED, BLEED], abs=0.01
    )
    assert [m - b for m, b in zip(media, bleed)] == pytest.approx(
        [-SLUG, -SLUG, SLUG, SLUG], abs=0.01
    )
    size = (trimmed[2] - trimmed[0], trimmed[3] - trimmed[1])
    assert size == pytest.approx((148 * MM, 210 * MM), abs=0.01)
    drawn = b"".join(part.read_bytes() for part in page.obj.Contents)
    lines = [
        [float(number) for number in line.split()[-6:-4] + line.split()[-3:-1]]
        for line in drawn.replace(b" l", b" l\n").split(b"\n")
        if line.endswith(b" l")
    ]
    assert len(lines) == 8
    for x0, y0, x1, y1 in lines:
        outside = max(x0, x1) < bleed[0] or min(x0, x1) > bleed[2]
        assert outside or max(y0, y1) < bleed[1] or min(y0, y1) > bleed[3]
        on_edge = [x0] == [x1] and x0 in trimmed[::2] or [y0] == [y1] and y0 in trimmed[1::2]
        assert on_edge, (x0, y0, x1, y1)
