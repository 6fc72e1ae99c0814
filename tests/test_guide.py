"""What README, CONTRIBUTING and guide/ name is there, and who reads one of them is soon done."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build import COMMANDS
from helpers import ROOT
from knowledge.prose.macros import MACROS

FILES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "guide").glob("*.md")))
FOR_ONE_READER = ("README.md", "CONTRIBUTING.md", "guide/code.md")
TWO_SCREENS = 100
"""Lines that a reader is asked to read before they begin."""
TOPS = ("", "scripts/", "scripts/knowledge/")
"""Folders below which the texts name files."""
MADE = ("site/", "build/", "dist/", "docs/_data/changes/", "clinics/riverside-skin.yml")
"""What only a command makes."""


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub and GitLab make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def faults(file: Path, text: str) -> Iterator[str]:
    """Each link, path, command and target of make in a text that leads nowhere."""
    for target, _, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(#([^)]*))?\)", text):
        other = (file.parent / target).resolve() if target else file
        if not other.exists():
            yield f"link {target}"
        elif anchor and anchor not in map(slug, re.findall(r"^#+ (.+)$", text, re.M)):
            yield f"link #{anchor}"
    for name in re.findall(r"build\.py ([a-z][a-z-]+)", text):
        if name not in COMMANDS:
            yield f"build.py {name}"
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for name in re.findall(r"(?:`|^|… |/ )make ([a-z-]+)", text, re.M):
        if name not in targets:
            yield f"make {name}"
    for path in re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text):
        if not path.startswith(MADE) and not any((ROOT / top / path).exists() for top in TOPS):
            yield f"path {path}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_all_that_is_named_is_there(file: Path):
    assert list(faults(file, file.read_text(encoding="utf-8"))) == []


REFERENCE = (ROOT / "guide" / "reference.md").read_text(encoding="utf-8")


def test_the_reference_names_each_macro_and_no_other():
    macros = REFERENCE.partition("## Macros")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (.+?) \|", macros, re.M)
    named = {
        name.strip("{ ").split()[0] for cell in cells for name in re.findall(r"`([^`]+)`", cell)
    }
    assert named == set(MACROS)


def test_the_reference_names_each_class_of_a_block_and_no_other():
    rows = REFERENCE.partition("| class | where |")[2].partition("\n\n")[0]
    files = [*(ROOT / "overrides").rglob("*.jinja"), *(ROOT / "docs").rglob("*.md")]
    used = {
        name
        for file in files
        for classes in re.findall(r"^///+ html \| div\.([\w.-]+)", file.read_text("utf-8"), re.M)
        for name in classes.split(".")
    }
    named = set(re.findall(r"`([\w-]+)`", "\n".join(re.findall(r"^\| (.+?) \|", rows, re.M))))
    assert {name.replace("--same_day", "--") for name in named} == used


@pytest.mark.parametrize("name", FOR_ONE_READER)
def test_each_reader_has_two_screens(name: str):
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= TWO_SCREENS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](guide/none.md)", "link guide/none.md"),
        ("# One\n[a](#two)", "link #two"),
        ("`build.py new-remedies`", "build.py new-remedies"),
        ("```\nmake tests\n```", "make tests"),
        ("`scripts/none.py`", "path scripts/none.py"),
    ],
)
def test_what_is_not_there_is_found(text: str, found: str):
    assert list(faults(ROOT / "README.md", text)) == [found]
