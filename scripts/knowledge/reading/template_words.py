"""Reads the words that stand in templates, in the code that words days, levels and pictures, and in
mkdocs.yml: they reach readers as those of the pages do.

A line of a template counts as it stands, with what it prints: `{{ signs("Get help if", …) }}` says
something, and so does `{{ block("urgency_cards") }}`. Its tags and its plain code say nothing.
"""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from knowledge.prose.blocks import Text
from knowledge.reading.config import FILE as CONFIG

WORDING = "scripts/creators/wording"
"""The folder of the code that says days, levels, rules and pictures in words."""
KINDS = (".jinja", ".html", ".typ")
NOT_READ = (
    *("overrides/new/", "overrides/shell/robots", "overrides/connect/"),
    "overrides/handout/word/word/styles",
)
"""Templates of files that patients do not read."""
_DRAWING = ".svg.jinja"
"""A picture: only its text says something, and no code of it, which draws."""

_PARTS = re.compile(
    r"\{#-?\s.*?#\}|<#.*?#>|<!--.*?-->|<style.*?</style>|<script.*?</script>"
    r"|\{% block csp %\}.*?\{% endblock %\}"
    r"|(?P<code>\{\{.*?\}\}|\{%.*?%\})|(?P<tag><[^<>]*>)",
    re.S,
)
"""What is no plain text in a template: its code, comments, styles, scripts and tags."""
_ATTRIBUTE = re.compile(
    r"\b(?:alt|title|aria-label|placeholder|data-[a-z]+|(?:description|title|alt)\" content)="
    r"\"((?:\{\{.*?\}\}|[^\"])*)\""
)
"""What of a tag is read."""
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_OPTION = re.compile(r"^/{3,4} html.*$|^    (?:attrs|type): .*$|\{ ?[.#][a-z-]+ \}", re.M)
"""How a block of Markdown begins, or ends: its element, class and id."""
_TYPST = re.compile(r"//[^\n]*|\"((?:[^\"\\\n]|\\.)*)\"|\[([^\[\]]*)")
_TYPST_CODE = re.compile(r"#if .*|#\S+")
_SAID_BY_CONFIG = re.compile(r"^(?:site_name|site_description|copyright): .+|^ +- [\"A-Z].+", re.M)
_WORD = re.compile(r"[A-Za-z][a-z]|[A-Z]{3}")
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def read_template_words(root: Path) -> Iterator[Text]:
    """The words of every template, of the code that makes wording and of mkdocs.yml, by file and
    line."""
    for file in sorted((root / "overrides").rglob("*")):
        path = file.relative_to(root).as_posix()
        hidden = file.name.startswith(".") or not file.is_file()
        if file.suffix in KINDS and not hidden and not path.startswith(NOT_READ):
            # a file that is no UTF-8 is a Problem of its own (checks/files.py)
            yield from _texts(path, file.read_text(encoding="utf-8", errors="replace"))
    for file in (*sorted((root / WORDING).glob("*.py")), *root.glob(CONFIG)):
        yield from _texts(file.relative_to(root).as_posix(), file.read_text("utf-8", "replace"))


@lru_cache(maxsize=1000)
def _texts(path: str, text: str) -> tuple[Text, ...]:
    """The words of one file, kept: a preview reads the project again at each edit."""
    read = _drawing if path.endswith(_DRAWING) else _READERS.get(path[path.rindex(".") :], _markup)
    said = [(line, " ".join(words.split())) for line, words in read(text)]
    return tuple(Text(path, line, "words", words) for line, words in said if words)


def _markup(text: str) -> Iterator[tuple[int, str]]:
    """Jinja, HTML and Markdown: each line that says or prints something."""
    left = _OPTION.sub("", _PARTS.sub(_left, text))
    for number, line in enumerate(left.splitlines(), 1):
        if "{{" in line or _WORD.search(line):
            yield number, line


def _left(found: re.Match) -> str:
    """What counts of a part of a template. It keeps its line breaks, so that lines still count."""
    breaks = "\n" * found[0].count("\n")
    if code := found["code"]:
        says = any(_says(one or other) for one, other in _STRING.findall(code))
        return code if says or code.startswith("{{") else breaks
    if found["tag"]:
        read = [words for words in _ATTRIBUTE.findall(found["tag"]) if _says(_CODE.sub("", words))]
        return f"{breaks} {' '.join(read)} " if read else breaks or " "
    return breaks or " "


def _drawing(text: str) -> Iterator[tuple[int, str]]:
    """A picture: the lines of its text, with "…" for what is printed there."""
    bare = re.sub(r"\{%.*?%\}", lambda code: "\n" * code[0].count("\n"), text, flags=re.S)
    yield from _markup(re.sub(r"\{\{.*?\}\}", "…", bare))


def _says(text: str) -> bool:
    """Whether a text is words: a name of code has no blank, and no capital in front."""
    return bool(_WORD.search(text)) and (" " in text or text[0].isupper())


def _typst(text: str) -> Iterator[tuple[int, str]]:
    """Typst: its strings, and each piece of content up to the next bracket."""
    for found in _TYPST.finditer(text):
        string, content = found[1] or "", found[2] or ""
        if _says(string) or _WORD.search(_TYPST_CODE.sub("", content)):
            yield text.count("\n", 0, found.start()) + 1, string or content


def _python(text: str) -> Iterator[tuple[int, str]]:
    """Python: its strings, but for docstrings. What is put into one counts as "…"."""
    tree = ast.parse(text)
    said = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        words = ""
        if isinstance(node, ast.JoinedStr):
            said |= set(node.values)
            parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            words = "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said:
            words = node.value
        if _says(words):
            yield node.lineno, words


def _config(text: str) -> Iterator[tuple[int, str]]:
    """mkdocs.yml: the name and description of the site, and the titles of its navigation."""
    for found in _SAID_BY_CONFIG.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found.group()


_READERS = {".py": _python, ".typ": _typst, ".yml": _config}
