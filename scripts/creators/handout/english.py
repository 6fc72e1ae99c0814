"""Shows what stands in English on a sheet in another language for what it is, in each kind of
file.

knowledge.translate puts two marks around it; one English phrase can hold another.
"""

import re

from creators.wording.phrases import END as END_LTR
from creators.wording.phrases import LTR
from knowledge.translate import BEGIN, END

_TAG = re.compile(r"(<title>.*?</title>|<script.*?</script>|<[^<>]*>)", re.S)
_MARK = re.compile(f"[{BEGIN}{END}]")
OPEN, CLOSE = '<bdi lang="en" dir="ltr">', "</bdi>"


def in_html(page: str) -> str:
    """Return HTML with the English in elements of its own; in attributes, titles and data, where
    none can stand, without the marks."""
    if BEGIN not in page:
        return page
    parts = _TAG.split(page)
    return "".join(
        _MARK.sub("", part) if place % 2 else _between(part, OPEN, CLOSE)
        for place, part in enumerate(parts)
    )


def in_text(text: str, rtl: bool) -> str:
    """Return plain text without the marks; from right to left, with the English isolated."""
    return _between(text, LTR, END_LTR) if rtl else _MARK.sub("", text)


def outer(text: str) -> str:
    """Return text in which no mark stands inside another pair."""
    return _between(text, BEGIN, END)


def _between(text: str, begin: str, end: str) -> str:
    if BEGIN not in text:
        return text
    depth, made = 0, []
    for part in re.split(f"([{BEGIN}{END}])", text):
        if part == BEGIN:
            depth += 1
            made += [begin] * (depth == 1)
        elif part == END:
            depth -= 1
            made += [end] * (depth == 0)
        else:
            made.append(part)
    return "".join(made)
