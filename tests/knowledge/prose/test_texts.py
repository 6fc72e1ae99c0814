"""Every piece of prose is found, with its file, line, field, page and heading."""

from dataclasses import replace

import pytest

from knowledge.prose.blocks import Text
from knowledge.prose.texts import anchors, by_page, collect_texts, page_texts
from knowledge.reading.loader import load_knowledge
from small_project import small_knowledge, write_project

MILIA, FLAGS = "docs/causes/milia.md", "docs/_data/red_flags.yml"


@pytest.fixture
def small(tmp_path):
    return small_knowledge(tmp_path)


def test_a_cause_gives_its_fields_then_its_body_under_the_headings_that_readers_see(small):
    page, looks = "causes/milia.md", "what-it-looks-like"
    assert list(page_texts(small.causes["milia"])) == [
        Text(MILIA, 2, "title", "White dots (milia)", page),
        Text(MILIA, 3, "summary", "Hard white dots that do no harm and need no care.", page),
        Text(MILIA, 12, "do_now", "Leave them alone. [^open]", page),
        Text(MILIA, 8, "looks", "Hard white dots. [^GOOD]", page, looks),
        Text(MILIA, 9, "feels", "Like a grain of sand. [^GOOD]", page, looks),
        Text(MILIA, 10, "on_brown_and_black_skin", "White or cream dots. [^open]", page, looks),
        Text(MILIA, 17, "heading", "How to tell", page, "how-to-tell", "heading", 2),
        Text(
            MILIA,
            19,
            "text",
            "A dot stays the same. [^GOOD] Ask a nurse about an acid wash from {{ first_day"
            " acid-wash }}. [^GOOD]",
            page,
            "how-to-tell",
            "paragraph",
        ),
    ]


def test_a_cause_gives_its_optional_fields_when_they_are_there(small):
    assert [
        (text.field, text.line, text.text)
        for text in page_texts(small.causes["rash"])
        if text.field in ("place", "does_not_fit")
    ] == [
        ("place", 10, "Where hair grows. [^GOOD]"),
        ("does_not_fit", 12, "Hard dots that do not hurt. [^open]"),
    ]


def test_a_rule_gives_the_reason_of_each_window(small):
    found = [text for text in page_texts(small.rules["week"]) if text.field == "why"]
    assert [(text.line, text.text, text.page, text.anchor) for text in found] == [
        (7, "Acids sting open skin.", "prevent/week.md", "leave-alone"),
        (8, "Deep holes close late. [^GOOD]", "prevent/week.md", "leave-alone"),
        (9, "Pools hold germs.", "prevent/week.md", "leave-alone"),
        (10, "It can hide an infection.", "prevent/week.md", "leave-alone"),
    ]


def test_a_record_of_data_is_on_no_page(small):
    found = [text for text in small.texts if text.path == FLAGS]
    assert [(text.line, text.field, text.text) for text in found[:4]] == [
        (3, "sign", "Hard white dots"),
        (8, "short", "White dots"),
        (5, "action", "Show them at your next visit."),
        (6, "why", "They do no harm."),
    ]
    assert {(text.page, text.section, text.kind) for text in found} == {("", "", "field")}


def test_each_item_of_a_list_has_its_own_line(small):
    act = [(text.path, text.line, text.text) for text in small.texts if text.field == "act"]
    assert act == [
        ("docs/_data/stages.yml", 2, "Rest. [^open]"),
        ("docs/_data/stages.yml", 3, "Use a cool cloth. [^open]"),
    ]


def test_what_others_often_say_is_not_our_prose(small):
    assert [
        (text.field, text.text) for text in small.texts if text.path == "docs/_data/corrections.yml"
    ] == [("we_say", "They may not."), ("why", "Nobody knows. [^open]")]


def test_the_knowledge_keeps_all_prose_pages_first(small):
    assert small.texts == tuple(collect_texts(replace(small, texts=())))
    assert list(dict.fromkeys(text.path for text in small.texts if text.page)) == [
        "docs/causes/milia.md",
        "docs/causes/rash.md",
        "docs/identify/index.md",
        "docs/index.md",
        "docs/prevent/week.md",
        "docs/treat/acid-wash.md",
        "docs/treat/cloth.md",
        "docs/treat/steroid.md",
    ]
    assert [bool(text.page) for text in small.texts] == sorted(
        (bool(text.page) for text in small.texts), reverse=True
    )


def test_prose_is_sorted_by_page(small):
    prose = by_page(small)
    assert list(prose) == list(small.pages())
    assert prose["treat/cloth.md"] == list(page_texts(small.remedies["cloth"]))


def test_a_page_has_the_anchors_of_its_headings_and_its_template(small):
    page = small.causes["milia"]
    assert anchors(small, page, by_page(small)[page.path]) == {
        "how-to-tell",
        "what-it-looks-like",
        "what-to-do",
        "get-help",
        "when-it-starts",
        "what-may-help",
        "sources",
    }


@pytest.mark.parametrize(
    ("path", "edits", "ids"),
    [
        ("index.md", (), {"begin-here", "sources"}),
        ("identify/index.md", (), {"what-to-do", "sources"}),
        (
            "causes/milia.md",
            ((MILIA, "watch_for: [late-bumps]\n", ""),),
            {
                "how-to-tell",
                "what-it-looks-like",
                "what-to-do",
                "when-it-starts",
                "what-may-help",
                "sources",
            },
        ),
        ("treat/acid-wash.md", (), {"when-you-can-use-it", "what-to-do", "get-help", "sources"}),
        ("treat/cloth.md", (), {"when-you-can-use-it", "what-to-do", "sources"}),
        ("prevent/week.md", (), {"what-to-do", "leave-alone", "sources"}),
    ],
)
def test_a_heading_of_the_template_is_there_where_something_stands_below_it(
    tmp_path, path, edits, ids
):
    """The start page has no list of steps; a sign that can wait is no reason to get help."""
    small = small_knowledge(tmp_path, *edits)
    assert anchors(small, small.pages()[path], by_page(small)[path]) == ids


def test_a_rule_that_only_explains_has_no_table(tmp_path):
    write_project(tmp_path)
    (tmp_path / "docs/prevent/shade.md").write_text(
        "---\ntitle: Shade\nsummary: Where to find it, and how long to stay.\n"
        "do_now: [Sit in it.]\n---\nIt is cool.\n"
    )
    knowledge, _ = load_knowledge(tmp_path)
    path = "prevent/shade.md"
    assert anchors(knowledge, knowledge.pages()[path], by_page(knowledge)[path]) == {
        "what-to-do",
        "sources",
    }


@pytest.mark.parametrize(
    ("macro", "ids"),
    [
        ("{{ red_flags same_day }}", {"pus"}),
        ("{{ red_flags }}", {"pearls", "pus", "eye-pain", "late-bumps"}),
        ("{{ stages }}", {"first", "rest"}),
        ("{{ corrections }}", {"healing"}),
        ("{{ source_list }}", {"good", "cases", "clinic"}),
        ("{{ source_list C }}", {"cases"}),
        ("{{ unread_sources }}", {"unread"}),
        ("{{ pictures pearls }}", set()),
    ],
)
def test_some_block_macros_give_each_record_an_anchor(tmp_path, macro, ids):
    small = small_knowledge(tmp_path, ("docs/identify/index.md", "{{ pictures pearls }}", macro))
    page = small.guides["identify/index.md"]
    assert anchors(small, page, by_page(small)[page.path]) == {"what-to-do", "sources"} | ids
