"""The decisions that a clinician is asked about: numbered, each where readers meet it."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at


def check_decisions(knowledge: Knowledge) -> Iterator[Problem]:
    """Decisions are numbered from 1 in the order of their file; each names a red flag or page."""
    for number, decision in enumerate(knowledge.decisions.values(), start=1):
        if decision.number != number:
            yield at(
                decision,
                "number",
                f"{number}, the next number",
                str(decision.number),
                f"write number: {number}",
            )
        if not decision.red_flags and not decision.pages:
            yield at(
                decision,
                "pages",
                "a red flag or a page where readers meet it",
                "neither",
                "add red_flags: or pages:",
            )


CHECKS = (check_decisions,)
