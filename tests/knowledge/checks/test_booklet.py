"""What the booklet names is there: a wrong id, heading or first word, a page too few or a label
that is gone is one line with its place."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT
from knowledge.checks import booklet
from knowledge.checks.labels import BOOKLET, check_labels
from knowledge.checks.named import checks_of
from knowledge.checks.references import check_references
from knowledge.model import Knowledge
from knowledge.reading.parser import parse_entries
from knowledge.records.handout import BookletPage

FILE = "docs/_data/booklet.yml"
CHECKS = (*checks_of(booklet), check_references)


def found(knowledge: Knowledge, *edit: str) -> list[str]:
    """The problems of the project with one text of the file in another's place."""
    text = (ROOT / FILE).read_text(encoding="utf-8")
    if edit:
        assert text.count(edit[0]) == 1, edit[0]
        text = text.replace(*edit)
    pages, problems = parse_entries(FILE, text, BookletPage, "booklet")
    changed = replace(knowledge, booklet={page.id: page for page in pages})
    return [str(one) for one in (*problems, *(one for check in CHECKS for one in check(changed)))]


def test_the_booklet_of_the_project_has_no_problems(knowledge: Knowledge):
    assert found(knowledge) == []


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("cards: [same_day]", "cards: [routine]", 0),
        ("cards: [within_48h, routine]", "cards: [within_48h, routine, same_day]", 2),
    ],
)
def test_a_card_that_is_left_out_or_stands_twice_is_refused(knowledge, old, new, number):
    assert (
        f"{FILE}:1: booklet: expected the card same_day on one page; got on {number};"
        " do write same_day in one block with cards:"
    ) in found(knowledge, old, new)


def test_a_project_may_have_no_booklet(knowledge: Knowledge):
    none = replace(knowledge, booklet={}, booklet_labels={})
    assert [problem for check in checks_of(booklet) for problem in check(none)] == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "cause: acne-flare",
            "cause: acne-flair",
            'blocks.cause: expected an id of a cause; got "acne-flair"; do write acne-flare .*',
        ),
        (
            "bumps: [pearls,",
            "bumps: [perls,",
            'blocks.bumps: expected an id of a bump type; got "perls"; do write pearls .*',
        ),
        (
            "ice, makeup]",
            "ice, make-up]",
            'blocks.rows: expected an id of a row of the A to Z; got "make-up"; do write makeup .*',
        ),
        (
            "picture: burn-grid",
            "picture: burns",
            "blocks.picture: expected an id of a bump type, normal-day-1 or normal-day-4; .*",
        ),
        (
            "under: at-night-and-on-weekends",
            "under: at-night",
            (
                "blocks.prose.under: expected the id of a heading of"
                ' docs/when-to-worry/who-to-call.md; got "at-night"; do .*'
            ),
        ),
        (
            "under: why-it-happens, only:",
            "under: why, only:",
            "blocks.prose.under: expected the id of a heading of docs/causes/acne-flare.md; .*",
        ),
        (
            'only: ["A review names"]',
            'only: ["Some people say"]',
            (
                "blocks.prose.only: expected how one passage of docs/causes/acne-flare.md begins;"
                ' got "Some people say", as 0 do; do copy its first words'
            ),
        ),
        (
            'only: ["Think back"]',
            'only: ["Think bakc"]',
            "blocks.only: expected how one passage of docs/causes/nickel-allergy.md begins; .*",
        ),
        (
            "{page: prevent/next-session.md,",
            "{page: prevent/session.md,",
            'blocks.prose.page: expected an id of a page; got "prevent/session.md"; do write .*',
        ),
        ("- {shows: normal}", "- {shows: normal, rows: [acid]}", "blocks: expected one of .*"),
        ("- {shows: status}", "- {title: Status}", "blocks: expected one of .*; got none; .*"),
        (
            "diary: [day-0, day-1]",
            "diary: [day-0, day-one]",
            'blocks.diary: expected an id of a stage; got "day-one"; do write day-3 .*',
        ),
        (
            "write: [clinic,",
            "write: [clinics,",
            "blocks.write: expected an id of a label of the booklet; .*",
        ),
    ],
)
def test_a_wrong_name_is_one_line(old: str, new: str, line: str, knowledge: Knowledge):
    problems = found(knowledge, old, new)
    number = (ROOT / FILE).read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    assert len(problems) == 1 and re.fullmatch(f"{FILE}:{number}: {line}", problems[0]), problems


def test_a_page_too_few_is_one_line(knowledge: Knowledge):
    text = (ROOT / FILE).read_text(encoding="utf-8")
    page = text[text.index("  - id: rash\n") : text.index("  - id: infection\n")]
    assert found(knowledge, page, "") == [
        f"{FILE}:1: booklet: expected 24 pages; got 23 pages; do add or take away pages: it is"
        " folded and stapled, four pages to a sheet"
    ]


def test_a_label_that_is_gone_is_one_line(knowledge: Knowledge):
    labels = {name: one for name, one in knowledge.booklet_labels.items() if name != "see"}
    changed = replace(knowledge, booklet_labels=labels)
    assert [str(one) for one in check_labels(changed)] == [
        'docs/_data/booklet_labels.yml:1: booklet_labels: expected the id "see", which is printed;'
        " got none; do add - {id: see, label: …}"
    ]


def test_the_list_of_labels_is_what_the_creators_print():
    folder = ROOT / "scripts" / "creators" / "booklet"
    code = "".join(file.read_text(encoding="utf-8") for file in Path(folder).glob("*.py"))
    data = (ROOT / FILE).read_text(encoding="utf-8")
    printed = set(re.findall(r"(?<!handout_)labels\[[\"']([a-z-]+)[\"']\]", code))
    printed |= {f"diary-{name}" for name in ("photo", "feel")}
    printed |= {"looks", "feels", "on-brown-and-black-skin"}
    for names in re.findall(r"write: \[(.*?)\]", data):
        printed |= set(names.split(", "))
    assert printed == BOOKLET
