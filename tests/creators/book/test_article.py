"""A built page to its article: one key for each page, whole addresses, and nothing that only serves
a screen."""

import pytest
from lxml import html

from creators.book.article import (
    absolute,
    clean_article,
    page_key,
    parse_article,
    plain_text,
)
from small_book import page


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("index.md", ""),
        ("causes/index.md", "causes"),
        ("causes/milia.md", "causes/milia"),
        ("index.html", ""),
        ("causes/milia/index.html", "causes/milia"),
        ("causes/milia.html", "causes/milia"),
        ("causes/", "causes"),
        ("about/reindex.md", "about/reindex"),
    ],
)
def test_a_page_has_one_key_whatever_its_path(path: str, key: str):
    assert page_key(path) == key


def test_nothing_around_the_article_is_read():
    assert plain_text(parse_article(page("<p>Wait.</p>"))) == "Wait."


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://a.example/?b#c", "https://a.example/?b#c"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:911", "tel:911"),
        ("#how", "causes/milia#how"),
        ("../rash/", "causes/rash#"),
        ("../rash/#why", "causes/rash#why"),
        ("../../", "#"),
        ("../../#begin", "#begin"),
        ("../", "causes#"),
        ("../../treat/cloth/index.html#a", "treat/cloth#a"),
        ("../../assets/bumps/dots.svg", "/assets/bumps/dots.svg"),
        ("../../data/claims.json", "/data/claims.json"),
    ],
)
def test_an_address_on_a_page_is_whole(target: str, expected: str):
    assert absolute("causes/milia/", target) == expected


def test_a_page_is_the_same_with_and_without_a_folder_of_its_own():
    assert absolute("causes/milia.html", "rash.html#why") == "causes/rash#why"
    assert (
        absolute("index.html", "causes/milia.html")
        == absolute("", "causes/milia/")
        == "causes/milia#"
    )


def test_what_only_a_screen_needs_is_left_out_and_the_words_beside_it_stay():
    text = 'a<form>b<input></form>c<nav>d</nav>e<hr>f<p id="g"><a href="#h">i</a></p>'
    article = html.fragment_fromstring(text, create_parent="article")
    before = html.tostring(article)
    clean = clean_article("x", "x/", article)
    assert html.tostring(clean) == b'<article>acef<p id="x#g"><a href="x#h">i</a></p></article>'
    assert html.tostring(article) == before


def test_what_folds_stands_open_under_a_heading_that_has_its_id():
    text = (
        '<p>a</p><details id="sources"><summary>Sources</summary><p>b</p></details>'
        "<details><summary>Longer <b>waits</b></summary><p>c</p></details>"
    )
    clean = clean_article("x", "x/", html.fragment_fromstring(text, create_parent="article"))
    assert html.tostring(clean) == (
        b'<article><p>a</p><h2 id="x#sources">Sources</h2><p>b</p>'
        b"<h2>Longer <b>waits</b></h2><p>c</p></article>"
    )


def test_a_place_that_links_lead_to_is_no_link():
    text = '<p><a id="y"></a>a <span>b</span></p>'
    clean = clean_article("x", "x/", html.fragment_fromstring(text, create_parent="article"))
    assert html.tostring(clean) == (b'<article><p><a id="x#y"></a>a <span>b</span></p></article>')


def test_how_soon_a_pictured_bump_needs_help_stands_on_a_line_of_its_own():
    level = '<strong class="level level--routine">At home</strong>'
    text = f'<div class="pics"><ul><li><b>Dots</b> {level}</li></ul></div><p>a {level}</p>'
    clean = clean_article("x", "x/", html.fragment_fromstring(text, create_parent="article"))
    lines = [html.tostring(element).decode() for element in clean.iter("li", "p")]
    assert lines == [f"<li><b>Dots</b> <br>{level}</li>", f"<p>a {level}</p>"]


def test_words_have_single_spaces_and_keep_those_that_no_line_breaks_at():
    assert plain_text(html.fromstring("<p> day\u00a07 \n <b>or</b>\t8 </p>")) == "day\u00a07 or 8"
