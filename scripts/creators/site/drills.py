"""Walks written cases through the signs as a reader would: by the short lines on the cards, and by
the full signs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.model import Drill, Knowledge, once
from knowledge.signs import Reader, Reading


@dataclass(frozen=True)
class Walk:
    """A case and what each way through the signs makes of it."""

    drill: Drill
    by_card: Reading
    by_sign: Reading

    @property
    def is_right(self) -> bool:
        """Whether both ways lead to the level that the case should get, and no reader fears a
        higher one."""
        ways = (self.by_card, self.by_sign)
        return {level for way in ways for level in (way.found, way.feared)} == {self.drill.expect}


def walks(knowledge: Knowledge) -> list[Walk]:
    """Every case with its two readings."""
    cards = Reader(knowledge, {flag.id: flag.short for flag in knowledge.red_flags.values()})
    signs = Reader(knowledge, {flag.id: flag.sign for flag in knowledge.red_flags.values()})
    return [
        Walk(drill, cards.read(drill.findings), signs.read(drill.findings))
        for drill in knowledge.drills.values()
    ]


def tally(results: Iterable[tuple[Drill, Reading]]) -> Counter[str]:
    """Counts the readings of one way: too `low` by what is found, else `right`, one level too high
    by what is feared (`over`), or more than one (`far_over`)."""
    return Counter(
        "low"
        if reading.found.rank > drill.expect.rank
        else ("right", "over", "far_over")[min(drill.expect.rank - reading.feared.rank, 2)]
        for drill, reading in results
    )


@once
def drill_results(knowledge: Knowledge) -> dict:
    """What the page of the drills prints: each case, how many there are of each level, and a tally
    of each way."""
    found = walks(knowledge)
    counts = Counter(walk.drill.expect for walk in found)
    return {
        "walks": found,
        "counts": [(level, counts[level.id]) for level in knowledge.urgencies.values()],
        "by_card": tally((walk.drill, walk.by_card) for walk in found),
        "by_sign": tally((walk.drill, walk.by_sign) for walk in found),
    }
