"""The folder of a clinic's handouts: what its files were made from, and all of them written at
once, so that none of them disagrees with another."""

import fcntl
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from builders.output import hash_files, write_all_or_none
from builders.sheet_files import edition_of
from builders.sources import digest

MANIFEST = "made.json"
"""What a folder holds and what it was made from."""


def key_of(base: str, file: Path | None) -> str:
    """Return the hash of all that one clinic's handout is made from: `base`, its file, and each
    picture that the file names."""
    if not file or not file.is_file():
        return base
    names = set(re.findall(rb"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:svg|png)", file.read_bytes()))
    pictures = [file.parent / name.decode() for name in names]
    read = [one for one in pictures if one.is_file() and one.stat().st_size < 10**6]
    return digest(base, hash_files(file.parent, [file, *read]))


@dataclass(frozen=True)
class Made:
    """What earlier runs wrote into a folder: the `key` of all that it was made from, the editions
    that were ordered, and the bytes of each file."""

    key: str = ""
    editions: frozenset[str] = frozenset()
    files: dict[str, int] = field(default_factory=dict)

    def whole(self, folder: Path) -> set[str]:
        """Return the names of the files that are there as they were written, by their sizes: one
        that somebody has changed since is theirs."""
        return {
            name
            for name, size in self.files.items()
            if (folder / name).is_file() and (folder / name).stat().st_size == size
        }


def is_made(folder: Path, key: str, editions: Iterable[str]) -> bool:
    """Return whether the files of these editions are there, whole, and made of the same."""
    made = read_made(folder)
    if made.key != key or not made.editions.issuperset(editions):
        return False
    wanted = {name for name in made.files if edition_of(name) in ("", *editions)}
    return wanted <= made.whole(folder)


def outdated_editions(folder: Path, key: str) -> list[str]:
    """Return the editions that are there, as they were written, and made of something else."""
    made = read_made(folder)
    names = made.whole(folder) if made.key != key else ()
    return sorted({edition_of(name) for name in names} - {""})


def outdated_folders(folder: Path, key: str) -> list[str]:
    """Return the folders of a clinic's `folder`, such as those with dates or in other languages,
    that hold what was made of something else; the folder itself is "."."""
    lists = (file for depth in ("", "*/", "*/*/") for file in folder.glob(f"{depth}{MANIFEST}"))
    return sorted(
        file.parent.relative_to(folder).as_posix()
        for file in lists
        if read_made(file.parent).key != key
    )


def write_made(
    folder: Path, files: dict[str, bytes], key: str, editions: Iterable[str]
) -> list[str]:
    """Write all files of these editions and the list of what is there. What an earlier run made of
    the same stays; what it made of something else is deleted, but for a file that somebody has
    changed since: the names of such are returned."""
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        return _write_made(folder, files, key, editions)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other command writes in a folder: each has to list what the others wrote."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network drive may know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write_made(
    folder: Path, files: dict[str, bytes], key: str, editions: Iterable[str]
) -> list[str]:
    old = read_made(folder)
    whole, sizes = old.whole(folder), {name: len(data) for name, data in files.items()}
    others, ordered = old.files.keys() - sizes.keys(), set(editions)
    gone, changed = {}, []
    if old.key == key:
        broken = {edition_of(name) for name in others - whole}
        sizes |= {name: old.files[name] for name in others & whole}
        ordered |= old.editions - broken
    else:
        gone = dict.fromkeys(others & whole)
        changed = sorted(name for name in others - whole if (folder / name).exists())
    listed = {"key": key, "editions": sorted(ordered), "files": dict(sorted(sizes.items()))}
    files = {**files, **gone, MANIFEST: (json.dumps(listed, indent=1) + "\n").encode()}
    write_all_or_none({folder / name: data for name, data in files.items()}, folder / MANIFEST)
    return changed


def remove_made(folder: Path) -> bool:
    """Take away what an earlier run made in a folder, and nothing else; return whether there was
    any."""
    made = read_made(folder).files
    if not made:
        return False
    for name in (*made, MANIFEST):
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return True


def read_made(folder: Path) -> Made:
    """Return what earlier runs wrote into a folder; nothing where there is no list of it, or a
    broken one. A list of an older version of this program has no editions."""
    try:
        made = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Made(made["key"], frozenset(made.get("editions", ())), dict(made["files"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Made()
