"""What the built pages say of themselves to machines: it parses, it is true, and what it points to
is there."""

import json
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from accepting import DAY, accept_all
from browser.views import lines
from builders.sources import hash_sources
from conftest import Content, run_build
from helpers import BuiltPage, address, is_sheet, read_site, words
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge

JSON_LD = 'script[type="application/ld+json"]'
NEEDED = {"@context", "@type", "name", "description", "url", "inLanguage", "isPartOf", "license"}
SHARED = {
    "og:title",
    "og:description",
    "og:type",
    "og:url",
    "og:site_name",
    "og:image",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
}
REVIEWED = {"lastReviewed", "reviewedBy"}

Pages = dict[str, BuiltPage]


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Every built page by its address, without the page for addresses that are not there."""
    return {place: page for place, page in read_site(site).items() if place != "404.html"}


@pytest.fixture(scope="module")
def built(site: Path) -> Knowledge:
    """The knowledge that the site was built from."""
    return load_knowledge(site.parent)[0]


@pytest.fixture(scope="module")
def base(site: Path) -> str:
    """The site's own address, as mkdocs.yml has it."""
    return re.search(
        r'^site_url: .*"(https://[^"]+/)"',
        (site.parent / "mkdocs.yml").read_text(encoding="utf-8"),
        re.M,
    )[1]


def structured(page: BuiltPage) -> dict:
    """The JSON-LD of a page; empty where it has not one block of it, or where that does not
    parse."""
    found = page.soup.select(JSON_LD)
    try:
        return json.loads(found[0].string) if len(found) == 1 else {}
    except json.JSONDecodeError:
        return {}


