"""Every link in prose leads to a page and a heading that are there, and every old address of a page
to that page alone."""

import posixpath
import re
from collections.abc import Iterator

from knowledge.asked import A_TO_Z, asked
from knowledge.checks.references import references
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, in_text, quote
from knowledge.prose.blocks import LINK, Text
from knowledge.prose.texts import anchors, by_page
from knowledge.records.fields import To
from knowledge.records.generated import (
    GENERATED_DATA,
    GENERATED_HEADINGS,
    GENERATED_MOVED,
    GENERATED_PAGES,
)

_EXTERNAL = re.compile(r"^https?://[a-z0-9.-]+\.[a-z]{2,}(?:[/?#]\S*)?$", re.I)


def check_links(knowledge: Knowledge) -> Iterator[Problem]:
    """A link names a page by its relative path, and a heading on it, or a whole web address."""
    prose = by_page(knowledge)
    pages = knowledge.pages().items()
    known = {path: anchors(knowledge, page, prose[path]) for path, page in pages}
    known.update({path: set() for path in GENERATED_DATA})
    for path, kinds in GENERATED_PAGES.items():
        known[path] = {
            str(getattr(key, "value", key)) for kind in kinds for key in getattr(knowledge, kind)
        }
        known[path] |= GENERATED_HEADINGS.get(path, set())
    known[A_TO_Z] |= set(asked(knowledge))
    for text in knowledge.texts:
        for _, target in LINK.findall(text.text):
            yield from _check_link(known, text, target)
    for record, keys, kind, target in references(knowledge):
        for fault in _target_faults(known, target) if kind == To.LINKS.kind else ():
            yield at(record, keys, *fault)


def _check_link(known: dict[str, set[str]], text: Text, target: str) -> Iterator[Problem]:
    if not text.page:
        expected = "no link in _data, as its text is shown on many pages"
        yield in_text(text, "link", expected, quote(target), "remove the link")
    elif target.startswith(("http:", "https:")):
        if not _EXTERNAL.match(target):
            yield in_text(text, "link", "a web address", quote(target), "correct the address")
    elif not target or ":" in target or target.startswith("/"):
        expected = "a relative path to a .md page"
        yield in_text(text, "link", expected, quote(target), "write it as ../treat/aloe.md")
    else:
        path, _, anchor = target.partition("#")
        beside = posixpath.join(posixpath.dirname(text.page), path)
        full = posixpath.normpath(beside) if path else text.page
        for fault in _target_faults(known, f"{full}#{anchor}" if anchor else full):
            yield in_text(text, "link", *fault)


def _target_faults(known: dict[str, set[str]], target: str) -> Iterator[tuple[str, str, str]]:
    """Yield (expected, got, do) where the page of `target`, or its heading, is not there."""
    page, _, anchor = target.partition("#")
    if page not in known:
        yield "a page of docs", quote(page), did_you_mean(page, known)
    elif anchor and anchor not in known[page]:
        yield f"a heading of {page}", quote(f"#{anchor}"), did_you_mean(anchor, known[page])


NOT_PAGES = {"assets", "connect", "data", "downloads", "search"}
"""Folders of the site in which other things than pages of `docs/` lie."""


def check_moved_from(knowledge: Knowledge) -> Iterator[Problem]:
    """An old address is that of no page or file that is there, and leads to one page."""
    pages = {**dict.fromkeys(GENERATED_PAGES, "the build"), **dict.fromkeys(knowledge.pages())}
    taken = {address_of(path): made or f"docs/{path}" for path, made in pages.items()}
    taken |= dict.fromkeys(GENERATED_MOVED, "the build")
    for page in knowledge.pages().values():
        for number, path in enumerate(page.old_paths):
            address, old = address_of(path), page.moved_from[number]
            if address != old or address.partition("/")[0] in NOT_PAGES:
                got = quote(old)
            elif address in taken:
                got = f"{quote(old)}, which {taken[address]} has"
            else:
                taken[address] = page.origin.path
                continue
            expected = "the old address of this page alone, as in causes/white-dots"
            yield at(page, ("moved_from", number), expected, got, "correct or delete it")


def address_of(path: str) -> str:
    """The address of a page under docs/, below the site's."""
    return f"/{path}".removesuffix(".md").removesuffix("/index").removeprefix("/")
