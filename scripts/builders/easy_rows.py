"""Shows the rows in easy words whose English has changed, and writes down that somebody has held
them against it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from builders.output import WrongUsage, say, write_whole
from knowledge.checks.easy import FILE
from knowledge.easy import read_hash, record_lines
from knowledge.model import Knowledge
from knowledge.problems import did_you_mean, plural
from knowledge.reading.loader import load_knowledge
from knowledge.translation.strings import sheet_strings


def add_easy_arguments(command: argparse.ArgumentParser) -> None:
    """The options of `build.py accept-easy`."""
    command.add_argument(
        "rows",
        nargs="*",
        metavar="ROW",
        help="ids of rows that you have held against their English; without any, those to read",
    )


def accept_easy_rows(root: Path, options: argparse.Namespace) -> None:
    """Print the stale rows beside their English, or write the new hashes of those that were read.
    Raises WrongUsage for an id that no row has."""
    knowledge, _ = load_knowledge(root)
    if not options.rows:
        print("\n".join(stale_lines(knowledge)))
        return
    for name in options.rows:
        if name not in knowledge.easy:
            raise WrongUsage(
                f'accept-easy: ROW: expected the id of a row of {FILE}; got "{name}"; do'
                f" {did_you_mean(name, knowledge.easy)}"
            )
    done = accept_easy(root, options.rows)
    say(f"accept-easy: {plural(done, 'row')} read anew; the rest had today's English already")


def stale_lines(knowledge: Knowledge) -> list[str]:
    """Return what `build.py status` says of the guide: how many rows are stale, and each with its
    own words and those of today's English."""
    strings, rows = sheet_strings(knowledge), knowledge.easy
    lines = [f"Rows in easy words whose English has changed: {len(knowledge.stale_easy)}"]
    for name in (name for name in rows if name in knowledge.stale_easy):
        lines.append(f"  {name}: {rows[name].text}")
        lines += [f"    now: {english}" for english in record_lines(strings, rows[name])]
    return lines


def accept_easy(root: Path, ids: list[str]) -> int:
    """Write the hash of today's English into each of these rows; return how many had another."""
    knowledge, _ = load_knowledge(root)
    file = root / FILE
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    done = 0
    for row in (knowledge.easy[name] for name in ids):
        new = read_hash(knowledge, row)
        number = row.origin.line("read") - 1
        if new and new != row.read:
            fresh = re.sub(r'(read: *)"?[0-9a-f]*"?', rf'\g<1>"{new}"', lines[number], count=1)
            done += fresh != lines[number]
            lines[number] = fresh
    write_whole(file, "".join(lines).encode())
    return done
