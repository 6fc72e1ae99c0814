"""The page on which a clinic makes its own handout: the sheet with empty places, into which a
browser puts what the clinic types and chooses (docs/assets/make-handout.js)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from creators.handout.create import create_imprint, create_sheet
from creators.handout.form_rules import FIELDS, limits
from creators.handout.web_page import STYLE, create_bare_sheet
from creators.shell.style import Style, create_style
from knowledge.model import Knowledge
from knowledge.records.choices import SLOTS, WEEKDAYS
from knowledge.records.clinic import MOST, MOST_TO_WRITE, Clinic, Device
from knowledge.records.fields import Origin

MAKE = "about/for-clinics/make-a-handout.md"
MAKE_PAGE = (
    "make_handout",
    "Make a handout",
    (
        "Put your clinic's name, phones and colors on the handout, see it, and print it: all in"
        " your browser."
    ),
    {},
)
"""Its template, title, summary and facts."""
DEVICES = {"any": None, "needles": "needles", "deep": "deep"}
"""The sheets that differ in more than a clinic's own words, by the kind of device: rf has that of
deep."""
SLOT = re.compile(r"⟦(\w+)⟧")
"""A place for a field of the clinic."""
LISTS = re.compile(r"<ul>\s*<li>(?:(?!</ul>).)*?⟦(notes|products|changes)⟧.*?</ul>", re.S)
"""A list of the clinic's own, which the page fills."""


def create_make_facts(
    knowledge: Knowledge, folder: Path, version: str, date: str, site: str
) -> dict:
    """What the page's template needs: a sheet for each kind of device, as HTML, its style, the
    form's style, and the known countries. `version`, `date` and `site` as in
    creators.handout.Imprint."""
    sheets = {
        name: _sheet(knowledge, folder, kind, version, date, site) for name, kind in DEVICES.items()
    }
    return {
        "sheets": sheets,
        "sheet_style": _sheet_style(folder),
        "form_style": create_style((folder / "handout" / "form.css").read_text(encoding="utf-8")),
        "places": list(knowledge.emergency_numbers.values()),
        "fields": limits(),
        "colors": Clinic.model_fields["colors"].default,
        "most": MOST,
        "most_to_write": MOST_TO_WRITE,
        "slots": SLOTS,
        "weekdays": WEEKDAYS,
    }


def _sheet(
    knowledge: Knowledge, folder: Path, kind: str | None, version: str, date: str, site: str
) -> str:
    """The sheet of a clinic that is nothing but places. Its headings stand one level lower, as the
    page around it has a title."""
    device = Device.model_construct(name="", kind=kind) if kind else None
    clinic = Clinic.model_construct(
        id="", origin=Origin(""), device=device, **{name: f"⟦{name}⟧" for name in FIELDS}
    )
    own = ("notes", "changes")
    sheet = replace(
        create_sheet(knowledge, clinic),
        products=(("⟦products⟧", ""),),
        write_lines=MOST_TO_WRITE,
        **{name: (f"⟦{name}⟧",) for name in own},
    )
    imprint = replace(create_imprint(sheet, clinic, version, date, site), version=version, page="")
    html = LISTS.sub(
        r'<ul data-list="\1"></ul>', create_bare_sheet(folder, sheet, imprint, logo="⟦logo⟧")
    )
    html = re.sub(r'<img src="⟦logo⟧"[^>]*>', "⟦logo⟧", html)
    html = re.sub(r' href="(?:tel:(?:⟦\w+⟧)?|⟦web⟧)"', "", html)
    html = re.sub(r'\b(id|aria-labelledby)="([^"]+)"', rf'\1="\2-{kind or "any"}"', html)
    return SLOT.sub(r'<span data-slot="\1"></span>', _lower(html))


def _sheet_style(folder: Path) -> Style:
    """The style of the sheet inside an element of its own, and what only this page's paper
    needs."""
    general, own = (
        (folder / name).read_text(encoding="utf-8") for name in (STYLE, "handout/made.css")
    )
    return create_style(
        re.sub(
            r"(?m)^( *)(?::root|html|body)\b", r"\1:host", re.sub(r"\bh([1-3])\b", _deeper, general)
        ),
        own,
    )


def _lower(html: str) -> str:
    return re.sub(r"(?<=<)(/?)h([1-3])\b", lambda found: found[1] + _deeper(found), html)


def _deeper(found: re.Match) -> str:
    return f"h{int(found[found.lastindex]) + 1}"
