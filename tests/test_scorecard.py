"""The scorecard: every page is on it, and none is over its grade."""

import json

import pytest
from bs4 import BeautifulSoup

from creators.site.scorecard import article, reading
from knowledge.checks.budgets import REPEATED


@pytest.fixture(scope="session")
def card(site) -> dict:
    return json.loads((site / "data" / "scorecard.json").read_text(encoding="utf-8"))


def test_no_page_is_over_its_grade(card):
    over = [
        page
        for page in card["pages"]
        if page["grade_limit"] is not None and page["flesch_kincaid_grade"] > page["grade_limit"]
    ]
    assert over == []


def test_limits_are_5_for_red_flags_6_for_patients_and_none_for_about(card):
    limits = {page["page"]: page["grade_limit"] for page in card["pages"]}
    assert limits["when-to-worry/red-flags.md"] == 5.0
    assert limits["causes/milia.md"] == limits["index.md"] == 6.0
    assert limits["about/sources.md"] is None


def test_a_cause_a_remedy_and_what_to_do_say_how_many_words_stand_before_the_answer(card):
    before = {page["page"]: page["words_before_answer"] for page in card["pages"]}
    kinds = ("causes", "treat", "prevent")
    named = {path for path in before if path.split("/")[0] in kinds and before[path] is not None}
    assert all(0 < before[path] < 120 for path in named)
    assert {"causes/milia.md", "treat/aloe.md", "prevent/sun.md"} <= named
    assert before["index.md"] is None


def test_what_is_typed_for_patients_is_said_once_and_the_rest_is_not_counted(card, knowledge):
    repeated = {page["page"]: page["repeated_in_100"] for page in card["pages"]}
    counted = {path for path, share in repeated.items() if share is not None}
    assert counted == {page for page in knowledge.pages() if not page.startswith("about/")}
    assert max(repeated[path] for path in counted) <= REPEATED


def test_every_page_but_the_scorecard_is_on_it(card, knowledge, site):
    assert {page["page"] for page in card["pages"]} >= set(knowledge.pages()) - {
        "about/scorecard.md"
    }
    text = BeautifulSoup(
        (site / "about/scorecard/index.html").read_text(encoding="utf-8"), "html.parser"
    ).get_text(" ")
    for page in card["pages"]:
        assert page["title"] in text


def test_every_page_says_that_no_clinician_has_reviewed_it(card):
    assert {page["review"] for page in card["pages"]} == {"Not yet reviewed by a clinician."}


def test_what_is_read_is_the_article_without_markup():
    text = (
        '# A page\n\n<div class="x" markdown="1">\n\n- Feel it.'
        " [◇](#open-mark){ .open-mark }\n\n</div>\n\n| Head | Row |\n|---|---|\n| One cell. | Two"
        " [cells](x.md). |\n"
    )
    assert [*reading(article(text))] == ["Feel it.", "One cell.", "Two cells."]
