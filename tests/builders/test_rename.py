"""`build.py rename`: a page gets another address in one command, and nothing names the old one."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import build
from conftest import copy_project
from helpers import snapshot
from knowledge.checks import check_project
from knowledge.model import Knowledge
from knowledge.reading.loader import load_knowledge
from small_project import write_project


def rename(root: Path, old: str, new: str) -> int:
    return build.main(["rename", old, new, "--root", str(root)])


RENAMED = {
    "causes/hives": "causes/wheals",
    "treat/vitamin-c": "treat/c-serum",
    "treat/mineral-sunscreen": "treat/mineral-sun-cream",
    "treat/painkillers": "treat/painkilling-tablets",
    "treat/retinoid": "treat/retinoids",
    "prevent/sun": "prevent/sunlight",
    "identify/skin-tones": "identify/tones",
}
MOVED_ALREADY = ("treat/mineral-sunscreen", "treat/retinoid", "prevent/sun")
"""Those whose file has its new name before the command runs, and that are named by their path."""


class Renamed(NamedTuple):
    """The real content after some pages got other addresses: what it says, what is wrong with it,
    and its files."""

    knowledge: Knowledge
    problems: list[str]
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Renamed:
    root = tmp_path_factory.mktemp("renamed")
    copy_project(root, "docs", "overrides", "clinics", "scripts/creators/wording")
    for old, new in RENAMED.items():
        if old in MOVED_ALREADY:
            (root / f"docs/{old}.md").rename(root / f"docs/{new}.md")
        assert rename(root, f"docs/{old}.md" if old in MOVED_ALREADY else old, new) == 0
    knowledge, problems = check_project(root)
    return Renamed(knowledge, list(map(str, problems)), snapshot(root))


@pytest.mark.sweep
@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_the_real_content_has_no_problem_then(old: str, new: str, renamed: Renamed):
    assert renamed.problems == []
    assert renamed.knowledge.pages()[f"{new}.md"].moved_from == (old,)
    assert f"docs/{old}.md" not in renamed.files
    named = re.compile(rf"(?<![\w-])(?<!\w/){old}(?![\w-])")
    left = [
        path for path, data in renamed.files.items() if named.search(data.decode(errors="replace"))
    ]
    listed = ["docs/_data/stable_ids.txt"] if old.startswith(("prevent/", "identify/")) else []
    assert sorted(left) == sorted([f"docs/{new}.md", *listed])


@pytest.mark.sweep
def test_what_goes_by_a_remedy_goes_on_by_it(renamed: Renamed, knowledge: Knowledge):
    """A row of the A to Z, a line in easy words, a translation and a clinic's rule."""
    fresh = {Path(old).name: Path(new).name for old, new in RENAMED.items()}
    likes = {row.id: fresh.get(row.like, row.like) for row in knowledge.a_to_z.values()}
    assert {row.id: row.like for row in renamed.knowledge.a_to_z.values()} == {
        fresh.get(name, name): like for name, like in likes.items()
    }
    assert "painkilling-tablets" in likes.values()
    assert "mineral-sun-cream" in renamed.knowledge.easy["wash"].what
    for language, translation in renamed.knowledge.translations.items():
        old = knowledge.translations[language].strings["remedies/mineral-sunscreen/title"]
        assert translation.strings["remedies/mineral-sun-cream/title"].text == old.text
    assert b"{remedy: retinoids, " in renamed.files["clinics/example.yml"]


@pytest.mark.sweep
def test_a_substance_of_the_same_name_keeps_it(renamed: Renamed, knowledge: Knowledge):
    assert renamed.knowledge.substances.keys() == knowledge.substances.keys()
    old, new = knowledge.remedies["vitamin-c"], renamed.knowledge.remedies["c-serum"]
    assert new.substances == old.substances


def test_there_and_back_again_there_is_one_old_address_and_no_problem(tmp_path: Path):
    copy_project(tmp_path, "docs", "overrides", "clinics", "scripts/creators/wording")
    code = tmp_path / "scripts" / "budgets.py"
    code.write_text('SIGNS = "when-to-worry/red-flags.md"  # not about-when-to-worry/red-flags\n')
    before = snapshot(tmp_path)
    for old, new in (("treat/aloe", "treat/aloe-gel"), ("treat/aloe-gel", "treat/aloe")):
        assert rename(tmp_path, old, new) == 0
    for old, new in (("red-flags", "warning-signs"), ("warning-signs", "red-flags")):
        assert rename(tmp_path, f"when-to-worry/{old}", f"when-to-worry/{new}") == 0
        assert f'SIGNS = "when-to-worry/{new}.md"  # not about' in code.read_text()
    knowledge, problems = check_project(tmp_path)
    assert list(map(str, problems)) == []
    assert knowledge.remedies["aloe"].moved_from == ("treat/aloe-gel",)
    after = snapshot(tmp_path)
    assert {path for path in after if after[path] != before.get(path)} == {
        "docs/_data/stable_ids.txt",
        "docs/treat/aloe.md",
        "docs/when-to-worry/red-flags.md",
    }


def test_old_addresses_add_up_and_a_page_may_join_another(tmp_path: Path):
    write_project(tmp_path)
    for old, new in (("cloth", "soft-cloth"), ("soft-cloth", "linen")):
        assert rename(tmp_path, f"treat/{old}", f"treat/{new}") == 0
    pages = load_knowledge(tmp_path)[0].pages()
    assert pages["treat/linen.md"].moved_from == ("treat/cloth", "treat/soft-cloth")
    (tmp_path / "docs/treat/acid-wash.md").unlink()
    assert rename(tmp_path, "treat/acid-wash", "treat/linen") == 0
    assert "treat/acid-wash" in load_knowledge(tmp_path)[0].pages()["treat/linen.md"].moved_from


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("treat/cloth", "treat/Cloth", "a new address in the same folder"),
        ("treat/cloth", "causes/cloth", "a new address in the same folder"),
        ("treat/cloth", "../cloth", "a new address in the same folder"),
        ("treat/cloth", "treat/cloth", '"treat/cloth", which is there'),
        ("treat/cloth", "treat/steroid", '"treat/steroid", which is there'),
        ("treat/cloht", "treat/soft", "write treat/cloth (did you mean that?)"),
        ("identify", "signs", 'the address of a page; got "identify"'),
    ],
)
def test_what_is_wrong_is_refused_in_one_line(tmp_path, capsys, old, new, words):
    before = snapshot(write_project(tmp_path))
    assert rename(tmp_path, old, new) == 2
    said = capsys.readouterr().err
    assert said.startswith("rename: expected ") and words in said and said.count("\n") == 1
    assert snapshot(tmp_path) == before
