"""Plain words: known words first, touch before color, whole numbers."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, in_text, place, quote
from knowledge.prose.blocks import Text
from knowledge.prose.lexicon import create_jargon, words_pattern
from knowledge.prose.statements import NOT_PATIENT

_PERCENT = re.compile(r"\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b)")
_FREQUENCY = re.compile(r"\bin (?:10|20|50|100|1,?000|10,?000)\b")
_COLOR = re.compile(r"\b(?:red(?! flags?\b| eyes?\b)|reddish|redness|pink|pinkish|rosy)\b", re.I)
_COLORS = ("red", "pink", "rosy")
_TOUCH = re.compile(
    r"\b(?:feel|feels|felt|touch|warm|warmth|hot|heat|cool|swell\w*|swollen|puff\w*|firm|hard|soft|rough|smooth|flat|"
    r"raised|sore|pain\w*|hurts?|itch\w*|tight|dry|flak\w*|tender|sting\w*)\b",
    re.I,
)
_DARK_SKIN = re.compile(r"\b(?:brown|black)\b", re.I)
_GLOSSARY = "docs/_data/glossary.yml"


def check_percentages(knowledge: Knowledge) -> Iterator[Problem]:
    """No bare percentage: "2 in 100" stands in the same sentence."""
    for text in _patient_texts(knowledge):
        for sentence in text.sentences:
            if (found := _PERCENT.search(sentence)) and not _FREQUENCY.search(sentence):
                expected, do = "a number such as 2 in 100", "write it as so many in 100"
                yield in_text(text, "sentence", expected, quote(found.group()), do)


def check_colors(knowledge: Knowledge) -> Iterator[Problem]:
    """Redness never stands alone: beside it stands how it feels and how it is on dark skin."""
    groups: dict[tuple[str, str], list[Text]] = {}
    for text in _patient_texts(knowledge):
        groups.setdefault((text.path, text.anchor), []).append(text)
    for texts in groups.values():
        said = [(text, " ".join(text.sentences)) for text in texts]
        whole = " ".join(words for _, words in said)
        if not any(color in whole.lower() for color in _COLORS):  # most, and a quick look
            continue
        if any(text.field == "on_brown_and_black_skin" for text in texts):
            whole += " brown"
        asked = (("how it feels", _TOUCH), ("brown and black skin", _DARK_SKIN))
        missing = [words for words, pattern in asked if not pattern.search(whole)]
        colors = ((text, found[0]) for text, words in said if (found := _COLOR.search(words)))
        for text, color in islice(colors, 1 if missing else 0):
            expected = f"{' and '.join(missing)} beside the color"
            do = "say what it feels like, and how it looks on brown and black skin"
            yield in_text(text, "text", expected, quote(color), do)


def check_plain_word_first(knowledge: Knowledge) -> Iterator[Problem]:
    """At its first mention on a page, a term has a plain word: cold sores (herpes simplex)."""
    owner = create_jargon(knowledge)
    pattern = words_pattern(owner)
    seen: set[tuple[str, str]] = set()
    for text in _patient_texts(knowledge):
        if text.page and text.field not in ("medical_name", "summary", "title"):
            for sentence in text.sentences:
                for found in pattern.finditer(sentence):
                    term = owner[found.group().lower()]
                    is_first = (text.page, term.id) not in seen
                    seen.add((text.page, term.id))
                    if is_first and not words_pattern(term.plain).search(sentence):
                        as_in = f"as in {term.plain[0]} ({found.group()}); {place(term, 'plain')}"
                        do = "put the plain word before it, or choose another word"
                        got = quote(sentence, 70)
                        yield in_text(text, "sentence", f"a plain word first, {as_in}", got, do)


def check_medical_names(knowledge: Knowledge) -> Iterator[Problem]:
    """Every cause's medical name is in the glossary."""
    names = [form for term in knowledge.glossary.values() for form in term.forms]
    known = words_pattern(names)
    for cause in knowledge.causes.values():
        if not known.search(cause.medical_name):
            do = did_you_mean(cause.medical_name, names, _GLOSSARY)
            yield at(cause, "medical_name", "a term of the glossary", quote(cause.medical_name), do)


def _patient_texts(knowledge: Knowledge) -> Iterable[Text]:
    """Return prose for patients."""
    return (
        text
        for text in knowledge.texts
        if text.section not in NOT_PATIENT
        and text.kind != "macro"
        # shown in about/ only; one line of a clinic's card
        and not text.path.endswith(("corrections.yml", "clinic_signs.yml"))
    )
