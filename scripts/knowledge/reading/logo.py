"""A clinic's logo: small, whole, nothing but a drawing. It ends up inside web pages and PDFs, and a
clinic's file may come from anyone."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.problems import one_line

if TYPE_CHECKING:
    from lxml import etree

LARGEST = 40_000
"""Bytes of a logo at most: a page with it inside stays under 100 kB."""
WIDEST = 2000
"""Pixels of a PNG's longer side at most."""
LONGEST = 8
"""How many times as long as it is high a logo may be, or the other way round: it stands beside the
clinic's name."""
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset(
    """
    svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop
    clipPath title desc
""".split()
)
"""The elements of an SVG that only draw. Text is none of them: its font would differ from machine
to machine. Nor is `use`: a few lines of it can draw a million shapes."""
PAINT = frozenset(
    """
    fill stroke color opacity fill-opacity fill-rule stroke-width stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-dasharray stroke-dashoffset stop-color stop-opacity
    clip-path clip-rule paint-order vector-effect shape-rendering color-rendering mix-blend-mode
    isolation enable-background
""".split()
)
"""What a style may set: how a shape is painted, not where it is put."""
ATTRIBUTES = PAINT | set(
    """
    id d x y x1 x2 y1 y2 cx cy fx fy fr r rx ry width height points transform viewBox version
    preserveAspectRatio offset gradientUnits gradientTransform spreadMethod clipPathUnits pathLength
    href style baseProfile data-name role aria-label space
""".split()
)
OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|javascript:|data:|@import|expression\(|\\|&", re.I)


def logo_faults(file: Path) -> Iterator[tuple[str, str, str]]:
    """(expected, got, do) for each thing that is wrong with the logo `file`; one that reads nothing
    of a file that is too large."""
    if file.is_symlink() or not file.is_file():
        yield (
            "a picture file beside the clinic's file",
            f'no file "{file.name}"',
            "put the picture there or remove the line",
        )
    elif (size := file.stat().st_size) > LARGEST:
        yield (
            f"a picture of {LARGEST} bytes at most",
            f"{size} bytes",
            "save it smaller, for example 400 pixels wide",
        )
    else:
        data = file.read_bytes()
        yield from _svg_faults(data) if file.suffix == ".svg" else _png_faults(data)


def _png_faults(data: bytes) -> Iterator[tuple[str, str, str]]:
    # takes a tenth of a second to load, and most clinics draw theirs as SVG or have none
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > WIDEST:
                yield (
                    f"{WIDEST} pixels at most on its longer side",
                    f"{max(picture.size)} pixels",
                    "save it smaller",
                )
                return
            yield from _shape_faults(*picture.size)
            picture.load()
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        struct.error,
        zlib.error,
        Image.DecompressionBombError,
    ):
        yield (
            "a whole PNG picture",
            "another kind of file, or a broken one",
            "save it again as PNG or SVG",
        )


def _shape_faults(wide: float, high: float) -> Iterator[tuple[str, str, str]]:
    if max(wide, high) > LONGEST * min(wide, high):
        yield (
            f"a picture at most {LONGEST} times as long as high",
            f"{wide:g} by {high:g}",
            "cut it",
        )


def _svg_faults(data: bytes) -> Iterator[tuple[str, str, str]]:
    again = "save it as a plain SVG with its letters turned into paths"
    from lxml import etree  # most clinics have no logo, and a check is to answer at once

    try:
        data.decode("utf-8")
        tree = etree.fromstring(
            data,
            etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            ),
        )
    except (etree.XMLSyntaxError, ValueError):
        yield "a whole SVG picture in UTF-8", "another kind of file, or a broken one", again
        return
    info = tree.getroottree().docinfo
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or info.doctype:
        yield "an SVG without a DOCTYPE", "one with it", again
    if (info.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        yield "an SVG in UTF-8", one_line(info.encoding), again
    size = _size(tree)
    if tree.tag != f"{SVG}svg" or not all(size):
        yield (
            "an svg element with a viewBox, or a width and a height",
            f"<{one_line(etree.QName(tree).localname)}>",
            again,
        )
    else:
        yield from _shape_faults(*size)
    for element in (*tree.itersiblings(preceding=True), *tree.itersiblings(), *tree.iter()):
        yield from _element_faults(element, again)


def _size(tree: etree._Element) -> tuple[float, float]:
    """The width and the height that the picture is drawn with; 0 where there is none."""
    box = re.fullmatch(
        r"\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*", tree.get("viewBox", ""), re.A
    )
    sides = (
        box.groups()
        if box
        else [
            (re.match(r"[\d.]+", tree.get(name, ""), re.A) or [""])[0]
            for name in ("width", "height")
        ]
    )
    wide, high = (float(side) if side.count(".") < 2 and side.strip(".") else 0.0 for side in sides)
    return wide, high


def _element_faults(element: etree._Element, again: str) -> Iterator[tuple[str, str, str]]:
    from lxml import etree

    if not isinstance(element.tag, str):
        if not isinstance(element, etree._Comment):
            yield "only shapes in the SVG", "an instruction or entity", again
        return
    if element.tag.removeprefix(SVG) not in SHAPES:
        yield "only shapes in the SVG", f"<{one_line(etree.QName(element).localname)}>", again
    for key, value in element.attrib.items():
        name = etree.QName(key).localname
        painted = (
            {part.partition(":")[0].strip().lower() for part in value.split(";") if part.strip()}
            if name == "style"
            else set()
        )
        if (
            name not in ATTRIBUTES
            or (name == "href" and not value.startswith("#"))
            or OUTSIDE.search(value)
            or painted - PAINT
        ):
            yield (
                (
                    "nothing in the SVG but shapes and their colors: nothing that runs, moves or"
                    " comes from elsewhere"
                ),
                one_line(f"{name}={value}", 50),
                again,
            )
