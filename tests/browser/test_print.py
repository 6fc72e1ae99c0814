"""On paper there is the text, whole and dark on white, and nothing that only a screen can use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.views import ENTRY, KINDS, lines, report, show

PRINTED = Path(__file__).with_name("print.js").read_text(encoding="utf-8")


def print_faults(page: Page) -> list[str]:
    """What is wrong with `page` as it would be printed from a dark screen."""
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(PRINTED)
    faults = [f"{name} is printed" for name in found["screen"]] + [f"<details> {text} stays closed" for text in found["closed"]]
    faults += [] if found["titled"] else ["its title is not printed"]
    faults += [f"the text is as light as {found['ink']} of 255"] if found["ink"] > 90 else []
    return faults + ([f"the paper is as dark as {found['paper']} of 255"] if found["paper"] < 255 else [])


def test_every_page_prints_its_text_and_nothing_else(
        page: Page, site_url: str, addresses: list[str], capsys: pytest.CaptureFixture):
    wrong = []
    for address in addresses:
        page.goto(site_url + address)
        wrong += [f"{address}: {fault}" for fault in print_faults(page)]
    assert not wrong, lines(wrong)
    report(capsys, f"print: {len(addresses)} pages, text only, dark on white")


def test_each_kind_of_page_makes_a_pdf(page: Page, site_url: str, capsys: pytest.CaptureFixture):
    sheets = {}
    for kind, address in KINDS.items():
        page.goto(site_url + address)
        sheets[kind] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert all(sheets.values()), sheets
    assert sheets["remedies index"] > 3 and sheets["cause"] < 12, sheets
    report(capsys, f"print: sheets of A4: {', '.join(f'{kind} {count}' for kind, count in sheets.items())}")


def test_the_remedies_index_prints_whole_though_it_was_narrowed(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    whole = page.locator(f"{ENTRY}:visible").count()
    page.locator("#day").select_option(index=1)
    assert 0 < page.locator(f"{ENTRY}:visible").count() < whole
    page.emulate_media(media="print")
    assert page.locator(f"{ENTRY}:visible").count() == whole


def test_it_finds_what_does_not_belong_on_paper(page: Page):
    show(page, """<style>body { background: #222; color: #ddd }</style><nav>Menu</nav>
        <article><h2>No title</h2><details><summary>More</summary><p>kept back</p></details></article>""")
    assert print_faults(page) == [
        "<nav> Menu is printed", "<details> Morekept back stays closed", "its title is not printed",
        "the text is as light as 221 of 255", "the paper is as dark as 34 of 255"]
    show(page, "<style>@media print { nav { display: none } }</style><nav>Menu</nav><article><h1>Title</h1></article>")
    assert print_faults(page) == []
