"""What to leave alone after a treatment and what to start, as one list of waits: from avoid windows and remedies' first days."""

from __future__ import annotations

from dataclasses import dataclass

from creators import wording
from knowledge.model import Knowledge, Remedy
from knowledge.windows import NEVER, thing, windows


@dataclass(frozen=True)
class Wait:
    """Something to leave alone from the day `start` up to, not including, the day `end`; None: until a clinician says so.

    `healed`: on that day the skin has to be healed as well.
    """

    name: str
    start: int
    end: int | None
    healed: bool


def waits(knowledge: Knowledge) -> dict[str, list[Wait]]:
    """Every wait by group, in the order in which they end: products, medicines (from a pharmacy or a doctor), deep (only after
    deep or RF needling) and activities. Groups without one are left out."""
    groups: dict[str, list[Wait]] = {"products": [], "medicines": [], "deep": [], "activities": []}
    for window in windows(knowledge):
        avoid, what = window.avoid, thing(knowledge, window.what)
        kind = "activities" if window.what in knowledge.activities else "products" if what.supply == "anyone" else "medicines"
        groups["deep" if avoid.after == "deep_or_rf" else kind].append(
            Wait(wording.capital(what.name), avoid.from_day, avoid.until_day, avoid.healed_skin))
    for remedy in starting(knowledge):
        kind = "medicines" if wording.ask_first(remedy) else "products"
        groups[kind].append(Wait(remedy.title, 0, remedy.first_day, remedy.healed_skin))
        if remedy.first_day_deep is not None:
            groups["deep"].append(Wait(remedy.title, 0, remedy.first_day_deep, remedy.healed_skin))
    return {name: sorted(set(found), key=_order) for name, found in groups.items() if found}


def starting(knowledge: Knowledge) -> list[Remedy]:
    """The advised remedies that readers can start themselves after day 0 and that no avoid window names, by first day."""
    named = {window.what for window in windows(knowledge)}
    found = [remedy for remedy in knowledge.remedies.values() if remedy.first_day and not remedy.not_advised
             and not remedy.needs_clinician and not named & set(remedy.substances)]
    return sorted(found, key=lambda remedy: (remedy.first_day, remedy.title.lower()))


def _order(wait: Wait) -> tuple:
    return (NEVER if wait.end is None else wait.end, wait.name.lower(), wait.start)
