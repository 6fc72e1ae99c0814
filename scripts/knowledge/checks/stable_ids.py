"""Published ids stay: none vanishes unseen, and none ever gets another meaning."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.reading.loader import read_text

FILE = "docs/_data/stable_ids.txt"
"""Every id that was ever published, one a line as "file id", in order. "retired" behind one says
that its record is gone: the id is never used again."""
RETIRED = " retired"

PUBLISHED: Mapping[str, Callable[[Knowledge], Iterable[Any]]] = {
    "remedies": lambda knowledge: knowledge.remedies.values(),
    "causes": lambda knowledge: knowledge.causes.values(),
    "red-flags": lambda knowledge: knowledge.red_flags.values(),
    "urgencies": lambda knowledge: knowledge.urgencies.values(),
    "rules": lambda knowledge: (rule for rule in knowledge.rules.values() if rule.avoid),
    "timeline": lambda knowledge: knowledge.stages.values(),
    "sources": lambda knowledge: knowledge.sources.values(),
    "codes": lambda knowledge: knowledge.codes.values(),
    "versions": lambda knowledge: knowledge.versions.values(),
}
"""The files of data/v1/ whose items have an id, and the records that each publishes."""


def published_ids(knowledge: Knowledge) -> dict[str, Any]:
    """The record of each published id, by its line in the list."""
    return {
        f"{name} {getattr(record.id, 'value', record.id)}": record
        for name, records in PUBLISHED.items()
        for record in records(knowledge)
    }


def add_line(text: str, line: str) -> str:
    """The list with one more `line`, in its place."""
    lines = text.splitlines()
    bisect.insort(lines, line)
    return "\n".join(lines) + "\n"


def check_stable_ids(root: Path, knowledge: Knowledge, whole: bool) -> Iterator[Problem]:
    """Every published id stands in the list of ids, and every id of the list is published or
    retired. Where some records could not be read, `whole` is false, and none counts as gone."""
    problems: list[Problem] = []
    text = read_text(root, FILE, problems)
    yield from problems
    if text is None:
        return
    published = published_ids(knowledge)
    yield from _check_lines(text)
    yield from _check_published(text, published)
    for number, line in enumerate(text.splitlines(), 1):
        kind = line.partition(" ")[0]
        if whole and kind in PUBLISHED and line not in published and not line.endswith(RETIRED):
            yield Problem(
                FILE,
                number,
                "id",
                "a record with this id, as other programs refer to it",
                f"{quote(line)}, which is gone",
                f"bring the record back, or write: {line}{RETIRED}",
            )


def _check_published(text: str, published: Mapping[str, Any]) -> Iterator[Problem]:
    """Each published id stands in the list, and not as retired."""
    lines = text.splitlines()
    for line, record in published.items():
        if f"{line}{RETIRED}" in lines:
            retired = f"{FILE}:{lines.index(line + RETIRED) + 1}"
            yield at(
                record,
                ("id",),
                f"an id that never had another record ({retired})",
                f"{quote(line.partition(' ')[2])}, which is retired",
                "choose another id",
            )
        elif line not in lines:
            yield Problem(
                FILE,
                bisect.bisect(lines, line) + 1,
                "id",
                f"a line for each published id ({place(record, 'id')})",
                "none",
                f"add this line: {line}",
            )


def _check_lines(text: str) -> Iterator[Problem]:
    """Each id stands on one line of the list, and a line has no more than its three words."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.removesuffix(RETIRED)
        if words.count(" ") != 1 or words.partition(" ")[0] not in PUBLISHED:
            yield Problem(
                FILE, number, "id", "a line such as remedies aloe", quote(line), "correct the line"
            )
        elif (first := seen.setdefault(words, number)) != number:
            yield Problem(
                FILE,
                number,
                "id",
                "an id that stands once",
                f"{quote(line)}, also on line {first}",
                "remove one of the two",
            )
