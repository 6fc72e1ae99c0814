"""What a build keeps for the next one changes no byte of it: made again where anything that it is
made from differs, and where the kept file is broken or cannot be written."""

import shutil
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from builders.kept import FOLDER, keep_templates, kept
from conftest import Content, run_build
from helpers import snapshot


def make(data: bytes, made: list[bytes]) -> bytes:
    """Return `data`, and note that it was made."""
    made.append(data)
    return data


def test_what_was_made_once_is_made_again_only_from_something_else(tmp_path: Path):
    file, made = tmp_path / "build" / "kept" / "a.png", []
    for source, data in (("a", b"one"), ("a", b"one"), ("b", b"two"), ("b", b"two"), ("a", b"one")):
        assert kept(file, source, lambda data=data: make(data, made)) == data
    assert made == [b"one", b"two", b"one"]


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: b"x" + data, lambda _: b""])
def test_a_broken_file_is_made_again(tmp_path: Path, spoil):
    file = tmp_path / "kept"
    kept(file, "a", lambda: b"one")
    file.write_bytes(spoil(file.read_bytes()))
    assert [kept(file, "a", lambda data=data: data) for data in (b"new", b"no")] == [b"new"] * 2


def test_what_cannot_be_kept_is_made_each_time(tmp_path: Path):
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    made: list[bytes] = []
    for _ in range(2):
        assert kept(tmp_path / "kept" / "a", "a", lambda: make(b"one", made)) == b"one"
    assert len(made) == 2


@pytest.fixture
def rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Render two templates as a new process would, and say which of them were compiled."""
    compiled: list[str] = []
    compile_once = Environment.compile

    def noted(env: Environment, source: str, name: str, filename: str):
        compiled.append(name)
        return compile_once(env, source, name, filename)

    monkeypatch.setattr(Environment, "compile", noted)

    def render() -> tuple[str, list[str]]:
        compiled.clear()
        env = Environment(loader=FileSystemLoader(tmp_path))
        keep_templates(tmp_path, env, "x")
        said = env.get_template("a").render(n=1) + env.get_template("b").render(n=2)
        return said, [*compiled]

    (tmp_path / "a").write_text("{{ n }}, ", encoding="utf-8")
    (tmp_path / "b").write_text("{{ n + n }}", encoding="utf-8")
    assert render() == ("1, 4", ["a", "b"])
    return render


def test_a_template_is_compiled_again_only_when_its_text_changes(rendered, tmp_path: Path):
    assert rendered() == ("1, 4", [])
    (tmp_path / "b").write_text("{{ n * n * n }}", encoding="utf-8")
    assert rendered() == ("1, 8", ["b"])
    assert rendered() == ("1, 8", [])


def test_templates_are_compiled_again_for_other_code(rendered, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("builders.kept.made_by", lambda *_: "another version")
    assert rendered() == ("1, 4", ["a", "b"])


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data[:30], lambda _: b"x"])
def test_broken_templates_are_compiled_again(rendered, tmp_path: Path, spoil):
    for file in (tmp_path / FOLDER / "x").iterdir():
        file.write_bytes(spoil(file.read_bytes()))
    assert rendered() == ("1, 4", ["a", "b"])


def test_templates_that_cannot_be_kept_are_compiled_each_time(rendered, tmp_path: Path):
    shutil.rmtree(tmp_path / FOLDER)
    (tmp_path / FOLDER).write_text("in the way", encoding="utf-8")
    assert rendered() == rendered() == ("1, 4", ["a", "b"])


def test_a_site_is_the_same_with_what_was_kept_without_it_and_with_a_broken_one(
    small_site: Content,
):
    builds, folder = [], small_site.root / FOLDER
    folder.mkdir(parents=True)  # of its own (see conftest.run_build)
    for spoil in (lambda _: None, lambda _: None, lambda file: file.write_bytes(b"spoiled")):
        for file in folder.rglob("*"):
            spoil(file) if file.is_file() else None
        assert run_build("site", root=small_site.root).returncode == 0
        builds.append(snapshot(small_site.root / "site"))
    kept_now = sorted(file.name for file in folder.iterdir())
    assert kept_now == ["pages", "share.png", "sheets", "shell"]
    assert builds[0] == builds[1] == builds[2]
