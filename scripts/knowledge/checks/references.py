"""Every id that is used exists, and everything that exists is used."""

import dataclasses
import functools
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from knowledge.asked import asked
from knowledge.model import Knowledge, once
from knowledge.problems import Problem, at, did_you_mean, place, quote
from knowledge.prose.blocks import CITATION, OPEN_MARK, macros
from knowledge.records.fields import NORMAL, To, parts_of
from knowledge.records.generated import GENERATED_PAGES
from knowledge.translation.strings import sheet_strings
from knowledge.windows import thing, wider

TARGETS = {target.kind: target for target in To}
"""What can be referred to, by its kind."""


@once
def references(knowledge: Knowledge) -> list[tuple[object, tuple, str, str]]:
    """Return every reference as (record, keys of the field, kind of record it names, id): each
    value of a field whose type says that it refers."""
    every = (getattr(knowledge, item.name) for item in dataclasses.fields(Knowledge))
    return [
        (record, *found)
        for records in every
        if isinstance(records, Mapping)
        for record in records.values()
        if isinstance(record, BaseModel)  # a translation refers to nothing
        for found in references_in(record)
    ]


def references_in(part: BaseModel, keys: tuple = ()) -> Iterator[tuple[tuple, str, str]]:
    """Yield every reference of a record or of a part of one, as (keys of the field, kind, id)."""
    for name, target in _referring(type(part)):
        value = getattr(part, name)
        many = isinstance(value, tuple)
        for number, item in enumerate(value if many else (value,)):
            where = (*keys, name, number) if many else (*keys, name)
            if isinstance(item, BaseModel):
                yield from references_in(item, where)
            elif target and item is not None:
                yield where, target.kind, item


@functools.cache
def _referring(kind: type[BaseModel]) -> tuple[tuple[str, To | None], ...]:
    """Return the fields of `kind` that refer, and to what; None for those that hold records."""
    found = []
    for name, info in kind.model_fields.items():
        parts = [*info.metadata, *parts_of(info.annotation)]
        target = next((part for part in parts if isinstance(part, To)), None)
        if target or any(isinstance(part, type) and issubclass(part, BaseModel) for part in parts):
            found.append((name, target))
    return tuple(found)


def check_references(knowledge: Knowledge) -> Iterator[Problem]:
    """Every id in front matter and `_data` names a record that is there. (What a field that is a
    link leads to, the check of links says.)"""
    for record, keys, kind, name in references(knowledge):
        if kind != To.LINKS.kind and name not in (known := ids_of(knowledge, kind)):
            do = did_you_mean(name, known, TARGETS[kind].where)
            yield at(record, keys, f"an id of {TARGETS[kind].words}", quote(name), do)


def check_citations(knowledge: Knowledge) -> Iterator[Problem]:
    """Every citation names a source that was read."""
    for path, line, field, name in cited(knowledge):
        if name == OPEN_MARK:
            continue
        source = knowledge.sources.get(name)
        if not source:
            expected = "a source id of docs/_data/sources.yml, or open"
            do = did_you_mean(name, [*knowledge.sources, OPEN_MARK], To.SOURCES.where)
            yield Problem(path, line, field, expected, quote(name), do)
        elif not source.read:
            expected = "a source that was read"
            got = f"{quote(name)}, read: false ({place(source, 'read')})"
            yield Problem(path, line, field, expected, got, "cite another source or write [^open]")


def check_orphans(knowledge: Knowledge) -> Iterator[Problem]:
    """Nothing is left over: every remedy serves a cause, every red flag a cause or stage, every
    source is cited, every chart is on a page, and every substance, activity and group is used."""
    used = _used(knowledge)
    for kind, is_excused in _USED.items():
        for name, record in getattr(knowledge, kind).items():
            if (kind, name) not in used and not is_excused(record):
                expected = f"{TARGETS[kind].words} that something names"
                got, do = f"{quote(name)}, named nowhere", "name it where it belongs or delete it"
                yield at(record, "id", expected, got, do)


_USED = {
    **dict.fromkeys(
        "red_flags groups findings charts easy_pictures substances activities".split(),
        lambda record: False,
    ),
    "remedies": lambda remedy: remedy.not_advised,
    "sources": lambda source: not source.read,
}
"""Kinds of record that something has to name, and which of them are excused."""


def check_sign_rows(knowledge: Knowledge) -> Iterator[Problem]:
    """Every red flag has a row in the table of signs, and in the guide in easy words."""
    for kind in ("sign_rows", *(["easy"] if knowledge.easy else [])):
        rows = {row.red_flag for row in getattr(knowledge, kind).values()}
        for name, flag in knowledge.red_flags.items():
            if name not in rows:
                expected = f"a red flag with a row in docs/_data/{kind}.yml"
                do = f"add a row there with red_flag: {name}"
                yield at(flag, "id", expected, f"{quote(name)}, in no row", do)


def _used(knowledge: Knowledge) -> set[tuple[str, str]]:
    """Return (kind, id) of everything that something names."""
    used = {(kind, name) for _, _, kind, name in references(knowledge)}
    for kind in ("substances", "activities"):
        used |= {(kind, name) for other, name in used if other == "things"}
    used |= {("sources", name) for _, _, _, name in cited(knowledge)}
    for name, chart in knowledge.charts.items():
        if chart.table.partition("#")[0] in GENERATED_PAGES:  # which shows it itself
            used.add(("charts", name))
    for text in knowledge.texts:
        for macro, names in macros(text.text):
            used |= {("charts", name) for name in names if macro == "chart"}
    return used


def check_kind_of_ends(knowledge: Knowledge) -> Iterator[Problem]:
    """No substance or activity is, through others, a kind of itself."""
    for record in (*knowledge.substances.values(), *knowledge.activities.values()):
        chain = wider(knowledge, record.id)
        if thing(knowledge, chain[-1]).kind_of == record.id:
            got = quote(" is a kind of ".join([*chain, record.id]))
            yield at(record, "kind_of", "something wider", got, "break the circle")


def cited(knowledge: Knowledge) -> Iterator[tuple[str, int, str, str]]:
    """Yield every use of a source, in prose or a field, as (path, line, field, source id)."""
    for text in knowledge.texts:
        for name in CITATION.findall(text.text):
            yield text.path, text.line, "citation", name
    for record, keys, kind, name in references(knowledge):
        if kind == "sources" and name in knowledge.sources:
            dotted = ".".join(key for key in keys if isinstance(key, str))
            yield record.origin.path, record.origin.line(*keys), dotted, name


def ids_of(knowledge: Knowledge, kind: str) -> list[str]:
    """Return the ids of a kind of record, as fields and macros name it."""
    if kind == "things":
        return [*knowledge.substances, *knowledge.activities]
    if kind == "ruled":
        return [*knowledge.remedies, *knowledge.substances, *knowledge.activities]
    if kind == "grades":
        return sorted({source.grade for source in knowledge.sources.values()})
    if kind == "pages":
        return list(knowledge.pages())
    if kind == "rows":
        return list(asked(knowledge))
    if kind == "texts":
        return list(sheet_strings(knowledge))
    if kind == "pictures":
        return [*knowledge.bump_types, *NORMAL]
    records = getattr(knowledge, kind.removeprefix("shown_"))
    return [getattr(key, "value", key) for key in records]
