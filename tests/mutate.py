"""Breaks a line of the knowledge or of the creators, runs the tests that run this line, and prints
each break that no test noticed."""

import argparse
import ast
import hashlib
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from forked_tests import HUNG, ROOT, Copies, Run, load_libraries

FOLDERS = ("scripts/knowledge", "scripts/creators")
HELP = """\
Each break is made in a copy of scripts/ and tests/ in a temporary folder, so your own files stay as
they are. It runs the test file of the module's own name, then of those that run the broken function
its neighbors, then the others, the quickest first, to the first test that fails; but no browser
test, none that builds the site and none of tests/data/slow_files.txt. Which file runs what is
measured once (some minutes) and kept in build/mutate.json. A test has noticed a break if it fails
or hangs, and passes without it.

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
WHOLE = (
    "tests/test_content.py",
    "tests/knowledge/checks/test_every_mistake.py",
    "tests/knowledge/checks/test_record_faults.py",
)
"""The tests of whole projects: all of the real content has no problem, and mistakes have."""
UNSEEN_KEYWORDS = ("frozen", "indent", "kw_only", "maxsize", "repr", "strict")
"""How a record is made and printed, how JSON is laid out, how much is kept in memory."""
MEASURED = ROOT / "build" / "mutate.json"


@dataclass(frozen=True)
class Break:
    """A change of one place: `old` and `new` are its code before and after; `function` is where it
    stands, or "" outside of all functions."""

    path: str
    function: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def edits(self) -> dict[str, bytes]:
        """The file with the break in it."""
        source = (ROOT / self.path).read_bytes()
        return {self.path: source[: self.start] + self.new.encode() + source[self.end :]}

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
        case ast.Return(value) if value and not _is_nothing(value):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Continue():
            yield ast.Pass()
        case ast.Expr(ast.Yield() | ast.YieldFrom()):
            yield ast.Expr(ast.YieldFrom(ast.Tuple([])))  # still a generator
        case ast.Slice(lower, upper, step) if lower or upper:
            yield ast.Slice(None, upper, step) if lower else ast.Slice(lower, None, step)


def _is_nothing(node: ast.AST) -> bool:
    """Whether it is None, or False, which is broken to True."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _inside(node: ast.AST, name: str = "", is_function: bool = False) -> Iterator[tuple]:
    """The nodes below one that are worth a break, each with the function that it stands in."""
    for child in ast.iter_child_nodes(node):
        if _is_unseen(child) or child is getattr(node, "returns", None):
            continue
        place, inside = name, is_function
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not is_function:
            place = f"{name}.{child.name}".lstrip(".")
            inside = isinstance(child, ast.FunctionDef)
        yield child, place if inside else ""
        yield from _inside(child, place, inside)


def _is_unseen(node: ast.AST) -> bool:
    """Whether a break in it shows nowhere, or cannot be made: Python 3.11 does not tell the places
    inside an f-string."""
    return isinstance(node, ast.JoinedStr | ast.arg) or (
        isinstance(node, ast.keyword) and node.arg in UNSEEN_KEYWORDS
    )


def breaks(path: str) -> list[Break]:
    """Every break of one file, by place."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, function in _inside(ast.parse(source)):
        for new in replacements(node):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            code = ast.unparse(ast.fix_missing_locations(new))
            if isinstance(new, ast.Compare | ast.BoolOp):
                code = f"({code})"
            old = source[start:end].decode()
            found.append(Break(path, function, node.lineno, start, end, old, code))
    return sorted(found, key=lambda one: (one.start, one.end, one.new))


def choose(only: str, count: int, seed: int) -> list[Break]:
    """So many breaks at random of the modules whose path has `only` in it."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    paths = [file.relative_to(ROOT).as_posix() for file in files]
    every = [one for path in paths if only in path for one in breaks(path)]
    return random.Random(seed).sample(every, min(count, len(every)))


def quick_tests(paths: Iterable[str]) -> list[str]:
    """The test files that open no browser and build no site, those of whole projects, and those
    that mirror one of these modules."""
    slow = (ROOT / "tests" / "data" / "slow_files.txt").read_text(encoding="utf-8").split()
    files = {file.relative_to(ROOT).as_posix() for file in (ROOT / "tests").rglob("test_*.py")}
    quick = {
        file
        for file in files
        if not file.startswith("tests/browser/")
        and file.removeprefix("tests/") not in slow
        and not BUILDS.search((ROOT / file).read_text(encoding="utf-8"))
    }
    return sorted(quick.union(WHOLE, {_mirror(path) for path in paths} & files))


def _mirror(path: str) -> str:
    place = Path(path).relative_to("scripts")
    return (Path("tests") / place.parent / f"test_{place.name}").as_posix()


