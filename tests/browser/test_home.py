"""The start page on a small phone: how urgent it is and what to do stand there before any scrolling."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from browser.views import PHONE, show

LEVELS = ("Get emergency help now if", "See a doctor today if", "Call within two days if", "Look after it at home if")

ON_TOP = """(tag, box) => {
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return tag.contains(top) || top.contains(tag);
}"""


def inside(place: Locator, page: Page) -> bool:
    """Whether all of `place` is in the window, without scrolling, and nothing lies over it."""
    box = place.bounding_box()
    window = page.viewport_size
    return (box is not None and box["width"] > 0 and box["y"] >= 0 and box["y"] + box["height"] <= window["height"]
            and box["x"] >= 0 and box["x"] + box["width"] <= window["width"] and place.evaluate(ON_TOP, box))


def test_the_two_most_urgent_cards_and_the_names_of_the_others_are_on_the_first_screen(page: Page, site_url: str):
    page.goto(site_url)
    cards = page.locator(".four > *")
    names = [cards.nth(number).locator("h2, .flags-title").first for number in range(cards.count())]
    assert [name.inner_text().strip().rstrip(":") for name in names] == list(LEVELS)
    assert page.viewport_size == PHONE
    whole = {level: inside(cards.nth(number), page) for number, level in enumerate(LEVELS)}
    named = {level: inside(name, page) for level, name in zip(LEVELS, names, strict=True)}
    assert whole[LEVELS[0]] and whole[LEVELS[1]], [cards.nth(number).bounding_box() for number in (0, 1)]
    assert all(named.values()), {level: name.bounding_box() for level, name in zip(LEVELS, names, strict=True)}


def test_the_way_to_every_sign_is_on_the_first_screen_and_stays_when_one_scrolls(page: Page, site_url: str):
    for address in ("", "treat/aloe/", "about/sources/"):
        page.goto(site_url + address)
        strip = page.locator(".help a")
        assert strip.get_attribute("href").endswith("when-to-worry/red-flags/")
        assert inside(strip, page)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert inside(strip, page), address


def test_it_knows_what_is_outside_or_covered(page: Page):
    show(page, '<p id="in">in</p><p id="low" style="margin-top: 720px">low</p>')
    assert inside(page.locator("#in"), page)
    assert not inside(page.locator("#low"), page)
    show(page, '<p id="under">under</p><i style="position: fixed; inset: 0"></i>')
    assert not inside(page.locator("#under"), page)
