"""A clinic's logo to pixels: what is published is a picture of our own making, in which nothing of
a stranger's file is left."""

import shutil
from pathlib import Path

import typst

from builders.typst import PdfError, draw_png

HEIGHT = 160
"""Pixels of a logo's height, twice what a screen and a fine print of 12 mm show."""
HEAVIEST = 100_000
"""Bytes of a drawn logo at most: it stands inside a web page."""
_PAGE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image("/{name}", height: {height}pt)
"""


def draw_logo(file: Path, work: Path) -> bytes:
    """The PNG of a logo that has passed the checks. `work` is a folder for the drawing. Raises
    PdfError."""
    copy = work / f"logo{file.suffix}"
    shutil.copyfile(file, copy)
    page = _PAGE.format(name=copy.name, height=HEIGHT)
    try:
        made = draw_png(page.encode(), 72, root=str(work))
    except (typst.TypstError, RuntimeError) as error:
        raise PdfError(
            f"expected a picture that can be drawn; got {' '.join(str(error).split())[:120]};"
            " do save it again as PNG"
        ) from None
    finally:
        copy.unlink()
    if len(made) > HEAVIEST:
        raise PdfError(
            f"expected a picture of {HEAVIEST} bytes at most when it is drawn; got {len(made)};"
            " do use one with fewer colors"
        )
    return made
