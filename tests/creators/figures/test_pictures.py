"""Every picture is there, is small, sound and our own, and the charts show what the records say."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from creators.figures.charts import (
    BAR,
    DAY_0,
    DAY_28,
    LINE,
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
from creators.figures.pictures import (
    bump_figure,
    create_figures,
    easy_path,
    normal_figures,
)
from creators.site.files import create_site, load_templates
from creators.site.remedies_index import rows
from creators.wording import words as wording
from creators.wording.phrases import phrases_of
from creators.wording.waits import starting, waits
from creators.wording.words import ON_SKIN
from knowledge.model import Urgency
from knowledge.reading.loader import load_knowledge
from knowledge.records.fields import Left
from knowledge.starts import thing_start
from knowledge.windows import thing, windows

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 14 / 328 * WIDTH
"""Units of type that a phone shows 14 CSS pixels high."""


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
        *(figure for figure, _, _ in normal_figures()),
        *map(chart_figure, knowledge.charts.values()),
        *map(easy_path, knowledge.easy_pictures),
    }
    assert len(figures) >= 19 + 2 + 2


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
        r"""(?:href|src)\s*=\s*["'](?!\#)|url\((?!\#)|@import|<(?:script|image|feImage|foreignObject|a|!)|"""
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


# All drawings.


@pytest.fixture(scope="module")
def drawings(figures) -> dict[str, ElementTree.Element]:
    """Each close-up and each face by its path."""
    return {
        path: ElementTree.fromstring(picture)
        for path, picture in figures.items()
        if path.startswith("assets/bumps/")
    }


def template_of(path: str) -> str:
    """The template that draws a picture, and with it the one of its kind."""
    folder, name = ROOT / "overrides" / "figures", f"{Path(path).stem}.svg.jinja"
    if (folder / "bumps" / name).exists():
        return (folder / "bumps" / name).read_text(encoding="utf-8")
    return "".join(
        (folder / file).read_text(encoding="utf-8") for file in (f"faces/{name}", "_face.svg.jinja")
    )


def skin_tones() -> list[dict]:
    return load_templates(ROOT).get_template("figures/_tones.svg.jinja").module.tones


def test_each_drawing_shows_three_skin_tones_as_its_words_say(drawings, figures):
    tones = skin_tones()
    assert ON_SKIN == "drawn on {}, {} and {} skin".format(*(tone["name"] for tone in tones))
    for path, picture in drawings.items():
        stops = [stop.get("stop-color") for stop in picture.iter(f"{SVG}stop")]
        for number, tone in enumerate(tones):
            skin = picture.find(f".//*[@id='skin{number}']")
            assert [stop.get("stop-color") for stop in skin] == [
                tone[name] for name in ("lit", "base", "shade")
            ]
            assert stops.count(tone["base"]) == 1 and f"url(#skin{number})" in figures[path], path


def test_each_drawing_has_a_bar_of_5_mm_in_its_scale(drawings):
    for path, picture in drawings.items():
        (units,) = re.findall(r"set mm\b[^=]*= ([\d.]+)", template_of(path))
        bar = picture.find(".//*[@id='bar']").get("d")
        (length,) = re.findall(r"h([\d.]+)", bar)
        assert float(length) == pytest.approx(5 * float(units)), path


def test_each_drawing_marks_its_place_and_holds_no_letter(drawings, knowledge):
    for bump in knowledge.bump_types.values():
        assert drawings[bump_figure(bump)].find(f".//{SVG}g[@fill='#2a78c4']/*") is not None
    for path, picture in drawings.items():
        assert not list(picture.iter(f"{SVG}text")), path


def test_relief_is_a_whole_pixel_of_a_phone_so_that_firefox_shows_it(drawings):
    """A drawing is 328 pixels wide there."""
    for path, picture in drawings.items():
        (step,) = picture.iter(f"{SVG}feOffset")
        width = float(picture.get("viewBox").split()[2])
        assert float(step.get("dx")) * 328 / width >= 1, path
        assert min(float(step.get("dx")), float(step.get("dy"))) >= 1.2, path


def test_every_blur_is_in_srgb_so_that_dark_skin_shows_no_rings(drawings):
    for path, picture in drawings.items():
        blurs = [
            each
            for each in picture.iter(f"{SVG}filter")
            if each.find(f"{SVG}feGaussianBlur") is not None
        ]
        assert blurs, path
        assert {each.get("color-interpolation-filters") for each in blurs} == {"sRGB"}, path


def test_the_faces_say_what_they_show():
    said = normal_figures()
    assert [label for _, _, label in said] == ["Normal on day 1", "Normal on day 4"]
    assert all(len(alt) < 125 and alt.endswith(ON_SKIN) for _, alt, _ in said)


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


NAMES = dict(zip("iplsedch", "ink paper line sand red amber blue green".split()))
"""The site's name for the color of each class of a chart, by its letter."""


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
                light_one = colors[NAMES[each[0]]][0]
                assert element.get(attribute, picture.get(attribute)) == light_one, (
                    name,
                    element.attrib,
                )
        assert picture.get("fill") == colors["ink"][0]


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
        ("treat/by-day.md", "restart-calendar"),
    ):
        shown = re.search(
            rf"^!\[[^\n]*\n\n/// caption\n    attrs: \{{id: {chart}, .*?^///$",
            pages[path],
            re.S | re.M,
        ).group()
        facts = chart_block(knowledge, chart)
        assert (
            f"![{knowledge.charts[chart].alt}](../assets/charts/{chart}.svg)"
            f"{{ width={facts['width']} height={facts['height']} loading=lazy }}" in shown
        )
        assert f"**{knowledge.charts[chart].title}.** " in shown and "[The same in words](" in shown
        page, anchor = facts["table"]
        assert f"{{id: {chart}, " in pages[page] and re.search(rf"\{{ ?#{anchor} ?\}}", pages[page])


