"""Says of each page whether a clinician has read it as it is.

A page is reviewed when a clinician has accepted every passage of its own, and every passage that
pages share (the records in docs/_data and the words of templates). When one changes, that one
lapses, and the page says so.
"""

import datetime
from dataclasses import dataclass

from knowledge.checks.accepted import missing
from knowledge.model import Knowledge, once
from knowledge.prose.passages import passages
from knowledge.reading.accepted_file import CLINICIAN


@dataclass(frozen=True)
class ReviewState:
    """Whether a page is reviewed: `state` is none, current or lapsed. `reviewers` and `day` say who
    read it and when last, `changed` how many of its passages nobody has read since they changed."""

    state: str
    reviewers: tuple[str, ...] = ()
    day: datetime.date | None = None
    changed: int = 0

    @property
    def words(self) -> str:
        """The state as the page says it."""
        if not self.reviewers:
            return "Not yet reviewed by a clinician."
        who = " and ".join(self.reviewers)
        if self.state == "current":
            return f"Reviewed by {who} on {self.day}."
        return (
            f"Not yet reviewed by a clinician since it changed. {who} read an earlier version on"
            f" {self.day}."
        )


@once
def review_states(knowledge: Knowledge) -> dict[str, ReviewState]:
    """The state of each written page, by its path under docs/."""
    pages = {page.origin.path: path for path, page in knowledge.pages().items()}
    own = dict.fromkeys(pages, 0)
    for passage in passages(knowledge):
        if passage.path in own:
            own[passage.path] += 1
    left = dict.fromkeys(pages, 0)
    shared = 0
    for passage in missing(knowledge, CLINICIAN):
        if passage.path in left:
            left[passage.path] += 1
        else:
            shared += 1
    return {
        pages[path]: _state(knowledge, path, left[path] + shared) if own[path] else NONE
        for path in pages
    }


NONE = ReviewState("none")
"""The state of a page that nobody clinical has read, or that has no words of its own."""


def _state(knowledge: Knowledge, path: str, changed: int) -> ReviewState:
    found = [one for one in knowledge.accepted if one.role == CLINICIAN and one.path == path]
    if not found:
        return NONE
    names = tuple(dict.fromkeys(one.name for one in found))
    day = max(one.day for one in found)
    return ReviewState("lapsed" if changed else "current", names, day, changed)
