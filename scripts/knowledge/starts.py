"""Works out from which day something may be used or done, with every condition of that day.

A first day never travels alone: a view gets a `Start`, and creators.wording prints it whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from knowledge.model import Kind, Knowledge, Remedy, Rule, Substance, once
from knowledge.windows import NEVER, Window, end_of, thing, wider, windows_on


@dataclass(frozen=True)
class Start:
    """A first day and all that has to be true on it. `day` is None where only a clinician decides.

    `deep` is a later day after deep or RF needling, `clinic` an earlier one for what the clinic
    supplied for needled skin, `last` the last day. `checked`: bumps that are still there are looked
    at first. `never` are warnings to people who must not use it on any day, `ask` says to ask a
    pharmacist or doctor first. `instead` says what to do all through the wait, where nobody is told
    to start again. `sourced`: a source says so.
    """

    day: int | None
    deep: int | None = None
    clinic: int | None = None
    last: int | None = None
    healed: bool = False
    checked: bool = False
    never: tuple[str, ...] = ()
    ask: bool = False
    instead: str = ""
    sourced: bool = True

    @property
    def is_bare(self) -> bool:
        """Whether the day alone is the whole rule for everyone whose treatment was not deep."""
        return not (self.healed or self.has_more)

    @property
    def has_more(self) -> bool:
        """Whether there is more to the rule than a day on healed skin."""
        return self.deep is not None or self.checked or bool(self.never)

    def days(self) -> set[int]:
        """Return the days on which it starts; none where nobody starts it (`instead`)."""
        return set() if self.instead else {day for day in (self.day, self.deep) if day is not None}

    def after(self, deep: bool) -> Self:
        """Return the rule for someone whose treatment is known to have been deep, or not to. The
        earlier day of what a clinic supplied is not one for deep needling."""
        if self.deep is None:
            return self
        if deep and self.day is not None:
            return replace(self, day=self.deep, deep=None, clinic=None)
        return replace(self, deep=None)


def remedy_start(knowledge: Knowledge, remedy: Remedy, cause: str = "") -> Start:
    """Return the whole rule for a remedy, or for its use against one cause."""
    day = None if remedy.needs_clinician else remedy.first_day
    deep = remedy.first_day_deep if remedy.first_day_deep != day and day is not None else None
    return Start(
        day=day,
        deep=deep,
        clinic=remedy.first_day_clinic if day is not None else None,
        last=None if cause in remedy.any_day_with else remedy.last_day,
        healed=remedy.healed_skin,
        checked=remedy.checked_first,
        never=_warnings(knowledge, groups_of(knowledge, remedy)),
        ask=remedy.kind is Kind.MEDICINE,
        sourced=bool(remedy.window_sources),
    )


def thing_start(knowledge: Knowledge, name: str) -> Start | None:
    """Return the whole rule for a substance or activity; None where nobody has to wait for it."""
    return _thing_starts(knowledge).get(name)


@once
def _thing_starts(knowledge: Knowledge) -> dict[str, Start]:
    names = (*knowledge.substances, *knowledge.activities)
    found = {name: windows_on(knowledge, name) for name in names}
    return {name: _start(knowledge, name, those) for name, those in found.items() if those}


def window_start(knowledge: Knowledge, window: Window) -> Start:
    """Return the whole rule for what a window is about, for deep needling alone where it is."""
    whole = _start(knowledge, window.what, windows_on(knowledge, window.what))
    return whole.after(deep=True) if window.avoid.after == "deep_or_rf" else whole


def named_start(knowledge: Knowledge, name: str) -> Start | None:
    """Return the whole rule for a remedy, or else a substance or activity."""
    remedy = knowledge.remedies.get(name)
    return remedy_start(knowledge, remedy) if remedy else thing_start(knowledge, name)


def avoid_starts(knowledge: Knowledge, rule: Rule) -> Iterator[tuple[int, Start, tuple[str, ...]]]:
    """Yield the windows of a rule as (its number, the whole rule, names of things): things that
    have other conditions than the rest of their window come apart."""
    for number, avoid in enumerate(rule.avoid):
        items = [
            (found.name, window_start(knowledge, Window(name, rule, number, avoid)))
            for name in avoid.what
            if (found := thing(knowledge, name))
        ]
        for start, names in grouped(items):
            yield number, start, names


def grouped(items: Iterable[tuple[str, Start]]) -> list[tuple[Start, tuple[str, ...]]]:
    """Return items with one rule under that rule, the soonest first. Warnings name whom and what
    they are for, so that a group has those of all its items."""
    groups: dict[Start, list[tuple[str, Start]]] = {}
    for name, start in items:
        groups.setdefault(_alike(start), []).append((name, start))
    found = [(_joined(found), tuple(name for name, _ in found)) for found in groups.values()]
    return sorted(found, key=lambda group: _order(group[0]))


def same_rule(one: Start, other: Start) -> bool:
    """Return whether two rules have the same days and conditions, whatever they warn of."""
    return _alike(one) == _alike(other)


def groups_of(knowledge: Knowledge, remedy: Remedy) -> list[str]:
    """Return ids of the groups that must not use `remedy`, its substances or wider ones."""
    chain = [name for substance in remedy.substances for name in wider(knowledge, substance)]
    return list(dict.fromkeys([*_groups_of_things(knowledge, chain), *remedy.not_for]))


def _start(knowledge: Knowledge, name: str, found: list[Window]) -> Start:
    general = [window for window in found if window.avoid.after == "any"]
    end = max(map(end_of, general), default=0)
    bound = max((end_of(one) for one in general if not one.avoid.unless_clinic), default=0)
    last = max(found, key=end_of)
    own = max(general, key=end_of) if general else last
    record = thing(knowledge, name)
    return Start(
        day=None if end == NEVER else end,
        deep=end_of(last) if end < end_of(last) < NEVER else None,
        clinic=bound if bound < end < NEVER else None,
        healed=any(window.avoid.healed_skin for window in found),
        checked=any(window.avoid.checked_first for window in found),
        never=_warnings(knowledge, _groups_of_things(knowledge, wider(knowledge, name))),
        ask=end < NEVER and isinstance(record, Substance) and record.supply == "pharmacy",
        instead=getattr(record, "instead", None) or "",
        sourced=bool(own.avoid.sources),
    )


def _groups_of_things(knowledge: Knowledge, names: Iterable[str]) -> list[str]:
    substances = [knowledge.substances[name] for name in names if name in knowledge.substances]
    return [group for substance in substances for group in substance.not_for]


def _warnings(knowledge: Knowledge, groups: Iterable[str]) -> tuple[str, ...]:
    records = [knowledge.groups[name] for name in groups if name in knowledge.groups]
    return tuple(dict.fromkeys(record.never for record in records if record.never))


def _alike(start: Start) -> Start:
    return replace(start, never=(), ask=start.ask and not start.has_more, sourced=True)


def _joined(found: list[tuple[str, Start]]) -> Start:
    starts = [start for _, start in found]
    never = dict.fromkeys(line for start in starts for line in start.never)
    return replace(
        starts[0],
        never=tuple(never),
        ask=any(start.ask for start in starts),
        sourced=all(start.sourced for start in starts),
    )


def _order(start: Start) -> tuple:
    return (
        NEVER if start.day is None else start.day,
        start.last is not None,
        start.has_more,
        start.healed,
        start.clinic is not None,
    )
