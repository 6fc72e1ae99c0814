"""How far a translation is, string by string, and whether it may be published.

A string counts by its hash alone, never by a date: it is current where it was made from today's
English. Two editions can be made of it: `checked`, of strings that two named people have checked,
and `draft`, of all that are current.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from knowledge.model import Knowledge, once
from knowledge.records.languages import ENGLISH
from knowledge.records.translations import Translation, is_checked, is_signed
from knowledge.translation.strings import SHEET, sheet_strings

MOST_SIGNS, MOST_SHARE = 2, 0.1
"""Red flags, and the share of all strings, that may stand in English on a published sheet."""
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
    """How far a translation is: the keys of its strings that are stale (made from other English),
    missing, or known to no record (`orphans`), those that somebody has signed in other words
    (`lapsed`), and those that are `checked` and `signed`. A clinic's own lines are not counted."""

    language: str
    total: int
    stale: tuple[str, ...]
    missing: tuple[str, ...]
    orphans: tuple[str, ...]
    lapsed: tuple[str, ...]
    checked: frozenset[str]
    signed: frozenset[str]
    edition: str
    withheld: str

    @property
    def current(self) -> int:
        """Return how many strings were made from today's English."""
        return self.total - len(self.stale) - len(self.missing)

    @property
    def level(self) -> str:
        """Return what holds for all of it: draft, checked or signed."""
        if self.edition != "checked":
            return "draft"
        return "signed" if len(self.signed) == self.total else "checked"


@once
def states(knowledge: Knowledge) -> dict[str, State]:
    """Return the state of each language but English, by its id."""
    return {
        name: _state(knowledge, name, knowledge.translations.get(name))
        for name in knowledge.languages
        if name != ENGLISH
    }


def current(knowledge: Knowledge, translation: Translation, edition: str) -> set[str]:
    """Return the keys of the strings that an `edition` (draft or checked) may print."""
    strings = sheet_strings(knowledge)
    return {
        key
        for key, found in translation.strings.items()
        if key in strings
        and found.en == strings[key].hash
        and (edition == "draft" or is_checked(translation.signed_by(key)))
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
    other words), stale (made from other English), missing, or orphan (known to no record)."""
    strings, found = sheet_strings(knowledge), translation.strings
    standing = dict.fromkeys(strings, "missing") | dict.fromkeys(found, "orphan")
    for key in found.keys() & strings.keys():
        if found[key].en != strings[key].hash:
            standing[key] = "stale"
        else:
            standing[key] = "lapsed" if translation.has_lapsed(key) else "current"
    return standing


def _state(knowledge: Knowledge, name: str, translation: Translation | None) -> State:
    core = [key for key, string in sheet_strings(knowledge).items() if string.part == SHEET]
    if not translation:
        empty = frozenset()
        return State(name, len(core), (), tuple(core), (), (), empty, empty, "", "no translation")
    standing = standings(knowledge, translation)
    edition, withheld = _edition(knowledge, translation)
    signers = {
        key: translation.signed_by(key) for key in core if standing[key] in ("current", "lapsed")
    }
    return State(
        language=name,
        total=len(core),
        stale=tuple(key for key in core if standing[key] == "stale"),
        missing=tuple(key for key in core if standing[key] == "missing"),
        orphans=tuple(key for key, how in standing.items() if how == "orphan"),
        lapsed=tuple(key for key in core if standing[key] == "lapsed"),
        checked=frozenset(key for key, who in signers.items() if is_checked(who)),
        signed=frozenset(key for key, who in signers.items() if is_signed(who)),
        edition=edition,
        withheld=withheld,
    )


def _edition(knowledge: Knowledge, translation: Translation) -> tuple[str, str]:
    """Return the edition that may be published and "", or "" and why none may."""
    reasons = {
        edition: reason_withheld(knowledge, current(knowledge, translation, edition))
        for edition in ("checked", "draft")
    }
    if not reasons["checked"]:
        return "checked", ""
    if reasons["draft"]:
        return "", reasons["draft"]
    if knowledge.languages[translation.id].drafts == "published":
        return "draft", ""
    return "", "nobody has checked it"
