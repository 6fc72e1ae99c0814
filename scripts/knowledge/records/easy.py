"""Records of the guide in easy words: its rows, and the pictures beside them."""

from knowledge.records.fields import (
    Entry,
    Record,
    Ref,
    Refs,
    To,
    Words,
    YesNo,
    matching,
    one_of,
)

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
    of: tuple[
        matching(
            r"^[a-z_]+/[a-z0-9_-]+/[a-z_.0-9]+$",
            "the key of a text, as in stages/day-0/brief",
            "stages/day-0/brief",
        ),
        ...,
    ] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The words, line by line."""
        return tuple(line.strip() for line in self.text.split(BREAK))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all that the row is made from."""
        return (f"red_flags/{self.red_flag}/short",) if self.red_flag else self.of
