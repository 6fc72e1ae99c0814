"""The commands that begin a record: what they write, what check says until it is filled in, and
what they refuse."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

import build
from accepting import accept_all
from builders.draft import Draft
from builders.output import write_all_or_none
from conftest import ROOT, Content
from helpers import snapshot
from knowledge.checks import check_project
from knowledge.reading.config import parse_config
from small_project import write_project

PAGE = "docs/treat/colloidal-oatmeal.md"
OATMEAL = ("new-remedy", "Colloidal oatmeal", "--kind", "product", "--first-day", "7")
FILLED = {
    "summary": '"A powder of oats in a plain cream. It is untested on these bumps: leave it."',
    "healed_skin": "true",
    "checked_first": "true",
    "window_sources": "[]",
    "not_for": "[known-allergy]",
    "not_with": "[irritant-dermatitis, allergic-dermatitis, hives, cold-sores, eczema-herpeticum,"
    " impetigo, cellulitis, granuloma, rf-burns]",
    "watch_for": "[breathing-or-face-swelling, itchy-face-swelling-or-hives,"
    " still-there-after-day-7]",
    "strength": "{level: not_tested, sources: []}\nnot_advised: "
    '"No one has tested it on these bumps. [^open]"',
}
BODY = (
    '  - "Leave it off for now, and cool warm skin with a clean cloth. [^open]"',
    '  - "If it is on your skin, rinse it off with any clean, cool water."',
    "Wait. {{ rule colloidal-oatmeal }}. [^open]",
    "We found no study of it on bumps after needling. [^open]",
)


def run(root: Path, *arguments: str) -> int:
    return build.main([*arguments, "--root", str(root)])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small project with the templates of new records."""
    shutil.copytree(ROOT / "overrides" / "new", write_project(tmp_path) / "overrides" / "new")
    return tmp_path


def fill_in(file: Path) -> None:
    """Fill in each TODO of the new remedy's page as a writer would."""
    body = iter(BODY)
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():
        key = re.match("[a-z_]+(?=:)", line)
        if "TODO" in line:
            line = f"{key[0]}: {FILLED[key[0]]}" if key else next(body)
        lines.append(line)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_new_remedy_passes_check_once_it_is_filled_in(project: Content, capsys):
    before = snapshot(project.root)
    assert run(project.root, *OATMEAL) == 0
    said = capsys.readouterr().err
    assert f"wrote docs/_data/stable_ids.txt, docs/_data/substances.yml, {PAGE}, mkdocs.yml" in said
    assert 'under "Products to wait with"' in said and "1. fill in each TODO" in said
    added = added_lines(before, snapshot(project.root))
    assert added["docs/_data/stable_ids.txt"] == ["remedies colloidal-oatmeal"]
    assert added["mkdocs.yml"] == ["          - treat/colloidal-oatmeal.md"]
    assert added["docs/_data/substances.yml"][0] == "  - id: colloidal-oatmeal"
    assert {path for path in added if not path.startswith("build/")} == {
        PAGE,
        "docs/_data/stable_ids.txt",
        "docs/_data/substances.yml",
        "mkdocs.yml",
    }

    problems = project.problems()
    assert {problem.got for problem in problems} == {'"TODO"'}
    todo = (project.root / PAGE).read_text(encoding="utf-8").count("TODO")
    assert len([problem for problem in problems if problem.path == PAGE]) == todo

    fill_in(project.root / PAGE)
    project.edit("docs/_data/substances.yml", "own-product  # TODO: .*", "plant-extract")
    accept_all(project.root)
    assert [str(problem) for problem in project.problems()] == []
    if run(project.root, "check"):  # the handout lists it
        assert run(project.root, "new-change", "Leave oatmeal off for now.") == 0
        accept_all(project.root)
        assert run(project.root, "check") == 0


