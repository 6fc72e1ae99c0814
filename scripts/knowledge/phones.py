"""Telephone numbers by the library made for them (phonenumbers, Google's libphonenumber): whether a
number is one of a clinic's country, how a link dials it, and which numbers call an ambulance."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber, PhoneNumberFormat, PhoneNumberType
from phonenumbers.shortnumberinfo import is_emergency_number

WRITTEN = r"^\+?[0-9(][0-9 ()./\-]*[0-9](?: ?(?:ext\.?|x) ?[0-9]{1,6})?$"
"""How people write a number: digits and what stands between them, and an extension."""


def phone_fault(text: str, country: str) -> str:
    """Why `text` is no number of `country` that a clinic can be called on; "" where it is one."""
    number = _parsed(text, country)
    if not number:
        return "no telephone number"
    if not phonenumbers.is_valid_number_for_region(number, country):
        return f"no number of {country}"
    if phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE:
        return "a number that costs extra"
    return ""


def dialed(text: str, country: str) -> str:
    """What a tel: link holds, with an extension (RFC 3966); "" for what is no number."""
    number = _parsed(text, country)
    if not number:
        return ""
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def example_phone(country: str) -> str:
    """The library's own example of a number of `country`, or one of the US."""
    number = phonenumbers.example_number(country) or phonenumbers.example_number("US")
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def is_emergency(number: str, country: str) -> bool:
    """Whether `number` calls for help in `country`."""
    return bool(re.fullmatch(r"[0-9]{2,6}", number, re.A)) and is_emergency_number(number, country)


def emergency_pattern(country: str) -> str:
    """The numbers that call for help in `country`, as a pattern; "" where none is known."""
    found = PhoneMetadata.short_metadata_for_region(country)
    return (found and found.emergency and found.emergency.national_number_pattern) or ""


def emergency_numbers(country: str) -> list[str]:
    """The numbers of up to five digits that call for help in `country`."""
    pattern = re.compile(emergency_pattern(country) or "(?!)")
    every = (f"{number:0{digits}}" for digits in (2, 3, 4, 5) for number in range(10**digits))
    return [number for number in every if pattern.fullmatch(number)]


def phone_rules(country: str) -> list[str] | None:
    """What a browser needs to read a number of `country`: its code, what stands in front of a
    number inside the country, what takes its place, all numbers, and those that cost extra."""
    found = PhoneMetadata.metadata_for_region(country)
    return found and [
        str(found.country_code),
        found.national_prefix_for_parsing or "",
        found.national_prefix_transform_rule or "",
        found.general_desc.national_number_pattern,
        (found.premium_rate and found.premium_rate.national_number_pattern) or "",
    ]


@lru_cache(maxsize=64)  # a sheet has a clinic's number in many places
def _parsed(text: str, country: str) -> PhoneNumber | None:
    if not re.fullmatch(WRITTEN, text, re.A | re.I):
        return None
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
