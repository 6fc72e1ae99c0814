"""The hazard log: every control names tests that exist."""

import re

from helpers import ROOT, read_yaml

HAZARDS = read_yaml("docs/_data/hazards.yml")["hazards"]


def is_a_test(guard: str) -> bool:
    """Whether the function that a guard names, as in "tests/test_seed.py::test_it", is there."""
    path, _, name = guard.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
    return bool(re.search(rf"^def {re.escape(name)}\(", text, re.M))


def test_every_guard_is_a_test_that_exists():
    missing = [
        f"{hazard['id']}: {guard}"
        for hazard in HAZARDS
        for guard in hazard["guards"]
        if not is_a_test(guard)
    ]
    assert missing == []


def test_there_are_hazards_of_every_severity():
    assert {hazard["severity"] for hazard in HAZARDS} == {"severe", "moderate", "minor"}
    assert len(HAZARDS) >= 12
