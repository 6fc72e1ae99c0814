"""Names that a clinic writes: a name is read as data, and none can be advice.

Each kind of name has its letters, its shape and its words. A word of a rule stands in a name only
where the entry itself names the record (products[].substances). The browser's form reads by the
same lists (creators/handout/form.py, docs/assets/clinic-file.js).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.asked import asked, substances_of
from knowledge.model import Knowledge, once
from knowledge.name_words import (
    ADVICE,
    GENERIC,
    LETTERS,
    MEDICINE_ENDINGS,
    NOBODY,
    NUMBERED,
    SENTENCE,
    SIGNS,
    SMALL,
    SURNAMES,
    TIMES,
    plain,
    words_of,
)
from knowledge.problems import place, quote
from knowledge.prose.lexicon import PUT_ON_OR_TAKEN
from knowledge.windows import wider

FUZZY = 6
"""Letters of a word that is also found with one letter wrong; with two, from VERY_LONG on."""
VERY_LONG = 9
HIDDEN = 7
"""Letters of a word that is also found inside other words, and with signs between its letters."""

ELSEWHERE = "write the name without it; the logo may have it"
"""What a clinic whose true name has a word of a rule can do."""


@dataclass(frozen=True)
class Term:
    """A word of a rule, in small letters without spaces: the ids of the substances that allow it,
    and the place of its record. Addresses have none that `medicine` marks; one that is `exact` is
    not found in words that are only like it, and one that is `sold` so only in a product. One for
    `products` alone is free in other names."""

    text: str
    owners: frozenset[str]
    place: str
    medicine: bool = False
    exact: bool = False
    sold: bool = False
    products: bool = False


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
    if kind == "person" and not any(plain(word) not in NOBODY for word in words_of(text)):
        return "a person's name", quote(text), "write the name of the one who signs, or answers"
    allowed = {name for given in substances for name in wider(knowledge, given)}
    for term in create_terms(knowledge):
        exact = term.exact or (term.sold and kind != "product")
        if not _is_free(term, kind, allowed) and _has(text, term, exact):
            own = ", or name its substance under substances" if kind == "product" else ""
            expected = f"a name without the words of a rule ({term.place})"
            return expected, f"{quote(term.text)} in {quote(text)}", ELSEWHERE + own
    return None


def _is_free(term: Term, kind: str, allowed: set[str]) -> bool:
    """Whether a name of a kind may have a word of a rule; `allowed` are its entry's substances."""
    return (
        not term.owners.isdisjoint(allowed)
        or (kind == "address" and not term.medicine)
        or (kind != "product" and term.products)
        or (kind == "person" and term.text in SURNAMES)
    )


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
            known.sold and term.sold,
            known.products and term.products,
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
    yield from _terms_of_sold(knowledge)


def _terms_of_sold(knowledge: Knowledge) -> Iterator[Term]:
    """The names that stand on labels and packs, and those that people ask by. Each counts whole:
    two words of one can be a place or a person."""
    for record in knowledge.substances.values():
        for name in record.labels:
            is_medicine = record.supply != "anyone"
            yield Term(_joined(name), frozenset({record.id}), place(record), is_medicine, sold=True)
    for row in (row for row in knowledge.a_to_z.values() if row.kind in PUT_ON_OR_TAKEN):
        owners, is_medicine = substances_of(knowledge, row), row.kind == "medicine"
        for name in (name for name in (row.name, *row.also) if _is_telling(name)):
            yield Term(_joined(name), owners, place(row), is_medicine, exact=True, products=True)
    rows = asked(knowledge)
    for brand in knowledge.brands.values():
        row = rows.get(brand.row)
        owners = substances_of(knowledge, row) if row else frozenset()
        is_medicine = brand.medicine or bool(row and row.kind == "medicine")
        for name in brand.names:
            free = not (row or is_medicine)  # a clinic may be called Lemon Tree
            yield Term(_joined(name), owners, place(brand), is_medicine, sold=True, products=free)


def _is_telling(name: str) -> bool:
    """Whether a name has a word that few products have."""
    return any(word not in GENERIC | SMALL["product"] for word in words_of(plain(name)))


def _parts(name: str) -> Iterator[str]:
    """A substance's name without its spaces, and each of its words that says enough by itself."""
    words = words_of(plain(name))
    telling = [word for word in words if word not in GENERIC and len(word) > 2]
    if telling or "essential" in words or words[:2] == ["green", "tea"]:
        yield "".join(words)
    yield from (word for word in telling if len(word) >= 4 and len(words) <= 3)


@lru_cache(maxsize=256)
def _joined(text: str) -> str:
    return "".join(words_of(plain(text)))


def _shape_fault(kind: str, text: str) -> str:
    """The first word that has to begin with a capital and does not; "" where there is none."""
    if kind == "address":
        parts = [part.strip() for part in re.split("[,;]", text)]
        return next((part for part in parts if not _has_capital_or_digit(part)), "")
    return next(
        (
            word
            for word in words_of(text)
            if not _has_capital_or_digit(word) and plain(word) not in SMALL[kind]
        ),
        "" if re.search(f"[{LETTERS}0-9]", text) else text or " ",
    )


def _has_capital_or_digit(text: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in text)


def _word_fault(kind: str, text: str) -> str:
    """The word of `text` that no name of its kind may have, or the time after the treatment."""
    bare = re.sub(NUMBERED, "", plain(text))
    if found := re.search(TIMES, re.sub("[^a-z0-9]+", " ", bare)):
        return found.group()
    if found := re.search(MEDICINE_ENDINGS, bare):
        return found.group()
    brands = {plain(word) for word in words_of(text) if word[:1].islower() and not word.islower()}
    brands |= SURNAMES if kind == "person" else set()
    refused = ADVICE if kind == "address" else (ADVICE | SENTENCE) - brands
    return next((word for word in words_of(bare) if word in refused), "")


def _has(text: str, term: Term, exact: bool) -> bool:
    """Whether `text` has the word `term`, or, unless `exact`, one that is nearly it."""
    runs = _runs(text)
    if term.text in runs or exact:
        return term.text in runs
    length = len(term.text)
    if length >= HIDDEN and term.text in _joined(text):
        return True
    most = (length >= FUZZY) + (length >= VERY_LONG)
    if not most:
        return False
    return any(is_near(run, term.text, most) for run in runs if abs(len(run) - length) <= most)


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[str]:
    """Each word of `text`, and each two and three of them that stand together, as one."""
    words = words_of(plain(text))
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
