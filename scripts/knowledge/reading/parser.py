"""Text to records. Whatever the text, the answer is a record or Problems, never a traceback."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.model import SECTIONS, Cause, Guide, Origin, Page, Remedy, Rule
from knowledge.problems import Problem, did_you_mean, one_line, quote
from knowledge.reading.yaml_lines import Lines, YamlError, parse_yaml
from knowledge.records.clinic import Clinic

RECORD_OF = {"causes": Cause, "treat": Remedy, "prevent": Rule}
"""The record that a section's pages are; every other page is a Guide."""

# of a page: from its path, never from its front matter
_OWN = {"id", "section", "origin", "body", "body_line"}

_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNSEEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that nobody means to type: controls, half characters, and line ends that YAML counts
and editors do not."""


_NO_NOTES = (
    "stricter.notes",
    "lines chosen from docs/_data/clinic_lines.yml",
    "free notes",
    "write lines: and below it - {line: bring-photos}, or write_lines: 3 for ruled lines to write"
    " on by hand",
)
"""What to write in place of a field that clinics' files had."""


class _Refused(Exception):
    """The one mistake that keeps a file from being read at all."""

    def __init__(self, *problem: Any) -> None:
        super().__init__()
        self.problem = Problem(*problem)


def parse_page(path: str, text: str) -> tuple[Page | None, list[Problem]]:
    """The page in `text`. `path` is relative to the project, as `docs/treat/aloe.md`."""
    try:
        return _page(path, text, *_place(path))
    except _Refused as refused:
        return None, [refused.problem]


def _place(path: str) -> tuple[str, str]:
    """A page's section ("" for home) and its name."""
    place = path.removeprefix("docs/").removesuffix(".md").split("/")
    section, name = (place[0], place[1]) if len(place) == 2 else ("", place[0])
    if len(place) > 2 or (section and section not in SECTIONS) or (not section and name != "index"):
        expected = f"a page in one of the folders {', '.join(SECTIONS)}"
        action = f"move it to docs/<section>/{place[-1]}.md"
        raise _Refused(path, 1, "page", expected, quote(path), action)
    if not _FILE_NAME.fullmatch(name):
        expected = "a file name in small letters, digits and hyphens"
        raise _Refused(path, 1, "page", expected, quote(f"{name}.md"), "rename the file")
    return section, name


def _page(path: str, text: str, section: str, name: str) -> tuple[Page | None, list[Problem]]:
    if problem := _unseen(path, text):
        return None, [problem]
    header, body, body_line = _split(path, text)
    kind = Guide if name == "index" else RECORD_OF.get(section, Guide)
    data, lines = _mapping(path, header, 2, "front matter", "write lines such as title: Aloe")
    problems = [_unknown(path, lines, (key,), kind, _OWN) for key in data if key in _OWN]
    origin = Origin(path, lines)
    data = {key: value for key, value in data.items() if key not in _OWN}
    own = {"id": name, "section": section, "origin": origin, "body": body, "body_line": body_line}
    page, found = _validate(kind, {**data, **own}, origin, hidden=_OWN)
    return (None if problems else page), problems + found


def parse_entries(
    path: str, text: str, kind: type[BaseModel], key: str
) -> tuple[list[Any], list[Problem]]:
    """The records of a `_data` file: one list under one `key`."""
    try:
        return _entries(path, text, kind, key)
    except _Refused as refused:
        return [], [refused.problem]


def _entries(
    path: str, text: str, kind: type[BaseModel], key: str
) -> tuple[list[Any], list[Problem]]:
    if problem := _unseen(path, text):
        return [], [problem]
    data, lines = _load(path, text, 1)
    if not isinstance(data, dict) or list(data) != [key] or not isinstance(data[key], list):
        expected = f"one list under the key {key}"
        raise _Refused(path, 1, key, expected, _shown(data), f"begin the file with {key}:")
    records, problems = [], []
    for number, item in enumerate(data[key]):
        origin = Origin(path, lines, (key, number))
        if not isinstance(item, dict):
            problems.append(
                Problem(
                    path, origin.line(), key, "keys and values", _shown(item), "begin it with - id:"
                )
            )
            continue
        hidden = {"origin"}
        problems += (
            [_unknown(path, lines, (key, number, "origin"), kind, hidden)]
            if "origin" in item
            else []
        )
        record, found = _validate(kind, {**item, "origin": origin}, origin, hidden)
        records += [record] if record else []
        problems += found
    return records, problems


def parse_clinic(path: str, text: str) -> tuple[Clinic | None, list[Problem]]:
    """The clinic in `text`. `path` is as messages name it; its file name is the clinic's id."""
    try:
        return _clinic(path, text)
    except _Refused as refused:
        return None, [refused.problem]


