"""The page that patient portals link to: it leads to the page for a code that it knows, and nothing
that is sent leads anywhere else."""

from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from browser.everyone import faults_in_views
from browser.replay import Said, replay
from browser.test_traffic import KEPT
from browser.views import PHONE, lines, watch
from helpers import serve_folder
from knowledge.model import Knowledge

ICD, WHO, SNOMED = "2.16.840.1.113883.6.90", "2.16.840.1.113883.6.3", "2.16.840.1.113883.6.96"
ACNE, HIVES, FLAG = (
    "causes/acne-flare/",
    "causes/hives/",
    "when-to-worry/red-flags/#breathing-or-face-swelling",
)
CELLULITIS = "causes/cellulitis/"
C, CS, DN, LANGUAGE = (
    "mainSearchCriteria.v.c",
    "mainSearchCriteria.v.cs",
    "mainSearchCriteria.v.dn",
    "informationRecipient.languageCode.c",
)
FORWARDED = [
    ({C: "L70.0", CS: ICD}, ACNE),
    ({C: "L700", CS: ICD}, ACNE),
    ({C: "l70.0", CS: ICD}, ACNE),
    ({C: " L70.0 ", CS: f" {ICD} "}, ACNE),
    ({C: "L70.0", CS: f"urn:oid:{ICD}"}, ACNE),
    ({C: "L70.0", CS: "ICD-10-CM"}, ACNE),
    ({C: "L70.0", CS: "icd10cm"}, ACNE),
    ({C: "L70.0", CS: "http://hl7.org/fhir/sid/icd-10-cm"}, ACNE),
    ({C: "L70.0", CS: ICD, LANGUAGE: "en-US"}, ACNE),
    ({C: "L70.0", CS: ICD, LANGUAGE: "eng"}, ACNE),
    ({CS: ICD, C: "L70.0", DN: "Acne", "informationRecipient": "PROV"}, ACNE),
    (
        {
            C: "L70.0",
            CS: ICD,
            "knowledgeResponseType": "text/xml",
            "patientPerson.administrativeGenderCode.c": "F",
        },
        ACNE,
    ),
    ({C.lower(): "L70.0", CS.upper(): ICD}, ACNE),
    ({C: "126485001", CS: SNOMED}, HIVES),
    ({C: "126485001", CS: "SNOMED CT"}, HIVES),
    ({C: "126485001", CS: "SNOMEDCT_US"}, HIVES),
    ({C: "126485001", CS: "http://snomed.info/sct"}, HIVES),
    ({C: "T78.2XXA", CS: ICD}, FLAG),
    ({C: "t782xxa", CS: ICD}, FLAG),
    ({C: "39579001", CS: SNOMED}, FLAG),
    ({C: "R21", CS: ICD}, ""),
    ({C: "L70.0", CS: WHO}, ACNE),
    ({C: "l700", CS: f"urn:oid:{WHO}"}, ACNE),
    ({C: "L70.0", CS: "ICD-10"}, ACNE),
    ({C: "L70.0", CS: "I10"}, ACNE),
    ({C: "L70.0", CS: "http://hl7.org/fhir/sid/icd-10"}, ACNE),
    ({C: "T78.2", CS: WHO}, FLAG),
    ({C: "L03.2", CS: WHO}, CELLULITIS),
]
"""What a portal may send, and the page that it leads to."""
UNKNOWN = [
    ({C: "Z99.9", CS: ICD}, "We have no page for the code “Z99.9”."),
    ({C: "L70", CS: ICD}, "We have no page for the code “L70”."),
    ({C: "L70.01", CS: ICD}, "We have no page for the code “L70.01”."),
    ({C: "126485001", CS: ICD}, "We have no page for the code “126485001”."),
    ({C: "L70.0", CS: "2.16.840.1.113883.6.103"}, "We cannot tell what the code “L70.0” means."),
    ({C: "L03.211", CS: WHO}, "We have no page for the code “L03.211”."),
    ({C: "T78.2", CS: ICD}, "We have no page for the code “T78.2”."),
    ({C: "B20", CS: WHO}, "We have no page for the code “B20”."),
    ({C: "L70.0"}, "We cannot tell what the code “L70.0” means."),
    ({C: "L70.0", CS: "LOINC"}, "We cannot tell what the code “L70.0” means."),
    ({CS: ICD}, "Your portal sent no code."),
    ({C: "", CS: ICD}, "Your portal sent no code."),
    ({"code": "L70.0"}, "Your portal sent no code."),
]
"""What it may send that leads to no page, and how the answer begins."""
HOSTILE = [
    "javascript:alert(1)",
    "//evil.example/",
    "https://evil.example/",
    "\\\\evil.example",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "'\"><svg/onload=alert(1)>",
    "__proto__",
    "constructor",
    "../../../etc/passwd",
    "data:text/html,x",
    "%00",
    'L70.0"],a[href',
    "*",
    "icd10cm",
    "L" * 5000,
]
LOADED = ("<img src=x onerror=alert(1)>", "%00", "L" * 5000)
"""Those of them that are sent to a server too: markup, what an address writes in another way, and
one that is long."""


