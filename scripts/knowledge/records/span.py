"""Spans of time as the content writes them: "24 to 72 hours", "3 days", "weeks", "minutes to
hours"."""

import re
from dataclasses import dataclass

HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "year": 8760.0}
"""Hours in each unit; a month counts as 30 days and a year as 365, near enough to compare a start
with an end."""

_UNIT = r"(minutes?|hours?|days?|weeks?|months?|years?)"
_NUMBERS = re.compile(rf"^(\d{{1,4}})(?: to (\d{{1,4}}))? {_UNIT}$", re.ASCII)
_UNITS = re.compile(rf"^{_UNIT}(?: to {_UNIT})?$")


@dataclass(frozen=True)
class Span:
    """A span as written, and its bounds in hours. Words without a number ("weeks") are bounded by
    one such unit at the low end and have no upper bound."""

    text: str
    low: float
    high: float | None

    def __str__(self) -> str:
        return self.text


def parse_span(value: object) -> Span:
    """Read a span; raise ValueError on anything else."""
    if isinstance(value, Span):
        return value
    text = " ".join(str(value).split())
    if numbers := _NUMBERS.match(text):
        low, high, unit = numbers.groups()
        size = HOURS[unit.rstrip("s")]
        if high and int(high) <= int(low):
            raise ValueError("the second number must be larger than the first")
        return Span(text, int(low) * size, int(high or low) * size)
    if units := _UNITS.match(text):
        first, second = units.groups()
        low, high = HOURS[first.rstrip("s")], HOURS[second.rstrip("s")] if second else None
        if high and high <= low:
            raise ValueError("the second unit must be larger than the first")
        return Span(text, low, high)
    raise ValueError("not a span of time")
