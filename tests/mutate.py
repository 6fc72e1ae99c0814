"""Breaks a line of the knowledge or of the creators, runs the tests of that module, and prints each
break that no test noticed."""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("scripts/knowledge", "scripts/creators")
COPIED = ("scripts", "tests")
HELP = """\
Each break is made in a copy of scripts/ and tests/ in a temporary folder, so your own files stay as
they are. It runs the test file of the module's own name, those that import the module, and for the
knowledge the check of the real content, but no browser test, none that builds the site and none of
tests/data/slow_files.txt. First it runs them all without a break. Tests that hang count as having
noticed.

A break that survives is a hole in the tests, or a line that does nothing, or a break that changes
nothing anybody can see: look at each. Where it is a hole, write the test and see it fail.

examples:
  tests/mutate.py --count 20 --seed 1
  tests/mutate.py --only knowledge/windows.py --count 30 --jobs 2
"""
PAIRS = (
    (ast.Eq, ast.NotEq),
    (ast.In, ast.NotIn),
    (ast.Is, ast.IsNot),
    (ast.Lt, ast.LtE),
    (ast.Gt, ast.GtE),
    (ast.And, ast.Or),
)
FLIPS = {**dict(PAIRS), **{other: one for one, other in PAIRS}}
BUILDS = re.compile(r"def \w+\([^)]*\b(?:site|published|project|small_site)\b")
"""A test that asks for a built site, or for a project to build one."""
WHOLE = ("test_every_mistake", "test_contradictions", "test_record_faults")
CLINIC = (
    "clinic/test_choices",
    "clinic/test_values",
)
"""The tests that break every check: mistakes in whole projects, and in clinics."""


