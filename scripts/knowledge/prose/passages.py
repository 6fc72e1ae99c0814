"""Lists the passages: every piece of clinical text, and every clinical value of a record, that a
person has to have read before it is published.

Patterns do not understand sentences, so no check decides whether a sentence is safe: an editor
reads it beside its rules, and their acceptance is bound to these very words
(`knowledge/checks/accepted.py`).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.digest import digest
from knowledge.model import Knowledge, Rule, once
from knowledge.prose.statements import NOT_PATIENT
from knowledge.translation.strings import english_of

VALUES = "values"
"""The field of a passage that holds what a record says in days, levels and ids."""

_RECORDS = (
    "causes",
    "remedies",
    "red_flags",
    "urgencies",
    "substances",
    "activities",
    "groups",
    "stages",
    "bump_types",
    "emergency_numbers",
    "findings",
    "sign_rows",
    "a_to_z",
)
"""Kinds of records whose values are clinical: days, levels, who must not, what goes with what."""

_NOT_CLINICAL = {
    *("id", "origin", "section", "body", "body_line", "moved_from", "title", "summary"),
    *("sources", "window_sources", "supports", "judgement"),
}
"""Fields that say where a record stands and what it rests on. The checks read those."""

_NOT_READ_BY_PATIENTS = ("hazards.yml", "decisions.yml")
"""Files of docs/_data that are for those who write, whose words no patient is asked to act on."""

_EASY = "docs/_data/easy.yml"


@dataclass(frozen=True)
class Passage:
    """A block of clinical words, or the values of one record, as typed. `path` and `line` say
    where, `field` in which field; `says` is what a row in easy words is made from."""

    path: str
    line: int
    field: str
    words: str
    says: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The hash of its words: a passage that moves down its page stays accepted. One in easy
        words is read again when what it says has changed."""
        return digest("\n".join((f"{self.field == VALUES}:{self.words}", *self.says)))


@once
def passages(knowledge: Knowledge) -> tuple[Passage, ...]:
    """Every passage, by file and line: pages, data, records' values, and the words of templates."""
    prose = {(text.path, text.text) for text in knowledge.texts}
    found = {*_of_texts(knowledge), *_of_values(knowledge, prose), *_of_choices(knowledge)}
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.field, one.words)))


def _of_texts(knowledge: Knowledge) -> Iterator[Passage]:
    says = {row.id: english_of(knowledge, row) for row in knowledge.easy.values()}
    for text in (*knowledge.texts, *knowledge.template_words):
        if text.section in NOT_PATIENT or text.path.endswith(_NOT_READ_BY_PATIENTS):
            continue
        if text.kind != "macro":
            easy = says.get(text.anchor, ()) if text.path == _EASY else ()
            yield Passage(text.path, text.line, text.field, " ".join(text.text.split()), easy)


def _of_choices(knowledge: Knowledge) -> Iterator[Passage]:
    """The words that a clinic can choose for its sheet."""
    for records in (knowledge.clinic_lines, knowledge.product_uses, knowledge.clinic_signs):
        for record in records.values():
            yield Passage(record.origin.path, record.origin.line("words"), "words", record.words)


def _of_values(knowledge: Knowledge, prose: set[tuple[str, str]]) -> Iterator[Passage]:
    for name in _RECORDS:
        for record in getattr(knowledge, name).values():
            yield from _values(record, record, record.origin.line(), prose)
    for rule in knowledge.rules.values():
        yield from _values(rule, rule, rule.origin.line(), prose, without={"avoid"})
        for number, avoid in enumerate(rule.avoid):
            yield from _values(rule, avoid, rule.origin.line("avoid", number), prose)


def _values(
    owner: Any,
    record: Any,
    line: int,
    prose: set[tuple[str, str]],
    without: set[str] = frozenset(),
) -> Iterator[Passage]:
    """What a record says beside its prose, as one line of YAML's flow style."""
    path = owner.origin.path
    values = {
        name: _sorted(value)
        for name, value in record.model_dump(mode="json", exclude_defaults=True).items()
        if name not in _NOT_CLINICAL | without and not _is_prose(path, value, prose)
    }
    if values:
        who = "" if isinstance(owner, Rule) else f"{getattr(owner.id, 'value', owner.id)}: "
        yield Passage(path, line, VALUES, who + json.dumps(values, ensure_ascii=False))


def _sorted(value: Any) -> Any:
    """A list of words in order: which comes first in a list of ids says nothing."""
    is_words = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return sorted(value) if is_words else value


def _is_prose(path: str, value: Any, prose: set[tuple[str, str]]) -> bool:
    """Whether a value is words that are a passage of their own."""
    every = value if isinstance(value, list) else [value]
    return bool(every) and all(isinstance(one, str) and (path, one) in prose for one in every)
