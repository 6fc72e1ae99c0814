"""The EPUB of the booklet, as readers' programs find it, and what happens when it cannot be
made."""

import io
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import pypandoc
import pytest
from lxml import etree

from builders.pandoc import EPUB, make_ebook
from builders.workshop import Workshop
from creators.booklet.ebook import Ebook, create_ebook
from creators.booklet.pages import Booklet
from ebook_reader import (
    NAMES,
    Epub,
    headings,
    jumps,
    lost_links,
    outline,
    plain,
    read_epub,
    small_booklet,
    whole_booklet,
)
from helpers import ROOT, snapshot
from knowledge.model import Knowledge
from knowledge.problems import CannotBeMade

PICTURE = {
    "kind": "normal",
    "pictures": [{"file": "assets/a.svg", "alt": "A bump"}],
    "labels": ["A label"],
}
CARDS = ("emergency_now", "same_day", "within_48h", "routine")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50"><rect'
    ' width="90" height="40"/></svg>'
)
DAY = (2026, 11, 22, 0, 0, 0)
NO_DAY = (1980, 1, 1, 0, 0, 0)


@pytest.fixture(scope="module")
def booklet(knowledge: Knowledge) -> Booklet:
    """The booklet."""
    return whole_booklet(knowledge)


@pytest.fixture(scope="module")
def epub(booklet: Booklet, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Epub:
    """Its EPUB, with the drawings as the site has them."""
    file = tmp_path_factory.mktemp("ebook") / "book.epub"
    file.write_bytes(make_ebook(ebook_of(booklet), Workshop(ROOT, site))[EPUB])
    return read_epub(file)


def ebook_of(booklet: Booklet) -> Ebook:
    return create_ebook(booklet, "booklet", ROOT / "overrides")


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A site that has one picture."""
    (tmp_path / "site" / "assets").mkdir(parents=True)
    (tmp_path / "site" / "assets" / "a.svg").write_text(SVG, encoding="utf-8")
    return tmp_path / "site"


def make_small(site: Path) -> bytes:
    """An e-book of one short page."""
    return make_ebook(ebook_of(small_booklet(PICTURE)), Workshop(ROOT, site))[EPUB]


def test_the_epub_begins_a_file_at_each_page_and_lists_its_headings(epub: Epub, booklet: Booklet):
    bodies = list(epub.pages.values())
    assert [headings(body)[0] for body in bodies[1:]] == outline(booklet)
    titles = [words for _, words in outline(booklet)]
    assert [body.find("h:head/h:title", NAMES).text for body in bodies[1:]] == titles
    listed = etree.fromstring(epub.files["EPUB/nav.xhtml"]).xpath(
        "//h:nav[@id='toc']//h:a", namespaces=NAMES
    )
    found = [(len(list(link.iterancestors("{*}ol"))), plain(link)) for link in listed]
    assert found == headings(*bodies[1:])


def test_no_link_and_no_picture_of_the_epub_is_lost(epub: Epub):
    assert lost_links(epub) == []


def test_no_heading_of_the_epub_skips_a_level(epub: Epub):
    assert jumps(headings(*list(epub.pages.values())[1:])) == []


def test_the_epub_shows_the_svg_of_the_site_with_its_words(epub: Epub, site: Path):
    pictures = [one for page in epub.pages.values() for one in page.iterfind(".//h:img", NAMES)]
    assert len(pictures) >= 20 and all(one.get("alt") for one in pictures)
    shown = {epub.files[f"EPUB/media/{one.get('src').rpartition('/')[2]}"] for one in pictures}
    drawn = {file.read_bytes() for file in site.glob("assets/bumps/*.svg")}
    assert shown <= drawn and len(shown) > 18


def test_the_epub_has_each_red_flag_on_the_card_of_its_urgency(epub: Epub, knowledge: Knowledge):
    for flag in knowledge.red_flags.values():
        card = f".//*[contains(@class, 'card {flag.urgency.value}')]//h:li"
        lines = [
            plain(line)
            for page in epub.pages.values()
            for line in page.xpath(card, namespaces=NAMES)
        ]
        assert lines.count(flag.short) == 1, flag.id


def test_every_card_of_the_epub_has_a_line_of_its_own(epub: Epub):
    style = epub.files["EPUB/styles/stylesheet1.css"].decode()
    lines = {
        kind: re.search(rf"^\.{kind} {{ border-left: (\S+ \S+) ", style, re.M) for kind in CARDS
    }
    assert len({found[1] for found in lines.values()}) == len(CARDS)
    assert not re.search(r"^\.card {[^}]*border", style, re.M), "a line that is no kind's own"
    assert "background" not in style and not re.search(r"[{;] *color:", style)


def test_the_epub_says_what_it_is(epub: Epub, booklet: Booklet):
    edition = booklet.edition
    assert epub.metadata("dc:title") == [booklet.title]
    assert epub.metadata("dc:language") == ["en-US"]
    assert epub.metadata("dc:creator") == ["Bumps After Microneedling"]
    assert epub.metadata("dc:identifier") == [f"{edition.address}booklet-{edition.version}"]
    assert epub.metadata("schema:accessMode") == ["textual", "visual"]
    assert epub.metadata("dcterms:modified") == [f"{edition.date}T00:00:00Z"]
    assert epub.metadata("dcterms:conformsTo") == []
    assert {page.get("lang") for page in epub.pages.values()} == {"en-US"}


def test_two_runs_give_the_same_bytes(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = make_small(small_site)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "pandoc" / "templates").mkdir(parents=True)
    (tmp_path / "home" / "pandoc" / "templates" / "default.epub3").write_text(
        "a template of the user", encoding="utf-8"
    )
    elsewhere = shutil.copytree(small_site, tmp_path / "other site")
    assert make_small(elsewhere) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} - {DAY, NO_DAY} == set()


def fails(site: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Expect one clear line, and nothing left of the work."""
    work = site.parent / "work"
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(work))
    before = snapshot(site.parent)
    with pytest.raises(CannotBeMade, match=line) as found:
        make_small(site)
    assert "\n" not in str(found.value)
    assert snapshot(site.parent) == before and not list(work.iterdir())


def test_a_picture_that_is_not_there_is_one_line(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    (small_site / "assets" / "a.svg").unlink()
    fails(
        small_site,
        "epub: picture: expected assets/a.svg in site/; got no such file; do build",
        monkeypatch,
    )


def test_without_pandoc_it_is_one_line(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    def missing() -> str:
        raise OSError(
            "No pandoc was found: either install pandoc\nor call pypandoc.download_pandoc(...)"
        )

    monkeypatch.setattr(pypandoc, "get_pandoc_path", missing)
    fails(
        small_site,
        "pandoc: expected the one of the package pypandoc_binary; got none; do delete",
        monkeypatch,
    )


def test_what_pandoc_warns_of_is_one_line(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("builders.pandoc.picture_files", lambda document: set())
    (small_site / "assets" / "a.svg").unlink()
    fails(
        small_site,
        r"pandoc: expected it to make an e-book; got: \[WARNING\] .*a.svg.*; do mend the page",
        monkeypatch,
    )
