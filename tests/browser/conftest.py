"""A browser for each worker, the built site behind a web server, and a fresh page for each test."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.find_browser import FLAGS, find_browser
from browser.views import PHONE, SAMPLE, as_new, look_for
from conftest import run_build
from helpers import page_files, serve_folder


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Where the built site is served; ends in a slash."""
    with serve_folder(site) as url:
        yield url


@pytest.fixture(scope="session")
def languages_url(in_languages: Path) -> Iterator[str]:
    """Where a site with two made-up languages is served."""
    with serve_folder(in_languages / "site") as url:
        yield url


@pytest.fixture(scope="session")
def folder(site: Path) -> Path:
    """The site as it is opened from a folder, made from the same content, for all workers."""
    made = site.parent / "build" / "offline"
    with (site.parent / "offline.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            done = run_build("site", "--offline", root=site.parent)
            assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="session")
def all_addresses(site: Path) -> list[str]:
    """The address of every built page below `site_url`: "" is home, "treat/aloe/" a remedy,
    "404.html" itself."""
    return sorted(
        file.relative_to(site).as_posix().removesuffix("index.html") for file in page_files(site)
    )


@pytest.fixture(scope="session")
def addresses(all_addresses: list[str], pytestconfig: pytest.Config) -> list[str]:
    """The pages that a sweep looks at: every page with `--all`, else those of SAMPLE."""
    if pytestconfig.getoption("--all"):
        return all_addresses
    return [address for address in all_addresses if address in SAMPLE]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a worker."""
    path = find_browser()  # before Playwright starts, as it may ask Playwright itself
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window of its own for one test, as wide as a phone: no storage of another test;
    scrolls at once."""
    opened = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def fresh(context: BrowserContext) -> Page:
    """An empty page with a window of its own: for a test of what `page` cannot forget, as its
    history. It takes a second more than `page`."""
    return context.new_page()


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """The window that tests of a worker share, one after another."""
    opened = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(shared: BrowserContext) -> Page:
    """An empty page, as wide as a phone, that has forgotten the test before."""
    [shown, *others] = shared.pages or [shared.new_page()]
    for other in others:
        other.close()
    return as_new(shown)


@pytest.fixture(scope="session")
def loaded_search(browser: Browser, site_url: str) -> Iterator[Page]:
    """The search page in a window of its own: to load it and read its index takes half a second."""
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as opened:
        opened.set_default_timeout(10_000)
        shown = opened.new_page()
        shown.goto(f"{site_url}search/")
        yield shown


@pytest.fixture
def search(loaded_search: Page, site_url: str) -> Page:
    """The search page, before anything is typed. Tests share it: one that changes more than what is
    typed, or asks hundreds of words, takes `page`."""
    if loaded_search.url.partition("?")[0] != f"{site_url}search/":
        loaded_search.goto(f"{site_url}search/")
    look_for(loaded_search, "")
    loaded_search.evaluate("scrollTo(0, 0)")
    return loaded_search
