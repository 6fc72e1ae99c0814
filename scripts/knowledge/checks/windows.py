"""The windows of the rules, and the stages of recovery, agree with each other."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from knowledge.model import Knowledge
from knowledge.problems import Problem, at, place, quote
from knowledge.windows import NEVER, Window, end_of, windows, windows_on


def check_deep_days(knowledge: Knowledge) -> Iterator[Problem]:
    """A wait after deep or RF needling ends on a day, unless a clinician ends it after any."""
    for window in windows(knowledge):
        if window.avoid.after == "deep_or_rf" and window.avoid.until_day is None:
            general = max(map(end_of, windows_on(knowledge, window.what, "any")), default=0)
            if general != NEVER:
                expected = "a day for a wait after deep or RF needling alone"
                yield _at(window, "until_day", expected, "null", "write after: any, or a day")


def check_rules_agree(knowledge: Knowledge) -> Iterator[Problem]:
    """Two rules on one thing say the same: days, conditions and the clinic's exemption."""
    for one, two in combinations(windows(knowledge), 2):
        if one.what != two.what or one.avoid.after != two.avoid.after:
            continue
        for name in ("from_day", "until_day", "healed_skin", "checked_first", "unless_clinic"):
            if getattr(one.avoid, name) != getattr(two.avoid, name):
                expected = f"{getattr(one.avoid, name)}, as in {one.place}"
                got = quote(getattr(two.avoid, name))
                yield _at(two, name, expected, got, f"make both say the same about {one.what}")


def check_narrower_rules(knowledge: Knowledge) -> Iterator[Problem]:
    """A rule on a kind of something is never looser than the rule on the whole, in its days and its
    conditions; nor is one after deep or RF needling in its days."""
    for window in windows(knowledge):
        for other in windows_on(knowledge, window.what):
            treatments = (other.avoid.after, window.avoid.after)
            if other.what != window.what and treatments[0] == treatments[1]:
                covers = f"{window.what} is a kind of {other.what} ({other.place})"
                yield from _ends_early(window, other, covers)
                for field in ("healed_skin", "checked_first"):
                    if getattr(other.avoid, field) and not getattr(window.avoid, field):
                        yield _at(window, field, f"true: {covers}", "none", f"add {field}: true")
            elif other.what == window.what and treatments == ("any", "deep_or_rf"):
                covers = f"{window.what} waits as long after any needling ({other.place})"
                yield from _ends_early(window, other, covers)


def _ends_early(window: Window, other: Window, covers: str) -> Iterator[Problem]:
    if end_of(window) < end_of(other):
        expected = f"day {other.avoid.until_day} or later: {covers}"
        do = f"write until_day: {other.avoid.until_day} or correct {other.place}"
        yield _at(window, "until_day", expected, f"day {window.avoid.until_day}", do)


def check_windows_run_forward(knowledge: Knowledge) -> Iterator[Problem]:
    """An avoid window ends after it starts."""
    for window in windows(knowledge):
        if window.avoid.until_day is not None and window.avoid.until_day <= window.avoid.from_day:
            start = window.rule.origin.line("avoid", window.number, "from_day")
            expected = f"a day after from_day (line {start})"
            got = quote(window.avoid.until_day)
            yield _at(window, "until_day", expected, got, "correct one of the two days")


def check_stages(knowledge: Knowledge) -> Iterator[Problem]:
    """The stages of recovery follow each other with no gap and no overlap, and what is expected
    gets less from one to the next, or stays: getting worse is never expected."""
    stages = list(knowledge.stages.values())
    for stage in stages:
        if stage.to_day <= stage.from_day:
            expected = f"a day after from_day (line {stage.origin.line('from_day')})"
            yield at(stage, "to_day", expected, quote(stage.to_day), "correct one of the two days")
    for one, two in pairwise(stages):
        if one.to_day != two.from_day:
            expected = f"day {one.to_day}, where {one.id} ends ({place(one, 'to_day')})"
            got = f"day {two.from_day} for {two.id}"
            yield at(two, "from_day", expected, got, "make one stage begin where the other ends")
        if two.left.step > one.left.step:
            expected = f"no more than {one.left.value}, as in {one.id} ({place(one, 'left')})"
            yield at(two, "left", expected, quote(two.left.value), "correct one of the two")


def check_stage_red_flags(knowledge: Knowledge) -> Iterator[Problem]:
    """A stage names no sign that can only be seen after the stage is over."""
    for stage in knowledge.stages.values():
        for number, name in enumerate(stage.not_normal):
            flag = knowledge.red_flags.get(name)
            if flag and flag.from_day >= stage.to_day:
                expected = f"a sign of {stage.id} that can be seen before day {stage.to_day}"
                got = f"{quote(name)}, from day {flag.from_day} ({place(flag, 'from_day')})"
                yield at(stage, ("not_normal", number), expected, got, "move it to a later stage")


def _at(window: Window, field: str, expected: str, got: str, do: str) -> Problem:
    path, line = window.rule.origin.path, window.rule.origin.line("avoid", window.number, field)
    return Problem(path, line, field, expected, got, do)
