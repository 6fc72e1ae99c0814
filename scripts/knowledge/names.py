"""Names that a clinic writes: a name is read as data, and none can be advice.

Each kind of name has its letters, its shape and its words. A word of a rule stands in a name only
where the entry itself names the record (products[].substances). The browser's form reads by the
same lists (creators/handout/form.py, docs/assets/clinic-file.js).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Knowledge, once
from knowledge.problems import place, quote
from knowledge.windows import wider

LETTERS = "A-Za-zÀ-ÖØ-öø-žƠơƯưȘ-țḀ-ỿ"
"""Latin letters, as European languages and Vietnamese write them, which the fonts of the PDFs have.
Each is one character (NFC), and no name can mix scripts."""
SIGNS = {"address": r"0-9 .,:;'’\-–&/()+#ºª", "": r"0-9 .,'’\-–&/()+"}
"""Signs that a name of a kind may have besides letters; "" for every other kind."""
PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
    | {"ħ": "h", "’": "", "'": "", "º": "o", "ª": "a"}
)
"""Small letters whose accent is part of them, as plain ones; an apostrophe is none."""
FUZZY = 6
"""Letters of a word that is also found with one letter wrong; with two, from VERY_LONG on."""
VERY_LONG = 9
HIDDEN = 7
"""Letters of a word that is also found inside other words, and with signs between its letters."""

_NAMES = """
    of the and at for in on by de la le les du des d l da do das dos di del della dell delle el los
    las y e i et ve und u och og am an der die das dem den vom von van zu zum zur im het ter ten te
    aan op pa til med na w z s a o
"""
_THINGS = """
    plain gel cream balm mask spray mist water solution foam lotion pads for needled skin with
    sterile saline calm cooling clean hydrating barrier repair recovery dry needling needle needles
    pen roller stamp device machine microneedling deep shallow short fine tips mm ml g rf heat
    serum ointment moisturizer cleanser petrolatum hyaluronic acid white
"""
_ROLES = """
    medical clinical director manager owner founder partner head lead chief senior nurse doctor
    physician surgeon dermatologist practitioner prescriber specialist consultant assistant
    therapist aesthetician esthetician beautician technician pharmacist registered board certified
    aesthetic cosmetic skin clinic practice
"""
SMALL = {
    "name": frozenset(_NAMES.split()),
    "person": frozenset(_NAMES.split()),
    "role": frozenset((_NAMES + _ROLES).split()),
    "device": frozenset((_NAMES + _THINGS).split()),
    "product": frozenset((_NAMES + _THINGS).split()),
}
"""Words that a name of a kind may have in small letters. Any other begins with a capital or a
digit, or has a capital inside; in an address each part between commas has one of these."""

ADVICE = frozenset(
    """
    pop pops popping squeeze squeezing pick picking scratch lance prick burst drain rub rubbing
    scrub scrubbing seal sealing apply applying put putting use using take taking wait waiting
    ignore ignoring skip skipping avoid avoiding stop stopping inject swallow not never dont
    until tonight tomorrow yesterday overnight
""".split()
)
"""Words of advice and of time: no kind of name has them."""
SENTENCE = frozenset(
    """
    is are was were be has have no does who whom that it you your says say said tells tell thinks
    allows allow allowed needs need needed normal harmless safe fine nothing nobody
    fever pus swelling swollen blister blisters infection infected bleeding numb numbness dizzy
    hives
    sun tan wax peel peels peeling makeup sauna gym
""".split()
)
"""Words that make a sentence of a name, of signs and of what has to wait: only addresses have them.
A word with a capital inside (iS) is a brand and no word."""
NOBODY = frozenset(
    """
    tbd tba na none nobody someone somebody anyone anybody everyone the a team staff their our your
    his her name nurse doctor clinic reception
""".split()
)
"""Words that name no person."""
_GENERIC = frozenset(
    """
    own product products new your you cream creams gel ointment ointments plain thick bland mineral
    tinted chemical plant oil oils green extract extracts tablet type clinic clinics clinicians that
    the supplied strong direct water face hard body on skin to are of and alpha beta hydroxy jelly
    white scented tea treatment type essential bed sun cream hot zinc prescription next session
    pool steam room spf retina vera mild anti scent inflammatory
