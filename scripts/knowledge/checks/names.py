"""A name belongs to one record: whoever types it, or reads it, comes to one answer."""

from collections.abc import Iterator
from typing import Any

from knowledge.asked import asked
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote, repeated
from knowledge.windows import Thing, wider


def things(knowledge: Knowledge) -> tuple[Thing, ...]:
    """Every substance and activity."""
    return (*knowledge.substances.values(), *knowledge.activities.values())


_OWNED = (
    ("names", "name", things, lambda one: (one.name, *one.names)),
    ("names", "name", lambda knowledge: knowledge.remedies.values(), lambda one: one.names),
    (
        "words",
        "sign",
        lambda knowledge: knowledge.red_flags.values(),
        lambda one: (one.sign, *one.words),
    ),
    ("term", "word", lambda knowledge: knowledge.glossary.values(), lambda one: one.forms),
    (
        "countries",
        "country",
        lambda knowledge: knowledge.emergency_numbers.values(),
        lambda one: one.countries,
    ),
    (
        "id",
        "name",
        lambda knowledge: asked(knowledge).values(),
        lambda one: (one.name, *one.also, *one.see_from),
    ),
    (
        "red_flag",
        "sign",
        lambda knowledge: knowledge.easy.values(),
        lambda one: (one.red_flag,) if one.red_flag else (),
    ),
    ("title", "title", lambda knowledge: knowledge.pages().values(), lambda one: (one.title,)),
    (
        "page",
        "file name",
        lambda knowledge: knowledge.pages().values(),
        lambda one: (one.id,) if one.id != "index" else (),
    ),
)
"""Names that no two records of a kind share: their field, what they are, the records, and the names
of each."""


def check_names_stand_once(knowledge: Knowledge) -> Iterator[Problem]:
    """No two records of a kind have one name, title, word, country or sign."""
    for field, kind, records, names in _OWNED:
        owned = ((name.lower(), one) for one in records(knowledge) for name in names(one))
        for name, one, owner in repeated(owned):
            yield _taken(field, kind, name, one, owner)


def check_names_of_remedies(knowledge: Knowledge) -> Iterator[Problem]:
    """A remedy has no name of a thing that is not in it."""
    owners = {
        name.lower(): one for one in reversed(things(knowledge)) for name in (*one.names, one.name)
    }
    for remedy in knowledge.remedies.values():
        inside = {up for one in remedy.substances for up in wider(knowledge, one)}
        for name in remedy.names if remedy.substances else ():
            owner = owners.get(name.lower())
            if owner and owner.id not in inside:
                yield _taken("names", "name", name, remedy, owner)


def _taken(field: str, kind: str, name: str, one: Any, owner: Any) -> Problem:
    expected = f"a {kind} that {owner.id} does not have ({place(owner, field)})"
    return at(one, field, expected, f"{quote(name)} for {one.id}", "leave it with one of the two")
