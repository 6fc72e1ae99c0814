"""Records on why to trust the site: sources, sign-offs, corrections, decisions, hazards."""

from typing import Annotated

from pydantic import Field

from knowledge.records.fields import (
    Date,
    Entry,
    PageLink,
    Ref,
    Refs,
    SourceId,
    To,
    Words,
    YesNo,
    many,
    matching,
    one_of,
    some,
    whole_number,
)


class Source(Entry):
    """A publication. `supports` is all that it may be cited for; `read` is false for one known but
    never read.

    `grade`: A regulator or systematic review; B trial, cohort or official patient page; C case
    report or expert page; D clinic or trade page (common practice only). `checked` is the day the
    project last held its own statements against `supports`; `review_by` the day by which that has
    to be done again.
    """

    id: SourceId
    title: Words
    authors: str = ""
    year: whole_number(1950, 2100, "a year", example=2021) | None = None
    where: Words
    doi: (
        matching(r"^10\.\d{4,9}/\S+$", "a DOI that begins with 10.", "10.1136/bmj.k5098") | None
    ) = None
    pmid: matching(r"^\d{5,9}$", "a PubMed number in quotes", "'33816735'") | None = None
    pmcid: matching(r"^PMC\d{5,9}$", "a PubMed Central id", "PMC8008152") | None = None
    url: (
        matching(r"^https?://[^\s]+$", "the official web address", "https://www.fda.gov/") | None
    ) = None
    grade: one_of("A", "B", "C", "D")
    supports: Words
    read: YesNo
    depth: Words | None = None
    checked: Date | None = None
    review_by: Annotated[Date, Field(examples=["2027-11-22"])] | None = None

    @property
    def link(self) -> str | None:
        """The DOI, else PubMed Central, else PubMed, else the official page; never a mirror."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url


class Correction(Entry):
    """Common advice that this site changed: what is often said, what we say, why, and words that
    never may return."""

    topic: Words
    often_said: Words
    we_say: Words
    why: Words
    page: PageLink
    never_say: tuple[Words, ...] = ()
    sources: Refs[To.SOURCES] = ()


class Decision(Entry):
    """A wording or level that we settled by judgment, as the sources leave it open.

    `decision` says what holds on this site, `why` the reason, and `question` what we ask a
    clinician about it. `red_flags` and `pages` are where readers meet it.
    """

    topic: Words
    decision: Words
    why: Words
    question: Words
    red_flags: many(Ref[To.SHOWN_RED_FLAGS], "ids of red flags") = ()
    pages: many(Ref[To.PAGES], "pages of docs", "causes/acne-flare.md") = ()


class Hazard(Entry):
    """A way in which this site could harm a reader, what keeps it from happening, and the tests
    that guard that."""

    harm: Words
    how: Words
    control: Words
    severity: one_of("severe", "moderate", "minor")
    guards: some(
        Words,
        "a list of tests, each as tests/<file>.py::<test>",
        "\n  - tests/test_site.py::test_red_flags",
    )
