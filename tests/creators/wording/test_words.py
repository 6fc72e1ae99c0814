"""Names, marks and sources in the words that readers see."""

import datetime

import pytest

from creators.wording import words as wording
from knowledge.model import Source, Strength
from knowledge.reading.parser import parse_page
from small_project import ACID_WASH, CLOTH, STEROID


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


@pytest.mark.parametrize(
    ("text", "edits", "ask"),
    [
        (CLOTH, [], False),
        (CLOTH, [("kind: self_care", "kind: product")], False),
        (ACID_WASH, [], True),
        (STEROID, [], True),
        (STEROID, [("substances: [steroid]\n", "")], False),
    ],
)
def test_what_needs_advice_says_so(text, edits, ask):
    assert remedy(text, *edits).needs_advice == ask


def test_seeing_a_clinician_needs_nobodys_leave():
    assert remedy(STEROID).needs_clinician is True
    assert remedy(STEROID, ("substances: [steroid]\n", "")).needs_clinician is False
    assert remedy(ACID_WASH).needs_clinician is False


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


def test_every_strength_has_its_words():
    words = wording.STRENGTHS
    assert set(words) == {level.value for level in Strength}
    assert len(set(words.values())) == len(words)


def test_every_grade_has_its_words():
    assert set(wording.GRADES) == {"A", "B", "C", "D"}
