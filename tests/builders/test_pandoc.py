"""The EPUB of the whole site, as readers' programs find it, and what happens when it cannot be
made."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pypandoc
import pytest
from creators.book.ebook import create_ebook
from creators.book.xhtml_writer import CARDS, WIDEST
from lxml import etree

from builders.pandoc import EbookError, ebook_key, write_ebook
from creators.book.book import Book
from creators.figures.close_ups import normal_figures
from ebook_reader import (
    NAMES,
    Epub,
    headings,
    jumps,
    load_book,
    lost_links,
    outline,
    plain,
    read_epub,
    small_book,
)
from helpers import ROOT
from knowledge.model import Knowledge

PICTURE = '<p><img src="/assets/a.svg" alt="A bump" width="100" height="50"></p>'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50"><rect'
    ' width="90" height="40"/></svg>'
)
DAY = (2026, 11, 22, 0, 0, 0)
NO_DAY = (1980, 1, 1, 0, 0, 0)


@pytest.fixture(scope="module")
def book(site: Path) -> Book:
    """The whole site."""
    return load_book(site)


@pytest.fixture(scope="module")
def epub(book: Book, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """The EPUB of the whole site."""
    file = tmp_path_factory.mktemp("ebook") / "book.epub"
    assert write_ebook(create_ebook(book), ROOT, site, file) == 0
    assert list(file.parent.iterdir()) == [file]
    return read_epub(file)


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A site that has one picture."""
    (tmp_path / "site" / "assets").mkdir(parents=True)
    (tmp_path / "site" / "assets" / "a.svg").write_text(SVG, encoding="utf-8")
    return tmp_path / "site"


def write_small(site: Path, target: Path, page: str = PICTURE) -> bytes:
    """Write an e-book of one short page, and return its bytes."""
    target.parent.mkdir(exist_ok=True)
    write_ebook(create_ebook(small_book(page)), ROOT, site, target)
    return target.read_bytes()


def test_the_epub_begins_a_file_at_each_part_and_chapter_and_lists_them(epub: Epub, book: Book):
    bodies = list(epub.pages.values())
    assert [headings(body)[0] for body in bodies[1:]] == outline(book)
    assert [body.find("h:head/h:title", NAMES).text for body in bodies[1:]] == [
        words for _, words in outline(book)
    ]
    listed = etree.fromstring(epub.files["EPUB/nav.xhtml"]).xpath(
        "//h:nav[@id='toc']//h:a", namespaces=NAMES
    )
    assert [(len(list(link.iterancestors("{*}ol"))), plain(link)) for link in listed] == outline(
        book
    )


def test_a_chapter_that_begins_with_a_heading_stays_in_one_file(small_site: Path, tmp_path: Path):
    write_small(small_site, tmp_path / "x.epub", '<h2 id="one#a">A</h2><p>x</p>')
    assert [
        words for _, words in headings(*list(read_epub(tmp_path / "x.epub").pages.values())[-1:])
    ] == ["Chapter one", "A"]


def test_no_link_and_no_picture_of_the_epub_is_lost(epub: Epub):
    assert lost_links(epub) == []


def test_no_heading_of_the_epub_skips_a_level(epub: Epub):
    assert jumps(headings(*list(epub.pages.values())[1:])) == []


def test_the_epub_shows_the_svg_of_the_site_with_its_words(epub: Epub, book: Book, site: Path):
    pictures = [one for page in epub.pages.values() for one in page.iterfind(".//h:img", NAMES)]
    assert len(pictures) == sum(len(body.findall(".//img")) for body in book.bodies()) > 40
    assert [one.get("src") for one in pictures if not one.get("alt")] == []
    shown = {epub.files[f"EPUB/media/{one.get('src').rpartition('/')[2]}"] for one in pictures}
    drawn = {file.name: file.read_bytes() for file in site.glob("assets/*s/*.svg")}
    assert {Path(figure).name for figure, _, _ in normal_figures()} <= set(drawn)
    assert shown == set(drawn.values())


def test_the_epub_has_each_red_flag_on_the_card_of_its_urgency(epub: Epub, knowledge: Knowledge):
    front, full = (
        page
        for page in epub.pages.values()
        if headings(page)[0][1] in ("How to use this booklet", "When to get help")
    )
    for flag in knowledge.red_flags.values():
        card = f".//*[contains(@class, 'card {flag.urgency.value}')]//h:li"
        assert flag.short in [plain(line) for line in front.xpath(card, namespaces=NAMES)]
        assert [
            line
            for line in full.xpath(card, namespaces=NAMES)
            if plain(line).startswith(f"{flag.sign}. {flag.action}")
        ], flag.id


