"""What is wrong with the content, and where."""

import difflib
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Owner = TypeVar("Owner")

NEAREST = 5
"""Ids that an unknown one is answered with."""
SHOWN = 12
"""Words of a closed list that are shown where none is near."""
ADDRESS = "an address that begins with https:// and has neither ? nor # nor letters beyond ASCII"


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


class CannotBeMade(Exception):
    """A file to keep, such as a PDF, that could not be made; its text is one line for the person
    who wrote what it is made from."""


class ConfigError(Exception):
    """What is wrong with mkdocs.yml, as one line: a Problem for a caller that cannot go on."""


class AddressError(Exception):
    """An address that pages cannot have; its text is one line, and `do` names the right form."""

    def __init__(self, where: str, url: str, do: str) -> None:
        super().__init__(f'{where}: expected {ADDRESS}; got "{url}"; do {do}')
        self.do = do


def at(record, keys: str | tuple, expected: str, got: str, do: str) -> Problem:
    """Return a Problem with the field at `keys` of a record that knows its origin."""
    keys = keys if isinstance(keys, tuple) else (keys,)
    field = ".".join(key for key in keys if isinstance(key, str))
    return Problem(record.origin.path, record.origin.line(*keys), field, expected, got, do)


def in_text(text, field: str, expected: str, got: str, do: str) -> Problem:
    """Return a Problem with a piece of prose, or anything else that has a path and a line."""
    return Problem(text.path, text.line, field, expected, got, do)


def place(record, *keys: str | int) -> str:
    """Return `path:line` of a field of a record that knows its origin."""
    return f"{record.origin.path}:{record.origin.line(*keys)}"


def quote(value: object, longest: int = 60) -> str:
    """Return `value` in quotes, on one line of at most `longest` characters."""
    return f'"{one_line(value, longest)}"'


def one_line(value: object, longest: int = 60) -> str:
    """Return `value` on one line of at most `longest` characters that can be seen."""
    text = "".join(
        char if char.isprintable() else "\ufffd" for char in " ".join(str(value).split())
    )
    return text if len(text) <= longest else text[: longest - 1] + "…"


def did_you_mean(word: str, known: Iterable[str], new: str = "") -> str:
    """Return advice for an unknown `word`: the nearest of the `known` ones, or the whole list when
    it is short. Where a new one may be added, `new` says where, and more of the near ones are
    named."""
    names = sorted(set(known))
    add = f"add {quote(word)} to {new}"
    near = difflib.get_close_matches(str(word), names, n=NEAREST if new else 1, cutoff=0.6)
    if near:
        others = f", or another near it: {', '.join(near[1:])};" if near[1:] else ""
        return f"write {near[0]} (did you mean that?){others}" + (f" or {add}" if new else "")
    if not names:
        return add if new else "take it out"
    if new and len(names) > NEAREST:
        names = difflib.get_close_matches(str(word), names, n=NEAREST, cutoff=0.0) + ["…"]
    elif len(names) > SHOWN:
        names = [*names[:SHOWN], "…"]
    return f"use one of: {', '.join(names)}" + (f"; or {add}" if new else "")


def repeated(owned: Iterable[tuple[Key, Owner]]) -> Iterator[tuple[Key, Owner, Owner]]:
    """Yield each key that another owner had before, with its owner and the first one."""
    first: dict[Key, Owner] = {}
    for key, owner in owned:
        other = first.setdefault(key, owner)
        if other is not owner:
            yield key, owner, other


def plural(number: int, noun: str) -> str:
    """Return `number` and its noun, as in "1 problem" and "2 problems"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
