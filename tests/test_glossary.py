"""Medical words: explained where they stand, listed for paper, and all in the glossary."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from accepting import accept_all


def page(site, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_a_term_shows_its_meaning_once_on_a_page(site, knowledge):
    term = next(term for term in knowledge.glossary.values() if term.term == "milia")
    found = [
        mark
        for mark in page(site, "causes/milia").select("article abbr")
        if mark.get_text().lower() == "milia"
    ]
    assert [mark["title"] for mark in found] == [term.meaning]


def test_paper_lists_the_words_of_the_page(site):
    soup = page(site, "causes/milia")
    listed = " ".join(item.get_text() for item in soup.select(".words li"))
    for mark in soup.select("article abbr"):
        assert mark["title"] in listed
    screen, _, paper = soup.style.get_text().rpartition("@media print{")
    assert ".words{display:none}" in screen and ".words{display:block}" in paper


def test_the_glossary_page_has_every_term(site, knowledge):
    soup = page(site, "about/glossary")
    for term in knowledge.glossary.values():
        assert soup.find(id=term.id), term.id
        assert term.meaning in soup.get_text()


def test_no_term_is_explained_inside_a_link_or_heading(site):
    for file in site.rglob("index.html"):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        assert not soup.select("article a abbr, h1 abbr, h2 abbr, h3 abbr"), file


@pytest.mark.parametrize(
    ("text", "field", "got"),
    [
        ("Reticulocytosis can follow. [^open]", "sentence", '"Reticulocytosis"'),
        ("The clinic was told about it. [^open]", "sentence", '"was told"'),
        ("It helps 40% of people. [^open]", "sentence", '"40%"'),
        ("The spot turns red. [^open]", "text", '"red"'),
    ],
)
def test_hard_words_are_refused(content, text, field, got):
    content.add("docs/prevent/food-and-water.md", f"## More\n\n{text}")
    assert [(problem.field, problem.got) for problem in content.problems()] == [(field, got)]


def test_a_term_without_its_plain_word_is_refused(content):
    content.add(
        "docs/prevent/food-and-water.md", "## More\n\nThis is not for people with sepsis. [^open]"
    )
    found = [str(problem) for problem in content.problems()]
    assert (
        len(found) == 1
        and "expected a plain word first" in found[0]
        and "docs/_data/glossary.yml:" in found[0]
    )


def test_a_page_can_be_exempt_with_a_reason_that_the_scorecard_shows(project):
    from creators.site.files import SCORECARD, create_site, load_templates
    from knowledge.checks import check_project

    project.add(
        "docs/prevent/food-and-water.md", "## More\n\nThe clinic was told about it. [^open]"
    )
    project.edit(
        "docs/prevent/food-and-water.md",
        r"^summary:",
        "exempt: [{rule: passive, reason: It quotes a form.}]\nsummary:",
    )
    accept_all(project.root)
    knowledge, problems = check_project(project.root)
    assert problems == []
    assert (
        "(exempt from passive: It quotes a form.)"
        in create_site(knowledge, load_templates(project.root)).texts[SCORECARD]
    )
