"""The general knowledge with a clinic's stricter rules in it, and what differs. Nothing here can
loosen: each day is the later one of two, each urgency the higher one, and every red flag stays.

A rule on something covers all that is a kind of it, as in the general rules; so the result has no
contradictions where the general knowledge has none (a test draws random clinics to show it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from knowledge.model import Avoid, Cause, Kind, Knowledge, Remedy, Rule, Urgency
from knowledge.records.clinic import Clinic
from knowledge.records.signs import RedFlag
from knowledge.windows import NEVER, Window, wider, windows, windows_on

OWN = "own-"
"""How the ids of a clinic's own red flags begin."""


def tighten(knowledge: Knowledge, clinic: Clinic) -> Knowledge:
    """`knowledge` as it holds for the clinic's patients. `clinic` must have passed the checks.
    Checks and creators ask for the same clinic one after another, so the last answer is kept; both
    records never change."""
    if not (_LAST and _LAST[0] is knowledge and _LAST[1] is clinic):
        _LAST[:] = [knowledge, clinic, _tighten(knowledge, clinic)]
    return _LAST[2]


_LAST: list = []


def _tighten(knowledge: Knowledge, clinic: Clinic) -> Knowledge:
    if not (
        clinic.stricter.first_days
        or clinic.stricter.avoid
        or clinic.stricter.calls
        or clinic.stricter.red_flags
    ):
        return knowledge
    ends = later_ends(knowledge, clinic)
    rules = _rules(knowledge, ends)
    fresh = replace(knowledge, rules=rules)
    fresh = replace(
        fresh,
        remedies={
            name: _remedy(fresh, clinic, remedy) for name, remedy in knowledge.remedies.items()
        },
        red_flags=_red_flags(knowledge, clinic),
    )
    return replace(
        fresh, causes={name: _cause(fresh, cause) for name, cause in knowledge.causes.items()}
    )


def later_ends(knowledge: Knowledge, clinic: Clinic) -> dict[str, int]:
    """For each thing that the clinic asks to leave alone for longer, the day on which that ends;
    NEVER: a clinician says when. A remedy that starts later makes its substances wait as long."""
    ends: dict[str, int] = {}
    for avoid in clinic.stricter.avoid:
        for name in avoid.what:
            ends[name] = max(
                ends.get(name, 0), NEVER if avoid.until_day is None else avoid.until_day
            )
    for start in clinic.stricter.first_days:
        for name in knowledge.remedies[start.remedy].substances:
            ends[name] = max(ends.get(name, 0), start.first_day)
    return ends


def _rules(knowledge: Knowledge, ends: Mapping[str, int]) -> dict[str, Rule]:
    """Every window ends on the later day; a thing without a window of its own gets one, where no
    other on it is as long."""
    moved: dict[str, list[Avoid]] = {}
    for window in windows(knowledge):
        end = max((ends.get(name, 0) for name in wider(knowledge, window.what)), default=0)
        if end > _end(window.avoid):
            moved.setdefault(window.rule.id, []).append(_until(window.avoid, window.what, end))
    for name, end in ends.items():
        covering = windows_on(knowledge, name, "any")
        others = [
            *(_end(window.avoid) for window in covering),
            *(ends.get(wide, 0) for wide in wider(knowledge, name)[1:]),
        ]
        if end > max(others, default=0) and not any(window.what == name for window in covering):
            rule = (
                max(covering, key=lambda window: _end(window.avoid)).rule
                if covering
                else next(iter(knowledge.rules.values()))
            )
            moved.setdefault(rule.id, []).append(_new(covering, name, end))
    return {name: _with(rule, moved.get(name, [])) for name, rule in knowledge.rules.items()}


def _with(rule: Rule, moved: list[Avoid]) -> Rule:
    """The rule with `moved` in place of what it said on the same things. Its own windows keep their
    numbers, and so their lines."""
    gone = {(avoid.what[0], avoid.after) for avoid in moved}
    kept = [
        avoid.model_copy(
            update={"what": tuple(name for name in avoid.what if (name, avoid.after) not in gone)}
        )
        for avoid in rule.avoid
    ]
    return rule.model_copy(update={"avoid": (*kept, *moved)}) if moved else rule


def _until(avoid: Avoid, name: str, end: int) -> Avoid:
    """The same window with the clinic's own end, for which no source stands any more."""
    return avoid.model_copy(
        update={"what": (name,), "until_day": None if end == NEVER else end, "sources": ()}
    )


