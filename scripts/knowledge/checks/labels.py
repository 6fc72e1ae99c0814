"""A sheet and a booklet have all the labels that their templates and creators print, by their ids.
A test looks for others in these."""

from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, did_you_mean, quote

HANDOUT = frozenset(
    """
    signs expected normal better day days feels do not-yet start may-start deep helps given
    medicines leave sun phone questions changes no-changes notes checks treated day-one its-phone
    card-print card-cut card-fold card-outside made-from mark check-code page-code general
    your-clinic our-phone out-of-hours emergency own-sign sooner-sign version clinicians
    dates-field dates-private dates-shown dates-bad dates-early dates-late dates-save dates-saved
    calendar-check calendar-start
""".split()
)
"""The labels of a sheet."""
HOW = frozenset(
    """
    signs-how tone-how better-how pen-how days-how hour-how rough-how restart-how pain-how burn-how
    sun-how
""".split()
)
"""The lines that say how to read what follows on a sheet."""
BOOKLET = frozenset(
    """
    subtitle clinic phone closed treated depth products medicines began diary-photo diary-feel
    signs see feels looks on-brown-and-black-skin short-rules scale scan all-sources version license
""".split()
)
"""The labels of a booklet, or that have a line to write on."""


def check_labels(knowledge: Knowledge) -> Iterator[Problem]:
    """Each label that is printed, and each line on how to read a sheet, stands in the data, and no
    other does. A project without a booklet needs none of its labels."""
    how = {line.id: line for line in knowledge.handout.values() if line.part == "how"}
    booklet = BOOKLET if knowledge.booklet else BOOKLET & knowledge.booklet_labels.keys()
    for kind, wanted, records, fields in (
        ("handout_labels", HANDOUT, knowledge.handout_labels, "label: …"),
        ("handout", HOW, how, "part: how, text: …"),
        ("booklet_labels", booklet, knowledge.booklet_labels, "label: …"),
    ):
        for name in sorted(wanted - records.keys()):
            expected, do = f'the id "{name}", which is printed', f"add - {{id: {name}, {fields}}}"
            yield Problem(f"docs/_data/{kind}.yml", 1, kind, expected, "none", do)
        for name in (name for name in records if name not in wanted):
            do = f"{did_you_mean(name, wanted)}; the list is in scripts/knowledge/checks/labels.py"
            yield at(records[name], "id", "an id that is printed", quote(name), do)
