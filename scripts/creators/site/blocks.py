"""Block macros and cards: which records each one shows. The markup is in overrides/blocks/."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from jinja2 import Environment

from creators.data.exports import INDEX, create_exports
from creators.data.languages import described, language_reports
from creators.figures.charts import chart_block
from creators.handout.sheet import BEGINS
from creators.site.drills import drill_results
from creators.site.reviews import review_states
from creators.wording.phrases import phrases_of
from creators.wording.urgency import bump_level, by_urgency
from knowledge.model import Knowledge, Page, Urgency, UrgencyLevel
from knowledge.translation.state import states


def create_block(templates: Environment, context: Mapping, name: str, arguments: list[str]) -> str:
    """The Markdown of one block macro."""
    facts = {"arguments": arguments}
    if name in _FACTS:
        facts |= _FACTS[name](context["knowledge"], context["writer"].path, arguments)
    return _render(templates, name, context, **facts)


def signs(
    templates: Environment,
    context: Mapping,
    heading: str,
    names: Iterable[str],
    said: UrgencyLevel | None = None,
) -> str:
    """The red flags `names` in their short form under a heading, the most urgent first; what can be
    looked after at home is no reason to get help. `said` is the level of the page's own
    subject, where it has one."""
    groups = by_urgency(context["knowledge"], names)
    cards = [(level, flags) for level, flags in groups if level.id is not Urgency.ROUTINE]
    return _render(templates, "signs", context, heading=heading, cards=cards, said=said)


def section_pages(knowledge: Knowledge, path: str) -> list[Page]:
    """The other written pages of the section that `path` is in."""
    section = path.split("/")[0]
    return [
        page for page in knowledge.pages().values() if page.section == section and page.path != path
    ]


def _picture(knowledge: Knowledge, path: str, names: list[str]) -> dict:
    """A type of bump, its level, and what it may be."""
    bump = knowledge.bump_types[names[0]]
    causes = [knowledge.causes[cause] for cause in bump.causes]
    return {"bump": bump, "level": bump_level(knowledge, bump), "causes": causes}


def _pictures(knowledge: Knowledge, path: str, names: list[str]) -> dict:
    bumps = [knowledge.bump_types[name] for name in names]
    return {"bumps": [(bump, bump_level(knowledge, bump)) for bump in bumps]}


def _red_flags(knowledge: Knowledge, path: str, levels: list[str]) -> dict:
    flags = knowledge.red_flags.values()
    chosen = [flag for flag in flags if not levels or flag.urgency.value in levels]
    return {"flags": chosen}


def _urgency_cards(knowledge: Knowledge, path: str, levels: list[str]) -> dict:
    """The cards of the levels that are named, or all four."""
    cards = by_urgency(knowledge, knowledge.red_flags)
    chosen = [(level, flags) for level, flags in cards if not levels or level.id.value in levels]
    return {"cards": chosen}


def _stages(knowledge: Knowledge, path: str, _: list[str]) -> dict:
    stages = knowledge.stages.values()
    return {"stages": [(stage, by_urgency(knowledge, stage.not_normal)) for stage in stages]}


def _timeline(knowledge: Knowledge, path: str, _: list[str]) -> dict:
    """The stages in the stretches of days that the handout has, each by its name."""
    stretches = [
        (
            phrases_of(knowledge).stretch(first, end),
            [
                stage
                for stage in knowledge.stages.values()
                if first <= stage.from_day and (end is None or stage.from_day < end)
            ],
        )
        for first, end in pairwise((*BEGINS, None))
    ]
    return {"stretches": [(name, stages) for name, stages in stretches if stages]}


def _cause_table(knowledge: Knowledge, path: str, _: list[str]) -> dict:
    """The causes with their levels, by what a reader sees."""
    groups = []
    for group in knowledge.cause_groups.values():
        causes = (knowledge.causes[name] for name in group.causes)
        groups.append((group.name, [(cause, knowledge.level_of(cause)) for cause in causes]))
    return {"groups": groups}


def _languages(knowledge: Knowledge, path: str, _: list[str]) -> dict:
    known = states(knowledge)
    return {"reports": [(one, described(known[one.id])) for one in language_reports(knowledge)]}


_FACTS = {
    "red_flags": _red_flags,
    "picture": _picture,
    "pictures": _pictures,
    "chart": lambda knowledge, path, names: chart_block(knowledge, names[0]),
    "review_status": lambda knowledge, path, _: {"reviews": [*review_states(knowledge).items()]},
    "urgency_cards": _urgency_cards,
    "stages": _stages,
    "timeline": _timeline,
    "cause_table": _cause_table,
    "drill_counts": lambda knowledge, path, _: drill_results(knowledge),
    "drills": lambda knowledge, path, _: drill_results(knowledge),
    "languages": _languages,
    "data_files": lambda knowledge, path, _: create_exports(knowledge)[INDEX],
    "section_pages": lambda knowledge, path, _: {"pages": section_pages(knowledge, path)},
}
"""What the template of a block macro is given besides the page's context and the `arguments`."""


def _render(templates: Environment, name: str, context: Mapping, **facts) -> str:
    return templates.get_template(f"blocks/{name}.md.jinja").render(context, **facts).strip("\n")
