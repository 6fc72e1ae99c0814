"""Groups red flags by how soon they need help, and finds the level of a bump type."""

from collections.abc import Iterable

from knowledge.model import BumpType, Knowledge, RedFlag, UrgencyLevel


def by_urgency(knowledge: Knowledge, names: Iterable[str]) -> list[tuple]:
    """Return (level, its red flags) for each urgency level that the red flags `names` have."""
    chosen = dict.fromkeys(names)
    flags: list[RedFlag] = [flag for flag in knowledge.red_flags.values() if flag.id in chosen]
    return [
        (level, [flag for flag in flags if flag.urgency is level.id])
        for level in knowledge.urgencies.values()
        if any(flag.urgency is level.id for flag in flags)
    ]


def bump_level(knowledge: Knowledge, bump: BumpType) -> UrgencyLevel:
    """Return the highest level among the causes that a bump type may point to; among routine ones,
    a visit comes before care at home."""
    causes = [knowledge.causes[name] for name in bump.causes]
    first = min(causes, key=lambda cause: (knowledge.urgency_of(cause).rank, not cause.visit))
    return knowledge.level_of(first)
