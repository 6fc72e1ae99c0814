"""The styles and scripts that stand inside pages, and the hash by which the Content Security Policy
allows each of them and no other."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

_CLASSES = re.compile(r'class="([^"]*)"')
_KINDS = re.compile(r"<([\w-]+)[ >]")


@dataclass(frozen=True)
class Inside:
    """`text`: what stands between the tags of <style> or <script>. `hash`: its source expression
    for style-src or script-src (CSP Level 3, 2.3.1)."""

    text: str
    hash: str


def create_style(text: str, extra: str = "") -> Inside:
    """`text` as it was written by hand, without comments and spare spaces, and `extra`, rules that
    are added to it."""
    return _inside(_shorten(text) + _shorten(extra), "overrides: expected no </ in a style")


def create_script(text: str) -> Inside:
    """Return a script of docs/assets/ without comments, indents and the line breaks that mean
    nothing. A comment stands on a line of its own, or behind code and a space."""
    short = re.sub(r"^\s*// .*\n", "", text, flags=re.M)
    short = re.sub(r"^\s+|(?:^|[ \t]+)// .*$", "", short, flags=re.M)
    short = re.sub(r"(?<=[{;,(\[])\n", "", short)
    return _inside(short, "docs/assets: expected no </ in a script")


def _inside(text: str, expected: str) -> Inside:
    if "</" in text:
        raise ValueError(f"{expected} that stands inside pages, which would end its tag")
    return Inside(text, f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}")


def own_style(parts: Mapping[str, str], content: str) -> Inside | None:
    """The rules that one page has besides everyone's: those `parts` (by the class or the kind of
    element that they are for, or by several with a + between them) of which `content`, its HTML,
    has an element; None where it has none."""
    found = {name for names in _CLASSES.findall(content) for name in names.split()}
    found.update(_KINDS.findall(content))
    css = "".join(text for names, text in parts.items() if not found.isdisjoint(names.split("+")))
    return create_style(css) if css else None


def narrow_rules(counts: dict[str, int]) -> str:
    """Rules that narrow a list to what is chosen above it, without a script: for each choice (the
    first letter of its values) how many values it has.

    An <option id="c3"> or <input id="d3"> that is chosen hides each row inside the .az around both
    that has no class c3. Only on a screen: paper gets the whole list, and so does a browser that
    does not know :has().
    """
    values = [f"{letter}{number}" for letter, count in counts.items() for number in range(count)]
    hidden = ",".join(f".az:has(#{value}:checked) li:not(.{value})" for value in values)
    return f"@media screen{{{hidden}{{display:none}}}}" if values else ""


@lru_cache(maxsize=256)  # many pages have the same rules of their own
def _shorten(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,>~]) ?", r"\1", text)
    return re.sub(r"(?<=[\w)%]): (?=[^{}]*[;}])", ":", text).replace(";}", "}").strip()


def data_script(name: str, data: object) -> str:
    """Return a script that sets `name` to `data`: JSON, less what could end a script or, in old
    browsers, a line of one."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark in "<\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return f"window.{name} = {text};\n"
