"""`build.py translation` says how far a language is, seals what somebody has checked, and takes the
texts of PO files: all or none."""

import re
import shutil
from collections.abc import Callable, Iterator

import pytest

import build
from conftest import Content
from knowledge.reading.loader import load_knowledge
from knowledge.translation.state import states
from made_up_languages import MADE_UP, write_made_up
from small_site import TRANSLATABLE, write_site_project

LONG = MADE_UP["xa"].words
FILE = "translations/xa.yml"
HANDOUT = "docs/_data/handout.yml"
KEY = "handout/say-sign/text"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def unsealed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A small project with the long language: its two signers have sealed nothing yet."""
    content = Content(write_site_project(tmp_path_factory.mktemp("translation"), *TRANSLATABLE))
    write_made_up(content.root, ("xa",))
    content.edit(FILE, "^# Made up for tests.$", "# Made up for tests.\n# A note on the words.")
    content.edit(FILE, f"^  {KEY}:", f"  # the first line\n  {KEY}:")
    file = content.root / FILE
    text = re.sub(r", seals: \{[^}]*\}", "", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    return content


@pytest.fixture
def made(unsealed: Content) -> Iterator[Content]:
    """The project for one test, which may change these files and build; then it is as it was."""
    before = {unsealed.root / path: (unsealed.root / path).read_bytes() for path in (FILE, HANDOUT)}
    yield unsealed
    for path, data in before.items():
        path.write_bytes(data)
    shutil.rmtree(unsealed.root / "build", ignore_errors=True)


@pytest.fixture
def run(made: Content, capsys: pytest.CaptureFixture) -> Run:
    """Runs the command on the content; returns its exit code, its output and its messages."""

    def run(*arguments: str, command: str = "translation") -> tuple[int, str, str]:
        try:
            code = build.main([command, *arguments, "--root", str(made.root)])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return code, *capsys.readouterr()

    return run


def text_of(content: Content) -> str:
    return (content.root / FILE).read_text(encoding="utf-8")


def state_of(content: Content):
    knowledge, problems = load_knowledge(content.root)
    assert not problems
    return states(knowledge)["xa"]


def test_status_names_each_string_that_is_not_current(made, run):
    made.edit(HANDOUT, "Say your sign", "Say your two signs")
    made.edit(FILE, "^  handout/which/text.*\n", "")
    code, output, _ = run("xa")
    assert code == 0
    lines = output.splitlines()
    assert lines[0] == "Made-up Long (xa): withheld: nobody has checked it"
    assert ", 1 stale, 1 missing, 0 lapsed, 0 not read back, 0 orphans" in lines[1]
    assert (
        "  t1: Test Translator, translator, none: made up for tests, 2026-11-01: 0 strings" in lines
    )
    stale = next(number for number, line in enumerate(lines) if line.startswith("  stale:"))
    assert re.fullmatch(rf"  stale: {KEY} \({FILE}:\d+\)", lines[stale])
    assert lines[stale + 1] == "    English now: Say your two signs."
    assert lines[stale + 2].endswith(LONG("Say your sign."))
    assert "  missing: handout/which/text" in lines


def test_two_signers_accept_every_string_and_comments_stay(made, run):
    before = text_of(made)
    assert run("xa", "--accept", "t1")[0] == 0
    assert state_of(made).withheld == "nobody has checked it"
    code, _, said = run("xa", "--accept", "r1")
    assert code == 0 and "Test Reviser (reviser) stands for" in said and "; 0 left" in said
    state = state_of(made)
    assert (state.level, state.current) == ("checked", state.total)
    assert re.sub(r", seals: \{[^}]*\}", "", text_of(made)) == before
    again = text_of(made)
    assert "0 of them newly" in run("xa", "--accept", "r1")[2]
    assert text_of(made) == again


def test_a_signer_accepts_one_string(made, run):
    assert run("xa", "--accept", "t1", KEY)[0] == 0
    sealed = [line for line in text_of(made).splitlines() if "seals" in line]
    assert len(sealed) == 1 and sealed[0].startswith(f"  {KEY}:")


def test_a_changed_text_lapses_and_status_says_so(made, run):
    run("xa", "--accept", "t1")
    made.edit(FILE, f'^(  {KEY}: .*text: ")', r"\g<1>Óô ")
    assert state_of(made).keys("lapsed") == (KEY,)
    assert f"  lapsed: {KEY}" in run("xa")[1]
    assert made.load()


REFUSED = {
    "an unknown signer": (("--accept", "t9"), 2, 'got "t9"; do use one of: r1, t1'),
    "an unknown key": (
        ("--accept", "t1", "handout/say-sing/text"),
        2,
        "write handout/say-sign/text",
    ),
    "a file that is not there": (("--read", "gone.po"), 2, 'got "gone.po"'),
}


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_in_one_line(made, run, arguments, code, words):
    before = text_of(made)
    found, output, said = run("xa", *arguments)
    assert (found, output) == (code, "")
    assert words in said and said.count("\n") == 1
    assert text_of(made) == before


@pytest.mark.parametrize(("name", "words"), [("xb", "use one of: xa"), ("en", "use one of")])
def test_an_unknown_language_is_refused(run, name, words):
    code, _, said = run(name)
    assert code == 2 and words in said


def test_nothing_is_sealed_that_is_stale_or_wrong(made, run):
    made.edit(HANDOUT, "Say your sign", "Say your two signs")
    before = text_of(made)
    code, _, said = run("xa", "--accept", "t1", KEY)
    assert code == 2 and "which is stale" in said
    assert text_of(made) == before
    assert run("xa", "--accept", "t1")[0] == 0
    assert f"  {KEY}: " in text_of(made) and "seals" not in _line(made, KEY)
    made.edit(FILE, '^(  handout/which/text: .*text: ")', r"\g<1>and the ")
    before = text_of(made)
    code, output, _ = run("xa", "--accept", "r1")
    assert code == 1 and "no English words" in output
    assert text_of(made) == before


def test_a_po_file_goes_out_and_comes_back(made, run):
    run("xa", "--accept", "t1")
    before = text_of(made)
    assert run("xa", "--po")[0] == 0
    po = made.root / "build" / "translations" / "xa.po"
    assert run("xa", "--read", str(po))[0] == 0
    assert text_of(made) == before
    text = po.read_text(encoding="utf-8")
    assert LONG("Say your sign.") in text
    new = LONG("Say the sign.")
    at = text.index(f'msgctxt "{KEY}"')
    changed = text[at:].replace(LONG("Say your sign."), new, 1)
    po.write_text(text[:at] + changed, encoding="utf-8")
    code, _, said = run("xa", "--read", str(po))
    assert code == 0 and "1 string of" in said and "1 of them had seals" in said
    assert new in _line(made, KEY) and "seals" not in _line(made, KEY)
    others = [line for line in text_of(made).splitlines() if not line.startswith(f"  {KEY}:")]
    assert others == [line for line in before.splitlines() if not line.startswith(f"  {KEY}:")]


def test_a_new_string_comes_to_its_place(made, run):
    before = text_of(made)
    run("xa", "--po")
    made.edit(FILE, f"^  {KEY}.*\n", "")
    assert run("xa", "--read", str(made.root / "build/translations/xa.po"))[0] == 0
    keys = re.findall(r"(?m)^  ([\w/.-]+):", text_of(made).partition("strings:")[2])
    assert keys == re.findall(r"(?m)^  ([\w/.-]+):", before.partition("strings:")[2])


BROKEN = {
    "fuzzy": ("msgctxt", "#, fuzzy\nmsgctxt", "got fuzzy; do"),
    "an unknown key": (f'"{KEY}"', '"handout/say-sing/text"', "did you mean that?"),
    "a wrong number": ("Dáâýÿ 0 íîs", "Dáâýÿ 2 íîs", "got 2"),
    "a letter of another script": ("Sáâýÿ", "Ѕáâýÿ", "cyrillic"),
}


@pytest.mark.parametrize(("old", "new", "words"), BROKEN.values(), ids=BROKEN)
def test_a_po_file_with_a_mistake_changes_nothing(made, run, old, new, words):
    before = text_of(made)
    run("xa", "--po")
    po = made.root / "build" / "translations" / "xa.po"
    head, body = po.read_text(encoding="utf-8").split("\n\n", 1)
    at = body.index(old)
    po.write_text(f"{head}\n\n{body[:at]}{new}{body[at + len(old) :]}", encoding="utf-8")
    code, output, said = run("xa", "--read", str(po))
    assert code == 1 and words in output, output
    assert "nothing was written" in said
    assert text_of(made) == before


def test_a_language_without_a_file_begins_with_a_po_file(made, run):
    (made.root / FILE).unlink()
    assert "no translation" in run("xa")[1]
    assert run("xa", "--po")[0] == 0
    po = (made.root / "build" / "translations" / "xa.po").read_text(encoding="utf-8")
    assert po.count('msgstr ""') == po.count("msgctxt") + 1
    for arguments in (("--accept", "t1"), ("--read", str(made.root / "build/translations/xa.po"))):
        code, _, said = run("xa", *arguments)
        assert code == 1 and said.startswith(f"{FILE}:1: translation: expected")


def test_status_of_all_lists_the_languages(made, run):
    output = run(command="status")[1]
    assert "  xa  Made-up Long: 268 of 268 current" in re.sub(r"\d+ of \d+", "268 of 268", output)


def test_help_teaches(run):
    output = run("--help")[1]
    assert "examples:" in output and "--accept t1" in output and "stale" in output


def _line(content: Content, key: str) -> str:
    return next(line for line in text_of(content).splitlines() if line.startswith(f"  {key}:"))
