"""The lists that clinics choose from: what is filled into a line, and how urgent a sign is."""

import re
from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.records.choices import SLOTS


def check_slots(knowledge: Knowledge) -> Iterator[Problem]:
    """The slots of a line that clinics choose have known names, and nothing else is in braces."""
    for line in knowledge.clinic_lines.values():
        for braced in re.findall(r"\{[^}]*\}?|\}", line.words):
            if braced[1:-1] not in SLOTS:
                expected = f"slots such as {{phone}}: {', '.join(SLOTS)}"
                yield at(line, ("words",), expected, quote(braced), "write one of them")


def check_least(knowledge: Knowledge) -> Iterator[Problem]:
    """A sign that clinics choose is by itself as urgent as each red flag that its words touch."""
    for sign in knowledge.clinic_signs.values():
        for flag in (knowledge.red_flags.get(name) for name in sign.like):
            if flag and sign.least.rank > flag.urgency.rank:
                level = flag.urgency.value
                expected = f"{level} or more urgent, as in {place(flag, 'urgency')}"
                yield at(sign, "least", expected, quote(sign.least.value), f"write least: {level}")
