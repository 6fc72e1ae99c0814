"""Words that lead the search to a sign belong to that sign, and to no other unless that is said."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.prose.matching import LITTLE, create_matcher, same_word, singular, word_records
from knowledge.records.fields import Entry
from knowledge.records.words import SignWords


def check_phrases_stand_once(knowledge: Knowledge) -> Iterator[Problem]:
    """No phrase stands twice, whatever its endings and spelling: one that belongs to two signs
    stands in a record that names both. A red flag's own words may stand in a record that names
    it."""
    matcher = create_matcher(knowledge)
    seen: dict[str, tuple[SignWords, int]] = {}
    for record in word_records(knowledge):
        for number, phrase in enumerate(record.words):
            first, at_first = seen.setdefault(matcher.plain(phrase), (record, number))
            is_own = record.id in knowledge.red_flags and record.id in first.red_flags
            if (first, at_first) != (record, number) and not is_own:
                other = place(first, "words", at_first)
                got = f"{quote(phrase)}, also at {other}"
                do = "take one away; if it belongs to both signs, name both in one record"
                yield at(record, ("words", number), "a phrase that stands once", got, do)


def check_phrases_show_their_own_sign_first(knowledge: Knowledge) -> Iterator[Problem]:
    """A record of words names red flags, or another place, and not both; and a phrase of it holds
    no phrase of a more urgent sign that it does not name."""
    matcher = create_matcher(knowledge)
    for record in (*knowledge.sign_words.values(), *knowledge.foreign_words.values()):
        if bool(record.red_flags) == bool(record.leads_to):
            got = "both" if record.leads_to else "neither"
            do = "name the signs that these words belong to, or where else they lead"
            yield at(record, "id", "red_flags or leads_to", got, do)
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
