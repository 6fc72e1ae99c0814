"""Records on words: medical terms, what readers type and ask, and codes of health records."""

from knowledge.records.fields import (
    Entry,
    PageLink,
    Ref,
    To,
    Words,
    YesNo,
    many,
    matching,
    one_line,
    one_of,
    some,
)


class Term(Entry):
    """A medical term, its plain words, and what it means. `names` are other forms of the term in
    prose."""

    term: Words
    plain: some(Words, "a list of plain words for the term")
    meaning: Words
    names: tuple[Words, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the term that prose may use."""
        return (self.term, *self.names)

    @property
    def is_jargon(self) -> bool:
        """Whether readers need a plain word for it: not so where its own term is one of its plain
        words."""
        return self.term.lower() not in {word.lower() for word in self.plain}


class Brands(Entry):
    """Names under which products are sold or kept at home. `row` is the row of the A to Z that they
    go by; those without one no product of a clinic may have in its name, and where they are a
    `medicine`, no other name either."""

    row: Ref[To.ROWS] | None = None
    names: some(Words, "a list of names that are certain")
    medicine: YesNo = False


class SearchWords(Entry):
    """Everyday words that lead the search to a page which does not have them, or not in its
    title. Those of a slip lead to what to do now on the page of every remedy too."""

    page: PageLink
    words: some(Words, "a list of words that people type")
    slip: YesNo = False


Phrase = one_line(1, None, "words on one line", "black scab")
"""What somebody types: in Chinese one letter can be a word."""


class SignWords(Entry):
    """Words that people type when they have a sign: they show its red flags above all results, or
    lead to another place where no sign fits.

    `whole`: they count only when nothing else is typed. `any_order`: they may stand far apart, and
    in any order.
    """

    red_flags: many(Ref[To.SHOWN_RED_FLAGS], "ids of red flags") = ()
    leads_to: one_of("cards", "unlisted", "crisis") | None = None
    whole: YesNo = False
    any_order: YesNo = False
    words: some(Phrase, "a list of words that people type")

    @property
    def shows(self) -> tuple[str, ...]:
        """The red flags, or the other place."""
        return self.red_flags + ((self.leads_to,) if self.leads_to else ())


class SameWords(Entry):
    """Endings, spellings and synonyms that count as the word `id` when the search looks for a
    sign."""

    id: matching("^[a-z0-9]+$", "one word in small letters", "swollen")
    words: some(Words, "a list of words that mean the same")


class Code(Entry):
    """A code of medical records that certainly means what a page is about; patient portals ask by
    it. `display` is its name there."""

    system: one_of(
        "icd10cm",
        "icd10",
        "snomed",
        description="icd10cm, icd10 (the WHO's own list) or snomed",
    )
    code: matching("^[0-9A-Z][0-9A-Z.]{2,17}$", "a code with its capitals, in quotes", '"L70.0"')
    display: Words
    page: PageLink


class Asked(Entry):
    """A row of the A to Z. A row with the id of a remedy, substance or activity is about that; any
    other goes by the rule of the one that it is `like`, so that no row has a day of its own.

    `also` are other names that people type, and `see_from` everyday ones that stand in the list
    too, each under its own letter, and lead to the row. `ask` is whom to ask where no rule fits, or
    beside it, and `leave` says that nobody should. `page` is where more stands, where that is not
    the page of the rule. `words` is its one line, without what the rule says already.
    """

    name: Words
    also: tuple[Words, ...] = ()
    see_from: tuple[Words, ...] = ()
    kind: one_of("skin_care", "medicine", "daily_life", "treatment")
    like: Ref[To.RULED] | None = None
    ask: Words | None = None
    leave: YesNo = False
    page: PageLink | None = None
    words: Words | None = None
