"""The book of all pages for patients, and those of sections: they say what the pages say, lead
where they say, and can be read by eye, by ear and by keyboard."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise, product
from operator import itemgetter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from book_reader import Book, Chapter, Site, plain
from conftest import ROOT, copy_project
from creators.book.article import page_key
from creators.wording.phrases import general_card_title, phrases_of
from geometry import by_page, clashes, text_runs
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge
from pdf_check import check_pdf, fonts
from pdf_reader import Node
from sheet_reader import squeeze

NAME = "bumps-after-microneedling"
EDITIONS = ("a4", "letter")
OF_SECTIONS = (*EDITIONS, "large-print")
"""Nobody prints all of it in large print."""
SAME = pytest.param("letter", marks=pytest.mark.sweep)
"""The edition that is the same as a4 but for the edges of its sheets, as a test below holds."""
LARGE = "treat-large-print"
SECTIONS = ("identify", "causes", "treat", "prevent", "when-to-worry")
HEAD = {"a4": 28, "letter": 19}
"""Millimeters from the edge of the sheet down to the line below the head of a page."""
MILLIMETER = 72 / 25.4
SIDES = {"a4": 20, "letter": 20, LARGE: 18}
"""How much of a sheet stays empty at its left and right, in millimeters."""
SHEETS = {"a4": (210, 297), "letter": (215.9, 279.4), LARGE: (210, 279.4)}
EDGE = 6.35
"""How near to the edge of a sheet printers print, in millimeters: a quarter of an inch."""
INDEXES = (
    "treat/remedies-index",
    "treat/by-day",
)
BACK = (*INDEXES, "about/glossary", "about/sources", "about/sources-clinics")
RED_FLAGS = "when-to-worry/red-flags"
FAMILIES = re.compile(
    r"[A-Z]{6}\+(AtkinsonHyperlegible|PublicSans|LibertinusSerif|NewCM|DejaVuSansMono)-"
)
"""The letters of the wheel, and those that Typst brings along."""


@pytest.fixture(scope="module")
def pages(published: Path) -> Site:
    """The pages that the booklets were made from."""
    return Site(published)


@pytest.fixture(scope="module")
def facts(published: Path) -> Knowledge:
    """The knowledge that they were made from."""
    return load_knowledge(published)[0]


@pytest.fixture(scope="module")
def books(published: Path) -> Callable[[str], Book]:
    """Gives the book of a name: each is read once."""
    return cache(lambda name: Book(published / "site" / "downloads" / f"{NAME}-{name}.pdf"))


@pytest.fixture(scope="module", params=["a4", SAME])
def edition(request: pytest.FixtureRequest) -> str:
    """Each edition in turn."""
    return request.param


@pytest.fixture(scope="module")
def book(edition: str, books: Callable[[str], Book]) -> Book:
    """The book in this edition."""
    return books(edition)


@pytest.fixture(scope="module", params=[*EDITIONS, LARGE])
def name(request: pytest.FixtureRequest) -> str:
    """The books whose sheets are looked at: the whole, and one of a section in large print."""
    return request.param


@pytest.fixture(scope="module")
def sheets(name: str, books: Callable[[str], Book]) -> Book:
    """The book of that name."""
    return books(name)


@pytest.fixture(scope="module")
def chapters(book: Book, pages: Site) -> dict[str, Chapter]:
    """The chapter of each page of the site."""
    # a part with the title of its first page comes before it
    found = {chapter.title: chapter for chapter in book.chapters}
    return {key: found[pages.title(key)] for key in pages.articles if pages.title(key) in found}


@pytest.fixture(scope="module")
def places(book: Book, pages: Site, chapters: dict[str, Chapter]) -> dict[tuple[str, str], int]:
    """The page of each heading that a link can lead to, by the page of the site and the heading's
    id."""
    found = {}
    for key, chapter in chapters.items():
        ids = [heading.get("id") or "" for heading in headings_of(pages, key)]
        found |= {
            (key, name): book.page(node)
            for name, node in zip(ids, headings_in(chapter), strict=True)
        }
        found[key, ""] = book.page(chapter.nodes[0])
    return found


def headings_of(pages: Site, key: str) -> list:
    """The headings of a page's article that its chapter has: the start page's cards stand before
    it."""
    headings = pages.body(key).xpath(".//h1|.//h2|.//h3|.//h4")
    return [heading for heading in headings if key or heading.get("class") != "flags-title"]


def headings_in(chapter: Chapter) -> list[Node]:
    """The headings of a chapter."""
    return [node for top in chapter.nodes for node in top.walk() if re.fullmatch(r"H\d", node.kind)]


def test_it_can_be_read_by_ear_and_by_keyboard(book: Book):
    assert check_pdf(book) == []


def test_letter_is_a4_on_another_sheet(books: Callable[[str], Book]):
    a4, letter = (
        [(run.page, run.kind, run.text, run.mark) for run in books(name).runs] for name in EDITIONS
    )
    assert a4 == letter and len(a4) > 10_000


BOOKLETS = (
    *((section, "a4") for section in SECTIONS),
    *product(SECTIONS[-1:], ("letter", "large-print")),
    *(
        pytest.param(*other, marks=pytest.mark.sweep)
        for other in product(SECTIONS[:-1], ("letter", "large-print"))
    ),
)
"""Each section, and one of them in each edition."""


@pytest.mark.parametrize(("section", "edition"), BOOKLETS)
def test_the_booklets_of_a_section_can_be_as_well(
    section: str, edition: str, books: Callable[[str], Book]
):
    assert check_pdf(books(f"{section}-{edition}")) == []


def test_it_has_every_page_of_the_site_in_the_order_of_the_navigation(book: Book, pages: Site):
    keys = [page_key(place.path) for place in pages.places]
    sections = dict.fromkeys(
        place.section for place in pages.places if place.section not in ("", "About")
    )
    expected = ["How to use this booklet", pages.title("")]
    for section in sections:
        expected += [
            section,
            *(
                pages.title(key)
                for key in keys
                if pages.sections[key] == section and key not in BACK
            ),
        ]
    expected += ["Remedies index", *map(pages.title, INDEXES), pages.title("about/glossary")]
    expected += [
        "Sources",
        *map(pages.title, ("about/sources", "about/sources-clinics")),
    ]
    assert [chapter.title for chapter in book.chapters] == expected
    assert set(keys) == set(pages.articles) and len(keys) > 70


def test_the_pages_that_only_serve_a_screen_are_not_in_it(book: Book, published: Path):
    tools = [
        published / "site" / name
        for name in (
            "search/index.html",
            "downloads/index.html",
            "easy/index.html",
            "h/index.html",
            "about/for-clinics/make-a-handout/index.html",
            "404.html",
        )
    ]
    titles = [
        re.search(r"<h1[^>]*>(.*?)</h1>", tool.read_text(encoding="utf-8"))[1] for tool in tools
    ]
    headings = {book.text(node) for node in book.root.find("H1", "H2", "H3", "H4")}
    assert len(titles) == 6 and not headings & set(titles)


def test_every_word_is_there_and_they_are_read_in_the_order_of_the_page(
    book: Book, pages: Site, chapters: dict[str, Chapter]
):
    assert book.said(book.chapters[0].nodes[1:]).startswith(pages.front())
    for key in pages.articles:
        found, expected = book.said(chapters[key].nodes).split(), pages.words(key).split()
        assert found == expected, key


def test_on_no_page_of_the_first_are_signs_without_what_to_do(published: Path, facts: Knowledge):
    """In large print a card goes on over the page, and its title stands there again."""
    file = published / "site" / "downloads" / f"{NAME}-{LARGE}.pdf"
    document = pypdfium2.PdfDocument(file)
    texts = [squeeze(document[number].get_textpage().get_text_range()) for number in range(6)]
    titles = {
        level.id: squeeze(general_card_title(facts, level)) for level in facts.urgencies.values()
    }
    lost, again = [], 0
    for level, title in titles.items():
        signs = [
            squeeze(one.short)[:40] for one in facts.red_flags.values() if one.urgency is level
        ]
        shown = [text for text in texts if any(sign in text for sign in signs)]
        lost += [title for text in shown if title not in text]
        again += len(shown) - 1
    assert lost == [] and again > 0


def test_in_large_print_a_table_is_a_list_and_every_word_is_there(
    books: Callable[[str], Book], pages: Site
):
    """The numbers of the sources are those of the section."""
    book = books(LARGE)
    found = {chapter.title: chapter for chapter in book.chapters}
    keys = [key for key in pages.articles if key.split("/")[0] == "treat"]
    for key in keys:
        read, expected = (
            re.sub(r"[\d,]+", " ", words).split()
            for words in (book.said(found[pages.title(key)].nodes), pages.words(key, large=True))
        )
        assert read == expected, key
    assert len(keys) > 20


def test_every_picture_is_there_with_its_words(
    book: Book, pages: Site, chapters: dict[str, Chapter]
):
    for key, chapter in chapters.items():
        found = [
            str(figure.facts.Alt)
            for node in chapter.nodes
            for figure in [node, *node.find("Figure")]
            if figure.kind == "Figure"
        ]
        assert found == [image.get("alt") for image in pages.body(key).iterfind(".//img")], key


def test_every_entry_of_the_contents_prints_the_page_of_its_heading_and_leads_there(
    book: Book,
):
    assert [entry.words for entry in book.contents] == [chapter.title for chapter in book.chapters]
    for entry, chapter in zip(book.contents, book.chapters):
        assert book.text(chapter.nodes[0]) == entry.words
        assert entry.number == book.page(chapter.nodes[0]), entry.words
        assert stands_at(book, chapter.nodes[0], entry.place), entry.words


def stands_at(book: Book, node: Node, place: object) -> bool:
    """Whether a place to go to is the one of this element: its page, and a height at most two lines
    above or below its first line."""
    page, height = book.target(place)
    low, high = next(box[1::2] for mark in node.marks for box in book.boxes.get(mark, ()))
    return page == book.page(node) and low - 30 <= height <= high + 60


def test_every_heading_is_a_bookmark_that_leads_to_it(book: Book, facts: Knowledge):
    numbers = [item.number for item in facts.emergency_numbers.values()]
    cards = {phrases_of(facts).card_title(urgency, numbers) for urgency in facts.urgencies.values()}
    headings = [
        node for node in book.root.find("H1", "H2", "H3", "H4") if book.text(node) not in cards
    ]
    marks = list(bookmarks(book.file.Root.Outlines))
    assert [str(mark.Title) for mark in marks] == [book.text(node) for node in headings]
    for mark, node in zip(marks, headings):
        assert book.target(mark.Dest)[0] == book.page(node), str(mark.Title)


def bookmarks(item: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """All bookmarks below one, in reading order."""
    child = item.get("/First")
    while child is not None:
        yield child
        yield from bookmarks(child)
        child = child.get("/Next")


def test_every_link_of_a_page_is_there_and_says_on_which_page_its_target_is(
    book: Book, pages: Site, chapters: dict[str, Chapter], places: dict[tuple[str, str], int]
):
    for key, chapter in chapters.items():
        found = [jump for jump in book.jumps(chapter.nodes) if jump.number]
        expected = pages.links(key)
        assert [jump.words for jump in found] == [words for words, _ in expected], key
        for jump, (words, target) in zip(found, expected):
            page = book.target(jump.place)[0]
            assert jump.number == page, (key, words)
            assert page in (
                {places[target]} if target in places else pages_with(chapters[target[0]])
            ), (key, words)


def pages_with(chapter: Chapter) -> set[int]:
    """The pages that a chapter is on."""
    return {mark.page for node in chapter.nodes for mark in node.marks}


def test_above_each_page_stands_what_it_belongs_to(book: Book, published: Path, edition: str):
    """The chapter that began last, before or on the page. A long title may take two lines. The
    cover has none."""
    begins = [
        (book.page(node), book.text(node))
        for kind in ("H1", "H2")
        for node in book.root.find(kind)
        if book.text(node) in {"Contents", *(chapter.title for chapter in book.chapters)}
    ]
    document = pypdfium2.PdfDocument(published / "site" / "downloads" / f"{NAME}-{edition}.pdf")
    wrong = []
    for number, page in enumerate(document, 1):
        left, _, right, high = page.get_mediabox()
        head = page.get_textpage().get_text_bounded(
            left, high - HEAD[edition] * MILLIMETER, right, high
        )
        expected = (
            [title for start, title in sorted(begins, key=itemgetter(0)) if start <= number][-1:]
            if number > 1
            else []
        )
        # the hidden part of a cut picture is before it
        if not " ".join(head.split()).endswith("".join(expected) or "\0" * bool(head)):
            wrong.append((number, head, expected))
    assert wrong == []


def test_every_number_of_a_source_leads_to_the_source_of_that_number(
    book: Book, pages: Site, chapters: dict[str, Chapter]
):
    items = [
        item
        for key in ("about/sources", "about/sources-clinics")
        for node in chapters[key].nodes
        for item in node.find("LI")
    ]
    numbered = {words: item for item in items if (words := book.text(item.find("Lbl")[0])) != "•"}
    assert list(numbered) == [f"{number}." for number in range(1, len(pages.numbers) + 1)]
    jumps = [
        jump
        for chapter in book.chapters
        for jump in book.jumps(chapter.nodes)
        if jump.words.isdigit()
    ]
    assert len(jumps) == sum(pages.citations(key) for key in chapters) > 800
    for jump in jumps:
        assert stands_at(book, numbered[f"{jump.words}."], jump.place), jump.words


def test_there_is_no_other_link_in_the_book(book: Book):
    jumps = [jump for chapter in book.chapters for jump in book.jumps(chapter.nodes)]
    contents = len(book.root.find("TOCI"))
    areas = [link.annotations[0] for link in book.root.find("Link")]
    assert len(jumps) == sum("/Dest" in area for area in areas)
    assert sum(not jump.number and not jump.words.isdigit() for jump in jumps) == contents
    outside = [str(area.A.URI) for area in areas if "/Dest" not in area]
    assert len(outside) > 50 and all(
        re.match(r"https?://|mailto:|tel:", address) for address in outside
    )


def test_every_red_flag_stands_on_the_card_of_its_urgency(book: Book, facts: Knowledge):
    kids = [
        kid
        for node in book.chapters[0].nodes
        if node.kind in ("Div", "H2", "L")
        for kid in node.walk()
        if kid.kind in ("H2", "LBody")
    ]
    cards: dict[str, list[str]] = {}
    for kid in kids:
        if kid.kind == "H2":
            items = cards.setdefault(book.text(kid), [])
        else:
            items.append(re.sub(r" \(page \d+\)", "", book.text(kid)))
    numbers = [item.number for item in facts.emergency_numbers.values()]
    for level, urgency in facts.urgencies.items():
        expected = [flag.short for flag in facts.red_flags.values() if flag.urgency == level]
        assert sorted(cards[phrases_of(facts).card_title(urgency, numbers)]) == sorted(
            [*expected, *([urgency.otherwise] if urgency.otherwise else [])]
        )
    assert sum(map(len, cards.values())) > len(facts.red_flags) > 20


def test_every_red_flag_stands_in_full_under_its_urgency(
    book: Book, facts: Knowledge, chapters: dict[str, Chapter]
):
    lists: list[str] = []
    for node in chapters[RED_FLAGS].nodes:
        if node.kind == "H3":
            lists.append("")
        elif lists:
            lists[-1] += f" {book.said([node])}"
    for level, words in zip(facts.urgencies, lists):
        expected = [flag for flag in facts.red_flags.values() if flag.urgency == level]
        assert expected and all(f"{flag.sign}. {flag.action}" in words for flag in expected), level
        assert not any(
            flag.sign in words for flag in facts.red_flags.values() if flag.urgency != level
        ), level


def test_each_page_says_its_number_and_where_the_cards_are(book: Book):
    cards = book.page(next(node for node in book.chapters[0].nodes if node.kind in ("Div", "H2")))
    lines: dict[int, str] = {}
    for run in book.runs:
        if run.kind == "text" and not run.mark:
            lines[run.page] = lines.get(run.page, "") + (run.text or " ")
    assert sorted(lines) == list(range(2, len(book.file.pages) + 1))
    for page, words in lines.items():
        assert re.search(rf"Signs that need help now: page {cards}\s+{page}$", words.strip()), page


def test_each_sheet_has_the_size_of_its_edition(name: str, sheets: Book):
    for page in sheets.file.pages:
        left, low, right, high = map(float, page.mediabox)
        assert [(right - left) / MILLIMETER, (high - low) / MILLIMETER] == pytest.approx(
            SHEETS[name], abs=0.01
        )


def test_nothing_comes_too_near_to_the_edge_of_its_sheet(name: str, sheets: Book):
    left, low, right, high = map(float, sheets.file.pages[0].mediabox)
    # the foot of a j hangs over the edge of its column
    hangs = 3 if name == LARGE else 2
    side, edge = SIDES[name] * MILLIMETER - hangs, EDGE * MILLIMETER
    outside = [
        (run.page, run.text)
        for run in text_runs(sheets)
        if run.box[0] < left + side
        or run.box[2] > right - side
        or run.box[1] < low + edge
        or run.box[3] > high - edge
    ]
    outside += [
        (page, str(figure.facts.Alt))
        for figure, page, box in sheets.pictures
        if box[0] < left + side
        or box[2] > right - side
        or box[1] < low + edge
        or box[3] > high - edge
    ]
    assert outside == []


def test_no_letter_is_cut(sheets: Book):
    assert [(run.page, run.text) for run in sheets.runs if run.cut] == []


def test_text_stays_between_the_lines_at_the_top_and_the_bottom_of_its_page(sheets: Book):
    limits: dict[int, tuple[float, float]] = {}
    for page, runs in by_page([run for run in text_runs(sheets) if not run.mark]).items():
        limits[page] = (
            min(runs, key=lambda run: run.box[1]).box[3],
            max(runs, key=lambda run: run.box[3]).box[1],
        )
    outside = [
        (run.page, run.text)
        for run in text_runs(sheets)
        if run.mark
        and run.page in limits
        and not limits[run.page][0] < run.box[1] < run.box[3] < limits[run.page][1]
    ]
    outside += [
        (page, str(figure.facts.Alt))
        for figure, page, box in sheets.pictures
        if page in limits and not limits[page][0] < box[1] < box[3] < limits[page][1]
    ]
    assert outside == []


def test_no_text_stands_on_other_text_or_on_a_picture(sheets: Book):
    assert clashes(sheets) == []


def test_the_text_of_a_cell_ends_before_the_next_cell(sheets: Book):
    hits = []
    for row in sheets.root.find("TR"):
        cells = [
            [box for mark in cell.marks for box in sheets.boxes.get(mark, ())]
            for cell in row.children
        ]
        hits += [
            sheets.text(row)
            for one, other in pairwise(cells)
            if one and other and max(box[2] for box in one) > min(box[0] for box in other)
        ]
    assert hits == []


def test_no_font_comes_from_the_machine(sheets: Book):
    names = [str(font.BaseFont)[1:] for font in fonts(sheets)]
    assert any("AtkinsonHyperlegible-Regular" in name for name in names) and all(
        FAMILIES.match(name) for name in names
    ), names


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_has_its_pages_the_cards_and_the_sources_that_it_cites(
    section: str, books: Callable[[str], Book], pages: Site
):
    book = books(f"{section}-a4")
    keys = [key for key in pages.articles if key == section or key.startswith(f"{section}/")]
    expected = [
        pages.title(key)
        for key in [
            *(key for key in keys if key not in BACK),
            *(key for key in keys if key in BACK),
        ]
    ]
    titles = [chapter.title for chapter in book.chapters]
    assert titles == ["How to use this booklet", *expected, "Sources"]
    assert book.said(book.chapters[0].nodes).count(plain(pages.articles[""].find(".//h2"))) == 1
    items = [
        book.text(item.find("Lbl")[0])
        for node in book.chapters[-1].nodes
        for item in node.find("LI")
    ]
    assert items == [f"{number}." for number in range(1, len(items) + 1)] and items
    cited = {
        jump.words
        for chapter in book.chapters[:-1]
        for jump in book.jumps(chapter.nodes)
        if jump.words.isdigit()
    }
    assert {f"{number}." for number in cited} == set(items)


@pytest.mark.sweep
def test_the_same_content_gives_the_same_bytes_in_any_folder_and_environment(
    published: Path, tmp_path: Path
):
    root = tmp_path / "another folder"
    copy_project(root, "docs", "overrides", "scripts")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("SOURCE_DATE_EPOCH", "LANGUAGE")
    }
    environment |= {
        "TZ": "Pacific/Auckland",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "HOME": str(root),
    }
    command = [
        sys.executable,
        str(ROOT / "scripts" / "build.py"),
        "book",
        "--section",
        "when-to-worry",
        "--root",
        str(root),
    ]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for edition in OF_SECTIONS:
        name = f"{NAME}-when-to-worry-{edition}.pdf"
        assert (root / "site" / "downloads" / name).read_bytes() == (
            published / "site" / "downloads" / name
        ).read_bytes(), edition
