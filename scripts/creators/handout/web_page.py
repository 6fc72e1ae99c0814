"""A sheet to one HTML file: everything inside, for any host, a USB stick or a phone without
network."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment

from creators.handout.dates import create_dates
from creators.handout.english import in_html
from creators.handout.marks import WEB, marked_once, shown_stretches
from creators.handout.share import card_end
from creators.handout.sheet import Imprint, Sheet
from creators.shell.inside import create_script, create_style
from creators.shell.qr import qr_bitmap
from creators.shell.templates import template_environment
from creators.wording import words as wording

STYLE, DRAFT_STYLE = "handout/handout.css", "handout/draft.css"
MOST = 100_000
"""Bytes that a page has less than, with everything inside."""


@dataclass(frozen=True)
class Twin:
    """The same sheet in another language: its BCP 47 tag, direction and own name, its path below
    the site's address, and that address."""

    tag: str
    dir: str
    name: str
    path: str
    site: str

    @property
    def address(self) -> str:
        """Where it is on the web."""
        return f"{self.site}{self.path.removesuffix('index.html')}"


_BETWEEN = re.compile(r"(?<=>)\n+(?=</?(?:ul|ol|li|div|dl|dt|dd|section|p|h\d)\b)")
"""Line breaks in front of a block, which nobody sees."""


def create_handout_page(
    folder: Path,
    sheet: Sheet,
    imprint: Imprint,
    logo: str = "",
    script: str = "",
    pictures: Mapping[str, str] = MappingProxyType({}),
    twins: Sequence[Twin] = (),
    treated: datetime.date | None = None,
) -> str:
    """Return the page of `sheet` by the templates of `folder` (overrides/). `logo` is a picture as
    a data: address, and `pictures` are those of normal skin by their names; `script` is the text of
    its scripts, which the page's policy allows and no other. The pictures are left out
    where the page would not be below MOST bytes with them. `twins`, of a page of the
    site, are the sheet in all languages, English first, itself among them; `treated` is the day
    whose dates it opens with."""
    inside = create_script(script)
    style = create_style("\n".join(_styles(folder, sheet, bool(twins))), _colors(sheet))
    facts = {
        "style": style,
        "script": inside.text,
        "script_hash": inside.hash,
        "dates": create_dates(sheet, imprint),
        "pictures": pictures,
        "card_end": card_end(sheet, imprint),
        "twins": twins,
        "treated": treated.isoformat() if treated else "",
    }
    page = f"{_rendered(folder, 'page', sheet, imprint, logo, facts)}\n"
    if pictures and len(page.encode()) >= MOST:
        return create_handout_page(
            folder, sheet, imprint, logo, script, twins=twins, treated=treated
        )
    return page


def create_bare_sheet(folder: Path, sheet: Sheet, imprint: Imprint, logo: str = "") -> str:
    """Return the sheet as it stands on another page: no document around it, and nothing
    that needs a script."""
    facts = {"dates": "", "pictures": {}}
    return _rendered(folder, "bare", sheet, imprint, logo, facts)


def _rendered(
    folder: Path, name: str, sheet: Sheet, imprint: Imprint, logo: str, facts: dict
) -> str:
    template = page_templates(folder).get_template(f"handout/{name}.html.jinja")
    shown = marked_once(sheet, WEB)
    same = {"sheet": shown, "labels": shown.labels, "imprint": imprint, "logo": logo}
    facts |= {"stretches": shown_stretches(sheet, shown)}
    page = template.render(**same, codes=_codes(sheet, imprint), **facts).strip()
    return in_html(_BETWEEN.sub("", page))


@lru_cache(maxsize=4)
def page_templates(folder: Path) -> Environment:
    """Return the environment of the templates of sheets in `folder` (overrides/)."""
    env = template_environment(folder, autoescape=True)
    env.globals["wording"] = wording
    env.filters["bound"] = wording.bound
    return env


def _styles(folder: Path, sheet: Sheet, is_public: bool) -> Iterator[str]:
    yield (folder / STYLE).read_text(encoding="utf-8")
    if is_public or sheet.notice.is_draft:
        yield (folder / DRAFT_STYLE).read_text(encoding="utf-8")


def _colors(sheet: Sheet) -> str:
    """Return the clinic's colors in place of ours: `main` and `ground`, each as # and six
    digits."""
    return (
        f":root{{{';'.join(f'--{name}:{color}' for name, color in sheet.colors.items())}}}"
        if sheet.colors
        else ""
    )


def _codes(sheet: Sheet, imprint: Imprint) -> list[tuple[str, str, tuple[int, str]]]:
    """Return the label, the address and the QR code of each place that the sheet leads to, that
    for the patient first."""
    found = [(sheet.labels["page-code"], imprint.page)] if imprint.page else []
    found += [(sheet.labels["check-code"], imprint.check_address)]
    return [(label, address, qr_bitmap(address)) for label, address in found]
