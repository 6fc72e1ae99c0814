"""Answer first, said once: how many words a page has, how many sentences other pages have too, how
many are short, and how often the open mark stands."""

import pytest

from knowledge.checks import budgets
from knowledge.checks.budgets import (
    LANDING,
    TYPED,
    check_open_marks,
    check_repeated_sentences,
    check_short_sentences,
    check_words,
    repeated_shares,
)
from knowledge.checks.named import checks_of
from small_project import small_knowledge

CHECKS = checks_of(budgets)

RASH, MILIA, CLOTH, STEROID, WEEK, IDENTIFY = (
    "docs/causes/rash.md",
    "docs/causes/milia.md",
    "docs/treat/cloth.md",
    "docs/treat/steroid.md",
    "docs/prevent/week.md",
    "docs/identify/index.md",
)
OF_RASH, OF_CLOTH, OF_IDENTIFY = 33, 12, 15
"""Words that stand on these pages besides what the tests write."""
SENTENCE = "A cool cloth helps with the heat. [^GOOD]"
LAST = {
    RASH: SENTENCE,
    MILIA: "A dot stays the same. [^GOOD]",
    CLOTH: "Wet it and lay it on. [^open]",
    STEROID: "Ask your doctor about it. [^open]",
    WEEK: "No swimming for {{ wait swimming }}. [^GOOD]",
    IDENTIFY: "{{ pictures pearls }}",
}
"""A line of each page that stands at no other place on it."""


def found(check, root, *edits) -> list[str]:
    return [str(problem) for problem in check(small_knowledge(root, *edits))]


def instead(page: str, text: str) -> tuple[str, str, str]:
    """The edit that writes `text` in place of the last line of a page."""
    return page, LAST[page], text


def line_of(words: int) -> str:
    """So many words in one line."""
    return " ".join(["word"] * words)


@pytest.mark.parametrize("check", CHECKS)
def test_a_project_without_mistakes_has_no_problems(check, tmp_path):
    assert found(check, tmp_path) == []


# Words.


@pytest.mark.parametrize(
    ("page", "line", "most", "others"),
    [
        (RASH, 19, TYPED["causes"], OF_RASH),
        (CLOTH, 13, TYPED["treat"], OF_CLOTH),
        (IDENTIFY, 7, LANDING, OF_IDENTIFY),
    ],
)
def test_a_page_has_the_words_of_its_kind_and_no_more(tmp_path, page, line, most, others):
    assert found(check_words, tmp_path, instead(page, line_of(most - others))) == []
    assert found(check_words, tmp_path, instead(page, line_of(most - others + 1))) == [
        f"{page}:{line}: page: expected {most} words at most; got {most + 1}; do say it once and"
        " shorter, or link to the page that says it"
    ]


def test_the_list_of_a_sections_pages_is_for_nothing_and_so_are_links(tmp_path):
    pages = "\n".join([f"- [{line_of(9)}](milia.md): {line_of(9)}"] * 20)
    links = f"Look at [{line_of(9)}](milia.md) first."
    rest = LANDING - OF_IDENTIFY - 3  # "Look at", "first"
    assert (
        found(check_words, tmp_path, instead(IDENTIFY, f"{line_of(rest)}\n\n{links}\n\n{pages}"))
        == []
    )
    assert (
        len(found(check_words, tmp_path, instead(IDENTIFY, f"{line_of(rest + 1)}\n\n{links}"))) == 1
    )


def test_pages_about_the_site_have_no_budget(tmp_path):
    about = tmp_path / "docs/about/method.md"
    about.parent.mkdir(parents=True)
    said = "\n\n".join(["It is so. [^open]"] * 300)
    about.write_text(
        "---\ntitle: How we work\nsummary: How this site was made and checked.\ndo_now: [Read"
        f" on.]\n---\n{said}\n"
    )
    assert [message for check in CHECKS for message in found(check, tmp_path)] == []


# Sentences that stand on other pages too.

AGAIN = "Look at it in the same light each day."
OWN = (
    "Keep a cloth for this alone and wash it hot.",
    "Heat can make the skin feel tight for hours.",
    "Sleep with your head a little higher than usual.",
    "Rest is what the skin needs most of all.",
    "Tell the clinic what you have put on it.",
    "A note of the day helps you to compare.",
    "Warm rooms can make it feel worse for a while.",
    "Water that is too hot can sting new skin.",
)
"""Sentences of more than five words; with the other two of the page on rash, they are ten."""


