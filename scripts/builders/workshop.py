"""Where the files to download are made, and what a job of making some of them is."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builders.output import write_whole
from creators.shell.download_list import Download


@dataclass(frozen=True)
class Workshop:
    """Where files are made: the project's `root`, and `work`, a folder with the built site's
    pictures, in pixels too where a book needs them, and the styles of books."""

    root: Path
    work: Path


BOOKLET_WEIGHT, EASY_WEIGHT, CARDS_WEIGHT = 5, 4, 30
"""How many times as long as a letter of a book one of these takes: a booklet is set three times, a
guide until it has the most air that fits, and cards are drawn."""


@dataclass(frozen=True)
class Job:
    """The `files` that one process makes of one `source`: the longer that is, the longer it takes,
    and `weight` times as long as a book. `make` gets the workshop and the editions of the files,
    and returns the bytes of each."""

    files: tuple[Download, ...]
    source: str
    make: Callable[[Workshop, list[str]], Mapping[str, bytes]]
    weight: int = 1

    @property
    def length(self) -> int:
        """How long it takes, beside others."""
        return len(self.source) * self.weight

    def write(self, shop: Workshop, folder: Path) -> None:
        """Make the files, and write each into `folder`."""
        made = self.make(shop, [item.edition for item in self.files])
        for item in self.files:
            write_whole(folder / item.file, made[item.edition])


def style_of(root: Path, files: Iterable[str]) -> str:
    """Return the text of the files that give a PDF its looks."""
    return "".join((root / name).read_text(encoding="utf-8") for name in files)


def listed(same: Download, file: str, edition: str, made_from: str) -> Download:
    """Return what the list of files says of an `edition`: what is the `same` of all editions, its
    file, and the hash of all that it is made from."""
    key = hashlib.sha256(f"{edition}\0{made_from}".encode()).hexdigest()
    return replace(same, file=file, edition=edition, key=key)
