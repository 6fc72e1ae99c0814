"""The history of the handout: no changed words leave under an old code, and a new version is
written without touching the rest."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import build
from accepting import accept_all
from conftest import Content, released, run_build
from creators.handout.create import create_imprint, create_sheet
from creators.handout.versions import (
    CHECK_PAGE,
    DRAFT,
    FILE,
    add_version,
    current_version,
    printed_version,
    version_problem,
)
from creators.site.files import create_site, load_templates
from creators.site.page import HERE
from helpers import ROOT, get, mkdocs_serve, snapshot, wait_for
from kept_for_all import share_what_is_kept
from knowledge.checks import stable_ids
from knowledge.checks import versions as rules
from knowledge.checks.named import checks_of
from knowledge.checks.words import flesch_kincaid
from knowledge.model import Knowledge, NextChange, Version
from knowledge.prose.blocks import sentences
from knowledge.reading.loader import CHANGES, load_clinic, load_knowledge
from knowledge.reading.parser import parse_entries
from planting import planted
from small_site import write_site_project

FLAGS = "docs/_data/red_flags.yml"
OLD = """\
# A comment above.
versions:
  # One between.
  - {id: "1", date: 2026-11-22, content_hash: "0123456789abcdef", \
changes: [{text: "The first one."}]}  # and one behind
"""


def change_the_sheet(content: Content) -> None:
    """More words for a red flag on the sheet of the small project. With fewer the build would stop
    for the words that are gone."""
    content.edit(FLAGS, 'short: "Pus"', 'short: "Pus, a sign from the test"')
    accept_all(content.root)


def newest(content: Content) -> str:
    """The number of the newest version of a project."""
    return current_version(load_knowledge(content.root)[0]).id


def new_change(content: Content, *arguments: str) -> int:
    return build.main(["new-change", *arguments, "--root", str(content.root)])


def tell(content: Content, *arguments: str) -> None:
    """Say what has changed, in words that are then accepted."""
    assert new_change(content, *arguments) == 0
    accept_all(content.root)


def messages(knowledge: Knowledge, text: str) -> list[str]:
    """What the parser and the checks say of a history."""
    versions, problems = parse_entries(FILE, text, Version, "versions")
    fresh = replace(knowledge, versions={version.id: version for version in versions})
    return [
        str(problem)
        for problem in [
            *problems,
            *(found for check in checks_of(rules) for found in check(fresh)),
        ]
    ]


def test_the_newest_version_is_todays_sheet(knowledge: Knowledge):
    assert version_problem(knowledge) is None
    assert current_version(knowledge).content_hash == create_sheet(knowledge).content_hash
    assert list(knowledge.versions)[0] == max(knowledge.versions, key=int)


def test_changed_words_are_refused_until_a_line_says_what_has_changed(small_site: Content):
    change_the_sheet(small_site)
    done = run_build("check", root=small_site.root)
    assert done.returncode == 1 and done.stdout.startswith(
        f"{CHANGES}:1: changes: expected a line on what has changed on the handout; got words that"
        f" differ from version {newest(small_site)}; do run build.py new-change "
    )
    assert done.stdout.count("\n") == 1
    # asked for another file's mistakes only
    assert run_build("check", FLAGS, root=small_site.root).returncode == 0
    tell(small_site, "Say it.")
    assert "1 change of the handout not released" in run_build("check", root=small_site.root).stderr


def test_a_change_of_a_handout_that_is_as_it_was_is_refused(small_site: Content):
    tell(small_site, "Say it.")
    done = run_build("check", root=small_site.root)
    assert done.returncode == 1 and done.stdout == (
        f"{CHANGES}/say-it.yml:2: changes: expected a handout with words that differ from version"
        f" {newest(small_site)}, as this change says; got the same words; do change the content, or"
        " delete the file\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "versions: []\n",
            (
                f"{CHANGES}:1: changes: expected a line on what has changed on the handout; got"
                " words without a version; do run build.py new-change "
            ),
        ),
        (
            None,
            f"{FILE}:1: file: expected a file that can be read; got No such file or directory; do ",
        ),
        (
            "",
            (
                f"{FILE}:1: versions: expected one list under the key versions; got nothing; do"
                " begin the file with versions:"
            ),
        ),
    ],
)
def test_a_history_that_is_not_there_is_one_clear_line(
    text: str | None, line: str, small_site: Content
):
    (small_site.root / FILE).unlink() if text is None else (small_site.root / FILE).write_text(text)
    ids = small_site.root / stable_ids.FILE  # a project that never had a version
    ids.write_text(re.sub("^versions .*\n", "", ids.read_text(encoding="utf-8"), flags=re.M))
    if text and text.startswith("versions:"):  # a file that can be read
        accept_all(small_site.root)
    done = run_build("check", root=small_site.root)
    assert done.returncode == 1 and done.stdout.startswith(line) and done.stdout.count("\n") == 1


@pytest.mark.parametrize("command", ["site", "stage"])
def test_nothing_is_built_of_changed_words(command: str, small_site: Content):
    change_the_sheet(small_site)
    done = run_build(command, root=small_site.root)
    assert (
        done.returncode == 1
        and done.stdout.startswith(f"{CHANGES}:")
        and not list(small_site.root.glob("site/*"))
    )


def test_a_preview_shows_changed_words_and_warns(small_site: Content):
    change_the_sheet(small_site)
    log = small_site.root / "serve.log"
    share_what_is_kept(small_site.root)
    with mkdocs_serve(small_site.root, log) as url:
        wait_for(lambda: "a sign from the test" in get(url))
        assert f"{CHANGES}:" in log.read_text() and "new-change" in log.read_text()


def test_words_that_are_not_released_never_carry_the_code_of_others(knowledge: Knowledge):
    newest = current_version(knowledge)
    assert printed_version(knowledge) == (newest.id, str(newest.date))
    text = (released() / FLAGS).read_text(encoding="utf-8")
    old, new = ('short: "Trouble breathing, ', 'short: "Trouble breathing, a sign from the test, ')
    assert text.count(old) == 1
    draft = replace(
        planted(knowledge, FLAGS, text.replace(old, new)), changes=(NextChange(text="Say it."),)
    )
    assert printed_version(draft) == (DRAFT, str(newest.date))
    assert printed_version(replace(draft, versions={})) == (DRAFT, str(draft.today))
    clinic, _ = load_clinic(ROOT, ROOT / "clinics" / "example.yml")
    for one in (None, clinic):
        sheet = create_sheet(draft, one)
        made = create_imprint(sheet, one, *printed_version(draft), "https://guide.example/")
        assert made.version.startswith(DRAFT) and made.number == 0


def test_a_release_numbers_the_words_and_leaves_the_rest_of_the_file(small_site: Content):
    change_the_sheet(small_site)
    before = (small_site.root / FILE).read_text(encoding="utf-8")
    number = str(int(newest(small_site)) + 1)
    tell(small_site, 'It says "a sign": now in plain words.')
    tell(small_site, "Wait longer.", "--safety")
    done = run_build("release", root=small_site.root)
    assert done.returncode == 0, done.stdout + done.stderr
    knowledge, problems = load_knowledge(small_site.root)
    version = current_version(knowledge)
    assert not problems and version_problem(knowledge, released=True) is None
    assert (version.id, version.date) == (number, knowledge.today)
    assert printed_version(knowledge) == (number, str(knowledge.today))
    assert [(change.text, change.safety) for change in version.changes] == [
        ('It says "a sign": now in plain words.', False),
        ("Wait longer.", True),
    ]
    assert f"wrote version {number} of {version.date}" in done.stderr
    assert version.content_hash in done.stderr and "1 of safety" in done.stderr
    after = (small_site.root / FILE).read_text(encoding="utf-8")
    head, tail = before.split("versions:\n")
    assert after.startswith(f"{head}versions:\n") and after.endswith(tail)
    assert list((small_site.root / CHANGES).iterdir()) == []
    assert run_build("check", root=small_site.root).returncode == 0


def test_two_people_who_say_what_they_changed_write_to_no_file_of_the_other(small_site: Content):
    """Their branches merge by themselves, and neither has a number yet."""
    before = snapshot(small_site.root)
    for words in ("Say it.", "Wait longer."):
        assert new_change(small_site, words) == 0
    after = snapshot(small_site.root)
    assert {path for path in after if after[path] != before.get(path)} == {
        f"{CHANGES}/say-it.yml",
        f"{CHANGES}/wait-longer.yml",
    }
    assert new_change(small_site, "Say it!") == 2 and snapshot(small_site.root) == after


@pytest.mark.parametrize("fault", ["nothing changed", "no line", "problem", "a later day"])
def test_what_cannot_be_released_is_refused_and_nothing_is_written(
    fault: str, small_site: Content, monkeypatch: pytest.MonkeyPatch
):
    if fault != "nothing changed":
        change_the_sheet(small_site)
    if fault in ("problem", "a later day"):
        tell(small_site, "Say it.")
    if fault == "problem":
        small_site.edit(FLAGS, "urgency: same_day", "urgency: soon")
    if fault == "a later day":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764288000")  # 2025-11-28
    before = snapshot(small_site.root)
    done = run_build("release", root=small_site.root)
    assert done.returncode == 1 and "; do " in done.stdout + done.stderr
    assert "Traceback" not in done.stderr and snapshot(small_site.root) == before


def test_a_release_that_cannot_be_written_whole_leaves_all_as_it_was(
    small_site: Content, monkeypatch: pytest.MonkeyPatch
):
    change_the_sheet(small_site)
    tell(small_site, "Say it.")
    before = snapshot(small_site.root)

    def refuse(self, missing_ok=False):
        raise OSError(13, "Permission denied", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        assert build.main(["release", "--root", str(small_site.root)]) == 1
    now = {path: data for path, data in snapshot(small_site.root).items() if path in before}
    assert now == before


@pytest.mark.parametrize(
    "words",
    [
        "See *this*.",
        "[Read](x) it.",
        "x",
        " ".join(["word"] * 21),
    ],
)
def test_words_that_are_not_plain_are_refused_and_nothing_is_written(
    words: str, small_site: Content, capsys: pytest.CaptureFixture
):
    before = snapshot(small_site.root)
    assert new_change(small_site, words) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{CHANGES}/") and "nothing was written" in err
    assert snapshot(small_site.root) == before


def test_comments_outlive_a_release(knowledge: Knowledge):
    old = replace(
        knowledge,
        versions={
            version.id: version for version in parse_entries(FILE, OLD, Version, "versions")[0]
        },
        changes=(NextChange(text="Say it.", safety=True),),
    )
    version, text, problems = add_version(old, OLD)
    assert not problems and version.id == "2"
    assert text.startswith('# A comment above.\nversions:\n  - id: "2"\n') and text.endswith(
        OLD.split("versions:\n")[1]
    )
    assert add_version(old, "versions: []  # none yet\n")[1].count("safety: true") == 1


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


@pytest.fixture
def small(tmp_path: Path, knowledge: Knowledge) -> Knowledge:
    """The small project with the words of an emergency that readers get."""
    found = load_knowledge(write_site_project(tmp_path))[0]
    return replace(found, urgencies=knowledge.urgencies)


def test_the_page_lists_every_version_with_safety_first(small: Knowledge):
    text = OLD.replace(
        '[{text: "The first one."}]', '[{text: "A word."}, {text: "A wait.", safety: true}]'
    )
    versions = {
        version.id: version for version in parse_entries(FILE, text, Version, "versions")[0]
    }
    page = create_site(replace(small, versions=versions), load_templates(ROOT)).texts[CHECK_PAGE]
    assert (
        "### Version 1: 22 November 2026 { #v1 }\n\n- **Safety change:** A wait.\n- A word.\n"
        in page
    )
    assert page.index("If this is an emergency") < page.index(HERE) < page.index("### Version 1")
    said = [
        sentence
        for line in re.sub(r"\[([^\]]*)\]\([^)]*\)|[*#]", r"\1", page.split("# ")[1]).split("\n")
        for sentence in sentences(line)
    ]
    assert flesch_kincaid(said) <= 5 and all(len(sentence.split()) <= 20 for sentence in said)


def test_a_project_without_a_history_still_makes_its_pages(small: Knowledge):
    created = create_site(replace(small, versions={}), load_templates(ROOT))
    assert "### Version" not in created.texts[CHECK_PAGE]
