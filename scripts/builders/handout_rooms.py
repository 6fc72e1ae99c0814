"""How a translation lies on its pages: which sides of one that was set have no room, and how the
general sheet lies, from run to run."""

import hashlib
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2

from builders.kept import FOLDER, kept, made_by
from creators.handout.room import Room

ROOMS = f"{FOLDER}/rooms"
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


def opens_with_a_card(made: bytes) -> bool:
    """Return whether the first card of a sheet stands on its first page."""
    with pypdfium2.PdfDocument(made) as pdf:
        return (CARD_LEVEL, 0) in _marks(pdf)


def _marks(pdf: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    """Return the level and the page of each bookmark, counted from 0."""
    return [(mark.level, mark.get_dest().get_index()) for mark in pdf.get_toc()]


def kept_facts(root: Path, name: str, made_from: str, find: Callable[[], Any]) -> Any:
    """Return what `find` returns, as JSON has it, or what it returned for the same text and the
    same `name`: to find how the general sheet lies takes as long as to set some clinics' sheets,
    which begin with that."""
    file = root / ROOMS / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"
    made_from = f"{made_by('typst')} {name} {made_from}"
    return json.loads(kept(file, made_from, lambda: json.dumps(find()).encode()))
