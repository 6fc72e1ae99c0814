"""Records of a translation: who made and checked it, and its strings.

A string is bound to its English by a hash, to what a blind reader read in it by another, and to
whoever has checked it by a seal: a change of one breaks that one binding and no other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from knowledge.digest import digest
from knowledge.records.fields import Date, Origin, Record, Words, matching, one_line, one_of, some

DIGITS = 8
"""Of the hash that binds a translation to its English, and of a seal."""
Word = one_line(1, 60, "a word, or a few", "clínica")
"""A word of another language: in Chinese one character is one."""
_Said = matching(
    r"^[^|<>\[\]{}*_`\x00-\x1f]{2,80}$",
    "a few plain words, without signs such as | or *",
    "Ana Ruiz",
)
"""What a page prints of a person."""
ROLES = ("translator", "reviser", "clinician")


class Signer(Record):
    """Somebody who has read strings of a translation beside their English, and stands for them by
    name."""

    name: _Said
    role: one_of(*ROLES)
    qualification: _Said
    date: Date


class LevelWords(Record):
    """What a language says for three of the levels of urgency: the words that a card of that level
    has, and no other card may have."""

    now: some(Word, "a list of words for now")
    today: some(Word, "a list of words for today")
    two_days: some(Word, "a list of words for within two days")


class TranslationHead(Record):
    """What a translation says of itself. `letters` are the scripts of its letters (Unicode),
    `levels` its words for how soon, `calming` words that may stand nowhere, `terms` the words for
    one thing by their English ones, `same` keys whose text is rightly that of the English.
    `drafted_by`: what made the first draft, `compared`: how it was read back into English."""

    drafted_by: Words
    compared: Words
    letters: some(Words, "a list of scripts, as in [Latin]")
    levels: LevelWords
    calming: some(Word, "a list of words that calm or loosen")
    longest: int = Field(default=25, ge=5, le=60, description="words of a sentence at most")
    terms: Mapping[str, some(Word, "a list of words for it")] = {}
    same: tuple[Words, ...] = ()
    signers: Mapping[str, Signer] = {}
    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)


@dataclass(frozen=True)
class Translated:
    """One string: the hash of the English that it was made from (`en`), its text, and the seals of
    those who have checked it, by their ids. `line` is its line in the file."""

    key: str
    en: str
    text: str
    seals: Mapping[str, str] = field(default_factory=dict)
    line: int = 1


@dataclass(frozen=True)
class Translation:
    """A file of translations/. Its file name is the id of its language. `readings`: which words of
    each string, by its key, a reader read back who had not seen the English (see words_hash)."""

    id: str
    head: TranslationHead
    strings: Mapping[str, Translated]
    origin: Origin = field(default=Origin(""), repr=False)
    readings: Mapping[str, str] = field(default_factory=dict, repr=False)

    def signed_by(self, key: str) -> list[Signer]:
        """Return everyone whose seal of a string is whole."""
        found = self.strings[key]
        return [
            signer
            for name, signer in self.head.signers.items()
            if found.seals.get(name) == seal(found, signer)
        ]

    def is_read_back(self, key: str) -> bool:
        """Whether the words of a string are those that were read back and held against the
        English."""
        return self.readings.get(key) == words_hash(self.strings[key])

    def has_lapsed(self, key: str) -> bool:
        """Whether somebody has signed a string in other words, or made from other English."""
        found = self.strings[key]
        return any(
            found.seals[name] != seal(found, signer)
            for name, signer in self.head.signers.items()
            if name in found.seals
        )


def words_hash(string: Translated) -> str:
    """Return the hash of a string's words and of their English's hash."""
    return digest("\0".join((string.en, string.text)))[:DIGITS]


def seal(string: Translated, signer: Signer) -> str:
    """Return what binds a string, its English and somebody who has checked it to each other."""
    parts = (string.en, string.text, signer.name, signer.role, str(signer.date))
    return digest("\0".join(parts))[:DIGITS]


def is_checked(signers: Iterable[Signer]) -> bool:
    """Whether two people have checked a string: a translator, and somebody else who is no
    clinician alone."""
    found = [*signers]
    translators = {plain(one.name) for one in found if one.role == "translator"}
    revisers = {plain(one.name) for one in found if one.role == "reviser"}
    return any(one != other for one in translators for other in revisers)


def is_signed(signers: Iterable[Signer]) -> bool:
    """Whether a clinician has signed a string that two people have checked."""
    found = [*signers]
    return is_checked(found) and any(one.role == "clinician" for one in found)


def plain(name: str) -> str:
    """Return a name as it is compared with others."""
    return " ".join(name.casefold().split())
