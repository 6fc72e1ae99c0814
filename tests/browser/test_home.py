"""The start page. On a small phone, what is expected, whom to call and every word of what counts as
an emergency stand there before any scrolling; on a desk all of it is a screen and a half."""

import itertools

import pytest
from playwright.sync_api import Locator, Page

from browser.views import DESKTOP, PHONE, show
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge, Urgency

SECTIONS = ["Identify", "Causes", "Treat", "Prevent", "When to worry"]
EMERGENCY = Urgency.EMERGENCY_NOW.value
SMALLEST = 15
"""CSS pixels of type on a card."""
ON_TOP = """(tag, box) => {
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return tag.contains(top) || top.contains(tag);
}"""
TAPPED = """link => {
    link.scrollIntoView({block: "center"});
    const box = link.getClientRects()[0];
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return link.contains(top) ? link.href : null;
}"""
"""Where a tap on a link leads to, or null where something lies over it."""


def inside(place: Locator, page: Page) -> bool:
    """Whether all of `place` is in the window, without scrolling, and nothing lies over it."""
    box = place.bounding_box()
    window = page.viewport_size
    return (
        box is not None
        and box["width"] > 0
        and box["y"] >= 0
        and box["y"] + box["height"] <= window["height"]
        and box["x"] >= 0
        and box["x"] + box["width"] <= window["width"]
        and place.evaluate(ON_TOP, box)
    )


def cards(page: Page) -> dict[str, Locator]:
    """The cards of signs by their urgency."""
    found = page.locator(".four > .flags")
    names = [
        found.nth(number).get_attribute("class").split("--")[1] for number in range(found.count())
    ]
    return {name: found.nth(number) for number, name in enumerate(names)}


def bottom(place: Locator) -> float:
    """Where a place ends, in CSS pixels from the top of the window."""
    box = place.bounding_box()
    return box["y"] + box["height"]


COMMAS = """title => [...title.childNodes].filter(node => node.data?.trim() === ",").map(node => {
    const range = document.createRange();
    range.setStart(node, node.data.indexOf(","));
    range.setEnd(node, node.data.indexOf(",") + 1);
    const box = range.getBoundingClientRect(), next = node.nextElementSibling;
    const over = next.getBoundingClientRect();
    return [box.width, over.left <= box.left && box.right <= over.right];
})"""
"""The commas of a heading: how wide each is, and whether the link after it lies over all of it."""

FONTS = {"the system's": "", "wide": "DejaVu Sans", "narrow": "Liberation Sans Narrow"}
"""Fonts in which a phone may show it; each is asked for by name and has to be installed."""


OTHER_WINDOWS = (
    ("the system's", 320),
    ("narrow", 320),
    ("wide", DESKTOP["width"]),
    ("narrow", DESKTOP["width"]),
)
DESK = 900
"""The height of a usual screen on a desk, in CSS pixels."""


def show_in(page: Page, font: str) -> None:
    """Show the page in one of FONTS."""
    if FONTS[font]:
        page.evaluate(
            "font => document.documentElement.style.setProperty('--sans', font)", FONTS[font]
        )


@pytest.mark.parametrize("font", FONTS)
def test_a_phone_shows_the_answer_and_the_whole_emergency_card_and_where_the_next_begins(
    page: Page, site_url: str, font: str
):
    page.goto(site_url)
    show_in(page, font)
    answer, card = page.locator(".answer"), cards(page)
    assert inside(answer, page)
    assert bottom(card[EMERGENCY]) <= PHONE["height"]
    assert card["same_day"].bounding_box()["y"] < PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("font", FONTS)
def test_it_is_five_screens_of_a_phone(page: Page, site_url: str, font: str):
    page.goto(site_url)
    show_in(page, font)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= 5 * PHONE["height"]


@pytest.mark.parametrize(
    ("font", "width"),
    [
        *((font, PHONE["width"]) for font in FONTS),
        ("wide", 320),
        ("the system's", DESKTOP["width"]),
        *(pytest.param(*one, marks=pytest.mark.sweep) for one in OTHER_WINDOWS),
    ],
)
def test_the_first_screen_leads_to_the_five_sections(
    page: Page, site_url: str, font: str, width: int
):
    """Each large enough for a finger, and whole: on a phone they stand in the header."""
    page.set_viewport_size({"width": width, "height": PHONE["height"]})
    page.goto(site_url)
    show_in(page, font)
    links = page.locator(".top nav:visible a")
    shown = [link for link in links.all() if inside(link, page)]
    assert [link.inner_text() for link in shown][:5] == SECTIONS
    assert min(link.bounding_box()["height"] for link in shown) >= 24
    bar = page.locator(".bar")
    assert bar.evaluate("tag => tag.scrollHeight <= tag.clientHeight")


