"""Published ids stay: one that vanished, is new or is used again is named, with the line to
write."""

import re
from pathlib import Path

import pytest

from knowledge.checks import check_project
from knowledge.checks.stable_ids import FILE, add_line, check_stable_ids
from knowledge.problems import Problem
from knowledge.reading.loader import load_knowledge
from small_project import write_project

CLOTH = "docs/treat/cloth.md"


def found(root: Path, *edits) -> list[str]:
    knowledge, problems = load_knowledge(write_project(root, *edits))
    return [str(problem) for problem in check_stable_ids(root, knowledge)]


def test_a_project_whose_ids_are_listed_has_no_problem(tmp_path):
    assert found(tmp_path) == []
    assert found(tmp_path, (FILE, "remedies acid-wash\n", "remedies acid\nremedies acid-wash\n"))


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            ("remedies cloth\n", ""),
            f"{FILE}:10: id: expected a line for each published id ({CLOTH}:2); got none; do add"
            " this line: remedies cloth",
        ),
        (
            ("urgencies within_48h\n", ""),
            f"{FILE}:22: id: expected a line for each published id (docs/_data/urgencies.yml:4);"
            " got none; do add this line: urgencies within_48h",
        ),
        (
            ("remedies cloth\n", "remedies cloth\nremedies soap\n"),
            f"{FILE}:11: id: expected a record with this id, as others refer to it; got"
            ' "remedies soap", which is gone; do run build.py rename treat/soap and its new address'
            " (it mends all that names it), or write moved_from: [treat/soap] below title: in the"
            " page in its place, or write here: remedies soap retired",
        ),
        (
            ("remedies cloth\n", "remedies cloth retired\n"),
            f"{CLOTH}:2: id: expected an id that never had another record ({FILE}:10); got"
            ' "cloth", which is retired; do choose another id',
        ),
        (
            ("remedies cloth\n", "remedies cloth\nremedies cloth\n"),
            f'{FILE}:11: id: expected an id that stands once; got "remedies cloth", also on line'
            " 10; do remove one of the two",
        ),
        (
            ("remedies cloth\n", "remedies cloth\nremedy soap\n"),
            f'{FILE}:11: id: expected a line such as remedies aloe; got "remedy soap"; do correct'
            " the line",
        ),
    ],
)
def test_each_mistake_is_said_with_its_line(tmp_path, edit, message):
    old, new = edit
    text = (write_project(tmp_path) / FILE).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / FILE).write_text(text.replace(old, new), encoding="utf-8")
    knowledge, _ = load_knowledge(tmp_path)
    assert [str(one) for one in check_stable_ids(tmp_path, knowledge)] == [message]


def test_an_id_that_is_retired_may_stay_away(tmp_path):
    assert (
        found(tmp_path, (FILE, "remedies cloth\n", "remedies cloth\nremedies soap retired\n")) == []
    )


def test_a_list_that_is_gone_is_said(tmp_path):
    """Silence there would let the list be deleted, and every id with it, unseen."""
    (write_project(tmp_path) / FILE).unlink()
    knowledge, _ = load_knowledge(tmp_path)
    [problem] = check_stable_ids(tmp_path, knowledge)
    assert (problem.path, problem.expected) == (FILE, "a file that can be read")


def test_a_page_that_is_deleted_is_gone(tmp_path):
    write_project(tmp_path)
    (tmp_path / CLOTH).unlink()
    knowledge, _ = load_knowledge(tmp_path)
    assert len(list(check_stable_ids(tmp_path, knowledge))) == 1


def test_the_line_that_a_message_asks_for_settles_it(tmp_path):
    write_project(tmp_path, (FILE, "remedies cloth\n", ""))
    [problem] = [one for one in check_project(tmp_path)[1] if one.path == FILE]
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    line = problem.do.removeprefix("add this line: ")
    (tmp_path / FILE).write_text(add_line(text, line), encoding="utf-8")
    assert (tmp_path / FILE).read_text(encoding="utf-8").splitlines()[problem.line - 1] == line
    assert [one for one in check_project(tmp_path)[1] if one.path == FILE] == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("treat/cloth", "treat/soft-cloth", "remedies cloth"),
        ("causes/milia", "causes/dots", "causes milia"),
        ("prevent/week", "prevent/days", "pages prevent/week"),
    ],
)
def test_a_page_that_is_gone_leads_on(old, new, line, tmp_path):
    write_project(tmp_path)
    page = (tmp_path / f"docs/{old}.md").rename(tmp_path / f"docs/{new}.md")
    [said] = [one for one in gone(tmp_path) if f'"{line}"' in one.got]
    assert said.do.startswith(f"run build.py rename {old} and its new address")
    [asked] = re.findall(r"write (moved_from: \S+) below title: in the page in its place", said.do)
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub("^(title: .*)$", rf"\1\n{asked}", text, flags=re.M), "utf-8")
    assert [one for one in gone(tmp_path) if "which is gone" in one.got] == []


def gone(root: Path) -> list[Problem]:
    return list(check_stable_ids(root, load_knowledge(root)[0]))