def test_every_card_of_the_epub_has_a_line_of_its_own(epub: Epub):
    style = epub.files["EPUB/styles/stylesheet1.css"].decode()
    lines = {
        kind: re.search(rf"^\.{kind} {{ border-left: (\S+ \S+) ", style, re.M) for kind in CARDS
    }
    assert len({found[1] for found in lines.values()}) == len(CARDS)
    assert not re.search(r"^\.card {[^}]*border", style, re.M), "a line that is no kind's own"
    assert "background" not in style and not re.search(r"[{;] *color:", style)


def test_the_headings_of_a_table_stay_headings_in_the_epub(epub: Epub, book: Book):
    tables = [table for page in epub.pages.values() for table in page.iterfind(".//h:table", NAMES)]
    heads = [table.findall("thead/tr/th") for body in book.bodies() for table in body.iter("table")]
    assert len(tables) == sum(len(names) <= WIDEST for names in heads) > 25
    for table in tables:
        assert table.findall("h:thead/h:tr/h:th", NAMES)
        assert {row[0].get("scope") for row in table.findall("h:tbody/h:tr", NAMES)} == {"row"}


def test_the_epub_says_what_it_is(epub: Epub, book: Book):
    assert epub.metadata("dc:title") == [book.edition.title]
    assert epub.metadata("dc:language") == ["en-US"]
    assert epub.metadata("dc:creator") == ["Bumps After Microneedling"]
    assert epub.metadata("dc:identifier") == [f"{book.edition.address}book-{book.edition.version}"]
    assert epub.metadata("schema:accessMode") == ["textual", "visual"]
    assert epub.metadata("dcterms:modified") == [f"{book.edition.date}T00:00:00Z"]
    assert epub.metadata("dcterms:conformsTo") == []
    assert {page.get("lang") for page in epub.pages.values()} == {"en-US"}


def test_two_runs_give_the_same_bytes(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = write_small(small_site, tmp_path / "a" / "x.epub")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "pandoc" / "templates").mkdir(parents=True)
    (tmp_path / "home" / "pandoc" / "templates" / "default.epub3").write_text(
        "a template of the user", encoding="utf-8"
    )
    elsewhere = shutil.copytree(small_site, tmp_path / "other site")
    assert write_small(elsewhere, tmp_path / "b b" / "y.epub") == first
    with zipfile.ZipFile(tmp_path / "a" / "x.epub") as archive:
        assert {member.date_time for member in archive.infolist()} - {DAY, NO_DAY} == set()


def test_the_key_changes_with_the_words_and_with_the_style(tmp_path: Path):
    styles = tmp_path / "overrides" / "paper"
    shutil.copytree(ROOT / "overrides" / "paper", styles)
    keys = {
        ebook_key(tmp_path, create_ebook(small_book("<p>A</p>"))),
        ebook_key(tmp_path, create_ebook(small_book("<p>B</p>"))),
    }
    (styles / "ebook.css").write_text("x", encoding="utf-8")
    keys.add(ebook_key(tmp_path, create_ebook(small_book("<p>A</p>"))))
    assert len(keys) == 3
    assert ebook_key(ROOT, create_ebook(small_book("<p>A</p>"))) == ebook_key(
        ROOT, create_ebook(small_book("<p>A</p>"))
    )


def fails(site: Path, target: Path, line: str, page: str = PICTURE) -> None:
    """Expect one clear line, and that the file before is still there and nothing else."""
    target.parent.mkdir()
    target.write_text("the last good one", encoding="utf-8")
    with pytest.raises(EbookError, match=line) as found:
        write_ebook(create_ebook(small_book(page)), ROOT, site, target)
    assert "\n" not in str(found.value)
    assert [file.name for file in target.parent.iterdir()] == [target.name]
    assert target.read_text(encoding="utf-8") == "the last good one"


def test_a_picture_that_is_not_there_is_one_line(small_site: Path, tmp_path: Path):
    (small_site / "assets" / "a.svg").unlink()
    fails(
        small_site,
        tmp_path / "out" / "x.epub",
        "x.epub: picture: expected assets/a.svg in site/; got no such file; do build",
    )


def test_without_pandoc_it_is_one_line(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def missing() -> str:
        raise OSError(
            "No pandoc was found: either install pandoc\nor call pypandoc.download_pandoc(...)"
        )

    monkeypatch.setattr(pypandoc, "get_pandoc_path", missing)
    fails(
        small_site,
        tmp_path / "out" / "x.epub",
        "pandoc: expected the one of the package pypandoc_binary; got none; do delete",
    )


def test_what_pandoc_warns_of_is_one_line(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("builders.pandoc.picture_files", lambda document: set())
    (small_site / "assets" / "a.svg").unlink()
    fails(
        small_site,
        tmp_path / "out" / "x.epub",
        r"pandoc: expected it to make an e-book; got: \[WARNING\] .*a.svg.*; do mend the page",
    )
