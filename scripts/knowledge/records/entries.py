"""Records of `docs/_data`: facts that are not a page, as typed, frozen records."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from knowledge.records.fields import (
    _ONE_LINE,
    Day,
    Left,
    Origin,
    Record,
    Ref,
    Refs,
    Slug,
    SourceId,
    Steps,
    To,
    Urgency,
    Words,
    YesNo,
)


class Entry(Record):
    """A record that lives in a `_data` file and is referred to by its id."""

    id: Slug
    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)


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
    short: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=3, max_length=MOST_ON_CARD, pattern=_ONE_LINE
        ),
        Field(
            description=f"the sign in 3 to {MOST_ON_CARD} characters, beginning with lead",
            examples=["Breathing: trouble breathing"],
        ),
    ]
    look_for: Annotated[
        tuple[Words, ...],
        Field(min_length=1, description="a list of words that a reader in trouble would look for"),
    ]
    conditions: Annotated[
        tuple[Words, ...], Field(description="a list of the phrases that make the sign urgent")
    ] = ()
    is_not: Words | None = None
    urgency: Urgency
    action: Words
    why: Words
    words: Annotated[
        tuple[Words, ...],
        Field(min_length=1, description="a list of the words that name the sign in prose"),
    ]
    from_day: Day = 0
    sources: Annotated[Refs[To.SOURCES], Field(min_length=1, description="at least one source id")]
    judgement: YesNo = False


class UrgencyLevel(Entry):
    """The words of one urgency level: `id` is the level, `phrase` must stand in every action of
    that level, `otherwise` says who belongs on its card without any sign on it. `card` is the
    heading of its card. `visit` is the action of a page that asks for a visit all the same."""

    id: Urgency
    # {numbers} in it stands for the emergency numbers: wording.card_title puts them there
    card: Words
    label: Words
    action: Words
    otherwise: Words | None = None
    visit: Words | None = None
    phrase: Annotated[
        tuple[Words, ...], Field(min_length=1, description="a list of phrases that say how soon")
    ]


class Substance(Entry):
    """Something that can be put on skin or taken. `kind_of` names the wider substance it belongs
    to, `examples` are kinds of it that readers know by name, for lists that have no room for each.
    """

    name: Words
    names: tuple[Words, ...] = ()
    examples: tuple[Words, ...] = ()
    kind_of: Ref[To.SUBSTANCES] | None = None
    supply: Annotated[
        Literal["anyone", "pharmacy", "prescription"],
        Field(description="anyone, pharmacy or prescription"),
    ] = "anyone"
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
    """People who must not use something, or must ask first. `never` is the warning that goes
    wherever a first day of that thing is printed."""

    name: Words
    advice: Words
    never: Words | None = None
    sources: Refs[To.SOURCES] = ()


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
    brief: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=10, max_length=150, pattern=_ONE_LINE),
        Field(
            description="what to expect, in 10 to 150 characters",
            examples=["Skin feels tight and dry. [^open]"],
        ),
    ]
    act: Steps
    not_normal: Annotated[Refs[To.RED_FLAGS], Field(min_length=1, description="ids of red flags")]
    sources: Refs[To.SOURCES] = ()


class HandoutLine(Entry):
    """A line that stands on handouts alone. `part`: what to say on the phone; a question that lets
    a patient say it back; a day to look at the skin again, when the sign `red_flag` can first be
    seen; how to read what follows."""

    part: Annotated[
        Literal["phone", "question", "check", "how"],
        Field(description="phone, question, check or how"),
    ]
    text: Words
    red_flag: Ref[To.LOOK_AGAIN] | None = None


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

    id: Annotated[
        str,
        StringConstraints(pattern=r"^[1-9][0-9]{0,3}$"),
        Field(description="the version's number in quotes", examples=['"2"']),
    ]
    date: Annotated[
        datetime.date, Field(strict=True, description="a date, year first", examples=["2026-11-22"])
    ]
    content_hash: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9a-f]{16}$"),
        Field(
            description="the 16 digits that build.py check printed, in quotes",
            examples=['"0123456789abcdef"'],
        ),
    ]
    changes: Annotated[
        tuple[Change, ...],
        Field(
            min_length=1,
            description="a list of one change or more",
            examples=['- {text: "Wait longer with retinoids.", safety: true}'],
        ),
    ]


class BumpType(Entry):
    """A row of the picture table: how a bump looks and feels, and the causes it may point to."""

    name: Words
    looks: Words
    feels: Words
    on_brown_and_black_skin: Words
    causes: Annotated[
        Refs[To.CAUSES], Field(min_length=1, description="ids of pages in docs/causes")
    ]


class TakenFor(Record):
    """A finding that a frightened reader would take another for, unless a card's line has one of
    the words in `unless`."""

    finding: Ref[To.FINDINGS]
    unless: Annotated[
        tuple[Words, ...],
        Field(min_length=1, description="a list of words that tell the two apart"),
    ]


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

    findings: Annotated[
        Refs[To.FINDINGS],
        Field(min_length=1, description="ids of findings in docs/_data/findings.yml"),
    ]
    red_flag: Ref[To.SIGN_TABLE]


class Term(Entry):
    """A medical term, its plain words, and what it means. `names` are other forms of the term in
    prose."""

    term: Words
    plain: Annotated[
        tuple[Words, ...], Field(min_length=1, description="a list of plain words for the term")
    ]
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


class Hazard(Entry):
    """A way in which this site could harm a reader, what keeps it from happening, and the tests
    that guard that."""

    harm: Words
    how: Words
    control: Words
    severity: Annotated[
        Literal["severe", "moderate", "minor"], Field(description="severe, moderate or minor")
    ]
    guards: Annotated[
        tuple[Words, ...],
        Field(
            min_length=1,
            description="a list of tests, each as tests/<file>.py::<test>",
            examples=["\n  - tests/test_site.py::test_red_flags"],
        ),
    ]


class Drill(Entry):
    """A short written case, what the person notices, and how soon they need help: `expect`, and
    `why`."""

    story: Words
    about: Annotated[
        tuple[Words, ...],
        Field(min_length=1, description="a list of words on what the case is about"),
    ]
    findings: Annotated[
        Refs[To.FINDINGS],
        Field(min_length=1, description="ids of findings in docs/_data/findings.yml"),
    ]
    expect: Urgency
    why: Words


class Instrument(Entry):
    """One item of a published instrument for health texts. `check` names what the machine measures;
    none: a person must."""

    instrument: Annotated[
        Literal["PEMAT-P", "CDC Clear Communication Index", "JAMA benchmarks"],
        Field(description="PEMAT-P, CDC Clear Communication Index or JAMA benchmarks"),
    ]
    number: Annotated[int, Field(strict=True, ge=1, le=26, description="the item's number")]
    item: Words
    check: (
        Annotated[
            Literal[
                "grade",
                "active",
                "plain_first",
                "whole_numbers",
                "chunks",
                "headings",
                "cues",
                "table_heads",
                "action",
                "you",
                "steps",
                "top",
                "lists",
                "unknowns",
                "sources",
                "dates",
                "active_action",
            ],
            Field(description="the name of a measure"),
        ]
        | None
    ) = None


class EmergencyNumber(Entry):
    """A country's or region's emergency telephone number; `countries` are its countries' two
    capital letters (ISO 3166)."""

    place: Words
    countries: Annotated[
        tuple[
            Annotated[
                str,
                StringConstraints(pattern=r"^[A-Z]{2}$"),
                Field(description="two capital letters", examples=["US"]),
            ],
            ...,
        ],
        Field(min_length=1, description="a list of two capital letters for each country"),
    ]
    number: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9]{2,4}$"),
        Field(description="2 to 4 digits in quotes"),
    ]


class Correction(Entry):
    """Common advice that this site changed: what is often said, what we say, why, and words that
    never may return."""

    topic: Words
    often_said: Words
    we_say: Words
    why: Words
    page: Annotated[
        str,
        Field(
            description="a page of docs, with its heading's anchor if it has one",
            examples=["treat/aloe.md#who-must-not-use-it"],
        ),
    ]
    never_say: tuple[Words, ...] = ()
    sources: Refs[To.SOURCES] = ()


class Decision(Entry):
    """A wording or level that we settled by judgment, as the sources leave it open.

    `decision` says what holds on this site, `why` the reason, and `question` what we ask a
    clinician about it. `red_flags` and `pages` are where readers meet it.
    """

    number: Annotated[
        int,
        Field(strict=True, ge=1, le=99, examples=[1], description="its number in the list, from 1"),
    ]
    topic: Words
    decision: Words
    why: Words
    question: Words
    red_flags: Annotated[Refs[To.DECIDED], Field(description="ids of red flags")] = ()
    pages: Annotated[
        Refs[To.PAGES], Field(description="pages of docs", examples=["causes/acne-flare.md"])
    ] = ()


class SearchWords(Entry):
    """Everyday words that lead the search to a page which does not have them, or not in its
    title."""

    page: Annotated[
        str,
        Field(
            description="a page of docs, with its heading's anchor if it has one",
            examples=["causes/acne-flare.md"],
        ),
    ]
    words: Annotated[
        tuple[Words, ...], Field(min_length=1, description="a list of words that people type")
    ]


Phrase = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, pattern=_ONE_LINE),
    Field(description="words on one line", examples=["black scab"]),
]
"""What somebody types: in Chinese one letter can be a word."""


class SignWords(Entry):
    """Words that people type when they have a sign: they show its red flags above all results, or
    lead to another place where no sign fits.

    `whole`: they count only when nothing else is typed. `any_order`: they may stand far apart, and
    in any order.
    """

    red_flags: Annotated[Refs[To.SEARCHED], Field(description="ids of red flags")] = ()
    leads_to: (
        Annotated[
            Literal["cards", "unlisted", "crisis"], Field(description="cards, unlisted or crisis")
        ]
        | None
    ) = None
    whole: YesNo = False
    any_order: YesNo = False
    words: Annotated[
        tuple[Phrase, ...], Field(min_length=1, description="a list of words that people type")
    ]

    @property
    def shows(self) -> tuple[str, ...]:
        """The red flags, or the other place."""
        return self.red_flags + ((self.leads_to,) if self.leads_to else ())


class SameWords(Entry):
    """Endings, spellings and synonyms that count as the word `id` when the search looks for a
    sign."""

    id: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z0-9]+$"),
        Field(description="one word in small letters", examples=["swollen"]),
    ]
    words: Annotated[
        tuple[Words, ...], Field(min_length=1, description="a list of words that mean the same")
    ]


class CrisisLine(Entry):
    """A telephone line for people in distress: its place, its name and its number."""

    place: Words
    service: Words
    number: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9]{2,4}( [0-9]{2,4}){0,3}$"),
        Field(description="digits and single blanks in quotes", examples=['"116 123"']),
    ]


class Code(Entry):
    """A code of medical records that certainly means what a page is about; patient portals ask by
    it. `display` is its name there."""

    system: Annotated[
        Literal["icd10cm", "icd10", "snomed"],
        Field(description="icd10cm, icd10 (the WHO's own list) or snomed"),
    ]
    code: Annotated[
        str,
        StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Z][0-9A-Z.]{2,17}$"),
        Field(description="a code with its capitals, in quotes", examples=['"L70.0"']),
    ]
    display: Words
    page: Annotated[
        str,
        Field(
            description="a page of docs, with its heading's anchor if it has one",
            examples=["causes/acne-flare.md"],
        ),
    ]


class Chart(Entry):
    """The words around a chart. What it shows is made from other records, and drawn by
    overrides/figures/<id>.svg.jinja.

    `table` is where a table says the same, on a page that shows the chart too. `red_flags` are the
    signs that it draws.
    """

    title: Words
    alt: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=20, pattern=r'^[^\x00-\x1f\[\]{}<>"]*$'
        ),
        Field(
            description="words on one line, without brackets or quotes",
            examples=["A bar for each product, as long as the wait."],
        ),
    ]
    description: Words
    table: Annotated[
        str,
        Field(
            description="a page of docs, with its heading's anchor if it has one",
            examples=["identify/day-by-day.md#in-one-table"],
        ),
    ]
    red_flags: Annotated[Refs[To.RED_FLAGS], Field(description="ids of red flags")] = ()


class Source(Record):
    """A publication. `supports` is all that it may be cited for; `read` is false for one known but
    never read.

    `grade`: A regulator or systematic review; B trial, cohort or official patient page; C case
    report or expert page; D clinic or trade page (common practice only). `checked` is the day the
    project last held its own statements against `supports`; `review_by` the day by which that has
    to be done again.
    """

    id: SourceId
    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)
    title: Words
    authors: str = ""
    year: (
        Annotated[int, Field(strict=True, ge=1950, le=2100, description="a year", examples=[2021])]
        | None
    ) = None
    where: Words
    doi: (
        Annotated[
            str,
            StringConstraints(pattern=r"^10\.\d{4,9}/\S+$"),
            Field(description="a DOI that begins with 10.", examples=["10.1136/bmj.k5098"]),
        ]
        | None
    ) = None
    pmid: (
        Annotated[
            str,
            StringConstraints(pattern=r"^\d{5,9}$"),
            Field(description="a PubMed number in quotes", examples=["'33816735'"]),
        ]
        | None
    ) = None
    pmcid: (
        Annotated[
            str,
            StringConstraints(pattern=r"^PMC\d{5,9}$"),
            Field(description="a PubMed Central id", examples=["PMC8008152"]),
        ]
        | None
    ) = None
    url: (
        Annotated[
            str,
            StringConstraints(pattern=r"^https?://[^\s]+$"),
            Field(description="the official web address", examples=["https://www.fda.gov/"]),
        ]
        | None
    ) = None
    grade: Annotated[Literal["A", "B", "C", "D"], Field(description="A, B, C or D")]
    supports: Words
    read: YesNo
    depth: Words | None = None
    checked: (
        Annotated[
            datetime.date,
            Field(strict=True, description="a date, year first", examples=["2026-11-22"]),
        ]
        | None
    ) = None
    review_by: (
        Annotated[
            datetime.date,
            Field(strict=True, description="a date, year first", examples=["2027-11-22"]),
        ]
        | None
    ) = None

    @property
    def link(self) -> str | None:
        """The DOI, else PubMed Central, else PubMed, else the official page; never a mirror."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url


class Review(Record):
    """A clinician's sign-off of one page. There is none until a real person has given one."""

    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)
    page: Words
    reviewer: Words
    role: Words
    date: Annotated[
        datetime.date, Field(strict=True, description="a date, year first", examples=["2026-11-22"])
    ]
    content_hash: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9a-f]{16,64}$"),
        Field(description="the hash that build.py printed for what was reviewed"),
    ]
