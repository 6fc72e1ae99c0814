"""Records on what stands on handouts, in the booklet and in the guide in easy words alone."""

from pydantic import Field

from knowledge.records.fields import (
    Date,
    Day,
    Entry,
    Origin,
    Record,
    Ref,
    Refs,
    To,
    Urgency,
    Words,
    YesNo,
    matching,
    one_of,
    some,
)


class HandoutLine(Entry):
    """A line that stands on handouts alone. `part`: what to say on the phone; a question that lets
    a patient say it back; a day to look at the skin again, when the sign `red_flag` can first be
    seen; what is normal, in the words of the sign `is_not`, by the picture of the line's id; what
    (the things `what`) waits all through the stretch that begins on `from_day`; how to read what
    follows. `until_day` is the last day to look again that a `how` line goes with."""

    part: one_of("phone", "question", "check", "normal", "not-yet", "how")
    text: Words
    red_flag: Ref[To.SHOWN_RED_FLAGS] | None = None
    is_not: Ref[To.SHOWN_RED_FLAGS] | None = None
    from_day: Day | None = None
    what: Refs[To.THINGS] = ()
    until_day: Day | None = None


class HandoutLabel(Entry):
    """A heading or label of handouts."""

    label: Words


class Change(Record):
    """What a version of the handout says otherwise, for somebody who holds an older one. `safety`:
    it guards against harm."""

    text: Words
    safety: YesNo = False


class NextChange(Change):
    """A change that no version has yet, in a file of its own in docs/_data/changes/: two people who
    write one do not meet."""

    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)


class Version(Entry):
    """A state of the general handout. `id` is the code printed on paper, a number; a clinic's code
    adds a hyphen and its own digits."""

    id: matching("^[1-9][0-9]{0,3}$", "the version's number in quotes", '"2"')
    date: Date
    content_hash: matching(
        "^[0-9a-f]{16}$",
        "the 16 digits that build.py check printed, in quotes",
        '"0123456789abcdef"',
    )
    changes: some(
        Change,
        "a list of one change or more",
        '- {text: "Wait longer with retinoids.", safety: true}',
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


PAGES = ("start", "emergency_now", "same_day", "within_48h", "routine", "days", "do", "call")
"""The pages of the guide, in order; four of them are the levels of urgency."""
BREAK = "|"
"""Stands between the lines of a row."""
NUMBERS, DAY, LAST, DAYS, WEEKS = "{numbers}", "{n}", "{last}", "{days}", "{weeks}"
"""What is filled in: emergency numbers in the heading of their card; in a row with `what`, the day
on which it starts, its last day, and how long it waits."""


class EasyPicture(Entry):
    """A picture of the guide. Its `alt` says what it shows: the words beside it say the same, so
    that a page shows it as decoration."""

    alt: Words


class Said(Record):
    """`words` of a sign, and the `easy` words that a row has for them."""

    words: Words
    easy: Words


class EasyRow(Entry):
    """A picture and the words beside it, or the heading of a page. A row with a `red_flag` stands
    on the page of that sign's urgency, any other on its `page`; one with `beside` only while that
    sign is there too, as it speaks of it.

    `of` are the keys of the texts that it is made from (knowledge.translation.strings): it is read
    beside them. `what` are the things that it gives days for, and `healed` says that it tells the
    reader to wait for healed skin."""

    page: one_of(*PAGES) | None = None
    heading: YesNo = False
    picture: Ref[To.EASY_PICTURES] | None = None
    red_flag: Ref[To.SHOWN_RED_FLAGS] | None = None
    beside: Ref[To.SHOWN_RED_FLAGS] | None = None
    what: Refs[To.RULED] = ()
    healed: YesNo = False
    text: Words
    says: tuple[Said, ...] = ()
    of: Refs[To.TEXTS] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The words, line by line."""
        return tuple(line.strip() for line in self.text.split(BREAK))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all that the row is made from."""
        return (f"red_flags/{self.red_flag}/short",) if self.red_flag else self.of
