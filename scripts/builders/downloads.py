"""The built site to the files that readers keep: booklets as PDF, e-books, and the page that lists
them."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import forkserver, get_context
from pathlib import Path

from lxml.html import HtmlElement

from builders.handouts import STYLES, TEMPLATES, write_handout
from builders.pandoc import FORMATS, ebook_key, write_ebook
from builders.typst import EDITIONS, SETTING_OF, compile_pdf, workers
from creators.book.article import HOME, page_key, parse_article, plain_text
from creators.book.book import Book, Edition, create_book
from creators.book.booklet import create_booklet, index_entries
from creators.book.ebook import Ebook, create_ebook
from creators.handout.create import create_imprint, create_sheet
from creators.handout.typst_source import EDITIONS as HANDOUT_EDITIONS
from creators.handout.typst_source import create_source
from creators.handout.versions import current_version
from creators.shell.download_list import FOLDER, MANIFEST, NAME, Download, fill, parse_manifest
from knowledge.model import SECTIONS, Knowledge
from knowledge.reading.loader import load_knowledge
from knowledge.reading.navigation import Place, parse_navigation

STYLE = "overrides/paper/book.typ"
"""What gives the PDFs their looks."""


@dataclass(frozen=True)
class Wanted:
    """What to make: `sections` ("" is the whole site) and `pages` by their keys, in these
    `editions` and e-book `formats`; the general `handout` in all of its own. Whatever else an
    earlier build made, and is still true, is kept."""

    sections: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    editions: tuple[str, ...] = EDITIONS
    formats: tuple[str, ...] = ()
    handout: bool = False


ALL_SECTIONS = ("", *SECTIONS[:5])
EVERYTHING = Wanted(sections=ALL_SECTIONS, formats=FORMATS, handout=True)
HANDOUT, HANDOUT_TITLE = "handout", "One sheet to print"
"""The scope and title of the general handout's files."""
NOTHING = Wanted()


@dataclass(frozen=True)
class Handout:
    """What the general handout is made from, as its template takes it."""

    text: str


@dataclass(frozen=True)
class _Job:
    """A file that could be made, what it is made from, and the hash of all that."""

    download: Download
    name: str
    source: str | Ebook | Handout

    def is_made_by(self, before: dict[str, Download]) -> bool:
        """Whether an earlier build made it of the same."""
        return self.download.file in before and before[self.download.file].key == self.download.key


def make_downloads(
    root: Path, site: Path, old: Path, wanted: Wanted, say: Callable[[str], None]
) -> None:
    """Put the wanted files into `site`/downloads, and those of `old` (the site before) that are
    still true; write their list and show it on the pages. Raises BookError or PdfError for what
    cannot be set, and OSError for what cannot be written."""
    if wanted != NOTHING:
        forkserver.ensure_running()  # it loads the libraries while the pages are read
    before = {item.file: item for item in load_manifest(old)}
    jobs = list(_plan(root, site, wanted, before.values())) if before or wanted != NOTHING else []
    kept = [
        before[job.download.file]
        for job in jobs
        if job.is_made_by(before) and (old / FOLDER / job.download.file).exists()
    ]
    names = {item.file for item in kept}
    missing = [
        job for job in jobs if job.download.file not in names and _is_wanted(job.download, wanted)
    ]
    (site / FOLDER).mkdir(exist_ok=True)
    for item in kept:
        shutil.copy2(old / FOLDER / item.file, site / FOLDER / item.file)
    order = [job.download.file for job in jobs]
    made = sorted(
        [*kept, *_make(root, site, missing, say)], key=lambda item: order.index(item.file)
    )
    listed = json.dumps([asdict(item) for item in made], indent=1, ensure_ascii=False)
    (site / MANIFEST).write_text(f"{listed}\n", encoding="utf-8")
    show(root, site, made)


def load_manifest(site: Path) -> list[Download]:
    """What the last build of `site` listed; nothing where there is no list."""
    file = site / MANIFEST
    return parse_manifest(file.read_text(encoding="utf-8")) if file.exists() else []


