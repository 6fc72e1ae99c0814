"""The records of the booklet: what stands on which of its pages. Its words stand elsewhere, in the
records and pages that a block names."""

from knowledge.records.fields import (
    Entry,
    Record,
    Ref,
    Refs,
    To,
    Urgency,
    Words,
    one_of,
    some,
)

FACTS = ("looks", "feels", "on_brown_and_black_skin")
"""What a block may show of a cause, besides how soon it needs help."""


class Prose(Record):
    """Passages of a page: those under the heading with the id `under`, or else its steps (do_now).
    `only` says how those begin that are wanted, where it is not all of them."""

    page: Ref[To.PAGES]
    under: Words | None = None
    only: tuple[Words, ...] = ()


class BookletBlock(Record):
    """One block of a page. Of the fields behind `style`, it has exactly one, which says what it
    shows: `facts` and `only` go with `cause`, `diary` (those with a line to write on) with
    `stages`, and `picture` (a bump type, or a day of normal skin) with either."""

    title: Words | None = None
    style: one_of("list", "words", "steps", "tint", "lead", "small") = "list"
    picture: Ref[To.PICTURES] | None = None
    facts: tuple[one_of(*FACTS), ...] = ()
    only: tuple[Words, ...] = ()
    diary: Refs[To.STAGES] = ()
    cards: tuple[Urgency, ...] = ()
    prose: tuple[Prose, ...] = ()
    lines: Refs[To.HANDOUT] = ()
    bumps: Refs[To.BUMP_TYPES] = ()
    stages: Refs[To.STAGES] = ()
    cause: Ref[To.SHOWN_CAUSES] | None = None
    rows: Refs[To.ROWS] = ()
    groups: Refs[To.SHOWN_GROUPS] = ()
    terms: Refs[To.GLOSSARY] = ()
    sources: Refs[To.SHOWN_SOURCES] = ()
    write: Refs[To.BOOKLET_LABELS] = ()
    shows: (
        one_of(
            "normal",
            "numbers",
            "contents",
            "expected",
            "short-rules",
            "waits",
            "other-waits",
            "imprint",
            "status",
        )
        | None
    ) = None


class BookletPage(Entry):
    """A page of the booklet, in the order of the file. The contents call it as it is `listed`; they
    leave out one that is not."""

    title: Words
    listed: Words | None = None
    blocks: some(BookletBlock, "a list of blocks")


class BookletLabel(Entry):
    """A label of the booklet: it stands beside words, and states nothing by itself."""

    label: Words


CONTENTS = tuple(
    "cards prose lines bumps stages cause rows groups terms sources write shows".split()
)
"""The fields that say what a block shows."""
