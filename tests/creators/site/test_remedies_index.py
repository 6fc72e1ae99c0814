"""The remedies index: the same records from A to Z, by cause, by day, by kind, and as a list of
what to leave alone."""

from __future__ import annotations

import pytest

from creators.site.remedies_index import causes_of, choice_counts, create_indexes, sources_of
from knowledge.model import Kind
from knowledge.records.generated import GENERATED_PAGES
from small_project import small_knowledge

CLOTH, ACID_WASH, STEROID = (
    "docs/treat/cloth.md",
    "docs/treat/acid-wash.md",
    "docs/treat/steroid.md",
)
STAGES, WEEK = "docs/_data/stages.yml", "docs/prevent/week.md"
MENTIONS = {"cloth": [("causes/rash.md", "", "")]}


@pytest.fixture
def facts(tmp_path):
    """The facts that the template of one index shows, of the small project with some edits."""
    return lambda path, *edits: (
        create_indexes(small_knowledge(tmp_path, *edits), MENTIONS)[path].facts
    )


def titles(remedies) -> list[str]:
    return [remedy.title for remedy in remedies]


def test_there_is_an_index_for_each_address_that_a_link_may_name(tmp_path):
    indexes = create_indexes(small_knowledge(tmp_path), {})
    assert set(indexes) == {path for path in GENERATED_PAGES if path.startswith("treat/")}
    assert [index.template for index in indexes.values()] == [
        "remedies_index",
        "by_cause",
        "by_day",
        "by_kind",
        "leave_alone",
    ]


def test_every_index_has_its_own_title_and_a_summary_of_one_sentence(tmp_path):
    indexes = create_indexes(small_knowledge(tmp_path), {}).values()
    assert len({index.title for index in indexes}) == len(indexes)
    summaries = [index.summary for index in indexes]
    assert all(20 <= len(summary) <= 160 and summary.endswith(".") for summary in summaries)


def test_all_remedies_stand_from_a_to_z_by_title_in_any_case(facts):
    entries = facts("treat/remedies-index.md", (CLOTH, "title: Cool cloth", "title: aloe cloth"))[
        "entries"
    ]
    assert [remedy.title for remedy, *_ in entries] == ["Acid wash", "aloe cloth", "Steroid cream"]


def test_an_entry_has_its_causes_mentions_and_sources(facts):
    entries = facts("treat/remedies-index.md")["entries"]
    assert [
        (remedy.id, [cause.id for cause in causes], mentions, sources)
        for remedy, causes, mentions, sources, _ in entries
    ] == [
        ("acid-wash", ["milia"], [], ["GOOD", "CASES"]),
        ("cloth", ["milia", "rash"], [("causes/rash.md", "", "")], []),
        ("steroid", [], [], ["CLINIC", "GOOD"]),
    ]


def test_an_entry_fits_the_days_causes_and_kind_that_a_reader_can_choose(facts, tmp_path):
    found = facts("treat/remedies-index.md")
    assert [(remedy.id, values) for remedy, *_, values in found["entries"]] == [
        ("acid-wash", "d1 c1 k2"),
        ("cloth", "d0 d1 c0 c1 k0"),
        ("steroid", "k3"),
    ]
    small = small_knowledge(tmp_path)
    assert choice_counts(small) == {"d": 2, "c": 2, "k": 4}
    assert [cause.id for cause in found["causes"]] == ["rash", "milia"]


def test_the_causes_of_a_remedy_are_those_that_list_it(tmp_path):
    small = small_knowledge(tmp_path, ("docs/causes/rash.md", "remedies: [cloth]", "remedies: []"))
    assert [cause.id for cause in causes_of(small, small.remedies["cloth"])] == ["milia"]


def test_the_sources_of_a_remedy_are_named_once_evidence_first(tmp_path):
    small = small_knowledge(
        tmp_path,
        (ACID_WASH, "sting. [^GOOD]", "sting. [^CLINIC] [^open]"),
        (ACID_WASH, "window_sources: [GOOD]", "window_sources: [CASES, GOOD]"),
    )
    assert sources_of(small.remedies["acid-wash"]) == ["GOOD", "CASES", "CLINIC"]


