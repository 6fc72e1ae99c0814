#!/usr/bin/env python3
"""How long a build of 300 pages takes in our own shell beside stock Material's theme, on the very
same Markdown.

Our side has the real hooks but the one that reads, checks and creates the knowledge: bench.py
measures that one."""

import shutil
from itertools import count, cycle, islice
from pathlib import Path

from common import (
    memory_row,
    project_copy,
    ratio_row,
    table,
    time_row,
    timed_in_turn,
    write_stock_config,
)

PAGES, ROUNDS = 300, 5
AIM_RATIO = 1.0
HOOK = '''\
"""The project's own hooks, with pages that are there already in place of those made from the
knowledge."""
import sys
from pathlib import Path

ROOT = Path("{root}")
sys.path.insert(0, str(ROOT / "scripts"))
import hooks
from builders.web_files import read_shell_files
from creators.site.page import CreatedSite
from creators.site.shell import SiteBuild, Target, create_shell
from creators.site.structured import Site
from knowledge.model import Knowledge

for name in dir(hooks):
    if name.startswith("on_"):
        globals()[name] = getattr(hooks, name)


def on_config(config):
    config.markdown_extensions.append(hooks.Accessible())  # its address is not ours to check
    return config


def on_pre_build(config):
    site, created = Site(config.site_name, "", config.site_url, "en"), CreatedSite({{}}, {{}})
    shell = create_shell(read_shell_files(ROOT), Target("0.1.0", True, False), created, {{}}, "")
    config.extra["build"] = SiteBuild(
        Knowledge(), site, created, shell, "", "2026-01-01", {{}}, {{}}, {{}}
    )


def on_files(files, config):
    return files
'''


def write_pages(staged: Path, docs: Path) -> None:
    """The staged pages, and copies of those that lie in a folder, again and again under new names,
    until there are 300."""
    shutil.copytree(staged, docs)
    originals = sorted(docs.rglob("*.md"))
    inside = cycle(page for page in originals if page.parent != docs and page.name != "index.md")
    for number, page in zip(count(1), islice(inside, PAGES - len(originals))):
        shutil.copyfile(page, page.with_name(f"{page.stem}-copy-{number}.md"))


def write_configs(root: Path, folder: Path) -> None:
    """ours.yml and stock.yml: one differs from the other by its theme and our hooks, nothing else.

    Without `nav` MkDocs lists all 300 pages; without search neither has an index to make.
    """
    own = {
        "name": "material",
        "custom_dir": str(root / "overrides"),
        "font": False,
        "language": "en",
    }
    same = {"docs_dir": "docs", "nav": None, "plugins": [], "strict": False}
    (folder / "hook.py").write_text(HOOK.format(root=root), encoding="utf-8")
    write_stock_config(root / "build" / "mkdocs.yml", folder / "stock.yml", **same)
    write_stock_config(
        root / "build" / "mkdocs.yml", folder / "ours.yml", **same, theme=own, hooks=["hook.py"]
    )


def report(root: Path) -> str:
    """The table. `root` is a copy of the project with its pages staged."""
    folder = root / "build" / "shell"
    write_pages(root / "build" / "docs", folder / "docs")
    write_configs(root, folder)
    found = timed_in_turn(
        {
            name: [
                "-m",
                "mkdocs",
                "build",
                "--quiet",
                "--config-file",
                str(folder / f"{name}.yml"),
                "--site-dir",
                str(folder / name),
            ]
            for name in ("ours", "stock")
        },
        ROUNDS,
        root,
    )
    seconds = {name: [run[0] for run in runs] for name, runs in found.items()}
    rows = table(
        [
            time_row(f"{PAGES} pages in our shell", seconds["ours"]),
            time_row(f"{PAGES} pages in stock Material", seconds["stock"]),
            ratio_row("our shell to stock Material", seconds["ours"], seconds["stock"], AIM_RATIO),
            memory_row("peak memory, our shell", found["ours"]),
            memory_row("peak memory, stock Material", found["stock"]),
        ]
    )
    return f"""\
The shell alone: the same {PAGES} Markdown pages, all in the navigation, no search index on \
either side. Ours: overrides/ and our
hooks without the knowledge (nothing is read, checked or created). Stock: theme material with \
nothing set. {ROUNDS} rounds.

{rows}"""


if __name__ == "__main__":
    with project_copy() as copy:
        print(report(copy))