@pytest.fixture
def connect(site_url: str) -> str:
    """The page's address."""
    return f"{site_url}connect/"


def answer(page: Page, address: str) -> str:
    """What the page says to what is sent, once it is there."""
    page.goto(address)
    page.locator("#answer .do-now").wait_for()
    return page.locator("#answer").inner_text()


def said_to(page: Page, address: str, sent: Iterable[dict | list]) -> list[Said]:
    """What the page does with each of what is sent, after one load of it; whatever it is, it asks
    for nothing and has no error."""
    page.goto(address)
    log = watch(page)
    found = replay(page, [f"?{urlencode(one)}" for one in sent])
    assert [one.error for one in found if one.error] == log.errors == log.requests == []
    return found


def test_a_code_that_is_known_leads_to_its_page(page: Page, connect: str, site_url: str):
    ways = [(f"{mark}{urlencode(sent)}", place) for sent, place in FORWARDED for mark in "?#"]
    page.goto(connect)
    found = replay(page, [end for end, _ in ways])
    wrong = [end for (end, place), said in zip(ways, found) if said.led != site_url + place]
    assert wrong == []


def test_a_browser_goes_there(page: Page, connect: str, site_url: str, pytestconfig: pytest.Config):
    """One way to each page; with `--all` every one."""
    first = {place: sent for sent, place in reversed(FORWARDED)}
    whole = pytestconfig.getoption("--all")
    ways = [(sent, place) for sent, place in FORWARDED if whole or sent is first[place]]
    log = watch(page)
    for (sent, place), mark in zip(ways, cycle("?#")):
        page.goto("about:blank")
        page.goto(f"{connect}{mark}{urlencode(sent)}")
        page.wait_for_url(site_url + place)
        assert page.locator("h1").is_visible() and log.errors == [], sent
    assert [url for url in log.requests if not url.startswith(site_url)] == []


def test_every_code_leads_to_its_page(page: Page, connect: str, knowledge: Knowledge):
    page.goto(connect)
    links = page.locator("article a[id]").evaluate_all(
        "links => links.map(link => [link.id, link.href])"
    )
    assert {name for name, _ in links} == set(knowledge.codes)
    codes = [knowledge.codes[name] for name, _ in links]
    sent = [{C: code.code.replace(".", ""), CS: code.system} for code in codes]
    found = said_to(page, connect, sent)
    wrong = [name for (name, href), said in zip(links, found) if said.led != href]
    assert wrong == []


def test_back_leads_to_the_portal(page: Page, connect: str, site_url: str):
    page.goto(f"{site_url}about/")
    page.goto(f"{connect}?{urlencode({C: 'L70.0', CS: ICD})}")
    page.wait_for_url(site_url + ACNE)
    page.go_back()
    page.wait_for_url(f"{site_url}about/")


