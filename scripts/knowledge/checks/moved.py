"""The old addresses of pages that have moved."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, quote
from knowledge.records.generated import GENERATED_MOVED, GENERATED_PAGES

FOLDERS = {"assets", "connect", "data", "downloads", "search"}
"""Folders of the site in which other things than pages of `docs/` lie."""


def check_moved_from(knowledge: Knowledge) -> Iterator[Problem]:
    """An old address is that of no page or file that is there, and leads to one page."""
    pages = {**dict.fromkeys(GENERATED_PAGES, "the build"), **dict.fromkeys(knowledge.pages())}
    taken = {address_of(path): made or f"docs/{path}" for path, made in pages.items()}
    taken |= dict.fromkeys(GENERATED_MOVED, "the build")
    for page in knowledge.pages().values():
        for number, path in enumerate(page.old_paths):
            address, old = address_of(path), page.moved_from[number]
            if address != old or address.partition("/")[0] in FOLDERS:
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
