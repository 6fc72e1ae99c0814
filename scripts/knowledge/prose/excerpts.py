"""Passages of a page by the heading that they stand under, as the booklet names them."""

from collections.abc import Iterable

from knowledge.model import Page
from knowledge.prose.blocks import parse_blocks, plain

_SAID = ("paragraph", "item")


def passages_of(page: Page, under: str | None) -> list[str]:
    """Return the passages under the heading with the id `under`; None: the steps (do_now)."""
    if under is None:
        return list(page.do_now)
    blocks = parse_blocks(page.body, page.body_line)
    return [block.text for block in blocks if block.anchor == under and block.kind in _SAID]


def headings_of(page: Page) -> list[str]:
    """Return the ids of the headings of a page."""
    blocks = parse_blocks(page.body, page.body_line)
    return [block.anchor for block in blocks if block.kind == "heading"]


def chosen(texts: Iterable[str], only: tuple[str, ...]) -> list[str]:
    """Return the texts that begin with one of the words in `only`; all where there are none."""
    return [text for text in texts if not only or begins(text, only)]


def begins(text: str, words: str | tuple[str, ...]) -> bool:
    """Return whether a text begins with these words, or with one of several, as it is read."""
    return plain(text).startswith(words)
