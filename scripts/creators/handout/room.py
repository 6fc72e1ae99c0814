"""How much air a sheet may have on its pages, and which entry of a clinic's file to shorten where
there is no room."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby

from knowledge.problems import place
from knowledge.records.clinic import Clinic

CARD = "wallet-card"
"""The edition that card.typ sets, which finds its room itself; handout.typ sets all others."""
USUAL_ROWS = 6
"""Of the chart of waits."""


@dataclass(frozen=True)
class Room:
    """How a sheet lies on its pages, of which it has `pages` and no more (0: as many as its edition
    may have). `front`, `back` and `own` are the share of air that a side has: 1, 0 where it is
    tight, down to -1 where nothing else helps, and below that where its lines have to stand closer.
    What is the clinic's own is on the third page, in letters of `own_size` points. `chart_last`: so
    is the chart of waits, where the front is full. `scale`: how large all letters are beside those
    of English."""

    front: float
    back: float = 0
    own: float = 0
    pages: int = 0
    own_size: int = 12
    chart_last: bool = False
    scale: float = 1


def create_rooms(
    edition: str, sheet: Mapping, is_translated: bool = False, rows: int = USUAL_ROWS
) -> tuple[tuple[Room, ...], ...]:
    """Return the ways to lay out a sheet (its data) whose chart has so many `rows`, the best first:
    the first that fits its pages is taken. Those of one form stand together, each tighter than the
    one before. A translation in large print may be set in smaller letters, as it is longer than its
    English; create_forms has those of its A4 and Letter."""
    rooms = _rooms(edition, sheet, rows)
    if is_translated:
        # smaller letters on fewer pages come before letters of full size on more
        rooms = tuple(chain.from_iterable((room, *_smaller(room)) for room in rooms))
    return tuple(tuple(alike) for _, alike in groupby(rooms, key=_form))


def create_forms(
    edition: str, sheet: Mapping, rows: int = USUAL_ROWS, is_tall: bool = False
) -> Iterator[tuple[Room, ...]]:
    """Yield the forms in which a translation may lie in A4 or Letter, the best first: each with the
    least air that its sides may have, in smaller and smaller letters. They are smaller only where
    no other form has as many pages and more room. Lines of a script that `is_tall` would touch
    where those of others only stand close."""
    alike = groupby(_rooms(edition, sheet, rows), key=_form)
    tightest = [[*rooms][-1] for _, rooms in alike]
    for form, later in zip(tightest, (*tightest[1:], None)):
        scales = LETTERS[:1] if later and later.pages == form.pages else LETTERS
        front, back, own = min(form.front, LEAST_AIR), min(form.back, LEAST_AIR), form.own
        if is_tall:
            front, back, own = 0, 0, max(own, 0)
        yield tuple(replace(form, front=front, back=back, own=own, scale=scale) for scale in scales)


def _form(room: Room) -> tuple[int | None, bool]:
    """On how many pages a sheet is laid out, and whether its chart comes last."""
    return room.pages, room.chart_last


def _smaller(room: Room) -> Iterator[Room]:
    """Yield a room in smaller and smaller letters."""
    for scale in SMALLER:
        yield replace(room, scale=scale)


def _rooms(edition: str, sheet: Mapping, rows: int) -> tuple[Room, ...]:
    """A clinic that has much to say is not tried on two pages, which takes time."""
    if edition == CARD:
        return (Room(0),)
    if edition not in AIR:
        return tuple(Room(0, pages=most) for most in LARGE_PAGES[bool(sheet["name"])])
    front, back = AIR_APART[edition]
    front = max(LEAST_AIR, front - A_ROW * (rows - USUAL_ROWS))
    apart = (
        Room(front, back, 0.9, pages=3, own_size=14),
        *(
            Room(min(front, share), min(back, share), share, pages=3)
            for share in (0.3, 0, LEAST_AIR, -1)
        ),
        *(
            Room(max(share, 0), min(back, share), min(share, 0.3), pages=3, chart_last=True)
            for share in (1, 0.6, 0.3, 0, LEAST_AIR, -1, -1.5)
        ),
    )
    changes = sum(map(len, sheet["changes"]))
    own = sum(map(len, sheet["notes"])) + sum(map(len, chain(*sheet["products"])))
    if changes > FEW or own > FEW_OWN or sheet["write_lines"]:
        return apart
    if own:
        return (Room(*AIR_TOGETHER[edition], pages=2), *apart)
    if sheet["name"]:
        kinds = ("usual",) if sheet["about"] else ("short", "usual")
        found = [AIR_OF_CLINIC[edition][kind] for kind in (("changed",) if changes else kinds)]
        return (*(Room(*air, pages=2) for air in found), *apart)
    return (*(Room(*air, pages=2) for air in (AIR[edition], *TIGHTER[edition])), *apart)


SIDES = ("front", "back", "own")
"""Each on its page, as Room names the air that it has."""
LETTERS = (1, 0.98, 0.96, *(hundredths / 100 for hundredths in range(95, 84, -1)))
"""How large the letters of a translation may be beside those of English, which are 12 pt."""
SMALLER = (0.95, 0.9, 0.87)
"""The same in large print, where English has 18 pt."""
LARGE_PAGES = {False: (6, 7, 0), True: (7, 0)}
"""Of large print, in general and with a clinic's own words, which take a page more; and more where
the words need it. Its lines never stand closer than a fifth of their letters."""
AIR = {"a4": (0.45, 0.4), "letter": (0.33, 0.22)}
"""The share of air that front and back have where the words are those of the general sheet."""
TIGHTER = {"a4": ((0.38, 0.4), (0, 0)), "letter": ((0.1, 0.22), (-0.6, -0.7))}
"""Less of it, for a sheet with dates and for longer words."""
AIR_OF_CLINIC = {
    "a4": {"short": (0.4, 0.25), "usual": (0.28, 0.25), "changed": (0, 0)},
    "letter": {"short": (0.1, 0.03), "usual": (0.05, 0.03), "changed": (-0.4, -0.7)},
}
"""The same for a clinic's sheet on two pages: with a name and phones alone, with more that says
whose it is, and with what it changed."""
AIR_APART = {"a4": (0.5, 0.2), "letter": (0.2, 0.3)}
"""The same for a clinic's sheet that has its own on a third page."""
A_ROW = 0.25
"""The share of air on the front that a row of its chart takes."""
LEAST_AIR = -0.3
"""Of a front, before its chart moves to the third page."""
AIR_TOGETHER = {"a4": (0.2, -0.1), "letter": (0.05, -1)}
"""The same for a clinic's sheet that has a line or two of its own on the second page."""
FEW_OWN = 170
"""Letters of a clinic's own lines and products, at most, that may have room there."""
FEW = 100
"""Letters of what a clinic changed, at most, that may have room on the second page."""
RULED = 60
"""Characters that would stand where a sheet has a ruled line."""
ENTRY = 80
"""Characters that an entry under `stricter` adds to a sheet, about."""


