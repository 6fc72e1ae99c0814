"""Scripts that stand inside pages: short, allowed by their hash, and without a way to ask for
anything."""

from __future__ import annotations

import gzip
import re

import pytest

from builders.sheet_scripts import read_sheet_scripts
from creators.shell.script import create_script
from helpers import ROOT

LIMITS = {"listen.js": 900, "copy-card.js": 500}
"""Bytes of a script inside a page, compressed by gzip."""
ASKS = r"https?:|fetch\(|XMLHttp|WebSocket|sendBeacon|EventSource|import\(|\.src\b|localStorage"


@pytest.mark.parametrize("name", LIMITS)
def test_a_script_is_short_and_asks_for_nothing(name: str):
    script = create_script((ROOT / "docs" / "assets" / name).read_text(encoding="utf-8"))
    assert len(gzip.compress(script.text.encode(), 9, mtime=0)) < LIMITS[name]
    assert re.findall(ASKS, script.text) == []


def test_comments_and_indents_are_gone_and_code_is_not():
    text = '// What.\n"use strict";\n  const a = "https://b.example/"; // why\n  // own\n  a();\n'
    assert create_script(text).text == '"use strict";const a = "https://b.example/";a();'


def test_a_script_cannot_end_its_element():
    with pytest.raises(ValueError, match="expected no </ in a script"):
        create_script("'</script>'")


def test_a_sheet_has_all_of_its_scripts():
    text = create_script(read_sheet_scripts(ROOT)).text
    assert text.count('"use strict";(() => {') == text.count("})();") == 3
