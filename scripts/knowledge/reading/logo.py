"""A clinic's logo: a small, whole picture that can be drawn. It is drawn to pixels before anything
is made of it (builders.logo), so that nothing of a stranger's file is published."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.problems import one_line

if TYPE_CHECKING:
    from lxml import etree

MOST_BYTES = 40_000
"""Bytes of a logo at most."""
MOST_PIXELS = {"png": 2000, "svg": 20_000}
"""The longer side of a picture at most, in pixels."""
MOST_TIMES_AS_LONG = 8
"""How many times as long as high a logo may be, or the other way round."""
HEAVY = ("filter", "pattern", "image", "mask")
"""Elements of an SVG whose drawing may take more memory than there is, or another file."""
SVG = "{http://www.w3.org/2000/svg}"
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_OTHER_LETTERS = re.compile(rb"^[^<]*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.I)
"""An SVG that another program would read otherwise."""
_AGAIN = "save it again as a plain SVG or as PNG"

Fault = tuple[str, str, str]
"""(expected, got, do)."""


def logo_faults(file: Path) -> Iterator[Fault]:
    """What is wrong with the logo `file`; one that reads nothing of a file that is too large."""
    if file.is_symlink() or not file.is_file():
        do = "put the picture there or remove the line"
        yield "a picture file beside the clinic's file", f'no file "{file.name}"', do
    elif (size := file.stat().st_size) > MOST_BYTES:
        do = "save it smaller, for example 400 pixels wide"
        yield f"a picture of {MOST_BYTES} bytes at most", f"{size} bytes", do
    else:
        data = file.read_bytes()
        if file.suffix == ".svg":
            yield from _svg_faults(data)
        elif data.startswith(_PNG) and len(data) >= 24:
            yield from _size_faults(*struct.unpack(">II", data[16:24]), MOST_PIXELS["png"])
        else:
            yield "a whole PNG picture", "another kind of file, or a broken one", _AGAIN


def _size_faults(wide: float, high: float, most: int) -> Iterator[Fault]:
    if not wide or not high:
        yield "a picture with a width and a height", f"{wide:g} by {high:g}", _AGAIN
    elif max(wide, high) > most:
        expected, got = f"{most} pixels at most on its longer side", f"{max(wide, high):g} pixels"
        yield expected, got, "save it smaller"
    elif max(wide, high) > MOST_TIMES_AS_LONG * min(wide, high):
        expected = f"a picture at most {MOST_TIMES_AS_LONG} times as long as high"
        yield expected, f"{wide:g} by {high:g}", "cut it"


def _svg_faults(data: bytes) -> Iterator[Fault]:
    from lxml import etree  # most clinics have no logo, and a check is to answer at once

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        data.decode("utf-8")
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        yield "a whole SVG picture in UTF-8", "another kind of file, or a broken one", _AGAIN
        return
    if tree.tag != f"{SVG}svg":
        name = one_line(etree.QName(tree).localname)
        yield "an svg element", f"<{name}>", _AGAIN
    elif _OTHER_LETTERS.search(data):
        yield "an SVG in UTF-8", "one that says it is not", _AGAIN
    elif b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        yield "an SVG without a DOCTYPE", "one with it", _AGAIN
    elif heavy := _heavy(tree):
        yield f"an SVG without {', '.join(HEAVY[:-1])} or {HEAVY[-1]}", heavy, "save it as PNG"
    else:
        yield from _size_faults(*_size(tree), MOST_PIXELS["svg"])


def _heavy(tree: "etree._Element") -> str:
    """The first part of a drawing that may take too much to draw."""
    for element in tree.iter("{*}*"):
        name = element.tag.rpartition("}")[2]
        if name in HEAVY:
            return f"<{name}>"
        styles = [element.get("filter", ""), element.get("style", ""), element.text or ""]
        if element.get("filter") or re.search(r"(?<![\w-])filter\s*:", " ".join(styles[1:])):
            return "filter"
    return ""


def _size(tree: "etree._Element") -> tuple[float, float]:
    """The width and height that are drawn: the element's, else its viewBox's; 0 for none."""
    sides = [_number(tree.get(name, "")) for name in ("width", "height")]
    if not all(sides):
        box = re.split(r"[\s,]+", tree.get("viewBox", "").strip())
        sides = [_number(side) for side in box[2:]] if len(box) == 4 else [0.0, 0.0]
    return sides[0], sides[1]


def _number(text: str) -> float:
    """A length in any unit but percents."""
    found = re.fullmatch(r"([0-9]*\.?[0-9]+(?:e[0-9]{1,2})?)(?:px|pt|pc|mm|cm|in)?", text, re.A)
    return float(found[1]) if found else 0.0
