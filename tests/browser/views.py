"""How the browser tests look at a page: sizes of the window, one page of each kind, what a page
asks for and says."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Request

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
    "dates": "treat/by-day/",
    "easy words": "easy/",
    "portal": "connect/",
    "not there": "404.html",
}
"""One page of each kind by its address."""

WIDE = ("home", "cause", "search", "not there")
"""The kinds that are looked at whole in a wide window as well, unless every page is asked for: what
only a wide window shows is the frame around a page, the same on all."""

SAMPLE = {
    *KINDS.values(),
    "about/for-clinics/make-a-handout/",
    "about/scorecard/",
    "downloads/",
    "identify/day-by-day/",
    "treat/",
}
"""What the sweeps look at unless every page is asked for: the kinds, and what holds most."""

ENTRY = ".az li:not(.see)"
"""A row of the A to Z, but not a short one that leads to another."""

ALOUD = ("when-to-worry/red-flags/", "easy/")
"""The pages to read that can also be heard: their script stands inside."""
SCRIPTED = {
    "search/",
    "h/",
    "treat/by-day/",
    "connect/",
    "about/for-clinics/make-a-handout/",
    *ALOUD,
}
"""The pages that may run a script: every other is for reading alone."""


@dataclass(eq=False)
class Log:
    """What a page did since it was watched: addresses it asked for, and errors in its console or
    its scripts."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def hear_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def hear_failure(self, request: Request) -> None:
        self.errors.append(f"{request.url}: {request.failure}")

    def hear_error(self, error: Error) -> None:
        self.errors.append(str(error))

    def hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text}")

    def ears(self) -> dict[str, Callable[[Any], None]]:
        """What notes each kind of event of a page."""
        return {
            "request": self.hear_request,
            "requestfailed": self.hear_failure,
            "pageerror": self.hear_error,
            "console": self.hear_console,
        }


_LOGS: WeakKeyDictionary[Page, list[Log]] = WeakKeyDictionary()
"""The logs that note what a page does."""


def watch(page: Page) -> Log:
    """Note from now on what `page` asks for, and each error and warning it meets."""
    log = Log()
    _LOGS.setdefault(page, []).append(log)
    for event, ear in log.ears().items():
        page.on(event, ear)
    return log


def as_new(page: Page) -> Page:
    """The page, empty, as wide as a phone, watched by nobody: but for its history it is as a new
    one, which takes Chromium a second."""
    for log in _LOGS.pop(page, []):
        for event, ear in log.ears().items():
            page.remove_listener(event, ear)
    page.unroute_all()
    page.context.clear_cookies()
    page.goto("about:blank")
    if page.viewport_size != PHONE:
        page.set_viewport_size(PHONE)
    page.emulate_media(
        media="null", color_scheme="light", reduced_motion="reduce", contrast="no-preference"
    )
    return page


def open_menu(page: Page) -> None:
    """Open what holds the form to search and the sections on a phone."""
    page.locator(".menu summary").click()


def look_for(page: Page, text: str) -> None:
    """Type `text` into the search page and press Enter."""
    field = page.locator("main input[name=q]")
    field.fill(text)
    field.press("Enter")


ANSWERS = """texts => texts.map(text => {
    const form = document.getElementById("search-form");
    form.elements.q.value = text;
    form.requestSubmit();
    const signs = [...document.querySelectorAll("#search-signs [data-sign]")];
    const links = [...document.querySelectorAll("#search-results a")];
    return [signs.map(box => box.dataset.sign), links.map(link => link.getAttribute("href"))];
})"""


@dataclass(frozen=True)
class Answer:
    """What the search page shows for words: the names of the boxes above the results, and the
    addresses of the results below the site, with their fragments."""

    signs: list[str]
    results: list[str]

    @property
    def pages(self) -> list[str]:
        """The address of each result without its fragment."""
        return [place.partition("#")[0] for place in self.results]


def answers(page: Page, texts: Iterable[str]) -> dict[str, Answer]:
    """What the search page shows for each text, asked one after another in the page itself: to
    type hundreds of them takes minutes."""
    asked = list(dict.fromkeys(texts))
    return {
        text: Answer(signs, [below_site(href) for href in hrefs])
        for text, (signs, hrefs) in zip(asked, page.evaluate(ANSWERS, asked), strict=True)
    }


def below_site(href: str) -> str:
    """The address of a result as it is below the site."""
    return href.removeprefix("../").removeprefix("./")


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
