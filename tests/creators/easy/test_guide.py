"""The guide in easy words as data: every sign on the page of its own urgency, days with all of
their conditions, and no word that nobody has held against today's English."""

import datetime
from dataclasses import replace

import pytest

from clinic_file import changed, parsed
from creators.easy.guide import OWN_PICTURE, Guide, create_easy
from creators.easy.page import create_easy_page, create_pictures
from creators.handout.create import create_sheet
from knowledge.model import Knowledge, Urgency
from knowledge.records.clinic import Clinic
from knowledge.records.handout import PAGES

PUS = "pus-or-gold-crust"


def guide_of(knowledge: Knowledge, clinic: Clinic | None = None) -> Guide:
    return create_easy(knowledge, create_sheet(knowledge, clinic), clinic)


def page(guide: Guide, name: str):
    return next(page for page in guide.pages if page.id == name)


def row(guide: Guide, name: str):
    return next(row for page in guide.pages for row in page.rows if row.id == name)


def signs(guide: Guide) -> list[tuple]:
    """Every row about a sign with its urgency."""
    return [(row, page.urgency) for page in guide.pages for row in page.rows if row.sign]


def with_flag(knowledge: Knowledge, name: str, **values) -> Knowledge:
    flag = knowledge.red_flags[name].model_copy(update=values)
    return replace(knowledge, red_flags={**knowledge.red_flags, name: flag})


def clinic(*edits: tuple[str, str]) -> Clinic:
    return parsed(changed(*edits))


def test_the_signs_are_those_of_the_sheet_each_once_at_its_urgency(knowledge):
    for whose in (None, clinic()):
        guide, sheet = guide_of(knowledge, whose), create_sheet(knowledge, whose)
        found = [(row.sign, urgency) for row, urgency in signs(guide)]
        expected = {(sign.id, urgency) for sign, urgency in sheet.signs()}
        assert len(found) == len(expected) and set(found) == expected


def test_pages_are_in_order_and_cards_are_numbered(knowledge):
    guide = guide_of(knowledge)
    assert [page.id for page in guide.pages] == list(PAGES)
    assert [page.number for page in guide.pages] == [0, 1, 2, 3, 4, 0, 0, 0]
    assert page(guide, "emergency_now").heading == "Call 911, 999, 112 or 000 now if one line fits."
    assert [phone.number for phone in page(guide, "emergency_now").phones][:2] == ["911", "999"]


def test_nothing_is_left_to_fill_in(knowledge):
    guide = guide_of(knowledge)
    said = [line for page in guide.pages for row in page.rows for line in row.lines]
    assert not [line for line in said if set("{}|") & set(line)]


def test_a_clinic_has_its_name_its_phones_and_its_emergency_number(knowledge):
    guide = guide_of(knowledge, clinic())
    assert guide.name == "Riverside Skin Clinic"
    assert [phone.number for phone in guide.phones] == ["(201) 555-0123", "(201) 555-0199"]
    assert page(guide, "emergency_now").heading == "Call 911 now if one line fits."


def test_a_sign_that_a_clinic_raised_moves_and_says_so(knowledge):
    guide = guide_of(knowledge, clinic())
    moved = row(guide, "no-better-by-day-3")
    assert moved.sooner and moved in page(guide, "same_day").rows
    assert moved.lines == row(guide_of(knowledge), "no-better-by-day-3").lines
    # what speaks of the sign does not stay behind, and tell the reader to wait
    rows = [one.id for one in page(guide, "within_48h").rows]
    assert "two-days-do" not in rows
    assert "two-days-do" in [one.id for one in page(guide_of(knowledge), "within_48h").rows]


def test_what_to_do_about_the_signs_of_a_card_is_told_from_them(knowledge):
    """It stands in the head of the card: among the signs, it would be read as one. What is for one
    sign alone stands right after it: in the head, it would be read for all."""
    acting = [
        (part.id, one.id) for part in guide_of(knowledge).pages for one in part.rows if one.acts
    ]
    assert acting == [
        ("emergency_now", "emergency-do"),
        ("same_day", "same-day-do"),
        ("routine", "home-do"),
    ]
    rows = [one.id for one in page(guide_of(knowledge), "within_48h").rows]
    assert rows[rows.index("no-better-by-day-3") + 1] == "two-days-do"


def test_a_clinics_own_sign_is_a_row_of_its_own(knowledge):
    own = [row for row, urgency in signs(guide_of(knowledge, clinic())) if row.own]
    assert [(one.lines, one.picture) for one in own] == [
        (("A nosebleed that comes back",), OWN_PICTURE)
    ]
    assert OWN_PICTURE in knowledge.easy_pictures


def test_a_longer_wait_of_a_clinic_is_the_day_of_its_row(knowledge):
    assert row(guide_of(knowledge), "no-makeup").lines == (
        "Until day 3: no make-up, no hard exercise.",
    )
    both = ("{what: [makeup], until_day: 5}", "{what: [makeup, exercise], until_day: 5}")
    assert row(guide_of(knowledge, clinic(both)), "no-makeup").lines == (
        "Until day 5: no make-up, no hard exercise.",
    )


