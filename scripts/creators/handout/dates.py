"""A sheet to a calendar file: the days on which a wait ends and those on which to look at the skin
again, as all-day events (RFC 5545).

The same events stand on web pages as data, where docs/assets/dates.js puts in the dates: both files
have the same bytes.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from icalendar import Calendar, Component, Event, vText

from creators.handout.plan import create_stretches
from creators.handout.sheet import ALSO, Group, Imprint, Sheet
from creators.wording import words as wording

CALENDAR = "calendar.md"
"""The page for readers without a clinic."""
ANY_DAY = datetime.date(2000, 1, 1)
"""Stands in the events of a page until a reader has picked their day."""
LAST = "\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
END = "END:VCALENDAR\r\n"
"""How every event, and the file, ends."""
GENERAL = "general"
"""Stands in the id of an event of no clinic's sheet. An id has no version: a phone puts the advice
of a newer sheet, whose SEQUENCE is higher, in the place of the old (RFC 5545, 3.8.7.4)."""
PAGE_LABELS = ("bad", "early", "late", "shown", "saved")
"""What dates.js says, by the ends of the labels' ids."""


@dataclass(frozen=True)
class Moment:
    """An event of the calendar: `day` counts from the treatment, `kind` is its label ("calendar-"
    before it), and every event of that kind begins with the lines of `opening`."""

    day: int
    kind: str
    lines: tuple[str, ...]
    opening: tuple[str, ...] = ()


def create_calendar(sheet: Sheet, imprint: Imprint, treated: datetime.date) -> bytes:
    """Return the calendar file of `sheet` for a treatment on the day `treated`. It says nothing of
    the patient but that day."""
    calendar = _calendar(imprint)
    for moment in moments(sheet):
        calendar.add_component(_event(sheet, imprint, moment, treated))
    return calendar.to_ical(sorted=False)


