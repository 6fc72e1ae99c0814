"""What an editor is told of a page's or clinic's fields is what the parser takes."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import build
from conftest import ROOT
from creators.data.editor_schemas import FOLDER, create_editor_schemas
from helpers import snapshot
from knowledge.reading.loader import load_knowledge
from knowledge.reading.parser import OWN
from small_project import write_project

SCHEMAS = {path: json.loads(text) for path, text in create_editor_schemas().items()}
LINE = "# yaml-language-server: $schema="


def faults(kind: str, text: str) -> list[str]:
    """What an editor marks in a page's front matter or in a clinic's file."""
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    schema = SCHEMAS[f"{FOLDER}/{kind}.json"]
    return [one.message for one in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def files() -> list[tuple[str, str, str]]:
    """(path, kind, YAML) of every page and clinic file."""
    pages = load_knowledge(ROOT)[0].pages()
    found = []
    for path, page in pages.items():
        text = (ROOT / "docs" / path).read_text(encoding="utf-8")
        found.append((path, type(page).__name__.lower(), text.split("---\n")[1]))
    for file in (ROOT / "clinics").glob("*.yml"):
        found.append((file.name, "clinic", file.read_text(encoding="utf-8")))
    return found


def test_every_real_file_is_right_and_an_unknown_field_is_not():
    assert {kind for _, kind, _ in files()} == {Path(path).stem for path in SCHEMAS}
    for path, kind, text in files():
        assert faults(kind, text) == [], path
        assert len(faults(kind, f"{text}\nunknown_field: 1\n")) == 1, path
        assert faults(kind, text.replace("title:", "tilte:").replace("name:", "nmae:")), path
        for own in OWN & {"id", "origin"}:
            assert faults(kind, f"{text}\n{own}: x\n"), path


def test_a_span_is_words():
    text = next(text for path, kind, text in files() if kind == "cause")
    assert faults("cause", text.replace("starts: {when: ", "starts: {when: {}, was: "))


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("new-remedy", "Oat", "--kind", "product"), "docs/treat/oat.md"),
        (("new-cause", "Sweat"), "docs/causes/sweat.md"),
        (("new-clinic", "Riverside Skin"), "clinics/riverside-skin.yml"),
    ],
)
def test_a_new_file_names_its_schema_which_is_there(tmp_path: Path, arguments, path: str):
    for name, text in snapshot(ROOT / "overrides" / "new").items():
        target = write_project(tmp_path) / "overrides" / "new" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)
    (tmp_path / "clinics").mkdir()
    (tmp_path / "clinics/example.yml").write_bytes((ROOT / "clinics/example.yml").read_bytes())
    assert build.main([*arguments, "--root", str(tmp_path)]) == 0
    lines = (tmp_path / path).read_text(encoding="utf-8").splitlines()
    named = next(line for line in lines[:2] if line.startswith(LINE)).removeprefix(LINE)
    schema = ((tmp_path / path).parent / named).resolve()
    assert schema.relative_to(tmp_path).as_posix() in SCHEMAS and schema.is_file()
    assert build.main(["schemas", "--root", str(tmp_path)]) == 0


def test_the_line_in_front_matter_is_no_field(tmp_path: Path):
    write_project(tmp_path)
    page = tmp_path / "docs/treat/cloth.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("---\n", f"---\n{LINE}../x.json\n", 1), encoding="utf-8")
    knowledge, problems = load_knowledge(tmp_path)
    assert problems == [] and knowledge.remedies["cloth"].origin.line("title") == 3
