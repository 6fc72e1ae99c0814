"""Keeps the files to download beside the pages, has those made that are missing, and shows their
list on the pages that have a place for it."""

import shutil
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from builders.manifest import load_manifest, write_manifest
from builders.workshop import Job
from creators.shell.download_list import FOLDER, Download, Edition, fill


def make_downloads(
    root: Path,
    site: Path,
    old: Path,
    about: Edition,
    scopes: Collection[str],
    edition: str | None = None,
    key: str = "",
) -> None:
    """Put the files of these `scopes` (ALL_SECTIONS, pages by their keys, BOOKLET, OF_SHEETS), in
    one `edition` or in all, into `site`/downloads, and all those of `old` (the site before) that
    were made from the same: their `key` is the hash of it. They say `about` themselves what the
    site does. Write their list and show it on the pages. Raises CannotBeMade for what cannot be
    set, and OSError for what cannot be written."""
    if scopes:
        # the pages alone need none of the libraries that it loads
        from builders.download_jobs import load_libraries_once, make_jobs, plan

        load_libraries_once()
    (site / FOLDER).mkdir(exist_ok=True)
    made = {}
    for item in load_manifest(old):
        if item.key == key and (file := old / FOLDER / item.file).exists():
            shutil.copy2(file, site / FOLDER)
            made[item.file] = item
    planned = list(plan(root, site, about, {*scopes}, key)) if scopes else []
    if missing := list(_missing(planned, made, edition)):
        made |= {item.file: item for item in make_jobs(root, site, missing)}
    in_order = [item.file for job in planned for item in job.files.values() if item.file in made]
    listed = [made.pop(name) for name in in_order] + [*made.values()]
    write_manifest(site, listed)
    show(root, site, listed)


def _missing(jobs: Iterable[Job], made: Container[str], edition: str | None) -> Iterator[Job]:
    """The jobs of which some files are not `made` yet, for those files alone; of books only those
    in one `edition`, where it is given."""
    for job in jobs:
        files = {
            name: item
            for name, item in job.files.items()
            if item.file not in made and edition in (None, item.edition)
        }
        if files:
            yield replace(job, files=files)


def show(root: Path, site: Path, made: list[Download]) -> None:
    """Write the list of files into the pages that have a place for it."""
    for file in [*site.glob("*.html"), *site.glob("*/index.html")]:
        text = file.read_text(encoding="utf-8")
        filled = fill(root / "overrides", file.relative_to(site).as_posix(), text, made)
        if filled != text:
            file.write_text(filled, encoding="utf-8")
