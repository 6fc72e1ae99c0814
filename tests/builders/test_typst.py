"""Typst source to PDF: the same bytes anywhere, one line for each refusal, and never a half-written
file."""

import os
import re
import time
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from builders import typst as pdf
from builders.pdf import explain
from builders.typst import (
    EDITIONS,
    FONT_PACKAGES,
    SETTINGS,
    PdfError,
    font_folders,
)
from builders.workshop import Job, Workshop
from creators.book.typst_source import create_source
from creators.shell.download_list import Download
from helpers import ROOT, full_disk, snapshot
from pdf_check import check_pdf, fonts
from pdf_reader import Pdf, broken_at_hyphens
from small_book import PAGES, make_pdf, make_small, small_book

CLOTH = PAGES["treat/cloth"]
LINKED = [
    "after-care-of-the-skin.example/a-b-c/d?e=f-g",
    "www.north-western-university-hospitals-group.skin-clinic.example/information-for-patients",
    f"clinic.example/{'slug-of-many-words-' * 6}end",
    f"clinic.example/{'w' * 90}",
]
MARGIN = {"a4": 56.69, "large-print": 51.02}
"""Points that book.typ leaves at each side."""


def write_made(target: Path, made: dict[str, bytes]) -> None:
    """Write the one edition that was `made`, as a job does."""
    (edition,) = made
    item = Download(target.name, "", "Small", edition, "1.0", "2026-11-22")
    job = Job({edition: item}, 0, lambda shop, editions: made)
    job.write(Workshop(ROOT, target.parent), target.parent)


