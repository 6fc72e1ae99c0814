"""The answer to a code of a health record: the page that it leads to, in the form of its schema."""

from __future__ import annotations

import copy

import pytest
from jsonschema import Draft202012Validator

from creators.data.infobutton import FEED, create_feed
from sheets import SITE, real_knowledge

CODE = next(iter(real_knowledge().codes.values()))


@pytest.fixture
def feed() -> dict:
    """The response for one code."""
    return copy.deepcopy(create_feed(real_knowledge(), CODE, "Bumps", SITE, "2026-11-22"))


def is_right(feed: dict) -> bool:
    return Draft202012Validator(FEED).is_valid(feed)


def test_the_schema_refuses_empty_words_and_an_answer_without_a_page(feed):
    entry = feed["feed"]["entry"][0]
    for words, right in (("X", True), ("", False)):
        entry["title"]["_value"] = words
        assert is_right(feed) == right
    entry["title"]["_value"] = "White dots"
    assert is_right({"feed": {**feed["feed"], "category": []}})
    assert not is_right({"feed": {**feed["feed"], "entry": []}})
    entry["link"] = []
    assert not is_right(feed)


def test_an_answer_says_first_what_to_do_in_an_emergency(feed):
    (entry,) = feed["feed"]["entry"]
    urgent = real_knowledge().urgencies["emergency_now"].action
    assert entry["summary"]["_value"].startswith(
        f"If this is an emergency, do not read on. {urgent} "
    )
    assert entry["link"][0]["href"].startswith(SITE) and entry["updated"] == {
        "_value": "2026-11-22T00:00:00Z"
    }
