"""Every picture is there, is small, sound and our own, and the charts show what the records say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from creators.figures.charts import (
    DAY_0,
    DAY_28,
    LONGER,
    TEXT,
    WIDTH,
    chart_block,
    chart_figure,
    curve,
    palette,
    recovery_curve,
    restart_calendar,
    tidy,
    wrapped,
)
from creators.figures.close_ups import bump_figure, create_figures
from creators.site.files import create_site, load_templates
from creators.wording import words as wording
from creators.wording.waits import starting, waits
from knowledge.model import Urgency
from knowledge.reading.loader import load_knowledge
from knowledge.records.fields import Left
from knowledge.starts import thing_start
from knowledge.windows import thing, windows

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 12 / 328 * WIDTH
"""Units of type that a phone shows 12 CSS pixels high."""


@pytest.fixture(scope="module")
def figures(knowledge) -> dict[str, str]:
    return create_figures(knowledge, load_templates(ROOT))


@pytest.fixture(scope="module")
def charts(knowledge, figures) -> dict[str, ElementTree.Element]:
    """Each chart's picture by its id."""
    return {
        chart.id: ElementTree.fromstring(figures[chart_figure(chart)])
        for chart in knowledge.charts.values()
    }


def texts(picture: ElementTree.Element) -> list[str]:
    return [element.text for element in picture.iter(f"{SVG}text")]


def bars(knowledge) -> dict[tuple[str, str], object]:
    """The calendar's bars by (group, name)."""
    groups = restart_calendar(knowledge, knowledge.charts["restart-calendar"])["groups"]
    return {(group, bar.wait.name): bar for group, _, members in groups for bar in members}


# All pictures.


def test_every_bump_type_and_every_chart_has_its_picture(knowledge, figures):
    assert set(figures) == {
        *map(bump_figure, knowledge.bump_types.values()),
        *map(chart_figure, knowledge.charts.values()),
    }
    assert len(figures) >= 19 + 2


def test_every_picture_is_sound(figures):
    for path, picture in figures.items():
        root = ElementTree.fromstring(picture)
        assert root.tag == f"{SVG}svg", path
        width, height = (float(number) for number in root.get("viewBox").split()[2:])
        assert float(root.get("width")) / float(root.get("height")) == pytest.approx(
            width / height
        ), path


def test_every_picture_is_small(figures):
    assert {
        path: size for path, picture in figures.items() if (size := len(picture.encode())) >= 10_000
    } == {}


def test_no_picture_asks_for_anything_from_elsewhere(figures):
    foreign = re.compile(
        r"""(?:href|src)\s*=\s*["'](?!\#)|url\((?!\#)|@import|<(?:script|image|filter|foreignObject|a|!)|"""
        r"""\son\w+=|//""",
        re.I,
    )
    for path, picture in figures.items():
        assert foreign.findall(picture.replace('xmlns="http://www.w3.org/2000/svg"', "")) == [], (
            path
        )


def test_every_id_that_a_picture_uses_is_in_it_once(figures):
    for path, picture in figures.items():
        ids = re.findall(r'\sid="([^"]+)"', picture)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r'(?:href="|url\()#([^")]+)', picture)) <= set(ids), path


def test_pictures_are_the_same_every_time(figures):
    assert create_figures(load_knowledge(ROOT)[0], load_templates(ROOT)) == figures


# All charts.


def test_type_is_large_enough_on_a_phone(charts):
    for name, picture in charts.items():
        sizes = {
            float(element.get("font-size"))
            for element in picture.iter()
            if element.get("font-size")
        }
        assert min(sizes) == TEXT >= SMALLEST, name


def test_words_stay_inside_the_picture(charts):
    """In a wide font a letter takes 0.58 of the size of type, in bold 0.64: no line may reach past
    the edge even there."""
    for name, picture in charts.items():
        for group in [picture, *picture.iter(f"{SVG}g")]:
            for element in group.findall(f"{SVG}text"):
                style = {**group.attrib, **element.attrib}
                width = (
                    len(element.text)
                    * float(style.get("font-size", TEXT))
                    * (0.64 if style.get("font-weight") else 0.58)
                )
                start = float(style["x"]) - {"middle": width / 2, "end": width}.get(
                    style.get("text-anchor"), 0
                )
                assert start >= 8 and start + width <= WIDTH - 4, (name, element.text)


