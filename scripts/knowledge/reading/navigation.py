"""The navigation of mkdocs.yml: every page in reading order, with its section and its line in the
file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads mkdocs.yml for its navigation only: tags such as !ENV, which MkDocs knows, mean nothing
    here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


class Place(NamedTuple):
    """A page's place: its path under docs/, its line in mkdocs.yml, the title of its section (""
    outside all)."""

    path: str
    line: int
    section: str


def parse_navigation(text: str) -> list[Place]:
    """Every page under `nav:`, in its order; nothing where there is none. Raises yaml.YAMLError for
    what is no YAML."""
    document = yaml.compose(text, Loader=_Loader)
    pairs = document.value if isinstance(document, yaml.MappingNode) else ()
    return [place for key, value in pairs if key.value == "nav" for place in _places(value, "")]


def _places(node: yaml.Node, section: str) -> Iterator[Place]:
    if isinstance(node, yaml.ScalarNode):
        yield Place(node.value, node.start_mark.line + 1, section)
    for child in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _places(child, section)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield from _places(
            value, section or (key.value if isinstance(value, yaml.SequenceNode) else "")
        )
