"""Who has signed off what: a review holds for the exact content that the reviewer saw, and lapses
when it changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from knowledge.model import Knowledge, Review

REVIEW_HERE = "<<review>>"
"""Stands in a page's sources where its review state goes, until the page's hash is known."""

HASH_DIGITS = 16
"""Hex digits of a content hash: enough to tell versions of one page apart, short enough to copy by
hand."""


@dataclass(frozen=True)
class ReviewState:
    """Whether a page is reviewed: `state` is none, current or lapsed; `review` the newest sign-off,
    if there is one."""

    state: str
    review: Review | None = None

    @property
    def holds(self) -> Review | None:
        """The sign-off of the page as it is, if there is one."""
        return self.review if self.state == "current" else None

    @property
    def words(self) -> str:
        """The state as the page says it."""
        if not self.review:
            return "Not yet reviewed by a clinician."
        who = f"{self.review.reviewer} ({self.review.role})"
        if self.state == "current":
            return f"Reviewed by {who} on {self.review.date}."
        return (
            f"Not yet reviewed by a clinician since it changed. {who} reviewed an earlier version"
            f" on {self.review.date}."
        )


def content_hash(text: str) -> str:
    """The hash of a page's content: its finished Markdown without the line that says who reviewed
    it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:HASH_DIGITS]


def review_state(knowledge: Knowledge, path: str, digest: str) -> ReviewState:
    """The state of the page at `path` (under docs/), whose content has the hash `digest`."""
    found = sorted(
        (review for review in knowledge.reviews if review.page == path),
        key=lambda review: review.date,
    )
    current = [review for review in found if review.content_hash[:HASH_DIGITS] == digest]
    if current:
        return ReviewState("current", current[-1])
    return ReviewState("lapsed", found[-1]) if found else ReviewState("none")
