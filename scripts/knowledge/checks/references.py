"""Every id that is used exists, everything that exists is used, and no two pages have one name."""

from __future__ import annotations

import dataclasses
import functools
import typing
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, in_text, quote
from knowledge.prose.blocks import CITATION, MACRO, OPEN_MARK, Text, macros
from knowledge.prose.macros import MACROS
from knowledge.records.fields import To
from knowledge.starts import named_start

AS_TYPED = frozenset(
    "heading alt title summary sign short action card otherwise label name".split()
)
"""Fields that pages print as they stand, so that a macro in one would reach the reader unwritten.
"""

_FLAG = ("a red flag", "docs/_data/red_flags.yml (build.py new-sign)")
_KINDS = {
    "things": ("a substance or activity", "docs/_data/substances.yml or activities.yml"),
    "red_flags": _FLAG,
    "remedies": ("a remedy", "docs/treat/ (build.py new-remedy)"),
    "causes": ("a cause", "docs/causes/ (build.py new-cause)"),
    "sources": ("a source", "docs/_data/sources.yml (build.py new-source)"),
    "findings": ("a finding", "docs/_data/findings.yml"),
    "charts": ("a chart", "docs/_data/charts.yml"),
    "sign_table": _FLAG,
    "look_again": _FLAG,
    "decided": _FLAG,
    "searched": _FLAG,
    "pages": ("a page", "docs/"),
    "groups": ("a group", "docs/_data/groups.yml"),
    "substances": ("a substance", "docs/_data/substances.yml"),
    "activities": ("an activity", "docs/_data/activities.yml"),
    "bump_types": ("a bump type", "docs/_data/bump_types.yml"),
}
"""Each kind of record that is referred to, in words, and where a new one is added."""


def references(knowledge: Knowledge) -> Iterator[tuple[object, tuple, str, str]]:
    """Every reference as (record, keys of the field, kind of record it names, id): each value of a
    field whose type says that it refers."""
    for name in (item.name for item in dataclasses.fields(Knowledge)):
        records = getattr(knowledge, name)
        for record in records.values() if isinstance(records, Mapping) else ():
            for keys, kind, value in _references_in(record, ()):
                yield record, keys, kind, value


def _references_in(part: BaseModel, keys: tuple) -> Iterator[tuple[tuple, str, str]]:
    """Every reference of a record or of a part of one, as (keys of the field, kind, id)."""
    for name, target in _referring(type(part)):
        value = getattr(part, name)
        many = isinstance(value, tuple)
        for number, item in enumerate(value if many else (value,)):
            where = (*keys, name, number) if many else (*keys, name)
            if isinstance(item, BaseModel):
                yield from _references_in(item, where)
            elif target and item is not None:
                yield where, target.value, item


@functools.cache
def _referring(kind: type[BaseModel]) -> tuple[tuple[str, To | None], ...]:
    """The fields of `kind` that refer, with what they refer to, and those that hold other records,
    with None."""
    found = []
    for name, info in kind.model_fields.items():
        parts = [*info.metadata, *_parts(info.annotation)]
        target = next((part for part in parts if isinstance(part, To)), None)
        if target or any(isinstance(part, type) and issubclass(part, BaseModel) for part in parts):
            found.append((name, target))
    return tuple(found)


def _parts(annotation: object) -> Iterator[object]:
    """A type and everything that it is made of."""
    yield annotation
    for inner in typing.get_args(annotation):
        yield from _parts(inner)


def check_references(knowledge: Knowledge) -> Iterator[Problem]:
    """Every id in front matter and `_data` names a record that is there."""
    for record, keys, kind, name in references(knowledge):
        known = _ids(knowledge, kind)
        if name not in known:
            yield Problem(
                record.origin.path,
                record.origin.line(*keys),
                _dotted(keys),
                f"an id of {_kind_words(kind)}",
                quote(name),
                did_you_mean(name, known, _KINDS[kind][1]),
            )


def check_citations(knowledge: Knowledge) -> Iterator[Problem]:
    """Every citation names a source that was read."""
    for path, line, field, name in cited(knowledge):
        if name == OPEN_MARK:
            continue
        source = knowledge.sources.get(name)
        if not source:
            yield Problem(
                path,
                line,
                field,
                "a source id of docs/_data/sources.yml, or open",
                quote(name),
                did_you_mean(name, [*knowledge.sources, OPEN_MARK], _KINDS["sources"][1]),
            )
        elif not source.read:
            yield Problem(
                path,
                line,
                field,
                "a source that was read",
                f"{quote(name)}, read: false ({source.origin.path}:{source.origin.line('read')})",
                "cite another source or write [^open]",
            )


