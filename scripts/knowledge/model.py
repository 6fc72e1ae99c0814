"""The knowledge: pages as typed, frozen records, and all records together.

The other records are in `records/`, and what their fields may hold in `records/fields.py`; everyone
imports them from here.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import Field

from knowledge.prose.blocks import Text
from knowledge.reading.accepted_file import Acceptance
from knowledge.records.asked import Asked
from knowledge.records.booklet import BookletLabel, BookletPage
from knowledge.records.choices import ClinicLine, ClinicSign, ProductUse
from knowledge.records.easy import EasyPicture, EasyRow
from knowledge.records.fields import (
    Commonness,
    Day,
    Kind,
    Moved,
    Origin,
    Record,
    Ref,
    Refs,
    Steps,
    Strength,
    Summary,
    To,
    Urgency,
    When,
    Words,
    YesNo,
    one_of,
    some,
)
from knowledge.records.generated import GENERATED_MOVED
from knowledge.records.handout import HandoutLabel, HandoutLine, NextChange, Version
from knowledge.records.languages import ENGLISH, Language, Notice, Phrase
from knowledge.records.signs import (
    CrisisLine,
    Drill,
    EmergencyNumber,
    Finding,
    RedFlag,
    SignRow,
    UrgencyLevel,
)
from knowledge.records.skin import Activity, BumpType, Chart, Group, Stage, Substance
from knowledge.records.translations import Translation
from knowledge.records.trust import Correction, Decision, Hazard, Instrument, Source
from knowledge.records.words import Code, SameWords, SearchWords, SignWords, Term

SECTIONS = ("identify", "causes", "treat", "prevent", "when-to-worry", "about")
"""Folders of `docs/` that hold pages; the first five are the site's sections, in reading order."""


class Exempt(Record):
    """One rule of plain words that a page may break, and why; the scorecard shows it."""

    rule: one_of("grade", "sentence", "passive", "percent", "color", "jargon", "words")
    reason: Words


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
    moved_from: Moved = ()
    exempt: tuple[Exempt, ...] = ()

    def is_exempt(self, rule: str) -> bool:
        """Return whether the page's front matter exempts it from `rule`."""
        return any(item.rule == rule for item in self.exempt)

    @property
    def path(self) -> str:
        """The file, relative to `docs/`, with forward slashes."""
        return f"{self.section}/{self.id}.md" if self.section else f"{self.id}.md"

    @property
    def old_paths(self) -> list[str]:
        """What `path` was at each address that the page has moved from."""
        return [f"{address}.md" for address in self.moved_from]


class Guide(Page):
    """A page of `identify/`, `when-to-worry/` or `about/`, a section's first page, or home: words
    and blocks. One that only leads on has nothing to do now."""

    do_now: Steps = ()


class Timed(Record):
    """A span of time and the sources that say so; none: careful practice or judgement."""

    when: When
    sources: Refs[To.SOURCES] = ()


class Rated(Record):
    """A strength of evidence and the sources behind it."""

    level: Strength
    sources: Refs[To.SOURCES] = ()


class Cause(Page):
    """A page of `causes/`: one thing that can be behind the bumps (or, where `makes_bumps` is
    false, beside them).

    `visit` is for a cause that is not urgent and whose own text says to have it looked at: it asks
    for a visit, not for care at home.
    """

    medical_name: Words
    how_common: Commonness
    least: Annotated[
        Urgency,
        Field(description="the level that the cause needs at the least, whatever its signs are"),
    ] = Urgency.ROUTINE
    makes_bumps: YesNo = True
    visit: Annotated[
        YesNo,
        Field(
            description="true where nothing is urgent and somebody should look at it all the same"
        ),
    ] = False
    starts: Timed
    lasts: Timed
    looks: Words
    feels: Words
    on_brown_and_black_skin: Words
    place: Words | None = None
    does_not_fit: Words | None = None
    signs: Annotated[
        Refs[To.RED_FLAGS], Field(description="ids of red flags that are part of this cause")
    ] = ()
    watch_for: Annotated[
        Refs[To.RED_FLAGS], Field(description="ids of red flags that mean something worse")
    ] = ()
    remedies: Annotated[Refs[To.REMEDIES], Field(description="ids of pages in docs/treat")] = ()


class Remedy(Page):
    """A page of `treat/`. All day fields are whole days after the treatment; `max_days` and
    `test_days` are lengths.

    `first_day_clinic` is the earlier day for what the clinic itself supplied for needled skin,
    `first_day_deep` the later day after deep or RF needling. `checked_first` says that bumps which
    are still there on its day are checked before. `any_day_with` are causes that `last_day`, which
    counts from the needling, does not hold for. `not_advised` says why no cause lists the remedy,
    for one that readers only ask about. `strength` is for what a person uses: seeing a clinician
    and leaving the skin alone have none.
    """

    names: some(Words, "a list of the words that name it in prose")
    kind: Kind
    substances: Refs[To.SUBSTANCES] = ()
    first_day: Day
    first_day_clinic: Day | None = None
    first_day_deep: Day | None = None
    last_day: Day | None = None
    any_day_with: Annotated[Refs[To.CAUSES], Field(description="ids of pages in docs/causes")] = ()
    max_days: Day | None = None
    test_days: Day | None = None
    healed_skin: YesNo = False
    checked_first: YesNo = False
    window_sources: Refs[To.SOURCES] = ()
    not_for: Annotated[
        Refs[To.GROUPS], Field(description="ids of groups in docs/_data/groups.yml")
    ] = ()
    not_with: Annotated[Refs[To.CAUSES], Field(description="ids of pages in docs/causes")] = ()
    watch_for: Annotated[
        Refs[To.RED_FLAGS], Field(description="ids of red flags that can follow its use")
    ] = ()
    not_advised: Words | None = None
    strength: Rated | None = None

    @property
    def needs_advice(self) -> bool:
        """Whether it is a medicine that nobody should start without advice."""
        return self.kind in (Kind.MEDICINE, Kind.CLINICIAN_ONLY) and bool(self.substances)

    @property
    def needs_clinician(self) -> bool:
        """Whether only a clinician may start it. Seeing one needs nobody's leave."""
        return self.kind is Kind.CLINICIAN_ONLY and bool(self.substances)


