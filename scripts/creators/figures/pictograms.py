"""The pictures of the guide in easy words: one small, calm line drawing for each idea."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from creators.figures.templates import draw

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER, _ENDING = "figures/easy/", ".svg.jinja"


def easy_figures(templates: Environment) -> dict[str, str]:
    """Return every picture as SVG, by its name; a template whose name begins with _ is a part."""
    names = sorted(
        PurePosixPath(file).name.removesuffix(_ENDING)
        for file in templates.list_templates(filter_func=_is_picture)
    )
    return {name: draw(templates, f"easy/{name}") for name in names}


def easy_path(name: str) -> str:
    """Return the path of a picture under docs/."""
    return f"assets/easy/{name}.svg"


def _is_picture(file: str) -> bool:
    return (
        file.startswith(_FOLDER)
        and file.endswith(_ENDING)
        and not file[len(_FOLDER) :].startswith("_")
    )
