"""The claim ledger: every clinical statement with where it stands, what it rests on, and when that
was last checked."""

from creators.wording import words as wording
from creators.wording.macros import expand
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge, once
from knowledge.prose.blocks import plain
from knowledge.prose.statements import Statement, sources_of, statements, strength


@once
def create_claims(knowledge: Knowledge) -> list[dict]:
    """The ledger as plain data, in the order of the files: page and anchor under docs/, text,
    sources, strength, whether it or its section carries the open mark, and the oldest date on which
    one of its sources was checked (null without a source)."""
    return [
        {
            "page": found.page,
            "anchor": found.anchor,
            "text": _words(knowledge, found),
            "sources": list(found.sources),
            "strength": strength(knowledge, found),
            "open_mark": found.is_open,
            "checked": min(
                (str(source.checked) for source in sources_of(knowledge, found) if source.checked),
                default=None,
            ),
        }
        for found in statements(knowledge)
    ]


def _words(knowledge: Knowledge, found: Statement) -> str:
    """A statement in plain words; a first day comes with its whole rule."""
    if found.start:
        rule = phrases_of(knowledge).rule(found.start, found.leave)
        return f"{found.text}: {wording.lower_first(str(rule))}."
    return plain(expand(knowledge, found.text)).strip(" |")
