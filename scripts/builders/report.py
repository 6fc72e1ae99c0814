"""Prints what the content needs: its problems, and what is due. Numbers the words of the handout
when they are published."""

import argparse
import datetime
import time
from collections.abc import Sequence
from pathlib import Path

from builders.output import (
    BuildFailed,
    WrongUsage,
    say,
    stop_at,
    write_all_or_none,
)
from creators.handout.versions import FILE, add_version, current_version, version_problem
from creators.site.remedies_index import check_rows
from knowledge.checks import check_project, stable_ids
from knowledge.model import Knowledge
from knowledge.problems import Problem, plural
from knowledge.reading.accepted_file import FILE as ACCEPTED
from knowledge.reading.loader import load_knowledge
from knowledge.translation.state import states as language_states

STATES = {
    "lapsed": "changed since a clinician read them",
    "none": "not yet reviewed by a clinician",
    "current": "reviewed as they are",
}
"""How a page's review can stand, and what is said of such pages."""
SOON = 90
"""Days within which a source counts as due."""


def find_problems(
    root: Path, clinics: bool = True, released: bool = False
) -> tuple[Knowledge, list[Problem]]:
    """The knowledge, and all for which nothing may be built of it: its problems or, where it has
    none, that the handout's words have no version yet."""
    knowledge, problems = check_project(root, clinics, check_rows)
    if not problems and (changed := version_problem(knowledge, released)):
        problems = [changed]
    return knowledge, problems


def check_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", help="show only the problems in these files or folders"
    )


def check(
    root: Path, paths: Sequence[str] = (), clinics: bool = True, released: bool = False
) -> Knowledge:
    """Find every problem (in the files `paths`, where given; of clinics/ only where asked). Raises
    BuildFailed where there is any. What is to be kept on paper has to be `released`."""
    started = time.monotonic()
    wanted = tuple(path_in(root, path, "check") for path in paths)
    knowledge, problems = find_problems(root, clinics, released)
    shown = [problem for problem in problems if not wanted or problem.path.startswith(wanted)]
    stop_at(shown, "check", "nothing was built")
    count, took = len(knowledge.changes), time.monotonic() - started
    waiting = f", {plural(count, 'change')} of the handout not released" if count else ""
    say(
        f"check: {len(knowledge.pages())} pages, {len(knowledge.remedies)} remedies,"
        f" {len(knowledge.causes)} causes, {len(knowledge.red_flags)} red flags,"
        f" {len(knowledge.sources)} sources: no problems{waiting} ({took:.1f} s)"
    )
    return knowledge


def path_in(root: Path, path: str, command: str) -> str:
    """Return a path as problems name it. Raises WrongUsage where there is none."""
    name = Path(path).as_posix().removeprefix(f"{root.as_posix()}/")
    if not (root / name).exists():
        raise WrongUsage(
            f"{command}: {name}: expected a file or folder in {root}; got none; do write its path"
            " from there"
        )
    return name


def status(root: Path) -> None:
    """Print which sources are due, which pages a clinician has not read as they are, and how far
    each language is."""
    from creators.data.languages import described, language_reports  # `check` does without them
    from creators.site.reviews import review_states

    knowledge, _ = load_knowledge(root)
    soon = knowledge.today + datetime.timedelta(days=SOON)
    due = sorted(
        (source.review_by, source.id)
        for source in knowledge.sources.values()
        if source.review_by and source.review_by <= soon
    )
    print(f"Sources to check again by {soon}: {len(due)}")
    for day, name in due:
        print(f"  {day}  {name}")
    knowledge = check(root)
    reviews = review_states(knowledge)
    for state, words in STATES.items():
        pages = [(path, found) for path, found in reviews.items() if found.state == state]
        print(f"Pages {words}: {len(pages)}")
        for path, found in pages:
            changed = f": {plural(found.changed, 'passage')} to read" if found.changed else ""
            print(f"  {path}{changed}")
    print(f"Languages of the handout beside English: {len(language_reports(knowledge))}")
    for one in language_reports(knowledge):
        left = f"{len(one.stale)} stale, {len(one.missing)} missing"
        what = described(language_states(knowledge)[one.id])
        print(f"  {one.id}  {one.english}: {one.current} of {one.strings} current, {left}; {what}")


def write_schemas(root: Path) -> None:
    """Write a JSON Schema of each kind of page, and of clinic files, for editors."""
    from creators.data.editor_schemas import create_editor_schemas  # `check` does without it

    files = create_editor_schemas()
    write_all_or_none({root / path: text.encode() for path, text in files.items()})


def release(root: Path) -> None:
    """Number the handout's words of today: a new version on top of its history, with every change
    since the newest. All is written, or nothing."""
    knowledge = check(root)
    if not knowledge.changes:
        raise BuildFailed(
            "release: expected a handout whose words have changed; got those of version"
            f" {current_version(knowledge).id}; do change the content first. Nothing was written."
        )
    version, text, problems = add_version(knowledge, (root / FILE).read_text(encoding="utf-8"))
    stop_at(problems, "release")
    ids = root / stable_ids.FILE
    listed = stable_ids.add_line(ids.read_text(encoding="utf-8"), f"versions {version.id}")
    told = {root / change.origin.path: None for change in knowledge.changes}
    # a change that somebody has read stays accepted in the file that it moves to
    accepted = (root / ACCEPTED).read_text(encoding="utf-8")
    for change in knowledge.changes:
        accepted = accepted.replace(f"\t{change.origin.path}\t", f"\t{FILE}\t")
    written = {root / FILE: text, ids: listed, root / ACCEPTED: accepted}
    write_all_or_none({**{file: text.encode() for file, text in written.items()}, **told})
    say(
        f"release: wrote version {version.id} of {version.date} on top of {FILE}, hash"
        f" {version.content_hash}, with {plural(len(version.changes), 'change')},"
        f" {sum(change.safety for change in version.changes)} of safety. What comes next: commit,"
        " and publish this commit"
    )
