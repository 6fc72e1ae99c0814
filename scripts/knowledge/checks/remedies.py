"""A remedy agrees with the rules on what it holds, with its causes and with its own sources."""

from collections.abc import Iterator
from itertools import combinations

from knowledge.model import Kind, Knowledge, Remedy, Strength
from knowledge.problems import Problem, at, place, quote
from knowledge.windows import Window, end_of, thing, windows_on


def check_remedy_windows(knowledge: Knowledge) -> Iterator[Problem]:
    """A remedy is never looser than the rules on its substances, or wider ones: it starts no
    earlier than they end, has their conditions, and is for clinicians where they leave it to them;
    what the clinic supplied has an earlier day only where they exempt it."""
    for remedy in knowledge.remedies.values():
        for window in (one for name in remedy.substances for one in windows_on(knowledge, name)):
            yield from _starts_early(knowledge, remedy, window)
            if window.avoid.until_day is None and remedy.kind is not Kind.CLINICIAN_ONLY:
                expected = f"clinician_only, as {window.place} says to ask a clinician first"
                do = f"write kind: clinician_only or correct {window.place}"
                yield at(remedy, "kind", expected, quote(remedy.kind.value), do)
            for name in ("healed_skin", "checked_first") if window.avoid.after == "any" else ():
                if getattr(window.avoid, name) and not getattr(remedy, name):
                    do = f"write {name}: true or correct {window.place}"
                    yield at(remedy, name, f"true, as in {window.place}", "false", do)


def _starts_early(knowledge: Knowledge, remedy: Remedy, window: Window) -> Iterator[Problem]:
    deep = window.avoid.after == "deep_or_rf"
    name = "first_day_deep" if deep and remedy.first_day_deep is not None else "first_day"
    until, start, supplied = window.until_day, getattr(remedy, name), remedy.first_day_clinic
    if until is not None and start < until:
        expected = (
            f"day {until} or later, as in {window.place} ({thing(knowledge, window.what).name})"
        )
        do = f"write {name}: {until} or correct {window.place}"
        yield at(remedy, name, expected, f"day {start}", do)
    exempt = deep or window.avoid.unless_clinic or supplied is None
    if not exempt and supplied < end_of(window):
        expected = f"no earlier day than {window.place} allows"
        do = f"remove first_day_clinic, or write unless_clinic: true in {window.place}"
        yield at(remedy, "first_day_clinic", expected, f"day {supplied}", do)


def check_remedy_days_in_order(knowledge: Knowledge) -> Iterator[Problem]:
    """A remedy's days run forward: the clinic's, the first, the first after deep, the last."""
    names = ("first_day_clinic", "first_day", "first_day_deep", "last_day")
    for remedy in knowledge.remedies.values():
        for early, late in combinations(names, 2):
            first, second = getattr(remedy, early), getattr(remedy, late)
            if first is not None and second is not None and first > second:
                says = f"{early} on line {remedy.origin.line(early)} says"
                expected = f"day {first} or later, as {says}"
                yield at(remedy, late, expected, f"day {second}", f"correct {early} or {late}")


_KINDS = {
    "anyone": tuple(Kind),
    "pharmacy": (Kind.MEDICINE, Kind.CLINICIAN_ONLY),
    "prescription": (Kind.CLINICIAN_ONLY,),
}
"""What a remedy may be whose substance has this supply."""


def check_supply(knowledge: Knowledge) -> Iterator[Problem]:
    """A medicine is no self-care and no product, and a prescription needs a clinician."""
    for remedy in knowledge.remedies.values():
        for name in remedy.substances:
            substance = knowledge.substances.get(name)
            if substance and remedy.kind not in _KINDS[substance.supply]:
                where = place(substance, "supply")
                kinds = " or ".join(sorted(kind.value for kind in _KINDS[substance.supply]))
                expected = f"{kinds}, as {substance.id} is {substance.supply} supply ({where})"
                got = quote(remedy.kind.value)
                yield at(remedy, "kind", expected, got, f"write another kind or correct {where}")


def check_strength(knowledge: Knowledge) -> Iterator[Problem]:
    """A strength of evidence has sources that can carry it: good needs grade A or B, small studies
    A, B or C. What has a substance has a strength; seeing a clinician has none, as a weak one would
    talk a reader out of going."""
    for remedy in knowledge.remedies.values():
        if remedy.substances and not remedy.strength:
            expected = "a strength of evidence for what has a substance"
            yield at(remedy, "strength", expected, "none", "add strength:")
        if remedy.strength and remedy.kind is Kind.CLINICIAN_ONLY and not remedy.substances:
            got = quote(remedy.strength.level.value)
            expected = "none: this is help from a clinician"
            yield at(remedy, "strength", expected, got, "remove strength:")
        if remedy.strength:
            level, names = remedy.strength.level, remedy.strength.sources
            sources = [knowledge.sources[name] for name in names if name in knowledge.sources]
            wanted = _CARRIES.get(level, "")
            if wanted and not {source.grade for source in sources} & set(wanted):
                have = ", ".join(
                    f"{one.id} (grade {one.grade}, {place(one, 'grade')})" for one in sources
                )
                expected = f"a source of grade {' or '.join(wanted)} for {level.value}"
                do = "name a better source or a lower strength"
                yield at(remedy, ("strength", "level"), expected, have or "no source", do)


_CARRIES = {Strength.GOOD: "AB", Strength.SMALL_STUDIES: "ABC", Strength.CLINICS_DO_THIS: "ABCD"}
"""The grades of source of which each strength needs one at least."""
