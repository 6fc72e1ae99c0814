"""A new clinical sentence stops the build until somebody has accepted it, dangerous or harmless: no
pattern tells the two apart. tests/data/sentences.yml was written before the check."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import copy_project
from creators.data.review import Beside, create_review
from helpers import read_yaml
from knowledge.checks import CHECKS
from knowledge.checks.accepted import SHOWN, check_accepted
from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.reading.loader import load_knowledge

DATA = read_yaml("tests/data/sentences.yml")


Plants = dict[str, dict]
"""Sentences by the files that they are planted in."""


class Found(NamedTuple):
    """What is found in the content with a sentence: the problems in its file, or in one without a
    sentence; those that are solved by reading it; and the passages that `review` shows."""

    problems: list[str]
    refused: list[Problem]
    beside: list[Beside]


def groups(plants: list[dict]) -> list[Plants]:
    """The sentences in groups that are planted together: one in a file, so that what is found there
    is found in it, and fewer than a run names."""
    made: list[Plants] = []
    for plant in plants:
        free = (one for one in made if len(one) < SHOWN / 2 and plant["file"] not in one)
        if not (group := next(free, None)):
            made.append(group := {})
        group[plant["file"]] = plant
    return made


@contextmanager
def planted(root: Path, plants: Plants) -> Iterator[Knowledge]:
    """The content with these sentences in it, for as long as it is asked."""
    before = {path: (root / path).read_text(encoding="utf-8") for path in plants}
    for path, plant in plants.items():
        old = f"{plant['after']}\n" if "after" in plant else plant["from"]
        new = f"{old}{plant['insert']}\n" if "after" in plant else plant["to"]
        assert before[path].count(old) == 1, old
        (root / path).write_text(before[path].replace(old, new), encoding="utf-8")
    knowledge, problems = load_knowledge(root)
    assert not problems, [str(problem) for problem in problems]
    yield knowledge
    for path, text in before.items():
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """What is found of each sentence, by its words."""
    root = tmp_path_factory.mktemp("sentences")
    copy_project(root, "docs", "overrides", "scripts/creators/wording")
    told = {}
    for kind, plants in DATA.items():
        for group in groups(plants):
            with planted(root, group) as knowledge:
                told |= look(knowledge, group, kind == "harmless")
    return told


def look(knowledge: Knowledge, group: Plants, all_checks: bool) -> dict[str, Found]:
    """What is found of each sentence of a group."""
    checks = CHECKS if all_checks else ()
    problems = [problem for check in checks for problem in check(knowledge)]
    refused = [one for one in check_accepted(knowledge) if "an editor has read" in one.expected]
    beside = create_review(knowledge).beside
    return {
        plant["words"]: Found(
            [str(problem) for problem in problems if problem.path not in {*group} - {path}],
            [problem for problem in refused if problem.path == path],
            [one for one in beside if one.passage.path == path],
        )
        for path, plant in group.items()
    }


def words(plant: dict) -> str:
    return plant["words"][:70]


@pytest.mark.parametrize("plant", DATA["dangerous"], ids=words)
def test_a_dangerous_sentence_is_refused_until_somebody_has_read_it(plant: dict, found):
    assert found[plant["words"]].refused and found[plant["words"]].beside


@pytest.mark.parametrize("plant", DATA["harmless"], ids=words)
def test_a_harmless_one_only_has_to_be_read(plant: dict, found):
    assert found[plant["words"]].problems == []
    assert found[plant["words"]].refused


def test_what_review_points_at(found):
    """Of the dangerous sentences, so many have something that a reader is told to look at twice."""
    beside = [found[plant["words"]].beside for plant in DATA["dangerous"]]
    pointed = sum(
        any({"rule", "sign", "risk"} & dict(one.lines).keys() for one in shown) for shown in beside
    )
    print(f"review shows a rule, sign or risk beside {pointed} of {len(beside)}")
    assert pointed >= 0.6 * len(beside)
