"""Tools that only npm has, for what a person measures or checks now and then: never part of `make
test`, never committed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from helpers import ROOT

FOLDER = ROOT / "build" / "tools"


class NoTool(Exception):
    """A tool that cannot be had here; its text is the reason in one line."""


def npm_tool(name: str, version: str, path: str) -> Path:
    """The file `path` of npm's package `name`, which is put into build/tools first where that
    version is not there.

    Raises NoTool. Each package has a folder of its own, as npm removes from a folder what it was
    not asked for, and no script of a package is run.
    """
    folder = FOLDER / name
    package = folder / "node_modules" / name
    if _version(package) != version:
        needed_program("npm")
        print(
            f"{name} {version}: installing it into {folder.relative_to(ROOT)} (once) …",
            file=sys.stderr,
            flush=True,
        )
        command = [
            "npm",
            "install",
            "--prefix",
            str(folder),
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            f"{name}@{version}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode or _version(package) != version:
            said = done.stderr.strip().splitlines() or ["it said nothing"]
            raise NoTool(f"npm could not install {name}@{version} ({said[-1]})")
    return package / path


def needed_program(name: str) -> str:
    """The path of a program on this machine. Raises NoTool."""
    if not (path := shutil.which(name)):
        raise NoTool(f"{name} is missing")
    return path


def _version(package: Path) -> str | None:
    try:
        return json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    except OSError:
        return None
