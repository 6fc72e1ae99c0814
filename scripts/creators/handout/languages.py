"""A clinic's sheet in another language: of a translation that two people have checked, or of one
that the clinic itself has signed for its own patients."""

from dataclasses import replace

from creators.handout.create import create_sheet
from creators.handout.sheet import Sheet
from knowledge.model import Knowledge
from knowledge.problems import Problem, at
from knowledge.records.clinic import Clinic, SignedLanguage
from knowledge.records.languages import ENGLISH, Notice
from knowledge.translate import translate
from knowledge.translation.state import states


class NotSigned(Exception):
    """A sheet in a language for which nobody stands; its text is one line."""


def clinic_knowledge(
    knowledge: Knowledge, clinic: Clinic | None, language: str = ENGLISH, draft: bool = False
) -> Knowledge:
    """Return what the sheets of a clinic, or of none, are made from in a language; as a `draft` for
    whoever checks it. Raises NotSigned where nobody stands for its words."""
    if language == ENGLISH:
        return knowledge
    if language not in knowledge.translations:
        raise NotSigned(str(_missing(language)))
    if draft:
        return translate(knowledge, language, "draft")
    if states(knowledge)[language].edition == "checked":
        return translate(knowledge, language, "checked")
    if not clinic:
        raise NotSigned(str(_unchecked(knowledge, language)))
    return _signed(clinic, translate(knowledge, language, "draft"))


def _signed(clinic: Clinic, knowledge: Knowledge) -> Knowledge:
    """Return the knowledge with who at the clinic stands for the sheet that is made of it."""
    found = next((one for one in clinic.languages if one.id == knowledge.language), None)
    sheet = create_sheet(knowledge, clinic)
    if not found or found.content_hash != sheet.content_hash:
        raise NotSigned(str(_unsigned(clinic, found, sheet)))
    who = f"{found.name}, {found.role}, {found.date}"
    said = sheet.phrases.say("translation-accepted", clinic=clinic.name, who=who)
    return replace(knowledge, notice=Notice(said))


def _missing(language: str) -> Problem:
    path, do = f"translations/{language}.yml", "begin one: CONTRIBUTING, Another language"
    return Problem(path, 1, "translation", "a translation", "no file", do)


def _unchecked(knowledge: Knowledge, language: str) -> Problem:
    reason = states(knowledge)[language].withheld or "a draft that nobody has checked"
    do = f"have it checked (build.py translation {language}), or add --draft for whoever checks it"
    path = knowledge.translations[language].origin.path
    return Problem(path, 1, "strings", "a translation that two people have checked", reason, do)


def _unsigned(clinic: Clinic, found: SignedLanguage | None, sheet: Sheet) -> Problem:
    language = sheet.language.id
    number = clinic.languages.index(found) if found else 0
    got = f"one of other words, by {found.name}" if found else "none"
    do = (
        f"have somebody who reads both languages read it beside the English (--draft makes it),"
        f' then sign with content_hash: "{sheet.content_hash}"'
    )
    expected = f"an entry for {language} by somebody at the clinic who stands for this sheet"
    return at(clinic, ("languages", number, "content_hash"), expected, got, do)
