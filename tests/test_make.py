"""What `make` does before a command: it sets up the environment where that is missing, out of date,
or has lost its Python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import ROOT

SETUP = "-m venv --clear .venv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project's folder with an environment that is ready, or looks so: this test's own Python."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    (tmp_path / ".venv" / ".ready").touch()
    return tmp_path


def would_run(folder: Path, target: str = "check") -> str:
    """What `make` would run, without running it."""
    command = ["make", "--no-print-directory", "-n", target]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return done.stdout


def test_an_environment_that_is_ready_is_used(folder: Path):
    assert would_run(folder) == ".venv/bin/python scripts/build.py check\n"


def lose_python(folder: Path) -> None:
    (folder / ".venv" / "bin" / "python").unlink()
    (folder / ".venv" / "bin" / "python").symlink_to("/usr/bin/python3.99")


def lose_packages(folder: Path) -> None:
    """Another Python has taken the name: the packages of the old one are not in its folder."""
    (folder / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')


def go_out_of_date(folder: Path) -> None:
    os.utime(folder / ".venv" / ".ready", (0, 0))


def be_missing(folder: Path) -> None:
    shutil.rmtree(folder / ".venv")


@pytest.mark.parametrize("change", [lose_python, lose_packages, go_out_of_date, be_missing])
def test_one_that_is_not_is_set_up_again(change, folder: Path):
    change(folder)
    said = would_run(folder)
    assert (
        said.index(SETUP)
        < said.index("--require-hashes -r .venv/uv.txt")
        < said.index("uv pip install")
        < said.index("--require-hashes -r requirements.txt")
        < said.index("touch .venv/.ready")
        < said.index("build.py check")
    )
    assert SETUP not in would_run(folder, "help") + would_run(folder, "clean")


def test_a_python_that_leaves_out_the_folder_of_a_program_runs_ours(folder: Path):
    """PYTHONSAFEPATH=1 keeps a program from what stands beside it, which is where our modules
    are."""
    (folder / "tests").mkdir()
    (folder / "tests" / "external_links.py").write_text("import beside")
    (folder / "tests" / "beside.py").write_text("")
    (folder / "scripts").mkdir()
    (folder / "scripts" / "build.py").write_text("")
    done = subprocess.run(
        ["make", "links-external"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
    )
    assert done.returncode == 0, done.stderr


def test_our_program_does_without_it_too():
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build.py"), "publish-check"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONSAFEPATH": "1", "SITE_URL": ""},
    )
    assert "Traceback" not in done.stderr and done.returncode == 2


def test_a_link_to_another_environment_is_taken_away_and_what_it_leads_to_stays(folder: Path):
    """venv --clear follows a link: it would empty the environment of another checkout."""
    other = folder / "other"
    (folder / ".venv").rename(other)
    (other / ".ready").unlink()
    (folder / ".venv").symlink_to(other)
    made = folder / "python"
    made.write_text(
        '#!/bin/sh\ncase "$*" in "-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/;; esac\n'
    )
    made.chmod(0o755)
    command = ["make", "check", f"PYTHON={made}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not (folder / ".venv").is_symlink() and (other / "bin" / "python").exists()
