"""What fields of records may hold: the closed lists of values, and the kinds of value with their
bounds, each defined once.

A field's `description` says what a writer must put there and its first `examples` entry shows it:
the parser builds its messages from both. Days count from the treatment: day 0 is the day of the
needling, day 1 begins 24 hours later.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from knowledge.records.span import Span, parse_span


class Urgency(str, Enum):
    """How soon a sign needs help. Closed: four levels; the words of each stand in
    `urgencies.yml`."""

    EMERGENCY_NOW = "emergency_now"
    SAME_DAY = "same_day"
    WITHIN_48H = "within_48h"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """0 for the most urgent level, 3 for the least."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Urgency)}


class Kind(str, Enum):
    """Who may start a remedy: anyone, anyone with the right product, a pharmacist's advice, or only
    a clinician."""

    SELF_CARE = "self_care"
    PRODUCT = "product"
    MEDICINE = "medicine"
    CLINICIAN_ONLY = "clinician_only"


class Strength(str, Enum):
    """How good the evidence for this use is, in the four grades a patient can use."""

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


class Left(str, Enum):
    """How much of what is expected after needling is left: four steps, in words, as nobody has
    measured it."""

    MOST = "most"
    LESS = "less"
    LITTLE = "little"
    NONE = "none"

    @property
    def step(self) -> int:
        """0 for none, 3 for the most."""
        return len(Left) - 1 - list(Left).index(self)


@dataclass(frozen=True)
class Origin:
    """Where a record was read: its file, and the line of each of its fields."""

    path: str
    lines: Mapping[tuple, int] = field(default_factory=dict, repr=False)
    prefix: tuple = ()

    def line(self, *keys: str | int) -> int:
        """Return the line of the field at `keys`, or of the nearest thing around it; 1 when nothing
        is known."""
        where = self.prefix + keys
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def _described(kind: object, description: str, example: object, *limits: object) -> object:
    """Return the type of a value of a `kind` within `limits`, which says what it asks for."""
    field = Field(description=description, examples=[example] if example else None)
    return Annotated[kind, *limits, field]


def matching(pattern: str, description: str, example: str = "") -> object:
    """Return the type of a text that matches `pattern`."""
    return _described(str, description, example, StringConstraints(pattern=pattern))


def one_line(least: int, most: int | None, description: str, example: str) -> object:
    """Return the type of words on one line, of `least` to `most` characters."""
    limits = StringConstraints(
        strip_whitespace=True, min_length=least, max_length=most, pattern=_ONE_LINE
    )
    return _described(str, description, example, limits)


def some(kind: object, description: str, example: str = "", most: int | None = None) -> object:
    """Return the type of a list of one `kind` or more, up to `most`."""
    return _described(tuple[kind, ...], description, example, Field(min_length=1, max_length=most))


def whole_number(least: int, most: int, description: str, example: int | None = None) -> object:
    """Return the type of a whole number from `least` to `most`."""
    return _described(int, description, example, Field(strict=True, ge=least, le=most))


def one_of(*values: str, description: str = "", example: str = "") -> object:
    """Return the type of a field that holds one of `values`."""
    words = description or f"{', '.join(values[:-1])} or {values[-1]}"
    return _described(Literal[values], words, example)


_ONE_LINE = "^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"

SLUG = f"^{_SLUG}$"
Slug = matching(SLUG, "an id in small letters, digits and hyphens", "cool-compress")
_OldAddress = matching(
    f"^{_SLUG}(/{_SLUG})*$",
    "an old address below the site's, without a slash at its ends or .html",
    "causes/white-dots",
)
Moved = _described(tuple[_OldAddress, ...], "a list of old addresses", "\n  - causes/white-dots")
SourceId = matching(
    "^[A-Z0-9]+(-[A-Z0-9]+)*$", "a source id in capitals, as in docs/_data/sources.yml", "CHU2021"
)


class To(Enum):
    """What a field may refer to: the records of this name.

    Those from `things` on are not kinds of their own. A rule names a substance or an activity, a
    row of the A to Z a remedy too. What is only `shown`, as in the booklet, the table of signs or
    the search, is not yet used: a red flag has to be part of a cause or stage besides.
    """

    RED_FLAGS = "red_flags"
    REMEDIES = "remedies"
    CAUSES = "causes"
    SOURCES = "sources"
    FINDINGS = "findings"
    GROUPS = "groups"
    SUBSTANCES = "substances"
    ACTIVITIES = "activities"
    PAGES = "pages"
    BUMP_TYPES = "bump_types"
    STAGES = "stages"
    HANDOUT = "handout"
    GLOSSARY = "glossary"
    BOOKLET_LABELS = "booklet_labels"
    EASY_PICTURES = "easy_pictures"
    PRODUCT_USES = "product_uses"
    CLINIC_LINES = "clinic_lines"
    CLINIC_SIGNS = "clinic_signs"
    THINGS = "things"
    RULED = "ruled"
    ROWS = "rows"
    PICTURES = "pictures"
    SHOWN_CAUSES = "shown_causes"
    SHOWN_RED_FLAGS = "shown_red_flags"
    SHOWN_GROUPS = "shown_groups"
    SHOWN_SOURCES = "shown_sources"


class Ref:
    """`Ref[To.SOURCES]` is the type of a field that holds the id of a source."""

    def __class_getitem__(cls, target: To) -> object:
        kinds = {To.SOURCES: SourceId, To.SHOWN_SOURCES: SourceId, To.PAGES: str}
        kind = kinds.get(target, Slug)
        return Annotated[kind, target]


class Refs:
    """`Refs[To.SOURCES]` is the type of a field that holds the ids of several."""

    def __class_getitem__(cls, target: To) -> object:
        return tuple[Ref[target], ...]


Words = one_line(2, None, "words on one line", "a few plain words")
Day = whole_number(
    0, 365, "a whole number of days from 0 to 365 (day 0 is the day of treatment)", example=7
)
YesNo = _described(bool, "true or false", "true", Field(strict=True))
Date = _described(datetime.date, "a date, year first", "2026-11-22", Field(strict=True))
PageLink = _described(
    str, "a page of docs, with its heading's anchor if it has one", "causes/acne-flare.md"
)
When = _described(
    Span,
    "a time such as 24 to 72 hours, 3 days, weeks, or minutes to hours",
    "24 to 72 hours",
    BeforeValidator(parse_span, json_schema_input_type=str),
)
Summary = one_line(
    20, 160, "one sentence of 20 to 160 characters", "Cool the skin for a short time."
)
Steps = some(Words, "a list of 1 to 5 short lines", "\n  - Leave the bumps alone. [^open]", most=5)


class Record(BaseModel):
    """Anything the content states: unknown fields refused, never changed after parsing."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Entry(Record):
    """A record that lives in a `_data` file and is referred to by its id."""

    id: Slug
    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)
