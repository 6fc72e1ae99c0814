"""Adds a line or a record to a file that people write, and keeps their comments and their form."""

import re

import yaml

from knowledge.reading.config import Place, parse_config


class NoPlace(Exception):
    """A file that has no place for what is to be added; its text says what it should have had."""


def nav_groups(text: str, folder: str) -> dict[str, list[Place]]:
    """The pages of a folder in the navigation of mkdocs.yml, by the title that they stand under. A
    section's own page belongs to no group."""
    groups: dict[str, list[Place]] = {}
    for place in parse_config(text)[0].places:
        if place.path.startswith(f"{folder}/") and place.path != f"{folder}/index.md":
            groups.setdefault(place.group, []).append(place)
    return groups


def add_to_nav(text: str, page: str, after: Place) -> str:
    """mkdocs.yml with one more `page`, on a line of its own below that of `after`."""
    lines = text.splitlines(keepends=True)
    line = lines[after.line - 1]
    lines[after.line - 1] = f"{line.rstrip()}\n"
    lines.insert(after.line, f"{_indent(line)}- {page}\n")
    new = "".join(lines)
    paths = [place.path for place in parse_config(text)[0].places]
    paths.insert(paths.index(after.path) + 1, page)
    try:
        right = [place.path for place in parse_config(new)[0].places] == paths
    except yaml.YAMLError:
        right = False
    if not right:
        raise NoPlace(
            f"mkdocs.yml:{after.line}: nav: expected each page on a line of its own; got more on"
            " one; do give each its line"
        )
    return new


def add_record(text: str, key: str, record: str, before: int | None = None) -> str:
    """A file of docs/_data with one more `record`: above the line `before`, or at its end."""
    lines = re.sub(rf"^{key}: *\[\] *$", f"{key}:", text, flags=re.M).splitlines()
    first = next((line for line in lines if re.match(r" *- ", line)), "  - ")
    added = [f"{_indent(first)}{line}" for line in record.splitlines()]
    place = len(lines) if before is None else _above_comments(lines, before - 1)
    return "\n".join([*lines[:place], *added, *lines[place:]]) + "\n"


def _above_comments(lines: list[str], index: int) -> int:
    """Where something goes that is put above the line `index`: comments right above stay with that
    line."""
    while index and lines[index - 1].lstrip().startswith("#"):
        index -= 1
    return index


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
