"""Names in prose: what a sentence names, and how words are found."""

import pytest

from knowledge.prose.lexicon import create_all_names, create_lexicon, names_in, words_pattern
from small_project import small_knowledge

NAMES = "docs/treat/acid-wash.md", "names: [acid wash]", "names: [acid wash, BHA]"
"""One word may name a remedy and a substance."""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Use a cool cloth.", [("cool cloth", {"cloth"})]),
        ("Acid washes and ACID WASH differ.", [("ACID WASH", {"acid-wash"})]),
        ("No acids, no swimming.", [("acids", {"acid"}), ("swimming", {"swimming"})]),
        ("Salicylic acid is a BHA.", [("Salicylic acid", {"bha"}), ("BHA", {"bha", "acid-wash"})]),
        (
            "The steroid cream, the steroid.",
            [("steroid cream", {"steroid"}), ("steroid", {"steroid"})],
        ),
        ("Non-steroid, steroids, steroid-free, swimmingly.", []),
        ("", []),
    ],
)
def test_a_sentence_names_whole_words_the_longest_first(tmp_path, sentence, expected):
    knowledge = small_knowledge(tmp_path, NAMES)
    assert names_in(sentence, create_lexicon(knowledge)) == expected


def test_names_that_people_ask_and_buy_by_belong_to_their_rows(tmp_path):
    knowledge = small_knowledge(
        tmp_path,
        (
            "docs/_data/a_to_z.yml",
            "a_to_z: []",
            "a_to_z:\n"
            "  - {id: antiviral, name: Cold sore tablets, kind: medicine, ask: a doctor}\n"
            "  - {id: hands, name: Hands, kind: daily_life}",
        ),
        (
            "docs/_data/brands.yml",
            "brands: []",
            "brands:\n"
            "  - {id: viruses, row: antiviral, names: [Valtrex]}\n"
            "  - {id: household, names: [bleach]}",
        ),
    )
    names = create_all_names(knowledge)
    assert names["cold sore tablets"] == names["valtrex"] == {"antiviral"}
    assert names["bleach"] == {"household"} and names["acids"] == {"acid"}
    assert "hands" not in names


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