def check_macros(knowledge: Knowledge) -> Iterator[Problem]:
    """Every `{{ macro }}` is a known one, has as many arguments as it takes, and names records that
    are there."""
    for text in knowledge.texts:
        for found in MACRO.finditer(text.text):
            name, arguments = found.group(1), found.group(2).split()
            yield from _check_macro(knowledge, text, name, arguments)
        if "{{" in MACRO.sub("", text.text):
            yield in_text(
                text,
                "macro",
                "{{ name id }}",
                quote(text.text),
                "close it with }} and use plain ids",
            )


def _check_macro(
    knowledge: Knowledge, text: Text, name: str, arguments: list[str]
) -> Iterator[Problem]:
    for fault in _call_faults(text, name, arguments):
        yield Problem(text.path, text.line, "macro", *fault)
    macro = MACROS.get(name)
    if text.field in AS_TYPED or not macro or not macro.least <= len(arguments) <= macro.most:
        return
    known = [key for kind in macro.kinds for key in _ids(knowledge, kind)]
    new = _KINDS.get(macro.kinds[0], ("", ""))[1] if len(macro.kinds) == 1 else ""
    for argument in arguments:
        if argument not in known:
            yield in_text(
                text,
                "macro",
                f"an id that {name} knows",
                quote(argument),
                did_you_mean(argument, known, new),
            )
        elif name in _NEEDS and not _NEEDS[name](knowledge, argument):
            yield in_text(
                text,
                "macro",
                f"a record that has what {name} prints",
                f"{quote(argument)} without it",
                f"set it in the record of {argument}, or write the sentence without {name}",
            )


def _call_faults(text: Text, name: str, arguments: list[str]) -> Iterator[tuple[str, str, str]]:
    """(expected, got, do) for each thing that is wrong with a macro, whatever its ids name."""
    if text.field in AS_TYPED:
        yield (
            f"words alone in {text.field}",
            quote(f"{{{{ {name} … }}}}"),
            "move it into a sentence",
        )
        return
    if name not in MACROS:
        yield "a known macro", quote(name), did_you_mean(name, MACROS)
        return
    macro = MACROS[name]
    if macro.block and text.kind != "macro":
        yield f"{name} alone on a line", quote(text.text), "give it its own line"
    if not macro.least <= len(arguments) <= macro.most:
        count = f"{macro.least} to {macro.most}" if macro.least != macro.most else macro.most
        yield f"{count} ids after {name}", str(len(arguments)), f"correct {{{{ {name} … }}}}"


def _has_day(knowledge: Knowledge, name: str) -> bool:
    start = named_start(knowledge, name)
    return bool(start and start.day is not None)


_NEEDS = {
    "max_days": lambda knowledge, name: knowledge.remedies[name].max_days is not None,
    "test_days": lambda knowledge, name: knowledge.remedies[name].test_days is not None,
    "day": _has_day,
    "wait": _has_day,
    "deep_day": _has_day,
    **dict.fromkeys(
        ("rule", "first_day", "until"),
        lambda knowledge, name: named_start(knowledge, name) is not None,
    ),
}
"""What a record must have for a macro to print it."""


def check_source_dates(knowledge: Knowledge) -> Iterator[Problem]:
    """A source that was read says when it was last checked, and is not past the day by which that
    has to be done again."""
    for source in knowledge.sources.values():
        if source.read and not (source.checked and source.review_by):
            yield Problem(
                source.origin.path,
                source.origin.line("read"),
                "checked",
                "checked and review_by for a source that was read",
                _which(checked=source.checked, review_by=source.review_by),
                "add checked: and review_by: with dates, year first",
            )
        elif source.review_by and source.review_by < knowledge.today:
            yield at(
                source,
                "review_by",
                f"a day from {knowledge.today} on",
                quote(source.review_by),
                (
                    f"hold our statements against {source.id} again, then set both dates"
                    + f" (today is from {knowledge.today_from})" * bool(knowledge.today_from)
                ),
            )


def _which(**dates: object) -> str:
    return next((f"{name} alone" for name, day in dates.items() if day), "neither")


def check_reviews(knowledge: Knowledge) -> Iterator[Problem]:
    """A sign-off names a page that is there, and no day that has not come yet."""
    pages = knowledge.pages()
    for review in knowledge.reviews:
        if review.page not in pages:
            yield at(
                review,
                "page",
                "a page of docs",
                quote(review.page),
                did_you_mean(review.page, pages),
            )
        if review.date > knowledge.today:
            yield at(
                review,
                "date",
                f"a day up to {knowledge.today}",
                quote(review.date),
                knowledge.correct_the_date,
            )