def test_a_short_phone_shows_every_emergency_and_what_to_do_too(page: Page, site_url: str):
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(site_url)
    assert bottom(cards(page)[EMERGENCY].locator(".action")) <= 667


def test_the_answer_is_four_lines_before_the_cards(page: Page, site_url: str):
    page.goto(site_url)
    answer = page.locator(".answer")
    lines = answer.evaluate(
        "tag => tag.getBoundingClientRect().height / parseFloat(getComputedStyle(tag).lineHeight)"
    )
    assert round(lines) <= 4 and bottom(answer) <= 340


@pytest.mark.parametrize("width", [1280, pytest.param(1440, marks=pytest.mark.sweep), 1920])
@pytest.mark.parametrize("font", FONTS)
def test_a_desk_has_it_on_a_screen_and_a_half(page: Page, site_url: str, font: str, width: int):
    """Down to the end of the text; a wide font may need a tenth of a screen more. The whole page,
    with the lines about the site, is a tenth longer."""
    page.set_viewport_size({"width": width, "height": DESK})
    page.goto(site_url)
    show_in(page, font)
    screens = 1.62 if font == "wide" else 1.52
    assert bottom(page.locator("main")) <= screens * DESK
    assert page.evaluate("document.documentElement.scrollHeight") <= (screens + 0.11) * DESK


def test_a_desk_shows_the_answer_beside_all_cards_and_what_follows_in_rows(
    page: Page, site_url: str
):
    """On the first screen, the emergency card on that of a low one. In a row its parts begin at one
    height, side by side, in the order of the text."""
    page.set_viewport_size({"width": 1280, "height": DESK})
    page.goto(site_url)
    card = cards(page)
    answer, emergency = page.locator(".answer").bounding_box(), card[EMERGENCY].bounding_box()
    assert answer["x"] + answer["width"] <= emergency["x"]
    assert bottom(card[EMERGENCY]) <= DESKTOP["height"]
    assert all(bottom(one) <= DESK for one in card.values())
    rows = {".pair img, .pics img": 6, ".days li": 4}
    for parts, count in rows.items():
        boxes = [part.bounding_box() for part in page.locator(parts).all()]
        assert len(boxes) == count, parts
        assert len({round(box["y"]) for box in boxes}) == 1, parts
        assert all(
            box["x"] + box["width"] <= after["x"] for box, after in itertools.pairwise(boxes)
        ), parts


def test_the_first_screen_has_the_numbers_to_dial_and_the_lead_of_every_emergency(
    page: Page, site_url: str, knowledge: Knowledge
):
    page.goto(site_url)
    assert page.viewport_size == PHONE
    card = cards(page)[EMERGENCY]
    numbers = [item.number for item in knowledge.emergency_numbers.values()]
    title = card.locator(".flags-title")
    assert title.text_content() == phrases_of(knowledge).card_title(
        knowledge.urgencies[Urgency.EMERGENCY_NOW], numbers
    ) and inside(title, page)
    dial = title.locator("a").all()
    assert [(link.get_attribute("href"), link.inner_text()) for link in dial] == [
        (f"tel:{number}", number) for number in numbers
    ]
    assert all(inside(link, page) for link in dial)
    assert [
        box
        for box in (link.bounding_box() for link in dial)
        if min(box["width"], box["height"]) < 24
    ] == []
    leads = card.locator("li > strong").all()
    assert [lead.inner_text() for lead in leads] == [
        flag.lead for flag in knowledge.red_flags.values() if flag.urgency is Urgency.EMERGENCY_NOW
    ]
    assert [lead.inner_text() for lead in leads if not inside(lead, page)] == []


