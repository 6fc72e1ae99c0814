"""Finds the way in which a sheet lies best on its pages, with as few tries as it can."""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from creators.handout.room import SIDES, Room

Way = TypeVar("Way")
"""A way to lay out a sheet."""
Places = tuple[int, ...]
"""A place among the ways of each side."""
AIRS = (1, 0.6, 0.3, 0.1, -0.1, -0.3)
"""The shares of air that a side of a translation may have. English is set by eye."""
STEP, HEADROOM = 3, 0.3
"""For a clinic's sheet: the step from letters to smaller ones, and how much less air it is tried
with than the general sheet could have."""
BETWEEN, APART = (0.3, 0), 0.2
"""The air that a clinic's side is tried with between the most and the least, and how much less it
is than the most."""


def widest(ways: Sequence[Way], fits: Callable[[Way], bool]) -> int:
    """Return the place of the first of `ways` that fits, each of which is tighter than the one
    before; as many as there are where none fits. The first is tried first."""
    search = _search(len(ways), 0)
    place = next(search)
    while True:
        try:
            place = search.send(fits(ways[place]))
        except StopIteration as end:
            return end.value


def _search(count: int, guess: int) -> Generator[int, bool, int]:
    """Yield each place to try, be told whether what is there fits, and return the first that
    does. It begins at the place `guess`, and the closer that is, the less is tried."""
    if count == 0:
        return 0
    first, last = 0, count
    place = min(guess, count - 1)
    if not (yield place):
        first = place + 1
    else:
        last = place
        # mostly the guess is right, and the one before it does not fit
        if place and not (yield place - 1):
            first = place
        elif place:
            last = place - 1
    while first < last:
        middle = (first + last) // 2
        if (yield middle):
            last = middle
        else:
            first = middle + 1
    return first


def tightened(ways: Sequence[Room], overfull: Callable[[Room], Collection[int]]) -> Room | None:
    """Return the first of the `ways` of a form, with each side as in a later one where that is what
    it takes to fit; None where the last is not enough. `overfull` says which sides do not fit."""

    def room_at(places: Sequence[int]) -> Room:
        shares = {side: getattr(ways[at], side) for side, at in zip(SIDES, places)}
        return replace(ways[0], **shares, own_size=ways[places[-1]].own_size)

    return _stepped([len(ways)] * len(SIDES), room_at, overfull)


def _stepped(
    counts: Sequence[int],
    room_at: Callable[[Sequence[int]], Room],
    overfull: Callable[[Room], Collection[int]],
) -> Room | None:
    """Return the first room that fits: a side that does not is tried at its next place, of which it
    has so many."""
    places = [0] * len(counts)
    while all(place < count for place, count in zip(places, counts)):
        room = room_at(places)
        over = overfull(room)
        if not over:
            return room
        for side in over:
            places[side] += 1
    return None


def airs(room: Room) -> tuple[tuple[float, ...], ...]:
    """Return the shares of air that each side of a translation may have on its page, the most
    first: as little as `room` at least."""
    sides = (getattr(room, side) for side in SIDES[: room.pages])
    return tuple((*(more for more in AIRS if more > least), least) for least in sides)


def with_air(room: Room, places: Places) -> Room:
    """Return `room` with the air that stands at these places of its `airs`."""
    shares = (ways[at] for ways, at in zip(airs(room), places, strict=True))
    return replace(room, **dict(zip(SIDES, shares)))


def most_room(ways: Sequence[Room], overfull: Callable[[Room], Collection[int]]) -> Room | None:
    """Return the first of the `ways` of a form in which a translation has room, with the most air
    on each side; None where it has none. `overfull` says which sides do not fit."""
    place = widest(ways, lambda room: not overfull(room))
    if place == len(ways):
        return None
    room = ways[place]
    sides = airs(room)
    middle = tuple(len(shares) // 2 for shares in sides)
    found = widest_each(sides, lambda places: overfull(with_air(room, places)), middle)
    return with_air(room, found)


def room_within(
    most: Room, ways: Sequence[Room], overfull: Callable[[Room], Collection[int]]
) -> Room | None:
    """Return the same for a clinic's sheet, with no larger letters and no more air than `most`, so
    that few ways are tried: a side that does not fit has less air, and only where its least is not
    enough are all letters smaller."""
    for least in [way for way in ways if way.scale <= most.scale][::STEP]:
        if room := _stepped_between(most, least, overfull):
            return room
    return None


def _stepped_between(
    most: Room, least: Room, overfull: Callable[[Room], Collection[int]]
) -> Room | None:
    """Return `least` with as much of the air of `most` as it has room for."""
    sides = [[*_steps(most, least, side)] for side in SIDES]

    def room_at(places: Sequence[int]) -> Room:
        shares = (ways[place] for ways, place in zip(sides, places))
        return replace(least, **dict(zip(SIDES, shares)))

    return _stepped([len(ways) for ways in sides], room_at, overfull)


def _steps(most: Room, least: Room, side: str) -> Iterator[float]:
    """Yield the few shares of air that a side is tried with, from that of one room to another's."""
    first, last = getattr(most, side), getattr(least, side)
    yield first
    yield from (share for share in BETWEEN if last < share <= first - APART)
    if first > last:
        yield last


def most_for_clinics(
    ways: Sequence[Room], overfull: Callable[[Room], Collection[int]]
) -> Room | None:
    """Return the same for all clinics, by the general sheet: how it lies with more air, which is
    what a clinic has more to say."""
    more = [_aired(way, HEADROOM) for way in ways]
    room = most_room(more, overfull)
    return room and _aired(room, -HEADROOM)


def _aired(room: Room, more: float) -> Room:
    return replace(room, **{side: round(getattr(room, side) + more, 2) for side in SIDES})


def widest_each(
    sides: Sequence[Sequence[Way]], overfull: Callable[[Places], Collection[int]], guess: Places
) -> Places:
    """Return the place of the first way of each of `sides` that fits, of which the last does. All
    sides are tried at once, beginning at the places `guess`: `overfull` says which of them do not
    fit at some places."""
    # what is known to fit is not tried
    searches = [_search(len(ways) - 1, at) for ways, at in zip(sides, guess, strict=True)]
    found: dict[int, int] = {}
    places = [0] * len(sides)
    told: list[bool | None] = [None] * len(sides)
    while True:
        for side, search in enumerate(searches):
            if side not in found:
                try:
                    places[side] = search.send(told[side])
                except StopIteration as end:
                    places[side] = found[side] = end.value
        if len(found) == len(sides):
            return tuple(places)
        over = overfull(tuple(places))
        told = [side not in over for side in range(len(sides))]
