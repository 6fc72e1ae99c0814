"""What a reader with a keyboard alone meets: where each press of Tab leads, and whether one can see
it."""

from itertools import takewhile
from pathlib import Path

from playwright.sync_api import Page

WATCH = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
ROUND = 20
"""Presses after which the page is asked what they did: to ask after each takes as long again."""


def tab_faults(page: Page, presses: int) -> tuple[int, list[str]]:
    """Press Tab `presses` times, or until the page's end: how many elements took the focus, and
    each fault on the way."""
    page.evaluate(WATCH)
    stops: list[dict | None] = []
    while len(stops) < presses and None not in stops:
        for _ in range(min(ROUND, presses - len(stops))):
            page.keyboard.press("Tab")
        before, stops = len(stops), page.evaluate("stops")
        if len(stops) == before:
            break
    found = list(takewhile(bool, stops))
    return len(found), [f"{stop['name']} {fault}" for stop in found for fault in stop["faults"]]
