"""The list of the files to keep that a build writes into its site, for whoever comes after it."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from creators.shell.download_list import MANIFEST, Download


def load_manifest(site: Path) -> list[Download]:
    """Return the files that the last build of `site` listed; none where it has no list, or that of
    another version of this program."""
    try:
        items = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
        return [Download(**item) for item in items]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def write_manifest(site: Path, made: Iterable[Download]) -> None:
    """List the files that were `made` for `site`."""
    text = json.dumps([asdict(item) for item in made], indent=1, ensure_ascii=False)
    (site / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
