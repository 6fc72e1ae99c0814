"""Records that speak of the same thing agree: a narrower substance with the wider one, a page with
the substance in it, a cause with its signs. Each Problem names both places."""

from collections import Counter
from collections.abc import Iterator

from knowledge.model import Knowledge, Urgency
from knowledge.problems import Problem, at, place, quote, repeated
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


def check_names(knowledge: Knowledge) -> Iterator[Problem]:
    """A name belongs to one thing and to one remedy, and a remedy has none of a thing that is not
    in it."""
    things = (*knowledge.substances.values(), *knowledge.activities.values())
    of_things = [(name.lower(), one) for one in things for name in (one.name, *one.names)]
    remedies = knowledge.remedies.values()
    of_remedies = [(name.lower(), remedy) for remedy in remedies for name in remedy.names]
    for name, one, owner in (*repeated(of_things), *repeated(of_remedies)):
        yield _taken(one, "names", name, owner)
    owners = dict(reversed(of_things))
    for name, remedy in of_remedies:
        owner = owners.get(name)
        inside = {up for one in remedy.substances for up in wider(knowledge, one)}
        if remedy.substances and owner and owner.id not in inside:
            yield _taken(remedy, "names", name, owner)


def _taken(record, field: str, value: str, owner, *where: str) -> Problem:
    """A Problem with a `value` of a record's `field` that its `owner` has already, at `where`."""
    kind = {"names": "name", "countries": "country"}[field]
    expected = f"a {kind} that {owner.id} does not have ({place(owner, *where)})"
    got, do = f"{quote(value)} for {record.id}", "leave it with one of the two"
    return at(record, field, expected, got, do)


def check_least(knowledge: Knowledge) -> Iterator[Problem]:
    """The signs of a cause are never milder than the level that the cause needs at the least."""
    for cause in knowledge.causes.values():
        level = knowledge.urgency_of(cause)
        if level.rank > cause.least.rank:
            flags = knowledge.signs_of(cause)
            where = place(flags[0], "urgency") if flags else "docs/_data/red_flags.yml:1"
            expected = f"a sign of {cause.least.value} or sooner, as {place(cause, 'least')} asks"
            got = f"{level.value} ({', '.join(cause.signs) or 'no sign'}, {where})"
            do = "name the sign that needs it, or make its record as soon again"
            yield at(cause, "signs", expected, got, do)


def check_looks(knowledge: Knowledge) -> Iterator[Problem]:
    """Some look of bumps leads to every cause that makes bumps."""
    shown = {name for look in knowledge.bump_types.values() for name in look.causes}
    first = next(iter(knowledge.bump_types.values()), None)
    for cause in knowledge.causes.values():
        if first and cause.makes_bumps and cause.id not in shown:
            looks = ", ".join(knowledge.bump_types)
            expected = f"a row of {first.origin.path} that leads to {cause.id} ({looks})"
            do = f"add it to the causes of a row in {place(first)}"
            yield at(cause, "title", expected, "none", do)


def check_cause_groups(knowledge: Knowledge) -> Iterator[Problem]:
    """The list of all causes has each in one group."""
    groups = knowledge.cause_groups.values()
    counts = Counter(name for group in groups for name in group.causes)
    for cause in knowledge.causes.values() if groups else ():
        if counts[cause.id] != 1:
            where = next(iter(groups)).origin.path
            expected, do = f"one group of {where} with {cause.id}", "name it in causes: of one"
            yield at(cause, "title", expected, f"{counts[cause.id]}", do)


def check_level_words(knowledge: Knowledge) -> Iterator[Problem]:
    """A level's own action says how soon, in the words that every sign of it has to have."""
    for level in knowledge.urgencies.values():
        said = any(phrase.lower() in level.action.lower() for phrase in level.phrase)
        if level.id is not Urgency.ROUTINE and not said:
            phrases = ", ".join(map(quote, level.phrase))
            where = place(level, "phrase")
            expected = f"one of {phrases}, the phrase of {level.id.value} ({where})"
            yield at(level, "action", expected, quote(level.action), "say how soon in those words")


def check_level_goes_on(knowledge: Knowledge) -> Iterator[Problem]:
    """What a level's action goes on with speaks of one of its own signs, and says which."""
    for level in knowledge.urgencies.values():
        flag = knowledge.red_flags.get(level.also_for or "")
        if bool(level.also) != bool(level.also_for):
            here, missing = ("also", "also_for") if level.also else ("also_for", "also")
            expected = f"{missing} beside {here}"
            yield at(level, here, expected, "none", f"add {missing}, or take {here} away")
        elif flag and flag.urgency is not level.id:
            expected = f"a sign of {level.id.value}, on whose card it stands"
            got = f"{quote(flag.id)}, which is {flag.urgency.value} ({place(flag, 'urgency')})"
            yield at(level, "also_for", expected, got, "name another sign, or take also away")


def check_countries(knowledge: Knowledge) -> Iterator[Problem]:
    """A country has one emergency number."""
    numbers = knowledge.emergency_numbers.values()
    owned = [(country, number) for number in numbers for country in number.countries]
    for country, one, owner in repeated(owned):
        yield _taken(one, "countries", country, owner, "countries")
