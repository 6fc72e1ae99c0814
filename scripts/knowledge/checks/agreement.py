"""Records that speak of the same thing agree: a narrower substance with the wider one, a page with
the substance in it, a cause with its signs. Each Problem names both places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.model import Activity, EmergencyNumber, Knowledge, Remedy, Substance, Urgency
from knowledge.problems import Problem, at, place, quote
from knowledge.windows import NEVER, end_of, wider, windows, windows_on

SUPPLY = ("anyone", "pharmacy", "prescription")
"""How hard a substance is to get, the easiest first."""


def check_narrower_windows(knowledge: Knowledge) -> Iterator[Problem]:
    """A rule on a kind of something has every condition of the rule on the wider thing."""
    for window in windows(knowledge):
        above = wider(knowledge, window.what)[1:]
        for other in windows(knowledge):
            if other.what not in above or other.avoid.after != window.avoid.after:
                continue
            for field in ("healed_skin", "checked_first"):
                if getattr(other.avoid, field) and not getattr(window.avoid, field):
                    yield at(
                        window.rule,
                        ("avoid", window.number),
                        f"{field}: true for {window.what}, as for {other.what}, which it is a kind"
                        f" of ({other.place})",
                        "none",
                        f"add {field}: true",
                    )


def check_left_to_clinicians(knowledge: Knowledge) -> Iterator[Problem]:
    """What a rule leaves to a clinician is nothing that anyone can get."""
    for window in windows(knowledge):
        one = knowledge.substances.get(window.what)
        if one and window.avoid.until_day is None and one.supply == "anyone":
            yield at(
                one,
                ("supply",),
                f"pharmacy or prescription for {one.id}, which {window.place} leaves to clinicians",
                quote(one.supply),
                f"correct one of the two: the supply of {one.id}, or the rule",
            )


def check_narrower_substances(knowledge: Knowledge) -> Iterator[Problem]:
    """A kind of a substance is as hard to get as the wider one or harder, and forbidden to the same
    people."""
    for one in knowledge.substances.values():
        for name in wider(knowledge, one.id)[1:]:
            other = knowledge.substances[name]
            if SUPPLY.index(one.supply) < SUPPLY.index(other.supply):
                yield at(
                    one,
                    ("supply",),
                    f"{other.supply} or stricter for {one.id}, as for {other.id}, which it is a"
                    f" kind of ({place(other, 'supply')})",
                    quote(one.supply),
                    f"write supply: {other.supply}",
                )
            for group in sorted(set(other.not_for) - set(one.not_for)):
                yield at(
                    one,
                    ("not_for",),
                    f"{group} for {one.id}, as for {other.id}, which it is a kind of"
                    f" ({place(other, 'not_for')})",
                    quote(", ".join(one.not_for)),
                    f"add {group}",
                )


def check_remedy_substances(knowledge: Knowledge) -> Iterator[Problem]:
    """A page about a medicine holds one, names everyone who must not use what is in it, and starts
    on the day on which the wait for it ends."""
    for remedy in knowledge.remedies.values():
        inside = [
            knowledge.substances[name] for name in remedy.substances if name in knowledge.substances
        ]
        if remedy.needs_advice:
            yield from _is_no_medicine(remedy, inside)
        for one in inside:
            for group in sorted(set(one.not_for) - set(remedy.not_for)):
                yield at(
                    remedy,
                    ("not_for",),
                    f"{group}, as for {one.id} ({place(one, 'not_for')})",
                    quote(", ".join(remedy.not_for)),
                    f"add {group}, or correct {place(one, 'not_for')}",
                )
        if not remedy.needs_clinician:
            yield from _starts_late(knowledge, remedy)


def _is_no_medicine(remedy: Remedy, inside: Iterable[Substance]) -> Iterator[Problem]:
    for one in (one for one in inside if one.supply == "anyone"):
        yield at(
            one,
            ("supply",),
            f"pharmacy or prescription for {one.id}, as {place(remedy, 'kind')} calls it"
            f" {remedy.kind.value}",
            quote(one.supply),
            f"correct one of the two: {one.id} or the kind of {remedy.id}",
        )


def _starts_late(knowledge: Knowledge, remedy: Remedy) -> Iterator[Problem]:
    """A page that starts after the wait has ended says another day than the rule."""
    own = [
        window
        for name in remedy.substances
        for window in windows_on(knowledge, name)
        if window.avoid.after == "any" and end_of(window) < NEVER
    ]
    last = max(own, key=end_of, default=None)
    if last and remedy.first_day > end_of(last):
        yield at(
            last.rule,
            ("avoid", last.number, "until_day"),
            f"day {remedy.first_day}, on which {remedy.id} may start"
            f" ({place(remedy, 'first_day')})",
            f"day {end_of(last)}",
            "write the same day in both",
        )


def check_names(knowledge: Knowledge) -> Iterator[Problem]:
    """A name belongs to one substance or activity, and a remedy is named by nothing that is in
    another."""
    owners: dict[str, Substance | Activity] = {}
    for one in (*knowledge.substances.values(), *knowledge.activities.values()):
        for name in dict.fromkeys(word.lower() for word in (one.name, *one.names)):
            if name in owners:
                yield _taken(one, "names", name, owners[name])
            owners.setdefault(name, one)
    yield from _check_remedy_names(knowledge, owners)


def _check_remedy_names(
    knowledge: Knowledge, owners: Mapping[str, Substance | Activity]
) -> Iterator[Problem]:
    named: dict[str, Remedy] = {}
    for remedy in knowledge.remedies.values():
        for name in dict.fromkeys(word.lower() for word in remedy.names):
            owner = owners.get(name)
            inside = {up for one in remedy.substances for up in wider(knowledge, one)}
            if remedy.substances and owner and owner.id not in inside:
                yield _taken(remedy, "names", name, owner)
            if name in named:
                yield _taken(remedy, "names", name, named[name])
            named.setdefault(name, remedy)


def _taken(record, field: str, value: str, owner, where: tuple[str, ...] = ()) -> Problem:
    """A Problem with a `value` of a record's `field` that its `owner` has already, at `where`."""
    kind = {"names": "name", "countries": "country"}[field]
    return at(
        record,
        field,
        f"a {kind} that {owner.id} does not have ({place(owner, *where)})",
        f"{quote(value)} for {record.id}",
        "leave it with one of the two",
    )


