"""Finds the signs whose words a reader typed, word for word: no letter is forgiven.

docs/assets/signs.js does the same in the reader's browser, with the data that
creators/site/search_words.py makes; tests/browser/test_signs.py holds the two together. The checks
use this one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from knowledge.model import Knowledge, once
from knowledge.records.words import SignWords

RANKS = {"crisis": 0.5, "unlisted": 0.5, "cards": 4}
"""How soon each place that is no sign needs its reader, from 0 (an emergency) to 3."""
SAME_LETTER = {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ة": "ه", "ى": "ي", "ـ": ""}
"""Letters that count as others although they have no accent to take away."""

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Match:
    """Where in a plain text the words of a record stand; `rank` is that of its most urgent sign."""

    start: int
    end: int
    record: SignWords
    rank: float


def fold(text: str) -> str:
    """Return the words of `text` in small letters, without accents and apostrophes."""
    text = _APOSTROPHES.sub("", text.lower())
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        kept = (one for one in letters if not unicodedata.category(one).startswith("M"))
        text = _HAN_GAP.sub("", "".join(SAME_LETTER.get(one, one) for one in kept))
    return " ".join(_WORD.findall(text))


def singular(word: str) -> str:
    """Return `word` without the s of a plural. The rule is the same for all words, so some lose an
    s that is no plural's."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


LITTLE = frozenset(
    map(
        singular,
        """
    a about after again all also am an and any are around as at back be because been being bit both
    but by can could did do does even experience experiencing feel feeling feels felt for from get
    gets getting got had has have having he her him his how i id if im in into is it its ive just
    keep keeps kind left like little look looking looks lot lots lower may me might mine must my
    near now of on or our part please quite really right round seem seems she should side since so
    some sort start started starting starts suddenly than that the their them then there theres
    these they thing things think this those though to today too tonight up upper us very was we
    were what when where which while who why will with would yesterday you your
""".split(),
    )
)
"""Words that may stand between those of a phrase, and that alone ask for nothing. None of them
denies: what a reader says is not there still shows its sign, as nobody here can tell what they
mean."""


def is_latin(phrase: str) -> bool:
    """Return whether a plain phrase is matched word by word. Arabic joins words, and Chinese has no
    blanks between them: their phrases are found inside other words."""
    return phrase.isascii()


def word_records(knowledge: Knowledge) -> Iterator[SignWords]:
    """Yield every record of words: those for the search, in English and other languages, then each
    red flag's own, which count only where nothing else is typed."""
    yield from knowledge.sign_words.values()
    yield from knowledge.foreign_words.values()
    for flag in knowledge.red_flags.values():
        own = (flag.id,)
        yield SignWords(id=flag.id, origin=flag.origin, red_flags=own, whole=True, words=flag.words)


def same_word(words: str) -> str:
    """Return `words` as they are looked for among those that count as another word."""
    return " ".join(map(singular, fold(words).split()))


