"""Text to records. Whatever the text, the answer is a record or Problems, never a traceback."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.model import SECTIONS, Cause, Guide, Origin, Page, Remedy, Rule
from knowledge.problems import Problem, did_you_mean, quote
from knowledge.yaml_lines import Lines, YamlError, parse_yaml

RECORD_OF = {"causes": Cause, "treat": Remedy, "prevent": Rule}
"""The record that a section's pages are; every other page is a Guide."""

_OWN = {"id", "section", "origin", "body", "body_line"}  # of a page: from its path, never from its front matter


def parse_page(path: str, text: str) -> tuple[Page | None, list[Problem]]:
    """The page in `text`. `path` is relative to the project, as `docs/treat/aloe.md`."""
    place = path.removeprefix("docs/").removesuffix(".md").split("/")
    section, name = (place[0], place[1]) if len(place) == 2 else ("", place[0])
    if len(place) > 2 or (section and section not in SECTIONS) or (not section and name != "index"):
        return None, [Problem(path, 1, "page", f"a page in one of the folders {', '.join(SECTIONS)}", quote(path),
                              f"move it to docs/<section>/{name}.md")]
    header, body, body_line, problem = _split(path, text)
    if problem:
        return None, [problem]
    kind = Guide if name == "index" else RECORD_OF.get(section, Guide)
    data, lines, problem = _load(path, header, 2)
    if problem:
        return None, [problem]
    if not isinstance(data, dict):
        return None, [Problem(path, 1, "front matter", "keys and values", quote(data), "write lines such as title: Aloe")]
    problems = [_unknown(path, lines, (key,), kind, _OWN) for key in data if key in _OWN]
    origin = Origin(path, lines)
    data = {key: value for key, value in data.items() if key not in _OWN}
    own = {"id": name, "section": section, "origin": origin, "body": body, "body_line": body_line}
    page, found = _validate(kind, {**data, **own}, origin, hidden=_OWN)
    return (None if problems else page), problems + found


def parse_entries(path: str, text: str, kind: type[BaseModel], key: str) -> tuple[list[Any], list[Problem]]:
    """The records of a `_data` file: one list under one `key`."""
    data, lines, problem = _load(path, text, 1)
    if problem:
        return [], [problem]
    if not isinstance(data, dict) or list(data) != [key] or not isinstance(data[key], list):
        return [], [Problem(path, 1, key, f"one list under the key {key}", quote(data), f"begin the file with {key}:")]
    records, problems = [], []
    for number, item in enumerate(data[key]):
        origin = Origin(path, lines, (key, number))
        if not isinstance(item, dict):
            problems.append(Problem(path, origin.line(), key, "keys and values", quote(item), "begin it with - id:"))
            continue
        hidden = {"origin"}
        problems += [_unknown(path, lines, (key, number, "origin"), kind, hidden)] if "origin" in item else []
        record, found = _validate(kind, {**item, "origin": origin}, origin, hidden)
        records += [record] if record else []
        problems += found
    return records, problems


def _split(path: str, text: str) -> tuple[str, str, int, Problem | None]:
    """Front matter, body, the body's first line, or what is wrong with the fences."""
    lines = text.splitlines()
    if not text.strip():
        return "", "", 1, Problem(path, 1, "page", "a page", "an empty file", "write the page or delete the file")
    if lines[0].rstrip() != "---":
        return "", "", 1, Problem(path, 1, "front matter", "--- on the first line", quote(lines[0]),
                                  "begin the page with its front matter between two lines of ---")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1:]), number + 2, None
    return "", "", 1, Problem(path, 1, "front matter", "a second line of ---", "none",
                              "close the front matter with a line of ---")


def _load(path: str, text: str, first_line: int) -> tuple[object, Lines, Problem | None]:
    try:
        data, lines = parse_yaml(text, first_line)
    except YamlError as error:
        return None, {}, Problem(path, error.line, "YAML", "valid YAML", quote(error),
                                 "look at this line and the one above: a colon in a text needs quotes around the text")
    return data, lines, None


def _validate(kind: type[BaseModel], data: dict, origin: Origin, hidden: set[str]) -> tuple[Any, list[Problem]]:
    try:
        return kind.model_validate(data), []
    except ValidationError as error:
        found = [_problem(kind, origin, item, hidden) for item in error.errors(include_url=False)]
        return None, sorted(set(found))


def _problem(kind: type[BaseModel], origin: Origin, error: Mapping, hidden: set[str]) -> Problem:
    where = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        return _unknown(origin.path, origin.lines, origin.prefix + where, kind, hidden, depth=len(origin.prefix))
    name, info = _field(kind, where)
    line = origin.line(*where)
    dotted = ".".join(str(part) for part in where) or "record"
    got = "nothing" if error["type"] == "missing" or error["input"] is None else quote(error["input"])
    example = _example(info, name)
    return Problem(origin.path, line, dotted, _expected(info, error), got, example)


def _unknown(path: str, lines: Mapping, where: tuple, kind: type[BaseModel], hidden: set[str], depth: int = 0) -> Problem:
    owner = _owner(kind, where[depth:-1])
    known = [name for name in owner.model_fields if name not in hidden]
    line = Origin(path, lines).line(*where)
    return Problem(path, line, str(where[-1]), "a known field", quote(where[-1]), did_you_mean(str(where[-1]), known))


def _owner(kind: type[BaseModel], where: tuple) -> type[BaseModel]:
    """The record that holds the field at `where`: `kind` itself or one nested in it."""
    for part in where:
        if isinstance(part, str) and part in kind.model_fields:
            kind = next((arg for arg in _walk(kind.model_fields[part].annotation)
                         if isinstance(arg, type) and issubclass(arg, BaseModel)), kind)
    return kind


def _walk(annotation: object):
    yield annotation
    for inner in typing.get_args(annotation):
        if not isinstance(inner, (str, int)):
            yield from _walk(inner)


def _field(kind: type[BaseModel], where: tuple) -> tuple[str, Any]:
    names = [part for part in where if isinstance(part, str)]
    owner = _owner(kind, where[:-1])
    for name in reversed(names):
        if name in owner.model_fields:
            return name, owner.model_fields[name]
        if name in kind.model_fields:
            return name, kind.model_fields[name]
    return (names[-1] if names else "record"), None


def _metadata(info: Any, wanted: str) -> Any:
    """A field's own `wanted` (description, examples), or that of a type inside it."""
    if info is None:
        return None
    if getattr(info, wanted, None):
        return getattr(info, wanted)
    for annotation in _walk(info.annotation):
        for extra in getattr(annotation, "__metadata__", ()):
            if getattr(extra, wanted, None):
                return getattr(extra, wanted)
    return None


def _expected(info: Any, error: Mapping) -> str:
    described = _metadata(info, "description")
    if error["type"] in ("model_type", "model_attributes_type"):
        return "keys and values under it"
    if error["type"] == "enum":
        return "one of " + str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
    if described:
        return described
    annotation = getattr(info, "annotation", None)
    return "a list" if typing.get_origin(annotation) in (tuple, types.GenericAlias) else error["msg"].lower()


def _example(info: Any, name: str) -> str:
    examples = _metadata(info, "examples")
    return f"write {name}: {str(examples[0]).strip()}" if examples else f"correct or add the field {name}"
