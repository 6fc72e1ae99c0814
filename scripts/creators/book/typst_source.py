"""Turns a book into the source of its PDF: what overrides/paper/book.typ sets, in reading order."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from creators.book.article import HOME
from creators.book.book import Book, Chapter
from creators.book.typst_writer import TypstWriter, quoted
from creators.figures.pictures import normal_figures
from creators.shell.qr import qr_code

COVER = normal_figures()[0][0]
"""The drawing on the cover: the face of the first day, as nearly everyone has it. It only
decorates, so it is no figure to be read out."""
CARDS = f"{HOME}#emergency-now"
"""The first of the urgency cards: the foot of every page says on which page they are."""
MARKER = "// page: "
"""Begins a line of the source that names the page of the site which follows: a refusal of Typst can
then name it too."""


def create_source(book: Book, cuts: Mapping[str, tuple[float, ...]] = MappingProxyType({})) -> str:
    """Returns the Typst source of a book. `cuts` says where a tall picture may be cut. Raises
    BookError for what the writer does not know."""
    targets = {
        link.get("href") for body in book.bodies() for link in body.iterfind(".//a[@href]")
    } | {CARDS}

    def write(chapter: Chapter, depth: int) -> str:
        words = TypstWriter(chapter.key, depth, targets, cuts).blocks(chapter.body)
        return f"{MARKER}{chapter.key or 'index'}\n{words}"

    front = TypstWriter(HOME, 1, targets).blocks(book.front)
    make = _leaflet if book.is_leaflet else _whole
    return "\n\n".join(make(book, front, write)) + "\n"


def _whole(book: Book, front: str, write: Callable[[Chapter, int], str]) -> Iterator[str]:
    """Cover, the cards and how to use it, contents, all chapters."""
    yield _head(book, max(part.depth for part in book.parts))
    titles = (book.site, book.subtitle, book.edition.summary, COVER)
    yield f"#cover({', '.join(map(quoted, titles))}, {_imprint(book)})"
    yield f"#how-to-use[{front}]"
    yield f"#contents(({''.join(_entries(book))}))"
    for part in book.parts:
        if part.title:
            yield f"#head(0, 1, ())[#{quoted(part.title)};]"
        yield from (write(chapter, part.depth) for chapter in part.chapters)


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
    facts = f"title: {quoted(book.title)}, chapters: {depth}, help: {quoted(CARDS)}"
    date = quoted(book.edition.date)
    return f'#import "/book.typ": *\n#show: book.with({facts}, date: {date})'


def _imprint(book: Book) -> str:
    edition = book.edition
    return ", ".join(
        map(
            quoted,
            (book.status, edition.version, edition.date, edition.address, qr_code(edition.address)),
        )
    )
