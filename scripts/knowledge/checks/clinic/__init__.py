"""The rules for clinic files."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.checks.clinic import choices, records
from knowledge.checks.named import checks_of
from knowledge.checks.references import ids_of, references_in
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, quote
from knowledge.reading.loader import CLINICS, clinic_files, load_clinic
from knowledge.reading.logo import logo_faults
from knowledge.records.clinic import Clinic

CHECKS = checks_of(choices, records)
"""Every check of a clinic; each takes the Knowledge and the clinic, and yields Problems."""


def check_clinics(knowledge: Knowledge, root: Path) -> Iterator[Problem]:
    """Every problem of the project's own clinic files. `knowledge` must have passed the checks."""
    for file in clinic_files(root / CLINICS):
        yield from checked_clinic(knowledge, root, file)[1]


def checked_clinic(
    knowledge: Knowledge, root: Path, file: Path
) -> tuple[Clinic | None, list[Problem]]:
    """Return the clinic of `file`, None where it cannot be read, and its Problems, in order and
    each once. `root` is the project's folder, `knowledge` must have passed the checks."""
    clinic, problems = load_clinic(root, file)
    if clinic:
        problems = [*problems, *sorted(set(check_clinic(knowledge, clinic, file.parent)))]
    return clinic, problems


def check_clinic(knowledge: Knowledge, clinic: Clinic, folder: Path) -> Iterator[Problem]:
    """Every problem of a clinic whose file is in `folder`. What names unknown ids is not compared
    any further."""
    unknown = [
        at(clinic, keys, "a known id", quote(name), did_you_mean(name, known))
        for keys, kind, name in references_in(clinic)
        if name not in (known := ids_of(knowledge, kind))
    ]
    yield from unknown
    for check in CHECKS if not unknown else (records.check_colors,):
        yield from check(knowledge, clinic)
    for expected, got, do in logo_faults(folder / clinic.logo) if clinic.logo else ():
        yield at(clinic, "logo", expected, got, do)
