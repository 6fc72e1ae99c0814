"""From which day to which: what the avoid rules and remedies say together about a substance or an
activity.

Days are whole days after the treatment (day 0). A window runs from its first day up to, not
including, its last.
"""

from dataclasses import dataclass

from knowledge.model import Activity, Avoid, Knowledge, Rule, Substance, once
from knowledge.problems import place
from knowledge.records.clinic import LongerAvoid

Thing = Substance | Activity

NEVER = 366
"""Later than any day a record can hold."""


@dataclass(frozen=True)
class Window:
    """One avoid window, with the rule and the number in its list that it comes from."""

    what: str
    rule: Rule
    number: int
    avoid: Avoid

    @property
    def until_day(self) -> int | None:
        """The day on which it ends; None where only a clinician ends it."""
        return self.avoid.until_day

    @property
    def place(self) -> str:
        """`path:line` of the window, for a message."""
        return place(self.rule, "avoid", self.number, "until_day")


def thing(knowledge: Knowledge, name: str) -> Thing | None:
    """Return the substance or activity of that id."""
    return knowledge.substances.get(name) or knowledge.activities.get(name)


def wider(knowledge: Knowledge, name: str) -> list[str]:
    """Return `name` and all that it is a kind of, narrowest first. A loop ends the list."""
    chain: list[str] = []
    while name and name not in chain and (record := thing(knowledge, name)):
        chain.append(name)
        name = record.kind_of or ""
    return chain


def end_of(one: Window | Avoid | LongerAvoid) -> int:
    """Return the day on which a window, or what a clinic asks for, ends; NEVER where only a
    clinician ends it."""
    return NEVER if one.until_day is None else one.until_day


@once
def windows(knowledge: Knowledge) -> tuple[Window, ...]:
    """Return every avoid window of every rule."""
    return tuple(
        Window(what, rule, number, avoid)
        for rule in knowledge.rules.values()
        for number, avoid in enumerate(rule.avoid)
        for what in avoid.what
    )


def windows_on(knowledge: Knowledge, name: str, after: str | None = None) -> list[Window]:
    """Return the windows on `name` or anything it is a kind of; `after` keeps one treatment's."""
    covered = set(wider(knowledge, name))
    return [
        window
        for window in windows(knowledge)
        if window.what in covered and after in (None, window.avoid.after)
    ]


def until(knowledge: Knowledge, name: str, after: str | None = "any") -> Window | None:
    """Return the window on `name` that ends last, as windows_on finds them."""
    return max(windows_on(knowledge, name, after), key=end_of, default=None)
