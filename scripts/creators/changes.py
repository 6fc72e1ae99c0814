"""What a clinic changed, made from the differences between the general knowledge and its own: nobody types this box."""

from __future__ import annotations

from collections.abc import Iterator

from creators import wording
from knowledge.model import Knowledge
from knowledge.tighten import OWN
from knowledge.windows import NEVER, end_of, thing, windows, windows_on

GENERAL = "general advice"


def create_changes(knowledge: Knowledge, strict: Knowledge) -> tuple[str, ...]:
    """Each difference as a line: signs first, then what to leave alone, then when something may start."""
    return (*_signs(knowledge, strict), *_windows(knowledge, strict), *_starts(knowledge, strict))


def _signs(knowledge: Knowledge, strict: Knowledge) -> Iterator[str]:
    for name, flag in strict.red_flags.items():
        label = strict.urgencies[flag.urgency].label
        if name.startswith(OWN):
            yield f"{flag.short}. {label}. (Our own sign.)"
        elif flag.urgency is not knowledge.red_flags[name].urgency:
            yield f"{flag.short}. {label}. ({wording.capital(GENERAL)}: {wording.lower_first(strict.urgencies[knowledge.red_flags[name].urgency].label)}.)"


def _windows(knowledge: Knowledge, strict: Knowledge) -> Iterator[str]:
    """Longer waits. Things that wait as long, and did before, share a line."""
    lines: dict[tuple[str, str], list[str]] = {}
    before = {(window.what, window.avoid.after): end_of(window) for window in windows(knowledge)}
    for window in windows(strict):
        old, new = before.get((window.what, window.avoid.after)), end_of(window)
        if old != new:
            deep = " after deep or RF (heat) needling" if window.avoid.after == "deep_or_rf" else ""
            lines.setdefault((f"leave alone{deep} {_until(new)}", _general(old)), []).append(thing(strict, window.what).name)
    for (end, general), names in lines.items():
        yield f"{wording.capital(wording.listed(names))}: {end}. ({general}.)"


def _starts(knowledge: Knowledge, strict: Knowledge) -> Iterator[str]:
    """Later starts that no longer wait says already."""
    for name, remedy in strict.remedies.items():
        old = knowledge.remedies[name]
        if remedy.needs_clinician == old.needs_clinician and remedy.first_day != old.first_day and not old.not_advised \
                and remedy.first_day not in {end_of(window) for name in remedy.substances for window in windows_on(strict, name)}:
            yield f"{remedy.title}: from day {remedy.first_day}. ({wording.capital(GENERAL)}: day {old.first_day}.)"
        elif remedy.needs_clinician != old.needs_clinician:
            yield f"{remedy.title}: {wording.ASK}."


def _until(day: int) -> str:
    return "until a clinician who has seen your skin says so" if day == NEVER else f"until day {day}"


def _general(day: int | None) -> str:
    return f"{wording.capital(GENERAL)}: " + ("no rule of its own" if day is None else _until(day).removeprefix("until "))
