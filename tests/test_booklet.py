"""The booklet as it is printed: 24 pages, each whole and where it belongs, in order when it is
folded, and what a print shop needs."""

import json
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from creators.booklet.pages import Booklet, Page, create_source
from ebook_reader import whole_booklet, words_of
from geometry import clashes, text_runs
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge
from pdf_check import check_pdf
from pdf_reader import Pdf
from sheet_reader import squeeze

NAME = "bumps-after-microneedling-booklet"
MILLIMETER = 72 / 25.4
SIZES = {
    "a5": (148, 210),
    "a4": (297, 210),
    "letter": (279.4, 215.9),
    "large-print": (210, 279.4),
    "print-shop": (168, 230),
}
"""Width and height of the sheets, in millimeters."""
READ = ("a5", "large-print", "print-shop")
"""The editions with one page to a side, which have tags."""
FOLDED = ("a4", "letter")
SIDE = {"a5": 12.5, "large-print": 21.3, "print-shop": 22.5}
"""How much of a sheet stays empty at its left and right, in millimeters."""
TYPE = {"a5": 12, "large-print": 16.3, "print-shop": 12}
"""The smallest letters, in points; those that most of the text has are larger by a sixth."""
SMALLER = {1, 5, *range(8, 14), 17, 23, 24}
"""The pages with smaller letters: below the emergency numbers, in the key to the mark, the words
and sources, below close-ups, and who has reviewed it."""
EDGE = 6.35
"""How near to the edge of a sheet printers print, in millimeters: a quarter of an inch."""


def title_of(page: Page) -> str:
    """The title of a page: a card says itself what its page is."""
    cards = (block["title"] for block in page.blocks if block["kind"] == "card")
    return next(cards, page.title)


@pytest.fixture(scope="module")
def facts(published: Path) -> Knowledge:
    """The knowledge that the booklet was made from."""
    return load_knowledge(published)[0]


@pytest.fixture(scope="module")
def booklet(facts: Knowledge) -> Booklet:
    return whole_booklet(facts, "Not yet reviewed by a clinician.")


def file_of(published: Path, edition: str) -> Path:
    return published / "site" / "downloads" / f"{NAME}-{edition}.pdf"


