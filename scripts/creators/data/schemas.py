"""The JSON Schema of each file of records, made from the model itself."""

from pydantic import BaseModel, create_model

from creators.data.claims import Claim
from knowledge.model import Asked, Remedy, Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LEFT_OUT = set("origin body body_line do_now section page anchor content_hash moved_from".split())
"""Fields that say where a record was typed or published before, or are a page's prose: the pages
have that."""
STRING, STRINGS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
ID_WORDS = "its id, which never changes its meaning"
PAGE_URL = {
    "page_url": {**STRING, "description": "where readers meet it, below the site's address"}
}
"""What every item has besides its model's fields."""
CITED = {
    "cites": {**STRINGS, "description": "ids of the sources that its words cite"},
    "open_mark": {
        "type": "boolean",
        "description": "whether some of its words are careful practice that no study was found for",
    },
}
"""What an item has besides, but for a claim, which says both itself."""
IN_WORDS = {
    "in_words": {
        **STRINGS,
        "description": (
            "each first day in words with all its conditions: never show the day without them"
        ),
    }
}
"""What an item of the remedies, the rules and the A to Z has besides."""


def create_schema(name: str, about: str, kind: type[BaseModel]) -> dict:
    """The JSON Schema of a file: its items as their model describes them."""
    item = _item_schema(kind)
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


def _item_schema(kind: type[BaseModel]) -> dict:
    kept = {
        name: (facts.annotation, facts)
        for name, facts in kind.model_fields.items()
        if name not in LEFT_OUT
    }
    shown = create_model(kind.__name__, __config__=kind.model_config, __doc__=kind.__doc__, **kept)
    schema = shown.model_json_schema(mode="serialization")
    fields = schema["properties"] | PAGE_URL
    fields |= {} if kind is Claim else CITED
    fields |= IN_WORDS if kind in (Remedy, Rule, Asked) else {}
    if "id" in fields:
        fields["id"].setdefault("description", ID_WORDS)
    return {**schema, "properties": fields, "required": [*fields]}
