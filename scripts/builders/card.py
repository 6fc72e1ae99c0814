"""The order in which the card to carry is read aloud: as a reader turns its panels."""

import io

import pikepdf
from pikepdf import Array, Name

from builders.pdf import packed

HEADING = Name.H1


def in_reading_order(made: bytes) -> bytes:
    """Return a card, in which the first side is read as front and back and the second as the
    inside, so that the back comes last: no page break stands in its way in the structure tree (ISO
    32000-1, 14.8.2.3.1). Each card, and the back, begins with a heading of level 1."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        parts = list(document.K)
        back, inside = [place for place, part in enumerate(parts) if part.S == HEADING][1:3]
        # what stands above the first card of the inside is on the second side as well
        while _page(parts[inside - 1]) == pdf.pages[1].objgen:
            inside -= 1
        document.K = Array([*parts[:back], *parts[inside:], *parts[back:inside]])
        return packed(pdf)


def _page(part: pikepdf.Object) -> tuple[int, int] | None:
    """Return the number of the page that an element of the tree begins on."""
    while "/Pg" not in part:
        kids = part.K
        part = kids[0] if isinstance(kids, Array) else kids
    return part.Pg.objgen
