"""Every way in which a built site can name a place that is not there. Fast: each file is read
once."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

from lxml.html import HtmlElement, HTMLParser, parse

ADDRESSES = ("href", "xlink:href", "src", "action", "formaction", "poster", "data")
CANDIDATES = ("srcset", "imagesrcset")
OWN_ADDRESS, PICTURES = "og:url", ("og:image", "twitter:image")
REFRESH = "refresh"
"""What leads a reader on from an address that a page has moved from."""
SEARCH_INDEX = "search/index.js"
NOT_FOUND, SEARCH = "404.html", ("search/", "search.html")
# so deep that a link which climbs out of the site shows itself
FOLDER = "http://site.invalid/" + "folder/" * 9


class Reference(NamedTuple):
    """One address as it is written, and the tag, link relation or property that has it."""

    by: str
    value: str


class Document:
    """One HTML, SVG or CSS file: what it refers to, and the ids in it that can be referred to."""

    def __init__(self, site: Path, file: Path) -> None:
        self.address = without_index(file.relative_to(site).as_posix())
        self.references: list[Reference] = []
        self.ids: set[str] = set()
        self.is_hidden = False
        if file.suffix == ".css":
            self._read_style(file.read_text(encoding="utf-8"))
            return
        tree = parse(io.BytesIO(file.read_bytes()), HTMLParser(encoding="utf-8"))
        for element in tree.iter("*"):
            self._read(element)

    def values(self, by: str) -> list[str]:
        """The addresses that one tag, relation or property has here."""
        return [reference.value for reference in self.references if reference.by == by]

    def _read(self, element: HtmlElement) -> None:
        """Take down an element's own id and every address in it."""
        names = [element.get("id"), element.get("name") if element.tag == "a" else None]
        self.ids |= {name for name in names if name}
        by = element.get("rel", element.tag) if element.tag == "link" else element.tag
        for name, value in element.items():
            if name in ADDRESSES:
                self._add(by, value)
            elif name in CANDIDATES:
                for address in re.findall(r"([^\s,]\S*[^\s,])(?:\s+[\d.]+[wx])?\s*(?:,|$)", value):
                    self._add(name, address)
            elif "url(" in value:
                self._read_style(value)
        if element.tag == "style":
            self._read_style(element.text or "")
        elif element.tag == "meta":
            self._read_facts(element)

    def _read_facts(self, meta: HtmlElement) -> None:
        content, named = meta.get("content", ""), meta.get("property", meta.get("name"))
        if meta.get("http-equiv", "").lower() == REFRESH:
            self._add(REFRESH, re.sub(r"^\s*\d+\s*;\s*url=", "", content, flags=re.I))
        self.is_hidden |= named == "robots" and "noindex" in content
        if named in (OWN_ADDRESS, *PICTURES):
            self._add(named, content)

    def _read_style(self, text: str) -> None:
        for groups in re.findall(r"""url\(\s*["']?(.*?)["']?\s*\)|@import\s+["'](.*?)["']""", text):
            self._add("url()", "".join(groups))

    def _add(self, by: str, value: str) -> None:
        self.references.append(Reference(by, value.strip()))


