"""Whether everyone can read a page as it is now: a state that a test has brought it to, which
test_axe.py does not meet."""

from collections.abc import Iterator

from playwright.sync_api import Page

from browser.axe import LAYOUT, STANDARDS, violations
from browser.views import DESKTOP, PHONE

VIEWS = (
    (PHONE, "light", STANDARDS),
    (DESKTOP, "dark", LAYOUT),
)
"""A window, a scheme, and the rules that can find something new there: a scheme changes nothing but
colors, no color changes with the window, and each is looked at once, as in test_axe.py."""


def faults_in_views(page: Page, views: tuple = VIEWS) -> Iterator[str]:
    """Each fault of axe-core in each of these views."""
    for window, scheme, rules in views:
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)
        # the bar that stays on top covers a field anywhere else
        page.evaluate("scrollTo(0, 0)")
        for fault in violations(page, rules):
            yield f"{window['width']} px, {scheme}: {fault}"
