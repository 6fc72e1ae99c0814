"""Says of each language how far its handout is, who has checked it, and what readers get."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Knowledge
from knowledge.once import once
from knowledge.records.languages import Language
from knowledge.records.translations import ROLES
from knowledge.translation.state import State, states

NOBODY = "nobody yet"


@dataclass(frozen=True)
class LanguageRow:
    """A language, its state, and the names of those who have signed strings of it, by their
    role."""

    language: Language
    state: State
    people: dict[str, str]

    @property
    def words(self) -> str:
        """What readers get, and why."""
        return described(self.state)


@once
def language_rows(knowledge: Knowledge) -> list[LanguageRow]:
    """Return each language but English, in the order of languages.yml."""
    return [
        LanguageRow(knowledge.languages[name], state, _people(knowledge, name))
        for name, state in states(knowledge).items()
    ]


def described(state: State) -> str:
    """Return what readers of a language get, and why."""
    if state.withheld:
        return f"withheld: {state.withheld}"
    return {
        "draft": "published as a draft, with a line that says that nobody has checked it",
        "checked": "published, checked by two people",
        "signed": "published, checked by two people and signed by a clinician",
    }[state.level]


def _people(knowledge: Knowledge, name: str) -> dict[str, str]:
    """Return who has signed, by role. A name stands here only while one of its seals is whole."""
    found = knowledge.translations.get(name)
    signed = [one for key in found.strings for one in found.signed_by(key)] if found else []
    names = {role: [one.name for one in signed if one.role == role] for role in ROLES}
    return {role: ", ".join(dict.fromkeys(some)) or NOBODY for role, some in names.items()}
