"""The checks, which decide what may be published. Each is a function that states its rule."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path, PurePosixPath
from pkgutil import iter_modules

from knowledge.checks import accepted, clinic, files, stable_ids, to_do
from knowledge.checks.named import checks_of
from knowledge.checks.references import NOWHERE
from knowledge.model import Knowledge
from knowledge.problems import Problem, quote
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
    """The knowledge under `root` and every problem in it, its navigation and, where asked, its own
    clinics included. `of_views` checks what only the creators know: how long a rule is in words.
    Who has accepted which words is asked when all else is right."""
    knowledge, problems = load_knowledge(root)
    broken = broken_pages(problems)
    drafts = [*to_do.check_filled_in(root)]
    found = [
        *problems,
        *check_knowledge(knowledge),
        *files.check_nav(root, knowledge, broken),
        *files.check_templates(root, knowledge),
        *files.check_kinds(root),
        *files.check_read(root),
        *files.check_own(root),
        *files.check_texts(root),
        *stable_ids.check_stable_ids(root, knowledge, whole=not problems),
    ]
    # what else is wrong with a file that is not filled in can wait until it is; and what names a
    # page that cannot be read, or may be named there alone, until that is mended
    unfilled = {one.path for one in drafts}
    named = {quote(name) for path in broken for name in (path, PurePosixPath(path).stem)}
    found = sorted(
        {
            *drafts,
            *(one for one in found if one.path not in unfilled and one.got not in named),
        }
    )
    if broken:
        found = [one for one in found if not one.got.endswith(NOWHERE)]
    found = found or sorted(of_views(knowledge)) or list(accepted.check_accepted(knowledge))
    # clinics are held against rules that are right
    return knowledge, found or (
        sorted(clinic.check_clinics(knowledge, root)) if with_clinics else []
    )


def broken_pages(problems: list[Problem]) -> set[str]:
    """Return paths under docs/ of the pages that are there but could not be read."""
    paths = (problem.path for problem in problems if problem.path.startswith("docs/"))
    return {path.removeprefix("docs/") for path in paths}
