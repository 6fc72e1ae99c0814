"""The benchmarks still run: they ask for modules and functions by name, and nothing else does so as
they do."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from helpers import ROOT


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
    return importlib.import_module("bench")


def test_each_part_has_a_table_to_print(bench: ModuleType):
    for part in (bench, bench.shell, bench.booklet, bench.handouts, bench.lighthouse):
        assert callable(part.report), part.__name__


@pytest.mark.parametrize("edition", ["a4", pytest.param("wallet-card", marks=pytest.mark.sweep)])
def test_a_further_handout_is_timed(
    edition: str, bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bench.handouts, "FURTHER", 2)
    times = bench.handouts.ours(tmp_path, tmp_path / "page.html", edition)
    assert len(times) == 2 and min(times) > 0
    assert "<html" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.sweep
def test_reloads_leave_the_page_as_it_was(bench: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bench, "EDITS", 1)
    with bench.project_copy() as root:
        page = root / "docs" / bench.PAGE
        before = page.read_bytes()
        assert len(bench.reloads(root, "mkdocs.yml", page)) == 1
        assert page.read_bytes() == before
