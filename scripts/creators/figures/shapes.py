"""Shapes for the templates of overrides/figures/: seeded, so that the same build always draws the
same picture, and written in as few letters as can be."""

import math
import re
from collections.abc import Iterable
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


def inside(points: Iterable[Point], x: float, y: float, across: float, down: float) -> list[Point]:
    """Return those of `points` that lie in an oval about (x, y), `across` and `down` its radii."""
    return [one for one in points if math.hypot((one[0] - x) / across, (one[1] - y) / down) < 1]


def outside(points: Iterable[Point], x: float, y: float, across: float, down: float) -> list[Point]:
    """Return those of `points` that do not lie in that oval."""
    points = list(points)
    within = inside(points, x, y, across, down)
    return [one for one in points if one not in within]


def dots(points: Iterable[Point]) -> str:
    """Return the path of dots: a stroke with round ends gives them their size."""
    return "".join(f"M{_point(one)}h.01" for one in points)


def rounds(points: Iterable[Point], radii: Iterable[float]) -> str:
    """Return circles; what is around them fills them, each anew where that is a gradient."""
    return "".join(
        f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(radius)}"/>'
        for (x, y), radius in zip(points, radii)
    )


def chips(seed: int, points: Iterable[Point], size: float = 2.6) -> str:
    """Return the path of tiny torn scales about points, up to `size` units long."""
    random = Random(seed)
    path = ""
    for one in points:
        length, turn = random.uniform(0.4 * size, size), random.uniform(0, 2 * math.pi)
        corners = [
            _step(length * far, turn + side + random.uniform(-0.3, 0.3))
            for far, side in ((0.8, 0), (0.5, 1.6), (0.7, 2.9))
        ]
        path += f"M{_point(one)}l{' '.join(map(_point, corners))}z"
    return path


def shard(seed: int, width: float, height: float, corners: int = 9) -> str:
    """Return the path of a thin flake about (0, 0), with sharp, torn corners."""
    random = Random(seed)
    ring = _ring(random, 0, 0, width, height, corners, (0.5, 1.2))
    return f"M{' '.join(map(_point, ring))}Z"


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
    ring = _ring(Random(seed), x, y, width, height, corners, (1 - wobble, 1 + wobble))
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(ring, ring[1:] + ring[:1])]
    start = middles[-1]
    curves = "".join(f"Q{_point(corner)} {_point(middle)}" for corner, middle in zip(ring, middles))
    return f"M{_point(start)}{curves}Z"


def short(number: float) -> str:
    """Return a number to one decimal in as few letters as SVG allows: "2", ".5", "-.5"."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{round(number, 1) or 0:.1f}".removesuffix(".0"))


def _step(length: float, turn: float) -> Point:
    return (length * math.cos(turn), length * math.sin(turn))


def _ring(
    random: Random,
    x: float,
    y: float,
    width: float,
    height: float,
    corners: int,
    reach: tuple[float, float],
) -> list[Point]:
    """Return the corners of an uneven round shape, each `reach` times its radius away."""
    ring = []
    for number in range(corners):
        angle, far = 2 * math.pi * number / corners, random.uniform(*reach)
        ring.append((x + math.cos(angle) * width / 2 * far, y + math.sin(angle) * height / 2 * far))
    return ring


def _point(point: Point) -> str:
    return f"{short(point[0])} {short(point[1])}"
