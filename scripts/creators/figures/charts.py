"""The charts of overrides/figures/: what each one shows, and where that stands in a picture 360
units wide.

On a phone a chart is 328 CSS pixels wide, so that type of 15.5 units is 14.1 pixels there. Heights
follow from the records.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING

from creators.wording import words as wording
from creators.wording.waits import Wait, waits
from knowledge.model import Chart, Knowledge
from knowledge.records.fields import Left

if TYPE_CHECKING:
    from jinja2 import Environment

Point = tuple[float, float]

WIDTH = 360
EDGE = 16
"""Units between a picture's edge and what is drawn."""
TEXT = 15.5
"""The size of type."""
BAR = 18
"""How high a bar of the calendar is, and each line of its words."""
LINE = 19
"""From one line of type to the next."""
WIDE = 0.58
"""What a letter takes of the size of type in a wide font."""
SHOWN = 1.1
"""CSS pixels for a unit where there is room."""

CURVE = (70, 36, 336, 216)
"""Left, top, right, bottom of the recovery curve."""
DAY_0, DAY_28, LONGER = 54, 258, 344
"""Where the calendar's bars begin, where day 28 is, and how far a bar goes that ends later or
never."""


def chart_figure(chart: Chart) -> str:
    """Return the path of a chart's picture under docs/."""
    return f"assets/charts/{chart.id}.svg"


def chart_block(knowledge: Knowledge, name: str) -> dict:
    """Return what the block macro `chart` shows: `width` and `height` in CSS pixels, `table` as
    (page, anchor)."""
    chart = knowledge.charts[name]
    page, _, anchor = chart.table.partition("#")
    return {
        "chart": chart,
        "figure": chart_figure(chart),
        "width": round(WIDTH * SHOWN),
        "height": round(chart_facts(knowledge, chart)["height"] * SHOWN),
        "table": (page, anchor),
    }


def chart_facts(knowledge: Knowledge, chart: Chart) -> dict:
    """Return what a chart's template draws; `width` and `height` in units."""
    return {"chart": chart, "width": WIDTH, **_FACTS[chart.id](knowledge, chart)}


