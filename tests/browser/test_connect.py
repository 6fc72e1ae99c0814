"""The page that patient portals link to: it leads to the page for a code that it knows, and nothing
that is sent leads anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page

from browser.axe import violations
from browser.test_traffic import KEPT
from browser.views import DESKTOP, PHONE, lines, watch
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


@pytest.fixture
def connect(site_url: str) -> str:
    """The page's address."""
    return f"{site_url}connect/"


def answer(page: Page, address: str) -> str:
    """What the page says to what is sent, once it is there."""
    page.goto(address)
    page.locator("#answer .do-now").wait_for()
    return page.locator("#answer").inner_text()


@pytest.mark.parametrize("mark", ["?", "#"])
@pytest.mark.parametrize(
    ("sent", "place"), FORWARDED, ids=[urlencode(sent)[:80] for sent, _ in FORWARDED]
)
def test_a_code_that_is_known_leads_to_its_page(
    sent: dict, place: str, mark: str, page: Page, connect: str, site_url: str
):
    log = watch(page)
    page.goto(f"{connect}{mark}{urlencode(sent)}")
    page.wait_for_url(site_url + place)
    assert page.locator("h1").is_visible() and log.errors == []
    assert [url for url in log.requests if not url.startswith(site_url)] == []


def test_every_code_leads_to_its_page(page: Page, connect: str, knowledge: Knowledge):
    """Asked of the page itself, which leaves out only the last step."""
    page.goto(connect)
    expected = page.locator("article a[id]").evaluate_all(
        "links => links.map(link => [link.id, link.href])"
    )
    assert {name for name, _ in expected} == set(knowledge.codes)
    for name, href in expected:
        code = knowledge.codes[name]
        page.goto(f"{connect}?{urlencode({C: code.code.replace('.', ''), CS: code.system})}")
        page.wait_for_url(href)


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


@pytest.mark.parametrize(("sent", "place"), SEVERAL.values(), ids=SEVERAL)
def test_of_several_codes_the_most_urgent_topic_wins(
    sent: list, place: str, page: Page, connect: str, site_url: str
):
    page.goto(f"{connect}?{urlencode(sent)}")
    page.wait_for_url(site_url + place)


def test_in_another_language_the_most_urgent_topic_is_named(
    page: Page, connect: str, site_url: str
):
    sent = [(C, "L70.0"), (CS, ICD), (f"{C}1", "T78.2"), (f"{CS}1", WHO), (LANGUAGE, "fr")]
    answer(page, f"{connect}?{urlencode(sent)}")
    assert page.locator("#answer a").evaluate_all("links => links.map(link => link.href)") == [
        site_url + FLAG
    ]


@pytest.mark.parametrize(
    "name",
    ["mainSearchCriteria.v.c1x", "mainSearchCriteria.v.code", "mainSearchCriteria.v.c.1", "v.c1"],
)
def test_a_name_that_is_none_of_the_standard_s_is_no_code(name: str, page: Page, connect: str):
    assert answer(page, f"{connect}?{urlencode({name: 'L70.0', CS: ICD})}").startswith(
        "Your portal sent no code."
    )


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


@pytest.mark.parametrize(("sent", "start"), UNKNOWN, ids=[urlencode(sent) for sent, _ in UNKNOWN])
def test_what_is_not_known_gets_plain_words_and_leads_on(
    sent: dict, start: str, page: Page, connect: str, site_url: str
):
    log = watch(page)
    said = answer(page, f"{connect}?{urlencode(sent)}")
    assert said.startswith(start) and log.errors == []
    links = page.locator("#answer a").evaluate_all("links => links.map(link => link.href)")
    assert links == [site_url, f"{site_url}search/"]
    assert page.url.startswith(connect)


def test_an_unknown_code_takes_its_name_to_the_search(page: Page, connect: str, site_url: str):
    answer(page, f"{connect}?{urlencode({C: 'Z99.9', CS: ICD, DN: 'Cold sores & hives'})}")
    page.locator("#answer").get_by_role("link", name="search these pages").click()
    page.locator("#search-results li").first.wait_for()
    assert (
        page.url.startswith(f"{site_url}search/?q=")
        and page.locator("main input[name=q]").input_value() == "Cold sores & hives"
    )


@pytest.mark.parametrize("language", ["it", "sp", "fr-CA", "de", "zh-Hans", "ar"])
def test_another_language_hears_that_there_is_only_english(
    language: str, page: Page, connect: str, site_url: str
):
    said = answer(page, f"{connect}?{urlencode({C: 'L70.0', CS: ICD, LANGUAGE: language})}")
    assert said.startswith("These pages are in English only.") and "interpreter" in said
    assert page.locator("#answer a").evaluate_all("links => links.map(link => link.href)") == [
        site_url + ACNE
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:30] for text in HOSTILE])
def test_nothing_that_is_sent_runs_or_leads_elsewhere(
    text: str, page: Page, connect: str, site_url: str
):
    log = watch(page)
    for sent in (
        {C: text, CS: ICD},
        {C: text, CS: text, DN: text},
        {C: "L70.1", CS: ICD, DN: text},
        {C: "L70.0", CS: ICD, LANGUAGE: text},
    ):
        answer(page, f"{connect}?{urlencode(sent)}")
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


def test_it_reads_for_everyone(page: Page, connect: str):
    wrong = []
    for end in (
        "",
        f"?{C}=Z99.9&{CS}={ICD}",
        f"?{C}=L70.0",
        f"?{C}=L70.0&{CS}={ICD}&{LANGUAGE}=es",
    ):
        page.goto(connect + end)
        for size in (PHONE, DESKTOP):
            for scheme in ("light", "dark"):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)
                wrong += [f"{end} {size['width']} {scheme}: {fault}" for fault in violations(page)]
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
