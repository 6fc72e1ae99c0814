"""Whatever a clinic writes freely is a name, and can say nothing else."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.names import Fault, name_fault
from knowledge.problems import Problem, at, quote
from knowledge.records.clinic import Clinic

ELSEWHERE = "write the name without it; the logo may have it"
"""What a clinic whose true name has a word of a rule can do."""


def check_names(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Every name has the letters, the shape and the words of a name."""
    for kind, keys, text, substances in names(clinic):
        if fault := name_fault(knowledge, kind, text, substances):
            yield at(clinic, keys, *_told(kind, text, fault))


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


def _told(kind: str, text: str, fault: Fault) -> tuple[str, str, str]:
    """What was expected, what stands there, and what to do."""
    got = f"{quote(fault.got)} in {quote(text)}"
    if fault.code == "letters":
        expected = "Latin letters, digits and . , ' - & / ( ) + alone"
        got = f"{quote(fault.got)} (U+{ord(fault.got):04X}) in {quote(text)}"
        return expected, got, "type it again in such letters"
    if fault.code == "shape":
        small = "each word with a capital or a digit, but small words such as of and the"
        do = "write street, number and town" if kind == "address" else "write it as a name"
        return f"a name: {small}", got, do
    if fault.code == "nobody":
        return "a person's name", quote(text), "write the name of the one who signs, or answers"
    if fault.code == "term":
        expected = f"a name without the words of a rule ({fault.place})"
        own = ", or name its substance under substances" if kind == "product" else ""
        return expected, got, ELSEWHERE + own
    return "a name, and no advice, sign or time after the treatment", got, ELSEWHERE
