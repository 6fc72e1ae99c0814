"""Makes files to download, each in a folder with the site's pictures and the styles of paper."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.handout_pdf import draw_pictures, write_handout
from builders.output import write_whole
from builders.pandoc import write_ebook
from builders.pdf import compile_pdf
from builders.pixels import FILTER, KEPT, in_pixels, kept_jpegs
from builders.share_cards import draw_card
from creators.booklet.ebook import Ebook
from creators.shell.download_list import FOLDER, Download


@dataclass(frozen=True)
class Workshop:
    """Where files are made: the project's `root`, the built `site`, and `work`, a folder with the
    site's pictures, in pixels too where a book needs them, and the style of the booklets."""

    root: Path
    site: Path
    work: Path

    def target(self, item: Download) -> Path:
        """Returns where a file goes."""
        return self.site / FOLDER / item.file


BOOKLET_WEIGHT, EASY_WEIGHT, CARDS_WEIGHT = 5, 4, 30
"""How many times as long as a letter of a book one of these takes: a booklet is set three times, a
guide until it has the most air that fits, and cards are drawn."""


@dataclass(frozen=True)
class Job:
    """The `files` that one process makes of one `source`: the longer that is, the longer it takes,
    and `weight` times as long as a book. `make` gets the workshop and the files."""

    files: tuple[Download, ...]
    source: str
    make: Callable[[Workshop, tuple[Download, ...]], None]
    weight: int = 1

    @property
    def length(self) -> int:
        """How long it takes, beside others."""
        return len(self.source) * self.weight


def style_of(root: Path, files: Iterable[str]) -> str:
    """Return the text of the files that give a PDF its looks."""
    return "".join((root / name).read_text(encoding="utf-8") for name in files)


def key_of(edition: str, made_from: str) -> str:
    """Return the hash of all that an edition is made from."""
    return hashlib.sha256(f"{edition}\0{made_from}".encode()).hexdigest()


def make_books(
    name: str, setting: str, source: str, shop: Workshop, files: tuple[Download, ...]
) -> None:
    """Make the editions of a book that are cut from one PDF."""
    main = f"{name}-{setting}.typ"
    (shop.work / main).write_text(in_pixels(source, shop.work), encoding="utf-8")
    targets = {item.edition: shop.target(item) for item in files}
    compile_pdf(shop.work, main, setting, files[0].date, targets)


def make_ebook(ebook: Ebook, shop: Workshop, files: tuple[Download, ...]) -> None:
    """Make the EPUB."""
    write_ebook(ebook, shop.root, shop.work, shop.target(files[0]))


def make_handout(
    source: str, letters: tuple[str, ...], shop: Workshop, files: tuple[Download, ...]
) -> None:
    """Make the general handout in one edition, with the letters of its language."""
    (item,) = files
    write_handout(shop.root, source, item.edition, item.date, shop.target(item), letters)


def write_data(data: bytes, shop: Workshop, files: tuple[Download, ...]) -> None:
    """Write a file that is made already."""
    write_whole(shop.target(files[0]), data)


def write_cards(
    sources: Mapping[str, str], words: str, shop: Workshop, files: tuple[Download, ...]
) -> None:
    """Write the pictures of the cards, each made from one of `sources` by its edition, and their
    words."""
    for item in files:
        source = sources.get(item.edition)
        made = draw_card(shop.root, source) if source else words.encode()
        write_whole(shop.target(item), made)


def draw_ahead(root: Path, texts: Iterable[str]) -> None:
    """Draw each of the site's `texts` that is a drawing for books, and the pictures of sheets, into
    build/kept/: else each process that sets a sheet would draw its pictures for itself."""
    kept_jpegs(root / KEPT, [text for text in texts if text.startswith("<svg") and FILTER in text])
    with tempfile.TemporaryDirectory(prefix="handout-") as folder:
        draw_pictures(root, Path(folder))
