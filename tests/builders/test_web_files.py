"""The files beside the pages that need the machine: the commit that git knows, and the picture that
Typst draws."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from builders.sources import hash_sources, source_files
from builders.web_files import SHARE_STYLE, draw_share, read_commit
from conftest import ROOT, Content
from creators.site.shell import SHARE
from helpers import ENVIRONMENT
from small_site import write_site_project

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 376 150"><rect width="376" height="150"'
    ' fill="#b57f57"/></svg>'
)
STYLE = (ROOT / "overrides" / SHARE_STYLE).read_text(encoding="utf-8")
WATCH = """
import sys

def watch(event, arguments):
    if event == "open" and str(arguments[0]).startswith({root!r}) and arguments[1] in ("r", "rb"):
        with open({log!r}, "a") as log:
            print(arguments[0], file=log)

sys.addaudithook(watch)
"""
"""For each Python that is started: it writes down every file of the project that it reads."""


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_commit_is_that_of_the_project_and_not_of_what_stands_around_it(tmp_path: Path):
    assert read_commit(tmp_path) is None
    git(tmp_path, "init", "-q")
    assert read_commit(tmp_path) is None  # nothing is committed yet
    (tmp_path / "inner").mkdir()
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    git(tmp_path, "worktree", "add", "-q", "tree")
    commit = git(tmp_path, "rev-parse", "HEAD")
    assert read_commit(tmp_path) == read_commit(tmp_path / "tree") == commit
    assert read_commit(tmp_path / "inner") is None


def test_a_hook_of_git_that_builds_gets_the_commit_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A post-receive hook runs with the variables of its bare repository."""
    (tmp_path / "work").mkdir()
    git(tmp_path / "work", "init", "-q")
    git(tmp_path / "work", "commit", "-q", "--allow-empty", "-m", "one")
    commit = git(tmp_path / "work", "rev-parse", "HEAD")
    git(tmp_path, "init", "-q", "--bare", "bare")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "bare"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert read_commit(tmp_path / "work") == commit


def test_a_tree_of_another_user_has_its_commit_too(tmp_path: Path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    commit = git(tmp_path, "rev-parse", "HEAD")
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 65534, 65534)
    assert read_commit(tmp_path) == commit


def test_without_git_there_is_no_commit_and_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_commit(ROOT) is None


def test_the_picture_shows_the_words_and_the_drawing_and_is_the_same_each_time():
    first = draw_share(STYLE, "A title", "What it is for.", DRAWING)
    assert draw_share(STYLE, "A title", "What it is for.", DRAWING) == first
    changed = [
        ("Another title", "What it is for.", DRAWING),
        ("A title", "Other words.", DRAWING),
        ("A title", "What it is for.", DRAWING.replace("b57f57", "69442f")),
    ]
    assert all(draw_share(STYLE, *facts) != first for facts in changed)


def test_the_picture_of_a_shared_link_is_light_enough_for_messengers(site: Path):
    made = (site / SHARE).read_bytes()
    assert Image.open(io.BytesIO(made)).size == (1200, 630)
    assert len(made) < 300_000


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a small project is made of, for tests that put it right again."""
    return write_site_project(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def usual(sources: Path) -> str:
    """The hash of it as it is."""
    return hash_sources(sources)


@pytest.mark.parametrize(
    "path",
    [
        "docs/causes/milia.md",
        "docs/_data/sources.yml",
        "docs/assets/search.js",
        "overrides/site.css",
        "overrides/paper/share.typ",
        "overrides/new.html",
        "scripts/hooks.py",
        "scripts/creators/site/new.py",
        "translations/es.yml",
        "mkdocs.yml",
        "requirements.txt",
        "tests/data/drills.yml",
    ],
)
def test_whatever_the_site_is_made_of_changes_its_hash(path: str, sources: Path, usual: str):
    file = sources / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        opened.write("\n")
    changed = hash_sources(sources)
    file.unlink() if before is None else file.write_bytes(before)
    assert hash_sources(sources) == usual != changed


def test_another_name_of_a_file_changes_the_hash_and_another_folder_does_not(
    small_site: Content, tmp_path_factory: pytest.TempPathFactory
):
    before = hash_sources(small_site.root)
    moved = small_site.root.rename(tmp_path_factory.mktemp("moved") / "project")
    git(moved, "init", "-q")
    assert hash_sources(moved) == before
    (moved / "overrides" / "404.html").rename(moved / "overrides" / "405.html")
    assert hash_sources(moved) != before


def test_what_only_lies_beside_the_sources_does_not_change_the_hash(small_site: Content):
    before = hash_sources(small_site.root)
    for path in (
        "scripts/hooks.pyc",
        "docs/.milia.md.swp",
        "docs/_data/urgencies.yml~",
        "README.md",
    ):
        (small_site.root / path).write_text("other", encoding="utf-8")
    (small_site.root / "docs" / ".#milia.md").symlink_to("someone@host.1:1")
    assert hash_sources(small_site.root) == before


def test_a_build_reads_no_file_that_the_hash_leaves_out(
    small_site: Content, tmp_path_factory: pytest.TempPathFactory
):
    watch = tmp_path_factory.mktemp("watch")
    text = WATCH.format(root=f"{small_site.root}/", log=str(watch / "log"))
    (watch / "sitecustomize.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=small_site.root,
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, "PYTHONPATH": str(watch)},
    )
    assert done.returncode == 0, done.stderr
    read = {Path(line) for line in (watch / "log").read_text(encoding="utf-8").splitlines()}
    made = {"build", "site", "__pycache__"}  # read back while it is built
    read = {file for file in read if not made & {*file.relative_to(small_site.root).parts}}
    assert len(read) > 100 and read - source_files(small_site.root) == set()
