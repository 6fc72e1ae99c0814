"""The drills: each written case is walked through the signs as a reader would, by what the built
pages and the sheet say.

Three ways: (a) the short lines on the cards of the start page, (b) the full signs on their page,
(c) the cards of the general sheet. Each reads its words back out of what was built.
"""

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup

from creators.handout.web_page import create_bare_sheet
from creators.site.drills import tally, walks
from creators.site.files import create_site, load_templates
from helpers import ROOT, read_yaml
from knowledge.model import Drill, Knowledge, Urgency
from knowledge.reading.loader import load_knowledge
from knowledge.signs import Reader, Reading
from sheet_reader import squeeze
from sheets import made
from small_project import CARD, with_scorecard

DRILLS = read_yaml("tests/data/drills.yml")["drills"]
WAYS = ("cards", "signs", "sheet")

HARMLESS = "harmless"
"""The tag of a case in which nothing is wrong."""


@pytest.fixture(scope="session")
def lines(site, knowledge) -> dict[str, dict[str, str]]:
    """For each way, the words of each red flag as they were built."""
    home = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    signs = BeautifulSoup(
        (site / "when-to-worry/red-flags/index.html").read_text(encoding="utf-8"), "html.parser"
    )
    page = BeautifulSoup(create_bare_sheet(ROOT / "overrides", *made()), "html.parser")
    return {
        "cards": _by_words(home.select(".four li"), knowledge),
        "signs": {
            name: squeeze(signs.find(id=name).find_parent("li").find("strong").get_text())
            for name in knowledge.red_flags
        },
        "sheet": {
            item["data-sign"]: squeeze(item.get_text()) for item in page.select("li[data-sign]")
        },
    }


def _by_words(items: list, knowledge: Knowledge) -> dict[str, str]:
    """The lines of the cards by their red flag: a card does not say which one a line is, but every
    line stands once."""
    found = [squeeze(item.get_text()) for item in items]
    return {
        flag.id: next((line for line in found if line == squeeze(flag.short)), "")
        for flag in knowledge.red_flags.values()
    }


@pytest.fixture(scope="session")
def readings(knowledge, lines) -> dict[str, dict[str, Reading]]:
    """What each way makes of each case."""
    return {way: read_all(knowledge, lines[way]) for way in WAYS}


def read_all(knowledge: Knowledge, lines: Mapping[str, str]) -> dict[str, Reading]:
    reader = Reader(knowledge, lines)
    return {drill.id: reader.read(drill.findings) for drill in knowledge.drills.values()}


def results(knowledge: Knowledge, found: Mapping[str, Reading]) -> list[tuple[Drill, Reading]]:
    return [(drill, found[drill.id]) for drill in knowledge.drills.values()]


@pytest.mark.parametrize("way", WAYS)
def test_every_sign_is_there_on_every_way(lines, knowledge, way):
    assert set(lines[way]) == set(knowledge.red_flags)
    assert [name for name, words in lines[way].items() if not words] == []


@pytest.mark.parametrize("way", WAYS)
def test_no_case_is_sent_to_a_lower_urgency(readings, knowledge, way):
    low = [
        f"{drill.id} ({reading.found.value}): {drill.why}"
        for drill, reading in results(knowledge, readings[way])
        if reading.found.rank > drill.expect.rank
    ]
    assert low == []


@pytest.mark.parametrize("way", WAYS)
def test_nobody_with_nothing_wrong_is_sent_more_than_one_level_too_high(readings, knowledge, way):
    alarmed = [
        f"{drill.id} ({reading.feared.value})"
        for drill, reading in results(knowledge, readings[way])
        if HARMLESS in drill.about and drill.expect.rank - reading.feared.rank > 1
    ]
    assert alarmed == []


@pytest.mark.parametrize("way", WAYS)
def test_what_each_way_makes_of_all_cases(readings, knowledge, way, capsys):
    counts = tally(results(knowledge, readings[way]))
    harmless = tally(
        [
            (drill, reading)
            for drill, reading in results(knowledge, readings[way])
            if HARMLESS in drill.about
        ]
    )
    with capsys.disabled():
        print(
            f"\ndrills by the {way}: {counts['low']} too low, {counts['right']} right,"
            f" {counts['over']} over by one, {counts['far_over']} over by more"
            f" ({harmless['far_over']} of the harmless)"
        )
    assert (counts["low"], harmless["far_over"]) == (0, 0)
    assert counts.total() == len(DRILLS)


