"""The navigation in mkdocs.yml and the pages agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from knowledge.checks.links import GENERATED_PAGES
from knowledge.model import Knowledge
from knowledge.problems import Problem, did_you_mean, quote


class _NavLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads mkdocs.yml for its navigation only: tags such as !ENV, which MkDocs knows, mean nothing here."""


_NavLoader.add_multi_constructor("", lambda loader, suffix, node: None)


def check_nav(root: Path, knowledge: Knowledge, broken: set[str]) -> Iterator[Problem]:
    """Every page stands in the navigation once, and everything in the navigation is a page. `broken` pages exist but
    could not be read: they are not reported twice."""
    file = root / "mkdocs.yml"
    try:
        lines = _nav_lines(yaml.compose(file.read_text(encoding="utf-8"), Loader=_NavLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        yield Problem("mkdocs.yml", 1, "nav", "a file that can be read", quote(error), "mend mkdocs.yml")
        return
    known = {*knowledge.pages(), *GENERATED_PAGES, *broken}
    for (path, line), times in Counter(lines).items():
        if path not in known:
            yield Problem("mkdocs.yml", line, "nav", "a page of docs", quote(path), did_you_mean(path, known))
    counts = Counter(path for path, _ in lines)
    for path, page in knowledge.pages().items():
        if counts[path] != 1:
            yield Problem(page.origin.path, 1, "nav", "a place in the navigation of mkdocs.yml, once", f"{counts[path]} places",
                          f"list {path} once under nav:")


def _nav_lines(document: yaml.Node | None) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.ScalarNode):
            found.append((node.value, node.start_mark.line + 1))
        for child in node.value if isinstance(node, yaml.SequenceNode) else ():
            walk(child)
        for _, value in node.value if isinstance(node, yaml.MappingNode) else ():
            walk(value)

    for key, value in document.value if isinstance(document, yaml.MappingNode) else ():
        if key.value == "nav":
            walk(value)
    return found
