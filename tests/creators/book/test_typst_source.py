"""A book to the source of its PDF: the order of what is read, the code on the cover."""

import re
from pathlib import Path

import pytest
from lxml import etree, html

from creators.book.typst_source import create_source
from creators.book.typst_writer import BookError
from creators.shell.qr import qr_code
from pdf_reader import Pdf
from sheet_reader import pdf_text
from small_book import EDITION, PAGES, make_pdf, small_book

PARTS = "cover|how-to-use|contents|signs|imprint"


def parts(source: str) -> list[str]:
    """The functions that a source calls at its own level, with the titles of headings."""
    heads = r'#head\(\d, (\d), \(.*?\)\)\[#"(.*?)"'
    return [
        (
            f"{found[1]} {found[2]}"
            if (found := re.match(heads, line))
            else line[1:].partition("(")[0].partition("[")[0]
        )
        for line in source.split("\n")
        if re.match(rf"#(head\([01]|({PARTS})\b(?!-))", line)
    ]


def test_a_book_has_its_cards_before_the_contents():
    assert parts(create_source(small_book())) == [
        "cover",
        "how-to-use",
        "contents",
        "1 Bumps",
        "1 Identify",
        "2 What you see",
        "1 Causes",
        "2 White dots (milia)",
        "2 Rash with pus",
        "1 Treat",
        "2 Cool cloth",
        "1 Prevent",
        "2 The first week",
        "1 When to worry",
        "2 When to worry",
        "1 Remedies index",
        "2 All remedies",
        "1 Words",
        "1 Sources",
        "2 All sources",
        "2 Clinic sources",
    ]


def test_the_chapters_of_a_section_are_of_the_first_level():
    assert parts(create_source(small_book("causes"))) == [
        "cover",
        "how-to-use",
        "contents",
        "1 White dots (milia)",
        "1 Rash with pus",
        "1 Sources",
    ]


def test_a_leaflet_begins_with_its_page_and_then_has_the_cards():
    assert parts(create_source(small_book("causes/milia"))) == [
        "1 White dots (milia)",
        "signs",
        "1 Sources",
        "imprint",
    ]


def test_each_chapter_comes_with_the_name_of_its_page_for_refusals():
    source = create_source(small_book())
    assert re.findall(r"^// page: (.*)\n#head\(1", source, re.M) == [
        "index",
        "identify",
        "causes/milia",
        "causes/rash",
        "treat/cloth",
        "prevent/week",
        "when-to-worry",
        "treat/remedies-index",
        "about/glossary",
        "about/sources",
        "about/sources-clinics",
    ]


def test_the_book_is_not_changed_so_that_each_setting_has_the_same_words():
    book = small_book()
    before = [html.tostring(body) for body in book.bodies()]
    source = create_source(book)
    assert [html.tostring(body) for body in book.bodies()] == before
    assert create_source(book) == source


@pytest.mark.parametrize(("scope", "title"), [("", "Bumps"), ("causes", "Bumps: Causes")])
def test_title_day_and_address_are_those_of_the_edition(scope: str, title: str, tmp_path: Path):
    book = small_book(scope, subtitle=title.partition(": ")[2])
    file = make_pdf(tmp_path, book)
    made = Pdf(file)
    assert str(made.file.docinfo["/Title"]) == title
    # As it is copied: the zeros of a number are of another font, and no space stands before them.
    first = pdf_text(file.read_bytes(), range(1))
    for text in (
        EDITION.summary,
        f"Version {EDITION.version} of {EDITION.date}",
        EDITION.address,
        "Nobody has reviewed it.",
    ):
        assert text in first


def test_a_mistake_on_any_page_stops_it():
    with pytest.raises(BookError, match="^prevent/week: element: .* got <blockquote>; "):
        create_source(
            small_book(pages={**PAGES, "prevent/week": "<h1>x</h1><blockquote>y</blockquote>"})
        )
    with pytest.raises(BookError, match="^index: element: .* got <pre>; "):
        spoiled = PAGES[""].replace("<p>From the top.", "<pre>From the top.</pre><p>")
        create_source(small_book(pages={**PAGES, "": spoiled}))


def test_the_code_on_the_cover_is_black_on_white_with_the_empty_space_that_readers_need():
    code = etree.fromstring(qr_code("https://example.org/kb/"))
    ground, dots = code.findall("{*}path")
    assert (ground.get("fill"), dots.get("stroke")) == ("#fff", "#000")
    assert int(code.get("width")) - 2 * 4 in range(21, 178, 4) and dots.get("d").startswith(
        "M4 4.5h7"
    )
    assert (
        qr_code("https://example.org/kb/")
        == qr_code("https://example.org/kb/")
        != qr_code("https://example.org/")
    )
