"""The records of "Can I use it? A to Z": what people ask if they can use or do."""

from knowledge.records.fields import Entry, PageLink, Ref, To, Words, YesNo, one_of


class Asked(Entry):
    """A row of the A to Z. A row with the id of a remedy, substance or activity is about that; any
    other goes by the rule of the one that it is `like`, so that no row has a day of its own.

    `also` are other names that people type. `ask` is whom to ask where no rule fits, or beside it,
    and `leave` says that nobody should. `page` is where more stands, where that is not the page of
    the rule. `words` is its one line, without what the rule says already.
    """

    name: Words
    also: tuple[Words, ...] = ()
    kind: one_of("skin_care", "medicine", "daily_life", "treatment")
    like: Ref[To.RULED] | None = None
    ask: Words | None = None
    leave: YesNo = False
    page: PageLink | None = None
    words: Words | None = None
