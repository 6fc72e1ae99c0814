"""The calendar file: valid, the same bytes each time, each day with its own words, and never looser
than the sheet."""

import datetime
import json
import random
import re
from dataclasses import replace

import pytest
from icalendar import Calendar, Event

from creators.handout.dates import create_calendar, create_dates, moments
from creators.handout.sheet import Group, Imprint, Sheet
from sheets import Made, example, fullest, general, hostile

TREATED = datetime.date(2026, 11, 22)
SHEETS = {"general": general, "example": example, "fullest": fullest, "hostile": hostile}


@pytest.fixture(scope="module", params=SHEETS)
def made(request: pytest.FixtureRequest) -> Made:
    """A sheet and its imprint."""
    return SHEETS[request.param]()


def events(sheet: Sheet, imprint: Imprint, treated: datetime.date = TREATED) -> list[Event]:
    """The events of the file, read back."""
    return Calendar.from_ical(create_calendar(sheet, imprint, treated)).walk("VEVENT")


def day_of(event: Event) -> int:
    """The day after the treatment of an event."""
    return (event["dtstart"].dt - TREATED).days


def text_of(event: Event) -> str:
    return str(event["description"])


def test_it_is_a_calendar_as_rfc_5545_asks(made: Made):
    data = create_calendar(*made, TREATED)
    text = data.decode("utf-8")
    lines = text.split("\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line.encode()) <= 75 for line in lines) and any(
        line.startswith(" ") for line in lines
    )
    assert lines[:3] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//bumps-after-microneedling.example//dates//EN",
    ]
    for event in events(*made):
        assert list(event) == [
            "UID",
            "SEQUENCE",
            "DTSTART",
            "DTEND",
            "DTSTAMP",
            "SUMMARY",
            "DESCRIPTION",
            "CLASS",
            "TRANSP",
        ]
        assert not event.errors and event["transp"] == "TRANSPARENT" and event["class"] == "PRIVATE"
    assert (
        text.count("DTSTART;VALUE=DATE:")
        == text.count("DTEND;VALUE=DATE:")
        == text.count("BEGIN:VEVENT")
    )


def test_every_event_takes_one_whole_day_and_has_an_id_of_its_own(made: Made):
    found = events(*made)
    assert all(type(event["dtstart"].dt) is datetime.date for event in found)
    assert all(
        event["dtend"].dt - event["dtstart"].dt == datetime.timedelta(days=1) for event in found
    )
    assert all(
        event["dtstamp"].dt == datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
        for event in found
    )
    ids = [str(event["uid"]) for event in found]
    assert len(set(ids)) == len(ids)
    clinic = made[1].clinic or "general"
    pattern = rf"20261122-(check|start)-\d+-{clinic}@bumps-after-microneedling\.example"
    assert all(re.fullmatch(pattern, name) for name in ids)


def test_the_same_sheet_gives_the_same_bytes_and_another_day_other_dates_alone(made: Made):
    first = create_calendar(*made, TREATED)
    assert first == create_calendar(*made, TREATED)
    other = create_calendar(*made, TREATED + datetime.timedelta(days=400)).decode()
    blank = lambda text: re.sub(r"(UID|VALUE=DATE):\d{8}", r"\1:", text)
    assert first.decode() != other and blank(first.decode()) == blank(other)


def test_there_is_an_event_for_each_day_of_the_sheet_and_no_other(made: Made):
    sheet = made[0]
    starts = {day for group in (*sheet.leave, *sheet.helps) for day in group.start.days() if day}
    found = events(*made)
    assert sorted(day_of(event) for event in found if "start" in event["uid"]) == sorted(starts)
    assert sorted(day_of(event) for event in found if "check" in event["uid"]) == sorted(
        check.day for check in sheet.checks
    )
    assert [day_of(event) for event in found] == sorted(day_of(event) for event in found)


def test_the_general_sheet_has_the_checks_of_day_3_and_day_7():
    sheet, imprint = general()
    found = {day_of(event): event for event in events(sheet, imprint) if "check" in event["uid"]}
    assert set(found) == {3, 7} and str(found[7]["summary"]) == "Day 7: look at your skin again"
    for check in sheet.checks:
        assert check.text in text_of(found[check.day]) and check.action in text_of(found[check.day])


def test_each_day_has_the_words_of_its_groups_and_of_no_other_day(made: Made):
    sheet = made[0]
    for event in (event for event in events(*made) if "start" in event["uid"]):
        lines = text_of(event).split("\n")
        for group in (*sheet.leave, *sheet.helps):
            assert (line_of(group) in lines) == (day_of(event) in group.start.days()), (
                day_of(event),
                line_of(group),
            )
        assert lines[0] == sheet.labels["hour-how"] and sheet.labels["restart-how"] in lines
        assert f"{sheet.labels['medicines']}: ask a pharmacist or doctor first." in lines


