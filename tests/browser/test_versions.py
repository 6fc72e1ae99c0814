"""What the QR code of a sheet leads to: whether the sheet is current, what changed since, and what
nobody here can know."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from markdown import markdown
from playwright.sync_api import Browser, Locator, Page

from browser.everyone import faults_in_views
from browser.replay import replay
from browser.views import PHONE, lines, watch
from creators.handout.versions import CHECK_PAGE, FILE, printed_version
from creators.site.files import create_site, load_templates
from helpers import ROOT, serve_folder
from knowledge.model import Knowledge, Version
from knowledge.reading.parser import parse_entries
from small_project import with_scorecard

VERSIONS = """\
versions:
  - id: "3"
    date: 2026-11-22
    content_hash: "3333333333333333"
    changes:
      - {text: "Plainer words on makeup."}
      - {text: "Call today when you see pus.", safety: true}
  - id: "2"
    date: 2026-11-21
    content_hash: "2222222222222222"
    changes:
      - {text: "A calm word for day 3."}
      - {text: "Call at once when you cannot see.", safety: true}
  - id: "1"
    date: 2026-11-20
    content_hash: "1111111111111111"
    changes:
      - {text: "This is the first version of the sheet."}
"""


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The folder of a site with this page alone, as it is built but for its list: it is that of a
    sheet in its third version."""
    root = tmp_path_factory.mktemp("history")
    versions = parse_entries(FILE, VERSIONS, Version, "versions")[0]
    small = replace(
        with_scorecard(root / "small"), versions={version.id: version for version in versions}
    )
    created = create_site(small, load_templates(ROOT)).texts[CHECK_PAGE]
    listed = re.search(r"(?s)^## All versions.*?(?=^## |\Z)", created, re.M)[0]
    made = markdown(listed, extensions=["attr_list"])
    built = (site / "h" / "index.html").read_text(encoding="utf-8")
    html, count = re.subn(r'(?s)<h2 id="versions">.*(?=<h2 id="days">)', lambda _: made, built)
    assert count == 1
    (root / "site" / "h").mkdir(parents=True)
    (root / "site" / "h" / "index.html").write_text(html, encoding="utf-8")
    (root / "site" / "assets").symlink_to(site / "assets")
    return root / "site"


@pytest.fixture(scope="session")
def check(history: Path) -> Iterator[str]:
    """The page's address."""
    with serve_folder(history) as url:
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
        "This sheet is current. You have version 3 of 22 November 2026."
    )
    assert "clinic" not in found.inner_text() and changes(found) == [] and log.errors == []
    assert {
        url.removeprefix(check.removesuffix("h/")).partition("?")[0] for url in log.requests
    } == {"h/", "assets/version.js"}


def test_an_old_sheet_lists_all_that_changed_since_and_safety_first(page: Page, check: str):
    found = answer(page, f"{check}?v=1")
    assert found.inner_text().startswith(
        "Changed since your copy. You have version 1 of 20 November 2026."
    )
    assert changes(found) == [
        "Safety change: Call today when you see pus.",
        "Safety change: Call at once when you cannot see.",
        "Plainer words on makeup.",
        "A calm word for day 3.",
    ]
    assert "Ask your clinic for a new sheet" in found.inner_text()
    assert found.get_by_role("link", name="read these pages").get_attribute("href") == ".."


def test_what_is_no_safety_change_is_not_called_one(page: Page, history: Path, check: str):
    html = (history / "h" / "index.html").read_text(encoding="utf-8")
    calm = re.sub("<li><strong>Safety change:</strong>.*</li>", "", html)
    (history / "calm.html").write_text(calm.replace('"../', '"'), encoding="utf-8")
    found = answer(page, f"{check.removesuffix('h/')}calm.html?v=2")
    assert changes(found) == ["Plainer words on makeup."] and "Safety" not in found.inner_text()


def test_a_clinics_code_says_what_only_the_clinic_knows(page: Page, check: str):
    page.goto(check)
    codes = ("3-ab12cd", "3-AB12CD", " 3-ab12cd ")
    *current, old = replay(page, [f"?v={quote(code)}" for code in (*codes, "1-ab12cd")])
    for code, said in zip(codes, current):
        assert said.text.startswith("This sheet is current."), code
        assert "call the clinic" in said.text, code
    assert old.html.count("<li>") == 4 and "call the clinic" in old.text


