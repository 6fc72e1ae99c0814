"""A sheet has lines for each part, and words for each level of urgency; and what clinics choose for
it fits the rest."""

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.model import Knowledge, Urgency
from knowledge.problems import Problem, at, did_you_mean, place, quote
from knowledge.records.choices import SLOTS
from knowledge.records.fields import NORMAL
from knowledge.windows import end_of, thing, until

FIELDS = {
    "red_flag": "check",
    "is_not": "normal",
    "from_day": "not-yet",
    "what": "not-yet",
}
"""The fields that the lines of one part have, and no other part's."""
LEAST = {"phone": 1, "question": 3, "check": 1}
"""Lines that each part has at least; three questions let a patient say back what matters."""
_LINES, _LEVELS = "docs/_data/handout.yml", "docs/_data/urgencies.yml"


def check_lines(knowledge: Knowledge) -> Iterator[Problem]:
    """Each part of a sheet has its lines."""
    count = Counter(line.part for line in knowledge.handout.values())
    for part, least in LEAST.items():
        if count[part] < least:
            expected = f"{least} or more lines of the part {part}"
            do = f"add a line with part: {part}"
            yield Problem(_LINES, 1, "handout", expected, str(count[part]), do)


def check_fields_of_parts(knowledge: Knowledge) -> Iterator[Problem]:
    """A line has the fields of its part, and none of another's."""
    for line in knowledge.handout.values():
        for field, part in FIELDS.items():
            value = getattr(line, field)
            is_there = value not in (None, ())
            if is_there and part != line.part:
                expected = f"{field} only in a line with part: {part}, and this one is {line.part}"
                yield at(line, field, expected, quote(value), f"remove {field}")
            elif part == line.part and not is_there:
                yield at(line, "part", f"{field}: beside part: {part}", "none", f"add {field}:")


def check_signs_of_lines(knowledge: Knowledge) -> Iterator[Problem]:
    """The red flag of a `check` line, whose first day it is, cannot be seen on day 0. A `normal`
    line has the id of a picture, and its red flag says what is not a sign."""
    for line in knowledge.handout.values():
        later = knowledge.red_flags.get(line.red_flag or "")
        flag = knowledge.red_flags.get(line.is_not or "")
        if later and not later.from_day:
            can = f"{later.id} can be seen from the first day ({place(later)})"
            expected, do = f"a red flag with a from_day: {can}", "name another red flag"
            yield at(line, "red_flag", expected, quote(later.id), do)
        if line.part == "normal" and line.id not in NORMAL:
            do = did_you_mean(line.id, NORMAL)
            yield at(line, "id", "the id of a picture of normal skin", quote(line.id), do)
        if flag and not flag.is_not:
            expected = "a red flag that says what looks like it and is not"
            do = "name one that has is_not: in docs/_data/red_flags.yml"
            yield at(line, "is_not", expected, quote(flag.id), do)


def check_what_is_not_yet(knowledge: Knowledge) -> Iterator[Problem]:
    """What a `not-yet` line names waits until the next of them begins; what the last one names
    waits longer than to its first day."""
    lines = [line for line in knowledge.handout.values() if line.part == "not-yet"]
    timed = [line for line in lines if line.from_day is not None]
    timed.sort(key=lambda line: line.from_day)
    ends = [line.from_day for line in timed[1:]] + [line.from_day + 1 for line in timed[-1:]]
    for line, end in zip(timed, ends):
        for number, name in enumerate(line.what):
            window = until(knowledge, name)
            if thing(knowledge, name) and (window is None or end_of(window) < end):
                expected = f"a thing that waits until day {end} or longer"
                do = "take it out of what: and of the words, or mend its rule"
                yield at(line, ("what", number), expected, quote(name), do)


def check_levels(knowledge: Knowledge) -> Iterator[Problem]:
    """Each level of urgency has its words: a sign without a card would be on no sheet."""
    for level in Urgency:
        if level not in knowledge.urgencies:
            do = f"add - id: {level.value} with its words"
            yield Problem(_LEVELS, 1, "urgencies", f"the level {level.value}", "none", do)


def check_slots(knowledge: Knowledge) -> Iterator[Problem]:
    """The slots of a line that clinics choose have known names, and nothing else is in braces."""
    for line in knowledge.clinic_lines.values():
        for braced in re.findall(r"\{[^}]*\}?|\}", line.words):
            if braced[1:-1] not in SLOTS:
                expected = f"slots such as {{phone}}: {', '.join(SLOTS)}"
                yield at(line, ("words",), expected, quote(braced), "write one of them")


def check_least_of_signs(knowledge: Knowledge) -> Iterator[Problem]:
    """A sign that clinics choose is by itself as urgent as each red flag that its words touch."""
    for sign in knowledge.clinic_signs.values():
        for flag in (knowledge.red_flags.get(name) for name in sign.like):
            if flag and sign.least.rank > flag.urgency.rank:
                level = flag.urgency.value
                expected = f"{level} or more urgent, as in {place(flag, 'urgency')}"
                yield at(sign, "least", expected, quote(sign.least.value), f"write least: {level}")
