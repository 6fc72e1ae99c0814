"""The book of all pages for patients beside the pages that it was made from: the chapters of the
one, the words and links of the other."""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from knowledge.reading.config import parse_config
from pdf_reader import INLINE, Mark, Node, Pdf

SOURCES = ("about/sources", "about/sources-clinics")
LEFT_OUT = ".//nav|.//form|.//hr|.//caption|.//script|.//*[@hidden]"
"""What no chapter shows: what only serves a screen, or waits for a script."""
WORDS = ".//div[@class='words']"
"""Each page's own list of words, which is left out where the book has the whole glossary."""
BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "th",
    "tr",
    "div",
    "figcaption",
    "dt",
    "dd",
    "br",
    "ul",
    "ol",
    "table",
}
MARKER = re.compile(r"•|\d+\.")
"""What stands before an item of a list."""
PAGE = re.compile(r"\s*\(page\s(\d+)\)$")


def is_for_patients(key: str) -> bool:
    """Whether the book has the page: none that is about the site, but what words and sources are
    looked up in."""
    return key.split("/")[0] != "about" or key in ("about/glossary", *SOURCES)


class Entry(NamedTuple):
    """A line of the contents: its words, the page number that it prints, the place that it leads
    to."""

    words: str
    number: int
    place: object


class Chapter(NamedTuple):
    """What stands from one heading of the contents to the next: the elements, the heading first."""

    title: str
    nodes: list[Node]


class Jump(NamedTuple):
    """A link in the book: its words, the page number that it prints (0 for none), the place that it
    leads to."""

    words: str
    number: int
    place: object


class Book(Pdf):
    """A book with contents."""

    @cached_property
    def contents(self) -> list[Entry]:
        """The lines of the contents."""
        found = []
        for item in self.root.find("TOCI"):
            words, number = self.text(item).rsplit(" ", 1)
            found += [
                Entry(words, int(number), area.Dest)
                for link in item.find("Link")
                for area in link.annotations[:1]
            ]
        return found

    @cached_property
    def chapters(self) -> list[Chapter]:
        """Parts and chapters, by the headings that the contents list, in their order."""
        titles = [entry.words for entry in self.contents]
        found: list[Chapter] = []
        for node in self.root.children[0].children:
            if (
                node.kind in ("H1", "H2")
                and len(found) < len(titles)
                and self.text(node) == titles[len(found)]
            ):
                found.append(Chapter(titles[len(found)], []))
            if found:
                found[-1].nodes.append(node)
        return found

    def said(self, nodes: list[Node]) -> str:
        """The words of these elements as the page says them: without marks of list items, the text
        of pictures, the page numbers of links and the addresses behind links to the web."""
        return " ".join(re.sub(r"\s*\0", "", "".join(self._kids_said(nodes))).split())

    def _kids_said(self, kids: list) -> Iterator[str]:
        for kid in kids:
            if isinstance(kid, Mark):
                yield self.texts.get(kid, "")
            elif kid.kind in INLINE:
                yield from self._said(kid)
            else:
                yield from (" ", *self._said(kid), " ")

    def _said(self, node: Node) -> Iterator[str]:
        if node.kind == "Figure" or node.kind == "Lbl" and MARKER.fullmatch(self.text(node)):
            return
        if node.kind == "Link":
            words = self.text(node)
            yield (
                "\0"
                if any(str(area.A.URI) == words for area in node.annotations if "/A" in area)
                else PAGE.sub("", words)
            )
            return
        yield from self._kids_said([kid for kid in node.kids if isinstance(kid, (Mark, Node))])

    def jumps(self, nodes: list[Node]) -> list[Jump]:
        """The links of these elements to places in the book."""
        links = [
            link
            for node in nodes
            for link in ([node] if node.kind == "Link" else node.find("Link"))
        ]
        return [
            Jump(
                PAGE.sub("", words := self.text(link)),
                int(found[1]) if (found := PAGE.search(words)) else 0,
                area.Dest,
            )
            for link in links
            for area in link.annotations[:1]
            if "/Dest" in area
        ]