def line_of(group: Group) -> str:
    """A group with its whole rule, as an event has it."""
    return ". ".join(
        [
            f"{group.words.lead}{group.words.also}: {'; '.join(group.names)}",
            *(words for words, _ in group.words.more),
        ]
    )


def test_a_later_day_after_deep_needling_has_an_event_of_its_own():
    sheet, imprint = general()
    later = [group for group in sheet.leave if group.start.deep]
    assert later
    for group in later:
        found = {
            day_of(event) for event in events(sheet, imprint) if line_of(group) in text_of(event)
        }
        assert found == {group.start.day, group.start.deep}


def test_every_event_says_that_a_day_begins_at_the_hour_of_the_treatment_or_what_to_look_for(
    made: Made,
):
    for event in events(*made):
        assert ("not before the hour of your treatment" in text_of(event)) == (
            "start" in event["uid"]
        )
        if day_of(event) == 3 and "check" in event["uid"]:
            assert made[0].labels["rough-how"] in text_of(event)


def test_sun_is_nothing_to_start_and_its_rule_stands_in_every_event(made: Made):
    sheet = made[0]
    for event in events(*made):
        text = text_of(event)
        assert (
            all(str(group.words) in text for group in sheet.sun)
            and sheet.labels["sun-how"] in text
            and sheet.labels["burn-how"] in text
        )
        assert not re.search(r"Until day \d+[^\n]*\b(?:direct sun|tanning)", text)


def test_a_newer_version_takes_the_place_of_the_older_one():
    """A phone once kept the old advice beside the new."""
    sheet, imprint = general()
    old, new = (events(sheet, replace(imprint, version=version)) for version in ("3", "4"))
    assert [event["uid"] for event in old] == [event["uid"] for event in new]
    assert {event["sequence"] for event in old} == {3} and {event["sequence"] for event in new} == {
        4
    }


def test_two_clinics_and_none_have_events_of_their_own():
    names = [
        {str(event["uid"]) for event in events(*create())} for create in (general, example, fullest)
    ]
    assert not names[0] & names[1] and not names[1] & names[2] and not names[0] & names[2]
    assert {event["sequence"] for event in events(*example())} == {3}, (
        "the number of the general version, before the clinic's own digits"
    )


def test_every_event_says_when_to_get_help_and_ends_with_where_to_check_the_sheet(made: Made):
    sheet, imprint = made
    card = sheet.cards[0]
    for event in events(*made):
        text = text_of(event)
        assert all(f"- {sign.short}\n" in text for sign in card.signs) and card.action in text
        assert sheet.labels["general"] in text
        assert f"{sheet.labels['version']} {imprint.version}" in text and text.endswith(
            imprint.check_address
        )
        assert (
            all(phone.number in text for phone in sheet.phones) or sheet.emergency_numbers in text
        )


def test_a_page_has_the_same_events_with_places_for_the_dates(made: Made):
    """What dates.js does, done here: a browser test compares what it makes itself."""
    text = create_dates(*made)
    assert "<" not in text
    data = json.loads(text)
    pick = random.Random(1)
    for treated in (
        TREATED,
        *(
            datetime.date(2020, 1, 1) + datetime.timedelta(days=pick.randrange(4000))
            for _ in range(20)
        ),
    ):
        assert "\r\n".join(
            map(fold, filled(data, treated).split("\r\n"))
        ).encode() == create_calendar(*made, treated)


def filled(data: dict, treated: datetime.date) -> str:
    day = lambda number: f"{treated + datetime.timedelta(days=number):%Y%m%d}"
    begins = [
        (number, data["begins"][kind].replace("{day}", str(number)), text)
        for number, kind, text in data["events"]
    ]
    parts = [
        begin.replace("{treated}", day(0))
        .replace("{start}", day(number))
        .replace("{end}", day(number + 1))
        + text
        + data["shared"]
        for number, begin, text in begins
    ]
    return "".join([data["head"], *parts, data["end"]])


def fold(line: str) -> str:
    out, part, size = "", "", 0
    for sign in line:
        if size + len(sign.encode()) > 74:
            rest = part[-1] if len(part) > 1 and part[-1] in "\\^" else ""
            out, part, size = f"{out}{part.removesuffix(rest)}\r\n ", rest, len(rest)
        part, size = part + sign, size + len(sign.encode())
    return out + part


def test_the_events_of_a_page_share_what_all_of_them_say(made: Made):
    data = json.loads(create_dates(*made))
    assert len(data["events"]) == len(moments(made[0]))
    # A sign that a clinic raised to an emergency has the same action of its own.
    shared = {made[0].cards[0].action, made[1].check_address}
    shared -= {check.action for check in made[0].checks}
    assert not any(words in text for words in shared for _, _, text in data["events"])
    assert all(
        made[0].labels["restart-how"].split(".")[0] not in text for _, _, text in data["events"]
    )
