"""Where the open mark stands on a sheet for readers. A sheet as data has it behind each line that
no study was found for; where a whole block of a view is such, it stands once, at its heading.

It stays at names of remedies, at what waits, and in a block that has both kinds of lines.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from creators.handout.plan import Stretch, create_stretches
from creators.handout.sheet import Sheet
from creators.wording import words as wording
from creators.wording.words import MARK

Line = TypeVar("Line")
"""A line of a sheet: its words, or a record that has them."""


@dataclass(frozen=True)
class Block:
    """Lines of a sheet below one heading: those of its `part`, each with its words in a `field`
    where it is no mere text, and those labels `among` them that are lines as well."""

    part: str
    field: str = ""
    among: tuple[str, ...] = ()

    def lines(self, sheet: Sheet) -> Iterator[str]:
        """Yield the words of each line."""
        for line in getattr(sheet, self.part):
            yield getattr(line, self.field) if self.field else line
        yield from (sheet.labels[name] for name in self.among if name in sheet.labels)

    def bared(self, sheet: Sheet) -> dict[str, object]:
        """Return the part and the labels of the sheet without the marks of this block."""
        labels = {
            name: bare(words) if name in self.among else words
            for name, words in sheet.labels.items()
        }
        return {"labels": labels, self.part: tuple(map(self._bared, getattr(sheet, self.part)))}

    def _bared(self, line: Line) -> Line:
        if not self.field:
            return bare(line)
        return replace(line, **{self.field: bare(getattr(line, self.field))})


BLOCKS = {
    "phone": Block("phone_lines"),
    "questions": Block("questions"),
    "checks": Block("checks", "text"),
    "normal": Block("normal", "answer", ("better-how",)),
    "feels": Block("stages", "text"),
    "days": Block("stages", "text", ("days-how", "hour-how")),
}
"""By the label of the heading. What the skin feels like stands below a heading of its own, or with
how to count the days below theirs."""
EXPECTED = "expected"
"""The heading of what is expected, where a view has that in one place and not on the cards."""
PAPER = ("phone", "questions", "checks", "normal", "feels", EXPECTED)
WEB = ("phone", "questions", "checks", "normal", "days")
"""The headings of a view."""
_FIRST = re.compile(r".*?(?:[.!?؟।](?= )|[。！？])")
"""The first sentence of a line."""


def marked_once(sheet: Sheet, headings: Iterable[str]) -> Sheet:
    """Return a sheet for readers, in a view that has these `headings`: the mark of a block that is
    open as a whole stands at its heading alone."""
    shown = sheet
    for name in headings:
        if name == EXPECTED:
            shown = _expected_once(shown)
        elif _is_open(shown, BLOCKS[name]):
            shown = _marked(replace(shown, **BLOCKS[name].bared(shown)), name)
    if EXPECTED in headings:
        return shown
    cards = (replace(card, expected=last_marked(card.expected)) for card in shown.cards)
    return replace(shown, cards=tuple(cards))


def _is_open(sheet: Sheet, block: Block) -> bool:
    """Whether each line of a block is open; of what the skin feels like, each stretch of days."""
    lines = list(block.lines(sheet))
    if block.part == "stages":
        felt = (" ".join(one.feels) for one in create_stretches(sheet) if one.feels)
        lines = [*felt, *lines[len(sheet.stages) :]]
    return bool(lines) and all(MARK in line for line in lines)


def _expected_once(sheet: Sheet) -> Sheet:
    lines = [line for card in sheet.cards for line in card.expected]
    if not lines or not all(MARK in line for line in lines):
        return sheet
    cards = (replace(card, expected=tuple(map(bare, card.expected))) for card in sheet.cards)
    return _marked(replace(sheet, cards=tuple(cards)), EXPECTED)


def _marked(sheet: Sheet, heading: str) -> Sheet:
    words = wording.open_marked(sheet.labels[heading], sourced=False)
    return replace(sheet, labels={**sheet.labels, heading: words})


def unlike_signs(shown: Sheet) -> tuple[str, ...]:
    """Return what is expected, or can wait, besides the answers that stand with the pictures."""
    answers = {bare(one.answer) for one in shown.normal}
    lines = (line for card in shown.cards for line in card.expected)
    return tuple(line for line in lines if bare(line) not in answers)


def shown_stretches(sheet: Sheet, shown: Sheet) -> tuple[Stretch, ...]:
    """Return the strip of days of a sheet that is `shown`. What to look at stands among what to do
    there, and not below the heading that has its mark."""
    return create_stretches(replace(shown, checks=sheet.checks))


def last_marked(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines that are read in a row, with one mark behind the last of those that have marks
    one after the other."""
    following = (*lines[1:], "")
    return tuple(bare(line) if MARK in after else line for line, after in zip(lines, following))


def meaning_of_mark(sheet: Sheet) -> str:
    """Return what the mark means: the line of the sheet goes on with the sources."""
    label = sheet.labels["mark"]
    return found[0] if (found := _FIRST.match(label)) else label


def bare(text: str) -> str:
    """Return a text without the mark behind it."""
    return text.removesuffix(f" {MARK}")
