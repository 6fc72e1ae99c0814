"""Imports go in one direction, `build, hooks -> builders -> creators -> knowledge`, in no circle,
and only what builds writes to the disk or starts a program."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from helpers import ROOT

SCRIPTS = ROOT / "scripts"
LAYERS = (
    ("build", "hooks"),
    ("preview",),
    ("builders",),
    ("creators.site",),
    ("creators.easy",),
    ("creators.handout", "creators.booklet", "creators.book", "creators.data"),
    ("creators.figures", "creators.shell"),
    ("creators.wording",),
    ("knowledge",),
)
"""Who may import whom: itself, and what stands in a later row. The pages of the site are made of
all that the other creators make."""
KNOWS_MKDOCS = {"hooks", "preview", "builders.site"}
WRITES = {"build", "hooks", "preview", "builders"}
PROGRAMS = {"subprocess", "multiprocessing", "shutil", "tempfile"}
"""Modules that start programs, or write."""
WRITING = {
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "rmdir",
    "touch",
    "rename",
    "symlink_to",
    "hardlink_to",
    "makedirs",
    "system",
    "popen",
}
"""Functions that write or start a program, whatever they are called on. `replace` is looked at by
itself: that of a text has two arguments or more, that of a path one."""
HEAVY = {"brotli", "icalendar", "jinja2", "mkdocs", "pikepdf", "pypdfium2", "segno", "typst"}
"""Libraries that only some commands use; each takes up to a tenth of a second to load."""
FOR_FILES = {"brotli", "pikepdf", "pypdfium2", "typst"}
"""Those that only files to download take: the pages alone, as a preview, do without."""
EXCEPTIONS: dict[tuple[str, str], str] = {}
"""(module, what it may do all the same): why."""


@cache
def modules() -> dict[str, Path]:
    """Every module of ours by its name."""
    return {
        ".".join(file.relative_to(SCRIPTS).with_suffix("").parts).removesuffix(".__init__"): file
        for file in sorted(SCRIPTS.rglob("*.py"))
    }


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> Iterator[str]:
    """The name of each module that a file imports, anywhere in it."""
    ours = modules()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, f"{file}:{node.lineno}: a relative import"
            names = {f"{node.module}.{name.name}" for name in node.names}
            # `from a import b` takes a module, or something that is in a
            yield from names & ours.keys()
            yield from () if names <= ours.keys() else (node.module,)


def own_imports() -> dict[str, set[str]]:
    """For each module of ours those of ours that it imports."""
    ours = modules()
    return {name: ours.keys() & set(imported(file)) - {name} for name, file in ours.items()}


def is_in(name: str, package: str) -> bool:
    return f"{name}.".startswith(f"{package}.")


def layer(name: str) -> tuple[int, str]:
    """The row of LAYERS and the package there that a module belongs to. A package that only holds
    others has no words of its own, and belongs to none."""
    found = [
        (row, package)
        for row, packages in enumerate(LAYERS)
        for package in packages
        if is_in(name, package)
    ]
    assert found or name == "creators", f"{name}: belongs to no layer"
    return found[0] if found else (len(LAYERS), name)


def wrong_directions(imports: dict[str, set[str]]) -> list[str]:
    """Each import that goes up, or across to a package of the same row."""
    return [
        f"{name} imports {other}"
        for name, others in imports.items()
        for other in sorted(others)
        if layer(name)[1] != layer(other)[1]
        and layer(other)[0] <= layer(name)[0]
        and (name, other) not in EXCEPTIONS
    ]


def circles(imports: dict[str, set[str]]) -> list[str]:
    """The modules that lead back to themselves, and those between two circles: what is left when
    those that import nothing that is left, and those that nothing left imports, are taken away."""
    left = dict(imports)
    while done := [
        name
        for name, others in left.items()
        if not others & left.keys() or not any(name in left[other] for other in left)
    ]:
        for name in done:
            left.pop(name, None)
    return sorted(left)


def writes(file: Path) -> Iterator[str]:
    """Each place where a module could write to the disk or start a program."""
    for name in imported(file):
        if name.partition(".")[0] in PROGRAMS:
            yield f"imports {name}"
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and (what := writing_call(node)):
            yield f"line {node.lineno}: {what}"


def writing_call(call: ast.Call) -> str:
    """What a call could write with; "" for one that only reads."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in WRITING and isinstance(function, ast.Attribute):
        return name
    if name == "replace" and isinstance(function, ast.Attribute):
        is_one = len(call.args) == 1 and not isinstance(call.args[0], ast.Starred)
        return name if is_one and not call.keywords else ""
    if name == "open":
        given = [*call.args, *(word.value for word in call.keywords)]
        modes = [item.value for item in given if isinstance(item, ast.Constant)]
        return name if any(set("wax+") & set(str(mode)) for mode in modes) else ""
    return ""


