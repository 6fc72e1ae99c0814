"""A cause agrees with the remedies and the red flags that it names; a red flag with its level."""

from collections import Counter
from collections.abc import Iterator

from knowledge.model import Cause, Kind, Knowledge, Remedy, Urgency, UrgencyLevel
from knowledge.problems import Problem, at, place, quote


def check_not_for_cause(knowledge: Knowledge) -> Iterator[Problem]:
    """A cause lists no remedy that is not for use with it, or that its own page advises against."""
    for cause, number, remedy in _listed(knowledge):
        keys, got = ("remedies", number), quote(remedy.id)
        if cause.id in remedy.not_with:
            where = place(remedy, "not_with", remedy.not_with.index(cause.id))
            expected = f"no remedy that must not be used with {cause.id} ({where})"
            do = f"remove {remedy.id} here or {cause.id} from not_with in {where}"
            yield at(cause, keys, expected, got, do)
        if remedy.not_advised:
            says = f"{place(remedy, 'not_advised')} says why this one is not"
            do = f"remove {remedy.id} here or not_advised there"
            yield at(cause, keys, f"a remedy that is advised ({says})", got, do)


def check_emergency_remedies(knowledge: Knowledge) -> Iterator[Problem]:
    """For a cause that is an emergency, only a clinician's help is listed."""
    for cause, number, remedy in _listed(knowledge):
        flags = (knowledge.red_flags.get(name) for name in cause.signs)
        now = [flag for flag in flags if flag and flag.urgency is Urgency.EMERGENCY_NOW]
        if now and remedy.kind is not Kind.CLINICIAN_ONLY:
            emergency = f"{now[0].id} is an emergency ({place(now[0], 'urgency')})"
            expected = f"only help from clinicians: {emergency}"
            yield at(cause, ("remedies", number), expected, quote(remedy.id), f"remove {remedy.id}")


def check_cause_signs(knowledge: Knowledge) -> Iterator[Problem]:
    """What a cause watches for is worse: no sign stands in both lists, none is less urgent."""
    for cause in knowledge.causes.values():
        urgency = knowledge.urgency_of(cause)
        for number, name in enumerate(cause.watch_for):
            flag = knowledge.red_flags.get(name)
            if flag and name in cause.signs:
                expected = f"a sign that is not in signs (line {cause.origin.line('signs')})"
                do = "remove it from one of the two lists"
                yield at(cause, ("watch_for", number), expected, quote(name), do)
            elif flag and flag.urgency.rank > urgency.rank:
                where = place(flag, "urgency")
                expected = f"a sign as urgent as the cause itself ({urgency.value})"
                got = f"{quote(name)}, {flag.urgency.value} in {where}"
                do = f"remove {name} or correct {where}"
                yield at(cause, ("watch_for", number), expected, got, do)


def check_visits(knowledge: Knowledge) -> Iterator[Problem]:
    """Only a cause without an urgent sign of its own asks for a visit when it suits the reader."""
    for cause in knowledge.causes.values():
        if cause.visit and knowledge.urgency_of(cause) is not Urgency.ROUTINE:
            flag = min(knowledge.signs_of(cause), key=lambda flag: flag.urgency.rank)
            own = f"{flag.id} is {flag.urgency.value} ({place(flag, 'urgency')})"
            expected = f"no visit when it suits, as its own sign {own}"
            yield at(cause, "visit", expected, "true", "remove visit or that sign")


def check_actions(knowledge: Knowledge) -> Iterator[Problem]:
    """An action, of a red flag or of a level itself, says how soon in its level's words, and never
    in a milder level's."""
    levels = knowledge.urgencies
    named = [(one, one.urgency) for one in knowledge.red_flags.values()]
    named += [(one, one.id) for one in levels.values() if one.id is not Urgency.ROUTINE]
    for one, urgency in named:
        if level := levels.get(urgency):
            words = " or ".join(map(quote, level.phrase))
            if not _says(one.action, level):
                name = getattr(one.id, "value", one.id)
                phrase = f"the phrase of {urgency.value} ({place(level, 'phrase')})"
                expected = f"the words {words} in {name}, {phrase}"
                yield at(one, "action", expected, quote(one.action), "say how soon in those words")
        for lower in levels.values():
            if lower.id.rank > urgency.rank and (said := _says(one.action, lower)):
                where = place(one, "urgency")
                expected = f"no words of a lower urgency than {urgency.value} ({where})"
                yield at(one, "action", expected, quote(said), "remove those words")


def _says(action: str, level: UrgencyLevel) -> str:
    """The phrase of a level that an action has; "" for none."""
    return next((phrase for phrase in level.phrase if phrase in action), "")


def _listed(knowledge: Knowledge) -> Iterator[tuple[Cause, int, Remedy]]:
    """Yield every remedy that a cause lists, with its number in the list."""
    for cause in knowledge.causes.values():
        for number, name in enumerate(cause.remedies):
            if remedy := knowledge.remedies.get(name):
                yield cause, number, remedy


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


def check_cause_groups(knowledge: Knowledge) -> Iterator[Problem]:
    """The list of all causes has each in one group."""
    groups = knowledge.cause_groups.values()
    counts = Counter(name for group in groups for name in group.causes)
    for cause in knowledge.causes.values() if groups else ():
        if counts[cause.id] != 1:
            where = next(iter(groups)).origin.path
            expected, do = f"one group of {where} with {cause.id}", "name it in causes: of one"
            yield at(cause, "title", expected, f"{counts[cause.id]}", do)
