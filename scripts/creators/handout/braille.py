"""A sheet in braille to the pages of an embosser: 25 lines of 40 cells, in the letters that stand
for cells (BRF). What the cells are, liblouis says (builders/braille.py)."""

import textwrap
from collections.abc import Iterable, Iterator

CELLS, LINES = 40, 25
"""Cells of a line, and lines of a page; the last one has its number."""
INDENT = 2
"""Cells that each sentence begins with; it goes on at the edge."""
FEED = "\f"
"""Ends a page."""


def create_braille(parts: Iterable[tuple[str, ...]]) -> bytes:
    """Return the file of `parts`: each a heading and its sentences, all as cells."""
    lines = [line for part in parts for line in ("", *_part(part))][1:]
    pages = [lines[start : start + LINES - 1] for start in range(0, len(lines), LINES - 1)]
    made = (_page(page, number) for number, page in enumerate(pages, 1))
    return "".join(made).encode("ascii")


def _part(part: tuple[str, ...]) -> Iterator[str]:
    heading, *sentences = part
    yield from _lines(heading, "")
    for sentence in sentences:
        yield from _lines(sentence, " " * INDENT)


def _lines(cells: str, indent: str) -> list[str]:
    return textwrap.wrap(
        cells, CELLS, initial_indent=indent, break_on_hyphens=False, drop_whitespace=True
    )


def _page(lines: list[str], number: int) -> str:
    """Return a page with its number (# and the letters a to j, which stand for digits) at the end
    of its last line."""
    digits = "#" + "".join("JABCDEFGHI"[int(digit)] for digit in str(number))
    filled = [*lines, *[""] * (LINES - 1 - len(lines)), digits.rjust(CELLS)]
    return "\r\n".join(filled) + f"\r\n{FEED}"
