"""The rows of the A to Z: each has an answer, and its day comes from a rule alone."""

from collections.abc import Iterator

from knowledge.asked import goes_by_another, page_of, rule_of
from knowledge.model import Asked, Knowledge
from knowledge.problems import Problem, at, quote


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
