"""Every link of the built site: LinkChecker over HTTP, and our own look at each link with its fragment."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from helpers import BuiltPage, is_external, read_site, run_linkchecker, serve_folder


LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src", "form": "action"}


def links_of(page: BuiltPage) -> list[str]:
    """Every address that a page asks for or leads to."""
    return [tag[name] for tag_name, name in LINKS.items() for tag in page.soup.find_all(tag_name, attrs={name: True})]


def report(capsys: pytest.CaptureFixture, text: str) -> None:
    """Show `text` on the terminal although the test passes."""
    with capsys.disabled():
        print(f"\n{text}", file=sys.stderr)


def broken_links(site: Path) -> tuple[int, list[str]]:
    """How many links inside the site there are, and each that leads to no file or to no such place in it."""
    pages = read_site(site)
    count, wrong = 0, []
    for page in pages.values():
        for href in links_of(page):
            if is_external(href):
                continue
            count += 1
            place, fragment = ("", "") if href == "/" else page.target(unquote(href))
            file = site / place / "index.html" if place.endswith("/") or not place else site / place
            if not file.is_file():
                wrong.append(f"{page.address}: {href} leads to no file")
            elif fragment and file.suffix == ".html" and fragment not in pages[place].ids:
                wrong.append(f"{page.address}: {href} leads to no such place on {place}")
    return count, wrong


def test_every_link_inside_the_site_leads_to_its_page_and_heading(site: Path, capsys: pytest.CaptureFixture):
    count, wrong = broken_links(site)
    assert not wrong, "\n".join(wrong)
    assert count > 10_000
    report(capsys, f"links: {count} inside the site, each with its fragment, none broken")


def test_linkchecker_finds_no_broken_link(site: Path, capsys: pytest.CaptureFixture):
    with serve_folder(site) as url:
        done = run_linkchecker(url)
    assert done.returncode == 0, done.stdout
    found = re.search(r"(\d+) links in \d+ URLs checked\. 0 warnings found\. 0 errors found", done.stdout)
    assert found and int(found.group(1)) > 100, done.stdout
    report(capsys, f"links: LinkChecker asked for {found.group(1)} addresses, none broken")


def test_both_find_a_broken_link(tmp_path: Path):
    (tmp_path / "index.html").write_text('<a href="gone/">a</a> <img src="no.png" alt=""> <a href="#nowhere">b</a>')
    assert [problem.split(": ", 1)[1] for problem in broken_links(tmp_path)[1]] == [
        "gone/ leads to no file", "#nowhere leads to no such place on ", "no.png leads to no file"]
    with serve_folder(tmp_path) as url:
        done = run_linkchecker(url)
    assert done.returncode == 1 and "gone/" in done.stdout and "no.png" in done.stdout and "2 errors found" in done.stdout


def test_addresses_outside_the_site_are_well_formed(site: Path, capsys: pytest.CaptureFixture):
    """Their form only: whether they still answer is asked by `make links-external`."""
    outside = {href: page.address for page in read_site(site).values() for href in links_of(page) if is_external(href)}
    wrong = [f"{place}: {href}" for href, place in outside.items() if not is_well_formed(href)]
    assert not wrong, "\n".join(wrong)
    report(capsys, f"links: {len(outside)} addresses outside the site, all well formed")


def is_well_formed(href: str) -> bool:
    """Whether an address is a web address with a host of letters, and no stray mark at its end."""
    parts = urlsplit(href)
    return (parts.scheme in ("http", "https") and parts.port is None and "@" not in parts.netloc
            and re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.netloc) is not None
            and re.search(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})|[.,;:]$", href) is None)
