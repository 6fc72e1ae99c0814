"""The way out of the platform: Zensical, a generator that shares no code with MkDocs, makes the same pages of what `build.py stage` writes.

Three sites are held against each other: ours, plain MkDocs with Material, and Zensical. The last two read the same build/docs and
build/mkdocs.yml, without our hook and our templates.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from browser.views import report
from conftest import run_build
from helpers import ENVIRONMENT, BuiltPage, is_external, read_site, words

GENERATED = ("treat/remedies-index/", "treat/by-cause/", "treat/by-day/", "treat/by-kind/", "treat/leave-alone/", "calendar/", "h/",
             "about/scorecard/")
"""Pages that nobody wrote by hand: they have to be in the staged Markdown as well."""
OURS_ALONE = {"search/", "downloads/"}
"""Another generator brings its own search, and no booklets."""
SHELL = "nav, .headerlink, .toc, .footnote-backref"
"""What a theme adds to an article: its own list of headings, marks to copy an address, arrows back from a note."""
OWN = ("", "connect/")
BY_THE_SHELL = {"toc", "content"}
"""Places of our own shell, which the staged pages do not have."""


class Article:
    """What a page says, whoever built it: each list is compared by itself, so that a difference has a name."""

    def __init__(self, page: BuiltPage) -> None:
        article = BeautifulSoup(str(page.article), "html.parser")
        for added in article.select(SHELL):
            added.decompose()
        self.headings = [f"{tag.name} #{tag.get('id', '')} {words(tag)}" for tag in article.select("h1, h2, h3, h4, h5, h6")]
        self.anchors = sorted({tag["id"] for tag in article.select("[id]")} - BY_THE_SHELL)
        self.links = [place(page, link["href"]) for link in article.select("a[href]")]
        self.pictures = [f"{place(page, tag['src'])}: {tag.get('alt')}" for tag in article.select("img")]
        self.words = words(article).split()
        self.tables = [words(*table.select("th")) for table in article.select("table")]
        self.canonical = [link["href"] for link in page.soup.select("link[rel=canonical]")]
        self.description = [meta["content"] for meta in page.soup.select("meta[name=description]")]


def place(page: BuiltPage, href: str) -> str:
    """Where an address of a page leads to, from the site's root."""
    return href if is_external(href) else "#".join(page.target(href))


def differences(one: dict[str, BuiltPage], other: dict[str, BuiltPage], parts: tuple[str, ...]) -> Iterator[str]:
    """What two sites do not share, a line each: pages, then of each page the first thing that differs in each of `parts`."""
    yield from (f"{address}: only one site has this page" for address in sorted(one.keys() ^ other.keys()))
    for address in sorted(one.keys() & other.keys() - {"404.html"}):
        first, second = Article(one[address]), Article(other[address])
        for part in parts:
            ours, theirs = getattr(first, part), getattr(second, part)
            if ours != theirs:
                at = next((n for n, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
                yield f"{address}: {part}: {ours[at:at + 3] or 'nothing more'} is {theirs[at:at + 3] or 'nothing more'}"


@pytest.fixture(scope="module")
def staged(site: Path) -> Path:
    """The folder build/ with the staged pages, of the same content as `site`."""
    done = run_build("stage", root=site.parent)
    assert done.returncode == 0, done.stderr
    return site.parent / "build"


def run_zensical(folder: Path) -> subprocess.CompletedProcess:
    """Build the staged pages in `folder` with Zensical, where a warning is a failure."""
    return subprocess.run([sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml", "--clean", "--strict"], cwd=folder,
                          capture_output=True, text=True, env=ENVIRONMENT)


@pytest.fixture(scope="module")
def zensical(staged: Path) -> Path:
    """The site that Zensical makes of the staged pages."""
    done = run_zensical(staged)
    assert done.returncode == 0, done.stdout + done.stderr
    return staged / "site"


@pytest.fixture(scope="module")
def plain(staged: Path, zensical: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that MkDocs and Material alone make of the staged pages."""
    target = tmp_path_factory.mktemp("plain")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-f", str(staged / "mkdocs.yml"), "--strict", "--site-dir", str(target)],
                          capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    return target


ALL_PARTS = ("headings", "anchors", "links", "pictures", "words", "tables", "canonical", "description")
