"""The ways in which a sheet may lie on its pages, and which entry to leave out where none fits."""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from creators.handout.fitting import (
    Places,
    airs,
    most_room,
    room_within,
    tightened,
    widest,
    widest_each,
    with_air,
)
from creators.handout.room import (
    AIR,
    LEAST_AIR,
    LETTERS,
    SIDES,
    SMALLER,
    Room,
    create_forms,
    create_rooms,
)
from creators.handout.sheet import sheet_data
from creators.handout.typst_source import EDITIONS, most_pages
from sheets import example, general

LESS_AND_LESS = ((1, 14), (0.5, 12), (0, 12))
"""The air of a way to lay out a sheet and the points of what is the clinic's own, one after
another."""


def rooms(edition: str, own: bool, is_translated: bool = False) -> list[tuple[Room, ...]]:
    sheet = sheet_data((example if own else general)()[0])
    return [*create_rooms(edition, sheet, is_translated)]


def air(room: Room) -> float:
    return room.front + room.back + room.own


@pytest.mark.parametrize("own", (False, True))
@pytest.mark.parametrize(
    "edition, is_translated",
    [*((name, False) for name in EDITIONS if name != "wallet-card"), ("large-print", True)],
)
def test_rooms_of_one_form_stand_together_each_tighter_than_the_one_before(
    edition: str, is_translated: bool, own: bool
):
    found = rooms(edition, own, is_translated)
    assert len({(alike[0].pages, alike[0].chart_last) for alike in found}) == len(found)
    for alike in found:
        assert len({(room.pages, room.chart_last) for room in alike}) == 1
        assert all(-1 <= room.front <= 1 and room.own_size in (12, 14) for room in alike)
        for one, other in pairwise(alike):
            assert air(other) < air(one) or (air(other) == air(one) and other.scale < one.scale)
            assert (other.front <= one.front and other.back <= one.back) and other.own <= one.own
            assert other.own_size <= one.own_size and other.scale <= one.scale
    for (*_, one), (other, *_) in pairwise(found):
        more = other.pages == 0 != one.pages or other.pages > one.pages
        assert more or other.chart_last > one.chart_last


@pytest.mark.parametrize("first", range(6))
def test_the_first_that_fits_is_found_and_the_first_way_tried_first(first: int):
    tried: list[int] = []

    def fits(way: int) -> bool:
        tried.append(way)
        return way >= first

    assert widest(range(5), fits) == first
    assert len(set(tried)) == len(tried) and tried[0] == 0 and (first or len(tried) == 1)


@pytest.mark.parametrize("least", product((0, 0.5, 1), (0, 0.5, 1), (0, 0.5, 1)))
def test_each_side_is_as_tight_as_it_has_to_be(least: tuple[float, ...]):
    """From a room of a sheet on three pages; a side that may have no more air than `least` fits."""
    ways = [Room(share, share, share, pages=3, own_size=size) for share, size in LESS_AND_LESS]

    def overfull(room: Room) -> set[int]:
        air = (room.front, room.back, room.own)
        return {side for side in range(3) if air[side] > least[side]}

    found = tightened(ways, overfull)
    assert found == Room(*least, pages=3, own_size=14 if least[2] == 1 else 12)
    assert tightened(ways, lambda room: {1}) is None


@pytest.mark.parametrize("guess", range(7))
@pytest.mark.parametrize("first", product(range(5), repeat=2))
def test_the_first_that_fits_is_found_for_all_sides_at_once(first: Places, guess: int):
    tried: list[Places] = []

    def overfull(places: Places) -> set[int]:
        tried.append(places)
        return {side for side in (0, 1) if places[side] < first[side]}

    sides = ("abcde", "ABCDE")
    assert widest_each((*sides, "1"), overfull, (guess, guess, 0)) == (*first, 0)
    assert len(set(tried)) == len(tried) <= 5
    assert len(tried) <= 2 or first != (guess, guess)


def forms(edition: str, own: bool) -> list[tuple[Room, ...]]:
    return [*create_forms(edition, sheet_data((example if own else general)()[0]))]


@pytest.mark.parametrize("own", (False, True))
@pytest.mark.parametrize("edition", [*AIR])
def test_letters_get_smaller_only_where_no_form_of_as_many_pages_has_more_room(
    edition: str, own: bool
):
    found = forms(edition, own)
    last = {form[0].pages: form for form in found}
    for form in found:
        assert len({replace(room, scale=1) for room in form}) == 1
        scales = LETTERS if form is last[form[0].pages] else LETTERS[:1]
        assert tuple(room.scale for room in form) == scales
        assert form[0].front <= LEAST_AIR and form[0].back <= LEAST_AIR


