"""Text to records. Whatever the text, the answer is a record or Problems, never a traceback."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge.model import SECTIONS, Cause, Guide, Origin, Page, Remedy, Rule
from knowledge.phones import emergency_numbers
from knowledge.problems import Problem, quote
from knowledge.reading.messages import field_problem, shown, unknown_field
from knowledge.reading.yaml_lines import Lines, YamlError, parse_yaml
from knowledge.records.clinic import Clinic

RECORD_OF = {"causes": Cause, "treat": Remedy, "prevent": Rule}
"""The record that a section's pages are; every other page is a Guide."""

OWN = {"id", "section", "origin", "body", "body_line"}
"""Fields of a page that come from its path and its text, never from its front matter."""

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


def _unless_refused(otherwise: object) -> Callable:
    """Let a function that parses a file return `otherwise` and the one Problem of a refused one."""

    def decorate(parse: Callable) -> Callable:
        @wraps(parse)
        def parsed(*arguments):
            try:
                return parse(*arguments)
            except _Refused as refused:
                return otherwise, [refused.problem]

        return parsed

    return decorate


@_unless_refused(None)
def parse_page(path: str, text: str) -> tuple[Page | None, list[Problem]]:
    """The page in `text`. `path` is relative to the project, as `docs/treat/aloe.md`."""
    section, name = _place(path)
    _check_signs(path, text)
    header, body, body_line = _split(path, text)
    kind = Guide if name == "index" else RECORD_OF.get(section, Guide)
    data, lines = _mapping(path, header, 2, "front matter", "write lines such as title: Aloe")
    own = {"id": name, "section": section, "body": body, "body_line": body_line}
    return _record(kind, data, Origin(path, lines), own)


@_unless_refused([])
def parse_entries(
    path: str, text: str, kind: type[BaseModel], key: str
) -> tuple[list[Any], list[Problem]]:
    """Return the records of a `_data` file: one list under one `key`."""
    _check_signs(path, text)
    data, lines = _load(path, text, 1)
    if not isinstance(data, dict) or list(data) != [key] or not isinstance(data[key], list):
        expected = f"one list under the key {key}"
        raise _Refused(path, 1, key, expected, shown(data), f"begin the file with {key}:")
    records, problems = [], []
    for number, item in enumerate(data[key]):
        origin = Origin(path, lines, (key, number))
        if isinstance(item, dict):
            record, found = _record(kind, item, origin, {})
        else:
            expected, action = "keys and values", "begin it with - id:"
            record = None
            found = [Problem(path, origin.line(), key, expected, shown(item), action)]
        records += [record] if record else []
        problems += found
    return records, problems


@_unless_refused(None)
def parse_mapping(
    path: str, text: str, kind: type[BaseModel]
) -> tuple[BaseModel | None, list[Problem]]:
    """Return the record of a `kind` that is keys and values, as in the head of a file."""
    _check_signs(path, text)
    data, lines = _mapping(path, text, 1, "head", "write lines such as drafted_by: software")
    return _record(kind, data, Origin(path, lines), {})


@_unless_refused(None)
def parse_clinic(path: str, text: str) -> tuple[Clinic | None, list[Problem]]:
    """The clinic in `text`. `path` is as messages name it; its file name is the clinic's id."""
    file = path.rpartition("/")[2]
    name = file.removesuffix(".yml")
    if not _FILE_NAME.fullmatch(name):
        expected = "a file name in small letters, digits and hyphens that ends in .yml"
        raise _Refused(path, 1, "clinic", expected, quote(file), "rename the file")
    _check_signs(path, text)
    example = "write lines such as name: Riverside Skin Clinic"
    data, lines = _mapping(path, text, 1, "clinic", example)
    if isinstance(data.get("stricter"), dict) and "notes" in data["stricter"]:
        raise _Refused(path, lines["stricter", "notes"], *_NO_NOTES)
    clinic, problems = _record(Clinic, data, Origin(path, lines), {"id": name})
    return clinic, [_with_own_number(one, data.get("country")) for one in problems]


def _with_own_number(problem: Problem, country: object) -> Problem:
    """Let the advice on an emergency number name those of the clinic's own country."""
    if problem.field != "emergency_number":
        return problem
    numbers = " or ".join(map(quote, emergency_numbers(str(country))))
    own = f"of {country}: {numbers}" if numbers else "that calls an ambulance in your country"
    return replace(problem, do=f"write the number {own}")


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


def _mapping(path: str, text: str, first_line: int, field: str, example: str) -> tuple[dict, Lines]:
    """The keys and values in a piece of YAML, with the line of each."""
    data, lines = _load(path, text, first_line)
    if not isinstance(data, dict):
        raise _Refused(path, 1, field, "keys and values", shown(data), example)
    return data, lines


def _check_signs(path: str, text: str) -> None:
    """Raise _Refused at the first sign of `text` that nobody means to type."""
    if found := _UNSEEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        got = f"the character U+{ord(found.group()):04X}"
        expected = "characters that can be seen"
        raise _Refused(path, line, "text", expected, got, "delete it or type it again")


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
        raise _Refused(path, error.line, "YAML", "valid YAML", quote(error), error.do) from None


def _record(
    kind: type[BaseModel], data: dict, origin: Origin, own: dict
) -> tuple[Any, list[Problem]]:
    """The record of `data` and of what is its `own` without being typed, as is its origin."""
    if "origin" in kind.model_fields:
        own = {**own, "origin": origin}
    typed = {key: value for key, value in data.items() if key not in own}
    problems = [unknown_field(kind, origin, (key,), own) for key in data if key in own]
    try:
        record = kind.model_validate({**typed, **own})
    except ValidationError as error:
        errors = error.errors(include_url=False)
        # a list with a broken item counts as too short: the item alone is what is wrong
        around = {item["loc"][:end] for item in errors for end in range(len(item["loc"]))}
        found = {
            field_problem(kind, origin, item, own) for item in errors if item["loc"] not in around
        }
        return None, problems + sorted(found)
    return (None if problems else record), problems