def _new(covering: list[Window], name: str, end: int) -> Avoid:
    """A window of the clinic's own, longer than those on what it is a kind of. It frees what the
    clinic supplied where they all do."""
    return Avoid(
        what=(name,),
        until_day=None if end == NEVER else end,
        why="The clinic asks for it.",
        unless_clinic=bool(covering) and all(window.avoid.unless_clinic for window in covering),
        healed_skin=any(window.avoid.healed_skin for window in covering),
        checked_first=any(window.avoid.checked_first for window in covering),
    )


def _remedy(knowledge: Knowledge, clinic: Clinic, remedy: Remedy) -> Remedy:
    """A remedy that starts when the clinic and every window on its substances allow it."""
    own = max(
        (start.first_day for start in clinic.stricter.first_days if start.remedy == remedy.id),
        default=0,
    )
    found = [window.avoid for name in remedy.substances for window in windows_on(knowledge, name)]
    first = max(remedy.first_day, own, _last(found, "any"))
    deep = max(first, remedy.first_day_deep or 0, _last(found, "deep_or_rf"))
    supplied = remedy.first_day_clinic
    ask = any(avoid.until_day is None for avoid in found) and not remedy.needs_clinician
    return remedy.model_copy(
        update={
            "kind": Kind.CLINICIAN_ONLY if ask else remedy.kind,
            "first_day": first,
            "first_day_deep": deep if remedy.first_day_deep is not None or deep > first else None,
            "window_sources": (
                remedy.window_sources
                if (first, deep)
                == (remedy.first_day, max(remedy.first_day, remedy.first_day_deep or 0))
                else ()
            ),
            "first_day_clinic": (
                None
                if supplied is None
                else max(
                    supplied, _last([avoid for avoid in found if not avoid.unless_clinic], "any")
                )
            ),
            "healed_skin": (
                remedy.healed_skin
                or any(avoid.healed_skin for avoid in found if avoid.after == "any")
            ),
            "checked_first": remedy.checked_first or any(avoid.checked_first for avoid in found),
        }
    )


def _last(found: list[Avoid], after: str) -> int:
    """The last day on which one of these windows ends by itself."""
    return max(
        (
            avoid.until_day
            for avoid in found
            if avoid.after == after and avoid.until_day is not None
        ),
        default=0,
    )


def _cause(knowledge: Knowledge, cause: Cause) -> Cause:
    """A cause whose own signs are more urgent now asks for no visit when it suits, and watches only
    for signs as urgent; for an emergency only clinicians' help is left."""
    urgency = knowledge.urgency_of(cause)
    return cause.model_copy(
        update={
            "visit": cause.visit and urgency is Urgency.ROUTINE,
            "watch_for": tuple(
                name
                for name in cause.watch_for
                if knowledge.red_flags[name].urgency.rank <= urgency.rank
            ),
            "remedies": tuple(
                name
                for name in cause.remedies
                if urgency is not Urgency.EMERGENCY_NOW
                or knowledge.remedies[name].kind is Kind.CLINICIAN_ONLY
            ),
        }
    )


def _red_flags(knowledge: Knowledge, clinic: Clinic) -> dict[str, RedFlag]:
    """Every general red flag, at the higher of two urgencies, then the clinic's own."""
    found = dict(knowledge.red_flags)
    for call in clinic.stricter.calls:
        if call.urgency.rank < found[call.red_flag].urgency.rank:
            found[call.red_flag] = found[call.red_flag].model_copy(
                update={"urgency": call.urgency, "action": knowledge.urgencies[call.urgency].action}
            )
    for number, extra in enumerate(clinic.stricter.red_flags, 1):
        found[f"{OWN}{number}"] = RedFlag.model_construct(
            id=f"{OWN}{number}",
            origin=clinic.origin,
            sign=knowledge.clinic_signs[extra.sign].words,
            lead="",
            short=knowledge.clinic_signs[extra.sign].words,
            look_for=(),
            conditions=(),
            is_not=None,
            urgency=extra.urgency,
            action=knowledge.urgencies[extra.urgency].action,
            why="",
            words=(),
            from_day=0,
            sources=(),
            judgement=True,
        )
    return found


def _end(avoid: Avoid) -> int:
    return NEVER if avoid.until_day is None else avoid.until_day
