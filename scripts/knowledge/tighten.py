"""The general knowledge with a clinic's stricter rules in it, and what differs. Nothing here can
loosen: each day is the later one of two, each urgency the higher one, and every red flag stays.

A rule on something covers all that is a kind of it, as in the general rules; so the result has no
contradictions where the general knowledge has none (a test draws random clinics to show it).
"""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.model import Avoid, Cause, Kind, Knowledge, Remedy, Rule, Urgency, once
from knowledge.records.clinic import Clinic
from knowledge.records.signs import RedFlag, UrgencyLevel
from knowledge.windows import NEVER, Window, end_of, wider, windows, windows_on

OWN = "own-"
"""How the ids of a clinic's own red flags begin."""


def tighten(knowledge: Knowledge, clinic: Clinic) -> Knowledge:
    """Return `knowledge` as it holds for the clinic's patients. `clinic` must have passed the
    checks. The last answer is kept, as checks and creators ask for the same clinic."""
    kept = _kept(knowledge)
    if not kept or kept[0] is not clinic:
        kept[:] = clinic, _tighten(knowledge, clinic)
    return kept[1]


@once
def _kept(knowledge: Knowledge) -> list:
    """Return the last clinic and the answer for it; nothing before the first."""
    return []


def _tighten(knowledge: Knowledge, clinic: Clinic) -> Knowledge:
    asked = clinic.stricter
    if not (asked.first_days or asked.avoid or asked.calls or asked.red_flags):
        return knowledge
    fresh = replace(knowledge, rules=_rules(knowledge, later_ends(knowledge, clinic)))
    remedies = {name: _remedy(fresh, clinic, one) for name, one in knowledge.remedies.items()}
    fresh = replace(fresh, remedies=remedies, red_flags=_red_flags(knowledge, clinic))
    causes = {name: _cause(fresh, cause) for name, cause in knowledge.causes.items()}
    levels = {name: _level(fresh, level) for name, level in knowledge.urgencies.items()}
    return replace(fresh, causes=causes, urgencies=levels)


def later_ends(knowledge: Knowledge, clinic: Clinic) -> dict[str, int]:
    """For each thing that the clinic asks to leave alone for longer, the day on which that ends;
    NEVER: a clinician says when. A remedy that starts later makes its substances wait as long."""
    ends: dict[str, int] = {}
    for avoid in clinic.stricter.avoid:
        for name in avoid.what:
            ends[name] = max(ends.get(name, 0), end_of(avoid))
    for start in clinic.stricter.first_days:
        for name in knowledge.remedies[start.remedy].substances:
            ends[name] = max(ends.get(name, 0), start.first_day)
    return ends


def _rules(knowledge: Knowledge, ends: Mapping[str, int]) -> dict[str, Rule]:
    """Every window ends on the later day; a thing gets one where no other is as long."""
    moved: dict[str, list[Avoid]] = {}
    for window in windows(knowledge):
        end = max((ends.get(name, 0) for name in wider(knowledge, window.what)), default=0)
        if end > end_of(window):
            # the same window with the clinic's own end, for which no source stands any more
            own = {"what": (window.what,), "until_day": _day(end), "sources": ()}
            moved.setdefault(window.rule.id, []).append(window.avoid.model_copy(update=own))
    for name, end in ends.items():
        covering = windows_on(knowledge, name, "any")
        others = [
            *(end_of(window) for window in covering),
            *(ends.get(wide, 0) for wide in wider(knowledge, name)[1:]),
        ]
        if end > max(others, default=0) and not any(window.what == name for window in covering):
            rule = (
                max(covering, key=lambda window: end_of(window)).rule
                if covering
                else next(iter(knowledge.rules.values()))
            )
            moved.setdefault(rule.id, []).append(_new(covering, name, end))
    return {name: _with(rule, moved.get(name, [])) for name, rule in knowledge.rules.items()}


def _with(rule: Rule, moved: list[Avoid]) -> Rule:
    """Return the rule with `moved` in place of its own; the rest keep their numbers and lines."""
    gone = {(avoid.what[0], avoid.after) for avoid in moved}
    kept = [
        avoid.model_copy(
            update={"what": tuple(name for name in avoid.what if (name, avoid.after) not in gone)}
        )
        for avoid in rule.avoid
    ]
    return rule.model_copy(update={"avoid": (*kept, *moved)}) if moved else rule


