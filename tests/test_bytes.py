"""What a page costs a reader with a bad line: its bytes as they are sent, its style inside them,
its pictures apart."""

import gzip
import re
import sys
from pathlib import Path

import pytest

PAGE_LIMIT, STYLE_LIMIT, FIGURE_LIMIT = 14_000, 8_450, 10_000
"""Bytes: a page compressed by gzip (ten packets, what a server sends at once), its style and a
figure as they are."""
RICH = {
    "index.html": 14_000,
    "treat/remedies-index/index.html": 12_000,
    "treat/by-day/index.html": 8_800,
    "when-to-worry/index.html": 9_200,
    "when-to-worry/red-flags/index.html": 9_000,
    "easy/index.html": 10_100,
}
"""Bytes of style of the six pages with the most parts of their own: the cards with the ways on,
the choices above the A to Z, the days and their columns on paper, the emergency card beside the
ways on, every sign in full, and those in easy words."""
EASY_PICTURES = "assets/easy-pictures.svg"
"""All pictures of a page in one file: compressed, as it is sent, no larger than a figure."""

TOOL = "about/for-clinics/make-a-handout/"
"""Pages for clinics, in each language, with three sheets and their style in them."""
NOT_LIMITED = ("search/index.html", TOOL)


def sent(text: bytes) -> int:
    """How many bytes `text` is when it is sent compressed by gzip."""
    return len(gzip.compress(text, compresslevel=9, mtime=0))


def style_of(html: bytes) -> bytes:
    """The style that stands in a page."""
    return b"".join(re.findall(rb"<style[^>]*>(.*?)</style>", html, re.S))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, bytes]:
    """Every built page by its file's name."""
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*.html"))
    }


def test_every_page_is_within_14_000_bytes(pages: dict[str, bytes], capsys: pytest.CaptureFixture):
    sizes = {name: sent(html) for name, html in pages.items() if not name.startswith(NOT_LIMITED)}
    assert len(sizes) > 90
    heaviest = sorted(sizes, key=sizes.get, reverse=True)[:5]
    with capsys.disabled():
        print(
            "\nbytes: heaviest pages, gzip:",
            ", ".join(f"{name} {sizes[name]:,}" for name in heaviest),
            file=sys.stderr,
        )
    assert {name: size for name, size in sizes.items() if size > PAGE_LIMIT} == {}


def test_the_style_of_every_page_is_inside_it_and_below_8_450_bytes(pages: dict[str, bytes]):
    sizes = {name: len(style_of(html)) for name, html in pages.items() if not name.startswith(TOOL)}
    assert {
        name: size for name, size in sizes.items() if not 500 < size < RICH.get(name, STYLE_LIMIT)
    } == {}
    assert [name for name, html in pages.items() if b"stylesheet" in html] == []


def test_every_figure_is_below_10_000_bytes(site: Path):
    sizes = {file.relative_to(site).as_posix(): file.stat().st_size for file in site.rglob("*.svg")}
    sizes[EASY_PICTURES] = sent((site / EASY_PICTURES).read_bytes())
    assert len(sizes) > 1
    assert {name: size for name, size in sizes.items() if size >= FIGURE_LIMIT} == {}
