"""Published ids and addresses stay: none vanishes unseen, and none ever gets another meaning."""

import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.checks.links import address_of
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.reading.loader import read_text
from knowledge.records.languages import ENGLISH

FILE = "docs/_data/stable_ids.txt"
"""Every id that was ever published, one a line as "file id", and the address of each page that has
no such id, as "pages address"; in order. "retired" behind one says that its record is gone: the id
is never used again. A page that took its place says so itself, in `moved_from`."""
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
    "a-to-z": lambda knowledge: knowledge.a_to_z.values(),
    "languages": lambda knowledge: (
        language for language in knowledge.languages.values() if language.id != ENGLISH
    ),
}
"""The files of data/v1/ whose items have an id, and the records that each publishes."""


def published_ids(knowledge: Knowledge) -> dict[str, Any]:
    """The record of each published id, by its line in the list."""
    return {
        f"{name} {getattr(record.id, 'value', record.id)}": record
        for name, records in PUBLISHED.items()
        for record in records(knowledge)
    }


FOLDERS = {"remedies": "treat/", "causes": "causes/", "rules": "prevent/", "pages": ""}
"""What stands before an id in the address of its page."""
_KINDS = {*PUBLISHED, *FOLDERS}
Listed = dict[str, tuple[int, bool]]
"""The ids of the list, each with its line and whether it is retired."""


def listed_ids(knowledge: Knowledge) -> dict[str, Any]:
    """The same, and every page that is listed by its address. Home has none."""
    pages = [*knowledge.guides.values(), *knowledge.rules.values()]
    return published_ids(knowledge) | {
        f"pages {address_of(page.path)}": page for page in pages if page.path != "index.md"
    }


def add_line(text: str, line: str) -> str:
    """The list with one more `line`, in its place."""
    lines = text.splitlines()
    bisect.insort(lines, line)
    return "\n".join(lines) + "\n"


def check_stable_ids(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Every published id stands in the list of ids, and every id of the list is published or
    retired."""
    problems: list[Problem] = []
    text = read_text(root, FILE, problems)
    yield from problems
    if text is None:
        return
    published, listed = listed_ids(knowledge), {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.removesuffix(RETIRED)
        kind, _, name = words.partition(" ")
        if kind not in _KINDS or not name or " " in name:
            expected = "a line such as remedies aloe"
            yield Problem(FILE, number, "id", expected, quote(line), "correct the line")
        elif words in listed:
            got, do = f"{quote(line)}, also on line {listed[words][0]}", "remove one of the two"
            yield Problem(FILE, number, "id", "an id that stands once", got, do)
        else:
            listed[words] = number, line != words
    yield from _check_published(listed, published)
    yield from _check_gone(knowledge, listed, published)


def _check_published(listed: Listed, published: Mapping[str, Any]) -> Iterator[Problem]:
    """Each published id stands in the list, and not as retired."""
    for line, record in published.items():
        number, is_retired = listed.get(line, (0, False))
        if is_retired:
            got = f"{quote(line.partition(' ')[2])}, which is retired"
            expected = f"an id that never had another record ({FILE}:{number})"
            yield at(record, "id", expected, got, "choose another id")
        elif not number:
            expected = f"a line for each published id ({place(record, 'id')})"
            before = max((one for words, (one, _) in listed.items() if words < line), default=0)
            yield Problem(FILE, before + 1, "id", expected, "none", f"add this line: {line}")


def _check_gone(
    knowledge: Knowledge, listed: Listed, published: Mapping[str, Any]
) -> Iterator[Problem]:
    """Each id of the list is published, retired, or that of a page which has moved."""
    moved = {old for page in knowledge.pages().values() for old in page.moved_from}
    for line, (number, is_retired) in listed.items():
        kind, _, name = line.partition(" ")
        old = f"{FOLDERS[kind]}{name}" if kind in FOLDERS else ""
        if not is_retired and line not in published and old not in moved:
            expected = "a record with this id, as others refer to it"
            do = f"{_follow(old)}, or write here: {line}{RETIRED}"
            yield Problem(FILE, number, "id", expected, f"{quote(line)}, which is gone", do)


def _follow(old: str) -> str:
    """How the record comes back, or the address `old` leads on to the page that took its place."""
    if not old:
        return "bring the record back"
    return (
        f"run build.py rename {old} and its new address (it mends all that names it), or write"
        f" moved_from: [{old}] below title: in the page in its place"
    )
