"""What a clinic may write into the slots of a line."""

import pytest
from pydantic import ValidationError

from knowledge.records.choices import LONGEST_NAME, ChosenLine


@pytest.mark.parametrize(
    ("slot", "values", "refused"),
    [
        ("name", ["Al", "A" * LONGEST_NAME], ["A", "A" * (LONGEST_NAME + 1), "Dana\nLee"]),
        ("language", ["Ga", "A" * LONGEST_NAME], ["G", "A" * (LONGEST_NAME + 1)]),
        ("number", [1, 99], [0, 100, "24"]),
        ("phone", ["5", "5" * 40], ["", "5" * 41]),
        ("time", ["noon", "9:30", "23.59", "2:15 pm"], ["24:00", "9:60", "9", "midnight"]),
        ("day", ["Monday"], ["monday", "Mon"]),
    ],
)
def test_a_slot_takes_what_stands_at_its_limits_and_nothing_beyond(slot, values, refused):
    for value in values:
        assert ChosenLine(line="speak-to", **{slot: value}).slots() == {slot: value}
    for value in refused:
        with pytest.raises(ValidationError):
            ChosenLine(line="speak-to", **{slot: value})
