"""Two languages that nobody speaks, made from the English word by word: a long one in Latin letters
with accents, and one that is written from right to left. Test signers have checked them, so that
every output of a translation is proven from end to end while no real translator is claimed.
"""

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.checks.stable_ids import FILE as IDS
from knowledge.checks.stable_ids import add_line
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge
from knowledge.reading.translation_files import FOLDER, READINGS, STRINGS, line_of
from knowledge.records.languages import Language
from knowledge.records.translations import (
    ROLES,
    LevelWords,
    Signer,
    Translated,
    Translation,
    TranslationHead,
    seal,
    words_hash,
)
from knowledge.translation.strings import sheet_strings

LANGUAGES_FILE = "docs/_data/languages.yml"
SIGNED_ON = datetime.date(2026, 11, 1)
TERMS = ("microneedling", "needling", "clinic", "clinician", "doctor", "emergency number")
_STAYS = re.compile(r"(\{\w+\}|\b[A-Z]{2,}s?\b)")
"""What stays as it is in any language."""


@dataclass(frozen=True)
class MadeUp:
    """A language by the letters that stand for those of English."""

    language: Language
    letters: Mapping[str, str]
    script: str

    def words(self, english: str) -> str:
        """Return English words in the language: letter by letter, so that the beginning of a text
        stays its beginning."""
        letters = str.maketrans(dict(self.letters))
        parts = _STAYS.split(english)
        parts[::2] = [part.translate(letters) for part in parts[::2]]
        return "".join(parts)


def _both(letters: Mapping[str, str]) -> dict[str, str]:
    return dict(letters) | {small.upper(): large.capitalize() for small, large in letters.items()}


LONG = MadeUp(
    Language(
        id="xa",
        tag="de",
        name="Lóông",
        english="Made-up Long",
        dir="ltr",
        fonts=("Atkinson Hyperlegible",),
        date="{weekday} {day} {month}",
        drafts="withheld",
    ),
    _both(
        {
            "a": "áâ",
            "e": "éê",
            "i": "íî",
            "o": "óô",
            "u": "úû",
            "y": "ýÿ",
            "c": "çh",
            "n": "ñ",
            "t": "tt",
        },
    ),
    "Latin",
)
RIGHT_TO_LEFT = MadeUp(
    Language(
        id="xr",
        tag="fa",
        name="تيست",
        english="Made-up Right to Left",
        dir="rtl",
        fonts=("Amiri", "Atkinson Hyperlegible"),
        size=1.15,
        date="{weekday}، {day} {month}",
        comma="، ",
        semicolon="؛ ",
        drafts="withheld",
    ),
    _both(dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكديفجهعخقلمنوثصرستطحشضغز", strict=True)))
    | {",": "،", ";": "؛", "?": "؟"},
    "Arabic",
)
MADE_UP = {one.language.id: one for one in (LONG, RIGHT_TO_LEFT)}


def made_up(
    knowledge: Knowledge, name: str = "xa", roles: tuple[str, ...] = ROLES[:2]
) -> Translation:
    """Return the whole translation of `knowledge` into a made-up language, each string signed by a
    test signer of each of these roles: with none of them it is a draft, whose every string was
    read back."""
    one = MADE_UP[name]
    signers = {
        f"{role[0]}1": Signer(
            name=f"Test {role.capitalize()}",
            role=role,
            qualification="none: made up for tests",
            date=SIGNED_ON,
        )
        for role in roles
    }
    strings = {}
    for string in sheet_strings(knowledge).values():
        found = Translated(string.key, string.hash, one.words(string.english))
        seals = {who: seal(found, signer) for who, signer in signers.items()}
        strings[string.key] = replace(found, seals=seals)
    readings = {key: words_hash(found) for key, found in strings.items()}
    return Translation(name, _head(knowledge, one, signers), strings, readings=readings)


def with_made_up(
    knowledge: Knowledge, names: tuple[str, ...] = ("xa", "xr"), roles: tuple[str, ...] = ROLES[:2]
) -> Knowledge:
    """Return `knowledge` with these made-up languages beside its own, checked by two test signers
    unless other `roles` have signed."""
    languages = {name: MADE_UP[name].language for name in names}
    translations = {name: made_up(knowledge, name, roles) for name in names}
    return replace(
        knowledge,
        languages={**knowledge.languages, **languages},
        translations={**knowledge.translations, **translations},
    )


def write_made_up(
    root: Path,
    names: tuple[str, ...] = ("xa", "xr"),
    roles: tuple[str, ...] = ROLES[:2],
    drafts: str = "withheld",
) -> Knowledge:
    """Write these languages into a copy of the project: their entries in languages.yml, their ids,
    and a file of translations/ each, with what was read in it. Return the knowledge that they were
    made from."""
    knowledge, problems = load_knowledge(root)
    assert not problems, [str(problem) for problem in problems]
    (root / READINGS).mkdir(parents=True, exist_ok=True)
    ids = (root / IDS).read_text(encoding="utf-8")
    entries = (root / LANGUAGES_FILE).read_text(encoding="utf-8").rstrip("\n")
    for name in names:
        language = MADE_UP[name].language.model_copy(update={"drafts": drafts})
        fields = language.model_dump(mode="json")
        entries += f"\n  - {json.dumps(fields, ensure_ascii=False)}"
        ids = add_line(ids, f"languages {name}")
        made = made_up(knowledge, name, roles)
        (root / FOLDER / f"{name}.yml").write_text(file_text(made), encoding="utf-8")
        (root / READINGS / f"{name}.tsv").write_text(readings_text(made), encoding="utf-8")
    (root / LANGUAGES_FILE).write_text(f"{entries}\n", encoding="utf-8")
    (root / IDS).write_text(ids, encoding="utf-8")
    return knowledge


def file_text(translation: Translation) -> str:
    """Return a translation as its file is written."""
    head = translation.head.model_dump(mode="json")
    lines = [f"{name}: {_flow(value)}" for name, value in head.items()]
    strings = [line_of(string) for string in translation.strings.values()]
    return "\n".join(["# Made up for tests.", *lines, STRINGS, *strings]) + "\n"


def readings_text(translation: Translation) -> str:
    """Return what was read in a translation as its file is written."""
    lines = (f"{key}\t{words}\tread back\n" for key, words in translation.readings.items())
    return "".join(lines)


def _flow(value: object) -> str:
    """Return a value in YAML's flow style, its dates without quotes."""
    return re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", json.dumps(value, ensure_ascii=False))


def _head(knowledge: Knowledge, one: MadeUp, signers: Mapping[str, Signer]) -> TranslationHead:
    strings = sheet_strings(knowledge).values()
    return TranslationHead(
        drafted_by="a test, letter by letter",
        compared="not at all: nobody can read it",
        letters=(one.script,),
        levels=LevelWords(
            now=(one.words("now"),),
            today=(one.words("today"),),
            two_days=(one.words("within two days"),),
        ),
        calming=(one.words("harmless"), one.words("do not worry")),
        terms={term: (one.words(term), one.words(term.capitalize())) for term in TERMS},
        same=tuple(string.key for string in strings if one.words(string.english) == string.english),
        signers=signers,
    )
