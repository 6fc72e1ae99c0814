"""Which substances, activities and remedies a sentence names, and how words are found in it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from knowledge.model import Knowledge, Term, once

Owners = Mapping[str, frozenset[str]]
"""The ids of the records that have a name, by each name in small letters."""


@once
def create_lexicon(knowledge: Knowledge) -> Owners:
    """Return the names of remedies, substances and activities."""
    substances = knowledge.substances.values()
    named = [(one.id, one.names) for one in knowledge.remedies.values()]
    named += [(one.id, (one.name, *one.names, *one.labels)) for one in substances]
    named += [(one.id, (one.name, *one.names)) for one in knowledge.activities.values()]
    return _owners(named)


PUT_ON_OR_TAKEN = ("skin_care", "medicine")
"""Kinds of rows of the A to Z whose names products and medicines have."""


@once
def create_all_names(knowledge: Knowledge) -> Owners:
    """Return the lexicon with every other name that products and medicines have: those of the A to
    Z and brands, with the ids of their rows; of a brand without one, its own."""
    rows = [row for row in knowledge.a_to_z.values() if row.kind in PUT_ON_OR_TAKEN]
    named = [(row.id, (row.name, *row.also)) for row in rows]
    named += [(brand.row or brand.id, brand.names) for brand in knowledge.brands.values()]
    return _owners(named, create_lexicon(knowledge))


def _owners(
    named: Iterable[tuple[str, Iterable[str]]], known: Owners = MappingProxyType({})
) -> Owners:
    owners = dict(known)
    for owner, names in named:
        for name in names:
            owners[name.lower()] = owners.get(name.lower(), frozenset()) | {owner}
    return owners


def names_in(sentence: str, owners: Owners) -> list[tuple[str, frozenset[str]]]:
    """Return each name of `owners` that stands in `sentence`, as it stands there, with the ids that
    have it; the longest where names overlap."""
    return [(word, owners[word.lower()]) for word in words_pattern(owners).findall(sentence)]


@once
def create_jargon(knowledge: Knowledge) -> dict[str, Term]:
    """Return the terms that need a plain word, by each of their forms in small letters."""
    return {
        form.lower(): term
        for term in knowledge.glossary.values()
        if term.is_jargon
        for form in term.forms
    }


def words_pattern(words: Iterable[str]) -> re.Pattern:
    """Return a pattern that finds any of `words` as whole words, the longest first."""
    return _pattern_of(frozenset(words))


def has_words(text: str, words: str) -> bool:
    """Return whether `words` begin a word of `text`: "eyelid" stands in "Eyelids"."""
    words, text = words.lower(), text.lower()
    start = text.find(words)
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_-"):
        start = text.find(words, start + 1)
    return start >= 0


@lru_cache(maxsize=1024)
def _pattern_of(words: frozenset[str]) -> re.Pattern:
    # by first letter: a quarter of the time, as most places are refused by one look
    groups: dict[str, list[str]] = {}
    for word in sorted({word.lower() for word in words}, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    alternatives = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives) or '(?!)'})(?![\w-])", re.I)
