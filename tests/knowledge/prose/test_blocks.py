"""Prose as the checks see it: blocks with their lines, sentences, links, citations, macros."""

import pytest

from knowledge.prose.blocks import (
    CITATION,
    LINK,
    MACRO,
    Text,
    cells,
    macros,
    parse_blocks,
    parse_heading,
    plain,
    sentences,
    whole_lines,
)

BODY = """\
Before any heading,
on two lines. [^A]

## Why it happens

- One item
  that goes on.
- Another.
1. First.
2) Second.

| What | When |
|:--|---|
| Aloe | day 7 [^A] |

{{ red_flags same_day }}
### Small print {#small}
The end.
"""


def test_every_block_has_its_kind_words_line_and_heading():
    found = parse_blocks(BODY, 10, "docs/causes/x.md", "causes/x.md")
    assert [(one.kind, one.text, one.line, one.anchor, one.level) for one in found] == [
        ("paragraph", "Before any heading, on two lines. [^A]", 10, "", 0),
        ("heading", "Why it happens", 13, "why-it-happens", 2),
        ("item", "One item that goes on.", 15, "why-it-happens", 0),
        ("item", "Another.", 17, "why-it-happens", 0),
        ("item", "First.", 18, "why-it-happens", 0),
        ("item", "Second.", 19, "why-it-happens", 0),
        ("head", "| What | When |", 21, "why-it-happens", 0),
        ("row", "| Aloe | day 7 [^A] |", 23, "why-it-happens", 0),
        ("macro", "{{ red_flags same_day }}", 25, "why-it-happens", 0),
        ("heading", "Small print", 26, "small", 3),
        ("paragraph", "The end.", 27, "small", 0),
    ]


@pytest.mark.parametrize("body", ["", "\n\n", "|---|---|\n"])
def test_a_body_without_words_has_no_blocks(body):
    assert list(parse_blocks(body)) == []


def test_a_table_row_is_a_head_only_above_a_line_of_dashes():
    kinds = [
        (block.kind, block.line, block.level)
        for block in parse_blocks("| a |\n| b |\n|---|\n| c |")
    ]
    assert kinds == [("row", 1, 0), ("head", 2, 0), ("row", 4, 0)]


def test_wrapped_lines_are_joined_and_all_others_kept():
    assert [text for _, _, text in whole_lines(BODY)] == [
        "Before any heading, on two lines. [^A]",
        "",
        "## Why it happens",
        "",
        "- One item that goes on.",
        "- Another.",
        "1. First.",
        "2) Second.",
        "",
        "| What | When |",
        "|:--|---|",
        "| Aloe | day 7 [^A] |",
        "",
        "{{ red_flags same_day }}",
        "### Small print {#small}",
        "The end.",
    ]


def test_no_lines_are_joined_in_an_empty_body():
    assert list(whole_lines("")) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Why it happens", (2, "Why it happens", "why-it-happens")),
        ("# Title", (1, "Title", "title")),
        ("###### Deep  ", (6, "Deep", "deep")),
        ("## The words {#an-id}", (2, "The words", "an-id")),
        ("## The words { #an-id .class }", (2, "The words", "an-id")),
        ("## [A link](x.md) *here*", (2, "[A link](x.md) *here*", "a-link-here")),
        ("## What’s next?", (2, "What’s next?", "whats-next")),
        ("####### seven", None),
        ("##no space", None),
        ("text", None),
        ("", None),
        (" ## indented", None),
    ],
)
def test_a_heading_gives_its_level_words_and_id(line, expected):
    assert parse_heading(line) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ("| a |  |", ["a", ""]),
        ("|| a |", ["a"]),
        ("  | one cell |  ", ["one cell"]),
    ],
)
def test_a_row_is_cut_into_cells(row, expected):
    assert cells(row) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It itches. [^CHU2021] [^open]", "It itches."),
        ("See [the page](../treat/aloe.md#when) now.", "See the page now."),
        ("Wait until {{ first_day aloe }}.", "Wait until day 7."),
        ("**Bold** and `code` and _this_.", "Bold and code and this."),
        ("A line { .class }", "A line"),
        ("one | two", "one. two"),
        ("  two   spaces\nand lines ", "two spaces and lines"),
        ("", ""),
    ],
)
def test_plain_text_is_what_is_read_aloud(text, expected):
    assert plain(text) == expected


def test_a_macro_may_count_as_other_words_or_none():
    assert plain("Wait until {{ first_day aloe }}.", "") == "Wait until ."
    assert plain("{{ a }} {{ b }}", "x") == "x x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Use 1.5 ml. Stop.", ["Use 1.5 ml.", "Stop."]),
        ("He said “stop.” Then he left.", ["He said “stop.", "Then he left."]),
        ("no full stop", ["no full stop"]),
        ("Ends. in a small letter.", ["Ends. in a small letter."]),
        ("Wait (a day). 2 days later it is gone.", ["Wait (a day).", "2 days later it is gone."]),
        ("", []),
        (" | . ", []),
    ],
)
def test_text_is_cut_into_sentences(text, expected):
    assert sentences(text) == expected


def test_macros_give_their_name_and_ids():
    assert macros("{{ stages }} and {{red_flag a b-c}} but not {{ Two }} or {{ x! }}") == [
        ("stages", ()),
        ("red_flag", ("a", "b-c")),
    ]


def test_links_citations_and_macros_are_told_apart():
    text = "[words](a.md#b) ![image](c.svg) [^CHU2021] [^open] {{ day aloe }} [bare] []()"
    assert LINK.findall(text) == [("words", "a.md#b")]
    assert CITATION.findall(text) == ["CHU2021", "open"]
    assert MACRO.findall(text) == [("day", " aloe")]


@pytest.mark.parametrize(
    ("page", "section"), [("treat/aloe.md", "treat"), ("index.md", ""), ("", "")]
)
def test_a_text_is_in_the_section_of_its_page(page, section):
    assert Text("docs/x", 1, "text", "words", page).section == section


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("row", ["Aloe. Gel day 7. More"]), ("paragraph", ["Aloe.", "Gel. day 7.", "More"])],
)
def test_a_table_row_counts_as_one_sentence(kind, expected):
    assert (
        Text("docs/x", 1, "text", "| Aloe. Gel | day 7. More [^A] |", kind=kind).sentences
        == expected
    )


def test_the_sentences_of_a_text_leave_macros_out():
    assert Text(
        "docs/x", 1, "text", "Wait until {{ day aloe }}. Then [go](x.md). [^A]"
    ).sentences == ["Wait until .", "Then go."]
