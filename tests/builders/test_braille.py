"""A sheet in braille, by a program that may not be there."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import build
from conftest import ROOT, copy_project
from small_site import write_site_project

FAKES = {
    "capitals": "#!/bin/sh\ntr 'a-z' 'A-Z'\n",
    "fails": "#!/bin/sh\necho 'Table en-ueb-g2.ctb not found' >&2\nexit 1\n",
    "loses a line": "#!/bin/sh\ntail -n +2\n",
    "no cells": "#!/bin/sh\nsed 's/a/\N{BRAILLE PATTERN DOTS-1}/g'\n",
}
COMMAND = ("handouts", "--edition", "braille")
Run = Callable[..., SimpleNamespace]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, to write in."""
    root = tmp_path_factory.mktemp("braille")
    copy_project(root, "docs", "overrides", "clinics", "scripts/creators/wording")
    return root


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that the command can end well in, and a clinic."""
    root = write_site_project(tmp_path_factory.mktemp("small"))
    (root / "clinics").mkdir()
    shutil.copy(ROOT / "clinics" / "example.yml", root / "clinics")
    return root


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Run:
    """Run `build.py handouts` for braille in a project with a lou_translate, or without one."""

    def go(root: Path, fake: str, *arguments: str) -> SimpleNamespace:
        program = tmp_path / "lou_translate"
        program.unlink(missing_ok=True)
        if fake:
            program.write_text(FAKES[fake], encoding="utf-8")
            program.chmod(0o755)
        path = f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin" if fake else str(tmp_path)
        with monkeypatch.context() as patch:
            patch.setenv("PATH", path)
            try:
                code = build.main([*COMMAND, *arguments, "--root", str(root)])
            except SystemExit as ended:
                code = ended.code
        said = capsys.readouterr()
        return SimpleNamespace(returncode=code, stdout=said.out, stderr=said.err)

    return go


@pytest.mark.parametrize("arguments", [(), ("--clinic", "example")], ids=["general", "clinic"])
def test_it_writes_the_whole_sheet(arguments: tuple[str, ...], run: Run, project: Path):
    done = run(project, "capitals", *arguments)
    assert done.returncode == 0, done.stderr
    file = project / "dist" / (arguments[1] if arguments else "general") / "handout.brf"
    text = " ".join(file.read_bytes().decode("ascii").split())
    for words in ("BUMPS AFTER MICRONEEDLING", "TROUBLE BREATHING", "STILL NUMB", "DAY 0", "SUN"):
        assert words in text
    assert ("EXAMPLE SKIN CLINIC" in text) == bool(arguments)


@pytest.mark.parametrize(
    ("fake", "got"),
    [
        ("", "got no such program; do install it (Debian and Ubuntu: apt-get install liblouis-bin"),
        ("fails", "got Table en-ueb-g2.ctb not found; do install liblouis"),
        ("loses a line", "lines of cells and exit code 0; do install liblouis"),
        ("no cells", "lines of cells and exit code 0; do install liblouis"),
    ],
)
def test_without_what_it_needs_it_says_so_in_one_line_and_writes_nothing(
    fake: str, got: str, run: Run, small: Path
):
    assert run(small, "capitals").returncode == 0
    file = small / "dist" / "general" / "handout.brf"
    file.unlink()
    done = run(small, fake)
    [said] = done.stdout.splitlines()
    assert done.returncode == 1 and said.startswith("braille: expected ") and got in said
    assert not file.exists()
