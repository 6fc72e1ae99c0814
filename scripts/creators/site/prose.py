"""Prose to Markdown for one page: macros become words, remedy names links, citations footnotes and
open marks."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from creators.wording.macros import INLINE, expand
from creators.wording.words import capital
from knowledge.asked import A_TO_Z
from knowledge.model import Knowledge
from knowledge.prose.blocks import CITATION, LINK, MACRO, OPEN_MARK, parse_heading, whole_lines
from knowledge.prose.lexicon import create_jargon, words_pattern
from knowledge.prose.statements import NOT_PATIENT

OPEN_LABEL = "No study found: careful practice"
OPEN_LINK = f'[◇](#open-mark){{ .open-mark title="{OPEN_LABEL}" aria-label="{OPEN_LABEL}" }}'
"""The open mark as it stands in created Markdown: who listens hears what it means, and not the name
of a shape."""

_UNTOUCHED = re.compile(rf"{LINK.pattern}|<[^>]*>|\{{[^}}]*\}}|`[^`]*`|{CITATION.pattern}")
"""Where no remedy is linked: in links, tags, attribute lists, code and citations."""


class PageWriter:
    """Writes the prose of the page at `path` (under docs/), and remembers what the page cites.
    `block` writes a block macro: it takes the macro's name and arguments, and this writer."""

    def __init__(
        self, knowledge: Knowledge, path: str, block: Callable[[str, list[str], PageWriter], str]
    ) -> None:
        self.knowledge, self.path, self._block = knowledge, path, block
        self.cited: dict[str, None] = {}
        self.terms: dict[str, None] = {}
        self.has_open_mark = False
        self._anchor = ""
        self._linked: set[tuple[str, str]] = set()
        self._names = {
            name.lower(): remedy for remedy in knowledge.remedies.values() for name in remedy.names
        }
        self._pattern = words_pattern(self._names)
        self._terms = create_jargon(knowledge)
        self._term_pattern = words_pattern(self._terms)

    def link(self, path: str, anchor: str = "") -> str:
        """The relative address of another page, or of a heading on it."""
        target = posixpath.relpath(path, posixpath.dirname(self.path) or ".")
        return f"{target}#{anchor}" if anchor else target

    def to_rows(self, names: Sequence[str], row_of: Mapping[str, str]) -> list[str]:
        """Names as a cell begins with them, each that has a row of the A to Z as a link to it."""
        shown = [capital(name) if not number else name for number, name in enumerate(names)]
        return [
            f"[{words}]({self.link(A_TO_Z, row_of[name])})" if name in row_of else words
            for words, name in zip(shown, names, strict=True)
        ]

    def bare(self, text: str) -> str:
        """Prose without links to remedies: for cards, which lead nowhere else."""
        return self._cite(self._mark_terms(expand(self.knowledge, text)))

    def line(self, text: str, anchor: str | None = None) -> str:
        """Prose that stands under the heading `anchor`, by default the one that the body has come
        to: the first mention of each remedy there becomes a link."""
        heading = self._anchor if anchor is None else anchor
        linked = self._link_remedies(expand(self.knowledge, text), heading)
        return self._cite(self._mark_terms(linked))

    def body(self, body: str) -> str:
        """A page's body."""
        written = []
        for _, _, text in whole_lines(body):
            if heading := parse_heading(text):
                level, words, self._anchor = heading
                written.append(f"{'#' * level} {words} {{ #{self._anchor} }}")
            elif (macro := MACRO.fullmatch(text.strip())) and macro.group(1) not in INLINE:
                written.append(self._block(macro.group(1), macro.group(2).split(), self))
            else:
                written.append(self.line(text))
        return "\n".join(written).strip()

    @property
    def checked(self) -> list[datetime.date | None]:
        """The days on which the sources that the page cites were checked, each once."""
        return list(dict.fromkeys(self.knowledge.sources[name].checked for name in self.cited))

    def _cite(self, text: str) -> str:
        def mark(found: re.Match) -> str:
            if found.group(1) == OPEN_MARK:
                self.has_open_mark = True
                return OPEN_LINK
            self.cited.setdefault(found.group(1))
            return found.group()

        return CITATION.sub(mark, text)

    def _mark_terms(self, text: str) -> str:
        """The first mention of each medical term on a page for patients gets its meaning as a
        tooltip."""
        if self.path.partition("/")[0] in NOT_PATIENT:
            return text

        def mark(found: re.Match) -> str:
            term = self._terms[found.group().lower()]
            if term.id in self.terms:
                return found.group()
            self.terms.setdefault(term.id)
            return f'<abbr title="{escape(term.meaning)}">{found.group()}</abbr>'

        return _outside(_UNTOUCHED, text, lambda words: self._term_pattern.sub(mark, words))

    def _link_remedies(self, text: str, anchor: str) -> str:
        def link(found: re.Match) -> str:
            remedy = self._names[found.group().lower()]
            if remedy.path == self.path or (anchor, remedy.id) in self._linked:
                return found.group()
            self._linked.add((anchor, remedy.id))
            return f"[{found.group()}]({self.link(remedy.path)})"

        return _outside(_UNTOUCHED, text, lambda words: self._pattern.sub(link, words))


def _outside(pattern: re.Pattern, text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` made to what `pattern` does not match."""
    written, start = [], 0
    for found in pattern.finditer(text):
        written += [change(text[start : found.start()]), found.group()]
        start = found.end()
    return "".join([*written, change(text[start:])])
