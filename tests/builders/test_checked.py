"""A content that has passed the checks is not checked again, and any other is."""

import sys
from pathlib import Path

import pytest

from builders import checked
from builders.checked import KEPT, files_that_count, find_problems_once
from builders.report import find_problems
from conftest import Content
from small_site import write_site_project

LOOKED_AT = {
    "a page": "docs/causes/milia.md",
    "a record": "docs/_data/sources.yml",
    "who accepted it": "docs/_data/accepted.tsv",
    "a file of a wrong kind": "docs/causes/milia.docx",
    "a template": "overrides/pages/cause.md.jinja",
    "our code": "scripts/knowledge/checks/words.py",
    "a clinic": "clinics/new.yml",
    "a translation": "translations/es.yml",
    "the navigation": "mkdocs.yml",
    "a drill": "tests/data/drills.yml",
    "a published id": checked.FILES[2],
}
"""What the checks look at, and a file of it."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has passed the checks."""
    folder = write_site_project(tmp_path_factory.mktemp("checked"))
    assert find_problems_once(folder)[1] == []
    return folder


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Notes each time that the checks run; they find something, so that nothing is remembered."""
    ran: list[Path] = []

    def noted(folder: Path):
        ran.append(folder)
        return None, ["a problem"]

    monkeypatch.setattr(checked, "find_problems", noted)
    return ran


def test_the_same_content_is_not_checked_again(root: Path, runs: list[Path]):
    again, problems = find_problems_once(root)
    assert (runs, problems) == ([], [])
    assert again.pages() == find_problems(root)[0].pages()


def test_whatever_changes_the_content_is_checked(root: Path, runs: list[Path]):
    unseen = []
    for what, path in LOOKED_AT.items():
        file = root / path
        before = file.read_bytes() if file.exists() else None
        file.parent.mkdir(exist_ok=True)
        file.write_bytes((before or b"") + b"\n")
        runs.clear()
        find_problems_once(root)
        unseen += [what] * (not runs)
        file.unlink() if before is None else file.write_bytes(before)
    assert unseen == []


def test_another_day_and_another_program_are_checked(
    root: Path, runs: list[Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    find_problems_once(root)
    monkeypatch.setattr(checked, "made_by", lambda *_: "another version")
    find_problems_once(root)
    assert len(runs) == 2


def test_a_content_with_problems_is_checked_each_time(small_site: Content):
    (small_site.root / "docs" / "notes.docx").write_bytes(b"")
    first, second = (find_problems_once(small_site.root)[1] for _ in range(2))
    assert first == second != []
    assert not (small_site.root / KEPT).exists()


def test_what_is_saved_while_the_checks_run_is_checked_next_time(
    small_site: Content, monkeypatch: pytest.MonkeyPatch
):
    def save(folder: Path):
        found = find_problems(folder)
        (folder / "docs" / "notes.docx").write_bytes(b"")
        return found

    monkeypatch.setattr(checked, "find_problems", save)
    assert find_problems_once(small_site.root)[1] == []
    assert not (small_site.root / KEPT).exists()


def test_a_file_that_cannot_be_read_is_a_problem(small_site: Content):
    (small_site.root / "docs" / "causes" / "lost.md").symlink_to("nowhere.md")
    assert [problem.path for problem in find_problems_once(small_site.root)[1]] == [
        "docs/causes/lost.md"
    ]


def test_the_checks_read_no_file_that_does_not_count(content: Content):
    opened: set[Path] = set()
    inside = f"{content.root}/"
    watching = True

    def note(event: str, arguments: tuple) -> None:
        if watching and event == "open" and str(arguments[0]).startswith(inside):
            opened.add(Path(arguments[0]))

    sys.addaudithook(note)  # none can be taken away
    assert find_problems(content.root)[1] == []
    watching = False
    assert len(opened) > 100
    assert opened - {*files_that_count(content.root)} == set()
