"""The JSON Schema of each file of records, made from the model itself, and the same in words."""

from collections.abc import Mapping

from pydantic import BaseModel, create_model

from knowledge.model import Asked, Remedy, Rule, Strength

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LEFT_OUT = set("origin body body_line do_now section page content_hash moved_from".split())
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


def create_schema(name: str, about: str, kind: type[BaseModel] | None) -> dict:
    """The JSON Schema of a file: its items as their model (None for claims) describes them."""
    item = _model_schema(kind) if kind else _claim_schema()
    inner = item.pop("$defs", {})
    return {
        "$schema": DIALECT,
        "title": name,
        "description": about,
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


def describe_fields(schema: dict) -> list[tuple[str, str]]:
    """(name, what it holds) of each field of an item, by the schema of its file."""
    return [
        (name, _words(schema.get("$defs", {}), facts))
        for name, facts in schema["properties"]["items"]["items"]["properties"].items()
    ]


def _words(kinds: Mapping, facts: Mapping) -> str:
    """What a part of a schema allows, in words; `kinds` are the schema's definitions."""
    if "$ref" in facts:
        facts = {**kinds[facts["$ref"].rpartition("/")[2]], "description": None}
    if "anyOf" in facts:
        return ", or ".join(_words(kinds, part) for part in facts["anyOf"])
    if words := facts.get("description"):
        for typed, read in FOR_WRITERS.items():
            words = words.replace(typed, read)
        return words
    if "enum" in facts:
        return f"one of: {', '.join(facts['enum'])}"
    if "properties" in facts:
        return f"an object with {', '.join(facts['properties'])}"
    if "items" in facts:
        return f"a list; each: {_words(kinds, facts['items'])}"
    return {"string": "words", "null": "null", "boolean": "true or false"}.get(
        facts.get("type"), "a number"
    )


def _claim_schema() -> dict:
    return {
        "type": "object",
        "properties": CLAIM,
        "required": list(CLAIM),
        "additionalProperties": False,
    }


def _model_schema(kind: type[BaseModel]) -> dict:
    kept = {
        name: (facts.annotation, facts)
        for name, facts in kind.model_fields.items()
        if name not in LEFT_OUT
    }
    shown = create_model(kind.__name__, __config__=kind.model_config, __doc__=kind.__doc__, **kept)
    schema = shown.model_json_schema(mode="serialization")
    schema["properties"] |= DERIVED
    schema["properties"] |= IN_WORDS if kind in (Remedy, Rule, Asked) else {}
    schema["properties"]["id"].setdefault("description", ID_WORDS)
    schema["required"] = [*schema["properties"]]
    return schema
