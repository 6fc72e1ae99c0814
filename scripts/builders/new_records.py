"""Begins a remedy, a cause, a sign or a source: writes its file or record, to fill in, and all the
lines elsewhere that go with it. Writes down what has changed on the handout."""

import argparse
import datetime
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

from builders.draft import Draft, in_quotes, in_yaml, slug_of
from builders.output import stop_at
from builders.report import write_schemas
from creators.handout.versions import change_line
from creators.site.files import load_templates
from knowledge.checks.versions import check_version_words
from knowledge.model import Kind, Knowledge, NextChange, Source, Urgency
from knowledge.problems import quote
from knowledge.reading.loader import CHANGES, seen_files
from knowledge.reading.parser import parse_entries
from knowledge.records.signs import MOST_ON_CARD

SUPPLY = {
    Kind.PRODUCT: "anyone",
    Kind.MEDICINE: "pharmacy",
    Kind.CLINICIAN_ONLY: "prescription",
}
"""Who can get the substance of each kind of remedy; self-care has none."""
GRADES = list(get_args(Source.model_fields["grade"].annotation))
_ARTICLE = re.compile(r"^(?:an?|the) ", re.I)
LONGEST_CHANGE = 160
"""Characters of a change, as a reader of an old sheet is told it."""
SIGN = re.compile(r"([^\W_][\w ’'-]{1,29}): (\S.*)")


def new_remedy_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="its title, in quotes")
    command.add_argument("--kind", help=f"one of {', '.join(_values(Kind))}")
    command.add_argument("--first-day", metavar="DAY", help="the first day it may be used, as in 7")
    command.epilog = (
        'example:\n  build.py new-remedy "Colloidal oatmeal" --kind product --first-day 7'
    )


def new_cause_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="TITLE", help="its title, in quotes")
    command.add_argument(
        "--group", metavar="TITLE", help="where it stands under Causes in mkdocs.yml"
    )
    command.epilog = 'example:\n  build.py new-cause "Sweat bumps" --group "Allergy and itch"'


def new_sign_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "words", metavar="LINE", help='its line on a card, in quotes: "Lead: short words"'
    )
    command.add_argument("--urgency", help=f"one of {', '.join(_values(Urgency))}")
    command.add_argument(
        "--id", dest="name", metavar="ID", help="its id (default: made of the short words)"
    )
    command.epilog = 'example:\n  build.py new-sign "Ears: a ringing sound" --urgency same_day'


def new_source_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="ID", help="in capitals, as in SMITH2024")
    command.add_argument("--title", help="the title of the publication, in quotes")
    command.add_argument(
        "--grade",
        help=f"one of {', '.join(GRADES)}: A regulator or systematic review, B trial, cohort or"
        " official patient page, C case report or expert page, D clinic or trade page",
    )
    command.epilog = (
        'example:\n  build.py new-source SMITH2024 --title "Bumps after needling" --grade B'
    )


def new_change_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "words", metavar="WORDS", help="what is new, for somebody who holds an older sheet"
    )
    command.add_argument("--safety", action="store_true", help="it guards against harm")
    command.epilog = 'example:\n  build.py new-change "Wait longer with retinoids." --safety'


def new_remedy(root: Path, name: str, kind: str | None, first_day: str | None) -> None:
    """Begin a remedy: its page, its line in the navigation, its substance and its id."""
    draft = Draft(root, "new-remedy")
    title, slug = draft.page_name(name)
    chosen = Kind(draft.one_of("--kind", kind, _values(Kind)))
    day = draft.day(first_day)
    substances = draft.substance(slug, title, SUPPLY.get(chosen))
    group = draft.list_page(f"treat/{slug}.md", _like(draft.knowledge, chosen))
    draft.files[f"docs/treat/{slug}.md"] = draft.render(
        "remedy.md", title, id=slug, kind=chosen.value, first_day=day, substances=substances
    )
    draft.list_id(f"remedies {slug}")
    draft.write(*_steps(draft, "remedy", slug), group=group)
    write_schemas(root)


