"""A title or a summary says nothing else than the record of its page: it is typed, as it stands
alone in lists and in search results, so its times and its level are held against the fields."""

import re
from collections.abc import Iterator

from knowledge.checks.sign_levels import typed_levels
from knowledge.model import Cause, Knowledge, Page, Remedy, Rule
from knowledge.problems import Problem, at, place, quote
from knowledge.records.span import HOURS, Span

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
        for field in FIELDS:
            for words, hours in _lengths(getattr(page, field), isinstance(page, Cause)):
                if not _fits(page, hours):
                    expected = f"a {field} with no time but that of its record: {_places(page)}"
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


def _fits(page: Page, hours: float) -> bool:
    if isinstance(page, Cause):
        return any(_is_within(span, hours) for span in (page.starts.when, page.lasts.when))
    if isinstance(page, Rule):
        return hours in {(avoid.until_day or 0) * DAY for avoid in page.avoid} or not page.avoid
    return False


def _is_within(span: Span, hours: float) -> bool:
    return span.low <= hours <= (span.high or hours)


def _places(page: Page) -> str:
    """Where the times of a page stand."""
    if isinstance(page, Cause):
        return ", ".join(f"{name} ({place(page, name)})" for name in ("starts", "lasts"))
    if isinstance(page, Remedy):
        names = [name for name in _WINDOW if getattr(page, name) is not None]
        return ", ".join(f"{name} ({place(page, name)})" for name in names)
    return ", ".join(
        f"{'/'.join(avoid.what)} ({place(page, 'avoid', number, 'until_day')})"
        for number, avoid in enumerate(page.avoid)
    )
