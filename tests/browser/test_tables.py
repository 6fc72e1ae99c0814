"""On a phone a row of a table is shown as a card; a screen reader still hears a table, with its
name and its headers."""

from collections import Counter

import pytest
from playwright.sync_api import Page

from browser.views import DESKTOP, PHONE, show

PAGES = ("prevent/first-week/", "prevent/sun/", "about/for-portals/", "about/scorecard/")
"""Two columns, one of the tables in a fold; cards on a phone; the widest."""
WRITTEN = {
    "table": "table",
    "row": "tr",
    "columnheader": "th[scope=col]",
    "rowheader": "th[scope=row]",
    "cell": "td",
}
COUNT = """selectors => Object.fromEntries(Object.entries(selectors).map(
    ([role, selector]) => [role, document.querySelectorAll(selector).length]))"""


def heard(page: Page) -> Counter:
    """How many of each part of a table the browser gives a screen reader, and how many tables have
    a name."""
    session = page.context.new_cdp_session(page)
    nodes = [
        node
        for node in session.send("Accessibility.getFullAXTree")["nodes"]
        if not node.get("ignored")
    ]
    session.detach()
    roles = Counter(
        {"gridcell": "cell"}.get(role, role) for role in (node["role"]["value"] for node in nodes)
    )
    named = sum(
        node["role"]["value"] == "table" and bool(node.get("name", {}).get("value"))
        for node in nodes
    )
    return Counter({role: roles[role] for role in WRITTEN}) + Counter({"named table": named})


def written(page: Page) -> Counter:
    """How many of each there are in the page's HTML."""
    counts = Counter(page.evaluate(COUNT, WRITTEN))
    return counts + Counter({"named table": counts["table"]})


@pytest.mark.parametrize("address", PAGES)
def test_a_screen_reader_hears_every_table(address: str, page: Page, site_url: str):
    page.goto(site_url + address)
    page.locator("details").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")
    assert written(page)["table"] > 0
    for window in (PHONE, DESKTOP):
        page.set_viewport_size(window)
        assert heard(page) == written(page), window


@pytest.mark.parametrize("broken", ["thead { display: none }", "table { display: none }"])
def test_it_notices_what_is_not_heard(broken: str, page: Page):
    show(
        page,
        f"""<style>{broken}</style><table><caption>Days</caption>
        <thead><tr><th scope="col">Day<th scope="col">Skin</thead>
        <tr><th scope="row">1<td>pink</table>""",
    )
    assert heard(page) != written(page)