@pytest.mark.parametrize("own", (False, True))
@pytest.mark.parametrize("edition", [*AIR])
def test_lines_of_a_tall_script_do_not_stand_close(edition: str, own: bool):
    sheet = sheet_data((example if own else general)()[0])
    for form in create_forms(edition, sheet, is_tall=True):
        assert all(min(getattr(room, side) for side in SIDES) >= 0 for room in form)


LEAST = Room(-0.3, -0.5, -0.5, pages=3, chart_last=True)
WAYS = tuple(replace(LEAST, scale=scale) for scale in LETTERS)
Fits = tuple[float, float, float]
"""The most air that each side of a made-up sheet has room for, in letters of full size."""


def overfull(fits: Fits, tried: list[Room]):
    """Smaller letters by a hundredth make room for a fiftieth more air."""

    def over(room: Room) -> set[int]:
        tried.append(room)
        more = 2 * (1 - room.scale)
        shares = (getattr(room, side) for side in SIDES)
        return {side for side, share in enumerate(shares) if share > fits[side] + more}

    return over


def test_the_largest_letters_come_first_and_then_the_most_air_of_each_side():
    tried: list[Room] = []
    found = most_room(WAYS, overfull((0.35, -0.4, 2), tried))
    assert found == replace(LEAST, front=0.3, back=-0.5, own=1)
    found = most_room(WAYS, overfull((0.35, -0.6, 2), tried))
    assert found == replace(LEAST, front=0.3, back=-0.5, own=1, scale=0.95)
    assert most_room(WAYS, overfull((0.35, -0.9, 2), tried)) is None


@pytest.mark.parametrize(
    "fits, found, tries",
    [
        ((1, 1, 1), Room(1, 0.1, 1), 1),
        ((0.4, 0.2, 1), Room(0.3, 0.1, 1), 2),
        ((1, -0.2, 1), Room(1, -0.5, 1), 3),
        ((-0.2, -0.4, 0.1), Room(-0.3, -0.5, 0), 4),
        ((1, -0.55, 1), Room(1, -0.5, 1, scale=0.94), 6),
        ((1, -2, 1), None, 10),
    ],
)
def test_a_clinics_sheet_has_no_more_than_the_general_one_after_few_tries(
    fits: Fits, found: Room | None, tries: int
):
    tried: list[Room] = []
    most = replace(LEAST, front=1, back=0.1, own=1, scale=0.98)
    expected = found and replace(found, pages=3, chart_last=True, scale=min(found.scale, 0.98))
    assert room_within(most, WAYS, overfull(fits, tried)) == expected
    assert len(tried) <= tries


@pytest.mark.parametrize("edition", [*AIR])
def test_each_side_of_a_translation_has_the_air_of_its_room_at_least(edition: str):
    for own in (False, True):
        for room in (room for form in forms(edition, own) for room in form):
            sides = airs(room)
            assert len(sides) == room.pages
            for shares, side in zip(sides, SIDES):
                assert shares[-1] == getattr(room, side) and sorted(shares)[::-1] == [*shares]
            assert with_air(room, tuple(len(shares) - 1 for shares in sides)) == room
            assert with_air(room, (0,) * room.pages).front == sides[0][0]


def test_a_clinic_that_has_much_to_say_is_not_tried_on_two_pages():
    assert {room.pages for alike in rooms("a4", own=True) for room in alike} == {3}
    assert [len(alike) for alike in rooms("a4", own=False)] == [3, 5, 7]
    assert rooms("a4", own=False)[0][0].pages == 2


def test_the_card_finds_its_room_itself():
    assert rooms("wallet-card", own=True) == [(Room(0),)]


def test_no_room_is_larger_than_the_edition():
    for edition, most in ((name, most_pages(name, is_own=True)) for name in (*AIR, "large-print")):
        found = [room for alike in rooms(edition, True) for room in alike]
        assert all(room.pages <= most for room in found)


def test_large_print_of_a_translation_is_smaller_before_it_takes_more_pages():
    for (english,), found in zip(
        rooms("large-print", own=False), rooms("large-print", own=False, is_translated=True)
    ):
        assert found == (english, *(replace(english, scale=scale) for scale in SMALLER))
