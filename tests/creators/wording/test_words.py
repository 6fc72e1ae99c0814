"""Days, lists and names in the words that readers see."""

from __future__ import annotations

import datetime
from itertools import product

import pytest

from creators.wording import words as wording
from knowledge.model import EmergencyNumber, Kind, Source, Strength
from knowledge.reading.parser import parse_page
from knowledge.starts import Start
from small_project import ACID_WASH, CLOTH, STEROID

CLINICIAN = "Only if a clinician who has seen your skin tells you to"


def remedy(text: str, *edits: tuple[str, str]):
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    found, problems = parse_page("docs/treat/x.md", text)
    assert problems == []
    return found


def source(**more) -> Source:
    return Source(
        **{
            "id": "A",
            "title": "A title",
            "where": "Skin",
            "grade": "A",
            "supports": "all of it",
            "read": True,
            **more,
        }
    )


def test_days_are_numbers_and_one_day_is_singular():
    assert (wording.day(0), wording.day(7)) == ("day 0", "day 7")
    assert [wording.days(number) for number in (0, 1, 2, 14)] == [
        "0 days",
        "1 day",
        "2 days",
        "14 days",
    ]


NEVER = "Pregnant? Never use it."
DEEP = "After deep (over 1 mm) or heat (RF) needling"


@pytest.mark.parametrize(
    ("start", "words", "leave"),
    [
        (Start(7), "From day 7", "Until day 7"),
        (Start(0), "From day 0", "Until day 0"),
        (Start(0, last=3), "From day 0, until day 3", "Until day 0"),
        (
            Start(7, healed=True),
            "From day 7, once your skin has healed",
            "Until day 7, and until your skin has healed",
        ),
        (
            Start(7, clinic=0),
            "From day 7, or day 0 if the clinic supplied it for needled skin",
            "Until day 7, unless the clinic supplied it for needled skin",
        ),
        (
            Start(7, clinic=2, healed=True),
            (
                "From day 7, once your skin has healed, or day 2 if the clinic supplied it for"
                " needled skin"
            ),
            (
                "Until day 7, and until your skin has healed, unless the clinic supplied it for"
                " needled skin (then until day 2)"
            ),
        ),
        (
            Start(7, deep=14),
            f"From day 7. {DEEP}: from day 14",
            f"Until day 7. {DEEP}: until day 14",
        ),
        (
            Start(0, deep=14, healed=True),
            f"From day 0, once your skin has healed. {DEEP}: from day 14",
            f"{DEEP}: until day 14, and until your skin has healed",
        ),
        (
            Start(7, checked=True),
            "From day 7. Bumps still there? Have them checked first",
            "Until day 7. Bumps still there? Have them checked first",
        ),
        (
            Start(7, ask=True),
            "From day 7. Ask a pharmacist or doctor first",
            "Until day 7. Ask a pharmacist or doctor first",
        ),
        (
            Start(7, never=(NEVER,)),
            "From day 7. Pregnant? Never use it",
            "Until day 7. Pregnant? Never use it",
        ),
        (Start(None), CLINICIAN, CLINICIAN),
        (
            Start(None, never=(NEVER,)),
            f"{CLINICIAN}. Pregnant? Never use it",
            f"{CLINICIAN}. Pregnant? Never use it",
        ),
        (Start(3, instead="full shade"), "Full shade for 3 days", "Full shade for 3 days"),
        (
            Start(None, instead="full shade"),
            *["Full shade until a clinician who has seen your skin says so"] * 2,
        ),
    ],
)
def test_a_first_day_is_printed_with_every_condition(start, words, leave):
    assert (str(wording.rule(start)), str(wording.rule(start, leave=True))) == (words, leave)


def test_no_condition_of_a_rule_can_be_left_out():
    """Whatever conditions a rule has together: the words name each of them."""
    for chosen in product(*[(False, True)] * 5):
        deep, healed, checked, ask, never = chosen
        start = Start(
            7,
            deep=14 if deep else None,
            healed=healed,
            checked=checked,
            ask=ask,
            never=(NEVER,) if never else (),
        )
        for leave in (False, True):
            text = str(wording.rule(start, leave))
            found = (
                "day 14" in text,
                "healed" in text,
                wording.CHECKED in text,
                wording.ASK_FIRST in text,
                "Never use it" in text,
            )
            assert found == chosen and "day 7" in text, text


