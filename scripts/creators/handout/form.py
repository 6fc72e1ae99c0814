"""The page on which a clinic makes its own handout: the sheet with empty places, into which a
browser puts what the clinic types and chooses (docs/assets/make-handout.js)."""

import re
from dataclasses import replace
from pathlib import Path

from creators.handout.create import create_imprint, create_sheet
from creators.handout.english import in_text
from creators.handout.form_rules import FIELDS, WORDS, limits
from creators.handout.web_page import STYLE, create_bare_sheet
from creators.shell.inside import Inside, create_style
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge
from knowledge.records.choices import SLOTS, WEEKDAYS
from knowledge.records.clinic import MOST, MOST_TO_WRITE, Clinic, Device
from knowledge.records.fields import Origin
from knowledge.records.languages import ENGLISH
from knowledge.translate import translate
from knowledge.translation.state import checked_languages

MAKE = "about/for-clinics/make-a-handout.md"
LAYOUT = "make-handout.html"
"""The template of its HTML."""
SIZE, LEAST_SIZE = 12, 10
"""Of letters on paper, in points: that of made.css, and the smallest of a longer translation."""
DEVICES = {"any": None, "needles": "needles", "deep": "deep"}
"""The sheets that differ in more than a clinic's own words, by the kind of device: rf has that of
deep."""
SLOT = re.compile(r"⟦(\w+)⟧")
"""A place for a field of the clinic."""
LISTS = re.compile(r"<ul>\s*<li>(?:(?!</ul>).)*?⟦(notes|products|changes)⟧.*?</ul>", re.S)
"""A list of the clinic's own, which the page fills."""
_TAGS = re.compile(r"<svg.*?</svg>|<[^>]*>|\s+", re.S)


def make_path(language: str) -> str:
    """Return the path of the page whose sheet is in a language."""
    return MAKE if language == ENGLISH else f"{MAKE.removesuffix('.md')}/{language}.md"


def make_page(knowledge: Knowledge, language: str) -> tuple[str, str, str, dict]:
    """Return the template, title, summary and facts of a page. Each leads to all others: `others`
    are their paths and languages."""
    shown = (ENGLISH, *checked_languages(knowledge))
    others = [(make_path(name), knowledge.languages[name]) for name in shown if name != language]
    named = "" if language == ENGLISH else f" in {knowledge.languages[language].english}"
    return (
        "make_handout",
        f"Make a handout{named}",
        f"Put your clinic's name, phones and colors on the handout{named}, see it, and print it:"
        " all in your browser.",
        {"others": others, "named": named},
    )


def create_make_pages(
    knowledge: Knowledge, folder: Path, version: str, date: str, site: str
) -> dict[str, dict]:
    """Return what the template of each page needs, by the page's path: the form is the same on all,
    in English, and the sheet is in the language of the page. The arguments are those of
    create_make_facts."""
    place = (folder, version, date, site)
    english = create_make_facts(knowledge, *place)
    found = {MAKE: english}
    for name in checked_languages(knowledge):
        translated = translate(knowledge, name)
        sheets = _sheets(translated, *place)
        size = _paper_size(english["sheets"]["any"], sheets["any"])
        own = {
            "sheets": sheets,
            "sheet_style": _sheet_style(folder, f"@media print{{:host{{font-size:{size}pt}}}}"),
            "language": translated.languages[name],
            "words": WORDS.format(name),
            "emergency": in_text(phrases_of(translated).texts["emergency-number"], rtl=False),
        }
        found[make_path(name)] = english | own
    return found


def create_make_facts(
    knowledge: Knowledge, folder: Path, version: str, date: str, site: str
) -> dict:
    """What the page's template needs: a sheet for each kind of device, as HTML, its style, the
    form's style, and the known countries. `version`, `date` and `site` as in
    creators.handout.Imprint."""
    return {
        "sheets": _sheets(knowledge, folder, version, date, site),
        "emergency": phrases_of(knowledge).texts["emergency-number"],
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


def _sheets(
    knowledge: Knowledge, folder: Path, version: str, date: str, site: str
) -> dict[str, str]:
    """Return a sheet for each kind of device. All have the code of the general sheet in their
    language: nobody can know that of what a browser will make."""
    imprint = create_imprint(create_sheet(knowledge), None, version, date, site)
    return {
        name: _sheet(knowledge, folder, kind, imprint.version, date, site)
        for name, kind in DEVICES.items()
    }


def _sheet(
    knowledge: Knowledge, folder: Path, kind: str | None, version: str, date: str, site: str
) -> str:
    """The sheet of a clinic that is nothing but places. Its headings stand one level lower, as the
    page around it has a title. `version` is its whole code."""
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
    imprint = replace(create_imprint(sheet, clinic, "", date, site), version=version, page="")
    html = LISTS.sub(
        r'<ul data-list="\1"></ul>', create_bare_sheet(folder, sheet, imprint, logo="⟦logo⟧")
    )
    html = re.sub(r'<img src="⟦logo⟧"[^>]*>', "⟦logo⟧", html)
    html = re.sub(r' href="(?:tel:(?:⟦\w+⟧)?|⟦web⟧)"', "", html)
    html = re.sub(r'\b(id|aria-labelledby)="([^"]+)"', rf'\1="\2-{kind or "any"}"', html)
    return SLOT.sub(r'<span data-slot="\1"></span>', _lower(html))


def _paper_size(english: str, translated: str) -> float:
    """Return the size of letters on paper, in points, at which a longer translation takes as much
    room as the English."""
    longer = max(1, len(_TAGS.sub("", translated)) / len(_TAGS.sub("", english)))
    return max(LEAST_SIZE, round(SIZE / longer**0.5, 1))


def _sheet_style(folder: Path, more: str = "") -> Inside:
    """The style of the sheet inside an element of its own, what only this page's paper needs, and
    `more` that a language needs."""
    general, own = (
        (folder / name).read_text(encoding="utf-8") for name in (STYLE, "handout/made.css")
    )
    return create_style(
        re.sub(
            r"(?m)^( *)(?::root|html|body)\b", r"\1:host", re.sub(r"\bh([1-3])\b", _deeper, general)
        ),
        own + more,
    )


def _lower(html: str) -> str:
    return re.sub(r"(?<=<)(/?)h([1-3])\b", lambda found: found[1] + _deeper(found), html)


def _deeper(found: re.Match) -> str:
    return f"h{int(found[found.lastindex]) + 1}"