def addresses_in(value: object, key: str = "") -> Iterator[str]:
    """Each address of a page in structured data: all that stands under url and item."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from addresses_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses_in(inner, key)
    elif key in ("url", "item"):
        yield str(value)


def data_faults(page: BuiltPage, base: str, known: set[str]) -> Iterator[str]:
    """What every page's structured data has: the page's own summary and address, and no address
    that leads nowhere."""
    data = structured(page)
    if missing := NEEDED - data.keys():
        yield f"no {', '.join(sorted(missing))}"
        return
    summary = page.soup.select_one("meta[name=description]")["content"]
    for name, wanted in {
        "@context": "https://schema.org",
        "url": base + page.address,
        "description": summary,
        "inLanguage": "en",
    }.items():
        if data[name] != wanted:
            yield f"{name} is {data[name]!r}, not {wanted!r}"
    yield from (
        f"{url} leads to no page"
        for url in addresses_in(data)
        if url.removeprefix(base) not in known or not url.startswith(base)
    )
    medical = page.address.partition("/")[0] in (
        "",
        "identify",
        "causes",
        "treat",
        "prevent",
        "when-to-worry",
    )
    if (
        data["@type"] != ("MedicalWebPage" if medical else "WebPage")
        or ("audience" in data) != medical
    ):
        yield f"a {data['@type']}{' for an audience' if 'audience' in data else ''}"


def crumb_faults(page: BuiltPage, base: str) -> Iterator[str]:
    """The breadcrumbs are the start page, to which the site's name above leads, those that a reader
    sees above the text, and the page itself."""
    seen = [
        (words(link), base + page.target(link["href"])[0])
        for link in page.soup.select("nav.crumbs a")
    ]
    listed = [
        (item["name"], item["item"])
        for item in structured(page).get("breadcrumb", {}).get("itemListElement", [])
    ]
    places = [
        item["position"]
        for item in structured(page).get("breadcrumb", {}).get("itemListElement", [])
    ]
    if seen:
        seen.insert(0, ("Home", base + page.target(page.soup.select_one("a.name")["href"])[0]))
    if seen and listed[:-1] != seen:
        yield f"breadcrumbs {listed[:-1]}, not {seen}"
    if page.address and (
        places != [*range(1, len(places) + 1)]
        or len(places) < 2
        or listed[-1][1] != base + page.address
    ):
        yield f"breadcrumbs {listed} do not end in the page itself"


def share_faults(page: BuiltPage, base: str) -> Iterator[str]:
    """A link that is shared has its title, its words and its picture."""
    found = {tag["property"]: tag["content"] for tag in page.soup.select("meta[property]")}
    yield from (f"no {name}" for name in sorted(SHARED - found.keys()))
    if len(page.soup.select("meta[property]")) != len(found):
        yield "a property twice"
    if found.get("og:url") != base + page.address or not found.get("og:image", "").startswith(base):
        yield f"its address is {found.get('og:url')} and its picture's {found.get('og:image')}"


def test_every_page_says_what_it_is(pages: Pages, base: str):
    wrong = [
        f"{page.address}: {fault}"
        for page in pages.values()
        for fault in (
            *data_faults(page, base, {*pages}),
            *crumb_faults(page, base),
            *share_faults(page, base),
        )
    ]
    assert len(pages) > 95 and not wrong, lines(wrong)


def test_the_breadcrumbs_are_the_navigation(pages: Pages, site: Path):
    """Section and page by their names in mkdocs.yml, where it names them."""
    text = re.sub(r"!ENV .*", "x", (site.parent / "mkdocs.yml").read_text(encoding="utf-8"))
    for entry in yaml.safe_load(text)["nav"]:
        ((section, inner),) = entry.items()
        named = [*named_pages(inner)] if isinstance(inner, list) else []
        for name, path in named:
            listed = [
                item["name"]
                for item in structured(pages[address(path)])["breadcrumb"]["itemListElement"]
            ]
            first = path == named[0][1]
            assert listed[:2] == ["Home", section] and len(listed) == (2 if first else 3), path
            assert first or name in (None, listed[2]), path


def named_pages(items: list) -> Iterator[tuple[str | None, str]]:
    """(name, path) of each page of a part of the navigation; None for a page that has no name
    there."""
    for item in items:
        if isinstance(item, str):
            yield None, item
        else:
            ((name, inner),) = item.items()
            yield from named_pages(inner) if isinstance(inner, list) else [(name, inner)]


def test_a_cause_has_the_codes_that_lead_to_it_and_no_other_page_has_any(
    pages: Pages, built: Knowledge
):
    names = {"icd10cm": "ICD-10-CM", "icd10": "ICD-10 (WHO)", "snomed": "SNOMED CT"}
    given = {
        cause.id: {
            (names[code.system], code.code)
            for code in built.codes.values()
            if code.page == cause.path
        }
        for cause in built.causes.values()
    }
    shown = {
        cause.id: structured(pages[address(cause.path)])["about"] for cause in built.causes.values()
    }
    assert {
        name: {(code["codingSystem"], code["codeValue"]) for code in about.get("code", [])}
        for name, about in shown.items()
    } == given
    assert {
        name: (about["@type"], about["name"], about["alternateName"])
        for name, about in shown.items()
    } == {
        cause.id: ("MedicalCondition", cause.title, cause.medical_name)
        for cause in built.causes.values()
    }
    assert sum(len(codes) for codes in given.values()) > 30
    others = [page.address for page in pages.values() if "about" in structured(page)]
    assert sorted(others) == sorted(address(cause.path) for cause in built.causes.values())


def test_a_medical_page_cites_its_own_sources(pages: Pages, built: Knowledge):
    count = 0
    for page in pages.values():
        data = structured(page)
        notes = [
            built.sources[note["id"].removeprefix("fn:")]
            for note in page.article.select(".footnote li")
        ]
        wanted = (
            [source.link or source.title for source in notes]
            if data["@type"] == "MedicalWebPage"
            else []
        )
        assert sorted(data.get("citation", [])) == sorted(wanted), page.address
        count += len(wanted)
    assert count > 300


def test_no_page_claims_a_review_today(pages: Pages, built: Knowledge):
    assert {one.role for one in built.accepted} == {"editor"}
    assert [page.address for page in pages.values() if REVIEWED & structured(page).keys()] == []


@pytest.mark.sweep
def test_a_reviewed_page_says_who_and_when_and_no_other_does(project: Content):
    accept_all(project.root, "clinician")
    project.edit("docs/causes/hives.md", r"^summary: Raised", "summary: Often raised")
    accept_all(project.root)
    done = run_build("site", root=project.root)
    assert done.returncode == 0, done.stderr
    claims = {
        place: structured(page)
        for place, page in read_site(project.root / "site").items()
        if REVIEWED & structured(page).keys()
    }
    assert "causes/milia/" in claims and "causes/hives/" not in claims
    assert claims["causes/milia/"]["lastReviewed"] == str(DAY)
    assert claims["causes/milia/"]["reviewedBy"][0]["name"] == "A. Clinician"


def test_the_picture_of_a_shared_link_is_there_in_the_size_that_is_said(
    pages: Pages, site: Path, base: str
):
    found = {
        tag["property"]: tag["content"]
        for tag in pages["causes/milia/"].soup.select("meta[property]")
    }
    picture = (site / found["og:image"].removeprefix(base)).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert (
        struct.unpack(">2I", picture[16:24])
        == (int(found["og:image:width"]), int(found["og:image:height"]))
        == (1200, 630)
    )
    assert len(picture) < 300_000  # what messengers still show
    assert not (site.parent / "docs/assets/share.png").exists()


def test_crawlers_find_every_page_that_may_be_listed(pages: Pages, site: Path, base: str):
    assert (site / "robots.txt").read_text(encoding="utf-8").splitlines()[
        -1
    ] == f"Sitemap: {base}sitemap.xml"
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    unlisted = {
        place
        for place, page in pages.items()
        if page.soup.select('meta[name=robots][content~="noindex"]')
    }
    sheets = {file.parent.name for file in site.rglob("index.html") if is_sheet(site, file)}
    assert {"sheet", "es"} == sheets
    assert sorted(re.findall(r"<loc>(.*?)</loc>", sitemap)) == sorted(
        base + place
        for place in [*pages, *(f"{name}/" for name in sheets)]
        if place not in unlisted
    )
    newest = re.search(
        r"^    date: (\S+)",
        (site.parent / "docs/_data/versions.yml").read_text(encoding="utf-8"),
        re.M,
    )[1]
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", sitemap)) == {newest}


def test_llms_txt_lists_the_navigation_with_help_first(
    pages: Pages, site: Path, base: str, built: Knowledge
):
    text = (site / "llms.txt").read_text(encoding="utf-8")
    before, _, after = text.partition("\n## ")
    assert text.startswith("# Bumps After Microneedling\n\n> ")
    assert before.index("Emergencies come first") < before.index("Nothing here is a diagnosis")
    assert (
        built.urgencies["emergency_now"].action in before
        and f"{base}when-to-worry/red-flags/" in before
    )
    listed = dict(re.findall(rf"^- \[.+?\]\({base}(\S*?)\): (.+)$", after, re.M))
    config = (site.parent / "mkdocs.yml").read_text(encoding="utf-8")
    navigation = {address(path) for path in re.findall(r"[-:] ([\w/-]+\.md)$", config, re.M)}
    assert {place for place in listed if place in pages} == navigation
    assert [place for place in listed if place not in pages and not (site / place).is_file()] == []
    assert all(
        listed[place] == pages[place].soup.select_one("meta[name=description]")["content"]
        for place in navigation
    )


def test_the_build_says_what_it_is(pages: Pages, site: Path):
    info = json.loads((site / "build-info.json").read_text(encoding="utf-8"))
    assert set(info) == {"version", "commit", "content_hash", "source_hash", "address"}
    assert f"Version {info['version']}." in words(pages[""].soup.footer)
    assert info["content_hash"].startswith(info["version"].rpartition("-")[2]) and re.fullmatch(
        r"[0-9a-f]{16}", info["content_hash"]
    )
    assert info["commit"] is None  # a copy of the project without its repository
    assert info["source_hash"] == hash_sources(site.parent)
    assert info["address"] == pages[""].soup.select_one("link[rel=canonical]")["href"]


def broken(site: Path, change: Callable[[str], str]) -> BuiltPage:
    """A page of the site with a fault in it."""
    page = BuiltPage(site, site / "causes/milia/index.html")
    again = change(page.html)
    assert again != page.html
    page.soup = type(page.soup)(again, "html.parser")
    return page


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('type="application/ld+json">{', 'type="application/ld+json">{{', "no @context"),
        ('"inLanguage":"en",', "", "no inLanguage"),
        ('"@type":"MedicalWebPage"', '"@type":"WebPage"', "a WebPage for an audience"),
        ('/causes/milia/","inLanguage"', '/causes/mila/","inLanguage"', "leads to no page"),
        ('"position":2,"name":"Causes"', '"position":2,"name":"Treat"', "breadcrumbs [('Home'"),
        ('"position":3', '"position":2', "do not end in the page itself"),
        ('<meta property="og:image:alt"', '<meta name="og:image:alt"', "no og:image:alt"),
        (
            'property="og:url" content="https:',
            'property="og:url" content="http:',
            "its address is http:",
        ),
    ],
)
def test_it_finds_what_is_wrong(
    old: str, new: str, fault: str, site: Path, pages: Pages, base: str
):
    page = broken(site, lambda html: html.replace(old, new))
    found = [
        *data_faults(page, base, {*pages}),
        *crumb_faults(page, base),
        *share_faults(page, base),
    ]
    assert any(fault in line for line in found), found
