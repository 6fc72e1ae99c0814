"""The files beside the pages that need the machine: the commit that git knows, and the picture that
Typst draws."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from builders.web_files import SHARE_STYLE, draw_share, read_commit
from conftest import ROOT

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 376 150"><rect width="376" height="150"'
    ' fill="#b57f57"/></svg>'
)
STYLE = (ROOT / "overrides" / SHARE_STYLE).read_bytes()


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_commit_is_that_of_the_project_and_not_of_what_stands_around_it(tmp_path: Path):
    assert said(tmp_path) == (None, "not a git repository")
    git(tmp_path, "init", "-q")
    assert said(tmp_path) == (None, "HEAD")  # nothing is committed yet
    (tmp_path / "inner").mkdir()
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    assert read_commit(tmp_path) == (git(tmp_path, "rev-parse", "HEAD"), "")
    assert said(tmp_path / "inner") == (None, "a folder above")


def said(root: Path) -> tuple[str | None, str]:
    """The answer for a folder, of its reason only the words that are looked for."""
    commit, why = read_commit(root)
    assert "\n" not in why
    return commit, next(
        (
            words
            for words in ("not a git repository", "HEAD", "a folder above", "dubious ownership")
            if words in why
        ),
        why,
    )


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
    assert read_commit(tmp_path / "work") == (commit, "")


def test_a_tree_of_another_user_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    if os.geteuid():
        pytest.skip("only root can give a folder away")
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 65534, 65534)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert said(tmp_path) == (None, "dubious ownership")


def test_without_git_there_is_no_commit_and_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_commit(ROOT) == (None, "git: No such file or directory")


def test_the_picture_shows_the_words_and_the_drawing_and_is_the_same_each_time():
    first = draw_share(STYLE, "A title", "What it is for.", DRAWING)
    assert draw_share(STYLE, "A title", "What it is for.", DRAWING) is first  # kept for live reload
    draw_share.cache_clear()
    assert draw_share(STYLE, "A title", "What it is for.", DRAWING) == first
    changed = [
        ("Another title", "What it is for.", DRAWING),
        ("A title", "Other words.", DRAWING),
        ("A title", "What it is for.", DRAWING.replace("b57f57", "69442f")),
    ]
    assert all(draw_share(STYLE, *facts) != first for facts in changed)
