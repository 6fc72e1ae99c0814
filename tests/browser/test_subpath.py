"""The site in a folder of a host, as GitHub Pages has it: nothing on any page may ask for, lead to
or name a place outside it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from browser.views import Log, lines, open_menu, report, watch
from builders.site_links import Site
from conftest import copy_project
from helpers import ROOT, read_site, serve_folder
from kept_for_all import share_what_is_kept

pytestmark = pytest.mark.sweep

FOLDER = "guide/"
URL = f"https://example.org/{FOLDER}"
NOWHERE = ("nope", "treat/nope/", "a/b/c/d.html")
"""Addresses of no page, at several depths: all get the same 404.html."""
DRAW = """source => new Promise(done => {
    const picture = new Image();
    picture.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = picture.height * 4 + 40;
        const pen = canvas.getContext("2d");
        pen.fillStyle = "white";
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.imageSmoothingEnabled = false;
        pen.drawImage(picture, 20, 20, picture.width * 4, picture.height * 4);
        const data = atob(canvas.toDataURL("image/png").split(",")[1]);
        done([...data].map(letter => letter.charCodeAt(0)));
    };
    picture.src = source;
})"""
"""A page's code as a PNG that is large enough to read, with white around it."""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built for a folder of a host; the last part of its path is that folder."""
    root = tmp_path_factory.mktemp("subpath")
    copy_project(root, "docs", "overrides", "scripts")
    share_what_is_kept(root)
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "site", "--root", str(root)]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "SITE_URL": URL}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (root / "host").mkdir()
    return (root / "site").rename(root / "host" / FOLDER)


