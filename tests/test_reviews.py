"""Sign-offs: they hold for what the reviewer saw, and lapse when it changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT, Content, run_build
from creators.site.files import create_site, load_templates, review_states
from knowledge.reading.loader import load_knowledge
from small_project import with_scorecard

PAGE = "causes/milia.md"
SIGNED = (
    'reviews:\n  - {{page: causes/milia.md, reviewer: "A. Reviewer", role: "dermatologist", date:'
    ' 2026-11-01, content_hash: "{}"}}\n'
)


@pytest.fixture
def small(tmp_path: Path) -> Content:
    """A project of a few pages: how many there are is nothing to a sign-off."""
    with_scorecard(tmp_path)
    return Content(tmp_path)


def sign(project, digest: str) -> None:
    (project.root / "docs/_data/reviews.yml").write_text(SIGNED.format(digest), encoding="utf-8")


def state(project) -> tuple[str, str, str]:
    """The page's hash, its review state, and the line it prints."""
    knowledge, problems = load_knowledge(project.root)
    assert not problems
    templates = load_templates(ROOT)
    digest, found = review_states(knowledge, templates)[PAGE]
    line = re.search(
        r"\*\*(.*)\*\* \[What that means\]", create_site(knowledge, templates).texts[PAGE]
    ).group(1)
    return digest, found.state, line


def test_without_a_sign_off_the_page_says_so(small):
    assert state(small)[1:] == ("none", "Not yet reviewed by a clinician.")


def test_a_sign_off_shows_name_role_and_date(small):
    sign(small, state(small)[0])
    assert state(small)[1:] == (
        "current",
        "Reviewed by A. Reviewer (dermatologist) on 2026-11-01.",
    )


def test_a_sign_off_lapses_when_the_page_changes(small):
    sign(small, state(small)[0])
    small.edit("docs/causes/milia.md", r"Hard white dots\. \[", "Hard white pearls. [")
    assert state(small)[1] == "lapsed"
    assert (
        state(small)[2]
        == "Not yet reviewed by a clinician since it changed. A. Reviewer (dermatologist) reviewed"
        " an earlier version on 2026-11-01."
    )


def test_a_sign_off_lapses_when_a_record_that_the_page_shows_changes(small):
    """The page prints red flags from the data: a change there changes what the reviewer saw."""
    sign(small, state(small)[0])
    small.edit("docs/_data/red_flags.yml", r"Show them at your", "Show these at your")
    assert state(small)[1] == "lapsed"


def test_another_page_keeps_its_sign_off(small):
    sign(small, state(small)[0])
    small.edit("docs/treat/steroid.md", r"^summary: A strong", "summary: Another strong")
    assert state(small)[1] == "current"


def test_status_prints_what_to_sign_and_what_is_due(project):
    digest = state(project)[0]
    done = run_build("status", "--within", "100000", root=project.root)
    assert done.returncode == 0
    assert f"  {digest}  {PAGE}" in done.stdout.splitlines()
    assert "  2027-11-22  CHU2021" in done.stdout.splitlines()
    assert "Pages reviewed as they are: 0" in done.stdout
