"""Turns a book into one XHTML document, from which pandoc makes the EPUB, and what the EPUB says of
itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from lxml import etree, html
from lxml.html import HtmlElement

from creators.book.article import HOME
from creators.book.book import Book
from creators.book.xhtml_writer import EbookPage, new_element

FRONT, FRONT_ID = "How to use this booklet", "how-to-use"
AUTHOR = "Bumps After Microneedling"
LANGUAGE = "en-US"
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Ebook:
    """A document and what a library lists it by. Unlike a book it can be handed to another process.
    `identifier` is the same for each build of a version, `date` a day (ISO 8601)."""

    document: str
    title: str
    summary: str
    identifier: str
    date: str


def create_ebook(book: Book) -> Ebook:
    """The document of a book, with what it says of itself. Raises BookError."""
    edition = book.edition
    return Ebook(
        create_html(book),
        book.title,
        edition.summary,
        f"{edition.address}{book.name}-{edition.version}",
        edition.date,
    )


def create_html(book: Book) -> str:
    """The whole book: how to use it with the urgency cards first, then its parts. A part is a
    heading of level 1, a chapter one of level 2, or of level 1 where it belongs to no titled part.
    Raises BookError; the book is not changed."""
    names = _names(book)
    body = html.Element("body")
    body.extend(_chapter(FRONT, FRONT_ID, 1, EbookPage(HOME, 1, names).rewrite(_front(book))))
    for number, part in enumerate(book.parts, 1):
        if part.title:
            body.append(new_element("h1", part.title, id=f"part-{number}"))
        for chapter in part.chapters:
            content = EbookPage(chapter.key, part.depth, names).rewrite(chapter.body)
            body.extend(_chapter(chapter.title, names[f"{chapter.key}#"], part.depth, content))
    return (
        f'<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="{LANGUAGE}">'
        f'<head><meta charset="utf-8"/><title>{escape(book.title)}</title></head>'
        f"{etree.tostring(body, encoding='unicode')}</html>\n"
    )


def picture_files(document: str) -> set[str]:
    """Returns the pictures that a document shows, as paths from the site's root."""
    return {image.get("src") for image in html.document_fromstring(document).iter("img")}


def name_page(page: bytes) -> bytes:
    """A file of an EPUB with its first heading as its title: pandoc titles it with its own file
    name, and some readers say that aloud."""
    root = etree.fromstring(page)
    heading = next(root.iter(*(f"{XHTML}h{level}" for level in (1, 2))))
    root.find(f"{XHTML}head/{XHTML}title").text = "".join(heading.itertext())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>")


def _names(book: Book) -> dict[str, str]:
    """A valid and unique id of the document for each place that a link of the book can lead to."""
    names: dict[str, str] = {}
    taken = {FRONT_ID, *(f"part-{number}" for number, _ in enumerate(book.parts, 1))}
    for place in _places(book):
        name = _xml_name(place)
        while name in taken:
            name += "-2"
        taken.add(name)
        names[place] = name
    for chapter in book.chapters():
        names |= {
            title.get("id"): names[f"{chapter.key}#"]
            for title in chapter.body.iter("h1")
            if title.get("id")
        }
    return names


def _places(book: Book) -> Iterator[str]:
    """The ids of a book but those of titles: a title has the id of its chapter."""
    yield from (f"{chapter.key}#" for chapter in book.chapters())
    for body in book.bodies():
        yield from (
            element.get("id")
            for element in body.iter()
            if element.get("id") and element.tag != "h1"
        )


def _xml_name(place: str) -> str:
    """ "causes/milia#get-help" as "causes-milia--get-help", and "causes/milia#" as
    "causes-milia"."""
    page, _, anchor = re.sub(r"[^A-Za-z0-9#-]", "-", place).partition("#")
    return (page or "start") + (f"--{anchor}" if anchor else "")


def _front(book: Book) -> HtmlElement:
    """The cards and how to read them, what the numbers are, and what the book says of itself."""
    front, edition = deepcopy(book.front), book.edition
    lines = [
        'A small number after a sentence leads to its source, listed under "Sources".',
        book.status,
        "General information, not a diagnosis. If you are worried, call your clinic or a doctor.",
        f"Version {edition.version} of {edition.date}. Text: CC BY 4.0.",
    ]
    front.extend(new_element("p", line) for line in lines if line)
    address = new_element("p")
    address.append(new_element("a", edition.address, href=edition.address))
    front.append(address)
    return front


def _chapter(title: str, name: str, depth: int, content: HtmlElement) -> Iterator[HtmlElement]:
    """A heading and what stands under it, in two boxes: pandoc begins a new file of an EPUB at each
    heading of level 1 or 2, but not in a box, and takes a box with one heading, at its beginning,
    for that heading's section."""
    yield new_element(f"h{depth}", title, id=name)
    box = new_element("div")
    box.append(content)
    yield box
