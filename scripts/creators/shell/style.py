"""The styles that stand inside pages, and the hash by which the Content Security Policy allows it
and no other."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Style:
    """`css`: what stands between <style> and </style>. `hash`: its source expression for style-src
    (CSP Level 3, 2.3.1)."""

    css: str
    hash: str


def create_style(text: str, extra: str = "") -> Style:
    """`text` as it was written by hand, without comments and spare spaces, and `extra`, rules that
    are added to it."""
    css = _shorten(text) + _shorten(extra)
    if "</" in css:
        raise ValueError(
            "overrides/site.css and parts/: expected no </ in them, which would end the page's"
            " <style>"
        )
    return Style(css, f"sha256-{b64encode(sha256(css.encode()).digest()).decode()}")


def own_style(parts: Mapping[str, str], content: str) -> Style | None:
    """The rules that one page has besides everyone's: those `parts` (by the class or the kind of
    element that they are for) of which `content`, its HTML, has an element; None where it has
    none."""
    css = "".join(
        text
        for name, text in parts.items()
        if re.search(rf'class="(?:[^"]* )?{name}[" ]|<{name}[ >]', content)
    )
    return create_style(css) if css else None


def narrow_rules(counts: dict[str, int]) -> str:
    """Rules that narrow a list to what is chosen above it, without a script: for each choice (the
    first letter of its values) how many values it has.

    An <option id="c3"> or <input id="d3"> that is chosen hides each row inside the .az around both
    that has no class c3. Only on a screen: paper gets the whole list, and so does a browser that
    does not know :has().
    """
    values = [f"{letter}{number}" for letter, count in counts.items() for number in range(count)]
    hidden = ",".join(f".az:has(#{value}:checked) li:not(.{value})" for value in values)
    return f"@media screen{{{hidden}{{display:none}}}}" if values else ""


def _shorten(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,>~]) ?", r"\1", text)
    return re.sub(r"(?<=[\w)%]): (?=[^{}]*[;}])", ":", text).replace(";}", "}").strip()
