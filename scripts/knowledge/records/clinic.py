"""A clinic's own file: who they are, and where they are stricter than the general advice. There is
no field that loosens anything."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from knowledge.records.fields import (
    Date,
    Day,
    Origin,
    Record,
    Slug,
    Urgency,
    matching,
    one_line,
    one_of,
    some,
)

PHONE = r"^(?:\+|\()?[0-9][0-9 ().\-]{4,22}[0-9](?: ext [0-9]{1,6})?$"
TRUNK = r"^(\+(?!39|225|229|241|242|378)[0-9]{1,3}[ .\-]*\()0"
"""The 0 of "+44 (0)20": it is dialed inside the country alone. In the countries named here it is
part of the number."""
ADDRESS = r"^https://[A-Za-z0-9.\-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%\-/]*)?$"
LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, 1.4.3."""
INK = "#1f2a2a"
"""The color of the handout's text."""
LETTERS = str.maketrans(
    dict(
        zip(
            "ıłŁøØđĐðþßæÆœŒħĦŧŋĸ’‘‚“”„–—…ºª",
            """i l L o O d D d th ss ae AE oe OE h H t n k ' ' ' " " " - - ... o a""".split(),
        )
    )
)
"""Letters whose accent is part of them, and curly signs, as plain ones."""
LONGEST_NOTE = 160
"""Characters of a note: two pages must hold everything."""
MOST = {"first_days": 8, "avoid": 8, "calls": 8, "red_flags": 3, "notes": 3, "products": 3}
"""How many entries a list may have, for the same reason."""


def _line(longest: int, example: str, shortest: int = 2) -> object:
    words = f"{shortest} to {longest} characters on one line"
    return one_line(shortest, longest, words, example)


def _list(kind: type, name: str, example: str) -> object:
    most = MOST[name]
    return Annotated[
        tuple[kind, ...],
        Field(max_length=most, description=f"a list of {most} entries at most", examples=[example]),
    ]


Phone = Annotated[
    matching(
        PHONE,
        "a telephone number in quotes: digits, spaces, and + ( ) . - between them",
        '"+1 555 0100"',
    ),
    StringConstraints(strip_whitespace=True, max_length=30),
]
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
Note = _line(LONGEST_NOTE, '"Bring your photos to the visit."', 10)


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
    substances: some(Slug, "ids of docs/_data/substances.yml", "clinic-gel", most=6)
    use: _line(120, '"Put on a thin layer with clean hands."', 5)


class LaterStart(Record):
    """A remedy that may start only on a later day than in general."""

    remedy: Slug
    first_day: Day


class LongerAvoid(Record):
    """Something to leave alone for longer than in general. `until_day: null`: until a clinician who
    has seen the skin says so."""

    what: some(Slug, "ids of substances or activities", "makeup", most=6)
    until_day: Day | None


class SoonerCall(Record):
    """A sign that the clinic wants to hear of sooner than in general."""

    red_flag: Slug
    urgency: Urgency


class ExtraFlag(Record):
    """A sign of the clinic's own, besides all the general ones."""

    sign: _line(90, '"A fever of any height"', 5)
    urgency: Urgency


class Stricter(Record):
    """All that a clinic may change. Each entry can only add safety; the checks compare it with the
    general rules."""

    first_days: _list(LaterStart, "first_days", "- {remedy: retinoid, first_day: 14}") = ()
    avoid: _list(LongerAvoid, "avoid", "- {what: [makeup], until_day: 5}") = ()
    calls: _list(SoonerCall, "calls", "- {red_flag: no-better-by-day-3, urgency: same_day}") = ()
    red_flags: _list(ExtraFlag, "red_flags", '- {sign: "A nosebleed", urgency: within_48h}') = ()
    notes: _list(Note, "notes", '- "Bring your photos to the visit."') = ()


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
        "^[0-9]{2,5}$", "the emergency number of your country, 2 to 5 digits in quotes", '"911"'
    )
    address: _line(120, '"1 River Road, Springfield"', 5) | None = None
    hours: _line(80, '"Monday to Friday, 9 to 5"', 3) | None = None
    web: WebAddress | None = None
    handout_page: WebAddress | None = None
    logo: Logo | None = None
    colors: Colors = Colors(main="#124f49")
    device: Device | None = None
    products: _list(
        Product,
        "products",
        '- {name: "Plain gel", substances: [clinic-gel], use: "Put on a thin layer."}',
    ) = ()
    stricter: Stricter = Stricter()
    signed_off: SignedOff | None = None

    @property
    def is_deep(self) -> bool:
        """Whether the longer waits after deep or RF needling hold for everyone whom the clinic
        treats."""
        return self.device is not None and self.device.kind != "needles"
