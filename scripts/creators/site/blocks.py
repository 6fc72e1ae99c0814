"""Block macros and cards: which records each one shows. The markup is in overrides/blocks/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import Environment

from creators.data.exports import describe_exports
from creators.data.languages import described, language_reports
from creators.figures.charts import chart_block
from creators.site.drills import drill_results
from creators.site.reviews import review_states
from creators.wording.urgency import bump_level, by_urgency
from knowledge.model import Commonness, Knowledge, Page, Urgency
from knowledge.translation.state import states


def create_block(templates: Environment, context: Mapping, name: str, arguments: list[str]) -> str:
    """The Markdown of one block macro."""
    knowledge, path = context["knowledge"], context["writer"].path
    if name in ("red_flag", "red_flags"):
        chosen = (
            arguments
            if name == "red_flag"
            else [
                flag.id
                for flag in knowledge.red_flags.values()
                if not arguments or flag.urgency.value == arguments[0]
            ]
        )
        return _render(
            templates,
            "flag_list",
            context,
            flags=[knowledge.red_flags[flag] for flag in chosen],
            has_anchors=name == "red_flags",
        )
    if name == "picture":
        return _render(templates, name, context, **_bump_facts(knowledge, arguments[0]))
    if name == "pictures":
        bumps = [knowledge.bump_types[one] for one in arguments]
        levels = [(bump, bump_level(knowledge, bump)) for bump in bumps]
        return _render(templates, name, context, bumps=levels)
    if name == "chart":
        return _render(templates, name, context, **chart_block(knowledge, arguments[0]))
    return _render(
        templates,
        name,
        context,
        arguments=arguments,
        **_FACTS.get(name, lambda *_: {})(knowledge, path),
    )


def signs(templates: Environment, context: Mapping, heading: str, names: Iterable[str]) -> str:
    """The red flags `names` in their short form under a heading, the most urgent first; what can be
    looked after at home is no reason to get help."""
    groups = by_urgency(context["knowledge"], names)
    cards = [(level, flags) for level, flags in groups if level.id is not Urgency.ROUTINE]
    return _render(templates, "signs", context, heading=heading, cards=cards)


def section_pages(knowledge: Knowledge, path: str) -> list[Page]:
    """The other written pages of the section that `path` is in."""
    section = path.split("/")[0]
    return [
        page for page in knowledge.pages().values() if page.section == section and page.path != path
    ]


def _bump_facts(knowledge: Knowledge, name: str) -> dict:
    """A type of bump, its level, and what it may be."""
    bump = knowledge.bump_types[name]
    causes = [knowledge.causes[cause] for cause in bump.causes]
    return {"bump": bump, "level": bump_level(knowledge, bump), "causes": causes}


_FACTS = {
    "review_status": lambda knowledge, path: {"reviews": list(review_states(knowledge).items())},
    "urgency_cards": lambda knowledge, path: {"cards": by_urgency(knowledge, knowledge.red_flags)},
    "stages": lambda knowledge, path: {
        "stages": [
            (stage, by_urgency(knowledge, stage.not_normal)) for stage in knowledge.stages.values()
        ]
    },
    "cause_table": lambda knowledge, path: {
        "rows": [
            (cause, knowledge.level_of(cause))
            for cause in sorted(
                knowledge.causes.values(),
                key=lambda cause: (list(Commonness).index(cause.how_common), cause.title),
            )
        ]
    },
    "drill_counts": lambda knowledge, path: drill_results(knowledge),
    "drills": lambda knowledge, path: drill_results(knowledge),
    "languages": lambda knowledge, path: {
        "reports": [
            (one, described(states(knowledge)[one.id])) for one in language_reports(knowledge)
        ]
    },
    "data_files": lambda knowledge, path: {"files": describe_exports(knowledge)},
    "section_pages": lambda knowledge, path: {"pages": section_pages(knowledge, path)},
}
"""What each block macro's template is given, besides the page's context."""


def _render(templates: Environment, name: str, context: Mapping, **facts) -> str:
    return templates.get_template(f"blocks/{name}.md.jinja").render(context, **facts).strip("\n")
