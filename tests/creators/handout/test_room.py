"""The ways in which a sheet may lie on its pages, and which entry to leave out where none fits."""

from __future__ import annotations

from itertools import pairwise

import pytest

from creators.handout.room import AIR, SMALLER, Room, create_rooms
from creators.handout.sheet import sheet_data
from creators.handout.typst_source import EDITIONS, most_pages
from sheets import example, general


def rooms(edition: str, own: bool) -> tuple[Room, ...]:
    return create_rooms(edition, sheet_data((example if own else general)()[0]))


@pytest.mark.parametrize("own", (False, True))
@pytest.mark.parametrize("edition", [name for name in EDITIONS if name != "wallet-card"])
def test_the_best_comes_first_and_less_air_follows(edition: str, own: bool):
    found = rooms(edition, own)
    for one, other in pairwise(found):
        more = other.pages == 0 != one.pages or other.pages > one.pages
        tighter = (other.front + other.back + other.own) < (one.front + one.back + one.own)
        assert more or tighter or other.chart_last > one.chart_last
    assert all(0 <= room.front <= 1 and room.own_size in (12, 14) for room in found)


def test_a_clinic_that_has_much_to_say_is_not_tried_on_two_pages():
    assert {room.pages for room in rooms("a4", own=True)} == {3}
    assert [room.pages for room in rooms("a4", own=False)][:3] == [2, 2, 3]


def test_no_room_is_larger_than_the_edition():
    for edition in AIR:
        assert all(room.pages <= most_pages(edition, is_own=True) for room in rooms(edition, True))
    assert all(room.pages <= EDITIONS["large-print"] for room in rooms("large-print", True))


@pytest.mark.parametrize("edition", ["a4", "large-print"])
def test_a_translation_is_set_smaller_before_it_takes_more_pages(edition: str):
    english = rooms(edition, own=False)
    found = create_rooms(edition, sheet_data(general()[0]), is_translated=True)
    assert tuple(room for room in found if room.scale == 1) == english
    pages = [room.pages for room in found]
    fewest = pages.count(pages[0])
    assert pages[0] not in pages[fewest:]
    for part in (found[:fewest], found[fewest:]):
        assert tuple(room.scale for room in part if room.scale < 1) == SMALLER
