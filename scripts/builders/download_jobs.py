"""How each file to download is made: the booklet, books of sections and pages, and what is made of
the words of the sheet. Several at a time, each in a process of its own."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import forkserver, get_context
from pathlib import Path

import pypdfium2
from lxml.html import HtmlElement

from builders import booklet as booklets
from builders.handout_jobs import handout_jobs
from builders.output import say
from builders.pandoc import EPUB, make_ebook
from builders.pdf import make_books
from builders.pixels import KEPT, draw_pixels, pictures_in
from builders.scopes import ALL_SECTIONS, BOOKLET, OF_SHEETS
from builders.typst import SETTINGS, workers
from builders.workshop import Job, Workshop
from creators.book.article import page_key, parse_article, plain_text
from creators.book.book import Book, create_book, is_for_patients
from creators.book.typst_source import create_source as create_book_source
from creators.booklet.ebook import create_ebook
from creators.booklet.pages import create_booklet
from creators.booklet.pages import create_source as create_booklet_source
from creators.handout.sheet import is_sheet_page
from creators.shell.download_list import FOLDER, NAME, Download, Edition
from creators.site.reviews import NONE, review_states
from knowledge.model import Knowledge
from knowledge.reading.config import Place, read_config
from knowledge.reading.loader import load_knowledge

BOOK_STYLES = ("overrides/paper/book.typ", "overrides/paper/kit.typ")
"""What gives the books their looks."""
BOOKLET_TITLE = "Booklet of 24 pages"
BOOKLET_WEIGHT = 5
"""How many times as long as a letter of a book one of the booklet takes: it is set three times."""


def load_libraries_once() -> None:
    """Start the process that those of all jobs are forked from: it loads the libraries once, while
    the pages are read. Python 3.11 does not tell it where our modules are (gh-117378), and it goes
    on without them: then each job loads them, which takes half a second."""
    ours, theirs = str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (ours, theirs)))
    forkserver.set_forkserver_preload(["__main__", __name__])
    forkserver.ensure_running()
    if theirs is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = theirs


def load_articles(site: Path) -> dict[str, tuple[str, HtmlElement]]:
    """For each page of the site its address there and its article, by its key. The page that a
    server shows for a wrong address has none, nor has a sheet."""
    files = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*.html"))}
    return {
        page_key(path): (
            path.removesuffix("index.html"),
            parse_article(file.read_text(encoding="utf-8")),
        )
        for path, file in files.items()
        if path != "404.html" and not is_sheet_page(path)
    }


def plan(root: Path, site: Path, edition: Edition, scopes: set[str], key: str) -> Iterator[Job]:
    """Every file of these scopes, in the order of the list."""
    same = Download("", "", "", "", edition.version, edition.date, key=key)
    if scopes & {*OF_SHEETS, BOOKLET}:
        knowledge = load_knowledge(root)[0]
        if scopes & {*OF_SHEETS}:
            yield from handout_jobs(knowledge, edition, key)
        if BOOKLET in scopes and knowledge.booklet:
            yield from _booklet_jobs(root, knowledge, edition, same)
    if books := scopes - {*OF_SHEETS, BOOKLET}:
        yield from _book_jobs(root, site, books, edition, same)


def _book_jobs(
    root: Path, site: Path, scopes: set[str], edition: Edition, same: Download
) -> Iterator[Job]:
    """Each book in each of its settings."""
    articles, places = load_articles(site), read_config(root).places
    pictures = {file.relative_to(site).as_posix() for file in (site / "assets").rglob("*.svg")}
    cuts = _read_cuts(site, pictures)
    sections = [name for name in ALL_SECTIONS if name in scopes]
    pages = sorted(name for name in scopes & articles.keys() if "/" in name)
    for scope in [*sections, *pages]:
        book = _book(scope, places, articles, edition)
        source = create_book_source(book, cuts)
        same = replace(same, scope=scope, title=book.subtitle or book.site)
        for setting, papers in SETTINGS.items():
            # nobody prints the book of everything in large print
            if scope or setting == "normal":
                make = partial(make_books, book.name, setting, edition.date, source)
                yield Job(
                    _editions(same, book.name, papers), len(source), make, pictures_in(source)
                )


def _booklet_jobs(
    root: Path, knowledge: Knowledge, edition: Edition, same: Download
) -> Iterator[Job]:
    """The booklet in each of its editions."""
    booklet = create_booklet(knowledge, _status(knowledge), edition)
    source, name = create_booklet_source(booklet), f"{NAME}-{BOOKLET}"
    same = replace(same, scope=BOOKLET, title=BOOKLET_TITLE)
    places = [page.place for page in booklet.pages]
    # one process sets all, as it takes less time than to start others
    make = partial(booklets.make_booklets, source, edition.date, places)
    files = _editions(same, name, booklets.EDITIONS)
    yield Job(files, BOOKLET_WEIGHT * len(source), make, pictures_in(source))
    ebook = create_ebook(booklet, name, root / "overrides")
    file = replace(same, file=f"{name}.{EPUB}", edition=EPUB)
    document = ebook.document
    yield Job({EPUB: file}, len(document), partial(make_ebook, ebook), pictures_in(document))


def _editions(same: Download, name: str, editions: Iterable[str]) -> dict[str, Download]:
    """The PDF called `name` in each of its editions."""
    return {one: replace(same, file=f"{name}-{one}.pdf", edition=one) for one in editions}


def _status(knowledge: Knowledge) -> str:
    """Who has reviewed the pages, where that is true of all of them."""
    found = {state.words for state in review_states(knowledge).values()}
    return found.pop() if len(found) == 1 else NONE.words


def _read_cuts(site: Path, pictures: Iterable[str]) -> dict[str, tuple[float, ...]]:
    """Return where the tall ones of these `pictures` may be cut, as shares of their height:
    creators.charts says so in each."""
    cuts = {}
    for name in pictures:
        text = (site / name).read_text(encoding="utf-8")
        if found := re.search(r' height="(\d+)".*? data-cuts="([^"]*)"', text):
            cuts[name] = tuple(float(cut) / int(found[1]) for cut in found[2].split())
    return cuts


def _book(
    scope: str, places: list[Place], articles: dict[str, tuple[str, HtmlElement]], edition: Edition
) -> Book:
    """The book of everything (""), of a section or of a page, by its key."""
    if "/" in scope:
        title = plain_text(articles[scope][1].find(".//h1"))
    else:
        sections = {page_key(place.path): place.section for place in places}
        title = sections.get(scope, "") if scope else ""
    name = "-".join([NAME, *filter(None, scope.split("/"))])
    inside = (lambda key: f"{key}/".startswith(f"{scope}/")) if scope else is_for_patients
    return create_book(name, title, places, inside, articles, edition)


def make_jobs(root: Path, site: Path, jobs: list[Job]) -> Iterator[Download]:
    """Make all files, as many at a time as there are cores, and say so of each. Longest first, so
    that no long job starts last. A failure stops the rest.

    Each job gets a process of its own: Typst keeps what it has worked out (half a gigabyte for all
    pages) while it runs.
    """
    jobs = sorted(jobs, key=lambda job: -job.length)
    target = site / FOLDER
    with tempfile.TemporaryDirectory(prefix=".books-", dir=site.parent) as name:
        shop = Workshop(root, Path(name))
        shutil.copytree(site / "assets", shop.work / "assets")
        for style in {*BOOK_STYLES, *booklets.STYLES}:
            shutil.copy(root / style, shop.work)
        pictures = frozenset().union(*(job.pictures for job in jobs))
        draw_pixels(shop.work, pictures, root / KEPT)
        with ProcessPoolExecutor(
            workers(), mp_context=get_context("forkserver"), max_tasks_per_child=1
        ) as pool:
            started = [(job, pool.submit(job.write, shop, target)) for job in jobs]
            try:
                for job, made in started:
                    made.result()
                    yield from (_measured(target / one.file, one) for one in job.files.values())
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _measured(file: Path, item: Download) -> Download:
    """A file's facts now that it is made."""
    data = file.read_bytes()
    pages = len(pypdfium2.PdfDocument(data)) if file.suffix == ".pdf" else 0
    counted = f"{pages} pages, " if pages else ""
    say(f"downloads: {file.name} ({counted}{len(data) / 1e6:.1f} MB)")
    return replace(item, pages=pages, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
