"""What a clinic may choose for its sheet: lines with slots, uses of a product, signs of its own.

A slot's kind follows from its name, wherever it stands: in the words of a line, in a clinic's file
and in the form of the browser.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, create_model

from knowledge.records.entries import Entry
from knowledge.records.fields import _ONE_LINE, Record, Refs, Slug, To, Urgency, Words

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIME = r"^(?:noon|(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?: ?[ap]m)?)$"
SLOT = re.compile(r"\{([a-z]+)\}")
LONGEST_NAME = 60
"""Characters of a name, a place or a language."""

Name = Annotated[
    str,
    StringConstraints(min_length=2, max_length=LONGEST_NAME, pattern=_ONE_LINE),
    Field(description=f"2 to {LONGEST_NAME} characters on one line", examples=['"Dana Lee"']),
]
Phone = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40, pattern=_ONE_LINE),
    Field(
        description="a telephone number in quotes, as people of your country write it",
        examples=['"(201) 555-0123"'],
    ),
]
Date = Annotated[
    datetime.date, Field(strict=True, description="a date, year first", examples=["2026-11-22"])
]
_SLOTS = {
    "phone": Phone,
    "date": Date,
    "from": Date,
    "to": Date,
    "time": Annotated[
        str,
        StringConstraints(pattern=TIME),
        Field(description='a time in quotes: "9:30", "14:00" or "2:15 pm"', examples=['"9:30"']),
    ],
    "name": Name,
    "language": Annotated[
        str,
        StringConstraints(max_length=LONGEST_NAME, pattern=_ONE_LINE),
        Field(description="a language's English name", examples=["Spanish"]),
    ],
    "day": Annotated[
        Literal[WEEKDAYS], Field(description="a day of the week", examples=["Wednesday"])
    ],
    "number": Annotated[
        int, Field(strict=True, ge=1, le=99, description="a whole number from 1 to 99")
    ],
}
SLOTS = tuple(_SLOTS)
"""The names of all slots."""


class _Chosen(Record):
    """A line of docs/_data/clinic_lines.yml with what stands in its slots."""

    line: Annotated[
        Slug, Field(description="an id of docs/_data/clinic_lines.yml", examples=["bring-photos"])
    ]

    def slots(self) -> dict[str, object]:
        """What the clinic gave, by the names of the slots."""
        return {name: value for name in SLOTS if (value := getattr(self, name)) is not None}


# "from" is a word of Python, so that a class statement cannot name the field
ChosenLine = create_model(
    "ChosenLine", __base__=_Chosen, **{name: (kind | None, None) for name, kind in _SLOTS.items()}
)


class ClinicLine(Entry):
    """A line that a clinic's sheet may have in its box; `words` have slots such as {phone}."""

    group: Slug
    words: Words

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its slots, each once."""
        return tuple(dict.fromkeys(SLOT.findall(self.words)))


class ProductUse(Entry):
    """How to use what a clinic gives for the day of the treatment."""

    words: Words


class ClinicSign(Entry):
    """A sign that a clinic may add to its cards, at the level `least` or a more urgent one, and
    never milder than a red flag of `like`, which its words touch."""

    words: Words
    least: Urgency
    like: Refs[To.RED_FLAGS] = ()
