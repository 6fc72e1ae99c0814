"""What patient portals get for a code of a health record: an Atom feed, JSON and a row in the table
of all codes, each leading to the page that the record names."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import run_build
from creators.data.exports import page_url
from creators.data.infobutton import (
    SYSTEMS,
    create_connect_page,
    create_feeds,
    feed_path,
    topic,
)
from creators.site.files import load_templates
from helpers import ROOT, BuiltPage, read_site, words
from knowledge.checks.codes import check_codes, id_of
from knowledge.model import Code, Knowledge, Urgency
from knowledge.reading.loader import load_knowledge
from small_project import small_knowledge
from small_site import write_site_project

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "base lang title subtitle author id updated category entry"
ENTRY = "lang title link id updated summary"
"""What a response of MedlinePlus Connect has in JSON, and its entry."""
TEXTS = ("title", "summary")
"""What is a text with its type in it."""
ADDRESS = "https://bumps-after-microneedling.example/"
OWN = (
    "docs/_data/codes.yml",
    "codes: []",
    (
        'codes:\n  - {{id: {id}, system: {system}, code: "{code}", display: "Dots & <b>pearls</b>",'
        ' page: "{page}"}}'
    ),
)


def small_with(
    root: Path,
    system: str = "icd10cm",
    code: str = "L70.0",
    page: str = "causes/milia.md",
    id: str = "",
) -> Knowledge:
    """The small project with one code."""
    id = id or f"{system}-{code.lower().replace('.', '-')}"
    return small_knowledge(
        root, (OWN[0], OWN[1], OWN[2].format(system=system, code=code, page=page, id=id))
    )


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BuiltPage]:
    return read_site(site)


@pytest.fixture(scope="module")
def codes(knowledge: Knowledge) -> list[Code]:
    return list(knowledge.codes.values())


def file_of(site: Path, code: Code, ending: str) -> Path:
    """One of the feeds of a code."""
    return site / feed_path(code, ending)


def test_every_code_has_both_feeds_and_nothing_else_is_there(site, codes):
    expected = {file_of(site, code, ending) for code in codes for ending in ("json", "xml")}
    found = {file for file in (site / "connect").rglob("*") if file.is_file()}
    assert found == expected | {site / "connect" / "index.html"}
    assert len(codes) > 50 and {code.system for code in codes} == set(SYSTEMS)


def test_the_page_for_portals_lists_every_code_with_its_links_and_its_level(
    pages, codes, knowledge
):
    page = pages["connect/"]
    for code in codes:
        link = page.soup.find(id=code.id)
        assert page.target(link["href"]) == tuple(page_url(code.page).partition("#")[::2])
        assert link["data-rank"] == str(topic(knowledge, code)[2].rank)
        row = [words(cell) for cell in link.find_parent("tr").find_all(["th", "td"])]
        assert row == [code.code, code.display, topic(knowledge, code)[0]]
    for key, system in SYSTEMS.items():
        assert system.oid in page.soup.find(id=key)["data-names"].split()
    assert len(page.article.select("tr a[id]")) == len(codes)
    assert words(page.article.select_one("h1 + p")).startswith(
        "If this is an emergency, do not read on. " + knowledge.urgencies["emergency_now"].action
    )
    assert "A code is not a diagnosis by us" in words(page.article)
    assert page.soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_the_page_for_a_wrong_address_leads_from_a_portal_s_old_link_to_the_codes(site):
    """connect/icd10cm/L70.0/ was a page once."""
    page = BuiltPage(site, site / "404.html")
    assert [link["href"] for link in page.article.select("a") if "code" in words(link)] == [
        "/connect/"
    ]


def test_a_code_is_as_urgent_as_its_sign_or_its_cause(knowledge):
    levels = {name: topic(knowledge, code)[2] for name, code in knowledge.codes.items()}
    for name, code in knowledge.codes.items():
        path, _, anchor = code.page.partition("#")
        cause = knowledge.causes.get(path.removeprefix("causes/").removesuffix(".md"))
        signs = [anchor] if anchor else cause.signs if cause else ()
        wanted = min(
            (knowledge.red_flags[sign].urgency for sign in signs),
            key=lambda found: found.rank,
            default=Urgency.ROUTINE,
        )
        assert levels[name] == wanted
    assert set(levels.values()) == set(Urgency)
    assert levels["icd10-t78-2"] == levels["icd10cm-b00-0"] == Urgency.EMERGENCY_NOW
    assert levels["icd10cm-r21"] == levels["icd10cm-l70-0"] == Urgency.ROUTINE


def test_nobody_looks_for_these_pages_in_a_search(site):
    assert "connect/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert (
        "connect"
        not in (site / "search" / "index.js").read_text(encoding="utf-8").partition('"sections"')[0]
    )


def test_every_feed_is_atom_with_what_the_standard_asks_for(site, codes, knowledge, pages):
    for code in codes:
        feed = ElementTree.parse(file_of(site, code, "xml")).getroot()
        assert (
            feed.tag == f"{ATOM}feed"
            and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        )
        texts = {
            name: feed.findtext(f"{ATOM}{name}") for name in ("title", "subtitle", "id", "updated")
        }
        assert all(texts.values()) and feed.findtext(f"{ATOM}author/{ATOM}name") == texts["title"]
        assert (
            texts["id"]
            == f"{ADDRESS}connect/{code.system}/{code.code}.xml"
            == feed.find(f"{ATOM}link[@rel='self']").get("href")
        )
        sent = {item.get("scheme"): item.get("term") for item in feed.findall(f"{ATOM}category")}
        assert sent == {
            "mainSearchCriteria.v.c": code.code,
            "mainSearchCriteria.v.cs": SYSTEMS[code.system].oid,
            "mainSearchCriteria.v.dn": code.display,
            "informationRecipient": "PAT",
            "informationRecipient.languageCode.c": "en",
        }
        [entry] = feed.findall(f"{ATOM}entry")
        link = entry.find(f"{ATOM}link[@rel='alternate']").get("href")
        assert link == ADDRESS + page_url(code.page) == entry.findtext(f"{ATOM}id")
        assert link.removeprefix(ADDRESS).partition("#")[0] in pages
        title, about, _ = topic(knowledge, code)
        assert entry.findtext(f"{ATOM}title") == title
        summary = entry.findtext(f"{ATOM}summary")
        assert (
            summary.startswith("If this is an emergency")
            and about in summary
            and summary.endswith("not a diagnosis.")
        )
        assert entry.findtext(f"{ATOM}updated") == texts["updated"]


def test_the_json_says_the_same_in_the_form_of_medlineplus(site, codes):
    for code in codes:
        data = json.loads(file_of(site, code, "json").read_text(encoding="utf-8"))
        feed, atom = data["feed"], ElementTree.parse(file_of(site, code, "xml")).getroot()
        assert (" ".join(feed), " ".join(*feed["entry"])) == (FEED, ENTRY)
        assert (feed["base"], feed["lang"]) == (ADDRESS, "en")
        texts = [feed["title"], feed["subtitle"], *(feed["entry"][0][name] for name in TEXTS)]
        assert all(sorted(text) == ["_value", "type"] for text in texts)
        assert [(item["scheme"], item["term"]) for item in feed["category"]] == [
            (item.get("scheme"), item.get("term")) for item in atom.findall(f"{ATOM}category")
        ]
        for name in ("title", "subtitle", "id", "updated"):
            assert feed[name]["_value"] == atom.findtext(f"{ATOM}{name}")
        for name in ("name", "uri"):
            assert feed["author"][name]["_value"] == atom.findtext(f"{ATOM}author/{ATOM}{name}")
        for name in ("title", "id", "updated", "summary"):
            assert feed["entry"][0][name]["_value"] == atom.findtext(f"{ATOM}entry/{ATOM}{name}")
        assert feed["entry"][0]["link"][0]["href"] == atom.find(f"{ATOM}entry/{ATOM}link").get(
            "href"
        )


def test_a_code_for_a_red_flag_gives_its_action(site, knowledge):
    for code in (code for code in knowledge.codes.values() if "#" in code.page):
        flag = knowledge.red_flags[code.page.partition("#")[2]]
        feed = json.loads(file_of(site, code, "json").read_text(encoding="utf-8"))["feed"]
        assert (
            feed["entry"][0]["title"]["_value"] == flag.short
            and flag.action in feed["entry"][0]["summary"]["_value"]
        )


def test_the_addresses_are_those_of_the_host_in_a_folder_too(tmp_path, knowledge):
    """The host says where the site is; a site below a path says so in every feed."""
    feeds = create_feeds(
        knowledge, load_templates(ROOT), "Name", "https://host.example/guide/", "2026-11-27"
    )
    code = knowledge.codes["icd10cm-l70-0"]
    [entry] = json.loads(feeds[f"connect/icd10cm/{code.code}.json"])["feed"]["entry"]
    assert entry["link"][0]["href"] == "https://host.example/guide/causes/acne-flare/"
    assert len(feeds) == 2 * len(knowledge.codes)


def test_what_a_record_says_is_text_in_a_feed(tmp_path):
    small = small_with(tmp_path)
    feeds = create_feeds(
        small, load_templates(ROOT), 'A "name" & more', "https://a.example/", "2026-11-27"
    )
    feed = ElementTree.fromstring(feeds["connect/icd10cm/L70.0.xml"])
    assert feed.findtext(f"{ATOM}title") == 'A "name" & more'
    assert (
        feed.find(f"{ATOM}category[@scheme='mainSearchCriteria.v.dn']").get("term")
        == "Dots & <b>pearls</b>"
    )


def test_a_list_without_codes_is_not_shown(tmp_path):
    assert [key for key, _, _ in create_connect_page(small_with(tmp_path))[3]["systems"]] == [
        "icd10cm"
    ]


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("icd10cm", "L70.0"),
        ("icd10cm", "B20"),
        ("icd10cm", "T78.2XXA"),
        ("icd10cm", "C4A.0"),
        ("icd10", "L70.0"),
        ("icd10", "R21"),
        ("snomed", "22298006"),
        ("snomed", "11381005"),
    ],
)
def test_a_code_in_its_form_is_let_through(system, code, tmp_path):
    assert list(check_codes(small_with(tmp_path, system, code))) == []


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("icd10cm", "70.0"),
        ("icd10cm", "L70.00000"),
        ("icd10cm", "22298006"),
        ("icd10", "L03.211"),
        ("icd10", "T78.2XXA"),
        ("snomed", "L70.0"),
        ("snomed", "12345"),
    ],
)
def test_a_slip_in_a_code_is_noticed(system, code, tmp_path):
    assert [problem.field for problem in check_codes(small_with(tmp_path, system, code))] == [
        "code"
    ]


def test_a_code_under_another_id_is_refused(tmp_path):
    small = small_with(tmp_path, id="acne")
    assert [problem.got for problem in check_codes(small)] == ['"acne"'] and id_of(
        small.codes["acne"]
    ) == "icd10cm-l70-0"


def test_the_written_page_names_what_the_script_reads(pages):
    said = words(pages["about/for-portals/"].article)
    script = (ROOT / "docs" / "assets" / "connect.js").read_text(encoding="utf-8")
    for name in (
        "mainSearchCriteria.v.c",
        "mainSearchCriteria.v.cs",
        "mainSearchCriteria.v.dn",
        "informationRecipient.languageCode.c",
    ):
        assert name in said and f'"{name}"' in script
    assert "mainSearchCriteria.v.c1" in said and "mainSearchCriteria.v.cs1" in said
    assert (
        all(system.oid in said for system in SYSTEMS.values())
        and "Access-Control-Allow-Origin" in said
    )


@pytest.fixture(scope="module")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with two codes for a host that serves it below /guide/."""
    root = write_site_project(
        tmp_path_factory.mktemp("guide"),
        (OWN[0], OWN[1], f"codes:\n{TWO}"),
        ("docs/_data/stable_ids.txt", "pages identify\n", f"{TWO_IDS}pages identify\n"),
        ("mkdocs.yml", "bumps-after-microneedling.example/", "host.example/guide/"),
    )
    done = run_build("site", root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


TWO = """\
  - {id: icd10cm-l70-0, system: icd10cm, code: "L70.0", display: "Acne", page: "causes/milia.md"}
  - {id: icd10cm-r21, system: icd10cm, code: "R21", display: "Rash", page: "causes/rash.md#sources"}
"""
TWO_IDS = "codes icd10cm-l70-0\ncodes icd10cm-r21\n"


def test_below_a_path_every_link_and_feed_leads_there(below_a_path):
    pages, codes = read_site(below_a_path / "site"), load_knowledge(below_a_path)[0].codes.values()
    page = pages["connect/"]
    assert not page.article.select('a[href^="/"], a[href^="http"]')
    rows = page.article.select("tr a[id]")
    assert [page.target(link["href"])[0] in pages for link in rows] == [True, True]
    for code in codes:
        feed = ElementTree.parse(file_of(below_a_path / "site", code, "xml")).getroot()
        assert (
            feed.find(f"{ATOM}entry/{ATOM}link").get("href")
            == f"https://host.example/guide/{page_url(code.page)}"
        )
