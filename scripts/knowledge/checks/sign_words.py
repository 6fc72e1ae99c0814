"""Words that lead the search to a sign belong to that sign, and to no other unless that is said."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote, repeated
from knowledge.prose.matching import LITTLE, create_matcher, same_word, singular
from knowledge.records.fields import Entry
from knowledge.records.words import SignWords


def check_sign_words_lead_somewhere(knowledge: Knowledge) -> Iterator[Problem]:
    """A record of words names red flags, or another place, and not both."""
    for record in _written(knowledge):
        if bool(record.red_flags) == bool(record.leads_to):
            got = "both" if record.leads_to else "neither"
            do = "name the signs that these words belong to, or where else they lead"
            yield at(record, "id", "red_flags or leads_to", got, do)


def check_phrases_stand_once(knowledge: Knowledge) -> Iterator[Problem]:
    """No phrase stands twice, whatever its endings and spelling: one that belongs to two signs
    stands in a record that names both."""
    for _, (record, number), first in repeated(_phrases(knowledge)):
        yield _twice(record, number, place(first[0], "words", first[1]))


def check_own_words_of_red_flags(knowledge: Knowledge) -> Iterator[Problem]:
    """A red flag's own words lead to it: where they stand among the words of the search, or in
    another red flag, a record of words names each of these signs."""
    matcher = create_matcher(knowledge)
    written = dict(_phrases(knowledge))
    seen: dict[str, tuple[Entry, int]] = {}
    for flag in knowledge.red_flags.values():
        for number, word in enumerate(flag.words):
            plain = matcher.plain(word)
            holder = written.get(plain)
            first = seen.setdefault(plain, (flag, number))
            if holder and flag.id not in holder[0].red_flags:
                yield _twice(*holder, place(flag, "words", number))
            elif not holder and first[0] is not flag:
                yield _twice(flag, number, place(first[0], "words", first[1]))


def check_phrases_show_their_own_sign_first(knowledge: Knowledge) -> Iterator[Problem]:
    """A phrase holds no phrase of a more urgent sign that its record does not name."""
    matcher = create_matcher(knowledge)
    for record in _written(knowledge):
        for number, phrase in enumerate(record.words):
            twice = matcher.phrases[matcher.plain(phrase)] != record  # another check says so
            first = next(iter(matcher.shown(phrase)), None)
            if first and first not in record.shows and not twice:
                expected = f"words that show {' or '.join(sorted(record.shows))} first"
                got = f"{quote(phrase)}, which shows {first}"
                do = f"choose other words, or put it into a record that names {first} too"
                yield at(record, ("words", number), expected, got, do)


def check_same_words(knowledge: Knowledge) -> Iterator[Problem]:
    """A word counts as one other word at most, and a little word (matching.LITTLE) as none."""
    ids = {singular(name): group for name, group in knowledge.same_words.items()}
    seen: dict[str, Entry] = {}
    for group in knowledge.same_words.values():
        for number, words in enumerate(group.words):
            plain = same_word(words)
            other = ids.get(plain) or seen.setdefault(plain, group)
            if other is not group or plain == singular(group.id):
                expected = "a word that counts as one other word"
                got = f"{quote(words)}, also in {place(other, 'id')}"
                yield at(group, ("words", number), expected, got, "take one of the two away")
            elif plain in LITTLE:
                expected = "a word that asks for something"
                do = "take it away: it may stand between the words of any phrase"
                yield at(group, ("words", number), expected, quote(words), do)


def _written(knowledge: Knowledge) -> tuple[SignWords, ...]:
    return (*knowledge.sign_words.values(), *knowledge.foreign_words.values())


def _phrases(knowledge: Knowledge) -> Iterator[tuple[str, tuple[SignWords, int]]]:
    """Yield each phrase in plain words, with its record and its number there."""
    matcher = create_matcher(knowledge)
    for record in _written(knowledge):
        for number, phrase in enumerate(record.words):
            yield matcher.plain(phrase), (record, number)


def _twice(record: Entry, number: int, other: str) -> Problem:
    got = f"{quote(record.words[number])}, also at {other}"
    do = "take one away; if it belongs to both signs, name both in one record"
    return at(record, ("words", number), "a phrase that stands once", got, do)
