"""`build.py review` shows a passage beside what it touches; `accept` writes down who read it."""

import shutil
from pathlib import Path

import pytest

import build
from accepting import accept_all
from conftest import ROOT
from helpers import snapshot
from knowledge.checks.accepted import check_accepted
from knowledge.reading.accepted_file import FILE
from knowledge.reading.loader import load_knowledge
from small_project import edit_project, write_project

CLOTH = "docs/treat/cloth.md"
NEW = "Wet it, then use salycilic acid overnight."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, accepted, and then one sentence of it changed."""
    write_project(tmp_path)
    (tmp_path / "overrides").mkdir()
    (tmp_path / "scripts").mkdir()
    accept_all(tmp_path)
    return edit_project(tmp_path, (CLOTH, "Wet it and lay it on.", NEW))


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture):
    """Runs a command on the project; returns its exit code, its output and its messages."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = build.main([arguments[0], *arguments[1:], "--root", str(project)])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return code, *capsys.readouterr()

    return run


def test_review_shows_old_and_new_words_rules_and_risks(project, run):
    code, output, _ = run("review")
    assert code == 0
    lines = [line.strip() for line in output.splitlines()]
    assert "old   Wet it and lay it on. [^open]" in lines
    assert f"new   {NEW} [^open]" in lines
    rules = [line for line in lines if line.startswith("rule")]
    assert rules[0].startswith("rule  BHA: From day 7, once your skin has healed"), rules
    assert "risk  a time: overnight" in lines
    assert any(line.startswith("risk  a medicine without whom to ask") for line in lines)


def test_review_knows_a_sign_by_other_words(project, run):
    edit_project(project, (CLOTH, NEW, "Sore eye, with pain in it? Wait."))
    edit_project(
        project,
        (
            "docs/_data/sign_words.yml",
            "sign_words: []",
            'sign_words:\n  - {id: eye, red_flags: [eye-pain], words: ["sore eye"]}',
        ),
    )
    assert "sign  eye-pain: emergency_now" in run("review")[1]


WORDS = {
    "a brand": ("Put on Betnovate.", "rule  steroid: Only if a clinician"),
    "a medicine with a row alone": ("Valtrex helps.", "rule  Cold sore tablets: Ask a doctor."),
    "a medicine by a brand": ("Valtrex helps.", "a medicine without whom to ask: antiviral"),
    "a household thing": ("Dab on bleach.", "rule  household: not on needled skin"),
    "a sign by one word": ("Blisters dry out by themselves.", "sign  pus: same_day"),
    "what is done to skin": ("Prick them, then peel it off.", "done to skin: prick, peel it off"),
}
BRANDS = """\
brands:
  - {id: steroids, row: steroid, names: [Betnovate]}
  - {id: viruses, row: antiviral, names: [Valtrex]}
  - {id: household, names: [bleach]}
"""
ROWS = """\
a_to_z:
  - {id: antiviral, name: Cold sore tablets, kind: medicine, ask: a doctor}
"""
SIGNS = "sign_words:\n  - {id: blister, red_flags: [pus], whole: true, words: [blisters]}\n"


@pytest.mark.parametrize("name", WORDS)
def test_review_shows_what_words_touch(name, project, run):
    for path, text in (("brands", BRANDS), ("a_to_z", ROWS), ("sign_words", SIGNS)):
        (project / f"docs/_data/{path}.yml").write_text(text, encoding="utf-8")
    words, line = WORDS[name]
    edit_project(project, (CLOTH, NEW, words))
    assert line in run("review", CLOTH)[1]


def test_review_of_one_file_or_of_everything(project, run):
    assert "0 passages" in run("review", "docs/causes")[2]
    assert "Hard white dots" in run("review", "--all")[1]


def test_review_as_a_page_to_sign(project, run, tmp_path):
    (project / "overrides" / "paper").mkdir()
    shutil.copy(ROOT / "overrides/paper/review.html.jinja", project / "overrides/paper")
    accept_all(project)
    edit_project(project, (CLOTH, NEW, "Wet it & <b>dab</b>."))
    code, _, _ = run("review", CLOTH, "--html", str(tmp_path / "review.html"))
    page = (tmp_path / "review.html").read_text("utf-8")
    assert code == 0 and "Signature" in page
    assert "Wet it &amp; &lt;b&gt;dab&lt;/b&gt;." in page


def test_accept_lists_and_writes_and_check_passes(project, run):
    code, output, _ = run("accept", CLOTH, "--as", "editor", "--by", "Ada Lovelace")
    assert code == 0 and NEW in output
    written = (project / FILE).read_text("utf-8")
    assert f"Ada Lovelace\t{CLOTH}\t{NEW}" in written
    assert "Wet it and lay it on" not in written
    assert list(check_accepted(load_knowledge(project)[0])) == []


def test_accept_of_one_line(project, run):
    edit_project(project, (CLOTH, "Use clean water.", "Use fresh water."))
    line = (project / CLOTH).read_text("utf-8").splitlines().index(f"{NEW} [^open]") + 1
    assert run("accept", f"{CLOTH}:{line}", "--as", "editor", "--by", "Ada L")[0] == 0
    written = (project / FILE).read_text("utf-8")
    assert NEW in written and "Use fresh water." not in written


def test_a_clinicians_acceptance_is_a_line_of_its_own(project, run):
    run("accept", CLOTH, "--as", "editor", "--by", "Ada L")
    run("accept", CLOTH, "--as", "clinician", "--by", "Dr. B")
    roles = [
        line.split("\t")[1]
        for line in (project / FILE).read_text("utf-8").splitlines()
        if NEW in line
    ]
    assert sorted(roles) == ["clinician", "editor"]


def test_the_difference_is_the_list_of_what_changed(project, run):
    before = (project / FILE).read_text("utf-8").splitlines()
    run("accept", "docs", "--as", "editor", "--by", "Ada L")
    after = (project / FILE).read_text("utf-8").splitlines()
    assert [line.split("\t")[5] for line in after if line not in before] == [f"{NEW} [^open]"]
    assert len([line for line in before if line not in after]) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((CLOTH, "--as", "editor", "--by", ""), 2),
        ((CLOTH, "--as", "editor", "--by", " - "), 2),
        ((CLOTH, "--as", "editor", "--by", "Ada \udcff"), 2),
        ((CLOTH, "--as", "editor", "--by", "YOUR-NAME"), 2),
        ((CLOTH, "--as", "editor", "--by", "Your name"), 2),
        ((CLOTH, "--as", "reader", "--by", "Ada L"), 2),
        (("docs/treat/none.md", "--as", "editor", "--by", "Ada L"), 2),
        ((f"{CLOTH}:x", "--as", "editor", "--by", "Ada L"), 2),
        (("docs/causes", "--as", "editor", "--by", "Ada L"), 1),
    ],
)
def test_what_cannot_be_accepted_writes_nothing(arguments, code, project, run):
    before = snapshot(project)
    found, _, said = run("accept", *arguments)
    assert found == code and said
    assert snapshot(project) == before


def test_broken_content_is_mended_first(project, run):
    edit_project(project, (CLOTH, "max_days: 3", "max_days: many"))
    before = snapshot(project)
    code, _, said = run("accept", CLOTH, "--as", "editor", "--by", "Ada L")
    assert code == 1 and "mend them first" in said
    assert snapshot(project) == before
