"""What several test files share: the built pages, a web server for a folder, `mkdocs serve`,
LinkChecker."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from posixpath import dirname, join, normpath
from threading import Thread
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag

# for the programs here that are run without pytest
sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))
from builders.site_links import is_external
from creators.handout.sheet import is_sheet_page

ROOT = Path(__file__).resolve().parent.parent
LINKCHECKER_CONFIG = ROOT / "tests" / "data" / "linkcheckerrc"
LINKCHECKER = ROOT / "tests" / "linkchecker.py"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


def read_yaml(path: str) -> Any:
    """The data of a file of the project. The loader in C takes a tenth of the time of the other."""
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), yaml.CSafeLoader)


def address(path: str) -> str:
    """Where the page at `path` under docs/ is served: "treat/aloe.md" is "treat/aloe/", "index.md"
    is ""."""
    return "" if path == "index.md" else re.sub(r"(^|/)index\.md$|\.md$", "/", path)


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes, which stops even root."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


WRAPPERS = frozenset("r facts rule side az by-day on-day four lead".split())
"""Classes of boxes whose parts stand on the page as if the box were not there."""


def _blocks(parent: Tag) -> Iterator[Tag]:
    for child in parent.find_all(recursive=False):
        if WRAPPERS & set(child.get("class", [])):
            yield from _blocks(child)
        else:
            yield child


class BuiltPage:
    """One HTML file of the site. `address` is relative to the site's root, as in its links."""

    def __init__(self, site: Path, file: Path) -> None:
        self.file = file
        self.address = file.relative_to(site).as_posix().removesuffix("index.html")
        self.html = file.read_text(encoding="utf-8")

    @cached_property
    def soup(self) -> BeautifulSoup:
        """Its tags, read only of a page that is looked at: of all pages it takes two seconds."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def article(self) -> Tag:
        """What the page itself says, without the site's header, navigation and footer."""
        return self.soup.find("article")

    @cached_property
    def ids(self) -> set[str]:
        """Every place that a link can lead to."""
        return {tag.get("id") or tag["name"] for tag in self.soup.select("[id], a[name]")}

    @cached_property
    def sections(self) -> dict[str, list[Tag]]:
        """The blocks of the article by the id of the heading that they stand under; "" before the
        first h2."""
        found: dict[str, list[Tag]] = {"": []}
        anchor = ""
        for tag in _blocks(self.article):
            if tag.name in ("h2", "h3", "h4"):
                anchor = tag["id"]
            elif tag.name == "details" and tag.get("id"):
                anchor = tag["id"]
            found.setdefault(anchor, []).append(tag)
        return found

    def links(self, anchor: str | None = None) -> list[tuple[str, str]]:
        """(address, fragment) of each link inside the site: of the section `anchor`, or of the
        whole article."""
        blocks = [self.article] if anchor is None else self.sections[anchor]
        return [
            self.target(link["href"])
            for block in blocks
            for link in block.select("a[href]")
            if not is_external(link["href"])
        ]

    def target(self, href: str) -> tuple[str, str]:
        """The address that `href` leads to from this page, and the fragment."""
        path, _, fragment = href.partition("#")
        path = path.partition("?")[0]
        if not path:
            return self.address, fragment
        full = normpath(join("/", dirname(self.address), path)).lstrip("/")
        return (f"{full}/" if full and path.endswith(("/", ".", "..")) else full), fragment


def read_site(site: Path) -> dict[str, BuiltPage]:
    """Every page of a built site by its address."""
    return {page.address: page for page in (BuiltPage(site, file) for file in page_files(site))}


def page_files(site: Path) -> list[Path]:
    """The files of a built site's pages, but for those at old addresses, which only lead on
    (test_moved.py reads them), and the sheet in each language, which is a file of its own
    (test_languages.py does)."""
    files = [file for file in sorted(site.rglob("*.html")) if not is_sheet(site, file)]
    return [file for file in files if b"http-equiv=refresh" not in _unquoted(file)]


def is_sheet(site: Path, file: Path) -> bool:
    """Whether a file of a site is the sheet in a language."""
    return is_sheet_page(file.relative_to(site).as_posix())


def _unquoted(file: Path) -> bytes:
    return file.read_bytes().replace(b'"', b"")


def words(*tags: Tag) -> str:
    """The text of `tags` as it is read, with single spaces."""
    return " ".join(" ".join(tag.get_text() for tag in tags).split())


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, hidden ones too."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


class _Handler(SimpleHTTPRequestHandler):
    """Sends the header that lets LinkChecker ask without waiting between requests, and logs
    nothing."""

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "ok")
        super().end_headers()

    def log_message(self, *arguments) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A reader that hangs up early is no error of ours."""


@contextmanager
def serve_folder(folder: Path, handler: type[SimpleHTTPRequestHandler] = _Handler) -> Iterator[str]:
    """Serve `folder` on a free loopback port; gives its address, which ends in a slash."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    # how often it looks whether it is to end, in seconds
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def run_linkchecker(url: str, *options: str) -> subprocess.CompletedProcess:
    """Run LinkChecker over the site at `url`, as the user who runs the tests."""
    command = [
        sys.executable,
        str(LINKCHECKER),
        "--config",
        str(LINKCHECKER_CONFIG),
        "--no-status",
        *options,
        url,
    ]
    return subprocess.run(command, capture_output=True, text=True)


@contextmanager
def mkdocs_serve(root: Path, log: Path, config: str = "mkdocs.yml") -> Iterator[str]:
    """Run `mkdocs serve` in `root` with its output in `log`; gives its address once it answers, and
    always ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--dev-addr",
        place,
        "--config-file",
        config,
    ]
    with log.open("w") as output:
        server = subprocess.Popen(
            command,
            cwd=root,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=ENVIRONMENT,
            # a run in the background hands on that Ctrl-C is not heard
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
    try:
        wait_for(lambda: server.poll() is not None or get(f"http://{place}/"), 60)
        assert server.poll() is None, log.read_text()
        yield f"http://{place}/"
    finally:
        server.send_signal(signal.SIGINT)  # as Ctrl-C does: it deletes its temporary folder
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def get(url: str) -> str:
    """The text at `url`, empty while nothing answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode("utf-8")
    except OSError:
        return ""


def wait_for(condition: Callable[[], object], limit: float = 30) -> float:
    """Wait until `condition` holds; gives the seconds it took, or fails after `limit` of them."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < limit, f"nothing after {limit} s"
        time.sleep(0.02)
    return time.monotonic() - started
