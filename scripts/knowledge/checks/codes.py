"""A code of medical records is written as its system writes it, stands once, and leads where its
twin in a related list leads."""

import re
from collections.abc import Iterator

from knowledge.model import Code, Knowledge
from knowledge.problems import Problem, at, quote

FORMS = {
    "icd10cm": (
        re.compile(r"[A-TV-Z][0-9][0-9A-B](?:\.[0-9A-Z]{1,4})?"),
        "an ICD-10-CM code such as L70.0",
    ),
    "icd10": (re.compile(r"[A-Z][0-9]{2}(?:\.[0-9])?"), "a code of the WHO's ICD-10 such as L70.0"),
    "snomed": (
        re.compile(r"[1-9][0-9]{5,17}"),
        "a SNOMED CT code: 6 to 18 digits, the last one right for the others",
    ),
}
"""How each system writes its codes, and that in words."""


def check_codes(knowledge: Knowledge) -> Iterator[Problem]:
    """A code has the form of its system, and an id of both, so that no code stands twice."""
    for code in knowledge.codes.values():
        form, words = FORMS[code.system]
        if not form.fullmatch(code.code) or (code.system == "snomed" and not _adds_up(code.code)):
            yield at(code, "code", words, quote(code.code), "look it up again")
        if code.id != (wanted := id_of(code)):
            expected = f"the id of its system and code, {wanted}"
            yield at(code, "id", expected, quote(code.id), f"write id: {wanted}")


def check_same_topic(knowledge: Knowledge) -> Iterator[Problem]:
    """A code of ICD-10 leads where its parts in ICD-10-CM lead: L03.2 where L03.211 does."""
    codes = knowledge.codes.values()
    parts = [part for part in codes if part.system == "icd10cm"]
    for code in (code for code in codes if code.system == "icd10"):
        for part in (part for part in parts if part.code.startswith(code.code)):
            if part.page != code.page:
                expected = f"{part.page}, as for {part.id}"
                yield at(code, "page", expected, quote(code.page), "give both the same page")


def id_of(code: Code) -> str:
    """Return the id that a code must have: connect/ finds it by that."""
    return f"{code.system}-{code.code.lower().replace('.', '-')}"


def _adds_up(digits: str) -> bool:
    """Return whether the last digit is the check digit of the others (Verhoeff)."""
    check = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        for _ in range(place % 8):
            digit = _TURN[digit]
        check = _times(check, digit)
    return check == 0


_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _times(one: int, two: int) -> int:
    """Return the product of two elements of the dihedral group D5, which Verhoeff's digits are."""
    turn = (one + two) % 5 if one < 5 else (one - two) % 5
    return turn if (one < 5) == (two < 5) else turn + 5
