"""The box of what a clinic changed is made from the differences, in words that cannot be read the wrong way round."""

from __future__ import annotations

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
    ("avoid: [{what: [makeup, exercise], until_day: 5}]", ["Leave alone make-up and hard exercise and sweat until day 5. (In general: day 3.)"]),
    ("avoid: [{what: [makeup], until_day: 5}, {what: [heat], until_day: 9}]",
     ["Leave alone make-up until day 5. (In general: day 3.)", "Leave alone saunas, steam, hot tubs and hot baths until day 9. (In general: day 7.)"]),
    ("avoid: [{what: [vitamin-c], until_day: null}]", [f"Leave alone vitamin C serum {ASK}. (In general: day 14.)"]),
    ("avoid: [{what: [hyaluronic-acid], until_day: 10}]", ["Leave alone hyaluronic acid until day 10. (In general: day 7.)"]),
    ("avoid: [{what: [antihistamine], until_day: 2}]", ["Leave alone antihistamine tablets until day 2. (In general: no rule of its own.)"]),
    ("first_days: [{remedy: retinoid, first_day: 10}]", ["Leave alone retinoids until day 10. (In general: day 7.)"]),
    ("first_days: [{remedy: retinoid, first_day: 20}]",
     ["Leave alone retinoids until day 20. (In general: day 7.)", "Leave alone prescription retinoids until day 20. (In general: day 14.)"]),
    ("avoid: [{what: [retinoid], until_day: 14}], first_days: [{remedy: retinoid, first_day: 12}]", ["Leave alone retinoids until day 14. (In general: day 7.)"]),
    ("calls: [{red_flag: worse-after-day-3, urgency: same_day}]",
     ["Worse each day after day 3, even if it does not hurt: more heat or swelling, pus, or a new lump. Doctor: today. (In general: Doctor: within two days.)"]),
    ('red_flags: [{sign: "A nosebleed", urgency: same_day}, {sign: "A tooth that aches", urgency: within_48h}]',
     ["A nosebleed. Doctor: today.", "A tooth that aches. Doctor: within two days."]),
])
def test_each_difference_has_a_line_and_nothing_else_has(knowledge, stricter, lines):
    assert changes(knowledge, stricter) == lines


def test_signs_stand_before_waits(knowledge):
    found = changes(knowledge, "avoid: [{what: [makeup], until_day: 5}], calls: [{red_flag: worse-after-day-3, urgency: same_day}]")
    assert [line.split(" ")[0] for line in found] == ["Worse", "Leave"]


def test_no_line_tells_to_leave_something_alone_only_if_a_clinician_says_so(knowledge):
    """It once did: the words for starting something stood behind the words for leaving it."""
    for name in ("acid", "own-product", "makeup", "retinoid", "sunlight"):
        for line in changes(knowledge, f"avoid: [{{what: [{name}], until_day: null}}]"):
            assert line.startswith("Leave alone ") and "only if" not in line and f" {ASK}" in line


def test_a_longer_wait_after_deep_needling_alone_says_so(tmp_path):
    from small_project import small_knowledge
    assert changes(small_knowledge(tmp_path), "avoid: [{what: [bha], until_day: 20}]") == [
        "Leave alone BHA until day 20. (In general: day 7.)"]
