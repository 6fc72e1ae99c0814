"""The scripts that a sheet has inside where it is one file."""

from __future__ import annotations

from pathlib import Path

SCRIPTS = ("docs/assets/dates.js", "docs/assets/listen.js", "docs/assets/copy-card.js")


def read_sheet_scripts(root: Path) -> str:
    """Return the scripts of the project at `root`, one behind another."""
    return "".join((root / name).read_text(encoding="utf-8") for name in SCRIPTS)
