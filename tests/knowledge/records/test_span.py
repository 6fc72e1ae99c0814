"""Spans of time: what may be written, and the hours that it stands for."""

import pytest

from knowledge.records.span import Span, parse_span


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("24 to 72 hours", 24, 72),
        ("3 days", 72, 72),
        ("1 day", 24, 24),
        ("0 minutes", 0, 0),
        ("30 minutes", 0.5, 0.5),
        ("1 to 2 weeks", 168, 336),
        ("6 months", 4320, 4320),
        ("1 year", 8760, 8760),
        ("weeks", 168, None),
        ("hour", 1, None),
        ("minutes to hours", 1 / 60, 1),
        ("days to months", 24, 720),
    ],
)
def test_a_span_is_a_number_or_a_unit_or_two_of_them(text, low, high):
    assert parse_span(text) == Span(text, low, high)


def test_it_prints_as_it_was_written_with_single_spaces():
    assert str(parse_span("  24   to 72\thours ")) == "24 to 72 hours"


def test_a_span_that_was_read_already_stays_as_it_is():
    span = Span("weeks", 168, None)
    assert parse_span(span) is span


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "3",
        "day 3",
        "3 to 5",
        "3-5 days",
        "three days",
        "1.5 days",
        "-1 days",
        "3 Days",
        "days 3",
        "3 fortnights",
        "about 3 days",
        "3 days.",
        "3 days\n4 days",
        None,
        3,
        True,
        [],
        {},
    ],
)
def test_anything_else_is_no_span(value):
    with pytest.raises(ValueError, match="^not a span of time$"):
        parse_span(value)


@pytest.mark.parametrize("text", ["72 to 24 hours", "3 to 3 days"])
def test_the_second_number_is_larger(text):
    with pytest.raises(ValueError, match="^the second number must be larger than the first$"):
        parse_span(text)


@pytest.mark.parametrize(
    "text", ["weeks to days", "hours to minutes", "days to days", "day to days"]
)
def test_the_second_unit_is_larger(text):
    with pytest.raises(ValueError, match="^the second unit must be larger than the first$"):
        parse_span(text)


@pytest.mark.parametrize("text", ["9" * 400 + " weeks", "10000 days", "1 to 99999 days", "٣ days"])
def test_a_number_has_at_most_four_plain_digits(text):
    with pytest.raises(ValueError, match="^not a span of time$"):
        parse_span(text)
