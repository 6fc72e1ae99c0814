"""Drawings with filters are JPEG in books: small, on white, the same on any day; all else stays
SVG."""

import errno
import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from builders.handout_jobs import draw_ahead
from builders.handout_pdf import draw_pictures
from builders.pandoc import EPUB, make_ebook
from builders.pixels import (
    KEPT,
    draw_jpeg,
    draw_pixels,
    in_pixels,
    kept_jpeg,
    pictures_in,
)
from builders.workshop import Workshop
from creators.book.typst_source import create_source
from creators.booklet.ebook import create_ebook
from creators.figures.pictures import create_figures
from creators.site.files import load_templates
from ebook_reader import read_epub, small_booklet
from helpers import ROOT
from small_book import PICTURE, make_small, small_book, write_pictures

DOTS = "assets/bumps/dots"


@pytest.fixture(scope="module")
def drawing(knowledge) -> str:
    """One of the site's drawings."""
    return create_figures(knowledge, load_templates(ROOT))["assets/bumps/pearls.svg"]


@pytest.fixture
def folder(tmp_path: Path, drawing: str) -> Path:
    """The pictures of a small site, of which one has filters, and the books' style."""
    write_pictures(tmp_path)
    (tmp_path / f"{DOTS}.svg").write_text(drawing, encoding="utf-8")
    for style in ("book.typ", "kit.typ"):
        shutil.copy(ROOT / "overrides" / "paper" / style, tmp_path)
    names = [f"{DOTS}.svg", "assets/bumps/normal-day-1.svg", "assets/no.svg"]
    draw_pixels(tmp_path, names, tmp_path / "kept")
    return tmp_path


def test_a_drawing_becomes_a_small_jpeg_on_white(drawing: str):
    made = draw_jpeg(drawing)
    picture = Image.open(io.BytesIO(made))
    assert (picture.format, picture.width) == ("JPEG", 984)
    assert picture.width / picture.height == pytest.approx(376 / 150, rel=0.01)
    assert all(level > 250 for level in picture.getpixel((327, 200)))  # between two tones
    assert len(made) < 80_000
    assert draw_jpeg(drawing) == made


def test_only_what_has_filters_is_drawn(folder: Path):
    assert [file.name for file in (folder / "assets").rglob("*.jpg")] == ["dots.jpg"]


def test_what_was_drawn_once_is_drawn_again_only_when_it_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    made = (folder / f"{DOTS}.jpg").read_bytes()
    assert len([*(folder / "kept").iterdir()]) == 1
    drawn: list[str] = []
    monkeypatch.setattr(
        "builders.pixels.draw_jpeg", lambda drawing, width: drawn.append(drawing) or b"new"
    )
    (folder / f"{DOTS}.jpg").unlink()
    draw_pixels(folder, [f"{DOTS}.svg"], folder / "kept")
    assert drawn == [] and (folder / f"{DOTS}.jpg").read_bytes() == made
    with (folder / f"{DOTS}.svg").open("a") as file:
        file.write("<!-- another -->")
    draw_pixels(folder, [f"{DOTS}.svg"], folder / "kept")
    assert len(drawn) == 1 and (folder / f"{DOTS}.jpg").read_bytes() == b"new"


def test_what_is_drawn_ahead_is_drawn_once_for_all_books_and_sheets(
    knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    drawn: list[tuple[str, int]] = []

    def draw(drawing: str, width: int) -> bytes:
        drawn.append((drawing, width))
        packed = io.BytesIO()
        Image.new("RGB", (width, width * 150 // 376)).save(packed, "JPEG")
        return packed.getvalue()

    monkeypatch.setattr("builders.pixels.draw_jpeg", draw)
    shutil.copytree(ROOT / "overrides" / "figures", tmp_path / "overrides" / "figures")
    figures = create_figures(knowledge, load_templates(ROOT))
    draw_ahead(tmp_path, [*figures.values(), "<p>no drawing, with a &lt;<filter</p>"])
    assert len({*drawn}) == len(drawn) > 20
    for name, text in figures.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = len(drawn)
    draw_pixels(tmp_path, figures, tmp_path / KEPT)
    draw_pictures(tmp_path, tmp_path)
    assert len(drawn) == before


def test_a_source_names_the_jpeg_where_there_is_one(folder: Path):
    source = f'#picture("{DOTS}.svg") <img src="assets/bumps/normal-day-1.svg"> assets.svg'
    assert pictures_in(source) == {f"{DOTS}.svg", "assets/bumps/normal-day-1.svg"}
    assert in_pixels(source, folder) == source.replace("dots.svg", "dots.jpg")
    assert in_pixels(source, folder / "assets") == source


def test_a_book_holds_the_jpeg(folder: Path):
    source = create_source(small_book())
    with pikepdf.open(io.BytesIO(make_small(folder, source, "a4")["a4"])) as made:
        assert len(made.pages) > 1
        kinds = [
            each.get("/Filter")
            for each in made.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    assert kinds == ["/DCTDecode"]


def test_an_ebook_holds_the_jpeg_and_leaves_a_plain_drawing(folder: Path):
    names = (DOTS, "assets/bumps/normal-day-1")
    pictures = [{"file": f"{name}.svg", "alt": "A bump"} for name in names]
    block = {"kind": "normal", "pictures": pictures, "labels": ["One", "Two"]}
    ebook = create_ebook(small_booklet(block), "small", ROOT / "overrides")
    (folder / "book.epub").write_bytes(make_ebook(ebook, Workshop(ROOT, folder))[EPUB])
    files = read_epub(folder / "book.epub").files
    shown = {name: data for name, data in files.items() if name.startswith("EPUB/media/")}
    assert {Path(name).suffix for name in shown} == {".jpg", ".svg"}
    assert PICTURE.encode() in shown.values()


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_drawing_that_cannot_be_kept_is_made_each_time(
    drawing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
):
    def refuse(*_: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr("builders.kept.write_whole", refuse)
    assert kept_jpeg(tmp_path, drawing) == draw_jpeg(drawing)
