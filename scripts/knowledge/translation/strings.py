"""Lists every text that a handout is made of, each by the key that its translation has.

A key is `kind/id/field`, as in `red_flags/pain-getting-worse/short`. The list is worked out from
the records, so that a new sign is a new string without anybody's doing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.digest import digest
from knowledge.model import Kind, Knowledge, Remedy, once
from knowledge.prose.blocks import CITATION
from knowledge.records.handout import EasyRow
from knowledge.records.translations import DIGITS
from knowledge.windows import wider, windows

SHEET, CLINIC, EASY = "sheet", "clinic", "easy"
"""What has a text: every sheet, sheets of clinics that choose it, the guide in easy words."""
SAFETY_KINDS = ("red_flags", "urgencies", "groups")
"""What says when to get help, or who must not use something."""


@dataclass(frozen=True)
class String:
    """A text to translate: its English without citations, the `part` that it is of (SHEET, CLINIC
    or EASY), and whether it says when to get help (`safety`)."""

    key: str
    english: str
    part: str = SHEET
    safety: bool = False

    @cached_property
    def hash(self) -> str:
        """What a translation of today's English has as its `en`."""
        return digest(self.english)[:DIGITS]


@once
def sheet_strings(knowledge: Knowledge) -> dict[str, String]:
    """Return every string of the handout in all its editions, by key, in the order of reading."""
    found: dict[str, String] = {}
    for key, text in _texts(knowledge):
        found[key] = String(key, bare(text), safety=key.startswith(SAFETY_KINDS))
    for key, text in _chosen(knowledge):
        found.setdefault(key, String(key, bare(text), CLINIC))
    for row in knowledge.easy.values():
        key = f"easy/{row.id}/text"
        found[key] = String(key, bare(row.text), EASY)
    return found


def bare(text: str) -> str:
    """Return `text` without citations and with single spaces: what a translation is made from."""
    return " ".join(CITATION.sub("", text).split())


def english_of(knowledge: Knowledge, row: EasyRow) -> tuple[str, ...]:
    """Return the texts that a row in easy words is made from: they stand in its place where its
    translation is not current."""
    strings = sheet_strings(knowledge)
    return tuple(strings[key].english for key in row.keys if key in strings)


def sheet_remedies(knowledge: Knowledge) -> list[Remedy]:
    """Return the remedies that a handout names."""
    return [
        remedy
        for remedy in knowledge.remedies.values()
        if not remedy.not_advised and (remedy.substances or remedy.kind is Kind.SELF_CARE)
    ]


def _texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    if home := knowledge.guides.get("index.md"):
        yield "guides/index/title", sheet_title(home.title)
    for kind, fields in _WHOLE.items():
        for record in getattr(knowledge, kind).values():
            if getattr(record, "on_sheets", True):
                yield from _fields(kind, record, fields)
    again = {line.red_flag for line in knowledge.handout.values() if line.red_flag}
    for name, flag in knowledge.red_flags.items():
        yield from _fields("red_flags", flag, ("lead", "short", "is_not"))
        if name in again:
            yield from _fields("red_flags", flag, ("action",))
    for remedy in sheet_remedies(knowledge):
        yield f"remedies/{remedy.id}/title", remedy.title
    waiting = (name for window in windows(knowledge) for name in wider(knowledge, window.what))
    yield from _things(knowledge, dict.fromkeys(waiting))


def _chosen(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield what only clinics that choose it have: their lines, their signs, the uses of what they
    give, and things that wait nowhere but there."""
    for kind in ("clinic_lines", "clinic_signs", "product_uses"):
        for record in getattr(knowledge, kind).values():
            yield from _fields(kind, record, ("words",))
    yield from _things(knowledge, (*knowledge.substances, *knowledge.activities))


def sheet_title(title: str) -> str:
    """Return the start page's title without the question behind its colon: that costs a line."""
    return title.partition(":")[0]


_WHOLE = {
    "urgencies": ("card", "label", "action", "also", "otherwise"),
    "handout_labels": ("label",),
    "handout": ("text",),
    "stages": ("brief",),
    "phrases": ("phrase",),
    "emergency_numbers": ("place",),
    "groups": ("never",),
}
"""The fields of records that handouts print, where they print all records of the kind."""


def _things(knowledge: Knowledge, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if record := knowledge.substances.get(name):
            yield from _fields("substances", record, ("name",))
            for number, example in enumerate(record.examples):
                yield f"substances/{name}/examples.{number}", example
        elif record := knowledge.activities.get(name):
            yield from _fields("activities", record, ("name", "instead"))


def _fields(kind: str, record: object, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    name = getattr(record.id, "value", record.id)
    for field in fields:
        if text := getattr(record, field):
            yield f"{kind}/{name}/{field}", text
