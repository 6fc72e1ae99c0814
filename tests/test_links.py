"""Every link of the built site: our own look at each address in it with its fragment, and
LinkChecker over HTTP."""

import os
import re
import sys
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import urlsplit

import pytest
from mkdocs.utils.yaml import yaml_load

from builders.site_links import Site
from helpers import LINKCHECKER_CONFIG, is_external, run_linkchecker, serve_folder

URL = "https://site.example/bumps/"
MOST_HARM = ("when-to-worry/red-flags/", "when-to-worry/who-to-call/")
SITEMAP = (
    "<urlset"
    f' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{URL}</loc></url>{{more}}</urlset>'
)
WHO = """
import os, sys
from linkcheck.plugins import _ContentPlugin

class Who(_ContentPlugin):
    def applies_to(self, url_data):
        return True

    def check(self, url_data):
        print("user", os.geteuid(), file=sys.stderr)
"""
PAGE = '<link rel="canonical" href="{url}{place}"><main id="text">{text}</main>'


@pytest.fixture(scope="module")
def read(site: Path) -> Site:
    """The whole site, read once."""
    with (site.parent / "mkdocs.yml").open(encoding="utf-8") as config:
        return Site(site, yaml_load(config)["site_url"])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two pages that lead to each other, and nothing wrong."""
    write_page(tmp_path, "", '<a href="next/#text">next</a>')
    write_page(tmp_path, "next/", '<a href="../">home</a>')
    (tmp_path / "404.html").write_text('<a href="/bumps/next/">next</a>')
    (tmp_path / "sitemap.xml").write_text(SITEMAP.format(more=f"<url><loc>{URL}next/</loc></url>"))
    return tmp_path


def write_page(site: Path, place: str, text: str) -> None:
    """One page of a small site."""
    (site / place).mkdir(exist_ok=True)
    (site / place / "index.html").write_text(PAGE.format(url=URL, place=place, text=text))


def report(capsys: pytest.CaptureFixture, text: str) -> None:
    """Show `text` on the terminal although the test passes."""
    with capsys.disabled():
        print(f"\n{text}", file=sys.stderr)


def test_every_address_in_the_site_leads_to_its_place(read: Site, capsys: pytest.CaptureFixture):
    problems = read.problems()
    assert not problems, "\n".join(problems)
    inside = [
        target
        for document in read.documents.values()
        for reference in document.references
        if (target := read.target(document, reference.value))
    ]
    fragments = sum(1 for _, fragment in inside if fragment)
    assert len(read.pages) > 90 and len(inside) > 5_000 and fragments > 2_000
    report(
        capsys,
        f"links: {len(inside)} inside the site, {fragments} of them to a place on a page; none"
        " broken",
    )


def test_a_site_with_nothing_wrong(small: Path):
    assert Site(small, URL).problems() == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('<a href="gone/">a</a>', "gone/ leads to no file"),
        ('<a href="next">a folder without its slash</a>', "next leads to no file"),
        ('<a href="#nowhere">a</a>', "#nowhere leads to no such place on "),
        ('<a href="next/#nowhere">a</a>', "next/#nowhere leads to no such place on next/"),
        ('<a href="/next/">a</a>', "/next/ leads out of the folder that the site is in"),
        ('<a href="../next/">a</a>', "../next/ leads out of the folder that the site is in"),
        (
            '<a href="https://site.example/bumps/gone/">a</a>',
            "https://site.example/bumps/gone/ leads to no file",
        ),
        ('<img src="no.png" alt="">', "no.png leads to no file"),
        ('<img src="404.html" srcset="404.html 1x, no.svg 2x" alt="">', "no.svg leads to no file"),
        ('<source srcset="no-1.svg 320w,404.html 640w">', "no-1.svg leads to no file"),
        (
            '<img src="https://other.example/a.png" alt="">',
            "https://other.example/a.png asks another host",
        ),
        ('<form action="find/"></form>', "find/ leads to no file"),
        ('<script src="no.js"></script>', "no.js leads to no file"),
        ('<link rel="icon" href="no.ico">', "no.ico leads to no file"),
        ('<style>p { background: url("no.webp") }</style>', "no.webp leads to no file"),
        ("<p style=\"background: url('no.webp')\">", "no.webp leads to no file"),
        ('<svg><use href="#leaf"/></svg>', "#leaf leads to no such place on "),
        ('<svg><rect fill="url(#skin)"/></svg>', "#skin leads to no such place on "),
    ],
)
def test_each_kind_of_broken_address_is_found(text: str, problem: str, small: Path):
    write_page(small, "", f'<a href="next/">next</a> {text}')
    assert Site(small, URL).problems() == [f": {problem}"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "look.css",
            '@import "no.css"; p { background: url(no.webp) }',
            ["look.css: no.css leads to no file", "look.css: no.webp leads to no file"],
        ),
        (
            "bump.svg",
            '<svg><g id="Bump"/><use href="#Bump"/><use xlink:href="#bum"/></svg>',
            ["bump.svg: #bum leads to no such place on bump.svg"],
        ),
        (
            "bump.svg",
            "<svg><style>path { fill: url(#skin) }</style></svg>",
            ["bump.svg: #skin leads to no such place on bump.svg"],
        ),
        (
            "404.html",
            '<a href="/next/">a</a><a href="next/">b</a>',
            [
                "404.html: /next/ leads out of the folder that the site is in",
                "404.html: next/ is relative, on the page that is served at any depth",
            ],
        ),
        (
            "search/index.js",
            'window.searchIndex = {"pages":[["index","Home"],["next/index","Next"],["next","It"],'
            '["gone","Gone"]],"sections":[[0,"","",";"],[0,"text","",""],[1,"text","",""],'
            '[2,"no","",""],[3,"","",""]]};\n',
            [
                "search/index.js: next/#no leads to no such place on next/",
                "search/index.js: gone/ leads to no file",
            ],
        ),
        (
            "sitemap.xml",
            SITEMAP.format(more=f"<url><loc>{URL}gone/</loc></url>"),
            [f"sitemap.xml: {URL}gone/ is no page", "next/: is not in sitemap.xml"],
        ),
    ],
)
def test_each_kind_of_file_is_read(name: str, text: str, problem: list[str], small: Path):
    (small / name).parent.mkdir(exist_ok=True)
    (small / name).write_text(text)
    assert Site(small, URL).problems() == problem


def test_a_page_that_asks_not_to_be_listed_is_in_no_sitemap(small: Path):
    hidden = (small / "next" / "index.html").read_text() + '<meta name="robots" content="noindex">'
    (small / "next" / "index.html").write_text(hidden)
    assert Site(small, URL).problems() == [f"sitemap.xml: {URL}next/ is no page"]
    (small / "sitemap.xml").write_text(SITEMAP.format(more=""))
    assert Site(small, URL).problems() == []


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("", f"canonical: expected {URL}next/; got none"),
        ('<link rel="canonical" href="./">', f"canonical: expected {URL}next/; got ./"),
        (f'<link rel="canonical" href="{URL}">', f"canonical: expected {URL}next/; got {URL}"),
        (
            f'<link rel="canonical" href="{URL}next/"><meta property="og:url" content="{URL}">',
            f"og:url: expected {URL}next/; got {URL}",
        ),
        (
            (
                f'<link rel="canonical" href="{URL}next/"><meta property="og:image"'
                ' content="../404.html">'
            ),
            f"og:image: expected {URL}…; got ../404.html",
        ),
        (
            (
                f'<link rel="canonical" href="{URL}next/"><meta property="og:image"'
                f' content="{URL}no.png">'
            ),
            f"{URL}no.png leads to no file",
        ),
    ],
)
def test_a_page_names_its_own_address(head: str, problem: str, small: Path):
    (small / "next" / "index.html").write_text(
        f'{head}<main id="text"><a href="../">home</a></main>'
    )
    assert Site(small, URL).problems() == [f"next/: {problem}"]


def checked(done: CompletedProcess) -> int:
    """How many addresses LinkChecker asked for; fails where it found anything."""
    found = re.search(
        r"(\d+) links in \d+ URLs checked\. 0 warnings found\. 0 errors found", done.stdout
    )
    assert done.returncode == 0 and found, done.stdout + done.stderr
    return int(found.group(1))


@pytest.fixture
def with_anchors(tmp_path: Path) -> tuple[str, ...]:
    """Options of LinkChecker that let it look for each fragment too. It reads a page again for
    each: over three minutes for the whole site, so it gets home and the pages of MOST_HARM, and our
    own look gets all."""
    config = tmp_path / "linkcheckerrc"
    config.write_text(
        f"{LINKCHECKER_CONFIG.read_text(encoding='utf-8')}\n[AnchorCheck]\n", encoding="utf-8"
    )
    return "--config", str(config)


@pytest.mark.sweep
def test_linkchecker_finds_no_broken_link(site: Path, capsys: pytest.CaptureFixture):
    with serve_folder(site) as url:
        count = checked(run_linkchecker(url))
    assert count > 100
    report(capsys, f"links: LinkChecker asked for {count} addresses, none broken")


def test_linkchecker_finds_no_broken_fragment_where_it_would_do_most_harm(
    site: Path, with_anchors: tuple[str, ...], capsys: pytest.CaptureFixture
):
    with serve_folder(site) as url:
        more = [url + page for page in MOST_HARM]
        count = checked(run_linkchecker(url, *with_anchors, "--recursion-level=1", *more))
    assert count > 100
    report(
        capsys, f"links: LinkChecker asked for {count} addresses with their fragments, none broken"
    )


def test_linkchecker_finds_what_is_broken(tmp_path: Path, with_anchors: tuple[str, ...]):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(
        '<a href="gone/">a</a> <img src="no.png" alt=""> <a href="#nowhere">b</a>'
    )
    with serve_folder(site) as url:
        done = run_linkchecker(url, *with_anchors)
    assert done.returncode == 1 and "1 warning found. 2 errors found" in done.stdout, done.stdout
    assert all(name in done.stdout for name in ("gone/", "no.png", "#nowhere")), done.stdout


def test_linkchecker_stays_the_user_who_starts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Its plugins may be in a folder that no other user may read, as here."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / ".linkchecker" / "plugins"
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "who.py").write_text(WHO, encoding="utf-8")
    (tmp_path / "linkcheckerrc").write_text("[checking]\nthreads=0\n[Who]\n", encoding="utf-8")
    (tmp_path / "index.html").write_text("home")
    done = run_linkchecker(str(tmp_path / "index.html"), f"--config={tmp_path / 'linkcheckerrc'}")
    assert done.returncode == 0 and f"user {os.geteuid()}\n" in done.stderr, done.stderr


def test_linkchecker_stops_where_a_plugin_is_missing(tmp_path: Path):
    config = tmp_path / "linkcheckerrc"
    config.write_text("[checking]\nthreads=0\n[AnchorChek]\n[text]\n", encoding="utf-8")
    (tmp_path / "index.html").write_text("home")
    done = run_linkchecker(str(tmp_path / "index.html"), "--config", str(config))
    assert done.returncode == 2 and done.stdout == "", done.stdout
    assert [line for line in done.stderr.splitlines() if not line.startswith("INFO ")] == [
        "LinkChecker: AnchorChek: expected a plugin that can be read; got none; do correct its name"
        " in the configuration, or delete .venv and run make again"
    ]


def test_addresses_outside_the_site_are_well_formed(read: Site, capsys: pytest.CaptureFixture):
    """Their form only: whether they still answer is asked by `make links-external`."""
    outside = {
        reference.value: document.address
        for document in read.documents.values()
        for reference in document.references
        if reference.by == "a" and is_external(reference.value)
    }
    numbers = {value for value in outside if value.startswith("tel:")}
    assert [number for number in numbers if not re.fullmatch(r"tel:\+?[0-9]{3,15}", number)] == []
    wrong = [
        f"{place}: {value}"
        for value, place in outside.items()
        if value not in numbers and not is_well_formed(value)
    ]
    assert not wrong, "\n".join(wrong)
    assert len(outside) > 50
    report(
        capsys,
        f"links: {len(outside) - len(numbers)} addresses outside the site and {len(numbers)}"
        " telephone numbers, all well formed",
    )


def is_well_formed(href: str) -> bool:
    """Whether an address is a web address with a host of letters, and no stray mark at its end."""
    parts = urlsplit(href)
    return (
        parts.scheme in ("http", "https")
        and parts.port is None
        and "@" not in parts.netloc
        and re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.netloc) is not None
        and re.search(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})|[.,;:]$", href) is None
    )
