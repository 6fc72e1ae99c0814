"""For readers whose system takes away all colors, who tap with an unsteady hand, or who listen:
what stands out still does, is large enough, and is read as words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from browser.views import KINDS

FINGER = 44
"""Pixels that a finger needs, each way."""
INFECTION = "causes/cellulitis/"
BORDERS = """selector => [...document.querySelectorAll(selector)].map(
    each => parseFloat(getComputedStyle(each).borderTopWidth))"""
GROUNDS = """selector => [...document.querySelectorAll(selector)].map(
    each => getComputedStyle(each).backgroundColor)"""


@pytest.fixture
def forced(page: Page) -> Iterator[Page]:
    """A page where the system's few colors stand in the place of all others."""
    page.emulate_media(forced_colors="active")
    yield page
    page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("kind", ["home", "cause", "red flags"])
def test_the_way_to_the_urgent_signs_looks_like_a_button_without_its_red(
    kind: str, forced: Page, site_url: str
):
    forced.goto(site_url + KINDS[kind])
    assert forced.evaluate(BORDERS, ".help") == [1]


def test_the_numbers_to_dial_have_an_edge_without_their_ground(forced: Page, site_url: str):
    forced.goto(site_url + KINDS["red flags"])
    edges = forced.evaluate(BORDERS, ".flags-title a")
    assert edges and min(edges) > 0


def test_the_chosen_day_of_the_a_to_z_differs_by_more_than_the_weight_of_its_letters(
    forced: Page, site_url: str
):
    forced.goto(site_url + KINDS["remedies index"])
    forced.get_by_label("Day 3").check(force=True)
    [chosen] = forced.evaluate(GROUNDS, ".by-now label:has(:checked)")
    assert chosen not in forced.evaluate(GROUNDS, ".by-now label:not(:has(:checked))")


@pytest.mark.parametrize(
    ("address", "width"),
    [("", FINGER), ("when-to-worry/", FINGER), (KINDS["red flags"], FINGER), (INFECTION, 32)],
)
def test_every_number_to_dial_is_as_large_as_a_finger(
    address: str, width: int, page: Page, site_url: str
):
    """On a cause they are part of a sentence, and no wider than they are written."""
    page.goto(site_url + address)
    numbers = page.locator("main a[href^='tel:']:visible").all()
    sizes = [number.bounding_box() for number in numbers]
    assert sizes
    assert min(size["height"] for size in sizes) >= FINGER
    assert min(size["width"] for size in sizes) >= width


def links_heard(page: Page) -> list[str]:
    """What a screen reader says of each link."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        node["name"]["value"]
        for node in nodes
        if node["role"]["value"] == "link" and node.get("name")
    ]


def test_no_arrow_and_no_mark_is_read_out_as_a_shape(page: Page, site_url: str):
    page.goto(site_url + KINDS["remedies index"])
    heard = links_heard(page)
    assert {"Isotretinoin tablets", "No study found: careful practice"} <= {*heard}
    assert not [name for name in heard if "›" in name or "◇" in name]
