"""The knowledge as typed, frozen records. Each field, allowed value and bound of the content is defined here, once.

A field's `description` says what a writer must put there and its first `examples` entry shows it: the parser builds
its messages from both. Days count from the treatment: day 0 is the day of the needling, day 1 begins 24 hours later.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from knowledge.prose import Text
from knowledge.span import Span, parse_span

SECTIONS = ("identify", "causes", "treat", "prevent", "when-to-worry", "about")
"""Folders of `docs/` that hold pages; the first five are the site's sections, in reading order."""


class Urgency(str, Enum):
    """How soon a sign needs help. Closed: four levels, from `writing.md`; the words of each stand in `urgencies.yml`."""

    EMERGENCY_NOW = "emergency_now"
    SAME_DAY = "same_day"
    WITHIN_48H = "within_48h"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """0 for the most urgent level, 3 for the least."""
        return list(Urgency).index(self)


class Kind(str, Enum):
    """Who may start a remedy: anyone, anyone with the right product, a pharmacist's advice, or only a clinician."""

    SELF_CARE = "self_care"
    PRODUCT = "product"
    MEDICINE = "medicine"
    CLINICIAN_ONLY = "clinician_only"


class Strength(str, Enum):
    """How good the evidence for this use is, in the four grades a patient can use (`writing.md`)."""

    GOOD = "good"
    SMALL_STUDIES = "small_studies"
    CLINICS_DO_THIS = "clinics_do_this"
    NOT_TESTED = "not_tested"


class Commonness(str, Enum):
    """A judgement, not a count: nobody has counted these bumps."""

    EXPECTED = "expected"
    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"


@dataclass(frozen=True)
class Origin:
    """Where a record was read: its file, and the line of each of its fields."""

    path: str
    lines: Mapping[tuple, int] = field(default_factory=dict, repr=False)
    prefix: tuple = ()

    def line(self, *keys: str | int) -> int:
        """The line of the field at `keys`, or of the nearest thing around it; 1 when nothing is known."""
        where = self.prefix + keys
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                 Field(description="an id in small letters, digits and hyphens", examples=["cool-compress"])]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$"),
                     Field(description="a source id in capitals, as in docs/_data/sources.yml", examples=["CHU2021"])]
_ONE_LINE = "^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, pattern=_ONE_LINE),
                  Field(description="words on one line", examples=["a few plain words"])]
Day = Annotated[int, Field(strict=True, ge=0, le=365, examples=[7],
                           description="a whole number of days from 0 to 365 (day 0 is the day of treatment)")]
YesNo = Annotated[bool, Field(strict=True, description="true or false", examples=["true"])]
When = Annotated[Span, BeforeValidator(parse_span),
                 Field(description="a time such as 24 to 72 hours, 3 days, weeks, or minutes to hours",
                       examples=["24 to 72 hours"])]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=160, pattern=_ONE_LINE),
                    Field(description="one sentence of 20 to 160 characters", examples=["Cool the skin for a short time."])]
Steps = Annotated[tuple[Words, ...], Field(min_length=1, max_length=5, description="a list of 1 to 5 short lines",
                                           examples=["\n  - Leave the bumps alone. [^open]"])]


class Record(BaseModel):
    """Anything the content states: unknown fields refused, never changed after parsing."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Entry(Record):
    """A record that lives in a `_data` file and is referred to by its id."""

    id: Slug
    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)


class Page(Record):
    """One Markdown file of `docs/`. Its file name is its id, its folder its section."""

    id: str
    section: str
    origin: Origin = Field(exclude=True, repr=False)
    body: str = ""
    body_line: int = 1
    title: Words
    summary: Summary
    do_now: Steps
    exempt: tuple[Exempt, ...] = ()

    def is_exempt(self, rule: str) -> bool:
        """Whether the page's front matter exempts it from `rule`."""
        return any(item.rule == rule for item in self.exempt)

    @property
    def path(self) -> str:
        """The file, relative to `docs/`, with forward slashes."""
        return f"{self.section}/{self.id}.md" if self.section else f"{self.id}.md"


