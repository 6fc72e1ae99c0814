"""The box of what a clinic changed is made from the differences, in words that cannot be read the
wrong way round."""

import re

import pytest

from clinic_file import parsed
from creators.handout.changes import create_changes
from knowledge.tighten import tighten

BARE = 'name: "Riverside"\ncountry: US\nphone: "(201) 555-0123"\nemergency_number: "911"\n'


def changes(knowledge, stricter: str) -> list[str]:
    return list(
        create_changes(knowledge, tighten(knowledge, parsed(f"{BARE}stricter: {{{stricter}}}")))
    )


@pytest.mark.parametrize(
    ("stricter", "lines"),
    [
        ("", []),
        ("calls: [{red_flag: pus-or-gold-crust, urgency: within_48h}]", []),
        ("avoid: [{what: [makeup], until_day: 3}]", []),
        ("first_days: [{remedy: retinoid, first_day: 7}]", []),
        (
            (
                "first_days: [{remedy: mineral-sunscreen, first_day: 1}, {remedy: antihistamine,"
                " first_day: 0}]"
            ),
            [],
        ),
        (
            "avoid: [{what: [makeup, exercise], until_day: 5}]",
            [
                "Longer waits than in general: make-up; hard exercise and sweat. The list by day"
                " has the days."
            ],
        ),
        (
            "avoid: [{what: [makeup], until_day: 5}, {what: [heat], until_day: 9}]",
            [
                "Longer waits than in general: make-up; saunas, steam, hot tubs and hot baths. The"
                " list by day has the days."
            ],
        ),
        (
            "avoid: [{what: [vitamin-c], until_day: null}]",
            ["Longer waits than in general: vitamin C serum. The list by day has the days."],
        ),
        (
            "avoid: [{what: [hyaluronic-acid], until_day: 10}]",
            ["Longer waits than in general: hyaluronic acid. The list by day has the days."],
        ),
        (
            "avoid: [{what: [antihistamine], until_day: 2}]",
            ["Longer waits than in general: antihistamine tablets. The list by day has the days."],
        ),
        (
            "first_days: [{remedy: retinoid, first_day: 10}]",
            ["Longer waits than in general: retinoids. The list by day has the days."],
        ),
        (
            "first_days: [{remedy: retinoid, first_day: 20}]",
            [
                "Longer waits than in general: retinoids; prescription retinoids. The list by day"
                " has the days."
            ],
        ),
        (
            (
                "avoid: [{what: [retinoid], until_day: 14}], first_days: [{remedy: retinoid,"
                " first_day: 12}]"
            ),
            ["Longer waits than in general: retinoids. The list by day has the days."],
        ),
        (
            "avoid: [{what: [sunlight], until_day: 5}]",
            ["Longer waits than in general: direct sun. The list by day has the days."],
        ),
        (
            "calls: [{red_flag: worse-after-day-3, urgency: same_day}]",
            [
                "Worse each day after day 3, even if it does not hurt: more bumps, pus, or a new"
                " lump. Doctor: today. (In general: Doctor: within two days.)"
            ],
        ),
        (
            (
                "red_flags: [{sign: nosebleed-comes-back, urgency: same_day}, {sign: red-eye,"
                " urgency: same_day}]"
            ),
            [
                "A nosebleed that comes back. Doctor: today.",
                "A red or watery eye that does not hurt, and with which you see as well as before."
                " Doctor: today.",
            ],
        ),
    ],
)
def test_each_difference_has_a_line_and_nothing_else_has(knowledge, stricter, lines):
    assert changes(knowledge, stricter) == lines


def test_signs_stand_before_waits(knowledge):
    found = changes(
        knowledge,
        "avoid: [{what: [makeup], until_day: 5}], calls: [{red_flag: worse-after-day-3, urgency:"
        " same_day}]",
    )
    assert [line.split(" ")[0] for line in found] == ["Worse", "Longer"]


def test_no_line_prints_a_day_without_the_rest_of_its_rule(knowledge):
    """The box once said "retinoids until day 14", without healed skin, and "only if" where it meant
    "until"."""
    for name in (*knowledge.substances, *knowledge.activities):
        for end in ("60", "null"):
            for line in changes(knowledge, f"avoid: [{{what: [{name}], until_day: {end}}}]"):
                assert line.startswith("Longer waits than in general: ") and not re.search(
                    r"day \d", line
                ), line


def test_a_longer_wait_after_deep_needling_alone_says_so(tmp_path):
    from small_project import small_knowledge

    assert changes(small_knowledge(tmp_path), "avoid: [{what: [bha], until_day: 20}]") == [
        "Longer waits than in general: BHA. The list by day has the days."
    ]