""".split()
)
"""Words of substances' names that say little by themselves."""
_MORE = """
    acid acids ascorbic azelaic mandelic kojic retinyl exosome exosomes lavender eucalyptus menthol
    camphor
"""
_MORE_MEDICINES = """
    aspirin tylenol advil nurofen cortisone steroids antibiotics tablets pills capsules morphine
    hydroquinone
"""
"""Substances that no record has."""
MEDICINE_ENDINGS = r"(?:cillin|mycin|cycline|c[iy]clovir)s?$"
TIMES = (
    r"\b(?:day|night|week|hour|minute|month)s? ?[0-9]"
    r"|[0-9] ?(?:day|night|week|hour|minute|month|hr)s?\b"
    r"|\b(?:first|second|third|fourth|fifth|last|next|every|each|one|two|three|four|five|six|seven|"
    r"few) (?:day|night|week|hour)s?\b|\bafter (?:day|night|week|needling|treatment)s?\b"
)
"""A time after the treatment, in a name whose accents are taken away."""
ELSEWHERE = "write the name without it; the logo may have it"
"""What a clinic whose true name has a word of a rule can do."""
NUMBERED = r"\bno\. ?(?=[0-9])"
"""The short form of "number"."""


@dataclass(frozen=True)
class Term:
    """A word of a rule, in small letters without spaces: the ids of the substances that allow it,
    and the place of its record. Addresses have none that `medicine` marks; one that is `exact` is
    not found in words that are only like it."""

    text: str
    owners: frozenset[str]
    place: str
    medicine: bool = False
    exact: bool = False


def name_fault(
    knowledge: Knowledge, kind: str, text: str, substances: tuple[str, ...] = ()
) -> tuple[str, str, str] | None:
    """What was expected of `text` as a name of a kind ("name", "person", "role", "device",
    "product" or "address"), what stands there, and what to do; None where nothing is wrong.
    `substances` are those that its entry names."""
    if found := re.search(f"[^{LETTERS}{SIGNS.get(kind, SIGNS[''])}]", text):
        got = f"{quote(found[0])} (U+{ord(found[0]):04X}) in {quote(text)}"
        return "Latin letters, digits and . , ' - & / ( ) + alone", got, "type it in such letters"
    if word := _shape_fault(kind, text):
        expected = "a name: each word with a capital or a digit, but small words such as of and the"
        do = "write street, number and town" if kind == "address" else "write it as a name"
        return expected, f"{quote(word)} in {quote(text)}", do
    if word := _word_fault(kind, text):
        expected = "a name, and no advice, sign or time after the treatment"
        return expected, f"{quote(word)} in {quote(text)}", ELSEWHERE
    if kind == "person" and not any(_plain(word) not in NOBODY for word in _words(text)):
        return "a person's name", quote(text), "write the name of the one who signs, or answers"
    allowed = {name for given in substances for name in wider(knowledge, given)}
    for term in create_terms(knowledge):
        is_open = bool(term.owners & allowed) or (kind == "address" and not term.medicine)
        if not is_open and _has(text, term):
            own = ", or name its substance under substances" if kind == "product" else ""
            expected = f"a name without the words of a rule ({term.place})"
            return expected, f"{quote(term.text)} in {quote(text)}", ELSEWHERE + own
    return None


@once
def create_terms(knowledge: Knowledge) -> tuple[Term, ...]:
    """Every word that names a substance, an activity, a remedy or a sign of `knowledge`."""
    found: dict[str, Term] = {}
    for text, term in ((term.text, term) for term in _terms(knowledge)):
        known = found.get(text, term)
        found[text] = Term(
            text,
            known.owners | term.owners,
            known.place,
            known.medicine and term.medicine,
            known.exact and term.exact,
        )
    return tuple(found[text] for text in sorted(found))


