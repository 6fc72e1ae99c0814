"""Sheets for tests: the general one, the example clinic's, and one with as many words as a clinic's
file may hold."""

import io
import json
from base64 import b64encode
from functools import cache
from pathlib import Path

from PIL import Image

from builders.sheet_scripts import read_sheet_scripts
from creators.handout.create import create_imprint, create_sheet
from creators.handout.sheet import Imprint, Sheet
from creators.handout.web_page import create_handout_page
from helpers import ROOT
from knowledge.model import Knowledge
from knowledge.reading.loader import load_clinic, load_knowledge
from knowledge.reading.logo import MOST_BYTES
from knowledge.reading.parser import parse_clinic
from knowledge.records.clinic import MOST, MOST_TO_WRITE, Clinic

SITE = "https://bumps-after-microneedling.example/"
HOSTILE = "</script></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}"
SCRIPT = read_sheet_scripts(ROOT)
Made = tuple[Sheet, Imprint]


@cache
def real_knowledge() -> Knowledge:
    """The real content, for sheets that are made once for many tests."""
    return load_knowledge(ROOT)[0]


def made(clinic: Clinic | None = None) -> Made:
    """The sheet of `clinic`, or the general one, and its imprint."""
    sheet = create_sheet(real_knowledge(), clinic)
    return sheet, create_imprint(sheet, clinic, "3", "2026-11-22", SITE)


@cache
def general() -> Made:
    """The sheet of no clinic."""
    return made()


@cache
def example() -> Made:
    """The sheet of clinics/example.yml."""
    return made(load_clinic(ROOT, ROOT / "clinics" / "example.yml")[0])


@cache
def fullest() -> Made:
    """The sheet of a clinic that fills every field with as much as it may hold, but for what it may
    not say twice."""
    facts = real_knowledge()
    long = "Wait more and call us " * 20
    longest_use = max(facts.product_uses.values(), key=lambda use: len(use.words))
    named = [line for line in facts.clinic_lines.values() if line.slots == ("name",)]
    longest_lines = sorted(named, key=lambda line: -len(line.words))[: MOST["lines"]]
    things = [*facts.substances, *facts.activities][: MOST["avoid"] * 6]
    remedies = [
        remedy.id
        for remedy in facts.remedies.values()
        if not remedy.needs_clinician and not remedy.not_advised
    ]
    data = {
        "name": ("A Clinic of Many Words " * 5)[:60].strip(),
        "country": "US",
        "phone": "+1 (201) 555-0123 ext 123456",
        "out_of_hours_phone": "+1 (201) 555-0199 ext 123456",
        "emergency_number": "911",
        "address": long[:120].strip(),
        "hours": ("Monday to Friday, 9 to 5; " * 3)[:77].strip("; "),
        "web": f"https://clinic.example/{'w' * 77}",
        "handout_page": f"https://clinic.example/{'h' * 77}",
        "logo": "logo.png",
        "colors": {"main": "#1d4f7a", "ground": "#e8f0f7"},
        "device": {"name": long[:60].strip(), "kind": "rf"},
        "products": (
            [{"name": long[:60].strip(), "substances": ["clinic-gel"], "use": longest_use.id}]
            * MOST["products"]
        ),
        "lines": [{"line": line.id, "name": long[:60].strip()} for line in longest_lines],
        "write_lines": MOST_TO_WRITE,
        "stricter": {
            "first_days": [
                {"remedy": name, "first_day": 28} for name in remedies[: MOST["first_days"]]
            ],
            "avoid": [
                {"what": things[start : start + 6], "until_day": 20 + start}
                for start in range(0, len(things), 6)
            ],
            "calls": [
                {"red_flag": name, "urgency": "emergency_now"}
                for name in list(facts.red_flags)[-MOST["calls"] :]
            ],
            "red_flags": [
                {"sign": name, "urgency": "emergency_now"}
                for name in [*facts.clinic_signs][: MOST["red_flags"]]
            ],
        },
    }
    clinic, problems = parse_clinic("clinics/fullest.yml", json.dumps(data))
    assert clinic, list(map(str, problems))
    return made(clinic)


@cache
def hostile() -> Made:
    """The sheet of a clinic whose every line tries to break out of the page. Its file would be
    refused; the page holds all the same."""
    clinic = load_clinic(ROOT, ROOT / "clinics" / "example.yml")[0]
    lines = tuple(line.model_copy(update={"name": HOSTILE}) for line in clinic.lines[1:])
    return made(
        clinic.model_copy(
            update={
                "name": HOSTILE,
                "phone": HOSTILE,
                "address": HOSTILE,
                "hours": HOSTILE,
                "lines": lines,
                "products": tuple(
                    product.model_copy(update={"name": HOSTILE}) for product in clinic.products
                ),
            }
        )
    )


def _large_logo() -> str:
    """A picture of as many bytes as a logo may have; what follows a PNG's end is not read."""
    out = io.BytesIO()
    Image.new("RGB", (400, 120), "#1d4f7a").save(out, "PNG")
    return f"data:image/png;base64,{b64encode(out.getvalue().ljust(MOST_BYTES, bytes(1))).decode()}"


LARGE_LOGO = _large_logo()


def page_of(sheet: Sheet, imprint: Imprint, logo: str = "") -> str:
    """The single file of a sheet."""
    return create_handout_page(ROOT / "overrides", sheet, imprint, logo, SCRIPT)


def write_page(folder: Path, sheet: Sheet, imprint: Imprint, logo: str = "") -> Path:
    """The single file of a sheet, in `folder`."""
    file = folder / "index.html"
    file.write_text(page_of(sheet, imprint, logo), encoding="utf-8")
    return file
