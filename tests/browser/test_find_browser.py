"""Finding a browser: one that only says its name is no browser, and what was tried is said in one
line."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from browser import find_browser as module
from browser.find_browser import NoBrowser, candidate, find_browser, runs

SHOWS = '#!/bin/sh\nfor last; do :; done\ncat "${last#file://}"\n'
STUB = "#!/bin/sh\necho 'requires the chromium snap to be installed' >&2\nexit 1\n"


def executable(folder: Path, name: str, text: str) -> str:
    """A program in `folder`."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return str(file)


@pytest.fixture
def only_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched for browsers first, with none named and none of Playwright's."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(module, "browsers", lambda: (str(tmp_path / name) for name in module.NAMES))
    return tmp_path


def test_the_first_that_shows_a_page_is_taken(only_here: Path):
    executable(only_here, "chromium", STUB)
    good = executable(only_here, "google-chrome", SHOWS)
    assert find_browser() == good


def test_the_one_that_is_named_comes_first_and_must_run(
    only_here: Path, monkeypatch: pytest.MonkeyPatch
):
    executable(only_here, "chromium", SHOWS)
    named = executable(only_here, "mine", SHOWS)
    monkeypatch.setenv("CHROMIUM", named)
    assert find_browser() == named
    monkeypatch.setenv("CHROMIUM", executable(only_here, "mine", STUB))
    with pytest.raises(NoBrowser, match="CHROMIUM=.*mine does not show a page"):
        find_browser()


def test_what_is_not_there_or_only_a_stub_does_not_run(tmp_path: Path):
    assert not runs(str(tmp_path / "gone"))
    assert not runs(executable(tmp_path, "stub", STUB))
    assert runs(executable(tmp_path, "good", SHOWS))


def test_each_way_to_get_one_is_tried_until_one_works(
    only_here: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "install_with_apt", lambda: "apt-get failed (no network)")
    monkeypatch.setattr(
        module, "install_with_playwright", lambda: executable(only_here, "chromium", SHOWS)
    )
    assert find_browser(install=True) == str(only_here / "chromium")


def test_when_nothing_works_one_line_says_what_was_tried(
    only_here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setattr(module, "install_with_apt", lambda: "apt-get failed (no network)")
    monkeypatch.setattr(
        module, "install_with_playwright", lambda: "playwright install chromium failed (no network)"
    )
    assert module.main() == 1
    out, error = capsys.readouterr()
    assert out == "" and len(error.splitlines()) == 1
    for part in (
        "chromium-browser",
        "apt-get failed",
        "playwright install chromium failed",
        "apt-get install",
        "CHROMIUM=",
    ):
        assert part in error


@pytest.mark.parametrize(
    ("offered", "installed"),
    [
        ({"chromium-headless-shell": "150.0-1", "chromium": "150.0-1"}, "chromium-headless-shell"),
        ({"chromium": "150.0-1"}, "chromium"),
        ({"chromium": "2:1snap1-0ubuntu2"}, None),
        ({}, None),
    ],
)
def test_apt_installs_the_one_without_windows_where_it_has_it(
    offered: dict[str, str], installed: str | None, monkeypatch: pytest.MonkeyPatch
):
    """And never a package that only fetches a snap."""
    done = []
    monkeypatch.setattr(module, "may_install", lambda: True)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(
        module,
        "call",
        lambda *command, **_: CompletedProcess(
            command, 0, f"  Candidate: {offered.get(command[-1], '(none)')}\n", ""
        ),
    )
    monkeypatch.setattr(
        module,
        "as_root",
        lambda *command: done.append(command) or CompletedProcess(command, 0, "", ""),
    )
    module.install_with_apt()
    packages = [name for command in done if "install" in command for name in command]
    assert [name for name in module.PACKAGES if name in packages] == (
        [installed] if installed else []
    )


@pytest.mark.parametrize(
    ("policy", "version"),
    [
        ("chromium:\n  Installed: (none)\n  Candidate: 156.0.1-1~deb12u1\n", "156.0.1-1~deb12u1"),
        ("chromium-browser:\n  Candidate: 2:1snap1-0ubuntu2\n", "2:1snap1-0ubuntu2"),
        ("chromium:\n  Candidate: (none)\n", ""),
        ("", ""),
    ],
)
def test_apt_is_asked_what_it_would_install(policy: str, version: str):
    assert candidate(policy) == version