class Exempt(Record):
    """One rule of plain words that a page may break, and why; the scorecard shows it."""

    rule: Annotated[Literal["grade", "sentence", "passive", "percent", "color", "jargon"],
                    Field(description="grade, sentence, passive, percent, color or jargon")]
    reason: Words


class Guide(Page):
    """A page of `identify/`, `when-to-worry/` or `about/`, a section's first page, or home: words and blocks."""


class Timed(Record):
    """A span of time and the sources that say so; no sources means careful practice or judgement."""

    when: When
    sources: tuple[SourceId, ...] = ()


class Rated(Record):
    """A strength of evidence and the sources behind it."""

    level: Strength
    sources: tuple[SourceId, ...] = ()


class Cause(Page):
    """A page of `causes/`: one thing that can be behind the bumps (or, where `makes_bumps` is false, beside them)."""

    medical_name: Words
    how_common: Commonness
    makes_bumps: YesNo = True
    starts: Timed
    lasts: Timed
    looks: Words
    feels: Words
    on_brown_and_black_skin: Words
    place: Words | None = None
    does_not_fit: Words | None = None
    signs: Annotated[tuple[Slug, ...], Field(description="ids of red flags that are part of this cause")] = ()
    watch_for: Annotated[tuple[Slug, ...], Field(description="ids of red flags that mean something worse")] = ()
    remedies: Annotated[tuple[Slug, ...], Field(description="ids of pages in docs/treat")] = ()


class Remedy(Page):
    """A page of `treat/`. All day fields are whole days after the treatment; `max_days` and `test_days` are lengths.

    `first_day_clinic` is the earlier day for what the clinic itself supplied for needled skin, `first_day_deep` the later
    day after deep or RF needling. `not_advised` says why no cause lists the remedy, for one that readers only ask about.
    """

    names: Annotated[tuple[Words, ...], Field(min_length=1, description="a list of the words that name it in prose")]
    kind: Kind
    substances: tuple[Slug, ...] = ()
    first_day: Day
    first_day_clinic: Day | None = None
    first_day_deep: Day | None = None
    last_day: Day | None = None
    max_days: Day | None = None
    test_days: Day | None = None
    healed_skin: YesNo = False
    window_sources: tuple[SourceId, ...] = ()
    not_for: Annotated[tuple[Slug, ...], Field(description="ids of groups in docs/_data/groups.yml")] = ()
    not_with: Annotated[tuple[Slug, ...], Field(description="ids of pages in docs/causes")] = ()
    watch_for: Annotated[tuple[Slug, ...], Field(description="ids of red flags that can follow its use")] = ()
    not_advised: Words | None = None
    strength: Rated

    @property
    def needs_clinician(self) -> bool:
        """Whether only a clinician may start it. Seeing one, which holds no substance, needs nobody's leave."""
        return self.kind is Kind.CLINICIAN_ONLY and bool(self.substances)


class Avoid(Record):
    """Substances or activities to leave alone from one day up to, not including, another.

    `until_day: null` means until a clinician who has seen the skin says so. `unless_clinic` exempts what the clinic
    itself supplied for needled skin. `after` says whether it holds after any needling or only after deep (over 1 mm)
    or radiofrequency (RF) needling.
    """

    what: Annotated[tuple[Slug, ...], Field(min_length=1, description="ids of substances or activities")]
    from_day: Day = 0
    until_day: Day | None
    unless_clinic: YesNo = False
    healed_skin: YesNo = False
    after: Annotated[Literal["any", "deep_or_rf"], Field(description="any or deep_or_rf")] = "any"
    why: Words
    sources: tuple[SourceId, ...] = ()


class Rule(Page):
    """A page of `prevent/`: what to do and, in `avoid`, what to leave alone and until when."""

    avoid: tuple[Avoid, ...] = ()


class RedFlag(Entry):
    """A sign that needs help: what is seen or felt, how soon, what to do, why."""

    sign: Words
    urgency: Urgency
    action: Words
    why: Words
    short: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=70, pattern=_ONE_LINE),
                     Field(description="the sign in 3 to 70 characters", examples=["Trouble breathing"])]
    words: Annotated[tuple[Words, ...], Field(min_length=1, description="a list of the words that name the sign in prose")]
    from_day: Day = 0
    sources: Annotated[tuple[SourceId, ...], Field(min_length=1, description="at least one source id")]
    judgement: YesNo = False


