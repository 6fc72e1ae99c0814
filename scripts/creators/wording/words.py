"""Days, lists and names as readers see them. The one place where a number of days becomes words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.model import (
    Activity,
    EmergencyNumber,
    Kind,
    Knowledge,
    Remedy,
    Source,
    Substance,
    UrgencyLevel,
)
from knowledge.starts import Start

KINDS = {
    "self_care": "Care for everyone",
    "product": "Product",
    "medicine": "Medicine: ask a pharmacist or doctor first",
    "clinician_only": "Only if a clinician tells you to",
}
STRENGTHS = {
    "good": "Good evidence",
    "small_studies": "Small studies",
    "clinics_do_this": "Clinics do this; no study tested it",
    "not_tested": "Nobody has tested this for these bumps",
}
GRADES = {
    "A": "review or regulator",
    "B": "trial, cohort or official patient page",
    "C": "case report or expert page",
    "D": "clinic or trade page: shows what clinics do",
}
MARK = "◇"
"""Behind a line that no study was found for; each paper says once what it means."""
NUMBERS = "{numbers}"
"""Where the heading of a card has the emergency numbers."""
HEALED = "once your skin has healed"
UNTIL_HEALED = "and until your skin has healed"
SUPPLIED = "the clinic supplied it for needled skin"
DEEP = "After deep (over 1 mm) or heat (RF) needling"
CHECKED = "Bumps still there? Have them checked first"
ASK_FIRST = "Ask a pharmacist or doctor first"
ASK = "only if a clinician who has seen your skin tells you to"
UNTIL_ASK = "until a clinician who has seen your skin says so"


def day(number: int) -> str:
    """Return a day after the treatment: "day 7"."""
    return f"day {number}"


def days(number: int) -> str:
    """Return a length: "1 day", "7 days"."""
    return f"{number} day" if number == 1 else f"{number} days"


def stretch(first: int, end: int | None) -> str:
    """Return the days from `first` up to, not including, `end`: "Day 0", "Days 1 and 2", "Days 3 to
    6", "From day 7"."""
    if end is None:
        return f"From {day(first)}"
    last = end - 1
    if last == first:
        return capital(day(first))
    return f"Days {first} {'and' if last == first + 1 else 'to'} {last}"


def length(number: int) -> str:
    """Return a length as people say it: "3 days", "4 weeks"."""
    weeks, rest = divmod(number, 7)
    return days(number) if rest or weeks < 2 else f"{weeks} weeks"


@dataclass(frozen=True)
class RuleWords:
    """A first day with all its conditions, in words. `lead` names the day (`day`, None: no day),
    `also` goes on in the same sentence, and `more` are sentences without their full stop, each
    with the day that it names or None. As a string it is all of this, without the last full stop.
    """

    lead: str
    day: int | None
    also: str = ""
    more: tuple[tuple[str, int | None], ...] = ()

    @property
    def cell(self) -> str:
        """All of it for a cell of a table: several sentences end with a full stop."""
        return f"{self}." if self.more else str(self)

    def __str__(self) -> str:
        return ". ".join([f"{self.lead}{self.also}", *(words for words, _ in self.more)])


def rule(start: Start, leave: bool = False) -> RuleWords:
    """The one place that prints a first day: always with every condition. `leave` says it the other
    way round: "Until day 7, and until your skin has healed"."""
    if start.instead:
        return RuleWords(capital(_through_the_wait(start)), None)
    more = [*_deep(start, leave), *_conditions(start)]
    if start.day is None:
        return RuleWords(capital(ASK), None, more=tuple(_conditions(start)))
    if leave and not start.day and more:  # nobody waits but after deep needling
        (words, number), *rest = more
        return RuleWords(words, number, _also_leave(start), tuple(rest))
    lead = f"{'Until' if leave else 'From'} {day(start.day)}"
    return RuleWords(lead, start.day, _also_leave(start) if leave else _also(start), tuple(more))


def _through_the_wait(start: Start) -> str:
    return f"{start.instead} {UNTIL_ASK if start.day is None else f'for {length(start.day)}'}"


def _also(start: Start) -> str:
    """Return what goes on behind "From day 7"."""
    supplied = f", or {day(start.clinic)} if {SUPPLIED}" if start.clinic is not None else ""
    last = f", until {day(start.last)}" if start.last is not None else ""
    return last + (f", {HEALED}" if start.healed else "") + supplied


def _also_leave(start: Start) -> str:
    """Return what goes on behind "Until day 7"."""
    clinic = "" if not start.clinic else f" (then until {day(start.clinic)})"
    supplied = f", unless {SUPPLIED}{clinic}" if start.clinic is not None else ""
    return (f", {UNTIL_HEALED}" if start.healed else "") + supplied


