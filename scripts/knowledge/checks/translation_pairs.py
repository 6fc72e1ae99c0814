"""Each string of a translation beside its English, and how a word is found in any script."""

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.records.translations import Translated, Translation
from knowledge.translation.strings import String, sheet_strings

WITHOUT_SPACES = ("Han", "Hangul")
"""Scripts in which a word does not end where the letters end."""
ATTACHED = "وفبلك"
"""Short Arabic words, such as "and", that are written in one with the next."""
SCRIPTS = {
    "Latin": ("LATIN", "ltr", ""),
    "Cyrillic": ("CYRILLIC", "ltr", "№"),
    "Arabic": ("ARABIC", "rtl", "،؛؟٪\u200c\u200d"),
    "Devanagari": ("DEVANAGARI", "ltr", "।\u200c\u200d"),
    "Han": ("CJK UNIFIED", "ltr", "，。；：？！（）、《》「」『』【】～"),
    "Hangul": ("HANGUL", "ltr", "~"),
}
"""The scripts of translations: their names in Unicode, their direction, their own signs, and the
joiners that change the letters beside them."""
COMMON = frozenset(
    string.ascii_letters + string.digits + " \xa0!\"'()*+,-./:;?«»‘’‚“”„‹›¿¡–—…°%◇{}&•·|"
)
"""Signs that any language may have. A hard space is French before a colon."""
_RUNS_ON = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Pair:
    """One string of a translation, and today's English of its key: None where it was made from
    other English, as it is not held against words that it does not translate. `is_known` says that
    a handout has its key."""

    knowledge: Knowledge
    translation: Translation
    found: Translated
    english: String | None
    is_known: bool

    @property
    def text(self) -> str:
        """The translated words."""
        return self.found.text

    @property
    def kind_and_field(self) -> tuple[str, str]:
        """The kind of the record that it is of, and its field."""
        parts = self.found.key.split("/")
        return parts[0], parts[-1]

    @property
    def name(self) -> str:
        """The id of the record that it is of."""
        return self.found.key.partition("/")[2].partition("/")[0]

    @property
    def is_same(self) -> bool:
        """Whether it is rightly the same as its English."""
        return self.found.key in self.translation.head.same

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


def pairs(knowledge: Knowledge) -> Iterator[Pair]:
    """Yield each string of each translation."""
    strings = sheet_strings(knowledge)
    for translation in knowledge.translations.values():
        for key, found in translation.strings.items():
            english = strings.get(key)
            is_current = english is not None and english.hash == found.en
            shown = english if is_current else None
            yield Pair(knowledge, translation, found, shown, english is not None)


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


@cache
def is_allowed(char: str, scripts: tuple[str, ...]) -> bool:
    """Whether a text in these scripts may have a character that is not COMMON."""
    if char.isdecimal():  # which digits, another rule says
        return True
    own = [SCRIPTS[script] for script in scripts if script in SCRIPTS]
    if unicodedata.category(char)[0] in "LM":
        return unicodedata.name(char, "").startswith(tuple(name for name, _, _ in own))
    return any(char in signs for _, _, signs in own)
