"""What one process makes of one source: a file to download, or several that are cut from one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from builders.workshop import Workshop
from creators.shell.download_list import Download


@dataclass(frozen=True)
class Job:
    """The `files` that one process makes of one `source`: the longer that is, the longer it takes.
    `make` gets the workshop and the files, and returns the number of pages of each."""

    files: tuple[Download, ...]
    source: str
    make: Callable[[Workshop, tuple[Download, ...]], tuple[int, ...]]


def style_of(root: Path, files: Iterable[str]) -> str:
    """Return the text of the files that give a PDF its looks."""
    return "".join((root / name).read_text(encoding="utf-8") for name in files)


def key_of(edition: str, made_from: str) -> str:
    """Return the hash of all that an edition is made from."""
    return hashlib.sha256(f"{edition}\0{made_from}".encode()).hexdigest()
