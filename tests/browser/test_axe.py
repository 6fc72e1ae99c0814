"""axe-core on every page: WCAG 2.2 A, AA, AAA and best practice, as wide as a phone and a desk's
screen, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browser.axe import COLORS, LAYOUT, STANDARDS, version, violations
from browser.views import DESKTOP, KINDS, PHONE, WIDE, lines, report, show


def looks(address: str, every: bool) -> Iterator[tuple[str, dict, str, tuple[str, ...]]]:
    """How a page is looked at: a name, the window, the colors and the rules. Each scheme and each
    window is looked at once; those of WIDE, and with `every` all pages, in dark as wide as a phone
    too, and by every rule as wide as a desk's screen."""
    whole = every or address in (KINDS[kind] for kind in WIDE)
    yield "at 360 px", PHONE, "light", STANDARDS
    if whole:
        yield "in dark", PHONE, "dark", COLORS
        yield "at 1280 px", DESKTOP, "light", STANDARDS
    yield "at 1280 px in dark", DESKTOP, "dark", LAYOUT


def test_no_page_has_a_fault(
    page: Page,
    site_url: str,
    addresses: list[str],
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture,
):
    every = pytestconfig.getoption("--all")
    wrong = []
    for address in addresses:  # one load of a page for all: axe-core is slow the first time
        page.goto(site_url + address)
        for name, window, scheme, rules in looks(address, every):
            page.set_viewport_size(window)
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{address} {name}: {fault}" for fault in violations(page, rules, every)]
    assert not wrong, lines(wrong)
    report(
        capsys,
        f"axe-core {version(page)}: {len(addresses)} pages at 360 and 1280 px, light and dark, no"
        " fault",
    )


def test_no_fault_for_those_who_ask_for_more_contrast(page: Page, site_url: str):
    wrong = []
    for address in (KINDS["home"], KINDS["cause"], KINDS["red flags"]):
        page.goto(site_url + address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, contrast="more")
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


def faulty(page: Page, html: str, each: bool = False) -> list[str]:
    """The elements of a page whose colors are too weak, as selectors."""
    show(page, html)
    return [fault.split(": ")[1] for fault in violations(page, COLORS, each)]


def test_it_asks_for_the_contrast_of_aaa(page: Page):
    """7:1, or 4.5:1 where it is large."""
    styles = {
        "ok": "color: #595959",
        "weak": "color: #5a5a5a; font-size: 17px",
        "large-ok": "color: #767676; font-size: 25px",
        "large-weak": "color: #777; font-size: 25px",
    }
    assert faulty(
        page, "".join(f'<p id="{name}" style="{style}">text' for name, style in styles.items())
    ) == ["#weak", "#large-weak"]


@pytest.mark.parametrize("each", [False, True])
def test_it_misses_no_text_that_looks_like_another_but_is_weaker(each: bool, page: Page):
    """Texts that look alike are measured once, and every one of a weak look is named."""
    assert faulty(
        page,
        """<style>
        p { color: #555 } .dim { background: #ddd } .pale { opacity: .8 }
        .gone { height: 0; overflow: hidden; margin: 0 } .weak { color: #999 }
        .out { position: absolute; top: 700px } .deep { margin-top: 200px; height: 400px }
        </style>
        <p>text</p>
        <div><p>text</p></div>
        <div class="dim"><p id="on-gray">text</p><p id="again">text</p></div>
        <div class="pale"><p id="see-through">text</p></div>
        <p class="gone weak">text</p><p class="weak" id="shown">text</p>
        <p id="own" style="color: #666">text</p>
        <p class="out" style="top: 380px">text</p><p class="out" id="lies-on-gray">text</p>
        <div class="deep dim"></div>""",
        each,
    ) == ["#on-gray", "#again", "#see-through", "#shown", "#own", "#lies-on-gray"]


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
