"""axe-core on every page: WCAG 2.2 A, AA, AAA and best practice, as wide as a phone and a desk's
screen, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.axe import COLORS, LAYOUT, STANDARDS, version, violations
from browser.views import DESKTOP, KINDS, PHONE, lines, report, show

WIDE = ("home", "cause", "remedies index", "search", "not there")
"""The kinds of page that are read by every rule in a wide window as well."""


def test_no_page_has_a_fault(
    page: Page,
    site_url: str,
    addresses: list[str],
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture,
):
    """What only a wide window shows is the frame around a page, the same on all: some are read by
    every rule there, and with `--all` every page."""
    whole = addresses if pytestconfig.getoption("--all") else [KINDS[kind] for kind in WIDE]
    wrong = []
    for address in addresses:  # one load of a page for all three: axe-core is slow the first time
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        page.goto(site_url + address)
        wrong += [f"{address} at 360 px: {fault}" for fault in violations(page)]
        page.emulate_media(color_scheme="dark")
        wrong += [f"{address} in dark: {fault}" for fault in violations(page, COLORS)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)
        rules = STANDARDS if address in whole else LAYOUT
        wrong += [f"{address} at 1280 px: {fault}" for fault in violations(page, rules)]
    assert not wrong, lines(wrong)
    report(
        capsys,
        f"axe-core {version(page)}: {len(addresses)} pages at 360 and 1280 px, light and dark, no"
        " fault",
    )


def test_no_fault_for_those_who_ask_for_more_contrast(page: Page, site_url: str):
    wrong = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, contrast="more")
        for address in (KINDS["home"], KINDS["cause"], KINDS["red flags"]):
            page.goto(site_url + address)
            wrong += [f"{address} in {scheme}: {fault}" for fault in violations(page, COLORS)]
    assert not wrong, lines(wrong)


def test_it_finds_faults_of_every_standard(page: Page):
    show(
        page,
        """<main><h1>Faults</h1><h3>A heading left out</h3><img src="data:,">
        <p style="color: #666">Below AAA, above AA</p>
        <p><a href="#a"
        style="display: inline-block; width: 9px; height: 9px; overflow: hidden">small</a>
        <a href="#b" style="margin-left: -9px">near</a></p></main>""",
    )
    found = violations(page)
    assert {fault.split(": ")[0] for fault in found} == {
        "image-alt",
        "color-contrast",
        "target-size",
        "heading-order",
    }, found


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("#595959", False),
        ("#5a5a5a; font-size: 17px", True),
        ("#767676; font-size: 25px", False),
        ("#777; font-size: 25px", True),
    ],
)
def test_it_asks_for_the_contrast_of_aaa(style: str, fault: bool, page: Page):
    show(page, f'<p style="color: {style}; background: #fff">7:1, or 4.5:1 where it is large')
    assert bool(violations(page, COLORS)) == fault


def test_it_sees_the_dark_colors(page: Page):
    show(
        page,
        "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #111; }"
        " }</style><p>Dark on dark",
    )
    page.emulate_media(color_scheme="light")
    assert violations(page, COLORS) == []
    page.emulate_media(color_scheme="dark")
    assert [fault.split(": ")[0] for fault in violations(page, COLORS)] == ["color-contrast"]
