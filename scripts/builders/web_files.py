"""Files that stand beside the pages and belong to none: for crawlers, for who asks what was built,
and the picture of a shared link."""

import io
import json
import subprocess
from pathlib import Path

from PIL import Image

from builders.kept import FOLDER, kept, made_by
from builders.sources import hash_sources
from builders.typst import OF_ALL, draw_png
from creators.figures.pictures import bump_figure
from creators.site.crawlers import create_llms, create_robots
from creators.site.files import load_templates
from creators.site.shell import SHARE, ShellFiles, SiteBuild
from knowledge.reading.config import read_config
from knowledge.reading.loader import seen_files

BUILD_INFO, LLMS, ROBOTS = "build-info.json", "llms.txt", "robots.txt"
SHARE_STYLE = "paper/share.typ"
SHARE_DENSITY = 144
"""Pixels an inch: the page of share.typ is half as many points wide and high."""


def read_shell_files(root: Path) -> ShellFiles:
    """What a person wrote for every page."""
    parts = [file for file in seen_files(root / "overrides" / "parts") if file.suffix == ".css"]
    return ShellFiles(
        (root / "overrides" / "site.css").read_text(encoding="utf-8"),
        {file.stem: file.read_text(encoding="utf-8") for file in parts},
        (root / "docs" / "assets" / "favicon.svg").read_text(encoding="utf-8").strip(),
        (root / "docs" / "assets" / "listen.js").read_text(encoding="utf-8"),
    )


def create_web_files(root: Path, build: SiteBuild) -> dict[str, str | bytes]:
    """Each file by its path."""
    templates, site, places = load_templates(root), build.site, read_config(root).places
    drawing = build.created.files[bump_figure(build.share_bump)]
    return {
        BUILD_INFO: create_build_info(
            version=build.shell.version,
            commit=read_commit(root),
            content_hash=build.shell.content_hash,
            source_hash=hash_sources(root),
            address=site.url,
        ),
        LLMS: create_llms(templates, build.knowledge, site, build.created, places),
        ROBOTS: create_robots(templates, site),
        SHARE: kept_share(root, site.name, site.summary, drawing),
    }


def kept_share(root: Path, *facts: str) -> bytes:
    """The same as draw_share, from the last build where it was the same there: to draw it takes a
    tenth of a build."""
    style = (root / "overrides" / SHARE_STYLE).read_text(encoding="utf-8")
    made_from = "\0".join([made_by("typst", "pillow", *OF_ALL), style, *facts])
    return kept(root / FOLDER / "share.png", made_from, lambda: draw_share(style, *facts))


def draw_share(style: str, title: str, summary: str, drawing: str) -> bytes:
    """The picture of a shared link, as PNG: `style` is share.typ, `drawing` one of our figures. In
    256 colors it has half the bytes, so that messengers show it."""
    inputs = {"title": title, "summary": summary, "drawing": drawing}
    made = draw_png(style.encode(), SHARE_DENSITY, sys_inputs=inputs)
    packed = io.BytesIO()
    Image.open(io.BytesIO(made)).convert("RGB").quantize().save(packed, "PNG", optimize=True)
    return packed.getvalue()


def create_build_info(**facts: str | None) -> str:
    """Which version of what the site is. The commit is null where git knows none, and says nothing
    of a change that is not committed: the hash of the sources does."""
    return json.dumps(facts, indent=1) + "\n"


def read_commit(root: Path) -> str | None:
    """Return the commit that is checked out at `root`; None where there is no git, or no repository
    that begins there. A hook of git starts us with the folder of its own, which does not count."""
    command = ["git", "--git-dir", str(root / ".git"), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()
