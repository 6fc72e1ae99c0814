"""Clinicians' reviews: they hold for the words that were read, and lapse when one changes."""

import re
from pathlib import Path

import pytest

from accepting import DAY, accept_all
from conftest import ROOT, Content, run_build
from creators.site.files import create_site, load_templates
from creators.site.reviews import review_states
from small_project import with_scorecard

PAGE = "causes/milia.md"
CURRENT = ("current", f"Reviewed by A. Clinician on {DAY}.")
LAPSED = (
    "lapsed",
    "Not yet reviewed by a clinician since it changed. A. Clinician read an earlier version on"
    f" {DAY}.",
)


@pytest.fixture
def small(tmp_path: Path) -> Content:
    """A project of a few pages: how many there are is nothing to a review."""
    with_scorecard(tmp_path)
    return Content(tmp_path)


def state(project: Content) -> tuple[str, str]:
    """The page's review state, and the line that it prints."""
    knowledge = project.load()
    text = create_site(knowledge, load_templates(ROOT)).texts[PAGE]
    line = re.search(r"\*\*(.*)\*\* \[What that means\]", text).group(1)
    return review_states(knowledge)[PAGE].state, line


def test_a_page_that_only_an_editor_has_read_says_so(small):
    accept_all(small.root)
    assert state(small) == ("none", "Not yet reviewed by a clinician.")


def test_a_review_shows_who_and_when(small):
    accept_all(small.root, "editor", "clinician")
    assert state(small) == CURRENT


def test_a_review_lapses_when_one_sentence_changes(small):
    accept_all(small.root, "editor", "clinician")
    small.edit("docs/causes/milia.md", r"Hard white dots\. \[", "Hard white pearls. [")
    assert state(small) == LAPSED
    assert review_states(small.load())[PAGE].changed == 1


def test_a_review_lapses_when_a_record_that_pages_share_changes(small):
    accept_all(small.root, "editor", "clinician")
    small.edit("docs/_data/red_flags.yml", r"Show them at your", "Show these at your")
    assert state(small) == LAPSED


def test_a_review_lapses_when_a_day_changes(small):
    accept_all(small.root, "editor", "clinician")
    small.edit("docs/causes/milia.md", r"when: weeks", "when: days")
    assert state(small) == LAPSED


def test_another_page_keeps_its_review(small):
    accept_all(small.root, "editor", "clinician")
    small.edit("docs/treat/steroid.md", r"^summary: A strong", "summary: Another strong")
    assert state(small) == CURRENT


def test_a_sentence_that_is_read_again_brings_it_back(small):
    accept_all(small.root, "editor", "clinician")
    small.edit("docs/causes/milia.md", r"Hard white dots\. \[", "Hard white pearls. [")
    accept_all(small.root, "clinician")
    assert state(small) == CURRENT


def test_no_page_is_reviewed_today(knowledge):
    assert {found.state for found in review_states(knowledge).values()} == {"none"}


def test_status_prints_what_is_due(project):
    project.edit("docs/_data/sources.yml", "review_by: 2027-11-22", "review_by: 2026-12-24")
    done = run_build("status", root=project.root)
    assert done.returncode == 0
    assert f"  {PAGE}" in done.stdout.splitlines()
    assert "  2026-12-24  CHU2021" in done.stdout.splitlines()
    assert "Pages reviewed as they are: 0" in done.stdout