def test_a_chart_without_its_style_is_in_the_light_colors(charts, figures):
    """A class only changes a color for the dark: the light one stands on the element or on one
    around it."""
    colors = palette(load_templates(ROOT))
    for name, picture in charts.items():
        light = re.sub(r"<style>.*?</style>", "", figures[f"assets/charts/{name}.svg"])
        assert set(re.findall("#[0-9a-f]{6}", light)) <= {pair[0] for pair in colors.values()}, name
        for element in picture.iter():
            for each in element.get("class", "").split():
                attribute = "stroke" if each.endswith("s") or each == "l" else "fill"
                light_one = colors[each if each in colors else each[0]][0]
                assert element.get(attribute, picture.get(attribute)) == light_one, (
                    name,
                    element.attrib,
                )
        assert picture.get("fill") == colors["i"][0]


def test_every_class_of_a_chart_has_a_dark_color(charts):
    for name, picture in charts.items():
        style = picture.find(f"{SVG}style").text
        assert style.startswith("@media(prefers-color-scheme:dark){") and style.endswith("}}")
        used = {each for element in picture.iter() for each in element.get("class", "").split()}
        assert used <= set(re.findall(r"\.(\w+)\{(?:fill|stroke):#", style)), name


def test_the_colors_are_those_of_the_site():
    css = (ROOT / "overrides" / "site.css").read_text(encoding="utf-8")
    for name, (light, dark) in palette(load_templates(ROOT)).items():
        assert f"--{name}: {light};" in css and (dark == light or f"--{name}: {dark};" in css)


def test_a_chart_is_on_its_pages_with_its_words_and_its_table(knowledge):
    pages = create_site(knowledge, load_templates(ROOT)).texts
    for path, chart in (
        ("identify/day-by-day.md", "recovery-curve"),
        ("prevent/products-to-leave-alone.md", "restart-calendar"),
        ("treat/leave-alone.md", "restart-calendar"),
    ):
        shown = re.search(
            rf'<figure class="chart" id="{chart}".*?</figure>', pages[path], re.S
        ).group()
        facts = chart_block(knowledge, chart)
        assert (
            f"![{knowledge.charts[chart].alt}](../assets/charts/{chart}.svg)"
            f"{{ width={facts['width']} height={facts['height']} loading=lazy }}" in shown
        )
        assert (
            f"**{knowledge.charts[chart].title}.** " in shown and "[The same as a table](" in shown
        )
        page, anchor = facts["table"]
        assert f'id="{chart}"' in pages[page] and re.search(rf"\{{ ?#{anchor} ?\}}", pages[page])


def test_each_table_says_what_its_chart_says(knowledge):
    pages = create_site(knowledge, load_templates(ROOT)).texts
    for stage in knowledge.stages.values():
        part = pages["identify/day-by-day.md"].partition(f"{{ #{stage.id} }}")[2]
        part = part.partition("\n#")[0]
        assert f" **What is left:** {stage.left.value}.\n" in part
        for flag in (knowledge.red_flags[name] for name in stage.not_normal):
            assert f"](../when-to-worry/red-flags.md#{flag.id})" in part
    for wait in (wait for group in waits(knowledge).values() for wait in group):
        assert all(
            f"[{name[:1].upper()}{name[1:]}](" in pages["treat/leave-alone.md"]
            for name in wait.names
        ), wait.names


def test_the_size_on_the_page_is_that_of_the_picture(knowledge, charts):
    for name, picture in charts.items():
        facts = chart_block(knowledge, name)
        assert facts["height"] / facts["width"] == pytest.approx(
            float(picture.get("height")) / WIDTH, rel=0.01
        )


# The recovery curve.


def test_the_curve_falls_as_the_stages_say(knowledge):
    facts = recovery_curve(knowledge, knowledge.charts["recovery-curve"])
    stages = list(knowledge.stages.values())
    assert [day for day, _ in facts["days"]] == [
        *(stage.from_day for stage in stages),
        stages[-1].to_day,
    ]
    height, places = dict(facts["levels"]), [x for _, x in facts["days"]]
    assert places == sorted(places)
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", facts["curve"])]
    ends = [tuple(numbers[:2]), *(tuple(numbers[at : at + 2]) for at in range(6, len(numbers), 6))]
    assert ends == [(x, height[stage.left]) for x, stage in zip(places, [*stages, stages[-1]])]
    assert [y for _, y in ends] == sorted(y for _, y in ends)


