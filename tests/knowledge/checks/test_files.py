"""Only files that the site is made of are read and published: no editor's copy, no lock, no text
that a browser would misread."""

import re
from pathlib import Path

import pytest

from conftest import Content, run_build
from knowledge.checks import check_project
from knowledge.checks.files import check_kinds, check_own
from knowledge.problems import Problem
from knowledge.reading.loader import load_knowledge, seen_files
from small_project import write_project

BOM = b"\xef\xbb\xbf"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small project, with the folders of a whole one."""
    return write_folders(tmp_path)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> set[Problem]:
    """What is wrong with it as it is."""
    return problems_of(write_folders(tmp_path_factory.mktemp("usual")))


def write_folders(root: Path) -> Path:
    for folder in ("overrides/figures/bumps", "overrides/parts", "docs/.obsidian", "docs/assets"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    return write_project(root)


def problems_of(root: Path) -> set[Problem]:
    return set(check_project(root)[1])


@pytest.mark.parametrize(
    "name",
    [
        "docs/causes/milia.md~",
        "docs/Thumbs.db",
        "docs/causes/milia.markdown",
        "docs/a.html",
        "docs/README",
        "docs/assets/photo.JPG",
        "docs/causes/#milia.md#",
    ],
)
def test_a_file_of_another_kind_is_named(name: str, small: Path):
    (small / name).touch()
    [problem] = check_kinds(small)
    assert (problem.path, problem.field, problem.do) == (
        name,
        "file",
        "delete it or keep it outside docs/",
    )


@pytest.mark.parametrize(
    "name",
    [
        "docs/assets/a.js",
        "docs/assets/a.svg",
        "docs/_data/old.txt",
        "docs/.#index.md",
        "docs/.obsidian/a.db",
    ],
)
def test_files_of_our_kinds_records_and_hidden_files_are_let_through(name: str, small: Path):
    (small / name).touch()
    assert list(check_kinds(small)) == []


def test_a_folder_in_place_of_a_translation_is_named(small: Path, usual):
    (small / "translations" / "es.yml").mkdir(parents=True)
    [problem] = problems_of(small) - usual
    assert (problem.path, problem.got) == ("translations/es.yml", "no file")


@pytest.mark.parametrize(
    ("name", "do"),
    [
        (
            "docs/_data/red_flags (copy).yml",
            r"write red_flags \(did you mean that\?\), with \.yml; .*",
        ),
        ("docs/_data/groups.yaml", "write groups .*"),
        ("clinics/example.yml.txt", "rename it, delete it, or keep it elsewhere"),
        ("translations/es.YAML", "rename it, .*"),
        ("translations/old/es.yml", "rename it, .*"),
    ],
)
def test_a_file_of_yaml_that_nobody_reads_is_named(name: str, do: str, small: Path, usual):
    (small / name).parent.mkdir(parents=True, exist_ok=True)
    (small / name).touch()
    [problem] = problems_of(small) - usual
    assert (problem.path, problem.field) == (name, "file")
    assert re.fullmatch(do, problem.do), problem.do


@pytest.mark.parametrize("name", ["docs/assets/a.svg", "docs/causes/b.md", "docs/more"])
def test_a_link_out_of_the_project_is_named(name: str, small: Path, tmp_path_factory):
    """MkDocs would publish what it leads to, a folder as well."""
    away = tmp_path_factory.mktemp("away")
    (away / "b.md").write_text("# Away", encoding="utf-8")
    (small / name).symlink_to(away if name == "docs/more" else away / "b.md")
    [problem] = check_own(small)
    assert (problem.path, problem.expected) == (name, "a file of the project")


def test_a_link_inside_the_project_is_let_through(small: Path):
    (small / "docs" / "more.md").symlink_to(small / "docs" / "index.md")
    assert list(check_own(small)) == []


@pytest.mark.parametrize(
    "name",
    [
        "docs/causes/.#rash.md",
        "docs/_data/.#groups.yml",
        "overrides/.#site.css",
        "overrides/parts/.#a.css",
        "overrides/figures/bumps/.#pearls.svg.jinja",
        "docs/.obsidian/rash.md",
    ],
)
def test_an_editor_s_lock_is_no_page(name: str, small: Path, usual: set[Problem]):
    """Emacs makes a link that leads nowhere beside each file that is being edited."""
    pages = load_knowledge(small)[0].pages()
    (small / name).symlink_to("someone@host.1:1")
    assert problems_of(small) == usual and load_knowledge(small)[0].pages() == pages


def test_a_link_that_leads_nowhere_and_is_not_hidden_is_named(small: Path, usual: set[Problem]):
    (small / "docs" / "causes" / "gone.md").symlink_to("nowhere.md")
    [problem] = problems_of(small) - usual
    assert str(problem).startswith(
        "docs/causes/gone.md:1: file: expected a file that can be read; got No such file"
    )


@pytest.mark.parametrize(
    "name",
    [
        "overrides/site.css",
        "overrides/parts/home.md.jinja",
        "overrides/book.typ",
        "docs/assets/search.js",
        "docs/assets/favicon.svg",
    ],
)
@pytest.mark.parametrize(("start", "got"), [(BOM, "one at its head"), (b"\xff\xfe", "byte 0xff")])
def test_a_file_that_a_browser_would_misread_is_named(
    name: str, start: bytes, got: str, small: Path, usual: set[Problem]
):
    (small / name).write_bytes(start + b"a")
    [problem] = problems_of(small) - usual
    assert (problem.path, problem.field, problem.got) == (name, "file", got)


@pytest.mark.parametrize("name", ["docs/index.md", "docs/_data/groups.yml", "mkdocs.yml"])
def test_in_pages_and_records_the_mark_is_dropped(name: str, small: Path, usual: set[Problem]):
    clean = load_knowledge(small)[0]
    (small / name).write_bytes(BOM + (small / name).read_bytes())
    knowledge = load_knowledge(small)[0]
    assert (
        problems_of(small) == usual
        and knowledge.pages() == clean.pages()
        and knowledge.groups == clean.groups
    )


def test_hidden_files_are_not_seen(tmp_path: Path):
    for name in ("b/a.md", "a.md", ".a.md", ".b/a.md", "b/.a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "gone.md").symlink_to("nowhere")
    assert [file.relative_to(tmp_path).as_posix() for file in seen_files(tmp_path)] == [
        "a.md",
        "b/a.md",
        "gone.md",
    ]
    assert seen_files(tmp_path / "missing") == []


def test_a_build_goes_on_beside_locks_and_stops_at_strays(small_site: Content):
    for name in ("docs/causes/.#milia.md", "overrides/.#site.css", "overrides/parts/.#four.css"):
        (small_site.root / name).symlink_to("someone@host.1:1")
    done = run_build("site", root=small_site.root)
    assert done.returncode == 0, done.stderr
    (small_site.root / "docs" / "Thumbs.db").touch()
    done = run_build("stage", root=small_site.root)
    stray = (
        "docs/Thumbs.db:1: file: expected a name that ends in one of .md, .js, .svg;"
        ' got "Thumbs.db"'
    )
    assert done.returncode == 1 and stray in done.stdout
