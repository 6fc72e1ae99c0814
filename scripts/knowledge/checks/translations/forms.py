"""A string of a translation has the places, numbers, marks and about the length of its English, and
letters of its own scripts."""

import re
import string
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from knowledge.checks.translations.pairs import Pair, fresh, pairs
from knowledge.model import Knowledge
from knowledge.problems import Problem, quote
from knowledge.records.easy import BREAK
from knowledge.translation.strings import sheet_strings

MARK = "◇"
NUMBER, ACTION = "phrases/emergency-number/phrase", "urgencies/emergency_now/action"
SHORT_SHARE, SHORT_MORE = 1.6, 20
"""How long a sign may be: so many times its English, and so many letters more."""
ENGLISH_SHARE = 1.5
"""Where English itself takes a long sentence, a translation may take so many times its words."""
_PLACE = re.compile(r"\{[^{}]*\}|[{}]")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SENTENCE_END = re.compile(r"[.!?;:]+(?=\s|$)|[。！？；：।؟؛…]+")


def check_keys(knowledge: Knowledge) -> Iterator[Problem]:
    """A key of a translation is one of a handout's strings."""
    strings = sheet_strings(knowledge)
    for pair in pairs(knowledge):
        if pair.found.key not in strings:
            do = "delete the line: no handout prints it"
            yield pair.problem("the key of a string", quote(pair.found.key), do)


def check_places(knowledge: Knowledge) -> Iterator[Problem]:
    """What is filled in is the same in a text and in its English, in any order."""
    yield from _differing(knowledge, _places, "write each as the English has it")


def check_numbers(knowledge: Knowledge) -> Iterator[Problem]:
    """The numbers of a text are those of its English, in any order, a decimal comma for a point."""
    yield from _differing(knowledge, _numbers, "write the numbers of the English")


def check_digits(knowledge: Knowledge) -> Iterator[Problem]:
    """Digits are 0 to 9 in every script: some people read only these."""
    for pair in pairs(knowledge):
        if found := _OTHER_DIGIT.search(pair.text):
            yield pair.problem("digits from 0 to 9", quote(found[0]), "write them as in English")


def check_mark(knowledge: Knowledge) -> Iterator[Problem]:
    """The marks for "no study found" and between easy lines stand where the English has them."""
    for pair, english in fresh(knowledge):
        for mark in (MARK, BREAK):
            wanted, got = english.english.count(mark), pair.text.count(mark)
            if wanted != got:
                do = f"write {mark} where the English has it"
                yield pair.problem(f"{wanted} {mark}", f"{got} in {quote(pair.text)}", do)


def check_beginnings(knowledge: Knowledge) -> Iterator[Problem]:
    """The first words of a sign, which are printed bold, are the beginning of its text."""
    for pair, _ in fresh(knowledge):
        kind, name, field = _parts(pair.found.key)
        short = pair.translation.strings.get(f"red_flags/{name}/short")
        if kind == "red_flags" and field == "lead" and short:
            if not short.text.startswith(pair.text):
                expected = f"the beginning of {quote(short.text)}"
                do = f"write the same words here and on line {short.line}"
                yield pair.problem(expected, quote(pair.text), do)


def check_emergency_number(knowledge: Knowledge) -> Iterator[Problem]:
    """The words for the emergency number stand in the emergency's action, to be replaced there."""
    for pair, _ in fresh(knowledge):
        action = pair.translation.strings.get(ACTION)
        if pair.found.key == NUMBER and action and pair.text not in action.text:
            expected = f"words that stand in {quote(action.text)}"
            do = f"write them as they stand on line {action.line}"
            yield pair.problem(expected, quote(pair.text), do)


def check_sentences(knowledge: Knowledge) -> Iterator[Problem]:
    """No sentence is longer than the language's `longest`, or half as long again as a long one of
    its English."""
    for pair in pairs(knowledge):
        longest = pair.translation.head.longest
        if _length(pair, pair.text) <= longest:
            continue
        got = max((_length(pair, one) for one in _SENTENCE_END.split(pair.text)), default=0)
        if got <= longest:
            continue
        english = pair.english.english if pair.english else ""
        most = max((len(one.split()) for one in _SENTENCE_END.split(english)), default=0)
        if got > (limit := max(longest, int(ENGLISH_SHARE * most))):
            do = "make two sentences of it"
            yield pair.problem(f"at most {limit} words in a sentence", f"{got}", do)


def check_signs(knowledge: Knowledge) -> Iterator[Problem]:
    """A sign fits on its card: it is not much longer than its English."""
    for pair, english in fresh(knowledge):
        kind, _, field = _parts(pair.found.key)
        limit = int(SHORT_SHARE * len(english.english)) + SHORT_MORE
        if kind == "red_flags" and field == "short" and len(pair.text) > limit:
            do = "say it in fewer words, without losing one that counts"
            yield pair.problem(f"at most {limit} characters", f"{len(pair.text)}", do)


def _differing(
    knowledge: Knowledge, found_in: Callable[[str], list[str]], do: str
) -> Iterator[Problem]:
    """Yield a Problem of each text in which not the same is found as in its English."""
    for pair, english in fresh(knowledge):
        wanted, got = found_in(english.english), found_in(pair.text)
        if wanted != got:
            expected = f"{_listed(wanted)}, as in {quote(english.english)}"
            yield pair.problem(expected, _listed(got), do)


def _length(pair: Pair, sentence: str) -> int:
    """Return the words of a sentence; two characters count as a word where no spaces do."""
    if pair.is_spaced:
        return len(sentence.split())
    return len("".join(sentence.split())) // 2


def _parts(key: str) -> tuple[str, str, str]:
    kind, name, field = key.split("/") if key.count("/") == 2 else ("", "", "")
    return kind, name, field


@cache
def _places(text: str) -> list[str]:
    return sorted(_PLACE.findall(text))


@cache
def _numbers(text: str) -> list[str]:
    return sorted(found.replace(",", ".") for found in _NUMBER.findall(text))


def _listed(found: list[str]) -> str:
    return ", ".join(found) or "none"


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
