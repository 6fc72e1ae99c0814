"""What stands in an EPUB, as its tests look at it."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree
from lxml.html import HtmlElement

from creators.booklet.pages import Booklet, Page, create_booklet
from creators.booklet.writer import Block
from creators.shell.download_list import Edition
from knowledge.model import Knowledge

EDITION = Edition("What is in it.", "1.2.3", "2026-11-22", "https://site.example/")
STATUS = "Not yet reviewed."
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LEVELS = [f"h{level}" for level in range(1, 7)]
LINES = [f"{{{NAMES['h']}}}{tag}" for tag in (*LEVELS, "p", "li", "dt", "dd", "th", "td")]
"""The elements that a reader sees as lines of their own."""


def whole_booklet(knowledge: Knowledge, status: str = STATUS) -> Booklet:
    """The booklet of the project."""
    return create_booklet(knowledge, status, EDITION)


def small_booklet(*blocks: Block) -> Booklet:
    """A booklet whose second page has these blocks."""
    pages = (Page("cover", "Small & short", (), "x:1"), Page("one", "The one", blocks, "x:2"))
    return Booklet("Below", pages, EDITION)


def plain(element: etree._Element) -> str:
    """The words of an element."""
    return " ".join("".join(element.itertext()).split())


def headings(*bodies: HtmlElement) -> list[tuple[int, str]]:
    """The level and the words of each heading, in order."""
    return [
        (int(etree.QName(one).localname[1]), plain(one))
        for body in bodies
        for one in body.iter()
        if isinstance(one.tag, str) and etree.QName(one).localname in LEVELS
    ]


def jumps(found: list[tuple[int, str]]) -> list[str]:
    """Headings that are more than one level below the one before."""
    return [
        words for (before, _), (level, words) in zip([(0, ""), *found], found) if level > before + 1
    ]


def outline(booklet: Booklet) -> list[tuple[int, str]]:
    """The title of each page, with its number and its level."""
    return [(1, f"{number}. {page.title}") for number, page in enumerate(booklet.pages, 1)]


@dataclass(frozen=True)
class Epub:
    """`pages` are the files that are read, in order, by their names."""

    files: dict[str, bytes]
    package: etree._Element
    pages: dict[str, etree._Element]

    def metadata(self, name: str) -> list[str]:
        """The values of a piece of metadata: "dc:title" or "schema:accessMode"."""
        find = f"//{name}" if name.startswith("dc:") else f"//opf:meta[@property='{name}']"
        return [one.text for one in self.package.xpath(find, namespaces=NAMES)]


def read_epub(file: Path) -> Epub:
    """An EPUB from disk."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    package = etree.fromstring(files["EPUB/content.opf"])
    paths = {
        item.get("id"): f"EPUB/{item.get('href')}"
        for item in package.iterfind(".//opf:item", NAMES)
    }
    spine = [paths[item.get("idref")] for item in package.iterfind(".//opf:itemref", NAMES)]
    return Epub(files, package, {path: etree.fromstring(files[path]) for path in spine})


def lines_of(epub: Epub) -> list[str]:
    """The words of each line of an EPUB (paragraph, heading, item, cell), without lines in it."""
    return [
        " ".join(_own_words(one).split())
        for page in epub.pages.values()
        for one in page.iter(*LINES)
    ]


def _own_words(element: etree._Element) -> str:
    inner = (
        ("" if child.tag in LINES else _own_words(child)) + (child.tail or "") for child in element
    )
    return (element.text or "") + "".join(inner)


def lost_links(epub: Epub) -> list[str]:
    """Links and pictures of an EPUB, its contents included, that lead to nothing in it."""
    pages = {**epub.pages, "EPUB/nav.xhtml": etree.fromstring(epub.files["EPUB/nav.xhtml"])}
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for target in page.xpath("//@href | //@src"):
            if re.match(r"[a-z]+:", target):
                continue
            to, _, anchor = target.partition("#")
            to = normpath(join(dirname(path), to)) if to else path
            if to not in epub.files or anchor and anchor not in ids[to]:
                lost.append(f"{path}: {target}")
    return lost


NOT_SAID = ("kind", "style", "level", "verdict", "file", "code", "alt", "pair", "number", "day")
"""What a block has that is not printed as words."""


def words_of(value: object) -> Iterator[str]:
    """Every string that a block says."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_SAID:
                yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
    elif isinstance(value, str):
        yield value
