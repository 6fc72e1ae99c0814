"""The guide in easy words against the texts that it is made from: which of its rows are stale, and
what stands in the place of those."""

from collections.abc import Mapping

from knowledge.digest import digest
from knowledge.model import Knowledge
from knowledge.records.easy import EasyRow
from knowledge.records.translations import DIGITS
from knowledge.translation.strings import String, sheet_strings

NUMBERS, DAY, LAST, DAYS, WEEKS = "{numbers}", "{n}", "{last}", "{days}", "{weeks}"
"""What is filled in: emergency numbers in the heading of their card; in a row with `what`, the day
on which it starts, its last day, and how long it waits."""


def read_hash(knowledge: Knowledge, row: EasyRow) -> str | None:
    """Return the hash of today's English that a row is made from; None for words of its own."""
    strings = sheet_strings(knowledge)
    english = [strings[key].english for key in row.keys if key in strings]
    return digest("\n".join(english))[:DIGITS] if english else None


def stale_rows(knowledge: Knowledge) -> frozenset[str]:
    """Return the ids of the rows that nobody has held against today's English."""
    return frozenset(
        name for name, row in knowledge.easy.items() if row.read != read_hash(knowledge, row)
    )


def record_lines(strings: Mapping[str, String], row: EasyRow) -> tuple[str, ...]:
    """Return the words of what a row is made from, a line for each: they stand in a stale row."""
    return tuple(strings[key].english for key in row.keys if key in strings)
