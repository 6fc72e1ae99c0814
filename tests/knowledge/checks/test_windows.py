"""Days in order: what stands just at the edge of a rule passes or not, as its sentence says."""

import pytest

from knowledge.checks.windows import (
    check_narrower_rules,
    check_stages,
    check_windows_run_forward,
)
from small_project import small_knowledge

WEEK, STAGES = "docs/prevent/week.md", "docs/_data/stages.yml"
ACID, BHA = "what: [acid], until_day: 7", "what: [bha], until_day: 14"


@pytest.mark.parametrize(
    ("check", "edit", "got"),
    [
        (check_windows_run_forward, (WEEK, ACID, f"{ACID}, from_day: 6"), []),
        (check_windows_run_forward, (WEEK, ACID, f"{ACID}, from_day: 7"), ['until_day "7"']),
        (
            check_narrower_rules,
            (WEEK, f"{BHA}, after: deep_or_rf", "what: [bha], until_day: 7, healed_skin: true"),
            [],
        ),
        (
            check_narrower_rules,
            (WEEK, f"{BHA}, after: deep_or_rf", "what: [bha], until_day: 6, healed_skin: true"),
            ["until_day day 6"],
        ),
        (check_stages, (STAGES, "from_day: 1, to_day: 10", "from_day: 1, to_day: 2"), []),
        (
            check_stages,
            (STAGES, "from_day: 0, to_day: 1", "from_day: 1, to_day: 1"),
            ['to_day "1"'],
        ),
    ],
)
def test_a_day_at_the_edge_of_a_rule(check, edit, got, tmp_path):
    found = check(small_knowledge(tmp_path, edit))
    assert [f"{problem.field} {problem.got}" for problem in found] == got
