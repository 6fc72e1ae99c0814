"""The records as data for other programs: static JSON under data/v1/, each file with its schema.

An item has the model's fields; its prose is plain words, with the sources that it cites beside it.
Ids never change their meaning: a record that goes away leaves its id unused, and a change that
would break a reader of the data gets a new folder, v2.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from creators.data.claims import Claim, create_claims
from creators.data.languages import LanguageReport, language_reports
from creators.data.schemas import LEFT_OUT, create_schema
from creators.wording import words as wording
from creators.wording.macros import expand
from creators.wording.phrases import general_card_title, phrases_of
from knowledge.asked import A_TO_Z, asked, start_of
from knowledge.checks.links import address_of
from knowledge.checks.stable_ids import PUBLISHED
from knowledge.model import (
    Asked,
    Cause,
    Code,
    Knowledge,
    RedFlag,
    Remedy,
    Rule,
    Source,
    Stage,
    UrgencyLevel,
    Version,
    once,
)
from knowledge.prose.blocks import CITATION, MACRO, OPEN_MARK, plain
from knowledge.starts import avoid_starts, remedy_start

FOLDER = "data/v1"
INDEX = f"{FOLDER}/index.json"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
NOTICE = (
    "General information, not a diagnosis. Keep the red flags and their urgency with what you show,"
    " and never turn what a reader enters into a verdict."
)


@dataclass(frozen=True)
class Export:
    """One file of records: its name, what it holds, the model of an item, where readers meet one,
    and what makes its items, where they are not simply the records whose ids stay (PUBLISHED)."""

    name: str
    about: str
    kind: type[BaseModel]
    url: Callable[[Any], str]
    made: Callable[[Knowledge], Iterable[Any]] | None = None

    def records(self, knowledge: Knowledge) -> Iterable[Any]:
        """Return what its items are made from."""
        return (self.made or PUBLISHED[self.name])(knowledge)


def json_text(data: object) -> str:
    """A file of data as it is published."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def page_url(target: str) -> str:
    """The address of a page under docs/, with its anchor if it has one, relative to the site's."""
    path, mark, anchor = target.partition("#")
    address = address_of(path)
    return f"{address}{'/' if address else ''}{mark}{anchor}"


def _levels(knowledge: Knowledge) -> Iterable[UrgencyLevel]:
    """The levels of urgency, with the emergency numbers in the heading of a card, and what to do in
    one text, as readers get it."""
    action = phrases_of(knowledge).level_action
    return (
        level.model_copy(
            update={
                "card": general_card_title(knowledge, level),
                "action": action(level),
                "also": None,
                "also_for": None,
            }
        )
        for level in knowledge.urgencies.values()
    )


def _source_url(source: Source) -> str:
    page = "sources-clinics" if source.grade == "D" else "sources"
    if not source.read:
        page = "how-this-is-written"
    return f"about/{page}/#{source.id.lower()}"