def added_lines(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines that a command added to each file; one that took a line away fails the test."""
    added = {}
    for path, data in after.items():
        old = before.get(path, b"").decode().splitlines()
        new = data.decode(errors="replace").splitlines() if data != before.get(path) else old
        rest = iter(new)
        if new != old:
            assert path not in before or all(line in rest for line in old), path
            added[path] = [line for line in new if line not in old]
    assert set(before) <= set(after)
    return added


def test_a_cause_a_sign_and_a_source_begin_beside_their_like(project: Content, capsys):
    root, before = project.root, snapshot(project.root)
    assert run(root, "new-cause", "Sweat bumps", "--group", "Allergy and itch") == 0
    assert run(root, "new-sign", "Ears: a ringing sound", "--urgency", "same_day") == 0
    title = 'Bumps: a "review"'
    assert run(root, "new-source", "SMITH2024", "--title", title, "--grade", "B") == 0
    added = added_lines(before, snapshot(root))
    assert added["docs/_data/stable_ids.txt"] == [
        "causes sweat-bumps",
        "red-flags ringing-sound",
        "sources SMITH2024",
    ]
    places = [
        place.path for place in parse_config((root / "mkdocs.yml").read_text("utf-8"))[0].places
    ]
    assert places[places.index("causes/heat-rash.md") + 1] == "causes/sweat-bumps.md"
    data = yaml.safe_load((root / "docs/_data/red_flags.yml").read_text("utf-8"))["red_flags"]
    ids = [flag["id"] for flag in data]
    place = ids.index("ringing-sound")
    assert data[place]["urgency"] == "same_day" and place == len(ids) - 1
    assert data[place]["lead"] == "Ears" and data[place]["short"] == "Ears: a ringing sound"
    sources = yaml.safe_load((root / "docs/_data/sources.yml").read_text("utf-8"))["sources"]
    assert (sources[-1]["title"], sources[-1]["grade"]) == (title, "B")
    problems = project.problems()
    assert {problem.got for problem in problems} == {'"TODO"'}
    assert {problem.path for problem in problems} == {
        "docs/_data/red_flags.yml",
        "docs/_data/sources.yml",
        "docs/causes/sweat-bumps.md",
        *OF_A_SIGN,
    }


SIGN = {
    "docs/_data/red_flags.yml": {
        "sign": '"A ringing sound in your ears"',
        "look_for": "[ringing]",
        "conditions": "[]",
        "action": '"Call your clinic or a doctor today."',
        "why": '"A medicine that numbs skin can do this."',
        "words": "[ringing sound]",
        "sources": "[NHS-CELL]",
    },
    "docs/_data/findings.yml": {"words": '"a ringing sound"', "seen": "[ringing]"},
    "docs/_data/sign_words.yml": {"words": '["ears whistle"]'},
    "docs/_data/easy.yml": {"picture": "eye", "text": '"Ears: ringing."'},
    "tests/data/drills.yml": {
        "about": "[ears]",
        "story": '"Ada is 30 and has brown skin. On day 1 she has a ringing sound in her ears."',
        "why": '"A ringing sound can come from a medicine."',
    },
}
OF_A_SIGN = (*(path for path in SIGN if "red_flags" not in path), "docs/_data/sign_rows.yml")
"""What is filled in of a new sign, by file and field; in its row, a comment goes."""


def test_a_new_sign_passes_check_once_it_is_filled_in(project: Content):
    root = project.root
    assert run(root, "new-sign", "Ears: a ringing sound", "--urgency", "same_day") == 0
    for path, fields in SIGN.items():
        for key, value in fields.items():
            project.edit(path, rf"(?m)^( +{key}:) \"?\[?TODO.*$", rf"\1 {value}")
    project.edit("docs/_data/sign_rows.yml", "  # TODO.*", "")
    project.edit("docs/causes/normal-healing.md", r"watch_for: \[", "watch_for: [ringing-sound, ")
    project.edit("docs/_data/easy.yml", '"You can read this with someone."', '"Together."')
    accept_all(root)
    assert [str(problem) for problem in project.problems()] == []


@pytest.mark.parametrize(
    ("kind", "group", "substances"),
    [
        ("self_care", "Care for everyone", "[]"),
        ("medicine", "Medicines: ask first", "[oat-drops]"),
        ("clinician_only", "Medicines: ask first", "[oat-drops]"),
    ],
)
def test_each_kind_of_remedy_has_its_group(content: Content, kind, group, substances):
    assert run(content.root, "new-remedy", "Oat drops", "--kind", kind) == 0
    text = (content.root / "mkdocs.yml").read_text("utf-8")
    places = [place for place in parse_config(text)[0].places if place.group == group]
    assert places[-1].path == "treat/oat-drops.md"
    page = (content.root / "docs/treat/oat-drops.md").read_text("utf-8")
    assert f"substances: {substances}\n" in page and "first_day: TODO  # the first" in page


def test_a_substance_that_is_there_is_named_and_not_added(small: Path):
    (small / "docs/treat/acid-wash.md").unlink()
    assert run(small, "new-remedy", "Salicylic acid", "--kind", "medicine") == 0
    assert "substances: [bha]" in (small / "docs/treat/salicylic-acid.md").read_text("utf-8")
    assert "salicylic-acid" not in (small / "docs/_data/substances.yml").read_text("utf-8")


REMEDY = ("--kind", "product")
SOURCE = ("--title", "Bumps", "--grade", "B")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new-remedy", "", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", " \t ", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "x" * 61, *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "Oat\x07meal", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "../../oat", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "<b>oat</b>", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "{{ oat }}", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "12", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "燕麦", *REMEDY), "a name of 2 to 60 letters"),
        (("new-remedy", "Cloth", *REMEDY), 'a new name; got "Cloth", which docs/treat/cloth.md'),
        (("new-remedy", "MILIA", *REMEDY), 'a new name; got "MILIA", which docs/causes/milia.md'),
        (("new-remedy", "Index", *REMEDY), 'a new name; got "Index", which docs/i'),
        (("new-remedy", "By day", *REMEDY), "which docs/treat/by-day.md has"),
        (("new-remedy", "Old soap", *REMEDY), "an id that was never used"),
        (("new-cause", "Milia"), "which docs/causes/milia.md has"),
        (("new-cause", "Sweat", "--group", "Cause"), "write Causes (did you mean that?)"),
        (("new-sign", "no lead", "--urgency", "routine"), '"Lead: short words"'),
        (("new-sign", "Eyes: eye pain", "--urgency", "routine"), '"eye-pain", which stands in'),
        (("new-sign", "Ears: 燕麦", "--urgency", "routine"), '"Lead: short words"'),
        (("new-sign", "Ears: a \udcff sound", "--urgency", "routine"), "can all be seen"),
        (("new-source", "NEW", "--title", "Bumps \udcff", "--grade", "B"), "can all be seen"),
        (("new-source", "smith2024", *SOURCE), "an id in capitals"),
        (("new-source", "2024", *SOURCE), "an id in capitals"),
        (("new-source", "", *SOURCE), "an id in capitals"),
        (("new-source", "GOOD", *SOURCE), '"GOOD", which stands in'),
    ],
)
def test_what_is_wrong_is_refused_in_one_line_and_nothing_is_written(
    small: Path, capsys, arguments, words
):
    ids = small / "docs/_data/stable_ids.txt"
    ids.write_text(
        ids.read_text("utf-8").replace(
            "remedies steroid", "remedies old-soap retired\nremedies steroid"
        )
    )
    before = snapshot(small)
    assert run(small, *arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{arguments[0]}: expected ") and said.count("\n") == 1
    assert words in said and "; got " in said and "; do " in said
    assert snapshot(small) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new-remedy", "Oat"), "required: --kind"),
        (("new-remedy", "Oat", "--kind", "pill"), "--kind: invalid choice: 'pill' (choose from"),
        (("new-remedy", "Oat", *REMEDY, "--first-day", "soon"), "--first-day: invalid int value"),
        (("new-sign", "Ears: ringing", "--urgency", "soon"), "--urgency: invalid choice: 'soon'"),
        (("new-source", "NEW", "--title", "Bumps", "--grade", "E"), "--grade: invalid choice: 'E'"),
    ],
)
def test_a_wrong_option_is_told_with_those_there_are(small: Path, capsys, arguments, words):
    before = snapshot(small)
    with pytest.raises(SystemExit, match="2"):
        run(small, *arguments)
    assert words in capsys.readouterr().err.splitlines()[-1]
    assert snapshot(small) == before


@pytest.mark.parametrize(
    ("nav", "code"), [("nav: [index.md, treat/cloth.md]", 2), ("nav: {", 1), ("site_name: a", 1)]
)
def test_a_navigation_that_has_no_place_is_refused(small: Path, capsys, nav: str, code: int):
    head = 'site_url: "https://a.example/"\nextra: {version: "1"}\n'
    (small / "mkdocs.yml").write_text(f"{head}{nav}\n", encoding="utf-8")
    before = snapshot(small)
    assert run(small, "new-remedy", "Oat", *REMEDY) == code
    assert "mkdocs.yml" in "".join(capsys.readouterr())
    assert snapshot(small) == before


@pytest.mark.parametrize("name", ["new-remedy", "new-cause", "new-sign", "new-source"])
def test_help_teaches_with_an_example_that_works(small: Path, capsys, name):
    with pytest.raises(SystemExit):
        build.main([name, "--help"])
    example = re.search(r"^  build\.py (new-.*)$", capsys.readouterr().out, re.M)[1]
    words = [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|(\S+)', example)]
    if "--group" in words:
        words[words.index("--group") + 1] = "Causes"  # the small project has one group
    assert words[0] == name and run(small, *words) == 0


def test_nothing_is_half_written(tmp_path: Path, monkeypatch):
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "c.txt").mkdir()  # a file cannot take a folder's place
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OSError):
        write_all_or_none({tmp_path / name: b"new" for name in ("a.txt", "b/b.txt", "c.txt")})
    assert (tmp_path / "a.txt").read_text() == "old"
    assert [file for file in sorted(tmp_path.rglob("*")) if file.is_file()] == [tmp_path / "a.txt"]
    assert set(before) <= set(tmp_path.rglob("*"))


def test_an_error_in_the_middle_leaves_the_project_as_it_was(small: Path, monkeypatch):
    before = snapshot(small)
    replace, calls = Path.replace, []

    def fail(self, target):
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    assert run(small, "new-remedy", "Oat", *REMEDY) == 1
    assert len(calls) == 3 and snapshot(small) == before


# The edits of a text.

NAV = """\
site_url: "https://a.example/"
extra: {version: "1"}
nav:
  # the start
  - Home: index.md
  - Treat:
      - treat/index.md
      - "Care: for all":  # first
          - treat/a.md  # a
      - Find: treat/find.md"""


@pytest.mark.parametrize(
    ("group", "old", "new"),
    [
        ("Care: for all", "  # a\n", "  # a\n          - treat/b.md\n"),
        ("Treat", "find.md", "find.md\n      - treat/b.md\n"),
    ],
)
def test_a_page_gets_a_line_and_comments_stay(small: Path, group: str, old: str, new: str):
    (small / "mkdocs.yml").write_text(NAV, encoding="utf-8")
    draft = Draft(small, "new-cause")
    assert draft.list_page("treat/b.md", set(), group) == group
    assert draft.files["mkdocs.yml"] == NAV.replace(old, new)


@pytest.mark.parametrize(
    ("before", "indent"),
    [("# all\nsubstances:\n- id: b  # b\n", ""), ("substances: []\n", "  ")],
)
def test_a_record_goes_to_the_end_and_comments_stay(small: Path, before: str, indent: str):
    path, draft = "docs/_data/substances.yml", Draft(small, "new-remedy")
    draft.files[path] = before
    draft.add_record("substances", "substance.yml", "A title", id="x", supply="anyone")
    after = draft.files[path]
    assert after.startswith(f"{before.replace(' []', '')}{indent}- id: x\n{indent}  name: ")
    assert yaml.safe_load(after)["substances"][-1]["name"] == "a title"


# A TODO is a problem.


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (
            "docs/treat/cloth.md",
            "kind: self_care",
            "kind: TODO  # who may start it",
            "kind: expected who may start it",
        ),
        (
            "docs/treat/cloth.md",
            "kind: self_care",
            "kind: self_care  # TODO",
            "kind: expected what",
        ),
        ("docs/_data/groups.yml", "Ask a midwife first.", "TODO: [what]", "id: expected [what"),
        ("docs/_data/groups.yml", "groups:", "groups: # TODO", "groups: expected what readers"),
    ],
)
def test_a_todo_is_a_problem_wherever_it_stands(tmp_path, path, old, new, message):
    clean = {str(one) for one in check_project(write_project(tmp_path))[1]}
    text = (tmp_path / path).read_text("utf-8")
    (tmp_path / path).write_text(text.replace(old, new), encoding="utf-8")
    said = {str(one) for one in check_project(tmp_path)[1]} - clean
    [line] = [one for one in said if 'got "TODO"' in one]
    assert message in line and line.startswith(f"{path}:")
    assert [one for one in said if one.startswith(path) and one != line] == []
