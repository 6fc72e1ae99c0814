"""Built pages to a book: the articles of the site in reading order, their links and sources made
those of one document.

It reads each page's `<article>` and nothing else of the page, so a book cannot say anything that
the site does not. What only serves a screen is left out: the list of what stands on the page,
forms, and the way back to the top.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from creators.book.article import HOME, clean_article, page_key, plain_text
from creators.book.sources import CITATIONS, OPEN_MARK, SOURCES, cite, number_sources, source_of
from creators.shell.download_list import Edition
from knowledge.reading.config import Place

INDEXES = ("treat/remedies-index", "treat/by-day")
"""Pages that list what stands elsewhere: they are a book's back matter."""
GLOSSARY = "about/glossary"
PART_TITLES = {"indexes": "Remedies index", "sources": "Sources"}
"""The headings of the back matter that the site's navigation has no word for."""
LEADS_ON = (
    ".//p[@class='review-status']/a"
    "|.//a[substring-after(@id, '#') = 'open-mark']/following-sibling::a[1]"
)
"""Links behind a text, which say nothing but where there is more."""
ON_SITE = "up"
"""The `rel` of a link to a page of the site that is not in the book."""


def is_for_patients(key: str) -> bool:
    """Return whether a page is one to read for a patient, and not about the site: the book of
    everything has those, and what they are looked up in."""
    return not f"{key}/".startswith("about/") or key in (GLOSSARY, *SOURCES)


@dataclass(frozen=True)
class Chapter:
    """A page of the site. `key` is its address there without ending ("causes/milia", "" for the
    start page)."""

    key: str
    title: str
    body: HtmlElement


@dataclass(frozen=True)
class Part:
    """Chapters under a common heading; "" for a part whose chapters stand by themselves."""

    title: str
    chapters: tuple[Chapter, ...]

    @property
    def depth(self) -> int:
        """The level of its chapters' titles in the book: a title of its own is above them."""
        return 2 if self.title else 1


@dataclass(frozen=True)
class Book:
    """What every edition and format is made from. `front` holds the urgency cards, how to read
    them, and what ◇ means; `status` says who has reviewed the text ("" where its pages differ), and
    `name` is the files' name without ending. `site` is the title of the whole site."""

    name: str
    site: str
    subtitle: str
    front: HtmlElement
    status: str
    parts: tuple[Part, ...]
    edition: Edition

    @property
    def title(self) -> str:
        """The title by which a library lists it."""
        return f"{self.site}: {self.subtitle}" if self.subtitle else self.site

    def chapters(self) -> Iterator[Chapter]:
        """All chapters in reading order."""
        return (chapter for part in self.parts for chapter in part.chapters)

    def read(self) -> Iterator[tuple[str, HtmlElement]]:
        """Everything that is read, with the key of its page, from the front to the last chapter."""
        yield HOME, self.front
        yield from ((chapter.key, chapter.body) for chapter in self.chapters())

    def bodies(self) -> list[HtmlElement]:
        """The same without keys."""
        return [body for _, body in self.read()]

    @property
    def is_leaflet(self) -> bool:
        """Whether it is one page of the site, with its sources."""
        return sum(chapter.key not in SOURCES for chapter in self.chapters()) == 1


def create_book(
    name: str,
    subtitle: str,
    places: Iterable[Place],
    wanted: Callable[[str], bool],
    articles: Mapping[str, tuple[str, HtmlElement]],
    edition: Edition,
) -> Book:
    """A book of the pages that are `wanted`, by their keys, in the order of the navigation.

    `articles` holds, for each key, the page's address relative to the site and its article; they
    are not changed.
    """
    chosen = [(key, place.section) for place in places if wanted(key := page_key(place.path))]
    keys = [key for key, _ in chosen]
    bodies = {key: clean_article(key, *articles[key]) for key in {HOME, *SOURCES, *keys}}
    if GLOSSARY in keys:
        _drop_words(bodies.values())
    status, site = _status([bodies[key] for key in keys]), _title(bodies[HOME])
    front = _front(bodies[HOME])
    whole = set(SOURCES) <= set(keys)
    read = [front, *(bodies[key] for key in keys)]
    cited = {source_of(link) for body in read for link in body.iterfind(CITATIONS)}
    numbers = number_sources([bodies[key] for key in SOURCES], None if whole else cited)
    all_sources = Part(PART_TITLES["sources"], _chapters(SOURCES, bodies))
    sources = [all_sources] if whole else _cited_sources(bodies)
    parts = (*_arrange(chosen, bodies), *sources)
    book = Book(name, site, subtitle, front, status, parts, edition)
    for key, body in book.read():
        cite(key, body, numbers)
    _resolve(book)
    return book


