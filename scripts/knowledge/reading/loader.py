"""Folders to Knowledge: reads every page and every file of data, and reports every problem. Clinic
files are read one by one: a broken one says so and stops nobody else's handout."""

import datetime
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from knowledge.model import Cause, Guide, Knowledge, NextChange, Page, Remedy, Rule
from knowledge.problems import Problem, at, quote
from knowledge.prose.texts import collect_texts
from knowledge.reading.accepted_file import read_accepted
from knowledge.reading.parser import parse_clinic, parse_entries, parse_page
from knowledge.reading.template_words import read_template_words
from knowledge.reading.translation_files import FOLDER as TRANSLATIONS
from knowledge.reading.translation_files import READINGS, parse_readings, parse_translation
from knowledge.records.clinic import Clinic
from knowledge.records.fields import Entry
from knowledge.records.translations import Translation

DATA_FILES = {
    name: kind
    for name, hint in get_type_hints(Knowledge).items()
    for kind in get_args(hint)
    if isinstance(kind, type) and issubclass(kind, Entry)
}
"""Each file of `docs/_data` (`<name>.yml`, one list under the key `<name>`) and the record that its
items are: those of the fields of Knowledge, but for pages."""

CHANGES = "docs/_data/changes"
"""What is new on the handout since its newest version: files with a list of changes each."""

ELSEWHERE = {"drills": "tests/data/drills.yml"}
"""Records that are not in docs/_data: the drills are tests, whose results the site shows."""

KINDS = (".md", ".js", ".svg")
"""Endings of the files under docs/ that the site is made of. What is in docs/_data is read, never
published."""

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable that names the day of a build that is repeated (reproducible-builds.org)."""


def seen_files(folder: Path) -> list[Path]:
    """Return every file below `folder`, sorted; hidden ones are locks and copies of editors."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    return sorted(found)


def load_knowledge(root: Path) -> tuple[Knowledge, list[Problem]]:
    """Read everything under `root`/docs. The Knowledge is whole only without problems."""
    problems: list[Problem] = []
    pages = _load_pages(root, problems)
    stamp = os.environ.get(EPOCH, "")
    data = {
        name: _read(root, _file_of(name), problems, parse_entries, kind, name) or []
        for name, kind in DATA_FILES.items()
    }
    changes = [
        _read(root, path, problems, parse_entries, NextChange, "changes") or []
        for path in _paths(root, CHANGES)
    ]
    knowledge = Knowledge(
        guides=_by(pages, Guide, lambda page: page.path),
        causes=_by(pages, Cause, lambda page: page.id),
        remedies=_by(pages, Remedy, lambda page: page.id),
        rules=_by(pages, Rule, lambda page: page.id),
        accepted=read_accepted(root, problems),
        today=_today(stamp, problems),
        changes=tuple(chain.from_iterable(changes)),
        translations=load_translations(root, problems),
        **{name: _unique(records, problems) for name, records in data.items()},
    )
    texts, words = tuple(collect_texts(knowledge)), tuple(read_template_words(root))
    return replace(knowledge, texts=texts, template_words=words), problems


def _today(stamp: str, problems: list[Problem]) -> datetime.date:
    """Return the day of the build: that of SOURCE_DATE_EPOCH (`stamp`, in seconds) where set."""
    today = datetime.date.today()
    try:
        return datetime.datetime.fromtimestamp(int(stamp), datetime.UTC).date() if stamp else today
    except (ValueError, OverflowError, OSError):  # no number, or a day that no calendar has
        expected = "the seconds from 1970 to the day of the build"
        do = f"correct or unset {EPOCH}"
        problems.append(Problem(EPOCH, 1, "environment", expected, quote(stamp), do))
        return today


