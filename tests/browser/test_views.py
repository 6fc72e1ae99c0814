"""The page that tests share is for each as a new one."""

from playwright.sync_api import Page

from browser.views import DESKTOP, KINDS, PHONE, as_new, watch

SEEN = """() => [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches,
    matchMedia("print").matches, matchMedia("(prefers-contrast: more)").matches,
    matchMedia("(prefers-reduced-motion: reduce)").matches, document.cookie]"""


def test_it_forgets_the_test_before(page: Page, site_url: str):
    page.goto(site_url + KINDS["about"])  # without a picture that may still be on its way
    page.evaluate("document.cookie = 'a=b'")
    log = watch(page)
    page.route("**/*", lambda route: route.abort())
    page.set_viewport_size(DESKTOP)
    page.emulate_media(
        media="print", color_scheme="dark", contrast="more", reduced_motion="no-preference"
    )
    as_new(page)
    assert page.url == "about:blank" and page.content().count("<p") == 0
    page.goto(site_url)
    assert page.evaluate(SEEN) == [PHONE["width"], False, False, False, True, ""]
    assert log.requests == [] and log.errors == []