def create_advice(clinic: Clinic, sheet: Mapping, over: int) -> tuple[str, str]:
    """The place of the entry to leave out, and what to do, for a sheet (its data) of which `over`
    characters have no room: the shortest entry that is enough, else the longest."""
    return chosen(clinic, sorted(_entries(clinic, sheet), key=lambda entry: entry[1]), over)


def chosen(clinic: Clinic, entries: list[tuple[tuple, int]], over: int) -> tuple[str, str]:
    """The place of the first of `entries` (keys and characters, the shortest first) that is enough,
    else of the longest, and what to do."""
    if not entries:
        return place(clinic, "name"), "shorten the name and the address"
    keys, length = next((entry for entry in entries if entry[1] >= over), entries[-1])
    field = ".".join(key for key in keys if isinstance(key, str))
    more = "" if length >= over else f", and about {over - length} more"
    return place(clinic, *keys), f"leave out this entry of {field}: about {length}{more}"


def _entries(clinic: Clinic, sheet: Mapping) -> Iterator[tuple[tuple, int]]:
    """Each entry that a clinic may leave out, and the characters that it takes on the sheet."""
    for number, note in enumerate(sheet["notes"]):
        yield ("lines", number), len(note)
    if clinic.write_lines:
        yield ("write_lines",), RULED * clinic.write_lines
    for number, (name, use) in enumerate(sheet["products"]):
        yield ("products", number), len(name) + len(use)
    for field in ("first_days", "avoid", "calls", "red_flags"):
        for number, _ in enumerate(getattr(clinic.stricter, field)):
            yield ("stricter", field, number), ENTRY
