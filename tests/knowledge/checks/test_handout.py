"""What a sheet needs stands in the data: a missing line, label or level is a Problem and never a
traceback."""

import re
from pathlib import PurePosixPath

import pytest

from conftest import ROOT
from creators.figures.pictures import normal_figures
from knowledge.checks import check_project, handout, labels
from knowledge.checks.handout import LEAST
from knowledge.checks.labels import HANDOUT as LABELS
from knowledge.checks.labels import HOW
from knowledge.checks.named import checks_of
from knowledge.checks.words import check_grade
from knowledge.records.fields import NORMAL as PICTURES
from small_project import small_knowledge

CHECKS = checks_of(handout, labels)

LINES, NAMES, LEVELS = (
    "docs/_data/handout.yml",
    "docs/_data/handout_labels.yml",
    "docs/_data/urgencies.yml",
)

NORMAL = '  - {id: normal-day-1, part: normal, is_not: pus, text: "Warm? [^open]"}'
NOT_YET = """\
  - {id: not-yet-day-0, part: not-yet, from_day: 0, what: [swimming], text: "Swimming. [^open]"}
  - {id: not-yet-day-3, part: not-yet, from_day: 3, what: [swimming], text: "Swimming. [^open]"}"""


def found(tmp_path, *edits, checks=CHECKS) -> list[str]:
    knowledge = small_knowledge(tmp_path, *edits)
    return [str(problem) for check in checks for problem in check(knowledge)]


def test_a_project_without_mistakes_has_no_problems(tmp_path):
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            (NAMES, '  - {id: version, label: "The version"}\n', ""),
            (
                f'{NAMES}:1: handout_labels: expected the id "version", which is'
                " printed; got none; do add - {id: version, label: …}"
            ),
        ),
        (
            (NAMES, "id: treated", "id: treaded"),
            (f'{NAMES}:1: handout_labels: expected the id "treated", which is printed; got none'),
        ),
        (
            (NAMES, "handout_labels:\n", 'handout_labels:\n  - {id: extra, label: "More"}\n'),
            f'{NAMES}:2: id: expected an id that is printed; got "extra"',
        ),
        (
            (LINES, "id: signs-how", "id: sign-how"),
            (f'{LINES}:1: handout: expected the id "signs-how", which is printed; got none'),
        ),
        (
            (LINES, "id: days-how", "id: day-how"),
            (
                f"{LINES}:11: id: expected an id that is printed; got"
                ' "day-how"; do write days-how (did you mean that?)'
            ),
        ),
        (
            (LINES, '  - {id: who, part: question, text: "Who do you call? [^open]"}\n', ""),
            f"{LINES}:1: handout: expected 3 or more lines of the part question; got 2",
        ),
        (
            (LINES, "say-sign, part: phone", "say-sign, part: question"),
            f"{LINES}:1: handout: expected 1 or more lines of the part phone; got 0",
        ),
        (
            (LINES, "part: check, red_flag: late-bumps, ", "part: check, "),
            f"{LINES}:6: part: expected red_flag: beside part: check; got none",
        ),
        (
            (LINES, "red_flag: late-bumps", "red_flag: pus"),
            (
                f"{LINES}:6: red_flag: expected a red flag with a from_day: pus can be seen from"
                " the first day (docs/_data/red_flags.yml:12)"
            ),
        ),
        (
            (LINES, "part: phone,", "part: phone, red_flag: pus,"),
            (
                f"{LINES}:2: red_flag: expected red_flag only in a line with part: check, and"
                ' this one is phone; got "pus"'
            ),
        ),
        (
            (LINES, "part: phone,", "part: phone, is_not: pus,"),
            (
                f"{LINES}:2: is_not: expected is_not only in a line with part: normal, and this"
                ' one is phone; got "pus"'
            ),
        ),
        (
            (LINES, "handout:", f"handout:\n{NORMAL}".replace("day-1", "day-2")),
            f'{LINES}:2: id: expected the id of a picture of normal skin; got "normal-day-2"',
        ),
        (
            (LINES, "handout:", f"handout:\n{NORMAL}"),
            f"{LINES}:2: is_not: expected a red flag that says what looks like it and is not",
        ),
        (
            (LINES, "handout:", f"handout:\n{NOT_YET}"),
            f'{LINES}:3: what: expected a thing that waits until day 4 or longer; got "swimming"',
        ),
        (
            (LINES, "handout:", f"handout:\n{NOT_YET}".replace("from_day: 0, ", "")),
            f"{LINES}:2: part: expected from_day: beside part: not-yet; got none",
        ),
        (
            (
                LEVELS,
                (
                    '  - {id: routine, card: "No hurry", label: "No hurry", action: "Show it at'
                    ' your next visit.", phrase: ["next visit"]}\n'
                ),
                "",
            ),
            (
                f"{LEVELS}:1: urgencies: expected the level routine; got none; do add - id: routine"
                " with its words"
            ),
        ),
    ],
)
def test_what_a_sheet_lacks_is_said(tmp_path, edit, message):
    said = found(tmp_path, edit)
    assert [line for line in said if line.startswith(message)], said


