"""Medical words: explained where they stand, listed for paper, and all in the glossary."""

import re

import pytest
from bs4 import BeautifulSoup
from lxml import html

from conftest import Content, copy_project
from knowledge.problems import Problem


def page(site, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_a_term_shows_its_meaning_once_on_a_page(site, knowledge):
    term = next(term for term in knowledge.glossary.values() if term.term == "abscess")
    found = [
        mark
        for mark in page(site, "causes/cellulitis").select("article abbr")
        if mark.get_text().lower() == "abscess"
    ]
    assert [mark["title"] for mark in found] == [term.meaning]


def test_paper_lists_the_words_of_the_page(site):
    soup = page(site, "causes/cellulitis")
    listed = " ".join(item.get_text() for item in soup.select(".words li"))
    for mark in soup.select("article abbr"):
        assert mark["title"] in listed
    screen, _, paper = soup.style.get_text().rpartition("@media print{")
    assert re.search(r"(?:^|[},])\.words(?:,[^{}]*)?\{display:none\}", screen)
    assert ".words{display:block}" in paper


def test_the_glossary_page_has_every_term(site, knowledge):
    soup = page(site, "about/glossary")
    for term in knowledge.glossary.values():
        assert soup.find(id=term.id), term.id
        assert term.meaning in soup.get_text()


def test_no_term_is_explained_inside_a_link_or_heading(site):
    places = ("article//a", "h1", "h2", "h3")
    for file in site.rglob("index.html"):
        read = html.document_fromstring(file.read_text(encoding="utf-8"))
        assert not read.xpath("|".join(f"//{place}//abbr" for place in places)), file


# page: (a text for it, the field and the words that are refused)
HARD = {
    "sweat-and-water": ("It helps 40% of people.", "sentence", '"40%"'),
    "home-rollers": ("The spot on your cheek turns red.", "text", '"red"'),
}
UNKNOWN = "next-session"
PLANTED = {**HARD, UNKNOWN: ("This is not for people with sepsis.",)}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """What the checks find in the content with one of these on each of three pages, by page."""
    root = tmp_path_factory.mktemp("hard")
    copy_project(root, "docs", "overrides", "scripts/creators/wording")
    content = Content(root)
    pages = {f"docs/prevent/{name}.md": text for name, (text, *_) in PLANTED.items()}
    for path, text in pages.items():
        content.add(path, f"## More\n\n{text} [^open]")
    problems = content.problems()
    assert {problem.path for problem in problems} <= pages.keys()
    return {path: [one for one in problems if one.path == path] for path in pages}


@pytest.mark.parametrize("name", HARD)
def test_hard_words_are_refused(name, found):
    problems = found[f"docs/prevent/{name}.md"]
    assert [(problem.field, problem.got) for problem in problems] == [HARD[name][1:]]


def test_a_term_without_its_plain_word_is_refused(found):
    [problem] = map(str, found[f"docs/prevent/{UNKNOWN}.md"])
    assert "expected a plain word first" in problem and "docs/_data/glossary.yml:" in problem
