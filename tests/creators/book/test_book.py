"""Built pages to a book: its order, its numbers, and that each link leads to a place that is
there."""

import re

import pytest
from lxml import html

from creators.book.article import parse_article, plain_text
from creators.book.book import Book, Chapter, create_book
from knowledge.reading.config import parse_config
from small_book import EDITION, NAVIGATION, PAGES, address, page, small_book


def outline(book: Book) -> list[tuple[str, list[str]]]:
    """The titles of the parts and the keys of their chapters."""
    return [(part.title, [chapter.key for chapter in part.chapters]) for part in book.parts]


def chapter(book: Book, key: str) -> Chapter:
    """The chapter of a page."""
    return next(chapter for chapter in book.chapters() if chapter.key == key)


def links(element: html.HtmlElement) -> dict[str, str]:
    """Where the links of an element lead, by their words."""
    return {plain_text(link): link.get("href") for link in element.iterfind(".//a[@href]")}


def test_the_whole_book_has_every_page_in_the_order_of_the_navigation_and_its_lists_at_the_back():
    assert outline(small_book()) == [
        ("", [""]),
        ("Identify", ["identify"]),
        ("Causes", ["causes/milia", "causes/rash"]),
        ("Treat", ["treat/cloth"]),
        ("Prevent", ["prevent/week"]),
        ("When to worry", ["when-to-worry"]),
        ("Remedies index", ["treat/remedies-index"]),
        ("", ["about/glossary"]),
        ("Sources", ["about/sources", "about/sources-clinics"]),
    ]
    assert [one.title for one in small_book().chapters()][:3] == [
        "Bumps",
        "What you see",
        "White dots (milia)",
    ]


def test_a_section_has_its_pages_and_the_sources_that_they_cite():
    assert outline(small_book("causes")) == [
        ("", ["causes/milia", "causes/rash"]),
        ("", ["about/sources"]),
    ]
    assert outline(small_book("treat")) == [("", ["treat/cloth"]), ("", ["treat/remedies-index"])]
    sources = chapter(small_book("causes"), "about/sources").body
    assert [plain_text(element) for element in sources] == [
        "Sources",
        "Reviews",
        "A review. Lee A.",
        "Cases",
        "Three cases.",
    ]


def test_a_leaflet_has_one_page_and_its_sources():
    book = small_book("causes/milia")
    assert outline(book) == [("", ["causes/milia"]), ("", ["about/sources"])]
    assert book.is_leaflet and not small_book("causes").is_leaflet and not small_book().is_leaflet


def test_a_page_of_sources_alone_and_one_that_cites_nothing_have_no_list_of_sources():
    assert outline(small_book("prevent/week")) == [("", ["prevent/week"])]
    assert small_book("prevent/week").is_leaflet


def test_the_cards_and_how_to_read_them_stand_at_the_front_of_every_book_and_not_again():
    for scope in ("", "causes", "causes/milia"):
        book = small_book(scope)
        assert (
            plain_text(book.front)
            == "Get help now if Eye pain Call now. Today if Pus Soon if Late bumps At home if White"
            " dots From the top. ◇ The mark ◇ means: no study."
        )
        assert not any("Eye pain" in plain_text(one.body) for one in book.chapters())


def test_sources_are_numbered_in_the_order_of_their_pages():
    book = small_book()
    lists = [
        (entries.get("start"), [plain_text(item) for item in entries])
        for key in ("about/sources", "about/sources-clinics")
        for entries in chapter(book, key).body.iterfind(".//ol")
    ]
    assert lists == [
        ("1", ["A review. Lee A.", "Another review."]),
        ("3", ["Three cases."]),
        ("4", ["Our aftercare."]),
    ]


def test_only_cited_sources_have_numbers_in_a_part_of_the_book():
    body = chapter(small_book("causes"), "about/sources").body
    assert [
        (entries.get("start"), [plain_text(item) for item in entries])
        for entries in body.iterfind(".//ol")
    ] == [("1", ["A review. Lee A."]), ("2", ["Three cases."])]
    assert [element.tag for element in body] == ["h1", "h2", "ol", "h2", "ol"]


def test_sources_of_one_grade_that_were_checked_on_two_days_have_one_heading():
    sources = PAGES["about/sources"].replace(
        '<li><a id="unused">', '</ul><p>Checked later:</p><ul><li><a id="unused">'
    )
    assert sources != PAGES["about/sources"]
    cite = '<a class="footnote-ref" href="#fn:{}">9</a>'
    cited = "".join(cite.format(source) for source in ("GOOD", "UNUSED"))
    foot = "<div class='footnote'><ol><li>x</li></ol></div>"
    pages = {**PAGES, "about/sources": sources, "causes/milia": f"<h1>A</h1><p>{cited}</p>{foot}"}
    body = chapter(small_book("causes/milia", pages=pages), "about/sources").body
    assert [element.tag for element in body] == ["h1", "h2", "ol", "ol"]


def test_a_citation_has_the_number_of_its_source_and_leads_to_it():
    for scope, number in (("", "3"), ("causes", "2"), ("causes/milia", "1")):
        body = chapter(small_book(scope), "causes/milia").body
        assert links(body.find(".//sup")) == {number: "about/sources#cases"}
        assert links(body.find(".//p[@class='cited']")) == {number: "about/sources#cases"}
        assert not body.findall(".//div[@class='footnote']") and "Three cases" not in plain_text(
            body
        )


