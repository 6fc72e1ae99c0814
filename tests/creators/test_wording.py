"""Days, lists and names in the words that readers see."""

from __future__ import annotations

import datetime

import pytest

from creators import wording
from knowledge.model import Commonness, EmergencyNumber, Kind, Source, Strength
from knowledge.parser import parse_page
from small_project import ACID_WASH, CLOTH, STEROID, WEEK

CLINICIAN = "Only if a clinician who has seen your skin tells you to"


def remedy(text: str, *edits: tuple[str, str]):
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    found, problems = parse_page("docs/treat/x.md", text)
    assert problems == []
    return found


def source(**more) -> Source:
    return Source(**{"id": "A", "title": "A title", "where": "Skin", "grade": "A", "supports": "all of it", "read": True, **more})


def test_days_are_numbers_and_one_day_is_singular():
    assert (wording.day(0), wording.day(7)) == ("day 0", "day 7")
    assert [wording.days(number) for number in (0, 1, 2, 14)] == ["0 days", "1 day", "2 days", "14 days"]


@pytest.mark.parametrize(("number", "healed", "words"), [
    (7, False, "day 7"), (7, True, "day 7, once your skin has healed"), (0, False, "day 0"),
    (None, False, "only if a clinician who has seen your skin tells you to"),
    (None, True, "only if a clinician who has seen your skin tells you to")])
def test_a_first_day_has_its_condition(number, healed, words):
    assert wording.first_day(number, healed) == words


def test_an_avoid_window_says_until_when():
    rule, _ = parse_page("docs/prevent/week.md", WEEK)
    assert [wording.leave_alone(avoid) for avoid in rule.avoid] == [
        "Until day 7, and until your skin has healed", "Until day 14", "Until day 3", CLINICIAN]


@pytest.mark.parametrize(("text", "edits", "words"), [
    (CLOTH, [], "From day 0, until day 3"),
    (CLOTH, [("last_day: 3\n", "")], "From day 0"),
    (CLOTH, [("last_day: 3", "last_day: 0")], "From day 0, until day 0"),
    (ACID_WASH, [], "From day 7, once your skin has healed"),
    (STEROID, [], CLINICIAN),
    (STEROID, [("substances: [steroid]\n", "")], "From day 0"),
])
def test_a_remedy_says_from_when_to_when_or_who_decides(text, edits, words):
    assert wording.remedy_days(remedy(text, *edits)) == words


@pytest.mark.parametrize(("text", "edits", "words", "ask"), [
    (CLOTH, [], "Care for everyone", False),
    (CLOTH, [("kind: self_care", "kind: product")], "Product", False),
    (ACID_WASH, [], "Medicine: ask a pharmacist or doctor first", True),
    (STEROID, [], "Only if a clinician tells you to", True),
    (STEROID, [("substances: [steroid]\n", "")], "Help from a doctor, nurse or pharmacist", False),
])
def test_the_kind_says_who_may_start_it(text, edits, words, ask):
    found = remedy(text, *edits)
    assert (wording.kind(found), wording.ask_first(found)) == (words, ask)


def test_seeing_a_clinician_needs_nobodys_leave():
    assert remedy(STEROID).needs_clinician is True
    assert remedy(STEROID, ("substances: [steroid]\n", "")).needs_clinician is False
    assert remedy(ACID_WASH).needs_clinician is False


@pytest.mark.parametrize(("words", "expected"), [
    ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (iter("ab"), "a and b")])
def test_a_list_reads_as_a_sentence(words, expected):
    assert wording.listed(words) == expected


def test_a_list_may_end_in_another_word():
    assert wording.listed(["a", "b", "c"], "or") == "a, b or c"


def test_emergency_numbers_end_with_everywhere_else():
    numbers = [EmergencyNumber(id=name, place=f"the {name.upper()}", number=number, countries=["US"]) for name, number in (("us", "911"), ("uk", "999"))]
    assert wording.emergency_numbers(numbers) == "911 in the US, 999 in the UK or your local emergency number elsewhere"
    assert wording.emergency_numbers([]) == "your local emergency number elsewhere"


@pytest.mark.parametrize(("text", "expected"), [("acids", "Acids"), ("BHA", "BHA"), ("vitamin C", "Vitamin C"), ("", "")])
def test_only_the_first_letter_becomes_a_capital(text, expected):
    assert wording.capital(text) == expected


@pytest.mark.parametrize(("more", "expected"), [
    ({}, "A title. Skin. No certain web address. (Review or regulator.)"),
    ({"authors": "Lee A, Roe B", "year": 2021}, "A title. Lee A, Roe B. Skin, 2021. No certain web address. (Review or regulator.)"),
    ({"doi": "10.1000/abc", "grade": "B"},
     "[A title](https://doi.org/10.1000/abc). Skin. (Trial, cohort or official patient page.)"),
    ({"pmid": "12345678", "grade": "C"}, "[A title](https://pubmed.ncbi.nlm.nih.gov/12345678/). Skin. (Case report or expert page.)"),
    ({"pmcid": "PMC1234567", "pmid": "12345678"},
     "[A title](https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/). Skin. (Review or regulator.)"),
    ({"url": "https://x.example/a", "grade": "D"}, "[A title](https://x.example/a). Skin. (Clinic or trade page: shows what clinics do.)"),
    ({"authors": "Lee et al.", "title": "Is it so?", "checked": datetime.date(2026, 10, 1)},
     "Is it so? Lee et al. Skin. No certain web address. (Review or regulator; checked 2026-10-01.)"),
])
def test_a_source_is_one_line_with_its_best_address(more, expected):
    assert wording.reference(source(**more)) == expected
    assert wording.reference(source(**more), noted=False) == expected.rpartition(" (")[0]


@pytest.mark.parametrize(("words", "levels"), [(wording.KINDS, Kind), (wording.STRENGTHS, Strength), (wording.COMMONNESS, Commonness)])
def test_every_level_has_its_words(words, levels):
    assert set(words) == {level.value for level in levels}
    assert len(set(words.values())) == len(words)


def test_every_grade_has_its_words():
    assert set(wording.GRADES) == {"A", "B", "C", "D"}
