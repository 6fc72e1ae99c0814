"""Plain words: active voice, known words first, touch before color, whole numbers."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice

from knowledge.model import Knowledge, Term
from knowledge.problems import Problem, at, did_you_mean, in_text, place, quote, repeated
from knowledge.prose.blocks import Text
from knowledge.prose.lexicon import create_jargon, words_pattern
from knowledge.prose.statements import NOT_PATIENT

_BE = r"(?:am|is|are|was|were|be|been|being|get|gets|got|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)"
_IRREGULAR = (
    "given|taken|seen|found|made|done|kept|held|known|shown|put|told|said|sold|sent|left|lost|hit|cut|read|written|"
    "begun|chosen|broken|driven|eaten|hidden|torn|worn|thrown|grown|drawn|built|bought|brought|caught|felt|fed|"
    "set|spread|stung|struck|stuck|tied|understood"
)
_BETWEEN = (
    "not|never|also|often|only|then|still|all|most|first|now|just|rarely|sometimes|mostly|"
    "usually|well|badly|yet"
)
_PASSIVE = re.compile(
    rf"\b{_BE}\b(?:\s+(?:{_BETWEEN}|\w+ly))*\s+(\w+ed|{_IRREGULAR})\b(?:\s+(?:to|by)\b)?", re.I
)
_STATES = frozenset(
    """
    healed swollen tired worried scared red bed infected inflamed irritated blistered sealed raised
    scented tinted rounded mixed pleased closed blocked blurred confused crusted dried needed
    involved interested supposed allowed sunburned cracked reddened flushed settled gone done left
    lost stuck licensed trained hundred indeed breed need seed weed speed exceed feed bleed naked
    wicked unlicensed unapproved unscented untinted spread torn known expected prescribed boiled
    needled approved tested untested cleared numbed damaged related
""".split()
)
"""Words that look like a participle and say how something is, not what someone does to it."""

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
_WORD = re.compile(r"\w+")
_GLOSSARY = "docs/_data/glossary.yml"
_MEDICAL = re.compile(
    r"(?:\w+(?:itis|osis|emia|biotics?|histamines?|genic|logists?|cytes?|ectomy|scopy|plasty|derma|mycin|cillin|"
    r"iasis|pathy)|(?:hyper|hypo|intra|sub|dermat|mycobacter)\w{3,}|\w{3,}omas?)",
    re.I,
)


def check_active_voice(knowledge: Knowledge) -> Iterator[Problem]:
    """Sentences say who does what: no passive verb."""
    return _found(knowledge, passives, "the active voice", "say who does it")


def check_percentages(knowledge: Knowledge) -> Iterator[Problem]:
    """No bare percentage: "2 in 100" stands in the same sentence."""
    expected, do = "a number such as 2 in 100", "write it as so many in 100"
    return _found(knowledge, bare_percentages, expected, do)


def _found(
    knowledge: Knowledge, find: Callable[[str], list[str]], expected: str, do: str
) -> Iterator[Problem]:
    """Yield a Problem for all that `find` finds in sentences for patients."""
    for text in _patient_texts(knowledge):
        for sentence in text.sentences:
            for words in find(sentence):
                yield in_text(text, "sentence", expected, quote(words), do)


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
                    if (text.page, term.id) not in seen:
                        seen.add((text.page, term.id))
                        yield from _without_plain_word(text, sentence, term, found.group())


def _without_plain_word(text: Text, sentence: str, term: Term, word: str) -> Iterator[Problem]:
    if not words_pattern(term.plain).search(sentence):
        expected = f"a plain word first, as in {term.plain[0]} ({word}); {place(term, 'plain')}"
        do = "put the plain word before it, or choose another word"
        yield in_text(text, "sentence", expected, quote(sentence, 70), do)


def check_glossary_is_whole(knowledge: Knowledge) -> Iterator[Problem]:
    """Every word that looks medical, and every cause's medical name, is in the glossary."""
    names = [form for term in knowledge.glossary.values() for form in term.forms]
    known = words_pattern(names)
    for cause in knowledge.causes.values():
        if not known.search(cause.medical_name):
            do = did_you_mean(cause.medical_name, names, _GLOSSARY)
            yield at(cause, "medical_name", "a term of the glossary", quote(cause.medical_name), do)
    for text in _patient_texts(knowledge):
        for sentence in text.sentences:
            if not any(map(_looks_medical, _WORD.findall(sentence))):
                continue
            for word in filter(_looks_medical, _WORD.findall(known.sub(" ", sentence))):
                do = did_you_mean(word, names, _GLOSSARY)
                yield in_text(text, "sentence", f"a term of {_GLOSSARY}", quote(word), do)


def check_glossary_is_used(knowledge: Knowledge) -> Iterator[Problem]:
    """Every term of the glossary stands somewhere, and no word belongs to two terms."""
    whole = "\n".join(
        [
            *(text.text for text in knowledge.texts if text.field != "meaning"),
            *(cause.medical_name for cause in knowledge.causes.values()),
        ]
    ).lower()
    forms = ((form.lower(), term) for term in knowledge.glossary.values() for form in term.forms)
    for form, term, other in repeated(forms):
        got = f"{quote(form)}, also in {other.id}"
        yield at(term, "term", "a word of its own", got, "keep it in one of the two")
    for term in knowledge.glossary.values():
        if not any(form.lower() in whole for form in term.forms):
            expected = "a term that the pages use"
            yield at(term, "term", expected, f"{quote(term.term)}, used nowhere", "delete it")


@cache
def _looks_medical(word: str) -> bool:
    return word.lower() not in _NOT_MEDICAL and _MEDICAL.fullmatch(word) is not None


def bare_percentages(sentence: str) -> list[str]:
    """Return the percentages of a sentence that does not say so many in 100."""
    return [] if _FREQUENCY.search(sentence) else _PERCENT.findall(sentence)


def passives(sentence: str) -> list[str]:
    """Return the passive verbs of a sentence, such as "is given" and "was not found"."""
    found = []
    for match in _PASSIVE.finditer(sentence):
        verb = match.group(1).lower()
        if verb == "used" and match.group().endswith(" to"):
            continue
        if verb not in _STATES or match.group().endswith(" by"):
            found.append(match.group())
    return found


_NOT_MEDICAL = frozenset(
    """
    subject subjects submit substance substances subtle suburb hyperlink aroma subside subsides
    intravenous hypochlorous
""".split()
)
"""Words that the pattern for medical words finds and everyone knows."""


def _patient_texts(knowledge: Knowledge) -> Iterable[Text]:
    """Return prose for patients."""
    return (
        text
        for text in knowledge.texts
        if text.section not in NOT_PATIENT
        and text.kind != "macro"
        and not text.path.endswith("corrections.yml")  # shown in about/ only
    )
