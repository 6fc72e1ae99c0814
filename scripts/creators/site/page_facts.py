"""What a page shows of other records: what helps a cause, what a remedy is for, what waits."""

from creators.site.remedies_index import causes_of
from creators.wording.phrases import phrases_of
from knowledge.model import Avoid, Cause, Knowledge, Page, Remedy, Rule, Stretch
from knowledge.starts import Start, avoid_starts, grouped, groups_of, remedy_start, thing_start
from knowledge.windows import end_of, thing, windows


def page_facts(knowledge: Knowledge, page: Page) -> dict:
    """What the template of a cause, remedy or rule shows besides its record."""
    if isinstance(page, Cause):
        return _cause_facts(knowledge, page)
    if isinstance(page, Remedy):
        return _remedy_facts(knowledge, page)
    if isinstance(page, Rule):
        waits = _waits_on(knowledge, page.days)
        return {
            "rows": _rule_rows(knowledge, page),
            "waits_then": [wait for wait in waits if not _is_longer(wait[0], page.days)],
            "waits_longer": [wait for wait in waits if _is_longer(wait[0], page.days)],
        }
    return {}


def _cause_facts(knowledge: Knowledge, cause: Cause) -> dict:
    remedies = knowledge.remedies
    rules = ((name, remedy_start(knowledge, remedies[name], cause.id)) for name in cause.remedies)
    return {
        "urgency": knowledge.level_of(cause),
        # in the order of its record; a rule that several share stands once
        "remedies": [
            (start, [remedies[name] for name in names])
            for start, names in sorted(
                grouped(rules), key=lambda group: cause.remedies.index(group[1][0])
            )
        ],
        "bumps": [bump for bump in knowledge.bump_types.values() if bump.causes[0] == cause.id],
        "never": [remedy for remedy in remedies.values() if cause.id in remedy.not_with],
    }


def _remedy_facts(knowledge: Knowledge, remedy: Remedy) -> dict:
    causes = causes_of(knowledge, remedy)
    groups = [knowledge.groups[name] for name in groups_of(knowledge, remedy)]
    return {
        "causes": [cause for cause in causes if cause.id not in remedy.any_day_with],
        "any_day_with": [cause for cause in causes if cause.id in remedy.any_day_with],
        "not_for": [group for group in groups if not group.may_ask],
        "ask_first": [group for group in groups if group.may_ask],
        "not_with": [knowledge.causes[name] for name in remedy.not_with],
    }


def _rule_rows(knowledge: Knowledge, rule: Rule) -> list[tuple]:
    """What a page's own windows leave alone, by rule: (the rule, names, the windows)."""
    found: dict[str, dict[str, tuple[Start, Avoid]]] = {}
    for number, start, names in avoid_starts(knowledge, rule):
        avoid = rule.avoid[number]
        found.setdefault(avoid.after, {}).update(dict.fromkeys(names, (start, avoid)))
    return [
        (start, names, list(dict.fromkeys(things[name][1] for name in names)))
        for things in found.values()
        for start, names in grouped((name, start) for name, (start, _) in things.items())
    ]


def _waits_on(knowledge: Knowledge, days: Stretch | None) -> list[tuple[Start, tuple[str, ...]]]:
    """All that waits on some of these days, whichever page has the rule, by rule."""
    found = {
        window.what: None
        for window in windows(knowledge)
        if days and window.avoid.from_day < days.to_day and end_of(window) > days.from_day
    }
    return grouped(
        (phrases_of(knowledge).with_examples(thing(knowledge, name)), thing_start(knowledge, name))
        for name in found
    )


def _is_longer(start: Start, days: Stretch | None) -> bool:
    """Whether something waits for more than two days after the days that a page is about, after any
    needling or after a deep one."""
    last = max((start.day or 0, *start.days()))
    return bool(days and last > days.to_day + 2)
