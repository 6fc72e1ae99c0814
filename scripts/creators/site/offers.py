"""What leads somebody who asks in another language to the page of its sheet: from a patient portal,
and from the search."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import escape

from creators.handout.english import in_html
from creators.handout.sheet import sheet_folder
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge
from knowledge.prose.matching import fold
from knowledge.records.languages import Language, Notice
from knowledge.translate import BEGIN, translate
from knowledge.translation.state import published
from knowledge.translation.strings import sheet_title

SAID = "in-your-language"
"""The phrase that says that there is a sheet."""
LEAST = 4
"""Letters of a word that is looked for among others: "los" stands in the name of a city too."""
_HAN = re.compile("[\u3400-\u9fff]{2,}")


@dataclass(frozen=True)
class Offer:
    """A published page of the sheet in a `language` other than English. `path` is its folder in the
    site, `title` that of the sheet, `said` the words that there is one, as HTML; `codes` are what a
    portal may call the language by, in small letters without blanks."""

    language: Language
    path: str
    title: str
    said: str
    notice: Notice
    codes: tuple[str, ...]


def create_offers(knowledge: Knowledge) -> tuple[Offer, ...]:
    """Return what each language that is published offers."""
    return tuple(
        _offer(translate(knowledge, name, state.edition))
        for name, state in published(knowledge).items()
    )


def _offer(translated: Knowledge) -> Offer:
    language = translated.languages[translated.language]
    return Offer(
        language,
        f"{sheet_folder(language.id)}/",
        sheet_title(translated.guides["index.md"].title),
        in_html(str(escape(phrases_of(translated).texts[SAID]))),
        translated.notice,
        language_codes(language),
    )


def language_codes(language: Language) -> tuple[str, ...]:
    """Return the ISO 639 codes of a language, of two and three letters, and its names."""
    from babel.core import get_global

    aliases = get_global("language_aliases").items()
    names = (language.english, language.english.split()[-1], language.name)
    found = [language.id, *sorted(code for code, known in aliases if known == language.id)]
    return tuple(dict.fromkeys([*found, *("".join(name.lower().split()) for name in names)]))


def create_sheet_rows(knowledge: Knowledge, english: Collection[str]) -> list[list[str]]:
    """Return the search's rows of the published languages: folder, own name, English name, tag,
    direction, title, and the words that lead there. `english` are the words of the English pages,
    which lead to those alone."""
    return [
        [
            offer.path,
            offer.language.name,
            offer.language.english,
            offer.language.tag,
            offer.language.dir,
            offer.title,
            " ".join(_words(knowledge, offer.language, set(english))),
        ]
        for offer in create_offers(knowledge)
    ]


def _words(knowledge: Knowledge, language: Language, english: set[str]) -> list[str]:
    """Return the words of a language, folded: its names, and those of the sheet's title, of what
    its signs begin with and of the signs that readers type, less the English ones."""
    names = _pieces((language.name, language.english.split()[-1]))
    edition = published(knowledge)[language.id].edition
    translated = translate(knowledge, language.id, edition)
    said = (text for text in _said(translated) if BEGIN not in text)
    own = (word for word in _pieces(said) if word not in english)
    return list(dict.fromkeys([*names, *own]))


def _said(translated: Knowledge) -> Iterator[str]:
    yield translated.guides["index.md"].title
    yield from (flag.lead for flag in translated.red_flags.values())
    for record in translated.foreign_words.values():
        if record.id.startswith(f"{translated.language}-"):
            yield from record.words


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of texts; of Chinese letters, which have no blanks between them, each two."""
    for words in (fold(text).split() for text in texts):
        for word in words:
            if _HAN.search(word):
                yield from (word[place : place + 2] for place in range(len(word) - 1))
            elif len(word) >= LEAST or len(words) == 1:
                yield word
