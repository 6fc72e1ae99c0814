"""The history of the handout: no changed words leave under an old code, and a new version is
written without touching the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import build
from conftest import Content, run_build
from creators.handout.create import create_sheet
from creators.handout.versions import (
    CHECK_PAGE,
    FILE,
    add_version,
    current_version,
    version_problem,
)
from creators.site.files import create_site, load_templates
from helpers import ROOT, get, mkdocs_serve, wait_for
from knowledge.checks import stable_ids
from knowledge.checks.versions import CHECKS
from knowledge.checks.words import flesch_kincaid
from knowledge.model import Knowledge, Version
from knowledge.prose.blocks import sentences
from knowledge.reading.loader import load_knowledge
from knowledge.reading.parser import parse_entries

FLAGS = "docs/_data/red_flags.yml"
OLD = """\
# A comment above.
versions:
  # One between.
  - {id: "1", date: 2026-11-22, content_hash: "0123456789abcdef", \
changes: [{text: "The first one."}]}  # and one behind
"""


def change_the_sheet(content: Content) -> None:
    """More words for a red flag on the sheet. With fewer the build would stop for the words that
    are gone."""
    content.edit(FLAGS, 'short: "Breathing: ', 'short: "Breathing: a sign from the test, ')


def hash_of(root: Path) -> str:
    """The hash of the general sheet of a project."""
    return create_sheet(load_knowledge(root)[0]).content_hash


def messages(knowledge: Knowledge, text: str) -> list[str]:
    """What the parser and the checks say of a history."""
    versions, problems = parse_entries(FILE, text, Version, "versions")
    fresh = replace(knowledge, versions={version.id: version for version in versions})
    return [
        str(problem)
        for problem in [*problems, *(found for check in CHECKS for found in check(fresh))]
    ]


def test_the_newest_version_is_todays_sheet(knowledge: Knowledge):
    assert version_problem(knowledge) is None
    assert current_version(knowledge).content_hash == create_sheet(knowledge).content_hash
    assert list(knowledge.versions)[0] == max(knowledge.versions, key=int)


def test_changed_words_are_refused_with_what_to_do(content: Content):
    change_the_sheet(content)
    done = run_build("check", root=content.root)
    found = re.fullmatch(
        rf'{FILE}:\d+: content_hash: expected .* that of the handout, "([0-9a-f]{{16}})"; got'
        r' "[0-9a-f]{16}": its words have changed; do add a version with content_hash: "\1",'
        r" today\'s date and what changed, .*new-version.*\n",
        done.stdout,
    )
    assert done.returncode == 1 and found and found[1] == hash_of(content.root)
    # asked for another file's mistakes only
    assert run_build("check", FLAGS, root=content.root).returncode == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "versions: []\n",
            (
                f"{FILE}:1: versions: expected a version of the handout; got none; do add a version"
                " with content_hash: "
            ),
        ),
        (
            None,
            f"{FILE}:1: file: expected a file that can be read; got No such file or directory; do ",
        ),
        (
            "",
            (
                f"{FILE}:1: versions: expected one list under the key versions; got an empty file;"
                " do write versions: []"
            ),
        ),
    ],
)
def test_a_history_that_is_not_there_is_one_clear_line(
    text: str | None, line: str, content: Content
):
    (content.root / FILE).unlink() if text is None else (content.root / FILE).write_text(text)
    ids = content.root / stable_ids.FILE  # a project that never had a version
    ids.write_text(re.sub("^versions .*\n", "", ids.read_text(encoding="utf-8"), flags=re.M))
    done = run_build("check", root=content.root)
    assert done.returncode == 1 and done.stdout.startswith(line) and done.stdout.count("\n") == 1


@pytest.mark.parametrize("command", ["site", "stage"])
def test_nothing_is_built_of_changed_words(command: str, project: Content):
    change_the_sheet(project)
    done = run_build(command, root=project.root)
    assert (
        done.returncode == 1
        and done.stdout.startswith(f"{FILE}:")
        and not list(project.root.glob("site/*"))
    )


def test_a_preview_shows_changed_words_and_warns(project: Content):
    change_the_sheet(project)
    log = project.root / "serve.log"
    with mkdocs_serve(project.root, log) as url:
        wait_for(lambda: "a sign from the test" in get(url))
        assert f"{FILE}:" in log.read_text() and "new-version" in log.read_text()


def test_a_new_version_makes_it_right_and_leaves_the_rest_of_the_file(content: Content):
    change_the_sheet(content)
    before = (content.root / FILE).read_text(encoding="utf-8")
    done = run_build(
        "new-version",
        "--change",
        'It says "a sign": now in plain words.',
        "--safety-change",
        "Wait longer.",
        root=content.root,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    knowledge, problems = load_knowledge(content.root)
    newest = current_version(knowledge)
    assert (
        not problems
        and version_problem(knowledge) is None
        and (newest.id, newest.date) == (str(len(knowledge.versions)), knowledge.today)
    )
    assert [(change.text, change.safety) for change in newest.changes] == [
        ('It says "a sign": now in plain words.', False),
        ("Wait longer.", True),
    ]
    assert (
        f"wrote version {newest.id} of {newest.date}" in done.stderr
        and newest.content_hash in done.stderr
        and "1 of safety" in done.stderr
    )
    after = (content.root / FILE).read_text(encoding="utf-8")
    head, tail = before.split("versions:\n")
    assert (
        after.startswith(f"{head}versions:\n")
        and after.endswith(tail)
        and run_build("check", root=content.root).returncode == 0
    )


def test_what_has_a_version_needs_none(content: Content, capsys: pytest.CaptureFixture):
    before = (content.root / FILE).read_text(encoding="utf-8")
    assert (
        build.main(["new-version", "--change", "Nothing much.", "--root", str(content.root)]) == 1
    )
    assert "expected a handout whose words have changed" in capsys.readouterr().err
    assert build.main(["new-version", "--root", str(content.root)]) == 2
    assert (content.root / FILE).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "words",
    [
        "See *this*.",
        "[Read](x) it.",
        "a\u0007b",
        "x",
        "It was changed by us.",
        " ".join(["word"] * 21),
    ],
)
def test_words_that_are_not_plain_are_refused_and_nothing_is_written(
    words: str, content: Content, capsys: pytest.CaptureFixture
):
    change_the_sheet(content)
    before = (content.root / FILE).read_text(encoding="utf-8")
    assert build.main(["new-version", "--change", words, "--root", str(content.root)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{FILE}:") and "nothing was written" in err
    assert (content.root / FILE).read_text(encoding="utf-8") == before


def test_comments_outlive_a_new_version(knowledge: Knowledge):
    old = replace(
        knowledge,
        versions={
            version.id: version for version in parse_entries(FILE, OLD, Version, "versions")[0]
        },
    )
    version, text, problems = add_version(old, OLD, [("Say it.", False)])
    assert not problems and version.id == "2"
    assert text.startswith('# A comment above.\nversions:\n  - id: "2"\n') and text.endswith(
        OLD.split("versions:\n")[1]
    )
    assert (
        add_version(old, "versions: []  # none yet\n", [("Say it.", True)])[1].count("safety: true")
        == 1
    )


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (('id: "1"', "id: 1"), 'expected the version\'s number in quotes; got "1"'),
        (('id: "1"', 'id: "1-ab12cd"'), "expected the version's number in quotes"),
        (("date: 2026-11-22", "date: 2999-01-01"), "expected a day up to "),
        (('[{text: "The first one."}]', "[]"), "expected a list of one change or more; got"),
        (("0123456789abcdef", "0123"), "expected the 16 digits that build.py check printed"),
        (("The first one.", "The [first](a.md) one."), 'expected plain words; got "["'),
        (
            (
                "The first one.",
                "Methodological considerations necessitated comprehensive reconsideration.",
            ),
            "expected reading grade 6.0 at most",
        ),
    ],
)
def test_a_history_in_disorder_is_refused(edit: tuple[str, str], line: str, knowledge: Knowledge):
    assert messages(knowledge, OLD) == []
    found = messages(knowledge, OLD.replace(*edit))
    assert len(found) == 1 and line in found[0]


def test_the_newest_stands_first(knowledge: Knowledge):
    second = OLD.splitlines()[-1]
    for newer, ok in (
        (second.replace('"1"', '"2"'), True),
        (second.replace('"1"', '"2"').replace("11-22", "11-20"), False),
    ):
        assert (messages(knowledge, OLD.replace(second, f"{newer}\n{second}")) == []) == ok
    assert len(messages(knowledge, f"{OLD}{second.replace('1', '2', 1)}\n")) == 1


def test_the_page_lists_every_version_with_safety_first(knowledge: Knowledge):
    text = OLD.replace(
        '[{text: "The first one."}]', '[{text: "A word."}, {text: "A wait.", safety: true}]'
    )
    versions = {
        version.id: version for version in parse_entries(FILE, text, Version, "versions")[0]
    }
    page = create_site(replace(knowledge, versions=versions), load_templates(ROOT))[CHECK_PAGE]
    assert (
        "### Version 1: November 22, 2026 { #v1 }\n\n- **Safety change:** A wait.\n- A word.\n"
        in page
    )
    assert (
        page.index("If this is an emergency")
        < page.index("<!-- check -->")
        < page.index("### Version 1")
    )
    said = [
        sentence
        for line in re.sub(r"\[([^\]]*)\]\([^)]*\)|[*#]", r"\1", page.split("# ")[1]).split("\n")
        for sentence in sentences(line)
    ]
    assert flesch_kincaid(said) <= 5 and all(len(sentence.split()) <= 20 for sentence in said)


def test_a_project_without_a_history_still_makes_its_pages(knowledge: Knowledge):
    assert (
        "### Version"
        not in create_site(replace(knowledge, versions={}), load_templates(ROOT))[CHECK_PAGE]
    )
