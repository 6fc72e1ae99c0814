"""Every way in which a built site can name a place that is not there. Fast: Python's own parser,
and each file read once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

ADDRESSES = ("href", "xlink:href", "src", "action", "formaction", "poster", "data")
CANDIDATES = ("srcset", "imagesrcset")
LANDMARKS = ("main", "nav")
OWN_ADDRESS, PICTURES = "og:url", ("og:image", "twitter:image")
REFRESH = "refresh"
"""What leads a reader on from an address that a page has moved from."""
SEARCH_INDEX = "search/index.js"
NOT_FOUND, SEARCH = "404.html", ("search/", "search.html")
# so deep that a link which climbs out of the site shows itself
FOLDER = "http://site.invalid/" + "folder/" * 9


class Reference(NamedTuple):
    """One address as it is written, the tag, link relation or property that has it, and whether a
    landmark holds it."""

    by: str
    value: str
    in_landmark: bool


class Document(HTMLParser):
    """One HTML, SVG or CSS file: what it refers to, and the ids in it that can be referred to."""

    def __init__(self, site: Path, file: Path) -> None:
        super().__init__()
        self.address = without_index(file.relative_to(site).as_posix())
        self.references: list[Reference] = []
        self.ids: set[str] = set()
        self.is_hidden = False
        self._open: list[str] = []
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".css":
            self._read_style(text)
        else:
            self.feed(text)
            self.close()

    def values(self, by: str) -> list[str]:
        """The addresses that one tag, relation or property has here."""
        return [reference.value for reference in self.references if reference.by == by]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down the tag's own id and every address in it."""
        found = {name: value or "" for name, value in attrs}
        self.ids |= {
            found[name] for name in ("id", "name") if name in found and (name == "id" or tag == "a")
        }
        if tag in (*LANDMARKS, "style"):
            self._open.append(tag)
        for name, value in found.items():
            if name in ADDRESSES:
                self._add(found.get("rel", tag) if tag == "link" else tag, value)
            elif name in CANDIDATES:
                for address in re.findall(r"([^\s,]\S*[^\s,])(?:\s+[\d.]+[wx])?\s*(?:,|$)", value):
                    self._add(name, address)
            elif "url(" in value:
                self._read_style(value)
        if found.get("http-equiv", "").lower() == REFRESH:
            self._add(
                REFRESH, re.sub(r"^\s*\d+\s*;\s*url=", "", found.get("content", ""), flags=re.I)
            )
        self.is_hidden |= found.get("name") == "robots" and "noindex" in found.get("content", "")
        if (named := found.get("property", found.get("name"))) in (OWN_ADDRESS, *PICTURES):
            self._add(named, found.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a landmark or a style."""
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Read what stands in a style."""
        if "style" in self._open:
            self._read_style(data)

    def _read_style(self, text: str) -> None:
        for groups in re.findall(r"""url\(\s*["']?(.*?)["']?\s*\)|@import\s+["'](.*?)["']""", text):
            self._add("url()", "".join(groups))

    def _add(self, by: str, value: str) -> None:
        self.references.append(
            Reference(by, value.strip(), any(name in self._open for name in LANDMARKS))
        )


class Site:
    """A built site: its documents by their address below `url`, the absolute address that it was
    built for."""

    def __init__(self, root: Path, url: str) -> None:
        self.root, self.url = root, url
        files = sorted(file for kind in ("html", "svg", "css") for file in root.rglob(f"*.{kind}"))
        self.documents = {
            document.address: document for document in (Document(root, file) for file in files)
        }
        self.pages = {
            place: page
            for place, page in self.documents.items()
            if re.search(r"(^|/|\.html)$", place)
        }

    def problems(self) -> list[str]:
        """Everything that is wrong, each as "page: address what is wrong with it"."""
        return [
            *self.wrong_links(),
            *self.wrong_names(),
            *self.wrong_sitemap(),
            *self.wrong_search_index(),
            *self.orphans(),
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
        return without_index(unquote(parts.path).removeprefix(urlsplit(FOLDER).path)), unquote(
            parts.fragment
        )

    def wrong(self, document: Document, reference: Reference) -> str:
        """What is wrong with an address in a document; "" where nothing is."""
        if (target := self.target(document, reference.value)) is None:
            return (
                ""
                if reference.by == "a" or reference.value.startswith("data:")
                else "asks another host"
            )
        if document.address == NOT_FOUND and not reference.value.startswith(("/", "#")):
            return "is relative, on the page that is served at any depth"
        place, fragment = target
        if place.startswith("/"):
            return "leads out of the folder that the site is in"
        if not (
            self.root / place / ("index.html" if re.search(r"(^|/)$", place) else "")
        ).is_file():
            return "leads to no file"
        known = self.documents.get(place)
        return (
            f"leads to no such place on {place}"
            if fragment and known and fragment not in known.ids
            else ""
        )

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
            for value in page.values(OWN_ADDRESS):
                if value != own:
                    yield f"{page.address}: {OWN_ADDRESS}: expected {own}; got {value}"
            for name in PICTURES:
                for value in page.values(name):
                    if not value.startswith(self.url):
                        yield f"{page.address}: {name}: expected {self.url}…; got {value}"

    def wrong_sitemap(self) -> Iterator[str]:
        """Each entry is a page that search engines may list, and each such page an entry, but the
        search and the page for what is not there."""
        listed = [
            entry.text or ""
            for entry in ElementTree.parse(self.root / "sitemap.xml").iter()
            if entry.tag.endswith("}loc")
        ]
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
            if words := self.wrong(self.pages[""], Reference("a", place, False)):
                yield f"{SEARCH_INDEX}: {place} {words}"

    def orphans(self) -> Iterator[str]:
        """Each page can be reached from home by the links of text and navigation, or by a form."""
        reached, new = {""}, [""]
        while new:
            page = self.pages[new.pop()]
            leads = [
                reference.value
                for reference in page.references
                if reference.by == "form" or (reference.by == "a" and reference.in_landmark)
            ]
            places = {
                target[0] for value in leads if (target := self.target(page, value))
            } & self.pages.keys()
            new += places - reached
            reached |= places
        moved = {place for place, page in self.pages.items() if page.values(REFRESH)}
        for place in sorted(self.pages.keys() - reached - moved - {NOT_FOUND}):
            yield f"{place}: no page leads here"


def is_external(href: str) -> bool:
    """Whether an address leaves the site: another host, mail, telephone."""
    return re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.I) is not None


def without_index(path: str) -> str:
    """The address of a file of the site: that of "treat/index.html" is "treat/"."""
    return re.sub(r"(^|/)index\.html$", r"\1", path)