def test_each_card_shows_what_to_do_in_letters_that_can_be_read(
    page: Page, site_url: str, knowledge: Knowledge
):
    page.goto(site_url)
    found = cards(page)
    action_of = phrases_of(knowledge).level_action
    said = {level.id: action_of(level) for level in knowledge.urgencies.values()}
    said[Urgency.EMERGENCY_NOW] = "Or go to an emergency room now."  # to call: its title says so
    assert list(found) == [level.value for level in knowledge.urgencies]
    for level, card in zip(knowledge.urgencies.values(), found.values(), strict=True):
        action = card.locator(".action")
        if level.id is Urgency.ROUTINE:  # the title says it
            assert action.count() == 0
            continue
        assert action.is_visible(), level.id
        action.evaluate("tag => tag.scrollIntoView({block: 'center'})")
        assert said[level.id] == action.inner_text() and inside(action, page), level.id
    sizes = page.locator(".four :is(.flags-title, li, .action, .is-not)").evaluate_all(
        "tags => tags.map(tag => parseFloat(getComputedStyle(tag).fontSize))"
    )
    assert min(sizes) >= SMALLEST


def test_each_line_but_those_of_an_emergency_leads_to_its_sign_in_full(
    page: Page, site_url: str, knowledge: Knowledge
):
    page.goto(site_url)
    for name, card in cards(page).items():
        links = card.locator("a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        flags = [flag for flag in knowledge.red_flags.values() if flag.urgency.value == name]
        if name == EMERGENCY:
            assert links == [f"tel:{item.number}" for item in knowledge.emergency_numbers.values()]
            continue
        signs = [link for link in links if link.startswith("when-to-worry/red-flags/#")]
        assert signs == [f"when-to-worry/red-flags/#{flag.id}" for flag in flags]
        assert card.locator("li:has(a)").all_inner_texts() == [flag.short for flag in flags]


def test_what_a_line_leads_to_is_seen_at_once(page: Page, site_url: str, knowledge: Knowledge):
    """The first line of each card is tapped; of the others, which can be tapped too, the address is
    followed."""
    page.goto(site_url)
    later = [
        flag for flag in knowledge.red_flags.values() if flag.urgency is not Urgency.EMERGENCY_NOW
    ]
    link = lambda flag: page.locator(f'.four a[href$="#{flag.id}"]')
    addresses = {flag.id: link(flag).evaluate(TAPPED) for flag in later}
    assert [name for name, address in addresses.items() if address is None] == []
    first = {flag.urgency: flag for flag in reversed(later)}
    for flag in later:
        if flag is first[flag.urgency]:
            page.goto(site_url)
            link(flag).click()
            assert page.url == addresses[flag.id]
        else:
            page.goto(addresses[flag.id])
        line = page.locator(f'li:has(> a[id="{flag.id}"])')
        assert line.inner_text().startswith(f"{flag.sign}. {flag.action}")
        assert inside(line.locator("strong").first, page), flag.id


def test_the_way_to_every_sign_is_on_the_first_screen_and_stays_when_one_scrolls(
    page: Page, site_url: str
):
    for address in ("", "treat/aloe/", "about/sources/"):
        page.goto(site_url + address)
        strip = page.locator(".help")
        assert strip.get_attribute("href").endswith("when-to-worry/red-flags/")
        assert inside(strip, page)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert inside(strip, page), address


def test_the_section_on_when_to_worry_begins_with_the_same_emergency_card(
    page: Page, site_url: str
):
    page.goto(site_url)
    card = page.locator(".flags--emergency_now")
    at_home = card.inner_html()
    page.goto(f"{site_url}when-to-worry/")
    assert card.inner_html() == at_home
    dial = card.locator(".flags-title a").all()
    assert dial and all(inside(link, page) for link in dial)


def test_no_comma_floats_between_two_numbers(page: Page, site_url: str):
    """It is in the text, for who listens; the number after it lies over it."""
    page.goto(site_url)
    title = page.locator(".flags--emergency_now > .flags-title")
    for width in (PHONE["width"], DESKTOP["width"]):
        page.set_viewport_size({"width": width, "height": 740})
        commas = title.evaluate(COMMAS)
        assert [covered for _, covered in commas] == [True] * 2, width
        assert all(place > 0 for place, _ in commas)


def test_it_knows_what_is_outside_or_covered(page: Page):
    show(page, '<p id="in">in</p><p id="low" style="margin-top: 720px">low</p>')
    assert inside(page.locator("#in"), page)
    assert not inside(page.locator("#low"), page)
    show(page, '<p id="under">under</p><i style="position: fixed; inset: 0"></i>')
    assert not inside(page.locator("#under"), page)
