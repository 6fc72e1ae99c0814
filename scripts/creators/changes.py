"""What a clinic changed, made from the differences between the general knowledge and its own: nobody types this box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from creators import wording
from knowledge.model import Knowledge
from knowledge.starts import Start, thing_start
from knowledge.tighten import OWN
from knowledge.windows import NEVER, end_of, thing, windows, windows_on

GENERAL = "In general: "
NAMES = "{names}"


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
    deep needling is in that line as well. A rule of several sentences is not said again: the list by day has it."""
    lines: dict[tuple[str, str], list[str]] = {}
    further: list[str] = []
    for name in dict.fromkeys(window.what for window in windows(strict) if window.avoid.after == "any"):
        old, new = _end(knowledge, name), _end(strict, name)
        start = replace(thing_start(strict, name), clinic=None)
        if old < new and start.has_more and new != NEVER:
            further.append(thing(strict, name).name)
        elif old < new:
            lines.setdefault((_now(start), _general(old, start)), []).append(thing(strict, name).name)
    for (now, general), names in lines.items():
        yield f"{now.replace(NAMES, wording.listed(names))} ({general}.)"
    if further:
        yield f"A longer wait for {wording.listed(further)}: see the list by day."


def _end(knowledge: Knowledge, what: str) -> int:
    """The day on which the last wait for something ends; 0 where there is none."""
    return max((end_of(window) for window in windows_on(knowledge, what, "any")), default=0)


def _now(start: Start) -> str:
    """The clinic's rule, with a place for the names of what it is about."""
    words = wording.rule(start, leave=True)
    if start.instead:
        return f"{words}."
    until = wording.UNTIL_ASK if start.day is None else wording.lower_first(f"{words.lead}{words.also}")
    return " ".join([f"Wait {until}: {NAMES}.", *(f"{more}." for more, _ in words.more)])


def _general(day: int, start: Start) -> str:
    if not day:
        return f"{GENERAL}no rule of its own"
    if day == NEVER:
        return f"{GENERAL}{wording.UNTIL_ASK}"
    return GENERAL + (wording.length(day) if start.instead else wording.day(day))