@dataclass(frozen=True)
class Break:
    """A change of one place: `old` and `new` are its code before and after."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {_short(self.old)}  ->  {_short(self.new)}"


def _short(code: str) -> str:
    return " ".join(code.split())[:90]


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of `node`."""
    match node:
        case ast.Compare(left, [operator], right) if type(operator) in FLIPS:
            yield ast.Compare(left, [FLIPS[type(operator)]()], right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(FLIPS[type(operator)](), values)
        case ast.UnaryOp(ast.Not(), inner):
            yield inner
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Return(value) if value and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Continue() | ast.Expr(ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case ast.Slice(lower, upper, step) if lower or upper:
            yield ast.Slice(None, upper, step) if lower else ast.Slice(lower, None, step)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one, without those in f-strings, whose places Python 3.11 does not tell."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.JoinedStr):
            yield child
            yield from _inside(child)


def breaks(path: str) -> list[Break]:
    """Every break of one file, by place."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node in _inside(ast.parse(source)):
        for new in replacements(node):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            code = ast.unparse(ast.fix_missing_locations(new))
            if isinstance(new, ast.Compare | ast.BoolOp):
                code = f"({code})"
            found.append(Break(path, node.lineno, start, end, source[start:end].decode(), code))
    return sorted(found, key=lambda one: (one.start, one.end, one.new))


@cache
def tests_of(path: str) -> tuple[str, ...]:
    """The test files of a module: the one that mirrors it, and the quick ones that import it; where
    there is none, those of the modules that import it."""
    place = Path(path).relative_to("scripts").with_suffix("")
    mirror = ROOT / "tests" / place.parent / f"test_{place.name}.py"
    found = {mirror} if mirror.is_file() else set()
    found |= {file for file in importers(place, "tests") if is_quick(file)}
    if place.parts[0] == "knowledge":
        found.add(ROOT / "tests" / "test_content.py")  # all of the real content has no problem
    if place.parts[:2] == ("knowledge", "checks"):
        names = CLINIC if place.parts[2] == "clinic" else WHOLE
        found |= {ROOT / "tests" / "knowledge" / "checks" / f"{name}.py" for name in names}
    if not found:
        users = [file.relative_to(ROOT).as_posix() for file in importers(place, "scripts")]
        return tuple(sorted({test for user in users if user != path for test in tests_of(user)}))
    return tuple(sorted(file.relative_to(ROOT).as_posix() for file in found))


def is_quick(file: Path) -> bool:
    """Whether it is a test file that opens no browser and builds no site."""
    name = file.relative_to(ROOT / "tests").as_posix()
    slow = (ROOT / "tests" / "data" / "slow_files.txt").read_text(encoding="utf-8").split()
    return (
        file.name.startswith("test_")
        and not name.startswith("browser/")
        and name not in slow
        and not BUILDS.search(file.read_text(encoding="utf-8"))
    )


def importers(place: Path, folder: str) -> list[Path]:
    """The files of a folder that import the module at `place`."""
    package, name = ".".join(place.parent.parts), place.name
    imports = re.compile(
        rf"from {package}\.{name} import|import {package}\.{name}\b|"
        rf"from {package} import (?:\([^)]*\b|[^(\n]*\b){name}\b"
    )
    files = sorted((ROOT / folder).rglob("*.py"))
    return [file for file in files if imports.search(file.read_text(encoding="utf-8"))]


def run_tests(files: tuple[str, ...], limit: float, change: Break | None = None) -> str:
    """ "passed", "failed" or "hung": the tests in a copy of the project, with this break in it."""
    with tempfile.TemporaryDirectory() as folder:
        for item in ROOT.iterdir():
            copy = Path(folder) / item.name
            if item.name in COPIED:
                shutil.copytree(item, copy, ignore=shutil.ignore_patterns("__pycache__"))
            elif item.name not in (".git", "site", "build"):
                copy.symlink_to(item)
        if change:
            source = (ROOT / change.path).read_bytes()
            broken = source[: change.start] + change.new.encode() + source[change.end :]
            (Path(folder) / change.path).write_bytes(broken)
        command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", *files]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, timeout=limit
            )
        except subprocess.TimeoutExpired:
            return "hung"
    return "failed" if done.returncode else "passed"


def choose(only: str, count: int, seed: int) -> list[Break]:
    """So many breaks at random of the modules whose path has `only` in it."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    paths = [file.relative_to(ROOT).as_posix() for file in files]
    every = [one for path in paths if only in path for one in breaks(path)]
    return random.Random(seed).sample(every, min(count, len(every)))


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=20, help="how many breaks (20)")
    parser.add_argument("--seed", type=int, default=1, help="the same number, the same breaks (1)")
    parser.add_argument("--jobs", type=int, default=1, help="how many at the same time (1)")
    parser.add_argument("--limit", type=float, default=300, help="seconds for one break (300)")
    parser.add_argument("--only", default="", help="modules with this in their path")
    return parser.parse_args()


def main() -> int:
    """Break, test, report; 1 where a break survived, 2 where the tests fail without any."""
    options = arguments()
    chosen = choose(options.only, options.count, options.seed)
    if not chosen:
        print(f"mutate: --only: expected a part of a path in scripts/; got {options.only!r}")
        return 2
    every = sorted({file for one in chosen for file in tests_of(one.path)})
    if run_tests(tuple(every), len(every) * options.limit) != "passed":
        print("mutate: some of these fail without a break; mend them first:", *every, sep="\n  ")
        return 2
    with ThreadPoolExecutor(options.jobs) as pool:
        results = pool.map(
            lambda one: tests_of(one.path) and run_tests(tests_of(one.path), options.limit, one),
            chosen,
        )
        survived = 0
        for number, (one, result) in enumerate(zip(chosen, results), 1):
            word = {"passed": "SURVIVED", "failed": "noticed", "hung": "noticed (hung)"}
            print(f"{number:4} {word[result] if result else 'NO TESTS'} {one}", flush=True)
            survived += result in ("passed", ())
    print(f"mutate: {len(chosen)} breaks, seed {options.seed}: {survived} survived")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
