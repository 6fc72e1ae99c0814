"""Records on signs that need help: the red flags, how readers notice them, and whom they call."""

import re

from knowledge.records.fields import (
    Day,
    Entry,
    Record,
    Ref,
    To,
    Urgency,
    Words,
    YesNo,
    many,
    matching,
    one_line,
    some,
)

MOST_ON_CARD = 250
"""Characters of a sign on a card."""


class RedFlag(Entry):
    """A sign that needs help: what is seen or felt, how soon, what to do, why.

    `short` is its line on a card and begins with the words of `lead`. `look_for` (words, or how
    they begin) and `conditions` stand in `sign` and in `short` alike. `is_not` says what looks like
    the sign and is expected, or can wait.
    """

    sign: Words
    lead: Words
    short: one_line(
        3,
        MOST_ON_CARD,
        f"the sign in 3 to {MOST_ON_CARD} characters, beginning with lead",
        "Breathing: trouble breathing",
    )
    look_for: some(Words, "a list of words that a reader in trouble would look for")
    conditions: many(Words, "a list of the phrases that make the sign urgent") = ()
    is_not: Words | None = None
    urgency: Urgency
    action: Words
    why: Words
    words: some(Words, "a list of the words that name the sign in prose")
    from_day: Day = 0
    sources: some(Ref[To.SOURCES], "at least one source id")
    judgement: YesNo = False


class UrgencyLevel(Entry):
    """The words of one urgency level: `id` is the level, `phrase` must stand in every action of
    that level, `otherwise` says who belongs on its card without any sign on it. `card` is the
    heading of its card. `also` goes on behind the action while the sign `also_for` is of this
    level, as it speaks of that. `visit` is the action of a page that asks for a visit all the same.
    """

    id: Urgency
    # {numbers} in it stands for the emergency numbers: wording.card_title puts them there
    card: Words
    label: Words
    action: Words
    also: Words | None = None
    also_for: Ref[To.SHOWN_RED_FLAGS] | None = None
    otherwise: Words | None = None
    visit: Words | None = None
    phrase: some(Words, "a list of phrases that say how soon")

    @property
    def brief(self) -> str:
        """The first words of its label, where there is no room for more: "At home"."""
        return re.split("[,.]", self.label)[0]


class TakenFor(Record):
    """A finding that a frightened reader would take another for, unless a card's line has one of
    the words in `unless`."""

    finding: Ref[To.FINDINGS]
    unless: some(Words, "a list of words that tell the two apart")


class Finding(Entry):
    """Something that a reader can see, feel or know, in their own words.

    `seen` are words (or how they begin) by one of which a reader finds it on a card; none: its own
    words. `taken_for` is for what is expected or can wait.
    """

    words: Words
    seen: tuple[Words, ...] = ()
    taken_for: tuple[TakenFor, ...] = ()


class SignRow(Entry):
    """Findings that, all together, make a red flag: a row of the table that readers match their
    signs with."""

    findings: some(Ref[To.FINDINGS], "ids of findings in docs/_data/findings.yml")
    red_flag: Ref[To.SHOWN_RED_FLAGS]


class Drill(Entry):
    """A short written case, what the person notices, and how soon they need help: `expect`, and
    `why`."""

    story: Words
    about: some(Words, "a list of words on what the case is about")
    findings: some(Ref[To.FINDINGS], "ids of findings in docs/_data/findings.yml")
    expect: Urgency
    why: Words


class EmergencyNumber(Entry):
    """A country's or region's emergency telephone number; `countries` are its countries' two
    capital letters (ISO 3166)."""

    place: Words
    countries: some(
        matching("^[A-Z]{2}$", "two capital letters", "US"),
        "a list of two capital letters for each country",
    )
    number: matching("^[0-9]{2,4}$", "2 to 4 digits in quotes")


class CrisisLine(Entry):
    """A telephone line for people in distress: its place, its name and its number."""

    place: Words
    service: Words
    number: matching(
        "^[0-9]{2,4}( [0-9]{2,4}){0,3}$", "digits and single blanks in quotes", '"116 123"'
    )
