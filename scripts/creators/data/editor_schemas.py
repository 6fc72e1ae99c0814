"""A JSON Schema for each kind of page and for clinic files: an editor that reads YAML shows its
fields as one types."""

from pydantic import BaseModel

from creators.data.exports import json_text
from knowledge.model import Guide
from knowledge.reading.parser import OWN, RECORD_OF
from knowledge.records.clinic import Clinic

FOLDER = "build/schemas"
"""Where the first comment of a page or clinic file says that its schema is."""


def create_editor_schemas() -> dict[str, str]:
    """Each schema by its path in the project."""
    kinds = (Guide, *RECORD_OF.values(), Clinic)
    return {f"{FOLDER}/{kind.__name__.lower()}.json": _schema(kind) for kind in kinds}


def _schema(kind: type[BaseModel]) -> str:
    """The fields that a person writes; the parser knows the others from the file's place."""
    schema = kind.model_json_schema()
    schema["properties"] = {
        name: facts for name, facts in schema["properties"].items() if name not in OWN
    }
    schema["required"] = [name for name in schema["required"] if name not in OWN]
    return json_text(schema)