def show(root: Path, site: Path, made: list[Download]) -> None:
    """Write the list of files into the pages that have a place for it."""
    for file in [*site.glob("*.html"), *site.glob("*/index.html")]:
        text = file.read_text(encoding="utf-8")
        if (
            filled := fill(root / "overrides", file.relative_to(site).as_posix(), text, made)
        ) != text:
            file.write_text(filled, encoding="utf-8")


def load_articles(site: Path) -> dict[str, tuple[str, HtmlElement]]:
    """For each page of the site its address there and its article, by its key. The page that a
    server shows for a wrong address has none."""
    files = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*.html"))}
    return {
        page_key(path): (
            path.removesuffix("index.html"),
            parse_article(path, file.read_text(encoding="utf-8")),
        )
        for path, file in files.items()
        if path != "404.html"
    }


def load_edition(site: Path, home: HtmlElement) -> Edition:
    """What the built site says of itself; its title is the start page's."""
    facts = json.loads((site / "data" / "edition.json").read_text(encoding="utf-8"))
    return Edition(title=plain_text(home.find(".//h1")), **facts)


def _plan(root: Path, site: Path, wanted: Wanted, before: Iterable[Download]) -> Iterator[_Job]:
    """Every file that is wanted or was made before, in the order of the list."""
    articles = load_articles(site)
    edition = load_edition(site, articles[HOME][1])
    places = parse_navigation((root / "mkdocs.yml").read_text(encoding="utf-8"))
    pictures = {file.relative_to(site).as_posix() for file in (site / "assets").rglob("*.svg")}
    knowledge = load_knowledge(root)[0]
    entries = index_entries(knowledge)
    drawn, cuts = _read_pictures(site, pictures)
    style = (root / STYLE).read_text(encoding="utf-8")
    before = list(before)
    if wanted.handout or HANDOUT in {item.scope for item in before}:
        yield from _handout_jobs(root, knowledge, edition)
    formats = [
        name
        for name in FORMATS
        if name in wanted.formats or name in {item.edition for item in before}
    ]
    sections = [
        name
        for name in ALL_SECTIONS
        if name in wanted.sections or name in {item.scope for item in before}
    ]
    pages = sorted(
        {*wanted.pages, *(item.scope for item in before if item.is_page)} & articles.keys()
    )
    for scope in [*sections, *pages]:
        book = _book(scope, places, articles, edition)
        source = create_booklet(book, pictures, entries, cuts)
        for name in EDITIONS:
            yield _job(book, scope, f"{book.name}-{name}.pdf", name, source, source + style + drawn)
        if formats and not scope:
            ebook = create_ebook(book)
            for name in formats:
                yield _job(
                    book, scope, f"{book.name}.{name}", name, ebook, ebook_key(root, ebook) + drawn
                )


