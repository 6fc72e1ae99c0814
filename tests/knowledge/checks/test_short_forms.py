"""The line of a sign on a card keeps every word and condition of the sign in full."""

import re
from pathlib import Path

import pytest

from knowledge.checks import short_forms
from knowledge.checks.named import checks_of
from knowledge.checks.short_forms import (
    check_conditions_are_named,
    check_rows_are_on_the_card,
    check_short_forms_begin_with_their_lead,
    check_short_forms_keep_every_word,
)
from knowledge.model import Knowledge
from knowledge.prose.lexicon import has_words
from small_project import small_knowledge

CHECKS = checks_of(short_forms)

FLAGS, ROWS, FINDINGS = (
    f"docs/_data/{name}.yml" for name in ("red_flags", "sign_rows", "findings")
)


def said(check, root: Path, *edits) -> list[str]:
    return [str(problem) for problem in check(small_knowledge(root, *edits))]


def test_the_small_project_is_right(tmp_path: Path):
    assert [problem for check in CHECKS for problem in check(small_knowledge(tmp_path))] == []


def test_a_line_begins_with_its_lead(tmp_path: Path):
    found = said(
        check_short_forms_begin_with_their_lead,
        tmp_path,
        (FLAGS, 'lead: "White dots"', 'lead: "Dots"'),
    )
    assert found == [
        f'{FLAGS}:8: short: expected a line that begins with "Dots", the lead; got "White dots"; '
        "do begin the line with these words, or correct lead"
    ]


@pytest.mark.parametrize(
    ("form", "edit", "line"),
    [
        ("short", ('short: "Pus"', 'short: "Pulp"'), 18),
        ("sign", ('sign: "Pus or yellow crusts"', 'sign: "Yellow crusts"'), 13),
    ],
)
def test_a_word_to_look_for_stands_in_both_forms(tmp_path: Path, form, edit, line):
    found = said(check_short_forms_keep_every_word, tmp_path, (FLAGS, *edit))
    assert len(found) == 1
    assert f': {form}: expected the words "pus", as look_for asks ({FLAGS}:' in found[0]


def test_a_condition_stands_in_both_forms(tmp_path: Path):
    kept = (FLAGS, 'look_for: ["pus"]\n', 'look_for: ["pus"]\n    conditions: ["yellow crusts"]\n')
    found = said(check_short_forms_keep_every_word, tmp_path, kept)
    assert len(found) == 1
    assert ': short: expected the words "yellow crusts", as conditions asks' in found[0]


@pytest.mark.parametrize(
    "word",
    ["after", "once", "if", "with", "without", "while", "when", "unless", "until", "than", "not"],
)
def test_each_condition_of_a_sign_is_named(tmp_path: Path, word: str):
    """A writer who adds "after a bath" to the full sign is asked to keep it on the card too."""
    edit = (FLAGS, 'sign: "Eye pain"', f'sign: "Eye pain {word} you rub it"')
    found = said(check_conditions_are_named, tmp_path, edit)
    assert len(found) == 1
    assert (
        f'got "{word} you rub it"; do add the words from "{word}" on to conditions of eye-pain'
        in found[0]
    )
    named = (
        FLAGS,
        'look_for: ["eye", "pain"]',
        f'look_for: ["eye", "pain"]\n    conditions: ["{word} you rub it"]',
    )
    assert said(check_conditions_are_named, tmp_path / "named", edit, named) == []


def test_what_makes_a_red_flag_can_be_recognized_on_its_card(tmp_path: Path):
    found = said(
        check_rows_are_on_the_card,
        tmp_path,
        (ROWS, "{id: pain, findings: [pain]", "{id: pain, findings: [pain, late]"),
    )
    places = [line.partition(" (")[0] for line in found]
    assert places == [
        f"{ROWS}:4: findings: expected a finding that {form} of eye-pain names"
        for form in ("sign", "short")
    ]
    assert (
        'got "late", of which it has none of the words "bumps"; do name it there, remove the row,'
        f" or correct seen in {FINDINGS}" in found[0]
    )


def test_words_are_looked_for_from_the_beginning_of_a_word():
    assert has_words("Swollen EYELIDS", "eyelid")
    assert has_words("a fever, shivers", "shiver")
    assert not has_words("profit", "fit")
    assert not has_words("non-fit", "fit")


def test_no_real_sign_can_lose_a_word_or_a_condition_without_notice(knowledge: Knowledge):
    """Every word to look for and every condition of every sign, taken out of its card line, is a
    problem."""
    for flag in knowledge.red_flags.values():
        for words in (*flag.look_for, *flag.conditions):
            short = re.sub(rf"(?<![\w-]){re.escape(words)}", "", flag.short, flags=re.I)
            broken = flag.model_copy(update={"short": short})
            lost = Knowledge(red_flags={flag.id: broken})
            assert list(check_short_forms_keep_every_word(lost)), (flag.id, words)
