"""The hazard log: every control names tests that exist."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
HAZARDS = yaml.safe_load((ROOT / "docs" / "_data" / "hazards.yml").read_text(encoding="utf-8"))[
    "hazards"
]


@pytest.mark.parametrize(
    ("hazard", "guard"), [(hazard["id"], guard) for hazard in HAZARDS for guard in hazard["guards"]]
)
def test_every_guard_is_a_test_that_exists(hazard, guard):
    path, _, name = guard.partition("::")
    assert re.search(
        rf"^def {re.escape(name)}\(", (ROOT / path).read_text(encoding="utf-8"), re.M
    ), f"{hazard}: {guard}"


def test_there_are_hazards_of_every_severity():
    assert {hazard["severity"] for hazard in HAZARDS} == {"severe", "moderate", "minor"}
    assert len(HAZARDS) >= 12
