"""Shapes for pictures: the same for the same seed, and where they were asked for."""

import math
import re
from itertools import combinations

import pytest

from creators.figures.shapes import (
    blob,
    chips,
    dots,
    inside,
    outside,
    rounds,
    scatter,
    shard,
    short,
    spread,
)

BOX = (10, 20, 110, 140)


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d)", path)]


def test_scattered_points_lie_in_their_box_and_apart():
    points = scatter(3, 20, 15, BOX)
    assert len(points) == 20
    assert all(10 <= x <= 110 and 20 <= y <= 140 for x, y in points)
    assert all(math.dist(one, two) >= 15 for one, two in combinations(points, 2))


def test_points_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"50 points 40 apart do not fit in \(10, 20, 110, 140\)"):
        scatter(3, 50, 40, BOX)


def test_one_point_fits_in_a_box_without_size():
    assert scatter(3, 1, 15, (5, 6, 5, 6)) == [(5, 6)]


def test_spread_numbers_stay_between_their_ends():
    found = spread(5, 200, 0.5, 2)
    assert len(found) == 200 and min(found) >= 0.5 and max(found) <= 2
    assert max(found) - min(found) > 1.3


@pytest.mark.parametrize(
    "shape",
    [
        lambda seed: scatter(seed, 8, 9, BOX),
        lambda seed: spread(seed, 8, 0, 1),
        lambda seed: blob(seed, 50, 50, 20, 10),
        lambda seed: shard(seed, 20, 10),
        lambda seed: chips(seed, [(5, 5), (9, 9)]),
    ],
)
def test_a_seed_gives_one_shape_and_another_seed_another(shape):
    assert shape(1) == shape(1) != shape(2)


def test_a_blob_is_a_closed_path_about_its_middle():
    path = blob(4, 100, 60, 40, 20, wobble=0.2, corners=7)
    assert path.startswith("M") and path.endswith("Z") and path.count("Q") == 7
    found = numbers(path)
    assert path.startswith(f"M{short(found[-2])} {short(found[-1])}Q")
    assert all(abs(x - 100) <= 20 * 1.2 + 0.1 for x in found[::2]) and all(
        abs(y - 60) <= 10 * 1.2 + 0.1 for y in found[1::2]
    )
    assert max(found[::2]) > 110 > 90 > min(found[::2])


def test_a_blob_without_wobble_is_even():
    found = numbers(blob(4, 0, 0, 20, 20, wobble=0, corners=8))
    corners = list(zip(found[2::4], found[3::4]))
    assert (
        all(math.hypot(*corner) == pytest.approx(10, abs=0.1) for corner in corners)
        and len(corners) == 8
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [(2, "2"), (2.04, "2"), (0.46, ".5"), (-0.46, "-.5"), (-0.04, "0"), (10.5, "10.5"), (20, "20")],
)
def test_a_number_is_as_short_as_svg_allows(number, expected):
    assert short(number) == expected


def test_an_oval_parts_points():
    points = [(0, 0), (9, 0), (0, 6), (11, 0)]
    assert inside(points, 0, 0, 10, 5) == [(0, 0), (9, 0)]
    assert outside(iter(points), 0, 0, 10, 5) == [(0, 6), (11, 0)]


def test_points_become_dots_and_circles():
    points = [(1.5, 2), (0.5, 30)]
    assert dots(points) == "M1.5 2h.01M.5 30h.01"
    assert rounds(points, [3, 0.5]) == (
        '<circle cx="1.5" cy="2" r="3"/><circle cx=".5" cy="30" r=".5"/>'
    )


def test_chips_are_small_and_stand_at_their_points():
    path = chips(2, [(5, 6), (70, 80)], size=4)
    assert path.startswith("M5 6l") and "M70 80l" in path and path.count("z") == 2
    for part in path.split("M")[1:]:
        found = numbers(part)[2:]
        assert all(math.hypot(*step) <= 4 * 0.8 + 0.1 for step in zip(found[::2], found[1::2]))
        assert max(map(abs, found)) > 0.5


def test_a_shard_is_a_closed_path_with_sharp_corners():
    path = shard(3, 20, 10, corners=6)
    found = numbers(path)
    assert path.startswith("M") and path.endswith("Z") and len(found) == 12
    assert all(abs(x) <= 12 for x in found[::2]) and all(abs(y) <= 6 for y in found[1::2])
