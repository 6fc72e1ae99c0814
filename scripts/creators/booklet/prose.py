"""Prose of the knowledge as a booklet says it: macros as words, a link to what stands elsewhere in
the booklet as the number of that page, and the mark ◇ where no study was found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, normpath

from creators.wording import words as wording
from creators.wording.macros import expand
from knowledge.model import Knowledge
from knowledge.prose.blocks import CITATION, LINK, OPEN_MARK
from knowledge.prose.texts import chosen, passages_of
from knowledge.records.handout import Prose

SPACE = "\u00a0"
"""Keeps two words on one line."""
_GAP = re.compile(r" +(?=[.,;: ]|$)")


@dataclass(frozen=True)
class Speaker:
    """Says texts for the page `here` of a booklet, whose `numbers` are those of the pages of the
    site; `see` stands before a number."""

    knowledge: Knowledge
    numbers: Mapping[str, int]
    here: int
    see: str

    def say(self, *texts: str, path: str = "") -> str:
        """Return `texts`, from the page at `path`, one after the other, with one mark for all."""
        is_open = any(OPEN_MARK in CITATION.findall(text) for text in texts)
        words = " ".join(self._words(text, path) for text in texts)
        return wording.bound(wording.open_marked(words, not is_open))

    def _words(self, text: str, path: str) -> str:
        def lead(found: re.Match[str]) -> str:
            target = normpath(f"{dirname(path)}/{found[2].partition('#')[0]}").lstrip("/")
            return found[1] + self.number(target)

        words = LINK.sub(lead, CITATION.sub("", expand(self.knowledge, text)))
        return _GAP.sub("", words)

    def number(self, path: str) -> str:
        """Return the number for the page of the site at `path`, in brackets; "" where that is this
        page or none."""
        number = self.numbers.get(path, self.here)
        return "" if number == self.here else f" ({self.see}{SPACE}{number})"

    def passages(self, wanted: Prose) -> Iterator[str]:
        """Yield the passages that a block wants, in the order of their page."""
        page = self.knowledge.pages()[wanted.page]
        for text in chosen(passages_of(page, wanted.under), wanted.only):
            yield self.say(text, path=page.path)
