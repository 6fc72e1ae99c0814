"""Nothing on any page is cut off or makes it scroll sideways: phones, zoom, wide screens, text
spaced as a reader needs it."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import Page

from browser.layout import overflow, space_text
from browser.views import DESKTOP, PHONE, ZOOMED, lines, report, show

WINDOWS = {"320 px (400 % zoom)": ZOOMED, "360 px": PHONE, "1280 px": DESKTOP}
ENDS = ("320 px (400 % zoom)", "1280 px")
"""The narrowest and the widest of them."""


def test_every_page_fits_every_window_also_with_wide_text_spacing(
    page: Page,
    site_url: str,
    addresses: list[str],
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture,
):
    # spaced text that fits the narrowest phone and a wide screen fits between them: that is swept
    spaced = WINDOWS if pytestconfig.getoption("--all") else ENDS

    def faults(address: str, how: str, names: Iterable[str]) -> list[str]:
        found = []
        for name in names:
            if page.viewport_size != WINDOWS[name]:
                page.set_viewport_size(WINDOWS[name])
            found += [f"{address} at {name}{how}: {fault}" for fault in overflow(page)]
        return found

    wrong = []
    for address in addresses:
        page.goto(site_url + address)
        wrong += faults(address, "", WINDOWS)
        space_text(page)
        # from the widest back: a window of another size is a page laid out again
        wrong += faults(address, ", spaced", reversed(spaced))
    assert not wrong, lines(wrong)
    report(
        capsys,
        f"layout: {len(addresses)} pages at {', '.join(WINDOWS)}, as they are and spaced as WCAG"
        " 1.4.12 says, fit",
    )


@pytest.mark.parametrize("address", ["identify/", "prevent/sun/", "404.html"])
def test_on_a_desk_text_stands_in_the_middle_and_the_foot_at_the_windows_foot(
    page: Page, site_url: str, address: str
):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site_url + address)
    text, foot = (page.locator(part).bounding_box() for part in ("main", ".foot"))
    assert abs(text["x"] + text["width"] / 2 - 640) < 1
    assert foot["y"] + foot["height"] >= 900


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p style="width: 400px">wide', "<p> wide: stands from 8 to 408 of 360 px"),
        (
            '<p id="a" style="position: absolute; left: -50px">left',
            "<p#a> left: stands from -50 to ",
        ),
        (
            '<div style="overflow: hidden"><p style="width: 400px">wide',
            "<p> wide: stands from 8 to 408 of 360 px",
        ),
        (
            '<div class="b" style="overflow: hidden; height: 9px">two<br>lines',
            "px cut off at 344 x 9",
        ),
        ("<p>" + "w" * 99, "the page scrolls sideways by "),
    ],
)
def test_it_finds_what_does_not_fit(html: str, fault: str, page: Page):
    show(page, html)
    assert any(fault in found for found in overflow(page)), overflow(page)


@pytest.mark.parametrize(
    "html",
    [
        "<p>short",
        '<div style="overflow: auto"><p style="width: 400px">in a box that scrolls',
        (
            '<p style="position: absolute; left: -9999px; width: 1px; height: 1px; overflow:'
            ' hidden">for screen readers only'
        ),
        '<details><summary>more</summary><p style="width: 400px">closed</details>',
    ],
)
def test_it_lets_pass_what_fits(html: str, page: Page):
    show(page, html)
    assert overflow(page) == []


def test_it_finds_what_does_not_bear_text_spacing(page: Page):
    show(page, '<p style="height: 1.2em; line-height: 1.2; overflow: hidden">one line')
    assert overflow(page) == []
    space_text(page)
    assert len(overflow(page)) == 1
