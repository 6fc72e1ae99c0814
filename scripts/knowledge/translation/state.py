"""How far a translation is, string by string, and whether it may be published.

A string counts by its hash alone, never by a date: it is current where it was made from today's
English. Three editions can be made of it: `checked`, of strings that two named people have checked;
`read`, of those too that were read back into English in these very words, which is what the public
gets of a draft; and `draft`, of all that are current, for those who check it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from knowledge.model import Knowledge, once
from knowledge.records.languages import ENGLISH
from knowledge.records.translations import Translation, is_checked, is_signed
from knowledge.translation.strings import SHEET, sheet_strings

MOST_SIGNS, MOST_SHARE = 2, 0.1
"""Red flags, and the share of all strings, that may stand in English on a published sheet."""
FIT = ("current", "lapsed", "unread")
"""How a string stands that was made from today's English."""
MUST = (
    "guides/index/title",
    "phrases/not-reviewed/phrase",
    "phrases/english-only/phrase",
    "phrases/translated-by-software/phrase",
    "phrases/translated-by/phrase",
)
"""Strings without which a language is withheld, besides the titles and actions of the cards."""


@dataclass(frozen=True)
class State:
    """How far a translation is: how each string of every handout stands, by its key (see
    `standings`; orphans too, but not what only some clinics choose); what holds for all of it
    (draft, checked or signed); the edition that may be published, or why none may."""

    language: str
    standings: Mapping[str, str]
    level: str
    edition: str
    withheld: str

    def keys(self, *standing: str) -> tuple[str, ...]:
        """Return the keys of the strings that stand so."""
        return tuple(key for key, how in self.standings.items() if how in standing)

    @property
    def total(self) -> int:
        """Return how many strings every handout has."""
        return len(self.standings) - len(self.keys("orphan"))

    @property
    def current(self) -> int:
        """Return how many strings were made from today's English."""
        return len(self.keys(*FIT))


@once
def states(knowledge: Knowledge) -> dict[str, State]:
    """Return the state of each language but English, by its id."""
    return {
        name: _state(knowledge, name, knowledge.translations.get(name))
        for name in knowledge.languages
        if name != ENGLISH
    }


def current(knowledge: Knowledge, translation: Translation, edition: str) -> set[str]:
    """Return the keys of the strings that an `edition` (draft, read or checked) may print."""
    strings = sheet_strings(knowledge)
    return {
        key
        for key, found in translation.strings.items()
        if key in strings
        and found.en == strings[key].hash
        and (
            edition == "draft"
            or (edition == "read" and translation.is_read_back(key))
            or is_checked(translation.signed_by(key))
        )
    }


def reason_withheld(knowledge: Knowledge, fit: Collection[str]) -> str:
    """Return why an edition with these current keys may not be published; "" where it may."""
    core = [string for string in sheet_strings(knowledge).values() if string.part == SHEET]
    missing = [string for string in core if string.key not in fit]
    must = {*MUST, *_cards(knowledge)}
    if found := [string.key for string in missing if string.key in must]:
        return f"{found[0]} is not current"
    signs = {string.key.split("/")[1] for string in missing if string.key.startswith("red_flags/")}
    if len(signs) > MOST_SIGNS:
        return f"{len(signs)} signs are not current"
    if len(missing) > MOST_SHARE * len(core):
        return f"{len(missing)} of {len(core)} strings are not current"
    return ""


def published(knowledge: Knowledge) -> dict[str, State]:
    """Return the languages whose web page is published, by id: those that two people have checked,
    and drafts where the site's owner has turned them on."""
    return {name: state for name, state in states(knowledge).items() if not state.withheld}


def checked_languages(knowledge: Knowledge) -> list[str]:
    """Return the languages that two people have checked: those that have sheets on paper."""
    return [name for name, state in states(knowledge).items() if state.edition == "checked"]


def _cards(knowledge: Knowledge) -> Iterator[str]:
    for level in knowledge.urgencies.values():
        for field in ("card", "action", "also"):
            if getattr(level, field):
                yield f"urgencies/{level.id.value}/{field}"


def standings(knowledge: Knowledge, translation: Translation) -> dict[str, str]:
    """Return how each string stands, by its key: current, lapsed (current, but somebody has signed
    other words), unread (current, but other words were read back, or none), stale (made from other
    English), missing, or orphan (known to no record)."""
    strings, found = sheet_strings(knowledge), translation.strings
    standing = dict.fromkeys(strings, "missing") | dict.fromkeys(found, "orphan")
    for key in found.keys() & strings.keys():
        if found[key].en != strings[key].hash:
            standing[key] = "stale"
        elif translation.has_lapsed(key):
            standing[key] = "lapsed"
        else:
            known = translation.is_read_back(key) or is_checked(translation.signed_by(key))
            standing[key] = "current" if known else "unread"
    return standing


def _state(knowledge: Knowledge, name: str, translation: Translation | None) -> State:
    strings = sheet_strings(knowledge).values()
    core = {string.key: "missing" for string in strings if string.part == SHEET}
    if not translation:
        return State(name, core, "draft", "", "no translation")
    every = standings(knowledge, translation)
    own = {key: how for key, how in every.items() if key in core or how == "orphan"}
    edition, withheld = _edition(knowledge, translation)
    level = edition if edition == "checked" else "draft"
    if level == "checked" and all(
        own[key] in FIT and is_signed(translation.signed_by(key)) for key in core
    ):
        level = "signed"
    return State(name, own, level, edition, withheld)


def _edition(knowledge: Knowledge, translation: Translation) -> tuple[str, str]:
    """Return the edition that may be published and "", or "" and why none may."""
    reasons = {
        edition: reason_withheld(knowledge, current(knowledge, translation, edition))
        for edition in ("checked", "read")
    }
    if not reasons["checked"]:
        return "checked", ""
    if reasons["read"]:
        return "", reasons["read"]
    if knowledge.languages[translation.id].drafts == "published":
        return "read", ""
    return "", "nobody has checked it"
