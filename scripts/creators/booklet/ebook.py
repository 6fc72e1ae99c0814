"""Turns a booklet into one XHTML document, from which pandoc makes the EPUB, and what the EPUB says
of itself."""

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html
from markupsafe import Markup, escape

from creators.booklet.pages import Booklet
from creators.booklet.prose import SPACE
from creators.shell.templates import template_environment

LANGUAGE = "en-US"
TEMPLATE = "paper/booklet.xhtml.jinja"
XHTML = "{http://www.w3.org/1999/xhtml}"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_PAGES = re.compile(rf"(?<=[Pp]age{SPACE})\d+(?: and \d+)?")


@dataclass(frozen=True)
class Ebook:
    """A document and what a library lists it by. `identifier` is the same for each build of a
    version, `date` a day (ISO 8601)."""

    document: str
    title: str
    summary: str
    identifier: str
    date: str


def create_ebook(booklet: Booklet, name: str, folder: Path) -> Ebook:
    """Return the document of a booklet, by the templates of `folder`, with what it says of itself.
    `name` is its files' name."""
    env = template_environment(folder, autoescape=True)
    env.filters["rich"] = rich
    document = env.get_template(TEMPLATE).render(booklet=booklet, language=LANGUAGE)
    edition = booklet.edition
    identifier = f"{edition.address}{name}-{edition.version}"
    return Ebook(document, booklet.title, edition.summary, identifier, edition.date)


def rich(words: str) -> Markup:
    """Return a text of the booklet with its bold words and with links to its pages."""
    bold = _BOLD.sub(r"<strong>\1</strong>", str(escape(words)))
    return Markup(_PAGES.sub(_links, bold))


def _links(found: re.Match[str]) -> str:
    return re.sub(r"\d+", r'<a href="#page-\g<0>">\g<0></a>', found[0])


def picture_files(document: str) -> set[str]:
    """Return the pictures that a document shows, as paths from the site's root."""
    return {image.get("src") for image in html.document_fromstring(document).iter("img")}


def name_page(page: bytes) -> bytes:
    """Return a file of an EPUB with its first heading as its title: pandoc titles it with its own
    file name, and some readers say that aloud."""
    root = etree.fromstring(page)
    heading = next(root.iter(f"{XHTML}h1"))
    root.find(f"{XHTML}head/{XHTML}title").text = "".join(heading.itertext())
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>")
