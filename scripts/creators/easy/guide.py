"""Makes the guide in easy words of a clinic, or of none, from the knowledge.

A sign stands on the page of its own urgency, which a clinic may have raised; a row that nobody has
held against today's English shows the words of the record in its place, and never its old ones.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from creators.handout.sheet import Phone, Sheet
from creators.wording.phrases import Phrases, phrases_of
from knowledge.model import Knowledge
from knowledge.records.clinic import Clinic, known_deep
from knowledge.records.handout import DAY, DAYS, LAST, NUMBERS, PAGES, WEEKS, EasyRow
from knowledge.records.languages import Language, Notice
from knowledge.starts import Start, named_start
from knowledge.tighten import tighten
from knowledge.translation.strings import english_of
from knowledge.windows import thing

OWN_PICTURE = "visit"
"""Beside a sign of a clinic's own, which no picture was drawn for."""


@dataclass(frozen=True)
class Row:
    """A picture, by its name, and the lines beside it. `sign` is the red flag that it is about:
    each of its lines is a sign by itself. `own`: the clinic's; `sooner`: more urgent there.
    `dates` are those of its days, where the day of the treatment is known. `acts`: it is no sign,
    and says what to do about those of its card, and so stands in the card's head."""

    id: str
    picture: str
    lines: tuple[str, ...]
    sign: str = ""
    own: bool = False
    sooner: bool = False
    dates: tuple[str, ...] = ()
    acts: bool = False


