"""The history of the handout is in order, and says what changed in plain words. Whether its newest
version is that of today's sheet is for creators.versions to say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from knowledge.checks.plain import passives
from knowledge.checks.trust import to_come
from knowledge.checks.words import SIMPLER, check_sentences, flesch_kincaid
from knowledge.model import Knowledge, NextChange, Version
from knowledge.problems import Problem, at, in_text, quote
from knowledge.prose.blocks import Text

HARDEST = 6.0
"""Flesch-Kincaid grade of all changes of a version, or since the newest, together, at most: who
holds an old sheet reads them."""
_MARKS = re.compile(r"[<>{}\[\]*_`\\|^]")


def check_version_order(knowledge: Knowledge) -> Iterator[Problem]:
    """No version is of a day to come; the newest stands first, with the highest number."""
    versions = list(knowledge.versions.values())
    for version in versions:
        yield from to_come(knowledge, version, ("date",), version.date)
    for newer, older in pairwise(versions):
        if int(newer.id) <= int(older.id) or newer.date < older.date:
            expected = f"a version older than {newer.id} of {newer.date}, which stands above it"
            do = "put the newest version first, with the highest number and the latest date"
            yield at(older, "id", expected, f"{older.id} of {older.date}", do)


def check_version_words(knowledge: Knowledge) -> Iterator[Problem]:
    """Changes are plain: no marks, short sentences, the active voice, reading grade 6 at most."""
    told = [*map(_of_version, knowledge.versions.values()), [*map(_text, knowledge.changes)]]
    texts = [text for group in told for text in group]
    yield from check_sentences(replace(knowledge, texts=tuple(texts)))
    for text in texts:
        if found := _MARKS.search(text.text):
            do = "write it without marks, links or citations"
            yield in_text(text, text.field, "plain words", quote(found.group()), do)
        for found in (verb for sentence in text.sentences for verb in passives(sentence)):
            yield in_text(text, text.field, "the active voice", quote(found), "say who does it")
    for group in told:
        if group and (grade := flesch_kincaid([text.text for text in group])) > HARDEST:
            expected = f"reading grade {HARDEST} at most"
            yield in_text(group[0], "changes", expected, f"{grade}", SIMPLER)


def _of_version(version: Version) -> list[Text]:
    origin = version.origin
    return [
        Text(origin.path, origin.line("changes", number, "text"), "text", change.text)
        for number, change in enumerate(version.changes)
    ]


def _text(change: NextChange) -> Text:
    return Text(change.origin.path, change.origin.line("text"), "text", change.text)