class _Host(SimpleHTTPRequestHandler):
    """A host with other things beside the folder: what is not in it gets the folder's own page,
    what is outside a page of the host."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        inside = self.path.startswith(f"/{FOLDER}")
        body = (
            (Path(self.directory) / FOLDER / "404.html").read_bytes()
            if inside
            else b"<title>Another site</title>"
        )
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments) -> None:
        pass


@pytest.fixture(scope="module")
def base(guide: Path) -> Iterator[str]:
    """Where the folder is served; ends in a slash."""
    with serve_folder(guide.parent, _Host) as url:
        yield url + FOLDER


@pytest.fixture
def log(page: Page) -> Log:
    """What the page asks for from now on."""
    return watch(page)


def outside(log: Log, base: str) -> list[str]:
    """What a page asked for outside the folder, and each error it met, but that its own address is
    of no page."""
    errors = [error for error in log.errors if "404 (Not Found)" not in error]
    return [url for url in log.requests if not url.startswith((base, "data:", "blob:"))] + errors


def test_every_address_stays_in_the_folder(guide: Path, capsys: pytest.CaptureFixture):
    read = Site(guide, URL)
    assert read.problems() == [] and len(read.pages) > 90
    report(capsys, f"sub-path: {len(read.documents)} documents below {URL}, no address leads out")


def test_every_page_names_its_address_in_the_folder_in_letters_and_as_a_code(
    guide: Path, page: Page, base: str
):
    count = 0
    for address, built in read_site(guide).items():
        if built.soup.select_one("footer image"):
            assert built.soup.select_one("footer .words").get_text().strip() == URL + address
            count += 1
    assert count > 90
    for address in ("", "causes/milia/", "when-to-worry/red-flags/"):
        page.goto(base + address)
        source = page.locator("footer image").get_attribute("href")
        picture = page.evaluate(DRAW, source)
        codes = zxingcpp.read_barcodes(Image.open(BytesIO(bytes(picture))).convert("L"))
        assert [code.text for code in codes] == [f"HTTPS://EXAMPLE.ORG/{FOLDER}{address}"]


def test_home_and_a_search_from_it(page: Page, base: str, log: Log):
    page.goto(base)
    open_menu(page)
    page.locator("header input[name=q]").fill("itchy rash")
    page.locator("header input[name=q]").press("Enter")
    expect(page.locator("#search-results a").first).to_be_visible()
    assert page.url.startswith(f"{base}search/?q=itchy")
    page.locator("#search-results a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(base) and "search" not in page.url and page.title() != "Another site"
    assert not outside(log, base), lines(outside(log, base))
    assert any(url.endswith("search/index.js") for url in log.requests)


def test_the_calendar_and_the_page_behind_the_code_of_a_sheet(page: Page, base: str, log: Log):
    page.goto(f"{base}treat/by-day/")
    page.locator("#treated").fill("2026-11-22")
    expect(page.locator("time:not(:empty)").first).to_be_visible()
    assert page.url == f"{base}treat/by-day/#2026-11-22"
    page.goto(f"{base}calendar/#2026-11-22")
    page.wait_for_url(f"{base}treat/by-day/#2026-11-22")
    page.goto(f"{base}h/?v=1")
    expect(page.locator("#answer")).to_contain_text("version 1")
    page.goto(f"{base}h/")
    page.locator("#code").fill("1")
    page.locator("#code").press("Enter")
    expect(page.locator("#answer")).to_contain_text("version 1")
    assert page.url == f"{base}h/?v=1"
    assert not outside(log, base), lines(outside(log, base))


def test_the_page_where_a_clinic_makes_its_sheet(page: Page, base: str, log: Log):
    page.goto(f"{base}about/for-clinics/make-a-handout/")
    page.locator("#name").fill("Riverside Skin")
    expect(page.locator("#sheet")).to_contain_text("Riverside Skin")
    assert "127.0.0.1" not in page.locator("#sheet").inner_text()
    assert not outside(log, base), lines(outside(log, base))


@pytest.mark.parametrize("address", NOWHERE)
def test_a_page_that_is_not_there_leads_back_at_any_depth(
    page: Page, base: str, log: Log, address: str
):
    links = ("Signs that need help now", "Start page", "Search, and a list")
    for words in links:
        assert page.goto(base + address).status == 404
        page.locator("article a", has_text=words).click()
        page.wait_for_url(lambda url: url != base + address)
        assert page.url.startswith(base) and page.locator("article h1").count() == 1
        assert "not here" not in page.locator("article h1").inner_text()
    page.goto(base + address)
    open_menu(page)
    page.locator("header input[name=q]").fill("itch")
    page.locator("header input[name=q]").press("Enter")
    expect(page.locator("#search-results a").first).to_be_visible()
    assert not outside(log, base), lines(outside(log, base))


def test_every_page_asks_for_nothing_outside(
    page: Page, base: str, guide: Path, log: Log, capsys: pytest.CaptureFixture
):
    """Those with scripts, and one of each folder. A page that forwards a portal is asked for with
    what a portal sends."""
    folders = {
        address.rpartition("/")[0].partition("/")[0]: address
        for address in sorted(read_site(guide))
        if address != "404.html"
    }
    scripted = {
        address
        for address, built in read_site(guide).items()
        if built.soup.select("script:not([type='application/ld+json'])")
    }
    for address in sorted({*folders.values(), *scripted}):
        page.goto(base + address)
        assert page.url.startswith(base)
    assert not outside(log, base), lines(outside(log, base))
    report(
        capsys,
        f"sub-path: {len({*folders.values(), *scripted})} pages in a browser, {len(log.requests)}"
        " requests, none outside",
    )


def test_the_forwarder_of_portals_stays_in_the_folder(page: Page, base: str, guide: Path, log: Log):
    assert (guide / "connect" / "index.html").is_file()
    page.goto(
        f"{base}connect/?mainSearchCriteria.v.c=B00.1&mainSearchCriteria.v.cs=2.16.840.1.113883.6.90"
    )
    page.wait_for_url(re.compile(re.escape(base) + r"causes/.*"))
    assert not outside(log, base), lines(outside(log, base))


def test_a_request_outside_is_seen(page: Page, base: str, guide: Path, log: Log):
    (guide / "wrong.html").write_text('<title>Wrong</title><img src="/guide.png" alt="">')
    page.goto(f"{base}wrong.html")
    (guide / "wrong.html").unlink()
    assert outside(log, base) == [base.removesuffix(FOLDER) + "guide.png"]
    assert Site(guide, URL.replace("guide", "other")).problems()
