"""How a reader finds a sign: by what they notice, and by the words of its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.model import Knowledge, Urgency
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
        taken = {name: _taken_in(knowledge, line) for name, line in lines.items()}
        self._rows = [
            (
                knowledge.red_flags[row.red_flag].urgency,
                frozenset(row.findings),
                frozenset(
                    name for name in row.findings if is_seen(knowledge, name, lines[row.red_flag])
                ),
                taken[row.red_flag],
            )
            for row in knowledge.sign_rows.values()
            if row.red_flag in lines
        ]

    def read(self, findings: Iterable[str]) -> Reading:
        """Return the most urgent levels that the lines give somebody with these `findings`: found
        where a line names all that its sign asks for, and all of it is there."""
        have = frozenset(findings)
        found, feared = [], []
        for urgency, asked, named, taken in self._rows:
            if asked == named and asked <= have:
                found.append(urgency)
            if named and named <= have.union(*(taken.get(name, ()) for name in have)):
                feared.append(urgency)
        return Reading(_soonest(found), _soonest(found + feared))


def _soonest(levels: Iterable[Urgency]) -> Urgency:
    return min(levels, key=lambda level: level.rank, default=Urgency.ROUTINE)


def _taken_in(knowledge: Knowledge, line: str) -> dict[str, list[str]]:
    """For what a frightened reader takes for other findings: those that `line` does not tell from
    it."""
    return {
        name: [
            mistake.finding
            for mistake in finding.taken_for
            if not any(has_words(line, words) for words in mistake.unless)
        ]
        for name, finding in knowledge.findings.items()
        if finding.taken_for
    }