LOST = {
    "breathing-or-face-swelling": [
        "feeling faint",
        "swollen lips or tongue",
        "tight throat",
        "that swell fast",
    ],
    "spreading-with-fever": [
        "with shivers",
        "a racing heart",
        "fast breathing",
        "confusion",
        "clammy",
    ],
    "eye-pain-or-sight": [
        "light that hurts",
        "blurred or lost sight",
        "swollen shut",
        "very dark red eye",
    ],
    "skin-black-white-or-gray": [
        "turns black",
        "that is painful, cold or numb",
        "far worse than it looks",
    ],
    "face-droop-or-numb": [
        "a droop, weak or crooked smile",
        "trouble speaking",
        "once the numbing cream has worn off",
    ],
    "numbing-cream-reaction": [
        "dizziness",
        "ringing ears",
        "twitching",
        "a seizure (fit)",
        "a fast or odd heartbeat",
    ],
    "punched-out-sores": ["punched out"],
    "very-weak-immune-with-fever": [
        "diabetes, steroid tablets or injections for weeks",
        "chemo, a transplant",
        "fever, shivers or feeling ill",
    ],
    "hot-spreading-area": [
        "One patch hotter, more swollen or more sore than the rest",
        "anything that spreads",
        "grows after the first night",
        "starts or comes back after day 2",
    ],
    "itchy-face-swelling-or-hives": [
        "keep getting more swollen",
        "not just lines where you scratch",
    ],
    "pus-or-gold-crust": ["yellow or green", "crusts"],
    "still-numb-next-morning": ["Still numb"],
    "still-there-after-day-7": ["Raised or sore", "after day 7"],
    "reused-needles": ["Reused needles", "someone else's blood"],
    "rf-blisters-or-dent": ["heat (RF)", "a grid of burns", "a dent"],
}
"""Words that a short line may not lose. Each one is taken out, as somebody who shortens a card
would. What a line says twice (cold, fever) is for the check that holds it to its conditions."""


@pytest.mark.parametrize(
    ("name", "words"), [(name, words) for name, all_words in LOST.items() for words in all_words]
)
def test_a_short_line_that_loses_words_is_noticed(lines, readings, knowledge, name, words):
    """Somebody is now sent too low, or more people with nothing wrong are alarmed than before."""
    line = lines["cards"][name]
    assert words in line, "the words stand in the line today"
    broken = {**lines["cards"], name: line.replace(words, "")}
    before, after = (
        tally(results(knowledge, found))
        for found in (readings["cards"], read_all(knowledge, broken))
    )
    too_high = [one["over"] + one["far_over"] for one in (before, after)]
    assert after["low"] > before["low"] or too_high[1] > too_high[0], after


def test_more_findings_never_lower_the_urgency(knowledge, lines):
    """Whatever is added to a case, it stays as urgent: waiting and doubt never lower a level."""
    reader = Reader(knowledge, lines["cards"])
    for findings in {frozenset(drill.findings) for drill in knowledge.drills.values()}:
        alone = reader.read(findings).found
        for extra in set(knowledge.findings) - findings:
            more = reader.read({*findings, extra}).found
            assert more.rank <= alone.rank, (sorted(findings), extra)


def test_there_are_enough_cases_of_every_kind():
    assert len(DRILLS) >= 181, "121 of the first set, and 60 more"
    assert len({drill["id"] for drill in DRILLS}) == len(DRILLS)
    counts = {
        tag: sum(tag in drill["about"] for drill in DRILLS)
        for tag in (
            "white skin",
            "brown skin",
            "black skin",
            "child",
            "RF device",
            "home roller",
            "PRP",
            "cold sores",
            "eyes",
            "immune",
            "look-alike",
            "scalp",
            "stretch marks",
        )
    }
    assert min(counts.values()) >= 2, counts
    assert sum(HARMLESS in drill["about"] for drill in DRILLS) >= 50
    assert {drill["expect"] for drill in DRILLS} == {level.value for level in Urgency}


def test_every_case_says_what_the_person_notices(knowledge):
    """A case without findings would be blind to false alarms."""
    assert [drill.id for drill in knowledge.drills.values() if not drill.findings] == []


def test_the_pages_show_every_case_under_its_level_and_say_so_where_a_way_reads_another(
    site, knowledge
):
    shown = {walk.drill.id: walk for walk in walks(knowledge)}
    pages = {
        level: BeautifulSoup(
            (site / "about" / name / "index.html").read_text(encoding="utf-8"), "html.parser"
        )
        for name, levels in (
            ("drills-emergencies", ["emergency_now"]),
            ("drills-less-urgent", ["same_day", "within_48h"]),
            ("drills-that-can-wait", ["routine"]),
        )
        for level in levels
    }
    for drill in DRILLS:
        row = pages[drill["expect"]].find(id=drill["id"]).find_parent("tr")
        assert row.find_parent("table").find_previous("h2")["id"] == drill["expect"].replace(
            "_", "-"
        )
        assert " ".join(drill["story"].split()) in squeeze(row.get_text())
        assert ("The cards say:" in row.get_text()) != shown[drill["id"]].is_right


TOO_HIGH = """\
drills:
  - id: a-dot-after-a-week
    about: [harmless]
    story: "It is day 8. A hard dot is left."
    findings: [late, dots]
    expect: routine
    why: "A dot does no harm."
"""


def test_a_case_that_a_way_reads_too_high_says_so_on_its_page(tmp_path):
    with_scorecard(tmp_path)
    page = CARD.replace("Scorecard", "Drills").replace("scorecard", "drills routine")
    (tmp_path / "docs/about/drills.md").write_text(page, encoding="utf-8")
    (tmp_path / "tests/data/drills.yml").write_text(TOO_HIGH, encoding="utf-8")
    knowledge, problems = load_knowledge(tmp_path)
    assert not problems
    page = create_site(knowledge, load_templates(ROOT)).texts["about/drills.md"]
    assert "The cards say: Two days. The full signs say: Two days |" in page


def test_every_sign_has_its_rows_of_findings(knowledge):
    """By these rows the cases are walked: a sign without one would never be tried."""
    assert {row.red_flag for row in knowledge.sign_rows.values()} == set(knowledge.red_flags)
