"""The remedies index: "Can I use it? A to Z", and the same rows as a calendar, "What can I do on
day …?", which also shows a reader's own dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from creators.handout.create import create_sheet
from creators.handout.sheet import Check, Sheet
from creators.wording import words as wording
from creators.wording.macros import expand
from creators.wording.phrases import phrases_of
from creators.wording.verdicts import KINDS, Verdict, verdict
from creators.wording.waits import waiting
from knowledge.asked import A_TO_Z, asked, goes_by_another, page_of, rule_of, start_of
from knowledge.model import Asked, Cause, Knowledge, Remedy, Stage, once
from knowledge.problems import Problem, at
from knowledge.prose.blocks import WORD, plain
from knowledge.starts import Start, grouped
from knowledge.windows import wider

BY_DAY = "treat/by-day.md"
DATED = "by-day.html"
"""The template of its HTML, with the field for the day of the treatment."""
LONGEST_ROW = 25
"""Words of a row behind its name and verdict, at most: its conditions and its line."""

ON_A_SCREEN = 4
"""Rows that a phone shows at once below their letter, where they may be long."""


@dataclass(frozen=True)
class Row:
    """A row of the A to Z as it is shown. `page` is where more stands ("" where nothing does),
    `start` its rule. `is_open` says that no source stands behind it, and `advised` that it is no
    product, or one that may help. `seen_as` is another name of it, in the short row that leads from
    there to its own; "" in its own."""

    asked: Asked
    page: str
    start: Start | None
    verdict: Verdict
    is_open: bool
    advised: bool
    seen_as: str = ""

    @property
    def name(self) -> str:
        """What it stands under in the list."""
        return self.seen_as or self.asked.name

    @property
    def words(self) -> str:
        """Everything behind its verdict, as typed: its conditions, and then its line."""
        return " ".join([*self.verdict.more, self.asked.words or ""]).strip()

    def is_usable_in(self, stage: Stage) -> bool:
        """Return whether it may start by some day of a stage. What waits for nobody's day, or for
        advice alone, may on each."""
        if self.start is None:
            return not self.asked.leave
        if self.start.instead or self.start.day is None:
            return False
        is_over = self.start.last is not None and self.start.last < stage.from_day
        return self.start.day < stage.to_day and not is_over


@dataclass(frozen=True)
class Group:
    """Rows with one rule: what `helps` or is done, and what `others` may come back though nobody
    has shown that they help."""

    start: Start
    helps: tuple[Row, ...]
    others: tuple[Row, ...]


@dataclass(frozen=True)
class Day:
    """A stage of the calendar, with what is `new` in it; where nothing is, the stage that it is the
    `same_as`. `not_yet` are the best known things that wait all through it, and `checks` its days
    to look at the skin again. What else waits stands under a later day."""

    stage: Stage
    new: list[Group]
    same_as: Stage | None
    not_yet: tuple[str, ...]
    checks: tuple[Check, ...]


def create_indexes(knowledge: Knowledge) -> dict[str, tuple[str, str, str, dict, str]]:
    """The template, title, summary, facts and layout of each page, by its path."""
    return {A_TO_Z: _a_to_z(knowledge), BY_DAY: _by_day(knowledge)}


@once
def rows(knowledge: Knowledge) -> tuple[Row, ...]:
    """Every row of the A to Z, by name in any case."""
    found = (_row(knowledge, one) for one in asked(knowledge).values())
    return tuple(sorted(found, key=lambda row: row.asked.name.lower()))


def check_rows(knowledge: Knowledge) -> Iterator[Problem]:
    """A row has 25 words at most behind its name and verdict, those of its rule included."""
    for row in rows(knowledge):
        said = plain(expand(knowledge, row.words))
        if (count := len(WORD.findall(said))) > LONGEST_ROW:
            rule = len(WORD.findall(" ".join(row.verdict.more)))
            expected = f"{LONGEST_ROW} words at most, with the {rule} of its rule"
            yield at(row.asked, "words", expected, f"{count} words", "shorten the line")


def choice_counts(knowledge: Knowledge) -> dict[str, int]:
    """How many values each choice above the A to Z has, by the letter that its values begin
    with."""
    return {"d": len(knowledge.stages), "c": len(_helped(knowledge)), "k": len(KINDS)}


def causes_of(knowledge: Knowledge, remedy: Remedy) -> list[Cause]:
    """The causes that list `remedy`: the relation is written on the cause and turned round here."""
    return [cause for cause in knowledge.causes.values() if remedy.id in cause.remedies]


def _row(knowledge: Knowledge, one: Asked) -> Row:
    start, remedy = start_of(knowledge, one), knowledge.remedies.get(rule_of(knowledge, one))
    has_proof = not remedy or remedy.strength is not None
    return Row(
        one,
        page_of(knowledge, one),
        start,
        verdict(phrases_of(knowledge), start, one),
        is_open=bool(one.ask) or (start is not None and not start.sourced and has_proof),
        advised=_is_advised(knowledge, one),
    )


def _is_advised(knowledge: Knowledge, one: Asked) -> bool:
    """Whether it is no product, or some remedy that this site advises has it in it."""
    name = rule_of(knowledge, one)
    if one.kind == "daily_life" or goes_by_another(one):
        return one.kind == "daily_life"
    parts = {name, *wider(knowledge, name)}
    return name in knowledge.activities or any(
        not remedy.not_advised and parts & {remedy.id, *remedy.substances}
        for remedy in knowledge.remedies.values()
    )


def _a_to_z(knowledge: Knowledge) -> tuple[str, str, str, dict, str]:
    return (
        "remedies_index",
        "Can I use it? A to Z",
        "From which day you can use creams, acids, tablets, make-up, sport and more after"
        " microneedling, and who must not.",
        {
            "letters": {
                letters: [(row, _values(knowledge, row)) for row in found]
                for letters, found in _by_letters(_listed(rows(knowledge))).items()
            },
            "stages": knowledge.stages.values(),
            "causes": _helped(knowledge),
            "kinds": KINDS.values(),
        },
        "",
    )


def _listed(found: Iterable[Row]) -> list[Row]:
    """Rows with the short ones that lead to them from a name with another letter, by name in any
    case."""
    listed = [
        replace(row, seen_as=name) if name else row
        for row in found
        for name in ("", *row.asked.see_from)
    ]
    return sorted(listed, key=lambda row: row.name.lower())


def _by_letters(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows under the letter that they begin with, or under two letters where a phone would not show
    all of one at once: what the letters lead to is seen without scrolling."""
    by_letters: dict[str, list[Row]] = {}
    for letters, rows_of_two in groupby(found, lambda row: row.name[:2].capitalize()):
        more = list(rows_of_two)
        last = next(reversed(by_letters), "")
        if last[:1] != letters[0]:
            by_letters[letters[0]] = more
        elif _room([*by_letters[last], *more]) <= ON_A_SCREEN:
            by_letters[last] += more
        else:
            by_letters[letters] = more
    return by_letters