def _day(end: int) -> int | None:
    return None if end == NEVER else end


def _new(covering: list[Window], name: str, end: int) -> Avoid:
    """Return a window of the clinic's own, longer than those on what it is a kind of. It frees what
    the clinic supplied where they all do."""
    return Avoid(
        what=(name,),
        until_day=_day(end),
        why="The clinic asks for it.",
        unless_clinic=bool(covering) and all(window.avoid.unless_clinic for window in covering),
        healed_skin=any(window.avoid.healed_skin for window in covering),
        checked_first=any(window.avoid.checked_first for window in covering),
    )


def _remedy(knowledge: Knowledge, clinic: Clinic, remedy: Remedy) -> Remedy:
    """Return a remedy that starts when the clinic and every window on its substances allow it."""
    starts = clinic.stricter.first_days
    own = max((start.first_day for start in starts if start.remedy == remedy.id), default=0)
    found = [window.avoid for name in remedy.substances for window in windows_on(knowledge, name)]
    first = max(remedy.first_day, own, _last(found, "any"))
    deep = max(first, remedy.first_day_deep or 0, _last(found, "deep_or_rf"))
    as_before = (remedy.first_day, max(remedy.first_day, remedy.first_day_deep or 0))
    bound = _last([avoid for avoid in found if not avoid.unless_clinic], "any")
    supplied = remedy.first_day_clinic
    ask = any(avoid.until_day is None for avoid in found) and not remedy.needs_clinician
    heals = any(avoid.healed_skin for avoid in found if avoid.after == "any")
    return remedy.model_copy(
        update={
            "kind": Kind.CLINICIAN_ONLY if ask else remedy.kind,
            "first_day": first,
            "first_day_deep": deep if remedy.first_day_deep is not None or deep > first else None,
            "window_sources": remedy.window_sources if (first, deep) == as_before else (),
            "first_day_clinic": None if supplied is None else max(supplied, bound),
            "healed_skin": remedy.healed_skin or heals,
            "checked_first": remedy.checked_first or any(avoid.checked_first for avoid in found),
        }
    )


def _last(found: list[Avoid], after: str) -> int:
    """Return the last day on which one of these windows ends by itself."""
    days = (avoid.until_day for avoid in found if avoid.after == after)
    return max((day for day in days if day is not None), default=0)


def _cause(knowledge: Knowledge, cause: Cause) -> Cause:
    """A cause whose own signs are more urgent now asks for no visit when it suits, and watches only
    for signs as urgent; for an emergency only clinicians' help is left."""
    urgency = knowledge.urgency_of(cause)
    flags, remedies = knowledge.red_flags, knowledge.remedies
    watch_for = [name for name in cause.watch_for if flags[name].urgency.rank <= urgency.rank]
    listed = list(cause.remedies)
    if urgency is Urgency.EMERGENCY_NOW:
        listed = [name for name in listed if remedies[name].kind is Kind.CLINICIAN_ONLY]
    visit = cause.visit and urgency is Urgency.ROUTINE
    return cause.model_copy(
        update={"visit": visit, "watch_for": tuple(watch_for), "remedies": tuple(listed)}
    )


def _level(knowledge: Knowledge, level: UrgencyLevel) -> UrgencyLevel:
    """A level without what it says of a sign that is more urgent now: a reader whose clinic wants
    them seen today must not be told elsewhere that they may wait."""
    flag = knowledge.red_flags.get(level.also_for or "")
    gone = flag is not None and flag.urgency is not level.id
    return level.model_copy(update={"also": None, "also_for": None}) if gone else level


def _red_flags(knowledge: Knowledge, clinic: Clinic) -> dict[str, RedFlag]:
    """Return every general red flag, at the higher of two urgencies, then the clinic's own."""
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
            urgency=extra.urgency,
            action=knowledge.urgencies[extra.urgency].action,
            why="",
            words=(),
            sources=(),
            judgement=True,
        )
    return found
