"""One guide in easy words to one PDF, by overrides/paper/easy.typ: with as much air as its pages
have room for, and refused where they have none."""

import json
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import typst

from builders.handout_pdf import STYLES, TEMPLATES, Setter
from builders.handout_rooms import kept_facts, page_count
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
MORE, LITTLE = 0.2, (0.1, 0.0)
"""A clinic's guide is tried with more air than the general one has, which has lines to write on,
then with little, so that few are tried."""


def draw_easy_pictures(root: Path, folder: Path) -> None:
    """Draw the pictures of the guide into `folder`, as SVG."""
    (folder / EASY).mkdir()
    for name, picture in easy_drawings(root).items():
        (folder / EASY / f"{name}.svg").write_text(picture, encoding="utf-8")


def easy_drawings(root: Path) -> dict[str, str]:
    """Return the pictures of the guide as SVG, by their names."""
    return easy_figures(drawing_templates(root))


def set_easy(
    root: Path,
    setter: Setter,
    source: str,
    date: str,
    clinic: Clinic | None = None,
    general: Callable[[], str] | None = None,
) -> bytes:
    """The PDF of one guide, for a clinic or for everyone, in the folder of `setter`, where its
    pictures are. `date` is a day (ISO 8601); `general` returns the source of the general guide in
    the language, with which the search for a clinic's begins. Raises PdfError where it cannot
    be set, or takes more pages than it may."""
    shutil.copyfile(root / TEMPLATES / STYLE, setter.folder / STYLE)
    where = clinic.origin.path if clinic else EASY
    lay = _laying(setter, source, date, where)
    is_translated = json.loads(source)["language"]["lang"] != ENGLISH
    most = most_easy_pages(clinic is not None, is_translated)
    fewest, airs = most_easy_pages(False), AIRS
    if clinic and general:
        fewest, air = _lies(root, setter, general, date) or (fewest, AIRS[0])
        airs = tuple(way for way in AIRS if way in (round(min(air + MORE, AIRS[0]), 1), *LITTLE))
    if found := _first(lay, airs, fewest, most):
        return lay(found[1])
    got = page_count(lay(airs[-1]))
    do = "take some of the clinic's own signs away" if clinic else "shorten some rows"
    raise PdfError(f"{where}:1: {EASY}: expected {most} pages at most; got {got}; do {do}")


def _first(
    lay: Callable[[float], bytes], airs: Iterable[float], fewest: int, most: int
) -> tuple[int, float] | None:
    """Return the fewest pages on which a guide lies, and the most air that its cards have there."""
    ways = ((pages, air) for pages in range(fewest, most + 1) for air in airs)
    return next((way for way in ways if page_count(lay(way[1])) <= way[0]), None)


def _lies(
    root: Path, setter: Setter, general: Callable[[], str], date: str
) -> tuple[int, float] | None:
    """Return the same of the general guide."""
    if EASY not in setter.most:
        source = general()
        facts, least = json.loads(source), most_easy_pages(False)
        lay = _laying(setter, source, date, EASY)
        name = f"{EASY} {facts['language']['lang']} {bool(facts['guide']['treated'])}"
        styles = [setter.folder / style for style in (STYLE, *STYLES)]
        most = most_easy_pages(True, True)
        setter.most[EASY] = kept_facts(
            root, name, source, styles, lambda: _first(lay, AIRS, least, most)
        )
    return setter.most[EASY]


def _laying(setter: Setter, source: str, date: str, where: str) -> Callable[[float], bytes]:
    """Return what lays out a source with some air, with each once."""

    @cache
    def lay(air: float) -> bytes:
        (setter.folder / DATA).write_text(source, encoding="utf-8")
        return _compile(setter, date, air, where)

    return lay


def _compile(setter: Setter, date: str, air: float, where: str) -> bytes:
    (setter.folder / AIR).write_text(json.dumps(air), encoding="utf-8")
    try:
        return setter.compiler.compile(
            str(setter.folder / STYLE), pdf_standards=["ua-1"], timestamp=time_stamp(date)
        )
    except typst.TypstError as error:
        said = refusal(f"{where}:1", "handout", error.message, f"{TEMPLATES}/{STYLE}")
        raise PdfError(said) from None
