"""The calendar file: valid, the same bytes each time, each day with its own words, and never looser than the sheet."""

from __future__ import annotations

import datetime
import json
import random
import re

import pytest
from icalendar import Calendar, Event

from creators.calendar import create_calendar, create_dates, moments
from creators.handout import Group, Imprint, Sheet
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
    assert all(len(line.encode()) <= 75 for line in lines) and any(line.startswith(" ") for line in lines)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bumps-after-microneedling.example//dates//EN"]
    for event in events(*made):
        assert list(event) == ["UID", "DTSTART", "DTEND", "DTSTAMP", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP"]
        assert not event.errors and event["transp"] == "TRANSPARENT" and event["class"] == "PRIVATE"
    assert text.count("DTSTART;VALUE=DATE:") == text.count("DTEND;VALUE=DATE:") == text.count("BEGIN:VEVENT")


def test_every_event_takes_one_whole_day_and_has_an_id_of_its_own(made: Made):
    found = events(*made)
    assert all(type(event["dtstart"].dt) is datetime.date for event in found)
    assert all(event["dtend"].dt - event["dtstart"].dt == datetime.timedelta(days=1) for event in found)
    assert all(event["dtstamp"].dt == datetime.datetime(2026, 11, 22, tzinfo=datetime.timezone.utc) for event in found)
    ids = [str(event["uid"]) for event in found]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(rf"20261122-(check|start)-\d+-{made[1].version}@bumps-after-microneedling\.example", name) for name in ids)


def test_the_same_sheet_gives_the_same_bytes_and_another_day_other_dates_alone(made: Made):
    first = create_calendar(*made, TREATED)
    assert first == create_calendar(*made, TREATED)
    other = create_calendar(*made, TREATED + datetime.timedelta(days=400)).decode()
    blank = lambda text: re.sub(r"(UID|VALUE=DATE):\d{8}", r"\1:", text)  # noqa: E731
    assert first.decode() != other and blank(first.decode()) == blank(other)


def test_there_is_an_event_for_each_day_of_the_sheet_and_no_other(made: Made):
    sheet = made[0]
    starts = {group.day for group in (*sheet.leave, *sheet.helps, *sheet.deep) if group.day}
    found = events(*made)
    assert sorted(day_of(event) for event in found if "start" in event["uid"]) == sorted(starts)
    assert sorted(day_of(event) for event in found if "check" in event["uid"]) == sorted(check.day for check in sheet.checks)
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
        text = text_of(event)
        for group in (*sheet.leave, *sheet.helps):
            for line in lines_of(group, sheet.labels["healed"]):
                assert (line in text) == (group.day == day_of(event)), (day_of(event), line)
        assert text.startswith(sheet.labels["restart-how"]) and sheet.labels["medicines"] in text


def lines_of(group: Group, healed: str) -> list[str]:
    return [f"{words}: {'; '.join(items)}"
            for words, items in ((group.lead, group.items), (f"{group.lead} {healed}", group.healed)) if items]


def test_what_waits_for_healed_skin_never_stands_without_that(made: Made):
    sheet = made[0]
    waiting = {item for group in (*sheet.leave, *sheet.deep) for item in group.healed}
    assert waiting
    for event in events(*made):
        for line in text_of(event).split("\n"):
            if line.startswith("Until day") and sheet.labels["healed"] not in line:
                assert not waiting & set(line.partition(": ")[2].split("; ")), line


def test_a_longer_wait_after_deep_needling_stands_on_every_day_before_it():
    sheet, imprint = general()
    assert sheet.deep and all(group.day for group in sheet.deep)
    last = max(group.day for group in sheet.deep)
    for event in events(sheet, imprint):
        if "start" in event["uid"]:
            assert (sheet.labels["deep"] in text_of(event)) == (day_of(event) <= last)


def test_every_event_says_when_to_get_help_and_ends_with_where_to_check_the_sheet(made: Made):
    sheet, imprint = made
    card = sheet.cards[0]
    for event in events(*made):
        text = text_of(event)
        assert all(f"- {sign.short}\n" in text for sign in card.signs) and card.action in text
        assert f"{sheet.labels['version']} {imprint.version}" in text and text.endswith(imprint.check_address)
        assert all(phone.number in text for phone in sheet.phones) or sheet.emergency_numbers in text


def test_a_page_has_the_same_events_with_places_for_the_dates(made: Made):
    """What dates.js does, done here: a browser test compares what it makes itself."""
    text = create_dates(*made)
    assert "<" not in text
    data = json.loads(text)
    pick = random.Random(1)
    for treated in (TREATED, *(datetime.date(2020, 1, 1) + datetime.timedelta(days=pick.randrange(4000)) for _ in range(20))):
        assert "\r\n".join(map(fold, filled(data, treated).split("\r\n"))).encode() == create_calendar(*made, treated)


def filled(data: dict, treated: datetime.date) -> str:
    day = lambda number: f"{treated + datetime.timedelta(days=number):%Y%m%d}"  # noqa: E731
    first = lambda number, kind: data["first"].format(treated=day(0), id=f"{kind}-{number}", start=day(number), end=day(number + 1))  # noqa: E731
    parts = [first(number, kind) + text + data["shared"] for number, kind, text in data["events"]]
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
    assert all(made[0].cards[0].action not in text and made[1].check_address not in text for *_, text in data["events"])
    assert all(text not in data["first"] and "DTSTART" not in text for *_, text in data["events"])
