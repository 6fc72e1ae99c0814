"""A mistake that a book finds is one line and exit code 1: the last good site stays, and nothing
is left half-written."""

import errno
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from multiprocessing import forkserver
from pathlib import Path

import pytest

import build
import small_book
from builders import site
from creators.shell.download_list import Edition
from helpers import ROOT, full_disk, snapshot
from small_book import EDITION, NAVIGATION, PAGES, PICTURE, write_site
from small_project import write_project

NAME = "bumps-after-microneedling"
CLOTH = PAGES["treat/cloth"]

# name: (the page on the cool cloth, the line that says what is wrong with it)
MISTAKES = {
    "a figure that is not there": (
        f'{CLOTH}<p><img alt="x y" src="../../assets/bumps/no.svg" width="9" height="9"></p>',
        r"treat/cloth: book: expected what Typst can set .*; got file not found .*; do mend .*",
    ),
    "a figure without words": (
        f'{CLOTH}<p><img alt="" src="../../assets/bumps/dots.svg" width="9" height="9"></p>',
        "treat/cloth: element: expected one .*; got <img>; do add its rule there, .*",
    ),
    "an unknown element": (
        f"{CLOTH}<blockquote>x</blockquote>",
        "treat/cloth: element: expected one .*; got <blockquote>; do add its rule there, .*",
    ),
    "an unknown class": (
        f'{CLOTH}<p class="new">x</p>',
        'treat/cloth: element: expected one .*; got <p class="new">; do add its rule there, .*',
    ),
    "a letter that no font has": (
        CLOTH.replace("heat", "😀"),
        'treat/cloth: letter: expected one that a font of the book has; got "😀"; do .*',
    ),
    "a heading that skips a level": (
        f"{CLOTH}<h3>Why</h3>",
        "a page: book: expected what Typst can set as PDF/UA-1; got .*level.*; do mend .*",
    ),
    "a link that leads nowhere": (
        f'{CLOTH}<p><a href="#nowhere">x</a></p>',
        "a page: book: expected what Typst can set .*; got .*treat/cloth#nowhere.*; do mend .*",
    ),
}


