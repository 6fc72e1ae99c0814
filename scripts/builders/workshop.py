"""Where the files to download are made, and what a job of making some of them is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.output import write_whole
from creators.shell.download_list import Download


@dataclass(frozen=True)
class Workshop:
    """Where files are made: the project's `root`, and `work`, a folder with the built site's
    pictures, in pixels too where a book needs them, and the styles of books."""

    root: Path
    work: Path


@dataclass(frozen=True)
class Job:
    """The `files` that one process makes, by what `make` calls each: it gets the workshop and these
    names, and returns their bytes. `length` says how long it takes, beside others: for a book, the
    letters of its source. `pictures` are the drawings of the site that it shows."""

    files: Mapping[str, Download]
    length: int
    make: Callable[[Workshop, list[str]], Mapping[str, bytes]]
    pictures: frozenset[str] = frozenset()

    def write(self, shop: Workshop, folder: Path) -> None:
        """Make the files, and write each into `folder`."""
        made = self.make(shop, [*self.files])
        for name, item in self.files.items():
            write_whole(folder / item.file, made[name])
