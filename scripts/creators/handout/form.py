"""The page on which a clinic makes its own handout: the sheet with empty places, and the rules of a
clinic's file as data. A browser puts in what the clinic types (docs/assets/make-handout.js). No
rule is typed a second time there: each comes from the record or check that states it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from creators.handout.create import create_imprint, create_sheet
from creators.handout.web_page import STYLE, create_bare_sheet
from creators.shell.style import Style, create_style
from knowledge.checks.clinic.notes import refused_names
from knowledge.checks.clinic.records import countries
from knowledge.model import Knowledge
from knowledge.reading import logo
from knowledge.reading.parser import NOT_PRINTED
from knowledge.records.clinic import INK, LEAST_CONTRAST, LETTERS, TRUNK, Clinic, Device
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
RULES = "assets/handout-rules.js"
"""The limits of a clinic's fields, as a script: a page in a folder may not fetch a file."""
DEVICES = {"any": None, "needles": "needles", "deep": "deep"}
"""The sheets that differ in more than a clinic's own words, by the kind of device: rf has that of
deep."""
SLOT = re.compile(r"⟦(\w+)⟧")
"""A place for a field of the clinic."""
FIELDS = (
    "name",
    "phone",
    "out_of_hours_phone",
    "address",
    "hours",
    "web",
    "country",
    "emergency_number",
)


def create_make_facts(
    knowledge: Knowledge, folder: Path, version: str, date: str, site: str
) -> dict:
    """Return what the page's template needs: a sheet for each kind of device, as HTML, its style,
    the form's style, and the known countries. `version`, `date` and `site` as in
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
    }


def create_rules(knowledge: Knowledge) -> str:
    """Return a script that sets `handoutRules`: the limits of each field, and what the checks of a
    clinic's file refuse."""
    rules = {
        "fields": limits(),
        "refused": refused_names(knowledge),
        "letters": {chr(code): text for code, text in LETTERS.items()},
        "unprintable": NOT_PRINTED.pattern,
        "trunk": TRUNK,
        "contrast": LEAST_CONTRAST,
        "ink": INK,
        "countries": sorted(countries()),
        "numbers": _numbers(knowledge),
        "logo": _logo_rules(),
    }
    return f"window.handoutRules = {json.dumps(rules, separators=(',', ':'))};\n"


def _numbers(knowledge: Knowledge) -> dict[str, str]:
    """Return the emergency number of each country."""
    return {
        country: item.number
        for item in knowledge.emergency_numbers.values()
        for country in item.countries
    }


def _logo_rules() -> dict[str, object]:
    return {
        "bytes": logo.MOST_BYTES,
        "pixels": logo.MOST_PIXELS,
        "longest": logo.MOST_TIMES_AS_LONG,
        "shapes": sorted(logo.SHAPES),
        "attributes": sorted(logo.ATTRIBUTES),
        "paint": sorted(logo.PAINT),
        "outside": logo.OUTSIDE.pattern,
    }


def limits() -> dict[str, dict]:
    """For each field of the form, its shortest and longest text in characters, its pattern, and
    whether it has to be there."""
    schema = Clinic.model_json_schema()
    found = {}
    for name in (*FIELDS, "logo"):
        own = schema["properties"][name]
        own = own.get("anyOf", [own])[0]
        found[name] = {
            "least": own.get("minLength", 0),
            "most": own.get("maxLength", 0),
            "pattern": own["pattern"],
            "required": name in schema["required"],
        }
    return found


def _sheet(
    knowledge: Knowledge, folder: Path, kind: str | None, version: str, date: str, site: str
) -> str:
    """Return the sheet of a clinic that is nothing but places. Its headings stand one level lower,
    as the page around it has a title."""
    device = Device.model_construct(name="", kind=kind) if kind else None
    clinic = Clinic.model_construct(
        id="", origin=Origin(""), device=device, **{name: f"⟦{name}⟧" for name in FIELDS}
    )
    sheet = create_sheet(knowledge, clinic)
    imprint = replace(create_imprint(sheet, clinic, version, date, site), version=version, page="")
    html = create_bare_sheet(folder, sheet, imprint, logo="⟦logo⟧")
    html = re.sub(r'<img src="⟦logo⟧"[^>]*>', "⟦logo⟧", html)
    html = re.sub(r' href="(?:tel:|⟦web⟧)"', "", html)
    html = re.sub(r'\b(id|aria-labelledby)="([^"]+)"', rf'\1="\2-{kind or "any"}"', html)
    return SLOT.sub(r'<span data-slot="\1"></span>', _lower(html))


def _sheet_style(folder: Path) -> Style:
    """Return the style of the sheet inside an element of its own, and what only this page's paper
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
