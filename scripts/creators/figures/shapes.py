"""Shapes for the templates of overrides/figures/: seeded, so that the same build always draws the
same picture."""

from __future__ import annotations

import math
from random import Random

Point = tuple[float, float]


def scatter(
    seed: int, count: int, gap: float, box: tuple[float, float, float, float]
) -> list[Point]:
    """Return `count` points in `box` (left, top, right, bottom; drawing units), no two nearer than
    `gap`.

    Raises ValueError where so many do not fit, rather than drawing fewer than the template asked
    for.
    """
    random, points = Random(seed), []
    for _ in range(count * 400):
        if len(points) == count:
            return points
        point = (round(random.uniform(box[0], box[2]), 1), round(random.uniform(box[1], box[3]), 1))
        if all(math.dist(point, other) >= gap for other in points):
            points.append(point)
    raise ValueError(f"{count} points {gap} apart do not fit in {box}")


def spread(seed: int, count: int, low: float, high: float) -> list[float]:
    """Return `count` numbers between `low` and `high`: sizes, angles, strengths."""
    random = Random(seed)
    return [round(random.uniform(low, high), 2) for _ in range(count)]


def blob(
    seed: int,
    x: float,
    y: float,
    width: float,
    height: float,
    wobble: float = 0.15,
    corners: int = 9,
) -> str:
    """Return the path of a soft, uneven round shape about (x, y); `wobble` is how far its edge
    strays, as a part of its radius."""
    random = Random(seed)
    ring = []
    for number in range(corners):
        angle, reach = 2 * math.pi * number / corners, 1 + random.uniform(-wobble, wobble)
        ring.append(
            (x + math.cos(angle) * width / 2 * reach, y + math.sin(angle) * height / 2 * reach)
        )
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(ring, ring[1:] + ring[:1])]
    start = middles[-1]
    curves = "".join(f"Q{_point(corner)} {_point(middle)}" for corner, middle in zip(ring, middles))
    return f"M{_point(start)}{curves}Z"


def wander(seed: int, x: float, y: float, length: float, angle: float, bend: float = 0.3) -> str:
    """Return the path of one uneven line from (x, y), `angle` in degrees: a skin fold, a hair, a
    scratch."""
    random = Random(seed)
    radians = math.radians(angle)
    end = (x + math.cos(radians) * length, y + math.sin(radians) * length)
    side = length * random.uniform(-bend, bend)
    middle = (
        (x + end[0]) / 2 - math.sin(radians) * side,
        (y + end[1]) / 2 + math.cos(radians) * side,
    )
    return f"M{_point((x, y))}Q{_point(middle)} {_point(end)}"


def _point(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
