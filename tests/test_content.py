"""The real content: no page and no data file has a problem."""

from collections import defaultdict
from collections.abc import Iterable

import pytest

from helpers import ROOT
from knowledge.checks import check_project, stable_ids
from knowledge.reading import accepted_file
from knowledge.reading.loader import CLINICS, DATA_FILES, ELSEWHERE, clinic_files

PAGES = sorted(
    file.relative_to(ROOT).as_posix()
    for file in (ROOT / "docs").rglob("*.md")
    if "_data" not in file.parts
)
CLINICS = sorted(file.relative_to(ROOT).as_posix() for file in clinic_files(ROOT / CLINICS))
DATA = sorted(
    [
        *(file.relative_to(ROOT).as_posix() for file in (ROOT / "docs" / "_data").glob("*.*")),
        *ELSEWHERE.values(),
    ]
)


@pytest.fixture(scope="session")
def problems() -> dict[str, list[str]]:
    """Every problem of the project by its file."""
    found = defaultdict(list)
    for problem in check_project(ROOT)[1]:
        found[problem.path].append(str(problem))
    return found


def problems_in(problems: dict[str, list[str]], paths: Iterable[str]) -> list[str]:
    """The problems of these files."""
    return [problem for path in paths for problem in problems.get(path, [])]


def test_pages(problems: dict[str, list[str]]):
    assert problems_in(problems, [*PAGES, "mkdocs.yml"]) == []


def test_data_files(problems: dict[str, list[str]]):
    assert problems_in(problems, DATA) == []


def test_clinics(problems: dict[str, list[str]]):
    assert problems_in(problems, CLINICS) == []


def test_every_problem_points_at_a_file_above(problems: dict[str, list[str]]):
    assert set(problems) <= {*PAGES, *DATA, *CLINICS, "mkdocs.yml"}


def test_every_data_file_is_read():
    records = [ELSEWHERE.get(name, f"docs/_data/{name}.yml") for name in DATA_FILES]
    assert sorted([*records, stable_ids.FILE, accepted_file.FILE]) == DATA
