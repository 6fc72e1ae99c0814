"""Clinical statements: every sign, day and sentence is one, with its sources or its open mark."""

import pytest

from knowledge.prose.statements import Statement, statements, strength
from small_project import small_knowledge

FLAGS, WEEK = "docs/_data/red_flags.yml", "docs/prevent/week.md"


@pytest.fixture
def small(tmp_path):
    return small_knowledge(tmp_path)


def found_in(knowledge, path: str, *fields: str) -> list[Statement]:
    return [one for one in statements(knowledge) if one.path == path and one.field in fields]


def test_each_red_flag_is_one_and_a_judgement_is_marked(small):
    found = found_in(small, FLAGS, "sign")
    assert [(one.anchor, one.sources, one.careful) for one in found] == [
        ("pearls", ("GOOD",), False),
        ("pus", ("GOOD",), True),
        ("eye-pain", ("GOOD",), False),
        ("late-bumps", ("GOOD", "CASES"), False),
    ]
    assert found[2].text == "Eye pain: Go to an eye service now. It can harm your sight."
    assert {one.page for one in found} == {"when-to-worry/red-flags.md"}


def test_each_wait_is_one_and_open_where_it_has_no_source(small):
    found = found_in(small, WEEK, "avoid")
    assert [(one.text, one.careful, one.start.day) for one in found] == [
        ("Leave alone acids", False, 7),
        ("Leave alone BHA", True, 14),
        ("Leave alone swimming", True, 3),
        ("Leave alone steroid", False, None),
    ]
    assert all(one.leave and one.is_open == one.careful for one in found)


def test_each_time_of_a_cause_is_one(small):
    found = found_in(small, "docs/causes/milia.md", "starts", "lasts")
    assert [(one.text, one.careful) for one in found] == [
        ("White dots (milia) starts: weeks.", False),
        ("White dots (milia) lasts: 2 to 3 months.", True),
    ]
    assert [strength(small, one) for one in found] == ["good", "not_tested"]


def test_one_mark_speaks_for_its_section(tmp_path):
    marked = "Wet it and lay it on. [^open]"
    bare = f"{marked}\n\nLay it on for some minutes.\n\n## Then\n\nDry it with care then."
    small = small_knowledge(tmp_path, ("docs/treat/cloth.md", marked, bare))
    found = found_in(small, "docs/treat/cloth.md", "text")
    assert [(one.careful, one.covered) for one in found] == [
        (True, False),
        (False, True),
        (False, False),
    ]