class Avoid(Record):
    """Substances or activities to leave alone from one day up to, not including, another.

    `until_day: null` means until a clinician who has seen the skin says so. `unless_clinic` exempts
    what the clinic itself supplied for needled skin. `checked_first` says that bumps which are
    still there on that day are checked before. `after` says whether it holds after any needling or
    only after deep (over 1 mm) or radiofrequency (RF) needling.
    """

    what: some(Ref[To.THINGS], "ids of substances or activities")
    from_day: Day = 0
    until_day: Day | None
    unless_clinic: YesNo = False
    healed_skin: YesNo = False
    checked_first: YesNo = False
    after: one_of("any", "deep_or_rf") = "any"
    why: Words
    sources: Refs[To.SOURCES] = ()


class Stretch(Record):
    """A stretch of days, from the start of `from_day` to the start of `to_day`."""

    from_day: Day
    to_day: Day


class Rule(Page):
    """A page of `prevent/`: what to do and, in `avoid`, what to leave alone and until when. A page
    about some `days` lists all that waits on them, whichever page has the rule."""

    avoid: tuple[Avoid, ...] = ()
    days: Stretch | None = None


@dataclass(frozen=True)
class Knowledge:
    """All records, by id, in the order of their files. Built by the loader, read by everyone,
    changed by no one."""

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
    handout: Mapping[str, HandoutLine] = field(default_factory=dict)
    handout_labels: Mapping[str, HandoutLabel] = field(default_factory=dict)
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    languages: Mapping[str, Language] = field(default_factory=dict)
    easy: Mapping[str, EasyRow] = field(default_factory=dict)
    easy_pictures: Mapping[str, EasyPicture] = field(default_factory=dict)
    hazards: Mapping[str, Hazard] = field(default_factory=dict)
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    sign_words: Mapping[str, SignWords] = field(default_factory=dict)
    foreign_words: Mapping[str, SignWords] = field(default_factory=dict)
    same_words: Mapping[str, SameWords] = field(default_factory=dict)
    crisis_lines: Mapping[str, CrisisLine] = field(default_factory=dict)
    clinic_lines: Mapping[str, ClinicLine] = field(default_factory=dict)
    clinic_signs: Mapping[str, ClinicSign] = field(default_factory=dict)
    product_uses: Mapping[str, ProductUse] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    a_to_z: Mapping[str, Asked] = field(default_factory=dict)
    booklet: Mapping[str, BookletPage] = field(default_factory=dict)
    booklet_labels: Mapping[str, BookletLabel] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    codes: Mapping[str, Code] = field(default_factory=dict)
    versions: Mapping[str, Version] = field(default_factory=dict)
    changes: tuple[NextChange, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)
    language: str = ENGLISH
    notice: Notice = Notice()
    today: datetime.date = datetime.date.min
    today_from: str = ""
    texts: tuple[Text, ...] = ()
    template_words: tuple[Text, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    stale_easy: frozenset[str] = frozenset()

    @property
    def correct_the_date(self) -> str:
        """What to do about a date that does not fit today. Where today is not the clock's, that may
        be what is wrong."""
        return f"correct the date or {self.today_from}" if self.today_from else "correct the date"

    def pages(self) -> Mapping[str, Page]:
        """Return every page by its path under `docs/`, sorted by path."""
        return self._pages

    @cached_property
    def _pages(self) -> Mapping[str, Page]:
        everything = (self.guides, self.causes, self.remedies, self.rules)
        return dict(
            sorted((page.path, page) for records in everything for page in records.values())
        )

    @property
    def moved(self) -> Mapping[str, str]:
        """The path of each page that has moved, or was merged into another, by what it was."""
        written = {old: page.path for page in self.pages().values() for old in page.old_paths}
        return {f"{old}.md": path for old, path in GENERATED_MOVED.items()} | written

    def signs_of(self, cause: Cause) -> list[RedFlag]:
        """The red flags that are part of a cause, without ids that name none."""
        return [self.red_flags[name] for name in cause.signs if name in self.red_flags]

    def urgency_of(self, cause: Cause) -> Urgency:
        """Return the highest urgency among the cause's own signs: derived, so that a cause cannot
        contradict its red flags."""
        levels = [flag.urgency for flag in self.signs_of(cause)]
        return min(levels, key=lambda level: level.rank, default=Urgency.ROUTINE)

    def level_of(self, cause: Cause) -> UrgencyLevel:
        """Return the level of a cause in the words of its pages: a routine one that asks for a
        visit says so in place of care at home."""
        level = self.urgencies[self.urgency_of(cause)]
        if cause.visit and level.visit:
            return level.model_copy(update={"label": level.visit, "action": level.visit})
        return level
