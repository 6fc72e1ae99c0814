"""Every picture of the site, as SVG: a close-up of each bump type and two faces, all on three skin
tones, the charts, and the pictures of the guide in easy words."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from creators.figures import shapes
from creators.figures.charts import chart_facts, chart_figure, palette
from creators.wording.words import NORMAL_FACES, ON_SKIN
from knowledge.model import BumpType, Knowledge

if TYPE_CHECKING:
    from jinja2 import Environment

_EASY = re.compile(r"figures/easy/([^_/][^/]*)\.svg\.jinja")
"""A picture of the guide in easy words; one whose name begins with _ is a part of others."""


def create_figures(knowledge: Knowledge, templates: Environment) -> dict[str, str]:
    """Return every picture, by its path under docs/."""
    bumps = {bump_figure(bump): f"bumps/{bump.id}" for bump in knowledge.bump_types.values()}
    drawn = {path: _close_up(templates, name) for path, name in bumps.items()}
    colors = palette(templates)
    for chart in knowledge.charts.values():
        facts = chart_facts(knowledge, chart)
        drawn[chart_figure(chart)] = _draw(templates, chart.id, colors=colors, **facts)
    easy = easy_figures(templates)
    used = {easy_path(name): easy[name] for name in easy if name in knowledge.easy_pictures}
    return {**drawn, **create_faces(templates), **used}


def create_faces(templates: Environment, only: str = "") -> dict[str, str]:
    """Return the two faces that show what is expected, by their paths under docs/. `only`: the
    "face" without its lens, or the "skin" in it, for what is printed side by side."""
    return {
        figure: _close_up(templates, f"faces/{PurePosixPath(figure).stem}", only=only)
        for figure, _, _ in normal_figures()
    }


def bump_figure(bump: BumpType) -> str:
    """Return the path of a bump type's close-up under docs/."""
    return f"assets/bumps/{bump.id}.svg"


def bump_alt(bump: BumpType) -> str:
    """Return what stands in a close-up's place where it is not seen; what the type looks like is in
    words beside it."""
    return f"{bump.name}, {ON_SKIN}"


def normal_figures() -> list[tuple[str, str, str]]:
    """Return the two faces that show what is expected: the path under docs/ of each, what stands in
    its place where it is not seen, and its label."""
    return [
        (
            f"assets/bumps/normal-day-{day}.svg",
            f"{alt}, {ON_SKIN}",
            f"Normal on day {day}",
        )
        for day, alt in NORMAL_FACES.items()
    ]


def easy_figures(templates: Environment) -> dict[str, str]:
    """Return each picture of the guide in easy words, by its name."""
    found = map(_EASY.fullmatch, templates.list_templates())
    names = sorted(match[1] for match in found if match)
    return {name: _draw(templates, f"easy/{name}") for name in names}


def easy_path(name: str) -> str:
    """Return the path of such a picture under docs/."""
    return f"assets/easy/{name}.svg"


def _close_up(templates: Environment, name: str, **facts: str) -> str:
    """Return one close-up, its numbers without the zero before the point."""
    return re.sub(r"(?<![\w.])0\.(?=\d)", ".", _draw(templates, name, **facts))


def _draw(templates: Environment, name: str, **facts) -> str:
    """Return one picture of overrides/figures/, without the line breaks and the spaces that only
    its template needs."""
    text = templates.get_template(f"figures/{name}.svg.jinja").render(**vars(shapes), **facts)
    return re.sub(r">\s+<", "><", text).strip() + "\n"
