"""A page's JSON-LD from records: what it says of each kind of page, and that it says nothing that
is not so."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from creators.data.exports import LICENSE
from creators.site.files import create_site, load_templates
from creators.site.structured import Site, create_structured
from knowledge.model import Code, Knowledge
from knowledge.prose.passages import passages
from knowledge.reading.accepted_file import Acceptance
from small_project import with_scorecard

ROOT = Path(__file__).resolve().parents[3]
SITE = Site("A site", "What it is for.", "https://site.example/", "en")
MILIA = "causes/milia.md"
TRAIL = [
    ("Home", SITE.url),
    ("Causes", f"{SITE.url}causes/"),
    ("White dots", f"{SITE.url}causes/milia/"),
]


@pytest.fixture
def small(tmp_path: Path) -> Knowledge:
    return with_scorecard(tmp_path)


def structured(knowledge: Knowledge, path: str = MILIA, trail=tuple(TRAIL)) -> dict:
    page = create_site(knowledge, load_templates(ROOT)).pages[path]
    return json.loads(create_structured(knowledge, SITE, page, trail))


def test_a_page_says_what_it_is_and_where_it_belongs(small: Knowledge):
    found = structured(small)
    assert found["@context"] == "https://schema.org" and found["@type"] == "MedicalWebPage"
    assert (found["name"], found["description"]) == (
        "White dots (milia)",
        "Hard white dots that do no harm and need no care.",
    )
    assert (found["url"], found["inLanguage"], found["license"]) == (TRAIL[-1][1], "en", LICENSE)
    assert found["isPartOf"] == {
        "@type": "WebSite",
        "name": "A site",
        "url": "https://site.example/",
    }
    assert found["audience"] == {"@type": "Patient"}


def test_the_breadcrumbs_are_the_trail_and_home_has_none(small: Knowledge):
    listed = structured(small)["breadcrumb"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in listed] == [
        (place, *one) for place, one in enumerate(TRAIL, 1)
    ]
    assert "breadcrumb" not in structured(small, "index.md", TRAIL[:1])


def test_a_cause_is_a_condition_with_its_own_codes_and_no_other(small: Knowledge):
    assert structured(small)["about"] == {
        "@type": "MedicalCondition",
        "name": "White dots (milia)",
        "alternateName": "milia",
    }
    codes = [
        Code(id="a", system="icd10cm", code="L72.0", display="Epidermal cyst", page=MILIA),
        Code(id="b", system="snomed", code="254679005", display="Milia", page=MILIA),
        Code(id="c", system="icd10cm", code="R21", display="Rash", page="index.md"),
        Code(
            id="d",
            system="icd10cm",
            code="L99",
            display="Part of a page",
            page=f"{MILIA}#how-to-tell",
        ),
    ]
    coded = replace(small, codes={code.id: code for code in codes})
    assert structured(coded)["about"]["code"] == [
        {"@type": "MedicalCode", "codeValue": "L72.0", "codingSystem": "ICD-10-CM"},
        {"@type": "MedicalCode", "codeValue": "254679005", "codingSystem": "SNOMED CT"},
    ]
    assert "about" not in structured(coded, "index.md") and "R21" not in str(
        structured(coded, "index.md")
    )


def test_it_cites_what_the_page_cites_by_link_or_by_title(small: Knowledge):
    source = small.sources["GOOD"]
    linked = replace(
        small, sources={**small.sources, "GOOD": source.model_copy(update={"doi": "10.1000/one"})}
    )
    no_link = dict.fromkeys(("doi", "pmid", "pmcid", "url"))
    bare = replace(small, sources={**small.sources, "GOOD": source.model_copy(update=no_link)})
    assert structured(linked)["citation"] == ["https://doi.org/10.1000/one"]
    assert structured(bare)["citation"] == [source.title]


@pytest.mark.parametrize("path", ["about/scorecard.md", "search.md", "downloads.md"])
def test_a_page_about_this_site_is_not_medical(path: str, small: Knowledge):
    found = structured(small, path)
    assert found["@type"] == "WebPage" and not {"audience", "about", "citation"} & set(found)


def test_a_review_is_claimed_only_while_it_holds(small: Knowledge):
    assert not {"lastReviewed", "reviewedBy"} & set(structured(small))
    read = tuple(
        Acceptance(one.digest, "clinician", date(2026, 11, 1), "A. Reviewer", one.path, one.words)
        for one in passages(small)
    )
    signed = structured(replace(small, accepted=read))
    assert signed["lastReviewed"] == "2026-11-01"
    assert signed["reviewedBy"] == [{"@type": "Person", "name": "A. Reviewer"}]
    own = [one for one in read if one.path == f"docs/{MILIA}"]
    lapsed = tuple(one for one in read if one != own[0])
    assert "lastReviewed" not in structured(replace(small, accepted=lapsed))


def test_no_word_of_a_record_can_end_the_script(small: Knowledge):
    page = small.causes["milia"].model_copy(
        update={"medical_name": "</script><script>alert(1)</script> <!-- & é"}
    )
    hostile = replace(small, causes={**small.causes, "milia": page})
    created = create_site(small, load_templates(ROOT)).pages[MILIA]
    written = create_structured(hostile, SITE, created, TRAIL)
    assert "<" not in written
    assert json.loads(written)["about"]["alternateName"] == page.medical_name
