"""Nothing contradicts anything: records against records. Each Problem names both places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from knowledge.model import Kind, Knowledge, Rated, Remedy, Strength, Urgency
from knowledge.problems import Problem, at, quote
from knowledge.windows import NEVER, Window, end_of, thing, windows, windows_on


def check_remedy_windows(knowledge: Knowledge) -> Iterator[Problem]:
    """A remedy starts no earlier than the avoid rules on its substances, and on anything they are a
    kind of, end."""
    for remedy in knowledge.remedies.values():
        for window in _windows_of(knowledge, remedy):
            name, start = _start(remedy, window)
            if window.avoid.until_day is not None and start < window.avoid.until_day:
                yield at(
                    remedy,
                    name,
                    (
                        f"day {window.avoid.until_day} or later, as in {window.place} "
                        f"({thing(knowledge, window.what).name})"
                    ),
                    f"day {start}",
                    f"write {name}: {window.avoid.until_day} or correct {window.place}",
                )


def check_clinic_supplied_windows(knowledge: Knowledge) -> Iterator[Problem]:
    """An earlier day for what the clinic supplied is allowed only where the avoid rule exempts the
    clinic's products."""
    for remedy in knowledge.remedies.values():
        day = remedy.first_day_clinic
        for window in _windows_of(knowledge, remedy, "any") if day is not None else ():
            if not window.avoid.unless_clinic and day < end_of(window):
                yield at(
                    remedy,
                    "first_day_clinic",
                    f"no earlier day than {window.place} allows",
                    f"day {day}",
                    f"remove first_day_clinic, or write unless_clinic: true in {window.place}",
                )


def check_ask_first(knowledge: Knowledge) -> Iterator[Problem]:
    """What a rule leaves to a clinician (until_day: null) is a remedy for clinicians only."""
    for remedy in knowledge.remedies.values():
        for window in _windows_of(knowledge, remedy):
            if window.avoid.until_day is None and remedy.kind is not Kind.CLINICIAN_ONLY:
                yield at(
                    remedy,
                    "kind",
                    f"clinician_only, as {window.place} says to ask a clinician first",
                    quote(remedy.kind.value),
                    f"write kind: clinician_only or correct {window.place}",
                )


def check_conditions(knowledge: Knowledge) -> Iterator[Problem]:
    """A remedy has every condition of the rules on its substances: healed skin, and bumps checked
    first."""
    for remedy in knowledge.remedies.values():
        for window in _windows_of(knowledge, remedy, "any"):
            for name in ("healed_skin", "checked_first"):
                if getattr(window.avoid, name) and not getattr(remedy, name):
                    yield at(
                        remedy,
                        name,
                        f"true, as in {window.place}",
                        "false",
                        f"write {name}: true or correct {window.place}",
                    )


def check_deep_days(knowledge: Knowledge) -> Iterator[Problem]:
    """A wait after deep or RF needling ends on a day, but where only a clinician may end it after
    any needling."""
    for window in windows(knowledge):
        general = max(map(end_of, windows_on(knowledge, window.what, "any")), default=0)
        if (
            window.avoid.after == "deep_or_rf"
            and window.avoid.until_day is None
            and general != NEVER
        ):
            yield _window(
                window,
                "until_day",
                "a day for a wait after deep or RF needling alone",
                "null",
                "write after: any, or a day",
            )


def check_remedy_days_in_order(knowledge: Knowledge) -> Iterator[Problem]:
    """A remedy's days run forward: the clinic's day, the first day, the first day after deep
    needling, the last day."""
    names = ("first_day_clinic", "first_day", "first_day_deep", "last_day")
    for remedy in knowledge.remedies.values():
        for early, late in combinations(names, 2):
            first, second = getattr(remedy, early), getattr(remedy, late)
            if first is not None and second is not None and first > second:
                yield at(
                    remedy,
                    late,
                    f"day {first} or later, as {early} on line {remedy.origin.line(early)} says",
                    f"day {second}",
                    f"correct {early} or {late}",
                )


def check_supply(knowledge: Knowledge) -> Iterator[Problem]:
    """A medicine is never offered as self-care or as a product, nor a prescription medicine without
    a clinician."""
    allowed = {
        "anyone": set(Kind),
        "pharmacy": {Kind.MEDICINE, Kind.CLINICIAN_ONLY},
        "prescription": {Kind.CLINICIAN_ONLY},
    }
    for remedy in knowledge.remedies.values():
        for name in remedy.substances:
            substance = knowledge.substances.get(name)
            if substance and remedy.kind not in allowed[substance.supply]:
                place = f"{substance.origin.path}:{substance.origin.line('supply')}"
                yield at(
                    remedy,
                    "kind",
                    (
                        " or ".join(sorted(kind.value for kind in allowed[substance.supply]))
                        + f", as {substance.name} is {substance.supply} supply ({place})"
                    ),
                    quote(remedy.kind.value),
                    f"write another kind or correct {place}",
                )


