"""A clinic's own file: who they are, and where they are stricter than the general advice. There is
no field that loosens anything."""

from typing import Annotated

from pydantic import Field, StringConstraints

from knowledge.records.choices import ChosenLine, Phone
from knowledge.records.fields import (
    SLUG,
    Date,
    Day,
    Origin,
    Record,
    Ref,
    To,
    Urgency,
    matching,
    one_line,
    one_of,
    some,
    whole_number,
)

_DAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\.?",
    r"weekdays?",
    r"weekends?",
    r"(?:bank |public )?holidays?",
)
_MONTHS = {
    31: "jan(?:uary)?|mar(?:ch)?|may|july?|aug(?:ust)?|oct(?:ober)?|dec(?:ember)?",
    30: "apr(?:il)?|june?|sept?(?:ember)?|nov(?:ember)?",
    29: "feb(?:ruary)?",
}
_NUMBERS = {
    31: "(?:[1-9]|[12][0-9]|3[01])",
    30: "(?:[1-9]|[12][0-9]|30)",
    29: "(?:[1-9]|[12][0-9])",
}
_DATES = tuple(
    f"(?:{_NUMBERS[days]} )?(?:{months})(?: {_NUMBERS[days]})?" for days, months in _MONTHS.items()
)
_TIMES = (
    r"24 hours(?: a day)?",
    r"(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?(?: ?[ap]\.?m\.?)?",
    "noon|midday|midnight",
)
_WORDS = (
    "(?:every|each|all) (?:day|week|month|year)",
    "(?:every )?(?:first|second|third|fourth|last|other)",
    "by appointment(?: only)?",
    "for lunch",
    "of (?:the|each|every) month",
    "in the (?:morning|afternoon|evening)s?",
    "(?:morning|afternoon|evening)s?",
    "open|closed|daily|every|from|to|until|till|and|or|on|also|except|only|the|lunch",
)
_ONE = f"(?:{'|'.join((*_DAYS, *_DATES, *_TIMES, *_WORDS))})"
HOURS = rf"^\(?{_ONE}(?:(?:[ ,;:()&/–-]{{1,3}}){_ONE})*[).]*$"
"""Whole opening hours, in any case: days, months, times and a closed set of words, as one pattern
that Python and browsers read alike."""
EXAMPLE = "Monday to Friday, 9 to 5; Saturday by appointment"


ADDRESS = r"^https://[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%\-/]*)?(?:\?[A-Za-z0-9._~%\-/=&]*)?$"
LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, 1.4.3."""
INK = "#1f2a2a"
"""The color of the handout's text."""
MOST = {
    "first_days": 8,
    "avoid": 8,
    "calls": 8,
    "red_flags": 3,
    "lines": 3,
    "products": 3,
    "languages": 11,
}
"""How many entries a list may have: two pages must hold everything."""
MOST_TO_WRITE = 6
"""Ruled lines that a sheet has room for."""


def _line(longest: int, example: str, shortest: int = 2) -> object:
    words = f"{shortest} to {longest} characters on one line"
    return one_line(shortest, longest, words, example)


def _list(kind: type, name: str, example: str) -> object:
    most = MOST[name]
    return Annotated[
        tuple[kind, ...],
        Field(max_length=most, description=f"a list of {most} entries at most", examples=[example]),
    ]


def _chosen(target: To, noun: str, example: str) -> object:
    words = f"an id of {target.where}: {noun} is chosen, not written"
    return Annotated[matching(SLUG, words, example), target]


WebAddress = Annotated[
    matching(ADDRESS, "a web address that begins with https://", "https://www.example.org/"),
    StringConstraints(strip_whitespace=True, max_length=100),
]
Color = matching(
    "^#[0-9a-fA-F]{6}$",
    "a color as # and six digits or letters a to f, in quotes",
    '"#124f49"',
)
Logo = matching(
    r"^[A-Za-z0-9][A-Za-z0-9._\-]{0,60}\.(?:svg|png)$",
    "the name of an SVG or PNG file beside this one",
    "our-logo.svg",
)
Hours = Annotated[
    matching(
        f"(?i){HOURS}",
        "days, months, times, and words such as open, closed, by appointment and for lunch; 80"
        " characters at most",
        f'"{EXAMPLE}"',
    ),
    StringConstraints(strip_whitespace=True, max_length=80),
]


class Colors(Record):
    """The clinic's own: `main` for headings and bands, with white letters on it; `ground` a pale
    one behind the main one."""

    main: Color
    ground: Color = "#f3ede2"