def check_least(knowledge: Knowledge) -> Iterator[Problem]:
    """The signs of a cause are never milder than the level that the cause needs at the least."""
    for cause in knowledge.causes.values():
        level = knowledge.urgency_of(cause)
        if level.rank > cause.least.rank:
            flags = knowledge.signs_of(cause)
            where = place(flags[0], "urgency") if flags else "docs/_data/red_flags.yml:1"
            yield at(
                cause,
                ("signs",),
                f"a sign of {cause.least.value} or sooner, as {place(cause, 'least')} asks",
                f"{level.value} ({', '.join(cause.signs) or 'no sign'}, {where})",
                "name the sign that needs it, or make its record as soon again",
            )


def check_looks(knowledge: Knowledge) -> Iterator[Problem]:
    """Some look of bumps leads to every cause that makes bumps."""
    shown = {name for look in knowledge.bump_types.values() for name in look.causes}
    first = next(iter(knowledge.bump_types.values()), None)
    for cause in knowledge.causes.values():
        if first and cause.makes_bumps and cause.id not in shown:
            yield at(
                cause,
                ("title",),
                f"a row of {first.origin.path} that leads to {cause.id}"
                f" ({', '.join(knowledge.bump_types)})",
                "none",
                f"add it to the causes of a row in {place(first)}",
            )


def check_level_words(knowledge: Knowledge) -> Iterator[Problem]:
    """A level's own action says how soon, in the words that every sign of it has to have."""
    for level in knowledge.urgencies.values():
        said = level.action.lower()
        if level.id is not Urgency.ROUTINE and not any(
            word.lower() in said for word in level.phrase
        ):
            yield at(
                level,
                ("action",),
                f"one of {', '.join(map(quote, level.phrase))}, the phrase of {level.id.value}"
                f" ({place(level, 'phrase')})",
                quote(level.action),
                "say how soon in those words",
            )


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
    owners: dict[str, EmergencyNumber] = {}
    for one in knowledge.emergency_numbers.values():
        for country in one.countries:
            if country in owners:
                yield _taken(one, "countries", country, owners[country], ("countries",))
            owners.setdefault(country, one)


CHECKS = (
    check_narrower_windows,
    check_left_to_clinicians,
    check_narrower_substances,
    check_remedy_substances,
    check_names,
    check_least,
    check_looks,
    check_level_words,
    check_level_goes_on,
    check_countries,
)
