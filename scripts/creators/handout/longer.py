"""What waits longer at a clinic than in general, for the column "Not yet" of each stretch of days:
its lines in docs/_data/handout.yml were written for the general waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from creators.handout.sheet import BEGINS, Group, NotYet
from creators.wording import words as wording
from creators.wording.phrases import Phrases, phrases_of
from knowledge.model import Knowledge
from knowledge.starts import Start, grouped, thing_start
from knowledge.windows import NEVER, thing, wider, windows


@dataclass(frozen=True)
class Longer:
    """Something that waits until the day `end` at a clinic, after the day `general` that it waits
    until in general; `start` is its whole rule there."""

    what: str
    name: str
    start: Start
    general: int

    @property
    def end(self) -> int:
        """The day on which its wait ends; NEVER where a clinician says so."""
        return _end(self.start)


def create_longer(general: Knowledge, strict: Knowledge, deep: bool | None) -> tuple[NotYet, ...]:
    """Return, for each stretch of days, what waits in it at a clinic and in general does not, or
    not all through it. `deep`: whether the clinic's needling is, where that is known."""
    found = list(_longer(general, strict, deep))
    stretches = pairwise((*BEGINS, NEVER))
    made = (_stretch(strict, found, first, end) for first, end in stretches)
    return tuple(one for one in made if one.names or one.groups)


def known(start: Start, deep: bool | None) -> Start:
    """Return the rule of someone whose treatment was deep or was not; both where that is not known
    (None). A sheet has no room for the earlier day of what a clinic supplied: the clinic says it
    itself."""
    found = start if deep is None else start.after(deep)
    return found if found.clinic is None else replace(found, clinic=None)


def _longer(general: Knowledge, strict: Knowledge, deep: bool | None) -> Iterator[Longer]:
    """Yield what waits longer. What only a whole wait has (stay in the shade) says how long in the
    column "Do"."""
    for name in dict.fromkeys(window.what for window in windows(strict)):
        start, before = known(thing_start(strict, name), deep), thing_start(general, name)
        usual = _end(before) if before else 0
        if _end(start) > usual and not start.instead:
            yield Longer(name, thing(strict, name).name, start, usual)


def _stretch(knowledge: Knowledge, found: list[Longer], first: int, end: int) -> NotYet:
    """What waits all through a stretch is named, as the others there are. What ends inside has its
    whole rule, as no day stands without its conditions. The last stretch has no end to wait for; it
    leaves what has to be checked first, such as acids, to the chart: "From day 7" is above it."""
    lines = [one for one in knowledge.handout.values() if one.part == "not-yet"]
    listed = {name for line in lines if line.from_day == first for name in line.what}
    here = {one.what: one for one in found if one.general < end and one.end > first}
    new = [one for one in here.values() if not _is_said(knowledge, one, listed, here)]
    if end == NEVER:
        new = [one for one in new if not one.start.checked]
    whole = [one for one in new if one.end >= end or end == NEVER]
    parts = [(one.name, one.start) for one in new if one not in whole]
    phrases = phrases_of(knowledge)
    groups = (_group(phrases, start, names) for start, names in grouped(parts))
    sourced = all(one.start.sourced for one in whole)
    return NotYet(first, _marked([one.name for one in whole], sourced), tuple(groups))


def _is_said(knowledge: Knowledge, one: Longer, listed: set[str], here: dict[str, Longer]) -> bool:
    """Whether a stretch names it already, or something that it is a kind of and that waits as
    long."""
    kinds = wider(knowledge, one.what)
    longer = (here[name].end for name in kinds[1:] if name in here)
    return not listed.isdisjoint(kinds) or one.end in longer


def _marked(names: Sequence[str], sourced: bool) -> tuple[str, ...]:
    """Return names in a row, with one open mark behind the last where any has no source."""
    return (*names[:-1], *(wording.open_marked(name, sourced) for name in names[-1:]))


def _group(phrases: Phrases, start: Start, names: Sequence[str]) -> Group:
    rule = phrases.rule(start, leave=True)
    return Group(start, _marked(names, start.sourced), rule, leave=True)


def _end(start: Start) -> int:
    return NEVER if start.day is None else start.day
