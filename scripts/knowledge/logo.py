"""A clinic's logo: small, whole, and nothing but a drawing. It ends up inside web pages and PDFs, and a clinic's file may come from anyone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

LARGEST = 40_000
"""Bytes of a logo at most: a page with it inside stays under 100 kB."""
WIDEST = 2000
"""Pixels of a PNG's longer side at most."""
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient", "radialGradient",
          "stop", "clipPath", "title", "desc", "use"}
"""The elements of an SVG that only draw. Text is none of them: its font would differ from machine to machine."""
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|javascript:|data:|@import|expression\(", re.I)


def logo_faults(file: Path) -> Iterator[tuple[str, str, str]]:
    """(expected, got, do) for each thing that is wrong with the logo `file`; one that reads nothing of a file that is too large."""
    if file.is_symlink() or not file.is_file():
        yield "a picture file beside the clinic's file", f'no file "{file.name}"', "put the picture there or remove the line"
    elif (size := file.stat().st_size) > LARGEST:
        yield f"a picture of {LARGEST} bytes at most", f"{size} bytes", "save it smaller, for example 400 pixels wide"
    else:
        data = file.read_bytes()
        yield from _svg_faults(data) if file.suffix == ".svg" else _png_faults(data)


def _png_faults(data: bytes) -> Iterator[tuple[str, str, str]]:
    from PIL import Image  # takes a tenth of a second to load, and most clinics draw theirs as SVG or have none

    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > WIDEST:
                yield f"{WIDEST} pixels at most on its longer side", f"{max(picture.size)} pixels", "save it smaller"
                return
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        yield "a whole PNG picture", "another kind of file, or a broken one", "save it again as PNG or SVG"


def _svg_faults(data: bytes) -> Iterator[tuple[str, str, str]]:
    again = "save it as a plain SVG with its letters turned into paths"
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        yield "a whole SVG picture", "another kind of file, or a broken one", again
        return
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or tree.getroottree().docinfo.doctype:
        yield "an SVG without a DOCTYPE", "one with it", again
    if tree.tag != f"{SVG}svg" or not _has_size(tree):
        yield "an svg element with a viewBox, or a width and a height", f"<{etree.QName(tree).localname}>", again
    for element in tree.iter():
        yield from _element_faults(element, again)


def _has_size(tree: etree._Element) -> bool:
    box = re.fullmatch(r"\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*", tree.get("viewBox", ""))
    sides = box.groups() if box else [(re.match(r"[\d.]+", tree.get(name, "")) or [""])[0] for name in ("width", "height")]
    return all(side.count(".") < 2 and side.strip(".") and float(side) > 0 for side in sides)


def _element_faults(element: etree._Element, again: str) -> Iterator[tuple[str, str, str]]:
    if not isinstance(element.tag, str):
        if not isinstance(element, etree._Comment):
            yield "only shapes in the SVG", "an instruction or entity", again
        return
    name = element.tag.removeprefix(SVG)
    if name not in SHAPES:
        yield "only shapes in the SVG", f"<{etree.QName(element).localname}>", again
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname
        if attribute.lower().startswith("on") or (attribute in ("href", "src") and not value.startswith("#")) or _OUTSIDE.search(value):
            yield "nothing in the SVG that runs, or comes from elsewhere", f'{attribute}="{value[:40]}"', again
