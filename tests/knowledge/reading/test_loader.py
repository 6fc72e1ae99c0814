"""Folders to Knowledge: every file is read, and every file that cannot be is named."""

import datetime

import pytest

from knowledge.checks.versions import check_version_order
from knowledge.model import Urgency
from knowledge.reading.loader import DATA_FILES, load_knowledge, read_text
from small_project import FLAGS, small_knowledge, write_project

LIST = "one list under the key"


def load_problems(root) -> list[str]:
    return [str(problem) for problem in load_knowledge(root)[1]]


def test_every_record_is_kept_by_its_id_in_the_order_of_its_file(tmp_path):
    small = small_knowledge(tmp_path)
    assert list(small.guides) == ["identify/index.md", "index.md"]
    assert list(small.causes) == ["milia", "rash"]
    assert list(small.remedies) == ["acid-wash", "cloth", "steroid"]
    assert list(small.rules) == ["week"]
    assert list(small.red_flags) == ["pearls", "pus", "eye-pain", "late-bumps"]
    assert list(small.urgencies) == list(Urgency)
    assert list(small.substances) == ["acid", "bha", "steroid"]
    assert (list(small.activities), list(small.groups), list(small.stages)) == (
        ["swimming"],
        ["pregnant", "allergic"],
        ["first", "rest"],
    )
    assert (list(small.bump_types), list(small.emergency_numbers), list(small.corrections)) == (
        ["pearls"],
        ["us", "uk"],
        ["healing"],
    )
    assert list(small.sources) == ["GOOD", "CASES", "CLINIC", "UNREAD"]


def test_pages_are_given_by_path(tmp_path):
    assert list(small_knowledge(tmp_path).pages()) == [
        "causes/milia.md",
        "causes/rash.md",
        "identify/index.md",
        "index.md",
        "prevent/week.md",
        "treat/acid-wash.md",
        "treat/cloth.md",
        "treat/steroid.md",
    ]


def test_the_real_content_has_a_page_for_every_file(knowledge):
    assert (len(knowledge.pages()), len(knowledge.causes), len(knowledge.remedies)) >= (80, 25, 20)
    assert all(path == page.path for path, page in knowledge.pages().items())


def test_nobody_can_change_the_knowledge(tmp_path):
    small = small_knowledge(tmp_path)
    with pytest.raises(TypeError):
        small.red_flags["pus"] = small.red_flags["pearls"]
    with pytest.raises(AttributeError):
        small.red_flags = {}


def test_a_cause_is_as_urgent_as_its_worst_sign(tmp_path):
    small = small_knowledge(
        tmp_path, ("docs/causes/rash.md", "signs: [pus]", "signs: [pearls, eye-pain, pus]")
    )
    assert small.urgency_of(small.causes["rash"]) is Urgency.EMERGENCY_NOW
    assert small.urgency_of(small.causes["milia"]) is Urgency.ROUTINE


def test_a_cause_without_signs_is_routine(tmp_path):
    small = small_knowledge(tmp_path, ("docs/causes/rash.md", "signs: [pus]", "signs: [gone]"))
    assert small.urgency_of(small.causes["rash"]) is Urgency.ROUTINE


def test_an_id_stands_once_and_the_first_record_wins(tmp_path):
    write_project(
        tmp_path,
        (
            "docs/_data/red_flags.yml",
            '  - id: eye-pain\n    sign: "Eye pain"',
            '  - id: pus\n    sign: "More pus"',
        ),
    )
    knowledge, problems = load_knowledge(tmp_path)
    assert [str(problem) for problem in problems] == [
        'docs/_data/red_flags.yml:23: id: expected an id that stands once; got "pus"; do rename it;'
        " the other is on line 12"
    ]
    assert knowledge.red_flags["pus"].sign == "Pus or yellow crusts"


def test_an_urgency_stands_once(tmp_path):
    write_project(tmp_path, ("docs/_data/urgencies.yml", "id: same_day", "id: routine"))
    assert load_problems(tmp_path) == [
        'docs/_data/urgencies.yml:5: id: expected an id that stands once; got "routine"; do rename'
        " it; the other is on line 3"
    ]


def test_every_broken_file_is_named_at_once(tmp_path):
    write_project(
        tmp_path,
        ("docs/index.md", "title:", "titel:"),
        ("docs/_data/groups.yml", "groups:", "group:"),
    )
    (tmp_path / "docs/treat/lost/deep.md").parent.mkdir()
    (tmp_path / "docs/treat/lost/deep.md").write_text("x")
    assert [message.split(": ")[0:2] for message in load_problems(tmp_path)] == [
        ["docs/index.md:2", "titel"],
        ["docs/index.md:2", "title"],
        ["docs/treat/lost/deep.md:1", "page"],
        ["docs/_data/groups.yml:1", "groups"],
    ]


