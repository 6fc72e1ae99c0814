"""The pictures of the guide in easy words: one small, calm line drawing for each idea."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from creators.figures.templates import draw

if TYPE_CHECKING:
    from jinja2 import Environment

_PICTURE = re.compile(r"figures/easy/([^_/][^/]*)\.svg\.jinja")
"""A template; one whose name begins with _ is a part of others."""


def easy_figures(templates: Environment) -> dict[str, str]:
    """Return every picture as SVG, by its name."""
    found = map(_PICTURE.fullmatch, templates.list_templates())
    names = sorted(match[1] for match in found if match)
    return {name: draw(templates, f"easy/{name}") for name in names}


def easy_path(name: str) -> str:
    """Return the path of a picture under docs/."""
    return f"assets/easy/{name}.svg"
