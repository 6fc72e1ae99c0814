"""Two builds of one content are the same bytes: in another folder, another time zone, another order
of hashes, on another day."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.views import report
from builders.kept import FOLDER
from conftest import ROOT, copy_project, run_build
from helpers import snapshot

pytestmark = pytest.mark.sweep

THREE_DAYS = 3 * 24 * 60 * 60
SECTION = "prevent"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without files to download, built as always."""
    root = tmp_path_factory.mktemp("usual")
    copy_project(root, "docs", "overrides", "scripts")
    done = run_build("site", root=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def elsewhere(usual: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project under another path, and an environment in which nothing is as it
    was when the `usual` site was built."""
    root = tmp_path_factory.mktemp("elsewhere") / "a deeper" / "plâce"
    copy_project(root, "docs", "overrides", "scripts", "clinics")
    (root / FOLDER).mkdir(parents=True)  # nothing is kept there: all is made anew
    home = root.parent / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        other = {
            "TZ": "Pacific/Kiritimati",
            "PYTHONHASHSEED": "7",
            "LANG": "tr_TR.UTF-8",
            "LC_ALL": "C.UTF-8",
            "HOME": str(home),
            "SOURCE_DATE_EPOCH": str(int(time.time()) + THREE_DAYS),
        }
        for name, value in other.items():
            patch.setenv(name, value)
        yield root


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that only one build has, or that differ, with the first byte that does."""
    return [
        f"{name}: {first_difference(one.get(name, b''), other.get(name, b''))}"
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ]


def first_difference(one: bytes, other: bytes) -> str:
    place = len(os.path.commonprefix([one, other]))
    shown = slice(max(place - 20, 0), place + 40)
    return f"from byte {place}: {one[shown]!r}, {other[shown]!r}"


def test_the_site_is_the_same_bytes(usual: Path, elsewhere: Path, capsys: pytest.CaptureFixture):
    done = run_build("site", root=elsewhere)
    assert done.returncode == 0, done.stderr
    one, other = snapshot(usual), snapshot(elsewhere / "site")
    assert differences(one, other) == []
    assert {".html", ".js", ".json", ".svg", ".png", ".xml", ".gz", ".txt"} <= {
        Path(name).suffix for name in one
    }
    report(
        capsys, f"reproducible: {len(one)} files, {sum(map(len, one.values())):,} bytes compared"
    )


def test_a_book_is_the_same_bytes(published: Path, elsewhere: Path):
    """One of the PDFs; tests/builders/test_typst.py and tests/builders/test_pandoc.py ask the same
    of each way in which files to keep are made."""
    done = run_build("book", "--section", SECTION, "--edition", "a4", root=elsewhere)
    assert done.returncode == 0, done.stderr
    made = [file for file in (elsewhere / "site" / "downloads").iterdir() if file.suffix == ".pdf"]
    assert len(made) == 1 and SECTION in made[0].name
    assert made[0].read_bytes() == (published / "site" / "downloads" / made[0].name).read_bytes()


def test_a_clinics_handouts_are_the_same_bytes(elsewhere: Path, tmp_path: Path):
    first = shutil.copytree(
        elsewhere,
        tmp_path / "first",
        ignore=shutil.ignore_patterns("build", "dist", "__pycache__"),
    )
    shutil.rmtree(first / "site", ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TZ", "PYTHONHASHSEED", "LANG", "LC_ALL", "SOURCE_DATE_EPOCH"):
            patch.delenv(name, raising=False)
        done = [run_build("handouts", "--clinic", "example", root=first)]
    done.append(run_build("handouts", "--clinic", "example", root=elsewhere))
    assert [one.returncode for one in done] == [0, 0], done[-1].stderr
    one, other = snapshot(first / "dist"), snapshot(elsewhere / "dist")
    assert differences(one, other) == [] and {".pdf", ".html", ".json"} <= {
        Path(name).suffix for name in one
    }


def test_a_difference_of_one_byte_is_found(tmp_path: Path):
    shutil.copytree(ROOT / "docs" / "assets", tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    (tmp_path / "other" / "favicon.svg").write_bytes(
        (tmp_path / "one" / "favicon.svg").read_bytes().replace(b"32", b"33", 1)
    )
    (tmp_path / "other" / "more.txt").write_text("more")
    found = differences(snapshot(tmp_path / "one"), snapshot(tmp_path / "other"))
    assert [line.partition(":")[0] for line in found] == [
        "favicon.svg",
        "more.txt",
    ] and "33" in found[0]