@pytest.fixture(scope="module", params=READ)
def edition(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def paper(edition: str, published: Path) -> Pdf:
    return Pdf(file_of(published, edition))


@pytest.fixture(scope="module")
def texts(edition: str, published: Path) -> list[str]:
    """What each page says."""
    document = pypdfium2.PdfDocument(file_of(published, edition))
    return [squeeze(page.get_textpage().get_text_range()) for page in document]


def test_it_can_be_read_by_ear_and_by_keyboard(paper: Pdf):
    assert check_pdf(paper) == []


def test_it_has_24_pages_and_each_begins_with_its_title(paper: Pdf, booklet: Booklet):
    assert len(paper.file.pages) == len(booklet.pages) == 24
    titles = [(paper.page(node), squeeze(paper.text(node))) for node in paper.root.find("H1")]
    assert titles == [*enumerate(map(squeeze, map(title_of, booklet.pages)), 1)]


def test_each_page_but_the_cover_says_its_number(texts: list[str]):
    assert not re.search(r"\b1$|^1\b", texts[0])
    for number, text in enumerate(texts[1:], 2):
        foot = f"{number} Bumps after microneedling"
        turned = f"Bumps after microneedling {number}"
        assert (turned if number % 2 else foot) in text[-40:], number


def test_every_word_of_a_page_is_on_it(texts: list[str], booklet: Booklet):
    """As one line runs: a word may be broken behind a hyphen, and an address anywhere."""
    lost = []
    for page, text in zip(json.loads(create_source(booklet))["pages"], texts, strict=True):
        run_on = re.sub(r"[\s\ufffe]|(?<=\w)-", "", text)
        for words in words_of(page["blocks"]):
            if "://" not in words and booklet.edition.version not in words:
                words = re.sub(r"\s|(?<=\w)-", "", squeeze(words.replace("**", "")))
                if words not in run_on:
                    lost.append((page["title"], words))
    assert lost == []


def test_it_is_as_long_as_people_read(texts: list[str], paper: Pdf):
    assert 4_500 < sum(len(text.split()) for text in texts) < 6_500
    assert len(paper.root.find("Figure")) >= 20


def test_no_letter_is_cut(paper: Pdf):
    assert [(run.page, run.text) for run in paper.runs if run.cut and run.kind == "text"] == []


def test_text_stays_in_its_column(paper: Pdf, edition: str):
    left, low, right, high = map(float, paper.file.pages[0].mediabox)
    side = SIDE[edition] * MILLIMETER - 1
    outside = [
        (run.page, run.text)
        for run in text_runs(paper)
        if run.box[0] < left + side
        or run.box[2] > right - side
        or run.box[1] < low + EDGE * MILLIMETER
        or run.box[3] > high - EDGE * MILLIMETER
    ]
    assert outside == []


def test_no_text_stands_on_other_text_or_on_a_picture(paper: Pdf):
    assert clashes(paper) == []


def test_little_is_smaller_than_the_text_and_nothing_that_is_to_be_read_in_order(
    edition: str, published: Path
):
    sizes: dict[float, int] = {}
    least = TYPE[edition]
    smaller = set()
    for number, page in enumerate(pypdfium2.PdfDocument(file_of(published, edition)), 1):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            size = round(pypdfium2.raw.FPDFText_GetFontSize(text, place), 1)
            sizes[size] = sizes.get(size, 0) + 1
            if 2 < size < least * 14 / 12 - 0.1:
                smaller.add(number)
    assert smaller == SMALLER
    real = {size: count for size, count in sizes.items() if size > 2}  # 1 is a made-up space
    assert min(real) >= least - 0.1
    small = sum(count for size, count in real.items() if size < least * 14 / 12 - 0.1)
    assert small < 0.1 * sum(real.values())


@pytest.mark.parametrize("name", SIZES)
def test_each_sheet_has_the_size_of_its_edition(name: str, published: Path):
    with pikepdf.open(file_of(published, name)) as file:
        assert len(file.pages) == (12 if name in FOLDED else 24)
        for page in file.pages:
            left, low, right, high = map(float, page.mediabox)
            size = [(right - left) / MILLIMETER, (high - low) / MILLIMETER]
            assert size == pytest.approx(SIZES[name], abs=0.01)


@pytest.mark.parametrize("name", FOLDED)
def test_folded_and_stapled_it_has_its_pages_in_order(name: str, published: Path, booklet: Booklet):
    """Each sheet is turned over at its short edge: behind a right half is the left half of its
    other side. The first two sides are the outermost sheet."""
    halves = []
    for page in pypdfium2.PdfDocument(file_of(published, name)):
        wide, high = page.get_size()
        text = page.get_textpage()
        halves.append(
            [
                squeeze(text.get_text_bounded(left, 0, left + wide / 2, high))
                for left in (0, wide / 2)
            ]
        )
    sheets = list(zip(halves[::2], halves[1::2], strict=True))
    leaves = [(front[1], back[0]) for front, back in sheets]
    leaves += [(back[1], front[0]) for front, back in reversed(sheets)]
    pages = [page for leaf in leaves for page in leaf]
    for page, text in zip(booklet.pages, pages, strict=True):
        title = squeeze(title_of(page))
        assert title in text[:170], (title, text[:170])  # the numbers stand over that of the last


@pytest.mark.parametrize("name", FOLDED)
def test_no_page_of_a_sheet_comes_too_near_to_its_edge_or_fold(name: str, published: Path):
    for page in pypdfium2.PdfDocument(file_of(published, name)):
        wide, high = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, low, right, top = text.get_charbox(place)
            if right > left and text.get_text_range(place, 1).strip():
                inside = left % (wide / 2), right % (wide / 2)
                assert EDGE * MILLIMETER < min(inside), text.get_text_range(place, 20)
                assert max(inside) < wide / 2 - EDGE * MILLIMETER, text.get_text_range(place, 20)
                assert EDGE * MILLIMETER < low < top < high - EDGE * MILLIMETER


def test_a_print_shop_has_boxes_to_cut_by_and_color_up_to_the_bleed(published: Path):
    with pikepdf.open(file_of(published, "print-shop")) as file:
        for page in file.pages:
            media, bleed, trimmed = (
                [float(edge) for edge in page.obj[name]]
                for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            for outer, inner, margin in ((media, bleed, 7), (bleed, trimmed, 3)):
                found = [abs(a - b) / MILLIMETER for a, b in zip(outer, inner)]
                assert found == pytest.approx([margin] * 4, abs=0.01)
    cover = pypdfium2.PdfDocument(file_of(published, "print-shop"))[0].render(scale=1).to_pil()
    margin, wide = round(7 * MILLIMETER) + 1, cover.width
    for x in (margin, wide - margin - 1, wide // 2):  # just inside of the bleed
        assert max(cover.getpixel((x, margin))) < 110
    assert cover.getpixel((wide // 2, margin - 4)) == (255, 255, 255)


def test_a_print_shop_gets_letters_and_grounds_in_its_four_inks(published: Path):
    """But for the pictures and the code on the last page, which are in light (sRGB)."""
    light = {}
    with pikepdf.open(file_of(published, "print-shop")) as file:
        for number, page in enumerate(file.pages, 1):
            named = page.Resources.get("/ColorSpace", {})
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operands[0]) if operands else ""
                space = str(named[name]) if name in named else name
                if str(operator) in ("rg", "RG", "g", "G") or (
                    str(operator) in ("cs", "CS") and "CMYK" not in space and "Pattern" not in space
                ):
                    light.setdefault(number, set()).add((str(operator), space[:60]))
    assert set(light) <= {24}, light