@dataclass(frozen=True)
class Page:
    """A page of the guide. One of signs has their `urgency` and the `number` of its card; `phones`
    are the emergency numbers in its heading."""

    id: str
    heading: str
    rows: tuple[Row, ...]
    urgency: str = ""
    number: int = 0
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True)
class Guide:
    """The whole guide, in a `language`: what it is about, and in its `title` what kind of guide it
    is. `name` and `phones` are those of the clinic, `labels` those of its sheet; `notice` says who
    stands for a translation, `treated` is the day of the treatment."""

    language: Language
    about: str
    title: str
    pages: tuple[Page, ...]
    labels: Mapping[str, str]
    name: str = ""
    phones: tuple[Phone, ...] = ()
    notice: Notice = Notice()
    treated: str = ""

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of its pictures, each once."""
        return tuple(dict.fromkeys(row.picture for page in self.pages for row in page.rows))


def create_easy(
    knowledge: Knowledge,
    sheet: Sheet,
    clinic: Clinic | None = None,
    treated: datetime.date | None = None,
) -> Guide:
    """Return the guide of `clinic`, or the general one, whose `sheet` was made from this knowledge,
    with the dates of a treatment on the day `treated`. All must have passed the checks."""
    deep = known_deep(clinic)
    words = _Words(tighten(knowledge, clinic) if clinic else knowledge, sheet, deep, treated)
    pages = tuple(_page(words, name) for name in PAGES)
    language = words.phrases.language
    return Guide(
        language,
        sheet.title,
        pages[0].heading,
        pages,
        sheet.labels,
        sheet.name,
        sheet.phones,
        sheet.notice,
        words.phrases.full_date(treated) if treated else "",
    )


@dataclass(frozen=True)
class _Words:
    """What gives a row its words: the clinic's stricter `knowledge`, its `sheet`, and whether its
    needling is `deep`, where that is known; the day on which the patient was `treated`."""

    knowledge: Knowledge
    sheet: Sheet
    deep: bool | None
    treated: datetime.date | None

    @property
    def phrases(self) -> Phrases:
        """The phrases of the language."""
        return phrases_of(self.knowledge)

    def lines(self, row: EasyRow) -> tuple[str, ...]:
        """Return the lines of a row, with all that is filled in."""
        knowledge = self.knowledge
        if row.what:
            return self._days(row)
        stale = row.id in knowledge.stale_easy
        lines = english_of(knowledge, row) if stale else row.lines
        numbers = self.phrases.listed([phone.number for phone in self.sheet.cards[0].phones], "or")
        return tuple(line.replace(NUMBERS, numbers) for line in lines)

    def _days(self, row: EasyRow) -> tuple[str, ...]:
        """Return lines with days in them: the record's own rules where they have more to say than
        the row, as those of a clinic can."""
        starts = {name: self._start(name) for name in row.what}
        days = _filled(row, list(starts.values()))
        if row.id in self.knowledge.stale_easy or days is None:
            return tuple(self._rule(name, start) for name, start in starts.items() if start)
        return tuple(_replaced(line, days) for line in row.lines)

    def dates(self, row: EasyRow) -> tuple[str, ...]:
        """Return the date of each day that a row names: "Day 5: Fri 27 Nov"."""
        if not self.treated:
            return ()
        colon, phrases = self.phrases.language.colon, self.phrases
        return tuple(
            f"{phrases.named_day(day)}{colon}{phrases.date(self.treated + datetime.timedelta(day))}"
            for day in sorted({*self._stage_days(row), *self._rule_days(row)})
        )

    def _stage_days(self, row: EasyRow) -> Iterator[int]:
        """Yield the first and the last day of the stage that a row is about."""
        stages = {f"stages/{name}/brief": stage for name, stage in self.knowledge.stages.items()}
        for stage in (stages[key] for key in row.of if key in stages):
            is_one_day = stage.to_day == stage.from_day + 1
            yield from (stage.from_day,) if is_one_day else (stage.from_day, stage.to_day)

    def _rule_days(self, row: EasyRow) -> Iterator[int]:
        """Yield the days of what a row gives days for; a length, as of shade, has none."""
        for start in filter(None, map(self._start, row.what)):
            yield from start.days()
            yield from (day for day in (start.last,) if day is not None)

    def _start(self, name: str) -> Start | None:
        start = named_start(self.knowledge, name)
        return start.after(self.deep) if start and self.deep is not None else start

    def _rule(self, name: str, start: Start) -> str:
        remedy = self.knowledge.remedies.get(name)
        what = remedy.title if remedy else thing(self.knowledge, name).name
        language, said = self.phrases.language, str(self.phrases.rule(start, not remedy))
        rule = self.phrases.lower_first(said)
        return f"{self.phrases.capital(what)}{language.colon}{rule}{language.stop}"


def _filled(row: EasyRow, starts: list[Start | None]) -> dict[str, int] | None:
    """Return the day for each place of a row. None where a day alone would leave out a condition,
    and where its things have different days, of which a reader would learn one."""
    known = [start for start in starts if start and start.day is not None]
    if len(known) < len(starts) or any(start.has_more or start.ask for start in known):
        return None
    if any(start.healed for start in known) and not row.healed:
        return None
    day, *others = {start.day for start in known}
    if others or (WEEKS in row.text and day % 7):
        return None
    last = min((start.last for start in known if start.last is not None), default=day)
    return {DAY: day, LAST: last, DAYS: day, WEEKS: day // 7}


def _replaced(line: str, days: Mapping[str, int]) -> str:
    for place, day in days.items():
        line = line.replace(place, str(day))
    return line


def _acts(row: EasyRow) -> bool:
    """Whether a row is made from what a level of urgency says to do, for all signs of its card:
    what is for one of them stands right after it."""
    return not row.beside and any(re.fullmatch(r"urgencies/\w+/action", key) for key in row.of)


def _page(words: _Words, name: str) -> Page:
    knowledge = words.knowledge
    levels = [card.urgency for card in words.sheet.cards]
    card = words.sheet.cards[levels.index(name)] if name in levels else None
    signs = {sign.id: sign for sign in card.signs} if card else {}
    heading, rows, here = "", [], tuple(signs)
    for row in knowledge.easy.values():
        if row.page == name and row.heading:
            heading = " ".join(words.lines(row))
        elif row.page == name and row.beside in (None, *here):
            dates, acts = words.dates(row), _acts(row)
            rows.append(Row(row.id, row.picture, words.lines(row), dates=dates, acts=acts))
        elif row.red_flag in signs:
            sign = signs.pop(row.red_flag)
            lines = words.lines(row)
            rows.append(Row(row.id, row.picture, lines, sign.id, sooner=sign.sooner))
    rows += [Row(sign.id, OWN_PICTURE, (sign.short,), sign.id, own=True) for sign in signs.values()]
    first = name == levels[0]
    return Page(
        name,
        heading,
        tuple(rows),
        name if card else "",
        levels.index(name) + 1 if card else 0,
        card.phones if card and first else (),
    )
