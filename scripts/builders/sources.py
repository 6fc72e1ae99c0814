"""Every file that the site and the handouts are made of, and what tells these from others: their
hash."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from builders.output import hash_files
from knowledge.checks.stable_ids import FILE as STABLE_IDS
from knowledge.digest import DIGITS
from knowledge.reading.loader import ELSEWHERE, seen_files
from knowledge.reading.translation_files import FOLDER as TRANSLATIONS

FOLDERS = {
    "docs": (".md", ".yml", ".tsv", ".js", ".svg"),
    TRANSLATIONS: (".yml", ".tsv"),
    "overrides": (),
    "scripts": (".py",),
}
"""The folders of it, and the endings of what is read there; none stands for any."""
FILES = ("mkdocs.yml", "requirements.txt", STABLE_IDS, *ELSEWHERE.values())
"""The files beside them: how the site is put together, by which packages, the ids that stay, and
records that lie elsewhere."""


def hash_sources(root: Path) -> str:
    """The hash over every file that is read. It is the same with a repository or without one."""
    return hash_files(root, source_files(root))[:DIGITS]


def base_key(root: Path, *facts: object) -> str:
    """Return the hash of all that every handout is made from: data, templates, this program, the
    engine, and `facts`, such as the address of the site."""
    return digest(version("typst"), *facts, hash_sources(root))


def digest(*facts: object) -> str:
    return hashlib.sha256("\0".join(map(str, facts)).encode()).hexdigest()


def source_files(root: Path) -> set[Path]:
    """Every file that is read, but for clinics' own."""
    found = {root / name for name in FILES}
    for folder, endings in FOLDERS.items():
        files = seen_files(root / folder)
        found |= {file for file in files if not endings or file.suffix in endings}
    return {file for file in found if file.is_file()}
