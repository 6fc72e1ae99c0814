"""Each string of a translation is what its English is in another language: places, numbers, level
and terms the same, letters of its own scripts, nothing that calms, no English left.

A rule takes a string and says what is wrong with it, as (expected, got, do).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from knowledge.checks.translation_pairs import (
    COMMON,
    Pair,
    fold,
    fold_words,
    has_word,
    is_allowed,
    pairs,
)
from knowledge.model import Knowledge, Urgency
from knowledge.problems import Problem, quote

Fault = tuple[str, str, str] | None

NUMBER, ACTION = "phrases/emergency-number/phrase", "urgencies/emergency_now/action"
SHORT_SHARE, SHORT_MORE = 1.6, 20
"""How long a sign may be: so many times its English, and so many letters more."""
ENGLISH_SHARE = 1.5
"""Where English itself takes a long sentence, a translation may take so many times its words."""
LEVELS = {
    Urgency.EMERGENCY_NOW: "now",
    Urgency.SAME_DAY: "today",
    Urgency.WITHIN_48H: "two_days",
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
ENDINGS, ANY = 3, 60
"""Letters that a word of `terms` may have behind it, as "признака" for "признак"; or any word."""
_KEPT = re.compile(r"\{[^{}]*\}|[{}]|[◇|]|[0-9]+(?:[.,][0-9]+)*")
"""What stays as the English has it: what is filled in, the mark for "no study found", the end of
an easy line, and numbers."""
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SENTENCE_END = re.compile(r"[.!?;:]+(?=\s|$)|[。！？；：।؟؛…]+")
_FILLED_IN = re.compile(r"\{\w+\}")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_MIXED_WORD = re.compile(r"\b(?=\w*[A-Za-z])\w+(?:-[A-Za-z]+)*")


def check_strings(knowledge: Knowledge) -> Iterator[Problem]:
    """Every rule holds for each string; those about its English, where it was made from today's."""
    for pair in pairs(knowledge):
        for rule in _RULES + _BESIDE_ENGLISH if pair.english else _RULES:
            if fault := rule(pair):
                yield pair.problem(*fault)


def _known(pair: Pair) -> Fault:
    """Its key is one of a handout's strings."""
    do = "delete the line: no handout prints it"
    return None if pair.is_known else ("the key of a string", quote(pair.found.key), do)


def _sealed(pair: Pair) -> Fault:
    """A seal is that of a signer of the head. One that fits no more has lapsed: no mistake."""
    signers = pair.translation.head.signers
    for who in sorted(pair.found.seals.keys() - signers.keys()):
        do = f"add {who} to signers: at the top, or take the seal out"
        return f"a seal of a signer ({', '.join(signers) or 'none'})", quote(who), do
    return None


def _characters(pair: Pair) -> Fault:
    """A text has letters of the scripts in `letters`, digits and common signs. What is not seen, or
    turns the direction of writing, stands nowhere."""
    scripts = pair.translation.head.letters
    for char in sorted(set(pair.text) - COMMON):
        if not is_allowed(char, scripts):
            do = "type it again in its own script, without characters that are not seen"
            name = unicodedata.name(char, "a character without a name").lower()
            got = f"U+{ord(char):04X} ({name})"
            return f"letters of {', '.join(scripts)} and common signs", got, do
    return None


def _typed(pair: Pair) -> Fault:
    """Digits are 0 to 9 in every script, as some people read only these; a letter and its accent
    are one character (Unicode NFC), as fonts and searches want them; and words have single spaces
    between them, and none at their ends."""
    if found := _OTHER_DIGIT.search(pair.text):
        return "digits from 0 to 9", quote(found[0]), "write them as in English"
    if not unicodedata.is_normalized("NFC", pair.text):
        do = "type the accented letters again, each with one key"
        return "letters in one piece (NFC)", quote(pair.text), do
    if not pair.text or "  " in pair.text or pair.text != pair.text.strip():
        do = "write the words with single spaces, or delete the line"
        return "words with single spaces", repr(pair.text), do
    return None


def _sentences(pair: Pair) -> Fault:
    """No sentence is longer than the language's `longest`, or half as long again as a long one of
    its English."""
    limit = pair.translation.head.longest
    if _length(pair, pair.text) <= limit:
        return None
    got = max(_length(pair, one) for one in _SENTENCE_END.split(pair.text))
    english = pair.english.english if pair.english else ""
    most = max(len(one.split()) for one in _SENTENCE_END.split(english))
    limit = max(limit, int(ENGLISH_SHARE * most))
    expected = f"at most {limit} words in a sentence"
    return (expected, f"{got}", "make two sentences of it") if got > limit else None


def _length(pair: Pair, sentence: str) -> int:
    """The words of a sentence; two characters count as a word where no spaces do."""
    if pair.is_spaced:
        return len(sentence.split())
    return len("".join(sentence.split())) // 2


def _calming(pair: Pair) -> Fault:
    """No text has one of the head's words that calm or loosen, with whatever ending."""
    for word in fold_words(pair.translation.head.calming):
        if word in pair.folded and has_word(pair.folded, word, endings=ANY):
            do = "say what the English says, and nothing that calms"
            return "no calming words", quote(word), do
    return None


def _no_english(pair: Pair) -> Fault:
    """No English is left in a text: none of its commonest words in Latin letters, and in another
    script no Latin word, or part of one, but names that the English has, such as RF."""
    if pair.is_same:
        return None
    left = _stop_words(pair) if "Latin" in pair.translation.head.letters else _latin(pair)
    do = "translate it; a name such as RF stays"
    return ("no English words", quote(" ".join(left)), do) if left else None


def _stop_words(pair: Pair) -> list[str]:
    return [word for word in pair.folded.split() if word.strip(".,:;!?()\"'") in STOP_WORDS]


