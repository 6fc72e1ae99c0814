"""Records that speak of the same thing agree: a narrower substance with the wider one, a page, rule
or row of the A to Z with what is in it. Each Problem names both places."""

from collections.abc import Iterator

from knowledge.asked import goes_by_another, page_of, rule_of
from knowledge.model import Asked, Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.windows import NEVER, end_of, wider, windows, windows_on

SUPPLY = ("anyone", "pharmacy", "prescription")
"""How hard a substance is to get, the easiest first."""


def check_left_to_clinicians(knowledge: Knowledge) -> Iterator[Problem]:
    """What a rule leaves to a clinician is nothing that anyone can get."""
    for window in windows(knowledge):
        one = knowledge.substances.get(window.what)
        if one and window.avoid.until_day is None and one.supply == "anyone":
            asks = f"{one.id}, which {window.place} leaves to clinicians"
            do = f"correct one of the two: the supply of {one.id}, or the rule"
            yield at(one, "supply", f"pharmacy or prescription for {asks}", quote(one.supply), do)


def check_narrower_substances(knowledge: Knowledge) -> Iterator[Problem]:
    """A kind of a substance is as hard to get as the wider one or harder, and forbidden to the same
    people."""
    for one in knowledge.substances.values():
        for other in (knowledge.substances[name] for name in wider(knowledge, one.id)[1:]):
            kind = f"{one.id}, as for {other.id}, which it is a kind of"
            if SUPPLY.index(one.supply) < SUPPLY.index(other.supply):
                expected = f"{other.supply} or stricter for {kind} ({place(other, 'supply')})"
                yield at(one, "supply", expected, quote(one.supply), f"write {other.supply}")
            for group in sorted(set(other.not_for) - set(one.not_for)):
                expected = f"{group} for {kind} ({place(other, 'not_for')})"
                yield at(one, "not_for", expected, quote(", ".join(one.not_for)), f"add {group}")


def check_remedy_substances(knowledge: Knowledge) -> Iterator[Problem]:
    """A page about a medicine holds one, and names everyone who must not use what is in it."""
    for remedy in knowledge.remedies.values():
        for one in (knowledge.substances.get(name) for name in remedy.substances):
            if one and one.supply == "anyone" and remedy.needs_advice:
                calls = f"as {place(remedy, 'kind')} calls it {remedy.kind.value}"
                expected = f"pharmacy or prescription for {one.id}, {calls}"
                do = f"correct one of the two: {one.id} or the kind of {remedy.id}"
                yield at(one, "supply", expected, quote(one.supply), do)
            for group in sorted(set(one.not_for if one else ()) - set(remedy.not_for)):
                where = place(one, "not_for")
                got, do = quote(", ".join(remedy.not_for)), f"add {group}, or correct {where}"
                yield at(remedy, "not_for", f"{group}, as for {one.id} ({where})", got, do)


def check_late_starts(knowledge: Knowledge) -> Iterator[Problem]:
    """What readers start themselves starts on the day on which the wait for it ends, not later."""
    for remedy in knowledge.remedies.values():
        found = (one for name in remedy.substances for one in windows_on(knowledge, name, "any"))
        last = max((one for one in found if end_of(one) < NEVER), key=end_of, default=None)
        if last and not remedy.needs_clinician and remedy.first_day > end_of(last):
            expected = f"day {end_of(last)}, on which the wait for it ends ({last.place})"
            got, do = f"day {remedy.first_day}", "write the same day in both"
            yield at(remedy, "first_day", expected, got, do)


def check_rows_have_an_answer(knowledge: Knowledge) -> Iterator[Problem]:
    """A row has a rule, somebody to ask, or a page; what everyone leaves alone has nothing else."""
    for row in knowledge.a_to_z.values():
        if row.leave and (row.like or row.ask):
            expected = "nothing beside leave: true"
            yield at(row, "leave", expected, "a rule or somebody to ask", "keep one of the two")
        elif not (row.like or row.leave or row.ask or page_of(knowledge, row)):
            expected = "an id that has a rule, or like:, ask:, leave: or page:"
            yield at(row, "id", expected, quote(row.id), "say whose rule it takes, or whom to ask")


def check_rows_keep_their_own_rule(knowledge: Knowledge) -> Iterator[Problem]:
    """A row with the id of a record that has a day takes no other rule, which may be shorter."""
    for row in knowledge.a_to_z.values():
        own = rule_of(knowledge, Asked(id=row.id, name=row.name, kind=row.kind))
        if own and (goes_by_another(row) or row.leave):
            expected = f"the rule of {row.id} itself"
            field = "leave" if row.leave else "like"
            got = quote(row.like or "leave: true")
            yield at(row, field, expected, got, f"remove {field}: or choose another id")
