"""How a reader finds a sign by the words of a line, and what a frightened one takes for it."""

import pytest

from knowledge.model import Urgency
from knowledge.signs import Reader, Reading, is_seen
from small_project import small_knowledge

DOTS = '{id: dots, words: "hard dots", seen: ["white dots", "bumps"]'
TAKEN = f"{DOTS}, taken_for: [{{finding: pus, unless: [yellow]}}]"


@pytest.fixture
def small(tmp_path):
    return small_knowledge(tmp_path, ("docs/_data/findings.yml", DOTS, TAKEN))


def test_a_finding_is_seen_by_its_words_for_a_line_or_its_own(small):
    assert is_seen(small, "dots", "White dots that stay") and is_seen(small, "dots", "Bumps")
    assert not is_seen(small, "dots", "Hard dots")
    assert is_seen(small, "pus", "Pus, or a crust") and not is_seen(small, "pus", "A crust")


@pytest.mark.parametrize(
    ("line", "feared"), [("Pus", Urgency.SAME_DAY), ("Yellow pus", Urgency.ROUTINE)]
)
def test_dots_are_taken_for_pus_unless_the_line_tells_them_apart(small, line, feared):
    reader = Reader(small, {"pus": line})
    assert reader.read(["dots"]) == Reading(Urgency.ROUTINE, feared)
    assert reader.read(["pus"]) == Reading(Urgency.SAME_DAY, Urgency.SAME_DAY)


def test_a_line_is_found_by_what_it_names(small):
    reader = Reader(small, {"late-bumps": "Something after a week"})
    assert reader.read(["late", "dots"]) == Reading(Urgency.ROUTINE, Urgency.ROUTINE)
    reader = Reader(small, {"late-bumps": "Late bumps"})
    assert reader.read(["late", "dots"]) == Reading(Urgency.WITHIN_48H, Urgency.WITHIN_48H)
