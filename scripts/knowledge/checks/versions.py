"""The history of the handout is in order, and says what changed in plain words. Whether its newest
version is that of today's sheet is for creators.versions to say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from knowledge.checks.trust import to_come
from knowledge.checks.words import SIMPLER, check_sentences, flesch_kincaid
from knowledge.model import Knowledge
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
    """Changes are plain: no marks, short sentences, reading grade 6 at most."""
    for texts in _told(knowledge):
        yield from check_sentences(replace(knowledge, texts=tuple(texts)))
        for text, found in ((text, _MARKS.search(text.text)) for text in texts):
            if found:
                do = "write it without marks, links or citations"
                yield in_text(text, text.field, "plain words", quote(found.group()), do)
        if texts and (grade := flesch_kincaid([text.text for text in texts])) > HARDEST:
            expected = f"reading grade {HARDEST} at most"
            yield in_text(texts[0], "changes", expected, f"{grade}", SIMPLER)


def _told(knowledge: Knowledge) -> Iterator[list[Text]]:
    """The changes of each version, then those that no version has yet."""
    for version in knowledge.versions.values():
        path, line = version.origin.path, version.origin.line
        yield [
            Text(path, line("changes", number, "text"), "text", change.text)
            for number, change in enumerate(version.changes)
        ]
    yield [
        Text(one.origin.path, one.origin.line("text"), "text", one.text)
        for one in knowledge.changes
    ]