@pytest.fixture(scope="module", autouse=True)
def processes() -> Iterator[None]:
    """The processes that set books have loaded all that they need, as where build.py is run."""
    forkserver._forkserver._stop()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT / "scripts"))
        yield


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project whose last build went well; MkDocs gives it the pages of `built`."""
    write_project(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(NAVIGATION, encoding="utf-8")
    shutil.copytree(ROOT / "overrides" / "paper", tmp_path / "overrides" / "paper")
    for path in (f"site/downloads/{NAME}-treat-a4.pdf", "site/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"the last good {path}")
    (tmp_path / "build").mkdir()
    change_pages(monkeypatch)
    return tmp_path


def change_pages(monkeypatch: pytest.MonkeyPatch, **pages: str) -> None:
    """MkDocs makes these pages: the small site with another page on the cool cloth."""

    def mkdocs(root: Path, knowledge: None, new: Path, offline: bool) -> Edition:
        changed = {key.replace("_", "/"): text for key, text in pages.items()}
        write_site(new, {**PAGES, **changed})
        return EDITION

    monkeypatch.setattr(site, "check", lambda root: None)
    monkeypatch.setattr(site, "_run_mkdocs", mkdocs)


def book(root: Path, *arguments: str) -> int:
    """The exit code of build.py book."""
    return build.main(
        ["book", *(arguments or ("--section", "treat", "--edition", "a4")), "--root", str(root)]
    )


def test_without_a_mistake_the_new_booklet_is_there_and_nothing_beside_it(
    root: Path, capsys: pytest.CaptureFixture
):
    assert book(root) == 0, capsys.readouterr().err
    assert (
        (root / "site" / "downloads" / f"{NAME}-treat-a4.pdf").read_bytes().startswith(b"%PDF-1.7")
    )
    assert list((root / "build").iterdir()) == []
    assert {
        path.name
        for path in (root / "site").rglob("*")
        if path.name.startswith(".") or path.suffix in (".new", ".typ")
    } == set()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line_and_leaves_the_last_good_site(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    before = snapshot(root)
    article, line = MISTAKES[name]
    change_pages(monkeypatch, treat_cloth=article)
    assert book(root) == 1
    assert_one_line(capsys.readouterr(), rf"{line}\. The last good site/ is untouched\.")
    assert snapshot(root) == before and list((root / "build").iterdir()) == []


def assert_one_line(said: object, line: str) -> None:
    """Beside lines of progress there is one line, and it is this one."""
    lines = [
        text
        for text in said.err.splitlines()
        if not re.match(r"(site|downloads): (?!expected)", text)
    ]
    assert said.out == "" and len(lines) == 1 and re.fullmatch(line, lines[0]), said.err


def test_a_mistake_on_a_page_that_is_not_in_the_booklet_does_not_stop_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    change_pages(monkeypatch, treat_cloth=MISTAKES["an unknown element"][0])
    assert book(root, "--section", "causes", "--edition", "a4") == 0


def test_a_disk_that_fills_while_the_site_moves_in(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    before, real = snapshot(root), Path.rename

    def rename(path: Path, target: Path) -> Path:
        if Path(target).name == "site":
            monkeypatch.setattr(Path, "rename", real)
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert book(root) == 1
    assert_one_line(
        capsys.readouterr(),
        "book: .*: expected to write here; got No space left on device; do free disk space .*",
    )
    assert snapshot(root) == before and list((root / "build").iterdir()) == []


def test_a_process_that_the_system_stops_is_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    def stopped(*arguments) -> None:
        raise BrokenExecutor

    before = snapshot(root)
    monkeypatch.setattr(site, "make_downloads", stopped)
    assert book(root) == 1
    assert_one_line(
        capsys.readouterr(),
        r"downloads: expected .*; got one that the system stopped; do free memory .* is"
        r" untouched\.",
    )
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--page", "causes/milai"],
            r'book: --page: expected a page of the site; got "causes/milai"; .*causes/milia.*',
        ),
        (["--page", "index"], 'book: --page: expected a page of the site; got "index"; .*'),
        (["--section", "about"], ".*invalid choice: 'about'.*"),
        (["--edition", "a5"], ".*invalid choice: 'a5'.*"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_there_is(
    arguments: list[str], line: str, root: Path, capsys: pytest.CaptureFixture
):
    try:
        code = book(root, *arguments)
    except SystemExit as ended:  # argparse's
        code = ended.code
    assert code == 2 and re.fullmatch(line, capsys.readouterr().err.splitlines()[-1])


def test_a_leaflet_of_one_page_is_made_in_the_edition_that_is_asked_for(root: Path):
    assert book(root, "--page", "causes/milia", "--edition", "large-print") == 0
    made = {file.name for file in (root / "site" / "downloads").glob("*.pdf")}
    assert made == {f"{NAME}-causes-milia-large-print.pdf"}


@pytest.fixture
def new_processes() -> Iterator[None]:
    """The processes that set books are of this test alone: one that started earlier does not have
    the limits that a test sets."""
    forkserver._forkserver._stop()
    yield
    forkserver._forkserver._stop()


def test_a_full_disk_is_one_line_and_leaves_the_last_good_site(
    root: Path,
    new_processes: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
):
    """No file may grow beyond 20,000 bytes, which stops even root: the site fits, the book does
    not."""
    monkeypatch.setattr(small_book, "PICTURE", PICTURE.replace("<rect", '<filter id="f"/><rect'))
    before = snapshot(root)
    with full_disk(20_000):
        assert book(root) == 1
    assert_one_line(
        capsys.readouterr(),
        f"book: {re.escape(str(root))}: expected to write here; got File too large; do free disk"
        r" space or mend the permissions\. The last good output is untouched\.",
    )
    # drawings that were drawn stay for the next time
    left = {path: data for path, data in snapshot(root).items() if "/pixels/" not in path}
    assert left == before and [one.name for one in (root / "build").iterdir()] == ["kept"]
