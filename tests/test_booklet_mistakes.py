"""A mistake in what the booklet has is one line and exit code 1, and the last good files stay."""

import re
import shutil
from pathlib import Path

import pytest

import build
from accepting import accept_all
from builders import pixels
from builders import site as site_builder
from conftest import Content
from creators.shell.download_list import Edition
from helpers import snapshot
from knowledge.model import Knowledge
from small_book import EDITION

FILE = "docs/_data/booklet.yml"


def run(root: Path, *arguments: str) -> int:
    """The exit code of build.py."""
    return build.main([*arguments, "--root", str(root)])


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "cause: acne-flare",
            "cause: acne-flair",
            rf'{FILE}:\d+: blocks.cause: expected an id of a cause; got "acne-flair"; do write .*',
        ),
        (
            r"  - id: acne\n(?:.*\n)*?\n",
            "",
            rf"{FILE}:1: booklet: expected 24 pages; got 23 pages; do .*",
        ),
    ],
)
def test_a_wrong_name_or_a_page_too_few_is_one_line(
    old: str, new: str, line: str, project: Content, capsys: pytest.CaptureFixture
):
    project.edit(FILE, old, new)
    assert run(project.root, "check") == 1
    said = capsys.readouterr()
    lines = [text for text in said.out.splitlines() if text.startswith(FILE)]
    assert len(lines) == 1 and re.fullmatch(line, lines[0]), said


def test_a_page_that_is_too_full_is_one_line_that_says_by_how_much(
    project: Content, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    def mkdocs(root: Path, knowledge: Knowledge, new: Path, offline: bool) -> Edition:
        shutil.copytree(site, new, dirs_exist_ok=True)
        return EDITION

    monkeypatch.setattr(site_builder, "_run_mkdocs", mkdocs)
    # as large on paper, of a hundredth of the dots
    draw = pixels.draw_jpeg
    monkeypatch.setattr(pixels, "draw_jpeg", lambda drawing, width: draw(drawing, width // 10))
    (project.root / "site").mkdir()
    (project.root / "site" / "index.html").write_text("the last good one")
    project.edit(
        FILE,
        "facts: \\[feels, on_brown_and_black_skin\\]\\}",
        "facts: [feels]}\n      - {cause: heat-rash}\n      - {cause: ringworm}",
    )
    accept_all(project.root)
    before = snapshot(project.root)
    assert run(project.root, "booklet") == 1
    said = capsys.readouterr()
    lines = [text for text in said.err.splitlines() if FILE in text]
    (line,) = lines
    number = int(re.match(rf"{FILE}:(\d+): ", line)[1])
    text = (project.root / FILE).read_text(encoding="utf-8").splitlines()
    assert text[number - 1] == "  - id: acne"
    assert re.fullmatch(
        rf"{FILE}:\d+: page 9 of the booklet: expected words that fit on it; got \d+ points too"
        r" many, about \d+ lines?; do take a block away, .* The last good site/ is untouched\.",
        line,
    )
    left = {path: data for path, data in snapshot(project.root).items() if "/pixels/" not in path}
    assert left == before
