"""The checks. Each is one function whose docstring states its rule; together they decide what may be published."""

from __future__ import annotations

from pathlib import Path

from knowledge.checks import contradictions, links, nav, prose_contradictions, references, words
from knowledge.loader import load_knowledge
from knowledge.model import Knowledge
from knowledge.problems import Problem

CHECKS = (*references.CHECKS, *contradictions.CHECKS, *prose_contradictions.CHECKS, *links.CHECKS, *words.CHECKS)
"""Every check of a Knowledge; each takes it and yields Problems."""


def check_knowledge(knowledge: Knowledge) -> list[Problem]:
    """Every problem of `knowledge`, by place."""
    return sorted({problem for check in CHECKS for problem in check(knowledge)})


def check_project(root: Path) -> tuple[Knowledge, list[Problem]]:
    """The knowledge under `root` and every problem in it, its navigation included."""
    knowledge, problems = load_knowledge(root)
    found = {*problems, *check_knowledge(knowledge), *nav.check_nav(root, knowledge, broken_pages(problems))}
    return knowledge, sorted(found)


def broken_pages(problems: list[Problem]) -> set[str]:
    """Paths under docs/ of the pages that are there but could not be read."""
    return {problem.path.removeprefix("docs/") for problem in problems}
