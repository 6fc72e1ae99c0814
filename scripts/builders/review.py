"""Shows what nobody has read yet beside its rules, and writes down who has accepted it."""

import argparse
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from builders.output import BuildFailed, WrongUsage, say, stop_at, write_whole
from builders.report import path_in
from creators.data.review import create_review, create_review_page, review_lines
from knowledge.checks.accepted import gone, missing
from knowledge.model import Knowledge
from knowledge.problems import plural
from knowledge.prose.passages import Passage, passages
from knowledge.reading.accepted_file import FILE, ROLES, Acceptance, write_accepted
from knowledge.reading.loader import load_knowledge

LONGEST_NAME = 60
_PLACEHOLDER = re.compile(r"(?:your|name|nobody|todo|someone|x+|\W+)*", re.I)


def review_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="only what these files or folders say"
    )
    command.add_argument(
        "--all",
        dest="every",
        action="store_true",
        help="every passage, those that are accepted too",
    )
    command.add_argument(
        "--html", type=Path, metavar="FILE", help="write a page to print and sign instead"
    )


def accept_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "places",
        nargs="+",
        metavar="PATH[:LINE]",
        help="what you have read: a file, a folder, or one line of a file",
    )
    command.add_argument(
        "--as", dest="role", choices=ROLES, required=True, help="whether you read as a clinician"
    )
    command.add_argument("--by", required=True, metavar="NAME", help="your name, in quotes")


def review(root: Path, paths: list[str], every: bool, html: Path | None) -> None:
    """Print, or write as a page, what is to be read."""
    within = tuple(path_in(root, path, "review") for path in paths) or ("",)
    knowledge = _read(root)
    found = create_review(knowledge, passages(knowledge) if every else None, within)
    if html:
        version = next(iter(knowledge.versions), "")
        page = create_review_page(found, root / "overrides", version)
        write_whole(html, page.encode())
        say(f"review: wrote {html}, with {plural(len(found.beside), 'passage')}")
        return
    for line in review_lines(found):
        print(line)
    say(
        f"review: {plural(len(found.beside), 'passage')} to read,"
        f" {len(found.taken)} taken away; then run build.py accept PATH --as editor --by NAME"
    )


def accept(root: Path, places: list[str], role: str, by: str) -> None:
    """Write the acceptance of a person for all passages at the places that they name, and take out
    those whose passage is gone. What is written is listed first."""
    name = _checked_name(by)
    wanted = [_place(root, place) for place in places]
    knowledge = _read(root)
    chosen = [
        passage
        for passage in missing(knowledge, role)
        if any(_is_at(passage, path, line) for path, line in wanted)
    ]
    new = [
        Acceptance(one.digest, role, knowledge.today, name, one.path, one.words) for one in chosen
    ]
    kept = _kept(knowledge, [path for path, line in wanted if not line])
    left = len(knowledge.accepted) - len(kept)
    if not new and not left:
        raise BuildFailed(
            f"accept: expected a passage that no {role} has accepted at"
            f" {', '.join(places)}; got none; do run build.py review to see what is left"
        )
    for one in chosen:
        print(f"{one.path}:{one.line}: {one.words}")
    _write(root, knowledge, kept + new)
    say(
        f"accept: {name} accepted {plural(len(new), 'passage')} as {role};"
        f" {plural(left, 'acceptance')} of words that are gone taken out of {FILE}"
    )


def keep_acceptances(root: Path, old: str, new: str) -> None:
    """Let the acceptances of words that changed in nothing but a page's address stand: from `old`
    to `new`, both without .md."""
    knowledge, _ = load_knowledge(root)
    # both with the new one: a page may name its subject by what becomes its id
    alike = lambda words: _alike(_renamed(words, old, new))
    by_words = {(one.path, one.role, alike(one.words)): one for one in knowledge.accepted}
    moved = []
    for role in ROLES:
        for passage in missing(knowledge, role):
            path = passage.path.replace(f"docs/{new}.md", f"docs/{old}.md")
            if one := by_words.get((path, role, alike(passage.words))):
                moved.append(
                    replace(one, digest=passage.digest, path=passage.path, words=passage.words)
                )
    if moved:
        left = {*gone(knowledge)}
        _write(root, knowledge, [one for one in knowledge.accepted if one not in left] + moved)


def _renamed(words: str, old: str, new: str) -> str:
    """`words` with one address, and the id that ends it, in place of another."""
    for one, other in ((old, new), (PurePosixPath(old).name, PurePosixPath(new).name)):
        words = re.sub(rf"(?<![\w-]){re.escape(one)}(?![\w-])", other, words)
    return words


def _alike(words: str) -> str:
    """`words` as they are compared: a list of ids is in another order once one has a new name."""
    return re.sub(
        r"\[([^\[\]{}]*)\]", lambda found: f"[{', '.join(sorted(found[1].split(', ')))}]", words
    )


def _read(root: Path) -> Knowledge:
    """The knowledge, where every file of it can be read."""
    knowledge, problems = load_knowledge(root)
    stop_at(problems, "review", "mend them first")
    return knowledge


def _kept(knowledge: Knowledge, paths: list[str]) -> list[Acceptance]:
    """The acceptances that stay: all but those in these files whose passage is gone."""
    left = {*gone(knowledge)}
    return [
        one
        for one in knowledge.accepted
        if one not in left or not any(one.path.startswith(chosen) for chosen in paths)
    ]


def _write(root: Path, knowledge: Knowledge, acceptances: list[Acceptance]) -> None:
    """Write them by file, then in the order in which its passages stand there."""
    order = {(one.path, one.digest): number for number, one in enumerate(passages(knowledge))}
    ordered = sorted(
        {replace(one, line=0) for one in acceptances},
        key=lambda one: (one.path, order.get((one.path, one.digest), 0), one.digest, one.role),
    )
    write_whole(root / FILE, write_accepted(ordered).encode())


def _place(root: Path, text: str) -> tuple[str, int]:
    """A path and a line; 0 for all of its lines."""
    path, _, line = text.partition(":")
    if line and not line.isdigit():
        raise WrongUsage(f'accept: expected PATH or PATH:LINE; got "{text}"; do write a number')
    return path_in(root, path, "accept"), int(line or 0)


def _is_at(passage: Passage, path: str, line: int) -> bool:
    inside = passage.path == path or passage.path.startswith(f"{path.rstrip('/')}/")
    return inside and line in (0, passage.line)


def _checked_name(name: str) -> str:
    """A person's name. Raises WrongUsage for none, or for words that stand for one."""
    found = " ".join(name.split())
    if len(found) > LONGEST_NAME or not found.isprintable() or _PLACEHOLDER.fullmatch(found):
        raise WrongUsage(
            f'accept: --by: expected your name, up to {LONGEST_NAME} characters; got "{found}"; do'
            " write who has read the words"
        )
    return found
