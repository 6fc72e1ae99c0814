#!/usr/bin/env python3
"""Lighthouse on our pages and on stock Material's build of the same pages: a mid-range phone on
slow 4G, simulated.

Both are sent by one small server, compressed, as a host would. Where Node, npm or Chromium is
missing, the reason is printed. `make bench` runs it; with --every it looks once at each of our
pages instead."""

import argparse
import gzip
import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlsplit

from common import STOCK, project_copy, say, timed

from browser.find_browser import FLAGS, NoBrowser, find_browser
from helpers import ENVIRONMENT, serve_folder
from npm_tools import NoTool, needed_program, npm_tool

VERSION, RUNS = "12.8.2", 3
PAGES = (
    "",
    "identify/what-they-look-like/",
    "causes/irritant-dermatitis/",
    "treat/cool-compress/",
    "treat/remedies-index/",
    "prevent/first-week/",
    "when-to-worry/red-flags/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# the browser's own errands find no host either
NO_NETWORK = "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")


class View(NamedTuple):
    """The first view of a page: scores in the order of CATEGORIES, Largest Contentful Paint in ms,
    bytes sent, requests."""

    scores: tuple[int, ...]
    paint: float
    size: float
    requests: float


class Host(SimpleHTTPRequestHandler):
    """Sends text compressed by gzip, from the .gz file beside it where there is one, over
    connections that stay open."""

    protocol_version = "HTTP/1.1"

    def send_head(self):
        """The headers of an answer; gives its body."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if (
            file.suffix not in COMPRESSED
            or not file.is_file()
            or "gzip" not in self.headers.get("Accept-Encoding", "")
        ):
            return super().send_head()
        ready = file.with_name(f"{file.name}.gz")
        body = ready.read_bytes() if ready.is_file() else gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        for name, value in {
            "Content-Type": self.guess_type(str(file)),
            "Content-Encoding": "gzip",
            "Content-Length": len(body),
            "Vary": "Accept-Encoding",
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *arguments) -> None:
        """Nothing."""


class Lighthouse:
    """The program and its browser. Raises NoTool or NoBrowser."""

    def __init__(self) -> None:
        self.browser = find_browser()
        self.command = [
            needed_program("node"),
            str(npm_tool("lighthouse", VERSION, "cli/index.js")),
        ]

    def look(self, url: str) -> View:
        """One run on the page at `url`, in a browser of its own. It raises where anything but our
        own server was asked."""
        # the browser may still write as it ends
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            flags = " ".join([*FLAGS, NO_NETWORK, f"--user-data-dir={folder}/profile"])
            options = [
                "--output=json",
                f"--output-path={folder}/report.json",
                "--quiet",
                "--no-enable-error-reporting",
                f"--only-categories={','.join(CATEGORIES)}",
                f"--chrome-flags={flags}",
            ]
            done = subprocess.run(
                [*self.command, url, *options],
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
                env={**ENVIRONMENT, "CHROME_PATH": self.browser},
            )
            if done.returncode:
                raise SystemExit(
                    f"bench: lighthouse {url} ended with {done.returncode}:\n{done.stderr}"
                )
            return read_report(
                json.loads((Path(folder) / "report.json").read_text(encoding="utf-8")),
                urlsplit(url).netloc,
            )


def read_report(report: dict, host: str) -> View:
    """What a report of Lighthouse says of the first view; raises where the page asked another host
    than `host`."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    sent = [request for request in requests if not request["url"].startswith("data:")]
    if others := {urlsplit(request["url"]).netloc for request in sent} - {host}:
        raise SystemExit(
            f"bench: {report['requestedUrl']}: expected requests to its own host; got"
            f" {', '.join(sorted(others))}"
        )
    return View(
        tuple(round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES),
        report["audits"]["largest-contentful-paint"]["numericValue"],
        sum(request["transferSize"] for request in sent),
        len(sent),
    )


def middle(views: list[View]) -> View:
    """The median of each measure by itself."""
    return View(
        tuple(round(median(scores)) for scores in zip(*(view.scores for view in views))),
        *(median(values) for values in zip(*(view[1:] for view in views))),
    )


def measure(
    site: Path, lighthouse: Lighthouse, pages: Iterable[str] = PAGES, runs: int = RUNS
) -> Iterator[tuple[str, View]]:
    """The first view of each page of a built site, by its address: the medians of some runs."""
    with serve_folder(site, Host) as url:
        for page in pages:
            view = middle([lighthouse.look(url + page) for _ in range(runs)])
            say(f"lighthouse: {site.name}/{page}: {cells(view)}")
            yield page, view


def report(root: Path) -> str:
    """The table, or why there is none. `root` is a copy of the project with its pages staged."""
    try:
        lighthouse = Lighthouse()
    except (NoTool, NoBrowser) as reason:
        return f"Lighthouse: skipped: {reason}"
    timed("scripts/build.py", "site", "--root", str(root), root=root)
    timed(
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        STOCK,
        "--site-dir",
        str(root / "stock"),
        root=root,
    )
    stock = dict(measure(root / "stock", lighthouse))
    return table(
        f"medians of {RUNS} runs",
        [(page, view, stock[page]) for page, view in measure(root / "site", lighthouse)],
    )


def report_every(root: Path) -> str:
    """The table of all our pages, each looked at once. Raises NoTool or NoBrowser."""
    timed("scripts/build.py", "site", "--root", str(root), root=root)
    pages = [
        file.parent.relative_to(root / "site").as_posix()
        for file in sorted((root / "site").rglob("index.html"))
    ]
    found = measure(
        root / "site", Lighthouse(), ["" if page == "." else f"{page}/" for page in pages], runs=1
    )
    return table("one run", [(page, view) for page, view in found])


def table(how: str, rows: list[tuple[str | View, ...]]) -> str:
    """Rows of a page with its view, or with ours and stock Material's, under their headings."""
    sides = ("ours", "stock Material")[: len(rows[0]) - 1]
    heading = f"{'scores':>17}{'LCP ms':>8}{'bytes':>9}{'requests':>10}"
    return "\n".join(
        [
            (
                f"Lighthouse {VERSION}: phone on simulated slow 4G, {how}, sent with gzip. Scores:"
                f" {', '.join(CATEGORIES)}."
            ),
            "LCP depends on how busy this machine is, and on its speed.",
            "",
            f"{'':<30}{''.join(f'{side:>44}' for side in sides)}",
            f"{'':<30}{heading * len(sides)}",
            *(f"/{page:<29}{''.join(map(cells, views))}" for page, *views in rows),
        ]
    )


def cells(view: View) -> str:
    """A view's part of a row."""
    scores = "/".join(map(str, view.scores))
    return f"{scores:>17}{view.paint:>8.0f}{view.size:>9,.0f}{view.requests:>10.0f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--every", action="store_true", help="look once at each of our pages (about 15 minutes)"
    )
    every = parser.parse_args().every
    with project_copy() as copy:
        print((report_every if every else report)(copy))
