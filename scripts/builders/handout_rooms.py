"""How a translation lies on its pages: which sides of one that was set have no room, and how the
general sheet lies, from run to run."""

import hashlib
import json
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2

from builders.kept import FOLDER, kept, made_by
from creators.handout.room import SMALLER, Room

ROOMS = f"{FOLDER}/rooms"
LARGER = 1.03
"""Letters of the general sheet in large print, beside those in which a clinic's is tried."""
CARD_LEVEL = 2
"""Of the bookmarks of a sheet, counted from 0."""


def sides_over(made: bytes, room: Room) -> set[int]:
    """Return which sides of a sheet, of which each is to have one page, have more. Where a side
    begins is read from the bookmarks: those of the cards, and no others, are on the third level."""
    with pypdfium2.PdfDocument(made) as pdf:
        if len(pdf) == room.pages:
            return set()
        marks = _marks(pdf)
        cards = [place for place, (level, _) in enumerate(marks) if level == CARD_LEVEL]
        # the back has its heading before the cards, and behind them, unless the chart is on the
        # third page, that of what to say on the phone
        starts = [0, marks[cards[0] - 1][1]]
        if room.pages > len(starts):
            starts.append(marks[cards[-1] + (1 if room.chart_last else 2)][1])
        return {
            side
            for side, (one, other) in enumerate(pairwise((*starts, len(pdf))))
            if other > one + 1
        }


def has_room(made: bytes, room: Room, most: int) -> bool:
    """Return whether a sheet has no more pages than its room, or `most`. In large print, the
    smallest letters are for the first card, which has no room on the first page in others."""
    if room.scale <= SMALLER[-1] * LARGER:
        with pypdfium2.PdfDocument(made) as pdf:
            if (CARD_LEVEL, 0) not in _marks(pdf):
                return False
    return page_count(made) <= (room.pages or most)


def page_count(made: bytes) -> int:
    with pypdfium2.PdfDocument(made) as pdf:
        return len(pdf)


def _marks(pdf: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    """Return the level and the page of each bookmark, counted from 0."""
    return [(mark.level, mark.get_dest().get_index()) for mark in pdf.get_toc()]


def kept_facts(
    root: Path, name: str, source: str, styles: Iterable[Path], find: Callable[[], Any]
) -> Any:
    """Return what `find` returns, as JSON has it, or what it returned for the same source, styles
    and `name`: to find how the general sheet lies takes as long as to set some clinics' sheets,
    which begin with that."""
    file = root / ROOMS / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"
    looks = "".join(style.read_text(encoding="utf-8") for style in styles)
    made_from = f"{made_by('typst')} {name} {source} {looks}"
    return json.loads(kept(file, made_from, lambda: json.dumps(find()).encode()))
