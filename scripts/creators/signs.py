"""Makes the script that tells docs/assets/signs.js which words belong to which sign."""

from __future__ import annotations

from knowledge.matching import LITTLE, SAME_LETTER, Matcher, word_records
from knowledge.model import Knowledge

SEARCH_SIGNS = "search/signs.js"
"""What the search looks a sign up in."""


def create_sign_data(knowledge: Knowledge) -> dict:
    """What knowledge.matching.Matcher knows, as data: `words` as [what they show, whether only alone, phrases], all in
    plain words; `ranks` of everything that can be shown; `levels` are the labels of the ranks of red flags."""
    matcher = Matcher(knowledge)
    return {"little": " ".join(sorted(LITTLE)), "letters": SAME_LETTER, "same": _same(matcher),
            "together": list(matcher.together.items()), "words": _words(knowledge, matcher),
            "ranks": {name: matcher.rank(name) for name in (*knowledge.red_flags, "crisis", "unlisted", "cards")},
            "levels": [level.label for level in knowledge.urgencies.values()]}


def _same(matcher: Matcher) -> dict[str, str]:
    """Each word that stands for others, and those others with blanks between them."""
    found: dict[str, list[str]] = {}
    for word, stands in matcher.same.items():
        if " " not in word:
            found.setdefault(stands, []).append(word)
    return {stands: " ".join(words) for stands, words in found.items()}


def _words(knowledge: Knowledge, matcher: Matcher) -> list[list]:
    rows = []
    for record in word_records(knowledge):
        own = [phrase for phrase in map(matcher.plain, record.words) if matcher.phrases[phrase] == record]
        names = " ".join((*record.red_flags, *((record.leads_to,) if record.leads_to else ())))
        rows += [[names, int(record.whole), ";".join(own)]] if own else []
    return rows
