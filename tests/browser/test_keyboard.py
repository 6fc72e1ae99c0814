"""With a keyboard alone: past the navigation in two keys, in the order of the page, and one always
sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.keyboard import tab_faults
from browser.views import DESKTOP, KINDS, PHONE, ZOOMED, lines, report, show

PRESSES = 40
RING = "<style>:focus { outline: 3px solid red }</style>"
IN_MAIN = "() => document.querySelector('main').contains(document.activeElement)"


def test_each_press_of_tab_leads_on_and_shows_where_it_is(
    page: Page, site_url: str, capsys: pytest.CaptureFixture
):
    wrong, total = [], 0
    for window in (PHONE, DESKTOP):
        page.set_viewport_size(window)
        for address in KINDS.values():
            page.goto(site_url + address)
            count, faults = tab_faults(page, PRESSES)
            wrong += [f"{address} at {window['width']} px: {fault}" for fault in faults]
            assert count > 10, address
            total += count
    assert not wrong, lines(wrong)
    report(
        capsys,
        f"keyboard: {total} stops on {len(KINDS)} kinds of page at 360 and 1280 px, each seen and"
        " in order",
    )


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_the_first_stop_skips_to_the_text(address: str, page: Page, site_url: str):
    page.goto(site_url + address)
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    assert first.get_attribute("href") == "#" + page.locator("main").get_attribute("id")
    assert first.bounding_box()["width"] > 40
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(IN_MAIN)
    assert (
        page.evaluate("document.querySelector('main').getBoundingClientRect().top")
        < PHONE["height"] / 2
    )


@pytest.mark.parametrize("window", [PHONE, ZOOMED], ids=["360 px", "400 % zoom"])
def test_a_key_opens_the_menu_and_what_it_holds_comes_next(window: dict, page: Page, site_url: str):
    page.set_viewport_size(window)
    page.goto(site_url + KINDS["remedy"])
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    assert tab_faults(page, 8) == (8, [])
    assert page.evaluate("document.activeElement.closest('.menu') !== null")
    page.keyboard.press("Tab")
    assert page.evaluate(IN_MAIN)


def test_one_can_tab_off_the_end_of_the_page(page: Page, site_url: str):
    page.goto(site_url + "404.html")
    assert tab_faults(page, 100)[0] < 100


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (
            '<a href="#" style="outline: 0">no ring</a>',
            "<a> no ring shows no ring when it has the focus",
        ),
        (
            '<a href="#" style="position: absolute; left: -999px">away</a>',
            "<a> away is not in the window",
        ),
        (
            '<a href="#">under</a><p class="bar" style="position: fixed; inset: 0">',
            "<a> under is covered by <p.bar>",
        ),
        (
            '<a href="#">second</a><a href="#" tabindex="1">first</a>',
            "<a> second comes before the one that had the focus",
        ),
    ],
)
def test_it_finds_what_a_keyboard_cannot_use(html: str, fault: str, fresh: Page):
    """In a new window: where Tab leads from the last stop is part of its history."""
    show(fresh, RING + html)
    assert tab_faults(fresh, 3)[1] == [fault]


def test_it_lets_pass_what_a_keyboard_can_use(fresh: Page):
    show(
        fresh,
        RING
        + """<style>b a:focus { outline: 0; box-shadow: 0 0 3px red }
        .small { position: absolute; width: 1px; height: 1px; opacity: 0 }
        .small:focus + label { outline: 3px solid }</style>
        <a href="#">plain</a> <b><a href="#">shadow</a></b>
        <input type="checkbox" class="small" id="c"><label for="c">c</label>""",
    )
    assert tab_faults(fresh, 9) == (3, [])