def check_not_with(knowledge: Knowledge) -> Iterator[Problem]:
    """A cause never lists a remedy that says it must not be used with that cause."""
    for cause in knowledge.causes.values():
        for number, name in enumerate(cause.remedies):
            remedy = knowledge.remedies.get(name)
            if remedy and cause.id in remedy.not_with:
                line = remedy.origin.line("not_with", remedy.not_with.index(cause.id))
                place = f"{remedy.origin.path}:{line}"
                yield at(
                    cause,
                    ("remedies", number),
                    f"no remedy that must not be used with {cause.id} ({place})",
                    quote(name),
                    f"remove {name} here or {cause.id} from not_with in {place}",
                )


def check_any_day_with(knowledge: Knowledge) -> Iterator[Problem]:
    """A cause that a remedy's last day does not hold for lists the remedy, and the remedy has a
    last day."""
    for remedy in knowledge.remedies.values():
        for number, name in enumerate(remedy.any_day_with):
            cause = knowledge.causes.get(name)
            if (
                cause
                and remedy.id not in cause.remedies
                and knowledge.urgency_of(cause) is not Urgency.EMERGENCY_NOW
            ):
                place = f"{cause.origin.path}:{cause.origin.line('remedies')}"
                yield at(
                    remedy,
                    ("any_day_with", number),
                    f"a cause that lists {remedy.id} ({place})",
                    quote(name),
                    "remove it",
                )
        if remedy.any_day_with and remedy.last_day is None:
            yield at(
                remedy,
                "any_day_with",
                "a last_day that these causes have not",
                "no last_day",
                "remove any_day_with",
            )


def check_not_advised(knowledge: Knowledge) -> Iterator[Problem]:
    """A cause never lists a remedy whose own page says that it is not advised."""
    for cause in knowledge.causes.values():
        for number, name in enumerate(cause.remedies):
            remedy = knowledge.remedies.get(name)
            if remedy and remedy.not_advised:
                place = f"{remedy.origin.path}:{remedy.origin.line('not_advised')}"
                yield at(
                    cause,
                    ("remedies", number),
                    f"a remedy that is advised ({place} says why this one is not)",
                    quote(name),
                    f"remove {name} here or not_advised there",
                )


def check_emergency_remedies(knowledge: Knowledge) -> Iterator[Problem]:
    """For a cause that is an emergency, only a clinician's help is listed."""
    for cause in knowledge.causes.values():
        if knowledge.urgency_of(cause) is not Urgency.EMERGENCY_NOW:
            continue
        flag = next(
            knowledge.red_flags[name]
            for name in cause.signs
            if name in knowledge.red_flags
            and knowledge.red_flags[name].urgency is Urgency.EMERGENCY_NOW
        )
        for number, name in enumerate(cause.remedies):
            remedy = knowledge.remedies.get(name)
            if remedy and remedy.kind is not Kind.CLINICIAN_ONLY:
                yield at(
                    cause,
                    ("remedies", number),
                    (
                        f"only help from clinicians: {flag.id} is an emergency"
                        f" ({flag.origin.path}:{flag.origin.line('urgency')})"
                    ),
                    quote(name),
                    f"remove {name}",
                )


def check_rules_agree(knowledge: Knowledge) -> Iterator[Problem]:
    """Two rules on one substance or activity say the same: days, conditions and the clinic's
    exemption."""
    for one, two in combinations(windows(knowledge), 2):
        if one.what != two.what or one.avoid.after != two.avoid.after:
            continue
        for name in ("from_day", "until_day", "healed_skin", "checked_first", "unless_clinic"):
            if getattr(one.avoid, name) != getattr(two.avoid, name):
                yield _window(
                    two,
                    name,
                    f"{getattr(one.avoid, name)}, as in {one.place}",
                    quote(getattr(two.avoid, name)),
                    f"make both say the same about {one.what}",
                )


def check_narrower_rules(knowledge: Knowledge) -> Iterator[Problem]:
    """A rule on a kind of something is never looser than the rule on the whole; nor one after deep
    or RF needling."""
    for window in windows(knowledge):
        for other in windows_on(knowledge, window.what):
            same = other.what == window.what
            stricter = (
                other.avoid.after == window.avoid.after
                if not same
                else (other.avoid.after, window.avoid.after) == ("any", "deep_or_rf")
            )
            if stricter and end_of(window) < end_of(other):
                covers = (
                    f"{window.what} is a kind of {other.what}"
                    if not same
                    else f"{window.what} waits as long after any needling"
                )
                yield _window(
                    window,
                    "until_day",
                    f"day {other.avoid.until_day} or later: {covers} ({other.place})",
                    f"day {window.avoid.until_day}",
                    f"write until_day: {other.avoid.until_day} or correct {other.place}",
                )


