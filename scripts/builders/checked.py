"""Remembers that a content has passed the checks: a site that is built of it again takes a seventh
less."""

import os
from datetime import date
from pathlib import Path

from builders.kept import FOLDER, is_kept, kept, made_by
from builders.output import hash_files
from builders.report import find_problems
from builders.sources import FILES
from builders.sources import FOLDERS as SOURCES
from knowledge.model import Knowledge
from knowledge.problems import Problem
from knowledge.reading.loader import CLINICS, EPOCH, load_knowledge, seen_files

FOLDERS = (*SOURCES, CLINICS)
"""The folders that the checks read, whole: a file of a wrong kind is a problem too."""
KEPT = f"{FOLDER}/checked"
"""The file that remembers it."""
PACKAGES = ("phonenumbers", "pydantic", "PyYAML", "textstat")
"""What decides beside our own code whether something is a problem."""


def find_problems_once(root: Path) -> tuple[Knowledge, list[Problem]]:
    """Return what find_problems does; where it found none and nothing that it reads has changed
    since, without looking again."""
    try:
        before = _all_that_counts(root)
    except OSError:  # what cannot be read is a problem
        return find_problems(root)
    if is_kept(root / KEPT, before):
        return load_knowledge(root)
    knowledge, problems = find_problems(root)
    # not where something was saved while the checks ran
    if not problems and _all_that_counts(root) == before:
        kept(root / KEPT, before, bytes)
    return knowledge, problems


def files_that_count(root: Path) -> list[Path]:
    """Return every file that the checks read, or whose name they look at."""
    found = [file for folder in FOLDERS for file in seen_files(root / folder)]
    found += [root / name for name in FILES if (root / name).exists()]
    # bytecode comes and goes
    return [file for file in found if file.suffix != ".pyc"]


def _all_that_counts(root: Path) -> str:
    """Return a text that differs where the checks may find something else."""
    day = os.environ.get(EPOCH) or date.today()
    return f"{made_by(*PACKAGES)} {day} {hash_files(root, files_that_count(root))}"
