"""Names in prose: what a sentence names, and which days it may give for that."""

import pytest

from knowledge.prose.lexicon import NEGATIVE, create_lexicon, words_pattern
from small_project import small_knowledge

ACID_WASH, WEEK, CLOTH = "docs/treat/acid-wash.md", "docs/prevent/week.md", "docs/treat/cloth.md"


@pytest.fixture
def lexicon(tmp_path):
    return create_lexicon(small_knowledge(tmp_path))


def the_only(lexicon, sentence):
    [named] = lexicon.named(sentence)
    return named


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Use a cool cloth.", [("cool cloth", 6, {("remedy", "cloth")})]),
        ("Acid washes and ACID WASH differ.", [("ACID WASH", 16, {("remedy", "acid-wash")})]),
        (
            "No acids, no swimming.",
            [("acids", 3, {("thing", "acid")}), ("swimming", 13, {("thing", "swimming")})],
        ),
        (
            "Salicylic acid is a BHA.",
            [("Salicylic acid", 0, {("thing", "bha")}), ("BHA", 20, {("thing", "bha")})],
        ),
        (
            "The steroid cream, the steroid.",
            [
                ("steroid cream", 4, {("remedy", "steroid")}),
                ("steroid", 23, {("thing", "steroid")}),
            ],
        ),
        ("Non-steroid, steroids, steroid-free, swimmingly.", []),
        ("", []),
    ],
)
def test_a_sentence_names_whole_words_the_longest_first(lexicon, sentence, expected):
    assert [
        (named.word, named.start, set(named.ids)) for named in lexicon.named(sentence)
    ] == expected


def test_one_word_may_name_a_remedy_and_a_substance(tmp_path):
    lexicon = create_lexicon(
        small_knowledge(tmp_path, (ACID_WASH, "names: [acid wash]", "names: [acid wash, BHA]"))
    )
    assert the_only(lexicon, "A bha.").ids == {("remedy", "acid-wash"), ("thing", "bha")}


@pytest.mark.parametrize(
    ("sentence", "remedies", "things"),
    [
        ("An acid wash.", ["acid-wash"], {"bha"}),
        ("A BHA.", ["acid-wash"], {"bha"}),
        ("Any acids.", ["acid-wash"], {"acid"}),
        ("A cool cloth.", ["cloth"], set()),
        ("Go swimming.", [], {"swimming"}),
    ],
)
def test_a_name_stands_for_remedies_and_for_things(lexicon, sentence, remedies, things):
    named = the_only(lexicon, sentence)
    assert [remedy.id for remedy in lexicon.remedies(named)] == remedies
    assert lexicon.things(named) == things


def test_only_what_has_a_day_rule_is_bound_by_one(tmp_path):
    lexicon = create_lexicon(small_knowledge(tmp_path, (CLOTH, "last_day: 3\n", "")))
    assert lexicon.has_window(the_only(lexicon, "A cool cloth.")) is False
    assert lexicon.has_window(the_only(lexicon, "An acid wash.")) is True
    assert lexicon.has_window(the_only(lexicon, "Go swimming.")) is True


def test_a_last_day_is_a_day_rule(lexicon):
    assert lexicon.has_window(the_only(lexicon, "A cool cloth.")) is True


def test_no_words_are_never_found():
    assert words_pattern([]).search("anything") is None


@pytest.mark.parametrize(
    ("words", "sentence", "found"),
    [
        (["a", "a b"], "a b a", ["a b", "a"]),
        (["c++"], "use C++ now", ["C++"]),
        (["pus"], "pus, pus-filled, opus, Pus.", ["pus", "Pus"]),
    ],
)
def test_words_are_found_whole_and_in_any_case(words, sentence, found):
    assert words_pattern(words).findall(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Don’t use it.", True),
        ("Don't use it.", True),
        ("Stay off it.", True),
        ("Wait a week.", True),
        ("Never.", True),
        ("Use it now.", False),
        ("A notable knot.", False),
        ("Put it on.", False),
        ("Put off the swim.", True),
    ],
)
def test_some_words_say_to_leave_it_alone(sentence, expected):
    assert (NEGATIVE.search(sentence) is not None) is expected
