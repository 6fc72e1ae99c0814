"""A sheet to what overrides/paper/handout.typ is given: one JSON text with the words, the dates,
the codes and the imprint."""

import datetime
import json

from creators.handout.english import outer
from creators.handout.marks import (
    PAPER,
    last_marked,
    marked_once,
    meaning_of_mark,
    shown_stretches,
    unlike_signs,
)
from creators.handout.plan import Chart, Stretch, create_chart
from creators.handout.sheet import Imprint, Sheet, dates_of
from creators.shell.qr import qr_code
from creators.wording import words as wording
from knowledge.records.languages import Language

EDITIONS = {"a4": 2, "letter": 2, "large-print": 8, "wallet-card": 2}
"""How a handout can be set, and the pages that each takes at most."""
OWN_PAGE = 1
"""Pages more that a clinic's own words and dates may take in A4 and Letter, and a translation in
large print: it is longer than its English."""

ADVICE = ("pain-how", "burn-how", "restart-how", "sun-how")
"""Lines that follow each other below the chart."""


def most_pages(edition: str, is_own: bool, is_translated: bool = False) -> int:
    """Return how many pages an edition of a sheet, general or a clinic's own, may take."""
    more = is_own and edition in ("a4", "letter")
    longer = is_translated and edition == "large-print"
    return EDITIONS[edition] + OWN_PAGE * (more or longer)


def create_source(
    sheet: Sheet,
    imprint: Imprint,
    treated: datetime.date | None = None,
    logo: str = "",
    draft: bool = False,
) -> str:
    """Return all that the PDFs of a sheet are made from. `logo` is the picture's path as the
    template opens it, `treated` the day of the treatment, for a sheet with dates. A `draft` says so
    on each page, and has no code that leads a reader anywhere."""
    shown = marked_once(sheet, PAPER)
    text = json.dumps(
        {
            "sheet": {**shown.parts, "medicines": _medicines(shown), "logo": logo},
            "imprint": imprint_facts(imprint),
            "stretches": [
                {**vars(stretch), "inside": _inside(sheet, stretch)}
                for stretch in shown_stretches(sheet, shown)
            ],
            "chart": _chart(create_chart(sheet)),
            "unlike_signs": unlike_signs(shown),
            "advice": dict(zip(ADVICE, last_marked([shown.labels[name] for name in ADVICE]))),
            "mark_means": meaning_of_mark(shown),
            "language": language_facts(sheet),
            "dates": dates_of(sheet, treated) if treated else {},
            "short": dates_of(sheet, treated, sheet.phrases.short_date) if treated else {},
            "treated": sheet.phrases.full_date(treated) if treated else "",
            "codes": {
                "check": "" if draft else qr_code(imprint.check_address),
                "page": qr_code(imprint.page) if imprint.page and not draft else "",
            },
            "draft": draft,
        },
        ensure_ascii=False,
        default=vars,
    )
    return outer(wording.bound(text))


def imprint_facts(imprint: Imprint) -> dict:
    """Return what every template has to know of an imprint."""
    return {**vars(imprint), "check_address": imprint.check_address}


def _medicines(sheet: Sheet) -> list[dict]:
    """Return the medicines that need not wait, each rule with its first words as they stand inside
    a sentence."""
    return [
        {**vars(group), "inside": sheet.phrases.lower_first(group.words.lead)}
        for group in sheet.medicines
    ]


def _inside(sheet: Sheet, stretch: Stretch) -> list:
    """Return what to do in a stretch as it goes on in one sentence."""
    first, *others = stretch.do or ((),)
    small = [((sheet.phrases.lower_first(item[0][0]), item[0][1]), *item[1:]) for item in others]
    return [item for item in (first, *small) if item]


def language_facts(sheet: Sheet) -> dict:
    """Return what the template has to know of a language, and the words that it puts around
    others."""
    language = sheet.language
    return {
        **letters_of(language),
        "comma": language.comma,
        "semicolon": language.semicolon,
        "stop": language.stop,
        "gap": sheet.phrases.gap,
        "code": sheet.phrases.texts["code-alt"],
        "notice": [sheet.notice.words, sheet.notice.in_english],
        "day": sheet.phrases.texts["day-alone"],
    }


def letters_of(language: Language) -> dict:
    """Return what every template has to know of a language: how its letters are set."""
    lang, _, region = language.tag.partition("-")
    return {
        "lang": lang,
        # a script is no region
        "region": region if len(region) == 2 else None,
        **{name: getattr(language, name) for name in ("dir", "fonts", "size", "leading", "colon")},
    }


def _chart(chart: Chart) -> dict:
    """Return the chart, with the place of the column that each day has, where it has columns."""
    places = {day: place for place, day in enumerate(chart.columns)}
    rows = [
        {**vars(row), "column": places.get(row.day), "deep_column": places.get(row.deep)}
        for row in chart.rows
    ]
    return {**vars(chart), "rows": rows}
