"""What the QR code of a sheet leads to: whether the sheet is current, what changed since, and what
nobody here can know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser.axe import violations
from browser.views import DESKTOP, PHONE, lines, watch
from conftest import Content, copy_project, run_build
from helpers import serve_folder

OLDER = """
  - id: "2"
    date: 2026-11-21
    content_hash: "2222222222222222"
    changes:
      - {text: "A calm word for day 3."}
  - id: "1"
    date: 2026-11-20
    content_hash: "1111111111111111"
    changes:
      - {text: "This is the first version of the sheet."}
"""
NEWEST = """\\1"3"
    date: 2026-11-22
    content_hash: \\2
    changes:
      - {text: "Plainer words on makeup."}
      - {text: "Call today when you see pus.", safety: true}
"""


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose sheet is in its third version: only that one brought a safety change. Built
    for a server and for a folder."""
    root = tmp_path_factory.mktemp("history")
    copy_project(root, "docs", "overrides", "scripts")
    Content(root).edit(
        "docs/_data/versions.yml",
        r'(?s)(- id: )"\d+".*?content_hash: ("\w+").*',
        NEWEST.rstrip() + OLDER,
    )
    Content(root).edit(
        "docs/_data/stable_ids.txt", r"^(versions \d+\n)+", "versions 1\nversions 2\nversions 3\n"
    )
    for options in ([], ["--offline"]):
        done = run_build("site", *options, root=root)
        assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="session")
def check(history: Path) -> Iterator[str]:
    """The page's address."""
    with serve_folder(history / "site") as url:
        yield f"{url}h/"


def answer(page: Page, address: str) -> Locator:
    """The answer at `address`, once it is there."""
    page.goto(address)
    page.locator("#answer .do-now").wait_for()
    return page.locator("#answer")


def changes(found: Locator) -> list[str]:
    """The changes that an answer lists."""
    return found.locator("li").all_inner_texts()


def test_the_newest_sheet_is_current(page: Page, check: str):
    log = watch(page)
    found = answer(page, f"{check}?v=3")
    assert found.inner_text().startswith(
        "This sheet is current. You have version 3 of November 22, 2026."
    )
    assert "clinic" not in found.inner_text() and changes(found) == [] and log.errors == []
    assert {
        url.removeprefix(check.removesuffix("h/")).partition("?")[0] for url in log.requests
    } == {"h/", "assets/version.js"}


def test_an_old_sheet_lists_all_that_changed_since_and_safety_first(page: Page, check: str):
    found = answer(page, f"{check}?v=1")
    assert found.inner_text().startswith(
        "Changed since your copy. You have version 1 of November 20, 2026."
    )
    assert changes(found) == [
        "Safety change: Call today when you see pus.",
        "Plainer words on makeup.",
        "A calm word for day 3.",
    ]
    assert "Ask your clinic for a new sheet" in found.inner_text()
    assert found.get_by_role("link", name="read these pages").get_attribute("href") == ".."


def test_what_is_no_safety_change_is_not_called_one(page: Page, history: Path, check: str):
    html = (history / "site" / "h" / "index.html").read_text(encoding="utf-8")
    safety = "<li><strong>Safety change:</strong> Call today when you see pus.</li>"
    assert safety in html
    (history / "site" / "calm.html").write_text(
        html.replace(safety, "").replace('"../', '"'), encoding="utf-8"
    )
    found = answer(page, f"{check.removesuffix('h/')}calm.html?v=2")
    assert changes(found) == ["Plainer words on makeup."] and "Safety" not in found.inner_text()


@pytest.mark.parametrize("code", ["3-ab12cd", "3-AB12CD", " 3-ab12cd "])
def test_a_clinics_code_says_what_only_the_clinic_knows(code: str, page: Page, check: str):
    found = answer(page, f"{check}?v={quote(code)}")
    assert (
        found.inner_text().startswith("This sheet is current.")
        and "call the clinic" in found.inner_text()
    )
    found = answer(page, f"{check}?v=1-ab12cd")
    assert len(changes(found)) == 3 and "call the clinic" in found.inner_text()


