"""A sheet has all that its templates print: lines for each part, a label for each heading, words
for each level of urgency; and what clinics choose for it fits the rest."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from knowledge.model import HandoutLine, Knowledge, Urgency
from knowledge.problems import Problem, at, did_you_mean, place, quote
from knowledge.records.choices import SLOTS
from knowledge.records.fields import NORMAL, Entry
from knowledge.windows import end_of, thing, until

LABELS = frozenset(
    """
    signs expected normal better day days feels do not-yet start may-start deep helps given
    medicines leave sun phone questions changes no-changes notes checks treated day-one its-phone
    card-print card-cut card-fold card-outside made-from mark check-code page-code general
    your-clinic our-phone out-of-hours emergency own-sign sooner-sign version clinicians
    dates-field dates-private dates-shown dates-bad dates-early dates-late dates-save dates-saved
    calendar-check calendar-start
""".split()
)
"""The labels that the templates and creators of a sheet print (a test looks for others in them)."""
HOW = frozenset(
    """
    signs-how tone-how better-how pen-how days-how hour-how rough-how restart-how pain-how burn-how
    sun-how
""".split()
)
"""The lines that say how to read what follows; templates print them by their ids, as labels."""
FIELDS = {
    "red_flag": "check",
    "is_not": "normal",
    "from_day": "not-yet",
    "what": "not-yet",
}
"""The fields that the lines of one part have, and no other part's."""
LEAST = {"phone": 1, "question": 3, "check": 1}
"""Lines that each part has at least; three questions let a patient say back what matters."""
_LABELS, _LINES, _LEVELS = (
    f"docs/_data/{name}.yml" for name in ("handout_labels", "handout", "urgencies")
)


def check_labels(knowledge: Knowledge) -> Iterator[Problem]:
    """Each label that a sheet prints stands in the data, and no other does."""
    labels = knowledge.handout_labels
    yield from both_ways("handout", _LABELS, LABELS, labels, "a label", "label: …")


def check_lines(knowledge: Knowledge) -> Iterator[Problem]:
    """Each part of a sheet has its lines, and each `how` line an id that a template prints."""
    count = Counter(line.part for line in knowledge.handout.values())
    for part, least in LEAST.items():
        if count[part] < least:
            expected = f"{least} or more lines of the part {part}"
            do = f"add a line with part: {part}"
            yield Problem(_LINES, 1, "handout", expected, str(count[part]), do)
    how = {line.id: line for line in knowledge.handout.values() if line.part == "how"}
    yield from both_ways(
        "handout", _LINES, HOW, how, "a line of the part how", "part: how, text: …"
    )


def both_ways(
    book: str,
    path: str,
    wanted: frozenset[str],
    records: Mapping[str, Entry],
    what: str,
    fields: str,
) -> Iterator[Problem]:
    """Yield a Problem for each id that a `book` prints and the list at `path` lacks, and for each
    of the `records` there that it does not print."""
    for name in sorted(wanted - set(records)):
        expected, do = (
            f'{what} with the id "{name}", which {book}s print',
            f"{{id: {name}, {fields}}}",
        )
        yield Problem(path, 1, PurePath(path).stem, expected, "none", f"add - {do}")
    for name, record in records.items():
        if name not in wanted:
            where = f"the list is in scripts/knowledge/checks/{book}.py"
            do = f"{did_you_mean(name, wanted)}; {where}"
            yield at(record, "id", f"{what} that a {book} prints", quote(name), do)


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


def check_days_to_look_again(knowledge: Knowledge) -> Iterator[Problem]:
    """The red flag of a `check` line, whose first day it is, cannot be seen on day 0."""
    for line in knowledge.handout.values():
        flag = knowledge.red_flags.get(line.red_flag or "")
        if flag and not flag.from_day:
            can = f"{flag.id} can be seen from the first day ({place(flag)})"
            expected, do = f"a red flag with a from_day: {can}", "name another red flag"
            yield at(line, "red_flag", expected, quote(flag.id), do)


def check_normal_lines(knowledge: Knowledge) -> Iterator[Problem]:
    """A `normal` line has the id of a picture, and its red flag says what is not a sign."""
    for line in knowledge.handout.values():
        flag = knowledge.red_flags.get(line.is_not or "")
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
    timed = sorted((line for line in lines if line.from_day is not None), key=_first)
    ends = [line.from_day for line in timed[1:]] + [line.from_day + 1 for line in timed[-1:]]
    for line, end in zip(timed, ends):
        for number, name in enumerate(line.what):
            window = until(knowledge, name)
            if thing(knowledge, name) and (window is None or end_of(window) < end):
                expected = f"a thing that waits until day {end} or longer"
                do = "take it out of what: and of the words, or mend its rule"
                yield at(line, ("what", number), expected, quote(name), do)


def _first(line: HandoutLine) -> int:
    return line.from_day or 0


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
