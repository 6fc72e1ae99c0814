"""A file of translations: its language, and who has signed it."""

from collections.abc import Iterator

from babel import localedata

from knowledge.checks.translations.forms import SCRIPTS
from knowledge.checks.translations.pairs import fold, pairs
from knowledge.checks.trust import to_come
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, quote, repeated
from knowledge.reading.translation_files import READINGS
from knowledge.records.languages import ENGLISH
from knowledge.records.translations import plain
from knowledge.translation.strings import sheet_strings

LANGUAGES = "docs/_data/languages.yml"


def check_english(knowledge: Knowledge) -> Iterator[Problem]:
    """English stands first among the languages: all others are translated from it."""
    first = next(iter(knowledge.languages), None)
    if first != ENGLISH:
        got = quote(first) if first else "no language"
        yield Problem(LANGUAGES, 1, "languages", "English first", got, f"begin with id: {ENGLISH}")


def check_tags(knowledge: Knowledge) -> Iterator[Problem]:
    """A language's tag is one that the CLDR knows: names of days and months come from there."""
    for language in knowledge.languages.values():
        if not localedata.exists(language.tag.replace("-", "_")):
            expected, got = "a language that the CLDR knows", quote(language.tag)
            do = f"write tag: {language.id}, or its country or script too, as in pt-BR or zh-Hans"
            yield at(language, "tag", expected, got, do)


def check_language(knowledge: Knowledge) -> Iterator[Problem]:
    """The name of a translation's file is the id of a language that is not English."""
    known = [name for name in knowledge.languages if name != ENGLISH]
    for translation in knowledge.translations.values():
        if translation.id not in known:
            file = quote(f"{translation.id}.yml")
            do = f"rename the file: {did_you_mean(translation.id, known, LANGUAGES)}"
            yield at(translation, "language", "a file named after a language", file, do)


def check_scripts(knowledge: Knowledge) -> Iterator[Problem]:
    """A translation's `letters` are known scripts, and its language is written as the first is."""
    for translation in knowledge.translations.values():
        head, language = translation.head, knowledge.languages.get(translation.id)
        for number, script in enumerate(head.letters):
            if script not in SCRIPTS:
                do = did_you_mean(script, SCRIPTS)
                yield at(head, ("letters", number), "a known script", quote(script), do)
        direction = SCRIPTS.get(head.letters[0], ("", "", ""))[1]
        if language and direction and language.dir != direction:
            expected = f"{direction}, as {head.letters[0]} is written"
            yield at(language, "dir", expected, language.dir, f"write dir: {direction}")


def check_level_words(knowledge: Knowledge) -> Iterator[Problem]:
    """No word says two levels of urgency."""
    for translation in knowledge.translations.values():
        levels = translation.head.levels
        said = [(fold(word), name) for name, words in levels for word in words]
        for word, name, other in repeated(said):
            expected, do = f"words that {other} does not have", "give each level words of its own"
            yield at(translation.head, ("levels", name), expected, quote(word), do)


def check_same(knowledge: Knowledge) -> Iterator[Problem]:
    """A key of `same` is one of a handout's strings."""
    strings = sheet_strings(knowledge)
    for translation in knowledge.translations.values():
        for number, key in enumerate(translation.head.same):
            if key not in strings:
                near = did_you_mean(key, strings)
                do = near if near.startswith("write") else "take it out"
                yield at(translation.head, ("same", number), "a string's key", quote(key), do)


def check_readings(knowledge: Knowledge) -> Iterator[Problem]:
    """What was read back is a string of the translation. One of other words has lapsed: no
    mistake."""
    for translation in knowledge.translations.values():
        path = f"{READINGS}/{translation.id}.tsv"
        for key in sorted(translation.readings.keys() - translation.strings.keys()):
            do = f"delete the line that begins with {key}"
            yield Problem(path, 1, "reading", "the key of a string", quote(key), do)


def check_dates(knowledge: Knowledge) -> Iterator[Problem]:
    """Nobody has signed on a day that is still to come."""
    for translation in knowledge.translations.values():
        for who, signer in translation.head.signers.items():
            keys = ("signers", who, "date")
            yield from to_come(knowledge, translation.head, keys, signer.date)


def check_two_people(knowledge: Knowledge) -> Iterator[Problem]:
    """Translator and reviser are two people: nobody finds the slips of their own hand."""
    for translation in knowledge.translations.values():
        signers = translation.head.signers.items()
        translators = {plain(one.name): who for who, one in signers if one.role == "translator"}
        for who, signer in signers:
            first = translators.get(plain(signer.name))
            if first and signer.role == "reviser":
                expected, do = f"somebody else than {first}, the translator", "ask another person"
                keys = ("signers", who, "name")
                yield at(translation.head, keys, expected, quote(signer.name), do)


def check_seals(knowledge: Knowledge) -> Iterator[Problem]:
    """A seal is that of a signer of the head. One that fits no more has lapsed: no mistake."""
    for pair in pairs(knowledge):
        signers = pair.translation.head.signers
        for who in pair.found.seals:
            if who not in signers:
                known = ", ".join(signers) or "none"
                do = f"add {who} to signers: at the top, or take the seal out"
                yield pair.problem(f"a seal of a signer ({known})", quote(who), do)
