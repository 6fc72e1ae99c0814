"""Telephone numbers by the library made for them (phonenumbers, Google's libphonenumber): whether a
number is one of a clinic's country, how a link dials it, and which numbers call an ambulance."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import phonenumbers
from phonenumbers import (
    PhoneMetadata,
    PhoneNumber,
    PhoneNumberDesc,
    PhoneNumberFormat,
    PhoneNumberType,
)
from phonenumbers.shortnumberinfo import is_emergency_number

WRITTEN = r"^\+?[0-9(][0-9 ()./\-]*[0-9](?: ?(?:ext\.?|x) ?[0-9]{1,6})?$"
"""How people write a number: digits and what stands between them, and an extension."""

SHORT = r"[0-9][0-9 ]{1,6}"
"""How people write a short number: 111, 116 117."""
_KINDS = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)
"""The kinds of numbers that the library tells apart: a number of none of them is nobody's."""
_NO_HELP = ("emergency", "premium_rate", "carrier_specific", "sms_services")
"""Short numbers that a clinic does not send people to at night: the emergency number has a place of
its own, and the others cost extra, work with one company alone, or take no call."""


def phone_fault(text: str, country: str, may_be_short: bool = False) -> str:
    """Why `text` is no number of `country` that a clinic can be called on; "" where it is one.
    `may_be_short`: so is a number for everyone there, such as 111 in the UK."""
    if may_be_short and is_short(text, country):
        return ""
    number = _parsed(text, country)
    if not number:
        return "no telephone number"
    if not phonenumbers.is_valid_number_for_region(number, country):
        return f"no number of {country}"
    if phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE:
        return "a number that costs extra"
    return ""


def dialed(text: str, country: str) -> str:
    """What a tel: link holds, with an extension (RFC 3966); "" for what is no number. A short
    number is dialed as it is."""
    if is_short(text, country):
        return text.replace(" ", "")
    number = _parsed(text, country)
    if not number:
        return ""
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def example_phone(country: str) -> str:
    """The library's own example of a number of `country`, or one of the US."""
    number = phonenumbers.example_number(country) or phonenumbers.example_number("US")
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def is_short(text: str, country: str) -> bool:
    """Whether `text` is a number of a few digits that everyone in `country` can call for help that
    is no emergency, as at night."""
    digits = text.replace(" ", "") if re.fullmatch(SHORT, text, re.A) else ""
    return bool(digits and re.fullmatch(short_pattern(country) or "(?!)", digits))


@cache
def short_pattern(country: str) -> str:
    """The short numbers of `country` as a pattern, without those of _NO_HELP; "" where none is
    known."""
    found = PhoneMetadata.short_metadata_for_region(country)
    known = _patterns([found.short_code]) if found else ""
    others = _patterns(getattr(found, kind) for kind in _NO_HELP) if known else ""
    return f"(?!(?:{others})$)(?:{known})" if others else known


def _patterns(descriptions: Iterable[PhoneNumberDesc | None]) -> str:
    """Return one pattern for all numbers that are described, each once."""
    found = (one.national_number_pattern for one in descriptions if one)
    return "|".join(dict.fromkeys(pattern for pattern in found if pattern))


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
    number inside the country, what takes its place, the shape of all numbers, those that cost
    extra, those that somebody can have, and short ones."""
    found = PhoneMetadata.metadata_for_region(country)
    return found and [
        str(found.country_code),
        found.national_prefix_for_parsing or "",
        found.national_prefix_transform_rule or "",
        found.general_desc.national_number_pattern,
        _patterns([found.premium_rate]),
        _patterns(getattr(found, kind) for kind in _KINDS),
        short_pattern(country),
    ]


@lru_cache(maxsize=64)  # a sheet has a clinic's number in many places
def _parsed(text: str, country: str) -> PhoneNumber | None:
    if not re.fullmatch(WRITTEN, text, re.A | re.I):
        return None
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
