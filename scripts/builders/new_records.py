"""Begins a remedy, a cause, a sign or a source: writes its file or record, to fill in, and all the
lines elsewhere that go with it. Writes down what has changed on the handout."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from builders.draft import Draft, in_quotes, in_yaml, slug_of
from builders.output import BuildFailed
from builders.report import write_schemas
from creators.handout.versions import change_line
from knowledge.checks.versions import check_version_words
from knowledge.model import Kind, Knowledge, NextChange, Source, Urgency
from knowledge.problems import plural, quote
from knowledge.reading.loader import CHANGES, seen_files
from knowledge.reading.parser import parse_entries
from knowledge.records.signs import MOST_ON_CARD

Say = Callable[[str], None]

SUPPLY = {
    Kind.PRODUCT: "anyone",
    Kind.MEDICINE: "pharmacy",
    Kind.CLINICIAN_ONLY: "prescription",
}
"""Who can get the substance of each kind of remedy; self-care has none."""
_ARTICLE = re.compile(r"^(?:an?|the) ", re.I)
LONGEST_CHANGE = 160
"""Characters of a change, as a reader of an old sheet is told it."""
SIGN = re.compile(r"([^\W_][\w ’'-]{1,29}): (\S.*)")


def add_remedy_arguments(command: argparse.ArgumentParser) -> None:
    """The options of `build.py new-remedy`."""
    command.add_argument("name", metavar="NAME", help="its title, in quotes")
    command.add_argument("--kind", help=f"one of {', '.join(_values(Kind))}")
    command.add_argument("--first-day", metavar="DAY", help="the first day it may be used, as in 7")
    _teach(command, 'build.py new-remedy "Colloidal oatmeal" --kind product --first-day 7')


def add_cause_arguments(command: argparse.ArgumentParser) -> None:
    """The options of `build.py new-cause`."""
    command.add_argument("name", metavar="TITLE", help="its title, in quotes")
    command.add_argument(
        "--group", metavar="TITLE", help="where it stands under Causes in mkdocs.yml"
    )
    _teach(command, 'build.py new-cause "Sweat bumps" --group "Allergy and itch"')


def add_sign_arguments(command: argparse.ArgumentParser) -> None:
    """The options of `build.py new-sign`."""
    command.add_argument(
        "name", metavar="LINE", help='its line on a card, in quotes: "Lead: short words"'
    )
    command.add_argument("--urgency", help=f"one of {', '.join(_values(Urgency))}")
    command.add_argument("--id", help="its id (default: made of the short words)")
    _teach(command, 'build.py new-sign "Ears: a ringing sound" --urgency same_day')


def add_source_arguments(command: argparse.ArgumentParser) -> None:
    """The options of `build.py new-source`."""
    command.add_argument("id", metavar="ID", help="in capitals, as in SMITH2024")
    command.add_argument("--title", help="the title of the publication, in quotes")
    command.add_argument(
        "--grade",
        help=f"one of {', '.join(_grades())}: A regulator or systematic review, B trial, cohort or"
        " official patient page, C case report or expert page, D clinic or trade page",
    )
    _teach(command, 'build.py new-source SMITH2024 --title "Bumps after needling" --grade B')


def add_change_arguments(command: argparse.ArgumentParser) -> None:
    """The options of `build.py new-change`."""
    command.add_argument(
        "name", metavar="WORDS", help="what is new, for somebody who holds an older sheet"
    )
    command.add_argument("--safety", action="store_true", help="it guards against harm")
    _teach(command, 'build.py new-change "Wait longer with retinoids." --safety')


def new_remedy(root: Path, options: argparse.Namespace, say: Say) -> None:
    """Begin a remedy: its page, its line in the navigation, its substance and its id."""
    draft = Draft(root, "new-remedy")
    title, slug = draft.page_name(options.name)
    kind = Kind(draft.one_of("--kind", options.kind, _values(Kind)))
    day = draft.day(options.first_day)
    substances = draft.substance(slug, title, SUPPLY.get(kind))
    group = draft.list_page(f"treat/{slug}.md", _like(draft.knowledge, kind))
    draft.files[f"docs/treat/{slug}.md"] = draft.render(
        "remedy.md", title, id=slug, kind=kind.value, first_day=day, substances=substances
    )
    draft.list_id(f"remedies {slug}")
    draft.write(
        say,
        group,
        f"fill in each TODO of docs/treat/{slug}.md"
        + " and of docs/_data/substances.yml" * ("docs/_data/substances.yml" in draft.files),
        f"name {slug} in remedies: of each page in docs/causes/ that it may help; or say in its"
        " not_advised: why none does",
    )
    write_schemas(root)


def new_cause(root: Path, options: argparse.Namespace, say: Say) -> None:
    """Begin a cause: its page, its line in the navigation and its id."""
    draft = Draft(root, "new-cause")
    title, slug = draft.page_name(options.name)
    group = draft.list_page(f"causes/{slug}.md", set(), options.group)
    draft.files[f"docs/causes/{slug}.md"] = draft.render("cause.md", title, id=slug)
    draft.list_id(f"causes {slug}")
    draft.write(
        say,
        group,
        f"fill in each TODO of docs/causes/{slug}.md",
        f"name {slug} in causes: of a row in docs/_data/bump_types.yml; or write makes_bumps: false"
        " on its page",
        "add its medical name to docs/_data/glossary.yml if it is not there",
        f"put {slug} into its group of what readers see in overrides/blocks/cause_table.md.jinja",
    )
    write_schemas(root)


def new_sign(root: Path, options: argparse.Namespace, say: Say) -> None:
    """Begin a sign that needs help: its record, below the others that are as urgent, and its id."""
    draft = Draft(root, "new-sign")
    line = draft.words("LINE", options.name, MOST_ON_CARD)
    if not (parts := SIGN.fullmatch(line)):
        draft.refuse('"Lead: short words", such as "Ears: a ringing sound"', quote(line))
    urgency = Urgency(draft.one_of("--urgency", options.urgency, _values(Urgency)))
    flags = draft.knowledge.red_flags
    slug = draft.free_id(options.id or slug_of(_ARTICLE.sub("", parts[2]), 40), "red-flags", flags)
    level = draft.knowledge.urgencies.get(urgency)
    draft.add_record(
        "red_flags",
        "sign.yml",
        line,
        before=_below(draft.knowledge, urgency),
        id=slug,
        lead=in_yaml(parts[1]),
        short=in_quotes(line),
        urgency=urgency.value,
        phrases=", ".join(level.phrase) if level else urgency.value,
    )
    draft.list_id(f"red-flags {slug}")
    draft.write(
        say,
        "",
        f"fill in each TODO of {slug} in docs/_data/red_flags.yml",
        f"name {slug} in signs: or watch_for: of a page in docs/causes/",
        "add what a reader notices to docs/_data/findings.yml, and the rows that make this sign to"
        " docs/_data/sign_rows.yml",
        "add a case to tests/data/drills.yml, what people type for it to docs/_data/sign_words.yml,"
        " and six queries to tests/data/search_queries.yml",
        'tell whoever holds an older sheet: build.py new-change "What to look for now." --safety',
        "write it into CHANGELOG.md, marked Safety",
    )


def new_source(root: Path, options: argparse.Namespace, say: Say) -> None:
    """Begin a source: its record and its id."""
    draft = Draft(root, "new-source")
    if not re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*", options.id) or not re.search(
        "[A-Z]", options.id
    ):
        draft.refuse("an id in capitals, digits and hyphens, such as SMITH2024", quote(options.id))
    draft.free(options.id, "sources", draft.knowledge.sources)
    title = draft.words("--title", options.title or "", 300)
    grade = draft.one_of("--grade", options.grade, _grades())
    today = draft.knowledge.today
    draft.add_record(
        "sources",
        "source.yml",
        title,
        id=options.id,
        grade=grade,
        checked=today,
        review_by=today + datetime.timedelta(days=365),
    )
    draft.list_id(f"sources {options.id}")
    draft.write(
        say,
        "",
        f"read it, then fill in each TODO of {options.id} in docs/_data/sources.yml",
        f"cite it as [^{options.id}] where it supports what a page says: a source that nothing"
        " cites is refused",
    )


def new_change(root: Path, options: argparse.Namespace, say: Say) -> None:
    """Say what has changed on the handout, in a file of its own, for its next version."""
    draft = Draft(root, "new-change")
    words = draft.words("WORDS", options.name, LONGEST_CHANGE)
    if not (slug := slug_of(words, 50)):
        draft.refuse("words in Latin letters", quote(words))
    path = f"{CHANGES}/{draft.free(slug, 'changes', _stems(root / CHANGES))}.yml"
    draft.files[path] = f"changes:\n  {change_line(words, options.safety)}\n"
    made, problems = parse_entries(path, draft.files[path], NextChange, "changes")
    fresh = replace(draft.knowledge, changes=(*made, *draft.knowledge.changes))
    problems += [one for one in check_version_words(fresh) if one.path == path]
    for problem in problems:
        print(problem)
    if problems:
        raise BuildFailed(f"new-change: {plural(len(problems), 'problem')}; nothing was written")
    draft.write(say, "")


def _stems(folder: Path) -> list[str]:
    return [file.stem for file in seen_files(folder)]


def _like(knowledge: Knowledge, kind: Kind) -> set[str]:
    """Pages of remedies that stand together with those of `kind`. What only a clinician may start
    is with the medicines; seeing a clinician, which holds no substance, is not."""
    medicines = (Kind.MEDICINE, Kind.CLINICIAN_ONLY)
    return {
        one.path
        for one in knowledge.remedies.values()
        if one.kind is kind or (one.kind in medicines and kind in medicines)
        if one.substances or kind not in medicines
    }


def _below(knowledge: Knowledge, urgency: Urgency) -> int | None:
    """The line of the first red flag behind the last one that is as urgent; None for the end."""
    flags = list(knowledge.red_flags.values())
    last = max((n for n, flag in enumerate(flags) if flag.urgency.rank <= urgency.rank), default=-1)
    return flags[last + 1].origin.line() if last + 1 < len(flags) else None


def _teach(command: argparse.ArgumentParser, example: str) -> None:
    command.epilog = f"example:\n  {example}"
    command.formatter_class = argparse.RawDescriptionHelpFormatter


def _values(kind: type) -> list[str]:
    return [member.value for member in kind]


def _grades() -> list[str]:
    return list(Source.model_fields["grade"].annotation.__args__)


@dataclass(frozen=True)
class NewRecord:
    """How a record of one kind is begun, and the options of the command that does it."""

    begin: Callable[[Path, argparse.Namespace, Say], None]
    arguments: Callable[[argparse.ArgumentParser], None]


KINDS = {
    "remedy": NewRecord(new_remedy, add_remedy_arguments),
    "cause": NewRecord(new_cause, add_cause_arguments),
    "sign": NewRecord(new_sign, add_sign_arguments),
    "source": NewRecord(new_source, add_source_arguments),
    "change": NewRecord(new_change, add_change_arguments),
}
