"""Styles and scripts inside pages: what is left of the file, the rules that narrow the list of
remedies, and scripts that are short and have no way to ask for anything."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from builders.sheet_scripts import read_sheet_scripts
from creators.shell.inside import create_script, create_style, narrow_rules, own_style
from helpers import ROOT

CSS = ROOT / "overrides" / "site.css"
LIMITS = {"listen.js": 900, "copy-card.js": 500}
"""Bytes of a script inside a page, compressed by gzip."""
ASKS = r"https?:|fetch\(|XMLHttp|WebSocket|sendBeacon|EventSource|import\(|\.src\b|localStorage"


@pytest.mark.parametrize(
    ("text", "css"),
    [
        ("/* why\n */ a { color: red; }\n", "a{color:red}"),
        ("a > b, c ~ d { margin: 0 1px; padding: 0; }", "a>b,c~d{margin:0 1px;padding:0}"),
        (
            'td::before { content: attr(data-label) ": "; }',
            'td::before{content:attr(data-label) ": "}',
        ),
        (
            "@media (min-width: 44rem) {\n  .a :is(b, c) { top: calc(100% - 1rem); }\n}",
            "@media (min-width: 44rem){.a :is(b,c){top:calc(100% - 1rem)}}",
        ),
        ("a:hover { color: red } b :focus { top: 0 }", "a:hover{color:red}b :focus{top:0}"),
    ],
)
def test_only_what_a_browser_needs_is_left(text, css):
    assert create_style(text).text == css


def test_the_hash_is_that_of_the_bytes_between_the_tags():
    style = create_style("a { color: red; }", "b { top: 0 }")
    assert style.hash == "sha256-" + b64encode(sha256(b"a{color:red}b{top:0}").digest()).decode()
    assert style.hash != create_style("a { color: red; }").hash


def test_a_style_that_would_end_its_tag_is_refused():
    with pytest.raises(ValueError, match="expected no </ in a style"):
        create_style('a::after { content: "</style>"; }')


def test_each_value_of_each_choice_hides_what_does_not_have_it():
    assert narrow_rules({"d": 2, "k": 1}) == (
        "@media screen{.az:has(#d0:checked) li:not(.d0),.az:has(#d1:checked) li:not(.d1),"
        ".az:has(#k0:checked) li:not(.k0){display:none}}"
    )
    assert narrow_rules({}) == ""


def test_the_real_style_keeps_every_rule_and_is_short():
    text = CSS.read_text(encoding="utf-8")
    css = create_style(text).text
    assert css.count("{") == re.sub(r"/\*.*?\*/", "", text, flags=re.S).count("{")
    assert len(css.encode()) < 8000
    assert "url(" not in css and "@import" not in css


def test_a_page_has_the_rules_of_the_classes_that_stand_on_it_and_no_others():
    parts = {"four": ".four { top: 0 }", "cards-3": ".cards-3 { top: 1px }"}
    assert own_style(parts, '<div class="fourth"><p class="a">class four</p></div>') is None
    assert own_style(parts, '<div class="four">').text == ".four{top:0}"
    assert (
        own_style(parts, '<table class="scroll cards-3"><p class="four b">').text
        == ".four{top:0}.cards-3{top:1px}"
    )
    assert own_style({"table": "td { top: 0 }"}, "<tablet>") is None
    assert own_style({"table": "td { top: 0 }"}, "<table>").text == "td{top:0}"
    for name in ("a", "b"):
        assert own_style({"a+b": "p { top: 0 }"}, f'<p class="{name}">').text == "p{top:0}"
    assert own_style({"a+b": "p { top: 0 }"}, '<p class="a+b">') is None


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
