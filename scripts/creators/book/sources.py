"""The sources of a book: each entry gets a number, and every citation leads to it."""

from collections.abc import Mapping

from lxml import html
from lxml.html import HtmlElement

from creators.book.article import HOME

SOURCES = ("about/sources", "about/sources-clinics")
"""The pages with an entry for each source."""
CITATIONS = ".//a[@class='footnote-ref']"
OPEN_MARK = "open-mark"
"""Where the mark ◇ is explained: once in a book, on its first pages."""


def source_of(link: HtmlElement) -> str:
    """The id of the source that a citation leads to: its entry's id on the pages of sources."""
    return link.get("href").partition("#fn:")[2].lower()


def number_sources(bodies: list[HtmlElement], cited: set[str] | None) -> dict[str, tuple[int, str]]:
    """Give the entries of the pages of sources their numbers, in order, and leave out those that
    are not `cited` (None: keep all). Returns each source's number and target."""
    numbers: dict[str, tuple[int, str]] = {}
    for body in bodies:
        for entries in body.findall(".//ul"):
            start = len(numbers) + 1
            for entry in entries.findall("li"):
                anchor = entry.find("a[@id]")
                source = anchor.get("id").partition("#")[2] if anchor is not None else ""
                if source and cited is not None and source not in cited:
                    entry.drop_tree()
                elif source:
                    numbers[source] = (len(numbers) + 1, anchor.get("id"))
            if len(numbers) >= start:
                entries.tag = "ol"
                entries.set("start", str(start))
    return numbers


def cite(key: str, body: HtmlElement, numbers: Mapping[str, tuple[int, str]]) -> None:
    """Citations lead to the numbered entries, and stand in the list of the chapter's sources in
    place of the notes. What the open mark means stands on the first pages alone."""
    used: dict[str, tuple[int, str]] = {}
    for link in body.iterfind(CITATIONS):
        source = source_of(link)
        used[source] = numbers[source]
        link.text, link.attrib["href"] = str(numbers[source][0]), numbers[source][1]
    if key != HOME and (mark := body.find(f".//a[@id='{key}#{OPEN_MARK}']")) is not None:
        mark.getparent().drop_tree()
    for notes in body.findall(".//div[@class='footnote']"):
        notes.getparent().replace(notes, _cited(used))


def _cited(used: Mapping[str, tuple[int, str]]) -> HtmlElement:
    """The numbers of the sources, each a link to its entry."""
    line = html.Element("p", {"class": "cited"})
    for number, target in sorted(used.values()):
        link = html.Element("a", {"class": "source", "href": target})
        link.text, link.tail = str(number), ", "
        line.append(link)
    line[-1].tail = ""
    return line
