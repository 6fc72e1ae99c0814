"""A clinic may tighten, never loosen: its file against the general rules. Each Problem names the
clinic's line and the rule it breaks."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from knowledge.checks.trust import to_come
from knowledge.model import Knowledge, Remedy
from knowledge.phones import emergency_numbers, example_phone, is_emergency, phone_fault
from knowledge.problems import Problem, at, did_you_mean, place, quote
from knowledge.records.clinic import INK, LEAST_CONTRAST, Clinic, LaterStart, known_deep
from knowledge.records.languages import ENGLISH
from knowledge.tighten import tighten
from knowledge.windows import Window, end_of, thing, until, windows, windows_on


def check_country(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """The country is one of ISO 3166: no other gets around the check of its emergency number."""
    if clinic.country not in countries():
        numbers = knowledge.emergency_numbers.values()
        known = [name for record in numbers for name in record.countries]
        example = "".join(f", as in {place(record, 'countries')}" for record in [*numbers][:1])
        expected = f"a country's two letters of ISO 3166{example}"
        do = "write GB" if clinic.country == "UK" else did_you_mean(clinic.country, known)
        yield at(clinic, "country", expected, quote(clinic.country), do)


def check_emergency_number(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """The emergency number is the one that people of the clinic's country know, where we have it,
    and else one that calls for help there."""
    country, number = clinic.country, clinic.emergency_number
    known = [one for one in knowledge.emergency_numbers.values() if country in one.countries]
    if known and number != known[0].number:
        own = quote(known[0].number)
        expected = f"{own}, the number in {known[0].place} ({place(known[0], 'number')})"
        yield at(clinic, "emergency_number", expected, quote(number), f"write {own}")
    elif not known and country in countries() and not is_emergency(number, country):
        numbers = " or ".join(emergency_numbers(country))
        expected = f"a number that calls for help in {country}: {numbers or 'none is known to us'}"
        ask = f"ask for the number of {country} in docs/_data/emergency_numbers.yml"
        do = "write the one that people know" if numbers else ask
        yield at(clinic, "emergency_number", expected, quote(number), do)


def check_phones(_: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Each phone is one of the clinic's country, and costs no more than others. For nights and
    weekends it may be a short number that everyone there calls."""
    if clinic.country not in countries():
        return
    named = [(("phone",), clinic.phone), (("out_of_hours_phone",), clinic.out_of_hours_phone)]
    named += [(("lines", n, "phone"), line.phone) for n, line in enumerate(clinic.lines)]
    example = quote(example_phone(clinic.country))
    for keys, text in named:
        may_be_short = keys == ("out_of_hours_phone",)
        if text and (got := phone_fault(text, clinic.country, may_be_short)):
            expected = f"a telephone number of {clinic.country}, such as {example}"
            yield at(
                clinic, keys, expected, f"{got}: {quote(text)}", "correct it, with its area code"
            )


