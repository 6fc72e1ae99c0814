"""Drawings with filters as JPEG, for what is printed or read in a book: in a PDF a filter becomes a
heavy lossless picture, and few readers of e-books know filters."""

import hashlib
import io
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path

from PIL import Image

from builders.kept import FOLDER, kept
from builders.typst import draw_png, workers

KEPT = f"{FOLDER}/pixels"
"""Where drawings stay that were drawn once."""
WIDTH, DENSITY = 984, 288
"""Pixels of a drawing's width, and how many Typst draws for an inch: 328 points at three pixels
each, fine in print at half the width of a line."""
QUALITY = 82
FILTER = "<filter"
"""What a drawing with filters holds."""
PICTURE = re.compile(r"\b(assets/[\w/-]+)\.svg\b")
_PAGE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.drawing), format: "svg", width: {width}pt)
"""


def pictures_in(source: str) -> frozenset[str]:
    """Return the SVG files that a book's source names, as paths from the site's root."""
    return frozenset(f"{name}.svg" for name in PICTURE.findall(source))


def draw_pixels(folder: Path, names: Iterable[str], keep: Path) -> None:
    """Write a JPEG beside each of the SVG files `names` in `folder` that uses a filter. One that
    was drawn before is in the folder `keep`: to draw all takes longer than all else of a book."""
    files = [file for name in sorted(names) if (file := folder / name).is_file()]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    drawings = {file: text for file, text in texts.items() if FILTER in text}
    for file, made in zip(drawings, kept_jpegs(keep, drawings.values())):
        file.with_suffix(".jpg").write_bytes(made)


def kept_jpegs(folder: Path, drawings: Iterable[str], width: int = WIDTH) -> list[bytes]:
    """Return each SVG as kept_jpeg does, as many at a time as there are cores."""
    with ThreadPoolExecutor(workers()) as pool:
        return [*pool.map(partial(kept_jpeg, folder, width=width), drawings)]


def kept_jpeg(folder: Path, drawing: str, width: int = WIDTH) -> bytes:
    """Return an SVG as draw_jpeg does, from `folder` where it was kept there."""
    made_by = f"{version('typst')} {version('pillow')} {width} {DENSITY} {QUALITY} {_PAGE}"
    made_from = f"{made_by}\0{drawing}"
    file = folder / hashlib.sha256(made_from.encode()).hexdigest()
    return kept(file, made_from, partial(draw_jpeg, drawing, width))


def draw_jpeg(drawing: str, width: int = WIDTH) -> bytes:
    """Return an SVG as JPEG of so many pixels in width, on white."""
    page = _PAGE.format(width=width * 72 / DENSITY).encode()
    made = draw_png(page, DENSITY, sys_inputs={"drawing": drawing})
    drawn = Image.open(io.BytesIO(made)).convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    packed = io.BytesIO()
    Image.alpha_composite(paper, drawn).convert("RGB").save(packed, "JPEG", quality=QUALITY)
    return packed.getvalue()


def in_pixels(source: str, folder: Path) -> str:
    """Return a book's source with the JPEG in place of each SVG that has one in `folder`."""

    def name(found: re.Match) -> str:
        jpeg = f"{found[1]}.jpg"
        return jpeg if (folder / jpeg).is_file() else found[0]

    return PICTURE.sub(name, source)
