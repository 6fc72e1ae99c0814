"""YAML with lines: each value knows where it stands, and what would hide that is refused with its
line."""

import datetime
import math

import pytest

from knowledge.reading.yaml_lines import DEEPEST, LARGEST_NUMBER, YamlError, parse_yaml


def test_every_key_and_item_has_its_line():
    text = (
        "title: Aloe\nwhen:\n  from: 7\n  why: |\n    one\n    two\nnames:\n  - aloe\n  - {a: 1,\n "
        "    b: 2}\n"
    )
    value, lines = parse_yaml(text)
    assert value == {
        "title": "Aloe",
        "when": {"from": 7, "why": "one\ntwo\n"},
        "names": ["aloe", {"a": 1, "b": 2}],
    }
    assert lines == {
        (): 1,
        ("title",): 1,
        ("when",): 2,
        ("when", "from"): 3,
        ("when", "why"): 4,
        ("names",): 7,
        ("names", 0): 8,
        ("names", 1): 9,
        ("names", 1, "a"): 9,
        ("names", 1, "b"): 10,
    }


def test_lines_are_counted_from_the_first_line_of_the_front_matter():
    assert parse_yaml("a: 1\n\n# why\nb: [2]", first_line=2)[1] == {
        (): 2,
        ("a",): 2,
        ("b",): 5,
        ("b", 0): 5,
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_a_text_without_a_value_is_none(text):
    assert parse_yaml(text)[0] is None


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("7", 7),
        ("'7'", "7"),
        ("true", True),
        ("no", "no"),
        ("NO", "NO"),
        ("~", None),
        ("", None),
        ("1.5", 1.5),
        ("1e5", "1e5"),
        ("2026-11-22", datetime.date(2026, 11, 22)),
        ("0x1F", 31),
        ("<b>", "<b>"),
        (str(LARGEST_NUMBER), LARGEST_NUMBER),
    ],
)
def test_scalars_are_read_as_yaml_reads_them(scalar, value):
    assert parse_yaml(f"a: {scalar}")[0] == {"a": value}


def test_not_a_number_is_a_number_to_yaml():
    assert math.isnan(parse_yaml("a: .nan")[0]["a"])


@pytest.mark.parametrize(
    "scalar",
    [
        "2026-13-45",
        "2026-02-30",
        str(LARGEST_NUMBER + 1),
        str(-LARGEST_NUMBER - 1),
        "9" * 5000,
        "0x" + "f" * 5000,
        "1" + ":59" * 400,
        "1" + ":59" * 400 + ".5",
    ],
)
def test_a_date_or_number_that_is_none_stays_as_it_was_typed(scalar):
    """The model then says what the field should be; a larger number could not even be printed in
    its message."""
    assert parse_yaml(f"a: {scalar}")[0] == {"a": scalar}


@pytest.mark.parametrize("key", ["1", "true", "2026-11-22", "null", "<<", "="])
def test_every_key_is_text(key):
    assert parse_yaml(f"{key}: x")[0] == {key: "x"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3", 3, "the key a stands twice"),
        ("a:\n  b: 1\n  b: 2", 3, "the key b stands twice"),
        ("a: [{b: 1,\n b: 2}]", 2, "the key b stands twice"),
        ("1: x\n'1': y", 2, "the key 1 stands twice"),
        ("a: 1\n? [x]\n: y", 2, "a key that is not a plain word"),
        ("{a: b}: c", 1, "a key that is not a plain word"),
        ("a: 1\nb: &name [1]", 2, "an anchor or alias: name"),
        ("&a [*a]", 1, "an anchor or alias: a"),
        (
            "a: !!python/object/apply:os.system [x]",
            1,
            "a tag: tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("a: 1\nb: !!python/object:x {c: 1}", 2, "a tag: tag:yaml.org,2002:python/object:x"),
        ("a: !!int ''", 1, "a tag: tag:yaml.org,2002:int"),
        ("a: !!bool maybe", 1, "a tag: tag:yaml.org,2002:bool"),
        ("a: !!timestamp x", 1, "a tag: tag:yaml.org,2002:timestamp"),
        ("a: !!binary aGk=", 1, "a tag: tag:yaml.org,2002:binary"),
        ("a: !!set {x}", 1, "a tag: tag:yaml.org,2002:set"),
        ("a: !mine x", 1, "a tag: !mine"),
        ("a: 1\n---\nb: 2", 2, "found another document"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, line, message):
    with pytest.raises(YamlError) as caught:
        parse_yaml(text)
    assert (caught.value.line, str(caught.value)) == (line, message)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: c: d", 2),
        ("a: 1\nb: [1, 2\n", 2),
        ("a: 1\n\tb: 2", 2),
        ("a: 'x\n\n\n", 1),
        ("a: 1\nb: <<\n", 2),
        ("a: 1\nb: @x", 2),
        ("a: 1\n b: 2", 2),
        ("a: 1\nb\nc: 3", 3),
        ("%YAML 9.9\n---\na: 1", 1),
        ('a: "\\q"', 1),
    ],
)
def test_broken_yaml_is_said_with_its_line(text, line):
    """The words are the YAML library's own."""
    with pytest.raises(YamlError) as caught:
        parse_yaml(text)
    assert caught.value.line == line


@pytest.mark.parametrize("text", ["a: [1\n\n\n\n", "a: {b: 1\n\n", "a: 1\n- b\n\n", 'a: "x\n\n'])
@pytest.mark.parametrize("first_line", [1, 2])
def test_an_error_is_never_below_the_last_line(text, first_line):
    with pytest.raises(YamlError) as caught:
        parse_yaml(text, first_line)
    assert first_line <= caught.value.line <= first_line + text.rstrip().count("\n")


def test_lists_nest_so_deep_and_no_deeper():
    deepest = "[" * DEEPEST + "]" * DEEPEST
    assert str(parse_yaml(deepest)[0]) == deepest
    with pytest.raises(YamlError, match="^lists nested too deep$"):
        parse_yaml(f"[{deepest}]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 200_000, "lists nested too deep"),
        ("{a: " * 200_000, "lists nested too deep"),
        ("- " * 200_000 + "x", "lists nested too deep"),
        ("? " * 5_000, "a key that is not a plain word"),
    ],
)
def test_no_depth_ends_the_process(text, message):
    """libyaml composes by recursion in C: without a limit, it would end Python with a segmentation
    fault."""
    with pytest.raises(YamlError, match=f"^{message}$") as caught:
        parse_yaml(f"title: x\nlist:\n  {text}")
    assert caught.value.line == 3


@pytest.mark.parametrize("char", ["\x00", "\x07", "\ufffe", "\ud800"])
def test_a_character_that_yaml_does_not_take_is_an_error(char):
    with pytest.raises(YamlError) as caught:
        parse_yaml(f"a: x{char}", first_line=2)
    assert caught.value.line == 2
