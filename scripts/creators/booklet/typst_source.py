"""A booklet to what overrides/paper/booklet.typ is given: one JSON text."""

import json

from creators.booklet.blocks import AUTHOR, Booklet


def create_source(booklet: Booklet) -> str:
    """Return all that the PDFs of a booklet are made from, but its pictures."""
    pages = [{"title": page.title, "blocks": page.blocks} for page in booklet.pages]
    return json.dumps(
        {
            "title": booklet.title,
            "author": AUTHOR,
            "subtitle": booklet.subtitle,
            "scale": booklet.scale,
            "address": booklet.edition.address,
            "pages": pages,
            "date": booklet.edition.date,
        },
        ensure_ascii=False,
    )
