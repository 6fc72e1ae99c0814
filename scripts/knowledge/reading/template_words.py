"""Reads the words that stand in templates and in the code that words days and levels: they reach
readers as those of the pages do.

Only lines with three words or more count: a label such as "Page 3" says nothing that a person has
to weigh.
"""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from knowledge.prose.blocks import Text

WORDING = "scripts/creators/wording"
"""The folder of the code that says days, levels and rules in words."""
KINDS = (".jinja", ".html", ".typ")
NOT_READ = ("overrides/new/", "overrides/shell/robots", "overrides/connect/")
"""Templates of files that patients do not read."""

_GONE = re.compile(
    r"\{#.*?#\}|<!--.*?-->|<style.*?</style>|<script.*?</script>|\{%.*?%\}|<[^<>]*>", re.S
)
"""Comments, code and tags: they keep their line breaks, so that lines still count."""
_PRINTED = re.compile(r"\{\{.*?\}\}", re.S)
_OPTION = re.compile(r"^(?:/// html.*|    (?:attrs|type): .*)$", re.M)
"""How a block of Markdown begins: its element, class and id."""
_TYPST = re.compile(r"//[^\n]*|\"((?:[^\"\\\n]|\\.)*)\"|\[((?:[^\[\]#$\n])*)\]")
_WORD = re.compile(r"[A-Za-z][a-z’']+")
_LEAST = 3
"""Words of a line that says something."""


def read_template_words(root: Path) -> Iterator[Text]:
    """The words of every template and of the code that makes wording, by file and line."""
    for file in sorted((root / "overrides").rglob("*")):
        path = file.relative_to(root).as_posix()
        hidden = file.name.startswith(".") or not file.is_file()
        if file.suffix in KINDS and not hidden and not path.startswith(NOT_READ):
            # a file that is no UTF-8 is a Problem of its own (checks/files.py)
            yield from _texts(path, file.read_text(encoding="utf-8", errors="replace"))
    for file in sorted((root / WORDING).glob("*.py")):
        yield from _texts(file.relative_to(root).as_posix(), file.read_text("utf-8"))


@lru_cache(maxsize=1000)
def _texts(path: str, text: str) -> tuple[Text, ...]:
    """The words of one file, kept: a preview reads the project again at each edit."""
    words = _READERS.get(path[path.rindex(".") :], _markup)(text)
    said = [(line, " ".join(found.split())) for line, found in words]
    # an id has hyphens and no space
    return tuple(
        Text(path, line, "words", one)
        for line, one in said
        if " " in one and len(_WORD.findall(one)) >= _LEAST
    )


def _markup(text: str) -> Iterator[tuple[int, str]]:
    """Jinja, HTML and Markdown: each line without code, and "…" for what is printed there."""
    blank = _GONE.sub(lambda found: "\n" * found.group().count("\n") or " ", text)
    blank = _OPTION.sub("", _PRINTED.sub("…", blank))
    yield from enumerate(blank.splitlines(), 1)


def _typst(text: str) -> Iterator[tuple[int, str]]:
    """Typst: its strings and its blocks of content that stand on one line."""
    for found in _TYPST.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[1] or found[2] or ""


def _python(text: str) -> Iterator[tuple[int, str]]:
    """Python: its strings, but for docstrings. What is put into one counts as "…"."""
    tree = ast.parse(text)
    said = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said |= set(node.values)
            parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said:
            yield node.lineno, node.value


_READERS = {".py": _python, ".typ": _typst}
