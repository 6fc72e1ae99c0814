#!/usr/bin/env python3
"""How long check, build and live reload take beside plain MkDocs on the same pages. `make bench` runs it; it asserts nothing."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from helpers import ENVIRONMENT, ROOT, get, mkdocs_serve, wait_for  # noqa: E402

ROUNDS, EDITS = 5, 3
AIM_RATIO = 1.3
PAGE, ADDRESS = "treat/cool-compress.md", "treat/cool-compress/"
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "pydantic", "Jinja2")


def say(text: str) -> None:
    """A progress line."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str, root: Path) -> tuple[float, float]:
    """Run a process to its end; gives its seconds and its peak memory in MB."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([sys.executable, *command], cwd=root, stdout=log, stderr=log, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds, process.returncode = time.monotonic() - started, os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise SystemExit(f"bench: {' '.join(command)} ended with {process.returncode}:\n{log.read().decode()}")
    return seconds, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def builds(root: Path) -> dict[str, list[tuple[float, float]]]:
    """Times and memory of check, build and plain build, taken in turn so that a busy moment hits all of them."""
    commands = {
        "check": ["scripts/build.py", "check", "--root", str(root)],
        "build": ["-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "site")],
        "plain": ["-m", "mkdocs", "build", "--strict", "--config-file", "build/mkdocs.yml", "--site-dir", str(root / "plain")],
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(1, ROUNDS + 1):
        for name, command in commands.items():
            found[name].append(run(*command, root=root))
        say(f"bench: round {number} of {ROUNDS}: " + ", ".join(f"{name} {times[-1][0]:.2f} s" for name, times in found.items()))
    return found


def reloads(root: Path, config: str, page: Path) -> list[float]:
    """Seconds from saving an edit of one page until the new text is served, for each of some edits."""
    found = []
    with mkdocs_serve(root, root / "serve.log", config) as url:
        for number in range(1, EDITS + 1):
            words = f"An edit of the benchmark, number {number}."
            page.write_text(f"{page.read_text(encoding='utf-8').rstrip()}\n\n{words} [^open]\n", encoding="utf-8")
            found.append(wait_for(lambda: words in get(url + ADDRESS)))
            say(f"bench: live reload with {config}, edit {number} of {EDITS}: {found[-1]:.2f} s")
    return found


def report(found: dict[str, list[tuple[float, float]]], ours: list[float], theirs: list[float]) -> str:
    """The table."""
    seconds = {name: [run[0] for run in runs] for name, runs in found.items()}
    memory = {name: max(run[1] for run in runs) for name, runs in found.items()}
    ratio = median(seconds["build"]) / median(seconds["plain"])

    def times(values: list[float]) -> tuple[str, str]:
        return f"{min(values):.2f} s", f"{median(values):.2f} s"

    rows = [
        ("build.py check, whole process", *times(seconds["check"]), ""),
        ("full strict build, with our hooks", *times(seconds["build"]), ""),
        ("plain MkDocs, same pages and theme", *times(seconds["plain"]), ""),
        ("our build to plain MkDocs", "", f"{ratio:.2f}", f"{AIM_RATIO} at most"),
        ("live reload of a one-page edit, with our hooks", *times(ours), ""),
        ("live reload of a one-page edit, plain MkDocs", *times(theirs), ""),
        ("live reload to plain MkDocs", "", f"{median(ours) / median(theirs):.2f}", f"{AIM_RATIO} at most"),
        ("peak memory of a build, with our hooks", "", f"{memory['build']:.0f} MB", ""),
        ("peak memory of a build, plain MkDocs", "", f"{memory['plain']:.0f} MB", ""),
    ]
    return "\n".join(f"{what:<48}{best:>10}{middle:>10}  {aim}".rstrip() for what, best, middle, aim in
                     [("", "best", "median", "aim"), *rows])


def main() -> None:
    """Measure in a copy of the project, so that nothing of yours is touched."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".*", "site", "build", "__pycache__"))
        run("scripts/build.py", "stage", "--root", str(root), root=root)
        found = builds(root)
        ours = reloads(root, "mkdocs.yml", root / "docs" / PAGE)
        theirs = reloads(root, "build/mkdocs.yml", root / "build" / "docs" / PAGE)
        pages = sum(1 for _ in (root / "build" / "docs").rglob("*.md"))
    print(f"{pages} pages; {os.cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release()}; "
          f"Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))
    print(f"{ROUNDS} rounds of whole processes, {EDITS} edits\n")
    print(report(found, ours, theirs))


if __name__ == "__main__":
    main()
