"""The knowledge in another language, after a clinic's stricter rules where it has any. No creator
knows of it.

What is not current in the translation stands in English, between two marks that every view shows
for what it is, and never in its old words.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from knowledge.model import Knowledge, once
from knowledge.prose.blocks import CITATION
from knowledge.records.languages import ENGLISH, Notice
from knowledge.records.translations import Translation
from knowledge.translation.state import current
from knowledge.translation.strings import String, sheet_strings

BEGIN, END = "\ue000", "\ue001"
"""Around English in another language: two characters for private use, which no text has."""
TAG = "phrases/english-only/phrase"
BY_SOFTWARE, BY_PEOPLE = "phrases/translated-by-software/phrase", "phrases/translated-by/phrase"
_NUMBER = re.compile(r"^(\w+)\.(\d+)$")


def translate(knowledge: Knowledge, language: str, edition: str = "checked") -> Knowledge:
    """Return `knowledge`, general or tightened, in a language, with the strings that an `edition`
    (draft, read or checked) of it may print."""
    return knowledge if language == ENGLISH else _translate(knowledge, language, edition)


@once
def _translate(knowledge: Knowledge, language: str, edition: str) -> Knowledge:
    translation = knowledge.translations[language]
    fit = current(knowledge, translation, edition)
    tag = translation.strings[TAG].text if TAG in fit else ""
    texts = {
        string.key: translation.strings[string.key].text
        if string.key in fit
        else _in_english(string, tag)
        for string in sheet_strings(knowledge).values()
    }
    # a row in easy words that is not current has the words of its own records, as in English
    rows = {row.id for row in knowledge.easy.values() if f"easy/{row.id}/text" not in fit}
    fresh = replace(
        knowledge,
        language=language,
        notice=_notice(knowledge, translation, edition),
        stale_easy=frozenset(rows),
    )
    return _with(fresh, texts, fit)


def _notice(knowledge: Knowledge, translation: Translation, edition: str) -> Notice:
    """Return who stands for the words: nobody, or the two people who have checked them last."""
    if edition != "checked":
        said = translation.strings.get(BY_SOFTWARE)
        english = knowledge.phrases[BY_SOFTWARE.split("/")[1]].phrase
        return Notice(said.text if said else english, english)
    signers = translation.head.signers.values()
    by_role = {
        role: max((one for one in signers if one.role == role), key=lambda one: one.date)
        for role in ("translator", "reviser")
    }
    return Notice(
        translation.strings[BY_PEOPLE].text.format(
            translator=by_role["translator"].name,
            reviser=by_role["reviser"].name,
            date=max(one.date for one in by_role.values()),
        )
    )


def _in_english(string: String, tag: str) -> str:
    said = f" ({tag})" if tag and string.safety and not string.key.endswith("/lead") else ""
    return f"{BEGIN}{string.english}{END}{said}"


def _with(knowledge: Knowledge, texts: Mapping[str, str], fit: set[str]) -> Knowledge:
    """Return a knowledge whose records have these texts, by their keys."""
    by_record: dict[tuple[str, str], dict[str, str]] = {}
    for key, text in texts.items():
        kind, name, field = key.split("/")
        by_record.setdefault((kind, name), {})[field] = text
    changed: dict[str, dict] = {}
    for (kind, name), fields in by_record.items():
        records = changed.setdefault(kind, dict(getattr(knowledge, kind)))
        place = f"{name}.md" if kind == "guides" else name
        key = next(one for one in records if getattr(one, "value", one) == place)
        if kind == "red_flags" and f"red_flags/{name}/short" not in fit:
            fields = {**fields, "lead": ""}
        records[key] = _changed(records[key], fields)
    return replace(knowledge, **changed)


def _changed(record, fields: Mapping[str, str]):
    update: dict[str, object] = {}
    for field, text in fields.items():
        if listed := _NUMBER.match(field):
            name, place = listed[1], int(listed[2])
            items = list(update.get(name, getattr(record, name)))
            items[place] = text
            update[name] = tuple(items)
        else:
            marks = "".join(f" {mark[0]}" for mark in CITATION.finditer(getattr(record, field)))
            update[field] = f"{text}{marks}"
    return record.model_copy(update=update)
