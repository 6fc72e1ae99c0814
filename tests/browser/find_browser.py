"""Where the browser for the tests is. Run by itself it prints the path, and gets a browser first
where there is none."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SHELL = "chromium-headless-shell"
"""Chromium without windows: the same engine, which answers in half the time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = (SHELL, "chromium")
"""What apt may have it as, the better one first."""
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--js-flags=--no-opt,--no-maglev",
)
"""The last: each page that is loaded has its scripts compiled for speed again, which takes longer
than all that they do there."""
TO_DO = (
    "install Chromium (on Debian: apt-get install chromium) or set CHROMIUM=/path/to/chromium, then"
    " run it again"
)


class NoBrowser(Exception):
    """No browser is there, and none could be had; says what was tried and what to do."""


def find_browser(install: bool = False) -> str:
    """The path of a Chromium that runs: $CHROMIUM, one on PATH, or Playwright's own; with
    `install`, one is got if need be.

    Raises NoBrowser.
    """
    if named := os.environ.get("CHROMIUM"):
        if runs(named):
            return named
        raise NoBrowser(f"no browser: CHROMIUM={named} does not show a page; {TO_DO}")
    if found := first_that_runs():
        return found
    tried = [f"none of {', '.join(NAMES)} on PATH runs, and Playwright has none"]
    for way in (install_with_apt, install_with_playwright) if install else ():
        tried.append(way())
        if found := first_that_runs():
            return found
    raise NoBrowser(f"no browser: {'; '.join(tried)}; {TO_DO}")


def first_that_runs() -> str | None:
    """The first browser on this machine that shows a page."""
    return next((path for path in browsers() if runs(path)), None)


def browsers() -> Iterator[str]:
    """Every place where a browser may be, the system's first."""
    yield from filter(None, map(shutil.which, NAMES))
    from playwright.sync_api import sync_playwright  # half a second: only where the system has none

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).is_file():
        yield own


def runs(browser: str) -> bool:
    """Whether `browser` shows a page from a temporary folder: Ubuntu's snap, and its stub in a
    container, do not."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text("<p>It runs</p>", encoding="utf-8")
        done = call(
            browser,
            *FLAGS,
            f"--user-data-dir={folder}/profile",
            "--dump-dom",
            page.as_uri(),
            limit=60,
        )
    return "<p>It runs</p>" in done.stdout


def install_with_apt() -> str:
    """Install Debian's Chromium; gives what came of it. Ubuntu's package only fetches a snap, so it
    is left alone."""
    if not shutil.which("apt-get"):
        return "there is no apt-get"
    if not may_install():
        return "apt-get needs root or sudo without a password"
    say("installing Chromium with apt-get (once) …")
    updated = as_root("apt-get", "update", "-q")
    versions = {name: candidate(call("apt-cache", "policy", name).stdout) for name in PACKAGES}
    package = next((name for name, one in versions.items() if one and "snap" not in one), None)
    if not package and any(versions.values()):
        return "apt-get has Chromium as a snap only"
    if not package:
        return "apt-get has no chromium" + (
            f", its update{outcome(updated)}" if updated.returncode else ""
        )
    done = as_root(
        "apt-get",
        "install",
        "-y",
        "-q",
        "--no-install-recommends",
        "-o",
        "DPkg::Lock::Timeout=120",
        package,
        # a bare Debian has no letters to draw, and a first screen depends on them
        "fonts-liberation",
    )
    return f"apt-get install {package}{outcome(done)}"


def candidate(policy: str) -> str:
    """The version that apt would install, out of what `apt-cache policy` prints; empty where it has
    none."""
    found = re.search(r"Candidate: (\d\S*)", policy)
    return found.group(1) if found else ""


def install_with_playwright() -> str:
    """Let Playwright download its Chromium, and the libraries it may lack where that is allowed;
    gives what came of it."""
    say("downloading Chromium with Playwright (once) …")
    done = playwright_command("install", "--no-shell", "chromium")
    if done.returncode == 0 and may_install() and not first_that_runs():
        done = playwright_command("install-deps", "chromium")
    return f"playwright install chromium{outcome(done)}"


def playwright_command(*arguments: str) -> subprocess.CompletedProcess:
    """Run a command of Playwright."""
    return call(sys.executable, "-m", "playwright", *arguments, limit=1200)


def as_root(*command: str) -> subprocess.CompletedProcess:
    """Run a command of apt as root, without its questions."""
    return call(
        *([] if is_root() else ["sudo", "-n"]),
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        *command,
        limit=1200,
    )


def is_root() -> bool:
    """Whether this process may install packages as it is."""
    return os.geteuid() == 0


def may_install() -> bool:
    """Whether packages can be installed: as root, or with a sudo that asks for no password."""
    return is_root() or (
        shutil.which("sudo") is not None and call("sudo", "-n", "true").returncode == 0
    )


def call(*command: str, limit: float = 60) -> subprocess.CompletedProcess:
    """Run a command, its output kept; one that cannot start or takes over `limit` seconds counts as
    failed."""
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=limit,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return subprocess.CompletedProcess(command, 1, "", str(problem))


def outcome(done: subprocess.CompletedProcess) -> str:
    """What to add about a command that did not help: its own first word on why."""
    if not done.returncode:
        return " did not give one that runs"
    lines = [
        line.strip() for line in f"{done.stderr}\n{done.stdout}".splitlines() if line.strip()
    ] or ["it said nothing"]
    why = next((line for line in lines if "rror" in line or line.startswith("E:")), lines[-1])
    return f" failed ({why[:150]})"


def say(text: str) -> None:
    """A progress line, apart from the path that is printed."""
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Print the browser's path, or the one line that says why there is none."""
    try:
        print(find_browser(install=True))
    except NoBrowser as problem:
        say(str(problem))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
