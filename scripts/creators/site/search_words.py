"""What readers call what stands on a page, words that the search finds it by though none of them is
said there; and which of them belong to which sign, for docs/assets/signs.js."""

from collections.abc import Iterator

from knowledge.asked import A_TO_Z
from knowledge.model import Knowledge, Remedy
from knowledge.prose.matching import LITTLE, SAME_LETTER, Matcher, create_matcher, word_records
from knowledge.windows import thing, wider

GLOSSARY, FLAGS = "about/glossary.md", "when-to-worry/red-flags.md"
"""The pages where each record has a place of its own."""
WHAT_TO_DO = "what-to-do"
"""The heading of what to do now, on each page that has it."""

SEARCH_SIGNS = "search/signs.js"
"""What the search looks a sign up in."""

Place = tuple[str, str]
"""A page and the id of a heading on it."""


def patient_words(knowledge: Knowledge) -> dict[Place, list[str]]:
    """Words that lead to a (page, heading id) beyond those that stand there: other names, findings,
    everyday words."""
    found: dict[Place, list[str]] = {}
    for place, words in _patient_words(knowledge):
        found.setdefault(place, []).extend(words)
    return found


def _patient_words(knowledge: Knowledge) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for term in knowledge.glossary.values():
        yield (GLOSSARY, term.id), (*term.forms, *term.plain)
    for row in knowledge.sign_rows.values():
        yield (FLAGS, row.red_flag), tuple(knowledge.findings[name].words for name in row.findings)
    for flag in knowledge.red_flags.values():
        yield (FLAGS, flag.id), flag.words
    for bump in knowledge.bump_types.values():
        for cause in bump.causes:
            yield (knowledge.causes[cause].path, ""), (bump.name,)
    for cause in knowledge.causes.values():
        yield (cause.path, ""), (cause.medical_name,)
    for remedy in knowledge.remedies.values():
        yield (remedy.path, ""), (*remedy.names, *_substance_names(knowledge, remedy))
    for rule in knowledge.rules.values():
        for avoid in rule.avoid:
            for name in avoid.what:
                what = thing(knowledge, name)
                yield (rule.path, "leave-alone"), (what.name, *what.names)
    for row in knowledge.a_to_z.values():
        if row.id not in knowledge.remedies:
            yield (A_TO_Z, row.id), (*row.also, *row.see_from)
    for everyday in knowledge.search_words.values():
        path, _, anchor = everyday.page.partition("#")
        yield (path, anchor), everyday.words
        for remedy in knowledge.remedies.values() if everyday.slip else ():
            yield (remedy.path, WHAT_TO_DO), everyday.words


def _substance_names(knowledge: Knowledge, remedy: Remedy) -> list[str]:
    """The names of what is in a remedy, and of what is a kind of that: tretinoin is a retinoid."""
    return [
        name
        for substance in knowledge.substances.values()
        if set(wider(knowledge, substance.id)) & set(remedy.substances)
        for name in (substance.name, *substance.names)
    ]


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
