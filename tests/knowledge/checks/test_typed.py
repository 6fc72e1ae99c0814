"""No time is typed beside a substance in any form, and no emergency number at all."""

from pathlib import Path

import pytest

from knowledge.checks.typed import (
    check_days_have_their_rule,
    check_typed_numbers,
    check_typed_times,
)
from small_project import small_knowledge

CHECKS = (check_typed_times, check_typed_numbers)

CLOTH = "docs/treat/cloth.md"
OLD = "Wet it and lay it on."
TYPED = [
    "Use an acid wash after 2 days.",
    "Use an acid wash on the second day.",
    "Use an acid wash after twelve hours.",
    "Use an acid wash in two nights.",
    "An acid wash is fine after a week.",
    "Swim again after the weekend.",
    "Swim again tomorrow.",
    "Leave salicylic acid on overnight.",
    "Salicylic acid from day 3.",
    "From day three, use salicylic acid.",
    "Salicylic acid, but not in the first week.",
    "Two or three days later you can swim.",
    "The bar for an acid wash starts on the fourth day.",
    "Do not put salicylic acid on your skin on day 15.",
    "You can swim on Friday.",
    "Do not put salicylic acid on your skin in the first 15 days.",
]
"""Times in digits, words, ordinals, hours, nights and names of days."""
FINE = [
    "Use an acid wash from {{ first_day acid-wash }}.",
    "Do not put salicylic acid on your skin on day 2.",
    "Do not put salicylic acid on your skin in the first three days.",
    "Do not put salicylic acid on your skin in the first 14 days.",
    "Wet a cool cloth every 2 hours.",
    "Say if you used salicylic acid in the past few weeks.",
    "Swelling goes in 2 days.",
    "Swim in full sun? No.",
]
"""What a macro prints, what is inside the wait and forbidden, how often, how long ago."""


@pytest.mark.parametrize("sentence", TYPED)
def test_a_typed_time_is_refused_with_both_places(sentence: str, tmp_path: Path):
    knowledge = small_knowledge(tmp_path, (CLOTH, OLD, sentence))
    (problem,) = check_typed_times(knowledge)
    assert problem.path == CLOTH and "docs/" in problem.expected


@pytest.mark.parametrize("sentence", FINE)
def test_what_is_no_typed_time_passes(sentence: str, tmp_path: Path):
    knowledge = small_knowledge(tmp_path, (CLOTH, OLD, sentence))
    assert [problem for check in CHECKS for problem in check(knowledge)] == []


def test_what_no_day_binds_may_have_any(tmp_path: Path):
    """A cool cloth has a last day; without it, no day binds it."""
    sentence = (CLOTH, OLD, "Use a cool cloth for 2 days.")
    (problem,) = check_typed_times(small_knowledge(tmp_path / "bound", sentence))
    assert f"{CLOTH}:" in problem.expected
    free = small_knowledge(tmp_path / "free", sentence, (CLOTH, "last_day: 3\n", ""))
    assert list(check_typed_times(free)) == []


@pytest.mark.parametrize("forbids", ["Don’t use", "Never use", "Stay off", "Leave out", "Skip"])
def test_words_that_forbid(forbids: str, tmp_path: Path):
    sentence = (CLOTH, OLD, f"{forbids} salicylic acid on day 2.")
    assert list(check_typed_times(small_knowledge(tmp_path, sentence))) == []


def test_a_record_of_what_others_advise_may_quote_their_days(tmp_path: Path):
    knowledge = small_knowledge(
        tmp_path, ("docs/_data/corrections.yml", "They may not.", "An acid wash after 2 days.")
    )
    assert list(check_typed_times(knowledge)) == []


@pytest.mark.parametrize("number", ["911", "999", "112", "000"])
def test_a_typed_emergency_number_is_refused(number: str, tmp_path: Path):
    knowledge = small_knowledge(tmp_path, (CLOTH, OLD, f"Call {number} now."))
    (problem,) = check_typed_numbers(knowledge)
    assert "docs/_data/emergency_numbers.yml" in problem.expected


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Wait until {{ day acid-wash }}.", 1),
        ("Wait until {{ day acid-wash }}. Use an acid wash {{ rule acid-wash }}", 0),
        ("Wait until {{ day acid-wash }}.\n\nUse an acid wash {{ rule acid-wash }}", 1),
        ("Wait until {{ day acid-wash }}. Go swimming {{ rule swimming }}", 1),
        ("Swim from {{ day swimming }}.", 0),
    ],
)
def test_a_day_stands_beside_its_whole_rule(words: str, count: int, tmp_path: Path):
    found = check_days_have_their_rule(small_knowledge(tmp_path, (CLOTH, OLD, words)))
    assert len([problem for problem in found if problem.path == CLOTH]) == count
