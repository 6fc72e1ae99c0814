"""The box of what a clinic changed is made from the differences, in words that cannot be read the wrong way round."""

from __future__ import annotations

import re

import pytest

from clinic_file import parsed
from creators.changes import create_changes
from knowledge.tighten import tighten

BARE = 'name: "Riverside"\ncountry: US\nphone: "+1 555 0100"\nemergency_number: "911"\n'
ASK = "until a clinician who has seen your skin says so"


def changes(knowledge, stricter: str) -> list[str]:
    return list(create_changes(knowledge, tighten(knowledge, parsed(f"{BARE}stricter: {{{stricter}}}"))))


@pytest.mark.parametrize(("stricter", "lines"), [
    ("", []),
    ("calls: [{red_flag: pus-or-gold-crust, urgency: within_48h}]", []),
    ("avoid: [{what: [makeup], until_day: 3}]", []),
    ("first_days: [{remedy: retinoid, first_day: 7}]", []),
    ("first_days: [{remedy: mineral-sunscreen, first_day: 1}, {remedy: antihistamine, first_day: 0}]", []),
    ("avoid: [{what: [makeup, exercise], until_day: 5}]", ["Wait until day 5: make-up and hard exercise and sweat. (In general: day 3.)"]),
    ("avoid: [{what: [makeup], until_day: 5}, {what: [heat], until_day: 9}]",
     ["Wait until day 5: make-up. (In general: day 3.)", "Wait until day 9: saunas, steam, hot tubs and hot baths. (In general: day 7.)"]),
    ("avoid: [{what: [vitamin-c], until_day: null}]", [f"Wait {ASK}: vitamin C serum. (In general: day 14.)"]),
    ("avoid: [{what: [hyaluronic-acid], until_day: 10}]", ["Wait until day 10: hyaluronic acid. (In general: day 7.)"]),
    ("avoid: [{what: [antihistamine], until_day: 2}]", ["Wait until day 2: antihistamine tablets. Ask a pharmacist or doctor first. (In general: no rule of its own.)"]),
    ("first_days: [{remedy: retinoid, first_day: 10}]", ["A longer wait for retinoids: see the list by day."]),
    ("first_days: [{remedy: retinoid, first_day: 20}]",
     ["A longer wait for retinoids and prescription retinoids: see the list by day."]),
    ("avoid: [{what: [retinoid], until_day: 14}], first_days: [{remedy: retinoid, first_day: 12}]", ["A longer wait for retinoids: see the list by day."]),
    ("avoid: [{what: [sunlight], until_day: 5}]", ["Full shade for 5 days. (In general: 3 days.)"]),
    ("calls: [{red_flag: worse-after-day-3, urgency: same_day}]",
     ["Worse each day after day 3, even if it does not hurt: more heat or swelling, pus, or a new lump. Doctor: today. (In general: Doctor: within two days.)"]),
    ('red_flags: [{sign: "A nosebleed", urgency: same_day}, {sign: "A tooth that aches", urgency: within_48h}]',
     ["A nosebleed. Doctor: today.", "A tooth that aches. Doctor: within two days."]),
])
def test_each_difference_has_a_line_and_nothing_else_has(knowledge, stricter, lines):
    assert changes(knowledge, stricter) == lines


def test_signs_stand_before_waits(knowledge):
    found = changes(knowledge, "avoid: [{what: [makeup], until_day: 5}], calls: [{red_flag: worse-after-day-3, urgency: same_day}]")
    assert [line.split(" ")[0] for line in found] == ["Worse", "Wait"]


def test_no_line_tells_to_leave_something_alone_only_if_a_clinician_says_so(knowledge):
    """It once did: the words for starting something stood behind the words for leaving it."""
    for name in ("acid", "own-product", "makeup", "retinoid", "sunlight"):
        for line in changes(knowledge, f"avoid: [{{what: [{name}], until_day: null}}]"):
            assert re.match(r"Wait until|(Full shade|Out of strong sun) until ", line) and "only if" not in line and f" {ASK}" in line


def test_a_longer_wait_after_deep_needling_alone_says_so(tmp_path):
    from small_project import small_knowledge
    assert changes(small_knowledge(tmp_path), "avoid: [{what: [bha], until_day: 20}]") == [
        "Wait until day 20, and until your skin has healed: BHA. Ask a pharmacist or doctor first. (In general: day 7.)"]