EXPORTS = (
    Export(
        "remedies",
        "What may help, from which day, who must not use it, and how good the evidence is.",
        Remedy,
        lambda remedy: page_url(remedy.path),
    ),
    Export(
        "causes",
        "What can be behind the bumps: how each looks and feels, when it starts, how long it"
        " lasts.",
        Cause,
        lambda cause: page_url(cause.path),
    ),
    Export(
        "red-flags",
        "The signs that need help, how soon, and what to do.",
        RedFlag,
        lambda flag: f"when-to-worry/red-flags/#{flag.id}",
    ),
    Export(
        "urgencies",
        "The four levels of urgency, the most urgent first, and what to do at each.",
        UrgencyLevel,
        lambda level: f"#{level.id.value.replace('_', '-')}",
        _levels,
    ),
    Export(
        "rules",
        "What to leave alone after needling, and until which day.",
        Rule,
        lambda rule: page_url(rule.path),
    ),
    Export(
        "timeline",
        "The recovery, stage by stage: what to expect and what is not part of it.",
        Stage,
        lambda stage: f"identify/day-by-day/#{stage.id}",
    ),
    Export(
        "a-to-z",
        "What people ask if they can use or do, each with the record whose rule it takes.",
        Asked,
        lambda row: page_url(f"{A_TO_Z}#{row.id}"),
        lambda knowledge: asked(knowledge).values(),
    ),
    Export(
        "sources",
        "Every publication, with all that it may be cited for.",
        Source,
        _source_url,
    ),
    Export(
        "codes",
        "Codes of health records, each with the page that it leads to.",
        Code,
        lambda code: page_url(code.page),
    ),
    Export(
        "versions",
        "The history of the handout: what changed, and which changes are about safety.",
        Version,
        lambda version: f"h/#v{version.id}",
    ),
    Export(
        "languages",
        "The languages of handouts: how far each is, who has checked it, and what readers get.",
        LanguageReport,
        lambda report: "about/languages/",
        language_reports,
    ),
    Export(
        "claims",
        "Every clinical statement with where it stands, its sources, and how strong they are. A"
        " claim has no id.",
        Claim,
        lambda claim: page_url(f"{claim.page}#{claim.anchor}".removesuffix("#")),
        create_claims,
    ),
)
"""Every file of the data, in the order of the index."""


@once
def create_exports(knowledge: Knowledge) -> dict[str, dict]:
    """Each file of data/v1/ by its path under docs/: the data, its schema, and the index of all."""
    files: dict[str, dict] = {}
    for export in EXPORTS:
        items = [_item(knowledge, export, record) for record in export.records(knowledge)]
        files[f"{FOLDER}/{export.name}.json"] = {
            "$schema": f"{export.name}.schema.json",
            "license": LICENSE,
            "notice": NOTICE,
            "items": items,
        }
        files[f"{FOLDER}/{export.name}.schema.json"] = create_schema(
            export.name, export.about, export.kind
        )
    files[INDEX] = {
        "license": LICENSE,
        "notice": NOTICE,
        "files": [
            {
                "name": export.name,
                "about": export.about,
                "data": f"{export.name}.json",
                "schema": f"{export.name}.schema.json",
                "items": len(files[f"{FOLDER}/{export.name}.json"]["items"]),
            }
            for export in EXPORTS
        ],
    }
    return files


def _item(knowledge: Knowledge, export: Export, record: Any) -> dict:
    found: list[str] = []
    data = {
        name: _plain(knowledge, value, found)
        for name, value in record.model_dump(mode="json", exclude=LEFT_OUT).items()
    }
    if isinstance(record, (Remedy, Rule, Asked)):
        data["in_words"] = _in_words(knowledge, record)
    data["page_url"] = export.url(record)
    if export.kind is not Claim:
        data["cites"] = [name for name in dict.fromkeys(found) if name != OPEN_MARK]
        data["open_mark"] = OPEN_MARK in found
    return data


def _in_words(knowledge: Knowledge, record: Remedy | Rule | Asked) -> list[str]:
    """Each first day of a record, with all its conditions, as a sentence."""
    phrases = phrases_of(knowledge)
    if isinstance(record, Asked):
        rules = [(record.name, start_of(knowledge, record), False)]
    elif isinstance(record, Remedy):
        rules = [(record.title, remedy_start(knowledge, record), False)]
    else:
        rules = [
            (wording.capital(phrases.listed(names)), start, True)
            for _, start, names in avoid_starts(knowledge, record)
        ]
    return [
        f"{name}: {wording.lower_first(str(phrases.rule(start, leave)))}."
        for name, start, leave in rules
        if start
    ]


def _plain(knowledge: Knowledge, value: Any, found: list[str]) -> Any:
    """A value with its prose as plain words; what that cites is added to `found`."""
    if isinstance(value, str) and (CITATION.search(value) or MACRO.search(value) or "](" in value):
        found += CITATION.findall(value)
        return plain(expand(knowledge, value))
    if isinstance(value, list):
        return [_plain(knowledge, item, found) for item in value]
    if isinstance(value, dict):
        return {name: _plain(knowledge, item, found) for name, item in value.items()}
    return value
