"""Days: which windows cover what, when they end, and what may be used on a day."""

from dataclasses import replace

import pytest

from knowledge.model import once
from knowledge.windows import (
    NEVER,
    end_of,
    thing,
    until,
    wider,
    windows,
    windows_on,
)
from small_project import small_knowledge

WEEK, SUBSTANCES = "docs/prevent/week.md", "docs/_data/substances.yml"


@pytest.fixture
def small(tmp_path):
    return small_knowledge(tmp_path)


def names(found) -> list[tuple[str, int | None]]:
    return [(window.what, window.avoid.until_day) for window in found]


def test_a_thing_is_a_substance_or_an_activity(small):
    assert thing(small, "bha") is small.substances["bha"]
    assert thing(small, "swimming") is small.activities["swimming"]
    assert thing(small, "cloth") is None


def test_wider_goes_from_narrow_to_wide(small):
    assert (wider(small, "bha"), wider(small, "acid"), wider(small, "nothing")) == (
        ["bha", "acid"],
        ["acid"],
        [],
    )


def test_a_circle_ends_the_list(tmp_path):
    small = small_knowledge(
        tmp_path, (SUBSTANCES, 'name: "acids"}', 'name: "acids", kind_of: bha}')
    )
    assert (wider(small, "bha"), wider(small, "acid")) == (["bha", "acid"], ["acid", "bha"])


def test_a_kind_of_something_unknown_ends_the_list(tmp_path):
    small = small_knowledge(tmp_path, (SUBSTANCES, "kind_of: acid", "kind_of: gone"))
    assert wider(small, "bha") == ["bha"]


def test_every_rule_gives_a_window_for_each_thing(tmp_path):
    small = small_knowledge(tmp_path, (WEEK, "what: [acid]", "what: [acid, swimming]"))
    assert [
        (window.what, window.number, window.avoid.until_day, window.place)
        for window in windows(small)
    ] == [
        ("acid", 0, 7, "docs/prevent/week.md:7"),
        ("swimming", 0, 7, "docs/prevent/week.md:7"),
        ("bha", 1, 14, "docs/prevent/week.md:8"),
        ("swimming", 2, 3, "docs/prevent/week.md:9"),
        ("steroid", 3, None, "docs/prevent/week.md:10"),
    ]


def test_a_window_covers_everything_that_is_a_kind_of_it(small):
    assert names(windows_on(small, "bha")) == [("acid", 7), ("bha", 14)]
    assert names(windows_on(small, "acid")) == [("acid", 7)]
    assert names(windows_on(small, "bha", "any")) == [("acid", 7)]
    assert names(windows_on(small, "bha", "deep_or_rf")) == [("bha", 14)]
    assert names(windows_on(small, "cloth")) == []


def test_only_a_clinician_ends_a_window_without_an_end(small):
    assert [end_of(window) for window in windows(small)] == [7, 14, 3, NEVER]
    assert NEVER > 365


def test_the_window_that_ends_last_counts(tmp_path):
    small = small_knowledge(
        tmp_path, (WEEK, "what: [swimming], until_day: 3", "what: [bha], until_day: 10")
    )
    assert names([until(small, "bha")]) == [("bha", 10)]
    assert names([until(small, "bha", "deep_or_rf")]) == [("bha", 14)]
    assert names([until(small, "steroid")]) == [("steroid", None)]
    assert until(small, "swimming") is None
    assert until(small, "acid", "deep_or_rf") is None


def test_what_is_made_once_is_made_anew_for_another_knowledge(small):
    made = []
    count = once(lambda knowledge: made.append(knowledge) or len(made))
    assert [count(small), count(small), count(replace(small)), count(small)] == [1, 1, 2, 1]
