"""Lists the waits after a treatment, for products, medicines and activities, each with its whole
rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from creators.wording import words as wording
from creators.wording.phrases import Phrases, phrases_of
from knowledge.model import Knowledge, Remedy
from knowledge.starts import Start, grouped, remedy_start, thing_start
from knowledge.windows import NEVER, thing, windows

Named = tuple[str, Start]


@dataclass(frozen=True)
class Wait:
    """One thing to leave alone, or several with one rule of more than a day on healed skin. `more`:
    what its rule says besides the day and healed skin."""

    names: tuple[str, ...]
    start: Start
    more: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What waits, as it begins a sentence."""
        return wording.capital(", ".join(self.names))


def waits(knowledge: Knowledge) -> dict[str, list[Wait]]:
    """Return every wait by group, in the order in which they end: products, medicines (from a
    pharmacy or a doctor) and activities. What nobody is told to start again, such as tanning, is no
    wait. Groups without one are left out."""
    phrases = phrases_of(knowledge)
    groups: dict[str, list[Named]] = {"products": [], "medicines": [], "activities": []}
    for kind, name, start in (*_things(knowledge), *_remedies(knowledge)):
        if start and not start.instead:
            groups[kind].append((name, replace(start, clinic=None)))
    return {
        name: sorted(_joined(phrases, dict(found)), key=_order)
        for name, found in groups.items()
        if found
    }


def waiting(knowledge: Knowledge) -> list[tuple[Start, tuple[str, ...]]]:
    """Return what waits, whatever its group, under its rule: the soonest first."""
    found = (wait for group in waits(knowledge).values() for wait in group)
    return grouped((name, wait.start) for wait in found for name in wait.names)


def starting(knowledge: Knowledge) -> list[Remedy]:
    """Return the advised remedies that readers can start themselves after day 0 and that no avoid
    window names, by first day."""
    named = {window.what for window in windows(knowledge)}
    found = [
        remedy
        for remedy in knowledge.remedies.values()
        if remedy.first_day
        and not remedy.not_advised
        and not remedy.needs_clinician
        and not named & set(remedy.substances)
    ]
    return sorted(found, key=lambda remedy: (remedy.first_day, remedy.title.lower()))


def _things(knowledge: Knowledge) -> Iterator[tuple[str, str, Start | None]]:
    for name in dict.fromkeys(window.what for window in windows(knowledge)):
        what = thing(knowledge, name)
        if name in knowledge.activities:
            kind = "activities"
        else:
            kind = "products" if what.supply == "anyone" else "medicines"
        yield kind, what.name, thing_start(knowledge, name)


def _remedies(knowledge: Knowledge) -> Iterator[tuple[str, str, Start]]:
    for remedy in starting(knowledge):
        kind = "medicines" if remedy.needs_advice else "products"
        yield kind, wording.lower_first(remedy.title), remedy_start(knowledge, remedy)


def _joined(phrases: Phrases, found: dict[str, Start]) -> Iterator[Wait]:
    """Yield each thing by itself, but for those with more to their rule: they share its
    sentences."""
    longer = [(name, start) for name, start in found.items() if start.has_more]
    for name, start in found.items():
        if not start.has_more:
            yield _wait(phrases, (name,), start)
    for start, names in grouped(longer):
        yield _wait(phrases, names, start)


def _wait(phrases: Phrases, names: tuple[str, ...], start: Start) -> Wait:
    return Wait(names, start, tuple(words for words, _ in phrases.rule(start, leave=True).more))


def _order(wait: Wait) -> tuple:
    return (
        NEVER if wait.start.day is None else wait.start.day,
        wait.start.has_more,
        wait.name.lower(),
    )