def test_what_is_left_is_a_judgment_in_four_steps(knowledge):
    assert [left.step for left in Left] == [3, 2, 1, 0]
    left = {stage.from_day: stage.left for stage in knowledge.stages.values()}
    assert (left[0], left[1], left[3], left[7]) == (Left.MOST, Left.MOST, Left.LITTLE, Left.NONE)


def test_a_stage_with_more_left_raises_the_curve(knowledge):
    chart = knowledge.charts["recovery-curve"]
    more = replace(
        knowledge,
        stages={
            name: stage.model_copy(update={"left": Left.MOST}) if name == "day-2" else stage
            for name, stage in knowledge.stages.items()
        },
    )
    assert recovery_curve(more, chart)["curve"] != recovery_curve(knowledge, chart)["curve"]


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0), (1, 0), (2, 5), (3, 9), (4, 9)],
        [(0, 9), (1, 4), (2, 4), (3, 0)],
        [(0, 0), (1, 7), (2, 0)],
    ],
)
def test_the_curve_goes_no_further_than_its_points(points):
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", curve(points))][2:]
    for at, ((_, before), (_, after)) in enumerate(zip(points, points[1:])):
        bends = numbers[6 * at + 1 : 6 * at + 6 : 2]
        assert all(min(before, after) <= y <= max(before, after) for y in bends)


def test_what_is_not_part_of_healing_comes_from_its_red_flags(knowledge, charts):
    chart = knowledge.charts["recovery-curve"]
    facts = recovery_curve(knowledge, chart)
    places, said = dict(facts["days"]), " ".join(texts(charts["recovery-curve"]))
    assert [pattern.flag.id for pattern in facts["patterns"]] == list(chart.red_flags)
    for pattern in facts["patterns"]:
        assert pattern.at[0] == places[pattern.flag.from_day]
        assert f"{pattern.flag.short} {knowledge.urgencies[pattern.flag.urgency].label}" in said


def test_a_pattern_moves_with_its_red_flag(knowledge):
    chart = knowledge.charts["recovery-curve"]
    name = chart.red_flags[0]
    moved = knowledge.red_flags[name].model_copy(
        update={"from_day": 14, "urgency": Urgency.SAME_DAY}
    )
    first = recovery_curve(
        replace(knowledge, red_flags={**knowledge.red_flags, name: moved}), chart
    )["patterns"][0]
    assert first.at[0] == dict(recovery_curve(knowledge, chart)["days"])[14]
    assert first.level is knowledge.urgencies[Urgency.SAME_DAY]


# The restart calendar.


def bar_of(drawn, name: str):
    """The bar that a thing is on, and the group of that."""
    return next((group, bar) for (group, _), bar in drawn.items() if name in bar.wait.names)


def test_every_wait_is_a_bar_as_long_as_it_is(knowledge):
    drawn = bars(knowledge)
    for name in {window.what for window in windows(knowledge)}:
        what, start = thing(knowledge, name), thing_start(knowledge, name)
        if start.instead:
            continue
        group, bar = bar_of(drawn, what.name)
        assert group == (
            "activities"
            if name in knowledge.activities
            else "products"
            if what.supply == "anyone"
            else "medicines"
        )
        found = bar.wait.start
        assert (found.day, found.deep, found.healed, found.checked) == (
            start.day,
            start.deep,
            start.healed,
            start.checked,
        )
        assert set(start.never) <= set(found.never) and found.ask >= start.ask
        assert bar.left == DAY_0
        assert bar.right == (
            LONGER if start.day is None else tidy(DAY_0 + (DAY_28 - DAY_0) * start.day / 28)
        )


def test_sun_and_tanning_are_nothing_to_start_again(knowledge, charts):
    said = " ".join(texts(charts["restart-calendar"]))
    assert not re.search(r"\bsun\b|tanning", said)
    assert [thing_start(knowledge, name).instead for name in ("sunlight", "tanning")] == [
        "full shade",
        "out of strong sun",
    ]


