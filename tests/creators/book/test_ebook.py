"""The one document that the EPUB is made from: of the whole site, and of pages with one
mistake each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from creators.book.article import BookError
from creators.book.book import Book
from creators.book.ebook import create_ebook, create_html, name_page, picture_files
from creators.book.xhtml_writer import CARDS, TALLEST
from creators.wording.words import card_title
from ebook_reader import headings, jumps, load_book, outline, plain, small_book
from knowledge.model import Knowledge

NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
PICTURE = '<img src="/assets/a.svg" alt="A bump" width="{}" height="{}">'


@pytest.fixture(scope="module")
def book(site: Path) -> Book:
    """The whole site."""
    return load_book(site)


@pytest.fixture(scope="module")
def document(book: Book) -> HtmlElement:
    """The document of the whole site."""
    return parsed(create_html(book))


def parsed(document: str) -> HtmlElement:
    """A document as a tree; what is no XML raises."""
    etree.fromstring(document)
    return html.document_fromstring(document)


def body_of(page: str) -> HtmlElement:
    """What becomes of a page, read from the document of a book that has only that."""
    return parsed(create_html(small_book(page))).findall("body/div")[-1]


def test_all_chapters_stand_under_their_parts_in_order_and_the_cards_come_first(
    book: Book, document: HtmlElement
):
    assert [
        (int(one.tag[1]), plain(one)) for one in document.xpath("/html/body/h1 | /html/body/h2")
    ] == outline(book)
    assert headings(document)[:2] == [
        (1, "How to use this booklet"),
        (2, "Call 911, 999, 112 or 000 now if"),
    ]


def test_no_heading_is_left_out_or_skips_a_level(book: Book, document: HtmlElement):
    found = headings(document)
    assert jumps(found) == []
    parts = sum(bool(part.title) for part in book.parts)
    assert len(found) == 1 + parts + sum(len(headings(body)) for body in book.bodies())


def test_every_id_is_valid_and_unique_and_every_link_leads_to_one(document: HtmlElement):
    ids = document.xpath("//@id")
    assert [name for name in ids if not NAME.fullmatch(name)] == []
    assert len(ids) == len(set(ids))
    links = document.xpath("//a/@href")
    assert [
        link
        for link in links
        if not (link[1:] in ids if link.startswith("#") else re.match("(https?|mailto|tel):", link))
    ] == []
    assert {
        "causes-milia",
        "causes-milia--get-help",
        "start--open-mark",
        "about-sources--chu2021",
    } <= set(ids)


def test_no_word_of_the_site_is_lost(book: Book, document: HtmlElement):
    assert len(document.findall(".//li")) == sum(
        len(body.findall(".//li")) for body in book.bodies()
    )
    words = plain(document.body).replace(" ", "")
    kept = [
        one
        for body in book.bodies()
        for one in body.iter("p", "li", "dt", "dd", "td", "figcaption", "h2", "h3", "h4")
        if not one.xpath("ancestor::table[count(.//thead//th) > 6]")
    ]
    assert len(kept) > 4000
    assert [plain(one) for one in kept if plain(one).replace(" ", "") not in words] == []


def test_each_red_flag_stands_on_the_card_of_its_urgency_and_in_full_on_the_page_of_all(
    document: HtmlElement, knowledge: Knowledge
):
    front = document.find("body/div")
    page = document.get_element_by_id("when-to-worry-red-flags").getnext()
    for flag in knowledge.red_flags.values():
        (card,) = front.find_class(flag.urgency.value)
        assert flag.short in [plain(line) for line in card.iter("li")]
        lines = [
            plain(line) for full in page.find_class(flag.urgency.value) for line in full.iter("li")
        ]
        assert any(line.startswith(f"{flag.sign}. {flag.action}") for line in lines), flag.id


def test_a_card_names_its_kind_and_its_title_stands_in_a_box(
    document: HtmlElement, knowledge: Knowledge
):
    numbers = [item.number for item in knowledge.emergency_numbers.values()]
    named = [card_title(level, numbers) for level in knowledge.urgencies.values()]
    cards = document.find_class("card")
    assert {card.get("class").split()[1] for card in cards} == set(CARDS)
    titles = [card[0] for card in cards if card[0].get("class") == "card-title"]
    assert [plain(title.find("p/strong")) for title in titles] == named[:1]
    front = [card[0] for card in document.find("body/div").find_class("card")]
    assert [(title.tag, plain(title)) for title in front] == [("h2", title) for title in named]


def test_citations_stay_numbers_above_the_line_that_lead_to_their_source(document: HtmlElement):
    numbers = {link.get("href"): plain(link) for link in document.xpath("//sup/a")}
    assert len(numbers) > 60
    for target, number in numbers.items():
        entry = document.get_element_by_id(target[1:]).getparent()
        first = int(entry.getparent().get("start"))
        assert entry.getparent().tag == "ol" and first + entry.getparent().index(entry) == int(
            number
        )


def test_the_open_mark_leads_to_what_it_means(document: HtmlElement, book: Book):
    marks = [link for link in document.iter("a") if plain(link) == "◇"]
    assert (
        len(marks)
        == sum(len(body.findall(".//a[@class='open-mark']")) for body in book.bodies())
        > 500
    )
    assert {link.get("href") for link in marks} == {"#start--open-mark"}
    assert "no study was found" in plain(document.get_element_by_id("start--open-mark").getparent())


def test_every_table_has_headings_and_one_that_is_too_wide_becomes_paragraphs(
    document: HtmlElement,
):
    for table in document.iter("table"):
        assert 1 <= len(table.findall("thead/tr/th")) <= 6
        assert {row[0].get("scope") for row in table.findall("tbody/tr")} == {"row"}
    records = [
        plain(line)
        for line in document.get_element_by_id("about-scorecard--every-page").getnext().getnext()
    ]
    assert any(
        re.match(
            r"Tiny white pearls \(milia\)\. Words: \d+; Before the answer: \d+;"
            r" Repeated: .*; Grade: .*; Review: [^;]*\w\.$",
            line,
        )
        for line in records
    )


def test_every_picture_says_what_it_shows_and_fits_on_a_page(document: HtmlElement, book: Book):
    pictures = document.findall(".//img")
    assert len(pictures) == sum(len(body.findall(".//img")) for body in book.bodies())
    assert all(
        picture.get("alt") and picture.get("src").startswith("assets/") for picture in pictures
    )
    assert max(int(picture.get("width")) for picture in pictures) == 480
    assert picture_files(create_html(book)) == {picture.get("src") for picture in pictures}


def test_the_book_is_not_changed(book: Book):
    before = [html.tostring(body) for body in book.bodies()]
    create_html(book)
    assert [html.tostring(body) for body in book.bodies()] == before


def test_two_pages_whose_names_become_the_same_keep_ids_of_their_own():
    places = parsed(
        create_html(
            small_book(
                '<h2 id="one#a.b">A</h2><h2 id="one#a-b">B</h2><p><a href="one#a-b">B</a></p>'
            )
        )
    )
    assert plain(places.get_element_by_id("one--a-b")) == "A"
    assert plain(places.get_element_by_id(places.xpath("//a[.='B']/@href")[0][1:])) == "B"


def test_a_link_to_a_page_and_one_to_its_title_lead_to_the_chapter():
    body = body_of('<p><a href="one#">x</a><a href="one#title">y</a></p>')
    assert body.xpath(".//a/@href") == ["#one", "#one"]


def test_a_tall_picture_fits_on_a_page_and_one_in_a_table_in_its_cell():
    (tall,) = body_of(f"<p>{PICTURE.format(360, 1138)}</p>").iter("img")
    assert 0.9 * TALLEST < int(tall.get("width")) * 1138 / 360 <= TALLEST
    table = (
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>x"
        " {}</th><td>y</td></tr></tbody></table>"
    )
    (small,) = body_of(table.format(PICTURE.format(752, 300))).iter("img")
    assert small.get("width") == "150"


def test_a_paragraph_that_looks_different_is_in_a_box_and_a_figure_keeps_its_place():
    body = body_of(
        '<p class="level level--routine">Soon.</p><p><a href="one#f">f</a></p>'
        f'<figure id="one#f"><p>{PICTURE.format(1, 1)}</p><figcaption>It.</figcaption></figure>'
    )
    assert plain(body.find_class("level")[0]) == "Soon."
    assert body.find(".//div[@id='one--f']/figure") is not None


def test_how_soon_is_in_bold_and_pictures_stand_without_the_dots_of_a_list():
    body = body_of(
        '<p class="level level--same_day">Today if</p><div class="pair"><ul>'
        f"<li>{PICTURE.format(752, 300)} Day 1</li></ul></div>"
    )
    assert plain(body.find_class("level")[0].find("p/strong")) == "Today if"
    assert plain(body.find_class("pics")[0].find("ul/li")) == "Day 1"


def test_what_a_library_lists_is_stable_and_escaped():
    made = create_ebook(small_book("<p>Text.</p>"))
    assert (made.title, made.identifier, made.date) == (
        "Small & short",
        "https://site.example/small-1.2.3",
        "2026-11-22",
    )
    assert parsed(made.document).findtext("head/title") == "Small & short"


def test_a_file_of_an_epub_is_named_by_its_heading():
    page = (
        "<html"
        ' xmlns="http://www.w3.org/1999/xhtml"><head><title>ch1.xhtml</title></head><body><h2>Heat'
        " <b>rash</b></h2></body></html>"
    )
    assert b"<title>Heat rash</title>" in name_page(page.encode())


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (
            '<p><a href="two#x">x</a></p>',
            (
                'one: link: expected a place in the book or a web address; got "two#x"; do correct'
                " the link"
            ),
        ),
        (
            "<p><video></video></p>",
            (
                "one: element: expected one that creators/book/xhtml_writer.py has a rule for; got"
                " <video>; do add its rule there"
            ),
        ),
        (
            '<div class="box">x</div>',
            'one: element: expected one that .*; got <div class="box">; do ',
        ),
        ('<p class="odd">x</p>', 'one: element: expected one that .*; got <p class="odd">; do '),
        (
            '<h2 id="a">A</h2><h4 id="b">B</h4>',
            'one: heading "B": expected level 3 at most; got level 4; do mend the levels',
        ),
        (
            '<p><img src="/a.svg" alt=" "></p>',
            "one: picture a.svg: expected words that say what it shows; got none; do write",
        ),
        (
            '<p><img src="/a.svg" alt="A"></p>',
            'one: picture a.svg: expected its width and height; got "" and ""; do write',
        ),
        (
            "<table><tbody><tr><td>A</td></tr></tbody></table>",
            "one: table: expected a heading for each column, .*; got A; do mend the table",
        ),
        (
            "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>B</td><td>C</td></tr></tbody></table>",
            "one: table: .*; got ABC; do",
        ),
    ],
)
def test_what_cannot_be_carried_is_one_clear_line(page: str, line: str):
    with pytest.raises(BookError, match=line) as found:
        create_html(small_book(page))
    assert "\n" not in str(found.value)
