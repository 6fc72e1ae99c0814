"""The decisions that a clinician is asked about: numbered, each where readers meet it."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at


def check_decisions(knowledge: Knowledge) -> Iterator[Problem]:
    """Decisions are numbered from 1 in the order of their file; each names a red flag or page."""
    for number, decision in enumerate(knowledge.decisions.values(), start=1):
        if decision.number != number:
            expected = f"{number}, the next number"
            yield at(decision, "number", expected, str(decision.number), f"write number: {number}")
        if not decision.red_flags and not decision.pages:
            expected = "a red flag or a page where readers meet it"
            yield at(decision, "pages", expected, "neither", "add red_flags: or pages:")