class UrgencyLevel(Entry):
    """The words of one urgency level: `id` is the level, `phrase` must stand in every action of that level."""

    id: Urgency
    card: Words
    label: Words
    action: Words
    phrase: Annotated[tuple[Words, ...], Field(min_length=1, description="a list of phrases that say how soon")]


class Substance(Entry):
    """Something that can be put on skin or taken. `kind_of` names the wider substance it belongs to."""

    name: Words
    names: tuple[Words, ...] = ()
    kind_of: Slug | None = None
    supply: Annotated[Literal["anyone", "pharmacy", "prescription"],
                      Field(description="anyone, pharmacy or prescription")] = "anyone"
    not_for: tuple[Slug, ...] = ()


class Activity(Entry):
    """Something a person does: shaving, swimming, tanning."""

    name: Words
    names: tuple[Words, ...] = ()
    kind_of: Slug | None = None


class Group(Entry):
    """People who must not use something, or must ask first."""

    name: Words
    advice: Words
    sources: tuple[SourceId, ...] = ()


class Stage(Entry):
    """One stretch of the recovery, from the start of `from_day` to the start of `to_day`."""

    name: Words
    from_day: Day
    to_day: Day
    expect: Words
    bumps: Words
    act: Steps
    not_normal: Annotated[tuple[Slug, ...], Field(min_length=1, description="ids of red flags")]
    sources: tuple[SourceId, ...] = ()


class BumpType(Entry):
    """A row of the picture table: how a bump looks and feels, and the causes it may point to."""

    name: Words
    looks: Words
    feels: Words
    on_brown_and_black_skin: Words
    causes: Annotated[tuple[Slug, ...], Field(min_length=1, description="ids of pages in docs/causes")]


class Finding(Entry):
    """Something that a reader can see, feel or know, in their own words."""

    words: Words


class SignRow(Entry):
    """Findings that, all together, make a red flag: a row of the table that readers match their signs with."""

    findings: Annotated[tuple[Slug, ...], Field(min_length=1, description="ids of findings in docs/_data/findings.yml")]
    red_flag: Slug


class Term(Entry):
    """A medical term, its plain words, and what it means. `names` are other forms of the term in prose."""

    term: Words
    plain: Annotated[tuple[Words, ...], Field(min_length=1, description="a list of plain words for the term")]
    meaning: Words
    names: tuple[Words, ...] = ()

    @property
    def is_jargon(self) -> bool:
        """Whether readers need a plain word for it: not so where its own term is one of its plain words."""
        return self.term.lower() not in {word.lower() for word in self.plain}


class Hazard(Entry):
    """A way in which this site could harm a reader, what keeps it from happening, and the tests that guard that."""

    harm: Words
    how: Words
    control: Words
    severity: Annotated[Literal["severe", "moderate", "minor"], Field(description="severe, moderate or minor")]
    guards: Annotated[tuple[Words, ...], Field(min_length=1, description="a list of tests, each as tests/<file>.py::<test>",
                                               examples=["\n  - tests/test_site.py::test_red_flags"])]


class Drill(Entry):
    """A short written case, what the person notices, and how soon they need help: `expect`, and `why`."""

    story: Words
    about: Annotated[tuple[Words, ...], Field(min_length=1, description="a list of words on what the case is about")]
    findings: Annotated[tuple[Slug, ...], Field(description="ids of findings in docs/_data/findings.yml")]
    expect: Urgency
    why: Words


class Instrument(Entry):
    """One item of a published instrument for health texts. `check` names what the machine measures; none: a person must."""

    instrument: Annotated[Literal["PEMAT-P", "CDC Clear Communication Index", "JAMA benchmarks"],
                          Field(description="PEMAT-P, CDC Clear Communication Index or JAMA benchmarks")]
    number: Annotated[int, Field(strict=True, ge=1, le=26, description="the item's number")]
    item: Words
    check: Annotated[Literal["grade", "active", "plain_first", "whole_numbers", "chunks", "headings", "cues", "table_heads",
                             "action", "you", "steps", "top", "lists", "unknowns", "sources", "dates", "active_action"],
                     Field(description="the name of a measure")] | None = None


