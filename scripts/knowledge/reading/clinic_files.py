"""A folder of clinic files: a broken one says so and stops nobody else's handout."""

from dataclasses import replace
from pathlib import Path

from knowledge.problems import Problem
from knowledge.reading.loader import read_text
from knowledge.reading.parser import parse_clinic
from knowledge.records.clinic import Clinic

CLINICS = "clinics"
LARGEST_FILE = 20_000
"""Bytes of a clinic file at most: a full one has about 3,000."""


def clinic_files(folder: Path) -> list[Path]:
    """Return every clinic file of `folder`, by name; also one whose ending is not quite right, so
    that its clinic hears of it."""
    return sorted(
        file
        for file in folder.glob("*")
        if file.suffix.lower() in (".yml", ".yaml") and not file.name.startswith(".")
    )


def load_clinic(root: Path, file: Path) -> tuple[Clinic | None, list[Problem]]:
    """Return the clinic of `file`, or its Problems, as seen from the project's folder `root`."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    if file.is_file() and (size := file.stat().st_size) > LARGEST_FILE:
        expected = f"a file of {LARGEST_FILE} bytes at most"
        do = "keep only the fields of clinics/example.yml"
        return None, [Problem(path, 1, "clinic", expected, f"{size} bytes", do)]
    problems: list[Problem] = []
    text = read_text(file.parent, file.name, problems)
    if text is None:
        return None, [replace(problem, path=path) for problem in problems]
    return parse_clinic(path, text)
