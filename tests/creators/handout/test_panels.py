"""A card whose panel is too full: which entry of the clinic's file to leave out."""

from clinic_file import GOOD, PATH, parsed
from creators.handout.panels import panel_advice

SAID = "error: panel emergency_now: over by 3.2 mm"


def sign(name: str, short: str, **more: bool) -> dict:
    return {"id": name, "short": short, "own": False, "sooner": False, **more}


SHEET = {
    "cards": [
        {
            "urgency": "emergency_now",
            "title": "Call 911 now",
            "signs": [
                sign("eye-pain", "A sign of every sheet that nobody can leave out"),
                sign("no-better-by-day-3", "No better on day 3", sooner=True),
                sign("own-1", "A nosebleed that comes back again and again", own=True),
            ],
        },
        {
            "urgency": "same_day",
            "title": "Today",
            "signs": [sign("own-2", "On another panel", own=True)],
        },
    ]
}


def test_the_shortest_entry_that_is_enough_is_named():
    where, got, do = panel_advice(parsed(GOOD), SHEET, SAID)
    assert where.startswith(f"{PATH}:") and got == '"Call 911 now" with 4 mm more'
    assert do == "leave out this entry of stricter.red_flags: about 43"
    where, got, do = panel_advice(parsed(GOOD), SHEET, SAID.replace("3.2", "2"))
    assert got == '"Call 911 now" with 2 mm more'
    assert do == "leave out this entry of stricter.calls: about 18"


def test_a_card_of_no_clinic_has_no_entry_to_leave_out():
    assert panel_advice(None, SHEET, SAID) == (
        "handout:1",
        '"Call 911 now" with 4 mm more',
        "shorten what the card is made from",
    )


def test_another_refusal_is_not_about_a_panel():
    assert panel_advice(None, SHEET, "error: unknown font family") is None
