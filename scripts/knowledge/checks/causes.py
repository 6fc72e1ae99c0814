"""A cause agrees with the remedies and the red flags that it names; a red flag with its level."""

from collections.abc import Iterator

from knowledge.model import Cause, Kind, Knowledge, Remedy, Urgency
from knowledge.problems import Problem, at, place, quote, repeated


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


def check_red_flag_actions(knowledge: Knowledge) -> Iterator[Problem]:
    """A red flag's action says how soon in its level's words, and never in a milder level's."""
    for flag in knowledge.red_flags.values():
        level, line = knowledge.urgencies.get(flag.urgency), flag.origin.line("urgency")
        if level and not any(phrase in flag.action for phrase in level.phrase):
            words = " or ".join(map(quote, level.phrase))
            asks = f"as its urgency on line {line} asks ({place(level, 'phrase')})"
            expected = f"the words {words} in {flag.id}, {asks}"
            yield at(flag, "action", expected, quote(flag.action), "say how soon in those words")
        for lower in knowledge.urgencies.values():
            said = next((phrase for phrase in lower.phrase if phrase in flag.action), None)
            if said and lower.id.rank > flag.urgency.rank:
                expected = f"no words of a lower urgency than {flag.urgency.value} (line {line})"
                yield at(flag, "action", expected, quote(said), "remove those words")


def check_one_urgency_a_sign(knowledge: Knowledge) -> Iterator[Problem]:
    """One sign has one urgency: no two red flags share a sign or one of their words."""
    flags = knowledge.red_flags.values()
    words = [(word.lower(), flag) for flag in flags for word in flag.words]
    signs = [(_folded(flag.sign), flag) for flag in flags]
    for word, two, one in (*repeated(words), *repeated(signs)):
        expected = f"words of its own: {one.id} has these ({place(one, 'words')})"
        yield at(two, "words", expected, quote(word), f"remove them from {one.id} or {two.id}")


def _listed(knowledge: Knowledge) -> Iterator[tuple[Cause, int, Remedy]]:
    """Yield every remedy that a cause lists, with its number in the list."""
    for cause in knowledge.causes.values():
        for number, name in enumerate(cause.remedies):
            if remedy := knowledge.remedies.get(name):
                yield cause, number, remedy


def _folded(text: str) -> str:
    return " ".join(word.strip(".,;:").lower() for word in text.split())
