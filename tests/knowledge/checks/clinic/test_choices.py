"""The lists that clinics choose from are right by themselves, and a choice says both places."""

from collections import Counter
from dataclasses import replace

import pytest

from clinic_file import changed, clinic_problems
from knowledge.checks.handout import check_least_of_signs, check_slots
from knowledge.model import Knowledge, Urgency


def test_there_are_lines_for_what_clinics_ask(knowledge: Knowledge):
    lines = knowledge.clinic_lines.values()
    assert len(lines) >= 60 and len({line.group for line in lines}) >= 8
    assert len(knowledge.clinic_signs) >= 25 and len(knowledge.product_uses) >= 10
    twice = [words for words, count in Counter(line.words for line in lines).items() if count > 1]
    assert twice == []


def test_the_lists_have_no_fault(knowledge: Knowledge):
    assert [*check_slots(knowledge), *check_least_of_signs(knowledge)] == []


@pytest.mark.parametrize("words", ["Call {fone}.", "Call {phone", "Call phone}.", "Call {Phone}."])
def test_a_slot_that_is_none_is_refused(words: str, knowledge: Knowledge):
    line = knowledge.clinic_lines["bring-photos"].model_copy(update={"words": words})
    found = list(check_slots(replace(knowledge, clinic_lines={line.id: line})))
    assert len(found) == 1 and found[0].expected.startswith("slots such as {phone}: phone, date")


def test_a_sign_milder_than_a_red_flag_like_it_is_refused(knowledge: Knowledge):
    sign = knowledge.clinic_signs["blue-lips"].model_copy(update={"least": Urgency.SAME_DAY})
    found = list(check_least_of_signs(replace(knowledge, clinic_signs={sign.id: sign})))
    assert found and "docs/_data/red_flags.yml:" in found[0].expected
    assert found[0].path == "docs/_data/clinic_signs.yml"


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (
            ('{line: speak-to, name: "Dana Lee"}', "{line: speak-to}"),
            '22: lines: expected name, as in "Ask for {name}, who knows about your treatment.',
        ),
        (
            ('{line: speak-to, name: "Dana Lee"}', '{line: bring-hat, name: "Dana Lee"}'),
            '22: lines.name: expected only the slots of "Bring a wide hat for the way home." in'
            " docs/_data/clinic_lines.yml:",
        ),
        (
            ("sign: nosebleed-comes-back", "sign: chest-pain"),
            "32: stricter.red_flags.urgency: expected emergency_now or more urgent for chest-pain,"
            " as in docs/_data/clinic_signs.yml:",
        ),
        (
            ("(201) 555-0123", "+44 121 234 5678"),
            '3: phone: expected a telephone number of US, such as "(201) 555-0123"; got no number'
            ' of US: "+44 121 234 5678"; do correct it, with its area code',
        ),
        (
            ("Plain gel", "Vitamin C Glow Gel"),
            "18: products.name: expected a name without the words of a rule"
            " (docs/_data/substances.yml:",
        ),
        (
            ('"911"', '"112"'),
            '5: emergency_number: expected "911", the number in the US and Canada'
            " (docs/_data/emergency_numbers.yml:",
        ),
    ],
)
def test_a_refusal_names_both_places(edit, line, knowledge: Knowledge, tmp_path):
    found = clinic_problems(knowledge, changed(edit), tmp_path)
    assert len(found) == 1 and found[0].startswith(f"clinics/riverside.yml:{line}"), found


def test_a_sign_is_no_milder_than_the_clinics_own_level_of_one_like_it(
    knowledge: Knowledge, tmp_path
):
    """The clinic made the red flag an emergency; its own sign with the same words is one too."""
    text = changed(
        ("sign: nosebleed-comes-back", "sign: one-blister"),
        (
            "red_flag: no-better-by-day-3, urgency: same_day",
            "red_flag: grouped-blisters, urgency: emergency_now",
        ),
    )
    assert len(clinic_problems(knowledge, text, tmp_path)) == 1
