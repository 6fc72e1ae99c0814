"""No line of a clinic's own takes back what the sheet says: its notes, signs and products, and also
its name, address and hours.

A note may only ask for more care. It does not allow, calm, delay, or send a reader elsewhere first;
and it does not speak of a red flag without sending to help, nor of something that has to wait
without its day. Harmless notes stay possible: a test has a list of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from knowledge.checks import prose_contradictions as prose
from knowledge.checks import words
from knowledge.checks.clinic.loosening import LOOSENS
from knowledge.checks.clinic.topics import closed_topic
from knowledge.checks.clinic.words import (
    ADVICE,
    CONDITION,
    DELAYS,
    ENGLISH,
    HELP,
    MARKS,
    MEDICAL_HELP,
    PAST,
    SYNONYMS,
)
from knowledge.model import Knowledge, RedFlag, Urgency
from knowledge.problems import Problem, place, quote
from knowledge.prose.blocks import CITATION, LINK, MACRO, WORD, Text, sentences
from knowledge.records.clinic import LETTERS, Clinic
from knowledge.tighten import OWN, tighten

NOTE, SIGN, USE, GIVEN = (
    "stricter.notes",
    "stricter.red_flags.sign",
    "products.use",
    "products.name",
)
SENTENCES = {NOTE, SIGN, USE}
"""Fields that hold sentences; every other is a name or a place."""


def check_texts(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Every line of the clinic's own is plain words in English, loosens nothing, and agrees with
    every record."""
    strict, texts = tighten(knowledge, clinic), tuple(clinic_texts(clinic))
    for text in texts:
        yield from _plain(knowledge, text)
        yield from _loosens(knowledge, text)
        for sentence in sentences(text.text):
            yield from _signs(knowledge, text, sentence)
            yield from _topics(knowledge, text, sentence) if text.field in (NOTE, USE) else ()
    for check in (
        prose.check_day_counts,
        prose.check_red_flags_in_prose,
        prose.check_never_said,
        words.check_sentences,
    ):
        yield from check(replace(strict, texts=texts))
    # A house may have the number 112: only sentences are read for numbers to call.
    yield from prose.check_typed_urgency(
        replace(strict, texts=tuple(text for text in texts if text.field in SENTENCES))
    )


def refused_names(knowledge: Knowledge) -> tuple[tuple[str, ...], ...]:
    """What no name, address or hours may say, for a page that has to tell at once: a text is
    refused where it has all patterns of one group, whatever their case. Each is a regular
    expression in the words of both Python and browsers."""
    flags = "|".join(
        re.escape(word)
        for flag in knowledge.red_flags.values()
        if flag.urgency is not Urgency.ROUTINE
        for word in flag.words
    )
    patterns = (
        (MARKS.pattern,),
        (LOOSENS.pattern,),
        (rf"\b(?:{flags})(?:e?s)?\b|{SYNONYMS.pattern}", ADVICE.pattern),
    )
    return tuple(
        tuple(
            re.sub(r"\s+", "", pattern) if pattern is LOOSENS.pattern else pattern
            for pattern in group
        )
        for group in patterns
    )


def clinic_texts(clinic: Clinic) -> Iterator[Text]:
    """Every free line of a clinic's own, as prose of a page, so that the checks of prose read
    it."""
    places = [
        ("name",),
        ("address",),
        ("hours",),
        ("device", "name"),
        ("signed_off", "name"),
        ("signed_off", "role"),
    ]
    places += [("stricter", "notes", number) for number in range(len(clinic.stricter.notes))]
    places += [
        ("stricter", "red_flags", number, "sign")
        for number in range(len(clinic.stricter.red_flags))
    ]
    places += [
        ("products", number, key)
        for number in range(len(clinic.products))
        for key in ("name", "use")
    ]
    for keys in places:
        value: object = clinic
        for key in keys:
            value = value and (value[key] if isinstance(key, int) else getattr(value, key))
        if value:
            field = ".".join(key for key in keys if isinstance(key, str))
            yield Text(
                clinic.origin.path,
                clinic.origin.line(*keys),
                field,
                folded(value),
                clinic.origin.path,
            )


