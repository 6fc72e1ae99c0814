"""Walks a written case through the published table of signs, as a reader would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from knowledge.model import Drill, Knowledge, RedFlag, SignRow, Urgency, UrgencyLevel


def sign_rows(knowledge: Knowledge) -> list[tuple[SignRow, RedFlag, UrgencyLevel]]:
    """The rows of the table with their red flag and its level, the most urgent first."""
    rows = [(row, knowledge.red_flags[row.red_flag]) for row in knowledge.sign_rows.values()]
    return [(row, flag, knowledge.urgencies[flag.urgency]) for row, flag in sorted(rows, key=lambda item: item[1].urgency.rank)]


def urgency_by_table(knowledge: Knowledge, findings: Iterable[str]) -> Urgency:
    """The urgency of the first row of which every finding is there; routine where none is."""
    have = set(findings)
    return next((flag.urgency for row, flag, _ in sign_rows(knowledge) if have.issuperset(row.findings)), Urgency.ROUTINE)


def drill_results(knowledge: Knowledge) -> dict:
    """Every drill with the urgency that the table gives it, and the counts that the page prints."""
    results: list[tuple[Drill, Urgency]] = [(drill, urgency_by_table(knowledge, drill.findings))
                                            for drill in knowledge.drills.values()]
    counts = Counter(found for _, found in results)
    return {"results": results, "counts": [(level, counts[level.id]) for level in knowledge.urgencies.values()],
            "lower": sum(found.rank > drill.expect.rank for drill, found in results),
            "higher": sum(found.rank < drill.expect.rank for drill, found in results)}
