"""A clinic makes its handout in another language: the form is in English, and what it chooses
stands on the sheet as the build would make it, in that language and direction."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.axe import violations
from browser.test_make_handout import FULL, fill, paper, put, saved, sheet, squeezed
from browser.views import DESKTOP, watch
from creators.handout.create import create_sheet
from creators.handout.marks import WEB, marked_once
from creators.handout.sheet import Sheet
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge
from knowledge.reading.parser import parse_clinic
from knowledge.translate import translate
from made_up_languages import MADE_UP

PLACE = "about/for-clinics/make-a-handout/"
NAMES = ("xa", "xr")
ISOLATES = re.compile("[\u2066\u2069]")
BOXES = """(words) => {
    const walk = (node) => [...node.childNodes].flatMap(one =>
        one.nodeType === Node.TEXT_NODE ? [one] : walk(one));
    const node = walk(document.querySelector("#sheet").shadowRoot)
        .find(one => one.data.includes(words));
    const from = node.data.indexOf(words);
    return [...words].map((_, place) => {
        const range = document.createRange();
        range.setStart(node, from + place);
        range.setEnd(node, from + place + 1);
        return range.getBoundingClientRect().x;
    });
}"""
"""Where each letter of some words stands on the screen."""


@pytest.fixture(scope="module")
def in_two(in_languages: Path) -> Knowledge:
    """What that site is made of."""
    return load_knowledge(in_languages)[0]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The id of a made-up language."""
    return request.param


@pytest.fixture
def place(languages_url: str, name: str) -> str:
    """The address of the page of a language."""
    return f"{languages_url}{PLACE}{name}/"


@pytest.fixture
def make(page: Page, place: str) -> Page:
    """The page of a language, nothing filled in."""
    page.goto(place)
    page.locator("#make").wait_for()
    return page


def choose(page: Page, lines: tuple[str, ...] = ("check-up-on", "person-speaks")) -> None:
    """Fill in the form: these lines, a product and a sign."""
    fill(page, **FULL)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    put(page, {f"lines-{place}-line": line for place, line in enumerate(lines)})
    asked = page.locator("[data-slot-of]:visible").evaluate_all(
        "fields => fields.map(field => [field.dataset.slotOf, field.dataset.name])"
    )
    put(page, {f"{line}-{slot}": SLOTS[slot] for line, slot in asked})
    put(page, CHOSEN)


SLOTS = {
    "date": "2027-03-05",
    "from": "2026-12-24",
    "to": "2027-01-02",
    "day": "Wednesday",
    "time": "2:15 pm",
    "name": "Jean-Luc d'Aubigné",
    "language": "Spanish",
    "phone": "(201) 555-0177",
    "number": "7",
}
CHOSEN = {
    "red_flags-0-sign": "chest-pain",
    "red_flags-0-urgency": "emergency_now",
    "products-0-name": "HA Gel 2",
    "products-0-substances": "hyaluronic-acid",
    "products-0-use": "as-shown",
}


def built(page: Page, folder: Path, knowledge: Knowledge, name: str) -> Sheet:
    """The sheet that the build makes of the file that the page saves."""
    clinic, problems = parse_clinic("clinics/it.yml", saved(page, folder)[1])
    assert clinic and not problems
    return create_sheet(translate(knowledge, name), clinic)


def own_words(found: Sheet) -> list[str]:
    """What a clinic chose, in the words of its sheet."""
    signs = [sign.short for sign, _ in found.signs() if sign.own]
    products = [words for product in found.products for words in product]
    return [*found.notes, *products, *signs, *found.changes, found.labels["own-sign"]]


def test_each_language_has_a_page_that_the_english_one_leads_to(
    page: Page, languages_url: str, in_two: Knowledge
):
    page.goto(languages_url + PLACE)
    for one in NAMES:
        link = page.locator(f'article a[lang="{MADE_UP[one].language.tag}"]')
        assert link.inner_text() == in_two.languages[one].name
        assert link.get_attribute("href") == f"{one}/"
    link.click()
    page.locator("#make").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("legend").first.inner_text() == "Your clinic"
    host = page.locator("#sheet")
    assert (host.get_attribute("lang"), host.get_attribute("dir")) == ("fa", "rtl")
    assert host.locator("h2").evaluate("title => getComputedStyle(title).direction") == "rtl"