def check_windows_run_forward(knowledge: Knowledge) -> Iterator[Problem]:
    """An avoid window ends after it starts."""
    for window in windows(knowledge):
        if window.avoid.until_day is not None and window.avoid.until_day <= window.avoid.from_day:
            start = window.rule.origin.line("avoid", window.number, "from_day")
            yield _window(
                window,
                "until_day",
                f"a day after from_day (line {start})",
                quote(window.avoid.until_day),
                "correct one of the two days",
            )


def check_cause_signs(knowledge: Knowledge) -> Iterator[Problem]:
    """What a cause watches for is worse than the cause: no sign stands in both lists, none is less
    urgent."""
    for cause in knowledge.causes.values():
        urgency = knowledge.urgency_of(cause)
        for number, name in enumerate(cause.watch_for):
            flag = knowledge.red_flags.get(name)
            if not flag:
                continue
            if name in cause.signs:
                yield at(
                    cause,
                    ("watch_for", number),
                    f"a sign that is not in signs (line {cause.origin.line('signs')})",
                    quote(name),
                    "remove it from one of the two lists",
                )
            elif flag.urgency.rank > urgency.rank:
                place = f"{flag.origin.path}:{flag.origin.line('urgency')}"
                yield at(
                    cause,
                    ("watch_for", number),
                    f"a sign as urgent as the cause itself ({urgency.value})",
                    f"{quote(name)}, {flag.urgency.value} in {place}",
                    f"remove {name} or correct {place}",
                )


def check_visits(knowledge: Knowledge) -> Iterator[Problem]:
    """Only a cause without an urgent sign of its own asks for a visit when it suits the reader."""
    for cause in knowledge.causes.values():
        if cause.visit and knowledge.urgency_of(cause) is not Urgency.ROUTINE:
            flags = [
                knowledge.red_flags[name] for name in cause.signs if name in knowledge.red_flags
            ]
            flag = min(flags, key=lambda flag: flag.urgency.rank)
            yield at(
                cause,
                "visit",
                (
                    f"no visit when it suits, as its own sign {flag.id} is "
                    f"{flag.urgency.value} ({flag.origin.path}:{flag.origin.line('urgency')})"
                ),
                "true",
                "remove visit or that sign",
            )


def check_red_flag_actions(knowledge: Knowledge) -> Iterator[Problem]:
    """A red flag's action says how soon in its level's words, and never in a less urgent
    level's."""
    for flag in knowledge.red_flags.values():
        level = knowledge.urgencies.get(flag.urgency)
        if level and not any(phrase in flag.action for phrase in level.phrase):
            yield at(
                flag,
                "action",
                (
                    f"the words {' or '.join(map(quote, level.phrase))}, as its urgency on line "
                    f"{flag.origin.line('urgency')} asks"
                ),
                quote(flag.action),
                "say how soon in those words",
            )
        for lower in knowledge.urgencies.values():
            said = next((phrase for phrase in lower.phrase if phrase in flag.action), None)
            if said and lower.id.rank > flag.urgency.rank:
                yield at(
                    flag,
                    "action",
                    (
                        f"no words of a lower urgency than {flag.urgency.value} (line "
                        f"{flag.origin.line('urgency')})"
                    ),
                    quote(said),
                    "remove those words",
                )


def check_one_urgency_a_sign(knowledge: Knowledge) -> Iterator[Problem]:
    """One sign has one urgency: no two red flags share a sign or one of their words."""
    for one, two in combinations(knowledge.red_flags.values(), 2):
        shared = {word.lower() for word in one.words} & {word.lower() for word in two.words}
        if _folded(one.sign) == _folded(two.sign):
            shared.add(one.sign)
        for word in sorted(shared):
            yield at(
                two,
                "words",
                (
                    f"words of its own: {one.id} has these"
                    f" ({one.origin.path}:{one.origin.line('words')})"
                ),
                quote(word),
                f"remove them from {one.id} or {two.id}",
            )


