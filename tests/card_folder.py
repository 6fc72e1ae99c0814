"""Folds a card: where each word of its PDF is once the sheet is printed on both sides, cut out and
folded, and what is wrong with that.

The cut, the fold and the edge to flip on are read from the sheet itself: a mark that is in the
wrong place is a fault like a panel that is.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from pypdfium2 import raw

from sheet_reader import squeeze

MM = 72 / 25.4
SAFE = 4.0
"""Millimeters that all ink keeps from a cut and from the fold."""
FACES = ("front", "inside left", "inside right", "back")
"""The faces of a folded card in the order in which a reader turns them."""


@dataclass(frozen=True)
class Box:
    """A box on a page, in millimeters from its lower left corner."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, other: Box, air: float = 0) -> bool:
        """Whether `other` is in this box, with so much air around it."""
        return (
            self.left + air <= other.left
            and other.right <= self.right - air
            and self.low + air <= other.low
            and other.high <= self.high - air
        )

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


@dataclass(frozen=True)
class Letter:
    """A letter of a page: its box, its size in points, the degrees that it is turned by."""

    text: str
    box: Box
    size: float
    is_bold: bool
    turned: float


class Side:
    """A side of the sheet."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.words = page.get_textpage()
        wide, high = page.get_size()
        self.wide, self.high = wide / MM, high / MM

    @cached_property
    def lines(self) -> list[Box]:
        """What is drawn and is no letter."""
        found = self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        return [Box(*(edge / MM for edge in one.get_bounds())) for one in found]

    @cached_property
    def cut(self) -> Box:
        """The box to cut out: the largest that is drawn."""
        return max(self.lines, key=lambda box: (box.right - box.left) * (box.high - box.low))

    @cached_property
    def fold(self) -> float:
        """How far from the left the fold is: the one upright line through all of the cut."""
        cut = self.cut
        (line,) = [
            box
            for box in self.lines
            if box.right - box.left < 2 and abs((box.high - box.low) - (cut.high - cut.low)) < 2
        ]
        return (line.left + line.right) / 2

    def halves(self) -> tuple[Box, Box]:
        """The panels left and right of the fold."""
        cut = self.cut
        return (
            Box(cut.left, cut.low, self.fold, cut.high),
            Box(self.fold, cut.low, cut.right, cut.high),
        )

    def letters(self) -> Iterator[Letter]:
        for number in range(self.words.count_chars()):
            text = chr(raw.FPDFText_GetUnicode(self.words.raw, number))
            if text.isspace():
                continue
            name = ctypes.create_string_buffer(100)
            raw.FPDFText_GetFontInfo(self.words.raw, number, name, 100, ctypes.c_int())
            yield Letter(
                text,
                Box(*(edge / MM for edge in self.words.get_charbox(number))),
                raw.FPDFText_GetFontSize(self.words.raw, number),
                b"Bold" in name.value,
                round(raw.FPDFText_GetCharAngle(self.words.raw, number) * 57.29578) % 360,
            )

    def ink(self, box: Box) -> float:
        """The share of a box that is lighter than its ground's middle gray: of white letters."""
        picture = self.page.render(scale=4).to_pil().convert("L")
        scale = 4 * MM
        edges = (box.left, picture.height / scale - box.high, box.right)
        low = picture.height / scale - box.low
        letter = picture.crop(tuple(round(edge * scale) for edge in (*edges, low)))
        return sum(letter.histogram()[128:]) / (letter.width * letter.height)

    def text_in(self, box: Box) -> str:
        """The words in a box."""
        edges = (box.left, box.low, box.right, box.high)
        return squeeze(self.words.get_text_bounded(*(edge * MM for edge in edges)))


class Folded:
    """A card, folded. `flip` is the edge that the sheet says to flip on."""

    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data)
        self.sides = [Side(page) for page in self.document]

    @cached_property
    def mirrors_sideways(self) -> bool:
        """Whether a point of the second side is behind the one that is as far from the other side
        of the first; else it is as far from its other end, and upside down."""
        outside = self.sides[0]
        said = squeeze(outside.words.get_text_range())
        assert ("long edge" in said) != ("short edge" in said), "no edge to flip on"
        return ("long edge" in said) == (outside.high > outside.wide)

    def behind(self, box: Box) -> Box:
        """The place on the first side that a box of the second is behind."""
        side = self.sides[0]
        if self.mirrors_sideways:
            return Box(side.wide - box.right, box.low, side.wide - box.left, box.high)
        return Box(box.left, side.high - box.high, box.right, side.high - box.low)

    def faces(self) -> dict[str, tuple[Side, Box, bool]]:
        """For each face its side, its box there, and whether it is upside down when the front is
        upright. The half right of the fold is the front. Its back is what a reader sees to the
        left when they open the card, as with the cover of a book."""
        outside, inside = self.sides
        back, front = outside.halves()
        found = {"front": (outside, front, False), "back": (outside, back, False)}
        for half in inside.halves():
            middle = self.behind(half)
            is_front = (middle.left + middle.right) / 2 > outside.fold
            name = "inside left" if is_front else "inside right"
            found[name] = (inside, half, not self.mirrors_sideways)
        return {name: found[name] for name in FACES if name in found}

    def text_of(self, face: str) -> str:
        side, box, _ = self.faces()[face]
        return side.text_in(box)

    def letters_of(self, face: str) -> list[Letter]:
        side, box, _ = self.faces()[face]
        return [letter for letter in side.letters() if box.touches(letter.box)]


def faults(card: Folded) -> list[str]:
    """What is wrong with a card as a thing of paper: sides that do not lie on each other, a panel
    that is upside down, ink on a cut or on the fold."""
    if len(card.sides) != 2:
        return [f"{len(card.sides)} sides"]
    outside, inside = card.sides
    found = []
    if len(card.faces()) != 4:
        found += [f"faces: {', '.join(card.faces())}"]
    there = card.behind(inside.cut)
    if not all(
        abs(getattr(there, edge) - getattr(outside.cut, edge)) < 0.1
        for edge in ("left", "low", "right", "high")
    ):
        found += ["the cuts of the two sides are not behind each other"]
    for face, (side, box, is_turned) in card.faces().items():
        for letter in side.letters():
            if box.touches(letter.box):
                if letter.turned != (180 if is_turned else 0):
                    found += [f"{face}: {letter.text} is turned"]
                if not box.holds(letter.box, SAFE):
                    found += [f"{face}: {letter.text} is on a cut or the fold"]
    return found + [fault for side in card.sides for fault in _ink(side)]


def _ink(side: Side) -> Iterator[str]:
    """Ink closer to a cut or the fold than it may be, but for the lines themselves, in a picture of
    the side."""
    dots = 8
    picture = side.page.render(scale=dots / MM).to_pil().convert("L")
    for half in side.halves():
        for inset in (1.0, 2.5, SAFE - 0.2):
            left, right = (round(x * dots) for x in (half.left + inset, half.right - inset))
            top, low = (
                round((side.high - y) * dots) for y in (half.high - inset, half.low + inset)
            )
            frame = [
                *(picture.getpixel((x, y)) for x in range(left, right) for y in (top, low)),
                *(picture.getpixel((x, y)) for x in (left, right) for y in range(top, low)),
            ]
            if min(frame) < 250:
                yield f"ink {inset} mm from a cut or the fold"
