"""Days, rules, lists and dates in the words of one language. The one place where a number of days
becomes words.

The words stand in docs/_data/phrases.yml, and their translations in translations/.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from creators.wording import words as wording
from knowledge.model import Activity, EmergencyNumber, Knowledge, Substance, UrgencyLevel, once
from knowledge.records.choices import WEEKDAYS
from knowledge.records.languages import ENGLISH, Language
from knowledge.starts import Start

if TYPE_CHECKING:
    from babel import Locale

LTR, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""Around what is read from left to right within a script that is not (Unicode Annex 9)."""
NO_GAP = "。"
"""A full stop that no space follows."""
LONG_DATES = {ENGLISH: "d MMMM y"}
"""How a date in full is written where CLDR has another order than short dates: American English
begins with the month."""
SAMPLE_YEAR, SAMPLE_DAY = 2987, 28
"""Numbers that stand in no other part of a date."""
NUMBERS = "{numbers}"
"""Where the heading of a card has the emergency numbers."""


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


@once
def phrases_of(knowledge: Knowledge) -> Phrases:
    """Return the phrases of a knowledge, in its language."""
    texts = {phrase.id: phrase.phrase for phrase in knowledge.phrases.values()}
    return Phrases(texts, knowledge.languages[knowledge.language])


class Phrases:
    """The phrases of one `language` by their ids (`texts`), and what is made of them."""

    def __init__(self, texts: Mapping[str, str], language: Language) -> None:
        self.texts, self.language = texts, language

    def say(self, phrase: str, /, **values: object) -> str:
        """Return a phrase with what is filled in."""
        return self.texts[phrase].format(**values)

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return "" if self.language.stop == NO_GAP else " "

    def day(self, number: int) -> str:
        """Return a day after the treatment, inside a sentence: "day 7"."""
        return self.say("day", n=number)

    def named_day(self, number: int) -> str:
        """Return a day as a heading has it: "Day 7"."""
        return self.say("day-alone", n=number)

    def days(self, number: int) -> str:
        """Return a length: "1 day", "7 days"."""
        return self.say("one-day" if number == 1 else "days", n=number)

    def length(self, number: int) -> str:
        """Return a length as people say it: "3 days", "4 weeks"."""
        weeks, rest = divmod(number, 7)
        return self.days(number) if rest or weeks < 2 else self.say("weeks", n=weeks)

    def stretch(self, first: int, end: int | None) -> str:
        """Return the days from `first` up to, not including, `end`: "Day 0", "Days 1 and 2", "Days
        3 to 6", "From day 7"."""
        if end is None:
            return self.say("from-day", n=first)
        last = end - 1
        if last == first:
            return self.named_day(first)
        return self.say("two-days" if last == first + 1 else "some-days", first=first, last=last)

    def rule(self, start: Start, leave: bool = False) -> RuleWords:
        """The one place that words a first day: always with every condition. `leave` says it the
        other way round: "Until day 7, and until your skin has healed"."""
        if start.instead:
            return RuleWords(wording.capital(self._through_the_wait(start)), None)
        more = [*self._deep(start, leave), *self._conditions(start)]
        if start.day is None:
            conditions = tuple(self._conditions(start))
            return RuleWords(self.texts["clinician-only"], None, more=conditions)
        if leave and not start.day and more:  # nobody waits but after deep needling
            (words, number), *rest = more
            return RuleWords(words, number, self._also_leave(start), tuple(rest))
        lead = self.say("until-day" if leave else "from-day", n=start.day)
        also = self._also_leave(start) if leave else self._also(start)
        return RuleWords(lead, start.day, also, tuple(more))

    def _through_the_wait(self, start: Start) -> str:
        if start.day is None:
            return self.say("shade-until-seen", instead=start.instead)
        return self.say("shade-for", instead=start.instead, length=self.length(start.day))

    def _also(self, start: Start) -> str:
        """Return what goes on behind "From day 7"."""
        parts = [self.say("last-day", n=start.last)] if start.last is not None else []
        parts += [self.texts["healed"]] if start.healed else []
        parts += [self.say("or-supplied", n=start.clinic)] if start.clinic is not None else []
        return self._behind(parts)

    def _also_leave(self, start: Start) -> str:
        """Return what goes on behind "Until day 7"."""
        parts = [self.texts["until-healed"]] if start.healed else []
        if start.clinic is not None:
            name = "unless-supplied-then" if start.clinic else "unless-supplied"
            parts.append(self.say(name, n=start.clinic))
        return self._behind(parts)

    def _behind(self, parts: Iterable[str]) -> str:
        return "".join(f"{self.language.comma}{part}" for part in parts)

    def _deep(self, start: Start, leave: bool) -> Iterator[tuple[str, int]]:
        if start.deep is not None:
            yield self.say("deep-until" if leave else "deep-from", n=start.deep), start.deep

    def _conditions(self, start: Start) -> Iterator[tuple[str, None]]:
        said = (
            *([self.texts["checked"]] if start.checked else []),
            *([self.texts["ask-first"]] if start.ask else []),
            *start.never,
        )
        yield from ((words.rstrip(".。।"), None) for words in said)

    def listed(self, words: Iterable[str], last: str = "and") -> str:
        """Return "a, b and c", or "a, b or c" where `last` is "or"."""
        *first, end = [*words] or [""]
        if not first:
            return end
        return self.say(f"list-{last}", list=self.language.comma.join(first), last=end)

    def emergency_numbers(self, numbers: Iterable[EmergencyNumber]) -> str:
        """Return "911 in the US and Canada, 999 in the UK, …, or your local emergency number
        elsewhere"."""
        named = [self.say("number-in", number=item.number, place=item.place) for item in numbers]
        return self.listed([*named, self.texts["number-elsewhere"]], "or")

    def card_title(self, level: UrgencyLevel, numbers: Iterable[str]) -> str:
        """Return the heading of a level's card, with the emergency `numbers` where it has room for
        them: "Call 911 or 999 now if"."""
        return level.card.replace(NUMBERS, self.listed(numbers, "or"))

    def level_action(self, level: UrgencyLevel) -> str:
        """Return what a level's card says to do: all of it."""
        return f"{level.action}{self.gap}{level.also}" if level.also else level.action

    def with_examples(self, record: Substance | Activity) -> str:
        """Return a thing with kinds of it that readers know: "retinoids (retinol, adapalene)"."""
        examples = getattr(record, "examples", ())
        if not examples:
            return record.name
        joined = self.language.comma.join(examples)
        return self.say("with-examples", name=record.name, examples=joined)

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """The short names of the days of the week, Monday first."""
        return _names(self._locale.days)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The short names of the months."""
        return _names(self._locale.months)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self.language.tag, sep="-")

    def date(self, day: datetime.date) -> str:
        """Return a date in short, the same whatever the machine's language: "Sun 29 Nov"."""
        weekday, month = self.weekdays[day.weekday()], self.months[day.month - 1]
        return self.language.date.format(weekday=weekday, day=day.day, month=month)

    def short_date(self, day: datetime.date) -> str:
        """Return a date for a chart: "29 Nov"."""
        said = self.language.date.format(weekday="", day=day.day, month=self.months[day.month - 1])
        return said.strip(f" {self.language.comma}")

    def full_date(self, day: datetime.date) -> str:
        """Return a date in short with its year: "Sun 29 Nov 2026"."""
        return f"{self.date(day)} {day.year}"

    def long_date(self, day: datetime.date) -> str:
        """Return a date in full, in the order of short dates: "29 November 2026"."""
        from babel.dates import format_date

        form = LONG_DATES.get(self.language.id, "long")
        return _latin(format_date(day, form, locale=self._locale))

    def long_dates(self) -> tuple[str, ...]:
        """Return a date in full, of each month, with {day} and {year} in the place of numbers: a
        browser has no list of months that is the same in all of them."""
        days = (datetime.date(SAMPLE_YEAR, month, SAMPLE_DAY) for month in range(1, 13))
        return tuple(
            self.long_date(day)
            .replace(str(SAMPLE_YEAR), "{year}")
            .replace(str(SAMPLE_DAY), "{day}")
            for day in days
        )

    def weekday(self, english: str) -> str:
        """Return a day of the week, which a clinic's file has in English, in full."""
        from babel.dates import get_day_names

        return get_day_names("wide", locale=self._locale)[WEEKDAYS.index(english)]

    def name_of(self, english: str) -> str:
        """Return the name of a language, which a clinic's file has in English."""
        from babel import Locale

        codes = {name: code for code, name in Locale("en").languages.items()}
        return self._locale.languages.get(codes.get(english, ""), english)

    def capital(self, text: str) -> str:
        """Return `text` with a capital first letter."""
        if self.language.id == "tr" and text[:1] == "i":
            return f"İ{text[1:]}"
        return wording.capital(text)

    def lower_first(self, text: str) -> str:
        """Return `text` with a small first letter, unless it begins with a name in capitals."""
        if self.language.id == "tr" and text[:1] in "Iİ" and not text[1:2].isupper():
            return f"{'ı' if text[:1] == 'I' else 'i'}{text[1:]}"
        return wording.lower_first(text)

    def ltr(self, text: str) -> str:
        """Return a number, code or address, which is read from left to right in any language."""
        return f"{LTR}{text}{END}" if text and self.language.dir == "rtl" else text


def general_card_title(knowledge: Knowledge, level: UrgencyLevel) -> str:
    """Return the heading of a level's card for readers anywhere: with all emergency numbers."""
    numbers = [item.number for item in knowledge.emergency_numbers.values()]
    return phrases_of(knowledge).card_title(level, numbers)


def _names(found: Mapping) -> tuple[str, ...]:
    """Return short names of days or months from CLDR, with their full stops taken off."""
    return tuple(name.strip(".") for _, name in sorted(found["format"]["abbreviated"].items()))


def _latin(text: str) -> str:
    """Return `text` with the digits 0 to 9."""
    digits = (str(unicodedata.digit(char)) if char.isdigit() else char for char in text)
    return "".join(digits)
