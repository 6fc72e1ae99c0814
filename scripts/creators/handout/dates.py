"""A sheet to a calendar file: the days on which a wait ends and those on which to look at the skin
again, as all-day events (RFC 5545).

The same events stand on web pages as data, where docs/assets/dates.js puts in the dates: both files
have the same bytes.
"""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from icalendar import Calendar, Component, Event, vText

from creators.handout.english import in_text
from creators.handout.sheet import ALSO, Group, Imprint, Sheet
from creators.wording.phrases import Phrases

ANY_DAY = datetime.date(2000, 1, 1)
"""Stands in the events of a page until a reader has picked their day."""
FIRST_DAY = datetime.date(2020, 1, 1)
"""The earliest day of a treatment: one before it is mistyped."""
DAYS_AHEAD = 366
"""How many days after today the latest is."""
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


def day_fault(treated: datetime.date, today: datetime.date) -> str:
    """Return the label of PAGE_LABELS that says why nobody is treated on that day, "" where they
    may be. dates.js has the same range from the data of its page."""
    if treated < FIRST_DAY:
        return "early"
    return "late" if (treated - today).days > DAYS_AHEAD else ""


def create_calendar(sheet: Sheet, imprint: Imprint, treated: datetime.date) -> bytes:
    """Return the calendar file of `sheet` for a treatment on the day `treated`. It says nothing of
    the patient but that day."""
    calendar = _calendar(sheet, imprint)
    for moment in moments(sheet):
        calendar.add_component(_event(sheet, imprint, moment, treated))
    return calendar.to_ical(sorted=False)


def create_dates(sheet: Sheet, imprint: Imprint) -> str:
    """Return what dates.js needs on a page, as JSON that may stand in a <script>: its words, and
    the calendar with places for the dates."""
    shared = vText(_bare(sheet, "\n\n".join(_shared(sheet, imprint)))).to_ical().decode() + LAST
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
        "first": FIRST_DAY.isoformat(),
        "ahead": DAYS_AHEAD,
        "weekdays": sheet.phrases.weekdays,
        "months": sheet.phrases.months,
        "date": sheet.language.date,
        "shared": shared,
        "head": _unfolded(_calendar(sheet, imprint)).removesuffix(END),
        "begins": begins,
        "events": events,
        "end": END,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def moments(sheet: Sheet) -> list[Moment]:
    """Return the events of a sheet by day; on one day, looking at the skin comes first."""
    notice = tuple(filter(None, (sheet.notice.words, sheet.notice.in_english)))
    checks = [
        Moment(check.day, "check", (check.text, check.action, *_also(sheet, check.day)), notice)
        for check in sheet.checks
    ]
    days = {day for group in (*sheet.leave, *sheet.helps) for day in group.start.days() if day}
    opening = (*notice, sheet.labels["hour-how"], sheet.labels["restart-how"])
    starts = [Moment(day, "start", tuple(_start(sheet, day)), opening) for day in days]
    return sorted([*checks, *starts], key=lambda moment: (moment.day, moment.kind))


def _also(sheet: Sheet, day: int) -> tuple[str, ...]:
    """Return what is read with a look at the skin on `day`, such as that rough skin is next."""
    label = f"{ALSO}{day}"
    return (sheet.labels[label],) if label in sheet.labels else ()


def _start(sheet: Sheet, day: int) -> Iterator[str]:
    """Yield what waits until `day`, each thing with its whole rule: a later day after deep needling
    has its own event, with the same rule."""
    labels, marks = sheet.labels, sheet.phrases.language
    for part in ("leave", "helps"):
        lines = [
            f"{group.words.lead}{group.words.also}{marks.colon}{_listed(sheet.phrases, group)}"
            for group in getattr(sheet, part)
            if day in group.start.days()
        ]
        if lines:
            yield "\n".join([f"{labels[part]}{marks.colon}".rstrip(), *lines])
    ask = sheet.phrases.lower_first(sheet.phrases.texts["ask-first"])
    yield f"{labels['medicines']}{marks.colon}{ask}{marks.stop}"


