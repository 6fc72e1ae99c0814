"""The booklet as data: pages of blocks, each of a kind that its templates know. Every word of it
comes from the knowledge. In a text, two stars stand before and behind what is bold."""

from __future__ import annotations

from dataclasses import dataclass, field

AUTHOR = "Bumps After Microneedling"


@dataclass(frozen=True)
class Picture:
    """A drawing: its path from the site's root, and what stands in its place where it is not
    seen. One that decorates has no words."""

    file: str
    alt: str = ""


@dataclass(frozen=True)
class Sign:
    """A red flag: `lead` and `rest` are its whole line on a card."""

    lead: str
    rest: str


@dataclass(frozen=True)
class Card:
    """A level of urgency with all its signs. `number` is its place from the most urgent on."""

    level: str
    number: int
    title: str
    lines: tuple[str, ...]
    signs: tuple[Sign, ...]
    action: str
    notes: tuple[str, ...] = ()
    kind: str = "card"


@dataclass(frozen=True)
class Words:
    """Passages: in a list, as steps with numbers, as plain words, or in a box (tint), or small,
    as a list to look things up in."""

    title: str
    style: str
    items: tuple[str, ...]
    kind: str = "words"


@dataclass(frozen=True)
class Fact:
    """Words with a label."""

    label: str
    words: str


@dataclass(frozen=True)
class Bump:
    """A kind of bump: how it feels and looks, how soon it needs help, and where more stands."""

    name: str
    picture: Picture
    facts: tuple[Fact, ...]
    level: str
    action: str
    more: str


@dataclass(frozen=True)
class Bumps:
    """Kinds of bumps with their pictures."""

    items: tuple[Bump, ...]
    kind: str = "bumps"


@dataclass(frozen=True)
class Cause:
    """What may be behind bumps: how soon it needs help, what it is like, and what to do."""

    name: str
    level: str
    action: str
    facts: tuple[Fact, ...]
    steps: tuple[str, ...]
    picture: Picture | None = None
    kind: str = "cause"


@dataclass(frozen=True)
class Stage:
    """A stretch of the recovery: what to expect, and what to do."""

    name: str
    words: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Stages:
    """Stages with one picture."""

    items: tuple[Stage, ...]
    picture: Picture | None
    kind: str = "stages"


@dataclass(frozen=True)
class Row:
    """A row of the A to Z: `verdict` says how its answer looks, `answer` is that in words, and
    `more` are the conditions and the row's own words."""

    name: str
    verdict: str
    answer: str
    more: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """Rows of the A to Z."""

    items: tuple[Row, ...]
    kind: str = "rows"


@dataclass(frozen=True)
class Waiting:
    """Things with one rule: their `names`, and the conditions of that rule that `Wait` does not
    say."""

    names: str
    more: tuple[str, ...]


@dataclass(frozen=True)
class Wait:
    """What waits for one day, in `words` ("From day 7, once healed"): `day` is None where no day
    ends the wait."""

    day: int | None
    words: str
    parts: tuple[Waiting, ...]


@dataclass(frozen=True)
class Waits:
    """The calendar: every wait. `last` is the last day that any of them names."""

    last: int
    items: tuple[Wait, ...]
    kind: str = "waits"


@dataclass(frozen=True)
class Terms:
    """Names, each with what it means or what to do."""

    title: str
    items: tuple[Fact, ...]
    kind: str = "terms"


@dataclass(frozen=True)
class Lines:
    """Labels, each with a line to write on."""

    title: str
    labels: tuple[str, ...]
    kind: str = "lines"


@dataclass(frozen=True)
class Diary:
    """A table to fill in: a row for each day."""

    title: str
    heads: tuple[str, ...]
    days: tuple[str, ...]
    kind: str = "diary"


@dataclass(frozen=True)
class Normal:
    """The pictures of what is expected, each with its label."""

    pictures: tuple[Picture, ...]
    labels: tuple[str, ...]
    kind: str = "normal"


@dataclass(frozen=True)
class Imprint:
    """What the booklet says of itself: who reviewed it, where it is from, which version it is, and
    what its mark means. `code` is a QR code (SVG) of the address."""

    lines: tuple[str, ...]
    scan: str
    address: str
    code: str
    kind: str = "imprint"


@dataclass(frozen=True)
class Status:
    """Who reviewed the booklet, on its cover."""

    lines: tuple[str, ...]
    kind: str = "status"


Block = (
    Card
    | Words
    | Bumps
    | Cause
    | Stages
    | Rows
    | Waits
    | Terms
    | Lines
    | Diary
    | Normal
    | Imprint
    | Status
)


@dataclass(frozen=True)
class Page:
    """A page. `place` is the line of docs/_data/booklet.yml that it is from."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    place: str


@dataclass(frozen=True)
class Edition:
    """What the booklet says of itself and its site: who has reviewed it, version, day (ISO 8601),
    the site's address with a slash at its end."""

    status: str
    summary: str
    version: str
    date: str
    address: str


@dataclass(frozen=True)
class Booklet:
    """The booklet. Its first page is its cover, whose title is the booklet's; `subtitle` stands
    below that."""

    subtitle: str
    pages: tuple[Page, ...]
    edition: Edition = field(repr=False)

    @property
    def title(self) -> str:
        """The title by which a library lists it."""
        return self.pages[0].title
