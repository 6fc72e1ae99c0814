"""The history of the general handout: which version its words are, and the page that tells the
holder of a sheet whether it still holds."""

import json
from dataclasses import replace

from creators.handout.create import create_sheet
from knowledge.checks import versions as rules
from knowledge.checks.named import checks_of
from knowledge.model import Knowledge, Version
from knowledge.problems import Problem, at
from knowledge.reading.loader import CHANGES
from knowledge.reading.parser import parse_entries

FILE = "docs/_data/versions.yml"
CHECK_PAGE = "h.md"
"""The page that the QR code of every sheet leads to. Its address is short, as it is on paper."""
DRAFT = "0-draft"
"""The code of words that have no version yet. No history has a version 0, so that the page behind
the QR code does not call such a sheet current."""


def current_version(knowledge: Knowledge) -> Version | None:
    """Return the newest version; None in a project that has published no sheet yet."""
    return next(iter(knowledge.versions.values()), None)


def is_released(knowledge: Knowledge) -> bool:
    """Whether the sheet's words are those of the newest version."""
    newest = current_version(knowledge)
    return newest is not None and newest.content_hash == create_sheet(knowledge).content_hash


def printed_version(knowledge: Knowledge) -> tuple[str, str]:
    """The code and the day (ISO 8601) that sheets of today's words carry. A draft has the day of
    the newest version, so that two builds of it are the same."""
    newest = current_version(knowledge)
    code = newest.id if newest and is_released(knowledge) else DRAFT
    return code, str(newest.date if newest else knowledge.today)


def version_problem(knowledge: Knowledge, released: bool = False) -> Problem | None:
    """Why the general sheet may not be built as it is: no line says what has changed since the
    newest version, or, where it has to be `released`, its words have no version. `knowledge` must
    have passed the checks."""
    newest, changes = current_version(knowledge), knowledge.changes
    words = f"words that differ from version {newest.id}" if newest else "words without a version"
    if is_released(knowledge):
        return (
            at(
                changes[0],
                ("changes",),
                f"a handout with {words}, as this change says",
                "the same words",
                "change the content, or delete the file",
            )
            if changes
            else None
        )
    if not changes:
        return Problem(
            CHANGES,
            1,
            "changes",
            "a line on what has changed on the handout",
            words,
            'run build.py new-change "What we say now." (with --safety where it guards against'
            " harm)",
        )
    if not released:
        return None
    return Problem(
        FILE,
        1,
        "versions",
        "a handout with a version, as people keep it",
        words,
        "run build.py release where the guide is published, or wait until its editors have",
    )


def add_version(knowledge: Knowledge, text: str) -> tuple[Version | None, str, list[Problem]]:
    """Today's words of the sheet as the next version with all changes since the last one, the
    history file `text` with it on top, and what is wrong with that. All else in the file, comments
    too, stays as it is."""
    number = max(map(int, knowledge.versions), default=0) + 1
    lines = text.splitlines(keepends=True)
    top = next(place for place, line in enumerate(lines) if line.startswith("versions:"))
    items = "".join(
        f"      {change_line(change.text, change.safety)}\n" for change in knowledge.changes
    )
    record = (
        f'  - id: "{number}"\n    date: {knowledge.today}\n    content_hash:'
        f' "{create_sheet(knowledge).content_hash}"\n    changes:\n{items}'
    )
    text = "".join([*lines[:top], "versions:\n", record, *lines[top + 1 :]])
    versions, problems = parse_entries(FILE, text, Version, "versions")
    fresh = replace(knowledge, versions={version.id: version for version in versions}, changes=())
    return (
        next(iter(versions), None),
        text,
        [*problems, *(problem for check in checks_of(rules) for problem in check(fresh))],
    )


def change_line(words: str, safety: bool) -> str:
    """A change as an item of a list in YAML. JSON's strings are YAML's too."""
    text = json.dumps(words, ensure_ascii=False)
    return f"- {{text: {text}{', safety: true' if safety else ''}}}"


def create_check_page(knowledge: Knowledge) -> tuple[str, str, str, dict]:
    """Return the template, title, summary and facts of the page that the QR code leads to."""
    return (
        "check_sheet",
        "Is your sheet up to date?",
        "Check if the advice on your printed sheet has changed since.",
        {"versions": list(knowledge.versions.values())},
    )
