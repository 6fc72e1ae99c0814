"""A sheet to the parts of a file for Word (ISO 29500), which a clinic may change as it likes: each
part says which version it was made from."""

import datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment

from creators.handout.marks import PAPER, marked_once, shown_stretches, unlike_signs
from creators.handout.sheet import Imprint, Sheet, dates_of
from creators.shell.templates import template_environment
from creators.wording import words as wording

DOCX = "docx"
"""The edition of a sheet that is a file for Word, and the ending of its file."""
FOLDER = "handout/word"
"""Where the templates are: each at the place that its part has in the file."""
ENDING = ".jinja"
MAIN = "#124F49"
"""The color of headings on a sheet of no clinic."""
LETTER, A4 = (12240, 15840), (11906, 16838)
"""The width and height of paper, in twentieths of a point."""
WITH_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
"""Where printers hold US Letter (CLDR, measurement data)."""
LOGO = "word/media/logo.png"
LOGO_HIGH, LOGO_WIDE = 10 * 36_000, 80 * 36_000
"""What room a logo has at most, in the units of such a file: 36,000 to a millimeter."""


def create_word(
    folder: Path,
    sheet: Sheet,
    imprint: Imprint,
    treated: datetime.date | None = None,
    logo: bytes = b"",
    country: str | None = None,
) -> dict[str, bytes]:
    """Return the parts of the file of `sheet` by their names, by the templates of `folder`
    (overrides/), in which it has them. `logo` is a PNG, `treated` the day of the treatment,
    `country` (ISO 3166) that of the clinic, for the size of its paper. The general sheet is in
    American English, and has the paper of the United States."""
    made_from = sheet.labels["made-from"].format(version=imprint.version, address=imprint.site)
    shown = marked_once(sheet, PAPER)
    sources = f"{imprint.site}about/sources/"
    addresses = filter(None, (sheet.web, sources, imprint.check_address, imprint.page))
    facts = {
        "sheet": shown,
        "labels": shown.labels,
        "expected": unlike_signs(shown),
        "imprint": imprint,
        "stretches": shown_stretches(sheet, shown),
        "main": sheet.colors.get("main", MAIN).removeprefix("#"),
        "made_from": made_from,
        "sources": sources,
        "paper": LETTER if (country or "US") in WITH_LETTER else A4,
        "links": {address: f"link{number}" for number, address in enumerate(addresses)},
        "treated": sheet.phrases.full_date(treated) if treated else "",
        "dates": dates_of(sheet, treated) if treated else {},
        "logo": _size(logo) if logo else None,
    }
    templates = _templates(folder)
    names = sorted(name for name in templates.list_templates() if name.endswith(ENDING))
    parts = {
        name.removesuffix(ENDING): templates.get_template(name).render(**facts).encode()
        for name in names
    }
    return {**parts, LOGO: logo} if logo else parts


@lru_cache(maxsize=4)
def _templates(folder: Path) -> Environment:
    env = template_environment(folder / FOLDER, autoescape=True)
    env.globals["wording"] = wording
    env.filters["bound"] = wording.bound
    return env


def _size(logo: bytes) -> tuple[int, int]:
    """Return how wide and high a PNG is shown in its room: its first part has its own size (ISO
    15948)."""
    wide, high = (int.from_bytes(logo[place : place + 4]) for place in (16, 20))
    scale = min(LOGO_WIDE / wide, LOGO_HIGH / high)
    return round(wide * scale), round(high * scale)