@pytest.mark.parametrize(
    ("path", "before", "line"),
    [
        ("docs/treat/cloth.md", b"---\ntitle: Caf", 2),
        ("docs/treat/cloth.md", b"", 1),
        ("docs/_data/groups.yml", b"groups:\n\n  # caf", 3),
        ("docs/treat/cloth.md", b"\xef\xbb\xbf---\na\n", 3),
    ],
)
def test_a_file_that_is_not_utf8_is_named_with_the_line_of_the_byte(tmp_path, path, before, line):
    write_project(tmp_path)
    (tmp_path / path).write_bytes(before + b"\xe9\n")
    assert load_problems(tmp_path) == [
        f"{path}:{line}: file: expected UTF-8 text; got byte 0xe9; do save the file again as UTF-8"
    ]


@pytest.mark.parametrize(
    ("mark", "end"), [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r\n")]
)
def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(tmp_path, mark, end):
    plain = small_knowledge(tmp_path)
    for path in ("docs/treat/cloth.md", "docs/_data/red_flags.yml"):
        file = tmp_path / path
        file.write_bytes(mark + file.read_bytes().replace(b"\n", end))
    assert load_problems(tmp_path) == []
    assert load_knowledge(tmp_path)[0].texts == plain.texts


def test_a_data_file_that_is_not_there_is_a_problem(tmp_path):
    write_project(tmp_path)
    (tmp_path / "docs/_data/groups.yml").unlink()
    assert load_problems(tmp_path) == [
        "docs/_data/groups.yml:1: file: expected a file that can be read; got No such file or"
        " directory; do create it or mend its permissions"
    ]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_data_file_is_a_problem(tmp_path, text):
    write_project(tmp_path)
    (tmp_path / "docs/_data/decisions.yml").write_text(text)
    assert load_problems(tmp_path) == [
        f"docs/_data/decisions.yml:1: decisions: expected {LIST} decisions; got nothing; do"
        " begin the file with decisions:"
    ]


def test_a_folder_named_like_a_page_and_a_file_among_the_data_are_no_pages(tmp_path):
    write_project(tmp_path)
    (tmp_path / "docs/treat/odd.md").mkdir()
    (tmp_path / "docs/_data/notes.md").write_text("notes")
    assert load_problems(tmp_path) == []


def test_an_empty_folder_says_where_to_run_it(tmp_path):
    knowledge, problems = load_knowledge(tmp_path)
    assert (
        str(problems[0])
        == "docs:1: folder: expected Markdown pages; got none; do run this from the project's"
        " folder"
    )
    assert len(problems) == 1 + len(DATA_FILES)
    assert (knowledge.pages(), knowledge.texts) == ({}, ())


def test_read_text_gives_the_text_or_a_problem(tmp_path):
    problems = []
    (tmp_path / "flags.yml").write_text(FLAGS, encoding="utf-8")
    assert read_text(tmp_path, "flags.yml", problems) == FLAGS
    assert problems == []
    assert read_text(tmp_path, "gone.yml", problems) is None
    assert [problem.path for problem in problems] == ["gone.yml"]


@pytest.mark.parametrize(
    ("stamp", "day", "source"),
    [
        ("1795348800", "2026-11-22", "SOURCE_DATE_EPOCH"),
        ("0", "1970-01-01", "SOURCE_DATE_EPOCH"),
        ("", None, ""),
    ],
)
def test_the_day_of_the_build_is_that_of_the_variable_where_it_is_set(
    tmp_path, monkeypatch, stamp, day, source
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
    knowledge, problems = load_knowledge(write_project(tmp_path))
    assert (str(knowledge.today), problems) == (day or str(datetime.date.today()), [])


@pytest.mark.parametrize(
    "stamp", ["99999999999999", "-99999999999999999", "9" * 400, "yesterday", "1e9", "2026-11-22"]
)
def test_a_day_that_is_none_is_a_problem_of_the_variable_alone(tmp_path, monkeypatch, stamp):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
    [problem] = load_knowledge(write_project(tmp_path))[1]
    assert (problem.path, problem.do) == ("SOURCE_DATE_EPOCH", "correct or unset SOURCE_DATE_EPOCH")


def test_a_right_date_is_not_blamed_for_a_wrong_day_of_the_build(tmp_path, monkeypatch):
    """Some build tools set 1980."""
    edit = (
        "docs/_data/versions.yml",
        "versions: []",
        (
            'versions:\n  - {id: "1", date: 2026-11-27, content_hash: "0123456789abcdef", changes:'
            ' [{text: "New."}]}'
        ),
    )
    write_project(tmp_path, edit)
    for stamp, wanted in (
        ("315532800", ["correct the date"]),
        ("1800000000", []),
    ):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
        assert [
            problem.do for problem in check_version_order(load_knowledge(tmp_path)[0])
        ] == wanted