def check_strength(knowledge: Knowledge) -> Iterator[Problem]:
    """A strength of evidence has sources that can carry it: good needs grade A or B, small studies
    A, B or C. What has a substance has a strength; seeing a clinician has none, as a weak one would
    talk a reader out of going."""
    for remedy in knowledge.remedies.values():
        if remedy.substances and not remedy.strength:
            expected = "a strength of evidence for what has a substance"
            yield at(remedy, "strength", expected, "none", "add strength:")
        if remedy.strength and remedy.kind is Kind.CLINICIAN_ONLY and not remedy.substances:
            got = quote(remedy.strength.level.value)
            expected = "none: this is help from a clinician"
            yield at(remedy, "strength", expected, got, "remove strength:")
        if remedy.strength:
            yield from _carried(knowledge, remedy, remedy.strength)


_CARRIES = {Strength.GOOD: "AB", Strength.SMALL_STUDIES: "ABC", Strength.CLINICS_DO_THIS: "ABCD"}
"""The grades of source of which each strength needs one at least."""


def _carried(knowledge: Knowledge, remedy: Remedy, strength: Rated) -> Iterator[Problem]:
    sources = [knowledge.sources[name] for name in strength.sources if name in knowledge.sources]
    wanted = _CARRIES.get(strength.level, "")
    if not wanted or {source.grade for source in sources} & set(wanted):
        return
    have = ", ".join(
        f"{source.id} (grade {source.grade}, {source.origin.path}:{source.origin.line('grade')})"
        for source in sources
    )
    yield at(
        remedy,
        ("strength", "level"),
        f"a source of grade {' or '.join(wanted)} for {strength.level.value}",
        have or "no source",
        "name a better source or a lower strength",
    )


def check_stages(knowledge: Knowledge) -> Iterator[Problem]:
    """The stages of recovery follow each other with no gap and no overlap."""
    stages = list(knowledge.stages.values())
    for stage in stages:
        if stage.to_day <= stage.from_day:
            yield at(
                stage,
                "to_day",
                f"a day after from_day (line {stage.origin.line('from_day')})",
                quote(stage.to_day),
                "correct one of the two days",
            )
    for one, two in pairwise(stages):
        if one.to_day != two.from_day:
            yield at(
                two,
                "from_day",
                (
                    f"day {one.to_day}, where {one.id} ends"
                    f" ({one.origin.path}:{one.origin.line('to_day')})"
                ),
                f"day {two.from_day}",
                "make one stage begin where the other ends",
            )


def check_stages_get_calmer(knowledge: Knowledge) -> Iterator[Problem]:
    """What is expected gets less from stage to stage, or stays: getting worse is never expected."""
    for one, two in pairwise(knowledge.stages.values()):
        if two.left.step > one.left.step:
            yield at(
                two,
                "left",
                (
                    f"no more than {one.left.value}, as in {one.id}"
                    f" ({one.origin.path}:{one.origin.line('left')})"
                ),
                quote(two.left.value),
                "correct one of the two",
            )


def check_stage_red_flags(knowledge: Knowledge) -> Iterator[Problem]:
    """A stage names no sign that can only be seen after the stage is over."""
    for stage in knowledge.stages.values():
        for number, name in enumerate(stage.not_normal):
            flag = knowledge.red_flags.get(name)
            if flag and flag.from_day >= stage.to_day:
                yield at(
                    stage,
                    ("not_normal", number),
                    f"a sign that can be seen before day {stage.to_day}",
                    (
                        f"{quote(name)}, from day {flag.from_day}"
                        f" ({flag.origin.path}:{flag.origin.line('from_day')})"
                    ),
                    "move it to a later stage",
                )


def _windows_of(knowledge: Knowledge, remedy: Remedy, after: str | None = None) -> Iterator[Window]:
    for name in remedy.substances:
        yield from windows_on(knowledge, name, after)


def _start(remedy: Remedy, window: Window) -> tuple[str, int]:
    if window.avoid.after == "deep_or_rf" and remedy.first_day_deep is not None:
        return "first_day_deep", remedy.first_day_deep
    return "first_day", remedy.first_day


def _window(window: Window, field: str, expected: str, got: str, do: str) -> Problem:
    return Problem(
        window.rule.origin.path,
        window.rule.origin.line("avoid", window.number, field),
        field,
        expected,
        got,
        do,
    )


def _folded(text: str) -> str:
    return " ".join(word.strip(".,;:").lower() for word in text.split())


CHECKS = (
    check_remedy_windows,
    check_clinic_supplied_windows,
    check_ask_first,
    check_conditions,
    check_deep_days,
    check_remedy_days_in_order,
    check_supply,
    check_not_with,
    check_any_day_with,
    check_not_advised,
    check_emergency_remedies,
    check_rules_agree,
    check_narrower_rules,
    check_windows_run_forward,
    check_cause_signs,
    check_visits,
    check_red_flag_actions,
    check_one_urgency_a_sign,
    check_strength,
    check_stages,
    check_stages_get_calmer,
    check_stage_red_flags,
)
