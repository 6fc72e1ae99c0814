"""A book to the source of its PDF: what overrides/paper/book.typ sets, in the order in which it is
read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from creators.book.article import HOME
from creators.book.book import ABOUT, GLOSSARY, INDEXES, Book, Chapter
from creators.book.sources import SOURCES
from creators.book.typst_writer import Index, TypstWriter, quoted
from creators.shell.qr import qr_code
from knowledge.model import Knowledge

COVER = "assets/bumps/roughness.svg"
"""The drawing on the cover: the bumps that nearly everyone has. It only decorates, so it is no
figure to be read out."""
CARDS = f"{HOME}#emergency-now"
"""The first of the urgency cards: the foot of every page says on which page they are."""
MARKER = "// page: "
"""Begins a line of the source that names the page of the site which follows: a refusal of Typst can
then name it too."""
NOT_INDEXED = {*INDEXES, *SOURCES, GLOSSARY}
"""Pages that are lists themselves: an index would only repeat them."""
MOST = 8
"""Chapters that an entry of the index may list."""


class IndexEntry(NamedTuple):
    """A line of the index under each of its `names`; `forms` are the words in running text that
    count as it."""

    names: tuple[str, ...]
    forms: tuple[str, ...]


def create_booklet(
    book: Book,
    pictures: Collection[str],
    entries: Collection[IndexEntry],
    cuts: Mapping[str, tuple[float, ...]] = MappingProxyType({}),
) -> str:
    """The Typst source of a book. `pictures` are the site's picture files, `entries` those of the
    index, `cuts` where a tall picture may be cut. Raises BookError for what the writer does not
    know."""
    targets = {
        link.get("href") for body in book.bodies() for link in body.iterfind(".//a[@href]")
    } | {CARDS}
    index = {} if book.is_leaflet else create_index(book, entries)

    def write(chapter: Chapter, depth: int) -> str:
        words = TypstWriter(
            chapter.key, depth, targets, pictures, index.get(chapter.key), cuts
        ).blocks(chapter.body)
        return f"{MARKER}{chapter.key or 'index'}\n{words}"

    front = TypstWriter(HOME, 1, targets, pictures, level=1).blocks(book.front)
    lines = (
        _leaflet(book, front, write) if book.is_leaflet else _booklet(book, front, write, entries)
    )
    return "\n\n".join(lines) + "\n"


def _booklet(
    book: Book, front: str, write: Callable[[Chapter, int], str], entries: Collection[IndexEntry]
) -> Iterator[str]:
    """Cover, the cards and how to use it, contents, all chapters, the index."""
    yield _head(book, max(part.depth for part in book.parts))
    titles = (book.edition.title, book.subtitle, book.edition.summary, COVER)
    yield f"#cover({', '.join(map(quoted, titles))}, {_imprint(book)})"
    yield f"#how-to-use[{front}]"
    yield f"#contents(({''.join(_entries(book))}))"
    for part in book.parts:
        if part.title:
            yield f"#head(0, 1, ())[#{quoted(part.title)};]"
        yield from (write(chapter, part.depth) for chapter in part.chapters)
    names = sorted(
        (name.lower(), f"({quoted(entry.names[0])}, {quoted(name)}), ")
        for entry in entries
        for name in entry.names
    )
    yield f"#index-of-terms(({''.join(pair for _, pair in names)}))"


def _entries(book: Book) -> Iterator[str]:
    """The lines of the contents: the level and title of each part and chapter."""
    for part in book.parts:
        if part.title:
            yield f"(1, {quoted(part.title)}), "
        yield from (f"({part.depth}, {quoted(chapter.title)}), " for chapter in part.chapters)


def _leaflet(book: Book, front: str, write: Callable[[Chapter, int], str]) -> Iterator[str]:
    """One page of the site, the cards, its sources."""
    page, *sources = book.chapters()
    yield _head(book, 1)
    yield write(page, 1)
    yield f"#signs[{front}]"
    yield from (write(chapter, 1) for chapter in sources)
    yield f"#imprint({_imprint(book)})"


def _head(book: Book, depth: int) -> str:
    year, month, day = (int(part) for part in book.edition.date.split("-"))
    return (
        f'#import "/book.typ": *\n#show: book.with(title: {quoted(book.title)}, chapters: {depth},'
        f" help: {quoted(CARDS)}, date: datetime(year: {year}, month: {month}, day: {day}))"
    )


def _imprint(book: Book) -> str:
    edition = book.edition
    return ", ".join(
        map(
            quoted,
            (book.status, edition.version, edition.date, edition.address, qr_code(edition.address)),
        )
    )


def index_entries(knowledge: Knowledge) -> list[IndexEntry]:
    """The entries of the index: every term of the glossary, every remedy, every cause under its
    medical and its plain name."""
    entries = {
        term.term: IndexEntry((term.term,), term.forms) for term in knowledge.glossary.values()
    }
    entries |= {
        remedy.title: IndexEntry((remedy.title,), (*remedy.names, remedy.title))
        for remedy in knowledge.remedies.values()
    }
    for cause in knowledge.causes.values():
        name, plain = cause.medical_name, cause.title.partition(" (")[0]
        forms = entries[name].forms if name in entries else (name,)
        entries[name] = IndexEntry(tuple(dict.fromkeys((name, plain))), (*forms, plain))
    return list(entries.values())


def create_index(book: Book, entries: Collection[IndexEntry]) -> dict[str, Index]:
    """For each chapter about the reader's skin, the entries that list it: an entry lists at most
    MOST chapters: those that have it in their title, then those that name it most often. An index
    of every mention would lead nowhere."""
    names = {form.lower(): entry.names[0] for entry in entries for form in entry.forms}
    find = _any_of(names)
    counts = {
        chapter.key: Counter(
            names[words.lower()] for words in find.findall(chapter.body.text_content())
        )
        for chapter in book.chapters()
        if chapter.key not in NOT_INDEXED and not chapter.key.startswith(ABOUT.lower())
    }
    titles = {chapter.key: chapter.title.lower() for chapter in book.chapters()}
    wanted: dict[str, set[str]] = {key: set() for key in counts}
    for entry in entries:
        name = entry.names[0]
        weight = {
            key: (any(form.lower() in titles[key] for form in entry.forms), counts[key][name])
            for key in counts
            if counts[key][name]
        }
        for key in sorted(weight, key=weight.__getitem__, reverse=True)[:MOST]:
            wanted[key].add(name)
    return {key: Index(find, names, found) for key, found in wanted.items()}


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of some words, whatever their case. The words are told apart by their first
    letter, which is four times as fast as one long list."""
    by_letter: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        by_letter.setdefault(form[0], []).append(re.escape(form[1:]))
    letters = "|".join(
        f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()
    )
    return re.compile(rf"\b(?:{letters or '(?!)'})\b", re.I)
