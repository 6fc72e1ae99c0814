"""Reads a folder of translations, one file for each language. A broken one says so and stops
neither English nor another language.

A file is YAML: its head, and below `strings:` one string on each line, as build.py writes them.
Those lines are read by a pattern, twice as fast as YAML and a record for each are. What a reader
who had not seen the English read in each string is a table beside it, in readings/.
"""

import json
import re
from collections.abc import Iterable, Mapping

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
_SEAL = re.compile(r'([a-z0-9]+): "([0-9a-f]{8})"')
_LINE = re.compile(
    r'  (?P<key>[a-z0-9_/.-]+): \{en: "(?P<en>[0-9a-f]{8})", '
    r'text: (?P<text>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
    rf"(?:, seals: \{{(?P<seals>(?:(?:, )?{_SEAL.pattern})+)\}})?\}}\s*"
)
_READING = re.compile(r"([^\t]+)\t([0-9a-f]{8})\t(?=\S)[^\t]+")
FORM = 'kind/id/field: {en: "3f9a1c20", text: "…", seals: {t1: "9b1e0c44"}}, without seals at first'


def parse_translation(path: str, text: str) -> tuple[Translation | None, list[Problem]]:
    """Return the translation in `text`. `path` is as messages name it."""
    if (size := len(text.encode())) > LARGEST_FILE:
        expected = f"a file of {LARGEST_FILE} bytes at most"
        do = "keep only its head and one line for each string"
        return None, [Problem(path, 1, "translation", expected, f"{size} bytes", do)]
    lines = text.split("\n")
    if STRINGS not in lines:
        do = f"write {STRINGS} and below it {FORM}"
        return None, [Problem(path, 1, "strings", f"a line {STRINGS}", "none", do)]
    start = lines.index(STRINGS)
    head, problems = parse_mapping(path, "\n".join(lines[:start]), TranslationHead)
    strings: dict[str, Translated] = {}
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if line.strip() and not line.lstrip().startswith("#"):
            found, wrong = _parse_line(path, number, line)
            problems += wrong
            if found and (first := strings.setdefault(found.key, found)) is not found:
                do = f"keep one of them; the other is on line {first.line}"
                expected, got = "a key that stands once", quote(found.key)
                problems.append(Problem(path, number, "strings", expected, got, do))
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
        found = _READING.fullmatch(line)
        if not found:
            expected = "a key, 8 digits and what was read, with a tab between them"
            do = "mend it: build.py translation, and the language, prints key and digits"
            problems.append(Problem(path, number, "reading", expected, quote(line), do))
        elif found[1] in readings:
            expected, do = "a key that stands once", "keep the newer one of the two"
            problems.append(Problem(path, number, "reading", expected, quote(found[1]), do))
        else:
            readings[found[1]] = found[2]
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
    if not (found := _LINE.fullmatch(line)):
        do = "write the line like those above it, its text on one line in double quotes"
        return None, [Problem(path, number, "strings", FORM, quote(line.strip()), do)]
    text = json.loads(found["text"])
    seals = dict(_SEAL.findall(found["seals"] or ""))
    return Translated(found["key"], found["en"], text, seals, number), []
