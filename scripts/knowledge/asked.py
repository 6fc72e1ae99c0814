"""The rows of "Can I use it? A to Z": the written ones, and one for all else that has a day."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from knowledge.model import Asked, Kind, Knowledge, Remedy, once
from knowledge.starts import Start, named_start
from knowledge.windows import Thing, thing, until, windows

A_TO_Z = "treat/remedies-index.md"
"""The page of the rows: each has its id there."""


@once
def asked(knowledge: Knowledge) -> Mapping[str, Asked]:
    """Return every row by its id: a remedy, or a thing that waits, which none of the written rows
    and no remedy is about gets one of its own."""
    rows = dict(knowledge.a_to_z)
    for remedy in knowledge.remedies.values():
        is_medicine = remedy.kind not in (Kind.SELF_CARE, Kind.PRODUCT)
        kind = "medicine" if is_medicine else "skin_care"
        rows.setdefault(remedy.id, _row(remedy, remedy.title, kind))
    about = {*rows} | {name for remedy in knowledge.remedies.values() for name in remedy.substances}
    for name in dict.fromkeys(window.what for window in windows(knowledge)):
        if name not in about and (record := thing(knowledge, name)):
            supply = getattr(record, "supply", "")
            kind = {"": "daily_life", "anyone": "skin_care"}.get(supply, "medicine")
            rows.setdefault(name, _row(record, record.name, kind))
    return MappingProxyType(rows)


def rule_of(knowledge: Knowledge, row: Asked) -> str:
    """Return the id of the record whose rule a row takes; "" where it has none."""
    return row.like or (row.id if named_start(knowledge, row.id) else "")


def start_of(knowledge: Knowledge, row: Asked) -> Start | None:
    """Return the whole rule of a row; None where it has none. What nobody has tested waits for
    healed skin as well, and has no earlier day for what a clinic supplied."""
    start = named_start(knowledge, rule_of(knowledge, row))
    if start and start.day is not None and goes_by_another(row):
        return replace(start, clinic=None, healed=start.healed or start.day > 1, sourced=False)
    return start


def substances_of(knowledge: Knowledge, row: Asked) -> frozenset[str]:
    """Return the ids of the substances that a row is about or goes by."""
    name = rule_of(knowledge, row)
    if remedy := knowledge.remedies.get(name):
        return frozenset(remedy.substances)
    return frozenset({name} & {*knowledge.substances})


def goes_by_another(row: Asked) -> bool:
    """Return whether a row takes the rule of something like it, as nobody has tested it."""
    return row.like is not None and row.like != row.id


def page_of(knowledge: Knowledge, row: Asked) -> str:
    """Return the page, with its anchor if it has one, that says more; "" where none does."""
    name = rule_of(knowledge, row)
    if row.page:
        return row.page
    if name in knowledge.remedies:
        return knowledge.remedies[name].path
    window = until(knowledge, name) or until(knowledge, name, "deep_or_rf")
    return window.rule.path if window else ""


def rows_on(knowledge: Knowledge, path: str) -> list[Asked]:
    """Return the rows about what the page at `path` is about, so that it can lead back to each.
    Those that only go by a rule of the page are found by their names."""
    return [
        row
        for row in asked(knowledge).values()
        if page_of(knowledge, row).partition("#")[0] == path
        and (row.page or not goes_by_another(row))
    ]


def _row(record: Remedy | Thing, name: str, kind: str) -> Asked:
    name = name[:1].upper() + name[1:]
    return Asked(id=record.id, name=name, kind=kind, origin=record.origin)
