"""A script that stands inside a page, and the hash by which the Content Security Policy allows it
and no other."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Script:
    """`text`: what stands between <script> and </script>. `hash`: its source expression for
    script-src (CSP Level 3, 2.3.1)."""

    text: str
    hash: str


def create_script(text: str) -> Script:
    """Return a script of docs/assets/ without comments, indents and the line breaks that mean
    nothing. A comment stands on a line of its own, or behind code and a space."""
    if "</" in text:
        raise ValueError(
            "docs/assets: expected no </ in a script that stands inside pages, which would end its"
            " <script>"
        )
    short = re.sub(r"^\s*// .*\n", "", text, flags=re.M)
    short = re.sub(r"^\s+|(?:^|[ \t]+)// .*$", "", short, flags=re.M)
    short = re.sub(r"(?<=[{;,(\[])\n", "", short)
    return Script(short, f"sha256-{b64encode(sha256(short.encode()).digest()).decode()}")
