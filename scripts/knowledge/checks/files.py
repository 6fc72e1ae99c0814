"""What only the folder can tell: which files lie there and how they are saved, whether each picture
that a record asks for is drawn, and whether each page has its place in mkdocs.yml."""

import codecs
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, quote
from knowledge.reading.config import FILE, load_config
from knowledge.reading.loader import (
    CHANGES,
    CLINICS,
    DATA_FILES,
    KINDS,
    clinic_files,
    read_text,
    seen_files,
)
from knowledge.reading.translation_files import FOLDER as TRANSLATIONS
from knowledge.records.generated import GENERATED_PAGES

_YAML = re.compile(r"\.ya?ml\b", re.I)


def check_kinds(root: Path) -> Iterator[Problem]:
    """docs/ holds only kinds of file of the site: MkDocs would publish any other as it is."""
    docs = root / "docs"
    for file in seen_files(docs):
        if file.suffix not in KINDS and docs / "_data" not in file.parents:
            expected = f"a name that ends in one of {', '.join(KINDS)}"
            got = quote(file.name)
            do = "delete it or keep it outside docs/"
            yield Problem(file.relative_to(root).as_posix(), 1, "file", expected, got, do)


def check_read(root: Path) -> Iterator[Problem]:
    """Each YAML file among the records, the clinics and the translations is one that is read: of a
    copy, or under a name with another ending, nobody would notice that it is not."""
    data = root / "docs" / "_data"
    known = {data / f"{name}.yml" for name in DATA_FILES} | {*(root / CHANGES).glob("*.yml")}
    known |= {*(root / TRANSLATIONS).glob("*.yml"), *clinic_files(root / CLINICS)}
    for folder in (data, root / CLINICS, root / TRANSLATIONS):
        for file in seen_files(folder):
            if file not in known and _YAML.search(file.name):
                path, expected = file.relative_to(root).as_posix(), "a name that is read"
                do = "rename it, delete it, or keep it elsewhere"
                if folder == data:
                    do = f"{did_you_mean(file.stem, DATA_FILES)}, with .yml; or delete it"
                yield Problem(path, 1, "file", expected, quote(file.name), do)


def check_own(root: Path) -> Iterator[Problem]:
    """No link among the sources leads out of the project: what it leads to would be published."""
    for folder in ("docs", "overrides", CLINICS, TRANSLATIONS):
        for place, folders, names in os.walk(root / folder):
            for name in (*folders, *names):
                file = Path(place, name)
                leads_to = file.resolve() if file.is_symlink() and file.exists() else root.resolve()
                if not leads_to.is_relative_to(root.resolve()):
                    path, got = file.relative_to(root).as_posix(), quote(str(leads_to))
                    do = "put the file itself in its place"
                    yield Problem(path, 1, "file", "a file of the project", got, do)


def check_texts(root: Path) -> Iterator[Problem]:
    """Files that go into pages as they are hold UTF-8 without a byte-order mark, which browsers
    take for a letter. (In pages and records the loader drops it.)"""
    docs = [
        file for file in seen_files(root / "docs") if file.suffix in KINDS and file.suffix != ".md"
    ]
    for file in (*docs, *seen_files(root / "overrides")):
        path = file.relative_to(root).as_posix()
        problems: list[Problem] = []
        text = read_text(root, path, problems)
        yield from problems
        if text is not None and file.read_bytes().startswith(codecs.BOM_UTF8):
            expected = "UTF-8 text without a byte-order mark"
            do = "save the file again as UTF-8 without BOM"
            yield Problem(path, 1, "file", expected, "one at its head", do)


_ENDING = ".svg.jinja"


def check_templates(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Each chart and each bump type has a template under `root`. A folder without overrides/ holds
    content alone, and is asked for none."""
    folder = root / "overrides" / "figures"
    if not (root / "overrides").is_dir():
        return
    for records, words, place in (
        (knowledge.charts, "a chart", ""),
        (knowledge.bump_types, "a bump type", "bumps/"),
    ):
        known = [
            file.name.removesuffix(_ENDING) for file in (folder / place).glob(f"[!_.]*{_ENDING}")
        ]
        for record in records.values():
            if record.id not in known:
                expected = f"{words} with a template overrides/figures/{place}{record.id}{_ENDING}"
                got = f"{quote(record.id)} without one"
                yield at(record, "id", expected, got, did_you_mean(record.id, known))


def check_nav(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Every setting of mkdocs.yml that we read is there; every page stands in its navigation once,
    and everything there is a page."""
    config, problems = load_config(root)
    yield from problems
    if any(problem.field == "nav" for problem in problems):
        return
    known = {*knowledge.pages(), *GENERATED_PAGES}
    for path, line, *_ in config.places:
        if path not in known:
            yield Problem(
                FILE, line, "nav", "a page of docs", quote(path), did_you_mean(path, known)
            )
    counts = Counter(place.path for place in config.places)
    for path, page in knowledge.pages().items():
        if counts[path] != 1:
            expected = "a place in the navigation of mkdocs.yml, once"
            got = f"{counts[path]} places"
            yield Problem(page.origin.path, 1, "nav", expected, got, f"list {path} once under nav:")