def check_orphans(knowledge: Knowledge) -> Iterator[Problem]:
    """Nothing is left over: every remedy serves a cause, every red flag a cause or stage, every
    source is cited, every chart is on a page, and every substance, activity, group and cause is
    used."""
    used = _used(knowledge)
    excused = {
        "sources": lambda record: not record.read,
        "causes": lambda record: not record.makes_bumps,
        "remedies": lambda record: record.not_advised,
    }
    for kind in ("remedies", "red_flags", "sources", "groups", "causes", "findings", "charts"):
        for name, record in getattr(knowledge, kind).items():
            if (kind, name) not in used and not excused.get(kind, lambda record: False)(record):
                yield _orphan(record, kind, "something")
    for kind in ("substances", "activities"):
        for name, record in getattr(knowledge, kind).items():
            if not {("things", name), (kind, name)} & used:
                yield _orphan(record, kind, "a rule or remedy")


def check_sign_rows(knowledge: Knowledge) -> Iterator[Problem]:
    """Every red flag has a row in the table of signs."""
    rows = {row.red_flag for row in knowledge.sign_rows.values()}
    for name, flag in knowledge.red_flags.items():
        if name not in rows:
            yield at(
                flag,
                "id",
                "a red flag with a row in docs/_data/sign_rows.yml",
                f"{quote(name)}, in no row",
                "add the findings that make it",
            )


def _used(knowledge: Knowledge) -> set[tuple[str, str]]:
    """(kind, id) of everything that something names."""
    used = {(kind, name) for _, _, kind, name in references(knowledge)}
    used |= {("sources", name) for _, _, _, name in cited(knowledge)}
    return used | {
        ("charts", name)
        for text in knowledge.texts
        for macro, names in macros(text.text)
        if macro == "chart"
        for name in names
    }


def _orphan(record, kind: str, namer: str) -> Problem:
    return at(
        record,
        "id",
        f"{_kind_words(kind)} that {namer} names",
        f"{quote(record.id)}, named nowhere",
        "name it where it belongs or delete it",
    )


def check_kind_of_ends(knowledge: Knowledge) -> Iterator[Problem]:
    """No substance or activity is, through others, a kind of itself."""
    for records in (knowledge.substances, knowledge.activities):
        for name, record in records.items():
            seen, above = [name], record.kind_of
            while above in records and above not in seen:
                seen.append(above)
                above = records[above].kind_of
            if above == name:
                yield at(
                    record,
                    "kind_of",
                    "something wider",
                    quote(" is a kind of ".join([*seen, name])),
                    "break the circle",
                )


def check_page_names(knowledge: Knowledge) -> Iterator[Problem]:
    """No two pages have the same file name or the same title."""
    seen: dict[tuple[str, str], object] = {}
    for page in knowledge.pages().values():
        keys = [("title", page.title.lower())] + ([("page", page.id)] if page.id != "index" else [])
        for key in keys:
            other = seen.setdefault(key, page)
            if other is not page:
                yield Problem(
                    page.origin.path,
                    page.origin.line("title"),
                    key[0],
                    f"a {'title' if key[0] == 'title' else 'file name'} of its own",
                    f"{quote(key[1])}, also in {other.origin.path}",
                    "rename one of the two",
                )


def cited(knowledge: Knowledge) -> Iterator[tuple[str, int, str, str]]:
    """Every use of a source as (path, line, field, source id): citations in prose, and sources
    named in fields."""
    for text in knowledge.texts:
        for name in CITATION.findall(text.text):
            yield text.path, text.line, "citation", name
    for record, keys, kind, name in references(knowledge):
        if kind == "sources" and name in knowledge.sources:
            yield record.origin.path, record.origin.line(*keys), _dotted(keys), name


def _ids(knowledge: Knowledge, kind: str) -> Iterable[str]:
    if kind == "things":
        return [*knowledge.substances, *knowledge.activities]
    if kind == "grades":
        return sorted({source.grade for source in knowledge.sources.values()})
    if kind == "pages":
        return list(knowledge.pages())
    # A row, a day, a decision or words to search by do not make up for a cause or stage.
    kind = "red_flags" if kind in ("sign_table", "look_again", "decided", "searched") else kind
    return [getattr(key, "value", key) for key in getattr(knowledge, kind)]


def _kind_words(kind: str) -> str:
    return _KINDS[kind][0]


def _dotted(keys: tuple) -> str:
    return ".".join(str(key) for key in keys if not isinstance(key, int))


CHECKS = (
    check_references,
    check_citations,
    check_macros,
    check_source_dates,
    check_reviews,
    check_orphans,
    check_sign_rows,
    check_kind_of_ends,
    check_page_names,
)
