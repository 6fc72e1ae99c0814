"""Reads a folder of translations, one file for each language. A broken one says so and stops
neither English nor another language.

A file is YAML: its head, and below `strings:` one string on each line, as build.py writes them.
Those lines are read by a pattern, a hundred times as fast as YAML is. What a reader who had not
seen the English read in each string is a table beside it, in readings/.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from knowledge.problems import Problem, quote
from knowledge.reading.parser import parse_mapping
from knowledge.records.fields import Origin
from knowledge.records.translations import Translated, Translation, TranslationHead

FOLDER = "translations"
READINGS = f"{FOLDER}/readings"
"""A file ID.tsv for each language: a string's key, the hash of its words, and what was read."""
LARGEST_FILE = 400_000
"""Bytes of a translation at most: a full one in Hindi has about 150,000."""
STRINGS = "strings:"
_SEALS = r"(?:, seals: \{(?P<seals>[^{}]*)\})?"
_LINE = re.compile(
    r'  (?P<key>[a-z0-9_/.-]+): \{en: "?(?P<en>[^",}]*)"?, text: (?P<text>"(?:[^"\\]|\\.)*")'
    rf"{_SEALS}\}}\s*"
)
_SEAL = re.compile(r'\s*(?P<who>[a-z0-9]+): "?(?P<seal>[0-9a-f]{8})"?\s*')
_HASH = re.compile("[0-9a-f]{8}")
FORM = '  kind/id/field: {en: "3f9a1c20", text: "…"}'


def parse_translation(path: str, text: str) -> tuple[Translation | None, list[Problem]]:
    """Return the translation in `text`. `path` is as messages name it."""
    if (size := len(text.encode())) > LARGEST_FILE:
        expected = f"a file of {LARGEST_FILE} bytes at most"
        do = "keep only its head and one line for each string"
        return None, [Problem(path, 1, "translation", expected, f"{size} bytes", do)]
    lines = text.split("\n")
    if STRINGS not in lines:
        do = f"write {STRINGS} and below it {FORM.strip()}"
        return None, [Problem(path, 1, "strings", f"a line {STRINGS}", "none", do)]
    start = lines.index(STRINGS)
    head, problems = parse_mapping(path, "\n".join(lines[:start]), TranslationHead)
    strings: dict[str, Translated] = {}
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if line.strip() and not line.lstrip().startswith("#"):
            found, wrong = _parse_line(path, number, line)
            problems += wrong or _twice(path, found, strings)
            if found:
                strings.setdefault(found.key, found)
    if problems or head is None:
        return None, problems
    name = path.rpartition("/")[2].removesuffix(".yml")
    return Translation(name, head, strings, Origin(path)), []


def parse_readings(path: str, text: str) -> tuple[dict[str, str], list[Problem]]:
    """Return the hash of the words that were read, by the key of each string, from a table whose
    lines of comment begin with #. `path` is as messages name it."""
    readings: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        key, *rest = line.split("\t")
        if len(rest) != 2 or not _HASH.fullmatch(rest[0]) or not rest[1].strip():
            expected = "a key, 8 digits and what was read, with a tab between them"
            do = f"mend it: build.py translation {PurePath(path).stem} prints key and digits"
            problems.append(Problem(path, number, "reading", expected, quote(line), do))
        elif key in readings:
            do = "keep the newer one of the two"
            problems.append(
                Problem(path, number, "reading", "a key that stands once", quote(key), do)
            )
        else:
            readings[key] = rest[0]
    return readings, problems


def edit_strings(
    text: str,
    before: Mapping[str, Translated],
    changed: Mapping[str, Translated],
    order: Iterable[str],
) -> str:
    """Return the text of a file that has the strings `before`, with `changed` ones in place of
    theirs. A new one stands behind the one before it in this `order` of keys. All else, comments
    too, stays."""
    lines = text.rstrip("\n").split("\n")
    for key in changed.keys() & before.keys():
        lines[before[key].line - 1] = line_of(changed[key])
    place, new = lines.index(STRINGS) + 1, {}
    for key in order:
        if key in before:
            place = before[key].line
        elif key in changed:
            new.setdefault(place, []).append(line_of(changed[key]))
    for place in sorted(new, reverse=True):
        lines[place:place] = new[place]
    return "\n".join(lines) + "\n"


def line_of(string: Translated) -> str:
    """Return a string as its line stands in the file."""
    seals = ", ".join(f'{who}: "{seal}"' for who, seal in string.seals.items())
    more = f", seals: {{{seals}}}" if seals else ""
    words = json.dumps(string.text, ensure_ascii=False)
    return f'  {string.key}: {{en: "{string.en}", text: {words}{more}}}'


def _parse_line(path: str, number: int, line: str) -> tuple[Translated | None, list[Problem]]:
    found = _LINE.fullmatch(line)
    if not found:
        do = "write the line like those above it, its text on one line in double quotes"
        return None, [Problem(path, number, "strings", FORM.strip(), quote(line.strip()), do)]
    key = found["key"]
    if not _HASH.fullmatch(found["en"]):
        expected = "the 8 digits of its English"
        do = f"take the line out; then build.py translation {PurePath(path).stem} shows them"
        return None, [Problem(path, number, f"{key}.en", expected, quote(found["en"]), do)]
    try:
        text = json.loads(found["text"])
    except ValueError:
        expected, do = "a text in double quotes", 'write a \\ before each " inside it'
        return None, [Problem(path, number, f"{key}.text", expected, quote(found["text"]), do)]
    seals = {}
    for part in filter(None, (found["seals"] or "").split(",")):
        one = _SEAL.fullmatch(part)
        if not one:
            expected = 'a signer and 8 digits, as in t1: "9b1e0c44"'
            do = "take it out, and sign again with build.py translation and --accept"
            return None, [Problem(path, number, f"{key}.seals", expected, quote(part), do)]
        seals[one["who"]] = one["seal"]
    return Translated(key, found["en"], text, seals, number), []


def _twice(path: str, found: Translated, strings: dict[str, Translated]) -> list[Problem]:
    if found.key not in strings:
        return []
    do = f"keep one of them; the other is on line {strings[found.key].line}"
    return [Problem(path, found.line, "strings", "a key that stands once", quote(found.key), do)]
