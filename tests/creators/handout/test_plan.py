"""The strip of days and the chart of waits: every group of the sheet is in one of them, with its
whole rule."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import replace

import pytest

from clinic_file import parsed
from creators.handout.create import create_sheet
from creators.handout.plan import MOST_COLUMNS, Chart, Said, create_chart, create_stretches
from creators.handout.sheet import BEGINS, Group, Sheet
from creators.handout.typst_source import create_source
from creators.wording import words as wording
from knowledge.model import Knowledge
from knowledge.starts import Start, thing_start
from knowledge.tighten import tighten
from knowledge.windows import NEVER, end_of, thing, wider, windows, windows_on
from many_clinics import clinic_data, clinic_text
from sheets import example, fullest, general

DATED = datetime.date(2026, 11, 22)
SHEETS = {"general": general, "example": example, "fullest": fullest}


def chart_of(*groups: Group) -> Chart:
    return create_chart(replace(general()[0], leave=groups))


def chart_data(sheet: Sheet, treated: datetime.date | None) -> dict:
    """The chart as the template is given it."""
    return json.loads(create_source(sheet, general()[1], treated))["chart"]


def group(name: str, **rule) -> Group:
    start = Start(**rule)
    words = general()[0].phrases.rule(start, leave=True)
    return Group(start, (name,), words, leave=True)


def told(chart: Chart) -> dict[str, str]:
    """What the chart says of each thing: its day, and the note of its mark."""
    notes = {mark: ". ".join(words for words, _ in said) for mark, said in chart.notes}
    return {
        name: f"{row.day} {notes.get(mark, '')}".strip()
        for row in chart.rows
        for name, mark in row.names
    }


def test_a_stretch_has_what_its_days_have():
    strip = create_stretches(general()[0])
    assert [one.name for one in strip] == ["Day 0", "Days 1 and 2", "Days 3 to 6", "From day 7"]
    assert [one.first for one in strip] == [*BEGINS]
    assert [len(one.feels) for one in strip] == [1, 2, 2, 2]
    items = [[said[0][0] for said in one.do] for one in strip]
    assert items == [
        [
            "Gel from the clinic",
            "Leave the bumps alone ◇",
            "Cool compress ◇",
            "Full shade for 3 days",
        ],
        ["Mild cleanser", "Mineral sunscreen", "Plain moisturizer"],
        ["Out of strong sun for 4 weeks"],
        [],
    ]
    assert strip[0].do[2] == (("Cool compress ◇", None), (", until day 3", None))
    assert [len(one.look) for one in strip] == [0, 0, 1, 1]
    assert all(one.not_yet for one in strip)


def test_what_starts_within_a_stretch_has_its_day():
    sheet = general()[0]
    start = Start(day=2, healed=True, deep=5)
    late = Group(start, ("Balm", "Mist"), sheet.phrases.rule(start))
    (said,) = create_stretches(replace(sheet, helps=(late,)))[1].do
    assert said == (
        ("Balm, Mist", None),
        (", from day 2", 2),
        (", once your skin has healed", None),
        (". After deep (over 1 mm) or heat (RF) needling: from day 5", 5),
    )


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_that_waits_or_helps_is_lost(name: str):
    sheet: Sheet = SHEETS[name]()[0]
    chart, strip = create_chart(sheet), create_stretches(sheet)
    shown = {name.lower() for row in chart.rows for name, _ in row.names}
    shown |= {name.lower() for _, names in chart.others for name in names}
    assert shown == {name.lower() for group in sheet.leave for name in group.names}
    said = " ".join(piece for one in strip for item in one.do for piece, _ in item)
    assert [name for group in sheet.helps for name in group.names if name not in said] == []
    assert [group for group in sheet.sun if group.words.lead not in said] == []
    assert [
        check for check in sheet.checks if not any(check.text in str(one.look) for one in strip)
    ] == []
    assert [one for one in sheet.stages if not any(one.text in part.feels for part in strip)] == []


def test_a_row_names_a_day_and_its_notes_the_rest(knowledge: Knowledge):
    """The rule of each thing, put together from its row and its note, is the whole rule."""
    for number in range(30):
        clinic = parsed(clinic_text(clinic_data(number))) if number else None
        sheet = create_sheet(knowledge, clinic)
        said = {name.lower(): words for name, words in told(create_chart(sheet)).items()}
        for group in sheet.leave:
            rule = sheet.phrases.rule(group.start)
            for name in group.names if group.start.day is not None else ():
                words = said[name.lower()]
                assert words.startswith(str(group.start.day)), name
                wanted = [
                    wording.capital(rule.also.removeprefix(", ")),
                    *(one for one, _ in rule.more),
                ]
                assert [one for one in wanted if one not in words] == [], name


def test_things_of_one_day_share_a_row_and_those_of_one_rule_a_note():
    chart = chart_of(
        group("a", day=3),
        group("b", day=3, healed=True),
        group("c", day=7, healed=True, deep=14, checked=True, never=("Never.",)),
        group("d", day=14, healed=True, checked=True),
        group("e", day=None),
    )
    assert [(row.day, row.deep, row.names) for row in chart.rows] == [
        (3, None, [("A", ""), ("b", "*")]),
        (7, 14, [("C", "**")]),
        (14, None, [("D", "**")]),
    ]
    assert [mark for mark, _ in chart.notes] == ["*", "**"]
    assert [names for _, names in chart.others] == [("e",)]


def test_no_thing_gets_the_day_of_another():
    """A later day of its own, and a note that says of deep needling that day 14 is enough."""
    chart = chart_of(
        group("c", day=7, healed=True, deep=14, checked=True),
        group("d", day=20, healed=True, checked=True),
    )
    found = told(chart)
    assert "day 14" in found["C"] and "day 14" not in found["D"]


def in_short(said: Iterable[Said]) -> str:
    return "".join(words for words, _ in said)


def test_the_front_says_what_waits_longer_at_the_clinic():
    strip = create_stretches(example()[0])
    assert in_short(strip[2].not_yet).endswith("swimming, saunas. Make-up ◇, until day 5")
    assert strip[2].not_yet[-1] == (", until day 5", 5)
    general_strip = create_stretches(general()[0])
    for same in (0, 1, 3):  # of the last, the chart has the whole rule: retinoids wait longer
        assert strip[same].not_yet == general_strip[same].not_yet


def test_the_front_lets_nothing_start_that_waits_at_the_clinic(knowledge: Knowledge):
    """Whatever waits longer there than in general stands in each stretch that this reaches into.
    Below "From day 7" that is not so for what has to be checked first: no day without its rule."""
    lines = {line.from_day: {*line.what} for line in not_yet_lines(knowledge)}
    told = 0
    for number in range(60):
        clinic = parsed(clinic_text(clinic_data(number)))
        strict, deep = tighten(knowledge, clinic), clinic.is_deep
        strip = create_stretches(create_sheet(knowledge, clinic))
        for what in {window.what for window in windows(strict)}:
            kinds = wider(strict, what)
            day, usual = last_day(strict, what, deep), last_day(knowledge, what, False)
            start = thing_start(strict, what)
            for stretch in strip if not start.instead else ():
                if stretch.last is None and start.checked:
                    continue
                end = NEVER if stretch.last is None else stretch.last + 1
                if max(usual, stretch.first) >= min(day, end):
                    continue
                said = in_short(stretch.not_yet).lower()
                named = any(thing(strict, kind).name.lower() in said for kind in kinds)
                assert named or lines[stretch.first] & {*kinds}, (number, stretch.name, what)
                told += named
    assert told > 50


def not_yet_lines(knowledge: Knowledge) -> list:
    return [line for line in knowledge.handout.values() if line.part == "not-yet"]


def last_day(knowledge: Knowledge, what: str, deep: bool) -> int:
    covering = windows_on(knowledge, what)
    kept = (one for one in covering if deep or one.avoid.after == "any")
    return max(map(end_of, kept), default=0)


@pytest.mark.parametrize("treated", (None, DATED))
def test_no_day_stands_under_another(knowledge: Knowledge, treated: datetime.date | None):
    """A reader goes by the heading: make-up of day 5 in the column of day 3 was put on on day 3."""
    for number in range(30):
        clinic = parsed(clinic_text(clinic_data(number))) if number else None
        sheet = create_sheet(knowledge, clinic)
        chart = chart_data(sheet, treated)
        columns = chart["columns"]
        assert len(columns) <= 1 + MOST_COLUMNS and columns == sorted(columns)
        for row in chart["rows"] if columns else ():
            assert columns[row["column"]] == row["day"]
            assert row["deep"] is None or columns[row["deep_column"]] == row["deep"]
        assert {day for row in chart["rows"] for day in (row["day"], row["deep"]) if day} >= {
            *columns[1:]
        }


def test_a_chart_of_too_many_days_is_a_list():
    days = range(1, MOST_COLUMNS + 1)
    full = [group(f"thing {day}", day=day) for day in days]
    assert chart_of(*full).columns == (0, *days)
    more = chart_of(*full, group("late", day=30))
    assert more.columns == () and len(more.rows) == MOST_COLUMNS + 1
