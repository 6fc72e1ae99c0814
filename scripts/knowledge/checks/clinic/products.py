"""What a clinic treats with and gives out, held against the rules by its words as well: a name says
what a field leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.checks.clinic.notes import first_place, folded
from knowledge.checks.clinic.words import MEDICINE, UNLISTED
from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.prose.blocks import sentences
from knowledge.prose.lexicon import NEGATIVE, Lexicon, create_lexicon, phrases
from knowledge.records.clinic import Clinic, Product
from knowledge.tighten import tighten
from knowledge.windows import Window, end_of, thing, windows, windows_on

_DEEP = phrases(r"""
    \b(?:RF|R\.F\.?|radio[ -]?frequency|heat\w*|thermal|deep\w*|bipolar|monopolar|fractional|
    morpheus\w*|vivace|potenza|secret|genius|sylfirm|scarlet|infini|intracel|profound|fractora|
    endymed|exion)\b|\b(?:[2-9]|[1-9]\d|1[.,]0?[1-9]\d?|[2-9][.,]\d+)\s?-?mm\b""")
"""Words by which a device goes deep (over 1 mm) or heats."""


def check_products(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """What the clinic gives on day 0 is nothing that a rule leaves alone on day 0, by its
    substances and by its words, and no medicine."""
    strict = tighten(knowledge, clinic)
    lexicon = create_lexicon(strict)
    for number, product in enumerate(clinic.products):
        for name in dict.fromkeys((*product.substances, *sorted(_named(lexicon, product)))):
            record, window = thing(knowledge, name), _closed_on_day_0(strict, clinic, name)
            if window:
                yield at(
                    clinic,
                    ("products", number),
                    f"nothing that {window.place} says to leave alone on day 0",
                    quote(record.name),
                    "remove the product: it may not go on needled skin",
                )
            elif getattr(record, "supply", "anyone") != "anyone":
                yield at(
                    clinic,
                    ("products", number),
                    f"no medicine ({place(record, 'supply')})",
                    quote(record.name),
                    "remove it: a clinician gives a medicine with words of their own",
                )
        yield from _by_other_words(strict, clinic, number, product)


def check_device(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A device whose name says deep or heat is of that kind: else the longer waits would be
    lost."""
    device = clinic.device
    if device and device.kind == "needles" and (found := _DEEP.search(folded(device.name))):
        window = next(
            (window for window in windows(knowledge) if window.avoid.after == "deep_or_rf"), None
        )
        yield at(
            clinic,
            ("device", "kind"),
            f"rf or deep, for the longer waits{f' of {window.place}' if window else ''}",
            f"needles, for {quote(found.group())}",
            "write kind: rf or kind: deep",
        )


def _named(lexicon: Lexicon, product: Product) -> set[str]:
    """The substances and activities that a product's words name. An activity in "do not …" is a
    warning, and fine."""
    found: set[str] = set()
    for sentence in (folded(product.name), *sentences(folded(product.use))):
        warns = NEGATIVE.search(sentence)
        for named in lexicon.named(sentence):
            found |= {
                name
                for name in lexicon.things(named)
                if not (warns and name in lexicon.knowledge.activities)
            }
            found |= {
                name
                for remedy in lexicon.remedies(named)
                if named.word.lower() in map(str.lower, remedy.names)
                for name in remedy.substances
            }
    return found


def _by_other_words(
    strict: Knowledge, clinic: Clinic, number: int, product: Product
) -> Iterator[Problem]:
    words = folded(f"{product.name}. {product.use}")
    if found := UNLISTED.search(words):
        longest = max(
            windows(strict),
            key=lambda window: (
                window.what in strict.substances and window.avoid.until_day is not None,
                end_of(window),
            ),
        )
        yield at(
            clinic,
            ("products", number),
            f"nothing that may be an acid, a retinoid or a peel: {longest.place} and other rules"
            " leave them alone on day 0",
            quote(found.group()),
            "remove the product, or name it by what it is",
        )
    if found := MEDICINE.search(words):
        yield at(
            clinic,
            ("products", number),
            f"no medicine: beside {first_place(strict)} the sheet has words for medicines of"
            " its own",
            quote(found.group()),
            "remove it: a clinician gives a medicine with words of their own",
        )


def _closed_on_day_0(strict: Knowledge, clinic: Clinic, name: str) -> Window | None:
    """The window that leaves something alone on day 0, where the clinic's own products are not
    exempt. Without a device both kinds of treatment may be meant."""
    deep = clinic.device is None or clinic.is_deep
    return next(
        (
            window
            for window in windows_on(strict, name)
            if window.avoid.from_day == 0
            and not window.avoid.unless_clinic
            and (deep or window.avoid.after == "any")
        ),
        None,
    )
