#!/usr/bin/env python3
"""How long check, build and live reload take beside plain MkDocs on the same pages, how the shell
scales, and what a reader meets, both beside stock Material. `make bench` runs it; it asserts
nothing."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import booklet
import handouts
import lighthouse
import shell
from common import STOCK, memory_row, project_copy, ratio_row, say, table, time_row, timed_in_turn

from helpers import get, mkdocs_serve, wait_for

ROUNDS, EDITS = 5, 3
AIM_RATIO = 1.3
PAGE, ADDRESS = "treat/cool-compress.md", "treat/cool-compress/"
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "pydantic", "Jinja2")
BUILD = ["-m", "mkdocs", "build", "--strict", "--site-dir"]


def reloads(root: Path, config: str, page: Path) -> list[float]:
    """Seconds from saving an edit of one page until the new text is served, for each of some
    edits. The page is put back after: nobody has accepted these words, and what is measured next
    would be refused."""
    found = []
    before = page.read_text(encoding="utf-8")
    with mkdocs_serve(root, root / "serve.log", config) as url:
        for number in range(1, EDITS + 1):
            words = f"An edit of the benchmark, number {number}."
            page.write_text(
                f"{before.rstrip()}\n\n{words}\n",
                encoding="utf-8",
            )
            found.append(wait_for(lambda words=words: words in get(url + ADDRESS)))
            say(f"live reload with {config}, edit {number} of {EDITS}: {found[-1]:.2f} s")
    page.write_text(before, encoding="utf-8")
    return found


def report(root: Path) -> str:
    """The table of check, build and live reload. `root` is a copy of the project with its pages
    staged."""
    found = timed_in_turn(
        {
            "check": ["scripts/build.py", "check", "--root", str(root)],
            "build": [*BUILD, str(root / "site")],
            "plain": [*BUILD, str(root / "plain"), "--config-file", STOCK],
        },
        ROUNDS,
        root,
    )
    seconds = {name: [run[0] for run in runs] for name, runs in found.items()}
    ours = reloads(root, "mkdocs.yml", root / "docs" / PAGE)
    theirs = reloads(root, STOCK, root / "build" / "docs" / PAGE)
    return table(
        [
            time_row("build.py check, whole process", seconds["check"]),
            time_row("full strict build, with our hooks and shell", seconds["build"]),
            time_row("plain MkDocs with stock Material, same pages", seconds["plain"]),
            ratio_row("our build to plain MkDocs", seconds["build"], seconds["plain"], AIM_RATIO),
            time_row("live reload of a one-page edit, with our hooks", ours),
            time_row("live reload of a one-page edit, plain MkDocs", theirs),
            ratio_row("live reload to plain MkDocs", ours, theirs, AIM_RATIO),
            memory_row("peak memory of a build, with our hooks", found["build"]),
            memory_row("peak memory of a build, plain MkDocs", found["plain"]),
        ]
    )


def main() -> None:
    """Measure all of it in one copy of the project."""
    with project_copy() as root:
        pages = sum(1 for _ in (root / "build" / "docs").rglob("*.md"))
        print(
            f"{pages} pages; {os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
            f" {platform.release()}; Python {platform.python_version()}"
        )
        print(", ".join(f"{name} {version(name)}" for name in PACKAGES))
        print(f"{ROUNDS} rounds of whole processes, {EDITS} edits\n")
        for measured in (report, shell.report, booklet.report, handouts.report, lighthouse.report):
            print(f"{measured(root)}\n", flush=True)


if __name__ == "__main__":
    main()
