"""A new clinical sentence stops the build until somebody has accepted it, dangerous or harmless: no
pattern tells the two apart. tests/data/sentences.yml was written before the check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, copy_project
from creators.data.review import create_review
from knowledge.checks import CHECKS
from knowledge.checks.accepted import check_accepted
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge

DATA = yaml.safe_load((ROOT / "tests/data/sentences.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy of the content, put right again after each sentence."""
    folder = tmp_path_factory.mktemp("sentences")
    copy_project(folder, "docs", "overrides", "scripts/creators/wording")
    return folder


@contextmanager
def planted(root: Path, plant: dict) -> Iterator[Knowledge]:
    """The content with one sentence in it, for as long as it is asked."""
    file = root / plant["file"]
    before = file.read_text(encoding="utf-8")
    old = f"{plant['after']}\n" if "after" in plant else plant["from"]
    new = f"{old}{plant['insert']}\n" if "after" in plant else plant["to"]
    assert before.count(old) == 1, old
    file.write_text(before.replace(old, new), encoding="utf-8")
    try:
        knowledge, problems = load_knowledge(root)
        assert not problems, [str(problem) for problem in problems]
        yield knowledge
    finally:
        file.write_text(before, encoding="utf-8")


@pytest.fixture
def with_sentence(root: Path, request: pytest.FixtureRequest) -> Iterator[Knowledge]:
    """The content with the sentence of a test."""
    with planted(root, request.param) as knowledge:
        yield knowledge


def words(plant: dict) -> str:
    return plant["words"][:70]


@pytest.mark.parametrize("with_sentence", DATA["dangerous"], indirect=True, ids=words)
def test_a_dangerous_sentence_is_refused_until_somebody_has_read_it(with_sentence: Knowledge):
    assert any(
        "an editor has read" in problem.expected for problem in check_accepted(with_sentence)
    )
    assert create_review(with_sentence).beside


@pytest.mark.parametrize("with_sentence", DATA["harmless"], indirect=True, ids=words)
def test_a_harmless_one_only_has_to_be_read(with_sentence: Knowledge):
    assert [str(problem) for check in CHECKS for problem in check(with_sentence)] == []
    assert list(check_accepted(with_sentence))


def test_what_review_points_at(root: Path):
    """Of the dangerous sentences, so many have something that a reader is told to look at twice."""
    pointed = 0
    for plant in DATA["dangerous"]:
        with planted(root, plant) as knowledge:
            found = create_review(knowledge).beside
        pointed += any(one.risks or one.signs or one.rules for one in found)
    print(f"review shows a rule, sign or risk beside {pointed} of {len(DATA['dangerous'])}")
    assert pointed >= 0.6 * len(DATA["dangerous"])
