"""Which entry of a clinic's file to shorten where its sheet has no room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.problems import place
from knowledge.records.clinic import Clinic

RULED = 60
"""Characters that would stand where a sheet has a ruled line."""
ENTRY = 80
"""Characters that an entry under `stricter` adds to a sheet, about."""


def create_advice(clinic: Clinic, sheet: Mapping, over: int) -> tuple[str, str]:
    """The place of the entry to leave out, and what to do, for a sheet (its data) of which `over`
    characters have no room: the shortest entry that is enough, else the longest."""
    return chosen(clinic, sorted(_entries(clinic, sheet), key=lambda entry: entry[1]), over)


def chosen(clinic: Clinic, entries: list[tuple[tuple, int]], over: int) -> tuple[str, str]:
    """The place of the first of `entries` (keys and characters, the shortest first) that is enough,
    else of the longest, and what to do."""
    if not entries:
        return place(clinic, "name"), "shorten the name and the address"
    keys, length = next((entry for entry in entries if entry[1] >= over), entries[-1])
    field = ".".join(key for key in keys if isinstance(key, str))
    more = "" if length >= over else f", and about {over - length} more"
    return place(clinic, *keys), f"leave out this entry of {field}: about {length}{more}"


def _entries(clinic: Clinic, sheet: Mapping) -> Iterator[tuple[tuple, int]]:
    """Each entry that a clinic may leave out, and the characters that it takes on the sheet."""
    for number, note in enumerate(sheet["notes"]):
        yield ("lines", number), len(note)
    if clinic.write_lines:
        yield ("write_lines",), RULED * clinic.write_lines
    for number, (name, use) in enumerate(sheet["products"]):
        yield ("products", number), len(name) + len(use)
    for field in ("first_days", "avoid", "calls", "red_flags"):
        for number, _ in enumerate(getattr(clinic.stricter, field)):
            yield ("stricter", field, number), ENTRY
