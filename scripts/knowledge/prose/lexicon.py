"""Which substances, activities and remedies a sentence names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Knowledge, Remedy, Term, once
from knowledge.windows import remedies_with

NEGATIVE = re.compile(
    r"\b(no|not|never|avoid|without|stop|skip|leave|wait|until|before|nor|neither|cannot|nothing|"
    r"hold off|stay away|stay off|stay out|keep off|put off|rather than|instead of|too soon|"
    r"\w+n[’']t)\b",
    re.I,
)
"""Words that turn a sentence into "leave this alone"."""


@dataclass(frozen=True)
class Named:
    """What a sentence names: the word as it stands there, and the records that it may mean."""

    word: str
    start: int
    ids: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Lexicon:
    """All names of remedies, substances and activities of one Knowledge, ready to be looked for."""

    knowledge: Knowledge
    owners: dict[str, set[tuple[str, str]]]
    pattern: re.Pattern

    def named(self, sentence: str) -> list[Named]:
        """Return what `sentence` names, longest name first where names overlap."""
        return [
            Named(found.group(), found.start(), frozenset(self.owners[found.group().lower()]))
            for found in self.pattern.finditer(sentence)
        ]

    def remedies(self, named: Named) -> list[Remedy]:
        """Return the remedies that the word names, or that contain the substance it names."""
        found = {
            name: self.knowledge.remedies[name] for kind, name in named.ids if kind == "remedy"
        }
        for kind, name in named.ids:
            if kind == "thing":
                found |= {remedy.id: remedy for remedy in remedies_with(self.knowledge, name)}
        return list(found.values())

    def things(self, named: Named) -> set[str]:
        """Return the substances and activities that the word stands for."""
        names = {name for kind, name in named.ids if kind == "thing"}
        for kind, name in named.ids:
            if kind == "remedy":
                names |= set(self.knowledge.remedies[name].substances)
        return names

    def has_window(self, named: Named) -> bool:
        """Return whether any day rule binds it; seeing a clinician is right on every day."""
        return bool(self.things(named)) or any(
            remedy.first_day or remedy.last_day is not None for remedy in self.remedies(named)
        )


@once
def create_lexicon(knowledge: Knowledge) -> Lexicon:
    """Return the lexicon of `knowledge`."""
    records = (*knowledge.substances.values(), *knowledge.activities.values())
    named = [(("remedy", one.id), one.names) for one in knowledge.remedies.values()]
    named += [(("thing", one.id), (one.name, *one.names)) for one in records]
    named += [(("thing", one.id), one.labels) for one in knowledge.substances.values()]
    owners: dict[str, set[tuple[str, str]]] = {}
    for owner, names in named:
        for name in names:
            owners.setdefault(name.lower(), set()).add(owner)
    return Lexicon(knowledge, owners, words_pattern(owners))


@once
def create_jargon(knowledge: Knowledge) -> dict[str, Term]:
    """Return the terms that need a plain word, by each of their forms in small letters."""
    return {
        form.lower(): term
        for term in knowledge.glossary.values()
        if term.is_jargon
        for form in term.forms
    }


def phrases(text: str) -> re.Pattern:
    """Compile a pattern, in any case, whose line breaks and indents are ignored."""
    return re.compile("".join(line.strip() for line in text.splitlines()), re.I)


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
