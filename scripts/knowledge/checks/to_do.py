"""Nothing that is still to be filled in is published: `build.py new-remedy` and its like write
TODO, and what readers need, in its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from knowledge.problems import Problem, one_line
from knowledge.reading.loader import read_text, seen_files

_MARK = re.compile(r"\bTODO\b:?[\"\]}]*\s*#?\s*(.*)")
_KEY = re.compile(r"^ *(?:- )?\{?([a-z_]+):")
_ITEM = re.compile(r"^ {0,4}- ")
LONGEST = 120
"""Characters of what a line asks for, as a message repeats it."""


@dataclass(frozen=True)
class Draft:
    """A page or record with a TODO: its file, first and last line, and a Problem for each TODO."""

    path: str
    first: int
    last: int
    problems: tuple[Problem, ...]

    def holds(self, problem: Problem) -> bool:
        """Whether `problem` is of this page or record."""
        return problem.path == self.path and self.first <= problem.line <= self.last


def find_drafts(root: Path) -> list[Draft]:
    """Every page of docs/ and every record of docs/_data/ with a TODO in it."""
    found = []
    for file in seen_files(root / "docs"):
        path = file.relative_to(root).as_posix()
        # the loader reports what cannot be read
        text = read_text(root, path, []) if file.suffix in (".md", ".yml") else None
        if text is not None and "TODO" in text:
            found += _drafts(path, text.splitlines(), whole=file.suffix == ".md")
    return found


def check_filled_in(drafts: Iterable[Draft]) -> Iterator[Problem]:
    """Every line that says TODO is filled in."""
    for draft in drafts:
        yield from draft.problems


def without_drafts(problems: Iterable[Problem], drafts: list[Draft]) -> Iterator[Problem]:
    """The problems of what is filled in: what else is wrong with a draft can wait until it is."""
    return (one for one in problems if not any(draft.holds(one) for draft in drafts))


def _drafts(path: str, lines: list[str], whole: bool) -> Iterator[Draft]:
    """The drafts of a file: itself where it is `whole` one thing, else each item of its list."""
    item = 0
    numbered: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines, 1):
        item += not whole and bool(_ITEM.match(line))
        numbered.append((item, number, line))
    for _, group in groupby(numbered, key=lambda entry: entry[0]):
        part = [(number, line) for _, number, line in group]
        if problems := tuple(_problems(path, part)):
            yield Draft(path, part[0][0], part[-1][0], problems)


def _problems(path: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    field = "text"
    for number, line in lines:
        if line.strip() == "---":
            field = "text"
        if key := _KEY.match(line):
            field = key[1]
        if mark := _MARK.search(line):
            asked = mark[1].strip().rstrip('"]}').strip()
            yield Problem(
                path,
                number,
                field,
                one_line(asked, LONGEST) or "what readers need here",
                '"TODO"',
                "write it in place of the TODO",
            )
