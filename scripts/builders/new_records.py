"""Begins a remedy, a cause, a sign or a source: writes its file or record, to fill in, and all the
lines elsewhere that go with it. Writes down what has changed on the handout."""

import argparse
import datetime
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

from builders.draft import Draft, in_quotes, slug_of
from builders.output import stop_at
from builders.report import write_schemas
from creators.handout.versions import change_line
from creators.site.files import load_templates
from knowledge.checks.versions import check_version_words
from knowledge.model import Kind, NextChange, Source, Urgency
from knowledge.problems import quote
from knowledge.reading.loader import CHANGES
from knowledge.reading.parser import parse_entries

SUPPLY = {
    Kind.PRODUCT: "anyone",
    Kind.MEDICINE: "pharmacy",
    Kind.CLINICIAN_ONLY: "prescription",
}
"""Who can get the substance of each kind of remedy; self-care has none."""
OF_A_SIGN = ("findings", "sign_rows", "sign_words", "easy", "drills")
"""What goes with a sign, by the names of its files."""
_ARTICLE = re.compile(r"^(?:an?|the) ", re.I)
SIGN = re.compile(r"([^\W_][\w ’'-]{1,29}): (\S.*)")


def new_remedy_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="its title, in quotes")
    command.add_argument("--kind", choices=_values(Kind), required=True, help="who may start it")
    command.add_argument(
        "--first-day", type=int, metavar="DAY", help="the first day it may be used, as in 7"
    )
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
    command.add_argument("--urgency", choices=_values(Urgency), required=True, help="its level")
    command.epilog = 'example:\n  build.py new-sign "Ears: a ringing sound" --urgency same_day'


def new_source_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="ID", help="in capitals, as in SMITH2024")
    command.add_argument("--title", required=True, help="the title of the publication, in quotes")
    command.add_argument(
        "--grade",
        choices=get_args(Source.model_fields["grade"].annotation),
        required=True,
        help="A regulator or systematic review, B trial, cohort or official patient page, C case"
        " report or expert page, D clinic or trade page",
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


def new_remedy(root: Path, name: str, kind: str, first_day: int | None) -> None:
    """Begin a remedy: its page, its line in the navigation, its substance and its id."""
    draft = Draft(root, "new-remedy")
    title, slug = draft.page_name(name)
    substances = draft.substance(slug, title, SUPPLY.get(Kind(kind)))
    alike = {one.path for one in draft.knowledge.remedies.values() if one.kind == kind}
    group = draft.list_page(f"treat/{slug}.md", alike)
    draft.files[f"docs/treat/{slug}.md"] = draft.render(
        "remedy.md", title, id=slug, kind=kind, first_day=first_day, substances=substances
    )
    draft.list_id(f"remedies {slug}")
    write_schemas(root)
    draft.write(*_steps(draft, "remedy", slug), group=group)


def new_cause(root: Path, name: str, group: str | None) -> None:
    """Begin a cause: its page, its line in the navigation and its id."""
    draft = Draft(root, "new-cause")
    title, slug = draft.page_name(name)
    found = draft.list_page(f"causes/{slug}.md", set(), group)
    draft.files[f"docs/causes/{slug}.md"] = draft.render("cause.md", title, id=slug)
    draft.list_id(f"causes {slug}")
    write_schemas(root)
    draft.write(*_steps(draft, "cause", slug), group=found)


def new_sign(root: Path, words: str, urgency: str) -> None:
    """Begin a sign that needs help: its record, behind all others, those of what a reader notices,
    types and reads in easy words, a case for the drills, and its id."""
    draft = Draft(root, "new-sign")
    parts = SIGN.fullmatch(" ".join(words.split()))
    slug = slug_of(_ARTICLE.sub("", parts[2]), 40) if parts else ""
    if not slug:
        draft.refuse('"Lead: short words", such as "Ears: a ringing sound"', quote(words))
    draft.check_unused("red-flags", slug)
    level = draft.knowledge.urgencies.get(Urgency(urgency))
    draft.add_record(
        "red_flags",
        "sign.yml",
        parts[0],
        id=slug,
        lead=in_quotes(parts[1]),
        urgency=urgency,
        phrases=", ".join(level.phrase) if level else urgency,
    )
    for key in OF_A_SIGN:
        draft.add_record(key, f"{key}.yml", parts[0], id=slug, urgency=urgency)
    draft.list_id(f"red-flags {slug}")
    draft.write(*_steps(draft, "sign", slug))


def new_source(root: Path, name: str, title: str, grade: str) -> None:
    """Begin a source: its record and its id."""
    draft = Draft(root, "new-source")
    if not re.fullmatch(r"(?=.*[A-Z])[A-Z0-9]+(-[A-Z0-9]+)*", name):
        draft.refuse("an id in capitals, digits and hyphens, such as SMITH2024", quote(name))
    draft.check_unused("sources", name)
    today = draft.knowledge.today
    due = today + datetime.timedelta(days=365)
    draft.add_record(
        "sources", "source.yml", title, id=name, grade=grade, checked=today, review_by=due
    )
    draft.list_id(f"sources {name}")
    draft.write(*_steps(draft, "source", name))


def new_change(root: Path, words: str, safety: bool) -> None:
    """Say what has changed on the handout, in a file of its own, for its next version."""
    draft = Draft(root, "new-change")
    if not (slug := slug_of(words, 50)):
        draft.refuse("words in Latin letters", quote(words))
    path = f"{CHANGES}/{slug}.yml"
    if (root / path).exists():
        draft.refuse("another change", f"that of {path}", "edit it, or say what is new")
    draft.files[path] = f"changes:\n  {change_line(words, safety)}\n"
    made, problems = parse_entries(path, draft.files[path], NextChange, "changes")
    fresh = replace(draft.knowledge, changes=(*made, *draft.knowledge.changes))
    problems += [one for one in check_version_words(fresh) if one.path == path]
    stop_at(problems, "new-change")
    draft.write()


def _steps(draft: Draft, kind: str, name: str) -> list[str]:
    """What is still to be done with a record that was begun."""
    template = load_templates(draft.root).get_template("new/next.jinja")
    return template.render(kind=kind, id=name, files=draft.files).strip().splitlines()


def _values(kind: type) -> list[str]:
    return [member.value for member in kind]
