"""What a screen reader and a search engine read: headings, landmarks, tables, pictures, names,
language."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from browser.views import lines, report
from helpers import read_site, words

ALT_LIMIT = 125


def heading_faults(soup: BeautifulSoup) -> Iterator[str]:
    """One h1, and no level left out on the way down."""
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile(r"^h[1-6]$"))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    main = soup.find("main") or soup
    inside = [(int(tag.name[1]), words(tag)) for tag in main.find_all(re.compile(r"^h[1-6]$"))]
    for (level, _), (below, text) in pairwise(inside):
        if below > level + 1:
            yield f"h{level} is followed by h{below} {text!r}"


def landmark_faults(soup: BeautifulSoup) -> Iterator[str]:
    """A banner, a main part, the site's footer, and every navigation with a name of its own."""
    outer = {"header": "banner", "main": "main part", "footer": "footer"}
    for name, meaning in outer.items():
        found = [
            tag
            for tag in soup.find_all(name)
            if not tag.find_parent(["article", "section", "main", "aside"])
        ]
        if len(found) != 1:
            yield f"{len(found)} times a {meaning}"
    named = [(tag.name, accessible_name(tag, soup)) for tag in soup.find_all(["nav", "aside"])]
    yield from (
        f"<{tag}> {name!r} {count} times"
        for (tag, name), count in Counter(named).items()
        if count > 1 or not name
    )


def accessible_name(tag: Tag, soup: BeautifulSoup) -> str:
    """The name that a screen reader says for a landmark."""
    ids = tag.get("aria-labelledby", "").split()
    return tag.get("aria-label", "").strip() or " ".join(
        words(soup.find(id=name)) for name in ids if soup.find(id=name)
    )


def table_faults(soup: BeautifulSoup) -> Iterator[str]:
    """A caption, header cells that say what they are the header of, and no empty one."""
    for table in soup.find_all("table"):
        name = words(table.caption) if table.caption else ""
        if not name:
            yield f"a table without a caption: {words(table)[:40]!r}"
        heads = table.find_all("th")
        if not heads:
            yield f"a table without header cells: {name!r}"
        unscoped = [words(head) for head in heads if head.get("scope") not in ("col", "row")]
        yield from (f"a header cell without scope: {head!r} of {name!r}" for head in unscoped)
        yield from (f"an empty header cell: {name!r}" for head in heads if not words(head))


def picture_faults(soup: BeautifulSoup) -> Iterator[str]:
    """Words for who cannot see it, and a size before it loads; all but the first are not loaded
    before they are needed."""
    for number, picture in enumerate(soup.find_all("img")):
        name = picture.get("src", "")
        if "alt" not in picture.attrs or len(picture["alt"]) >= ALT_LIMIT:
            yield (
                f"{name}: alt of {len(picture.get('alt', ''))} characters; 0 to {ALT_LIMIT - 1} are"
                " wanted"
            )
        yield from (
            f"{name}: no {wanted}"
            for wanted in ("width", "height")
            if not picture.get(wanted, "").isdigit()
        )
        if number and picture.get("loading") != "lazy":
            yield f"{name}: not loading=lazy"
    for drawing in soup.find_all("svg"):
        named = drawing.get("role") == "img" and (
            drawing.get("aria-label") or drawing.find("title")
        )
        if not named and drawing.get("aria-hidden") != "true" and drawing.find(["text", "title"]):
            yield "a drawing with words in it that is neither hidden from screen readers nor named"


def name_faults(soup: BeautifulSoup) -> Iterator[str]:
    """A language, a title, a description, no id twice, no link or button without words, zoom
    allowed."""
    if not soup.html or soup.html.get("lang") != "en":
        yield "no lang=en"
    if not soup.title or not words(soup.title):
        yield "no title"
    ids = Counter(tag["id"] for tag in soup.select("[id]"))
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1)
    for tag in soup.select("a[href], button"):
        # the second finds words in a <template> too
        said = words(tag) or "".join(tag.find_all(string=True)).strip()
        if not (
            said
            or tag.get("aria-label")
            or any(picture.get("alt") for picture in tag.find_all("img"))
        ):
            yield f"a <{tag.name}> without words: {tag.get('href', '')}"
    for tag in soup.select("meta[name=viewport]"):
        if re.search(r"user-scalable|maximum-scale", tag["content"]):
            yield "it keeps the reader from zooming"


