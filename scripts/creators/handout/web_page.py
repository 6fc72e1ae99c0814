"""A sheet to one HTML file: everything inside, for any host, a USB stick or a phone without
network."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment
from markupsafe import Markup, escape

from creators.handout.dates import create_dates
from creators.handout.english import in_html
from creators.handout.plan import create_stretches
from creators.handout.sheet import Imprint, Phone, Sheet
from creators.shell.qr import qr_code
from creators.shell.style import create_style
from creators.shell.templates import template_environment
from creators.wording import words as wording

STYLE = "handout/handout.css"
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
        return f"{self.site}{self.path}"


@dataclass(frozen=True)
class Public:
    """What a sheet has as a page of the site: its own address, and its `twins` in all languages,
    itself among them. `pages` are those that it leads to."""

    address: str
    twins: tuple[Twin, ...]
    pages: tuple[Twin, ...]


_BETWEEN = re.compile(r"(?<=>)\n+(?=</?(?:ul|ol|li|div|dl|dt|dd|section|p|h\d)\b)")
"""Line breaks in front of a block, which nobody sees."""


def create_handout_page(
    folder: Path,
    sheet: Sheet,
    imprint: Imprint,
    logo: str = "",
    script: str = "",
    pictures: Mapping[str, str] = MappingProxyType({}),
    public: Public | None = None,
) -> str:
    """Return the page of `sheet` by the templates of `folder` (overrides/). `logo` is a picture as
    a data: address, and `pictures` are those of normal skin by their names; `script` is the text of
    docs/assets/dates.js, which the page's policy allows and no other. The pictures are left out
    where the page would not be below MOST bytes with them. `public` is what only a page of the site
    has."""
    if "</" in script:
        raise ValueError(
            "docs/assets/dates.js: expected no </ in it, which would end the page's <script>"
        )
    script = _shorten(script)
    style = create_style((folder / STYLE).read_text(encoding="utf-8"), _colors(sheet))
    facts = {
        "style": style,
        "script": script,
        "script_hash": f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
        "dates": create_dates(sheet, imprint),
        "pictures": pictures,
        "public": public,
    }
    page = f"{_rendered(folder, 'page', sheet, imprint, logo, facts)}\n"
    if pictures and len(page.encode()) >= MOST:
        return create_handout_page(folder, sheet, imprint, logo, script, public=public)
    return page


def create_bare_sheet(folder: Path, sheet: Sheet, imprint: Imprint, logo: str = "") -> str:
    """Return the sheet as it stands on another page: no document around it, and no dates."""
    return _rendered(folder, "bare", sheet, imprint, logo, {"dates": "", "pictures": {}})


def _rendered(
    folder: Path, name: str, sheet: Sheet, imprint: Imprint, logo: str, facts: dict
) -> str:
    template = _templates(folder).get_template(f"handout/{name}.html.jinja")
    same = {"sheet": sheet, "labels": sheet.labels, "imprint": imprint, "logo": logo}
    facts |= {"stretches": create_stretches(sheet)}
    page = template.render(**same, codes=_codes(sheet, imprint), **facts).strip()
    return in_html(_BETWEEN.sub("", page))


@lru_cache(maxsize=4)
def _templates(folder: Path) -> Environment:
    env = template_environment(folder, autoescape=True)
    env.globals["wording"] = wording
    env.filters["dialed"] = _dialed
    env.filters["bound"] = wording.bound
    return env


def _dialed(title: str, phones: Iterable[Phone]) -> Markup:
    """Return the heading of a card, in which each number of `phones` is a link that dials it."""
    html = str(escape(title))
    for phone in phones:
        html = html.replace(
            phone.number, f'<a class="dial" href="tel:{phone.link}">{phone.number}</a>'
        )
    return Markup(html)


def _colors(sheet: Sheet) -> str:
    """Return the clinic's colors in place of ours: `main` and `ground`, each as # and six
    digits."""
    return (
        f":root{{{';'.join(f'--{name}:{color}' for name, color in sheet.colors.items())}}}"
        if sheet.colors
        else ""
    )


def _shorten(script: str) -> str:
    """Return a script without comments and indents. A comment stands on a line of its own, or
    behind code and a space."""
    return re.sub(
        r"^\s+|(?:^|[ \t]+)// .*$", "", re.sub(r"^\s*// .*\n", "", script, flags=re.M), flags=re.M
    )


def _codes(sheet: Sheet, imprint: Imprint) -> list[tuple[str, str, str]]:
    """Return the label, the address and the QR code of each place that the sheet leads to."""
    found = [(sheet.labels["check-code"], imprint.check_address)]
    found += [(sheet.labels["page-code"], imprint.page)] if imprint.page else []
    return [(label, address, _drawing(address)) for label, address in found]


def _drawing(address: str) -> str:
    """Return a QR code that the style may size: its size as a view box. A screen reader has the
    address beside it."""
    return re.sub(
        r'width="(\d+)" height="(\d+)"',
        r'viewBox="0 0 \1 \2" aria-hidden="true"',
        qr_code(address),
        count=1,
    )
