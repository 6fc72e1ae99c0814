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


@pytest.mark.parametrize("value", values("hostile"), ids=named)
def test_what_may_never_be_printed_is_refused(value: dict, knowledge: Knowledge, tmp_path: Path):
    found = problems_of(knowledge, value, tmp_path)
    if value.get("outcome") == "pixels" and not found:
        (tmp_path / "work").mkdir()
        drawn = draw_logo(tmp_path / "logo.svg", tmp_path / "work")
        assert drawn.startswith(b"\x89PNG") and not DRAWN.search(drawn)
    else:
        part = value["field"].partition(".")[0]
        told = [one for one in found if part in one.field or one.expected == "a known field"]
        assert told, (value["why"], found)
        assert all(LINE.fullmatch(str(problem)) for problem in found), list(map(str, found))


@pytest.mark.parametrize("value", values("real"), ids=named)
def test_what_clinics_write_is_taken(value: dict, knowledge: Knowledge, tmp_path: Path):
    found = problems_of(knowledge, value, tmp_path)
    if value.get("may_ask"):
        assert all(LINE.fullmatch(str(problem)) for problem in found), list(map(str, found))
    else:
        assert not found, (value["note"] if "note" in value else "", list(map(str, found)))


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
