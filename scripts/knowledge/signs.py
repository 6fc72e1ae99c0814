"""How a reader finds a sign: by what they notice, and by the words of its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.model import Finding, Knowledge, Urgency
from knowledge.prose.lexicon import has_words


@dataclass(frozen=True)
class Reading:
    """What a list of lines tells a reader: `found` if they match only what stands there word for
    word, `feared` if they also match a line that has lost a condition, or take what is harmless for
    the sign."""

    found: Urgency
    feared: Urgency


def is_seen(knowledge: Knowledge, name: str, line: str) -> bool:
    """Return whether a reader who notices the finding `name` recognizes it in `line`."""
    finding = knowledge.findings[name]
    return any(has_words(line, words) for words in finding.seen or (finding.words,))


class Reader:
    """Reads a list of lines (red flag id: its words) for one person after another. What each line
    names, and what it does not tell apart, is looked up once."""

    def __init__(self, knowledge: Knowledge, lines: Mapping[str, str]) -> None:
        taken = {name: _all_taken(knowledge, line) for name, line in lines.items()}
        self._rows = []
        for row in knowledge.sign_rows.values():
            if line := lines.get(row.red_flag):
                urgency = knowledge.red_flags[row.red_flag].urgency
                named = frozenset(name for name in row.findings if is_seen(knowledge, name, line))
                self._rows.append(
                    _Row(urgency, frozenset(row.findings), named, taken[row.red_flag])
                )

    def read(self, findings: Iterable[str]) -> Reading:
        """Return the most urgent levels that the lines give somebody with these `findings`."""
        have = frozenset(findings)
        found = _soonest(row.urgency for row in self._rows if row.is_found(have))
        feared = _soonest(row.urgency for row in self._rows if row.is_feared(have))
        return Reading(found, _soonest((found, feared)))


@dataclass(frozen=True)
class _Row:
    """A row of findings against its line: those it asks for, those that the line names, and for
    each finding that a frightened reader takes for another, which ones."""

    urgency: Urgency
    asked: frozenset[str]
    named: frozenset[str]
    taken_for: Mapping[str, frozenset[str]]

    def is_found(self, have: frozenset[str]) -> bool:
        """Return whether every finding of the row is there, and the line names each."""
        return self.asked <= have and self.asked == self.named

    def is_feared(self, have: frozenset[str]) -> bool:
        """Return whether what the line still names of the row is there, or is taken to be there."""
        taken = frozenset().union(*(self.taken_for.get(name, ()) for name in have))
        return bool(self.named) and self.named <= have | taken


def _soonest(levels: Iterable[Urgency]) -> Urgency:
    return min(levels, key=lambda level: level.rank, default=Urgency.ROUTINE)


def _all_taken(knowledge: Knowledge, line: str) -> dict[str, frozenset[str]]:
    return {
        name: _taken(finding, line)
        for name, finding in knowledge.findings.items()
        if finding.taken_for
    }


def _taken(finding: Finding, line: str) -> frozenset[str]:
    """Return the findings for which this one is taken, where the line does not tell them apart."""
    return frozenset(
        mistake.finding
        for mistake in finding.taken_for
        if not any(has_words(line, words) for words in mistake.unless)
    )
