"""A clinic's own file: who they are, and where they are stricter than the general advice. There is
no field that loosens anything."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from knowledge.records.choices import ChosenLine, Date, Phone
from knowledge.records.fields import _ONE_LINE, Day, Origin, Record, Slug, Urgency
from knowledge.records.hours import EXAMPLE, HOURS

ADDRESS = r"^https://[A-Za-z0-9.\-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%\-/]*)?$"
LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, 1.4.3."""
INK = "#1f2a2a"
"""The color of the handout's text."""
MOST = {"first_days": 8, "avoid": 8, "calls": 8, "red_flags": 3, "lines": 3, "products": 3}
"""How many entries a list may have: two pages must hold everything."""
MOST_TO_WRITE = 6
"""Ruled lines that a sheet has room for."""


def _line(longest: int, example: str, shortest: int = 2) -> type[str]:
    return Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=shortest, max_length=longest, pattern=_ONE_LINE
        ),
        Field(description=f"{shortest} to {longest} characters on one line", examples=[example]),
    ]


def _list(kind: type, name: str, example: str, least: int = 0) -> type[tuple]:
    return Annotated[
        tuple[kind, ...],
        Field(
            min_length=least,
            max_length=MOST[name],
            description=f"a list of {MOST[name]} entries at most",
            examples=[example],
        ),
    ]


WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100, pattern=ADDRESS),
    Field(
        description="a web address that begins with https://", examples=["https://www.example.org/"]
    ),
]
Color = Annotated[
    str,
    StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"),
    Field(
        description="a color as # and six digits or letters a to f, in quotes",
        examples=['"#124f49"'],
    ),
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
    kind: Annotated[
        Literal["needles", "deep", "rf"],
        Field(description="needles, deep (over 1 mm) or rf", examples=["needles"]),
    ]


class Product(Record):
    """What the clinic gives a patient on day 0 for needled skin. `substances` says what it is."""

    name: _line(60, "Plain gel")
    substances: Annotated[
        tuple[Slug, ...],
        Field(
            min_length=1,
            max_length=6,
            description="ids of docs/_data/substances.yml",
            examples=["clinic-gel"],
        ),
    ]
    use: Annotated[
        Slug,
        Field(
            description="an id of docs/_data/product_uses.yml: a use is chosen, not written",
            examples=["thin-layer-when-dry"],
        ),
    ]


class LaterStart(Record):
    """A remedy that may start only on a later day than in general."""

    remedy: Slug
    first_day: Day


class LongerAvoid(Record):
    """Something to leave alone for longer than in general. `until_day: null`: until a clinician who
    has seen the skin says so."""

    what: Annotated[
        tuple[Slug, ...],
        Field(
            min_length=1,
            max_length=6,
            description="ids of substances or activities",
            examples=["makeup"],
        ),
    ]
    until_day: Day | None


class SoonerCall(Record):
    """A sign that the clinic wants to hear of sooner than in general."""

    red_flag: Slug
    urgency: Urgency


class ExtraFlag(Record):
    """A sign of the clinic's own, besides all the general ones."""

    sign: Annotated[
        Slug,
        Field(
            description="an id of docs/_data/clinic_signs.yml: a sign is chosen, not written",
            examples=["nosebleed-comes-back"],
        ),
    ]
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
    content_hash: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9a-f]{16}$"),
        Field(
            description="the 16 digits that build.py handouts printed, in quotes",
            examples=['"0123456789abcdef"'],
        ),
    ]


class Clinic(Record):
    """One file of clinics/; its file name is its id."""

    id: str
    origin: Origin = Field(exclude=True, repr=False)
    name: _line(60, "Riverside Skin Clinic")
    country: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Z]{2}$"),
        Field(
            description="the two capital letters of your country (ISO 3166), in quotes",
            examples=['"US"'],
        ),
    ]
    phone: Phone
    out_of_hours_phone: Phone | None = None
    emergency_number: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9]{2,5}$"),
        Field(
            description="the emergency number of your country, 2 to 6 digits in quotes",
            examples=['"911"'],
        ),
    ]
    address: _line(120, '"1 River Road, Springfield"', 5) | None = None
    hours: (
        Annotated[
            str,
            StringConstraints(strip_whitespace=True, max_length=80, pattern=f"(?i){HOURS}"),
            Field(
                description="days, months, times and words such as open, closed, by appointment,"
                " for lunch; 80 characters at most",
                examples=[f'"{EXAMPLE}"'],
            ),
        ]
        | None
    ) = None
    web: WebAddress | None = None
    handout_page: WebAddress | None = None
    logo: (
        Annotated[
            str,
            StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]{0,60}\.(?:svg|png)$"),
            Field(
                description="the name of an SVG or PNG file beside this one",
                examples=["our-logo.svg"],
            ),
        ]
        | None
    ) = None
    colors: Colors = Colors(main="#124f49")
    device: Device | None = None
    products: _list(
        Product,
        "products",
        '- {name: "Plain gel", substances: [clinic-gel], use: thin-layer-when-dry}',
    ) = ()
    lines: _list(ChosenLine, "lines", "- {line: bring-photos}") = ()
    write_lines: Annotated[
        int,
        Field(
            strict=True,
            ge=0,
            le=MOST_TO_WRITE,
            description=f"a whole number of ruled lines from 0 to {MOST_TO_WRITE}",
            examples=[3],
        ),
    ] = 0
    stricter: Stricter = Stricter()
    signed_off: SignedOff | None = None

    @property
    def is_deep(self) -> bool:
        """Whether the longer waits after deep or RF needling hold for everyone whom the clinic
        treats."""
        return self.device is not None and self.device.kind != "needles"