@pytest.mark.parametrize(
    "lines",
    [("check-up-on", "person-speaks"), ("closed-between", "cancel-in-time", "late-evening")],
    ids=["date and name", "days and phone"],
)
def test_what_is_chosen_stands_there_as_the_build_would_say_it(
    lines: tuple[str, ...], make: Page, name: str, in_two: Knowledge, tmp_path: Path
):
    log = watch(make)
    choose(make, lines)
    found = built(make, tmp_path, in_two, name)
    words, shown = own_words(found), squeezed(sheet(make))
    assert len(found.notes) == len(lines) and len(words) >= 7
    assert [text for text in words if squeezed(text) not in shown] == []
    questions = marked_once(found, WEB).questions
    rules = [found.title, *(card.action for card in found.cards), *questions]
    assert [text for text in rules if squeezed(text) not in shown] == []
    assert log.errors == []
    if name == "xa":
        assert not any(english in sheet(make) for english in ("chest pain", "Wednesday", "March"))


def test_nothing_changed_is_said_in_its_words(make: Page, name: str, in_two: Knowledge):
    fill(make, **FULL)
    label = translate(in_two, name).handout_labels["no-changes"].label
    changes = make.locator('#sheet [data-list="changes"] li')
    assert changes.all_inner_texts() == [label]


def test_its_code_is_that_of_the_general_sheet_in_the_language(make: Page, name: str, page: Page):
    code = make.locator("#sheet footer span[translate=no]").first.inner_text().partition(",")[0]
    assert re.fullmatch(rf"\d+-{name}-[0-9a-f]{{6}}", code)
    page.goto(re.sub(rf"about/.*{name}/", "h/", make.url) + f"?v={code}")
    page.locator("#answer .do-now").wait_for()
    assert page.locator("#answer").inner_text().startswith("This sheet is current.")


@pytest.mark.parametrize("name", ["xr"], indirect=True)
def test_numbers_phones_and_addresses_read_from_left_to_right(make: Page):
    choose(make, ("cancel-in-time",))
    for words in (FULL["phone"], FULL["hours"], FULL["web"], FULL["address"], "(201) 555-0177"):
        boxes = make.evaluate(BOXES, words)
        assert boxes == sorted(boxes), words
    make.locator("#hours").fill("9 to 5, Monday to Friday")
    boxes = make.evaluate(BOXES, "9 to 5, Monday to Friday")
    assert boxes == sorted(boxes)


@pytest.mark.parametrize("name", ["xr"], indirect=True)
def test_what_a_clinic_types_turns_no_words_around_it(make: Page):
    choose(make)
    product = make.locator('#sheet [data-list="products"] li')
    assert product.locator("strong > bdi").inner_text() == "HA Gel 2"
    assert product.evaluate("item => getComputedStyle(item).direction") == "rtl"
    assert make.locator('#sheet [data-list="notes"] li > bdi').count() == 2


def test_english_that_no_translation_has_is_marked(page: Page, place: str):
    script = "handoutWords.words['own-sign'] = '\\ue000ours \\ue000too\\ue001\\ue001';"
    page.route(
        "**/handout-words-*.js",
        lambda route: route.fulfill(body=f"{route.fetch().text()}\n{script}"),
    )
    page.goto(place)
    page.locator("#make").wait_for()
    choose(page)
    tag = page.locator("#sheet li.own .tag bdi[lang=en][dir=ltr]")
    assert tag.all_inner_texts() == ["ours ", "too"]
    assert not re.search("[\ue000\ue001]", sheet(page))


def test_without_its_words_there_is_no_form(page: Page, place: str):
    page.route("**/handout-words-*.js", lambda route: route.abort())
    page.goto(place)
    assert page.locator("#no-make").is_visible() and not page.locator("#make").is_visible()


def test_it_prints_with_every_sign_and_nothing_of_the_form(
    make: Page, name: str, in_two: Knowledge
):
    make.set_viewport_size(DESKTOP)
    fill(make, **FULL)
    pages = paper(make, format="A4")
    assert len(pages) <= 4, "two sheets, printed on both sides"
    assert "Name of the clinic" not in "".join(pages) and FULL["name"] in pages[0]
    if name == "xa":
        translated = translate(in_two, name)
        text = squeezed("".join(pages))
        missing = [
            flag.id for flag in translated.red_flags.values() if squeezed(flag.short) not in text
        ]
        assert missing == []


def test_it_reads_for_everyone(make: Page):
    choose(make)
    assert violations(make) == []


def test_dates_are_those_of_the_build_in_every_language(knowledge: Knowledge, in_two: Knowledge):
    from creators.wording.phrases import Phrases

    days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=number) for number in range(800)]
    for language in {**knowledge.languages, **in_two.languages}.values():
        phrases = Phrases({}, language)
        patterns = phrases.long_dates()
        wrong = [
            day
            for day in days
            if patterns[day.month - 1].format(day=day.day, year=day.year) != phrases.long_date(day)
        ]
        assert wrong == [], language.id
