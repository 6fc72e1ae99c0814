"""Markdown prose as the checks and creators need it: blocks with line numbers, sentences, links,
citations, macros.

The pages use a small part of Markdown on purpose (headings, paragraphs, flat lists, tables, links,
footnote marks and `{{ macros }}`), so that every view of a page, paper included, can show all of
it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from markdown.extensions.toc import slugify

CITATION = re.compile(r"\[\^([A-Za-z0-9-]+)\]")
LINK = re.compile(r"(?<!!)\[([^\]^][^\]]*)\]\(([^)\s]*)\)")
MACRO = re.compile(r"\{\{\s*([a-z_]+)((?:\s+[A-Za-z0-9_-]+)*)\s*\}\}")
WORD = re.compile(r"[A-Za-z0-9][\w’'.-]*")
OPEN_MARK = "open"
"""The citation `[^open]`: no study was found and this is careful practice."""

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s*\{\s*#([a-z0-9-]+)[^}]*\})?\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)$")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$")
_MARKS = re.compile(r"\{[^}]*\}|[*_`]|\s+\|\s+")
_END = re.compile(r"(?<=[.!?])[\"”’)*]*\s+(?=[\"“‘(*\[]*[A-Z0-9])")


@dataclass(frozen=True)
class Text:
    """A piece of prose and its place. `path` and `line` say where it was typed and `field` in which
    field; `page` is its page's path under docs/, "" for `_data`; `anchor` the id of the heading
    that it is shown under, "" before the first. `kind` is field or, in a body, heading, paragraph,
    item, head (of a table), row or macro; `level` is a heading's own level, else 0."""

    path: str
    line: int
    field: str
    text: str
    page: str = ""
    anchor: str = ""
    kind: str = "field"
    level: int = 0

    @property
    def section(self) -> str:
        """The section of its page; "" for home and for `_data`."""
        return self.page.split("/")[0] if "/" in self.page else ""

    @cached_property
    def sentences(self) -> list[str]:
        """What a check of words reads: plain sentences without macros, a table row as one."""
        if self.kind in ("row", "head"):
            return [" ".join(plain(self.text.replace("|", " "), "").split())]
        return sentences(plain(self.text, ""))

    @cached_property
    def spoken(self) -> list[str]:
        """The sentences as they are read aloud: a macro counts as "day 7"."""
        return sentences(plain(self.text))


def parse_blocks(body: str, first_line: int = 1, path: str = "", page: str = "") -> Iterator[Text]:
    """Yield the blocks of `body`, whose first line is line `first_line` of its file at `path`."""
    anchor, lines = "", body.splitlines()
    for number, kind, line in whole_lines(body):
        level, text = 0, line.strip()
        if kind == "heading":
            level, text, anchor = parse_heading(line)
        elif kind == "item":
            text = _ITEM.match(line).group(1).strip()
        elif kind == "row" and number < len(lines) and _RULE.match(lines[number]):
            kind = "head"
        elif kind not in ("paragraph", "row", "macro"):
            continue
        field = "heading" if kind == "heading" else "text"
        yield Text(path, first_line + number - 1, field, text, page, anchor, kind, level)


def whole_lines(body: str) -> Iterator[tuple[int, str, str]]:
    """Yield (number from 1, kind, text) of the lines of `body`, with each wrapped paragraph or list
    item on one line."""
    held: tuple[int, str, str] | None = None
    for number, line in enumerate(body.splitlines(), start=1):
        kind = _kind(line, held[1] if held else "")
        if kind == "more":
            held = (*held[:2], f"{held[2]} {line.strip()}")
            continue
        if held:
            yield held
        held = (number, kind, line)
    if held:
        yield held


def _kind(line: str, inside: str) -> str:
    if not line.strip():
        return "blank"
    if _HEADING.match(line):
        return "heading"
    if MACRO.fullmatch(line.strip()):
        return "macro"
    if line.startswith("///"):
        return "fence"
    if line.lstrip().startswith("|"):
        return "blank" if _RULE.match(line) else "row"
    if _ITEM.match(line):
        return "item"
    return "more" if inside in ("item", "paragraph") else "paragraph"


def parse_heading(line: str) -> tuple[int, str, str] | None:
    """Return a heading's level, words and id, or None for any other line."""
    found = _HEADING.match(line)
    if not found:
        return None
    marks, words, given = found.groups()
    return len(marks), words, given or slugify(plain(words), "-")


def cells(row: str) -> list[str]:
    """Return the cells of a table row."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


@lru_cache(maxsize=65536)  # each check asks for the same few thousand texts again
def plain(text: str, macro: str = "day 7") -> str:
    """Return `text` as it is read aloud: no citations, no marks; a macro counts as `macro`."""
    if "[" in text:
        text = LINK.sub(r"\1", CITATION.sub("", text))
    if "{" in text:
        text = MACRO.sub(macro, text)
    text = _MARKS.sub(lambda found: ". " if "|" in found.group() else "", text)
    return " ".join(text.split())


def sentences(text: str) -> list[str]:
    """Return the sentences of plain `text`."""
    return [part.strip() for part in _END.split(text.strip(" |")) if part.strip(" |.")]


def macros(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return each macro in `text` as its name and arguments."""
    return [(name, tuple(arguments.split())) for name, arguments in MACRO.findall(text)]
