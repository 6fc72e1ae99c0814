"""A Markdown extension that makes what Markdown writes readable by everyone: tables get a caption,
header cells that say what they head, and a name for each cell, so that a phone can show a row as a
card; notes lose their links back, as several of one name to each note tell a screen reader nothing,
and a browser's Back does it; a mark that points to a source never begins a line."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

WIDE = 6
"""Columns from which a table may be wider than the text on a large screen, and so gets a frame that
scrolls."""

_STASHED = re.compile("\\x02.*?\\x03")  # where Markdown keeps a piece of HTML until the end


class Accessible(Extension):
    """To be named in `markdown_extensions`; it needs no setting."""

    def extendMarkdown(self, md: Markdown) -> None:
        # after `toc` (5) and `footnotes`
        md.treeprocessors.register(_Accessible(md), "accessible", 4)


class _Accessible(Treeprocessor):
    def run(self, root: Element) -> None:
        self.heading = ""
        self._walk(root)
        for element in root.iter():
            _bind_marks(element)

    def _walk(self, parent: Element) -> None:
        """In the order of the page, so that a table's heading is the last one above it."""
        for place, element in enumerate(list(parent)):
            if re.fullmatch("h[1-6]", element.tag):
                self.heading = _words(element)
            elif element.tag == "table":
                _describe(element, self.heading)
                if len(element.findall("thead/tr/th")) >= WIDE:
                    parent[place] = _frame(element, self.heading)
            elif element.get("class") == "footnote":
                _cut_backlinks(element)
            else:
                self._walk(element)


def _describe(table: Element, heading: str) -> None:
    """Add what a reader who cannot see the grid needs (WCAG 2.2, 1.3.1; technique H39 for captions,
    H63 for scope)."""
    labels = [_words(cell) for cell in table.findall("thead/tr/th")]
    caption = Element("caption", {"class": "vh"})
    caption.text = f"{heading}: {', '.join(labels)}"
    table.insert(0, caption)
    if len(labels) > 2:
        table.set("class", "cards-3")
    for cell in table.findall("thead/tr/th"):
        cell.set("scope", "col")
    for row in table.findall("tbody/tr"):
        row[0].tag = "th"
        row[0].set("scope", "row")
        for cell, label in list(zip(row, labels))[1:] if len(labels) > 2 else ():
            cell.set("data-label", label)


def _cut_backlinks(notes: Element) -> None:
    for paragraph in notes.iter("p"):
        for link in [child for child in paragraph if child.get("class") == "footnote-backref"]:
            paragraph.remove(link)


def _bind_marks(parent: Element) -> None:
    """Put a space that does not break before each footnote's number and each open mark."""
    before = None
    for child in parent:
        if child.get("class") == "open-mark" or child.get("id", "").startswith("fnref"):
            if before is None:
                parent.text = _bound(parent.text)
            else:
                before.tail = _bound(before.tail)
        before = child


def _bound(text: str | None) -> str | None:
    return f"{text[:-1]}{AMP_SUBSTITUTE}nbsp;" if text and text.endswith(" ") else text


def _frame(table: Element, heading: str) -> Element:
    """A named region that scrolls by itself and takes the keyboard's focus, so that the page never
    scrolls sideways."""
    frame = Element(
        "div", {"class": "scroll", "role": "region", "aria-label": heading, "tabindex": "0"}
    )
    frame.append(table)
    return frame


def _words(element: Element) -> str:
    text = "".join(element.itertext()).replace(AMP_SUBSTITUTE, "&")
    return " ".join(_STASHED.sub("", text).split())
