"""One guide in easy words to one PDF, by overrides/paper/easy.typ: with as much air as its pages
have room for, and refused where they have none."""

import json
import shutil
from pathlib import Path

import pypdfium2
import typst

from builders.handout_pdf import TEMPLATES, Setter
from builders.kept import drawing_templates
from builders.typst import PdfError, refusal, time_stamp
from creators.easy.typst_source import EASY, most_easy_pages
from creators.figures.pictures import easy_figures
from knowledge.records.clinic import Clinic
from knowledge.records.languages import ENGLISH

STYLE = "easy.typ"
DATA, AIR = "easy.json", "air.json"
"""What easy.typ reads: the guide, and how much air its cards have."""
AIRS = (0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
"""How much air there can be, the most first."""


def draw_easy_pictures(root: Path, folder: Path) -> None:
    """Draw the pictures of the guide into `folder`, as SVG."""
    (folder / EASY).mkdir()
    for name, picture in easy_drawings(root).items():
        (folder / EASY / f"{name}.svg").write_text(picture, encoding="utf-8")


def easy_drawings(root: Path) -> dict[str, str]:
    """Return the pictures of the guide as SVG, by their names."""
    return easy_figures(drawing_templates(root))


def set_easy(
    root: Path, setter: Setter, source: str, date: str, clinic: Clinic | None = None
) -> bytes:
    """The PDF of one guide, for a clinic or for everyone, in the folder of `setter`, where its
    pictures are. `date` is a day (ISO 8601). Raises PdfError where it cannot be set, or takes
    more pages than it may."""
    shutil.copyfile(root / TEMPLATES / STYLE, setter.folder / STYLE)
    (setter.folder / DATA).write_text(source, encoding="utf-8")
    where = clinic.origin.path if clinic else EASY
    is_translated = json.loads(source)["language"]["lang"] != ENGLISH
    most = most_easy_pages(clinic is not None, is_translated)
    made: dict[float, bytes] = {}

    def pages(air: float) -> int:
        if air not in made:
            made[air] = _compile(setter, date, air, where)
        return len(pypdfium2.PdfDocument(made[air]))

    for wanted in range(most_easy_pages(False), most + 1):
        ways = tuple((air, wanted) for air in AIRS)
        place = setter.widest(ways, lambda way: pages(way[0]) <= way[1])
        if place < len(AIRS):
            return made[AIRS[place]]
    do = "take some of the clinic's own signs away" if clinic else "shorten some rows"
    raise PdfError(
        f"{where}:1: {EASY}: expected {most} pages at most; got {pages(AIRS[-1])}; do {do}"
    )


def _compile(setter: Setter, date: str, air: float, where: str) -> bytes:
    (setter.folder / AIR).write_text(json.dumps(air), encoding="utf-8")
    try:
        return setter.compiler.compile(
            str(setter.folder / STYLE), pdf_standards=["ua-1"], timestamp=time_stamp(date)
        )
    except typst.TypstError as error:
        said = refusal(f"{where}:1", "handout", error.message, f"{TEMPLATES}/{STYLE}")
        raise PdfError(said) from None
