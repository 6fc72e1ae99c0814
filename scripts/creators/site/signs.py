"""Makes the script that tells docs/assets/signs.js which words belong to which sign."""

from knowledge.model import Knowledge
from knowledge.prose.matching import LITTLE, SAME_LETTER, Matcher, create_matcher, word_records

SEARCH_SIGNS = "search/signs.js"
"""What the search looks a sign up in."""


def create_sign_data(knowledge: Knowledge) -> dict:
    """What knowledge.matching.Matcher knows, as data for the browser.

    `words`: [what they show, how they are matched, phrases in plain words]. `ranks`: everything
    that can be shown, and how soon it needs help. `levels`: the labels of the ranks from 0 on.
    """
    matcher = create_matcher(knowledge)
    shown = (*knowledge.red_flags, "crisis", "unlisted", "cards")
    return {
        "little": " ".join(sorted(LITTLE)),
        "letters": SAME_LETTER,
        "same": _same(matcher),
        "together": list(matcher.together.items()),
        "words": _words(knowledge, matcher),
        "ranks": {name: matcher.rank(name) for name in shown},
        "levels": [level.label for level in knowledge.urgencies.values()],
    }


def _same(matcher: Matcher) -> dict[str, str]:
    """Each word that stands for others, and those others with blanks between them."""
    found: dict[str, list[str]] = {}
    for word, stands in matcher.same.items():
        if " " not in word:
            found.setdefault(stands, []).append(word)
    return {stands: " ".join(words) for stands, words in found.items()}


def _words(knowledge: Knowledge, matcher: Matcher) -> list[list[str]]:
    rows = []
    for record in word_records(knowledge):
        phrases = map(matcher.plain, record.words)
        own = [phrase for phrase in phrases if matcher.phrases[phrase] == record]
        how = "whole" if record.whole else "apart" if record.any_order else ""
        rows += [[" ".join(record.shows), how, ";".join(own)]] if own else []
    return rows
