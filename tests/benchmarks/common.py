"""What the benchmarks share: a copy of the project to measure in, stock Material beside it, and
processes that are timed."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import yaml
from mkdocs.utils.yaml import yaml_load

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from helpers import ENVIRONMENT, ROOT

STOCK = "build/stock.yml"
Runs = list[tuple[float, float]]
"""Seconds and peak memory in MB, of each run."""


def say(text: str) -> None:
    """A progress line."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def _left_out(folder: str, names: list[str]) -> set[str]:
    """What a copy does without: what was built, and what is hidden. `creators/site` is neither."""
    built = {"site", "build"} if Path(folder) == ROOT else set()
    return {name for name in names if name.startswith(".") or name in {*built, "__pycache__"}}


@contextmanager
def project_copy() -> Iterator[Path]:
    """A copy of the project in a temporary folder, so that nothing of yours is touched, with its
    pages staged for stock Material."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(ROOT, root, ignore=_left_out)
        timed("scripts/build.py", "stage", "--root", str(root), root=root)
        write_stock_config(root / "build" / "mkdocs.yml", root / STOCK)
        yield root


def write_stock_config(staged: Path, target: Path, **settings: object) -> None:
    """The config `staged` with Material as it comes: its own templates, styles, scripts and search,
    and none of its options.

    But for one: its web font, which it would fetch from another host. `settings` take the place of
    the config's own.
    """
    with staged.open(encoding="utf-8") as file:
        config = {
            **yaml_load(file),
            "theme": {"name": "material", "font": False},
            "plugins": ["search"],
            **settings,
        }
    target.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")


def timed(*command: str, root: Path) -> tuple[float, float]:
    """Run a Python process to its end in `root`; gives its seconds and its peak memory in MB."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=root, stdout=log, stderr=log, env=ENVIRONMENT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds, process.returncode = time.monotonic() - started, os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise SystemExit(
                f"bench: {' '.join(command)} ended with"
                f" {process.returncode}:\n{log.read().decode()}"
            )
    return seconds, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def timed_in_turn(commands: dict[str, list[str]], rounds: int, root: Path) -> dict[str, Runs]:
    """Run each of the commands once a round, in turn, so that a busy moment hits all of them."""
    found: dict[str, Runs] = {name: [] for name in commands}
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            found[name].append(timed(*command, root=root))
        say(
            f"round {number} of {rounds}: "
            + ", ".join(f"{name} {runs[-1][0]:.2f} s" for name, runs in found.items())
        )
    return found


def time_row(what: str, seconds: list[float]) -> tuple[str, ...]:
    """A row of the table: the best and the median of some times."""
    return what, f"{min(seconds):.2f} s", f"{median(seconds):.2f} s", ""


def ratio_row(what: str, ours: list[float], theirs: list[float], aim: float) -> tuple[str, ...]:
    """A row of the table: how many times as long ours takes, by the medians."""
    return what, "", f"{median(ours) / median(theirs):.2f}", f"{aim} at most"


def memory_row(what: str, runs: Runs) -> tuple[str, ...]:
    """A row of the table: the most memory that any run took."""
    return what, "", f"{max(memory for _, memory in runs):.0f} MB", ""


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows of (what, best, median, aim) under their headings."""
    return "\n".join(
        f"{what:<48}{best:>10}{middle:>10}  {aim}".rstrip()
        for what, best, middle, aim in [("", "best", "median", "aim"), *rows]
    )
