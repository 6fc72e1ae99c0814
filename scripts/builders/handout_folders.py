"""The folder of a clinic's handouts: what its files were made from, and all of them written at
once, so that none of them disagrees with another."""

import hashlib
import json
import re
from pathlib import Path

import typst

from builders.output import hash_files, write_all_or_none
from builders.sources import hash_sources

MANIFEST = "made.json"
"""What a folder holds and what it was made from."""


def base_key(root: Path, *facts: object) -> str:
    """Return the hash of all that every handout is made from: data, templates, this program, the
    engine, and `facts`, such as what is ordered."""
    return _digest(typst.__version__, *facts, hash_sources(root))


def key_of(base: str, file: Path | None) -> str:
    """Return the hash of all that one clinic's handout is made from: `base`, its file, and each
    picture that the file names."""
    if not file or not file.is_file():
        return base
    names = set(re.findall(rb"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:svg|png)", file.read_bytes()))
    pictures = [file.parent / name.decode() for name in names]
    read = [one for one in pictures if one.is_file() and one.stat().st_size < 10**6]
    return _digest(base, hash_files(file.parent, [file, *read]))


def _digest(*facts: object) -> str:
    return hashlib.sha256("\0".join(map(str, facts)).encode()).hexdigest()


def is_made(folder: Path, key: str) -> bool:
    """Return whether the files of an earlier run are there, whole, and made of the same."""
    old, files = _read_made(folder)
    try:
        return old == key and all(
            (folder / name).stat().st_size == size for name, size in files.items()
        )
    except OSError:
        return False


def write_made(folder: Path, files: dict[str, bytes], key: str) -> None:
    """Write all files and the list of them; what an earlier run made and this one did not is
    no longer listed."""
    listed = {"key": key, "files": {name: len(data) for name, data in files.items()}}
    files = {**files, MANIFEST: (json.dumps(listed, indent=1) + "\n").encode()}
    write_all_or_none({folder / name: data for name, data in files.items()}, folder / MANIFEST)


def remove_made(folder: Path) -> bool:
    """Take away what an earlier run made in a folder, and nothing else; return whether there was
    any."""
    _, made = _read_made(folder)
    if not made:
        return False
    for name in (*made, MANIFEST):
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return True


def _read_made(folder: Path) -> tuple[str, dict[str, int]]:
    """Return the key of an earlier run and the bytes of each file that it made; "" and none where
    there is no list of them, or a broken one."""
    try:
        made = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return made["key"], dict(made["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", {}
