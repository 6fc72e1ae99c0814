"""Records on skin: what is put on it or done, who must not, stages, bumps and charts."""

from typing import Annotated

from pydantic import StringConstraints

from knowledge.records.fields import (
    Day,
    Entry,
    Left,
    PageLink,
    Ref,
    Refs,
    Steps,
    To,
    Words,
    many,
    matching,
    one_line,
    one_of,
    some,
)

LONGEST_ALT = 124
"""Characters in the words that stand in a chart's place where it is not seen, at most: a screen
reader says them in one breath."""


class Substance(Entry):
    """Something that can be put on skin or taken. `kind_of` names the wider substance it belongs
    to, `examples` are kinds of it that readers know by name, for lists that have no room for each.
    """

    name: Words
    names: tuple[Words, ...] = ()
    labels: many(Words, "a list of its names on labels (INCI) and in other people's words") = ()
    examples: tuple[Words, ...] = ()
    kind_of: Ref[To.SUBSTANCES] | None = None
    supply: one_of("anyone", "pharmacy", "prescription") = "anyone"
    not_for: Refs[To.GROUPS] = ()


class Activity(Entry):
    """Something a person does: shaving, swimming, tanning.

    `instead` marks what nobody is told to start again, such as tanning: it says what to do all
    through the wait, and no view names a first day.
    """

    name: Words
    names: tuple[Words, ...] = ()
    kind_of: Ref[To.ACTIVITIES] | None = None
    instead: Words | None = None


class Group(Entry):
    """People who must not use something, or must ask first. `advice` is what to do, where "not for"
    does not say it all. `never` is the warning that goes wherever a first day of that thing is
    printed."""

    name: Words
    advice: Words | None = None
    never: Words | None = None
    sources: Refs[To.SOURCES] = ()

    @property
    def may_ask(self) -> bool:
        """Whether their advice is to ask, and not to leave it alone."""
        return (self.advice or "").startswith("Ask")


class Stage(Entry):
    """One stretch of the recovery, from the start of `from_day` to the start of `to_day`.

    `left` is how much of what is expected is left when the stage begins. It is our judgment: it
    puts the words of `expect` and their sources in order, and no study has measured it. `brief` is
    what to expect on a handout.
    """

    name: Words
    from_day: Day
    to_day: Day
    left: Left
    expect: Words
    bumps: Words
    brief: one_line(
        10,
        150,
        "what to expect, in 10 to 150 characters",
        "Skin feels tight and dry. [^open]",
    )
    act: Steps
    not_normal: some(Ref[To.RED_FLAGS], "ids of red flags")
    sources: Refs[To.SOURCES] = ()


class BumpType(Entry):
    """A row of the picture table: how a bump looks and feels, and the causes it may point to."""

    name: Words
    looks: Words
    feels: Words
    on_brown_and_black_skin: Words
    causes: some(Ref[To.CAUSES], "ids of pages in docs/causes")


class CauseGroup(Entry):
    """Causes that a reader finds by one thing that they see, those that are most asked for
    first."""

    name: Words
    causes: some(Ref[To.CAUSES], "ids of pages in docs/causes")


class Chart(Entry):
    """The words around a chart. What it shows is made from other records, and drawn by
    overrides/figures/<id>.svg.jinja.

    `table` is where a table says the same, on a page that shows the chart too. `red_flags` are the
    signs that it draws.
    """

    title: Words
    alt: Annotated[
        matching(
            r'^[^\x00-\x1f\[\]{}<>"]*$',
            f"20 to {LONGEST_ALT} characters on one line, without brackets or quotes: what kind of"
            " picture it is and what it shows",
            "A bar for each product, as long as the wait.",
        ),
        StringConstraints(strip_whitespace=True, min_length=20, max_length=LONGEST_ALT),
    ]
    description: Words
    table: PageLink
    red_flags: many(Ref[To.RED_FLAGS], "ids of red flags") = ()
