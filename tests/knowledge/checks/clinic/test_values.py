"""No value that harms is built, and no clinic is kept from its own name: the lists of
tests/data/clinic_values.yml. The form in the browser has the same (test_make_handout.py)."""

import re
from pathlib import Path

import pytest
import yaml

from builders.logo import draw_logo
from clinic_values import clinic_with, named, values
from knowledge.checks.clinic import check_clinic
from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.reading.parser import parse_clinic

LINE = re.compile(r"clinics/riverside\.yml:\d+: [\w. ]+: expected .+; got .+; do .+")
DRAWN = re.compile(rb"script|alert|evil|href|Pop it|svg|tEXt|iTXt|zTXt")


def problems_of(knowledge: Knowledge, value: dict, folder: Path) -> list[Problem]:
    """What the build says of a value, in a file that holds each character as an escape."""
    if value["field"] == "logo":
        (folder / "logo.svg").write_text(value["value"], encoding="utf-8")
    text = yaml.safe_dump(clinic_with(value), sort_keys=False)
    clinic, problems = parse_clinic("clinics/riverside.yml", text)
    found = [*problems, *(check_clinic(knowledge, clinic, folder) if clinic else ())]
    unknown = "ask for the number"  # of a country, which is no fault of another field
    return [one for one in found if value["field"] == "emergency_number" or unknown not in one.do]


def fault_of_hostile(value: dict, found: list[Problem], folder: Path) -> object:
    """What is wrong with how the build takes a value that may never be printed; None: nothing."""
    if value.get("outcome") == "pixels" and not found:
        drawn = draw_logo(folder / "logo.svg", folder / "work")
        return None if drawn.startswith(b"\x89PNG") and not DRAWN.search(drawn) else drawn[:99]
    part = value["field"].partition(".")[0]
    told = [one for one in found if part in one.field or one.expected == "a known field"]
    is_right = told and all(LINE.fullmatch(str(problem)) for problem in found)
    return None if is_right else (value["why"], list(map(str, found)))


def fault_of_real(value: dict, found: list[Problem]) -> object:
    """What is wrong with how the build takes a value that clinics write; None: nothing."""
    may_be_said = value.get("may_ask") and all(LINE.fullmatch(str(one)) for one in found)
    return None if may_be_said or not found else (value.get("note", ""), list(map(str, found)))


def test_what_may_never_be_printed_is_refused(knowledge: Knowledge, tmp_path: Path):
    (tmp_path / "work").mkdir()
    faults = {
        named(value): fault_of_hostile(value, problems_of(knowledge, value, tmp_path), tmp_path)
        for value in values("hostile")
    }
    assert {name: fault for name, fault in faults.items() if fault is not None} == {}


def test_what_clinics_write_is_taken(knowledge: Knowledge, tmp_path: Path):
    faults = {
        named(value): fault_of_real(value, problems_of(knowledge, value, tmp_path))
        for value in values("real")
    }
    assert {name: fault for name, fault in faults.items() if fault is not None} == {}


def test_how_many_values_there_are(
    knowledge: Knowledge, tmp_path: Path, capsys: pytest.CaptureFixture
):
    hostile, real = values("hostile"), values("real")
    asked = [value for value in real if problems_of(knowledge, value, tmp_path)]
    fields = {value["field"] for value in hostile}
    assert len(hostile) >= 60 and len(real) >= 60 and len(fields) >= 20
    with capsys.disabled():
        print(
            f"\nclinics' files: {len(hostile)} hostile values of {len(fields)} fields refused,"
            f" {len(real) - len(asked)} of {len(real)} real ones taken, {len(asked)} asked to"
            " choose"
        )