def test_an_unknown_code_says_so_and_what_to_do(page: Page, check: str):
    codes = "4 0 999 12345 1.0 1- -1 1-ab-cd versions v1 1e0 ١".split()
    page.goto(check)
    for code, said in zip(codes, replay(page, [f"?v={quote(code)}" for code in codes])):
        assert said.text.startswith(f"We do not know the code “{code}”."), code
        assert "do not rely on the sheet" in said.text and len(said.links) == 1, code


def test_without_a_code_it_asks_for_one(page: Page, check: str):
    ends = ("", "?v=", "?v=%20", "?w=1", "#v1")
    page.goto(check)
    said = [one.text for one in replay(page, ends)]
    assert [text[:30] for text in said] == ["Which sheet do you have? Look "] * len(ends)


@pytest.mark.parametrize("end", ["?w=1", "#v1"])
def test_what_is_typed_is_asked_for(end: str, page: Page, check: str):
    found = answer(page, check + end)
    assert found.inner_text().startswith("Which sheet do you have?")
    page.get_by_label("The code at the foot of your sheet").fill("1")
    page.get_by_role("button", name="Check").click()
    page.wait_for_url(f"{check}?v=1")
    assert page.locator("#answer").inner_text().startswith("Changed since your copy.")


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "1" * 5000,
    "%00",
    "<script>document.title='run'</script>",
    "'\"><svg/onload=alert(1)>",
    "__proto__",
    "javascript:alert(1)",
    "3<b>",
)
TITLE = "Is your sheet up to date? · Bumps After Microneedling"


def test_a_hostile_code_is_text(page: Page, check: str):
    page.goto(check)
    log = watch(page)
    for code, said in zip(HOSTILE, replay(page, [f"?v={quote(code)}" for code in HOSTILE])):
        assert said.text.startswith(f"We do not know the code “{code[:40]}"), code
        tags = BeautifulSoup(said.html, "html.parser").select("script, img, svg, b")
        assert tags == [] and said.width <= PHONE["width"], code
    assert page.title() == TITLE and log.errors == []


@pytest.mark.parametrize("code", HOSTILE[:3], ids=[code[:30] for code in HOSTILE[:3]])
def test_a_hostile_code_that_a_server_hears_is_text(code: str, page: Page, check: str):
    log = watch(page)
    title = page.goto(f"{check}?v={quote(code)}") and page.title()
    found = page.locator("#answer")
    assert (
        found.inner_text().startswith(f"We do not know the code “{code[:40]}")
        and found.locator("script, img, svg, b").count() == 0
    )
    assert page.title() == title == TITLE and log.errors == []
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
        f"Version {number}: {day} November 2026" for number, day in ((3, 22), (2, 21), (1, 20))
    ]
    assert page.locator("#v3 + ul li").all_inner_texts() == [
        "Safety change: Call today when you see pus.",
        "Plainer words on makeup.",
    ]
    context.close()


@pytest.mark.parametrize(
    ("code", "start"),
    [
        ("1-ab12cd", "Changed since"),
        pytest.param("{}", "This sheet is current.", marks=pytest.mark.sweep),
        pytest.param("999", "We do not know", marks=pytest.mark.sweep),
    ],
)
def test_it_works_from_a_folder(
    code: str, start: str, page: Page, folder: Path, knowledge: Knowledge
):
    newest, log = printed_version(knowledge)[0], watch(page)
    found = answer(page, f"{(folder / 'h.html').as_uri()}?v={code.format(newest)}")
    assert found.inner_text().startswith(start) and log.errors == []
    page.get_by_label("The code at the foot of your sheet").fill(newest)
    page.get_by_label("The code at the foot of your sheet").press("Enter")
    page.wait_for_url(f"**/h.html?v={newest}")
    assert page.locator("#answer").inner_text().startswith("This sheet is current.")


def test_each_answer_reads_for_everyone(page: Page, check: str):
    """The page that asks for a code is one of those in test_axe.py."""
    wrong = []
    page.goto(check)
    for end in ("?v=1-ab12cd", "?v=3", "?v=x"):
        [said] = replay(page, [end])
        wrong += [f"{said.text[:20]}: {fault}" for fault in faults_in_views(page)]
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