def test_imports_go_in_one_direction():
    assert wrong_directions(own_imports()) == []


def test_there_is_no_circle():
    assert circles(own_imports()) == []


def test_only_what_builds_the_site_knows_mkdocs():
    knows = {name for name, file in modules().items() if "mkdocs" in _tops(file)}
    assert knows <= KNOWS_MKDOCS and "hooks" in knows


def _tops(file: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(file)}


def test_only_what_builds_writes_or_starts_programs():
    found = [
        f"{name}: {place}"
        for name, file in modules().items()
        if name.partition(".")[0] not in WRITES
        for place in writes(file)
        if (name, place) not in EXCEPTIONS
    ]
    assert found == []


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (["--help"], {"pydantic", "yaml", *HEAVY}),
        (["check", "docs/index.md"], HEAVY),
        (["site", "--help"], FOR_FILES),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_use(arguments: list[str], without: set[str]):
    program = f"""
import sys
sys.path.insert(0, {str(SCRIPTS)!r})
import build
try:
    build.main({arguments!r})
finally:
    print("loaded", *sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert loaded[0] == "loaded" and "argparse" in loaded, done.stderr
    assert without & set(loaded) == set()


def test_every_exception_is_still_needed():
    ours = own_imports()
    assert [
        key
        for key in EXCEPTIONS
        if key[1] not in ours[key[0]] and key[1] not in writes(modules()[key[0]])
    ] == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("knowledge.model", "creators.wording.words"),
        ("creators.wording.words", "creators.shell.qr"),
        ("creators.shell.qr", "creators.figures.charts"),
        ("creators.data.claims", "creators.site.prose"),
        ("creators.handout.sheet", "creators.book.typst_source"),
        ("creators.site.files", "builders.output"),
        ("builders.site", "build"),
        ("builders.site", "hooks"),
    ],
)
def test_an_import_that_goes_up_or_across_is_found(name: str, other: str):
    assert {name, other} <= modules().keys()
    assert wrong_directions({name: {other}}) == [f"{name} imports {other}"]
    assert wrong_directions({other: {name}}) == [] or layer(name)[0] == layer(other)[0]


def test_a_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}) == list("abc")


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("import subprocess", True),
        ("from shutil import copyfile", True),
        ("path.write_text('')", True),
        ("path.open('w')", True),
        ("open(path, mode='ab')", True),
        ("path.replace(other)", True),
        ("path.rename(other)", True),
        ("os.makedirs(path)", True),
        ("path.open(encoding='utf-8').read()", False),
        ("open(path, 'rb')", False),
        ("text.replace('a', 'b')", False),
        ("replace(record, name='b')", False),
        ("path.read_text()", False),
    ],
)
def test_what_writes_is_found(line: str, is_found: bool, tmp_path: Path):
    file = tmp_path / "one.py"
    file.write_text(line, encoding="utf-8")
    assert bool(list(writes(file))) == is_found