def _terms(knowledge: Knowledge) -> Iterator[Term]:
    """The terms of each record. A sign is known by its phrases alone: clinics have names such as
    Hair Transplant Center."""
    for record in knowledge.substances.values():
        medicine = record.supply != "anyone"
        for text in (text for name in (record.name, *record.names) for text in _parts(name)):
            yield Term(text, frozenset({record.id}), place(record), medicine)
    for remedy in (remedy for remedy in knowledge.remedies.values() if remedy.substances):
        medicine = all(knowledge.substances[name].supply != "anyone" for name in remedy.substances)
        for text in (text for name in remedy.names for text in _parts(name)):
            yield Term(text, frozenset(remedy.substances), place(remedy), medicine)
    for activity in knowledge.activities.values():
        for name in (activity.name, *activity.names):
            yield Term(_joined(name), frozenset(), place(activity), exact=True)
    for flag in knowledge.red_flags.values():
        for words in (words for words in flag.words if " " in words):
            yield Term(_joined(words), frozenset(), place(flag), exact=True)
    for record in [*knowledge.substances.values()][:1]:
        for word in (*_MORE.split(), *_MORE_MEDICINES.split()):
            yield Term(word, frozenset(), place(record), word in _MORE_MEDICINES.split())


def _parts(name: str) -> Iterator[str]:
    """A substance's name without its spaces, and each of its words that says enough by itself."""
    words = _words(_plain(name))
    telling = [word for word in words if word not in _GENERIC and len(word) > 2]
    if telling or "essential" in words or words[:2] == ["green", "tea"]:
        yield "".join(words)
    yield from (word for word in telling if len(word) >= 4 and len(words) <= 3)


@lru_cache(maxsize=256)
def _joined(text: str) -> str:
    return "".join(_words(_plain(text)))


def _plain(text: str) -> str:
    """`text` in small letters without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _words(text: str) -> list[str]:
    return re.findall(f"[{LETTERS}0-9'’]+", text)


def _shape_fault(kind: str, text: str) -> str:
    """The first word that has to begin with a capital and does not; "" where there is none."""
    if kind == "address":
        parts = [part.strip() for part in re.split("[,;]", text)]
        return next((part for part in parts if not _has_capital_or_digit(part)), "")
    return next(
        (
            word
            for word in _words(text)
            if not _has_capital_or_digit(word) and _plain(word) not in SMALL[kind]
        ),
        "" if re.search(f"[{LETTERS}0-9]", text) else text or " ",
    )


def _has_capital_or_digit(text: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in text)


def _word_fault(kind: str, text: str) -> str:
    """The word of `text` that no name of its kind may have, or the time after the treatment."""
    plain = re.sub(NUMBERED, "", _plain(text))
    if found := re.search(TIMES, re.sub("[^a-z0-9]+", " ", plain)):
        return found.group()
    if found := re.search(MEDICINE_ENDINGS, plain):
        return found.group()
    brands = {_plain(word) for word in _words(text) if word[:1].islower() and not word.islower()}
    refused = ADVICE if kind == "address" else (ADVICE | SENTENCE) - brands
    return next((word for word in _words(plain) if word in refused), "")


def _has(text: str, term: Term) -> bool:
    """Whether `text` has the word `term`, or one that is nearly it."""
    runs = _runs(text)
    if term.text in runs or term.exact:
        return term.text in runs
    length = len(term.text)
    if length >= HIDDEN and term.text in _joined(text):
        return True
    most = (length >= FUZZY) + (length >= VERY_LONG)
    alike = [run for run in runs if most and abs(len(run) - length) <= most]
    return any(is_near(run, term.text, most) for run in alike)


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[str]:
    """Each word of `text`, and each two and three of them that stand together, as one."""
    words = _words(_plain(text))
    pairs = ["".join(pair) for pair in zip(words, words[1:])]
    return frozenset([*words, *pairs, *map("".join, zip(words, words[1:], words[2:]))])


@lru_cache(maxsize=2**14)  # most clinics have a "skin" in their names
def is_near(one: str, two: str, most: int) -> bool:
    """Whether `most` letters put in, taken out or changed make `two` of `one`."""
    if most == 0 or one == two:
        return one == two
    if abs(len(one) - len(two)) > most or len(set(one) ^ set(two)) > 2 * most:
        return False
    row = list(range(len(two) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for column, other in enumerate(two, 1):
            changed = before + (letter != other)
            before = row[column]
            row[column] = min(before + 1, row[column - 1] + 1, changed)
    return row[-1] <= most
