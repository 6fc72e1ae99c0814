"""Prints what the content needs: its problems, what is due, and whether the handout's words have a
version, which it writes when told what has changed."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

from builders.output import BuildFailed, WrongUsage, say, write_all_or_none
from creators.handout.versions import FILE, add_version, version_problem
from knowledge.checks import check_project, stable_ids
from knowledge.model import Knowledge
from knowledge.problems import Problem, plural
from knowledge.reading.loader import load_knowledge

STATES = {
    "lapsed": "changed since a clinician signed them",
    "none": "not yet reviewed by a clinician",
    "current": "reviewed as they are",
}
"""How a page's review can stand, and what is said of such pages."""


def find_problems(root: Path, clinics: bool = True) -> tuple[Knowledge, list[Problem]]:
    """The knowledge, and all for which nothing may be built of it: its problems or, where it has
    none, that the handout's words have no version yet."""
    knowledge, problems = check_project(root, clinics)
    if not problems and (changed := version_problem(knowledge)):
        problems = [changed]
    return knowledge, problems


def check(root: Path, only: list[str], clinics: bool = True) -> Knowledge:
    """Print every problem (in the files `only`, where given; of clinics/ only where asked) and exit
    with 1 where there is any."""
    started = time.monotonic()
    knowledge, problems = find_problems(root, clinics)
    wanted = tuple(str(Path(path)).removeprefix(f"{root}/") for path in only)
    if missing := [path for path in wanted if not (root / path).exists()]:
        say(
            f"check: {missing[0]}: expected a file or folder in {root}; got none; do write its path"
            " from there"
        )
        raise SystemExit(2)
    shown = [problem for problem in problems if not wanted or problem.path.startswith(wanted)]
    for problem in shown:
        print(problem)
    if shown or (problems and not wanted):
        say(f"check: {plural(len(shown), 'problem')}; nothing was built")
        raise SystemExit(1)
    say(
        f"check: {len(knowledge.pages())} pages, {len(knowledge.remedies)} remedies,"
        f" {len(knowledge.causes)} causes, {len(knowledge.red_flags)} red flags,"
        f" {len(knowledge.sources)} sources: no problems ({time.monotonic() - started:.1f} s)"
    )
    return knowledge


def status(root: Path, days: int) -> None:
    """Print which sources and sign-offs are due, and the hash that a reviewer signs for each
    page."""
    from creators.site.files import load_templates, review_states  # `check` does without them

    knowledge, _ = load_knowledge(root)
    soon = knowledge.today + datetime.timedelta(days=days)
    due = sorted(
        (source.review_by, source.id)
        for source in knowledge.sources.values()
        if source.review_by and source.review_by <= soon
    )
    print(f"Sources to check again by {soon}: {len(due)}")
    for day, name in due:
        print(f"  {day}  {name}")
    states = review_states(check(root, []), load_templates(root))
    for state, words in STATES.items():
        pages = [(path, digest) for path, (digest, found) in states.items() if found.state == state]
        print(f"Pages {words}: {len(pages)}")
        for path, digest in pages:
            print(f"  {digest}  {path}")


def new_version(root: Path, changes: list[tuple[str, bool]]) -> None:
    """Write the handout's words of today as a new version on top of its history. `changes` are
    (words, whether it is a safety change)."""
    if not changes:
        raise WrongUsage(
            'new-version: expected --change "…" or --safety-change "…"; got neither; do say what'
            " has changed"
        )
    knowledge, problems = check_project(root)
    if not problems and not version_problem(knowledge):
        raise BuildFailed(
            "new-version: expected a handout whose words have changed; got those of version"
            f" {next(iter(knowledge.versions))}; do change the content first. Nothing was written."
        )
    if not problems:
        version, text, problems = add_version(
            knowledge, (root / FILE).read_text(encoding="utf-8"), changes
        )
    for problem in problems:
        print(problem)
    if problems:
        raise BuildFailed(f"new-version: {plural(len(problems), 'problem')}; nothing was written")
    ids = root / stable_ids.FILE
    listed = stable_ids.add_line(ids.read_text(encoding="utf-8"), f"versions {version.id}")
    write_all_or_none({root / FILE: text.encode(), ids: listed.encode()})
    safety = sum(change.safety for change in version.changes)
    say(
        f"new-version: wrote version {version.id} of {version.date} on top of {FILE}, hash"
        f" {version.content_hash}, with {plural(len(changes), 'change')}, {safety} of safety;"
        f" handouts carry the code {version.id} from now on"
    )
