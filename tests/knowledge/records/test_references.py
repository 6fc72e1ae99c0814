"""A field that refers says so in its type."""

import dataclasses

from pydantic import BaseModel

from knowledge.checks.references import _referring, references
from knowledge.model import Cause, Guide, Knowledge, Remedy, Rule
from knowledge.reading.loader import DATA_FILES
from knowledge.records.fields import Ref, Refs, Slug, SourceId, To, parts_of
from small_project import small_knowledge

PATTERNS = {kind.__metadata__[0].pattern for kind in (Slug, SourceId)}


def models() -> set[type[BaseModel]]:
    """Every record of the content and every part of one."""
    found, left = set(), [Guide, Cause, Remedy, Rule, *DATA_FILES.values()]
    while left:
        kind = left.pop()
        found.add(kind)
        inner = {
            part
            for info in kind.model_fields.values()
            for part in parts_of(info.annotation)
            if isinstance(part, type) and issubclass(part, BaseModel)
        }
        left += inner - found
    return found


def untold(kind: type[BaseModel]) -> list[str]:
    """The fields of a record that hold ids and do not say of what."""
    known, found = dict(_referring(kind)), []
    for name, info in kind.model_fields.items():
        patterns = {
            getattr(part, "pattern", None)
            for annotation in parts_of(info.annotation)
            for part in (*info.metadata, *getattr(annotation, "__metadata__", ()), annotation)
        }
        if name != "id" and patterns & PATTERNS and not known.get(name):
            found.append(f"{kind.__name__}.{name}: write Refs[To.…] in place of Slug")
    return found


def test_a_field_of_ids_says_what_they_name():
    assert [fault for kind in models() for fault in untold(kind)] == []


def test_the_walk_finds_one_id_several_and_those_of_a_part():
    class Part(BaseModel):
        many: Refs[To.CAUSES] = ()

    class Whole(BaseModel):
        one: Ref[To.SOURCES] | None = None
        parts: tuple[Part, ...] = ()
        words: str = ""

    assert _referring(Whole) == (("one", To.SOURCES), ("parts", None))
    assert _referring(Part) == (("many", To.CAUSES),)


def test_every_kind_that_is_referred_to_is_one_of_the_knowledge():
    assert all(target.words and target.where for target in To)
    names = {item.name for item in dataclasses.fields(Knowledge)}
    derived = {
        To.PAGES,
        To.LINKS,
        To.THINGS,
        To.RULED,
        To.ROWS,
        To.PICTURES,
        To.SHOWN_CAUSES,
        To.SHOWN_RED_FLAGS,
        To.SHOWN_GROUPS,
        To.SHOWN_SOURCES,
    }
    assert {target.kind for target in set(To) - derived} <= names


def test_a_reference_is_named_with_its_keys(tmp_path):
    found = [
        (record.origin.path, keys, kind, name)
        for record, keys, kind, name in references(small_knowledge(tmp_path))
    ]
    assert ("docs/prevent/week.md", ("avoid", 0, "what", 0), "things", "acid") in found
    assert ("docs/treat/acid-wash.md", ("strength", "sources", 1), "sources", "CASES") in found
    assert ("docs/_data/substances.yml", ("kind_of",), "substances", "acid") in found
