#!/usr/bin/env python3
"""Let the Nu HTML checker read every built page and figure. `make html-check` builds the site and
runs it.

It needs npm, which fetches the checker, and Java 17; where one is missing it says so and checks
nothing.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from helpers import ROOT, serve_folder
from npm_tools import NoTool, needed_program, npm_tool

VERSION = "26.9.27"
SHOWN = 3  # pages that are named for a mistake which stands on many
NO_MISTAKE = (
    # data is never run, so no script-src has to allow it (CSP 3, "should element's inline type
    # behavior be blocked", is asked for scripts alone)
    re.compile(r'Inline script violates Content Security Policy.*<script type="application/'),
    # container queries (CSS Containment 3), which this version does not know
    re.compile(r"CSS: (?:.container-type.: Property|Unrecognized at-rule .@container)"),
)
"""What the checker is wrong about: patterns of what it says, with the HTML that it shows."""
Mistake = tuple[str, str, str]
"""Its kind, what the checker says of it, and the HTML that it stands in."""


def run_checker(jar: Path, *arguments: str) -> list[dict]:
    """The checker's errors and warnings. It asks for no page but those in `arguments`, which may be
    on this machine."""
    command = [
        needed_program("java"),
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--skip-info-messages",
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(done.stdout)["messages"]
    except json.JSONDecodeError:
        raise NoTool(
            "java did not run the checker"
            f" ({(done.stderr.strip().splitlines() or ['it said nothing'])[0]})"
        ) from None


def find_mistakes(site: Path, jar: Path) -> dict[Mistake, list[str]]:
    """Each mistake with the files that it stands in.

    Pages are read over HTTP, as a page that is read as a file has no origin for 'self' in its
    Content Security Policy. Figures are read as files: over HTTP the checker takes them for pages.
    """
    pages, figures = (sorted(site.rglob(f"*.{kind}")) for kind in ("html", "svg"))
    with serve_folder(site) as url:
        messages = run_checker(jar, *(url + page.relative_to(site).as_posix() for page in pages))
        messages += run_checker(jar, "--svg", *map(str, figures)) if figures else []
    found: dict[Mistake, list[str]] = {}
    for message in messages:
        place = message.get("url", "").removeprefix(url).removeprefix(f"file:{site}/")
        line = f":{message['lastLine']}" if "lastLine" in message else ""
        mistake = (
            message.get("subType", message["type"]),
            message["message"],
            " ".join(message.get("extract", "").split()),
        )
        if not any(known.match(f"{mistake[1]} {mistake[2]}") for known in NO_MISTAKE):
            found.setdefault(mistake, []).append(place + line)
    return found


def main(site: Path) -> int:
    """Print each error and warning with its places; return 1 when there is any, or no site to
    check."""
    if not (site / "index.html").is_file():
        print(
            f"html-check: {site}: expected the built site; got no index.html; do run make site"
            " first",
            file=sys.stderr,
        )
        return 1
    try:
        needed_program("java")
        found = find_mistakes(site.resolve(), npm_tool("vnu-jar", VERSION, "build/dist/vnu.jar"))
    except NoTool as reason:
        print(f"html-check: skipped: {reason}", file=sys.stderr)
        return 0
    for (kind, words, extract), places in found.items():
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        print(
            f"{', '.join(places[:SHOWN])}{more}: {kind}: {words}"
            + (f" In: {extract}" if extract else "")
        )
    files = sum(1 for kind in ("html", "svg") for _ in site.rglob(f"*.{kind}"))
    print(
        f"html-check: {files} pages and figures, {sum(map(len, found.values()))} errors and"
        " warnings",
        file=sys.stderr,
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "site"))