def _room(found: Iterable[Row]) -> float:
    """How many whole rows these take as much room as: a short one is at most half as high."""
    return sum(0.5 if row.seen_as else 1 for row in found)


@once
def _helped(knowledge: Knowledge) -> list[Cause]:
    """The causes that some remedy may help, by title."""
    return sorted(
        (cause for cause in knowledge.causes.values() if cause.remedies),
        key=lambda cause: cause.title.lower(),
    )


def _values(knowledge: Knowledge, row: Row) -> str:
    """The classes of a row: the number of each stage, cause and kind that it fits. A short row has
    none, so that what is chosen leaves each thing once."""
    if row.seen_as:
        return ""
    found = {
        "d": [row.is_usable_in(stage) for stage in knowledge.stages.values()],
        "c": [row.asked.id in cause.remedies for cause in _helped(knowledge)],
        "k": [row.asked.kind == kind for kind in KINDS],
    }
    return " ".join(
        f".{letter}{number}"
        for letter, fits in found.items()
        for number, it_fits in enumerate(fits)
        if it_fits
    )


def _by_day(knowledge: Knowledge) -> tuple[str, str, str, dict, str]:
    sheet = create_sheet(knowledge)
    days: list[Day] = []
    for stage in knowledge.stages.values():
        days.append(_day(knowledge, stage, sheet, days))
    return (
        "by_day",
        "What can I do on day …?",
        "What you can start on each day after microneedling, with your own dates.",
        {
            "days": days,
            "leave": [row for row in rows(knowledge) if row.start and row.start.day is None],
            "never": [row for row in rows(knowledge) if row.asked.leave],
            "waits": [
                (start, wording.capital(", ".join(names))) for start, names in waiting(knowledge)
            ],
            "labels": sheet.labels,
        },
        DATED,
    )


def _day(knowledge: Knowledge, stage: Stage, sheet: Sheet, before: list[Day]) -> Day:
    """A stage of the calendar, after those `before` it. What waits for the last day of all is new
    in the last stage."""
    end = stage.to_day + (stage.id == [*knowledge.stages][-1])
    dated = [row for row in rows(knowledge) if row.verdict.kind in ("go", "wait")]
    new = [row for row in dated if stage.from_day <= row.start.day < end]
    return Day(
        stage,
        _by_rule(new),
        None if new else next((day.stage for day in reversed(before) if day.new), None),
        tuple(words for first_day, words in sheet.not_yet if first_day == stage.from_day),
        tuple(check for check in sheet.checks if stage.from_day <= check.day < end),
    )


def _by_rule(found: Iterable[Row]) -> list[Group]:
    """Rows with one rule under that rule, the soonest first."""
    by_id = {row.asked.id: row for row in found}
    return [
        Group(
            start,
            tuple(by_id[name] for name in names if by_id[name].advised),
            tuple(by_id[name] for name in names if not by_id[name].advised),
        )
        for start, names in grouped((name, row.start) for name, row in by_id.items())
    ]