def _deep(start: Start, leave: bool) -> Iterator[tuple[str, int]]:
    if start.deep is not None:
        yield f"{DEEP}: {'until' if leave else 'from'} {day(start.deep)}", start.deep


def _conditions(start: Start) -> Iterator[tuple[str, None]]:
    yield from [
        (words.rstrip("."), None)
        for words in (
            *([CHECKED] if start.checked else []),
            *([ASK_FIRST] if start.ask else []),
            *start.never,
        )
    ]


def listed(words: Iterable[str], last: str = "and") -> str:
    """ "a, b and c"."""
    words = list(words)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def emergency_numbers(numbers: Iterable[EmergencyNumber]) -> str:
    """ "911 in the US and Canada, 999 in the UK, …, or your local emergency number"."""
    return listed(
        [
            *(f"{item.number} in {item.place}" for item in numbers),
            "your local emergency number elsewhere",
        ],
        "or",
    )


def card_title(level: UrgencyLevel, numbers: Iterable[str]) -> str:
    """Return the heading of a level's card, with the emergency `numbers` where it has room for
    them: "Call 911 or 999 now if"."""
    return level.card.replace(NUMBERS, listed(numbers, "or"))


def general_card_title(knowledge: Knowledge, level: UrgencyLevel) -> str:
    """Returns the heading of a level's card for readers anywhere: with all emergency numbers."""
    return card_title(level, [item.number for item in knowledge.emergency_numbers.values()])


def dialed(number: str) -> str:
    """Return an emergency number as a link that dials it, in Markdown."""
    return f"[{number}](tel:{number})"


def strength(remedy: Remedy) -> str:
    """Return how good the evidence for a remedy is; nothing for help that has none."""
    return STRENGTHS[remedy.strength.level.value] if remedy.strength else ""


def with_examples(record: Substance | Activity) -> str:
    """Return a thing with kinds of it that readers know: "retinoids (retinol, adapalene)"."""
    examples = getattr(record, "examples", ())
    return f"{record.name} ({', '.join(examples)})" if examples else record.name


def kind(remedy: Remedy) -> str:
    """Return who may start a remedy. Seeing a clinician needs nobody's leave, so help without a
    substance says what it is."""
    if remedy.kind is Kind.CLINICIAN_ONLY and not remedy.substances:
        return "Help from a doctor, nurse or pharmacist"
    return KINDS[remedy.kind.value]


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def open_marked(text: str, sourced: bool) -> str:
    """Return `text`, with the open mark behind it where no study was found."""
    return text if sourced else f"{text} {MARK}"


def bound(text: str) -> str:
    """Return `text` with each open mark kept on the line of the word before it."""
    return text.replace(f" {MARK}", f"\N{NO-BREAK SPACE}{MARK}")


def reference(source: Source, noted: bool = True, dated: bool = True) -> str:
    """Return a source as it stands in a list of sources, on one line of Markdown; without its notes
    where a heading says them, and without the day of its check where one line says it for all."""
    title = f"[{source.title}]({source.link})" if source.link else source.title
    where = source.where + (f", {source.year}" if source.year else "")
    authors = "" if source.where.startswith(source.authors) else source.authors  # NHS, NHS
    parts = [title, authors, where]
    parts = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
    parts += [] if source.link else ["No certain web address."]
    checked = f"; checked {source.checked}" if source.checked and dated else ""
    notes = f"({capital(GRADES[source.grade])}{checked}.)"
    return " ".join([*parts, notes] if noted else parts)


def lower_first(text: str) -> str:
    """Return `text` with a small first letter, unless it begins with a name in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def date(day: datetime.date) -> str:
    """Return a date in short, the same whatever the machine's language: "Sun 29 Nov"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_date(day: datetime.date) -> str:
    """Return a date for a chart: "29 Nov"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def full_date(day: datetime.date) -> str:
    """Return a date in short with its year: "Sun 29 Nov 2026"."""
    return f"{date(day)} {day.year}"


def long_date(day: datetime.date) -> str:
    """Return a date in full: "November 29, 2026"."""
    return f"{_LONG_MONTHS[day.month - 1]} {day.day}, {day.year}"


WEEKDAYS = tuple("Mon Tue Wed Thu Fri Sat Sun".split())
_LONG_MONTHS = (
    "January February March April May June July August September October November December".split()
)
MONTHS = tuple(name[:3] for name in _LONG_MONTHS)
