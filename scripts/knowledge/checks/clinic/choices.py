"""What a clinic chooses: lines with their slots filled in, and signs, never milder than ours."""

from collections.abc import Iterator
from functools import cache

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, place, quote
from knowledge.records.clinic import Clinic
from knowledge.tighten import tighten


def check_lines(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A line has exactly the slots that its words have, its dates are in order, its language is
    one, and it stands once."""
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
            yield at(
                clinic, ("lines", number, "to"), f"a day after {first}", quote(last), "correct it"
            )
        if chosen.language and chosen.language not in languages():
            yield at(
                clinic,
                ("lines", number, "language"),
                "the English name of a language",
                quote(chosen.language),
                did_you_mean(chosen.language, languages()),
            )
        if chosen in clinic.lines[:number]:
            yield at(
                clinic,
                ("lines", number),
                f"a line once ({place(clinic, 'lines', clinic.lines.index(chosen))})",
                quote(chosen.line),
                "remove one of the two",
            )


def check_calls(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A red flag is as urgent as in general, or more."""
    for number, call in enumerate(clinic.stricter.calls):
        flag = knowledge.red_flags[call.red_flag]
        if call.urgency.rank > flag.urgency.rank:
            yield at(
                clinic,
                ("stricter", "calls", number, "urgency"),
                f"{flag.urgency.value} or more urgent, as {flag.id} is in {place(flag, 'urgency')}",
                quote(call.urgency.value),
                f"write urgency: {flag.urgency.value} or a higher one",
            )


def check_own_signs(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A sign of the clinic's own stands once, and is as urgent as it has to be, and as each red
    flag that its words touch, which the clinic may have made more urgent."""
    seen: dict[str, int] = {}
    strict = tighten(knowledge, clinic)
    for number, own in enumerate(clinic.stricter.red_flags):
        keys = ("stricter", "red_flags", number)
        sign = knowledge.clinic_signs[own.sign]
        floors = [(sign.least, place(sign, "least"))]
        floors += [
            (strict.red_flags[name].urgency, place(strict.red_flags[name], "urgency"))
            for name in sign.like
        ]
        least, where = min(floors, key=lambda floor: floor[0].rank)
        if own.urgency.rank > least.rank:
            yield at(
                clinic,
                (*keys, "urgency"),
                f"{least.value} or more urgent for {sign.id}, as in {where}",
                quote(own.urgency.value),
                f"write urgency: {least.value}",
            )
        if own.sign in seen:
            expected = f"a sign once ({clinic.origin.path}:{seen[own.sign]})"
            yield at(clinic, keys, expected, quote(own.sign), "remove one of the two")
        seen.setdefault(own.sign, clinic.origin.line(*keys))


@cache
def languages() -> frozenset[str]:
    """The English names of all languages that the CLDR knows."""
    from babel import Locale  # takes a tenth of a second, and few clinics need it

    return frozenset(Locale("en").languages.values())