def palette(templates: Environment) -> dict[str, tuple[str, str]]:
    """Return the site's colors by name, each in the light and in the dark, as overrides/site.css
    has them."""
    css = templates.loader.get_source(templates, "site.css")[0]
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    light, dark = (dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", block)) for block in blocks[:2])
    return {name: (color, dark.get(name, color)) for name, color in light.items()}


# The recovery curve.


def recovery_curve(knowledge: Knowledge, chart: Chart) -> dict:
    """Return the curve of what is expected up to the day on which the last stage begins, the hill
    of dry skin in it, and the `patterns` that are not part of it: for each sign its level, where it
    leaves the curve, and its words, the first line of which stands at `y`."""
    days = {stage.from_day: stage.left for stage in knowledge.stages.values()}
    points = [(_place(days, day), _level(left)) for day, left in days.items()]
    dry = [day for day, left in days.items() if left is Left.LITTLE]
    gone = next(day for day, left in days.items() if left is Left.NONE)
    patterns, y = [], CURVE[3] + 162
    for flag in (knowledge.red_flags[name] for name in chart.red_flags):
        at = (_place(days, flag.from_day), _level(Left.LITTLE))
        lines = wrapped(flag.short, WIDTH - 2 * EDGE - 32)
        level = knowledge.urgencies[flag.urgency]
        patterns.append({"flag": flag, "level": level, "at": at, "lines": lines, "y": tidy(y)})
        y += LINE * len(lines) + 38
    return {
        "plot": CURVE,
        "curve": curve(points),
        "days": list(zip(days, (x for x, _ in points))),
        "levels": [(left, _level(left)) for left in Left],
        "dry": (_place(days, dry[0]), _place(days, gone)),
        "dry_days": (dry[0], gone),
        "patterns": patterns,
        "height": tidy(y - 16),
    }


def curve(points: list[Point]) -> str:
    """Return the path of a smooth line through `points` that never rises or falls further than they
    do."""
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    bends = [0, *(2 * a * b / (a + b) if a * b > 0 else 0 for a, b in pairwise(slopes)), 0]
    path = f"M{tidy(points[0][0])} {tidy(points[0][1])}"
    for (a, b), (bend_a, bend_b) in zip(pairwise(points), pairwise(bends)):
        third = (b[0] - a[0]) / 3
        first = (a[0] + third, a[1] + bend_a * third)
        second = (b[0] - third, b[1] - bend_b * third)
        path += "C" + " ".join(str(tidy(number)) for number in (*first, *second, *b))
    return path


def _place(days: Iterable[int], day: int) -> float:
    """Return where a day stands: each is as wide as any other."""
    left, _, right, _ = CURVE
    last = max(days)
    return tidy(left + (right - left) * min(day, last) / last)


def _level(left: Left) -> float:
    _, top, _, bottom = CURVE
    return tidy(bottom - (bottom - top) * left.step / Left.MOST.step)


# The restart calendar.


@dataclass(frozen=True)
class Bar:
    """A wait as it is drawn: its bar, 18 units high, and its words from `x` on, after the bar, or
    the first line inside it and others below it."""

    wait: Wait
    y: float
    left: float
    right: float
    inside: bool
    x: float
    lines: tuple[str, ...]

    @property
    def is_cut(self) -> bool:
        """Whether it ends after the last day that the picture shows."""
        return self.wait.start.day is not None and self.wait.start.day > 28


def restart_calendar(knowledge: Knowledge, chart: Chart) -> dict:
    """Return the groups of bars, below each other, with a line for each week down to `foot`, and
    the notes below them: what has to be true on a day besides healed skin, each with its letter. It
    may be cut above each group and above the notes."""
    found = waits(knowledge)
    more = dict.fromkeys(words for group in found.values() for wait in group for words in wait.more)
    letters = dict(zip(more, ascii_lowercase, strict=False))
    groups, y = [], 92
    for name, members in found.items():
        bars, head = [], y
        y += 12
        for wait in members:
            marks = ", ".join(letters[words] for words in wait.more)
            label = wording.capital(", ".join(_labels(knowledge, found, wait)))
            bars.append(_bar(wait, y, f"{label}: {marks}" if marks else label))
            y += 5 + BAR * len(bars[-1].lines)
        groups.append((name, head, bars))
        y += 26
    foot, notes = y - 24, []
    y += 54
    for words, letter in letters.items():
        notes.append((letter, y, wrapped(f"{words}.", LONGER - DAY_0)))
        y += 6 + LINE * len(notes[-1][2])
    return {
        "groups": groups,
        "cuts": [*(head - 19 for _, head, _ in groups[1:]), foot + 4],
        "weeks": [(day, _across(day)) for day in range(0, 29, 7)],
        "foot": foot,
        "notes": notes,
        "height": y + 4,
    }


def _labels(knowledge: Knowledge, found: dict[str, list[Wait]], wait: Wait) -> Iterator[str]:
    """Yield a wait's names, each with examples of what it means that have no bar of their own:
    "acids" beside "salicylic acid" are the glycolic ones."""
    listed = [name for group in found.values() for each in group for name in each.names]
    examples = {each.name: each.examples for each in knowledge.substances.values()}
    for name in wait.names:
        others = [
            words for words in examples.get(name, ()) if not any(words in one for one in listed)
        ]
        yield f"{name} ({', '.join(others)})" if others else name


def _bar(wait: Wait, y: float, label: str) -> Bar:
    left, right = _across(0), _across(wait.start.day)
    after = right + (18 if wait.start.healed else 6)
    inside = LONGER - after < 110
    x, room = (left + 6, right - left - 12) if inside else (after, LONGER - after)
    return Bar(wait, y, left, right, inside, tidy(x), wrapped(label, room))


def _across(day: int | None) -> float:
    """Return where a day stands. What ends after day 28, or never, goes past it to the edge: how
    far says nothing."""
    return LONGER if day is None or day > 28 else tidy(DAY_0 + (DAY_28 - DAY_0) * day / 28)


_FACTS: dict[str, Callable[[Knowledge, Chart], dict]] = {
    "recovery-curve": recovery_curve,
    "restart-calendar": restart_calendar,
}
"""What each chart is made from."""


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """Return `text` in lines that fit into `room` units in any common font, wide ones too."""
    return tuple(textwrap.wrap(text, int(room / (TEXT * WIDE)), break_on_hyphens=False))


def tidy(number: float) -> float:
    """Return `number` to one decimal, a whole one without."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded
