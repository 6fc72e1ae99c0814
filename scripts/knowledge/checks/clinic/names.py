"""Whatever a clinic writes freely is a name, and can say nothing else."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.names import name_fault
from knowledge.problems import Problem, at
from knowledge.records.clinic import Clinic


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
