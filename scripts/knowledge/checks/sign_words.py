"""Words that lead the search to a sign belong to that sign, and to no other unless that is said."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.entries import SignWords
from knowledge.matching import LITTLE, Matcher, fold, singular, word_records
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote


def check_sign_words_lead_somewhere(knowledge: Knowledge) -> Iterator[Problem]:
    """A record of words names red flags, or another place, and not both."""
    for record in _written(knowledge):
        if bool(record.red_flags) == bool(record.leads_to):
            yield at(record, ("id",), "red_flags or leads_to", "both" if record.leads_to else "neither",
                     "name the signs that these words belong to, or where else they lead")


def check_phrases_stand_once(knowledge: Knowledge) -> Iterator[Problem]:
    """No phrase stands twice, whatever its endings and spelling: one that belongs to two signs stands in a record that names
    both. A red flag's own words may stand in a record that names it."""
    matcher, seen = Matcher(knowledge), {}
    for record in word_records(knowledge):
        for number, phrase in enumerate(record.words):
            first = seen.setdefault(matcher.plain(phrase), (record, number))
            if first == (record, number) or _is_of_flag(knowledge, record, first[0]):
                continue
            yield at(record, ("words", number), "a phrase that stands once",
                     f"{quote(phrase)}, also at {place(first[0], 'words', first[1])}",
                     "take one away; if it belongs to both signs, name both in one record")


def check_phrases_show_their_own_sign_first(knowledge: Knowledge) -> Iterator[Problem]:
    """A phrase shows a sign of its own record first: it holds no phrase of a more urgent sign that its record does not name."""
    matcher = Matcher(knowledge)
    for record in _written(knowledge):
        own = {*record.red_flags, record.leads_to}
        for number, phrase in enumerate(record.words):
            shown = matcher.shown(phrase)
            if shown and shown[0] not in own and _is_known(knowledge, shown[0]):
                yield at(record, ("words", number), f"words that show {' or '.join(sorted(filter(None, own)))} first",
                         f"{quote(phrase)}, which shows {shown[0]}",
                         f"choose other words, or put it into a record that names {shown[0]} too")


def check_same_words(knowledge: Knowledge) -> Iterator[Problem]:
    """A word counts as one other word at most, and a little word (LITTLE in knowledge/matching.py) as none."""
    ids = {singular(name): group for name, group in knowledge.same_words.items()}
    seen: dict[str, object] = {}
    for group in knowledge.same_words.values():
        for number, words in enumerate(group.words):
            plain = " ".join(map(singular, fold(words).split()))
            other = ids.get(plain) or seen.setdefault(plain, group)
            if other is not group or plain == singular(group.id):
                yield at(group, ("words", number), "a word that counts as one other word",
                         f"{quote(words)}, also in {place(other, 'id')}", "take one of the two away")
            elif plain in LITTLE:
                yield at(group, ("words", number), "a word that asks for something", quote(words),
                         "take it away: it may stand between the words of any phrase")


def _written(knowledge: Knowledge) -> tuple[SignWords, ...]:
    return (*knowledge.sign_words.values(), *knowledge.foreign_words.values())


def _is_of_flag(knowledge: Knowledge, record: SignWords, first: SignWords) -> bool:
    """Whether `record` holds a red flag's own words, and `first` names that red flag."""
    return record.id in first.red_flags and record not in _written(knowledge)


def _is_known(knowledge: Knowledge, name: str) -> bool:
    """Whether `name` is no misspelt red flag, which another check reports."""
    return name in knowledge.red_flags or name in ("crisis", "unlisted", "cards")


CHECKS = (check_sign_words_lead_somewhere, check_phrases_stand_once, check_phrases_show_their_own_sign_first,
          check_same_words)
