#!/usr/bin/env python3
"""Ask every outside address on the built site whether it still answers. `make links-external`
builds the site and runs it."""

import re
import sys
from pathlib import Path

from helpers import ROOT, BuiltPage, run_linkchecker, serve_folder


def main(site: Path) -> int:
    """Print each address that did not answer well; return 1 when there is any, or no site to ask
    about."""
    home = site / "index.html"
    if not home.is_file():
        print(
            f"links-external: {home}: expected the built site; got no such file; do run make site"
            " first",
            file=sys.stderr,
        )
        return 1
    print(
        f"links-external: asking every outside address on {site} (some minutes) …",
        file=sys.stderr,
        flush=True,
    )
    # where the site will be, which need not be there yet
    own = BuiltPage(site, home).soup.select("link[rel=canonical]")
    options = [f"--ignore-url=^{re.escape(link['href'])}" for link in own]
    with serve_folder(site) as url:
        done = run_linkchecker(url, "--check-extern", "--no-warnings", "--threads", "10", *options)
    print(done.stdout.strip().replace(url, f"{site}/"))
    if done.returncode > 1:
        print(done.stderr.strip(), file=sys.stderr)
    return min(done.returncode, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "site"))
