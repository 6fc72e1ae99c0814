"""The address that a page has moved from leads on, in the site, in a folder and in the staged
pages."""

import re
from pathlib import Path

import pytest

from builders.site_links import Site
from conftest import Content, run_build
from helpers import BuiltPage, words
from small_site import write_site_project

URL = "https://bumps-after-microneedling.example/"
OLD = {"causes/white-dots": "causes/milia", "help": "identify"}
LACKING = re.compile(r"/(when-to-worry|about)/\S* leads to no file")
PAGES = ("docs/causes/milia.md", "docs/identify/index.md")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The small project with two pages that have moved, built in each way."""
    content = Content(write_site_project(tmp_path_factory.mktemp("moved")))
    for page, address in zip(PAGES, OLD):
        content.edit(page, "^do_now:", f"moved_from: [{address}]\ndo_now:")
    for arguments in (["site"], ["site", "--offline"], ["stage"]):
        done = run_build(*arguments, root=content.root)
        assert done.returncode == 0, done.stdout + done.stderr
    return content


@pytest.mark.parametrize("old", OLD)
def test_an_old_address_leads_on_without_a_script(old: str, moved: Content):
    page = BuiltPage(moved.root / "site", moved.root / "site" / old / "index.html")
    head = page.soup.head
    refresh = head.select_one("meta[http-equiv=refresh]")["content"]
    assert refresh.startswith("0; url=")
    assert page.target(refresh.removeprefix("0; url=")) == (f"{OLD[old]}/", "")
    assert head.select_one("link[rel=canonical]")["href"] == f"{URL}{OLD[old]}/"
    assert head.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.links() == [(f"{OLD[old]}/", "")]
    assert page.article.a.get_text() in words(page.article.h1)
    [script] = page.soup.select("script, meta[property]")
    assert page.target(script["src"]) == ("assets/moved.js", "") and head.select("script") == []
    assert head.noscript.select("meta[http-equiv=refresh]")  # else it would overtake the script


def test_nothing_else_knows_an_old_address(moved: Content):
    site = moved.root / "site"
    own = {site / old / "index.html" for old in OLD} | {site / "sitemap.xml.gz"}
    names = ('"help/', "/help/", "white-dots/", '"help.')
    for file in {*site.rglob("*.*")} - own:
        if file.suffix in (".html", ".js", ".json", ".xml", ".txt"):
            text = file.read_text(encoding="utf-8")
            assert [name for name in names if name in text] == [], file
    faults = Site(site, URL).problems()  # the small site lacks pages that our templates lead to
    known = [fault for fault in faults if not LACKING.search(fault)]
    assert [fault for fault in known if any(name in fault for name in (*OLD, "help/"))] == []


def test_a_page_that_leads_on_to_nothing_is_found(moved: Content, tmp_path: Path):
    page = moved.root / "site" / "help" / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("url=../identify/", "url=../iden/"), encoding="utf-8")
    faults = Site(moved.root / "site", URL).problems()
    page.write_text(text, encoding="utf-8")
    assert "help/: ../iden/ leads to no file" in faults
    assert any(fault.startswith("help/: canonical: ") for fault in faults)


def test_in_a_folder_it_leads_to_a_file(moved: Content):
    for old, place in OLD.items():
        file = moved.root / "build" / "offline" / f"{old}.html"
        page = BuiltPage(moved.root / "build" / "offline", file)
        refresh = page.soup.select_one("meta[http-equiv=refresh]")["content"]
        target = (file.parent / refresh.removeprefix("0; url=")).resolve()
        assert target.is_file() and target.as_posix().removesuffix("/index.html").endswith(
            place if old == "help" else f"{place}.html"
        )


def test_a_staged_page_has_a_link(moved: Content):
    """Another generator has none of our templates: its reader follows the link."""
    text = (moved.root / "build" / "docs" / "causes" / "white-dots.md").read_text(encoding="utf-8")
    assert "(milia.md)" in text and "template:" not in text
