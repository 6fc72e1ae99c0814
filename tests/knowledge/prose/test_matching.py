"""Words to signs: exact on plain words, little words between them, the most urgent first."""

from copy import copy

import pytest

from knowledge.prose.matching import LITTLE, Matcher, fold, singular
from knowledge.records.words import SignWords
from small_project import small_knowledge

WORDS = """sign_words:
  - {id: eye, red_flags: [eye-pain], words: ["eye hurt", "cannot see"]}
  - {id: eye-alone, red_flags: [eye-pain], whole: true, words: ["blurry"]}
  - {id: pus, red_flags: [pus], words: ["leak", "cold sore", "eye crust"]}
  - {id: pearls, red_flags: [pearls], words: ["white dot", "leak white dot"]}
  - {id: both, red_flags: [eye-pain, pus], words: ["eye leak"]}
  - {id: distress, leads_to: crisis, words: ["want to die"]}
  - {id: unlisted, leads_to: unlisted, words: ["bleed"]}
  - {id: apart, red_flags: [eye-pain], any_order: true, words: ["lamp bother"]}
  - {id: cards, leads_to: cards, words: ["bumps"]}"""
FOREIGN = """foreign_words:
  - {id: zh, red_flags: [eye-pain], words: ["眼痛"]}
  - {id: ar, red_flags: [pus], words: ["تورم"]}
  - {id: fr, red_flags: [pus], words: ["fièvre"]}"""
SAME = """same_words:
  - {id: hurt, words: [ache, pain]}
  - {id: not, words: [cannot, cant]}
  - {id: sneeze, words: ["cold sneeze"]}"""


@pytest.fixture
def matcher(tmp_path) -> Matcher:
    """A matcher of the small project with a few words."""
    return Matcher(
        small_knowledge(
            tmp_path,
            ("docs/_data/sign_words.yml", "sign_words: []", WORDS),
            ("docs/_data/foreign_words.yml", "foreign_words: []", FOREIGN),
            ("docs/_data/same_words.yml", "same_words: []", SAME),
        )
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("I CAN’T — see!", "i cant see"),
        ("Hinchazón, fièvre; Größe", "hinchazon fievre grosse"),
        ("ﬁne", "fine"),
        ("", ""),
        ("تَوَرُّم", "تورم"),
        ("بثـــرة", "بثره"),
        ("嘴唇 肿 了", "嘴唇肿了"),
        ("RF 肿", "rf 肿"),
        ("snake_case", "snake case"),
        ("38.5", "38 5"),
    ],
)
def test_a_text_is_folded_to_plain_letters(text: str, folded: str):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("eyes", "eye"),
        ("rashes", "rash"),
        ("injuries", "injury"),
        ("boxes", "box"),
        ("pus", "pus"),
        ("numbness", "numbness"),
        ("sepsis", "sepsis"),
        ("virus", "virus"),
        ("yes", "yes"),
        ("hives", "hive"),
        ("ties", "tie"),
    ],
)
def test_a_plural_loses_its_s(word: str, one: str):
    assert singular(word) == one


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my eyes ache", ["eye-pain"]),
        ("the eye, it really does hurt", ["eye-pain"]),
        ("hurt eye", []),
        ("eye lash hurt", []),
        ("eyes hurtful", []),
        ("eye hurd", []),
        ("can't see", ["eye-pain"]),
        ("blurry", ["eye-pain"]),
        ("is it so blurry", ["eye-pain"]),
        ("blurry photo", []),
        ("leaks", ["pus"]),
        ("late bumps", ["late-bumps"]),
        ("late bumps on paper", ["cards"]),
    ],
)
def test_a_phrase_stands_word_by_word_with_little_words_between(
    matcher, text: str, shown: list[str]
):
    assert matcher.shown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("white dots and leaks and sore eyes that hurt, eye pain", ["eye-pain", "pus", "pearls"]),
        ("eye leak", ["eye-pain", "pus"]),
        ("I want to die, my eye hurts, a leak", ["eye-pain", "crisis", "pus"]),
        ("it bled and leaks", ["pus"]),
        ("it bleeds and leaks", ["unlisted", "pus"]),
    ],
)
def test_the_most_urgent_comes_first(matcher, text: str, shown: list[str]):
    assert matcher.shown(text) == shown


@pytest.mark.parametrize("text", ["each lamp will bother", "it bothers when a lamp shines", "lamp"])
def test_words_in_any_order_may_stand_far_apart(matcher, text: str):
    assert matcher.shown(text) == (["eye-pain"] if "bother" in text else [])


def test_a_longer_phrase_that_is_as_urgent_counts_alone(matcher):
    assert [match.record.id for match in matcher.matches("eye leak")] == ["both"]
    assert matcher.shown("leak white dot") == [
        "pus",
        "pearls",
    ], "a less urgent one never hides a more urgent one"


def test_words_that_belong_together_are_no_words_of_another_phrase(matcher):
    assert (
        matcher.shown("cold sore") == ["pus"]
        and matcher.plain("a cold sneeze leaks") == "a sneeze leak"
    )


def test_words_in_other_letters_are_found_inside_others(matcher):
    assert matcher.shown("我的眼 痛得很") == ["eye-pain"] and matcher.shown("والتَّورُّم") == ["pus"]
    assert matcher.shown("la fievre") == ["pus"] and matcher.shown("eine fievreuse") == []


def test_the_cards_are_shown_alone(matcher):
    assert matcher.shown("bumps") == ["cards"] and matcher.shown("bumps and a leak") == ["pus"]
    assert (
        matcher.shown("what do I do with it") == ["cards"]
        and matcher.shown("?!") == []
        and matcher.shown("xyzzy") == []
    )


def test_no_little_word_denies():
    assert not LITTLE & {"no", "not", "never", "without", "cant", "cannot", "dont"}
    assert {singular(word) for word in LITTLE} == LITTLE


# The real words.


def test_every_sign_has_words_in_the_search(knowledge):
    found = {flag for record in knowledge.sign_words.values() for flag in record.red_flags}
    assert found == set(knowledge.red_flags)


def only(matcher: Matcher, phrases: dict[str, SignWords]) -> Matcher:
    """The matcher with none but these phrases."""
    fewer = copy(matcher)
    fewer.phrases = phrases
    fewer.sort_phrases()
    return fewer


def test_every_word_of_the_real_files_is_needed(knowledge):
    """Without a phrase, what it shows among other words would change: else another phrase does its
    work."""
    matcher, idle = Matcher(knowledge), []
    words_of = {phrase: set(phrase.split()) for phrase in matcher.phrases}
    records = [*knowledge.sign_words.values(), *knowledge.foreign_words.values()]
    for record in records:
        for phrase in map(matcher.plain, record.words):
            text = phrase if record.whole else f"xyzzy {phrase} xyzzy"
            shown = matcher.shown(text)
            # those that can stand in it: to sort all the others for each phrase takes seconds
            inside = {
                other: owner
                for other, owner in matcher.phrases.items()
                if words_of[other] <= words_of[phrase] or other in phrase
            }
            assert only(matcher, inside).shown(text) == shown
            found = [match for match in matcher.matches(text) if match.record == record]
            inside.pop(phrase)
            if found and only(matcher, inside).shown(text) == shown:
                idle.append(f"{record.id}: {phrase}")
    assert idle == []


def test_every_language_asked_for_has_words(knowledge):
    languages = {record.id.partition("-")[0] for record in knowledge.foreign_words.values()}
    assert languages == {"es", "fr", "pt", "de", "ar", "zh"}
