"""Files that stand beside the pages and belong to none: for crawlers, for who asks what was built,
and the picture of a shared link."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import typst

from builders.output import hash_files
from builders.typst import font_folders
from creators.figures.close_ups import bump_figure
from creators.site.crawlers import create_llms, create_robots
from creators.site.files import load_templates
from knowledge.checks.stable_ids import FILE as STABLE_IDS
from knowledge.model import BumpType, Knowledge
from knowledge.reading.loader import ELSEWHERE, seen_files
from knowledge.reading.navigation import parse_navigation

BUILD_INFO, LLMS, ROBOTS, SHARE = "build-info.json", "llms.txt", "robots.txt", "assets/share.png"
SHARE_STYLE = "paper/share.typ"
SHARE_SIZE = {"width": 1200, "height": 630}
"""Pixels: what the networks show without cutting anything off."""
SHARE_DENSITY = 144
"""Pixels an inch: the page of share.typ is half as many points wide and high."""
SHARE_BUMP = "pearls"
"""The bump type whose drawing stands on the picture: the calmest one."""
FOLDERS = {"docs": (".md", ".yml", ".js", ".svg"), "overrides": (), "scripts": (".py",)}
"""The folders that the site is made of, and the endings of what is read there; none stands for
any."""
FILES = ("mkdocs.yml", "requirements.txt", STABLE_IDS, *ELSEWHERE.values())
"""The files beside them: how the site is put together, by which packages, the ids that stay, and
records that lie elsewhere."""
HASH_DIGITS = 16
"""Hex digits of the hash over all of these."""


def create_web_files(root: Path, knowledge: Knowledge, facts: Mapping) -> dict[str, str | bytes]:
    """Each file by its path. `facts` are what the site is made with: the created files, the site,
    its version, its content's hash."""
    templates, site, created = load_templates(root), facts["site"], facts["created"]
    places = parse_navigation((root / "mkdocs.yml").read_text(encoding="utf-8"))
    drawing = created[bump_figure(share_bump(knowledge))]
    return {
        BUILD_INFO: create_build_info(
            version=facts["version"],
            commit=read_commit(root)[0],
            content_hash=facts["content_hash"],
            source_hash=hash_sources(root),
            address=site.url,
        ),
        LLMS: create_llms(templates, knowledge, site, created, places),
        ROBOTS: create_robots(templates, site),
        SHARE: draw_share(
            (root / "overrides" / SHARE_STYLE).read_bytes(), site.name, site.summary, drawing
        ),
    }


def share_bump(knowledge: Knowledge) -> BumpType:
    """The bump type on the picture; another one in a project that has other types."""
    return knowledge.bump_types.get(SHARE_BUMP) or next(iter(knowledge.bump_types.values()))


def share_facts(knowledge: Knowledge) -> dict[str, str | int]:
    """What the pages say of the picture: its path, its size, and the name of what is drawn."""
    return {"path": SHARE, "bump": share_bump(knowledge).name, **SHARE_SIZE}


@lru_cache(maxsize=2)  # `mkdocs serve` asks for it at every edit
def draw_share(style: bytes, title: str, summary: str, drawing: str) -> bytes:
    """The picture of a shared link, as PNG: `style` is share.typ, `drawing` one of our figures."""
    return typst.compile(
        style,
        format="png",
        ppi=SHARE_DENSITY,
        font_paths=font_folders(),
        ignore_system_fonts=True,
        sys_inputs={"title": title, "summary": summary, "drawing": drawing},
    )


def create_build_info(**facts: str | None) -> str:
    """Which version of what the site is. The commit is null where git knows none, and says nothing
    of a change that is not committed: the hash of the sources does."""
    return json.dumps(facts, indent=1) + "\n"


def hash_sources(root: Path) -> str:
    """The hash over every file that the site is made of. It is the same with a repository or
    without one."""
    return hash_files(root, source_files(root))[:HASH_DIGITS]


def source_files(root: Path) -> set[Path]:
    """Every file that the site is made of."""
    found = {root / name for name in FILES}
    for folder, endings in FOLDERS.items():
        files = seen_files(root / folder)
        found |= {file for file in files if not endings or file.suffix in endings}
    return {file for file in found if file.is_file()}


def read_commit(root: Path) -> tuple[str | None, str]:
    """The commit that is checked out at `root`, or None and why there is none. A repository that
    only stands somewhere above is not ours.

    A hook of git starts us with variables that name its own repository: git is asked without them.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD", "--show-prefix"],
            cwd=root,
            capture_output=True,
            text=True,
            errors="replace",
            env={**own, "LC_ALL": "C"},
        )
    except OSError as error:
        return None, f"git: {error.strerror}"
    commit, _, prefix = done.stdout.partition("\n")
    if done.returncode:
        return None, done.stderr.partition("\n")[0]
    return (None, "the repository begins in a folder above") if prefix.strip() else (commit, "")
