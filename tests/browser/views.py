"""How the browser tests look at a page: sizes of the window, one page of each kind, what a page
asks for and says."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
# the narrowest phones, and what 400 % zoom leaves of a window of 1280 x 1024
ZOOMED = {"width": 320, "height": 256}

KINDS = {
    "home": "",
    "identify": "identify/skin-tones/",
    "cause": "causes/milia/",
    "remedy": "treat/aloe/",
    "rule": "prevent/sun/",
    "red flags": "when-to-worry/red-flags/",
    "remedies index": "treat/remedies-index/",
    "about": "about/sources/",
    "search": "search/",
    "sheet check": "h/",
    "dates": "calendar/",
    "portal": "connect/",
    "not there": "404.html",
}
"""One page of each kind by its address."""

SAMPLE = {
    *KINDS.values(),
    "about/for-clinics/make-a-handout/",
    "about/scorecard/",
    "causes/",
    "downloads/",
    "identify/day-by-day/",
    "prevent/first-week/",
    "treat/",
    "when-to-worry/",
}
"""What the sweeps look at unless every page is asked for: the kinds, and what holds most."""

ENTRY = "article div:has(> h2[id])"
"""A remedy on the page of all remedies."""

SCRIPTED = {"search/", "h/", "calendar/", "connect/", "about/for-clinics/make-a-handout/"}
"""The pages that may run a script: every other is for reading."""


@dataclass
class Log:
    """What a page did since it was watched: addresses it asked for, and errors in its console or
    its scripts."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def watch(page: Page) -> Log:
    """Note from now on what `page` asks for, and each error and warning it meets."""
    log = Log()
    page.on("request", lambda request: log.requests.append(request.url))
    page.on("requestfailed", lambda request: log.errors.append(f"{request.url}: {request.failure}"))
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            log.errors.append(f"{message.type}: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    return log


def look_for(page: Page, text: str) -> None:
    """Type `text` into the search page and press Enter."""
    field = page.locator("main input[name=q]")
    field.fill(text)
    field.press("Enter")


def show(page: Page, html: str) -> None:
    """Show a page that a test wrote itself: `html` is what its <body> holds."""
    page.set_content(
        f'<!doctype html><html lang="en"><title>A page to find faults in</title><body>{html}'
    )


def lines(wrong: Iterable[str]) -> str:
    """Faults below each other, for the message of an assertion."""
    return "\n".join(["", *wrong])


def report(capsys: pytest.CaptureFixture, text: str) -> None:
    """Show `text` on the terminal although the test passes."""
    with capsys.disabled():
        print(f"\n{text}", file=sys.stderr)
