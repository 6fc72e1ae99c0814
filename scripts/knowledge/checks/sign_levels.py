"""One wording for each sign: beside its words, prose prints how soon from the sign's own record."""

import re
from collections.abc import Iterator

from knowledge.model import Knowledge, RedFlag, Urgency
from knowledge.problems import Problem, in_text, place, quote
from knowledge.prose.blocks import CITATION, Text, macros, plain, sentences
from knowledge.prose.lexicon import words_pattern
from knowledge.prose.statements import NOT_PATIENT

_OWN_WORDS = (
    "red_flags.yml",
    "urgencies.yml",
    "hazards.yml",
    "decisions.yml",
    "handout_labels.yml",
    "phrases.yml",
)
"""Records whose task it is to say how soon, and those that only pages about the site show."""
_NO_MACRO = ("title", "summary")
"""Fields that print what is typed, so that the level of the sign itself may stand there."""
EMERGENCY_NUMBER = r"(?<![\d.,])\b(?:911|999|112|000)\b"
"""A pattern: one of the numbers, and not a part of another one."""
_LEVELS = {
    Urgency.EMERGENCY_NOW: (
        r"\b(?:emergenc(?:y|ies)(?! (?:card|list|sign|number|step|call|line|service)s?\b)|"
        rf"ambulance|A&E|now(?! (?:or|and)\b))(?!\w)|{EMERGENCY_NUMBER}"
    ),
    Urgency.SAME_DAY: r"\b(?:today|tonight|same[- ]day|this (?:morning|afternoon|evening))\b",
    Urgency.WITHIN_48H: r"\b(?:tomorrow|(?:with)?in (?:the next )?(?:two|2|48) (?:days|hours))\b",
    Urgency.ROUTINE: (
        r"\b(?:(?:can|could|may|might) wait|wait and see|not urgent|no (?:hurry|rush)|next visit|"
        r"when it suits|at home)\b"
    ),
}
"""The words of each level, wherever they stand."""
_PATTERNS = {level: re.compile(words, re.I) for level, words in _LEVELS.items()}
_AFTER_MACRO = re.compile(r"(?<=\}\}) (?=[A-Z])")
"""Where a sentence ends with a macro, which prints its full stop."""


def check_levels_beside_signs(knowledge: Knowledge) -> Iterator[Problem]:
    """A sentence that names signs types no words of a level, and prints that of the most urgent of
    them. A title or summary may type it, as no macro can stand there."""
    flags = {word.lower(): flag for flag in knowledge.red_flags.values() for word in flag.words}
    signs = words_pattern(flags)
    for text in knowledge.texts:
        elsewhere = text.section in NOT_PATIENT or text.path.endswith(_OWN_WORDS)
        if elsewhere or text.kind == "macro" or not signs.search(plain(text.text, "")):
            continue
        for sentence in _sentences(text):
            words = plain(sentence, "")
            named = {name: flags[name.lower()] for name in signs.findall(words)}
            if not named:
                continue
            name, flag = min(named.items(), key=lambda one: one[1].urgency.rank)
            may_be = flag.urgency if text.field in _NO_MACRO else None
            typed = [said for said, level in typed_levels(words) if level is not may_be]
            level = f"{flag.urgency.value} ({place(flag, 'urgency')})"
            expected = f"for {quote(name)} the level of {flag.id}: {level}, from its record"
            do = f"write {{{{ action {flag.id} }}}} in its place"
            for found in (*_printed(knowledge, sentence, flag), *typed):
                yield in_text(text, "sentence", expected, quote(found), do)


def typed_levels(text: str) -> Iterator[tuple[str, Urgency]]:
    """Each level that `text` types, with its words."""
    for level, pattern in _PATTERNS.items():
        if found := pattern.search(text):
            yield found.group(), level


def _sentences(text: Text) -> list[str]:
    """The sentences of a text as typed, a question with its answer. A row of a table is one."""
    if text.kind in ("row", "head"):
        return [text.text.replace("|", " ")]
    found: list[str] = []
    for part in _AFTER_MACRO.split(CITATION.sub("", text.text)):
        for sentence in sentences(part):
            if found and found[-1].endswith("?"):
                found[-1] += f" {sentence}"
            else:
                found.append(sentence)
    return found


def _printed(knowledge: Knowledge, sentence: str, flag: RedFlag) -> Iterator[str]:
    """The macros of a sentence that print another level than that of the sign. The action of a sign
    may be more urgent: it is that of the sign which the sentence is about."""
    for name, arguments in macros(sentence):
        level = _level_of(knowledge, name, *arguments)
        later = level and level.rank > flag.urgency.rank
        if later or (level and name != "action" and level is not flag.urgency):
            yield f"{{{{ {name} {' '.join(arguments)} }}}}"


def _level_of(knowledge: Knowledge, name: str, about: str = "", *_: str) -> Urgency | None:
    """The level that a macro prints; None for any other, and for names that are unknown."""
    if name == "action" and about in knowledge.red_flags:
        return knowledge.red_flags[about].urgency
    if name == "how_soon" and about in knowledge.causes:
        return knowledge.urgency_of(knowledge.causes[about])
    return Urgency(about) if name == "urgency" and about in [*Urgency] else None