SEVERAL = {
    "one is known": ([(C, "Z99.9"), (CS, ICD), (C, "126485001"), (CS, SNOMED)], HIVES),
    "the second is an emergency": ([(C, "L70.0"), (CS, ICD), (C, "T78.2XXA"), (CS, ICD)], FLAG),
    "the first is an emergency": ([(C, "T78.2XXA"), (CS, ICD), (C, "L70.0"), (CS, ICD)], FLAG),
    "the third is the most urgent": (
        [(C, "L70.0"), (C, "L01.00"), (C, "L03.211"), (CS, ICD)],
        CELLULITIS,
    ),
    "equals: the first": ([(C, "L70.0"), (C, "L81.0"), (CS, ICD)], ACNE),
    "equals, turned": ([(C, "L81.0"), (C, "L70.0"), (CS, ICD)], "causes/dark-marks/"),
    "numbered": ([(C, "Z99.9"), (CS, ICD), (f"{C}1", "L70.0"), (f"{CS}1", ICD)], ACNE),
    "numbered, from two lists": (
        [(C, "L70.0"), (CS, WHO), (f"{C}1", "126485001"), (f"{CS}1", SNOMED)],
        HIVES,
    ),
    "numbers alone": (
        [(f"{C}1", "L70.0"), (f"{CS}1", ICD), (f"{C}2", "T78.2"), (f"{CS}2", WHO)],
        FLAG,
    ),
    "lists first": ([(f"{CS}1", SNOMED), (CS, ICD), (f"{C}1", "39579001"), (C, "L70.0")], FLAG),
    "small letters": (
        [(f"{C.lower()}1", "t78.2"), (f"{CS.upper()}1", "i10"), (C, "L70.0"), (CS, ICD)],
        FLAG,
    ),
    "a number without a list": ([(C, "L70.0"), (CS, ICD), (f"{C}1", "L03.211")], CELLULITIS),
    "an empty code keeps its place": ([(C, ""), (CS, SNOMED), (C, "L70.0"), (CS, ICD)], ACNE),
    "a code of the wrong list": (
        [(C, "L70.0"), (CS, ICD), (f"{C}1", "L03.211"), (f"{CS}1", WHO)],
        ACNE,
    ),
    "ten": (
        [
            pair
            for n in range(1, 11)
            for pair in ((f"{C}{n}", "L03.211" if n == 10 else "L70.0"), (f"{CS}{n}", ICD))
        ],
        CELLULITIS,
    ),
}
"""Several codes in one link, and the page of the most urgent topic."""


def test_of_several_codes_the_most_urgent_topic_wins(page: Page, connect: str, site_url: str):
    found = said_to(page, connect, [sent for sent, _ in SEVERAL.values()])
    wrong = [
        name
        for (name, (_, place)), said in zip(SEVERAL.items(), found)
        if said.led != site_url + place
    ]
    assert wrong == []


def test_in_another_language_the_most_urgent_topic_is_named(
    page: Page, connect: str, site_url: str
):
    sent = [(C, "L70.0"), (CS, ICD), (f"{C}1", "T78.2"), (f"{CS}1", WHO), (LANGUAGE, "fr")]
    answer(page, f"{connect}?{urlencode(sent)}")
    assert page.locator("#answer a").evaluate_all("links => links.map(link => link.href)") == [
        site_url + FLAG
    ]


def test_a_name_that_is_none_of_the_standard_s_is_no_code(page: Page, connect: str):
    names = (f"{C}1x", "mainSearchCriteria.v.code", f"{C}.1", "v.c1")
    found = said_to(page, connect, [{name: "L70.0", CS: ICD} for name in names])
    assert [said.text[:25] for said in found] == ["Your portal sent no code."] * len(names)


def test_of_several_codes_none_of_which_is_known_the_first_is_named(page: Page, connect: str):
    sent = [
        (f"{C}1", "Z99.9"),
        (f"{CS}1", ICD),
        (f"{DN}1", "Cold sores"),
        (f"{C}2", "Z99.8"),
        (f"{CS}2", ICD),
    ]
    assert answer(page, f"{connect}?{urlencode(sent)}").startswith(
        "We have no page for the code “Z99.9”."
    )
    assert page.locator("#answer a").last.get_attribute("href").endswith("search/?q=Cold+sores")


