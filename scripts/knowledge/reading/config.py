"""What mkdocs.yml says, for all that is not MkDocs: read once, with the line of what is wrong with
it; and the form that a site's address has, wherever it is named. Only the hooks get their settings
from MkDocs itself."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import HttpUrl

from knowledge.problems import ADDRESS, AddressError, ConfigError, Problem, quote

FILE = "mkdocs.yml"

_TEXT = "tag:yaml.org,2002:str"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads tags such as !ENV, which MkDocs knows, as nothing."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


class Place(NamedTuple):
    """A page's place: its path under docs/, its line in mkdocs.yml, the title of its section and
    that of the group it stands in there ("" outside all)."""

    path: str
    line: int
    section: str
    group: str = ""


@dataclass(frozen=True)
class Config:
    """mkdocs.yml. `address` is that of the example, which ends in a slash and holds where SITE_URL
    is not set; `version` is the site's; `places` are the pages in reading order."""

    address: str = ""
    version: str = ""
    places: tuple[Place, ...] = ()


def site_address(root: Path) -> str:
    """The address that the site in `root` is built for: SITE_URL, else that of the example. It ends
    in a slash. Raises AddressError or ConfigError where it is none."""
    given = os.environ.get("SITE_URL", "").strip()
    return checked(given, "SITE_URL") if given else read_config(root).address


def read_config(root: Path) -> Config:
    """The config of the project in `root`. Raises ConfigError where something is wrong with it."""
    config, problems = load_config(root)
    for problem in problems:
        raise ConfigError(str(problem))
    return config


def load_config(root: Path) -> tuple[Config, list[Problem]]:
    """The config of the project in `root`, with every problem in it."""
    try:
        return parse_config((root / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        wrong = Problem(FILE, 1, "nav", "a file that can be read", quote(error), f"mend {FILE}")
        return Config(), [wrong]


def parse_config(text: str) -> tuple[Config, list[Problem]]:
    """`text` as a Config, with every problem in it. Raises yaml.YAMLError for what is no YAML."""
    document = compose_config(text)
    problems: list[Problem] = []
    address = _find(document, ["site_url"], 'site_url: "https://…"', problems)
    version = _find(document, ["extra", "version"], 'version: "0.1.0" below extra', problems)
    nav = _find(document, ["nav"], "nav: and below it every page", problems)
    config = Config(
        _address(address, problems) if address else "",
        _version(version, problems) if version else "",
        tuple(_places(nav)) if nav else (),
    )
    return config, problems


def compose_config(text: str) -> yaml.Node | None:
    """The text of mkdocs.yml as nodes, which know their lines; None where it holds nothing. Raises
    yaml.YAMLError for what is no YAML."""
    return yaml.compose(text, Loader=_Loader)


def _places(node: yaml.Node, section: str = "", group: str = "") -> Iterator[Place]:
    """Every page below a node of `nav:`, in its order."""
    if isinstance(node, yaml.ScalarNode):
        yield Place(node.value, node.start_mark.line + 1, section, group)
    for child in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _places(child, section, group)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        title = key.value if isinstance(value, yaml.SequenceNode) else group
        yield from _places(value, section or title, title)


def _find(
    node: yaml.Node | None, keys: list[str], write: str, problems: list[Problem]
) -> yaml.Node | None:
    """The value at `keys`; None where it is missing, and a problem where it should be."""
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        named = {name.value: value for name, value in pairs if name.tag == _TEXT}
        if key not in named:
            line, field = node.start_mark.line + 1 if node else 1, ".".join(keys)
            problems.append(Problem(FILE, line, field, "a value", "nothing", f"write {write}"))
            return None
        node = named[key]
    return node


def _address(node: yaml.Node, problems: list[Problem]) -> str:
    """The address in either form: as it stands, or as !ENV [SITE_URL, "https://…"]."""
    while isinstance(node, yaml.SequenceNode) and node.value:
        node = node.value[-1]
    url = node.value if isinstance(node, yaml.ScalarNode) else ""
    try:
        return checked(url, "site_url")
    except AddressError as error:
        line = node.start_mark.line + 1
        problems.append(Problem(FILE, line, "site_url", ADDRESS, quote(url), error.do))
        return ""


def _version(node: yaml.Node, problems: list[Problem]) -> str:
    """The version as it is written. YAML would make a number of one that has a single dot."""
    if node.tag == _TEXT and node.value:
        return node.value
    line, do = node.start_mark.line + 1, 'write it as in version: "0.1.0"'
    got = quote(node.value)
    problems.append(Problem(FILE, line, "extra.version", "a version in quotes", got, do))
    return ""


def checked(url: str, where: str) -> str:
    """`url` with a slash at its end. One that needs another form is refused: pages and the sitemap
    would have it as it is typed."""
    try:
        parts = HttpUrl(url)
    except ValueError:
        parts = None
    do, whole = "write it as in https://your-clinic.org/bumps/", f"{url.rstrip('/?#')}/"
    if parts and not parts.username:
        right = re.split("[?#]", str(parts))[0].rstrip("/") + "/"
        if right.lower() == whole.lower():
            return whole
        do = f"write {right}"
    raise AddressError(where, url, do)
