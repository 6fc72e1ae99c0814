"""Sources are checked again in time, and nobody has signed on a day to come."""

import datetime
from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, quote


def check_source_dates(knowledge: Knowledge) -> Iterator[Problem]:
    """A source that was read says when it was last checked, and is not due to be checked again."""
    for source in knowledge.sources.values():
        if source.read and not (source.checked and source.review_by):
            expected = "checked and review_by for a source that was read"
            do = "add checked: and review_by: with dates, year first"
            yield at(source, "read", expected, "not both", do)
        elif source.review_by and source.review_by < knowledge.today:
            do = f"hold our statements against {source.id} again, then set both dates"
            expected = f"a day from {knowledge.today} on"
            yield at(source, "review_by", expected, quote(source.review_by), do)


def to_come(knowledge: Knowledge, record, keys: tuple, day: datetime.date) -> Iterator[Problem]:
    """Yield a Problem with the `day` at `keys` of a record where that has not come yet."""
    if day > knowledge.today:
        expected = f"a day up to {knowledge.today}, the day of the build"
        yield at(record, keys, expected, quote(day), "correct the date")
