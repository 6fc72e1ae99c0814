"""A code of medical records is written as its system writes it, and stands once."""

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
        "a SNOMED CT code: 6 to 18 digits",
    ),
}
"""How each system writes its codes, and that in words."""


def check_codes(knowledge: Knowledge) -> Iterator[Problem]:
    """A code has the form of its system, and an id of both, so that no code stands twice."""
    for code in knowledge.codes.values():
        form, words = FORMS[code.system]
        if not form.fullmatch(code.code):
            yield at(code, "code", words, quote(code.code), "look it up again")
        if code.id != (wanted := id_of(code)):
            expected = f"the id of its system and code, {wanted}"
            yield at(code, "id", expected, quote(code.id), f"write id: {wanted}")


def id_of(code: Code) -> str:
    """Return the id that a code must have: connect/ finds it by that."""
    return f"{code.system}-{code.code.lower().replace('.', '-')}"