def _listed(phrases: Phrases, group: Group) -> str:
    """Return the names of a group, and what else its rule says."""
    names = phrases.language.semicolon.join(group.names)
    return f"{phrases.language.stop}{phrases.gap}".join(
        [names, *(words for words, _ in group.words.more)]
    )


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
    named = sheet.phrases.named_day(moment.day)
    what = sheet.labels[f"calendar-{moment.kind}"]
    event.add("summary", _bare(sheet, f"{named}{sheet.phrases.language.colon}{what}"))
    said = [*moment.opening, *moment.lines, *_shared(sheet, imprint)]
    event.add("description", _bare(sheet, "\n\n".join(said)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _bare(sheet: Sheet, text: str) -> str:
    return in_text(text, sheet.language.dir == "rtl")


def _shared(sheet: Sheet, imprint: Imprint) -> Iterator[str]:
    """Yield how every event ends: all signs of the most urgent card with what to do, whom to call,
    what holds on each day, and what this is."""
    card, phrases = sheet.cards[0], sheet.phrases
    marks = phrases.language
    yield "\n".join(
        [f"{card.title}{marks.colon}".rstrip(), *(f"- {sign.short}" for sign in card.signs)]
    )
    yield card.action
    numbers = [f"{phone.label}{marks.colon}{phrases.ltr(phone.number)}" for phone in sheet.phones]
    others = f"{sheet.labels['emergency']}{marks.colon}{sheet.emergency_numbers}"
    yield "\n".join(numbers or [others])
    yield sheet.labels["burn-how"]
    said = [*(f"{group.words}{marks.stop}" for group in sheet.sun), sheet.labels["sun-how"]]
    yield f"{sheet.labels['sun']}{marks.colon}{phrases.gap.join(said)}"
    yield f"{sheet.labels['mark']} {phrases.ltr(imprint.site)}"
    yield sheet.labels["general"]
    code = f"{phrases.ltr(imprint.version)}{marks.comma}{phrases.ltr(imprint.date)}{marks.stop}"
    yield (
        f"{sheet.labels['version']} {code}"
        f"\n{sheet.labels['check-code']} {phrases.ltr(imprint.check_address)}"
    )


def _calendar(sheet: Sheet, imprint: Imprint) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    language = sheet.phrases.language.id.upper()
    calendar.add("prodid", f"-//{urlsplit(imprint.site).hostname}//dates//{language}")
    return calendar


def _unfolded(part: Component) -> str:
    """Return a part of a calendar with each of its lines on one line, however long."""
    return part.to_ical(sorted=False).decode().replace("\r\n ", "")


def _parts(sheet: Sheet, imprint: Imprint, moment: Moment) -> tuple[str, str]:
    """Return how an event begins, the same for each of its kind, with {treated}, {day}, {start} and
    {end} in place of its days; and its own words."""
    head, mark, words = _unfolded(_event(sheet, imprint, moment, ANY_DAY)).partition("DESCRIPTION:")
    said = "".join(f"{line}\n\n" for line in moment.opening)
    opening = vText(_bare(sheet, said)).to_ical().decode()
    for line, place in (
        (
            rf"UID:{ANY_DAY:%Y%m%d}-{moment.kind}-{moment.day}-",
            f"UID:{{treated}}-{moment.kind}-{{day}}-",
        ),
        (r"DTSTART;VALUE=DATE:\d{8}", "DTSTART;VALUE=DATE:{start}"),
        (r"DTEND;VALUE=DATE:\d{8}", "DTEND;VALUE=DATE:{end}"),
        (
            "SUMMARY:" + re.escape(_bare(sheet, sheet.phrases.named_day(moment.day))),
            "SUMMARY:" + _bare(sheet, sheet.phrases.texts["day-alone"]).replace("{n}", "{day}"),
        ),
    ):
        head = re.sub(line, place, head, count=1)
    return f"{head}{mark}{opening}", words.removeprefix(opening)
