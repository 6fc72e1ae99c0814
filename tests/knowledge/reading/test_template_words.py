"""The words of templates and of the code that makes wording: what a reader sees, at its line."""

import pytest

from knowledge.reading.template_words import WORDING, read_template_words

SEEN = {
    "three words": ("page.jinja", "Call for help\n", [(1, "Call for help")]),
    "fewer": ("page.jinja", "Page 3\nSee more\n", []),
    "a line below code": (
        "page.html",
        "{# Not\nfor readers #}\n<p>Call {{ name }} at once</p>\n",
        [(3, "Call … at once")],
    ),
    "a block of Markdown": (
        "page.jinja",
        "/// html | div.more than one\nCall them at once\n///\n",
        [(2, "Call them at once")],
    ),
    "Typst": (
        "sheet.typ",
        '// A note for writers\n#let a = "Call for help"\n#text[Go there now]\n',
        [(2, "Call for help"), (3, "Go there now")],
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
        'LATE = "Wait for it"\n'
        'def after(day):\n    return f"Not before day {day} at all"\n',
        encoding="utf-8",
    )
    path = f"{WORDING}/days.py"
    assert read(tmp_path) == [(path, 2, "Wait for it"), (path, 4, "Not before day … at all")]
