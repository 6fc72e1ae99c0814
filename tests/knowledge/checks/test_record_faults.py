"""Faults between records, planted in the real content one at a time: each is refused with both
places named. Changes of the same form that contradict nothing pass.

tests/data/record_faults.yml was written before the checks.
"""

from collections.abc import Callable, Iterator

import pytest

from conftest import ROOT
from helpers import read_yaml
from knowledge.checks import CHECKS
from knowledge.model import Knowledge
from planting import planted

DATA = read_yaml("tests/data/record_faults.yml")
FAULTS, HARMLESS = DATA["faults"], DATA["harmless"]


def name(change: dict) -> str:
    return f"{change['file'].rpartition('/')[2]}: {change.get('why') or change['to'][:60]}"


ORDER = [*CHECKS]
"""The checks, those first that found the last faults: a few find most."""


def messages(knowledge: Knowledge, *changes: dict) -> Iterator[tuple[Callable, str]]:
    """What the checks say of the content with these changes, one check after the other."""
    texts: dict[str, str] = {}
    for change in changes:
        file = change["file"]
        text = texts.get(file) or (ROOT / file).read_text(encoding="utf-8")
        assert text.count(change["from"]) == 1, change["from"]
        texts[file] = text.replace(change["from"], change["to"])
    for file, text in texts.items():
        knowledge = planted(knowledge, file, text)
    for check in [*ORDER]:
        for problem in check(knowledge):
            yield check, str(problem)


@pytest.mark.parametrize("change", FAULTS, ids=name)
def test_a_fault_is_refused_with_both_places(change: dict, knowledge: Knowledge):
    parts = [part for place in change["both"] for part in place.split("#")]
    said = []
    for check, message in messages(knowledge, change):
        if all(part in message for part in parts):
            ORDER.remove(check)
            ORDER.insert(0, check)
            return  # the checks behind the one that found it have nothing to add
        said.append(message)
    pytest.fail(f"no message names {parts}: {said}")


def test_harmless_changes_pass(knowledge: Knowledge):
    """All at once; where that finds anything, each by itself, to name the one that does not."""
    if list(messages(knowledge, *HARMLESS)):
        assert {
            name(one): found for one in HARMLESS if (found := [*messages(knowledge, one)])
        } == {}
        pytest.fail("harmless changes disagree with each other")
