"""What a clinic says of signs: a general one may be more urgent, never less, and one of its own
does not say a general one more softly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.checks.clinic.notes import folded
from knowledge.model import Knowledge, RedFlag, Urgency
from knowledge.problems import Problem, at, place, quote
from knowledge.prose.blocks import WORD
from knowledge.prose.lexicon import words_pattern
from knowledge.records.clinic import Clinic, ExtraFlag

_IN_MANY_SIGNS = frozenset(
    """
    skin face area trouble fast tight patch dark red white black gray light lost move cold very weak
    system long use many look feel far worse odd new group sign tip nose ear side built day more
    normal treatment needle needling product bump firm tool shared share blood arm cream turn week a
    an and or of in to if you your have has had that than then when into under above all after with
    no not the it is are was on at by from for any anywhere also one each while some else whole may
    can be as time back come com hold medicine control other rest start worn
""".split()
)
"""Words of signs that say little of which sign it is."""
_STEM = re.compile(r"(?:ing|ful|ness|ed|es|s|y)$")
_SAME = {
    "swollen": "swell",
    "temperature": "fever",
    "feverish": "fever",
    "blurry": "blurr",
    "vision": "sight",
    "eyesight": "sight",
    "breathe": "breath",
    "breathless": "breath",
    "breathlessness": "breath",
    "chills": "shiver",
    "eyes": "eye",
}
"""Other words for a stem of the general signs."""


def check_calls(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A red flag is as urgent as in general, or more."""
    for number, call in enumerate(clinic.stricter.calls):
        flag = knowledge.red_flags[call.red_flag]
        if call.urgency.rank > flag.urgency.rank:
            yield at(
                clinic,
                ("stricter", "calls", number, "urgency"),
                f"{flag.urgency.value} or more urgent, as {flag.id} is in {place(flag, 'urgency')}",
                quote(call.urgency.value),
                f"write urgency: {flag.urgency.value} or a higher one",
            )


def check_extra_flags(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A sign of the clinic's own asks for help, stands once, and is neither a general sign nor one
    at a lower urgency."""
    seen: dict[str, int] = {}
    for number, extra in enumerate(clinic.stricter.red_flags):
        keys, said = (
            ("stricter", "red_flags", number, "urgency"),
            folded(extra.sign).lower().rstrip("."),
        )
        if extra.urgency is Urgency.ROUTINE:
            yield at(
                clinic,
                keys,
                "emergency_now, same_day or within_48h:"
                f" {place(knowledge.urgencies[Urgency.ROUTINE], 'id')} is for what needs no help",
                quote(extra.urgency.value),
                "write a higher urgency or remove the sign",
            )
        if said in seen:
            yield at(
                clinic,
                keys,
                f"a sign that stands once (line {seen[said]})",
                quote(extra.sign),
                "remove one of the two",
            )
        seen.setdefault(said, clinic.origin.line(*keys))
        for flag in knowledge.red_flags.values():
            yield from _against(knowledge, clinic, keys, extra, flag)


def _against(
    knowledge: Knowledge, clinic: Clinic, keys: tuple, extra: ExtraFlag, flag: RedFlag
) -> Iterator[Problem]:
    """A sign of the clinic's own against a general one."""
    if folded(extra.sign).lower().rstrip(".") in (flag.sign.lower(), flag.short.lower()):
        yield at(
            clinic,
            keys,
            f"a sign of its own: this one is {flag.id} in {place(flag, 'sign')}",
            quote(extra.sign),
            f"remove it, or write {{red_flag: {flag.id}, urgency: …}} under calls",
        )
    elif extra.urgency.rank > flag.urgency.rank and (found := _restated(knowledge, flag, extra)):
        yield at(
            clinic,
            keys,
            f"{flag.urgency.value} for {quote(found)}, as {flag.id} is in {place(flag, 'urgency')}",
            quote(extra.urgency.value),
            f"write urgency: {flag.urgency.value}, or remove the sign: the sheet has it already",
        )


def _restated(knowledge: Knowledge, flag: RedFlag, extra: ExtraFlag) -> str:
    """The words by which an extra sign says again what a more urgent flag says: one of its names,
    or a word that only such flags have."""
    if found := words_pattern({*flag.words, flag.short}).search(folded(extra.sign)):
        return found.group()
    calmer = {
        stem
        for other in knowledge.red_flags.values()
        if other.urgency.rank >= extra.urgency.rank
        for stem in _stems(_all_words(other))
    }
    return min(_stems(folded(extra.sign)) & _stems(_all_words(flag)) - calmer, default="")


def _all_words(flag: RedFlag) -> str:
    return f"{flag.sign} {flag.short} {' '.join(flag.words)}"


def _stems(text: str) -> set[str]:
    words = {word.strip(".'").lower() for word in WORD.findall(text)} - _IN_MANY_SIGNS
    return {
        stem for word in words if len(stem := _SAME.get(word) or _STEM.sub("", word)) > 2
    } - _IN_MANY_SIGNS
