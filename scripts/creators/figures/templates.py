"""Draws a picture from its template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from creators.figures import shapes

if TYPE_CHECKING:
    from jinja2 import Environment


def draw(templates: Environment, name: str, **facts) -> str:
    """Return one picture of overrides/figures/, without the line breaks and the spaces that only
    its template needs."""
    text = templates.get_template(f"figures/{name}.svg.jinja").render(**vars(shapes), **facts)
    return re.sub(r">\s+<", "><", text).strip() + "\n"