def test_the_words_beside_each_chart_say_what_it_says(knowledge):
    pages = create_site(knowledge, load_templates(ROOT)).texts
    for stage in knowledge.stages.values():
        part = pages["identify/day-by-day.md"].partition(f"{{ #{stage.id} }}")[2]
        part = part.partition("\n#")[0]
        for flag in (knowledge.red_flags[name] for name in stage.not_normal):
            assert f"](../when-to-worry/red-flags.md#{flag.id})" in part
    days = {
        start.day for row in rows(knowledge) if (start := row.start) and row.verdict.kind != "no"
    }
    for wait in (wait for group in waits(knowledge).values() for wait in group):
        assert wait.start.day is None or wait.start.day in days, wait.names


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
    assert [day for day, _ in facts["days"]] == [stage.from_day for stage in stages]
    height, places = dict(facts["levels"]), [x for _, x in facts["days"]]
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", facts["curve"])]
    ends = [tuple(numbers[:2]), *(tuple(numbers[at : at + 2]) for at in range(6, len(numbers), 6))]
    assert ends == [(x, height[stage.left]) for x, stage in zip(places, stages)]
    assert [y for _, y in ends] == sorted(y for _, y in ends)


def test_a_smooth_line_bends_at_thirds_and_never_beyond_its_points():
    points = [(10, 0), (40, 60), (70, 60), (100, 90)]
    start, *parts = curve(points).split("C")
    assert start == "M10 0" and len(parts) == 3
    for (a, b), part in zip(pairwise(points), parts):
        x1, y1, x2, y2, *end = map(float, part.split())
        assert (x1, x2, *end) == (a[0] + 10, b[0] - 10, *b)
        assert a[1] <= y1 <= y2 <= b[1]


def test_each_day_of_the_curve_is_as_wide_as_any_other(knowledge):
    facts = recovery_curve(knowledge, knowledge.charts["recovery-curve"])
    left, _, right, _ = facts["plot"]
    last = facts["days"][-1][0]
    for day, x in facts["days"]:
        assert x == pytest.approx(left + (right - left) * day / last, abs=0.1)