def _clinic(path: str, text: str) -> tuple[Clinic | None, list[Problem]]:
    file = path.rpartition("/")[2]
    name = file.removesuffix(".yml")
    if not _FILE_NAME.fullmatch(name):
        expected = "a file name in small letters, digits and hyphens that ends in .yml"
        raise _Refused(path, 1, "clinic", expected, quote(file), "rename the file")
    if problem := _unseen(path, text):
        return None, [problem]
    example = "write lines such as name: Riverside Skin Clinic"
    data, lines = _mapping(path, text, 1, "clinic", example)
    hidden = {"id", "origin"}
    origin = Origin(path, lines)
    problems = [_unknown(path, lines, (key,), Clinic, hidden) for key in data if key in hidden]
    own = {key: value for key, value in data.items() if key not in hidden}
    if isinstance(own.get("stricter"), dict) and "notes" in own["stricter"]:
        problems.append(Problem(path, origin.line("stricter", "notes"), *_NO_NOTES))
        del own["stricter"]["notes"]
    clinic, found = _validate(Clinic, {**own, "id": name, "origin": origin}, origin, hidden)
    return (None if problems else clinic), problems + found


def _mapping(path: str, text: str, first_line: int, field: str, example: str) -> tuple[dict, Lines]:
    """The keys and values in a piece of YAML, with the line of each."""
    data, lines = _load(path, text, first_line)
    if not isinstance(data, dict):
        raise _Refused(path, 1, field, "keys and values", _shown(data), example)
    return data, lines


def _unseen(path: str, text: str) -> Problem | None:
    found = _UNSEEN.search(text)
    return found and Problem(
        path,
        text.count("\n", 0, found.start()) + 1,
        "text",
        "characters that can be seen",
        f"the character U+{ord(found.group()):04X}",
        "delete it or type it again",
    )


def _split(path: str, text: str) -> tuple[str, str, int]:
    """Front matter, body, and the body's first line."""
    lines = text.removesuffix("\n").split("\n")
    if not text.strip():
        action = "write the page or delete the file"
        raise _Refused(path, 1, "page", "a page", "an empty file", action)
    if lines[0].rstrip() != "---":
        action = "begin the page with its front matter between two lines of ---"
        got = quote(lines[0])
        raise _Refused(path, 1, "front matter", "--- on the first line", got, action)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    action = "close the front matter with a line of ---"
    raise _Refused(path, 1, "front matter", "a second line of ---", "none", action)


def _load(path: str, text: str, first_line: int) -> tuple[object, Lines]:
    try:
        return parse_yaml(text, first_line)
    except YamlError as error:
        action = (
            "look at this line and the one above: a colon in a text needs quotes around the text"
        )
        raise _Refused(path, error.line, "YAML", "valid YAML", quote(error), action) from None


def _validate(
    kind: type[BaseModel], data: dict, origin: Origin, hidden: set[str]
) -> tuple[Any, list[Problem]]:
    try:
        return kind.model_validate(data), []
    except ValidationError as error:
        found = [_problem(kind, origin, item, hidden) for item in error.errors(include_url=False)]
        return None, sorted(set(found))


def _problem(kind: type[BaseModel], origin: Origin, error: Mapping, hidden: set[str]) -> Problem:
    where = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        return _unknown(
            origin.path, origin.lines, origin.prefix + where, kind, hidden, depth=len(origin.prefix)
        )
    name, info = _field(kind, where)
    dotted = ".".join(str(part) for part in where) or "record"
    got = "nothing" if error["type"] == "missing" else _shown(error["input"])
    item = isinstance(where[-1], int) if where else False
    return Problem(
        origin.path,
        origin.line(*where),
        dotted,
        _expected(info, error, item),
        got,
        _example(info, name, item),
    )


def _shown(value: object) -> str:
    return "nothing" if value is None else quote(value)


def _unknown(
    path: str, lines: Mapping, where: tuple, kind: type[BaseModel], hidden: set[str], depth: int = 0
) -> Problem:
    owner = _owner(kind, where[depth:-1])
    known = [name for name in owner.model_fields if name not in hidden]
    line = Origin(path, lines).line(*where)
    return Problem(
        path,
        line,
        one_line(where[-1]) or "field",
        "a known field",
        quote(where[-1]),
        did_you_mean(str(where[-1]), known),
    )


def _owner(kind: type[BaseModel], where: tuple) -> type[BaseModel]:
    """The record that holds the field at `where`: `kind` itself or one nested in it."""
    for part in where:
        if isinstance(part, str) and part in kind.model_fields:
            kind = next(
                (
                    arg
                    for arg in _walk(kind.model_fields[part].annotation)
                    if isinstance(arg, type) and issubclass(arg, BaseModel)
                ),
                kind,
            )
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


def _metadata(info: Any, wanted: str, item: bool) -> Any:
    """A field's own `wanted` (description, examples), or that of a type inside it; for an `item` of
    a list the other way round."""
    inside = [
        getattr(extra, wanted, None)
        for annotation in _walk(getattr(info, "annotation", None))
        for extra in getattr(annotation, "__metadata__", ())
    ]
    own = [getattr(info, wanted, None)]
    return next(filter(None, inside + own if item else own + inside), None)


def _expected(info: Any, error: Mapping, item: bool) -> str:
    words = _metadata(info, "description", item) or _kind_of_value(info) or error["msg"].lower()
    return words if item or not _is_list(info) or words.startswith("a list") else f"a list: {words}"


def _kind_of_value(info: Any) -> str:
    """What a field without a description asks for: words, one of an enum's values, or a record."""
    for kind in _walk(getattr(info, "annotation", None)):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return "one of " + ", ".join(member.value for member in kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
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
