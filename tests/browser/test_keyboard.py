"""With a keyboard alone: past the navigation in two keys, in the order of the page, and one always
sees where one is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browser.keyboard import tab_faults
from browser.views import DESKTOP, KINDS, PHONE, WIDE, ZOOMED, lines, report, show

PRESSES, ALL_PRESSES = 25, 40
"""How many stops of a page are looked at, and with `--all`."""
RING = "<style>:focus { outline: 3px solid red }</style>"
IN_MAIN = "() => document.querySelector('main').contains(document.activeElement)"


def test_each_press_of_tab_leads_on_and_shows_where_it_is(
    page: Page, site_url: str, pytestconfig: pytest.Config, capsys: pytest.CaptureFixture
):
    every = pytestconfig.getoption("--all")
    wide, presses = (KINDS, ALL_PRESSES) if every else (WIDE, PRESSES)
    looks = [*((kind, PHONE) for kind in KINDS), *((kind, DESKTOP) for kind in wide)]
    wrong, total = [], 0
    for kind, window in looks:
        page.set_viewport_size(window)
        page.goto(site_url + KINDS[kind])
        count, faults = tab_faults(page, presses)
        wrong += [f"{kind} at {window['width']} px: {fault}" for fault in faults]
        assert count > 10, kind
        total += count
    assert not wrong, lines(wrong)
    report(
        capsys,
        f"keyboard: {total} stops on {len(KINDS)} kinds of page at 360 px and {len(wide)} at 1280"
        " px, each seen and in order",
    )


FIRST = """() => {
    const tag = document.activeElement;
    return [tag.getAttribute("href"), tag.getBoundingClientRect().width];
}"""
NEXT = """() => {
    const text = document.querySelector("main");
    return [text.id, text.contains(document.activeElement), text.getBoundingClientRect().top];
}"""


def skip_faults(page: Page) -> Iterator[str]:
    """What is wrong with the first stop, which has to skip to the text."""
    page.keyboard.press("Tab")
    href, width = page.evaluate(FIRST)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    name, is_inside, top = page.evaluate(NEXT)
    if href != f"#{name}":
        yield f"the first stop leads to {href}, not to #{name}"
    if width <= 40:
        yield f"the first stop is {width} px wide"
    if not is_inside:
        yield "the next stop is not in the text"
    if top >= PHONE["height"] / 2:
        yield f"the text begins at {top} px"


def test_the_first_stop_skips_to_the_text(page: Page, site_url: str):
    wrong = []
    for kind, address in KINDS.items():
        page.goto(site_url + address)
        wrong += [f"{kind}: {fault}" for fault in skip_faults(page)]
    assert not wrong, lines(wrong)


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