def test_dry_skin_has_a_hill_of_its_own_while_little_else_is_left(knowledge, charts):
    facts = recovery_curve(knowledge, knowledge.charts["recovery-curve"])
    places = dict(facts["days"])
    assert facts["dry_days"] == (3, 7) and facts["dry"] == (places[3], places[7])
    assert "Dry and rough, days 3 to 7" in texts(charts["recovery-curve"])


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
        [(0, 0), (1, 0), (2, 5), (3, 9), (4, 9), (7, 12), (14, 12)],
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
    assert [pattern["flag"].id for pattern in facts["patterns"]] == list(chart.red_flags)
    for pattern in facts["patterns"]:
        assert pattern["at"][0] == places[pattern["flag"].from_day]
        assert (
            f"{pattern['flag'].short} {knowledge.urgencies[pattern['flag'].urgency].label}" in said
        )


def test_a_pattern_moves_with_its_red_flag(knowledge):
    chart = knowledge.charts["recovery-curve"]
    name = chart.red_flags[0]
    moved = knowledge.red_flags[name].model_copy(
        update={"from_day": 14, "urgency": Urgency.SAME_DAY}
    )
    first = recovery_curve(
        replace(knowledge, red_flags={**knowledge.red_flags, name: moved}), chart
    )["patterns"][0]
    assert first["at"][0] == dict(recovery_curve(knowledge, chart)["days"])[14]
    assert first["level"] is knowledge.urgencies[Urgency.SAME_DAY]


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
    facts = restart_calendar(knowledge, knowledge.charts["restart-calendar"])
    notes = {letter: " ".join(lines) for letter, _, lines in facts["notes"]}
    for _, _, members in facts["groups"]:
        for bar in members:
            label, _, marks = " ".join(bar.lines).partition(": ")
            day = "ask" if bar.wait.start.day is None else bar.wait.start.day
            assert f" {day} {' '.join(bar.lines)}" in said
            assert all(
                name in wording.lower_first(label)
                for name in map(wording.lower_first, bar.wait.names)
            )
            conditions = [
                words for words, _ in phrases_of(knowledge).rule(bar.wait.start, leave=True).more
            ]
            assert [notes[mark] for mark in marks.split(", ") if mark] == [
                f"{words}." for words in conditions
            ]
    assert notes and all(f"{letter} {words}" in said for letter, words in notes.items())
    assert "no end: ask a clinician first" in said


def test_what_its_kinds_say_is_not_said_twice(knowledge, charts):
    said = " ".join(texts(charts["restart-calendar"]))
    assert "Acids (glycolic)" in said and "retinoids (retinol, adapalene)" in said
    assert said.lower().count("salicylic") == said.count("tretinoin") == 1


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
            below = bar.y + BAR * len(bar.lines)
    assert facts["foot"] > below
    below = facts["foot"] + 50
    for _, y, lines in facts["notes"]:
        assert y > below
        below = y + LINE * len(lines)
    assert facts["height"] > below


def test_a_wait_that_two_rules_name_is_one_bar(knowledge):
    assert waits(
        replace(knowledge, rules={**knowledge.rules, "again": knowledge.rules["sun"]})
    ) == waits(knowledge)


# Words in lines.


def test_words_are_broken_where_the_room_ends():
    assert wrapped("Bumps still there after 7 days", 1000) == ("Bumps still there after 7 days",)
    assert wrapped("hair-removal cream", 110) == ("hair-removal", "cream")
    assert wrapped("", 100) == ()


@pytest.mark.parametrize(
    ("number", "expected"), [(7.0, "7"), (7.04, "7"), (7.26, "7.3"), (-0.04, "0")]
)
def test_numbers_are_short(number, expected):
    assert str(tidy(number)) == expected
