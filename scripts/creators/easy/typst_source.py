"""A guide in easy words to what overrides/paper/easy.typ is given: one JSON text."""

import json
from dataclasses import asdict

from creators.easy.guide import Guide
from creators.handout.english import outer
from creators.handout.sheet import Imprint
from creators.handout.typst_source import imprint_facts, letters_of
from creators.shell.qr import qr_code
from creators.wording import words as wording

EASY = "easy"
"""The edition of a handout that is the guide in easy words."""
MOST_PAGES, OWN_PAGE, LONGER = 8, 1, 3
"""Pages that the guide takes at most, and those more that a clinic's own signs, and another
language, may take."""


def most_easy_pages(is_own: bool, is_translated: bool = False) -> int:
    """Return how many pages the guide, general or a clinic's own, may take."""
    return MOST_PAGES + OWN_PAGE * is_own + LONGER * is_translated


def create_easy_source(guide: Guide, imprint: Imprint, draft: bool = False) -> str:
    """Return all that the PDF of a guide is made from, but for its pictures. A `draft` says so on
    each page, and has no code."""
    facts = {
        "guide": {**asdict(guide), "language": None, "notice": None},
        "language": letters_of(guide.language),
        "imprint": imprint_facts(imprint),
        "code": "" if draft else qr_code(imprint.check_address),
        "draft": draft,
        "notice": [guide.notice.words, guide.notice.in_english],
    }
    return outer(wording.bound(json.dumps(facts, ensure_ascii=False)))
