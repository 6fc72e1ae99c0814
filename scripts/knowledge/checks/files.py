"""The files of docs/ and overrides/ themselves: their kind, and how their text is saved."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from knowledge.problems import Problem, quote
from knowledge.reading.loader import KINDS, read_text, seen_files


def check_kinds(root: Path) -> Iterator[Problem]:
    """docs/ holds only kinds of file of the site: MkDocs would publish any other as it is."""
    docs = root / "docs"
    for file in seen_files(docs):
        if file.suffix not in KINDS and docs / "_data" not in file.parents:
            expected = f"a name that ends in one of {', '.join(KINDS)}"
            got = quote(file.name)
            do = "delete it or keep it outside docs/"
            yield Problem(file.relative_to(root).as_posix(), 1, "file", expected, got, do)


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
