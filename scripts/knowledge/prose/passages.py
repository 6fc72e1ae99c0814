"""Lists the passages: every piece of clinical text, and every clinical value of a record, that a
person has to have read before it is published.

Patterns do not understand sentences, so no check decides whether a sentence is safe: an editor
reads it beside its rules, and their acceptance is bound to these very words
(`knowledge/checks/accepted.py`).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from knowledge.digest import digest
from knowledge.model import Knowledge, once
from knowledge.prose.statements import NOT_PATIENT
from knowledge.translation.strings import english_of

VALUES = "values"
"""The field of a passage that holds what a record says in days, levels and ids."""

_NOT_CLINICAL_KINDS = frozenset(
    """
    translations languages sources drills hazards decisions foreign_words same_words
""".split()
)
"""Kinds of records whose values no editor accepts: others answer for them (those of translations,
sources and words of other languages), or writers alone read them. All others say days, levels, who
must not, what goes with what, or whom to call."""

_NOT_CLINICAL = {
    *("id", "origin", "section", "body", "body_line", "moved_from", "title", "summary"),
    *("sources", "window_sources", "supports", "judgement", "never_say", "date", "content_hash"),
    *("avoid", "changes"),
}
"""Fields that say where a record stands and what it rests on, which the checks read; each of the
waits of a rule, and of the changes of a version, is a passage of its own."""

_NOT_READ_BY_PATIENTS = ("hazards.yml", "decisions.yml")
"""Files of docs/_data that are for those who write, whose words no patient is asked to act on."""

_FLOW = json.JSONEncoder(ensure_ascii=False)
"""Writes values as YAML's flow style does."""
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

    @cached_property  # asked for what is missing, and for what is gone
    def digest(self) -> str:
        """The hash of its words: a passage that moves down its page stays accepted. One in easy
        words is read again when what it says has changed."""
        return digest("\n".join((f"{self.field == VALUES}:{self.words}", *self.says)))


@once
def passages(knowledge: Knowledge) -> tuple[Passage, ...]:
    """Every passage, by file and line: pages, data, records' values, and the words of templates."""
    said = {*_of_texts(knowledge)}
    prose = {(text.path, text.text) for text in knowledge.texts}
    prose |= {(one.path, one.words) for one in said}
    found = {*said, *_of_values(knowledge, prose)}
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.field, one.words)))


def _of_texts(knowledge: Knowledge) -> Iterator[Passage]:
    says = {row.id: english_of(knowledge, row) for row in knowledge.easy.values()}
    for text in (*knowledge.texts, *knowledge.template_words):
        if text.section in NOT_PATIENT or text.path.endswith(_NOT_READ_BY_PATIENTS):
            continue
        easy = says.get(text.anchor, ()) if text.path == _EASY else ()
        yield Passage(text.path, text.line, text.field, " ".join(text.text.split()), easy)


def _of_values(knowledge: Knowledge, prose: set[tuple[str, str]]) -> Iterator[Passage]:
    for kind in fields(knowledge):
        records = getattr(knowledge, kind.name)
        if isinstance(records, Mapping) and kind.name not in _NOT_CLINICAL_KINDS:
            for record in records.values():
                who = getattr(record.id, "value", record.id)
                yield from _values(record, record, record.origin.line(), prose, f"{who}: ")
    for part, owners in (("avoid", knowledge.rules), ("changes", knowledge.versions)):
        for owner in owners.values():
            for number, record in enumerate(getattr(owner, part)):
                yield from _values(owner, record, owner.origin.line(part, number), prose)
    for change in knowledge.changes:
        yield from _values(change, change, change.origin.line(), prose)


def _values(
    owner: Any, record: Any, line: int, prose: set[tuple[str, str]], who: str = ""
) -> Iterator[Passage]:
    """What a record says beside its prose, as one line of YAML's flow style."""
    path, values = owner.origin.path, {}
    for name, value in record.model_dump(mode="json", exclude_defaults=True).items():
        every = value if isinstance(value, list) else [value]
        is_words = bool(every) and all(isinstance(one, str) for one in every)
        is_prose = is_words and all((path, one) in prose for one in every)
        if name not in _NOT_CLINICAL and not is_prose:
            # which comes first in a list of ids says nothing
            values[name] = sorted(value) if is_words and isinstance(value, list) else value
    if values:
        yield Passage(path, line, VALUES, who + _FLOW.encode(values))
