"""The one document that the EPUB is made from: every word of the booklet, in order."""

import re

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from creators.booklet.ebook import create_ebook, name_page, picture_files, rich
from creators.booklet.pages import Booklet, create_source
from ebook_reader import headings, jumps, outline, plain, small_booklet, whole_booklet, words_of
from helpers import ROOT
from knowledge.model import Knowledge


@pytest.fixture(scope="module")
def booklet(knowledge: Knowledge) -> Booklet:
    return whole_booklet(knowledge)


def document_of(booklet: Booklet) -> HtmlElement:
    """The document as a tree; what is no XML raises."""
    text = create_ebook(booklet, "booklet", ROOT / "overrides").document
    etree.fromstring(text.strip())
    return html.document_fromstring(text)


@pytest.fixture(scope="module")
def document(booklet: Booklet) -> HtmlElement:
    return document_of(booklet)


def test_each_page_is_a_chapter_with_its_number(booklet: Booklet, document: HtmlElement):
    found = headings(document)
    assert [one for one in found if one[0] == 1] == outline(booklet) and jumps(found) == []


def test_every_link_leads_to_a_page_of_the_booklet(document: HtmlElement):
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids)) == 24
    links = document.xpath("//a")
    inside = [link for link in links if link.get("href").startswith("#")]
    assert len(inside) > 12 and len(links) == len(inside) + 1
    for link in inside:
        assert link.get("href")[1:] in ids and link.get("href") == f"#page-{plain(link)}"


def test_how_soon_a_bump_needs_help_stands_right_below_its_name(
    booklet: Booklet, document: HtmlElement
):
    bumps = [
        item
        for page in booklet.pages
        for one in page.blocks
        if one["kind"] == "bumps"
        for item in one["items"]
    ]
    below = {plain(one): plain(one.getnext()) for one in document.iter("h2")}
    assert len(bumps) > 12
    assert [one["name"] for one in bumps if not below[one["name"]].startswith(one["action"])] == []


def test_every_word_that_is_printed_is_in_it(booklet: Booklet, document: HtmlElement):
    import json

    words = plain(document.body)
    pages = json.loads(create_source(booklet))["pages"]
    wanted = [" ".join(text.replace("**", "").split()) for text in words_of(pages)]
    assert len(wanted) > 300
    assert [text for text in wanted if text.replace("\xa0", " ") not in words] == []


def test_bold_words_and_page_numbers_are_marked_up_and_all_else_is_text():
    assert rich("a **b** <c> (page\xa014)") == (
        'a <strong>b</strong> &lt;c&gt; (page\xa0<a href="#page-14">14</a>)'
    )
    assert re.findall(r"#page-\d+", rich("Page\xa016 and 17")) == ["#page-16", "#page-17"]


def test_words_of_a_record_are_no_markup():
    blocks = (
        {"kind": "words", "title": "", "style": "list", "items": ["<b>x</b>"]},
        {"kind": "terms", "title": "", "items": [{"label": "<i>", "words": "&"}]},
    )
    text = plain(document_of(small_booklet(*blocks)).body)
    assert "<b>x</b>" in text and "<i>: &" in text


def test_its_pictures_are_named(document: HtmlElement, booklet: Booklet):
    text = create_ebook(booklet, "booklet", ROOT / "overrides").document
    assert all(name.startswith("assets/bumps/") for name in picture_files(text))
    assert len(picture_files(text)) > 18


def test_a_file_is_titled_by_its_heading():
    page = b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>ch1.xhtml</title></head>'
    page += b"<body><section><h1>1. One</h1></section></body></html>"
    assert b"<title>1. One</title>" in name_page(page)
