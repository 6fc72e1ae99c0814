"""What a reader with a keyboard alone meets: where each press of Tab leads, and whether one can see
it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

FOCUSED = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def tab_faults(page: Page, presses: int) -> tuple[int, list[str]]:
    """Press Tab `presses` times, or until the page's end: how many elements took the focus, and
    each fault on the way."""
    page.evaluate(FOCUSED)
    count, wrong = 0, []
    for _ in range(presses):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        count += 1
        wrong += [f"{focused['name']} {fault}" for fault in focused["faults"]]
    return count, wrong