def _latin(pair: Pair) -> list[str]:
    names = set(_LATIN_WORD.findall(pair.english.english)) if pair.english else None
    words = (_MIXED_WORD if pair.is_spaced else _LATIN_WORD).findall(_FILLED_IN.sub(" ", pair.text))
    return [word for word in words if not _may_stay(word, names, pair.is_spaced)]


def _may_stay(word: str, names: set[str] | None, is_spaced: bool) -> bool:
    """Whether a Latin word may stand in another script: a unit, a letter or a name with two
    capitals that the English has. Chinese has words with a capital in them, such as 维A酸."""
    if len(word) == 1 and word.isupper() and not is_spaced:
        return True
    is_name = len(word) == 1 or word == "mm" or sum(map(str.isupper, word)) >= 2
    return (
        word.isascii() and is_name and (names is None or not names.isdisjoint((word, f"{word}s")))
    )


def _kept(pair: Pair) -> Fault:
    """What is filled in, numbers and marks are those of the English, in any order, a decimal comma
    for a point."""
    wanted, got = _kept_in(pair.english.english), _kept_in(pair.text)
    if wanted == got:
        return None
    expected = f"{', '.join(wanted) or 'none'}, as in {quote(pair.english.english)}"
    return expected, ", ".join(got) or "none", "write each as the English has it"


@cache
def _kept_in(text: str) -> list[str]:
    return sorted(found.replace(",", ".") for found in _KEPT.findall(text))


def _beginning(pair: Pair) -> Fault:
    """The first words of a sign, which are printed bold, are the beginning of its text."""
    short = pair.translation.strings.get(f"red_flags/{pair.name}/short")
    if pair.kind_and_field != ("red_flags", "lead") or not short:
        return None
    do = f"write the same words here and on line {short.line}"
    expected = f"the beginning of {quote(short.text)}"
    return None if short.text.startswith(pair.text) else (expected, quote(pair.text), do)


def _emergency_number(pair: Pair) -> Fault:
    """The words for the emergency number stand in the emergency's action, to be replaced there."""
    action = pair.translation.strings.get(ACTION)
    if pair.found.key != NUMBER or not action or pair.text in action.text:
        return None
    do = f"write them as they stand on line {action.line}"
    return f"words that stand in {quote(action.text)}", quote(pair.text), do


def _sign(pair: Pair) -> Fault:
    """A sign fits on its card: it is not much longer than its English."""
    limit = int(SHORT_SHARE * len(pair.english.english)) + SHORT_MORE
    if pair.kind_and_field != ("red_flags", "short") or len(pair.text) <= limit:
        return None
    do = "say it in fewer words, without losing one that counts"
    return f"at most {limit} characters", f"{len(pair.text)}", do


def _level(pair: Pair) -> Fault:
    """What says how soon to get help has its own level's words, and those of no other level."""
    kind, field = pair.kind_and_field
    if kind == "urgencies" and field in LEVEL_FIELDS:
        level = LEVELS.get(Urgency(pair.name))
    elif (kind, field) == ("red_flags", "action"):
        level = LEVELS.get(pair.knowledge.red_flags[pair.name].urgency)
    else:
        return None
    words = dict(pair.translation.head.levels)
    wanted, got = {level} - {None}, set(_levels_in(pair.folded, words))
    if wanted == got:
        return None
    do = f"say how soon as the English does: {quote(pair.english.english)}"
    expected = f"the words for {_named(wanted, words)}, and for no other level"
    return expected, f"{_named(got, words)} in {quote(pair.text)}", do


def _levels_in(text: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The level of each word for one in a folded text, a longer word before its part."""
    level_of = {fold(word): name for name, some in words.items() for word in some}
    for word in fold_words(tuple(level_of)):
        if has_word(text, word):
            yield level_of[word]
            text = text.replace(word, " ")


def _named(levels: set[str], words: Mapping[str, tuple[str, ...]]) -> str:
    named = [f"{name} ({', '.join(some)})" for name, some in words.items() if name in levels]
    return " and ".join(named) or "no level"


def _terms(pair: Pair) -> Fault:
    """Where the English has one of the head's `terms`, the text has one of the words for it."""
    terms = pair.translation.head.terms
    for term in _terms_in(pair.english.english, tuple(terms)):
        if not any(has_word(pair.folded, word, ENDINGS) for word in fold_words(terms[term])):
            words = " or ".join(map(quote, terms[term][:4]))
            do = "write that word, or add yours to terms: if it is the same thing"
            expected = f"{words}, for {quote(term)} in {quote(pair.english.english)}"
            return expected, quote(pair.text), do
    return None


@cache
def _terms_in(english: str, terms: tuple[str, ...]) -> list[str]:
    """The terms in an English text, the longest first where one is part of another."""
    found = _terms_pattern(terms).findall(OTHER_THINGS.sub(" ", english).casefold())
    return [term for term in terms if term.casefold() in found]


@cache
def _terms_pattern(terms: tuple[str, ...]) -> re.Pattern:
    words = "|".join(map(re.escape, fold_words(terms)))
    return re.compile(rf"(?<!\w)({words})(?:s|'s)?(?!\w)" if words else "(?!)")


def _translated(pair: Pair) -> Fault:
    """A text differs from its English, unless the head's `same` names its key."""
    if pair.text != pair.english.english or pair.is_same:
        return None
    do = f"translate it, or add {pair.found.key} to same: if it is rightly the same"
    return "a translation", quote(pair.text), do


_RULES = (
    _known,
    _sealed,
    _characters,
    _typed,
    _sentences,
    _calming,
    _no_english,
)
_BESIDE_ENGLISH = (_kept, _beginning, _emergency_number, _sign, _level, _terms, _translated)