class Matcher:
    """Finds signs by the words of a Knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.plain = cache(self._plain)
        """Returns a text as it is compared: folded, singular, each word as what stands for it."""
        self._order = sorted([*knowledge.red_flags, *RANKS], key=self.rank)
        """All that can be shown, the most urgent first, equally urgent signs as in their file."""
        self.same = {
            same_word(words): singular(group.id)
            for group in knowledge.same_words.values()
            for words in group.words
        }
        """The word that stands for each other word, or for some that belong together."""
        self.together = {f" {old} ": f" {new} " for old, new in self.same.items() if " " in old}
        """Those of `same` that are more than one word, with blanks around them."""
        self.phrases: dict[str, SignWords] = {}
        """The record of each phrase, in plain words."""
        for record in word_records(knowledge):
            for phrase in record.words:
                self.phrases.setdefault(self.plain(phrase), record)
        self.sort_phrases()

    def sort_phrases(self) -> None:
        """Keep the phrases by the way in which they are looked for: word by word, in any order, or
        inside other words."""
        self._by_first_word: dict[str, list[tuple[list[str], SignWords]]] = {}
        self._apart: list[tuple[list[str], SignWords]] = []
        self._letters: list[tuple[str, SignWords]] = []
        for phrase, record in self.phrases.items():
            words = phrase.split()
            if not is_latin(phrase):
                self._letters.append((phrase, record))
            elif record.any_order:
                self._apart.append((words, record))
            else:
                self._by_first_word.setdefault(words[0], []).append((words, record))

    def _plain(self, text: str) -> str:
        words = (self.same.get(word, word) for word in map(singular, fold(text).split()))
        plain = f" {' '.join(words)} "
        for several, one in self.together.items():
            plain = plain.replace(several, one)
        return plain.strip()

    def rank(self, name: str) -> float:
        """Return how soon a red flag, or another place, needs its reader: 0 is the most urgent."""
        flag = self.knowledge.red_flags.get(name)
        return flag.urgency.rank if flag else RANKS.get(name, 3)

    def shown(self, text: str) -> list[str]:
        """Return the red flags and other places that `text` shows, the most urgent first. The cards
        are shown alone, and to whoever asks for nothing in particular."""
        found = {name for match in self.matches(text) for name in match.record.shows}
        names = [name for name in self._order if name in found]
        words = self.plain(text).split()
        if not names and words and LITTLE.issuperset(words):
            return ["cards"]
        return [name for name in names if name != "cards" or names == ["cards"]]

    def matches(self, text: str) -> list[Match]:
        """Return the phrases in `text`. One that stands inside a longer phrase that is as urgent
        does not count: a fever blister is no fever."""
        plain = self.plain(text)
        words = plain.split()
        found = [*self._in_words(words), *self._in_any_order(words), *self._in_letters(plain)]
        return [one for one in found if not any(_swallows(other, one) for other in found)]

    def _in_words(self, words: list[str]) -> Iterator[Match]:
        starts = _starts(words)
        for place, word in enumerate(words):
            for phrase, record in self._by_first_word.get(word, ()):
                end = _end_of(phrase, words, place)
                rest = [*words[:place], *words[end:]]
                if end and (not record.whole or LITTLE.issuperset(rest)):
                    yield self._match(starts[place], starts[end] - 1, record)

    def _in_any_order(self, words: list[str]) -> Iterator[Match]:
        have = frozenset(words)
        for phrase, record in self._apart:
            if have.issuperset(phrase):
                starts = _starts(words)
                places = [words.index(word) for word in phrase]
                yield self._match(starts[min(places)], starts[max(places) + 1] - 1, record)

    def _in_letters(self, plain: str) -> Iterator[Match]:
        # no phrase of other letters stands in a text of Latin ones
        for phrase, record in () if plain.isascii() else self._letters:
            start = plain.find(phrase)
            if start >= 0 and (not record.whole or phrase == plain):
                yield self._match(start, start + len(phrase), record)

    def _match(self, start: int, end: int, record: SignWords) -> Match:
        return Match(start, end, record, min(map(self.rank, record.shows), default=3))


@once
def create_matcher(knowledge: Knowledge) -> Matcher:
    """Return the matcher of `knowledge`, whose phrases are made plain once."""
    return Matcher(knowledge)


def _starts(words: list[str]) -> list[int]:
    """Return where each of `words`, and one more, would start if blanks joined them."""
    return list(accumulate((len(word) + 1 for word in words), initial=0))


def _end_of(phrase: list[str], words: list[str], place: int) -> int:
    """Return where `phrase`, which begins at `place`, ends in `words`; 0 if it does not."""
    for wanted in phrase:
        while place < len(words) and words[place] != wanted and words[place] in LITTLE:
            place += 1
        if place == len(words) or words[place] != wanted:
            return 0
        place += 1
    return place


def _swallows(longer: Match, one: Match) -> bool:
    inside = longer.start <= one.start and one.end <= longer.end
    return inside and longer.end - longer.start > one.end - one.start and longer.rank <= one.rank