def new_cause(root: Path, name: str, group: str | None) -> None:
    """Begin a cause: its page, its line in the navigation and its id."""
    draft = Draft(root, "new-cause")
    title, slug = draft.page_name(name)
    found = draft.list_page(f"causes/{slug}.md", set(), group)
    draft.files[f"docs/causes/{slug}.md"] = draft.render("cause.md", title, id=slug)
    draft.list_id(f"causes {slug}")
    draft.write(*_steps(draft, "cause", slug), group=found)
    write_schemas(root)


def new_sign(root: Path, words: str, urgency: str | None, name: str | None) -> None:
    """Begin a sign that needs help: its record, below the others that are as urgent, and its id."""
    draft = Draft(root, "new-sign")
    line = draft.words("LINE", words, MOST_ON_CARD)
    if not (parts := SIGN.fullmatch(line)):
        draft.refuse('"Lead: short words", such as "Ears: a ringing sound"', quote(line))
    chosen = Urgency(draft.one_of("--urgency", urgency, _values(Urgency)))
    flags = draft.knowledge.red_flags
    slug = draft.free_id(name or slug_of(_ARTICLE.sub("", parts[2]), 40), "red-flags", flags)
    level = draft.knowledge.urgencies.get(chosen)
    draft.add_record(
        "red_flags",
        "sign.yml",
        line,
        before=_below(draft.knowledge, chosen),
        id=slug,
        lead=in_yaml(parts[1]),
        short=in_quotes(line),
        urgency=chosen.value,
        phrases=", ".join(level.phrase) if level else chosen.value,
    )
    draft.list_id(f"red-flags {slug}")
    draft.write(*_steps(draft, "sign", slug))


def new_source(root: Path, name: str, title: str | None, grade: str | None) -> None:
    """Begin a source: its record and its id."""
    draft = Draft(root, "new-source")
    if not re.fullmatch(r"(?=.*[A-Z])[A-Z0-9]+(-[A-Z0-9]+)*", name):
        draft.refuse("an id in capitals, digits and hyphens, such as SMITH2024", quote(name))
    draft.free(name, "sources", draft.knowledge.sources)
    words = draft.words("--title", title or "", 300)
    chosen = draft.one_of("--grade", grade, GRADES)
    today = draft.knowledge.today
    draft.add_record(
        "sources",
        "source.yml",
        words,
        id=name,
        grade=chosen,
        checked=today,
        review_by=today + datetime.timedelta(days=365),
    )
    draft.list_id(f"sources {name}")
    draft.write(*_steps(draft, "source", name))


def new_change(root: Path, words: str, safety: bool) -> None:
    """Say what has changed on the handout, in a file of its own, for its next version."""
    draft = Draft(root, "new-change")
    change = draft.words("WORDS", words, LONGEST_CHANGE)
    if not (slug := slug_of(change, 50)):
        draft.refuse("words in Latin letters", quote(change))
    known = [file.stem for file in seen_files(root / CHANGES)]
    path = f"{CHANGES}/{draft.free(slug, 'changes', known)}.yml"
    draft.files[path] = f"changes:\n  {change_line(change, safety)}\n"
    made, problems = parse_entries(path, draft.files[path], NextChange, "changes")
    fresh = replace(draft.knowledge, changes=(*made, *draft.knowledge.changes))
    problems += [one for one in check_version_words(fresh) if one.path == path]
    stop_at(problems, "new-change")
    draft.write()


def _steps(draft: Draft, kind: str, name: str) -> list[str]:
    """What is still to be done with a record that was begun."""
    template = load_templates(draft.root).get_template("new/next.jinja")
    return template.render(kind=kind, id=name, files=draft.files).strip().splitlines()


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


def _values(kind: type) -> list[str]:
    return [member.value for member in kind]
