"""The values of tests/data/clinic_values.yml, each in a clinic's file that is right but for it."""

import datetime
from functools import cache
from typing import Any

import phonenumbers

from helpers import read_yaml
from knowledge.phones import emergency_numbers
from sheets import real_knowledge

HASH = "0123456789abcdef"
PARTS: dict[str, dict] = {
    "products": {
        "name": "Plain gel for needled skin",
        "substances": ["clinic-gel"],
        "use": "thin-layer-when-dry",
    },
    "device": {"name": "Needling pen", "kind": "needles"},
    "colors": {"main": "#124f49", "ground": "#f3ede2"},
    "signed_off": {
        "name": "Dana Lee",
        "role": "Medical director",
        "date": datetime.date(2026, 11, 27),
        "content_hash": HASH,
    },
    "lines": {},
    "red_flags": {"sign": "nosebleed-comes-back", "urgency": "same_day"},
}
"""The other keys of the entry that a value stands in."""
LISTS = ("products", "lines", "red_flags", "calls", "first_days", "avoid", "notes")
STRICTER = ("red_flags", "calls", "first_days", "avoid", "notes")


def values(group: str) -> list[dict]:
    """The values that may never be printed ("hostile"), or those that clinics write ("real")."""
    return _groups()[group]


@cache
def _groups() -> dict[str, list[dict]]:
    return read_yaml("tests/data/clinic_values.yml")


def named(value: dict) -> str:
    """A value in short, for a test's name."""
    return f"{value['field']} {str(value['value'])[:60]!r}"


def clinic_with(value: dict) -> dict[str, Any]:
    """The data of a clinic's file with this value in it. A logo that is a picture's text stands in
    the file logo.svg."""
    country, field, put = value.get("country", "US"), value["field"], value["value"]
    data: dict[str, Any] = {
        "name": "Riverside Skin Clinic",
        "country": country,
        "phone": phone_of(country),
        "emergency_number": emergency_of(country),
    }
    first, _, key = field.partition(".")
    if key:
        entry = {**PARTS[first], **value.get("with", {}), key: put}
        put = [entry] if first in LISTS else entry
    elif first in LISTS and isinstance(put, dict):
        put = [put]
    if field == "logo" and (put == "" or put.startswith("<")):
        put = "logo.svg"
    holder = data.setdefault("stricter", {}) if first in STRICTER else data
    holder[first] = put
    return data


@cache
def phone_of(country: str) -> str:
    """The library's example of a number of `country`."""
    number = phonenumbers.example_number(country) or phonenumbers.example_number("US")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


@cache
def emergency_of(country: str) -> str:
    """The emergency number of `country`."""
    for record in real_knowledge().emergency_numbers.values():
        if country in record.countries:
            return record.number
    return next(iter(emergency_numbers(country)), "112")
