"""Macros as words inside a sentence: days, urgencies and phone actions come from the records."""

from collections.abc import Callable
from dataclasses import replace

from creators.wording import words as wording
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge
from knowledge.prose.blocks import MACRO
from knowledge.starts import Start, named_start


def expand(knowledge: Knowledge, text: str) -> str:
    """Return prose with its macros as words."""
    return MACRO.sub(lambda found: INLINE[found.group(1)](knowledge, *found.group(2).split()), text)


def _rule(knowledge: Knowledge, name: str) -> str:
    """Return the whole rule as it goes on in a sentence: "from day 7, once your skin has healed.
    …"."""
    leave = name not in knowledge.remedies
    return wording.lower_first(str(phrases_of(knowledge).rule(_start(knowledge, name), leave)))


def _start(knowledge: Knowledge, name: str) -> Start:
    """Return the rule for what an id names. Nobody waits for what has none: it starts on day 0."""
    return named_start(knowledge, name) or Start(0)


def _lead(knowledge: Knowledge, name: str, leave: bool) -> str:
    """Return a day and healed skin, inside a sentence: all of a rule that has no more. A check sees
    to the others."""
    start = replace(_start(knowledge, name), clinic=None, last=None)
    words = phrases_of(knowledge).rule(start, leave)
    return wording.lower_first(f"{words.lead}{words.also}").removeprefix(
        "until " if leave else "from "
    )


def _day(knowledge: Knowledge, name: str) -> int:
    return _start(knowledge, name).day or 0


INLINE: dict[str, Callable[..., str]] = {
    "rule": _rule,
    "first_day": lambda knowledge, name: _lead(knowledge, name, leave=False),
    "until": lambda knowledge, name: _lead(knowledge, name, leave=True),
    "day": lambda knowledge, name: phrases_of(knowledge).day(_day(knowledge, name)),
    "wait": lambda knowledge, name: phrases_of(knowledge).days(_day(knowledge, name)),
    "max_days": lambda knowledge, name: phrases_of(knowledge).days(
        knowledge.remedies[name].max_days
    ),
    "test_days": lambda knowledge, name: phrases_of(knowledge).days(
        knowledge.remedies[name].test_days
    ),
    "how_soon": lambda knowledge, name: knowledge.level_of(knowledge.causes[name]).action,
    "action": lambda knowledge, name: knowledge.red_flags[name].action,
    "urgency": lambda knowledge, name: phrases_of(knowledge).level_action(
        knowledge.urgencies[name]
    ),
    "emergency_numbers": lambda knowledge: phrases_of(knowledge).emergency_numbers(
        knowledge.emergency_numbers.values()
    ),
}
"""Macros that write words inside a sentence."""