def folded(text: str) -> str:
    """`text` in letters without accents and with single spaces, so that no accent hides a word from
    the rules."""
    plain = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return " ".join(
        "".join(letter for letter in plain if not unicodedata.combining(letter)).split()
    )


def problem_in(text: Text, expected: str, got: str, do: str) -> Problem:
    """A Problem with what a line says."""
    return Problem(text.path, text.line, text.field, expected, quote(got, 90), do)


def first_place(knowledge: Knowledge) -> str:
    """The place of the first red flag: what a line that calms or allows takes back before all
    else."""
    return place(next(iter(knowledge.red_flags.values())))


def _plain(knowledge: Knowledge, text: Text) -> Iterator[Problem]:
    if (
        found := CITATION.search(text.text)
        or LINK.search(text.text)
        or MACRO.search(text.text)
        or MARKS.search(text.text)
    ):
        yield problem_in(text, "plain words", found.group(), "write it without marks or addresses")
    said = [word.lower() for word in WORD.findall(text.text)]
    if text.field in SENTENCES and len(said) > 4 and not ENGLISH & set(said):
        yield problem_in(
            text,
            f"words in English, which can be held against {first_place(knowledge)} and the other"
            " rules",
            text.text,
            "write it in English, as the rest of the sheet",
        )


def _loosens(knowledge: Knowledge, text: Text) -> Iterator[Problem]:
    if found := LOOSENS.search(text.text):
        yield problem_in(
            text,
            "words that ask for more care: no line of a clinic's own may allow, calm, delay or"
            f" call off what {first_place(knowledge)} and the rest of the sheet say",
            found.group(),
            "say only what to do besides, or remove it",
        )


def _topics(knowledge: Knowledge, text: Text, sentence: str) -> Iterator[Problem]:
    if word := closed_topic(sentence, text.field == USE):
        yield problem_in(
            text,
            f"nothing about {quote(word)} but what sends to help, says hands off, or keeps the"
            f" sheet at hand: {first_place(knowledge)} and the other records say the rest",
            sentence,
            "remove it, or make a rule stricter under stricter",
        )


def _signs(knowledge: Knowledge, text: Text, sentence: str) -> Iterator[Problem]:
    """A line that speaks of a red flag sends to help, for one of today or now to a doctor, and
    without delay."""
    found = _flag_in(knowledge, sentence) if text.field != SIGN else None
    if not found:
        return
    word, flag = found
    if text.field not in SENTENCES:
        wrong = text.field == GIVEN or ADVICE.search(sentence)
    elif DELAYS.search(sentence) or not HELP.search(sentence):
        wrong = True
    else:
        wrong = flag.urgency is not Urgency.WITHIN_48H and not (
            MEDICAL_HELP.search(sentence) or PAST.search(sentence) or CONDITION.search(word)
        )
    if wrong:
        yield problem_in(
            text,
            f"a doctor at once for {quote(word)}, and nothing else about it: {flag.id} is"
            f" {flag.urgency.value} in {place(flag, 'urgency')}",
            sentence,
            "remove it: the sheet says what to do",
        )


def _flag_in(knowledge: Knowledge, sentence: str) -> tuple[str, RedFlag] | None:
    """A red flag that a sentence names, and by which word."""
    flags = {
        word.lower(): flag
        for flag in knowledge.red_flags.values()
        if flag.urgency is not Urgency.ROUTINE and not flag.id.startswith(OWN)
        for word in flag.words
    }
    if found := _flag_pattern(frozenset(flags)).search(sentence):
        return found.group(), flags[found.group(1).lower()]
    found = SYNONYMS.search(sentence)
    return (found.group(), next(iter(knowledge.red_flags.values()))) if found else None


@lru_cache(maxsize=8)
def _flag_pattern(flag_words: frozenset[str]) -> re.Pattern:
    """Finds these words, in the plural and in front of a hyphen too."""
    ordered = sorted(flag_words, key=lambda word: (-len(word), word))
    return re.compile(
        rf"\b({'|'.join(map(re.escape, ordered))})(?:e?s)?\b" if ordered else r"(?!)", re.I
    )
