"""The history of the general handout: which version its words are, and the page that tells the
holder of a sheet whether it still holds."""

from __future__ import annotations

import json
from dataclasses import replace

from creators.handout.create import create_sheet
from creators.wording import words as wording
from knowledge.checks.versions import CHECKS
from knowledge.model import Knowledge, Version
from knowledge.problems import Problem, quote
from knowledge.reading.parser import parse_entries

FILE = "docs/_data/versions.yml"
CHECK_PAGE = "h.md"
"""The page that the QR code of every sheet leads to. Its address is short, as it is on paper."""


def current_version(knowledge: Knowledge) -> Version | None:
    """Return the newest version; None in a project that has published no sheet yet."""
    return next(iter(knowledge.versions.values()), None)


def version_problem(knowledge: Knowledge) -> Problem | None:
    """Return why the general sheet may not be published as it is: its words have changed, and the
    history does not say so, so that it would carry the code of other words. `knowledge` must have
    passed the checks."""
    newest, found = current_version(knowledge), create_sheet(knowledge).content_hash
    if newest and newest.content_hash == found:
        return None
    do = (
        f'add a version with content_hash: "{found}", today\'s date and what changed, as in:'
        ' build.py new-version --change "What we say now." (--safety-change for one that guards'
        " against harm)"
    )
    if not newest:
        return Problem(FILE, 1, "versions", "a version of the handout", "none", do)
    return Problem(
        newest.origin.path,
        newest.origin.line("content_hash"),
        "content_hash",
        f"the newest version's to be that of the handout, {quote(found)}",
        f"{quote(newest.content_hash)}: its words have changed",
        do,
    )


def add_version(
    knowledge: Knowledge, text: str, changes: list[tuple[str, bool]]
) -> tuple[Version | None, str, list[Problem]]:
    """Return today's words of the sheet as the next version, the history file `text` with it on
    top, and what is wrong with that. `changes` are (words, whether it guards against harm). All
    else in the file, comments too, stays as it is."""
    number = max(map(int, knowledge.versions), default=0) + 1
    lines = text.splitlines(keepends=True)
    top = next(place for place, line in enumerate(lines) if line.startswith("versions:"))
    items = "".join(
        f"      - {{text: {_quoted(words)}{', safety: true' if safety else ''}}}\n"
        for words, safety in changes
    )
    record = (
        f'  - id: "{number}"\n    date: {knowledge.today}\n    content_hash:'
        f' "{create_sheet(knowledge).content_hash}"\n    changes:\n{items}'
    )
    text = "".join([*lines[:top], "versions:\n", record, *lines[top + 1 :]])
    versions, problems = parse_entries(FILE, text, Version, "versions")
    fresh = replace(knowledge, versions={version.id: version for version in versions})
    return (
        next(iter(versions), None),
        text,
        [*problems, *(problem for check in CHECKS for problem in check(fresh))],
    )


def create_check_page(knowledge: Knowledge) -> tuple[str, str, str, dict]:
    """Return the template, title, summary and facts of the page that the QR code leads to."""
    return (
        "check_sheet",
        "Is your sheet up to date?",
        "Check if the advice on your printed sheet has changed since.",
        {"versions": list(knowledge.versions.values()), "long_date": wording.long_date},
    )


def _quoted(text: str) -> str:
    """Return a text as YAML takes it: JSON's strings are YAML's too."""
    return json.dumps(text, ensure_ascii=False)
