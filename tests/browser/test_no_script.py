"""With scripts off everything that is for reading reads, and what can be chosen is chosen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.views import DESKTOP, ENTRY, KINDS, PHONE, SCRIPTED, open_menu

DEPTHS = ("home", "sheet check", "remedy", "not there")
"""A page of each depth of the site, and that of no address."""
SECTIONS = ["Identify", "Causes", "Treat", "Prevent", "When to worry"]


SHOWN = """rows => rows.filter(
    row => row.checkVisibility() && row.getBoundingClientRect().height > 0).length"""
NARROWED = """(choice, rows) => [...choice.options].map((option, number) => {
    choice.selectedIndex = number;
    const shown = [...document.querySelectorAll(rows)].filter(row => row.checkVisibility());
    return [option.innerText, shown.length];
})"""
"""The words of each option of a field, and how many rows it leaves once it is chosen."""


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    with browser.new_context(viewport=DESKTOP, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture
def page(scriptless: Page) -> Page:
    """The page that runs no script, as wide as a desk's screen. It keeps nothing: without scripts
    only an address leads from one test to the next."""
    scriptless.set_viewport_size(DESKTOP)
    return scriptless


def shown(page: Page) -> int:
    """How many rows of the A to Z are to be seen."""
    return page.locator(ENTRY).evaluate_all(SHOWN)


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_each_kind_of_page_reads(address: str, page: Page, site_url: str):
    page.goto(site_url + address)
    assert page.locator("h1").is_visible()
    top = page.locator(".top")
    ways = top.get_by_role("navigation", name="Sections").get_by_role("link")
    assert ways.all_inner_texts() == [*SECTIONS, "For clinics", "Search"]
    assert top.get_by_role("link", name="Urgent signs", exact=True).is_visible()
    assert len(page.locator("main").inner_text().split()) > (
        10 if address in (*SCRIPTED, "404.html") else 150
    )


def test_the_search_page_says_so_and_leads_on(page: Page, site_url: str):
    page.goto(site_url + KINDS["search"])
    assert "script" in page.locator("main").inner_text().lower()
    assert page.locator("main a:visible").count() > 5


def test_the_menu_of_every_page_opens_and_its_form_leads_to_the_search_page(
    page: Page, site_url: str, pytestconfig: pytest.Config
):
    """The form is sent from each depth of the site, and from the page of no address."""
    page.set_viewport_size(PHONE)
    others = KINDS if pytestconfig.getoption("--all") else ()
    for kind in {*DEPTHS, *others} - {"search"}:  # that has the form of its own
        page.goto(site_url + KINDS[kind])
        menu = page.locator(".menu")
        ways = menu.get_by_role("navigation", name="Menu").get_by_role("link")
        assert ways.count() == 0, kind
        open_menu(page)
        assert ways.all_inner_texts() == [*SECTIONS, "For clinics"], kind
        field = menu.get_by_role("searchbox")
        assert field.is_editable(), kind
        assert field.evaluate("field => [field.name, field.form.method, field.form.action]") == [
            "q",
            "get",
            f"{site_url}search/",
        ], kind
        if kind in DEPTHS:
            field.fill("pus spots")
            field.press("Enter")
            page.wait_for_url(f"{site_url}search/?q=pus+spots")


def test_the_a_to_z_is_narrowed_by_day(page: Page, site_url: str):
    """Each day leaves what may start by then: the later, the more, but for what has a last day."""
    page.goto(site_url + KINDS["remedies index"])
    whole, hint = shown(page), page.locator(".hint")
    assert whole > 70 and not hint.is_visible()
    counts = []
    for label in page.locator(".by-now label").all()[1:]:
        label.click()
        counts.append(shown(page))
        assert hint.is_visible() and not page.locator(".az h2:visible").count()
    assert 0 < counts[0] < counts[1] < counts[3] < counts[5] < counts[6] < whole
    assert page.locator("#makeup").is_visible() and not page.locator("#numbing-cream").is_visible()
    page.get_by_text("Day 1", exact=True).click()
    assert page.locator("#cleanser").is_visible() and not page.locator("#makeup").is_visible()
    page.get_by_text("Any day", exact=True).click()
    assert shown(page) == whole and not hint.is_visible()


@pytest.mark.parametrize("field", ["kind", "cause"])
def test_the_a_to_z_is_narrowed_by_kind_and_by_cause(field: str, page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    whole, choice = shown(page), page.locator(f"#{field}")
    (every, count), *options = choice.evaluate(NARROWED, ENTRY)
    assert count == whole and options, every
    assert [words for words, count in options if not 0 < count < whole] == []
    choice.select_option(index=1)  # as a reader chooses
    assert shown(page) == options[0][1]
    choice.select_option(index=0)
    assert shown(page) == whole


def test_what_is_chosen_narrows_together(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    entries = page.locator(f"{ENTRY}:visible")
    page.get_by_text("Day 3", exact=True).click()
    by_day = set(entries.locator(":scope > :first-child").all_inner_texts())
    page.locator("#kind").select_option(label="Daily life")
    both = set(entries.locator(":scope > :first-child").all_inner_texts())
    assert both < by_day and any("Make-up" in name for name in both)


def test_a_whole_row_is_the_target(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    page.locator("#aloe").click(position={"x": 200, "y": 40})
    page.wait_for_url(f"{site_url}treat/aloe/")
