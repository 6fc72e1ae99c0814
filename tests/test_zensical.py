"""The way out of the platform: Zensical, a generator that shares no code with MkDocs, makes the
same pages of what `build.py stage` writes.

Three sites are held against each other: ours, plain MkDocs with Material, and Zensical. The last
two read the same build/docs and build/mkdocs.yml, without our hook and our templates.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from browser.views import lines, report
from conftest import run_build
from helpers import ENVIRONMENT, BuiltPage, is_external, read_site, words
from helpers import address as served_at
from knowledge.model import Knowledge

pytestmark = pytest.mark.sweep

GENERATED = (
    "treat/remedies-index/",
    "treat/by-day/",
    "easy/",
    "h/",
    "about/scorecard/",
)
"""Pages that nobody wrote by hand: they have to be in the staged Markdown as well."""
OURS_ALONE = {"search/", "downloads/"}
"""Another generator brings its own search, and no booklets."""
BY_A_SHELL = (
    "nav, .headerlink, .footnote-backref, caption, form, label, noscript, template, script,"
    " [hidden], [role=status]"
)
"""What the page around the text adds to an article: a list of headings, names of tables, arrows
back from a note, what a script needs."""
BY_A_THEME = {"__skip", "toc"}
"""Places that a theme adds for itself: Zensical's leads past its navigation, ours is the list of
headings."""
PARTS = (
    "title",
    "description",
    "canonical",
    "headings",
    "anchors",
    "links",
    "pictures",
    "tables",
    "words",
)


class Article:
    """What a page says, whoever built it: each part is a list, so that a difference can be shown
    where it begins."""

    def __init__(self, page: BuiltPage) -> None:
        article = BeautifulSoup(str(page.article), "html.parser")
        for added in article.select(BY_A_SHELL):
            added.decompose()
        self.title = words(article.find("h1")).split()
        self.description = [meta["content"] for meta in page.soup.select("meta[name=description]")]
        self.canonical = [link["href"] for link in page.soup.select("link[rel=canonical]")]
        self.headings = [
            f"{tag.name} #{tag.get('id', '')} {words(tag)}"
            for tag in article.select("h1, h2, h3, h4, h5, h6")
        ]
        self.anchors = sorted({tag["id"] for tag in article.select("[id]")} - BY_A_THEME)
        self.links = [place(page, link["href"]) for link in article.select("a[href]")]
        self.pictures = [
            f"{place(page, tag['src'])}: {tag.get('alt')}" for tag in article.select("img")
        ]
        self.tables = [words(*row.select("th, td")) for row in article.select("tr")]
        self.words = words(article).split()


def place(page: BuiltPage, href: str) -> str:
    """Where an address of a page leads to, from the site's root. A folder and the index.html in it
    are one place: MkDocs names the first for a file that is no page, and Zensical the second."""
    if is_external(href):
        return href
    path, anchor = page.target(href)
    return f"{path.removesuffix('index.html')}#{anchor}"


def differences(one: dict[str, BuiltPage], other: dict[str, BuiltPage]) -> Iterator[str]:
    """What two sites do not share, a line each: pages, then for each page every part that differs,
    from where it does."""
    yield from (
        f"{address}: only one site has this page" for address in sorted(one.keys() ^ other.keys())
    )
    for address in sorted(one.keys() & other.keys() - {"404.html"}):
        first, second = Article(one[address]), Article(other[address])
        for part in PARTS:
            ours, theirs = getattr(first, part), getattr(second, part)
            if ours != theirs:
                at = next(
                    (n for n, pair in enumerate(zip(ours, theirs)) if pair[0] != pair[1]),
                    min(len(ours), len(theirs)),
                )
                yield f"{address}: {part}: {ours[at : at + 3]} is {theirs[at : at + 3]}"


@pytest.fixture(scope="module")
def staged(site: Path) -> Path:
    """The folder build/ with the staged pages, of the same content as `site`."""
    done = run_build("stage", root=site.parent)
    assert done.returncode == 0, done.stderr
    return site.parent / "build"


def run_zensical(folder: Path) -> subprocess.CompletedProcess:
    """Build the staged pages in `folder` with Zensical, where a warning is a failure."""
    return subprocess.run(
        [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml", "--clean", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )


@pytest.fixture(scope="module")
def theirs(staged: Path) -> dict[str, BuiltPage]:
    """The pages that Zensical makes."""
    done = run_zensical(staged)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(staged / "site")


@pytest.fixture(scope="module")
def plain(
    staged: Path, theirs: dict[str, BuiltPage], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site that MkDocs and Material make of the same files."""
    target = tmp_path_factory.mktemp("plain")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-f",
        str(staged / "mkdocs.yml"),
        "--strict",
        "--site-dir",
        str(target),
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    return target


