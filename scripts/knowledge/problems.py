"""What is wrong with the content, and where."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content, printed as `path:line: field: expected …; got …; do …`.

    `path` is relative to the project folder, `line` counts from 1. `field` is the front-matter key,
    or what stands there ("link", "sentence"). The three other parts are plain words for a writer
    who is no programmer.
    """

    path: str
    line: int
    field: str
    expected: str
    got: str
    do: str

    def __str__(self) -> str:
        return (
            f"{self.path}:{self.line}: {self.field}: expected {self.expected}; got {self.got}; do"
            f" {self.do}"
        )


def at(record, keys: tuple, expected: str, got: str, do: str) -> Problem:
    """A Problem with the field at `keys` of a record that knows its origin."""
    return Problem(
        record.origin.path,
        record.origin.line(*keys),
        ".".join(str(key) for key in keys if not isinstance(key, int)),
        expected,
        got,
        do,
    )


def place(record, *keys: str | int) -> str:
    """`path:line` of a field of a record that knows its origin."""
    return f"{record.origin.path}:{record.origin.line(*keys)}"


def quote(value: object, longest: int = 60) -> str:
    """`value` as it may stand in a one-line message: quoted, on one line, at most `longest`
    characters."""
    return f'"{one_line(value, longest)}"'


def one_line(value: object, longest: int = 60) -> str:
    """`value` on one line of at most `longest` characters that can be seen."""
    text = "".join(
        char if char.isprintable() else "\ufffd" for char in " ".join(str(value).split())
    )
    return text if len(text) <= longest else text[: longest - 1] + "…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advice for an unknown `word`: the nearest of the `known` ones, or the whole list when it is
    short."""
    names = sorted(set(known))
    near = difflib.get_close_matches(str(word), names, n=1, cutoff=0.6)
    if near:
        return f"write {near[0]} (did you mean that?) or add {quote(word)} first"
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"use one of: {shown}" if names else f"add {quote(word)} first"


def plural(number: int, noun: str) -> str:
    """Return `number` and its noun, as in "1 problem" and "2 problems"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
