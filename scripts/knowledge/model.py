"""The knowledge: all records together, and how what is made of it is kept.

Records are in `records/`, and what their fields may hold in `records/fields.py`; everyone imports
them from here.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from knowledge.prose.blocks import Text
from knowledge.reading.accepted_file import Acceptance
from knowledge.records.choices import ClinicLine, ClinicSign, ProductUse
from knowledge.records.fields import (  # noqa: F401 (for everyone)
    Commonness,
    Kind,
    Origin,
    Strength,
    Urgency,
)
from knowledge.records.generated import GENERATED_MOVED
from knowledge.records.handout import (
    BookletLabel,
    BookletPage,
    EasyPicture,
    EasyRow,
    HandoutLabel,
    HandoutLine,
    NextChange,
    Version,
)
from knowledge.records.languages import ENGLISH, Language, Notice, Phrase
from knowledge.records.pages import (  # noqa: F401 (for everyone)
    SECTIONS,
    Avoid,
    Cause,
    Guide,
    Page,
    Rated,
    Remedy,
    Rule,
    Stretch,
    Timed,
)
from knowledge.records.signs import (
    CrisisLine,
    Drill,
    EmergencyNumber,
    Finding,
    RedFlag,
    SignRow,
    UrgencyLevel,
)
from knowledge.records.skin import Activity, BumpType, CauseGroup, Chart, Group, Stage, Substance
from knowledge.records.translations import Translation
from knowledge.records.trust import Correction, Decision, Hazard, Source
from knowledge.records.words import Asked, Brands, Code, SameWords, SearchWords, SignWords, Term

Made = TypeVar("Made")


def once(make: Callable[..., Made]) -> Callable[..., Made]:
    """Let a function of a Knowledge, and of words beside it, work once for each: its answers are
    kept with the Knowledge, which never changes, and are not to be changed either."""
    name = f"once {make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(knowledge: "Knowledge", *words: str) -> Made:
        answers = vars(knowledge).setdefault(name, {})
        if words not in answers:
            answers[words] = make(knowledge, *words)
        return answers[words]

    return kept


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
    cause_groups: Mapping[str, CauseGroup] = field(default_factory=dict)
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
    charts: Mapping[str, Chart] = field(default_factory=dict)
    a_to_z: Mapping[str, Asked] = field(default_factory=dict)
    brands: Mapping[str, Brands] = field(default_factory=dict)
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
    texts: tuple[Text, ...] = ()
    template_words: tuple[Text, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    stale_easy: frozenset[str] = frozenset()

    @once
    def pages(self) -> Mapping[str, Page]:
        """Return every page by its path under `docs/`, sorted by path."""
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
