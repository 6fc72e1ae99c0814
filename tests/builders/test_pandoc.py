"""The EPUB and the DOCX of the whole site, as readers' programs find them, and what happens when
one cannot be made."""

from __future__ import annotations

import re
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypandoc
import pytest
from lxml import etree

from builders.pandoc import FORMATS, SCREEN_FONT, EbookError, ebook_key, write_ebook
from creators.book.book import Book
from creators.book.docx import CONTENTS
from creators.book.ebook import create_ebook, picture_widths
from creators.book.xhtml_writer import CARDS
from ebook_reader import (
    NAMES,
    Docx,
    Epub,
    W,
    headings,
    jumps,
    load_book,
    lost_links,
    outline,
    plain,
    read_docx,
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
def made(book: Book, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both files of the whole site."""
    folder = tmp_path_factory.mktemp("ebooks")
    ebook = create_ebook(book)
    with ThreadPoolExecutor(2) as pool:
        pages = pool.map(
            lambda ending: write_ebook(ebook, ROOT, site, folder / f"book.{ending}"), FORMATS
        )
        assert list(pages) == [0, 0]
    assert sorted(file.name for file in folder.iterdir()) == ["book.docx", "book.epub"]
    return folder


@pytest.fixture(scope="module")
def epub(made: Path) -> Epub:
    """The EPUB of the whole site."""
    return read_epub(made / "book.epub")


@pytest.fixture(scope="module")
def docx(made: Path) -> Docx:
    """The DOCX of the whole site."""
    return read_docx(made / "book.docx")


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


def test_the_epub_shows_the_svg_of_the_site_with_its_words(epub: Epub, site: Path):
    pictures = [one for page in epub.pages.values() for one in page.iterfind(".//h:img", NAMES)]
    assert len(pictures) > 50
    assert [one.get("src") for one in pictures if not one.get("alt")] == []
    shown = {epub.files[f"EPUB/media/{one.get('src').rpartition('/')[2]}"] for one in pictures}
    assert shown == {file.read_bytes() for file in site.glob("assets/*s/*.svg")}


def test_the_epub_has_each_red_flag_on_the_card_of_its_urgency(epub: Epub, knowledge: Knowledge):
    front, full = (
        page
        for page in epub.pages.values()
        if headings(page)[0][1] in ("How to use this booklet", "All the red flags")
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
        kind: re.search(rf"^\.{kind} {{ border-left: (\S+ \S+) ", style, re.M)
        for kind in CARDS
        if kind != "do-now"
    }
    assert len({found[1] for found in lines.values()} | {"2px solid"}) == len(CARDS)
    assert "background" not in style and not re.search(r"[{;] *color:", style)


def test_the_headings_of_a_table_stay_headings_in_the_epub(epub: Epub):
    tables = [table for page in epub.pages.values() for table in page.iterfind(".//h:table", NAMES)]
    assert len(tables) > 100
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


def test_the_docx_has_all_titles_as_headings_and_lists_them_before_the_second_part(
    docx: Docx, book: Book
):
    found = [
        (int(style[-1]), words)
        for style, words in docx.paragraphs()
        if style.startswith("heading ")
    ]
    assert jumps(found) == []
    titles = iter(found)
    assert [title for title in outline(book) if title not in titles] == []
    listed = [
        (int(style[-1]), words) for style, words in docx.paragraphs() if style.startswith("toc ")
    ]
    assert listed == [(level, words) for level, words in found if level < 3]
    order = [
        words
        for style, words in docx.paragraphs()
        if style in ("Title", "heading 1", "TOC Heading")
    ]
    breaks = docx.body.xpath("//w:pageBreakBefore/ancestor::w:p", namespaces=NAMES)
    assert [(docx.style(one), plain(one)) for one in breaks] == [
        ("heading 1", "How to use this booklet")
    ]
    assert order[:4] == [
        book.edition.title,
        "How to use this booklet",
        "Contents",
        book.edition.title,
    ]


def test_the_docx_opens_as_one_of_today_and_without_asking_to_update_anything(docx: Docx):
    fields = docx.body.xpath("//w:fldChar/@w:fldCharType", namespaces=NAMES)
    assert fields == ["begin", "separate", "end"]
    assert docx.body.xpath("//*[@w:dirty]", namespaces=NAMES) == []
    settings = etree.fromstring(docx.files["word/settings.xml"])
    assert settings.xpath(
        "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val", namespaces=NAMES
    ) == ["15"]


def test_every_link_in_the_docx_leads_to_a_place_in_it(docx: Docx):
    places = docx.body.xpath("//w:bookmarkStart/@w:name", namespaces=NAMES)
    links = docx.body.xpath("//w:hyperlink/@w:anchor", namespaces=NAMES)
    assert len(places) == len(set(places)) and len(links) > 3000
    assert set(links) - set(places) == set()


def test_the_docx_has_each_red_flag_in_the_style_of_its_urgency(docx: Docx, knowledge: Knowledge):
    paragraphs = docx.paragraphs()
    for flag in knowledge.red_flags.values():
        style = CARDS[flag.urgency.value]
        assert (style, flag.short) in paragraphs
        assert any(
            name == style and words.startswith(f"{flag.sign}. {flag.action}")
            for name, words in paragraphs
        ), flag.id
    titles = {(style, words) for style, words in paragraphs if style.endswith(" title")}
    assert titles == {
        ("Emergency now title", "Call 911, 999, 112 or 000 now if"),
        ("Doctor today title", "See a doctor today if"),
        ("Call within two days title", "See or call a doctor within two days if"),
        ("At home title", "Look after it at home if"),
        ("What to do now title", "What to do now"),
    }


def test_the_styles_of_the_cards_have_lines_of_different_kinds(docx: Docx):
    root = etree.fromstring(docx.files["word/styles.xml"])
    styles = {docx.names[style.get(f"{W}styleId")]: style for style in root.iter(f"{W}style")}
    lines = [styles[name].find("w:pPr/w:pBdr/w:left", NAMES) for name in CARDS.values()]
    assert len({(line.get(f"{W}val"), line.get(f"{W}sz")) for line in lines}) == len(CARDS)
    assert all(
        styles[f"{name} title"].find("w:rPr/w:b", NAMES) is not None for name in CARDS.values()
    )


def test_every_style_in_the_docx_exists_and_is_in_english_and_in_a_font_that_offices_have(
    docx: Docx,
):
    used = set(
        docx.body.xpath(
            "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", namespaces=NAMES
        )
    )
    assert used - docx.names.keys() == set()
    styles = etree.fromstring(docx.files["word/styles.xml"])
    (fonts,) = styles.iter(f"{W}rFonts")
    assert set(fonts.attrib.values()) == {"Arial"}
    assert styles.xpath("//w:lang/@w:val", namespaces=NAMES) == ["en-US"]
    assert styles.xpath("w:docDefaults//w:sz/@w:val", namespaces=NAMES) == ["24"]


def test_the_headings_of_a_table_are_repeated_and_its_rows_stay_whole_in_the_docx(docx: Docx):
    tables = list(docx.body.iter(f"{W}tbl"))
    assert len(tables) > 100
    for table in tables:
        first, *rows = table.findall("w:tr", NAMES)
        assert first.find("w:trPr/w:tblHeader", NAMES) is not None
        assert rows and all(
            row.find("w:trPr/w:cantSplit", NAMES) is not None for row in [first, *rows]
        )
    borders = etree.fromstring(docx.files["word/styles.xml"]).find(
        "w:style[@w:styleId='Table']/w:tblPr/w:tblBorders", NAMES
    )
    assert {etree.QName(side).localname for side in borders} == {
        "top",
        "left",
        "bottom",
        "right",
        "insideH",
        "insideV",
    }
    assert {side.get(f"{W}val") for side in borders} == {"single"}


def test_every_picture_in_the_docx_is_one_that_word_shows_and_has_words(
    docx: Docx, book: Book, site: Path
):
    pictures = [name for name in docx.files if name.startswith("word/media/")]
    assert len(pictures) == len(picture_widths(create_ebook(book).document))
    assert all(docx.files[name].startswith(b"\x89PNG") for name in pictures)
    fonts = {
        font
        for file in site.glob("assets/*/*.svg")
        for font in re.findall('font-family="(.*?)"', file.read_text(encoding="utf-8"))
    }
    assert fonts == {SCREEN_FONT}
    alt = [one.get("descr") for one in docx.body.iter("{*}docPr")]
    assert alt == [one.get("alt") for body in book.bodies() for one in body.iter("img")]


def test_the_docx_says_what_it_is_and_nothing_of_who_made_it(docx: Docx, book: Book):
    core = etree.fromstring(docx.files["docProps/core.xml"])
    assert {etree.QName(one).localname: one.text for one in core} == {
        "title": book.edition.title,
        "creator": "Bumps After Microneedling",
        "language": "en-US",
        "keywords": None,
        "created": f"{book.edition.date}T00:00:00Z",
        "modified": f"{book.edition.date}T00:00:00Z",
    }
    assert not any(
        str(Path.home()).encode() in content or str(ROOT).encode() in content
        for content in docx.files.values()
    )


def test_the_docx_has_a_page_of_letter_with_its_number(docx: Docx):
    (size,) = docx.body.iter(f"{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")
    (footer,) = docx.body.xpath("//w:footerReference/@*[local-name() = 'id']", namespaces=NAMES)
    parts = {
        one.get("Id"): one.get("Target")
        for one in etree.fromstring(docx.files["word/_rels/document.xml.rels"])
    }
    assert b'w:instr="PAGE"' in docx.files[f"word/{parts[footer]}"]
    assert set(CONTENTS.values()) < docx.names.keys()


@pytest.mark.parametrize("ending", FORMATS)
def test_two_runs_give_the_same_bytes(
    ending: str, small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = write_small(small_site, tmp_path / "a" / f"x.{ending}")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "pandoc" / "templates").mkdir(parents=True)
    for name in ("default.epub3", "default.openxml"):
        (tmp_path / "home" / "pandoc" / "templates" / name).write_text(
            "a template of the user", encoding="utf-8"
        )
    elsewhere = shutil.copytree(small_site, tmp_path / "other site")
    assert write_small(elsewhere, tmp_path / "b b" / f"y.{ending}") == first
    with zipfile.ZipFile(tmp_path / "a" / f"x.{ending}") as archive:
        assert {member.date_time for member in archive.infolist()} - {DAY, NO_DAY} == set()


def test_the_key_changes_with_the_words_and_with_each_style(tmp_path: Path):
    styles = tmp_path / "overrides" / "paper"
    shutil.copytree(ROOT / "overrides" / "paper", styles)
    keys = {
        ebook_key(tmp_path, create_ebook(small_book("<p>A</p>"))),
        ebook_key(tmp_path, create_ebook(small_book("<p>B</p>"))),
    }
    for name in ("ebook.css", "ebook-styles.xml"):
        (styles / name).write_text("x", encoding="utf-8")
        keys.add(ebook_key(tmp_path, create_ebook(small_book("<p>A</p>"))))
    assert len(keys) == 4
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


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_that_is_not_there_is_one_line(ending: str, small_site: Path, tmp_path: Path):
    (small_site / "assets" / "a.svg").unlink()
    fails(
        small_site,
        tmp_path / "out" / f"x.{ending}",
        f"x.{ending}: picture: expected assets/a.svg in site/; got no such file; do build",
    )


def test_a_picture_that_cannot_be_drawn_is_one_line(small_site: Path, tmp_path: Path):
    (small_site / "assets" / "a.svg").write_text("<svg", encoding="utf-8")
    fails(
        small_site,
        tmp_path / "out" / "x.docx",
        "assets/a.svg: expected SVG that Typst can draw; got failed to parse SVG.*; do mend",
    )


@pytest.mark.parametrize("ending", FORMATS)
def test_without_pandoc_it_is_one_line(
    ending: str, small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def missing() -> str:
        raise OSError(
            "No pandoc was found: either install pandoc\nor call pypandoc.download_pandoc(...)"
        )

    monkeypatch.setattr(pypandoc, "get_pandoc_path", missing)
    fails(
        small_site,
        tmp_path / "out" / f"x.{ending}",
        "pandoc: expected the one of the package pypandoc_binary; got none; do delete",
    )


def test_what_pandoc_warns_of_is_one_line(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("builders.pandoc.picture_widths", lambda document: {})
    (small_site / "assets" / "a.svg").unlink()
    fails(
        small_site,
        tmp_path / "out" / "x.epub",
        r"pandoc: expected it to make an e-book; got: \[WARNING\] .*a.svg.*; do mend the page",
    )
