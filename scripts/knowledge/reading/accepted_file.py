"""Reads and writes `docs/_data/accepted.tsv`: who has read which passage beside its rules.

One line is one acceptance and holds the words themselves, so that the difference of two versions of
this file is exactly the list of clinical sentences that changed.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.problems import Problem, quote

FILE = "docs/_data/accepted.tsv"
EDITOR, CLINICIAN = ROLES = ("editor", "clinician")
HEAD = """\
# Who has read each clinical sentence beside its rules, as editor or as clinician. `build.py accept`
# writes this file; nobody edits it by hand. Each line: hash, role, day, name, file, words.
"""
_HASH = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Acceptance:
    """One passage, by its hash (16 hex digits), as read by a person (`name`) in a `role` on a
    `day`. `path` and `words` are where it stood and what it said; `line` is its line in FILE, 0
    before it is written."""

    digest: str
    role: str
    day: datetime.date
    name: str
    path: str
    words: str
    line: int = 0


def read_accepted(root: Path, problems: list[Problem]) -> tuple[Acceptance, ...]:
    """Every acceptance, in the order of the file. A project without the file has none."""
    file = root / FILE
    if not file.exists():
        return ()
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            try:
                found.append(_parse(line, number))
            except ValueError as error:
                problems.append(
                    Problem(
                        FILE,
                        number,
                        "acceptance",
                        f"six parts between tabs, as build.py accept writes them ({error})",
                        quote(line),
                        "take the line away and run build.py accept again",
                    )
                )
    return tuple(found)


def _parse(line: str, number: int) -> Acceptance:
    parts = line.split("\t")
    if len(parts) != 6:
        raise ValueError(f"not {len(parts)}")
    digest, role, day, name, path, words = parts
    if not _HASH.fullmatch(digest):
        raise ValueError("the first is a hash of 16 digits")
    if role not in ROLES:
        raise ValueError(f"the second is {' or '.join(ROLES)}")
    return Acceptance(digest, role, datetime.date.fromisoformat(day), name, path, words, number)


def write_accepted(acceptances: Iterable[Acceptance]) -> str:
    """The text of the file."""
    lines = (
        "\t".join((one.digest, one.role, str(one.day), one.name, one.path, one.words))
        for one in acceptances
    )
    return HEAD + "".join(f"{line}\n" for line in lines)