def test_what_is_not_known_gets_plain_words_and_leads_on(page: Page, connect: str, site_url: str):
    found = said_to(page, connect, [sent for sent, _ in UNKNOWN])
    on = [site_url, f"{site_url}search/"]
    wrong = [
        (sent, said)
        for (sent, start), said in zip(UNKNOWN, found)
        if not said.text.startswith(start) or said.links != on or said.led
    ]
    assert wrong == [] and page.url.startswith(connect)


def test_an_unknown_code_takes_its_name_to_the_search(page: Page, connect: str, site_url: str):
    answer(page, f"{connect}?{urlencode({C: 'Z99.9', CS: ICD, DN: 'Cold sores & hives'})}")
    page.locator("#answer").get_by_role("link", name="search these pages").click()
    page.locator("#search-results li").first.wait_for()
    assert (
        page.url.startswith(f"{site_url}search/?q=")
        and page.locator("main input[name=q]").input_value() == "Cold sores & hives"
    )


def test_another_language_hears_that_there_is_only_english(page: Page, connect: str, site_url: str):
    languages = ("it", "sp", "fr-CA", "de", "zh-Hans", "ar")
    asked = [{C: "L70.0", CS: ICD, LANGUAGE: language} for language in languages]
    for language, said in zip(languages, said_to(page, connect, asked)):
        assert said.text.startswith("These pages are in English only."), language
        assert "interpreter" in said.text and said.led == "", language
        assert said.links == [site_url + ACNE], language


def test_nothing_that_is_sent_runs_or_leads_elsewhere(page: Page, connect: str, site_url: str):
    sent = [
        one
        for text in HOSTILE
        for one in (
            {C: text, CS: ICD},
            {C: text, CS: text, DN: text},
            {C: "L70.1", CS: ICD, DN: text},
            {C: "L70.0", CS: ICD, LANGUAGE: text},
        )
    ]
    wrong = [
        one
        for one, said in zip(sent, said_to(page, connect, sent))
        if said.led
        or not said.text
        or said.width > PHONE["width"]
        or BeautifulSoup(said.html, "html.parser").select("script, img, svg, b")
        or [href for href in said.links if not href.startswith(site_url)]
    ]
    assert wrong == []
    assert page.title() == "From your patient portal · Bumps After Microneedling"


