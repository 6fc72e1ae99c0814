"""A sheet to a calendar file: the days on which a wait ends and those on which to look at the skin
again, as all-day events (RFC 5545).

The same events stand on web pages as data with places for the dates, which docs/assets/dates.js
fills as `create_calendar` does: both files have the same bytes.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from icalendar import vText
from icalendar.parser import Contentline

from creators.handout.english import in_text
from creators.handout.sheet import ALSO, Group, Imprint, Sheet
from creators.wording.phrases import Phrases

FIRST_DAY = datetime.date(2020, 1, 1)
"""The earliest day of a treatment: one before it is mistyped."""
DAYS_AHEAD = 366
"""How many days after today the latest is."""
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//{host}//dates//{language}\r\n"
END = "END:VCALENDAR\r\n"
BEGIN = (
    "BEGIN:VEVENT\r\n"
    "UID:{{treated}}-{kind}-{{day}}-{owner}@{host}\r\n"
    "SEQUENCE:{number}\r\n"
    "DTSTART;VALUE=DATE:{{start}}\r\n"
    "DTEND;VALUE=DATE:{{end}}\r\n"
    "DTSTAMP:{stamp}T000000Z\r\n"
    "SUMMARY:{summary}\r\n"
    "DESCRIPTION:{opening}"
)
"""How an event begins; what stands in two pairs of braces depends on its day. It takes no time of
the day."""
LAST = "\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
"""How it ends: it is private in a shared calendar."""
GENERAL = "general"
"""Stands in the id of an event of no clinic's sheet. An id has no version: a phone puts the advice
of a newer sheet, whose SEQUENCE is higher, in the place of the old (RFC 5545, 3.8.7.4)."""
PAGE_LABELS = ("bad", "early", "late", "shown", "saved")
"""What dates.js says, by the ends of the labels' ids."""


@dataclass(frozen=True)
class Moment:
    """An event of the calendar: `day` counts from the treatment, `kind` is its label ("calendar-"
    before it)."""

    day: int
    kind: str
    lines: tuple[str, ...]


def day_fault(treated: datetime.date, today: datetime.date) -> str:
    """Return the label of PAGE_LABELS that says why nobody is treated on that day, "" where they
    may be. dates.js has the same range from the data of its page."""
    if treated < FIRST_DAY:
        return "early"
    return "late" if (treated - today).days > DAYS_AHEAD else ""


def create_calendar(sheet: Sheet, imprint: Imprint, treated: datetime.date) -> bytes:
    """Return the calendar file of `sheet` for a treatment on the day `treated`. It says nothing of
    the patient but that day."""
    parts = _parts(sheet, imprint)
    made = (
        _filled(parts["begins"][kind], treated, day) + text + parts["shared"]
        for day, kind, text in parts["events"]
    )
    lines = "".join([parts["head"], *made, parts["end"]]).split("\r\n")
    return b"\r\n".join(Contentline(line).to_ical() for line in lines)


def create_dates(sheet: Sheet, imprint: Imprint) -> str:
    """Return what dates.js needs on a page, as JSON that may stand in a <script>: its words, and
    the calendar with places for the dates."""
    words = {name: sheet.labels[f"dates-{name}"] for name in PAGE_LABELS}
    data = {
        "words": {**words, "treated": sheet.labels["treated"]},
        "first": FIRST_DAY.isoformat(),
        "ahead": DAYS_AHEAD,
        "weekdays": sheet.phrases.weekdays,
        "months": sheet.phrases.months,
        "date": sheet.language.date,
        **_parts(sheet, imprint),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _parts(sheet: Sheet, imprint: Imprint) -> dict:
    """Return the parts of the calendar file, each of its lines on one line, however long: how
    events of each kind begin, the own words of each event, and how all of them end."""
    notice = tuple(filter(None, (sheet.notice.words, sheet.notice.in_english)))
    openings = {
        "start": (*notice, sheet.labels["hour-how"], sheet.labels["restart-how"]),
        "check": notice,
    }
    host, language = urlsplit(imprint.site).hostname, sheet.language.id.upper()
    return {
        "shared": _escaped(sheet, "\n\n".join(_shared(sheet, imprint))) + LAST,
        "head": HEAD.format(host=host, language=language),
        "begins": {kind: _begin(sheet, imprint, kind, said) for kind, said in openings.items()},
        "events": [
            [one.day, one.kind, _escaped(sheet, "".join(f"{line}\n\n" for line in one.lines))]
            for one in moments(sheet)
        ],
        "end": END,
    }


def _begin(sheet: Sheet, imprint: Imprint, kind: str, opening: tuple[str, ...]) -> str:
    """Return how each event of a kind begins, with {treated}, {day}, {start} and {end} in place of
    its days."""
    day = sheet.phrases.texts["day-alone"].replace("{n}", "{day}")
    summary = f"{day}{sheet.language.colon}{sheet.labels[f'calendar-{kind}']}"
    return BEGIN.format(
        kind=kind,
        owner=imprint.clinic or GENERAL,
        host=urlsplit(imprint.site).hostname,
        number=imprint.number,
        stamp=imprint.date.replace("-", ""),
        summary=_escaped(sheet, summary),
        opening=_escaped(sheet, "".join(f"{line}\n\n" for line in opening)),
    )


def _filled(begin: str, treated: datetime.date, day: int) -> str:
    """Return how an event begins on its day, with all dates."""
    start = treated + datetime.timedelta(days=day)
    dates = {"treated": treated, "start": start, "end": start + datetime.timedelta(days=1)}
    filled = begin.replace("{day}", str(day))
    for place, date in dates.items():
        filled = filled.replace(f"{{{place}}}", f"{date:%Y%m%d}")
    return filled


def moments(sheet: Sheet) -> list[Moment]:
    """Return the events of a sheet by day; on one day, looking at the skin comes first."""
    checks = [
        Moment(check.day, "check", (check.text, check.action, *_also(sheet, check.day)))
        for check in sheet.checks
    ]
    days = {day for group in (*sheet.leave, *sheet.helps) for day in group.start.days() if day}
    starts = [Moment(day, "start", tuple(_start(sheet, day))) for day in days]
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


def _escaped(sheet: Sheet, text: str) -> str:
    """Return a text as a line of the file has it."""
    return vText(in_text(text, sheet.language.dir == "rtl")).to_ical().decode()


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