class EmergencyNumber(Entry):
    """A country's or region's emergency telephone number."""

    place: Words
    number: Annotated[str, StringConstraints(pattern=r"^[0-9]{2,4}$"), Field(description="2 to 4 digits in quotes")]


class Correction(Entry):
    """Common advice that this site changed: what is often said, what we say, why, and words that never may return."""

    topic: Words
    often_said: Words
    we_say: Words
    why: Words
    page: Annotated[str, Field(description="a page of docs, with its heading's anchor if it has one",
                               examples=["treat/aloe.md#who-must-not-use-it"])]
    never_say: tuple[Words, ...] = ()
    sources: tuple[SourceId, ...] = ()


class Source(Record):
    """A publication. `supports` is all that it may be cited for; `read` is false for one known but never read.

    `grade`: A regulator or systematic review; B trial, cohort or official patient page; C case report or expert page;
    D clinic or trade page (common practice only). `checked` is the day the project last held its own statements
    against `supports`; `review_by` the day by which that has to be done again.
    """

    id: SourceId
    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)
    title: Words
    authors: str = ""
    year: Annotated[int, Field(strict=True, ge=1950, le=2100, description="a year", examples=[2021])] | None = None
    where: Words
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$"),
                   Field(description="a DOI that begins with 10.", examples=["10.1136/bmj.k5098"])] | None = None
    pmid: Annotated[str, StringConstraints(pattern=r"^\d{5,9}$"),
                    Field(description="a PubMed number in quotes", examples=["'33816735'"])] | None = None
    pmcid: Annotated[str, StringConstraints(pattern=r"^PMC\d{5,9}$"),
                     Field(description="a PubMed Central id", examples=["PMC8008152"])] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$"),
                   Field(description="the official web address", examples=["https://www.fda.gov/"])] | None = None
    grade: Annotated[Literal["A", "B", "C", "D"], Field(description="A, B, C or D")]
    supports: Words
    read: YesNo
    depth: Words | None = None
    checked: Annotated[datetime.date, Field(strict=True, description="a date, year first", examples=["2026-11-22"])] | None = None
    review_by: Annotated[datetime.date, Field(strict=True, description="a date, year first", examples=["2027-11-22"])] | None = None

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
    date: Annotated[datetime.date, Field(strict=True, description="a date, year first", examples=["2026-11-22"])]
    content_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$"),
                            Field(description="the hash that build.py printed for what was reviewed")]


@dataclass(frozen=True)
class Knowledge:
    """All records, by id, in the order of their files. Built by the loader, read by everyone, changed by no one."""

    guides: Mapping[str, Guide] = field(default_factory=dict)
    causes: Mapping[str, Cause] = field(default_factory=dict)
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    red_flags: Mapping[str, RedFlag] = field(default_factory=dict)
    urgencies: Mapping[Urgency, UrgencyLevel] = field(default_factory=dict)
    substances: Mapping[str, Substance] = field(default_factory=dict)
    activities: Mapping[str, Activity] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    stages: Mapping[str, Stage] = field(default_factory=dict)
    bump_types: Mapping[str, BumpType] = field(default_factory=dict)
    emergency_numbers: Mapping[str, EmergencyNumber] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    sign_rows: Mapping[str, SignRow] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    hazards: Mapping[str, Hazard] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    today: datetime.date = datetime.date.min
    texts: tuple[Text, ...] = ()

    def pages(self) -> Mapping[str, Page]:
        """Every page by its path under `docs/`, sorted by path."""
        return self._pages

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        everything = (self.guides, self.causes, self.remedies, self.rules)
        return dict(sorted((page.path, page) for records in everything for page in records.values()))

    def urgency_of(self, cause: Cause) -> Urgency:
        """The highest urgency among the cause's own signs: derived, so that a cause cannot contradict its red flags."""
        levels = [self.red_flags[flag].urgency for flag in cause.signs if flag in self.red_flags]
        return min(levels, key=lambda level: level.rank, default=Urgency.ROUTINE)