class Site:
    """The articles of a built site, by their addresses without ending, in the order of its
    navigation."""

    def __init__(self, root: Path) -> None:
        self.places = parse_config((root / "mkdocs.yml").read_text(encoding="utf-8"))[0].places
        self.places = [place for place in self.places if is_for_patients(_key(place.path))]
        self.sections = {_key(place.path): place.section for place in self.places}
        self.articles = {key: _article(root / "site" / key / "index.html") for key in self.sections}
        entries = [
            anchor.get("id")
            for key in SOURCES
            for anchor in self.articles[key].xpath(".//li/a[@id]")
        ]
        self.numbers = {source: number for number, source in enumerate(entries, 1)}

    def title(self, key: str) -> str:
        """The page's heading."""
        return plain(self.articles[key].find(".//h1"))

    def body(self, key: str, left_out: str = f"{LEFT_OUT}|{WORDS}") -> HtmlElement:
        """A copy of the page's article as the book has it: what it leaves out is gone, and
        citations have the numbers of the list of sources."""
        body = deepcopy(self.articles[key])
        for element in body.xpath(left_out):
            element.drop_tree()
        for fold in body.findall(".//details"):
            _open(fold)
        cited = []
        for link in body.iterfind(".//a[@class='footnote-ref']"):
            cited.append(self.numbers[link.get("href").partition("#fn:")[2].lower()])
            link.text = str(cited[-1])
        for notes in body.iterfind(".//div[@class='footnote']"):
            del notes[:]
            notes.text = ", ".join(str(number) for number in sorted(set(cited)))
        for mark in body.xpath(".//p/*[@id='open-mark']/.."):
            mark.drop_tree()
        return body

    def citations(self, key: str) -> int:
        """How many numbers of sources the page's chapter has: those in the text, and each once at
        its foot."""
        cited = self.articles[key].xpath(".//a[@class='footnote-ref']/@href")
        return len(cited) + len(set(cited))

    def words(self, key: str, large: bool = False) -> str:
        """The words of the page's chapter, in the book of everything, or in that of a section in
        `large` print, which has tables of three and more columns as lists."""
        body = self.body(key, LEFT_OUT) if large else self.body(key)
        self._drop_ways_out(body, key, large)
        for element in [_front(body), *body.xpath(".//a[normalize-space() = @href]")]:
            _empty(element)
        for table in body.iterfind(".//table"):
            heads = [plain(cell) for cell in table.iterfind("thead/tr/th")]
            if len(heads) > 6 or large and len(heads) > 2:
                _name_cells(table, heads)
        return _spaced(body)

    def _drop_ways_out(self, body: HtmlElement, key: str, large: bool) -> None:
        """Take away what only leads to pages that the book has not: links of the last line, whole
        paragraphs, and entries of the lists of a landing page."""

        def out(link: HtmlElement) -> bool:
            target = self._target(key, link)[0]
            return target not in self.sections or (
                large and self.sections[target] != self.sections[key]
            )

        for link in body.xpath(".//p[@class='review-status']/a[@href]"):
            if out(link):
                link.drop_tree()
        for element in body.xpath(".//p | .//li" if "/" not in key else ".//p"):
            links = element.findall("a[@href]")
            words = "".join(plain(link) for link in links)
            said = plain(element).replace("·", "")
            if words.replace(" ", "") == said.replace(" ", "") and links:
                if all(map(out, links)):
                    element.drop_tree()

    @staticmethod
    def _target(key: str, link: HtmlElement) -> tuple[str, str]:
        """The page and fragment that a link leads to; its own address for one to the web."""
        if re.match(r"[a-z]+:", link.get("href")):
            return link.get("href"), ""
        path, _, fragment = urljoin(f"/{key}/" if key else "/", link.get("href")).partition("#")
        return normpath(path).strip("/").removesuffix("index.html").strip("/."), fragment

    def front(self) -> str:
        """The words of the cards and of how to read them, which stand first in the book and not in
        the start page's chapter."""
        return _spaced(_front(self.body("")))

    def links(self, key: str) -> list[tuple[str, tuple[str, str]]]:
        """Words and target (page and fragment) of each link of the page to a page of the book, but
        citations."""
        found = []
        body = self.body(key)
        _empty(_front(body))
        for link in body.xpath(".//a[@href][not(@class) or @class='onward']"):
            target = self._target(key, link)
            if target[0] in self.sections:
                found.append((plain(link), target))
        return found


def plain(element: HtmlElement) -> str:
    """The element's words with single spaces."""
    return " ".join(element.text_content().split())


def _article(file: Path) -> HtmlElement:
    return html.document_fromstring(file.read_text(encoding="utf-8")).find(".//article")


def _key(path: str) -> str:
    return re.sub(r"(?:^|/)index$", "", path.removesuffix(".md"))


def _empty(element: HtmlElement) -> None:
    del element[:]
    element.text = ""


def _open(fold: HtmlElement) -> None:
    """What folds on a screen stands open under a heading that has the fold's id."""
    heading = fold.find("summary")
    heading.tag = "h2"
    if fold.get("id"):
        heading.set("id", fold.get("id"))
    fold.drop_tag()


def _front(body: HtmlElement) -> HtmlElement:
    """The cards and how to read them, moved into an element of their own, which is empty
    on all pages but the first. The title and the answer, which stand beside the first card on a
    screen, stay."""
    front = html.Element("div")
    for lead in body.xpath("./div[@class='four']/div[@class='lead']"):
        lead.getparent().addprevious(lead)
        lead.drop_tag()
    for cards in body.xpath("./div[@class='four']"):
        cards.addprevious(front)
        front.append(cards)
    return front


def _name_cells(table: HtmlElement, heads: list[str]) -> None:
    """Each cell but a row's first says which column it is of; in one of more than six columns, a
    row is one paragraph."""
    table.find("thead").drop_tree()
    for row in table.iterfind("tbody/tr"):
        for cell, head in list(zip(row, heads))[1:]:
            cell.text = f"{head}: {cell.text or ''}"
        if len(heads) > 6:
            line = html.Element("td")
            line.text = f"{plain(row[0])}. {'; '.join(plain(cell) for cell in row[1:])}"
            row[:] = [line]


def _spaced(body: HtmlElement) -> str:
    for element in body.iter(*BLOCKS):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return plain(body)