def _handout_jobs(root: Path, knowledge: Knowledge, edition: Edition) -> Iterator[_Job]:
    """The general handout in each of its editions."""
    sheet, version = create_sheet(knowledge), current_version(knowledge)
    source = create_source(
        sheet, create_imprint(sheet, None, version.id, str(version.date), edition.address)
    )
    style = "".join((root / TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES)
    for name in HANDOUT_EDITIONS:
        file = f"{NAME}-{HANDOUT}-{name}.pdf"
        key = hashlib.sha256(f"{name}\0{source}{style}".encode()).hexdigest()
        yield _Job(
            Download(
                file, HANDOUT, HANDOUT_TITLE, name, edition.version, str(version.date), key=key
            ),
            HANDOUT,
            Handout(source),
        )


def _read_pictures(site: Path, pictures: Iterable[str]) -> tuple[str, dict[str, tuple[float, ...]]]:
    """A hash of all pictures, and where the tall ones may be cut, as shares of their height:
    creators.charts says so in the drawing."""
    texts = {name: (site / name).read_text(encoding="utf-8") for name in sorted(pictures)}
    cuts = {
        name: re.search(r' height="(\d+)".*? data-cuts="([^"]*)"', text)
        for name, text in texts.items()
    }
    return (
        hashlib.sha256("".join(texts.values()).encode()).hexdigest(),
        {
            name: tuple(float(cut) / int(found[1]) for cut in found[2].split())
            for name, found in cuts.items()
            if found
        },
    )


def _book(
    scope: str, places: list[Place], articles: dict[str, tuple[str, HtmlElement]], edition: Edition
) -> Book:
    sections = {page_key(place.path): place.section for place in places}
    title = (
        plain_text(articles[scope][1].find(".//h1"))
        if "/" in scope
        else sections.get(scope, "")
        if scope
        else ""
    )
    name = "-".join([NAME, *scope.split("/")]) if scope else NAME
    return create_book(
        name,
        title,
        places,
        lambda key: not scope or f"{key}/".startswith(f"{scope}/"),
        articles,
        edition,
    )


def _job(
    book: Book, scope: str, file: str, edition: str, source: str | Ebook, made_from: str
) -> _Job:
    key = hashlib.sha256(f"{edition}\0{made_from}".encode()).hexdigest()
    title, version, date = (
        book.subtitle or book.edition.title,
        book.edition.version,
        book.edition.date,
    )
    return _Job(Download(file, scope, title, edition, version, date, key=key), book.name, source)


def _is_wanted(item: Download, wanted: Wanted) -> bool:
    if item.scope == HANDOUT:
        return wanted.handout
    inside = item.scope in (*wanted.sections, *wanted.pages)
    return (
        inside
        and item.edition in wanted.editions
        or not item.scope
        and item.edition in wanted.formats
    )


def _make(
    root: Path, site: Path, jobs: list[_Job], say: Callable[[str], None]
) -> Iterator[Download]:
    """Make all files, as many at a time as there are cores, the longest first, and say so of each.
    A failure stops the rest.

    Each file gets a process of its own: Typst keeps what it has worked out (half a gigabyte for all
    pages) while it runs.
    """
    if not jobs:
        return
    with tempfile.TemporaryDirectory(prefix=".books-", dir=site.parent) as name:
        work = Path(name)
        shutil.copytree(site / "assets", work / "assets")
        shutil.copyfile(root / STYLE, work / "book.typ")
        with ProcessPoolExecutor(
            workers(), mp_context=get_context("forkserver"), max_tasks_per_child=1
        ) as pool:
            futures = [(group, _start(pool, root, site, work, group)) for group in _together(jobs)]
            try:
                yield from (
                    _measured(site, job, future.result(), say)
                    for group, future in futures
                    for job in group
                )
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _together(jobs: list[_Job]) -> list[list[_Job]]:
    """The jobs that one process does: the editions of one setting of a book. The longest come
    first, as they are waited for."""
    groups: dict[tuple[str, str], list[_Job]] = {}
    for job in jobs:
        groups.setdefault(
            (
                job.name,
                (
                    job.download.edition
                    if job.name == HANDOUT
                    else SETTING_OF.get(job.download.edition, job.download.edition)
                ),
            ),
            [],
        ).append(job)
    return [
        groups[key]
        for key in sorted(
            groups, key=lambda key: (-_length(groups[key][0]), key[1] != "large-print")
        )
    ]


def _length(job: _Job) -> int:
    return len(
        job.source.document
        if isinstance(job.source, Ebook)
        else job.source.text
        if isinstance(job.source, Handout)
        else job.source
    )


def _start(
    pool: ProcessPoolExecutor, root: Path, site: Path, work: Path, group: list[_Job]
) -> Future[int]:
    job, targets = (
        group[0],
        {job.download.edition: site / FOLDER / job.download.file for job in group},
    )
    if isinstance(job.source, Ebook):
        return pool.submit(write_ebook, job.source, root, site, targets[job.download.edition])
    if isinstance(job.source, Handout):
        return pool.submit(
            write_handout,
            root,
            job.source.text,
            job.download.edition,
            job.download.date,
            targets[job.download.edition],
        )
    main = work / f"{job.name}.typ"
    main.write_text(job.source, encoding="utf-8")
    return pool.submit(
        compile_pdf, work, main.name, SETTING_OF[job.download.edition], job.download.date, targets
    )


def _measured(site: Path, job: _Job, pages: int, say: Callable[[str], None]) -> Download:
    file = site / FOLDER / job.download.file
    say(
        f"downloads: {file.name}"
        f" ({f'{pages} pages, ' if pages else ''}{file.stat().st_size / 1e6:.1f} MB)"
    )
    return job.download.measured(
        pages, file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()
    )
