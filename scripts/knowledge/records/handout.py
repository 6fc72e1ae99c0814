"""Records on what stands on handouts alone, and on their versions."""

from pydantic import Field

from knowledge.records.fields import (
    Date,
    Day,
    Entry,
    Origin,
    Record,
    Ref,
    Refs,
    To,
    Words,
    YesNo,
    matching,
    one_of,
    some,
)


class HandoutLine(Entry):
    """A line that stands on handouts alone. `part`: what to say on the phone; a question that lets
    a patient say it back; a day to look at the skin again, when the sign `red_flag` can first be
    seen; what is normal, in the words of the sign `is_not`, by the picture of the line's id; what
    (the things `what`) waits all through the stretch that begins on `from_day`; how to read what
    follows. `until_day` is the last day to look again that a `how` line goes with."""

    part: one_of("phone", "question", "check", "normal", "not-yet", "how")
    text: Words
    red_flag: Ref[To.SHOWN_RED_FLAGS] | None = None
    is_not: Ref[To.SHOWN_RED_FLAGS] | None = None
    from_day: Day | None = None
    what: Refs[To.THINGS] = ()
    until_day: Day | None = None


class HandoutLabel(Entry):
    """A heading or label of handouts."""

    label: Words


class Change(Record):
    """What a version of the handout says otherwise, for somebody who holds an older one. `safety`:
    it guards against harm."""

    text: matching(
        r"^[^<>{}\[\]*_`\\|^]{2,}$",
        "plain words, without marks, links or citations",
        "Wait longer with retinoids.",
    )
    safety: YesNo = False


class NextChange(Change):
    """A change that no version has yet, in a file of its own in docs/_data/changes/: two people who
    write one do not meet."""

    origin: Origin = Field(default=Origin(""), exclude=True, repr=False)


class Version(Entry):
    """A state of the general handout. `id` is the code printed on paper, a number; a clinic's code
    adds a hyphen and its own digits."""

    id: matching("^[1-9][0-9]{0,3}$", "the version's number in quotes", '"2"')
    date: Date
    content_hash: matching(
        "^[0-9a-f]{16}$",
        "the 16 digits that build.py check printed, in quotes",
        '"0123456789abcdef"',
    )
    changes: some(
        Change,
        "a list of one change or more",
        '- {text: "Wait longer with retinoids.", safety: true}',
    )
