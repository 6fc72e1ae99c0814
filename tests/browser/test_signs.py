"""The signs above the results of the search: the right one first, with its level, action and
numbers, and no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.axe import COLORS, violations
from browser.views import PHONE, Answer, answers, below_site, lines, look_for, report, watch
from helpers import address, read_site, read_yaml
from knowledge.model import Knowledge, RedFlag
from knowledge.prose.matching import Matcher, word_records

QUERIES = read_yaml("tests/data/search_queries.yml")
"""What people may type, and what has to stand above all results."""
OTHERS = ("cards", "unlisted", "crisis")
FLAGS = "when-to-worry/red-flags/"


def ask(page: Page, text: str) -> list[str]:
    """Type `text` and press Enter; gives the name of each sign or other box above the results."""
    look_for(page, text)
    boxes = page.locator("#search-signs [data-sign]")
    return boxes.evaluate_all("boxes => boxes.map(box => box.dataset.sign)")


def results(page: Page) -> list[str]:
    """The address of each result as it is below the site, with its fragment."""
    found = page.locator("#search-results a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return [below_site(href) for href in found]


def expected() -> Iterator[tuple[str, str]]:
    """Each query with the name of what has to be first: a red flag, or another box."""
    for kind in ("signs", "foreign"):
        yield from ((text, flag) for flag, texts in QUERIES[kind].items() for text in texts)
    for name in OTHERS:
        yield from ((text, name) for text in QUERIES[name])


def every_query() -> list[str]:
    return [*(text for text, _ in expected()), *QUERIES["nothing"], *QUERIES["first"]]


@pytest.fixture(scope="module")
def answered(browser: Browser, site_url: str) -> Iterator[dict[str, Answer]]:
    """What the search shows for every query."""
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{site_url}search/")
        yield answers(page, every_query())


def test_there_are_queries_enough(knowledge: Knowledge, capsys: pytest.CaptureFixture):
    assert set(QUERIES["signs"]) == set(knowledge.red_flags)
    few = [flag for flag, texts in QUERIES["signs"].items() if len(set(texts)) < 6]
    assert few == []
    assert len(set(every_query())) > 400
    report(capsys, f"search: {len(set(every_query()))} queries, {len(QUERIES['signs'])} signs")


def test_the_right_sign_stands_first(answered: dict[str, Answer]):
    wrong = [
        f"{text}: expected {name}; got {answered[text].signs}"
        for text, name in expected()
        if answered[text].signs[:1] != [name]
    ]
    assert not wrong, lines(wrong)


def test_words_that_only_sound_like_a_sign_show_none(answered: dict[str, Answer]):
    wrong = [f"{text}: {found}" for text in QUERIES["nothing"] if (found := answered[text].signs)]
    assert not wrong, lines(wrong)


def test_the_right_page_comes_first(answered: dict[str, Answer]):
    wrong = [
        f"{text}: expected {page!r}; got {answered[text].pages[:1]}"
        for text, page in QUERIES["first"].items()
        if answered[text].pages[:1] != [page]
    ]
    assert not wrong, lines(wrong)


def test_no_result_leads_to_another_sign(answered: dict[str, Answer], knowledge: Knowledge):
    """The results below know the signs too, and find by beginnings: a sign is among them only if
    the words are its own."""
    wrong = []
    for text, name in expected():
        shown = answered[text].signs
        places = [place for place in answered[text].results if place.startswith(f"{FLAGS}#")]
        signs = {place.partition("#")[2] for place in places}
        if name in knowledge.red_flags and (
            other := (signs & set(knowledge.red_flags)) - set(shown)
        ):
            wrong.append(f"{text}: {other}, while {shown} stand above")
    assert not wrong, lines(wrong)


@pytest.mark.parametrize(
    "text", ["slurrd sppech", "blacj scab", "passed oud", "anafilacsis", "eye psin", "fevet"]
)
def test_a_wrong_letter_that_is_in_no_list_shows_no_sign(
    text: str, search: Page, knowledge: Knowledge
):
    """Exact or nothing: one letter makes "blurred" of "slurred"."""
    assert ask(search, text) == []
    signs = {f"{FLAGS}#{flag}" for flag in knowledge.red_flags}
    assert signs & set(results(search)) == set()


def test_the_browser_and_the_checks_find_the_same(search: Page, knowledge: Knowledge):
    matcher = Matcher(knowledge)
    phrases = [phrase for record in word_records(knowledge) for phrase in record.words]
    texts = [
        *every_query(),
        *phrases,
        *(flag.sign for flag in knowledge.red_flags.values()),
        "CAN’T breathe!!",
        "Lèvres  gonflées?",
        "ﬁever",
        "İtchy",
        "嘴 唇 肿",
        "تَوَرُّم ٱلشفاه",
        "",
        "…",
        "a b's c",
    ]
    found = search.evaluate(
        "texts => texts.map(text => [signs.plain(text), signs.find(text)])", texts
    )
    wrong = [
        f"{text!r}: {here} in the checks; {there} in the browser"
        for text, there in zip(texts, found, strict=True)
        if (here := [matcher.plain(text), matcher.shown(text)]) != there
    ]
    assert not wrong, lines(wrong)
    assert len(texts) > 2000


# What a sign says.


def words_of(flag: RedFlag, knowledge: Knowledge) -> list[str]:
    return [knowledge.urgencies[flag.urgency].label, flag.short, flag.action]


BOXES = """texts => texts.map(text => {
    const form = document.getElementById("search-form");
    form.elements.q.value = text;
    form.requestSubmit();
    const place = document.getElementById("search-signs");
    const hrefs = tag => [...tag.querySelectorAll("a")].map(link => link.getAttribute("href"));
    return {
        boxes: [...place.querySelectorAll("[data-sign]")].map(box => ({
            name: box.dataset.sign,
            said: box.innerText.replace(/\\s+/g, " "),
            dials: hrefs(box).filter(href => href),
            shown: box.checkVisibility(),
        })),
        links: hrefs(place),
    };
})"""
"""For each text what the boxes above the results say."""


def test_a_sign_says_its_level_and_action_and_leads_on(
    search: Page, knowledge: Knowledge, site: Path
):
    ids = read_site(site)[address("when-to-worry/red-flags.md")].ids
    numbers = [f"tel:{item.number}" for item in knowledge.emergency_numbers.values()]
    texts = [QUERIES["signs"][name][0] for name in knowledge.red_flags]
    found = search.evaluate(BOXES, texts)
    for flag, text, answer in zip(knowledge.red_flags.values(), texts, found, strict=True):
        box = answer["boxes"][0]
        assert box["name"] == flag.id and box["shown"], text
        assert [words for words in words_of(flag, knowledge) if words not in box["said"]] == [], (
            text
        )
        assert box["dials"] == (numbers if flag.urgency.rank == 0 else []), text
        assert answer["links"].count(f"../{FLAGS}#{flag.id}") == 1, text
        assert flag.id in ids


def test_nothing_typed_becomes_a_verdict(search: Page):
    """The words above say what the typed words belong to, and nothing about who typed them."""
    place = search.locator("#search-signs")
    ask(search, "slurred speech")
    assert place.locator("> p").first.inner_text() == "These words belong to this sign:"
    ask(search, "severe pain")
    assert (
        place.locator("> p").first.inner_text()
        == "These words belong to these signs. The most urgent comes first:"
    )
    assert "you have" not in place.inner_text().lower().replace("if you have one", "")


def test_of_several_signs_the_most_urgent_comes_first_and_three_at_most(
    search: Page, knowledge: Knowledge
):
    text = "pus and milia and hives and fever and slurred speech"
    assert len(Matcher(knowledge).shown(text)) == 5
    shown = ask(search, text)
    assert len(shown) == 3 and shown[0] == "face-droop-or-numb"
    ranks = [knowledge.red_flags[name].urgency.rank for name in shown]
    assert ranks == sorted(ranks)


def test_a_denial_still_shows_its_sign(search: Page):
    assert ask(search, "no fever") == ["fever-with-bumps"]
    assert ask(search, "I don't have pus") == ["pus-or-gold-crust"]


def test_the_signs_stand_in_a_live_region_above_the_results(search: Page):
    place = search.locator("#search-signs")
    assert place.get_attribute("aria-live") == "polite" and place.inner_text() == ""
    ask(search, "can't breathe")
    below = [
        search.locator(name).bounding_box()["y"]
        for name in ("#search-signs", "#search-status", "#search-results")
    ]
    assert below == sorted(below)
    box = search.locator("[data-sign=breathing-or-face-swelling] p").nth(1).bounding_box()
    assert box["y"] + box["height"] < PHONE["height"]


def test_a_sign_that_stands_there_is_not_read_again(search: Page):
    ask(search, "slurred speech")
    search.evaluate("document.querySelector('#search-signs [data-sign]').dataset.kept = 'yes'")
    ask(search, "slurred speech after rf")
    assert search.locator("#search-signs [data-kept]").count() == 1
    ask(search, "beer")
    assert search.locator("#search-signs").inner_text() == ""


# What is no sign.


def test_words_of_distress_show_lines_by_country_and_no_pages(search: Page, knowledge: Knowledge):
    assert ask(search, "I want to die because of my face") == ["crisis"]
    box = search.locator("[data-sign=crisis]")
    dials = [link.get_attribute("href") for link in box.get_by_role("link").all()]
    assert dials[:4] == ["tel:988", "tel:988", "tel:116123", "tel:131114"] and "tel:911" in dials
    for line in knowledge.crisis_lines.values():
        assert line.place in box.inner_text() and line.service in box.inner_text()
    assert results(search) == [] and search.locator("#search-none").is_hidden()


def test_an_emergency_comes_before_words_of_distress_and_they_before_the_rest(search: Page):
    assert ask(search, "I want to die and can't breathe") == [
        "breathing-or-face-swelling",
        "crisis",
    ]
    assert ask(search, "I have pus and want to die") == ["crisis", "pus-or-gold-crust"]


@pytest.mark.parametrize("text", ["what should I do", "the", "hinchazón", "肿"])
def test_what_names_nothing_leads_to_the_cards_and_not_to_an_empty_page(
    text: str, search: Page, site_url: str
):
    assert ask(search, text) == ["cards"]
    assert (
        search.locator("#search-none").is_hidden()
        and "0 pages" not in search.get_by_role("status").inner_text()
    )
    link = search.get_by_role("link", name="the four cards")
    assert link.is_visible() and link.evaluate("link => link.href") == site_url


def test_the_four_cards_are_a_click_away(search: Page, site_url: str):
    ask(search, "what should I do")
    search.get_by_role("link", name="the four cards").click()
    assert search.url == site_url


def test_bleeding_leads_to_what_no_list_names_and_to_the_numbers(search: Page, site: Path):
    assert ask(search, "bleeding wont stop") == ["unlisted"]
    hrefs = [
        link.get_attribute("href")
        for link in search.locator("[data-sign=unlisted]").get_by_role("link").all()
    ]
    assert hrefs[:4] == ["tel:911", "tel:999", "tel:112", "tel:000"] and len(hrefs) == 5
    page, _, anchor = hrefs[4].removeprefix("../").partition("#")
    assert anchor in read_site(site)[page].ids


# Results.


LEVELS = """texts => texts.map(text => {
    const form = document.getElementById("search-form");
    form.elements.q.value = text;
    form.requestSubmit();
    return [...document.querySelectorAll("#search-results li")].map(item => [
        item.querySelector("a").getAttribute("href"),
        [...item.querySelectorAll("strong")].map(tag => tag.innerText)]);
})"""
"""For each text where its results lead, and their bold words."""


def test_results_carry_their_level(search: Page, knowledge: Knowledge):
    labels = {
        flag.id: knowledge.urgencies[flag.urgency].label for flag in knowledge.red_flags.values()
    }
    labels |= {
        address(cause.path): knowledge.urgencies[knowledge.urgency_of(cause)].label
        for cause in knowledge.causes.values()
    }
    texts = (
        "itchy rash",
        "cold sore",
        "milia",
        "swelling",
        "lumps",
        "cellulitis",
        "eczema herpeticum",
    )
    seen = set()
    for text, items in zip(texts, search.evaluate(LEVELS, texts), strict=True):
        for href, said in items:
            path, _, anchor = below_site(href).partition("#")
            label = labels.get(anchor if path == FLAGS else path)
            assert said == ([f"{label}."] if label else []), (text, path, anchor)
            seen |= {label}
    assert seen == {None, *(level.label for level in knowledge.urgencies.values())}


def test_no_result_leads_into_the_middle_of_a_page_with_a_rule_at_its_top(
    answered: dict[str, Answer], knowledge: Knowledge
):
    """A wash "tonight" skipped "water only until day 1"."""
    ruled = {
        address(page.path)
        for records in (knowledge.causes, knowledge.remedies, knowledge.rules)
        for page in records.values()
    }
    wrong, opened = [], 0
    for text in every_query():
        for place in answered[text].results:
            page, _, anchor = place.partition("#")
            opened += page in ruled
            wrong += [f"{text}: {place}"] if page in ruled and anchor else []
    assert not wrong, lines(wrong)
    assert opened > 1000


def test_a_result_that_opens_at_the_top_says_where_to_look(search: Page, knowledge: Knowledge):
    ask(search, "pillowcase")
    first = search.locator("#search-results li").first
    assert first.get_by_role("link").get_attribute("href") == "../prevent/first-day/"
    assert first.locator("p").inner_text().startswith(knowledge.rules["first-day"].summary)
    assert first.locator("p").inner_text().endswith("Look under “Around the house”.")


# When a part is missing; for everyone; from a folder.


@pytest.mark.parametrize("gone", ["search/index.js", "assets/lunr.js"])
def test_a_sign_is_shown_when_the_rest_does_not_load(gone: str, page: Page, site_url: str):
    page.route(f"**/{gone}", lambda route: route.abort())
    page.goto(f"{site_url}search/?q=slurred+speech")
    assert (
        page.locator("#search-signs [data-sign]").get_attribute("data-sign") == "face-droop-or-numb"
    )
    assert (
        page.get_by_role("status").inner_text()
        == "The search did not load. All pages are in the list below."
    )
    assert ask(page, "black scab") == ["skin-black-white-or-gray"]


@pytest.mark.parametrize("gone", ["search/signs.js", "assets/signs.js"])
def test_without_the_signs_it_says_that_it_did_not_load(gone: str, page: Page, site_url: str):
    page.route(f"**/{gone}", lambda route: route.abort())
    page.goto(f"{site_url}search/?q=slurred+speech")
    assert (
        page.get_by_role("status").inner_text()
        == "The search did not load. All pages are in the list below."
    )
    assert page.locator("#search-results").is_hidden()


def test_every_box_reads_for_everyone(page: Page, site_url: str):
    log = watch(page)
    page.goto(f"{site_url}search/")
    wrong = []
    for text in (
        "can't breathe",
        "severe pain",
        "I want to die",
        "what should I do",
        "bleeding",
        "xyzzyq",
    ):
        ask(page, text)
        wrong += [f"{text}: {fault}" for fault in violations(page)]
        page.emulate_media(color_scheme="dark")
        wrong += [f"{text} in dark: {fault}" for fault in violations(page, COLORS)]
        page.emulate_media(color_scheme="light")
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{text}: {width} px wide"] if width > PHONE["width"] else []
    assert not wrong and log.errors == [], lines([*wrong, *log.errors])


def test_it_works_from_a_folder(page: Page, folder: Path):
    log = watch(page)
    page.goto((folder / "search.html").as_uri())
    assert ask(page, "used the same needle") == ["reused-needles"]
    href = page.locator("#search-signs > p a").get_attribute("href")
    assert href.endswith("#reused-needles") and (folder / href.partition("#")[0]).is_file()
    assert ask(page, "what should i do") == ["cards"]
    assert (
        folder / page.get_by_role("link", name="the four cards").get_attribute("href")
    ).is_file()
    assert log.errors == []