@pytest.mark.parametrize(
    "code", ["4", "0", "999", "12345", "1.0", "1-", "-1", "1-ab-cd", "versions", "v1", "1e0", "١"]
)
def test_an_unknown_code_says_so_and_what_to_do(code: str, page: Page, check: str):
    found = answer(page, f"{check}?v={quote(code)}")
    assert (
        found.inner_text().startswith(f"We do not know the code “{code}”.")
        and "do not rely on the sheet" in found.inner_text()
    )
    assert found.get_by_role("link").count() == 1


@pytest.mark.parametrize("end", ["", "?v=", "?v=%20", "?w=1", "#v1"])
def test_without_a_code_it_asks_for_one(end: str, page: Page, check: str):
    found = answer(page, check + end)
    assert found.inner_text().startswith("Which sheet do you have?")
    page.get_by_label("The code at the foot of your sheet").fill("1")
    page.get_by_role("button", name="Check").click()
    page.wait_for_url(f"{check}?v=1")
    assert page.locator("#answer").inner_text().startswith("Changed since your copy.")


@pytest.mark.parametrize(
    "code",
    [
        "<script>document.title='run'</script>",
        "<img src=x onerror=alert(1)>",
        "'\"><svg/onload=alert(1)>",
        "__proto__",
        "1" * 5000,
        "javascript:alert(1)",
        "%00",
        "3<b>",
    ],
)
def test_a_hostile_code_is_text(code: str, page: Page, check: str):
    log = watch(page)
    title = page.goto(f"{check}?v={quote(code)}") and page.title()
    found = page.locator("#answer")
    assert (
        found.inner_text().startswith(f"We do not know the code “{code[:40]}")
        and found.locator("script, img, svg, b").count() == 0
    )
    assert (
        page.title() == title == "Is your sheet up to date? · Bumps After Microneedling"
        and log.errors == []
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_words_for_an_emergency_come_first_whatever_the_code(page: Page, check: str):
    for end in ("", "?v=1", "?v=3", "?v=x"):
        found = answer(page, check + end)
        top = page.locator("main article > p").first
        assert top.inner_text().startswith(
            "If this is an emergency, do not check your sheet first. Call your emergency number"
        )
        assert top.get_by_role("link").get_attribute("href") == "../when-to-worry/red-flags/"
        assert (
            top.bounding_box()["y"] + top.bounding_box()["height"]
            <= found.bounding_box()["y"]
            < PHONE["height"] / 2
        )


def test_without_scripts_it_lists_versions_and_changes(browser: Browser, check: str):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{check}?v=1")
    assert page.locator("noscript p").is_visible() and not page.get_by_role("textbox").is_visible()
    assert page.locator("article h3").all_inner_texts() == [
        f"Version {number}: November {day}, 2026" for number, day in ((3, 22), (2, 21), (1, 20))
    ]
    assert page.locator("#v3 + ul li").all_inner_texts() == [
        "Safety change: Call today when you see pus.",
        "Plainer words on makeup.",
    ]
    context.close()


@pytest.mark.parametrize(
    ("code", "start"),
    [("3", "This sheet is current."), ("1-ab12cd", "Changed since"), ("9", "We do not know")],
)
def test_it_works_from_a_folder(code: str, start: str, page: Page, history: Path):
    log = watch(page)
    found = answer(page, f"{(history / 'build' / 'offline' / 'h.html').as_uri()}?v={code}")
    assert found.inner_text().startswith(start) and log.errors == []
    page.get_by_label("The code at the foot of your sheet").fill("3")
    page.get_by_label("The code at the foot of your sheet").press("Enter")
    page.wait_for_url("**/h.html?v=3")
    assert page.locator("#answer").inner_text().startswith("This sheet is current.")


def test_it_reads_for_everyone(page: Page, check: str):
    wrong = []
    for end in ("?v=1-ab12cd", "?v=3", "?v=x", ""):
        answer(page, check + end)
        for size in (PHONE, DESKTOP):
            for scheme in ("light", "dark"):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)
                wrong += [f"{end} {size['width']} {scheme}: {fault}" for fault in violations(page)]
    assert not wrong, lines(wrong)


def test_the_answer_moves_nothing_when_it_comes(fresh: Page, check: str):
    fresh.add_init_script(
        """window.moved = 0;
        new PerformanceObserver(
            list => list.getEntries().forEach(entry => { moved += entry.value; })
        ).observe({type: "layout-shift", buffered: true});"""
    )
    answer(fresh, f"{check}?v=3")
    fresh.wait_for_timeout(300)
    assert fresh.evaluate("moved") < 0.1