def test_the_sources_of_a_chapter_are_listed_once_and_in_order():
    cite = '<a class="footnote-ref" href="#fn:{}">9</a>'
    cited = "".join(cite.format(source) for source in ("CLINIC", "GOOD", "CLINIC"))
    text = f"<h1>Week</h1><p>{cited}</p><div class='footnote'><ol><li>x</li></ol></div>"
    body = chapter(small_book(pages={**PAGES, "prevent/week": text}), "prevent/week").body
    assert plain_text(body.find(".//p[@class='cited']")) == "1, 4"


def test_what_the_open_mark_means_stands_at_the_front_alone():
    book = small_book()
    assert [plain_text(body).count("The mark ◇ means") for body in book.bodies()] == [
        1,
        *[0] * (len(book.bodies()) - 1),
    ]


def test_each_pages_own_words_go_where_the_book_has_the_glossary():
    assert "Words on this page" not in plain_text(chapter(small_book(), "causes/milia").body)
    assert "Words on this page" in plain_text(chapter(small_book("causes"), "causes/milia").body)


def test_links_lead_to_the_chapter_or_heading_in_the_book():
    assert links(chapter(small_book(), "").body)["the dots"] == "causes/milia#how"
    found = links(chapter(small_book(), "causes/milia").body)
    assert (found["of rashes"], found["cool cloth"], found["Every sign"]) == (
        "causes/rash#",
        "treat/cloth#",
        "when-to-worry#",
    )
    assert found["of skin"] == "https://example.org/skin?a=1#b"


def test_a_link_to_a_page_that_is_not_in_the_book_leads_to_the_site():
    body = chapter(small_book("causes"), "causes/milia").body
    outside = {
        plain_text(link): (link.get("href"), link.get("rel"))
        for link in body.iterfind(".//a[@href]")
    }
    assert outside["cool cloth"] == ("https://example.org/kb/treat/cloth/", "up") and outside[
        "of rashes"
    ] == ("causes/rash#", None)
    text = (
        '<h1>Rash</h1><p>Read <a href="../../#begin">x</a> <a href="../../data/claims.json">y</a>'
        ' <a href="../../about/">z</a></p>'
    )
    assert links(
        chapter(small_book("causes", pages={**PAGES, "causes/rash": text}), "causes/rash").body
    ) == {
        "x": "https://example.org/kb/#begin",
        "y": "https://example.org/kb/data/claims.json",
        "z": "https://example.org/kb/about/",
    }


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('<p>One.</p><p><a href="../../about/">x</a> · <a href="../../about/">y</a></p>', "One."),
        ('<p>Read <a href="../../about/">x</a></p>', "Read x"),
        ('<ul><li><a href="../../treat/cloth/">cool cloth</a></li></ul>', "cool cloth"),
        ('<p>One <a href="../milia/">x</a></p><p><a href="../milia/">y</a></p>', "One x y"),
        ('<p class="review-status">No. <a href="../../about/">What that means</a></p>', "No."),
    ],
)
def test_what_only_leads_out_of_the_book_is_left_out(text: str, left: str):
    """But no name in a list, which says something."""
    pages = {**PAGES, "causes/rash": f"<h1>Rash</h1>{text}"}
    body = chapter(small_book("causes", pages=pages), "causes/rash").body
    assert plain_text(body).removeprefix("Rash").strip() == left


def test_the_mark_is_explained_without_a_way_out_of_the_book():
    home = PAGES[""].replace("no study.", 'no study. <a href="about/">What it means</a>')
    front = small_book("causes", pages={**PAGES, "": home}).front
    assert plain_text(front).endswith("The mark ◇ means: no study.")


def test_a_landing_page_lists_no_page_that_is_not_in_the_book():
    text = '<h1>When</h1><ul><li><a href="#in">in</a></li><li><a href="../about/">out</a></li></ul>'
    pages = {**PAGES, "when-to-worry": f'{text}<h2 id="in">In</h2><p>Text.</p>'}
    body = chapter(small_book("when-to-worry", pages=pages), "when-to-worry").body
    assert plain_text(body) == "When in In Text."


def test_ids_are_those_of_the_whole_book_and_none_is_there_twice():
    ids = [
        element.get("id")
        for body in small_book().bodies()
        for element in body.iter()
        if element.get("id")
    ]
    assert (
        "causes/milia#how" in ids and all("#" in name for name in ids) and len(ids) == len(set(ids))
    )


def test_the_cover_says_who_has_reviewed_the_text_only_where_all_pages_say_the_same():
    assert small_book().status == "Nobody has reviewed it."
    signed = PAGES["prevent/week"].replace("Nobody has reviewed it.", "A nurse has reviewed it.")
    assert small_book(pages={**PAGES, "prevent/week": signed}).status == ""
    assert (
        small_book("causes", pages={**PAGES, "prevent/week": signed}).status
        == "Nobody has reviewed it."
    )


def test_the_articles_are_not_changed_and_give_the_same_book_again():
    articles = {key: (address(key), parse_article(page(text))) for key, text in PAGES.items()}
    before = {key: html.tostring(article) for key, (_, article) in articles.items()}
    books = [
        create_book(
            "x", "", parse_config(NAVIGATION)[0].places, lambda key: True, articles, EDITION
        )
        for _ in range(2)
    ]
    assert {key: html.tostring(article) for key, (_, article) in articles.items()} == before
    first, second = ([html.tostring(body) for body in book.bodies()] for book in books)
    assert first == second and not re.search(rb"footnote-ref\" href=\"#fn", b"".join(first))
