"""No function of the scripts is longer than one can hold in mind, and the figures count rightly."""

from code_figures import LONG, Code, figures, longest, read_files

MODULE = 300
"""Lines of a module at most: what is longer has two subjects."""


def test_no_function_of_the_scripts_is_over_40_lines():
    scripts = [file for file in read_files(None) if file.path.startswith("scripts/")]
    assert len(scripts) > 50
    assert list(longest(scripts)) == []


def test_no_module_of_the_scripts_is_over_300_lines():
    scripts = [file for file in read_files(None) if file.path.startswith("scripts/")]
    found = {file.path: len(file.text.splitlines()) for file in scripts}
    assert {path: size for path, size in found.items() if size > MODULE} == {}


def test_a_function_of_41_lines_is_named_with_its_place():
    body = "    pass\n" * LONG
    short = Code("short.py", "def short():\n" + "    pass\n" * (LONG - 1))
    assert list(longest([short, Code("a.py", f"X = 1\n\n\ndef long():\n{body}")])) == [
        "  41 a.py:4: long"
    ]


def test_the_figures_of_a_file_that_one_can_count_by_hand():
    code = Code(
        "one.py",
        '''"""What it is."""
# why


def seen(items):
    """Said."""
    return [[one for one in item] if item else lambda: 0 for item in items]


def unsaid():
    return None
''',
    )
    name, files, lines, module, function, over, _, wide, *rest = figures("one", [code])
    assert (name, files, lines, module, function, over) == ("one", 1, 11, "11/11", "2/3/3", 0)
    assert wide == "0.0%"
    per_thousand = {"comps": 2, "nested": 1, "ternaries": 1, "lambdas": 1, "comments": 1}
    assert [round(float(value) * 11 / 1000) for value in rest[:5]] == [*per_thousand.values()]
    assert rest[5] == "50%"
