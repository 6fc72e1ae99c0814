"""Telephone numbers: which one a clinic may give, how it is dialed, and which calls for help."""

import re

import pytest

from knowledge.phones import (
    dialed,
    emergency_numbers,
    example_phone,
    is_emergency,
    is_short,
    phone_fault,
    phone_rules,
    short_pattern,
)


@pytest.mark.parametrize(
    ("text", "country", "fault"),
    [
        ("0121 234 5678", "GB", ""),
        ("+44 121 234 5678 ext 12", "GB", ""),
        ("0121 234 5678", "US", "no number of US"),
        ("0900 123 4567", "GB", "a number that costs extra"),
        ("call me", "GB", "no telephone number"),
    ],
)
def test_a_number_is_one_of_its_country_or_says_why_not(text: str, country: str, fault: str):
    assert phone_fault(text, country) == fault


def test_a_number_is_dialed_from_anywhere_with_its_extension():
    assert dialed("0121 234 5678", "GB") == "+441212345678"
    assert dialed("0121 234 5678 x12", "GB") == "+441212345678;ext=12"
    assert dialed("call me", "GB") == ""


def test_an_example_is_of_the_country_or_of_the_us():
    assert example_phone("GB") == "0121 234 5678"
    assert example_phone("ZZ") == example_phone("US") == "(201) 555-0123"


def test_each_country_has_its_own_numbers_for_help():
    assert emergency_numbers("GB") == ["112", "999"] and emergency_numbers("ZZ") == []
    assert is_emergency("999", "GB") and not is_emergency("999", "US")
    assert not is_emergency("0121 234 5678", "GB")


def test_a_browser_gets_what_it_reads_a_number_with():
    code, prefix, instead, numbers, extra, kinds, short = phone_rules("GB")
    assert (code, instead) == ("44", "") and re.match(prefix, "01212345678").group() == "0"
    assert re.fullmatch(numbers, "1212345678") and not re.fullmatch(extra, "1212345678")
    assert re.fullmatch(extra, "9001234567") and phone_rules("ZZ") is None
    # the shape of a number is not yet a number that somebody can have
    assert re.fullmatch(numbers, "7911123456") and not re.fullmatch(kinds, "7911123456")
    assert re.fullmatch(kinds, "1212345678") and re.fullmatch(short, "111")


@pytest.mark.parametrize(
    ("text", "country", "may"),
    [
        ("111", "GB", True),
        ("116 117", "DE", True),
        ("811", "CA", True),
        ("999", "GB", False),  # it has a place of its own
        ("112", "GB", False),
        ("3624", "FR", False),  # it costs extra
        ("116117", "GB", False),
        ("111", "NZ", False),  # its emergency number
        ("1", "GB", False),
        ("1 1 1", "GB", True),
        ("+111", "GB", False),
        ("111 ext 2", "GB", False),
        ("111", "ZZ", False),
    ],
)
def test_at_night_a_number_may_be_a_short_one_that_is_no_emergency(
    text: str, country: str, may: bool
):
    assert is_short(text, country) is may
    assert (phone_fault(text, country, may_be_short=True) == "") is may
    assert phone_fault(text, country) != ""


def test_a_short_number_is_dialed_as_it_is():
    assert dialed("111", "GB") == "111" and dialed("116 117", "DE") == "116117"
    assert short_pattern("ZZ") == ""
