"""The booklet as data: pages of blocks, each of a kind that its templates know. Every word of it
comes from the knowledge. In a text, two stars stand before and behind what is bold."""

import json
from dataclasses import dataclass, field

from creators.shell.download_list import Edition

AUTHOR = "Bumps After Microneedling"

Block = dict
"""What booklet.typ and booklet.xhtml.jinja show by the function that is named like its `kind`;
creators.booklet.writer has a method for each."""


@dataclass(frozen=True)
class Page:
    """A page. `place` is the line of docs/_data/booklet.yml that it is from."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    place: str


@dataclass(frozen=True)
class Booklet:
    """The booklet. Its first page is its cover, whose title is the booklet's; `subtitle` stands
    below that. `scale` says how long the bar in its close-ups is."""

    subtitle: str
    pages: tuple[Page, ...]
    edition: Edition = field(repr=False)
    scale: str = ""

    @property
    def title(self) -> str:
        """The title by which a library lists it."""
        return self.pages[0].title


def create_source(booklet: Booklet) -> str:
    """Return all that overrides/paper/booklet.typ makes the PDFs from, but its pictures: one JSON
    text."""
    pages = [{"title": page.title, "blocks": page.blocks} for page in booklet.pages]
    return json.dumps(
        {
            "title": booklet.title,
            "author": AUTHOR,
            "subtitle": booklet.subtitle,
            "scale": booklet.scale,
            "address": booklet.edition.address,
            "pages": pages,
            "date": booklet.edition.date,
        },
        ensure_ascii=False,
    )