def _drop_words(bodies: Iterable[HtmlElement]) -> None:
    """Leave out each page's own list of words where the book has the whole glossary."""
    for body in bodies:
        for element in body.findall(".//div[@class='words']"):
            element.drop_tree()


def _status(bodies: Iterable[HtmlElement]) -> str:
    """Who has reviewed the text, where all pages say the same."""
    found = {
        plain_text(line)
        for body in bodies
        for line in body.iterfind(".//p[@class='review-status']/strong")
    }
    return found.pop() if len(found) == 1 else ""


def _front(home: HtmlElement) -> HtmlElement:
    """The cards with the line on how to read them, and what the open mark means, moved out of the
    start page."""
    cards = home.find(".//div[@class='four']")
    if (lead := cards.find("div[@class='lead']")) is not None:
        cards.addprevious(lead)  # the title and the answer stay on the page
        lead.drop_tag()
    mark = home.find(f".//a[@id='{HOME}#{OPEN_MARK}']")
    front = html.Element("div")
    front.extend([cards, *cards.findall("p")])
    if mark is not None:
        front.append(mark.getparent())
    return front


def _cited_sources(bodies: Mapping[str, HtmlElement]) -> list[Part]:
    """One chapter with what is left of the pages of sources in a book of some pages: each grade
    that has entries."""
    chapter = html.Element("article")
    title = html.Element("h1")
    title.text = PART_TITLES["sources"]
    chapter.append(title)
    for key in SOURCES:
        for entries in bodies[key].findall(".//ol"):
            # sources of one grade that were checked on several days are lists under one heading
            before = entries.itersiblings(preceding=True)
            if (heading := next((one for one in before if one.tag == "h3"), None)) is not None:
                heading.tag = "h2"
                chapter.append(heading)
            chapter.append(entries)
    return [Part("", (Chapter(SOURCES[0], title.text, chapter),))] if len(chapter) > 1 else []


def _chapters(keys: Iterable[str], bodies: Mapping[str, HtmlElement]) -> tuple[Chapter, ...]:
    return tuple(Chapter(key, _title(bodies[key]), bodies[key]) for key in keys)


def _title(body: HtmlElement) -> str:
    return plain_text(body.find(".//h1"))


def _arrange(chosen: list[tuple[str, str]], bodies: Mapping[str, HtmlElement]) -> Iterator[Part]:
    """The parts of the book but the sources: start page, sections, indexes, words. The pages of one
    section alone stand by themselves."""
    keys = [key for key, _ in chosen]
    back = {HOME, *INDEXES, GLOSSARY, *SOURCES}
    several = len({section for _, section in chosen}) > 1
    inside = {
        section: [key for key, name in chosen if name == section and key not in back]
        for _, section in chosen
    }
    groups = [("", [HOME] if HOME in keys else []), *inside.items()]
    if several:
        groups.append((PART_TITLES["indexes"], [key for key in keys if key in INDEXES]))
        groups.append(("", [key for key in keys if key == GLOSSARY]))
    else:
        groups.append(("", [key for key in keys if key in INDEXES]))
    for title, group in groups:
        if group:
            yield Part(title if several else "", _chapters(group, bodies))


def _resolve(book: Book) -> None:
    """Mark each link as one to a place in the book (its `href` is that id) or to the web. Typst
    refuses a place that is not there."""
    inside = {chapter.key for chapter in book.chapters()}
    targets = {element.get("id") for body in book.bodies() for element in body.iter()} | {
        f"{key}#" for key in inside
    }
    for key, body in book.read():
        for link in body.iterfind(".//a[@href]"):
            target = link.get("href")
            page, _, anchor = target.partition("#")
            if target in targets or re.match(r"[a-z]+:", target):
                continue
            if page not in inside:
                place = page[1:] if page.startswith("/") else f"{page}/".lstrip("/")
                link.set("href", f"{book.edition.address}{place}{f'#{anchor}' if anchor else ''}")
                link.set("rel", ON_SITE)
        _drop_ways_out(key, body)


def _drop_ways_out(key: str, body: HtmlElement) -> None:
    """Leave out what only leads to pages that are not in the book: from paper it leads nowhere. In
    the list of a landing page that is an entry, anywhere else a paragraph or the end of one."""
    for link in body.xpath(LEADS_ON):
        link.drop_tree()
    for element in body.xpath(".//p|.//li" if "/" not in key else ".//p"):
        links = element.findall("a[@href]")
        words = re.sub(r"[\s·]", "", plain_text(element))
        if (
            links
            and all(link.get("rel") == ON_SITE for link in links)
            and words == re.sub(r"\s", "", "".join(map(plain_text, links)))
        ):
            element.drop_tree()
