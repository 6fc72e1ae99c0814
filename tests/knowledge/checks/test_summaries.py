"""A title or a summary says no other time and no milder level than the record of its page."""

from pathlib import Path

import pytest

from knowledge.checks.summaries import check_levels, check_times
from small_project import small_knowledge

MILIA, CLOTH, WEEK, RASH = (
    "docs/causes/milia.md",
    "docs/treat/cloth.md",
    "docs/prevent/week.md",
    "docs/causes/rash.md",
)
DOTS = "Hard white dots that do no harm and need no care."
COOL = "A clean cloth with cool water calms hot skin."
ALONE = "What to leave alone in the first week after needling."
SORE = "Sore spots with pus that a doctor has to look at."


@pytest.mark.parametrize(
    ("path", "old", "new", "count"),
    [
        (MILIA, DOTS, "Hard white dots that come after weeks and last two months.", 0),
        (MILIA, DOTS, "Hard white dots that are gone in hours.", 1),
        (MILIA, DOTS, "Hard white dots that are gone in 3 days.", 1),
        (MILIA, DOTS, "Hard white dots. Leave them alone in the first days.", 0),
        (MILIA, DOTS, "Hard white dots. Look at them each day.", 0),
        (CLOTH, COOL, "A cool cloth, for 2 days.", 1),
        (CLOTH, COOL, "A cool cloth from the day of the needling.", 1),
        (WEEK, ALONE, "What to leave alone for 7 days.", 0),
        (WEEK, ALONE, "What to leave alone for 5 days.", 1),
    ],
)
def test_a_time_is_one_of_the_record(path, old, new, count, tmp_path: Path):
    found = list(check_times(small_knowledge(tmp_path, (path, old, new))))
    assert len(found) == count
    assert all(problem.path == path and "docs/" in problem.expected for problem in found)


@pytest.mark.parametrize(
    ("new", "count"),
    [
        ("Sore spots with pus that can wait.", 1),
        ("Sore spots with pus. Call a doctor today.", 0),
        ("Sore spots with pus, which can be an emergency.", 0),
    ],
)
def test_a_level_is_never_milder(new, count, tmp_path: Path):
    found = list(check_levels(small_knowledge(tmp_path, (RASH, SORE, new))))
    assert len(found) == count
    assert all("docs/_data/red_flags.yml" in problem.expected for problem in found)
