"""The general knowledge with a clinic's stricter rules in it, and what differs. Nothing here can loosen: each day is the later one
of two, each urgency the higher one, and every red flag stays.

A rule on something covers all that is a kind of it, as in the general rules; so the result has no contradictions where the
general knowledge has none (a test draws random clinics to show it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from knowledge.clinic import Clinic
from knowledge.entries import RedFlag
from knowledge.model import Avoid, Kind, Knowledge, Remedy, Rule
from knowledge.windows import NEVER, Window, wider, windows, windows_on

OWN = "own-"
"""How the ids of a clinic's own red flags begin."""


def tighten(knowledge: Knowledge, clinic: Clinic) -> Knowledge:
    """`knowledge` as it holds for the clinic's patients. `clinic` must have passed the checks."""
    if not (clinic.stricter.first_days or clinic.stricter.avoid or clinic.stricter.calls or clinic.stricter.red_flags):
        return knowledge
    ends = later_ends(knowledge, clinic)
    rules = _rules(knowledge, ends)
    fresh = replace(knowledge, rules=rules)
    return replace(fresh, remedies={name: _remedy(fresh, clinic, remedy) for name, remedy in knowledge.remedies.items()},
                   red_flags=_red_flags(knowledge, clinic))


def later_ends(knowledge: Knowledge, clinic: Clinic) -> dict[str, int]:
    """For each thing that the clinic asks to leave alone for longer, the day on which that ends; NEVER: a clinician says when.
    A remedy that starts later makes its substances wait as long."""
    ends: dict[str, int] = {}
    for avoid in clinic.stricter.avoid:
        for name in avoid.what:
            ends[name] = max(ends.get(name, 0), NEVER if avoid.until_day is None else avoid.until_day)
    for start in clinic.stricter.first_days:
        for name in knowledge.remedies[start.remedy].substances:
            ends[name] = max(ends.get(name, 0), start.first_day)
    return ends


def _rules(knowledge: Knowledge, ends: Mapping[str, int]) -> dict[str, Rule]:
    """Every window ends on the later day; a thing without a window of its own gets one, in the rule that covers it."""
    moved: dict[str, list[Avoid]] = {}
    for window in windows(knowledge):
        end = max((ends.get(name, 0) for name in wider(knowledge, window.what)), default=0)
        if end > _end(window.avoid):
            moved.setdefault(window.rule.id, []).append(_until(window.avoid, window.what, end))
    for name, end in ends.items():
        own = [window for window in windows(knowledge) if window.what == name]
        if not own:
            covering = windows_on(knowledge, name)
            rule = max(covering, key=lambda window: _end(window.avoid)).rule if covering else next(iter(knowledge.rules.values()))
            moved.setdefault(rule.id, []).append(_new(covering, name, end))
    return {name: _with(rule, moved.get(name, [])) for name, rule in knowledge.rules.items()}


def _with(rule: Rule, moved: list[Avoid]) -> Rule:
    """The rule with `moved` in place of what it said on the same things. Its own windows keep their numbers, and so their lines."""
    gone = {(avoid.what[0], avoid.after) for avoid in moved}
    kept = [avoid.model_copy(update={"what": tuple(name for name in avoid.what if (name, avoid.after) not in gone)}) for avoid in rule.avoid]
    return rule.model_copy(update={"avoid": (*kept, *moved)}) if moved else rule


def _until(avoid: Avoid, name: str, end: int) -> Avoid:
    return avoid.model_copy(update={"what": (name,), "until_day": None if end == NEVER else end})


def _new(covering: list[Window], name: str, end: int) -> Avoid:
    """A window of the clinic's own, no looser than those on what it is a kind of."""
    end = max([end, *(_end(window.avoid) for window in covering if window.avoid.after == "any")])
    return Avoid(what=(name,), until_day=None if end == NEVER else end, why="The clinic asks for it.",
                 healed_skin=any(window.avoid.healed_skin for window in covering))


def _remedy(knowledge: Knowledge, clinic: Clinic, remedy: Remedy) -> Remedy:
    """A remedy that starts when the clinic and every window on its substances allow it."""
    own = max((start.first_day for start in clinic.stricter.first_days if start.remedy == remedy.id), default=0)
    found = [window.avoid for name in remedy.substances for window in windows_on(knowledge, name)]
    if any(avoid.until_day is None for avoid in found) and not remedy.needs_clinician:
        return remedy.model_copy(update={"kind": Kind.CLINICIAN_ONLY})
    ends = {after: max([own, *(_end(avoid) for avoid in found if avoid.after == after and avoid.until_day is not None)]) for after in ("any", "deep_or_rf")}
    first = max(remedy.first_day, ends["any"])
    deep = max(first, remedy.first_day_deep or 0, ends["deep_or_rf"])
    return remedy.model_copy(update={
        "first_day": first, "first_day_deep": deep if remedy.first_day_deep is not None or deep > first else None,
        "first_day_clinic": None if remedy.first_day_clinic is None else max(remedy.first_day_clinic, own),
        "healed_skin": remedy.healed_skin or any(avoid.healed_skin for avoid in found if avoid.after == "any")})


def _red_flags(knowledge: Knowledge, clinic: Clinic) -> dict[str, RedFlag]:
    """Every general red flag, at the higher of two urgencies, then the clinic's own."""
    calls = {call.red_flag: call.urgency for call in clinic.stricter.calls}
    found = dict(knowledge.red_flags)
    for name, urgency in calls.items():
        if urgency.rank < found[name].urgency.rank:
            found[name] = found[name].model_copy(update={"urgency": urgency, "action": knowledge.urgencies[urgency].action})
    for number, extra in enumerate(clinic.stricter.red_flags, 1):
        found[f"{OWN}{number}"] = RedFlag.model_construct(
            id=f"{OWN}{number}", origin=clinic.origin, sign=extra.sign, short=extra.sign, urgency=extra.urgency,
            action=knowledge.urgencies[extra.urgency].action, why="", words=(), from_day=0, sources=(), judgement=True)
    return found


def _end(avoid: Avoid) -> int:
    return NEVER if avoid.until_day is None else avoid.until_day
