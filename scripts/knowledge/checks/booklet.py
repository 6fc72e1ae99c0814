"""The booklet: it has as many pages as a stapled one can have, and all that a block names is there.
Whether a page has room for it is seen when the booklet is set."""

from collections import Counter
from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, plural, quote
from knowledge.prose.texts import begins, headings_of, passages_of
from knowledge.records.handout import CONTENTS, BookletPage

PAGES = 24
"""Six sheets of paper, folded once: four pages each."""
_FILE = "docs/_data/booklet.yml"


def check_whole(knowledge: Knowledge) -> Iterator[Problem]:
    """A booklet has its 24 pages, and each card of signs once: on paper nobody can look a lost one
    up. A project without a booklet has none."""
    count = len(knowledge.booklet)
    if count not in (0, PAGES):
        do = "add or take away pages: it is folded and stapled, four pages to a sheet"
        yield Problem(_FILE, 1, "booklet", f"{PAGES} pages", plural(count, "page"), do)
    blocks = (block for page in knowledge.booklet.values() for block in page.blocks)
    shown = Counter(level for block in blocks for level in block.cards)
    for level in knowledge.urgencies if knowledge.booklet else ():
        if shown[level] != 1:
            do = f"write {level.value} in one block with cards:"
            expected = f"the card {level.value} on one page"
            yield Problem(_FILE, 1, "booklet", expected, f"on {shown[level]}", do)


def check_blocks(knowledge: Knowledge) -> Iterator[Problem]:
    """A block says what it shows in one way."""
    for page in knowledge.booklet.values():
        for number, block in enumerate(page.blocks):
            shown = [name for name in CONTENTS if getattr(block, name)]
            if len(shown) != 1:
                expected = f"one of {', '.join(CONTENTS)}"
                got = " and ".join(shown) or "none"
                yield at(page, ("blocks", number), expected, got, "keep one, or make two blocks")


def check_passages(knowledge: Knowledge) -> Iterator[Problem]:
    """The headings and first words that a block names are on their page."""
    for page in knowledge.booklet.values():
        for number, block in enumerate(page.blocks):
            for place, prose in enumerate(block.prose):
                keys = ("blocks", number, "prose", place)
                if source := knowledge.pages().get(prose.page):
                    known = headings_of(source)
                    if prose.under is not None and prose.under not in known:
                        expected = f"the id of a heading of {source.origin.path}"
                        do = did_you_mean(prose.under, known)
                        yield at(page, (*keys, "under"), expected, quote(prose.under), do)
                        continue
                    texts = passages_of(source, prose.under)
                    yield from _not_begun(page, keys, texts, prose.only, source.origin.path)
            if block.only and (cause := knowledge.causes.get(block.cause or "")):
                keys = ("blocks", number)
                yield from _not_begun(page, keys, cause.do_now, block.only, cause.origin.path)


def _not_begun(
    page: BookletPage, keys: tuple, texts: list[str], only: tuple[str, ...], path: str
) -> Iterator[Problem]:
    """Yield a Problem for each of the words in `only` that not just one passage begins with."""
    for number, words in enumerate(only):
        found = sum(begins(text, words) for text in texts)
        if found != 1:
            expected = f"how one passage of {path} begins"
            got = f"{quote(words)}, as {found} do"
            yield at(page, (*keys, "only", number), expected, got, "copy its first words")