def cloth(article: str, folder: Path) -> Path:
    """A booklet with this page on the cool cloth."""
    return make_pdf(folder, small_book(pages={**PAGES, "treat/cloth": article}))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_booklet_has_the_same_bytes_in_any_folder_time_zone_and_year(
    edition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    one = make_pdf(tmp_path / "one", small_book(), edition).read_bytes()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    for name, value in {
        "TZ": "Pacific/Auckland",
        "SOURCE_DATE_EPOCH": "1",
        "LANG": "tr_TR.UTF-8",
        "HOME": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    time.tzset()
    (tmp_path / "another folder").mkdir()
    monkeypatch.chdir(tmp_path / "another folder")
    assert make_pdf(tmp_path / "another folder", small_book(), edition).read_bytes() == one
    monkeypatch.undo()
    time.tzset()


def test_its_date_is_that_of_the_content(tmp_path: Path):
    with pikepdf.open(make_pdf(tmp_path, small_book())) as made:
        assert made.docinfo["/CreationDate"] == "D:20261122000000Z"
        assert str(tmp_path) not in str(made.docinfo) + made.Root.Metadata.read_bytes().decode()


def test_its_letters_come_from_the_wheel_and_from_typst_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TYPST_FONT_PATHS", "/usr/share/fonts")
    made = Pdf(make_pdf(tmp_path, small_book()))
    assert {re.sub(r"^/[A-Z]{6}\+|-.*", "", str(font.BaseFont)) for font in fonts(made)} == {
        "AtkinsonHyperlegible",
        "PublicSans",
        "LibertinusSerif",
    }
    assert {
        re.sub(r"-.*", "", path.name)
        for folder in font_folders()
        for path in Path(folder).glob("*.ttf")
    } == {"AtkinsonHyperlegible", "PublicSans[wght].ttf", "PublicSans"}


def test_one_setting_gives_all_its_editions_with_the_same_words_on_the_same_pages(tmp_path: Path):
    make_pdf(tmp_path, small_book())
    editions = make_small(tmp_path, create_source(small_book()), *SETTINGS["normal"])
    for edition, data in editions.items():
        (tmp_path / f"{edition}.pdf").write_bytes(data)
    made = [Pdf(tmp_path / f"{edition}.pdf") for edition in editions]
    assert len(made) == 2 and len({len(one.file.pages) for one in made}) == 1
    assert made[0].runs == made[1].runs
    sheets = [[float(edge) for edge in one.file.pages[0].mediabox] for one in made]
    assert [(left + right, low + high) for left, low, right, high in sheets] == [
        pytest.approx((595.28, 841.89), abs=0.01)
    ] * 2
    sizes = [(right - left, high - low) for left, low, right, high in sheets]
    assert sizes == [pytest.approx((595.28, 841.89), abs=0.01), pytest.approx((612, 792), abs=0.01)]


@pytest.mark.parametrize("edition", [pytest.param("a4", marks=pytest.mark.sweep), "large-print"])
def test_an_address_is_never_broken_after_a_hyphen(edition: str, tmp_path: Path):
    """Each stands at many places of a line."""
    link = '<a href="https://{0}">Words</a> <a href="https://{0}">https://{0}</a>'
    rows = [
        f"<li>{'here ' * count}{link.format(place)}</li>" for place in LINKED for count in range(12)
    ]
    article = f"{CLOTH}<h2 id='places'>Places</h2><ul>{''.join(rows)}</ul>"
    file = make_pdf(tmp_path, small_book(pages={**PAGES, "treat/cloth": article}), edition)
    assert broken_at_hyphens(file) == []
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(file))
    text = re.sub(r"[\r\n]+", "", text)
    assert [place for place in LINKED if text.count(place) < 6] == []
    assert check_pdf(file) == []
    right = max(run.box[2] for run in Pdf(file).runs if run.kind == "text")
    assert right <= 595.28 - MARGIN[edition] + 0.5


@pytest.mark.parametrize("letter", ["😀", "中", "\U00013000"])
def test_a_letter_that_no_font_has_is_one_line_with_its_page(letter: str, tmp_path: Path):
    line = (
        f'treat/cloth: letter: expected one that a font of the book has; got "{letter}"; do'
        " write it in other letters"
    )
    for number, article in enumerate(
        (CLOTH.replace("heat", letter), CLOTH.replace("<h1>Cool", f"<h1>{letter}"))
    ):
        with pytest.raises(PdfError) as refused:
            cloth(article, tmp_path / str(number))
        assert str(refused.value) == line


def test_a_picture_that_is_no_more_there_is_one_line_with_its_page(tmp_path: Path):
    make_pdf(tmp_path, small_book())
    (tmp_path / "assets" / "bumps" / "dots.svg").unlink()
    before = snapshot(tmp_path)
    with pytest.raises(
        PdfError,
        match=(
            r"^identify: book: .*file not found .*; do mend the page or"
            r" overrides/paper/book\.typ$"
        ),
    ):
        make_small(tmp_path, create_source(small_book()), "a4")
    assert snapshot(tmp_path) == before


def test_a_refusal_names_the_page_that_its_line_is_on(tmp_path: Path):
    source = tmp_path / "small.typ"
    source.write_text("#head\n\n// page: one\na\n\n// page: two\nb\nc\n", encoding="utf-8")
    assert explain("no", "┌─ ../small.typ:4:1", source).startswith("one: book: ")
    line = explain("no\nway", "┌─ /book.typ:9:1\n┌─ small.typ:8:2", source)
    assert line.startswith("two: book: expected what Typst can set as PDF/UA-1; got no way; do ")
    for place in ("other.typ:8:2", "small.typ:1:2"):
        assert explain("no", f"┌─ {place}", source).startswith("a page: ")


@pytest.mark.parametrize("size", [100, 20_000])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(size: int, tmp_path: Path):
    target = make_pdf(tmp_path, small_book())
    made = make_small(tmp_path, create_source(small_book()), "large-print")
    before = snapshot(tmp_path)
    with full_disk(size), pytest.raises(OSError, match="File too large"):
        write_made(target, made)
    assert snapshot(tmp_path) == before


def test_a_file_where_a_folder_should_be_is_an_error_of_the_disk(tmp_path: Path):
    target = make_pdf(tmp_path, small_book())
    before = snapshot(tmp_path)
    with pytest.raises(FileExistsError):
        write_made(target / "again.pdf", {"a4": target.read_bytes()})
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("package", FONT_PACKAGES)
@pytest.mark.parametrize("installed", [False, True])
def test_without_the_letters_it_says_what_to_do(
    package: str, installed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Where the wheel is not there, and where it is there without its files."""

    def found(name: str) -> list:
        if name == package and not installed:
            raise ModuleNotFoundError(name)
        return [] if name == package else all_files(name)

    all_files = pdf.files
    monkeypatch.setattr(pdf, "files", found)
    with pytest.raises(
        PdfError,
        match=(
            rf"^fonts: expected the {FONT_PACKAGES[package]} font files of {package}; got 0; do"
            r" delete \.venv and run make again$"
        ),
    ):
        make_pdf(tmp_path, small_book())


@pytest.mark.parametrize("package", FONT_PACKAGES)
def test_letters_that_were_deleted_are_missing_too(package: str, monkeypatch: pytest.MonkeyPatch):
    gone = {Path(str(file.locate())) for file in pdf.files(package) if file.suffix == ".ttf"}
    monkeypatch.setattr(Path, "exists", lambda path: path not in gone and os.path.exists(path))
    assert len(gone) == FONT_PACKAGES[package]
    with pytest.raises(
        PdfError, match=f"fonts: expected the {len(gone)} font files of {package}; got 0"
    ):
        font_folders()


def test_each_row_of_a_table_begins_with_its_heading(tmp_path: Path):
    made = Pdf(make_pdf(tmp_path, small_book()))
    rows = [
        [(cell.kind, str(cell.attribute("/Scope"))) for cell in row.children]
        for row in made.root.find("TR")
    ]
    heading, cell = ("TH", "/Row"), ("TD", "None")
    assert rows == [[("TH", "/Column")] * 3, [heading, cell, cell], [heading, cell, cell]]


def test_there_is_a_worker_for_each_core(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 3, 5}, raising=False)
    assert pdf.workers() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert pdf.workers() == 1
