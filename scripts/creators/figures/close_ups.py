"""Every picture of the site, as SVG: a close-up of each bump type and two faces, all on three skin
tones, the charts, and the pictures of the guide in easy words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from creators.figures.charts import chart_facts, chart_figure, palette
from creators.figures.pictograms import easy_figures, easy_path
from creators.figures.templates import draw
from knowledge.model import BumpType, Knowledge

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Tone:
    """The colors of one skin tone. Light and shade come from the height that a template draws, so
    that raised skin keeps its color.

    Inflamed skin is red on light skin, red-brown on medium brown skin, and purple or darker on dark
    brown skin (NHS-CELL).
    """

    name: str
    base: str
    lit: str
    shade: str
    flush: str
    """inflamed skin"""
    deep: str
    """the same, deeper"""
    dry: str
    """dry flakes: white on light skin, ashy gray on dark skin"""
    mark: str
    """what soreness leaves behind: a flat dark mark"""
    lip: str
    hair: str
    flat: float
    """how strong the color of a hive is: the darker the skin, the more its edge alone shows it"""
    pale: float
    """how pale the top of a hive is"""


TONES = tuple(
    Tone(name, *colors.split(), *strengths)
    for name, colors, strengths in (
        (
            "light",
            "#eec4a6 #f9dcc5 #d79f7e #d9584a #a8322f #fff8ee #9a6242 #cf7f72 #6b4630",
            (0.62, 0.55),
        ),
        (
            "medium brown",
            "#b07a52 #c99268 #8a5836 #8e3a2b #65231d #efe0cc #5f3620 #96564a #2a1a10",
            (0.36, 0.3),
        ),
        (
            "dark brown",
            "#69432d #84583d #472a1b #4c1a23 #2b0e15 #b5a698 #24120b #5e3432 #0e0805",
            (0.22, 0.14),
        ),
    )
)
"""Left to right in every close-up."""
_TONES_NAMED = f"{TONES[0].name}, {TONES[1].name} and {TONES[2].name}"


def create_figures(knowledge: Knowledge, templates: Environment) -> dict[str, str]:
    """Return every picture, by its path under docs/."""
    bumps = {
        bump_figure(bump): _close_up(templates, f"bumps/{bump.id}")
        for bump in knowledge.bump_types.values()
    }
    colors = palette(templates)
    charts = {
        chart_figure(chart): draw(
            templates, chart.id, colors=colors, **chart_facts(knowledge, chart)
        )
        for chart in knowledge.charts.values()
    }
    easy = {
        easy_path(name): picture
        for name, picture in easy_figures(templates).items()
        if name in knowledge.easy_pictures
    }
    return {**bumps, **create_faces(templates), **charts, **easy}


def create_faces(templates: Environment) -> dict[str, str]:
    """Return the two faces that show what is expected, by their paths under docs/."""
    return {
        figure: _close_up(templates, f"faces/{PurePosixPath(figure).stem}")
        for figure, _, _ in normal_figures()
    }


def bump_figure(bump: BumpType) -> str:
    """Return the path of a bump type's close-up under docs/."""
    return f"assets/bumps/{bump.id}.svg"


def bump_alt(bump: BumpType) -> str:
    """Return what stands in a close-up's place where it is not seen; what the type looks like is in
    words beside it."""
    return f"{bump.name}, drawn on {_TONES_NAMED} skin"


def normal_figures() -> list[tuple[str, str, str]]:
    """Return the two faces that show what is expected: the path under docs/ of each, what stands in
    its place where it is not seen, and its label."""
    return [
        (
            f"assets/bumps/normal-day-{day}.svg",
            f"A face on day {day}, {looks}, drawn on {_TONES_NAMED} skin",
            f"Normal on day {day}",
        )
        for day, looks in ((1, "warm and a little puffy all over"), (4, "dry, with fine flakes"))
    ]


def _close_up(templates: Environment, name: str) -> str:
    """Return one close-up, its numbers without the zero before the point."""
    return re.sub(r"(?<![\w.])0\.(?=\d)", ".", draw(templates, name, tones=TONES))
