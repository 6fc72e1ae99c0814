"""Nothing contradicts anything: sentences against records. Each Problem names both places.

Days, urgencies and phone actions are never typed in prose: a macro prints them. What is typed all
the same is held against the record here, so that a sentence cannot say something else than the
data.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from knowledge.model import Kind, Knowledge, RedFlag, Urgency
from knowledge.once import once
from knowledge.problems import Problem, quote
from knowledge.prose.blocks import MACRO, Text, plain, sentences
from knowledge.prose.lexicon import NEGATIVE, Lexicon, Named, create_lexicon, words_pattern
from knowledge.windows import end_of, until

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fourteen": 14,
}
_NUMBER = r"(\d+(?:\.\d+)?|" + "|".join(_NUMBERS) + ")"
_LENGTH = re.compile(
    rf"\b(?:{_NUMBER}\s*(?:to|or|-|–)\s*)?{_NUMBER}[\s-]*(hour|day|week|month)s?\b", re.I
)
_EVERY = re.compile(r"\bevery $", re.I)
_DAY = re.compile(r"\b(day|week)s?\s+(\d+)(?:\s*(?:to|or|and|-|–)\s*(\d+))?", re.I)
_AT_ONCE = re.compile(
    r"\b(right away|straight away|immediately|at once|tonight|the same day|right after|"
    r"straight after|any time)\b",
    re.I,
)
_DAYS_IN = {"hour": 1 / 24, "day": 1, "week": 7, "month": 28}
_CLAUSE = re.compile(
    r"[,;:]\s+|\s+(?:and|but)\s+(?=(?:no|not|use|start|wait|do|keep|you|put|for|then|leave|avoid)\b)"
)
_TELLS = re.compile(
    r"^(?:(?:then|now|first|next|instead|also|so|please|you can|you may|you could|just|gently|"
    r"to \w+[^,]*,|if [^,]*,|after \w+[^,]*,)\s+)*(?:.*\b(?:and|then|or) )?(use|apply|put|try|dab|"
    r"smooth|spread|rub|take|start|add|reach|consider|cleanse|moisturize|wear|exfoliate)\b",
    re.I,
)
_PROFESSIONAL = re.compile(
    r"\b(doctor|nurse|clinician|pharmacist|prescri\w+|dermatologist|midwife)\b", re.I
)
_TYPED_URGENCY = re.compile(
    r"(?<![\d.,])\b(?:911|999|112|000)\b|\bemergency (?:room|department)\b|\bambulance\b|\bA&E\b|"
    r"\bwithin (?:two days|2 days|48 hours|24 hours|a day|a week)\b|"
    r"\b(?:see|call|ring|phone|visit|contact|message|book|go to|ask)\b[^.]{0,60}?"
    r"\b(?:today|tomorrow|tonight|now|at once|right away|straight away|immediately|this week|"
    r"next week|in a few days|as soon as (?:possible|you can)|the same day)\b",
    re.I,
)
_NOT_MEDICAL = re.compile(
    r"\b(call|tell|contact|see|ask|message|consult|show)\b[^.]*\b(clinic|practitioner|spa|salon|"
    r"skincare professional|skin care professional|beautician|aesthetician|provider)\b",
    re.I,
)
_PLAYS_DOWN = re.compile(
    r"\b(is|are|can be|may be) (?:a )?(?:quite |perfectly |often |usually |part of )?"
    r"(normal|harmless|expected|fine|nothing to worry about|a good sign|healing)\b|"
    r"\bwait and see\b|\bno need to\b|"
    r"\bat home\b|\bwait (?:a|for|until|and)\b|\bnext visit\b|\bgoes away by itself\b",
    re.I,
)
_NEEDS_DOCTOR = "pus-or-gold-crust"
"""The one red flag of two days that a clinic's staff must not judge alone: an infection."""
_BETWEEN_TEXTS = "\n.\n"
_ESCAPE_OR_CAPITAL = re.compile(r"\\.|[A-Z]")
_TIMES = (
    *("hour", "day", "week", "month", "away", "once", "immediately", "tonight"),
    *("right after", "straight after", "any time"),
)
"""Every day count has one of these."""
_CAN_WAIT = re.compile(r"\b(?:not|no|never|nor|isn’t|isn't|without)\b", re.I)


def check_day_counts(knowledge: Knowledge) -> Iterator[Problem]:
    """A day count in a clause that names a substance, activity or remedy is one of that thing's
    own."""
    lexicon = create_lexicon(knowledge)
    for text, sentence in _sentences(knowledge):
        if not may_count_days(sentence):
            continue
        negative = NEGATIVE.search(sentence) is not None
        for clause, things in clauses(lexicon, sentence):
            for said, days in day_counts(clause, negative):
                for named in filter(lexicon.has_window, things):
                    allowed = lexicon.days(named, negative)
                    if days not in allowed:
                        yield _count_problem(text, named, said, allowed)
                        break


