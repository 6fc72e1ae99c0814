"""Says what a field of a record asks for, where its value is not that."""

import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel

from knowledge.problems import Problem, did_you_mean, one_line, quote
from knowledge.records.fields import Origin, parts_of


def shown(value: object) -> str:
    """Return `value` as a message says what it got."""
    return "nothing" if value is None else quote(value)


def field_problem(kind: type[BaseModel], origin: Origin, error: Mapping, own: Mapping) -> Problem:
    """Return the Problem for one of pydantic's errors. `own` are fields that nobody types."""
    where = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        return unknown_field(kind, origin, where, own)
    name, info = _field(kind, where)
    dotted = ".".join(str(part) for part in where) or "record"
    got = "nothing" if error["type"] == "missing" else shown(error["input"])
    item = isinstance(where[-1], int) if where else False
    expected, do = _expected(info, error, item), _example(info, name, item)
    return Problem(origin.path, origin.line(*where), dotted, expected, got, do)


def unknown_field(kind: type[BaseModel], origin: Origin, where: tuple, own: Mapping) -> Problem:
    """Return the Problem with a field at `where` that the record does not have."""
    known = [name for name in _owner(kind, where[:-1]).model_fields if name not in own]
    field, do = one_line(where[-1]) or "field", did_you_mean(str(where[-1]), known)
    got = quote(where[-1])
    return Problem(origin.path, origin.line(*where), field, "a known field", got, do)


def _owner(kind: type[BaseModel], where: tuple) -> type[BaseModel]:
    """Return the record that holds the field at `where`: `kind` itself or one nested in it."""
    for part in where:
        if isinstance(part, str) and part in kind.model_fields:
            types = [one for one in parts_of(kind.model_fields[part].annotation) if _is_record(one)]
            kind = types[0] if types else kind
    return kind


def _is_record(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _field(kind: type[BaseModel], where: tuple) -> tuple[str, Any]:
    names = [part for part in where if isinstance(part, str)]
    owner = _owner(kind, where[:-1])
    for name in reversed(names):
        if name in owner.model_fields:
            return name, owner.model_fields[name]
        if name in kind.model_fields:
            return name, kind.model_fields[name]
    return (names[-1] if names else "record"), None


def _metadata(info: Any, wanted: str, item: bool) -> Any:
    """Return a field's own `wanted`, or that of a type inside it; for an `item` the other way."""
    inside = [
        getattr(extra, wanted, None)
        for annotation in parts_of(getattr(info, "annotation", None))
        for extra in getattr(annotation, "__metadata__", ())
    ]
    own = [getattr(info, wanted, None)]
    return next(filter(None, inside + own if item else own + inside), None)


def _expected(info: Any, error: Mapping, item: bool) -> str:
    words = _metadata(info, "description", item) or _kind_of_value(info) or error["msg"].lower()
    return words if item or not _is_list(info) or words.startswith("a list") else f"a list: {words}"


def _kind_of_value(info: Any) -> str:
    """Return what a field without a description asks for: words, a value or a record."""
    for kind in parts_of(getattr(info, "annotation", None)):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return "one of " + ", ".join(member.value for member in kind)
        if _is_record(kind):
            return "keys and values under it"
        if kind is str:
            return "words"
    return ""


def _is_list(info: Any) -> bool:
    return typing.get_origin(getattr(info, "annotation", None)) is tuple


def _example(info: Any, name: str, item: bool) -> str:
    examples = _metadata(info, "examples", item)
    if not examples:
        return f"correct or add the field {name}"
    example = str(examples[0]).strip()
    if item:
        return f"write {example}"
    if example.startswith("- "):
        return f"write {name}: and below it {example}"
    return f"write {name}: [{example}]" if _is_list(info) else f"write {name}: {example}"
