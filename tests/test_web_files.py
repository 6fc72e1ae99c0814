"""The files beside the pages that need the machine: the commit that git knows, and the picture that Typst draws."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conftest import ROOT
from web_files import SHARE_STYLE, draw_share, read_commit

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 376 150"><rect width="376" height="150" fill="#b57f57"/></svg>'
STYLE = (ROOT / "overrides" / SHARE_STYLE).read_bytes()


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def test_the_commit_is_that_of_the_project_and_not_of_what_stands_around_it(tmp_path: Path):
    assert read_commit(tmp_path) is None
    git(tmp_path, "init", "-q")
    assert read_commit(tmp_path) is None  # nothing is committed yet
    (tmp_path / "inner").mkdir()
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "one")
    assert read_commit(tmp_path) == git(tmp_path, "rev-parse", "HEAD")
    assert read_commit(tmp_path / "inner") is None


def test_without_git_there_is_no_commit_and_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_commit(ROOT) is None


def test_the_picture_shows_the_words_and_the_drawing_and_is_the_same_each_time():
    first = draw_share(STYLE, "A title", "What it is for.", DRAWING)
    assert draw_share(STYLE, "A title", "What it is for.", DRAWING) is first  # kept for live reload
    draw_share.cache_clear()
    assert draw_share(STYLE, "A title", "What it is for.", DRAWING) == first
    changed = [("Another title", "What it is for.", DRAWING), ("A title", "Other words.", DRAWING),
               ("A title", "What it is for.", DRAWING.replace("b57f57", "69442f"))]
    assert all(draw_share(STYLE, *facts) != first for facts in changed)
