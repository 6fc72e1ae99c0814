"""A title or a summary says nothing else than the record of its page: it is typed, as it stands
alone in lists and in search results, so its times and its level are held against the fields."""

import math
import re
from collections.abc import Iterator

from knowledge.checks.sign_levels import typed_levels
from knowledge.model import Cause, Knowledge, Page, Remedy, Rule
from knowledge.problems import Problem, at, place, quote
from knowledge.records.span import HOURS

FIELDS = ("title", "summary")
DAY = 24.0
"""Hours."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {"a": 1, "an": 1, **{word: number for number, word in enumerate(_NUMBERS, 1)}}
_LENGTH = re.compile(
    rf"(?:\b(first|few|past|last|each|every)\s+|\b(\d+|{'|'.join(_WORDS)})\s+(?:to \d+\s+)?)?"
    r"\b(minute|hour|day|week|month|year)(s?)\b(?:\s+(\d+))?",
    re.I,
)
_OF_THE_NEEDLING = re.compile(r"\bday of (?:the|your) (?:needling|treatment)\b", re.I)
_WINDOW = ("first_day", "first_day_clinic", "first_day_deep", "last_day", "max_days", "test_days")


def check_times(knowledge: Knowledge) -> Iterator[Problem]:
    """A time in a title or summary is one of its record: of when a cause starts or how long it
    lasts, or of a rule's waits. A remedy's types none, as no day travels without its conditions."""
    pages = (knowledge.causes, knowledge.remedies, knowledge.rules)
    for page in (page for records in pages for page in records.values()):
        own = [*_times(page)]
        for field in FIELDS if own else ():
            for words, hours in _lengths(getattr(page, field), isinstance(page, Cause)):
                if not any(low <= hours <= high for low, high, _ in own):
                    where = ", ".join(where for _, _, where in own)
                    expected = f"a {field} with no time but that of its record: {where}"
                    do = "say it without a time, or correct one of the two"
                    yield at(page, field, expected, quote(words), do)


def check_levels(knowledge: Knowledge) -> Iterator[Problem]:
    """No level in the title or summary of a cause is milder than the cause's own."""
    for cause in (cause for cause in knowledge.causes.values() if knowledge.signs_of(cause)):
        level, flag = knowledge.urgency_of(cause), knowledge.signs_of(cause)[0]
        own = f"{level.value} of {flag.id} ({place(flag, 'urgency')})"
        for field in FIELDS:
            for words, said in typed_levels(getattr(cause, field)):
                if said.rank > level.rank:
                    expected = f"a {field} with no milder level than {own}"
                    do = "say how soon in the words of that level"
                    yield at(cause, field, expected, quote(words), do)


def _lengths(text: str, bare: bool) -> Iterator[tuple[str, float]]:
    """Each time that `text` names, in hours: "weeks" too where `bare`. "The first week" and "each
    day" name none."""
    if found := _OF_THE_NEEDLING.search(text):
        yield found.group(), 0.0
    for found in _LENGTH.finditer(_OF_THE_NEEDLING.sub("", text)):
        vague, number, unit, plural, after = found.groups()
        size = HOURS[unit.lower()]
        if number or after:
            value = number or after
            yield found.group(), size * float(_WORDS.get(value.lower(), 0) or value)
        elif bare and plural and not vague:
            yield found.group(), size


def _times(page: Page) -> Iterator[tuple[float, float, str]]:
    """Each time of a record: from how many hours to how many, and its place. Those of a remedy fit
    none."""
    if isinstance(page, Cause):
        for name in ("starts", "lasts"):
            span = getattr(page, name).when
            yield span.low, span.high or math.inf, f"{name} ({place(page, name)})"
    elif isinstance(page, Remedy):
        for name in (name for name in _WINDOW if getattr(page, name) is not None):
            yield math.inf, -math.inf, f"{name} ({place(page, name)})"
    elif isinstance(page, Rule):
        for number, avoid in enumerate(page.avoid):
            hours, where = (avoid.until_day or 0) * DAY, place(page, "avoid", number, "until_day")
            yield hours, hours, f"{'/'.join(avoid.what)} ({where})"
