"""Makes files to download, each in a folder with the site's pictures and the styles of paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.easy_pdf import write_easy
from builders.handout_pdf import write_handout
from builders.output import write_whole
from builders.pandoc import write_ebook
from builders.pixels import in_pixels
from builders.share_cards import draw_card
from builders.typst import compile_pdf
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


def make_books(
    name: str, setting: str, source: str, shop: Workshop, files: tuple[Download, ...]
) -> tuple[int, ...]:
    """Makes the editions of a book that are cut from one PDF. Returns the pages of each."""
    main = f"{name}-{setting}.typ"
    (shop.work / main).write_text(in_pixels(source, shop.work), encoding="utf-8")
    targets = {item.edition: shop.target(item) for item in files}
    return (compile_pdf(shop.work, main, setting, files[0].date, targets),) * len(files)


def make_ebook(ebook: Ebook, shop: Workshop, files: tuple[Download, ...]) -> tuple[int, ...]:
    """Makes the EPUB, which has no pages."""
    write_ebook(ebook, shop.root, shop.work, shop.target(files[0]))
    return (0,)


def make_handout(
    source: str, letters: tuple[str, ...], shop: Workshop, files: tuple[Download, ...]
) -> tuple[int, ...]:
    """Makes the general handout in one edition, with the letters of its language. Returns its
    pages."""
    (item,) = files
    target = shop.target(item)
    return (write_handout(shop.root, source, item.edition, item.date, target, letters),)


def make_easy(source: str, shop: Workshop, files: tuple[Download, ...]) -> tuple[int, ...]:
    """Makes the general guide in easy words. Returns its pages."""
    (item,) = files
    return (write_easy(shop.root, source, item.date, shop.target(item)),)


def write_data(data: bytes, shop: Workshop, files: tuple[Download, ...]) -> tuple[int, ...]:
    """Writes a file of the general handout that has no pages until it is opened."""
    write_whole(shop.target(files[0]), data)
    return (0,)


def write_cards(
    sources: Mapping[str, str], words: str, shop: Workshop, files: tuple[Download, ...]
) -> tuple[int, ...]:
    """Writes the pictures of the cards, each made from one of `sources` by its edition, and their
    words; none has pages."""
    for item in files:
        source = sources.get(item.edition)
        made = draw_card(shop.root, source) if source else words.encode()
        write_whole(shop.target(item), made)
    return (0,) * len(files)