def test_what_a_reader_can_start_is_a_bar_too(knowledge):
    drawn, named = bars(knowledge), {window.what for window in windows(knowledge)}
    started = {remedy.id for remedy in starting(knowledge)}
    assert {"cleanser", "plain-moisturizer", "mineral-sunscreen", "salicylic-acid"} <= started
    assert (
        not {"vitamin-c", "aloe", "hydrocortisone", "cool-compress", "benzoyl-peroxide"} & started
    )
    for remedy in starting(knowledge):
        group, bar = bar_of(drawn, remedy.title[:1].lower() + remedy.title[1:])
        assert group == ("medicines" if remedy.id == "salicylic-acid" else "products")
        assert (bar.wait.start.day, bar.wait.start.healed) == (
            remedy.first_day,
            remedy.healed_skin,
        ) and not named & set(remedy.substances)
    assert (
        bar_of(drawn, "salicylic acid")[1].wait.start.deep
        == knowledge.remedies["salicylic-acid"].first_day_deep
    )


def test_the_picture_names_every_wait_with_its_day_and_every_condition(knowledge, charts):
    said = " ".join(texts(charts["restart-calendar"]))
    for group in waits(knowledge).values():
        for wait in group:
            assert f" {'ask' if wait.start.day is None else wait.start.day} {wait.words}" in said
            assert all(
                words in wait.words for words, _ in wording.rule(wait.start, leave=True).more
            )
    assert "no end: ask a clinician first" in said


def test_bars_stand_in_the_order_in_which_they_end(knowledge):
    for group in waits(knowledge).values():
        ends = [366 if wait.start.day is None else wait.start.day for wait in group]
        assert ends == sorted(ends)


def test_a_bar_moves_with_its_window(content, knowledge, figures):
    content.edit(
        "docs/prevent/next-session.md",
        r"what: \[needling\], until_day: 28",
        "what: [needling], until_day: 21",
    )
    changed = load_knowledge(content.root)[0]
    before, after = (
        bars(each)["activities", "The next needling session"].right for each in (knowledge, changed)
    )
    assert after == tidy(DAY_0 + (DAY_28 - DAY_0) * 0.75) < before == DAY_28
    path = "assets/charts/restart-calendar.svg"
    assert create_figures(changed, load_templates(ROOT))[path] != figures[path]


def test_what_ends_after_day_28_is_cut_and_says_its_day(content):
    content.edit(
        "docs/prevent/next-session.md",
        r"what: \[needling\], until_day: 28",
        "what: [needling], until_day: 42",
    )
    changed = load_knowledge(content.root)[0]
    bar = bars(changed)["activities", "The next needling session"]
    assert bar.is_cut and bar.right == LONGER
    picture = create_figures(changed, load_templates(ROOT))["assets/charts/restart-calendar.svg"]
    assert ">42</text>" in picture and 'stroke-width="5"' in picture


def test_nothing_that_ends_never_is_cut(knowledge):
    assert {bar.wait.name for bar in bars(knowledge).values() if bar.wait.start.day is None} >= {
        "Numbing cream",
        "Steroid cream",
    }
    assert not any(bar.is_cut for bar in bars(knowledge).values() if bar.wait.start.day is None)


def test_bars_do_not_lie_on_each_other(knowledge):
    facts = restart_calendar(knowledge, knowledge.charts["restart-calendar"])
    below = 0
    for _, head, members in facts["groups"]:
        assert head - TEXT > below
        below = head
        for bar in members:
            assert bar.y > below
            below = bar.y + 16 * len(bar.lines)
    assert facts["foot"] > below


def test_a_wait_that_two_rules_name_is_one_bar(knowledge):
    assert waits(
        replace(knowledge, rules={**knowledge.rules, "again": knowledge.rules["sun"]})
    ) == waits(knowledge)


# Words in lines.


def test_words_are_broken_where_the_room_ends():
    assert wrapped("Bumps still there after 7 days", 1000) == ("Bumps still there after 7 days",)
    assert wrapped("hair-removal cream", 100) == ("hair-removal", "cream")
    assert wrapped("", 100) == ()


@pytest.mark.parametrize(
    ("number", "expected"), [(7.0, "7"), (7.04, "7"), (7.26, "7.3"), (-0.04, "0")]
)
def test_numbers_are_short(number, expected):
    assert str(tidy(number)) == expected
