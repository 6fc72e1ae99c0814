"""With scripts off everything that is for reading reads, and what can be chosen is chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.views import DESKTOP, ENTRY, KINDS, SCRIPTED


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that runs no script."""
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_each_kind_of_page_reads(address: str, page: Page, site_url: str):
    page.goto(site_url + address)
    assert page.locator("h1").is_visible()
    assert page.get_by_role("navigation", name="Sections").get_by_role("link").count() == 5
    assert len(page.locator("main").inner_text().split()) > (
        10 if address in (*SCRIPTED, "404.html") else 150
    )


def test_the_search_page_says_so_and_leads_on(page: Page, site_url: str):
    page.goto(site_url + KINDS["search"])
    assert "script" in page.locator("main").inner_text().lower()
    assert page.locator("main a:visible").count() > 5


def test_the_form_of_every_page_leads_to_the_search_page(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedy"])
    page.get_by_role("searchbox").fill("pus spots")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(f"{site_url}search/?q=pus+spots")


def test_the_remedies_index_is_narrowed_by_what_is_chosen(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    entries = page.locator(f"{ENTRY}:visible")
    whole = entries.count()
    assert whole > 20
    for field, line in (("day", "When:"), ("cause", "May help:"), ("kind", "Kind:")):
        choice = page.locator(f"#{field}")
        for number in (1, 2):
            name = choice.locator("option").nth(number).inner_text()
            choice.select_option(index=number)
            assert 0 < entries.count() < whole, name
            facts = entries.locator(
                "li", has=page.locator(f"strong:text-is('{line}')")
            ).all_inner_texts()
            assert len(facts) == entries.count()
            assert field == "day" or all(name.lower() in fact.lower() for fact in facts), (
                name,
                facts,
            )
        choice.select_option(index=0)
        assert entries.count() == whole


def test_what_is_chosen_narrows_together(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    entries = page.locator(f"{ENTRY}:visible")
    page.locator("#day").select_option(index=1)
    by_day = set(entries.locator("h2").all_inner_texts())
    page.locator("#kind").select_option(index=1)
    assert 0 < entries.count() < len(by_day)
    assert set(entries.locator("h2").all_inner_texts()) < by_day
