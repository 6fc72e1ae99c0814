"""Every picture of the site, as SVG: a close-up of each bump type on three skin tones, and the
charts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import Environment

from creators.figures import shapes as drawing
from creators.figures.charts import chart_facts, chart_figure, palette
from knowledge.model import BumpType, Knowledge


@dataclass(frozen=True)
class Tone:
    """The colors of one skin tone, as it is, in light and shade, and where it is inflamed.

    Inflamed skin is red on light skin, red-brown on medium brown skin, and purple or darker on dark
    brown skin (NHS-CELL).
    """

    name: str
    base: str
    lit: str
    shade: str
    dark: str
    """the shadow that a raised bump casts"""
    flush: str
    """inflamed skin"""
    flush_deep: str
    glow: str
    """the lit side of an inflamed bump"""
    scale: str
    """dry flakes: white on light skin, ashy gray on dark skin"""
    mark: str
    """what soreness leaves behind: a flat dark mark"""
    hair: str


TONES = tuple(
    Tone(name, *colors.split())
    for name, colors in (
        (
            "light",
            "#efc9ae #f8dcc6 #d9a685 #8a5a41 #dc6b5a #b8443a #f2a596 #fffaf2 #a9714f #7a5538",
        ),
        (
            "medium brown",
            "#b57f57 #c8946b #946240 #4f2f1c #98473a #742c26 #c47a66 #eadfce #6b4126 #2e1d12",
        ),
        (
            "dark brown",
            "#69442f #7f563e #4d2f20 #20110b #53252f #3a151f #86505a #b9ada3 #2f1a12 #120b08",
        ),
    )
)
"""Left to right in every close-up."""


def create_figures(knowledge: Knowledge, templates: Environment) -> dict[str, str]:
    """Return every picture, by its path under docs/."""
    bumps = {
        bump_figure(bump): _draw(templates, f"bumps/{bump.id}", tones=TONES)
        for bump in knowledge.bump_types.values()
    }
    colors = palette(templates)
    charts = {
        chart_figure(chart): _draw(
            templates, chart.id, colors=colors, **chart_facts(knowledge, chart)
        )
        for chart in knowledge.charts.values()
    }
    return {**bumps, **charts}


def bump_figure(bump: BumpType) -> str:
    """Return the path of a bump type's close-up under docs/."""
    return f"assets/bumps/{bump.id}.svg"


def bump_alt(bump: BumpType) -> str:
    """Return what stands in a close-up's place where it is not seen; what the type looks like is in
    words beside it."""
    return f"{bump.name}, drawn on {TONES[0].name}, {TONES[1].name} and {TONES[2].name} skin"


def _draw(templates: Environment, name: str, **facts) -> str:
    """Return one picture, without the line breaks and the spaces that only its template needs."""
    text = templates.get_template(f"figures/{name}.svg.jinja").render(**vars(drawing), **facts)
    return re.sub(r">\s+<", "><", text).strip() + "\n"
