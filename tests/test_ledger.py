"""The claim ledger: every clinical statement, where it stands and what it rests on."""

import json

import pytest
from bs4 import BeautifulSoup

from knowledge.prose.statements import statements


@pytest.fixture(scope="session")
def claims(site) -> list[dict]:
    file = site / "data" / "v1" / "claims.json"
    return json.loads(file.read_text(encoding="utf-8"))["items"]


def test_every_statement_has_a_source_or_the_open_mark(claims):
    assert [claim for claim in claims if not claim["sources"] and not claim["open_mark"]] == []


def test_the_ledger_holds_every_statement(claims, knowledge):
    assert len(claims) == len(list(statements(knowledge)))
    assert len(claims) > 700


def test_every_claim_rests_on_sources_that_were_read(claims, knowledge):
    for claim in claims:
        for name in claim["sources"]:
            assert knowledge.sources[name].read, claim
        dates = sorted(str(knowledge.sources[name].checked) for name in claim["sources"])
        assert claim["checked"] == (dates[0] if dates else None)


def test_the_strength_is_that_of_the_best_source(claims, knowledge):
    words = {"A": "good", "B": "small_studies", "C": "small_studies", "D": "clinics_do_this"}
    for claim in claims:
        grades = sorted(knowledge.sources[name].grade for name in claim["sources"])
        assert claim["strength"] == (words[grades[0]] if grades else "not_tested"), claim


def test_a_citation_becomes_a_number_with_a_linked_source_at_the_foot(site, knowledge):
    page = BeautifulSoup(
        (site / "causes" / "granuloma" / "index.html").read_text(encoding="utf-8"), "html.parser"
    )
    marks = page.select("sup[id^=fnref] a")
    assert marks and all(mark.get_text(strip=True).isdigit() for mark in marks)
    links = [link["href"] for link in page.select(".footnote li a[href^=http]")]
    assert knowledge.sources["FRIEDMANN2024"].link in links


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        (
            r" \[\^MEDSCAPE-MILIA\]\"$",
            '"',
            "looks",
            "a citation such as [^CHU2021], or [^open] here or once in this section",
        ),
        (r"\[\^MEDSCAPE-MILIA\]\"$", '[^PAHWA2012]"', "citation", "a source that was read"),
        (
            r"\[\^MEDSCAPE-MILIA\]\"$",
            '[^MEDSCAPE-MILA]"',
            "citation",
            "a source id of docs/_data/sources.yml, or open",
        ),
    ],
)
def test_a_statement_without_a_good_source_is_refused(content, old, new, field, expected):
    content.edit("docs/causes/milia.md", old, new)
    assert [
        problem
        for problem in content.problems()
        if problem.path == "docs/causes/milia.md"
        and problem.field == field
        and problem.expected == expected
    ]


def test_a_source_past_its_review_date_is_refused(content, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(2_000_000_000))  # May 2033
    found = [problem for problem in content.problems() if problem.field == "review_by"]
    assert len(found) == sum(
        1
        for line in (content.root / "docs/_data/sources.yml").read_text().splitlines()
        if "review_by:" in line
    )


def test_a_source_that_nothing_cites_is_refused(content):
    content.add(
        "docs/_data/sources.yml",
        '  - {id: NEW2026, title: "New", where: "A journal", grade: B, supports: "something", '
        "read: true, checked: 2026-11-22, review_by: 2027-11-22}",
    )
    content.edit("docs/_data/stable_ids.txt", "^sources NHS-ANA$", r"sources NEW2026\n\g<0>")
    assert [problem.got for problem in content.problems()] == ['"NEW2026", named nowhere']
