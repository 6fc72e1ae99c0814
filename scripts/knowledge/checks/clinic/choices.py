"""What a clinic chooses: lines with their slots filled in, and signs, never milder than ours."""

from collections.abc import Iterator
from functools import cache

from knowledge.model import ClinicSign, Knowledge, RedFlag, Urgency
from knowledge.problems import Problem, at, did_you_mean, place, quote
from knowledge.records.choices import LONGEST_SPAN
from knowledge.records.clinic import Clinic
from knowledge.tighten import tighten


def check_lines(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A line has the slots of its words, dates in order and at most a year apart, a known language,
    and stands once."""
    for number, chosen in enumerate(clinic.lines):
        line, given = knowledge.clinic_lines[chosen.line], chosen.slots()
        words = f"{quote(line.words)} in {place(line, 'words')}"
        for slot in (slot for slot in line.slots if slot not in given):
            expected = f"{slot}, as in {words}"
            yield at(clinic, ("lines", number), expected, "none", f"write {slot}: into the entry")
        for slot in (slot for slot in given if slot not in line.slots):
            expected = f"only the slots of {words}"
            yield at(clinic, ("lines", number, slot), expected, slot, f"remove {slot}")
        first, last = given.get("from"), given.get("to")
        if first and last and last <= first:
            keys = ("lines", number, "to")
            yield at(clinic, keys, f"a day after {first}", quote(last), "correct it")
        elif first and last and (last - first).days > LONGEST_SPAN:
            keys, expected = ("lines", number, "to"), f"a day within {LONGEST_SPAN} of {first}"
            yield at(clinic, keys, expected, quote(last), "correct the year")
        if chosen.language and chosen.language not in languages():
            got, do = quote(chosen.language), did_you_mean(chosen.language, languages())
            keys = ("lines", number, "language")
            yield at(clinic, keys, "the English name of a language", got, do)
        if chosen in clinic.lines[:number]:
            where = place(clinic, "lines", clinic.lines.index(chosen))
            expected, do = f"a line once ({where})", "remove one of the two"
            yield at(clinic, ("lines", number), expected, quote(chosen.line), do)


def check_doubles(_: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A remedy, a sign or a thing to leave alone has one entry: of two days or levels, nobody knows
    which one the clinic means."""
    asked = clinic.stricter
    named = {
        "first_days": [(start.remedy,) for start in asked.first_days],
        "avoid": [avoid.what for avoid in asked.avoid],
        "calls": [(call.red_flag,) for call in asked.calls],
    }
    for name, entries in named.items():
        seen: dict[str, int] = {}
        for number, ids in enumerate(entries):
            keys = ("stricter", name, number)
            for one in (one for one in dict.fromkeys(ids) if one in seen):
                expected = f"one entry for {one} ({clinic.origin.path}:{seen[one]})"
                yield at(clinic, keys, expected, "a second one", "remove one of the two")
            seen |= {one: clinic.origin.line(*keys) for one in ids if one not in seen}


def check_calls(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A red flag is as urgent as in general, or more."""
    for number, call in enumerate(clinic.stricter.calls):
        flag = knowledge.red_flags[call.red_flag]
        if call.urgency.rank > flag.urgency.rank:
            level, where = flag.urgency.value, place(flag, "urgency")
            keys = ("stricter", "calls", number, "urgency")
            expected = f"{level} or more urgent, as {flag.id} is in {where}"
            do = f"write urgency: {level} or a higher one"
            yield at(clinic, keys, expected, quote(call.urgency.value), do)


def check_own_signs(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A sign of the clinic's own stands once, and is as urgent as it has to be, and as each red
    flag that its words touch, which the clinic may have made more urgent."""
    seen: dict[str, int] = {}
    strict = tighten(knowledge, clinic)
    for number, own in enumerate(clinic.stricter.red_flags):
        keys = ("stricter", "red_flags", number)
        sign = knowledge.clinic_signs[own.sign]
        floors = [sign, *(strict.red_flags[name] for name in sign.like)]
        least, where = min(map(_level, floors), key=lambda floor: floor[0].rank)
        if own.urgency.rank > least.rank:
            expected = f"{least.value} or more urgent for {sign.id}, as in {where}"
            got, do = quote(own.urgency.value), f"write urgency: {least.value}"
            yield at(clinic, (*keys, "urgency"), expected, got, do)
        if own.sign in seen:
            expected = f"a sign once ({clinic.origin.path}:{seen[own.sign]})"
            yield at(clinic, keys, expected, quote(own.sign), "remove one of the two")
        seen.setdefault(own.sign, clinic.origin.line(*keys))


def _level(record: ClinicSign | RedFlag) -> tuple[Urgency, str]:
    """The level of a sign, and the place of it."""
    field = "least" if isinstance(record, ClinicSign) else "urgency"
    return getattr(record, field), place(record, field)


@cache
def languages() -> frozenset[str]:
    """The English names of all languages that the CLDR knows."""
    from babel import Locale  # takes a tenth of a second, and few clinics need it

    return frozenset(Locale("en").languages.values())