def test_the_day_of_the_treatment_gives_each_row_with_a_day_its_date(knowledge):
    sheet, whose = create_sheet(knowledge, clinic()), clinic()
    guide = create_easy(knowledge, sheet, whose, datetime.date(2026, 11, 22))
    assert guide.treated == "Sun 22 Nov 2026"
    assert {
        name: row(guide, name).dates for name in ("day-0", "day-4-7", "no-makeup", "shade")
    } == {
        "day-0": ("Day 0: Sun 22 Nov",),
        "day-4-7": ("Day 4: Thu 26 Nov", "Day 7: Sun 29 Nov"),
        "no-makeup": ("Day 3: Wed 25 Nov", "Day 5: Fri 27 Nov"),
        "shade": (),
    }
    undated = guide_of(knowledge, whose)
    assert undated.treated == "" and not any(
        one.dates for page in undated.pages for one in page.rows
    )


def test_things_with_different_days_have_a_line_each(knowledge):
    assert row(guide_of(knowledge, clinic()), "no-makeup").lines == (
        "Make-up: until day 5.",
        "Hard exercise and sweat: until day 3.",
    )


@pytest.mark.parametrize(
    ("edit", "name", "lines"),
    [
        (
            ("{what: [makeup], until_day: 5}", "{what: [makeup], until_day: null}"),
            "no-makeup",
            (
                "Make-up: only if a clinician who has seen your skin tells you to.",
                "Hard exercise and sweat: until day 3.",
            ),
        ),
        (
            ("{what: [makeup], until_day: 5}", "{what: [tanning], until_day: 30}"),
            "strong-sun",
            ("Strong sun and tanning: out of strong sun for 30 days.",),
        ),
        (
            ("{what: [makeup], until_day: 5}", "{what: [tanning], until_day: 42}"),
            "strong-sun",
            ("Out of strong sun for 6 weeks.",),
        ),
    ],
)
def test_a_rule_that_the_row_cannot_say_stands_in_the_records_words(knowledge, edit, name, lines):
    assert row(guide_of(knowledge, clinic(edit)), name).lines == lines


def test_a_condition_that_a_row_does_not_name_is_never_left_out(knowledge):
    swim = knowledge.easy["no-swimming"].model_copy(update={"healed": False})
    changed = replace(knowledge, easy={**knowledge.easy, "no-swimming": swim})
    assert row(guide_of(changed), "no-swimming").lines == (
        "Swimming: until day 7, and until your skin has healed.",
    )


def test_a_stale_row_shows_the_records_words_and_never_its_old_ones(knowledge):
    flagged = with_flag(knowledge, PUS, short="Pus of any color")
    stale = replace(flagged, stale_easy=frozenset({PUS, "day-2", "emergency-heading"}))
    guide = guide_of(stale)
    assert row(guide, PUS).lines == ("Pus of any color",)
    assert row(guide, "day-2").lines == (
        "Then heat, swelling and bumps go down. Skin may itch and feel dry.",
    )
    assert page(guide, "emergency_now").heading == "Call 911, 999, 112 or 000 now if"


def test_a_stale_row_of_days_shows_their_rule(knowledge):
    guide = guide_of(replace(knowledge, stale_easy=frozenset({"no-swimming"})))
    assert row(guide, "no-swimming").lines == (
        "Swimming: until day 7, and until your skin has healed.",
    )


def test_a_translated_knowledge_gives_the_guide_in_its_words(knowledge):
    text = "Pus amarillo. | Costras amarillas."
    easy = {**knowledge.easy, PUS: knowledge.easy[PUS].model_copy(update={"text": text})}
    guide = guide_of(replace(knowledge, easy=easy))
    assert row(guide, PUS).lines == ("Pus amarillo.", "Costras amarillas.")


def test_a_raised_sign_moves_in_general_too(knowledge):
    guide = guide_of(with_flag(knowledge, PUS, urgency=Urgency.EMERGENCY_NOW))
    assert row(guide, PUS) in page(guide, "emergency_now").rows


def test_the_page_dials_every_number_of_its_heading(knowledge):
    _, title, _, facts = create_easy_page(guide_of(knowledge))
    heading = facts["dialed"](page(facts["guide"], "emergency_now"))
    assert title == "In easy words, with pictures"
    assert heading.count("](tel:") == len(knowledge.emergency_numbers)


def test_all_pictures_are_views_of_one_file():
    one = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 84" width="120" height="84">'
    drawn = create_pictures({"a": f"{one}<path/></svg>\n", "b": f"{one}<g/></svg>\n"})
    assert drawn == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 168">'
        '<view id="a" viewBox="0 0 120 84"/><view id="b" viewBox="0 84 120 84"/>'
        '<svg y="0" viewBox="0 0 120 84" width="120" height="84"><path/></svg>'
        '<svg y="84" viewBox="0 0 120 84" width="120" height="84"><g/></svg></svg>\n'
    )
