"""What the records say is printed, never typed: no time beside a substance, no emergency number. A
day that is printed stands beside its whole rule.

This needs no understanding of a sentence. Whether a sentence is right is for the person who accepts
it (`checks/accepted.py`).
"""

import re
from collections.abc import Iterator

from knowledge.checks.sign_levels import EMERGENCY_NUMBER
from knowledge.model import Knowledge, Remedy
from knowledge.problems import Problem, in_text, place, quote
from knowledge.prose.blocks import Text, macros
from knowledge.prose.lexicon import create_lexicon, names_in
from knowledge.starts import named_start, same_rule
from knowledge.windows import Window, end_of, thing, wider, windows_on

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
NEGATIVE = re.compile(
    r"\b(no|not|never|avoid|without|stop|skip|leave|wait|until|before|nor|neither|cannot|nothing|"
    r"hold off|stay away|stay off|stay out|keep off|put off|rather than|instead of|too soon|"
    r"\w+n[’']t)\b",
    re.I,
)
"""Words that turn a sentence into "leave this alone"."""
_ONE_DAY = re.compile(r"\bday (\d+)\b", re.I)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_DAYS = re.compile(rf"(\d+|{'|'.join(_COUNT)}) days", re.I)
_EMERGENCY_NUMBER = re.compile(EMERGENCY_NUMBER)
_QUOTING = ("corrections.yml", "decisions.yml", "hazards.yml")
"""Records that say what others advise: their days are not ours to print."""
_A_TO_Z = "docs/_data/a_to_z.yml"


def check_typed_times(knowledge: Knowledge) -> Iterator[Problem]:
    """No sentence that names something with a first day types a time: a macro prints the day with
    all its conditions. Only "not on day 2" may be typed, where day 2 is inside the wait. A row of
    the A to Z is about such a thing, and types none."""
    for text in knowledge.texts:
        if text.kind == "macro" or text.path.endswith(_QUOTING):
            continue
        for sentence in text.sentences:
            times = typed_times(sentence)
            if times and text.path == _A_TO_Z:
                do = "say like: and the id of a rule, or say it without a time"
                yield in_text(text, text.field, "no time typed", quote(times[0]), do)
            elif times:
                yield from _beside(knowledge, text, sentence, times)


def _beside(knowledge: Knowledge, text: Text, sentence: str, times: list[str]) -> Iterator[Problem]:
    """Yield a Problem with the first name of a sentence beside which these times may not stand."""
    for word, ids in names_in(sentence, create_lexicon(knowledge)):
        remedies, waits = _rules_of(knowledge, ids)
        forbidden = NEGATIVE.search(sentence) and waits
        if forbidden and all(_is_in_wait(time, sentence, waits) for time in times):
            continue
        found = [f"{place(one, 'first_day')} (first_day)" for one in remedies]
        found += [f"{one.place} ({one.what})" for one in waits]
        if found:
            where = " and ".join(dict.fromkeys(found))
            expected = f"no time typed beside {quote(word)}: its days stand in {where}"
            do = f"write {{{{ rule {min(ids)} }}}}, or say it without a time"
            yield in_text(text, "sentence", expected, quote(times[0]), do)
            return


def _rules_of(knowledge: Knowledge, ids: frozenset[str]) -> tuple[list[Remedy], list[Window]]:
    """The remedies that have or hold one of these ids, and the windows on what they hold. Seeing a
    clinician is right on every day."""
    own = [knowledge.remedies[name] for name in ids if name in knowledge.remedies]
    things = {name for name in ids if thing(knowledge, name)}
    holding = [
        remedy
        for remedy in knowledge.remedies.values()
        for substance in remedy.substances
        if things.intersection(wider(knowledge, substance))
    ]
    remedies = [
        one
        for one in (*own, *holding)
        if one.substances or one.first_day or one.last_day is not None
    ]
    held = things.union(*(remedy.substances for remedy in own))
    return remedies, [one for name in sorted(held) for one in windows_on(knowledge, name)]


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


BARE = frozenset({"day", "wait"})
"""Macros that print a day alone."""
WITH_HEALED = frozenset({"first_day", "until"})
"""Macros that print a day and healed skin."""


def check_days_have_their_rule(knowledge: Knowledge) -> Iterator[Problem]:
    """A macro prints a day without its conditions only where the same text has the whole rule."""
    for text in knowledge.texts:
        called = [(name, arguments[0]) for name, arguments in macros(text.text) if arguments]
        found = (named_start(knowledge, one) for name, one in called if name == "rule")
        rules = [start for start in found if start]
        for name, one in called:
            start = named_start(knowledge, one) if name in BARE | WITH_HEALED else None
            lacks = start and (start.has_more if name in WITH_HEALED else not start.is_bare)
            if lacks and not any(same_rule(start, rule) for rule in rules):
                expected = f"the whole rule for {one} in the same text"
                got, do = quote(f"{{{{ {name} {one} }}}}"), f"print {{{{ rule {one} }}}}"
                yield in_text(text, "sentence", expected, got, do)
