"""Readers of another language are led to its sheet: from a portal, from the search, and from the
code on their copy."""

import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page

from browser.axe import violations
from browser.replay import replay
from browser.test_connect import ACNE, CS, ICD, LANGUAGE, C, said_to
from browser.views import answers, look_for, watch
from creators.handout.versions import printed_version
from creators.site.sheets import sheet_codes
from knowledge.model import Knowledge
from made_up_languages import MADE_UP, with_made_up

PAGES = {"sheet": "en", "xa": "de", "xr": "fa"}
"""The pages of the sheet, and the language that each says it is in."""
LONG, TURNED = (MADE_UP[name].words for name in ("xa", "xr"))
"""English words in each language."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_sheet_is_one_request(name: str, page: Page, languages_url: str):
    log = watch(page)
    page.goto(f"{languages_url}{name}/")
    assert log.requests == [f"{languages_url}{name}/"] and log.errors == []
    assert page.locator("html").get_attribute("lang") == PAGES[name]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    direction = page.locator("h1").evaluate("title => getComputedStyle(title).direction")
    assert direction == ("rtl" if name == "xr" else "ltr")


# From a portal.


def answer(page: Page, address: str) -> str:
    """All that the page for portals says to what is sent, once it is there."""
    page.goto(address)
    page.locator("#answer .do-now").last.wait_for()
    return page.locator("#answer").inner_text()


SPELLED = {
    "xa": ("xa-DE", "XA_de", "LONG", "lóông"),
    "xr": ("تيست",),
}
"""A made-up language, and other ways to name it."""


def asked_in(language: str) -> dict[str, str]:
    """What a portal sends with a code that is known."""
    return {C: "L70.0", CS: ICD, LANGUAGE: language}


@pytest.mark.parametrize("name", SPELLED)
def test_a_portal_s_language_gets_its_sheet_and_the_english_answer(
    name: str, page: Page, languages_url: str
):
    log = watch(page)
    said = answer(page, f"{languages_url}connect/?{urlencode(asked_in(name))}")
    links = page.locator("#answer a").evaluate_all("links => links.map(link => link.href)")
    language = MADE_UP[name].language
    assert links == [f"{languages_url}{name}/", languages_url + ACNE] and log.errors == []
    own = page.locator(f'#answer p[lang="{language.tag}"]')
    assert own.get_attribute("dir") == language.dir
    assert MADE_UP[name].words("We have a sheet on this in your language") in own.inner_text()
    assert f"We have a sheet in {language.english}" in said
    assert "The page for your code is in English: Acne" in said and "interpreter" in said
    assert violations(page) == []


@pytest.mark.parametrize("name", SPELLED)
def test_however_it_names_the_language_the_answer_is_the_same(
    name: str, page: Page, languages_url: str
):
    asked = [asked_in(language) for language in (name, *SPELLED[name])]
    first, *others = said_to(page, f"{languages_url}connect/", asked)
    assert f"We have a sheet in {MADE_UP[name].language.english}" in first.text
    assert [spelled for spelled, one in zip(SPELLED[name], others) if one != first] == []


def test_a_code_that_is_not_known_gets_the_sheet_all_the_same(page: Page, languages_url: str):
    said = answer(
        page, f"{languages_url}connect/?{urlencode({C: 'Z99.9', CS: ICD, LANGUAGE: 'xa'})}"
    )
    assert "We have a sheet in Made-up Long" in said and "We have no page for the code" in said


def test_a_language_that_is_not_published_is_answered_as_before(page: Page, languages_url: str):
    languages = ("es", "fr-CA", "x", "xa'] *", "a b", "de", "Made-up Long")
    asked = [asked_in(language) for language in languages]
    for language, said in zip(languages, said_to(page, f"{languages_url}connect/", asked)):
        assert said.text.startswith("These pages are in English only."), language
        assert "We have a sheet" not in said.text, language


# From the search.


@pytest.fixture
def asked(page: Page, languages_url: str) -> Page:
    """The search of the site with two languages."""
    page.goto(f"{languages_url}search/")
    return page


WORDS = {
    "xa": (
        LONG("bumps"),
        LONG("Bumps after microneedling"),
        f"{LONG('bumps')} on my face",
        "loong",
        "Long",
        LONG("Pain"),
    ),
    "xr": (TURNED("bumps"), f"ال{TURNED('bumps')}", "تيست"),
}
"""What readers of a language may look for."""


@pytest.mark.parametrize("name", WORDS)
def test_its_words_lead_to_its_page_first(name: str, asked: Page):
    language = MADE_UP[name].language
    title = MADE_UP[name].words("Bumps after microneedling")
    for text in WORDS[name]:
        look_for(asked, "")
        assert asked.locator("#search-results li").count() == 0
        look_for(asked, text)
        first = asked.locator("#search-results li a").first
        first.wait_for()
        assert first.get_attribute("href").endswith(f"../{name}/"), text
        assert (first.get_attribute("lang"), first.get_attribute("dir")) == (
            language.tag,
            language.dir,
        ), text
        assert first.inner_text() == f"{language.name}: {title}", text
        assert "for “" in asked.get_by_role("status").inner_text(), text
        assert asked.locator("#search-none").is_hidden(), text


def test_english_words_lead_to_english_pages_alone(asked: Page):
    texts = ["microneedling", "pimples", "pain after needling", "no", "vera", "metal", "bumps"]
    found = answers(asked, texts)
    assert found["pimples"].results and found["metal"].results
    wrong = [text for text, one in found.items() if {"xa/", "xr/"} & {*one.results}]
    assert wrong == []


def test_signs_in_another_language_are_shown_as_before(asked: Page, knowledge: Knowledge):
    found = answers(asked, ["no puedo respirar", "fiebre", "嘴唇肿"])
    assert found["no puedo respirar"].signs == ["breathing-or-face-swelling"]
    assert found["fiebre"].signs == ["fever-with-bumps"]


def test_who_may_be_in_danger_gets_nothing_but_help(asked: Page):
    look_for(asked, f"suicide {LONG('bumps')}")
    asked.locator('[data-sign="crisis"]').wait_for()
    assert asked.locator("#search-results li").count() == 0


# From the code of a copy.


def codes(knowledge: Knowledge) -> tuple[str, str]:
    """The number of today's version, and the end of the code of today's sheet in a language."""
    both = with_made_up(knowledge)
    [own] = [code for code in sheet_codes(both) if code.startswith("xa-")]
    return printed_version(both)[0], own


CURRENT, REWORDED, UNKNOWN, WITHHELD, OLD = (
    "This sheet is current.",
    "Ask which sheet is the newest.",
    "We do not know the code",
    "Do not rely on this sheet.",
    "Changed since your copy.",
)


CODES = {
    "{n}-{own}": CURRENT,
    "{n}-{OWN}": CURRENT,
    " {n}-{own} ": CURRENT,
    "{n}-xa": REWORDED,
    "{n}-XA": REWORDED,
    "{n}-xa-000000": REWORDED,
    "1-{own}": OLD,
    "1-xa": OLD,
    "{n}-xx": UNKNOWN,
    "{n}-xx-000000": UNKNOWN,
    "xa": UNKNOWN,
    "999-xa": UNKNOWN,
    "{n}-xa-xa-xa": UNKNOWN,
    "{n}-ar": WITHHELD,
    "1-ar-000000": WITHHELD,
}


def test_the_code_of_a_copy_is_answered_by_its_language(
    page: Page, languages_url: str, knowledge: Knowledge
):
    number, own = codes(knowledge)
    sent = [code.format(n=number, own=own, OWN=own.upper()) for code in CODES]
    page.goto(f"{languages_url}h/")
    found = replay(page, [f"?v={quote(code)}" for code in sent])
    for code, wanted, said in zip(CODES, CODES.values(), found):
        assert said.text.startswith(wanted), code
        if wanted == REWORDED:
            assert said.links == [f"{languages_url}{name}/" for name in PAGES], code


def test_the_code_on_a_page_is_current(page: Page, languages_url: str, in_languages: Path):
    for name in ("xa", "xr"):
        html = (in_languages / "site" / name / "index.html").read_text(encoding="utf-8")
        [code] = set(re.findall(r"/h/\?v=([0-9a-z-]+)", html))
        page.goto(f"{languages_url}h/?v={code}")
        page.locator("#answer .do-now").wait_for()
        assert page.locator("#answer").inner_text().startswith(CURRENT)
