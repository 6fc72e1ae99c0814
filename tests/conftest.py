"""Shared fixtures: the real knowledge, a copy of the content to spoil, and the site, built once."""

import atexit
import fcntl
import functools
import gc
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forked import run_forked
from kept_for_all import PLACE, share_what_is_kept
from knowledge.checks import check_project
from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.reading.loader import CHANGES, load_knowledge, seen_files
from made_up_languages import write_made_up
from small_site import write_site_project

ROOT = Path(__file__).resolve().parent.parent
SLOW = tuple((ROOT / "tests" / "data" / "slow_files.txt").read_text(encoding="utf-8").split())
"""The test files that take longest, the longest first: a worker that meets one of them last keeps
the other waiting. The first builds all that is published; the next three do not wait for it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all` runs the sweeps too."""
    parser.addoption(
        "--all",
        action="store_true",
        help="look at every page in every scheme, and build the site again in every way",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker of a test that only `--all` runs."""
    config.addinivalue_line(
        "markers", "sweep: looks at every page, or builds the whole site again (make test-all)"
    )


def pytest_collection_finish() -> None:
    """What was collected is needed to the end: to look for garbage in it again and again takes a
    twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the sweeps unless they are asked for, and put the slow files first."""
    if not config.getoption("--all"):
        left_out = [item for item in items if item.get_closest_marker("sweep")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("sweep")]
    items.sort(key=lambda item: _place(item.path.relative_to(ROOT / "tests").as_posix()))


def _place(file: str) -> tuple[int, str]:
    return SLOW.index(file) if file in SLOW else len(SLOW), file


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Let two workers collect the files from both ends: where none is compiled yet, as in a fresh
    clone, each compiles a half and reads the other."""
    report = yield
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" and isinstance(collector, pytest.Directory):
        report.result.reverse()
    return report


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real content; the tests that use it need it to be free of problems."""
    found, problems = load_knowledge(released())
    assert not problems
    return found


@functools.cache
def released() -> Path:
    """The project; where its handout has changed and has no version yet, a copy with one, as the
    tests read sheets that people keep."""
    if not seen_files(ROOT / CHANGES):
        return ROOT
    root = Path(tempfile.mkdtemp(prefix="released-"))
    atexit.register(shutil.rmtree, root)
    _copy(ROOT, root, ("docs", "overrides", "scripts", "clinics"))
    done = run_build("release", root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def copy_project(root: Path, *folders: str) -> None:
    """Copy these folders of the project, the configuration and the drills, without what a build
    makes."""
    _copy(released(), root, folders)


def _copy(source: Path, root: Path, folders: tuple[str, ...]) -> None:
    # what the languages of handouts say goes with the content
    more = ("translations",) if "docs" in folders else ()
    for name in (*folders, *more):
        shutil.copytree(source / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "tests" / "data").mkdir(parents=True)
    shutil.copyfile(ROOT / "tests" / "data" / "drills.yml", root / "tests" / "data" / "drills.yml")


class Content:
    """A copy of the project's content in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, path: str, pattern: str, replacement: str | Callable) -> None:
        """Replace the first match of `pattern` in a file; a pattern that is not there fails the
        test."""
        file = self.root / path
        text, count = re.subn(
            pattern, replacement, file.read_text(encoding="utf-8"), count=1, flags=re.M
        )
        assert count, f"{pattern!r} is not in {path}"
        file.write_text(text, encoding="utf-8")

    def add(self, path: str, text: str) -> None:
        """Append `text` to a page."""
        file = self.root / path
        file.write_text(
            f"{file.read_text(encoding='utf-8').rstrip()}\n\n{text}\n", encoding="utf-8"
        )

    def load(self) -> Knowledge:
        """What is written there, for a check to be asked alone; every file must be readable."""
        found, problems = load_knowledge(self.root)
        assert not problems, [str(problem) for problem in problems]
        return found

    def problems(self) -> list[Problem]:
        """Everything the checks find."""
        return check_project(self.root)[1]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """A copy of what the checks read: docs/, mkdocs.yml, and the words of templates."""
    copy_project(tmp_path, "docs", "overrides", "scripts/creators/wording")
    return Content(tmp_path)


@pytest.fixture
def project(tmp_path: Path) -> Content:
    """A whole copy of the project that can be built, without what a build makes."""
    copy_project(tmp_path, "docs", "overrides", "scripts")
    return Content(tmp_path)


@pytest.fixture
def small_site(tmp_path: Path) -> Content:
    """A project of a few pages that can be built."""
    return Content(write_site_project(tmp_path))


def run_build(*arguments: str, root: Path | None = None) -> subprocess.CompletedProcess:
    """Run a command of scripts/build.py as a user does, but for its start (see forked.py) and for
    what builds of other tests have kept: to make that takes longer than to build a small site."""
    if root and root != ROOT:
        share_what_is_kept(root)
    return run_forked(*arguments, *(["--root", str(root)] if root else []))


@pytest.fixture(scope="session", autouse=True)
def place_for_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Say where the builds of all tests keep what the next one needs too."""
    PLACE.append(_shared_folder(tmp_path_factory) / "kept")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder with everything built: the site, and all files to download. It takes long,
    so the workers share one."""
    return _shared_build(tmp_path_factory, "published", "all")


@pytest.fixture(scope="session")
def site(published: Path) -> Path:
    """The site as readers get it, with its files to download and the lists of them."""
    return published / "site"


@pytest.fixture(scope="session")
def in_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project with two made-up languages that two people have checked and no other,
    and its site. The workers share one."""
    return _shared_build(tmp_path_factory, "languages", "site", _only_made_up)


def _only_made_up(root: Path) -> None:
    shutil.rmtree(root / "translations", ignore_errors=True)
    write_made_up(root)


def _shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that all workers share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _shared_build(
    factory: pytest.TempPathFactory,
    name: str,
    command: str,
    prepare: Callable[[Path], object] = lambda root: None,
) -> Path:
    """The folder of a copy of the project, as `prepare` leaves it, in which `command` has run, for
    all workers."""
    shared = _shared_folder(factory)
    root = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "site").exists():
            copy_project(root, "docs", "overrides", "scripts")
            prepare(root)
            done = run_build(command, root=root)
            assert done.returncode == 0, done.stderr
    return root
