"""Runs test files in forks of a process that has loaded the libraries, in a copy of the project.

To start Python, pytest and the libraries takes longer than most of our test files do. Nothing of
scripts/ or tests/ is loaded before the fork, so each run sees the copy as it is then.
"""

import importlib
import multiprocessing
import os
import queue
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from inspect import CO_OPTIMIZED
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, FrameType, MappingProxyType

import pytest

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("scripts", "tests")
LIBRARIES = ("hypothesis", "jinja2", "mkdocs.commands.build", "phonenumbers", "pydantic", "yaml")
HUNG = "hanging"


@dataclass(frozen=True)
class Run:
    """What came of test files: the first test that failed or "", how long they took in seconds of
    the processor, and the functions of scripts/ that they ran, as path:name."""

    failed: str
    seconds: float
    functions: tuple[str, ...] = ()


def load_libraries() -> None:
    """Load in this process what every fork needs."""
    for name in LIBRARIES:
        importlib.import_module(name)


class Copies:
    """Copies of the project in a folder, one for each job, to break and to test in."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self._free: queue.Queue[Path] = queue.Queue()
        # Python takes a file for unchanged whose size and whole second are the same
        self._seconds = count(1_000_000_000)
        for number in range(jobs):
            self._free.put(_copy_project(folder / str(number)))

    def run(
        self,
        files: Iterable[str],
        edits: Mapping[str, bytes] = MappingProxyType({}),
        limit: float = 600,
        trace: bool = False,
    ) -> Run:
        """Run the test files in this order, to the first test that fails, for so many seconds of
        the processor at most, while the edited files have other bytes. With `trace`, tell which
        functions they ran."""
        folder = self._free.get()
        try:
            for path, data in edits.items():
                self._write(folder / path, data)
            return _run_in_fork(folder, tuple(files), limit, trace)
        finally:
            for path in edits:
                self._write(folder / path, (ROOT / path).read_bytes())
            self._free.put(folder)

    def _write(self, file: Path, data: bytes) -> None:
        file.write_bytes(data)
        second = next(self._seconds)
        os.utime(file, (second, second))


def _copy_project(folder: Path) -> Path:
    """A copy of scripts/ and tests/ in a new folder, with links to all else; gives it back."""
    folder.mkdir()
    for item in ROOT.iterdir():
        copy = folder / item.name
        if item.name in COPIED:
            shutil.copytree(item, copy, ignore=shutil.ignore_patterns("__pycache__"))
        elif item.name not in (".git", "site", "build"):
            copy.symlink_to(item)
    return folder


def _run_in_fork(folder: Path, files: tuple[str, ...], limit: float, trace: bool) -> Run:
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    with tempfile.TemporaryDirectory() as scratch:
        process = fork.Process(target=_run, args=(folder, scratch, files, limit, trace, theirs))
        process.start()
        theirs.close()
        try:
            # others may need the processor too; a test that waits forever is ended at last
            return ours.recv() if ours.poll(20 * limit) else Run(HUNG, limit)
        except EOFError:  # it has used up its seconds, or the break has ended Python itself
            return Run(HUNG, limit)
        finally:
            _end(process)


def _end(process: multiprocessing.Process) -> None:
    """End the fork with all that it has started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # it has not come so far as to have a group, or has ended
    process.kill()
    process.join()


class _FirstFailure:
    """Remembers which test failed."""

    name = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._see(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._see(report)

    def _see(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.failed and not self.name:
            self.name = report.nodeid


def _run(
    folder: Path,
    scratch: str,
    files: tuple[str, ...],
    limit: float,
    trace: bool,
    answer: Connection,
) -> None:
    """Be the fork: run the tests and answer with what came of them."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit)))
    os.chdir(folder)
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    sys.dont_write_bytecode = False  # the next run of this copy is quicker
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for number in (0, 1, 2):
        os.dup2(os.open(os.devnull, os.O_RDWR), number)
    sys.path[:] = [path for path in sys.path if Path(path).parent != ROOT]
    failure = _FirstFailure()
    ran: set[CodeType] = set()
    if trace:
        sys.settrace(lambda frame, event, value: _remember(frame, ran))
    code = pytest.main(["-n", "0", "-x", *files], plugins=[failure])
    sys.settrace(None)
    failed = failure.name or ("" if code in (0, pytest.ExitCode.NO_TESTS_COLLECTED) else str(code))
    answer.send(Run(failed, sum(os.times()[:4]), _functions(folder, ran)))


def _remember(frame: FrameType, ran: set[CodeType]) -> None:
    ran.add(frame.f_code)


def _functions(folder: Path, ran: set[CodeType]) -> tuple[str, ...]:
    """Those of scripts/, without what runs whenever a module is loaded."""
    scripts = str(folder / "scripts") + os.sep
    names = {
        f"{Path(code.co_filename).relative_to(folder).as_posix()}:{_outer_name(code)}"
        for code in ran
        if code.co_filename.startswith(scripts) and code.co_flags & CO_OPTIMIZED
    }
    return tuple(sorted(names))


def _outer_name(code: CodeType) -> str:
    """The function that a function, lambda or comprehension stands in, or itself."""
    return code.co_qualname.partition(".<locals>")[0]