def test_an_empty_file_lacks_each_of_them(tmp_path):
    small_knowledge(tmp_path)
    (tmp_path / NAMES).write_text("handout_labels: []\n", encoding="utf-8")
    (tmp_path / LINES).write_text("handout: []\n", encoding="utf-8")
    said = [problem for problem in check_project(tmp_path)[1] if problem.path in (NAMES, LINES)]
    assert len(said) == len(LABELS) + len(LEAST) + len(HOW)


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        (
            (
                LINES,
                '"Feel your skin. [^open]"',
                (
                    '"Investigate considerable irregularities meticulously, particularly'
                    " accumulations, disproportionate discolorations and unfamiliar configurations."
                    ' [^open]"'
                ),
            ),
            f"{LINES}:1: file",
        ),
        (
            (
                "docs/_data/stages.yml",
                '"Hot, tight skin. [^GOOD]"',
                '"Considerable sensitivity, predominantly temporary irritation. [^GOOD]"',
            ),
            "docs/_data/stages.yml:2: brief",
        ),
    ],
)
def test_a_handouts_own_words_read_at_grade_5(tmp_path, edit, path):
    said = found(tmp_path, edit, checks=(check_grade,))
    assert len(said) == 1 and re.match(
        rf"{re.escape(path)}: expected reading grade 5\.0 at most; got \d+\.\d; do use shorter"
        r" sentences",
        said[0],
    ), said


def test_the_pictures_of_normal_skin_are_those_that_are_drawn():
    assert [PurePosixPath(path).stem for path, _, _ in normal_figures()] == [*PICTURES]


def test_every_label_that_a_template_prints_is_one_of_the_list():
    """So that no template asks for one that the data may lack, and the list has none that nobody
    prints."""
    templates = {
        file: file.read_text(encoding="utf-8")
        for file in (ROOT / "overrides").rglob("*")
        if file.suffix in (".jinja", ".typ", ".html") and "booklet" not in file.name
    }
    creators = {
        file: file.read_text(encoding="utf-8")
        for file in (ROOT / "scripts" / "creators").rglob("*.py")
        if file.parent.name != "booklet"  # it has labels of its own
    }
    asked = {
        name
        for text in templates.values()
        for name in re.findall(r"\blabels(?:\[\"|\.)([a-z]+(?:-[a-z]+)*)\b", text)
    }
    paper = templates[ROOT / "overrides" / "paper" / "handout.typ"]
    asked |= set(re.findall(r"(?<!\.)\bwords\.([a-z]+(?:-[a-z]+)*)\b", paper)) | set(
        re.findall(
            r'\b(?:part|box-of|code|code-of|heading-of|run-in|blank-tile)\("([a-z-]+)"', paper
        )
    )
    asked |= {
        name
        for text in creators.values()
        for name in re.findall(r"labels\[[\"']([a-z-]+)[\"']\]", text)
    }
    phones = creators[ROOT / "scripts" / "creators" / "handout" / "create.py"]
    asked |= set(re.findall(r'"((?:our|out)-[a-z-]+)": clinic', phones))
    asked -= {"at", "values", "items"}
    assert {
        "signs",
        "changes",
        "check-code",
        "our-phone",
        "dates-field",
        "days-how",
    } <= asked, "the patterns above still find them"
    assert asked <= LABELS | HOW, asked - LABELS - HOW
    everything = "\n".join([*templates.values(), *creators.values()])
    parts = everything + " ".join(
        f"{kind}-{name}"
        for kind in ("dates", "calendar")
        for name in re.findall(r'"([a-z]+)"', everything)
    )
    assert {
        name for name in LABELS | HOW if not re.search(rf"(?<![a-z-]){name}(?![a-z-])", parts)
    } == set()
