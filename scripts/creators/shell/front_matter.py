"""Reads what a created page says of itself above its text."""

from __future__ import annotations

import json


def page_title(page: str) -> str:
    """Return the title in the front matter of a created page."""
    return json.loads(page.split("\n", 2)[1].removeprefix("title: "))


def page_summary(page: str) -> str:
    """Return the summary in the front matter of a created page."""
    return json.loads(page.split("\n", 3)[2].removeprefix("description: "))
