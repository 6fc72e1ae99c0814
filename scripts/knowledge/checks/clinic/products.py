"""What a clinic treats with and gives out, held against the rules."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.prose.lexicon import phrases
from knowledge.records.clinic import Clinic, known_deep
from knowledge.tighten import tighten
from knowledge.windows import Window, thing, windows, windows_on

DEEP = phrases(r"""
    \b(?:RF|R\.F\.?|radio[ -]?frequency|heat\w*|thermal|deep\w*|bipolar|monopolar|fractional|
    morpheus\w*|vivace|potenza|secret|genius|sylfirm|scarlet|infini|intracel|profound|fractora|
    endymed|exion)\b|(?:^|[^.,\d])(?:[2-9]|[1-9]\d|1[.,]0?[1-9]\d?|[2-9][.,]\d+)\s?-?mm\b""")
"""Words by which a device goes deep (over 1 mm) or heats."""


def check_products(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """What the clinic gives on day 0 is nothing that a rule leaves alone on day 0, and no medicine:
    its substances say so, and its name can speak of no others (check_names)."""
    strict = tighten(knowledge, clinic)
    for number, product in enumerate(clinic.products):
        for name in dict.fromkeys(product.substances):
            record, window = thing(knowledge, name), closed_on_day_0(strict, clinic, name)
            if window:
                expected = f"nothing that {window.place} says to leave alone on day 0"
                do = "remove the product: it may not go on needled skin"
                yield at(clinic, ("products", number), expected, quote(record.name), do)
            elif getattr(record, "supply", "anyone") != "anyone":
                expected = f"no medicine ({place(record, 'supply')})"
                do = "remove it: a clinician gives a medicine with words of their own"
                yield at(clinic, ("products", number), expected, quote(record.name), do)


def check_device(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A device whose name says deep or heat is of that kind: else longer waits would be lost."""
    device = clinic.device
    if device and device.kind == "needles" and (found := DEEP.search(device.name)):
        deep = [window for window in windows(knowledge) if window.avoid.after == "deep_or_rf"]
        rule = f" of {deep[0].place}" if deep else ""
        expected, got = f"rf or deep, for the longer waits{rule}", quote(found.group().strip())
        do = "write kind: rf or kind: deep"
        yield at(clinic, ("device", "kind"), expected, f"needles, for {got}", do)


def closed_on_day_0(strict: Knowledge, clinic: Clinic | None, name: str) -> Window | None:
    """The window that leaves something alone on day 0, where the clinic's own products are not
    exempt. Without a device, or a clinic, both kinds of treatment may be meant."""
    deep = known_deep(clinic) is not False
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
