"""The words that a finished page shows, and those above its answer."""

import pytest

from creators.site.scorecard import count_words, shown, words_before_answer

TITLE = "# White dots\n\nThey do no harm.\n{ .answer }\n"
LOOK = "## Look and feel {#what-it-looks-like}\n\n- **Looks:** Hard dots\n"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("", 0),
        ("They stay.", 2),
        ("## How to tell { #how-to-tell }", 3),
        ("| Day | Look |\n|---|---|\n| Day 1 | Hard |", 5),
        ("- [**Pus**](../x.md#pus) that leaks [^GOOD] [◇](#open-mark){ .open-mark }", 3),
        ('<abbr title="Tiny dots.">milia</abbr>', 1),
        ("![Dots on three skins](a.svg){ width=752 }", 0),
        ("- ![A face on day 1](a.svg){ width=752 } Normal on day 1", 4),
        ("/// html | div.facts\n\n- **Starts:** Weeks\n\n///", 2),
        ("//// html | div.four\n\n/// html | div.lead\n\nTwo words\n\n///\n\n////", 2),
        ("/// details | Not with these\n    type: not-with\n\n- Acids\n\n///\n\nAfter it.", 2),
        ("/// html | div.words\n\n**Words**\n\n- milia: Tiny dots.\n\n///", 0),
    ],
)
def test_what_a_reader_sees_before_unfolding_counts(more: str, words: int):
    assert count_words(shown(f"{TITLE}\n{more}\n")) == 6 + words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"{TITLE}\n{LOOK}", 6),
        (f"{TITLE}\n![Dots on skin](a.svg)\n\n**No hurry.**\n{{ .level }}\n\n{LOOK}", 8),
        (f"{TITLE}\n## What to do now {{#what-to-do}}\n\n- Wait.\n\n{LOOK}", 11),
        (f"{TITLE}\n## What to do now {{#what-to-do}}\n\n- Wait.\n", 6),
        (f"{TITLE}\n/// html | div.rule\n\n## When you can use it {{#when-you-can-use-it}}\n", 6),
        (TITLE, None),
    ],
)
def test_the_answer_is_the_look_the_rule_or_what_to_do(body: str, words: int | None):
    assert words_before_answer(shown(body)) == words