class Site:
    """A built site: its documents by their address below `url`, the absolute address that it was
    built for."""

    def __init__(self, root: Path, url: str) -> None:
        self.root, self.url = root, url
        files = sorted(file for kind in ("html", "svg", "css") for file in root.rglob(f"*.{kind}"))
        documents = [Document(root, file) for file in files]
        self.documents = {document.address: document for document in documents}
        self.pages = {
            place: page for place, page in self.documents.items() if _is_folder(place, ".html")
        }

    def problems(self) -> list[str]:
        """Everything that is wrong, each as "page: address what is wrong with it"."""
        return [
            *self.wrong_links(),
            *self.wrong_names(),
            *self.wrong_sitemap(),
            *self.wrong_search_index(),
        ]

    def wrong_links(self) -> list[str]:
        """Each address that leads nowhere, in whatever tag, property, style or figure it stands."""
        return [
            f"{document.address}: {reference.value} {words}"
            for document in self.documents.values()
            for reference in document.references
            if (words := self.wrong(document, reference))
        ]

    def target(self, document: Document, value: str) -> tuple[str, str] | None:
        """The place inside the site that an address leads to, and the fragment; None where it leads
        to another host."""
        top = urlsplit(self.url).path if document.address == NOT_FOUND else self.url
        if value.startswith(top):
            value = urljoin(FOLDER, value.removeprefix(top))
        elif is_external(value):
            return None
        parts = urlsplit(urljoin(FOLDER + document.address, value))
        place = unquote(parts.path).removeprefix(urlsplit(FOLDER).path)
        return without_index(place), unquote(parts.fragment)

    def wrong(self, document: Document, reference: Reference) -> str:
        """What is wrong with an address in a document; "" where nothing is."""
        if (target := self.target(document, reference.value)) is None:
            is_allowed = reference.by == "a" or reference.value.startswith("data:")
            return "" if is_allowed else "asks another host"
        if document.address == NOT_FOUND and not reference.value.startswith(("/", "#")):
            return "is relative, on the page that is served at any depth"
        place, fragment = target
        if place.startswith("/"):
            return "leads out of the folder that the site is in"
        if not (self.root / place / ("index.html" if _is_folder(place) else "")).is_file():
            return "leads to no file"
        known = self.documents.get(place)
        is_there = not fragment or not known or fragment in known.ids
        return "" if is_there else f"leads to no such place on {place}"

    def wrong_names(self) -> Iterator[str]:
        """Each page names its own address, or the one that it leads on to, and a picture to share
        where it has one, all absolute."""
        for page in self.pages.values():
            leads_to = [self.target(page, value) for value in page.values(REFRESH)]
            own = self.url + (leads_to[0][0] if leads_to and leads_to[0] else page.address)
            if page.address != NOT_FOUND and page.values("canonical") != [own]:
                yield (
                    f"{page.address}: canonical: expected {own}; got"
                    f" {' '.join(page.values('canonical')) or 'none'}"
                )
            for by, value in page.references:
                if by == OWN_ADDRESS and value != own:
                    yield f"{page.address}: {by}: expected {own}; got {value}"
                elif by in PICTURES and not value.startswith(self.url):
                    yield f"{page.address}: {by}: expected {self.url}…; got {value}"

    def wrong_sitemap(self) -> Iterator[str]:
        """Each entry is a page that search engines may list, and each such page an entry, but the
        search and the page for what is not there."""
        entries = ElementTree.parse(self.root / "sitemap.xml").iterfind(".//{*}loc")
        listed = [entry.text or "" for entry in entries]
        expected = {
            self.url + place: place for place, page in self.pages.items() if not page.is_hidden
        }
        for entry in listed:
            if entry not in expected:
                yield f"sitemap.xml: {entry} is no page"
        for entry, place in expected.items():
            if entry not in listed and place not in (NOT_FOUND, *SEARCH):
                yield f"{place}: is not in sitemap.xml"

    def wrong_search_index(self) -> Iterator[str]:
        """Each place that the search can find is there."""
        file = self.root / SEARCH_INDEX
        if not file.is_file():
            return
        index = json.loads(file.read_text(encoding="utf-8").partition("=")[2].rstrip(";\n"))
        paths = [path for path, *_ in index["pages"]]
        for page, anchor, *_ in index["sections"]:
            address = re.sub(r"(^|/)index/$", r"\1", f"{paths[page]}/")
            place = f"{address}#{anchor}" if anchor else address
            if words := self.wrong(self.pages[""], Reference("a", place)):
                yield f"{SEARCH_INDEX}: {place} {words}"


def is_external(href: str) -> bool:
    """Whether an address leaves the site: another host, mail, telephone."""
    return re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.I) is not None


def _is_folder(place: str, *endings: str) -> bool:
    """Whether an address has an index.html, or one of the `endings`."""
    return not place or place.endswith(("/", *endings))


def without_index(path: str) -> str:
    """The address of a file of the site: that of "treat/index.html" is "treat/"."""
    return re.sub(r"(^|/)index\.html$", r"\1", path)
