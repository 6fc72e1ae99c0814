"""Each string of a translation beside its English, and how a word is found in any script."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from knowledge.model import Knowledge, once
from knowledge.problems import Problem
from knowledge.records.translations import Translated, Translation
from knowledge.translation.strings import String, sheet_strings

WITHOUT_SPACES = ("Han", "Hangul")
"""Scripts in which a word does not end where the letters end."""
ATTACHED = "وفبلك"
"""Short Arabic words, such as "and", that are written in one with the next."""
_RUNS_ON = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Pair:
    """One string of a translation, and today's English of its key: None where it was made from
    other English, as it is not held against words that it does not translate."""

    translation: Translation
    found: Translated
    english: String | None

    @property
    def text(self) -> str:
        """The translated words."""
        return self.found.text

    @cached_property
    def folded(self) -> str:
        """The translated words, large and small letters alike."""
        return fold(self.found.text)

    @property
    def is_spaced(self) -> bool:
        """Whether spaces stand between the words of this language."""
        return not set(self.translation.head.letters) & set(WITHOUT_SPACES)

    def problem(self, expected: str, got: str, do: str) -> Problem:
        """Return a Problem with this string."""
        return Problem(
            self.translation.origin.path, self.found.line, self.found.key, expected, got, do
        )


@once
def pairs(knowledge: Knowledge) -> tuple[Pair, ...]:
    """Return each string of each translation."""
    return tuple(_pairs(knowledge))


def fresh(knowledge: Knowledge) -> Iterator[tuple[Pair, String]]:
    """Yield each string that was made from today's English, and that English."""
    for pair in pairs(knowledge):
        if pair.english:
            yield pair, pair.english


@cache
def fold_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return `words` in small letters, the longest first."""
    return tuple(sorted(map(fold, words), key=len, reverse=True))


def fold(text: str) -> str:
    """Return `text` in small letters. A Turkish dotted capital is the small letter that it is."""
    return text.replace("İ", "i").casefold()


def has_word(text: str, word: str, endings: int = 0) -> bool:
    """Whether a folded `word` stands in a folded text, with an ending of so many letters at most.
    In a script without spaces it may stand anywhere."""
    start = text.find(word)
    while start >= 0:
        if _RUNS_ON.match(word) or (
            _begins(text, start) and _letters_from(text, start + len(word)) <= endings
        ):
            return True
        start = text.find(word, start + 1)
    return False


def _begins(text: str, start: int) -> bool:
    """Whether a word begins here, or behind a short word that Arabic writes in one with it."""
    before = text[max(0, start - 2) : start]
    if not before or not is_letter(before[-1]):
        return True
    return before[-1] in ATTACHED and not is_letter(before[:-1])


def _letters_from(text: str, start: int) -> int:
    end = start
    while end < len(text) and is_letter(text[end]):
        end += 1
    return end - start


def is_letter(char: str) -> bool:
    """Whether a character is part of a word: a letter, a digit, or a mark on a letter, as the vowel
    signs of Hindi are. No character is none."""
    return bool(char) and unicodedata.category(char)[0] in "LMN"


def _pairs(knowledge: Knowledge) -> Iterator[Pair]:
    strings = sheet_strings(knowledge)
    for translation in knowledge.translations.values():
        for key, found in translation.strings.items():
            english = strings.get(key)
            is_current = english is not None and english.hash == found.en
            yield Pair(translation, found, english if is_current else None)
