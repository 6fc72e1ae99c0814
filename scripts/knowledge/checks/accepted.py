"""A clinical passage is published only when somebody has read it beside its rules and accepted it.

What stands in the content and what stands accepted are one and the same list: a sentence that was
changed, added or taken away stops the build until a person has looked at that.
"""

from collections.abc import Iterator

from knowledge.model import Knowledge, once
from knowledge.problems import Problem, in_text, quote
from knowledge.prose.passages import Passage, passages
from knowledge.reading.accepted_file import EDITOR, FILE, Acceptance

SHOWN = 20
"""Passages that one run names: the rest is only counted."""


def check_accepted(knowledge: Knowledge) -> Iterator[Problem]:
    """Every passage has an editor's acceptance, and every acceptance a passage."""
    found = [*_not_accepted(knowledge), *_gone(knowledge)]
    yield from found[:SHOWN]
    if len(found) > SHOWN:
        got, do = f"{len(found) - SHOWN} more that are not", "run build.py review to see them all"
        yield Problem(FILE, 1, "acceptance", "every passage accepted", got, do)


@once
def unaccepted(knowledge: Knowledge) -> tuple[Passage, ...]:
    """The passages that no editor has accepted as they are."""
    return missing(knowledge, EDITOR)


def missing(knowledge: Knowledge, role: str) -> tuple[Passage, ...]:
    """The passages that nobody in this `role` has accepted as they are, where they are."""
    there = {(one.path, one.digest) for one in knowledge.accepted if one.role == role}
    return tuple(one for one in passages(knowledge) if (one.path, one.digest) not in there)


@once
def gone(knowledge: Knowledge) -> tuple[Acceptance, ...]:
    """The acceptances whose passage is not there any more."""
    there = {(passage.path, passage.digest) for passage in passages(knowledge)}
    return tuple(one for one in knowledge.accepted if (one.path, one.digest) not in there)


def _not_accepted(knowledge: Knowledge) -> Iterator[Problem]:
    expected = "words that an editor has read beside their rules and accepted"
    for one in unaccepted(knowledge):
        accept = f"build.py accept {one.path}:{one.line} --as editor --by YOUR-NAME"
        do = f"read them with build.py review {one.path}, then {accept}"
        yield in_text(one, one.field, expected, quote(one.words, 90), do)


def _gone(knowledge: Knowledge) -> Iterator[Problem]:
    """The first passage that is gone of each file: one command takes them all out."""
    first: dict[str, Acceptance] = {}
    for one in gone(knowledge):
        if one.role == EDITOR:
            first.setdefault(one.path, one)
    for path, one in first.items():
        expected = f"a passage that still stands in {path}"
        do = f"if it may go, run build.py accept {path} --as editor --by YOUR-NAME"
        yield Problem(FILE, one.line, "acceptance", expected, quote(one.words, 90), do)