def measure(files: list[str], copies: Copies, pool: ThreadPoolExecutor) -> dict[str, Run]:
    """What each test file runs; measured where the file has changed since. One that fails is left
    out."""
    kept = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    digests = {file: hashlib.sha256((ROOT / file).read_bytes()).hexdigest() for file in files}
    kept = {file: facts for file, facts in kept.items() if facts["digest"] == digests.get(file)}
    new = [file for file in files if file not in kept]
    if new:
        print(f"mutate: measures once what {len(new)} test files run", flush=True)
    MEASURED.parent.mkdir(exist_ok=True)
    for file, run in zip(new, pool.map(lambda file: copies.run([file], trace=True), new)):
        if run.failed:
            print(f"mutate: {file} is left out: {run.failed} fails without a break", flush=True)
            continue
        kept[file] = {"digest": digests[file], "run": asdict(run)}
        MEASURED.write_text(json.dumps(kept), encoding="utf-8")
    return {file: Run(**kept[file]["run"]) for file in files if file in kept}


@cache
def importers(path: str) -> frozenset[str]:
    """The test files that import a module."""
    place = Path(path).relative_to("scripts").with_suffix("")
    package, name = ".".join(place.parent.parts), place.name
    imports = re.compile(
        rf"from {package}\.{name} import|import {package}\.{name}\b|"
        rf"from {package} import (?:\([^)]*\b|[^(\n]*\b){name}\b"
    )
    return frozenset(
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "tests").rglob("test_*.py")
        if imports.search(file.read_text(encoding="utf-8"))
    )


def tests_of(one: Break, runs: dict[str, Run], most: float) -> list[str]:
    """The test files of a break: the one that mirrors its module, then those of its folder and all
    others that run what is broken, the quickest first; for about so many seconds, but at least
    one."""
    mirror = _mirror(one.path)
    function = f"{one.path}:{one.function}"
    found = {file for file, run in runs.items() if function in run.functions}
    found = (found or tests_of_module(one.path, runs)) | {mirror} & runs.keys()
    folder = mirror.rpartition("/")[0]
    chosen, spent = [], 0.0
    is_far = lambda file: folder not in file and file != WHOLE[0]
    for file in sorted(found, key=lambda file: (file != mirror, is_far(file), runs[file].seconds)):
        spent += runs[file].seconds
        if not chosen or spent <= most:
            chosen.append(file)
    return chosen


def tests_of_module(path: str, runs: dict[str, Run]) -> set[str]:
    """For what stands outside of functions: the test files that run any function of the module or
    import it, and for the knowledge those of whole projects."""
    found = {
        file
        for file, run in runs.items()
        if any(name.startswith(f"{path}:") for name in run.functions)
    }
    whole = WHOLE if path.startswith("scripts/knowledge/") else ()
    return found | importers(path) & runs.keys() | set(whole)


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=20, help="how many breaks (20)")
    parser.add_argument("--seed", type=int, default=1, help="the same number, the same breaks (1)")
    parser.add_argument("--jobs", type=int, default=1, help="how many at the same time (1)")
    parser.add_argument(
        "--most", type=float, default=60, help="seconds that the tests of one break may take (60)"
    )
    parser.add_argument("--only", default="", help="modules with this in their path")
    return parser.parse_args()


def main() -> int:
    """Break, test, report; 1 where a break survived, 2 where there is nothing to break."""
    options = arguments()
    chosen = choose(options.only, options.count, options.seed)
    if not chosen:
        print(f"mutate: --only: expected a part of a path in scripts/; got {options.only!r}")
        return 2
    load_libraries()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        copies = Copies(Path(folder), options.jobs)
        runs = measure(quick_tests({one.path for one in chosen}), copies, pool)
        results = pool.map(lambda one: try_one(one, runs, copies, options.most), chosen)
        survived = 0
        for number, (one, result) in enumerate(zip(chosen, results), 1):
            print(f"{number:4} {result}: {one}", flush=True)
            survived += not result.startswith("noticed")
    print(f"mutate: {len(chosen)} breaks, seed {options.seed}: {survived} survived")
    return 1 if survived else 0


def try_one(one: Break, runs: dict[str, Run], copies: Copies, most: float) -> str:
    """What became of a break, in a few words."""
    files = tests_of(one, runs, most)
    if not files:
        return "NO TESTS"
    usual = sum(runs[file].seconds for file in files)
    run = copies.run(files, one.edits(), limit=10 + 3 * usual)
    if not run.failed:
        return f"SURVIVED {len(files)} test files"
    if run.failed != HUNG and copies.run([run.failed]).failed:
        return f"FAILS ANYWAY {run.failed}"
    return f"noticed by {run.failed}"


if __name__ == "__main__":
    sys.exit(main())
