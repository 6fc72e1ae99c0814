"""One page of a book as XHTML that pandoc reads without loss.

pandoc drops what it has no rule for without a word, and forgets the class of a paragraph. So all
that it has to carry is written in a way that it carries, and an element without a rule here raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from creators.book.article import BookError, plain_text
from creators.book.elements import heading_level, picture_facts, table_parts, unknown_element

CARDS = ("emergency_now", "same_day", "within_48h", "routine")
"""The kinds of card."""
PICTURES = ("pics", "pair")
"""Boxes of pictures with their words, which need no mark of a list."""
LINES = ("level", "review-status", "cited")
"""Paragraphs that look different. Their class goes to a box around them."""
WIDEST = 6
"""Columns of a table that a page has room for; a row of more becomes a paragraph with the headings
beside the words."""
WIDE, IN_TABLE, TALLEST = 480, 150, 830
"""The width of a picture, its width in a table, and the height that a page of Letter or A4 has room
for, in CSS pixels."""
LEFT_OUT = ".//h1|.//caption"
"""The title, which the chapter has; and captions, which no eye sees on the site: they repeat the
headings above and in the table."""
UNWRAPPED = (
    ".//abbr|.//span|.//div[starts-with(@class, 'r ') or contains("
    "' four lead scroll r facts rule side days go az by-day ', concat(' ', @class, ' '))]"
)
"""Boxes that only a screen needs, and terms with a meaning that appears on a screen: a book has a
glossary."""
KNOWN = set(
    "a br code dd div dl dt figcaption figure h2 h3 h4 img li ol p strong sup table tbody td th"
    " thead tr ul".split()
)
KEPT = set("alt class data-label href scope src start title width".split())
"""The attributes that a book needs."""


@dataclass
class EbookPage:
    """One page of the site, whose own headings begin below level `depth`; `names` are the ids in
    the document by those of the book."""

    page: str
    depth: int
    names: Mapping[str, str]
    _level: int = 1

    def rewrite(self, body: HtmlElement) -> HtmlElement:
        """A copy of the page without its title."""
        body = deepcopy(body)
        for element in body.xpath(LEFT_OUT):
            element.drop_tree()
        for element in body.xpath(UNWRAPPED):
            element.drop_tag()
        rules = (
            (".//*", self._known),
            (".//h2|.//h3|.//h4", self._heading),
            (".//img", self._picture),
            (".//a[@href]", self._link),
            (".//table", self._table),
            (".//div[@class]", self._card),
            (".//p[@class]", self._line),
            (".//figure[@id]", _anchor),
            (".//*", self._attributes),
        )
        for find, rule in rules:
            for element in body.xpath(find):
                rule(element)
        body.tag, body.tail = "div", None
        body.attrib.clear()
        return body

    def _known(self, element: HtmlElement) -> None:
        if element.tag not in KNOWN:
            raise self._unknown(element)

    def _heading(self, element: HtmlElement) -> None:
        self._level = heading_level(self.page, element, self._level)
        element.tag = f"h{self.depth + self._level - 1}"

    def _picture(self, element: HtmlElement) -> None:
        source, _, wide, high = picture_facts(self.page, element)
        in_table = next(element.iterancestors("th", "td"), None) is not None
        element.set("src", source)
        element.set("width", str(IN_TABLE if in_table else min(WIDE, wide, TALLEST * wide // high)))
        if in_table:
            element.addprevious(new_element("br"))

    def _link(self, element: HtmlElement) -> None:
        target = element.get("href")
        if target in self.names:
            element.set("href", f"#{self.names[target]}")
        elif not re.match(r"[a-z]+:", target):
            raise BookError(
                self.page,
                "link",
                "a place in the book or a web address",
                f'"{target}"',
                "correct the link",
            )

    def _table(self, element: HtmlElement) -> None:
        head, rows = table_parts(self.page, element)
        if len(head) > WIDEST:
            element.getparent().replace(
                element, _records([plain_text(cell) for cell in head], rows)
            )

    def _card(self, element: HtmlElement) -> None:
        kind = element.get("class").split()[-1].removeprefix("flags--")
        if kind == "list":
            element.drop_tag()
        elif kind in CARDS:
            element.set("class", f"card {kind}")
            for title in element.xpath("p[contains(@class, 'flags-title')]"):
                title.attrib.pop("class")
                title.tag = "strong"
                _boxed(_boxed(title, "p"), "div", **{"class": "card-title"})
        elif kind in PICTURES:
            element.set("class", "pics")
        elif kind != "words":
            raise self._unknown(element)

    def _line(self, element: HtmlElement) -> None:
        kind = element.get("class").split()[0]
        if kind not in (*LINES, "action", "is-not", "answer"):
            raise self._unknown(element)
        element.attrib.pop("class")
        if kind == "level" and element.find("strong") is None:
            element.tag = "strong"
            element = _boxed(element, "p")
        if kind in LINES:
            _boxed(element, "div", **{"class": kind})

    def _attributes(self, element: HtmlElement) -> None:
        name = self.names.get(element.get("id"))
        kept = {
            key: value
            for key, value in element.attrib.items()
            if key in KEPT and not (key == "class" and element.tag == "a")
        }
        element.attrib.clear()
        element.attrib.update(kept | ({"id": name} if name else {}))

    def _unknown(self, element: HtmlElement) -> BookError:
        return unknown_element(self.page, element, "xhtml_writer")


def new_element(tag: str, text: str | None = None, **attributes: str) -> HtmlElement:
    """An element with a text."""
    element = html.Element(tag, attributes)
    element.text = text
    return element


def _boxed(element: HtmlElement, tag: str, **attributes: str) -> HtmlElement:
    """Put an element in a new one, which is returned."""
    box = html.Element(tag, attributes)
    box.tail, element.tail = element.tail, None
    element.getparent().replace(element, box)
    box.append(element)
    return box


def _anchor(figure: HtmlElement) -> None:
    """Links that lead to a figure in another file of an EPUB are lost, those that lead to a box are
    not."""
    _boxed(figure, "div", id=figure.attrib.pop("id"))


def _records(names: list[str], rows: list[HtmlElement]) -> HtmlElement:
    """A paragraph for each row: its first cell, then each heading with its cell."""
    box = new_element("div")
    for row in rows:
        line = new_element("p")
        for name, cell in zip(names, list(row)):
            cell.tail = "; "
            line.append(cell)
            cell.attrib.clear()
            if cell is line[0]:
                cell.tag, cell.tail = "strong", ". "
            else:
                cell.text = f"{name}: {cell.text or ''}"
        line[-1].tail = "" if plain_text(line[-1]).endswith(".") else "."
        for cell in line[1:]:
            cell.drop_tag()
        box.append(line)
    return box
