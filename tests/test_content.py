"""The real content: no page and no data file has a problem."""

from collections import defaultdict

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


@pytest.mark.parametrize("path", [*PAGES, "mkdocs.yml"])
def test_page(path: str, problems: dict[str, list[str]]):
    assert not problems.get(path), "\n".join(problems[path])


@pytest.mark.parametrize("path", DATA)
def test_data_file(path: str, problems: dict[str, list[str]]):
    assert not problems.get(path), "\n".join(problems[path])


@pytest.mark.parametrize("path", CLINICS)
def test_clinic(path: str, problems: dict[str, list[str]]):
    assert not problems.get(path), "\n".join(problems[path])


def test_every_problem_points_at_a_file_above(problems: dict[str, list[str]]):
    assert set(problems) <= {*PAGES, *DATA, *CLINICS, "mkdocs.yml"}


def test_every_data_file_is_read():
    records = [ELSEWHERE.get(name, f"docs/_data/{name}.yml") for name in DATA_FILES]
    assert sorted([*records, stable_ids.FILE, accepted_file.FILE]) == DATA
