"""The small project with all that a build needs: for tests of how a site is built.

A build of it takes a fifth of the time that one of the real content takes.
"""

import atexit
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from accepting import accept_all
from creators.handout.create import create_sheet
from helpers import ROOT
from knowledge.reading.loader import load_knowledge
from small_project import FILES, Edit, edit_project, with_scorecard

GLOSSARY = """\
glossary:
  - {id: milia, term: "milia", plain: ["white dots"], meaning: "Hard white dots."}
  - {id: folliculitis, term: "folliculitis", plain: ["rash with pus"], meaning: "A sore rash."}
"""
VERSIONS = """\
versions:
  - {{id: "1", date: 2026-11-22, content_hash: "{}", changes: [{{text: "The first one."}}]}}
"""
LEVELS = "docs/_data/urgencies.yml"
TRANSLATABLE = (
    (LEVELS, 'label: "Emergency"', 'label: "Emergency: now"'),
    (LEVELS, "Call for help now.", "Call your emergency number now."),
    (LEVELS, "See a doctor soon", "See a doctor within two days"),
    (LEVELS, 'label: "Two days"', 'label: "Within two days"'),
)
"""Edits that give the project the words that it has to have before it can be translated."""
# our templates lead to pages that only the whole site has
IGNORED = "validation:\n  links:\n    not_found: ignore\n    anchors: ignore\n"


def write_site_project(root: Path, *edits: Edit) -> Path:
    """Write the project under `root`, with each edit done once; it has no problems, and can be
    built. Gives back `root`."""
    if edits:
        return _write(root, *edits)
    return shutil.copytree(_written(), root, dirs_exist_ok=True)


@cache
def _written() -> Path:
    """The project without edits, to be copied: to write and accept it takes longer."""
    root = Path(tempfile.mkdtemp(prefix="small-site-"))
    atexit.register(shutil.rmtree, root)
    return _write(root)


def _write(root: Path, *edits: Edit) -> Path:
    with_scorecard(root)
    for name in ("overrides", "scripts", "docs/assets"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "docs" / "_data" / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (root / "mkdocs.yml").write_text(_config(), encoding="utf-8")
    edit_project(
        root,
        ("docs/causes/milia.md", "{{ first_day acid-wash }}", "{{ rule acid-wash }}"),
        ("docs/treat/acid-wash.md", "not_for: [pregnant]", "not_for: [pregnant, allergic]"),
        *edits,
    )
    sheet = create_sheet(load_knowledge(root)[0])
    history = root / "docs" / "_data" / "versions.yml"
    history.write_text(VERSIONS.format(sheet.content_hash), encoding="utf-8")
    with (root / "docs" / "_data" / "stable_ids.txt").open("a", encoding="utf-8") as ids:
        ids.write("pages about/scorecard\nversions 1\n")
    accept_all(root)
    return root


def _config() -> str:
    """The real configuration, with the navigation of the small project."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    own = FILES["mkdocs.yml"].partition("nav:\n")[2].partition("site_url:")[0]
    nav = f"nav:\n{own}  - About:\n      - about/scorecard.md\n"
    for block, new in (("nav", nav), ("validation", IGNORED)):
        text = re.sub(rf"(?ms)^{block}:\n.*?(?=^\S|\Z)", lambda _, new=new: new, text)
    return text
