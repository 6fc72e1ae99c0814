"""Plants one change in one file of the content, and reads only that file again: a test that plants
a hundred does not read all the others a hundred times."""

from collections.abc import Mapping
from dataclasses import fields, replace

from knowledge.model import Knowledge
from knowledge.prose.texts import collect_texts
from knowledge.reading.loader import DATA_FILES
from knowledge.reading.parser import parse_entries, parse_page


def planted(knowledge: Knowledge, path: str, text: str) -> Knowledge:
    """The knowledge with `text` in the file at `path` (relative to the project). The file must
    still be readable."""
    if path.endswith(".md"):
        record, problems = parse_page(path, text)
        records = [record]
    else:
        name = path.rpartition("/")[2].removesuffix(".yml")
        records, problems = parse_entries(path, text, DATA_FILES[name], name)
    assert not problems, [str(problem) for problem in problems]
    changed = replace(
        knowledge,
        **{
            one.name: _changed(getattr(knowledge, one.name), path, records)
            for one in fields(knowledge)
            if isinstance(getattr(knowledge, one.name), Mapping)
        },
    )
    return replace(changed, texts=tuple(collect_texts(changed)))


def _changed(before: Mapping, path: str, records: list) -> Mapping:
    """`before` with the records of a file in place of those that it had."""
    mine = [key for key, record in before.items() if record.origin.path == path]
    if not mine:
        return before
    if path.endswith(".md"):
        return {key: records[0] if key in mine else record for key, record in before.items()}
    return {record.id: record for record in records}
