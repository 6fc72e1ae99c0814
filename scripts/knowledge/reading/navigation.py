"""The navigation of mkdocs.yml: every page in reading order, with its section and its line in the
file."""

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


def compose_config(text: str) -> yaml.Node | None:
    """The text of mkdocs.yml as nodes, which know their lines; None where it holds nothing. Raises
    yaml.YAMLError for what is no YAML."""
    return yaml.compose(text, Loader=_Loader)


def parse_navigation(text: str) -> list[Place]:
    """Every page under `nav:`, in its order; nothing where there is none. Raises yaml.YAMLError for
    what is no YAML."""
    document = compose_config(text)
    pairs = document.value if isinstance(document, yaml.MappingNode) else ()
    return [place for key, value in pairs if key.value == "nav" for place in find_places(value)]


def find_places(node: yaml.Node, section: str = "") -> Iterator[Place]:
    """Every page below a node of `nav:`, in its order."""
    if isinstance(node, yaml.ScalarNode):
        yield Place(node.value, node.start_mark.line + 1, section)
    for child in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from find_places(child, section)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield from find_places(
            value, section or (key.value if isinstance(value, yaml.SequenceNode) else "")
        )
