"""What is written comes whole or not at all, and the last good output stays where it does not."""

import errno
from pathlib import Path

import pytest

from builders.output import write_all_or_none, write_whole, written_aside
from helpers import full_disk, snapshot


def test_a_file_is_replaced_whole(tmp_path: Path):
    file = tmp_path / "a.txt"
    for data in (b"one", memoryview(b"another")):
        write_whole(file, data)
        assert snapshot(tmp_path) == {"a.txt": bytes(data)}


def test_a_full_disk_leaves_every_old_file_and_nothing_beside_them(tmp_path: Path):
    old = {tmp_path / name: b"old" for name in ("a", "b", "made.json")}
    write_all_or_none(old)
    before = snapshot(tmp_path)
    new = {tmp_path / "a": b"new", tmp_path / "b": b"x" * 5000, tmp_path / "made.json": b"{}"}
    with full_disk(1000), pytest.raises(OSError, match="File too large"):
        write_all_or_none(new, tmp_path / "made.json")
    assert snapshot(tmp_path) == before


def test_no_record_vouches_for_files_that_are_half_moved_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    record, real = tmp_path / "made.json", Path.replace
    write_all_or_none({tmp_path / "a": b"old", tmp_path / "b": b"old", record: b"old"})

    def replace(path: Path, target: Path) -> Path:
        assert not record.exists()
        if target.name == "b":
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="Input/output"):
        write_all_or_none({tmp_path / "a": b"new", tmp_path / "b": b"new", record: b"new"}, record)
    assert snapshot(tmp_path) == dict.fromkeys(("a", "b", "made.json"), b"old")


def test_a_folder_takes_the_place_of_the_old_one_when_all_went_well(tmp_path: Path):
    target = tmp_path / "site"
    for words in ("one", "two"):
        with written_aside(tmp_path, target) as new:
            (new / f"{words}.html").write_text(words)
        assert snapshot(target) == {f"{words}.html": words.encode()}
    with pytest.raises(ValueError), written_aside(tmp_path, target) as new:
        (new / "three.html").write_text("three")
        raise ValueError
    assert set(snapshot(target)) == {"two.html"} and not list((tmp_path / "build").iterdir())
