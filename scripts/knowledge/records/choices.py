"""What a clinic may choose for its sheet: lines with slots, uses of a product, signs of its own.

A slot's kind follows from its name, wherever it stands: in the words of a line, in a clinic's file
and in the form of the browser.
"""

import re
from typing import Annotated

from pydantic import create_model

from knowledge.records.fields import (
    SLUG,
    Date,
    Entry,
    Record,
    Refs,
    To,
    Urgency,
    Words,
    matching,
    one_line,
    one_of,
    whole_number,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIME = r"^(?:noon|(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?: ?[ap]m)?)$"
SLOT = re.compile(r"\{([a-z]+)\}")
LONGEST_SPAN = 366
"""Days from the first to the last of a line: a longer span has a mistyped year."""
LONGEST_NAME = 60
"""Characters of a name, a place or a language."""

Phone = one_line(
    1, 40, "a telephone number in quotes, as people of your country write it", '"(201) 555-0123"'
)
_SLOTS = {
    "phone": Phone,
    "date": Date,
    "from": Date,
    "to": Date,
    "time": matching(TIME, 'a time in quotes: "9:30", "14:00" or "2:15 pm"', '"9:30"'),
    "name": one_line(2, LONGEST_NAME, f"2 to {LONGEST_NAME} characters on one line", '"Dana Lee"'),
    "language": one_line(2, LONGEST_NAME, "a language's English name", "Spanish"),
    "day": one_of(*WEEKDAYS, description="a day of the week", example="Wednesday"),
    "number": whole_number(1, 99, "a whole number from 1 to 99", example=24),
}
SLOTS = tuple(_SLOTS)
"""The names of all slots."""


class _Chosen(Record):
    """A line of docs/_data/clinic_lines.yml with what stands in its slots."""

    line: Annotated[
        matching(SLUG, "an id of docs/_data/clinic_lines.yml", "bring-photos"), To.CLINIC_LINES
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

    group: Words
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
