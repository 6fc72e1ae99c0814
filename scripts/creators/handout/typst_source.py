"""A sheet to what overrides/paper/handout.typ is given: one JSON text with the words, the dates,
the codes and the imprint."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict

from creators.handout.plan import COLUMNS, create_chart, create_stretches
from creators.handout.sheet import Imprint, Sheet, dates_of, sheet_data
from creators.shell.qr import qr_code
from creators.wording import words as wording

EDITIONS = {"a4": 2, "letter": 2, "large-print": 6, "wallet-card": 2}
"""How a handout can be set, and the pages that each takes at most."""
OWN_PAGE = 1
"""Pages more that a clinic's own words and dates may take in A4 and Letter."""


def most_pages(edition: str, is_own: bool) -> int:
    """Return how many pages an edition of a sheet, general or a clinic's own, may take."""
    return EDITIONS[edition] + (OWN_PAGE if is_own and edition in ("a4", "letter") else 0)


def create_source(
    sheet: Sheet, imprint: Imprint, treated: datetime.date | None = None, logo: str = ""
) -> str:
    """Return all that the PDFs of a sheet are made from. `logo` is the picture's path as the
    template opens it, `treated` the day of the treatment, for a sheet with dates."""
    data = {**sheet_data(sheet), "logo": logo}
    year, month, day = (int(part) for part in imprint.date.split("-"))
    text = json.dumps(
        {
            "sheet": data,
            "imprint": {**asdict(imprint), "check_address": imprint.check_address},
            **_plan(sheet),
            "dates": dates_of(sheet, treated) if treated else {},
            "short": dates_of(sheet, treated, sheet.phrases.short_date) if treated else {},
            "treated": sheet.phrases.full_date(treated) if treated else "",
            "codes": _codes(imprint),
            "date": {"year": year, "month": month, "day": day},
        },
        ensure_ascii=False,
    )
    return wording.bound(text)


def _plan(sheet: Sheet) -> dict:
    """Return the strip of days and the chart of waits."""
    chart = create_chart(sheet)
    rows = [
        {**asdict(row), "column": row.column, "deep_column": row.deep_column} for row in chart.rows
    ]
    return {
        "stretches": [asdict(stretch) for stretch in create_stretches(sheet)],
        "chart": {
            "columns": COLUMNS,
            "rows": rows,
            "notes": chart.notes,
            "others": chart.others,
        },
    }


def _codes(imprint: Imprint) -> Mapping[str, str]:
    return {
        "check": qr_code(imprint.check_address),
        "page": qr_code(imprint.page) if imprint.page else "",
    }