def check_instructions_have_a_day(knowledge: Knowledge) -> Iterator[Problem]:
    """A sentence that tells the reader to use something with an avoid window says from which
    day."""
    lexicon = create_lexicon(knowledge)
    for text, sentence in _told(_raw_sentences(knowledge)):
        if (
            MACRO.search(sentence)
            or _DAY.search(sentence)
            or _LENGTH.search(sentence)
            or not text.page
        ):
            continue
        for named in lexicon.named(plain(sentence, "")):
            own = any(remedy.path == text.page for remedy in lexicon.remedies(named))
            ends = [window for name in lexicon.things(named) if (window := until(knowledge, name))]
            window = max(ends, key=end_of, default=None)
            if window and not own:
                yield Problem(
                    text.path,
                    text.line,
                    "sentence",
                    f"a start day, as {window.place} asks",
                    quote(sentence, 90),
                    f"add: from {{{{ first_day {window.what} }}}}",
                )
                break


def check_medicines_need_advice(knowledge: Knowledge) -> Iterator[Problem]:
    """A sentence that tells the reader to use a medicine names who to ask: a pharmacist, nurse or
    doctor."""
    lexicon = create_lexicon(knowledge)
    medicine = {Kind.MEDICINE, Kind.CLINICIAN_ONLY}
    for text, sentence in _told_sentences(knowledge):
        if _PROFESSIONAL.search(sentence):
            continue
        for named in lexicon.named(sentence):
            remedy = next(
                (r for r in lexicon.remedies(named) if r.kind in medicine and r.substances), None
            )
            if remedy and remedy.path != text.page:
                place = f"{remedy.origin.path}:{remedy.origin.line('kind')}"
                yield Problem(
                    text.path,
                    text.line,
                    "sentence",
                    f"a pharmacist, nurse or doctor beside {named.word}: it is "
                    f"{remedy.kind.value} in {place}",
                    quote(sentence, 90),
                    "say who to ask first",
                )
                break


def check_not_with_in_prose(knowledge: Knowledge) -> Iterator[Problem]:
    """A cause's page does not tell the reader to use a remedy that must not be used with that
    cause."""
    lexicon = create_lexicon(knowledge)
    causes = {cause.path: cause for cause in knowledge.causes.values()}
    for text, sentence in _told_sentences(knowledge):
        cause = causes.get(text.page)
        for named in lexicon.named(sentence) if cause else ():
            for remedy in lexicon.remedies(named):
                if cause.id in remedy.not_with:
                    place = f"{remedy.origin.path}:{remedy.origin.line('not_with')}"
                    yield Problem(
                        text.path,
                        text.line,
                        "sentence",
                        f"nothing that {place} says not to use with {cause.id}",
                        quote(sentence, 90),
                        f"remove {named.word} or correct {place}",
                    )


def check_typed_urgency(knowledge: Knowledge) -> Iterator[Problem]:
    """No page types an emergency number, or how soon to see someone: the urgency of a sign stands
    in the data, once."""
    for text in knowledge.texts:
        if not text.page:
            continue
        for sentence in text.sentences:
            if found := _TYPED_URGENCY.search(sentence):
                yield Problem(
                    text.path,
                    text.line,
                    "sentence",
                    f"how soon and whom to call from {_place_of(knowledge, found.group())}",
                    quote(found.group()),
                    "write {{ action <red flag> }}, {{ how_soon <cause> }} or {{"
                    " emergency_numbers }}",
                )


def _place_of(knowledge: Knowledge, typed: str) -> str:
    """Where the words that were typed by hand stand in the data."""
    records = [
        *(number for number in knowledge.emergency_numbers.values() if number.number in typed),
        *knowledge.urgencies.values(),
    ]
    return (
        f"{records[0].origin.path}:{records[0].origin.line()}"
        if records
        else "docs/_data/urgencies.yml:1"
    )


def check_red_flags_in_prose(knowledge: Knowledge) -> Iterator[Problem]:
    """A sentence on a red flag's sign neither plays it down nor sends the reader to the clinic
    without a doctor."""
    flags, pattern = _flag_words(knowledge)
    for text, sentence in _sentences(knowledge):
        found = pattern.search(sentence) if text.page and text.kind != "heading" else None
        flag = flags[found.group().lower()] if found else None
        if not flag or flag.urgency is Urgency.ROUTINE:
            continue
        place = f"{flag.origin.path}:{flag.origin.line('urgency')}"
        down = _PLAYS_DOWN.search(sentence)
        if down and not _CAN_WAIT.search(sentence):
            yield Problem(
                text.path,
                text.line,
                "sentence",
                f"nothing that plays down {quote(found.group())}: {flag.id} is "
                f"{flag.urgency.value} in {place}",
                quote(sentence, 90),
                f"print {{{{ action {flag.id} }}}} instead",
            )
        elif (
            (flag.urgency is not Urgency.WITHIN_48H or flag.id == _NEEDS_DOCTOR)
            and _NOT_MEDICAL.search(sentence)
            and not _PROFESSIONAL.search(sentence)
        ):
            yield Problem(
                text.path,
                text.line,
                "sentence",
                f"a doctor for {quote(found.group())}: {flag.id} is "
                f"{flag.urgency.value} in {place}",
                quote(sentence, 90),
                f"print {{{{ action {flag.id} }}}} instead",
            )