def test_by_cause_lists_what_may_help_and_what_must_not_be_used(facts):
    causes = facts("treat/by-cause.md")["causes"]
    assert [
        (cause.title, level.id.value, titles(remedies), titles(never))
        for cause, level, remedies, never in causes
    ] == [
        ("Rash with pus", "same_day", ["Cool cloth"], ["Acid wash"]),
        ("White dots (milia)", "routine", ["Cool cloth", "Acid wash"], []),
    ]


def test_by_kind_lists_every_remedy_once_under_every_kind(facts):
    kinds = facts("treat/by-kind.md")["kinds"]
    assert [(kind, titles(remedies)) for kind, remedies in kinds] == [
        (Kind.SELF_CARE, ["Cool cloth"]),
        (Kind.PRODUCT, []),
        (Kind.MEDICINE, ["Acid wash"]),
        (Kind.CLINICIAN_ONLY, ["Steroid cream"]),
    ]


def test_leave_alone_lists_windows_and_what_is_not_advised(facts):
    found = facts("treat/leave-alone.md")
    assert [name for _, name in found["rows"]] == ["swimming", "acids", "steroid", "BHA"]
    assert titles(found["not_advised"]) == ["Steroid cream"]


def test_by_day_lists_what_may_be_used_what_joins_and_what_to_leave_alone(facts):
    stages = facts("treat/by-day.md")["stages"]
    assert [
        (stage.id, titles(now), titles(later), [name for _, name in windows])
        for stage, now, later, windows in stages
    ] == [
        ("first", ["Cool cloth"], [], ["swimming", "acids", "steroid"]),
        ("rest", ["Cool cloth"], ["Acid wash"], ["swimming", "acids", "steroid"]),
    ]


@pytest.mark.parametrize(
    ("last_day", "days"), [(0, ["first"]), (1, ["first", "rest"]), (3, ["first", "rest"])]
)
def test_a_remedy_is_listed_while_it_may_be_used_when_a_stage_begins(facts, last_day, days):
    stages = facts("treat/by-day.md", (CLOTH, "last_day: 3", f"last_day: {last_day}"))["stages"]
    assert [stage.id for stage, now, _, _ in stages if "Cool cloth" in titles(now)] == days


@pytest.mark.parametrize(
    ("first_day", "now", "later"),
    [(1, True, False), (2, False, True), (9, False, True), (10, False, False)],
)
def test_a_remedy_that_joins_during_a_stage_is_listed_apart(facts, first_day, now, later):
    _, stage = facts("treat/by-day.md", (ACID_WASH, "first_day: 7", f"first_day: {first_day}"))[
        "stages"
    ]
    assert ("Acid wash" in titles(stage[1]), "Acid wash" in titles(stage[2])) == (now, later)


def test_what_is_not_advised_is_on_no_day(facts):
    stages = facts("treat/by-day.md")["stages"]
    assert not any("Steroid cream" in titles(now) + titles(later) for _, now, later, _ in stages)
    stages = facts(
        "treat/by-day.md", (STEROID, 'not_advised: "It can make some bumps worse. [^GOOD]"\n', "")
    )["stages"]
    assert [titles(now) for _, now, _, _ in stages] == [["Cool cloth", "Steroid cream"]] * 2


def test_care_for_everyone_comes_first_on_a_day(facts):
    edits = (
        (ACID_WASH, "first_day: 7", "first_day: 0"),
        (STEROID, 'not_advised: "It can make some bumps worse. [^GOOD]"\n', ""),
    )
    assert [titles(now) for _, now, _, _ in facts("treat/by-day.md", *edits)["stages"]] == [
        ["Cool cloth", "Acid wash", "Steroid cream"]
    ] * 2


def test_what_is_safe_again_first_stands_first(facts):
    stages = facts(
        "treat/by-day.md",
        (WEEK, "what: [swimming], until_day: 3", "what: [swimming], until_day: 8"),
    )["stages"]
    assert [name for _, name in stages[0][3]] == ["acids", "swimming", "steroid"]


def test_a_window_that_is_over_when_a_stage_begins_is_not_in_it(facts):
    stages = facts(
        "treat/by-day.md",
        (WEEK, "what: [swimming], until_day: 3", "what: [swimming], until_day: 1"),
    )["stages"]
    assert [[name for _, name in windows] for _, _, _, windows in stages] == [
        ["swimming", "acids", "steroid"],
        ["acids", "steroid"],
    ]