def on_four_pages(own: int) -> list[tuple[str, str, str]]:
    """The edits that write one sentence on four pages, and so many more on the page on rash."""
    others = [instead(page, f"{LAST[page]}\n\n{AGAIN} [^open]") for page in (MILIA, CLOTH, WEEK)]
    return [*others, instead(RASH, f"{SENTENCE}\n\n{AGAIN} [^open]\n\n{' '.join(OWN[:own])}")]


def test_few_sentences_of_a_page_stand_on_three_others(tmp_path):
    twice = f"{AGAIN} [^open]\n\n{AGAIN}"
    edits = [
        (page, old, new.replace(f"{AGAIN} [^open]", twice)) for page, old, new in on_four_pages(5)
    ]
    assert found(check_repeated_sentences, tmp_path / "one", *on_four_pages(5)) == []
    assert found(check_repeated_sentences, tmp_path / "two", *edits) == [
        f"{RASH}:21: page: expected at most 15 in 100 sentences that stand on three other pages;"
        f" got 2 of 9, the first: {AGAIN!r}; do say it on one page, link"
    ]


def test_three_pages_may_say_the_same(tmp_path):
    [one, *others] = on_four_pages(0)
    assert repeated_shares(small_knowledge(tmp_path / "four", one, *others))["causes/rash.md"] == 33
    assert {*repeated_shares(small_knowledge(tmp_path / "three", *others)).values()} == {0}


def test_case_marks_and_links_make_no_other_sentence(tmp_path):
    [one, *others] = on_four_pages(0)
    linked = (one[0], one[1], one[2].replace("in the same light", "in the [Same *light*](rash.md)"))
    assert repeated_shares(small_knowledge(tmp_path, linked, *others))["causes/rash.md"] == 33


def test_what_a_page_only_names_is_no_sentence(tmp_path):
    link = "- [The red flags of this site](milia.md)"
    named = [instead(page, f"{LAST[page]}\n\n{link}") for page in (STEROID, CLOTH, WEEK, RASH)]
    assert {*repeated_shares(small_knowledge(tmp_path, *named)).values()} == {0}


# Sentences of few words.


def test_few_sentences_have_fewer_than_six_words(tmp_path):
    few = instead(RASH, f"{' '.join(OWN[:6])} Heat goes. [^open]")
    many = instead(RASH, f"{' '.join(OWN[:6])} Heat goes. It does so soon. [^open]")
    assert found(check_short_sentences, tmp_path / "few", few) == []
    assert found(check_short_sentences, tmp_path / "many", many) == [
        f"{RASH}:19: page: expected at most 15 in 100 sentences of fewer than six words; got 2 of"
        " 8, the first: 'Heat goes.'; do join some with and, but, so, because"
    ]


def test_six_words_are_enough_and_five_are_not(tmp_path):
    sentences = [line_of(7).capitalize()] * 6
    for last, count in ((6, 0), (5, 1)):
        text = ". ".join([*sentences, *[line_of(last).capitalize()] * 2])
        root = tmp_path / str(last)
        assert len(found(check_short_sentences, root, instead(RASH, f"{text}."))) == count


def test_a_page_of_few_sentences_has_no_share(tmp_path):
    seven = " ".join(["Heat goes."] * 7)
    assert found(check_short_sentences, tmp_path, instead(RASH, seven)) == []


# The open mark.


def test_a_section_has_the_open_mark_once(tmp_path):
    once = instead(RASH, "It will pass. [^open]\n\nIt may itch.\n\n## Why\n\nNobody knows. [^open]")
    twice = instead(RASH, "It will pass. [^open]\n\n- It may itch. [^open]")
    assert found(check_open_marks, tmp_path / "once", once) == []
    assert found(check_open_marks, tmp_path / "twice", twice) == [
        f"{RASH}:21: text: expected one open mark for what has no day or level (line 19 has it);"
        " got another; do remove [^open] here"
    ]


def test_so_has_what_to_do_now(tmp_path):
    twice = (RASH, '"Keep it clean. [^open]"', '"Keep it clean. [^open]"\n  - "Rest. [^open]"')
    assert found(check_open_marks, tmp_path, twice) == [
        f"{RASH}:15: do_now: expected one open mark for what has no day or level (line 14 has it);"
        " got another; do remove [^open] here"
    ]


@pytest.mark.parametrize(
    "macro", ["{{ wait swimming }}", "{{ first_day cloth }}", "{{ action pus }}"]
)
def test_each_day_and_level_has_its_own(macro, tmp_path):
    text = f"It will pass. [^open]\n\n- It is {macro}. [^open]\n- Then {macro}. [^open]"
    assert found(check_open_marks, tmp_path, instead(RASH, text)) == []