@pytest.mark.parametrize("text", LOADED, ids=[text[:30] for text in LOADED])
def test_nothing_of_it_runs_when_the_page_is_loaded(
    text: str, page: Page, connect: str, site_url: str
):
    log = watch(page)
    answer(page, f"{connect}?{urlencode({C: text, CS: text, DN: text, LANGUAGE: text})}")
    assert (
        page.url.startswith(connect)
        and page.locator("#answer").locator("script, img, svg, b").count() == 0
    )
    hrefs = page.locator("#answer a").evaluate_all("links => links.map(link => link.href)")
    assert [href for href in hrefs if not href.startswith(site_url)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert log.errors == [] and [url for url in log.requests if not url.startswith(site_url)] == []
    assert page.title() == "From your patient portal · Bumps After Microneedling"


def test_it_keeps_nothing_and_asks_for_its_script_alone(page: Page, connect: str, site_url: str):
    log = watch(page)
    answer(page, f"{connect}?{urlencode({C: 'Z99.9', CS: ICD, DN: 'A name'})}")
    assert {url.removeprefix(site_url).partition("?")[0] for url in log.requests} == {
        "connect/",
        "assets/connect.js",
    }
    assert page.evaluate(KEPT) == []
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert (
        "default-src 'none'" in policy
        and policy.endswith("script-src 'self'")
        and "unsafe" not in policy
    )


def test_what_is_sent_goes_with_nobody_further(page: Page, connect: str, site_url: str):
    """The page that it leads to learns nothing of the code, and no other host would."""
    heard = []
    page.on(
        "request", lambda request: heard.append((request.url, request.headers.get("referer", "")))
    )
    page.goto(f"{connect}#{urlencode({C: 'L70.0', CS: ICD, DN: 'My name'})}")
    page.wait_for_url(site_url + ACNE)
    assert [item for item in heard if "L70" in "".join(item) or "name" in "".join(item)] in (
        [],
        [heard[0]],
    )
    assert page.url == site_url + ACNE


def test_the_words_for_an_emergency_stand_first_and_are_the_same_for_everyone(
    page: Page, connect: str, knowledge: Knowledge
):
    top = page.locator("main article > p").first
    for end in (
        "",
        f"?{C}=Z99.9&{CS}={ICD}",
        f"?{C}=L70.0",
        f"?{C}=L70.0&{CS}={ICD}&{LANGUAGE}=es",
    ):
        page.goto(connect + end)
        assert top.inner_text().startswith(
            "If this is an emergency, do not read on."
            f" {knowledge.urgencies['emergency_now'].action}"
        )
        assert top.get_by_role("link").get_attribute("href") == "../when-to-worry/red-flags/"
        answer_box = page.locator("#answer").bounding_box()
        assert top.bounding_box()["y"] < answer_box["y"] < PHONE["height"]


def test_without_anything_sent_it_is_the_list(page: Page, connect: str):
    page.goto(connect)
    assert (
        page.locator("#answer").inner_text() == "" and page.locator("article tbody tr").count() > 50
    )


def test_each_answer_reads_for_everyone(page: Page, connect: str):
    """The page without an answer is one of those in test_axe.py, and what it looks like in each
    window and scheme is read there as here."""
    wrong = []
    page.goto(connect)
    for end in (f"?{C}=Z99.9&{CS}={ICD}", f"?{C}=L70.0", f"?{C}=L70.0&{CS}={ICD}&{LANGUAGE}=es"):
        [said] = replay(page, [end])
        wrong += [f"{said.text[:40]}: {fault}" for fault in faults_in_views(page)]
    assert not wrong, lines(wrong)


# Without scripts, below a path, from a folder.


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """An empty page that runs no script."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_list_of_all_codes_leads_on(plain: Page, connect: str, site_url: str):
    plain.goto(f"{connect}?{urlencode({C: 'L70.0', CS: ICD})}")
    assert plain.locator("noscript p").is_visible()
    plain.locator("#icd10cm-l70-0").click()
    plain.wait_for_url(site_url + ACNE)


def test_it_works_below_a_path(page: Page, site: Path, tmp_path: Path):
    (tmp_path / "guide").symlink_to(site)
    with serve_folder(tmp_path) as url:
        page.goto(f"{url}guide/connect/?{urlencode({C: 'T78.2XXA', CS: ICD})}")
        page.wait_for_url(f"{url}guide/{FLAG}")
        answer(page, f"{url}guide/connect/?{urlencode({C: 'Z99.9', CS: ICD, DN: 'hives'})}")
        hrefs = page.locator("#answer a").evaluate_all("links => links.map(link => link.href)")
        assert hrefs == [f"{url}guide/", f"{url}guide/search/?q=hives"]


def test_it_works_from_a_folder(page: Page, folder: Path):
    log = watch(page)
    start = (folder / "connect.html").as_uri()
    page.goto(f"{start}?{urlencode({C: 'L70.0', CS: ICD})}")
    page.wait_for_url((folder / "causes" / "acne-flare.html").as_uri())
    assert answer(page, f"{start}?{C}={quote('Z99.9')}&{CS}={ICD}&{DN}=hives").startswith(
        "We have no page"
    )
    page.locator("#answer").get_by_role("link", name="search these pages").click()
    page.wait_for_url("**/search.html?q=hives")
    page.goto(start)
    page.locator("#icd10cm-l70-0").click()
    page.wait_for_url((folder / "causes" / "acne-flare.html").as_uri())
    assert (
        log.errors == []
        and [url for url in log.requests if not url.startswith(folder.as_uri())] == []
    )
