"""Nothing that is still to be filled in is published: `build.py new-remedy` and its like write
TODO, and what readers need, in its place."""

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.problems import Problem, one_line
from knowledge.reading.loader import ELSEWHERE, read_text, seen_files

_MARK = re.compile(r"\bTODO\b:?[\"\]}]*\s*#?\s*(.*)")
_KEY = re.compile(r"^ *(?:- )?\{?([a-z_]+):")
LONGEST = 120
"""Characters of what a line asks for, as a message repeats it."""


def check_filled_in(root: Path) -> Iterator[Problem]:
    """Every line of the content that says TODO is filled in."""
    elsewhere = (root / path for path in ELSEWHERE.values())
    for file in (*seen_files(root / "docs"), *elsewhere):
        path = file.relative_to(root).as_posix()
        # the loader reports what cannot be read
        text = read_text(root, path, []) if file.suffix in (".md", ".yml") else None
        if text is not None and "TODO" in text:
            yield from _problems(path, text)


def _problems(path: str, text: str) -> Iterator[Problem]:
    field = "text"
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == "---":
            field = "text"
        if key := _KEY.match(line):
            field = key[1]
        if mark := _MARK.search(line):
            asked = one_line(mark[1].strip().rstrip('"]}').strip(), LONGEST)
            expected, do = asked or "what readers need here", "write it in place of the TODO"
            yield Problem(path, number, field, expected, '"TODO"', do)
