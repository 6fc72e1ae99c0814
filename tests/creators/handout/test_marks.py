"""The open mark on a sheet for readers: where it stands once for a whole block, and that no open
line is without it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from creators.handout.marks import (
    BLOCKS,
    EXPECTED,
    PAPER,
    WEB,
    bare,
    last_marked,
    marked_once,
    meaning_of_mark,
    shown_stretches,
    unlike_signs,
)
from creators.handout.plan import create_stretches
from creators.handout.sheet import Sheet
from creators.handout.typst_source import ADVICE
from creators.wording.words import MARK
from knowledge.model import Knowledge
from knowledge.prose.blocks import CITATION, OPEN_MARK, plain
from sheets import example, fullest, general

SHEETS = {"general": general, "example": example, "fullest": fullest}
VIEWS = {"paper": PAPER, "web": WEB}


def open_lines(knowledge: Knowledge) -> set[str]:
    """Every line of a sheet that the records call open, as they have it."""
    texts = [
        *(line.text for line in knowledge.handout.values()),
        *(stage.brief for stage in knowledge.stages.values()),
        *(flag.is_not for flag in knowledge.red_flags.values() if flag.is_not),
    ]
    return {plain(text) for text in texts if OPEN_MARK in CITATION.findall(text)}


def lines_below(sheet: Sheet, headings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each line of a view with its heading; "" where it stands below none of its own."""
    found = set()
    for name in headings:
        for line in BLOCKS[name].lines(sheet) if name in BLOCKS else ():
            found.add(bare(line))
            yield name, line
    for card in sheet.cards:
        for line in card.expected:
            yield (EXPECTED if EXPECTED in headings else ""), line
    for name, line in sheet.labels.items():
        if name.endswith("-how") and bare(line) not in found:
            yield "", line


def uncovered(sheet: Sheet, headings: tuple[str, ...], wanted: set[str]) -> list[str]:
    """The open lines that have no mark, nor a heading that has it. Of lines that stand in a row the
    last has it for all."""
    last = ""
    missing = []
    for name, line in reversed([*lines_below(sheet, headings)]):
        covered = MARK in line or MARK in sheet.labels.get(name, "") or (not name and MARK in last)
        if bare(line) in wanted and not covered:
            missing.append(line)
        last = line if MARK in line or bare(line) not in wanted else last
    return missing


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", SHEETS)
def test_each_open_line_has_its_mark_or_stands_below_a_heading_that_has_it(
    name: str, view: str, knowledge: Knowledge
):
    shown = marked_once(SHEETS[name]()[0], VIEWS[view])
    wanted = open_lines(knowledge)
    assert uncovered(shown, VIEWS[view], wanted) == []
    below = {bare(line) for _, line in lines_below(shown, VIEWS[view])}
    assert {bare(line) for line in shown.phone_lines} <= below & wanted


@pytest.mark.parametrize("heading", (*BLOCKS, EXPECTED))
def test_a_mark_that_is_missing_is_seen(heading: str, knowledge: Knowledge):
    """What the test above would say if the view forgot one heading."""
    view = WEB if heading in WEB else PAPER
    shown = marked_once(general()[0], view)
    labels = {**shown.labels, heading: bare(shown.labels[heading])}
    assert labels != shown.labels
    assert uncovered(replace(shown, labels=labels), view, open_lines(knowledge)) != []


@pytest.mark.parametrize("view", VIEWS)
def test_a_heading_has_the_mark_only_where_all_below_it_is_open(view: str, knowledge: Knowledge):
    sheet = general()[0]
    sourced = replace(sheet, phone_lines=(*sheet.phone_lines[1:], bare(sheet.phone_lines[0])))
    shown = marked_once(sourced, VIEWS[view])
    assert shown.labels["phone"] == sheet.labels["phone"]
    assert shown.phone_lines == sourced.phone_lines
    assert MARK in shown.labels["normal"]
    felt = [replace(one, text=bare(one.text)) for one in sheet.stages[-2:]]
    calm = marked_once(replace(sheet, stages=(*sheet.stages[:-2], *felt)), VIEWS[view])
    assert not any(MARK in calm.labels[name] for name in ("feels", "days"))
    assert MARK in calm.stages[0].text


def test_the_marks_of_remedies_and_waits_stay():
    sheet = example()[0]
    for headings in VIEWS.values():
        shown = marked_once(sheet, headings)
        for part in ("helps", "medicines", "leave", "sun", "clinicians", "changes", "notes"):
            assert getattr(shown, part) == getattr(sheet, part)


def test_what_to_look_at_keeps_its_mark_among_what_to_do():
    sheet = general()[0]
    shown = marked_once(sheet, PAPER)
    assert MARK in shown.labels["checks"] and not any(MARK in one.text for one in shown.checks)
    strip = shown_stretches(sheet, shown)
    assert [one.look for one in strip] == [one.look for one in create_stretches(sheet)]
    assert not any(MARK in text for one in strip for text in one.feels)


def test_of_lines_in_a_row_the_last_has_the_mark():
    assert last_marked(()) == ()
    lines = (f"A. {MARK}", f"B. {MARK}", "C.", f"D. {MARK}")
    assert last_marked(lines) == ("A.", f"B. {MARK}", "C.", f"D. {MARK}")
    labels = general()[0].labels
    assert [MARK in line for line in last_marked([labels[name] for name in ADVICE])] == [
        *(False for _ in ADVICE[1:]),
        True,
    ]


def test_the_key_says_what_the_mark_means_and_not_where_the_sources_are(knowledge: Knowledge):
    sheet = general()[0]
    assert meaning_of_mark(sheet) == f"{MARK} No study found: careful practice."
    for translation in knowledge.translations.values():
        label = translation.strings["handout_labels/mark/label"].text
        key = meaning_of_mark(replace(sheet, labels={"mark": label}))
        assert key.startswith(MARK) and len(label) - 15 < len(key) < len(label), translation
        assert key[-1] in ".。।"


def test_what_is_expected_is_not_said_twice():
    shown = marked_once(general()[0], PAPER)
    lines = [line for card in shown.cards for line in card.expected]
    assert set(lines) - set(unlike_signs(shown)) == {one.answer for one in shown.normal}
