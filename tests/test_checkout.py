"""Whoever checks the project out has the same bytes, whatever their git makes of ends of lines."""

import re
import subprocess
from pathlib import Path

import pytest

from builders.web_files import read_commit
from helpers import ROOT


def git(*arguments: str | Path, folder: Path, words: str = "") -> str:
    """What a command of git prints."""
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, input=words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a writer on Windows gets, whose git is set up as its installer does."""
    if not read_commit(ROOT):
        pytest.skip("git knows no repository here")
    folder = tmp_path_factory.mktemp("clone") / "project"
    git("clone", "-q", "--config=core.autocrlf=true", ROOT, folder, folder=ROOT)
    return folder


def changed(folder: Path) -> list[str]:
    """The tracked files of a checkout that have other bytes than git keeps of them."""
    tracked = re.findall(r"^\d+ (\w+) 0\t(.*)$", git("ls-files", "-s", folder=folder), re.M)
    names = "\n".join(name for _, name in tracked)
    found = git("hash-object", "--no-filters", "--stdin-paths", folder=folder, words=names).split()
    assert len(found) == len(tracked) > 300
    return [name for (kept, name), here in zip(tracked, found) if kept != here]


def test_a_checkout_has_the_bytes_that_git_keeps(clone: Path):
    assert changed(clone) == []


def test_without_its_attributes_a_checkout_has_others(clone: Path, tmp_path: Path):
    bare = tmp_path / "bare"
    git("clone", "-q", "--no-checkout", "--config=core.autocrlf=true", clone, bare, folder=ROOT)
    (bare / ".git" / "info").mkdir(exist_ok=True)
    (bare / ".git" / "info" / "attributes").write_text("* !text !eol\n", encoding="utf-8")
    git("checkout", "-q", "HEAD", folder=bare)
    assert {"docs/assets/search.js", "overrides/site.css"} <= set(changed(bare))


def test_no_file_ends_its_lines_as_windows_does(clone: Path):
    ends = git("ls-files", "--eol", folder=ROOT)
    assert ends and re.findall(r"^.*\b[iw]/(?:crlf|mixed)\b.*$", ends, re.M) == []
