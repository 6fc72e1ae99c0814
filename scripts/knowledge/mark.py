"""Marks every passage that nobody has accepted, for a writer who looks at a preview."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from knowledge.checks.accepted import unaccepted
from knowledge.model import Knowledge, Page
from knowledge.prose.blocks import MACRO
from knowledge.records.fields import Record

MARK = "⚑ NOT ACCEPTED YET: "
"""Stands in front of each."""
_BEFORE_WORDS = re.compile(r"\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|\|\s*)?")
"""What a line of Markdown begins with before its words."""


def mark_unaccepted(knowledge: Knowledge) -> Knowledge:
    """The same knowledge, with MARK in front of each passage that no editor has accepted."""
    words: dict[str, set[str]] = {}
    lines: dict[str, set[int]] = {}
    for passage in unaccepted(knowledge):
        words.setdefault(passage.path, set()).add(passage.words)
        lines.setdefault(passage.path, set()).add(passage.line)
    changed = {
        one.name: {
            key: _marked(record, words[record.origin.path], lines[record.origin.path])
            if record.origin.path in words
            else record
            for key, record in records.items()
        }
        for one in fields(knowledge)
        if isinstance(records := getattr(knowledge, one.name), Mapping)
    }
    return replace(knowledge, **changed)


def _marked(record: Record, words: set[str], lines: set[int]) -> Record:
    changed = {name: _mark(value, words) for name, value in record if name != "origin"}
    if isinstance(record, Page):
        changed["body"] = "\n".join(
            _mark_line(line) if number in lines and line.strip() else line
            for number, line in enumerate(record.body.splitlines(), record.body_line)
        )
    return record.model_copy(update=changed)


def _mark(value: Any, words: set[str]) -> Any:
    if isinstance(value, str):
        return MARK + value if " ".join(value.split()) in words and " " in value else value
    if isinstance(value, tuple):
        return tuple(_mark(one, words) for one in value)
    if isinstance(value, Record):
        return value.model_copy(update={name: _mark(one, words) for name, one in value})
    return value


def _mark_line(line: str) -> str:
    if MACRO.fullmatch(line.strip()):  # a block of its own, which has no words before it
        return f"{MARK}\n\n{line}"
    place = _BEFORE_WORDS.match(line).end()
    return line[:place] + MARK + line[place:]
