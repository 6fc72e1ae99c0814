"""The remedies index: the same records as an A to Z, by cause, by day, by kind, and as a list of
what to leave alone."""

from __future__ import annotations

from dataclasses import dataclass

from creators.site.blocks import avoid_rows
from knowledge.model import Kind, Knowledge, Remedy, Stage
from knowledge.prose.blocks import CITATION, OPEN_MARK
from knowledge.prose.texts import page_texts
from knowledge.windows import avoided_on, end_of, thing, usable_on

Mentions = dict[str, list[tuple[str, str, str]]]


@dataclass(frozen=True)
class Index:
    """A generated page: the name of its template, and the facts that the template shows."""

    template: str
    title: str
    summary: str
    facts: dict[str, object]


def create_indexes(knowledge: Knowledge, mentions: Mentions) -> dict[str, Index]:
    """Each generated page by its path."""
    remedies = sorted(knowledge.remedies.values(), key=lambda remedy: remedy.title.lower())
    return {
        "treat/remedies-index.md": _all(knowledge, remedies, mentions),
        "treat/by-cause.md": _by_cause(knowledge, remedies),
        "treat/by-day.md": _by_day(knowledge),
        "treat/by-kind.md": _by_kind(remedies),
        "treat/leave-alone.md": _leave_alone(knowledge, remedies),
    }


def _all(knowledge: Knowledge, remedies: list[Remedy], mentions: Mentions) -> Index:
    entries = [
        (
            remedy,
            causes_of(knowledge, remedy),
            mentions.get(remedy.id, []),
            sources_of(remedy),
            _values(knowledge, remedy),
        )
        for remedy in remedies
    ]
    return Index(
        "remedies_index",
        "All remedies, A to Z",
        "Every remedy on this site: from which day, who must not use it, how good the evidence is.",
        {
            "entries": entries,
            "stages": knowledge.stages.values(),
            "causes": _helped(knowledge),
            "kinds": list(Kind),
        },
    )


def _by_cause(knowledge: Knowledge, remedies: list[Remedy]) -> Index:
    causes = sorted(knowledge.causes.values(), key=lambda cause: cause.title.lower())
    rows = [
        (
            cause,
            knowledge.level_of(cause),
            [knowledge.remedies[name] for name in cause.remedies],
            [remedy for remedy in remedies if cause.id in remedy.not_with],
        )
        for cause in causes
    ]
    return Index(
        "by_cause",
        "Remedies by cause",
        "What may help with each cause of bumps, and what must not be used with it.",
        {"causes": rows},
    )


def _by_day(knowledge: Knowledge) -> Index:
    return Index(
        "by_day",
        "Remedies by day",
        "What you can use on each day from day 0 to day 28, and what to leave alone that day.",
        {"stages": [(stage, *_on(knowledge, stage)) for stage in knowledge.stages.values()]},
    )


def _by_kind(remedies: list[Remedy]) -> Index:
    kinds = [(kind, [remedy for remedy in remedies if remedy.kind is kind]) for kind in Kind]
    return Index(
        "by_kind",
        "Remedies by kind",
        "Care for everyone, products, medicines to ask about, and what only a clinician starts.",
        {"kinds": kinds},
    )


def _leave_alone(knowledge: Knowledge, remedies: list[Remedy]) -> Index:
    return Index(
        "leave_alone",
        "What to leave alone, and until when",
        "Every product and activity to leave alone after microneedling, in the order in which they"
        " are safe again.",
        {
            "rows": avoid_rows(knowledge),
            "not_advised": [remedy for remedy in remedies if remedy.not_advised],
        },
    )


def choice_counts(knowledge: Knowledge) -> dict[str, int]:
    """How many values each choice above the list of all remedies has, by the letter that its values
    begin with."""
    return {"d": len(knowledge.stages), "c": len(_helped(knowledge)), "k": len(Kind)}


def _helped(knowledge: Knowledge) -> list:
    """The causes that some remedy may help, by title."""
    return sorted(
        (cause for cause in knowledge.causes.values() if cause.remedies),
        key=lambda cause: cause.title.lower(),
    )


def _values(knowledge: Knowledge, remedy: Remedy) -> str:
    """The classes of a remedy's entry: the number of each stage, cause and kind that it fits."""
    days = [
        number
        for number, stage in enumerate(knowledge.stages.values())
        if not remedy.not_advised
        and any(remedy in usable_on(knowledge, day) for day in range(stage.from_day, stage.to_day))
    ]
    causes = [
        number for number, cause in enumerate(_helped(knowledge)) if remedy.id in cause.remedies
    ]
    return " ".join(
        [
            *(f"d{number}" for number in days),
            *(f"c{number}" for number in causes),
            f"k{list(Kind).index(remedy.kind)}",
        ]
    )


def causes_of(knowledge: Knowledge, remedy: Remedy) -> list:
    """The causes that list `remedy`: the relation is written on the cause and turned round here."""
    return [cause for cause in knowledge.causes.values() if remedy.id in cause.remedies]


def sources_of(remedy: Remedy) -> list[str]:
    """Every source that a remedy's page names, in order."""
    found = [
        *(remedy.strength.sources if remedy.strength else ()),
        *remedy.window_sources,
        *(
            name
            for text in page_texts(remedy)
            for name in CITATION.findall(text.text)
            if name != OPEN_MARK
        ),
    ]
    return list(dict.fromkeys(found))


def _on(knowledge: Knowledge, stage: Stage) -> tuple[list[Remedy], list[Remedy], list[tuple]]:
    """What may be used when a stage begins, what joins during it, and the windows in force when it
    begins."""
    advised = [remedy for remedy in usable_on(knowledge, stage.from_day) if not remedy.not_advised]
    advised.sort(key=lambda remedy: list(Kind).index(remedy.kind))
    later = [
        remedy
        for remedy in knowledge.remedies.values()
        if stage.from_day < remedy.first_day < stage.to_day and not remedy.not_advised
    ]
    windows = [
        (window, thing(knowledge, window.what).name)
        for window in avoided_on(knowledge, stage.from_day)
    ]
    return advised, later, sorted(windows, key=lambda row: (end_of(row[0]), row[1].lower()))
