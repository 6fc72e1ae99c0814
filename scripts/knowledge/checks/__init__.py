"""The checks, which decide what may be published. Each is a function that states its rule."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from knowledge.checks import accepted, clinic, files, stable_ids, to_do
from knowledge.checks.named import checks_of
from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.reading.loader import load_knowledge

_APART = (accepted, clinic, files, stable_ids, to_do)
"""Modules with checks of something else than a Knowledge alone, or of when all else is right."""
_MODULES = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]
CHECKS = checks_of(*(module for module in _MODULES if module not in _APART))
"""Every check of a Knowledge; each takes it and yields Problems."""


def check_knowledge(knowledge: Knowledge) -> list[Problem]:
    """Every problem of `knowledge`, by place."""
    return sorted({problem for check in CHECKS for problem in check(knowledge)})


def check_project(
    root: Path,
    with_clinics: bool = True,
    of_views: Callable[[Knowledge], Iterable[Problem]] = lambda _: (),
) -> tuple[Knowledge, list[Problem]]:
    """The knowledge under `root` and the problems in it, its navigation and, where asked, its own
    clinics included. `of_views` checks what only the creators know: how long a rule is in words.

    Each step asks what makes sense once all before it is right: a page that cannot be read would
    be missed by whatever names it, and nobody accepts words that have to change.
    """
    knowledge, unread = load_knowledge(root)
    steps = (
        lambda: _check_readable(root, unread),
        lambda: _check_records(root, knowledge),
        lambda: of_views(knowledge),
        lambda: (*files.check_kinds(root), *accepted.check_accepted(knowledge)),
        lambda: clinic.check_clinics(knowledge, root) if with_clinics else (),
    )
    for step in steps:
        if problems := sorted({*step()}):
            return knowledge, problems
    return knowledge, []


def _check_readable(root: Path, unread: list[Problem]) -> Iterator[Problem]:
    """Every file is filled in and can be read. What else is wrong with one that is not filled in
    can wait until it is."""
    drafts = [*to_do.check_filled_in(root)]
    yield from drafts
    unfilled = {draft.path for draft in drafts}
    found = (*unread, *files.check_read(root), *files.check_own(root), *files.check_texts(root))
    yield from (problem for problem in found if problem.path not in unfilled)


def _check_records(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Every record and text keeps the rules, and has its place."""
    yield from check_knowledge(knowledge)
    yield from files.check_nav(root, knowledge)
    yield from files.check_templates(root, knowledge)
    yield from stable_ids.check_stable_ids(root, knowledge)
