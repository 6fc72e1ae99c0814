"""What `make html-check` says, with the Nu checker's own answers made up: the checker needs Java,
which not every machine has."""

from pathlib import Path

import pytest

import html_check

UNCLOSED = {
    "type": "error",
    "message": "Unclosed element “b”.",
    "lastLine": 7,
    "extract": "<p><b>\nx",
}
EMPTY = {"type": "info", "subType": "warning", "message": "Empty heading."}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Four pages and a figure."""
    for name in ("index.html", "a.html", "b.html", "c.html", "d.svg"):
        (tmp_path / name).write_text("<p>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def nu(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict]]:
    """The checker's messages by the file that it is to find them in."""
    found: dict[str, list[dict]] = {}

    def check(jar: Path, *arguments: str) -> list[dict]:
        places = [
            f"file:{place}" if place.startswith("/") else place
            for place in arguments
            if place != "--svg"
        ]
        return [
            {**message, "url": place}
            for place in places
            for message in found.get(place.rpartition("/")[2], [])
        ]

    monkeypatch.setattr(html_check, "run_checker", check)
    monkeypatch.setattr(html_check, "needed_program", str)
    monkeypatch.setattr(html_check, "npm_tool", lambda *arguments: Path("vnu.jar"))
    return found


def test_a_site_without_mistakes_passes(site: Path, nu: dict, capsys: pytest.CaptureFixture):
    assert html_check.main(site) == 0
    assert tuple(capsys.readouterr()) == (
        "",
        "html-check: 5 pages and figures, 0 errors and warnings\n",
    )


def test_a_mistake_of_many_pages_is_printed_once_with_the_first_of_them(
    site: Path, nu: dict, capsys: pytest.CaptureFixture
):
    nu.update(
        {name: [UNCLOSED] for name in ("index.html", "a.html", "b.html", "c.html")},
        **{"d.svg": [EMPTY]},
    )
    assert html_check.main(site) == 1
    assert tuple(capsys.readouterr()) == (
        (
            "a.html:7, b.html:7, c.html:7 and 1 more: error: Unclosed element “b”. In: <p><b> x\n"
            "d.svg: warning: Empty heading.\n"
        ),
        "html-check: 5 pages and figures, 5 errors and warnings\n",
    )


def test_without_java_or_npm_it_says_so_and_passes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setattr("npm_tools.FOLDER", tmp_path / "tools")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert html_check.main(site) == 0
    assert capsys.readouterr().err == "html-check: skipped: java is missing\n"
    monkeypatch.setattr(html_check, "needed_program", str)
    assert html_check.main(site) == 0
    assert capsys.readouterr().err == "html-check: skipped: npm is missing\n"


def test_without_a_site_it_fails(tmp_path: Path, capsys: pytest.CaptureFixture):
    assert html_check.main(tmp_path) == 1
    assert "got no index.html; do run make site first" in capsys.readouterr().err


def test_what_the_checker_is_wrong_about_is_no_mistake(
    site: Path, nu: dict, capsys: pytest.CaptureFixture
):
    blocked = "Inline script violates Content Security Policy (meta tag): blocked by script-src."
    nu["a.html"] = [
        {"type": "info", "message": blocked, "extract": '<script type="application/ld+json">{'},
        {"type": "error", "message": "CSS: Unrecognized at-rule “@container”"},
    ]
    assert html_check.main(site) == 0
    nu["a.html"] = [{"type": "info", "message": blocked, "extract": "<script>alert"}]
    assert html_check.main(site) == 1 and "<script>alert" in capsys.readouterr().out
