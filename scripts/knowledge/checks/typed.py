"""What the records say is printed, never typed: no time beside a substance, no emergency number. A
day that is printed stands beside its whole rule.

This needs no understanding of a sentence. Whether a sentence is right is for the person who accepts
it (`checks/accepted.py`).
"""

import re
from collections.abc import Iterator

from knowledge.checks.sign_levels import EMERGENCY_NUMBER
from knowledge.model import Knowledge
from knowledge.problems import Problem, in_text, place, quote
from knowledge.prose.blocks import CITATION, Text, macros, sentences
from knowledge.prose.lexicon import NEGATIVE, Lexicon, Named, create_lexicon
from knowledge.starts import Start, named_start, same_rule
from knowledge.windows import Window, end_of, windows_on

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|couple of|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"fourteenth|\d+(?:st|nd|rd|th)|next|whole)"
)
_UNIT = r"(?:hour|day|night|morning|evening|week|fortnight|month)s?"
TIME = re.compile(
    rf"\b{_NUMBER}[\s-]+(?:(?:or|to|and|more|full|whole)[\s-]+(?:{_NUMBER}[\s-]+)?)?{_UNIT}\b|"
    rf"\b{_UNIT} (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|fourteen)\b|"
    r"\bfirst (?:hour|day|night|morning|evening|week|month)\b|"
    r"\b(?:overnight|tonight|tomorrow|(?:the|this|next) weekend|same (?:day|night|evening)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
"""A time in any form: figures, words, ordinals, hours, nights, "a week", "the weekend"."""
_MAY_BE_TIME = re.compile(r"hour|day|night|morning|evening|week|month|morrow", re.I)
"""A quick look before the slow one."""
_NOT_FROM_WHEN = re.compile(r"\b(?:every|each|past|last|per|for about every) (?:\w+ )?$", re.I)
"""What stands before a time that says how often, or how long ago."""
_ONE_DAY = re.compile(r"\bday (\d+)\b", re.I)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DAYS = re.compile(rf"(\d+|{'|'.join(_COUNT)}) days", re.I)
_EMERGENCY_NUMBER = re.compile(EMERGENCY_NUMBER)
_QUOTING = ("corrections.yml", "decisions.yml", "hazards.yml")
"""Records that say what others advise: their days are not ours to print."""


def check_typed_times(knowledge: Knowledge) -> Iterator[Problem]:
    """No sentence that names something with a first day types a time: a macro prints the day with
    all its conditions. Only "not on day 2" may be typed, where day 2 is inside the wait."""
    lexicon = create_lexicon(knowledge)
    for text in knowledge.texts:
        if text.kind == "macro" or text.path.endswith(_QUOTING):
            continue
        for sentence in text.sentences:
            if not (times := typed_times(sentence)):
                continue
            things = [one for one in lexicon.named(sentence) if lexicon.has_window(one)]
            wrong = [one for one in things if not _is_inside(lexicon, one, sentence, times)]
            if wrong:
                where = _place_of(lexicon, wrong[0])
                expected = f"no time typed beside {quote(wrong[0].word)}: its days stand in {where}"
                do = f"write {{{{ rule {_name_of(wrong[0])} }}}}, or say it without a time"
                yield in_text(text, "sentence", expected, quote(times[0]), do)


def typed_times(sentence: str) -> list[str]:
    """The times that `sentence` types, without those that say how often or how long ago."""
    if not _MAY_BE_TIME.search(sentence):
        return []
    return [
        found.group()
        for found in TIME.finditer(sentence)
        if not _NOT_FROM_WHEN.search(sentence[: found.start()])
    ]


def check_typed_numbers(knowledge: Knowledge) -> Iterator[Problem]:
    """No page types an emergency number: it is printed from the record, with its country."""
    for text in knowledge.texts:
        if text.page and (found := _EMERGENCY_NUMBER.search(" ".join(text.sentences))):
            numbers = knowledge.emergency_numbers.values()
            places = [place(one) for one in numbers if one.number == found.group()]
            where = [*places, "docs/_data/emergency_numbers.yml:1"][0]
            do = "write {{ action <red flag> }}, {{ how_soon <cause> }} or {{ emergency_numbers }}"
            expected = f"emergency numbers printed from {where}"
            yield in_text(text, "sentence", expected, quote(found.group()), do)


def _is_inside(lexicon: Lexicon, named: Named, sentence: str, times: list[str]) -> bool:
    """Whether every time is a day of the wait, in a sentence that forbids."""
    if not NEGATIVE.search(sentence):
        return False
    waits = [one for name in lexicon.things(named) for one in windows_on(lexicon.knowledge, name)]
    return bool(waits) and all(_is_in_wait(time, sentence, waits) for time in times)


def _is_in_wait(time: str, sentence: str, waits: list[Window]) -> bool:
    """Whether "day 2", or the "three days" of "first three days", is over before a wait ends."""
    if found := _ONE_DAY.fullmatch(time):
        day = int(found[1])
        return any(wait.avoid.from_day <= day < end_of(wait) for wait in waits)
    found = _DAYS.fullmatch(time)
    if not found or f"first {time}".lower() not in sentence.lower():
        return False
    days = _COUNT.get(found[1].lower()) or int(found[1])
    return any(not wait.avoid.from_day and days <= end_of(wait) for wait in waits)


def _name_of(named: Named) -> str:
    """The id that a macro takes: the remedy's before the substance's."""
    return min(named.ids)[1]


def _place_of(lexicon: Lexicon, named: Named) -> str:
    """Where the days of what is named stand: in its remedies, and in rules that make it wait."""
    found = [f"{place(one, 'first_day')} (first_day)" for one in lexicon.remedies(named)]
    for name in sorted(lexicon.things(named)):
        waits = windows_on(lexicon.knowledge, name)
        found += [f"{one.place} ({one.what})" for one in waits]
    return " and ".join(dict.fromkeys(found))


BARE = frozenset({"day", "wait"})
"""Macros that print a day alone."""
WITH_HEALED = frozenset({"first_day", "until"})
"""Macros that print a day and healed skin."""


def check_days_have_their_rule(knowledge: Knowledge) -> Iterator[Problem]:
    """A macro prints a day without its conditions only beside the whole rule."""
    for text, sentence, beside in _with_neighbors(knowledge):
        for macro, arguments in macros(sentence):
            if macro not in BARE | WITH_HEALED or not arguments:
                continue
            start = named_start(knowledge, arguments[0])
            rules = _rules_in(knowledge, beside)
            if start and _lacks(macro, start) and not any(same_rule(start, one) for one in rules):
                expected = f"the whole rule for {arguments[0]}, in it or next to it"
                got = quote(f"{{{{ {macro} {arguments[0]} }}}}")
                do = f"print {{{{ rule {arguments[0]} }}}}"
                yield in_text(text, "sentence", expected, got, do)


def _lacks(macro: str, start: Start) -> bool:
    return start.has_more if macro in WITH_HEALED else not start.is_bare


def _rules_in(knowledge: Knowledge, beside: list[str]) -> list[Start]:
    names = [
        arguments[0]
        for one in beside
        for macro, arguments in macros(one)
        if macro == "rule" and arguments
    ]
    return [start for name in names if (start := named_start(knowledge, name))]


def _with_neighbors(knowledge: Knowledge) -> Iterator[tuple[Text, str, list[str]]]:
    """Yield each sentence of our own prose as typed, with those beside it."""
    for text in knowledge.texts:
        every = sentences(CITATION.sub("", text.text)) if text.kind != "macro" else []
        for number, sentence in enumerate(every):
            yield text, sentence, every[max(0, number - 1) : number + 2]
