"""The characters of a translation: letters of its own scripts, and common signs."""

import re
import string
import unicodedata
from collections.abc import Iterator

from knowledge.checks.translations.pairs import pairs
from knowledge.model import Knowledge
from knowledge.problems import Problem, quote

SCRIPTS = {
    "Latin": ("LATIN", "ltr", ""),
    "Cyrillic": ("CYRILLIC", "ltr", "№"),
    "Arabic": ("ARABIC", "rtl", "،؛؟٪"),
    "Devanagari": ("DEVANAGARI", "ltr", "।"),
    "Han": ("CJK UNIFIED", "ltr", "，。；：？！（）、《》「」『』【】～"),
    "Hangul": ("HANGUL", "ltr", "~"),
}
"""The scripts of translations: their names in Unicode, their direction, their own signs."""
COMMON = frozenset(
    string.ascii_letters + string.digits + " \xa0!\"'()*+,-./:;?«»‘’‚“”„‹›¿¡–—…°%◇{}&•·|"
)
"""Signs that any language may have. A hard space is French before a colon."""
JOINERS = "\u200c\u200d"
JOINED = {"Arabic", "Devanagari"}
"""Scripts in which a joiner that is not seen changes the letters beside it."""


def check_characters(knowledge: Knowledge) -> Iterator[Problem]:
    """A text has letters of the scripts in `letters`, digits and common signs. What is not seen, or
    turns the direction of writing, stands nowhere. (Which Latin words another script may have,
    the check of English that is left says.)"""
    for translation in knowledge.translations.values():
        scripts = translation.head.letters
        every = set().union(*(found.text for found in translation.strings.values()))
        wrong = {char for char in every if not _is_allowed(char, scripts)}
        for found in translation.strings.values() if wrong else ():
            for char in sorted(wrong & set(found.text)):
                expected = f"letters of {', '.join(scripts)} and common signs"
                do = "type it again in its own script, without characters that are not seen"
                where = translation.origin.path, found.line, found.key
                yield Problem(*where, expected, _named(char), do)


def check_one_script(knowledge: Knowledge) -> Iterator[Problem]:
    """A word has letters of one script: a Cyrillic one looks Latin, and no search finds it."""
    for pair in pairs(knowledge):
        if "Latin" in pair.translation.head.letters or not pair.is_spaced or pair.text.isascii():
            continue
        for word in _MIXED.findall(re.sub(r"\{\w+\}", " ", pair.text)):
            yield pair.problem("letters of one script in a word", quote(word), "type it again")


def check_composed(knowledge: Knowledge) -> Iterator[Problem]:
    """A letter and its accent are one character (Unicode NFC), as fonts and searches want them."""
    for pair in pairs(knowledge):
        if not unicodedata.is_normalized("NFC", pair.text):
            do = "type the accented letters again, each with one key"
            yield pair.problem("letters in one piece (NFC)", quote(pair.text), do)


def check_spaces(knowledge: Knowledge) -> Iterator[Problem]:
    """A text has words, single spaces between them, and none at its ends."""
    for pair in pairs(knowledge):
        if wrong := _wrong_spaces(pair.text):
            do = "write the words with single spaces, or delete the line"
            yield pair.problem("words with single spaces", wrong, do)


_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[^\W\d_A-Za-z])\w+")


def _is_allowed(char: str, scripts: tuple[str, ...]) -> bool:
    """Whether a text in these scripts may have a character."""
    if char in COMMON or char.isdecimal():  # which digits, another check says
        return True
    own = [SCRIPTS[script] for script in scripts if script in SCRIPTS]
    if unicodedata.category(char)[0] in "LM":
        return unicodedata.name(char, "").startswith(tuple(name for name, _, _ in own))
    return any(char in signs for _, _, signs in own) or (
        char in JOINERS and not JOINED.isdisjoint(scripts)
    )


def _wrong_spaces(text: str) -> str:
    if not text.strip():
        return "no words"
    if text != text.strip():
        return f"a space at an end of {quote(text)}"
    return f"two spaces in a row in {quote(text)}" if "  " in text else ""


def _named(char: str) -> str:
    """Return a character as a message can show it: one that is not seen has its number and name."""
    name = unicodedata.name(char, "a character without a name")
    return f"U+{ord(char):04X} ({name.lower()})"