def check_never_said(knowledge: Knowledge) -> Iterator[Problem]:
    """Advice that was found wrong (`never_say` in corrections.yml) does not come back."""
    # One search of everything for each phrase, not one for each phrase and text: 40 phrases, 3,000
    # texts. A full stop stands between the texts, so that no phrase reaches from one into the next.
    ours = [text for text in knowledge.texts if not text.path.endswith("corrections.yml")]
    pieces = [" ".join(text.sentences) for text in ours]
    starts = list(accumulate((len(piece) + len(_BETWEEN_TEXTS) for piece in pieces), initial=0))
    whole = _BETWEEN_TEXTS.join(pieces)
    folded = whole.lower()  # folding once is three times as fast as matching in any case
    for correction in knowledge.corrections.values():
        for phrase in correction.never_say:
            for found in re.finditer(_ESCAPE_OR_CAPITAL.sub(_fold, phrase), folded, re.M):
                text = ours[bisect_right(starts, found.start()) - 1]
                place = f"{correction.origin.path}:{correction.origin.line('never_say')}"
                yield Problem(
                    text.path,
                    text.line,
                    "sentence",
                    f"nothing that {place} rules out ({correction.id})",
                    quote(whole[found.start() : found.end()]),
                    f"say: {plain(correction.we_say)}",
                )


def _fold(found: re.Match) -> str:
    """A capital of a pattern made small, an escape such as \\W left as it is."""
    return found.group() if found.group().startswith("\\") else found.group().lower()


def _sentences(knowledge: Knowledge) -> Iterator[tuple[Text, str]]:
    """Every sentence that states something, with its macros left out."""
    for text in knowledge.texts:
        if text.kind != "macro" and text.field != "sign":
            for sentence in text.sentences:
                yield text, sentence


def _raw_sentences(knowledge: Knowledge) -> Iterator[tuple[Text, str]]:
    """The same as typed, macros and all."""
    for text in knowledge.texts:
        if text.kind != "macro" and text.field != "sign":
            for sentence in sentences(text.text):
                yield text, sentence


@once
def _told_sentences(knowledge: Knowledge) -> list[tuple[Text, str]]:
    return list(_told(_sentences(knowledge)))


def _told(every: Iterator[tuple[Text, str]]) -> Iterator[tuple[Text, str]]:
    """Of these sentences, those that tell the reader to use or do something."""
    for text, sentence in every:
        words = plain(sentence, "")
        if text.kind != "heading" and _TELLS.match(words) and not NEGATIVE.search(words):
            yield text, sentence


def clauses(lexicon: Lexicon, sentence: str) -> Iterator[tuple[str, list[Named]]]:
    """Each clause with what it names, or with what the clause before it names."""
    before: list[Named] = []
    for clause in _CLAUSE.split(sentence):
        things = lexicon.named(clause) or before
        yield clause, things
        before = things


def may_count_days(sentence: str) -> bool:
    """Whether a sentence may have a day count: a quick look before the slow one."""
    small = sentence.lower()
    return any(word in small for word in _TIMES)


def day_counts(clause: str, negative: bool) -> Iterator[tuple[str, float]]:
    """Each day count in `clause`: its words, and the days."""
    for found in _LENGTH.finditer(clause):
        again = _EVERY.search(clause[: found.start()])  # every 2 hours: how often, not from when
        for number in found.groups()[:2]:
            if number and not again:
                value = float(_NUMBERS.get(number.lower(), 0) or number)
                yield found.group(), round(value * _DAYS_IN[found.group(3).lower()], 2)
    for found in _DAY.finditer(clause):
        for number in found.groups()[1:]:
            if number:
                yield found.group(), int(number) * _DAYS_IN[found.group(1).lower()]
    if not negative and (found := _AT_ONCE.search(clause)):
        yield found.group(), 0


def _count_problem(text: Text, named: Named, said: str, allowed: dict[int, str]) -> Problem:
    where = ", ".join(f"{day} ({place})" for day, place in sorted(allowed.items())) or "none at all"
    return Problem(
        text.path,
        text.line,
        "sentence",
        f"a day count for {quote(named.word)} from its record: {where}",
        quote(said),
        "print the day with {{ first_day … }} or correct the record",
    )


def _flag_words(knowledge: Knowledge) -> tuple[dict[str, RedFlag], re.Pattern]:
    flags = {word.lower(): flag for flag in knowledge.red_flags.values() for word in flag.words}
    return flags, words_pattern(flags)


CHECKS = (
    check_day_counts,
    check_instructions_have_a_day,
    check_medicines_need_advice,
    check_not_with_in_prose,
    check_typed_urgency,
    check_red_flags_in_prose,
    check_never_said,
)