def check_first_days(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A remedy starts no earlier than in general, no later than its own last day, and help that is
    no product is never put off."""
    for number, start in enumerate(clinic.stricter.first_days):
        if fault := _first_day_fault(knowledge.remedies[start.remedy], start, clinic):
            yield at(clinic, ("stricter", "first_days", number, "first_day"), *fault)


def _first_day_fault(
    remedy: Remedy, start: LaterStart, clinic: Clinic
) -> tuple[str, str, str] | None:
    """What was expected of a clinic's first day, what it says, and what to do; None if it may."""
    deep = clinic.is_deep and remedy.first_day_deep is not None
    field = "first_day_deep" if deep else "first_day"
    first = getattr(remedy, field)
    if not remedy.substances:
        where = place(remedy, "first_day")
        expected = f"a remedy that holds a product: nobody has to wait for {remedy.id} ({where})"
        return expected, quote(start.remedy), "remove the entry"
    if remedy.needs_clinician:
        only = f"{remedy.id} is for clinicians only ({place(remedy, 'kind')})"
        expected = f"a remedy that readers start themselves: {only}"
        return expected, quote(start.remedy), "remove the entry"
    if start.first_day < first:
        expected = f"day {first} or later, as in {place(remedy, field)}"
        return expected, f"day {start.first_day}", f"write first_day: {first} or a later day"
    if remedy.last_day is not None and start.first_day > remedy.last_day:
        expected = f"no later than its last day, {remedy.last_day} ({place(remedy, 'last_day')})"
        return expected, f"day {start.first_day}", "write an earlier day"
    return None


def check_avoid(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Something is left alone for as long as in general, or longer."""
    after = None if clinic.is_deep else "any"
    for number, avoid in enumerate(clinic.stricter.avoid):
        keys, got = ("stricter", "avoid", number, "until_day"), f"day {avoid.until_day}"
        for name in avoid.what:
            longest = until(knowledge, name, after)
            expected = ""
            if longest and end_of(avoid) < end_of(longest):
                day = longest.avoid.until_day
                least = "until_day: null" if day is None else f"day {day}"
                thing_name = thing(knowledge, name).name
                expected = f"{least} or later for {thing_name}, as in {longest.place}"
            elif end_of(avoid) < 1:
                expected = "day 1 or later"
            if expected:
                yield at(clinic, keys, expected, got, "write a later day or remove the entry")


def check_signed(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Nobody has signed on a day that has not come yet, and a language is one of handouts."""
    if clinic.signed_off:
        yield from to_come(knowledge, clinic, ("signed_off", "date"), clinic.signed_off.date)
    known = [name for name in knowledge.languages if name != ENGLISH]
    for number, signed in enumerate(clinic.languages):
        keys = ("languages", number)
        yield from to_come(knowledge, clinic, (*keys, "date"), signed.date)
        if signed.id not in known:
            expected, do = "a language of docs/_data/languages.yml", did_you_mean(signed.id, known)
            yield at(clinic, (*keys, "id"), expected, quote(signed.id), do)


def check_colors(_: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """White letters, the main color and the text have a contrast of 4.5 to 1 with their ground."""
    pairs = (
        ("main", "#ffffff", clinic.colors.main, "white letters on it"),
        ("ground", clinic.colors.main, clinic.colors.ground, "the main color on it"),
        ("ground", INK, clinic.colors.ground, "the text on it"),
    )
    for field, one, two, words_of in pairs:
        if (ratio := contrast(one, two)) < LEAST_CONTRAST:
            expected = f"a contrast of {LEAST_CONTRAST} to 1 with {words_of} (WCAG 2.2, 1.4.3)"
            got = f"{ratio:.1f} to 1 for {quote(getattr(clinic.colors, field))}"
            do = f"write a {'darker' if field == 'main' else 'paler'} color"
            yield at(clinic, ("colors", field), expected, got, do)


@cache
def countries() -> frozenset[str]:
    """The two letters of every country of ISO 3166, from the table beside the time zones."""
    table = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in table.splitlines() if line and not line.startswith("#"))


def contrast(one: str, two: str) -> float:
    """The contrast of two colors as #rrggbb, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


DEEP = re.compile(
    r"\b(?:RF|R\.F\.?|radio[ -]?frequency|heat\w*|thermal|deep\w*|bipolar|monopolar|fractional|"
    r"morpheus\w*|vivace|potenza|secret|genius|sylfirm|scarlet|infini|intracel|profound|fractora|"
    r"endymed|exion)\b|(?:^|[^.,\d])(?:[2-9]|[1-9]\d|1[.,]0?[1-9]\d?|[2-9][.,]\d+)\s?-?mm\b",
    re.I,
)
"""Words by which a device goes deep (over 1 mm) or heats."""


def check_products(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """What the clinic gives on day 0 is nothing that a rule leaves alone on day 0, and no medicine:
    its substances say so, and its name can speak of no others (check_names)."""
    strict = tighten(knowledge, clinic)
    for number, product in enumerate(clinic.products):
        for name in dict.fromkeys(product.substances):
            record, window = thing(knowledge, name), closed_on_day_0(strict, clinic, name)
            if window:
                expected = f"nothing that {window.place} says to leave alone on day 0"
                do = "remove the product: it may not go on needled skin"
                yield at(clinic, ("products", number), expected, quote(record.name), do)
            elif getattr(record, "supply", "anyone") != "anyone":
                expected = f"no medicine ({place(record, 'supply')})"
                do = "remove it: a clinician gives a medicine with words of their own"
                yield at(clinic, ("products", number), expected, quote(record.name), do)


def check_device(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A device whose name says deep or heat is of that kind: else longer waits would be lost."""
    device = clinic.device
    if device and device.kind == "needles" and (found := DEEP.search(device.name)):
        deep = [window for window in windows(knowledge) if window.avoid.after == "deep_or_rf"]
        rule = f" of {deep[0].place}" if deep else ""
        expected, got = f"rf or deep, for the longer waits{rule}", quote(found.group().strip())
        do = "write kind: rf or kind: deep"
        yield at(clinic, ("device", "kind"), expected, f"needles, for {got}", do)


def closed_on_day_0(strict: Knowledge, clinic: Clinic | None, name: str) -> Window | None:
    """The window that leaves something alone on day 0, where the clinic's own products are not
    exempt. Without a device, or a clinic, both kinds of treatment may be meant."""
    deep = known_deep(clinic) is not False
    return next(
        (
            window
            for window in windows_on(strict, name)
            if window.avoid.from_day == 0
            and not window.avoid.unless_clinic
            and (deep or window.avoid.after == "any")
        ),
        None,
    )
