"""Every link in prose leads to a page and a heading that are there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, did_you_mean, in_text, quote
from knowledge.prose.blocks import LINK, Text
from knowledge.prose.texts import anchors, by_page
from knowledge.records.generated import GENERATED_DATA, GENERATED_HEADINGS, GENERATED_PAGES

_EXTERNAL = re.compile(r"^https?://[a-z0-9.-]+\.[a-z]{2,}(?:[/?#]\S*)?$", re.I)


def check_links(knowledge: Knowledge) -> Iterator[Problem]:
    """A link names a page of `docs/` by its relative path, and a heading on it; other addresses are
    well formed."""
    prose = by_page(knowledge)
    known = {
        path: anchors(knowledge, page, prose[path]) for path, page in knowledge.pages().items()
    }
    known.update({path: set() for path in GENERATED_DATA})
    for path, kinds in GENERATED_PAGES.items():
        known[path] = {
            str(getattr(key, "value", key)) for kind in kinds for key in getattr(knowledge, kind)
        }
        known[path] |= GENERATED_HEADINGS.get(path, set())
    for text in knowledge.texts:
        for _, target in LINK.findall(text.text):
            yield from _check_link(known, text, target)
    for record in (
        *knowledge.corrections.values(),
        *knowledge.search_words.values(),
        *knowledge.codes.values(),
    ):
        yield from _check_target(
            known, record.origin.path, record.origin.line("page"), "page", record.page
        )
    for chart in knowledge.charts.values():
        yield from _check_target(
            known, chart.origin.path, chart.origin.line("table"), "table", chart.table
        )


def _check_link(known: dict[str, set[str]], text: Text, target: str) -> Iterator[Problem]:
    if not text.page:
        yield in_text(
            text,
            "link",
            "no link in _data, as its text is shown on many pages",
            quote(target),
            "remove the link",
        )
    elif target.startswith(("http:", "https:")):
        if not _EXTERNAL.match(target):
            yield in_text(text, "link", "a web address", quote(target), "correct the address")
    elif not target or ":" in target or target.startswith("/"):
        yield in_text(
            text,
            "link",
            "a relative path to a .md page",
            quote(target),
            "write it as ../treat/aloe.md",
        )
    else:
        path, _, anchor = target.partition("#")
        full = (
            posixpath.normpath(posixpath.join(posixpath.dirname(text.page), path))
            if path
            else text.page
        )
        yield from _check_target(
            known, text.path, text.line, "link", f"{full}#{anchor}" if anchor else full
        )


def _check_target(
    known: dict[str, set[str]], path: str, line: int, field: str, target: str
) -> Iterator[Problem]:
    page, _, anchor = target.partition("#")
    if page not in known:
        yield Problem(path, line, field, "a page of docs", quote(page), did_you_mean(page, known))
    elif anchor and anchor not in known[page]:
        yield Problem(
            path,
            line,
            field,
            f"a heading of {page}",
            quote("#" + anchor),
            did_you_mean(anchor, known[page]),
        )


CHECKS = (check_links,)
