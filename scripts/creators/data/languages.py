"""Says of each language how far its handout is, who has checked it, and what readers get."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from knowledge.model import Knowledge, once
from knowledge.records.translations import ROLES
from knowledge.translation.state import State, states

STATES = ("withheld", "draft", "checked", "signed")


class LanguageReport(BaseModel):
    """How far the handout in a language is. A language is `checked` when two people have checked
    every string that it prints, and `signed` when a clinician has signed them too."""

    model_config = ConfigDict(frozen=True)

    id: str
    tag: Annotated[str, Field(description="its BCP 47 tag")]
    name: Annotated[str, Field(description="its own name")]
    english: Annotated[str, Field(description="its English name")]
    dir: Annotated[str, Field(description="ltr or rtl, as it is written")]
    state: Annotated[str, Field(description=f"one of: {', '.join(STATES)}")]
    why: Annotated[str, Field(description="why it is withheld; no words where it is published")]
    strings: Annotated[int, Field(description="how many strings every handout has")]
    current: Annotated[int, Field(description="how many of them were made from today's English")]
    stale: Annotated[
        tuple[str, ...], Field(description="keys of those made from other English: it is shown")
    ]
    missing: Annotated[
        tuple[str, ...], Field(description="keys of those that are not translated yet")
    ]
    drafted_by: Annotated[str, Field(description="what made the first draft")]
    translators: Annotated[tuple[str, ...], Field(description="who has translated strings of it")]
    revisers: Annotated[tuple[str, ...], Field(description="who else has checked them")]
    clinicians: Annotated[tuple[str, ...], Field(description="clinicians who have signed them")]


@once
def language_reports(knowledge: Knowledge) -> list[LanguageReport]:
    """Return the report of each language but English, in the order of languages.yml."""
    return [_report(knowledge, name, state) for name, state in states(knowledge).items()]


def described(state: State) -> str:
    """Return what readers of a language get, and why."""
    if state.withheld:
        return f"withheld: {state.withheld}"
    return {
        "draft": "published as a draft that nobody has checked, and its first line says so",
        "checked": "published, checked by two people",
        "signed": "published, checked by two people and signed by a clinician",
    }[state.level]


def _report(knowledge: Knowledge, name: str, state: State) -> LanguageReport:
    language, found = knowledge.languages[name], knowledge.translations.get(name)
    people = _people(knowledge, name)
    return LanguageReport(
        id=name,
        tag=language.tag,
        name=language.name,
        english=language.english,
        dir=language.dir,
        state="withheld" if state.withheld else state.level,
        why=state.withheld,
        strings=state.total,
        current=state.current,
        stale=state.keys("stale"),
        missing=state.keys("missing"),
        drafted_by=found.head.drafted_by if found else "",
        translators=people["translator"],
        revisers=people["reviser"],
        clinicians=people["clinician"],
    )


def _people(knowledge: Knowledge, name: str) -> dict[str, tuple[str, ...]]:
    """Return who has signed, by role. A name stands here only while one of its seals is whole."""
    found = knowledge.translations.get(name)
    signed = [one for key in found.strings for one in found.signed_by(key)] if found else []
    return {
        role: tuple(dict.fromkeys(one.name for one in signed if one.role == role)) for role in ROLES
    }