class Device(Record):
    """What the clinic treats with. `kind` decides whether the longer waits after deep (over 1 mm)
    or RF (heat) needling hold."""

    name: _line(60, "Needling pen")
    kind: one_of(
        "needles",
        "deep",
        "rf",
        description="needles, deep (over 1 mm) or rf",
        example="needles",
    )


class Product(Record):
    """What the clinic gives a patient on day 0 for needled skin. `substances` says what it is."""

    name: _line(60, "Plain gel")
    substances: some(Ref[To.SUBSTANCES], "ids of docs/_data/substances.yml", "clinic-gel", most=6)
    use: _chosen(To.PRODUCT_USES, "a use", "thin-layer-when-dry")


class LaterStart(Record):
    """A remedy that may start only on a later day than in general."""

    remedy: Ref[To.REMEDIES]
    first_day: Day


class LongerAvoid(Record):
    """Something to leave alone for longer than in general. `until_day: null`: until a clinician who
    has seen the skin says so."""

    what: some(Ref[To.THINGS], "ids of substances or activities", "makeup", most=6)
    until_day: Day | None


class SoonerCall(Record):
    """A sign that the clinic wants to hear of sooner than in general."""

    red_flag: Ref[To.RED_FLAGS]
    urgency: Urgency


class ExtraFlag(Record):
    """A sign of the clinic's own, besides all the general ones."""

    sign: _chosen(To.CLINIC_SIGNS, "a sign", "nosebleed-comes-back")
    urgency: Urgency


class Stricter(Record):
    """All that a clinic may change. Each entry can only add safety; the checks compare it with the
    general rules."""

    first_days: _list(LaterStart, "first_days", "- {remedy: retinoid, first_day: 14}") = ()
    avoid: _list(LongerAvoid, "avoid", "- {what: [makeup], until_day: 5}") = ()
    calls: _list(SoonerCall, "calls", "- {red_flag: no-better-by-day-3, urgency: same_day}") = ()
    red_flags: _list(
        ExtraFlag, "red_flags", "- {sign: nosebleed-comes-back, urgency: same_day}"
    ) = ()


class SignedOff(Record):
    """Who at the clinic has read this sheet and agreed with it. `content_hash` binds it to what
    they read."""

    name: _line(60, "Dr. A. Example")
    role: _line(40, "medical director")
    date: Date
    content_hash: matching(
        "^[0-9a-f]{16}$",
        "the 16 digits that build.py handouts printed, in quotes",
        '"0123456789abcdef"',
    )


class SignedLanguage(SignedOff):
    """Who at the clinic has read a sheet of its own in another language beside the English and
    stands for it."""

    id: matching("^[a-z]{2}$", "the id of a language in docs/_data/languages.yml", "es")


class Clinic(Record):
    """One file of clinics/; its file name is its id."""

    id: str
    origin: Origin = Field(exclude=True, repr=False)
    name: _line(60, "Riverside Skin Clinic")
    country: matching(
        "^[A-Z]{2}$", "the two capital letters of your country (ISO 3166), in quotes", '"US"'
    )
    phone: Phone
    out_of_hours_phone: Phone | None = None
    emergency_number: matching(
        "^[0-9]{2,6}$", "the emergency number of your country, 2 to 6 digits in quotes", '"911"'
    )
    address: _line(120, '"1 River Road, Springfield"', 5) | None = None
    hours: Hours | None = None
    web: WebAddress | None = None
    handout_page: WebAddress | None = None
    logo: Logo | None = None
    colors: Colors = Colors(main="#124f49")
    device: Device | None = None
    products: _list(
        Product,
        "products",
        '- {name: "Plain gel", substances: [clinic-gel], use: thin-layer-when-dry}',
    ) = ()
    lines: _list(ChosenLine, "lines", "- {line: bring-photos}") = ()
    write_lines: whole_number(
        0, MOST_TO_WRITE, f"a whole number of ruled lines from 0 to {MOST_TO_WRITE}", example=3
    ) = 0
    stricter: Stricter = Stricter()
    signed_off: SignedOff | None = None
    languages: _list(
        SignedLanguage,
        "languages",
        '- {id: es, name: "Dana Lee", role: "nurse", date: 2026-11-27, content_hash: "…"}',
    ) = ()

    @property
    def is_deep(self) -> bool:
        """Whether the longer waits after deep or RF needling hold for everyone whom the clinic
        treats."""
        return self.device is not None and self.device.kind != "needles"


def known_deep(clinic: Clinic | None) -> bool | None:
    """Return whether a clinic's needling is deep; None where nobody has said."""
    return clinic.is_deep if clinic and clinic.device else None