def navigation(page: BuiltPage) -> list[str]:
    """The links of Material's navigation."""
    return [
        place(page, link["href"]) for link in page.soup.select(".md-nav--primary a.md-nav__link")
    ]


def test_zensical_makes_the_same_pages_as_mkdocs_with_material(
    plain: Path, theirs: dict[str, BuiltPage]
):
    """And the same navigation, in the same order: on home and on pages deep down."""
    pages = read_site(plain)
    found = list(differences(pages, theirs))
    assert not found, lines(found)
    for address in ("", "causes/milia/", "about/scorecard/"):
        assert (
            navigation(pages[address]) == navigation(theirs[address])
            and len(navigation(theirs[address])) > 80
        ), address


def test_zensical_makes_the_same_pages_as_our_own_build(
    site: Path, theirs: dict[str, BuiltPage], knowledge: Knowledge, capsys: pytest.CaptureFixture
):
    """At an old address ours leads on by itself, and theirs has a page with a link."""
    ours, old = read_site(site), {served_at(path) for path in knowledge.moved}
    assert ours.keys() >= OURS_ALONE and {*GENERATED, *old} <= theirs.keys()
    found = list(
        differences(
            {place: page for place, page in ours.items() if place not in OURS_ALONE},
            {place: page for place, page in theirs.items() if place not in old},
        )
    )
    assert not found, lines(found)
    articles = [Article(page) for address, page in theirs.items() if address != "404.html"]
    counts = {part: sum(len(getattr(article, part)) for article in articles) for part in PARTS}
    assert (
        len(articles) > 90
        and counts["headings"] > 500
        and counts["links"] > 3_000
        and counts["pictures"] > 15
    )
    report(
        capsys,
        f"zensical: {len(articles)} pages the same as ours and as plain MkDocs: "
        + ", ".join(
            f"{counts[part]} {part}"
            for part in ("headings", "anchors", "links", "pictures", "words")
        ),
    )


def test_files_that_are_no_page_are_the_same(
    plain: Path, staged: Path, theirs: dict[str, BuiltPage]
):
    kept = [
        file.relative_to(staged / "docs")
        for file in (staged / "docs").rglob("*")
        if file.is_file() and file.suffix != ".md"
    ]
    assert len(kept) > 20
    assert [
        str(file)
        for file in kept
        if (staged / "site" / file).read_bytes() != (plain / file).read_bytes()
    ] == []
    found = [
        {
            entry.text
            for entry in ElementTree.parse(folder / "sitemap.xml").iter()
            if entry.tag.endswith("}loc")
        }
        for folder in (plain, staged / "site")
    ]
    assert found[0] == found[1] and len(found[0]) == len(theirs) - 1


def test_zensical_refuses_a_link_that_is_broken(staged: Path, tmp_path: Path):
    shutil.copytree(staged, tmp_path / "build", ignore=shutil.ignore_patterns("site", ".cache"))
    page = tmp_path / "build" / "docs" / "causes" / "milia.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\n[A page](not-there.md)\n", encoding="utf-8"
    )
    done = run_zensical(tmp_path / "build")
    assert done.returncode != 0 and "page does not exist" in done.stderr


GOOD = """<link rel="canonical" href="https://a.example/">
<meta name="description" content="What it is">
<article><h1 id="top">Bumps</h1>
<p><a href="b/#c">See</a> it <img src="a.svg" alt="A bump"></p><h2 id="two">Two</h2>
<table><tr><td>1</td></tr></table></article>"""


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('id="two"', 'id="too"', "headings"),
        ("<h2", "<h3", "headings"),
        ('id="two"', 'id="too"', "anchors"),
        ("b/#c", "b/#d", "links"),
        ("b/#c", "/b/#c", None),
        ("a.svg", "b.svg", "pictures"),
        ("A bump", "", "pictures"),
        ("<td>1", "<td>2", "tables"),
        ("See", "Look", "words"),
        ("a.example/", "b.example/", "canonical"),
        ("What it is", "", "description"),
        ("Bumps<", "Bump<", "title"),
        ("<td>1", "<th>1", None),
    ],
)
def test_each_kind_of_difference_is_found(old: str, new: str, part: str | None, tmp_path: Path):
    pages = []
    for name, text in (("one", GOOD), ("other", GOOD.replace(old, new))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text)
        pages.append(read_site(tmp_path / name))
    found = [line.split(": ")[1] for line in differences(*pages)]
    assert part in found if part else not found
    assert list(differences(pages[0], {})) == [": only one site has this page"]
