"""Lets the builds of all tests of all workers keep in one place what the next one needs too: to
make it takes longer than to build a small site."""

import hashlib
from pathlib import Path

from builders.kept import FOLDER

PLACE: list[Path] = []
"""Where it is, once the tests have begun (conftest.py)."""


def share_what_is_kept(root: Path) -> None:
    """Let the project under `root` keep things where all projects with its settings do, unless it
    has a folder of its own for them: a test that has to see all made makes that first."""
    own, build, settings = root / FOLDER, root / "build", root / "mkdocs.yml"
    if own.exists() or build.is_file() or not settings.is_file():
        return
    shared = PLACE[0] / hashlib.sha256(settings.read_bytes()).hexdigest()
    shared.mkdir(parents=True, exist_ok=True)
    build.mkdir(exist_ok=True)
    own.symlink_to(shared)
