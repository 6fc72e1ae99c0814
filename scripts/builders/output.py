"""Puts what was built in its place, whole or not at all, and tells the person who runs a build how
it went."""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from knowledge.problems import Problem, did_you_mean, plural, quote

Data = bytes | memoryview


class BuildFailed(Exception):
    """A build that could not end; its text is one line for the person who ran it, who is shown the
    `problems` of the content before it."""

    def __init__(self, text: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(text)
        self.problems = tuple(problems)


class WrongUsage(Exception):
    """A command that cannot be carried out as it was given; its text is one line."""


def stop_at(problems: Collection[Problem], command: str, then: str = "nothing was written") -> None:
    """Raise BuildFailed where there are any problems."""
    if problems:
        raise BuildFailed(f"{command}: {plural(len(problems), 'problem')}; {then}", problems)


def check_known(name: str, known: Collection[str], expected: str, new: str = "") -> None:
    """Raise WrongUsage where `name` is none of the `known` ones. `expected` says which command it
    was and what it expected; `new` is as in did_you_mean."""
    if name not in known:
        advice = did_you_mean(name, known, new)
        raise WrongUsage(f"{expected}; got {quote(name)}; do {advice}")


def say(text: str) -> None:
    """Print a progress line on standard error, so that standard output holds problems alone."""
    print(text, file=sys.stderr, flush=True)


def hash_files(root: Path, files: Iterable[Path]) -> str:
    """Returns a hash (SHA-256) over files with their paths below `root`. It is the same wherever
    these files lie and in whatever order they are given."""
    lines = [
        f"{file.relative_to(root).as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}\n"
        for file in sorted(files)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@contextmanager
def written_aside(root: Path, target: Path) -> Iterator[Path]:
    """Give a new folder to write in. It becomes `target` when all went well, and is deleted
    otherwise: the last good one stays."""
    (root / "build").mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=root / "build"))
    new, old = work / "new", work / "old"
    new.mkdir()
    try:
        yield new
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        # the new one could not be moved in: the last good one goes back
        if old.exists() and not target.exists():
            old.rename(target)
        shutil.rmtree(work, ignore_errors=True)


def write_whole(path: Path, data: Data) -> None:
    """Write a file aside and rename it, so that no half-written file is ever in its place."""
    write_all_or_none({path: data})


def write_all_or_none(files: Mapping[Path, Data | None], record: Path | None = None) -> None:
    """Write all files aside, and rename them when all are whole; one that is to be None is deleted.
    If one cannot be put in its place, what stood there before comes back everywhere. `record` is
    the file that vouches for the others: it is gone while they move in, as they may be stopped."""
    before: dict[Path, bytes | None] = {}
    with _aside({path: data for path, data in files.items() if data is not None}) as aside:
        try:
            if record:
                before[record] = record.read_bytes() if record.exists() else None
                record.unlink(missing_ok=True)
            for path in files:
                before.setdefault(path, path.read_bytes() if path.exists() else None)
                aside[path].replace(path) if path in aside else path.unlink()
        except BaseException:
            for path, data in before.items():
                if data is None:
                    path.unlink(missing_ok=True)
                else:
                    path.write_bytes(data)
            raise


@contextmanager
def _aside(files: Mapping[Path, Data]) -> Iterator[dict[Path, Path]]:
    """Write each file beside its place, and give both; what is still beside it at the end is
    deleted."""
    aside = {path: path.with_name(f".{path.name}.new") for path in files}
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        for path, data in files.items():
            aside[path].write_bytes(data)
        yield aside
    finally:
        for new in aside.values():
            new.unlink(missing_ok=True)
