"""How a reader finds a sign: by what they notice, and by the words of the line that they read it from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.lexicon import has_words
from knowledge.model import Knowledge, SignRow, Urgency


@dataclass(frozen=True)
class Reading:
    """What a list of lines tells a reader: `found` if they match only what stands there word for word,
    `feared` if they also match a line that has lost a condition, or take what is harmless for the sign."""

    found: Urgency
    feared: Urgency


def is_seen(knowledge: Knowledge, name: str, line: str) -> bool:
    """Whether a reader who notices the finding `name` recognizes it in `line`."""
    finding = knowledge.findings[name]
    return any(has_words(line, words) for words in finding.seen or (finding.words,))


def read_lines(knowledge: Knowledge, findings: Iterable[str], lines: Mapping[str, str]) -> Reading:
    """The most urgent levels that the `lines` (red flag id: its words) give somebody with these `findings`."""
    have = frozenset(findings)
    found = feared = Urgency.ROUTINE
    for row in knowledge.sign_rows.values():
        line, urgency = lines.get(row.red_flag, ""), knowledge.red_flags[row.red_flag].urgency
        if _is_found(knowledge, row, have, line):
            found = min(found, urgency, key=lambda level: level.rank)
        if _is_feared(knowledge, row, have, line):
            feared = min(feared, urgency, key=lambda level: level.rank)
    return Reading(found, min(found, feared, key=lambda level: level.rank))


def _is_found(knowledge: Knowledge, row: SignRow, have: frozenset[str], line: str) -> bool:
    """Every finding of the row is there, and the line names each."""
    return have.issuperset(row.findings) and all(is_seen(knowledge, name, line) for name in row.findings)


def _is_feared(knowledge: Knowledge, row: SignRow, have: frozenset[str], line: str) -> bool:
    """What the line still names of the row is there, or is taken to be there."""
    named = {name for name in row.findings if is_seen(knowledge, name, line)}
    return bool(named) and named <= have | _taken(knowledge, have, line)


def _taken(knowledge: Knowledge, have: Iterable[str], line: str) -> set[str]:
    """The findings for which a frightened reader takes what they have, as the line does not tell the two apart."""
    return {mistake.finding for name in have for mistake in knowledge.findings[name].taken_for
            if not any(has_words(line, words) for words in mistake.unless)}
