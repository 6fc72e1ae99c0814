"""What a clinic chooses (lines with their slots filled in, and signs, never milder than ours), and
what it writes freely: names, which can say nothing else."""

from collections.abc import Iterator
from functools import cache

from knowledge.model import Knowledge
from knowledge.names import name_fault
from knowledge.problems import Problem, at, did_you_mean, place, quote, repeated
from knowledge.records.choices import LONGEST_SPAN
from knowledge.records.clinic import Clinic
from knowledge.tighten import tighten


def check_lines(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A line has the slots of its words, dates in order and at most a year apart, and a known
    language."""
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


def check_doubles(_: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Whatever a clinic chooses has one entry: of two days, levels or signers, nobody knows which
    one it means. A line may stand again with something else in its slots."""
    asked = clinic.stricter
    named = {
        ("stricter", "first_days"): [(start.remedy,) for start in asked.first_days],
        ("stricter", "avoid"): [avoid.what for avoid in asked.avoid],
        ("stricter", "calls"): [(call.red_flag,) for call in asked.calls],
        ("stricter", "red_flags"): [(own.sign,) for own in asked.red_flags],
        ("lines",): [(line,) for line in clinic.lines],
        ("languages",): [(signed.id,) for signed in clinic.languages],
    }
    for keys, entries in named.items():
        owned = ((one, number) for number, ids in enumerate(entries) for one in ids)
        for one, number, first in repeated(owned):
            name = one if isinstance(one, str) else one.line
            expected = f"one entry for {name} ({place(clinic, *keys, first)})"
            yield at(clinic, (*keys, number), expected, "a second one", "remove one of the two")


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
    """A sign of the clinic's own is as urgent as it has to be, and as each red flag that its words
    touch, which the clinic may have made more urgent."""
    strict = tighten(knowledge, clinic)
    for number, own in enumerate(clinic.stricter.red_flags):
        keys = ("stricter", "red_flags", number)
        sign = knowledge.clinic_signs[own.sign]
        flags = [strict.red_flags[name] for name in sign.like]
        floors = [(sign.least, place(sign, "least"))]
        floors += [(flag.urgency, place(flag, "urgency")) for flag in flags]
        least, where = min(floors, key=lambda floor: floor[0].rank)
        if own.urgency.rank > least.rank:
            expected = f"{least.value} or more urgent for {sign.id}, as in {where}"
            got, do = quote(own.urgency.value), f"write urgency: {least.value}"
            yield at(clinic, (*keys, "urgency"), expected, got, do)


@cache
def languages() -> frozenset[str]:
    """The English names of all languages that the CLDR knows."""
    from babel import Locale  # takes a tenth of a second, and few clinics need it

    return frozenset(Locale("en").languages.values())


def check_names(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Every name has the letters, the shape and the words of a name."""
    for kind, keys, text, substances in names(clinic):
        if fault := name_fault(knowledge, kind, text, substances):
            yield at(clinic, keys, *fault)


def names(clinic: Clinic) -> Iterator[tuple[str, tuple, str, tuple[str, ...]]]:
    """Every name of a clinic's file: (kind, keys, text, substances of its entry)."""
    yield "name", ("name",), clinic.name, ()
    if clinic.address:
        yield "address", ("address",), clinic.address, ()
    if clinic.device:
        yield "device", ("device", "name"), clinic.device.name, ()
    if clinic.signed_off:
        yield "person", ("signed_off", "name"), clinic.signed_off.name, ()
        yield "role", ("signed_off", "role"), clinic.signed_off.role, ()
    for number, signed in enumerate(clinic.languages):
        yield "person", ("languages", number, "name"), signed.name, ()
        yield "role", ("languages", number, "role"), signed.role, ()
    for number, product in enumerate(clinic.products):
        yield "product", ("products", number, "name"), product.name, product.substances
    for number, line in enumerate(clinic.lines):
        if line.name:
            yield "person", ("lines", number, "name"), line.name, ()
