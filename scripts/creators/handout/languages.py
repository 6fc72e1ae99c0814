"""A clinic's sheet in another language: of a translation that two people have checked, or of one
that the clinic itself has signed for its own patients."""

from __future__ import annotations

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


def create_clinic_sheet(
    knowledge: Knowledge, clinic: Clinic | None, language: str = ENGLISH, draft: bool = False
) -> Sheet:
    """Return the sheet of a clinic, or of none, in a language; as a `draft` for whoever checks it.
    Raises NotSigned where nobody stands for its words."""
    if language == ENGLISH:
        return create_sheet(knowledge, clinic)
    state = states(knowledge)[language]
    if language not in knowledge.translations:
        raise NotSigned(str(_missing(language)))
    if draft:
        return create_sheet(translate(knowledge, language, "draft"), clinic)
    if state.edition == "checked":
        return create_sheet(translate(knowledge, language, "checked"), clinic)
    if not clinic:
        raise NotSigned(str(_unchecked(knowledge, language)))
    return _signed(clinic, create_sheet(translate(knowledge, language, "draft"), clinic))


def _signed(clinic: Clinic, sheet: Sheet) -> Sheet:
    """Return the sheet with who at the clinic stands for it."""
    language = sheet.language.id
    found = next((one for one in clinic.languages if one.id == language), None)
    if not found or found.content_hash != sheet.content_hash:
        raise NotSigned(str(_unsigned(clinic, found, sheet)))
    who = f"{found.name}, {found.role}, {found.date}"
    said = sheet.phrases.say("translation-accepted", clinic=clinic.name, who=who)
    return replace(sheet, notice=Notice(said))


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
