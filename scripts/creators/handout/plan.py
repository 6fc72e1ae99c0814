"""A sheet's days in the order in which they come: a strip of stretches, and a chart of waits.

Both are views of the sheet's groups, so that neither has a day or a condition of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from creators.handout.sheet import BEGINS, Group, Sheet
from creators.wording import words as wording
from creators.wording.phrases import Phrases, RuleWords

MOST_COLUMNS = 6
"""Days with a column of their own that the chart has room for."""
MARK = "*"
"""Behind a name whose rule goes on in a note below the chart; each further note has one more."""

Said = tuple[str, int | None]
"""Some words, and the day that they name, which a sheet with dates puts behind them."""


@dataclass(frozen=True)
class Stretch:
    """Some days in a row, the last stretch without an end: what the skin is like, what to do, and
    what waits. An item of `do` is made of pieces, as is `not_yet`; `look`: what to look at on these
    days."""

    name: str
    first: int
    last: int | None
    feels: tuple[str, ...]
    do: tuple[tuple[Said, ...], ...]
    look: tuple[Said, ...]
    not_yet: tuple[Said, ...]


@dataclass
class Row:
    """Things of one first day, each with the mark of its note; `deep` is the later day after deep
    or RF needling."""

    day: int
    deep: int | None
    names: list[tuple[str, str]] = field(default_factory=list)

    def days(self) -> set[int]:
        """Return its days after the day of the treatment."""
        return {day for day in (self.day, self.deep) if day}


@dataclass(frozen=True)
class Chart:
    """The waits of a sheet. `columns` are day 0 and the days of the rows, so that no day stands
    under that of another; none where they are too many, and the chart is a list. `notes` are a mark
    and the rest of a rule in pieces; `others` wait for a clinician: their rule, and their names."""

    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    notes: tuple[tuple[str, tuple[Said, ...]], ...]
    others: tuple[tuple[tuple[Said, ...], tuple[str, ...]], ...]


def create_stretches(sheet: Sheet) -> tuple[Stretch, ...]:
    """Return the strip of days."""
    return tuple(
        Stretch(
            name=sheet.phrases.stretch(first, end),
            first=first,
            last=None if end is None else end - 1,
            feels=tuple(stage.text for stage in sheet.stages if _within(stage.first, first, end)),
            do=(*_helps(sheet, first, end), *_shade(sheet, first, end)),
            look=tuple(_looks(sheet, first, end)),
            not_yet=tuple(_not_yet(sheet, first)),
        )
        for first, end in pairwise((*BEGINS, None))
    )


def create_chart(sheet: Sheet) -> Chart:
    """Return the chart of waits: names of one first day share a row, names of one rule a note."""
    rows: dict[tuple[int, int | None], Row] = {}
    notes: list[RuleWords] = []
    # as from when on, not as until when
    phrases = sheet.phrases
    waiting = [(group, phrases.rule(group.start)) for group in sheet.leave]
    for group, rule in waiting:
        if (start := group.start).day is not None:
            row = rows.setdefault((start.day, start.deep), Row(start.day, start.deep))
            mark = _mark(notes, rule)
            names = (
                group.names if row.names else (phrases.capital(group.names[0]), *group.names[1:])
            )
            row.names += [(name, mark) for name in names]
    return Chart(
        _columns(rows.values()),
        tuple(row for _, row in sorted(rows.items(), key=lambda item: item[0][0])),
        tuple(
            (MARK * number, tuple(_pieces(phrases, rule))) for number, rule in enumerate(notes, 1)
        ),
        tuple(
            (((rule.lead, None), *rule.more), group.names)
            for group, rule in waiting
            if group.start.day is None
        ),
    )


def _columns(rows: Iterable[Row]) -> tuple[int, ...]:
    days = sorted(set().union(*(row.days() for row in rows)))
    return (0, *days) if len(days) <= MOST_COLUMNS else ()


def _mark(notes: list[RuleWords], rule: RuleWords) -> str:
    """Return the mark of a rule's note. A rule with a part of what a note says has that note, as it
    can do no harm to have the rest said of it; a day of another rule can."""
    if not (rule.also or rule.more):
        return ""
    for number, note in enumerate(notes):
        if note.also == rule.also and bool(note.more) == bool(rule.more):
            if _covers(note, rule):
                return MARK * (number + 1)
            if _covers(rule, note):
                notes[number] = rule
                return MARK * (number + 1)
    notes.append(rule)
    return MARK * len(notes)


def _covers(note: RuleWords, rule: RuleWords) -> bool:
    """Whether a note has all that a rule says, and no day but those of the rule."""
    more = [day for words, day in note.more if (words, day) not in rule.more]
    return {*rule.more} <= {*note.more} and all(day in (None, rule.day) for day in more)


def _pieces(phrases: Phrases, rule: RuleWords) -> Iterator[Said]:
    """Yield what a rule says besides its day, sentence by sentence."""
    if rule.also:
        yield phrases.capital(rule.also.removeprefix(phrases.language.comma)), None
    yield from rule.more


def _within(day: int, first: int, end: int | None) -> bool:
    return first <= day and (end is None or day < end)


def _helps(sheet: Sheet, first: int, end: int | None) -> Iterator[tuple[Said, ...]]:
    """Yield what helps and may start in a stretch, each thing with the rest of its rule; its day
    too where that is not the first of the stretch."""
    for group in sheet.helps:
        if (day := group.start.day) is not None and _within(day, first, end):
            yield from _of_group(sheet.phrases, group, day != first)


def _of_group(phrases: Phrases, group: Group, dated: bool) -> Iterator[tuple[Said, ...]]:
    rule, marks = group.words, phrases.language
    lead = [(f"{marks.comma}{phrases.lower_first(rule.lead)}", rule.day)] * dated
    rest = [*lead, *([(rule.also, None)] if rule.also else [])]
    more = [(f"{marks.stop}{phrases.gap}{words}", day) for words, day in rule.more]
    names = [marks.comma.join(group.names)] if rest or more else group.names
    for name in names:
        yield (name, None), *rest, *more


def _not_yet(sheet: Sheet, first: int) -> Iterator[Said]:
    """Yield what waits in a stretch: the line that everyone has and what waits all through it at
    the clinic, then what waits there until a day inside."""
    phrases, marks = sheet.phrases, sheet.phrases.language
    own = [one for one in sheet.longer if one.first == first]
    names = [text for day, text in sheet.not_yet if day == first]
    names += [name for one in own for name in one.names]
    said = [((phrases.capital(marks.comma.join(names)), None),)] if names else []
    for group in (group for one in own for group in one.groups):
        ((name, day), *rest), *_ = _of_group(phrases, group, dated=True)
        said.append(((phrases.capital(name), day), *rest))
    for number, pieces in enumerate(said):
        yield from [(f"{marks.stop}{phrases.gap}", None)] if number else []
        yield from pieces


def _shade(sheet: Sheet, first: int, end: int | None) -> Iterator[tuple[Said, ...]]:
    """Yield what to do about the sun: each rule begins where the one before it ends."""
    begins = 0
    for group in sheet.sun:
        if _within(begins, first, end):
            yield ((wording.open_marked(group.words.lead, group.start.sourced), None),)
        begins = begins if group.start.day is None else group.start.day


def _looks(sheet: Sheet, first: int, end: int | None) -> Iterator[Said]:
    """Yield what to look at, and the day where it is not the first of the stretch."""
    for check in sheet.checks:
        if _within(check.day, first, end):
            yield check.text, None if check.day == first else check.day
