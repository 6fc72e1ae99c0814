"""What a clinic changed, made from the differences between the general knowledge and its own: nobody types this box."""

from __future__ import annotations

from collections.abc import Iterator

from creators import wording
from knowledge.model import Knowledge
from knowledge.tighten import OWN
from knowledge.windows import NEVER, end_of, thing, windows, windows_on

GENERAL = "In general: "


def create_changes(knowledge: Knowledge, strict: Knowledge) -> tuple[str, ...]:
    """Each difference as a line: signs first, then what to leave alone. A later start is a longer wait for what the remedy holds."""
    return (*_signs(knowledge, strict), *_windows(knowledge, strict))


def _signs(knowledge: Knowledge, strict: Knowledge) -> Iterator[str]:
    for name, flag in strict.red_flags.items():
        label = strict.urgencies[flag.urgency].label
        if name.startswith(OWN):
            yield f"{flag.short}. {label}."
        elif flag.urgency is not knowledge.red_flags[name].urgency:
            yield f"{flag.short}. {label}. ({GENERAL}{strict.urgencies[knowledge.red_flags[name].urgency].label}.)"


def _windows(knowledge: Knowledge, strict: Knowledge) -> Iterator[str]:
    """Longer waits. Things that wait as long, and did before, share a line. A clinic's wait holds after any needling, so what is longer after
    deep needling is in that line as well."""
    lines: dict[tuple[int, int], list[str]] = {}
    for window in windows(strict):
        old, new = _end(knowledge, window.what), end_of(window)
        if window.avoid.after == "any" and old < new:
            lines.setdefault((new, old), []).append(thing(strict, window.what).name)
    for (new, old), names in lines.items():
        yield f"Leave alone {wording.listed(names)} {_until(new)}. ({_general(old)}.)"


def _end(knowledge: Knowledge, what: str) -> int:
    """The day on which the last wait for something ends; 0 where there is none."""
    return max((end_of(window) for window in windows_on(knowledge, what, "any")), default=0)


def _until(day: int) -> str:
    return "until a clinician who has seen your skin says so" if day == NEVER else f"until day {day}"


def _general(day: int) -> str:
    return GENERAL + (_until(day).removeprefix("until ") if day else "no rule of its own")