def test_a_rule_knows_the_days_that_its_words_name():
    words = wording.rule(Start(7, deep=14, healed=True, checked=True), leave=True)
    assert (words.lead, words.day, words.also) == (
        "Until day 7",
        7,
        ", and until your skin has healed",
    )
    assert words.more == ((f"{DEEP}: until day 14", 14), (wording.CHECKED, None))
    assert (wording.rule(Start(7)).cell, wording.rule(Start(7, ask=True)).cell) == (
        "From day 7",
        "From day 7. Ask a pharmacist or doctor first.",
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (3, "3 days"),
        (7, "7 days"),
        (14, "2 weeks"),
        (15, "15 days"),
        (28, "4 weeks"),
    ],
)
def test_a_length_is_in_weeks_where_people_say_so(number, words):
    assert wording.length(number) == words


@pytest.mark.parametrize(
    ("text", "edits", "words", "ask"),
    [
        (CLOTH, [], "Care for everyone", False),
        (CLOTH, [("kind: self_care", "kind: product")], "Product", False),
        (ACID_WASH, [], "Medicine: ask a pharmacist or doctor first", True),
        (STEROID, [], "Only if a clinician tells you to", True),
        (
            STEROID,
            [("substances: [steroid]\n", "")],
            "Help from a doctor, nurse or pharmacist",
            False,
        ),
    ],
)
def test_the_kind_says_who_may_start_it(text, edits, words, ask):
    found = remedy(text, *edits)
    assert (wording.kind(found), found.needs_advice) == (words, ask)


def test_seeing_a_clinician_needs_nobodys_leave():
    assert remedy(STEROID).needs_clinician is True
    assert remedy(STEROID, ("substances: [steroid]\n", "")).needs_clinician is False
    assert remedy(ACID_WASH).needs_clinician is False


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (iter("ab"), "a and b"),
    ],
)
def test_a_list_reads_as_a_sentence(words, expected):
    assert wording.listed(words) == expected


def test_a_list_may_end_in_another_word():
    assert wording.listed(["a", "b", "c"], "or") == "a, b or c"


def test_emergency_numbers_end_with_everywhere_else():
    numbers = [
        EmergencyNumber(id=name, place=f"the {name.upper()}", number=number, countries=["US"])
        for name, number in (("us", "911"), ("uk", "999"))
    ]
    assert (
        wording.emergency_numbers(numbers)
        == "911 in the US, 999 in the UK or your local emergency number elsewhere"
    )
    assert wording.emergency_numbers([]) == "your local emergency number elsewhere"


@pytest.mark.parametrize(
    ("text", "expected"), [("acids", "Acids"), ("BHA", "BHA"), ("vitamin C", "Vitamin C"), ("", "")]
)
def test_only_the_first_letter_becomes_a_capital(text, expected):
    assert wording.capital(text) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "A title. Skin. No certain web address. (Review or regulator.)"),
        (
            {"authors": "Lee A, Roe B", "year": 2021},
            "A title. Lee A, Roe B. Skin, 2021. No certain web address. (Review or regulator.)",
        ),
        (
            {"doi": "10.1000/abc", "grade": "B"},
            (
                "[A title](https://doi.org/10.1000/abc). Skin. (Trial, cohort or official patient"
                " page.)"
            ),
        ),
        (
            {"pmid": "12345678", "grade": "C"},
            (
                "[A title](https://pubmed.ncbi.nlm.nih.gov/12345678/). Skin. (Case report or expert"
                " page.)"
            ),
        ),
        (
            {"pmcid": "PMC1234567", "pmid": "12345678"},
            (
                "[A title](https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/). Skin. (Review or"
                " regulator.)"
            ),
        ),
        (
            {"url": "https://x.example/a", "grade": "D"},
            "[A title](https://x.example/a). Skin. (Clinic or trade page: shows what clinics do.)",
        ),
        (
            {"authors": "Lee et al.", "title": "Is it so?", "checked": datetime.date(2026, 10, 1)},
            (
                "Is it so? Lee et al. Skin. No certain web address. (Review or regulator; checked"
                " 2026-10-01.)"
            ),
        ),
        (
            {"authors": "Skin", "url": "https://x.example/a"},
            "[A title](https://x.example/a). Skin. (Review or regulator.)",
        ),
    ],
)
def test_a_source_is_one_line_with_its_best_address(more, expected):
    assert wording.reference(source(**more)) == expected
    assert wording.reference(source(**more), noted=False) == expected.rpartition(" (")[0]
    assert "checked" not in wording.reference(source(**more), dated=False)


@pytest.mark.parametrize(
    ("words", "levels"),
    [(wording.KINDS, Kind), (wording.STRENGTHS, Strength)],
)
def test_every_level_has_its_words(words, levels):
    assert set(words) == {level.value for level in levels}
    assert len(set(words.values())) == len(words)


def test_every_grade_has_its_words():
    assert set(wording.GRADES) == {"A", "B", "C", "D"}
