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
    name, info, _ = _field(kind, where)
    dotted = ".".join(str(part) for part in where) or "record"
    got = "nothing" if error["type"] == "missing" else shown(error["input"])
    item = isinstance(where[-1], int) if where else False
    expected, do = _expected(info, error, item), _example(info, name, item)
    return Problem(origin.path, origin.line(*where), dotted, expected, got, do)


def unknown_field(kind: type[BaseModel], origin: Origin, where: tuple, own: Mapping) -> Problem:
    """Return the Problem with a field at `where` that the record does not have."""
    _, _, owner = _field(kind, where[:-1])
    known = [name for name in owner.model_fields if name not in own]
    field, do = one_line(where[-1]) or "field", did_you_mean(str(where[-1]), known)
    got = quote(where[-1])
    return Problem(origin.path, origin.line(*where), field, "a known field", got, do)


def _field(kind: type[BaseModel], where: tuple) -> tuple[str, Any, type[BaseModel]]:
    """Return the name of the innermost field at `where`, all that is known of it, and the record in
    it, or else the one around it."""
    name, info = "record", None
    for part in where:
        if isinstance(part, str) and part in kind.model_fields:
            name, info = part, kind.model_fields[part]
            kind = next((one for one in parts_of(info.annotation) if _is_record(one)), kind)
    return name, info, kind


def _is_record(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _expected(info: Any, error: Mapping, item: bool) -> str:
    if item and error["type"] == "model_type":
        return "keys and values under it"
    words = _metadata(info, "description", item) or _kind_of_value(info) or error["msg"].lower()
    return words if item or not _is_list(info) or words.startswith("a list") else f"a list: {words}"


def _metadata(info: Any, wanted: str, item: bool) -> Any:
    """Return a field's own `wanted`, or that of a type inside it; for an `item` the other way."""
    inside = [
        getattr(extra, wanted, None)
        for annotation in parts_of(getattr(info, "annotation", None))
        for extra in getattr(annotation, "__metadata__", ())
    ]
    own = [getattr(info, wanted, None)]
    return next(filter(None, inside + own if item else own + inside), None)


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