def read_text(root: Path, path: str, problems: list[Problem]) -> str | None:
    """Return the text of a file, or None and a Problem when it is not there or not UTF-8."""
    if (root / path).exists() and not (root / path).is_file():
        do = "put a file in its place"
        problems.append(Problem(path, 1, "file", "a file that can be read", "no file", do))
        return None
    try:
        return (root / path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        got, do = f"byte {error.object[error.start]:#04x}", "save the file again as UTF-8"
        problems.append(Problem(path, line, "file", "UTF-8 text", got, do))
    except OSError as error:
        got, do = error.strerror or str(error), "create it or mend its permissions"
        problems.append(Problem(path, 1, "file", "a file that can be read", got, do))
    return None


@lru_cache(maxsize=1000)
def _parsed(parse: Callable, *arguments: Any) -> tuple[Any, list[Problem]]:
    """What `parse` makes of a file's text. A preview reads the project again at each edit: a file
    that is as it was is not parsed again. Nobody may change what is returned."""
    return parse(*arguments)


def _read(root: Path, path: str, problems: list[Problem], parse: Callable, *more: Any) -> Any:
    """What `parse` makes of the file at `path`; None where it cannot be read."""
    text = read_text(root, path, problems)
    found, wrong = _parsed(parse, path, text, *more) if text is not None else (None, [])
    problems += wrong
    return found


def _paths(root: Path, folder: str) -> list[str]:
    """Every file below a folder of the project, as messages name it."""
    return [file.relative_to(root).as_posix() for file in seen_files(root / folder)]


def _file_of(name: str) -> str:
    return ELSEWHERE.get(name, f"docs/_data/{name}.yml")


def _load_pages(root: Path, problems: list[Problem]) -> list[Page]:
    written = (path for path in _paths(root, "docs") if not path.startswith("docs/_data/"))
    read = [_read(root, path, problems, parse_page) for path in written if path.endswith(".md")]
    if not any(read) and not problems:
        do = "run this from the project's folder"
        problems.append(Problem("docs", 1, "folder", "Markdown pages", "none", do))
    return [page for page in read if page]


def load_translations(root: Path, problems: list[Problem]) -> dict[str, Translation]:
    """Read each file of translations/, by its name, without those that add to `problems`."""
    found = {}
    for file in sorted((root / TRANSLATIONS).glob("[!.]*.yml")):
        if one := _read(root, file.relative_to(root).as_posix(), problems, parse_translation):
            table = f"{READINGS}/{one.id}.tsv"
            read = _read(root, table, problems, parse_readings) if (root / table).exists() else {}
            found[one.id] = replace(one, readings=read or {})
    return found


def _by(pages: Iterable[Page], kind: type, key: Callable[[Any], str]) -> MappingProxyType:
    return MappingProxyType({key(page): page for page in pages if type(page) is kind})


def _unique(records: list[Any], problems: list[Problem]) -> MappingProxyType:
    found: dict[Any, Any] = {}
    for record in records:
        if record.id in found:
            got = quote(getattr(record.id, "value", record.id))
            do = f"rename it; the other is on line {found[record.id].origin.line('id')}"
            problems.append(at(record, "id", "an id that stands once", got, do))
        found.setdefault(record.id, record)
    return MappingProxyType(found)


CLINICS = "clinics"
LARGEST_FILE = 20_000
"""Bytes of a clinic file at most: a full one has about 3,000."""


def clinic_files(folder: Path) -> list[Path]:
    """Return every clinic file of `folder`, by name; also one whose ending is not quite right, so
    that its clinic hears of it."""
    return sorted(
        file
        for file in folder.glob("*")
        if file.suffix.lower() in (".yml", ".yaml") and not file.name.startswith(".")
    )


def load_clinic(root: Path, file: Path) -> tuple[Clinic | None, list[Problem]]:
    """Return the clinic of `file`, or its Problems, as seen from the project's folder `root`."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    if file.is_file() and (size := file.stat().st_size) > LARGEST_FILE:
        expected = f"a file of {LARGEST_FILE} bytes at most"
        do = "keep only the fields of clinics/example.yml"
        return None, [Problem(path, 1, "clinic", expected, f"{size} bytes", do)]
    problems: list[Problem] = []
    text = read_text(root, path, problems)
    return parse_clinic(path, text) if text is not None else (None, problems)
