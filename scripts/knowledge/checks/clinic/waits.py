"""A clinic's own line names what has to wait only to put it off, and a medicine only with whom to
ask."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.checks.clinic.notes import NOTE, SIGN, clinic_texts, first_place, problem_in
from knowledge.checks.clinic.words import (
    ASKS,
    CLAUSE,
    MEDICINE,
    PROFESSIONAL,
    STOPS,
    SUPPLIED,
    UNLISTED,
    UNSTOPS,
    USES,
    VAGUE,
)
from knowledge.checks.prose_contradictions import day_counts
from knowledge.model import Knowledge
from knowledge.problems import Problem, place, quote
from knowledge.prose.blocks import Text, sentences
from knowledge.prose.lexicon import NEGATIVE, Lexicon, create_lexicon
from knowledge.records.clinic import Clinic
from knowledge.tighten import tighten
from knowledge.windows import Window, end_of, windows_on


def check_waits(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """What has to wait is named to leave it alone, with its day or to ask about it; a day beside it
    is not earlier than its longest wait."""
    lexicon = create_lexicon(tighten(knowledge, clinic))
    for text in clinic_texts(clinic):
        for sentence in sentences(text.text):
            yield from (
                _things(lexicon, clinic, text, sentence) if text.field in (NOTE, SIGN) else ()
            )
            yield from _days(lexicon, clinic, text, sentence)


def _things(lexicon: Lexicon, clinic: Clinic, text: Text, sentence: str) -> Iterator[Problem]:
    stopped = False
    for clause in CLAUSE.split(sentence) if not ASKS.search(sentence) else ():
        for word, start, window in _named(lexicon, clinic, clause):
            if not _is_put_off(clause, start, stopped) and not (
                window and window.avoid.unless_clinic and SUPPLIED.search(clause)
            ):
                rule = window.place if window else first_place(lexicon.knowledge)
                yield problem_in(
                    text,
                    f"nothing about {quote(word)} but to leave it alone, or its day, as in {rule}",
                    sentence,
                    "remove it, or make the wait longer under stricter",
                )
                return
        # "no swimming, sauna or sport"
        stopped = (stopped or bool(STOPS.search(clause))) and not UNSTOPS.search(clause)
        if (
            (found := _medicine(lexicon, clause))
            and USES.search(clause)
            and not STOPS.search(clause)
            and not PROFESSIONAL.search(sentence)
        ):
            yield problem_in(
                text,
                f"a pharmacist, nurse or doctor beside {found[0]}, a medicine ({found[1]})",
                sentence,
                "say who to ask first",
            )


def _is_put_off(clause: str, start: int, stopped: bool) -> bool:
    """Whether a clause leaves alone what it names at `start`: it has a day count, which other
    checks hold against the records, or says no. `stopped`: the clause before said so, and this one
    is its list."""
    if any(True for _ in day_counts(clause, False)):
        return True
    says_no = STOPS.search(clause[:start]) or (stopped and not USES.search(clause))
    return bool(says_no) and not UNSTOPS.search(clause) and not VAGUE.search(clause)


def _days(lexicon: Lexicon, clinic: Clinic, text: Text, sentence: str) -> Iterator[Problem]:
    for clause in CLAUSE.split(sentence):
        named = [(word, window) for word, _, window in _named(lexicon, clinic, clause) if window]
        for said, days in day_counts(clause, bool(NEGATIVE.search(clause))) if named else ():
            early = next(((word, window) for word, window in named if days < end_of(window)), None)
            if early:
                yield problem_in(
                    text,
                    f"no earlier day for {quote(early[0])} than in {early[1].place}",
                    said,
                    "write that day or remove it",
                )
                return


def _named(
    lexicon: Lexicon, clinic: Clinic, clause: str
) -> Iterator[tuple[str, int, Window | None]]:
    """What a clause names that has to wait: the word, where it stands, and its longest wait for
    this clinic's patients."""
    for named in lexicon.named(clause):
        found = [
            window
            for name in lexicon.things(named)
            for window in windows_on(lexicon.knowledge, name)
            if clinic.is_deep or window.avoid.after == "any"
        ]
        if found:
            yield named.word, named.start, max(found, key=end_of)
    if found := UNLISTED.search(clause):
        yield found.group(), found.start(), None


def _medicine(lexicon: Lexicon, clause: str) -> tuple[str, str] | None:
    """A medicine that a clause names, and where its record or else the first red flag stands."""
    for named in lexicon.named(clause):
        for name in lexicon.things(named):
            record = lexicon.knowledge.substances.get(name)
            if record and record.supply != "anyone":
                return named.word, place(record, "supply")
    found = MEDICINE.search(clause)
    return (found.group(), first_place(lexicon.knowledge)) if found else None
