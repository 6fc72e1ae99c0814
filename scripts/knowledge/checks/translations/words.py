"""The words of a translation: how soon, one word for one thing, nothing that calms, no English."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from knowledge.checks.translations.pairs import Pair, fold, fold_words, fresh, has_word, pairs
from knowledge.model import Knowledge, Urgency
from knowledge.problems import Problem, quote
from knowledge.records.translations import LevelWords

LEVELS = {
    Urgency.EMERGENCY_NOW: "now",
    Urgency.SAME_DAY: "today",
    Urgency.WITHIN_48H: "two_days",
    Urgency.ROUTINE: "",
}
"""The level words of the head that each urgency has: a routine one has none of them."""
LEVEL_FIELDS = ("card", "label", "action")
STOP_WORDS = frozenset(
    "the and with your you of from until this that when which what have skin please".split()
)
"""English words that stand in nearly every sentence, and in no other language of Latin letters."""
OTHER_THINGS = re.compile(
    r"\{\w+\}|sign language|sign-off|insurance card|by card\b|take cards|one sheet|needle again"
)
"""English in which a word of `terms` is filled in, or names another thing."""
ENDINGS = 3
"""Letters that a word of `terms` may have behind it, as "признака" for "признак"."""
ANY = 60
_FILLED_IN = re.compile(r"\{\w+\}")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


def check_levels(knowledge: Knowledge) -> Iterator[Problem]:
    """What says how soon to get help has its own level's words, and those of no other level."""
    for pair, english in fresh(knowledge):
        if level := _level(knowledge, pair.found.key):
            words = pair.translation.head.levels
            wanted, got = {LEVELS[level]} - {""}, set(_levels_in(pair, words))
            if wanted != got:
                expected = f"the words for {_named(wanted, words)}, and for no other level"
                do = f"say how soon as the English does: {quote(english.english)}"
                yield pair.problem(expected, f"{_named(got, words)} in {quote(pair.text)}", do)


def check_terms(knowledge: Knowledge) -> Iterator[Problem]:
    """Where the English has one of the head's `terms`, the text has one of the words for it."""
    for pair, english in fresh(knowledge):
        terms = pair.translation.head.terms
        for term in _terms_in(english.english, tuple(terms)):
            words = fold_words(terms[term])
            if not any(has_word(pair.folded, word, ENDINGS) for word in words):
                expected = f"{_one_of(terms[term])}, for {quote(term)} in"
                do = "write that word, or add yours to terms: if it is the same thing"
                yield pair.problem(f"{expected} {quote(english.english)}", quote(pair.text), do)


def check_calming(knowledge: Knowledge) -> Iterator[Problem]:
    """No text has one of the head's words that calm or loosen, with whatever ending."""
    for pair in pairs(knowledge):
        for word in fold_words(pair.translation.head.calming):
            if word in pair.folded and has_word(pair.folded, word, endings=ANY):
                do = "say what the English says, and nothing that calms"
                yield pair.problem("no calming words", quote(word), do)


def check_translated(knowledge: Knowledge) -> Iterator[Problem]:
    """A text differs from its English, unless the head's `same` names its key."""
    for pair, english in fresh(knowledge):
        if pair.text == english.english and pair.found.key not in pair.translation.head.same:
            do = f"translate it, or add {pair.found.key} to same: if it is rightly the same"
            yield pair.problem("a translation", quote(pair.text), do)


def check_no_english(knowledge: Knowledge) -> Iterator[Problem]:
    """No English is left in a text: none of its commonest words in Latin letters, and in another
    script no Latin word but names that the English has, such as RF."""
    for pair in pairs(knowledge):
        if pair.found.key in pair.translation.head.same:
            continue
        left = _stop_words(pair) if "Latin" in pair.translation.head.letters else _latin(pair)
        if left:
            do = "translate it; a name such as RF stays"
            yield pair.problem("no English words", quote(" ".join(left)), do)


def _level(knowledge: Knowledge, key: str) -> Urgency | None:
    """Return the level of a string that says how soon, and None for any other."""
    kind, _, rest = key.partition("/")
    name, _, field = rest.partition("/")
    if kind == "urgencies" and field in LEVEL_FIELDS:
        return Urgency(name)
    if kind == "red_flags" and field == "action":
        return knowledge.red_flags[name].urgency
    return None


def _levels_in(pair: Pair, words: LevelWords) -> Iterator[str]:
    """Yield the level of each word for one in a text, a longer word before its part."""
    level_of = {fold(word): name for name, some in _by_level(words).items() for word in some}
    text = pair.folded
    for word in fold_words(tuple(level_of)):
        if has_word(text, word):
            yield level_of[word]
            text = text.replace(word, " ")


def _by_level(words: LevelWords) -> Mapping[str, tuple[str, ...]]:
    return {name: getattr(words, name) for name in LEVELS.values() if name}


def _named(levels: set[str], words: LevelWords) -> str:
    named = [
        f"{name} ({', '.join(some)})" for name, some in _by_level(words).items() if name in levels
    ]
    return " and ".join(named) or "no level"


@cache
def _terms_in(english: str, terms: tuple[str, ...]) -> frozenset[str]:
    """Return the terms in an English text, the longest first where one is part of another."""
    pattern = _terms_pattern(terms)
    named = {term.casefold(): term for term in terms}
    found = pattern.findall(OTHER_THINGS.sub(" ", english))
    return frozenset(named[one.casefold()] for one in found)


@cache
def _terms_pattern(terms: tuple[str, ...]) -> re.Pattern:
    words = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({words})(?:s|'s)?(?!\w)" if words else "(?!)", re.I)


def _one_of(words: tuple[str, ...]) -> str:
    return " or ".join(quote(word) for word in words[:4])


def _stop_words(pair: Pair) -> list[str]:
    return [word for word in pair.folded.split() if word.strip(".,:;!?()\"'") in STOP_WORDS]


def _latin(pair: Pair) -> list[str]:
    names = set(_LATIN_WORD.findall(pair.english.english)) if pair.english else None
    words = _LATIN_WORD.findall(_FILLED_IN.sub(" ", pair.text))
    return [word for word in words if not _may_stay(word, names, pair.is_spaced)]


def _may_stay(word: str, names: set[str] | None, is_spaced: bool) -> bool:
    """Whether a Latin word may stand in another script: a unit, a letter or a name with two
    capitals that the English has. Chinese has words with a capital in them, such as 维A酸."""
    if len(word) == 1 and word.isupper() and not is_spaced:
        return True
    is_name = len(word) == 1 or word == "mm" or sum(map(str.isupper, word)) >= 2
    return is_name and (names is None or not names.isdisjoint((word, f"{word}s")))
