"""Days, lists and names as readers see them. The one place where a number of days becomes words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from knowledge.model import Avoid, EmergencyNumber, Kind, Remedy, Source, UrgencyLevel

KINDS = {"self_care": "Care for everyone", "product": "Product", "medicine": "Medicine: ask a pharmacist or doctor first",
         "clinician_only": "Only if a clinician tells you to"}
STRENGTHS = {"good": "Good evidence", "small_studies": "Small studies", "clinics_do_this": "Clinics do this; no study tested it",
             "not_tested": "Nobody has tested this for these bumps"}
COMMONNESS = {"expected": "Expected", "common": "Common", "uncommon": "Uncommon", "rare": "Rare"}
GRADES = {"A": "review or regulator", "B": "trial, cohort or official patient page", "C": "case report or expert page",
          "D": "clinic or trade page: shows what clinics do"}
NUMBERS = "{numbers}"
"""Where the heading of a card has the emergency numbers."""
HEALED = "once your skin has healed"
ASK = "only if a clinician who has seen your skin tells you to"


def day(number: int) -> str:
    """A day after the treatment: "day 7"."""
    return f"day {number}"


def days(number: int) -> str:
    """A length: "1 day", "7 days"."""
    return f"{number} day" if number == 1 else f"{number} days"


def first_day(number: int | None, healed: bool) -> str:
    """A first day with its condition: "day 7, once your skin has healed"; None means a clinician decides."""
    if number is None:
        return ASK
    return f"{day(number)}, {HEALED}" if healed else day(number)


def leave_alone(avoid: Avoid) -> str:
    """An avoid window as a table cell: "Until day 7, and until your skin has healed"."""
    if avoid.until_day is None:
        return capital(ASK)
    return f"Until {day(avoid.until_day)}" + (", and until your skin has healed" if avoid.healed_skin else "")


def remedy_days(remedy: Remedy) -> str:
    """From when to when a remedy may be used, in short: "From day 7, once your skin has healed"."""
    if remedy.needs_clinician:
        return capital(ASK)
    text = f"From {first_day(remedy.first_day, remedy.healed_skin)}"
    return text + (f", until {day(remedy.last_day)}" if remedy.last_day is not None else "")


def listed(words: Iterable[str], last: str = "and") -> str:
    """ "a, b and c"."""
    words = list(words)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def emergency_numbers(numbers: Iterable[EmergencyNumber]) -> str:
    """ "911 in the US and Canada, 999 in the UK, …, or your local emergency number"."""
    return listed([*(f"{item.number} in {item.place}" for item in numbers), "your local emergency number elsewhere"], "or")


def card_title(level: UrgencyLevel, numbers: Iterable[str]) -> str:
    """The heading of a level's card, with the emergency `numbers` where it has room for them: "Call 911 or 999 now if"."""
    return level.card.replace(NUMBERS, listed(numbers, "or"))


def dialed(number: str) -> str:
    """An emergency number as a link that dials it, in Markdown."""
    return f"[{number}](tel:{number})"


def kind(remedy: Remedy) -> str:
    """Who may start a remedy. Seeing a clinician needs nobody's leave, so help without a substance says what it is."""
    if remedy.kind is Kind.CLINICIAN_ONLY and not remedy.substances:
        return "Help from a doctor, nurse or pharmacist"
    return KINDS[remedy.kind.value]


def ask_first(remedy: Remedy) -> bool:
    """Whether a remedy is a medicine that nobody should start without advice."""
    return remedy.kind in (Kind.MEDICINE, Kind.CLINICIAN_ONLY) and bool(remedy.substances)


def capital(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def reference(source: Source, noted: bool = True) -> str:
    """A source as it stands in a list of sources, on one line of Markdown; without its notes where a heading says them."""
    title = f"[{source.title}]({source.link})" if source.link else source.title
    parts = [title, source.authors, source.where + (f", {source.year}" if source.year else "")]
    parts = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
    parts += [] if source.link else ["No certain web address."]
    notes = f"({capital(GRADES[source.grade])}{f'; checked {source.checked}' if source.checked else ''}.)"
    return " ".join([*parts, notes] if noted else parts)


def lower_first(text: str) -> str:
    """`text` with a small first letter, unless it begins with a name in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def date(day: datetime.date) -> str:
    """A date in short, the same whatever the machine's language: "Sun 29 Nov"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def long_date(day: datetime.date) -> str:
    """A date in full: "November 29, 2026"."""
    return f"{_LONG_MONTHS[day.month - 1]} {day.day}, {day.year}"


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MONTHS = tuple(name[:3] for name in _LONG_MONTHS)
