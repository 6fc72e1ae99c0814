"""The claim ledger: every clinical statement with where it stands, what it rests on, and when that
was last checked."""

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from creators.wording import words as wording
from creators.wording.macros import expand
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge, Strength
from knowledge.prose.blocks import plain
from knowledge.prose.statements import Statement, sources_of, statements, strength


class Claim(BaseModel):
    """A clinical statement, and what it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # where it stands under docs/, which readers of the data get as its address
    page: str
    anchor: str
    text: Annotated[str, Field(description="the statement in plain words")]
    sources: Annotated[tuple[str, ...], Field(description="ids of the sources that it rests on")]
    strength: Strength
    open_mark: Annotated[
        bool,
        Field(description="whether it is careful practice that no study was found for"),
    ]
    checked: Annotated[
        datetime.date | None,
        Field(description="the oldest day on which one of its sources was checked"),
    ]


def create_claims(knowledge: Knowledge) -> Iterator[Claim]:
    """Yield the ledger, in the order of the files."""
    for found in statements(knowledge):
        days = [one.checked for one in sources_of(knowledge, found) if one.checked]
        yield Claim(
            page=found.page,
            anchor=found.anchor,
            text=_words(knowledge, found),
            sources=found.sources,
            strength=strength(knowledge, found),
            open_mark=found.is_open,
            checked=min(days, default=None),
        )


def _words(knowledge: Knowledge, found: Statement) -> str:
    """A statement in plain words; a first day comes with its whole rule."""
    if found.start:
        rule = phrases_of(knowledge).rule(found.start, found.leave)
        return f"{found.text}: {wording.lower_first(str(rule))}."
    return plain(expand(knowledge, found.text)).strip(" |")
