"""The navigation in mkdocs.yml and the pages agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from knowledge.model import Knowledge
from knowledge.problems import Problem, did_you_mean, quote
from knowledge.reading.navigation import parse_navigation
from knowledge.records.generated import GENERATED_PAGES


def check_nav(root: Path, knowledge: Knowledge, broken: set[str]) -> Iterator[Problem]:
    """Every page stands in the navigation once, and everything in the navigation is a page.
    `broken` pages exist but could not be read: they are not reported twice."""
    file = root / "mkdocs.yml"
    try:
        places = parse_navigation(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        do = "mend mkdocs.yml"
        yield Problem("mkdocs.yml", 1, "nav", "a file that can be read", quote(error), do)
        return
    known = {*knowledge.pages(), *GENERATED_PAGES, *broken}
    for path, line, _ in places:
        if path not in known:
            do = did_you_mean(path, known)
            yield Problem("mkdocs.yml", line, "nav", "a page of docs", quote(path), do)
    counts = Counter(place.path for place in places)
    for path, page in knowledge.pages().items():
        if counts[path] != 1:
            expected = "a place in the navigation of mkdocs.yml, once"
            got = f"{counts[path]} places"
            yield Problem(page.origin.path, 1, "nav", expected, got, f"list {path} once under nav:")
