"""A file of translations: its language, and who has signed it."""

from collections.abc import Iterator

from babel import localedata

from knowledge.checks.translation_pairs import SCRIPTS
from knowledge.checks.trust import to_come
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, quote
from knowledge.records.languages import ENGLISH

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


def check_heads(knowledge: Knowledge) -> Iterator[Problem]:
    """A translation's file is named after a language that is not English, its `letters` are known
    scripts, its language is written as the first is, and nobody has signed on a day to come."""
    known = [name for name in knowledge.languages if name != ENGLISH]
    for translation in knowledge.translations.values():
        head, language = translation.head, knowledge.languages.get(translation.id)
        if translation.id not in known:
            file = quote(f"{translation.id}.yml")
            do = f"rename the file: {did_you_mean(translation.id, known, LANGUAGES)}"
            yield at(translation, "language", "a file named after a language", file, do)
        for number, script in enumerate(head.letters):
            if script not in SCRIPTS:
                do = did_you_mean(script, SCRIPTS)
                yield at(head, ("letters", number), "a known script", quote(script), do)
        direction = SCRIPTS.get(head.letters[0], ("", "", ""))[1]
        if language and direction and language.dir != direction:
            expected = f"{direction}, as {head.letters[0]} is written"
            yield at(language, "dir", expected, language.dir, f"write dir: {direction}")
        for who, signer in head.signers.items():
            yield from to_come(knowledge, head, ("signers", who, "date"), signer.date)
