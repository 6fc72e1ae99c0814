"""The drills: each written case is walked through the table of signs as the built page shows it, as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from creators.drills import urgency_by_table
from creators.wording import capital, listed


ROOT = Path(__file__).resolve().parent.parent
DRILLS = yaml.safe_load((ROOT / "tests" / "data" / "drills.yml").read_text(encoding="utf-8"))["drills"]
RANK = ["emergency_now", "same_day", "within_48h", "routine"]


@pytest.fixture(scope="session")
def table(site, knowledge) -> list[tuple[set[str], str]]:
    """The published rows, from the top: the words of their findings, and the level that the row prints."""
    page = BeautifulSoup((site / "when-to-worry" / "sign-table" / "index.html").read_text(encoding="utf-8"), "html.parser")
    words = {finding.words for finding in knowledge.findings.values()}
    levels = {level.label: level.id.value for level in knowledge.urgencies.values()}
    by_row = {capital(listed(knowledge.findings[name].words for name in row.findings)): row for row in knowledge.sign_rows.values()}
    rows = []
    for line in page.select("article table tbody tr"):
        have, soon = (cell.get_text(" ", strip=True) for cell in line.find_all(["th", "td"]))
        found = {knowledge.findings[name].words for name in by_row[have].findings}
        assert found <= words
        rows.append((found, levels[soon]))
    return rows


def first_row(table: list[tuple[set[str], str]], have: set[str]) -> str:
    """The level of the first row of which a reader has everything; routine where no row fits."""
    return next((level for findings, level in table if findings <= have), "routine")


@pytest.mark.parametrize("drill", DRILLS, ids=[drill["id"] for drill in DRILLS])
def test_no_case_is_sent_to_a_lower_urgency(table, knowledge, drill):
    have = {knowledge.findings[name].words for name in drill["findings"]}
    found = first_row(table, have)
    assert RANK.index(found) <= RANK.index(drill["expect"]), f"{drill['story']} The table says {found}: {drill['why']}"


@pytest.mark.parametrize("drill", [drill for drill in DRILLS if "harmless" in drill["about"]], ids=lambda drill: drill["id"])
def test_no_harmless_case_is_alarmed(table, knowledge, drill):
    have = {knowledge.findings[name].words for name in drill["findings"]}
    assert first_row(table, have) == drill["expect"]


def test_the_table_is_ordered_so_that_the_first_row_that_fits_counts(table):
    ranks = [RANK.index(level) for _, level in table]
    assert ranks == sorted(ranks)


def test_the_table_has_every_row_of_the_data(table, knowledge):
    assert len(table) == len(knowledge.sign_rows)
    assert {row.red_flag for row in knowledge.sign_rows.values()} == set(knowledge.red_flags)


def test_more_signs_never_lower_the_urgency(knowledge):
    """Whatever is added to a case, it stays as urgent: waiting and doubt never lower a level."""
    for drill in knowledge.drills.values():
        alone = urgency_by_table(knowledge, drill.findings)
        for extra in knowledge.findings:
            assert urgency_by_table(knowledge, {*drill.findings, extra}).rank <= alone.rank


def test_there_are_enough_cases_of_every_kind():
    assert len(DRILLS) >= 60
    assert len({drill["id"] for drill in DRILLS}) == len(DRILLS)
    counts = {tag: sum(tag in drill["about"] for drill in DRILLS) for tag in (
        "white skin", "brown skin", "black skin", "child", "RF device", "home roller", "PRP", "cold sores", "eyes", "immune",
        "look-alike", "harmless")}
    assert min(counts.values()) >= 3, counts
    assert {drill["expect"] for drill in DRILLS} == set(RANK)


def test_the_page_shows_every_case_and_its_result(site, knowledge):
    pages = [BeautifulSoup((site / "about" / name / "index.html").read_text(encoding="utf-8"), "html.parser")
             for name in ("drills", "drills-less-urgent")]
    for drill in DRILLS:
        page = pages[drill["expect"] != "emergency_now"]
        text = " ".join(page.get_text().split())
        row = page.find(id=drill["id"]).find_parent("tr")
        found = urgency_by_table(knowledge, drill["findings"])
        assert row.find_all("td")[-1].get_text(strip=True) == knowledge.urgencies[found].label
        assert " ".join(drill["story"].split()) in text
        assert " 0 came out lower than they should" in text