def create_dates(sheet: Sheet, imprint: Imprint) -> str:
    """Return what dates.js needs on a page, as JSON that may stand in a <script>: its words, and
    the calendar with places for the dates."""
    shared = vText("\n\n".join(_shared(sheet, imprint))).to_ical().decode() + LAST
    begins, events = {}, []
    for moment in moments(sheet):
        begin, text = _parts(sheet, imprint, moment)
        begins[moment.kind] = begin
        events.append([moment.day, moment.kind, text.removesuffix(shared)])
    words = {
        **{name: sheet.labels[f"dates-{name}"] for name in PAGE_LABELS},
        "treated": sheet.labels["treated"],
    }
    data = {
        "words": words,
        "weekdays": wording.WEEKDAYS,
        "months": wording.MONTHS,
        "shared": shared,
        "head": _unfolded(_calendar(imprint)).removesuffix(END),
        "begins": begins,
        "events": events,
        "end": END,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def create_calendar_page(sheet: Sheet) -> tuple[str, str, str, dict]:
    """Return the template, title, summary and facts of the page with the days of the general
    sheet."""
    return (
        "calendar",
        sheet.labels["dates"],
        "Pick the day of your treatment, and see on which date each wait ends.",
        {"sheet": sheet, "labels": sheet.labels, "stretches": create_stretches(sheet)},
    )


def moments(sheet: Sheet) -> list[Moment]:
    """Return the events of a sheet by day; on one day, looking at the skin comes first."""
    checks = [
        Moment(check.day, "check", (check.text, check.action, *_also(sheet, check.day)))
        for check in sheet.checks
    ]
    days = {day for group in (*sheet.leave, *sheet.helps) for day in group.start.days() if day}
    opening = (sheet.labels["hour-how"], sheet.labels["restart-how"])
    starts = [Moment(day, "start", tuple(_start(sheet, day)), opening) for day in days]
    return sorted([*checks, *starts], key=lambda moment: (moment.day, moment.kind))


def _also(sheet: Sheet, day: int) -> tuple[str, ...]:
    """Return what is read with a look at the skin on `day`, such as that rough skin is next."""
    label = f"{ALSO}{day}"
    return (sheet.labels[label],) if label in sheet.labels else ()


def _start(sheet: Sheet, day: int) -> Iterator[str]:
    """Yield what waits until `day`, each thing with its whole rule: a later day after deep needling
    has its own event, with the same rule."""
    labels = sheet.labels
    for part in ("leave", "helps"):
        lines = [
            f"{group.words.lead}{group.words.also}: {_listed(group)}"
            for group in getattr(sheet, part)
            if day in group.start.days()
        ]
        if lines:
            yield "\n".join([f"{labels[part]}:", *lines])
    yield f"{labels['medicines']}: {wording.lower_first(wording.ASK_FIRST)}."


def _listed(group: Group) -> str:
    """Return the names of a group, and what else its rule says."""
    return ". ".join(["; ".join(group.names), *(words for words, _ in group.words.more)])


def _event(sheet: Sheet, imprint: Imprint, moment: Moment, treated: datetime.date) -> Event:
    """Return an event that takes no time of the day and is private in a shared calendar."""
    day = treated + datetime.timedelta(days=moment.day)
    name = f"{treated:%Y%m%d}-{moment.kind}-{moment.day}-{imprint.clinic or GENERAL}"
    event = Event()
    event.add("uid", f"{name}@{urlsplit(imprint.site).hostname}")
    event.add("sequence", imprint.number)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add(
        "dtstamp",
        datetime.datetime.combine(
            datetime.date.fromisoformat(imprint.date), datetime.time(), datetime.UTC
        ),
    )
    event.add(
        "summary",
        f"{wording.capital(wording.day(moment.day))}: {sheet.labels[f'calendar-{moment.kind}']}",
    )
    event.add(
        "description", "\n\n".join([*moment.opening, *moment.lines, *_shared(sheet, imprint)])
    )
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _shared(sheet: Sheet, imprint: Imprint) -> Iterator[str]:
    """Yield how every event ends: all signs of the most urgent card with what to do, whom to call,
    what holds on each day, and what this is."""
    card = sheet.cards[0]
    yield "\n".join([f"{card.title}:", *(f"- {sign.short}" for sign in card.signs)])
    yield card.action
    numbers = [f"{phone.label}: {phone.number}" for phone in sheet.phones]
    yield "\n".join(numbers or [f"{sheet.labels['emergency']}: {sheet.emergency_numbers}"])
    yield sheet.labels["burn-how"]
    yield " ".join(
        [
            f"{sheet.labels['sun']}:",
            *(f"{group.words}." for group in sheet.sun),
            sheet.labels["sun-how"],
        ]
    )
    yield f"{sheet.labels['mark']} {imprint.site}"
    yield sheet.labels["general"]
    yield (
        f"{sheet.labels['version']} {imprint.version},"
        f" {imprint.date}.\n{sheet.labels['check-code']} {imprint.check_address}"
    )


def _calendar(imprint: Imprint) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{urlsplit(imprint.site).hostname}//dates//EN")
    return calendar


def _unfolded(part: Component) -> str:
    """Return a part of a calendar with each of its lines on one line, however long."""
    return part.to_ical(sorted=False).decode().replace("\r\n ", "")


def _parts(sheet: Sheet, imprint: Imprint, moment: Moment) -> tuple[str, str]:
    """Return how an event begins, the same for each of its kind, with {treated}, {day}, {start} and
    {end} in place of its days; and its own words."""
    head, mark, words = _unfolded(_event(sheet, imprint, moment, ANY_DAY)).partition("DESCRIPTION:")
    opening = vText("".join(f"{line}\n\n" for line in moment.opening)).to_ical().decode()
    for line, place in (
        (
            rf"UID:{ANY_DAY:%Y%m%d}-{moment.kind}-{moment.day}-",
            f"UID:{{treated}}-{moment.kind}-{{day}}-",
        ),
        (r"DTSTART;VALUE=DATE:\d{8}", "DTSTART;VALUE=DATE:{start}"),
        (r"DTEND;VALUE=DATE:\d{8}", "DTEND;VALUE=DATE:{end}"),
        (rf"SUMMARY:Day {moment.day}:", "SUMMARY:Day {day}:"),
    ):
        head = re.sub(line, place, head, count=1)
    return f"{head}{mark}{opening}", words.removeprefix(opening)
