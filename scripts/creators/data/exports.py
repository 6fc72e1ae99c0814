"""The records as data for other programs: static JSON under data/v1/, and for each file a JSON
Schema made from the model itself.

An item has the model's fields; its prose is plain words, with the sources that it cites beside it.
Ids never change their meaning: a record that goes away leaves its id unused, and a change that
would break a reader of the data gets a new folder, v2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from pydantic import BaseModel

from creators.data.claims import create_claims
from creators.wording import words as wording
from creators.wording.macros import expand
from knowledge.model import (
    Cause,
    Code,
    Knowledge,
    RedFlag,
    Remedy,
    Rule,
    Source,
    Stage,
    Strength,
    UrgencyLevel,
    Version,
)
from knowledge.prose.blocks import CITATION, MACRO, OPEN_MARK, plain
from knowledge.starts import avoid_starts, remedy_start

FOLDER = "data/v1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
NOTICE = (
    "General information, not a diagnosis. Keep the red flags and their urgency with what you show,"
    " and never turn what a reader enters into a verdict."
)
LEFT_OUT = set("origin body body_line exempt do_now section page content_hash moved_from".split())
"""Fields that say where a record was typed or published before, or are a page's prose: the pages
have that."""
STRING, STRINGS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
ID_WORDS = "its id, which never changes its meaning"
DERIVED = {
    "page_url": {**STRING, "description": "where readers meet it, below the site's address"},
    "cites": {**STRINGS, "description": "ids of the sources that its words cite"},
    "open_mark": {
        "type": "boolean",
        "description": "whether some of its words are careful practice that no study was found for",
    },
}
"""What every item has besides its model's fields."""
IN_WORDS = {
    "in_words": {
        **STRINGS,
        "description": (
            "each first day in words with all its conditions: never show the day without them"
        ),
    }
}
"""What an item of the remedies and the rules has besides."""
FOR_WRITERS = {
    "pages in docs/causes": "causes",
    "pages in docs/treat": "remedies",
    " in docs/_data/groups.yml": "",
    ", as in docs/_data/sources.yml": "",
    ", in quotes": "",
    " in quotes": "",
}
"""Words of the model that only help whoever types a record, and what its readers get in their
place."""
CLAIM = {
    "text": {**STRING, "description": "the statement in plain words"},
    "sources": {**STRINGS, "description": "ids of the sources that it rests on"},
    "strength": {**STRING, "enum": [level.value for level in Strength]},
    "open_mark": {
        "type": "boolean",
        "description": "whether it is careful practice that no study was found for",
    },
    "checked": {
        "anyOf": [
            {
                **STRING,
                "format": "date",
                "description": "the oldest day on which one of its sources was checked",
            },
            {"type": "null"},
        ]
    },
    "page_url": DERIVED["page_url"],
}
"""A claim has no record of its own; these are its fields."""


@dataclass(frozen=True)
class Export:
    """One file of records: its name, what it holds, the model of an item (None for claims), the
    records, and where readers meet one."""

    name: str
    about: str
    kind: type[BaseModel] | None
    records: Callable[[Knowledge], Iterable[Any]]
    url: Callable[[Any], str]


def page_url(target: str) -> str:
    """The address of a page under docs/, with its anchor if it has one, relative to the site's."""
    path, mark, anchor = target.partition("#")
    address = f"{path.removesuffix('.md')}/"
    if f"/{address}".endswith("/index/"):
        address = address.removesuffix("index/")
    return f"{address}{mark}{anchor}"


def _levels(knowledge: Knowledge) -> Iterable[UrgencyLevel]:
    """The levels of urgency, with the emergency numbers in the heading of a card."""
    return (
        level.model_copy(update={"card": wording.general_card_title(knowledge, level)})
        for level in knowledge.urgencies.values()
    )


def _source_url(source: Source) -> str:
    page = (
        "how-this-is-written"
        if not source.read
        else "sources-clinics"
        if source.grade == "D"
        else "sources"
    )
    return f"about/{page}/#{source.id.lower()}"


EXPORTS = (
    Export(
        "remedies",
        "What may help, from which day, who must not use it, and how good the evidence is.",
        Remedy,
        lambda knowledge: knowledge.remedies.values(),
        lambda remedy: page_url(remedy.path),
    ),
    Export(
        "causes",
        "What can be behind the bumps: how each looks and feels, when it starts, how long it"
        " lasts.",
        Cause,
        lambda knowledge: knowledge.causes.values(),
        lambda cause: page_url(cause.path),
    ),
    Export(
        "red-flags",
        "The signs that need help, how soon, and what to do.",
        RedFlag,
        lambda knowledge: knowledge.red_flags.values(),
        lambda flag: f"when-to-worry/red-flags/#{flag.id}",
    ),
    Export(
        "urgencies",
        "The four levels of urgency, the most urgent first, and what to do at each.",
        UrgencyLevel,
        _levels,
        lambda level: f"#{level.id.value.replace('_', '-')}",
    ),
    Export(
        "rules",
        "What to leave alone after needling, and until which day.",
        Rule,
        lambda knowledge: (rule for rule in knowledge.rules.values() if rule.avoid),
        lambda rule: page_url(rule.path),
    ),
    Export(
        "timeline",
        "The recovery, stage by stage: what to expect and what is not part of it.",
        Stage,
        lambda knowledge: knowledge.stages.values(),
        lambda stage: f"identify/day-by-day/#{stage.id}",
    ),
    Export(
        "sources",
        "Every publication, with all that it may be cited for.",
        Source,
        lambda knowledge: knowledge.sources.values(),
        _source_url,
    ),
    Export(
        "codes",
        "Codes of health records, each with the page that it leads to.",
        Code,
        lambda knowledge: knowledge.codes.values(),
        lambda code: page_url(code.page),
    ),
    Export(
        "versions",
        "The history of the handout: what changed, and which changes are about safety.",
        Version,
        lambda knowledge: knowledge.versions.values(),
        lambda version: f"h/#v{version.id}",
    ),
    Export(
        "claims",
        "Every clinical statement with where it stands, its sources, and how strong they are. A"
        " claim has no id.",
        None,
        create_claims,
        lambda claim: page_url(f"{claim['page']}#{claim['anchor']}".removesuffix("#")),
    ),
)
"""Every file of the data, in the order of the index."""


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
        files[f"{FOLDER}/{export.name}.schema.json"] = create_schema(export)
    files[f"{FOLDER}/index.json"] = {
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


def describe_exports(knowledge: Knowledge) -> list[tuple[Export, int, list[tuple[str, str]]]]:
    """(file, how many items it has, their fields) of each file, for the page that documents the
    data."""
    return [
        (export, sum(1 for _ in export.records(knowledge)), fields(export)) for export in EXPORTS
    ]


def create_schema(export: Export) -> dict:
    """The JSON Schema of a file: its items as the model describes them."""
    item = (
        _model_schema(export.kind)
        if export.kind
        else {
            "type": "object",
            "properties": CLAIM,
            "required": list(CLAIM),
            "additionalProperties": False,
        }
    )
    inner = item.pop("$defs", {})
    return {
        "$schema": DIALECT,
        "title": export.name,
        "description": export.about,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "$schema": STRING,
            "license": STRING,
            "notice": STRING,
            "items": {"type": "array", "items": item},
        },
        "required": ["license", "notice", "items"],
        **({"$defs": inner} if inner else {}),
    }