CHECKS: tuple[Callable[[BeautifulSoup], Iterator[str]], ...] = (
    heading_faults,
    landmark_faults,
    table_faults,
    picture_faults,
    name_faults,
)


@pytest.fixture(scope="module")
def soups(site: Path) -> dict[str, BeautifulSoup]:
    """Every built page by its address."""
    return {address: page.soup for address, page in read_site(site).items()}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removesuffix("_faults"))
def test_every_page_is_built_for_those_who_hear_it(
    check: Callable, soups: dict[str, BeautifulSoup]
):
    wrong = [f"{address}: {fault}" for address, soup in soups.items() for fault in check(soup)]
    assert not wrong, lines(wrong)


def test_every_page_has_a_title_and_a_description_of_its_own_and_names_its_address(
    soups: dict[str, BeautifulSoup], site: Path, capsys: pytest.CaptureFixture
):
    base = re.search(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8")).group(
        1
    )
    pages = {address: soup for address, soup in soups.items() if address != "404.html"}
    wrong = []
    for address, soup in pages.items():
        described, canonical = (
            soup.select("meta[name=description]"),
            soup.select("link[rel=canonical]"),
        )
        if len(described) != 1 or not 20 <= len(described[0]["content"]) <= 160:
            wrong.append(f"{address}: no description of 20 to 160 characters")
        if [tag["href"] for tag in canonical] != [base + address]:
            wrong.append(
                f"{address}: canonical {[tag['href'] for tag in canonical]}, not {base + address}"
            )
    for what in ("title", "meta[name=description]"):
        texts = Counter(str(soup.select_one(what)) for soup in soups.values())
        wrong += [f"{count} pages with {text}" for text, count in texts.items() if count > 1]
    assert not wrong, lines(wrong)
    tables, pictures = (
        sum(len(soup.find_all(name)) for soup in soups.values()) for name in ("table", "img")
    )
    report(capsys, f"structure: {len(soups)} pages, {tables} tables, {pictures} pictures")


@pytest.mark.parametrize(
    ("check", "html", "fault"),
    [
        (heading_faults, "<h1>a</h1><h1>b</h1>", "2 headings of level 1"),
        (heading_faults, "<h1>a</h1><h3>b</h3>", "h1 is followed by h3 'b'"),
        (landmark_faults, "<header></header><main></main>", "0 times a footer"),
        (
            landmark_faults,
            '<nav aria-label="a"></nav><nav aria-label="a"></nav>',
            "<nav> 'a' 2 times",
        ),
        (landmark_faults, "<nav></nav>", "<nav> '' 1 times"),
        (table_faults, "<table><tr><td>a</table>", "a table without a caption: 'a'"),
        (
            table_faults,
            "<table><caption>c</caption><tr><th>a</table>",
            "a header cell without scope: 'a' of 'c'",
        ),
        (
            picture_faults,
            '<img src="a.svg" width="1" height="1" loading="lazy">',
            "a.svg: alt of 0 characters; 0 to 124 are wanted",
        ),
        (
            picture_faults,
            '<img src="a.svg" alt="" width="1" height="auto" loading="lazy">',
            "a.svg: no height",
        ),
        (
            picture_faults,
            '<img src="a.svg" alt="" width="1" height="1">' * 2,
            "a.svg: not loading=lazy",
        ),
        (name_faults, "<html>", "no lang=en"),
        (name_faults, '<i id="a"></i><b id="a"></b>', "id 'a' 2 times"),
        (name_faults, '<a href="b/"><svg></svg></a>', "a <a> without words: b/"),
        (
            name_faults,
            '<meta name="viewport" content="maximum-scale=1">',
            "it keeps the reader from zooming",
        ),
    ],
)
def test_each_check_finds_its_fault(check: Callable, html: str, fault: str):
    assert fault in list(check(BeautifulSoup(html, "html.parser")))
