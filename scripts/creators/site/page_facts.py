"""What a page shows of other records: what helps a cause, what a remedy is for, what waits."""

from creators.site.remedies_index import causes_of
from creators.wording.phrases import phrases_of
from knowledge.asked import A_TO_Z, rows_on
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
        return _rule_facts(knowledge, page)
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


def _rule_facts(knowledge: Knowledge, rule: Rule) -> dict:
    """What a rule's tables show. Their names lead to the rows of the A to Z that are about the
    page (`row_of`). Rows that neither a table nor the page's own words lead to are listed at its
    end (`more_rows`)."""
    rows, waits = _rule_rows(knowledge, rule), _waits_on(knowledge, rule.days)
    written = "\n".join([*rule.do_now, rule.body])
    in_tables = {name for _, names, _ in rows for name in names}
    row_of, more_rows = {}, []
    for row in rows_on(knowledge, rule.path):
        record = thing(knowledge, row.id)
        name = record and record.name
        if name in in_tables:
            row_of[name] = row.id
        elif f"{A_TO_Z}#{row.id})" not in written:
            more_rows.append(row)
    return {
        "rows": rows,
        "waits_then": [wait for wait in waits if not _is_longer(wait[0], rule.days)],
        "waits_longer": [wait for wait in waits if _is_longer(wait[0], rule.days)],
        "row_of": row_of,
        "more_rows": more_rows,
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


def _is_longer(start: Start, days: Stretch) -> bool:
    """Whether something waits for more than two days after the days that a page is about, after any
    needling or after a deep one."""
    return max((start.day or 0, *start.days())) > days.to_day + 2
