"""The search: the right page first for words of patients, from a server and from a folder, and
nothing of it anywhere else."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Locator, Page

from browser.axe import COLORS, violations
from browser.views import (
    KINDS,
    PHONE,
    SCRIPTED,
    answers,
    below_site,
    lines,
    look_for,
    open_menu,
    report,
    watch,
)
from creators.handout.sheet import is_sheet_page
from helpers import address, read_site
from knowledge.model import Knowledge

ACNE, NORMAL, FLAGS, TYPES = (
    "causes/acne-flare/",
    "causes/normal-healing/",
    "when-to-worry/red-flags/",
    "identify/what-they-look-like/",
)
A_TO_Z = "treat/remedies-index/"
CLINICS, DAYS = "about/for-clinics/", "identify/day-by-day/"
RASH, STINGING = "causes/allergic-dermatitis/", "causes/irritant-dermatitis/"
NOT_SEARCHED = {"404.html", "connect/", "search/"}
FIRST = {
    "pimples": ACNE,
    "zits": ACNE,
    "breaking out": ACNE,
    "sandpaper": TYPES,
    "is this normal": NORMAL,
    "peeling skin": NORMAL,
    "retinol": "treat/retinoid/",
    "vaseline": "treat/petrolatum/",
    "benadryl": "treat/antihistamine/",
    "itch cream": "treat/hydrocortisone/",
    "can I wear makeup": "prevent/makeup-and-shaving/",
    "gym": "prevent/sweat-and-water/",
    "when can I swim": "prevent/sweat-and-water/",
    "can I shower": "prevent/sweat-and-water/",
    "beer": "prevent/food-and-water/",
    "shave my beard": "prevent/makeup-and-shaving/",
    "wash my face": "treat/cleanser/",
    "ice": "treat/cool-compress/",
    "vitamin c serum": "treat/vitamin-c/",
    "sunscreen": "treat/mineral-sunscreen/",
    "swollen eyes": FLAGS,
    "swollen face": FLAGS,
    "pus": FLAGS,
    "trouble breathing": FLAGS,
    "can't breathe": FLAGS,
    "eye pain": FLAGS,
    "fever": FLAGS,
    "blisters": FLAGS,
    "yellow crust": FLAGS,
    "hard lump": FLAGS,
    "bumps still there after a week": FLAGS,
    "face drooping": FLAGS,
    "cold sore": "causes/cold-sores/",
    "fever blister": "causes/cold-sores/",
    "fungal acne": "causes/malassezia-folliculitis/",
    "hard white bumps": "causes/milia/",
    "dark spots": "causes/dark-marks/",
    "hives": FLAGS,
    "welts": "causes/hives/",
    "heat rash": "causes/heat-rash/",
    "warts": "causes/virus-spread/",
    "metal allergy": "causes/nickel-allergy/",
    "dirty needles": "causes/blood-borne-infection/",
    "scars": "causes/raised-scars/",
    "dermaroller": "prevent/home-rollers/",
    "pregnant": FLAGS,
    "kids": FLAGS,
    "who do I call": "when-to-worry/who-to-call/",
    "911": "when-to-worry/who-to-call/",
    "how long does it last": "identify/day-by-day/",
    "recovery": "identify/day-by-day/",
    "brown skin": "identify/skin-tones/",
    "next session": "prevent/next-session/",
    "popping": "treat/leave-it-alone/",
    "tretinoin": "treat/retinoid/",
    "milia": "causes/milia/",
    "rash": "causes/allergic-dermatitis/",
    "allergic reaction": "causes/allergic-dermatitis/",
    "itchy rash": "causes/allergic-dermatitis/",
    "whiteheads": ACNE,
    "blackheads": ACNE,
    "acne": ACNE,
    "spots": ACNE,
    "purging": ACNE,
    "is it purging": ACNE,
    "clogged pores": ACNE,
    "goosebumps": NORMAL,
    "goose bumps": NORMAL,
    "rough skin": NORMAL,
    "flaking": NORMAL,
    "tiny bumps": TYPES,
    "red bumps": TYPES,
    "itchy": "causes/hives/",
    "itching": "causes/hives/",
    "itchy bumps": "causes/hives/",
    "stinging": "causes/irritant-dermatitis/",
    "burning": "causes/irritant-dermatitis/",
    "infected": "causes/cellulitis/",
    "razor bumps": "causes/bacterial-folliculitis/",
    "ringworm": "causes/ringworm/",
    "prickly heat": "causes/heat-rash/",
    "yeast": "causes/malassezia-folliculitis/",
    "keloid": "causes/raised-scars/",
    "brown spots": "causes/dark-marks/",
    "bumps around my mouth": "causes/periorificial-dermatitis/",
    "derma roller": "prevent/home-rollers/",
    "dermapen": "",
    "home microneedling": "prevent/home-rollers/",
    "PRP": "prevent/rf-and-blood-products/",
    "salon": "prevent/choosing-a-practitioner/",
    "hyaluronic acid": "treat/hyaluronic-acid/",
    "acid toner": "treat/glycolic-acid/",
    "BHA": "treat/salicylic-acid/",
    "AHA": "treat/glycolic-acid/",
    "spot cream": "treat/benzoyl-peroxide/",
    "niacinamide": A_TO_Z,
    "exfoliate": "prevent/products-to-leave-alone/",
    "toner": A_TO_Z,
    "petroleum jelly": "treat/petrolatum/",
    "lotion": "treat/plain-moisturizer/",
    "face cream": "treat/plain-moisturizer/",
    "dry skin": "treat/plain-moisturizer/",
    "face wash": "treat/cleanser/",
    "cortisone cream": "treat/hydrocortisone/",
    "allergy pill": "treat/antihistamine/",
    "painkiller": "treat/painkillers/",
    "antibiotic cream": "treat/antibiotic-ointment/",
    "SPF": "treat/mineral-sunscreen/",
    "sunblock": "treat/mineral-sunscreen/",
    "aloe vera": "treat/aloe/",
    "cold compress": "treat/cool-compress/",
    "foundation": "prevent/makeup-and-shaving/",
    "sauna": "prevent/sweat-and-water/",
    "exercise": "prevent/sweat-and-water/",
    "can I go outside": "prevent/sun/",
    "emergency": FLAGS,
    "swelling": FLAGS,
    "redness": FLAGS,
    "lumps": FLAGS,
    "numbing cream": FLAGS,
    "for clinics": CLINICS,
    "clinic": CLINICS,
    "pimples after dermapen": ACNE,
    "rash on neck": RASH,
    "bumps on nose": TYPES,
    "bumps everywhere": TYPES,
    "wierd bumps": TYPES,
    "face feels tight": NORMAL,
    "face on fire": STINGING,
    "stings when i put serum on": STINGING,
    "itchy bumps all over": "causes/hives/",
    "tiny bumps 3 days after": DAYS,
    "day 5": DAYS,
    "next day": DAYS,
    "when will redness go": DAYS,
    "cant see": FLAGS,
    "am i dying": FLAGS,
    "2 weeks": FLAGS,
    "shaking": FLAGS,
    "ruined my skin": "when-to-worry/",
    "makup": "prevent/makeup-and-shaving/",
    "cheap needles": "prevent/choosing-a-practitioner/",
    "what can i use": A_TO_Z,
    "how to get rid of bumps": "treat/",
    "calender": "treat/by-day/",
    "download": "downloads/",
    "read aloud": "easy/",
    "who made this": "about/",
    "alergia": "es/",
}
"""What somebody types, and the page that has to come first. Words that can mean harm lead to the
red flags before anything else."""
FORMS = {
    "pimpels": "pimples",
    "retinoll": "retinol",
    "exzema": "eczema",
    "moisturiser": "moisturizer",  # one letter wrong
    "retin": "retinol",
    "sandpap": "sandpaper",
    "swim": "swimming",
    "itching": "itch",
    "PIMPLE": "pimples",
    "pimples?": "pimples",
}
"""What somebody types, and words that find the same page first."""


def ask(page: Page, text: str) -> list[str]:
    """Type `text` and press Enter; gives the address of each result, without the fragment, as it is
    below the site."""
    look_for(page, text)
    found = page.locator("#search-results a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return [below_site(href).partition("#")[0] for href in found]


@pytest.fixture(scope="module")
def asked(browser: Browser, site_url: str) -> Iterator[Page]:
    """The search page, to be asked hundreds of words."""
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{site_url}search/")
        yield page


def test_the_right_page_comes_first(asked: Page, capsys: pytest.CaptureFixture):
    found = answers(asked, FIRST)
    wrong = [
        f"{text}: expected {wanted}; got {found[text].pages[:3]}"
        for text, wanted in FIRST.items()
        if found[text].pages[:1] != [wanted]
    ]
    assert not wrong, lines(wrong)
    report(capsys, f"search: for {len(FIRST)} of {len(FIRST)} queries the right page is first")


def test_what_no_page_is_about_leads_to_its_row(asked: Page, knowledge: Knowledge):
    """By its name and by each other name; a page or sign of that name may come before."""
    wanted = {
        name: row.id
        for row in knowledge.a_to_z.values()
        if row.id not in knowledge.remedies
        for name in (row.name, *row.also)
    }
    found = answers(asked, wanted)
    wrong = [
        f"{text}: no {A_TO_Z}#{row}; got {found[text].results[:4]}"
        for text, row in wanted.items()
        if f"{A_TO_Z}#{row}" not in found[text].results
    ]
    assert not wrong, lines(wrong)
    assert len(wanted) > 250


def test_the_everyday_words_of_a_page_find_it_first(asked: Page, knowledge: Knowledge):
    """Where several pages have the same words, one of them is first, and the red flags may always
    come before. A page about this site counts less."""
    wanted: dict[str, set[str]] = {}
    for record in knowledge.search_words.values():
        for text in record.words if not record.page.startswith("about/") else ():
            pages = [record.page.partition("#")[0]]
            pages += [remedy.path for remedy in knowledge.remedies.values() if record.slip]
            wanted.setdefault(text.lower(), set()).update(map(address, pages))
    found = {text: answer.pages[:1] for text, answer in answers(asked, wanted).items()}
    wrong = [
        f"{text}: expected {sorted(wanted[text])}; got {found[text]}"
        for text in wanted
        if not (wanted[text] | {FLAGS}) & {*found[text]}
    ]
    assert not wrong, lines(wrong)
    assert len(wanted) > 300


def test_another_ending_a_beginning_and_a_wrong_letter_find_the_same(asked: Page):
    found = answers(asked, [*FORMS, *FORMS.values()])
    wrong = [
        f"{text}: {found[text].pages[:1]}, but {right}: {found[right].pages[:1]}"
        for text, right in FORMS.items()
        if found[text].pages[:1] != found[right].pages[:1]
    ]
    assert not wrong, lines(wrong)


def help_links(knowledge: Knowledge) -> list[str]:
    """What is led to where no sign and no page fits well."""
    numbers = [f"tel:{item.number}" for item in knowledge.emergency_numbers.values()]
    return [*numbers, f"../{FLAGS}#if-your-sign-is-not-on-a-list", ".."]


def links_of(place: Locator) -> list[str]:
    """The address of each link that is shown in a place."""
    return [link.get_attribute("href") for link in place.locator("a:visible").all()]


@pytest.mark.parametrize("text", ["xyzzyq", "?!", "👍", "'; -- /*", "^~*:+-"])
def test_when_nothing_is_found_it_says_so_and_leads_on(
    text: str, search: Page, knowledge: Knowledge
):
    """To the emergency numbers first, what to do with a sign on no list and the cards, and then to
    the list of all pages and the glossary."""
    assert ask(search, text) == []
    none = search.locator("#search-none")
    assert none.is_visible() and none.inner_text().startswith("Not on a list?")
    assert links_of(none) == [*help_links(knowledge), "#all-pages", "../about/glossary/"]
    assert search.get_by_role("status").inner_text() == f"0 pages for “{text}”"
    ask(search, "")
    assert none.is_hidden() and search.get_by_role("status").inner_text() == ""


@pytest.mark.parametrize(
    "text", ["my hair fell out", "my nose is running blue", "something is crawling under my skin"]
)
def test_what_no_page_says_well_leads_to_help_before_any_result(
    text: str, search: Page, knowledge: Knowledge
):
    assert ask(search, text)
    none, results = search.locator("#search-none"), search.locator("#search-results")
    assert links_of(none) == help_links(knowledge)
    assert none.bounding_box()["y"] < results.bounding_box()["y"]
    ask(search, "retinol")
    assert none.is_hidden() and results.is_visible()


def test_a_rare_word_counts_for_more_than_common_ones(asked: Page):
    wanted = {"botox next week": A_TO_Z, "popped one and it bleeds": "treat/leave-it-alone/"}
    found = answers(asked, wanted)
    assert {text: found[text].pages[0] for text in wanted} == wanted


def test_no_less_urgent_page_stands_before_the_sign_that_the_words_belong_to(asked: Page):
    found = answers(asked, ["my lips are tingly"])["my lips are tingly"]
    assert found.signs == ["grouped-blisters"]
    assert found.results[0] == f"{FLAGS}#grouped-blisters"


def test_pages_about_this_site_come_last_unless_their_name_was_typed(asked: Page):
    named = {
        "glossary": "about/glossary/",
        "review status": "about/review-status/",
        "what we changed": "about/what-we-changed/",
        "make a handout": "about/for-clinics/make-a-handout/",
    }
    texts = ["is it harmful", "retinol too soon", "my lips are tingly", "why does it need review"]
    found = answers(asked, [*texts, *named])
    assert {text: found[text].pages[0] for text in named} == named
    for text in texts:
        is_aside = [page.startswith("about/") for page in found[text].pages]
        assert is_aside == sorted(is_aside) and not is_aside[0], (text, found[text].pages)
    assert any(page.startswith("about/") for text in texts for page in found[text].pages)


@pytest.mark.parametrize(
    ("text", "page", "words"),
    [
        (
            "used tretinoin on day 2 by mistake",
            "Retinoids (retinol, adapalene)",
            "call your doctor",
        ),
        ("put on glycolic acid by accident", "Glycolic acid", "rinse at once"),
        ("popped one and it bleeds", "Leave the bumps alone", "rinse the spot"),
    ],
)
def test_a_slip_shows_all_that_is_to_be_done_now(search: Page, text: str, page: str, words: str):
    ask(search, text)
    first = search.locator("#search-results li").first.inner_text()
    assert first.startswith(page) and "rinse" in first.lower() and words in first


def test_every_excerpt_reads_as_text(search: Page):
    for text in ("tretinoin", "botox", "popping", "vitamin c"):
        ask(search, text)
        said = search.locator("#search-results p").all_inner_texts()
        assert said and not [one for one in said if ". ." in one or ".." in one]


def test_an_address_with_words_shows_their_results(page: Page, site_url: str):
    log = watch(page)
    page.goto(f"{site_url}search/?q=retinol+cream")
    page.locator("#search-results li").first.wait_for()
    assert page.locator("main input[name=q]").input_value() == "retinol cream"
    assert page.get_by_role("status").inner_text().endswith("for “retinol cream”")
    asked = {url.removeprefix(site_url).partition("?")[0] for url in log.requests}
    assert log.errors == [] and asked == {
        "search/",
        "assets/lunr.js",
        "search/index.js",
        "search/signs.js",
        "assets/signs.js",
        "assets/search.js",
    }


def test_a_result_names_its_page_and_place_and_marks_the_words(search: Page, knowledge: Knowledge):
    ask(search, "swollen eyelids")
    first = search.locator("#search-results li").first
    flag = next(
        flag
        for flag in knowledge.red_flags.values()
        if flag.id == first.get_by_role("link").get_attribute("href").partition("#")[2]
    )
    assert first.get_by_role("link").inner_text() == f"When to get help: {flag.short}"
    marked = search.locator("#search-results mark").all_inner_texts()
    assert marked and {text.lower() for text in marked} <= {"swollen", "eyelid", "eyelids"}
    assert all(len(text) < 250 for text in search.locator("#search-results p").all_inner_texts())
    first.get_by_role("link").click()
    assert search.url.endswith(f"{FLAGS}#{flag.id}") and search.locator(f"#{flag.id}").count() == 1


def test_results_follow_the_typing_and_so_does_the_address(fresh: Page, site_url: str):
    search = fresh
    search.goto(f"{site_url}search/")
    field = search.locator("main input[name=q]")
    field.press_sequentially("aloe")
    search.wait_for_url("**/search/?q=aloe")
    assert search.get_by_role("link", name="Aloe", exact=True).first.is_visible()
    before = search.evaluate("history.length")
    field.press_sequentially(" vera")
    search.wait_for_url("**/search/?q=aloe%20vera")
    assert search.evaluate("history.length") == before
    field.fill("")
    search.wait_for_url("**/search/")
    assert search.locator("#search-results").is_hidden()


def test_what_is_typed_and_what_is_found_is_text_and_never_html(page: Page, site_url: str):
    search = page
    search.goto(f"{site_url}search/")
    log = watch(search)
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    search.evaluate(
        """hostile => {
            searchIndex.sections[0][3] = `retinol ${hostile}`;
            searchIndex.pages[0][1] = `Retinol ${hostile}`;
        }""",
        hostile,
    )
    ask(search, "retinol")
    assert hostile in search.locator("#search-results").inner_text()
    made = search.locator("article img, article script:not([src]), #search-results script")
    assert made.count() == 0
    ask(search, hostile)
    assert hostile in search.get_by_role("status").inner_text() and made.count() == 0
    assert log.errors == [] and not any(url.endswith("/x") for url in log.requests)


def test_the_words_for_an_emergency_stand_above_and_are_the_same_for_everyone(search: Page):
    """What a reader types is never turned into a verdict: the page says the same to all."""
    top = search.locator("main article > p").first
    before = top.inner_text()
    assert (
        "If this is an emergency, do not search." in before
        and top.get_by_role("link").get_attribute("href") == f"../{FLAGS}"
    )
    for text in ("beer", "trouble breathing", "xyzzyq"):
        ask(search, text)
        assert top.inner_text() == before
        assert top.bounding_box()["y"] < search.locator("main input[name=q]").bounding_box()["y"]


def searchable(addresses: Iterable[str]) -> set[str]:
    """The pages that the search has in its index and its list: the sheet is led to by the words of
    its language."""
    return {one for one in addresses if not is_sheet_page(f"{one}index.html")} - NOT_SEARCHED


def test_every_place_that_can_be_found_is_there(search: Page, site: Path):
    ids = {
        place: {*etree.HTML(page.html).xpath("//@id | //a/@name")}
        for place, page in read_site(site).items()
    }
    data = search.evaluate("searchIndex")
    places = [
        (address(f"{data['pages'][number][0]}.md"), anchor)
        for number, anchor, *_ in data["sections"]
    ]
    wrong = [
        f"{place}#{anchor}"
        for place, anchor in places
        if place not in ids or (anchor and anchor not in ids[place])
    ]
    assert not wrong, lines(wrong)
    assert {place for place, _ in places} == searchable(ids)


def test_no_other_page_asks_for_any_of_it(page: Page, site_url: str):
    log = watch(page)
    for place in KINDS.values():
        if place not in SCRIPTED:
            page.goto(site_url + place)
    assert [url for url in log.requests if url.endswith(".js") or "/search/" in url] == []


@pytest.mark.parametrize("gone", ["search/index.js", "assets/lunr.js"])
def test_it_says_so_when_a_part_does_not_load(gone: str, page: Page, site_url: str):
    page.route(f"**/{gone}", lambda route: route.abort())
    page.goto(f"{site_url}search/?q=aloe")
    assert (
        page.get_by_role("status").inner_text()
        == "The search did not load. All pages are in the list below."
    )
    assert page.locator("#search-results").is_hidden()


def test_results_read_for_everyone(page: Page, site_url: str):
    page.goto(f"{site_url}search/?q=swollen+eyes")
    page.locator("#search-results li").first.wait_for()
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLORS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


# Without a server, without scripts.


@pytest.mark.parametrize(
    "start",
    [
        "index.html",
        "treat/aloe.html",
        pytest.param("when-to-worry/index.html", marks=pytest.mark.sweep),  # as deep as the second
        pytest.param("search.html", marks=pytest.mark.sweep),  # beside the first
    ],
)
def test_it_works_from_a_folder(start: str, page: Page, folder: Path):
    log = watch(page)
    page.goto((folder / start).as_uri())
    if start != "search.html":
        open_menu(page)
    page.get_by_role("searchbox").first.fill("cold sore")
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url("**/search.html?q=cold*sore")
    found = page.locator("#search-results a")
    found.first.wait_for()
    hrefs = found.evaluate_all(
        "links => links.map(link => link.getAttribute('href').split('#')[0])"
    )
    assert "./causes/cold-sores.html" in hrefs[:3]
    assert [href for href in hrefs if not (folder / href).is_file()] == []
    found.first.click()
    page.wait_for_url("**/*.html*")
    assert page.locator("h1").is_visible() and log.errors == []
    assert [url for url in log.requests if not url.startswith(folder.as_uri())] == []


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """An empty page that runs no script."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_it_says_so_and_lists_every_page(
    plain: Page, site_url: str, all_addresses: list[str]
):
    plain.goto(f"{site_url}search/?q=aloe")
    notice = plain.locator("noscript p")
    assert notice.is_visible() and notice.inner_text().startswith(
        "JavaScript is off in your browser"
    )
    links = plain.locator("article a[href]:visible").evaluate_all(
        "links => links.map(link => link.href)"
    )
    assert {site_url + address for address in searchable(all_addresses)} <= set(links)