def fields(export: Export) -> list[tuple[str, str]]:
    """(name, what it holds) of each field of an item."""
    schema = create_schema(export)
    return [
        (name, _words(schema.get("$defs", {}), facts))
        for name, facts in schema["properties"]["items"]["items"]["properties"].items()
    ]


def _words(kinds: Mapping, facts: Mapping) -> str:
    """What a part of a schema allows, in words; `kinds` are the schema's definitions."""
    if "$ref" in facts:
        facts = {
            name: value
            for name, value in kinds[facts["$ref"].rpartition("/")[2]].items()
            if name != "description"
        }
    if "anyOf" in facts:
        return ", or ".join(_words(kinds, part) for part in facts["anyOf"])
    if "description" in facts:
        return reduce(
            lambda words, pair: words.replace(*pair), FOR_WRITERS.items(), facts["description"]
        )
    if "enum" in facts:
        return f"one of: {', '.join(facts['enum'])}"
    if "properties" in facts:
        return f"an object with {', '.join(facts['properties'])}"
    if "items" in facts:
        return f"a list; each: {_words(kinds, facts['items'])}"
    return {"string": "words", "null": "null", "boolean": "true or false"}.get(
        facts.get("type"), "a number"
    )


def _model_schema(kind: type[BaseModel]) -> dict:
    schema = kind.model_json_schema(mode="serialization")
    schema["properties"] = {
        name: facts for name, facts in schema["properties"].items() if name not in LEFT_OUT
    } | DERIVED
    schema["properties"] |= IN_WORDS if kind in (Remedy, Rule) else {}
    schema["properties"]["id"].setdefault("description", ID_WORDS)
    schema["required"] = [*schema["properties"]]
    schema["$defs"] = _used(schema.get("$defs", {}), schema["properties"])
    return schema


def _used(definitions: Mapping[str, dict], properties: dict) -> dict[str, dict]:
    """Returns the definitions that `properties` refer to, themselves or by another definition."""
    used: set[str] = set()
    waiting = [*_references(properties)]
    while waiting:
        if (name := waiting.pop()) not in used:
            used.add(name)
            waiting += _references(definitions[name])
    return {name: facts for name, facts in definitions.items() if name in used}


def _references(part: Any) -> Iterator[str]:
    """The names of the definitions that a part of a schema names."""
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        yield from _references(inner)


def _item(knowledge: Knowledge, export: Export, record: Any) -> dict:
    if export.kind is None:
        return {name: record[name] for name in CLAIM if name in record} | {
            "page_url": export.url(record)
        }
    found: list[str] = []
    data = {
        name: _plain(knowledge, value, found)
        for name, value in record.model_dump(mode="json", exclude=LEFT_OUT).items()
    }
    if isinstance(record, (Remedy, Rule)):
        data["in_words"] = _in_words(knowledge, record)
    cites = list(dict.fromkeys(found))
    return {
        **data,
        "page_url": export.url(record),
        "cites": [name for name in cites if name != OPEN_MARK],
        "open_mark": OPEN_MARK in cites,
    }


def _in_words(knowledge: Knowledge, record: Remedy | Rule) -> list[str]:
    if isinstance(record, Remedy):
        return [
            f"{record.title}:"
            f" {wording.lower_first(str(wording.rule(remedy_start(knowledge, record))))}."
        ]
    return [
        f"{wording.capital(wording.listed(names))}:"
        f" {wording.lower_first(str(wording.rule(start, leave=True)))}."
        for _, start, names in avoid_starts(knowledge, record)
    ]


def _plain(knowledge: Knowledge, value: Any, found: list[str]) -> Any:
    """A value with its prose as plain words; what that cites is added to `found`."""
    if isinstance(value, str) and (CITATION.search(value) or MACRO.search(value) or "](" in value):
        found += CITATION.findall(value)
        return plain(expand(knowledge, value))
    if isinstance(value, list):
        return [_plain(knowledge, item, found) for item in value]
    return (
        {name: _plain(knowledge, item, found) for name, item in value.items()}
        if isinstance(value, dict)
        else value
    )
