"""The words of templates and of the code that makes wording: what a reader sees, at its line."""

import pytest

from knowledge.reading.template_words import WORDING, read_template_words

SEEN = {
    "three words": ("page.jinja", "Call for help\n", [(1, "Call for help")]),
    "one word": ("page.jinja", "1. 2\n\nMenu\n", [(3, "Menu")]),
    "what is printed": ("page.jinja", "{{ block('cards') }}\n", [(1, "{{ block('cards') }}")]),
    "words in code": (
        "page.jinja",
        '{% set few = 6 %}\n{% set way = {\n  "a": "Go on"} %}\n{% if one.id != "go_on" %}\n',
        [(2, "{% set way = {"), (3, '"a": "Go on"} %}')],
    ),
    "a tag": (
        "page.html",
        '<p class="two words"><img alt="A red {{ eye }}" src="a b.png"></p>\n',
        [(1, "A red {{ eye }}")],
    ),
    "a drawing": (
        "drawn.svg.jinja",
        '{% set at = "M 1 2" %}\n{{ dot("#fff") }}\n<text>Day {{ n }}</text>\n',
        [(3, "Day …")],
    ),
    "a line below code": (
        "page.html",
        "{# Not\nfor readers #}\n<p>Call {{ name }} at once</p>\n",
        [(3, "Call {{ name }} at once")],
    ),
    "a block of Markdown": (
        "page.jinja",
        "/// html | div.more than one\nCall them at once\n///\n",
        [(2, "Call them at once")],
    ),
    "Typst": (
        "sheet.typ",
        '// A note for writers\n#let a = "Call for help"\n#text[Go there #day now]\n#b("left")\n',
        [(2, "Call for help"), (3, "Go there #day now")],
    ),
    "no words for patients": ("connect/page.jinja", "Call for help\n", []),
    "a hidden file": (".page.jinja", "Call for help\n", []),
    "another kind": ("page.css", "Call for help\n", []),
}


def read(root) -> list[tuple[str, int, str]]:
    return [(text.path, text.line, text.text) for text in read_template_words(root)]


@pytest.mark.parametrize("name", SEEN)
def test_a_template_has_the_words_that_readers_see(tmp_path, name):
    path, text, found = SEEN[name]
    file = tmp_path / "overrides" / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert read(tmp_path) == [(f"overrides/{path}", *words) for words in found]


def test_code_has_the_words_that_it_writes(tmp_path):
    file = tmp_path / WORDING / "days.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        '"""Says when to begin."""\n'
        'LATE = "Wait for it"\nKEY = "not-yet"\n'
        'def after(day):\n    return f"Not before day {day} at all"\n',
        encoding="utf-8",
    )
    path = f"{WORDING}/days.py"
    assert read(tmp_path) == [(path, 2, "Wait for it"), (path, 5, "Not before day … at all")]


def test_the_configuration_has_the_words_of_every_page(tmp_path):
    text = "site_name: Small\nsite_url: x\nnav:\n  - Home: index.md\n  - Germs:\n      - a.md\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read(tmp_path) == [
        ("mkdocs.yml", 1, "site_name: Small"),
        ("mkdocs.yml", 4, "- Home: index.md"),
        ("mkdocs.yml", 5, "- Germs:"),
    ]
