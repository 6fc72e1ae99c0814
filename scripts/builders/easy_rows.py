"""Shows the rows in easy words whose English has changed, and writes down that somebody has held
them against it."""

import argparse
import re
from pathlib import Path

from builders.output import check_known, say, write_whole
from knowledge.checks.easy import FILE
from knowledge.model import Knowledge
from knowledge.problems import plural
from knowledge.reading.loader import load_knowledge
from knowledge.records.easy import EasyRow
from knowledge.translation.strings import read_hash, record_lines, sheet_strings


def accept_easy_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "rows",
        nargs="*",
        metavar="ROW",
        help="ids of rows that you have held against their English; without any, those to read",
    )


def accept_easy(root: Path, rows: list[str]) -> None:
    """Write the hash of today's English into these rows, or print the stale ones beside their
    English where none is named. Raises WrongUsage for an id that no row has."""
    knowledge, _ = load_knowledge(root)
    if not rows:
        print("\n".join(stale_lines(knowledge)))
        return
    for name in rows:
        check_known(name, knowledge.easy, f"accept-easy: ROW: expected the id of a row of {FILE}")
    lines = (root / FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    hashes = {name: read_hash(knowledge, knowledge.easy[name]) for name in rows}
    stale = [name for name, new in hashes.items() if new and new != knowledge.easy[name].read]
    for row in (knowledge.easy[name] for name in stale):
        number = row.origin.line("read" if row.read else "id") - 1
        lines[number] = _with_hash(lines[number], row, hashes[row.id])
    write_whole(root / FILE, "".join(lines).encode())
    done = plural(len(stale), "row")
    say(f"accept-easy: {done} read anew; the rest had today's English already")


def stale_lines(knowledge: Knowledge) -> list[str]:
    """Return what `build.py status` says of the guide: how many rows are stale, and each with its
    own words and those of today's English."""
    strings, rows = sheet_strings(knowledge), knowledge.easy
    lines = [f"Rows in easy words whose English has changed: {len(knowledge.stale_easy)}"]
    for name in (name for name in rows if name in knowledge.stale_easy):
        lines.append(f"  {name}: {rows[name].text}")
        lines += [f"    now: {english}" for english in record_lines(strings, rows[name])]
    return lines


def _with_hash(line: str, row: EasyRow, new: str) -> str:
    """Return the line of the hash of `row` with the `new` one; that of its id with it in a line
    below, or in the same braces, where there was none."""
    if row.read:
        return re.sub(rf'(read: *)"?{row.read}"?', rf'\g<1>"{new}"', line)
    if "{" in line:
        return re.sub(r"(id: *[\w-]+)", rf'\g<1>, read: "{new}"', line, count=1)
    indent = " " * line.index("id:")
    return f'{line}{indent}read: "{new}"\n'
