"""What readers call what stands on a page: words that the search finds it by, though none of them
is said there."""

from collections.abc import Iterator

from knowledge.asked import A_TO_Z
from knowledge.model import Knowledge, Remedy
from knowledge.windows import thing, wider

GLOSSARY, FLAGS = "about/glossary.md", "when-to-worry/red-flags.md"
"""The pages where each record has a place of its own."""
WHAT_TO_DO = "what-to-do"
"""The heading of what to do now, on each page that has it."""

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
