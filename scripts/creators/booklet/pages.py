"""Knowledge to the booklet: the pages of docs/_data/booklet.yml, each with its blocks. Every word
comes from the knowledge. In a text, two stars stand before and behind what is bold."""

import json
from dataclasses import dataclass, field

from creators.booklet.prose import Speaker
from creators.booklet.writer import SIGNS_PAGE, Block, Writer
from creators.shell.download_list import Edition
from knowledge.model import Knowledge
from knowledge.problems import place

AUTHOR = "Bumps After Microneedling"


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
    facts = {
        "title": booklet.title,
        "author": AUTHOR,
        "subtitle": booklet.subtitle,
        "scale": booklet.scale,
        "address": booklet.edition.address,
        "pages": [{"title": page.title, "blocks": page.blocks} for page in booklet.pages],
        "date": booklet.edition.date,
    }
    return json.dumps(facts, ensure_ascii=False)


def create_booklet(knowledge: Knowledge, status: str, edition: Edition) -> Booklet:
    """Return the booklet of a knowledge that has passed the checks. `status` says who has reviewed
    the pages, `edition` which site they are of."""
    labels = {name: item.label for name, item in knowledge.booklet_labels.items()}
    numbers = page_numbers(knowledge)
    pages = []
    for number, page in enumerate(knowledge.booklet.values(), 1):
        speaker = Speaker(knowledge, numbers, number, labels["see"])
        writer = Writer(knowledge, status, edition, labels, speaker)
        blocks = tuple(made for block in page.blocks for made in writer.write(block))
        pages.append(Page(page.id, page.title, blocks, place(page)))
    return Booklet(labels["subtitle"], tuple(pages), edition, labels["scale"])


def page_numbers(knowledge: Knowledge) -> dict[str, int]:
    """Return, for the page of each cause that the booklet has, and for that of the signs, the
    number of the page that it has there."""
    found: dict[str, int] = {}
    for number, page in enumerate(knowledge.booklet.values(), 1):
        for block in page.blocks:
            if block.cause:
                found.setdefault(f"causes/{block.cause}.md", number)
            if block.cards:
                found.setdefault(SIGNS_PAGE, number)
    return found
