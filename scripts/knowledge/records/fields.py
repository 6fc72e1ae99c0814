"""What fields of records may hold: the closed lists of values, and the kinds of value with their
bounds, each defined once.

A field's `description` says what a writer must put there and its first `examples` entry shows it:
the parser builds its messages from both. Days count from the treatment: day 0 is the day of the
needling, day 1 begins 24 hours later.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Literal, get_args

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


def many(kind: object, description: str, example: str = "") -> object:
    """Return the type of a list of a `kind`, which may be empty."""
    return _described(tuple[kind, ...], description, example)


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


NORMAL = ("normal-day-1", "normal-day-4")
"""Pictures of normal skin, beside those of bump types; the ids of handouts' lines about it."""


class To(Enum):
    """What a field may refer to: the records of a kind, that in words, and where a new one is added
    (docs/_data/<kind>.yml where nothing is said).

    Those from `THINGS` on are no records of their own. A rule names a substance or an activity, a
    row of the A to Z a remedy too, a link a page and its heading, a row in easy words a text by the
    key of its translation. What is only `shown`, as in the
    booklet, the table of signs or the search, is not yet used: a red flag has to be part of a cause
    or stage besides.
    """

    RED_FLAGS = "red_flags", "a red flag", "docs/_data/red_flags.yml (build.py new-sign)"
    REMEDIES = "remedies", "a remedy", "docs/treat/ (build.py new-remedy)"
    CAUSES = "causes", "a cause", "docs/causes/ (build.py new-cause)"
    SOURCES = "sources", "a source", "docs/_data/sources.yml (build.py new-source)"
    FINDINGS = "findings", "a finding"
    CHARTS = "charts", "a chart"
    GROUPS = "groups", "a group"
    SUBSTANCES = "substances", "a substance"
    ACTIVITIES = "activities", "an activity"
    BUMP_TYPES = "bump_types", "a bump type"
    STAGES = "stages", "a stage"
    HANDOUT = "handout", "a line of handouts"
    GLOSSARY = "glossary", "a term"
    BOOKLET_LABELS = "booklet_labels", "a label of the booklet"
    EASY_PICTURES = "easy_pictures", "a picture of the easy guide"
    PRODUCT_USES = "product_uses", "a use of a product"
    CLINIC_LINES = "clinic_lines", "a line of a clinic"
    CLINIC_SIGNS = "clinic_signs", "a sign of a clinic"
    THINGS = (
        "things",
        "a substance or activity",
        "docs/_data/substances.yml or docs/_data/activities.yml",
    )
    RULED = (
        "ruled",
        "a remedy, substance or activity",
        "docs/treat/, docs/_data/substances.yml or docs/_data/activities.yml",
    )
    PAGES = "pages", "a page", "docs/"
    LINKS = "links", "a page of docs, with its heading's anchor if it has one", "docs/"
    ROWS = "rows", "a row of the A to Z", "docs/_data/a_to_z.yml"
    TEXTS = "texts", "a text of the handout", "the records that it prints"
    PICTURES = "pictures", f"a bump type, {' or '.join(NORMAL)}", "docs/_data/bump_types.yml"
    SHOWN_CAUSES = "shown_causes", *CAUSES[1:]
    SHOWN_RED_FLAGS = "shown_red_flags", *RED_FLAGS[1:]
    SHOWN_GROUPS = "shown_groups", *GROUPS[1:], "docs/_data/groups.yml"
    SHOWN_SOURCES = "shown_sources", *SOURCES[1:]

    def __init__(self, kind: str, words: str, where: str = "") -> None:
        self.kind, self.words, self.where = kind, words, where or f"docs/_data/{kind}.yml"


def parts_of(annotation: object) -> Iterator[object]:
    """Yield the type of a field and everything that it is made of."""
    yield annotation
    for inner in get_args(annotation):
        yield from parts_of(inner)


class Ref:
    """`Ref[To.SOURCES]` is the type of a field that holds the id of a source."""

    def __class_getitem__(cls, target: To) -> object:
        kinds = {To.SOURCES: SourceId, To.SHOWN_SOURCES: SourceId, To.PAGES: str, To.TEXTS: str}
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


def _from_quotes(value: object) -> object:
    """Return the day of a text such as "2026-11-22", which may stand in quotes, or the value."""
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except (TypeError, ValueError):
        return value


Date = _described(
    datetime.date,
    "a date, year first",
    "2026-11-22",
    BeforeValidator(_from_quotes),
    Field(strict=True),
)
PageLink = _described(str, To.LINKS.words, "causes/acne-flare.md", To.LINKS)
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
