"""Writes the finished pages as plain Markdown, which any other generator can render."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from builders.output import say, write_whole, written_aside
from builders.report import check
from builders.sheet_scripts import create_sheet_files
from creators.shell.download_list import DOWNLOADS
from creators.site.files import create_site, load_templates
from creators.site.page import CreatedSite
from creators.site.search import SEARCH
from creators.site.sheets import create_twins
from knowledge.model import Knowledge
from knowledge.reading.config import compose_config, site_address
from knowledge.reading.loader import seen_files

OURS = ("hooks", "watch", "plugins", "exclude_docs", "site_dir", "docs_dir")
"""Settings of mkdocs.yml that only our own build needs."""


def build_stage(root: Path) -> None:
    """Write the finished pages to build/docs, with a config that needs no hook."""
    write_stage(root, create_stage(root, check(root)))


def create_stage(root: Path, knowledge: Knowledge) -> dict[str, str]:
    """Return the finished pages as plain Markdown, and all that stands beside them, by their paths:
    pictures, data, and the sheet in each language, which needs no generator."""
    docs = root / "docs"
    created = create_site(knowledge, load_templates(root))
    # another generator brings a search of its own, and no booklets
    pages = {
        path: replace(page, layout="")
        for path, page in created.pages.items()
        if path not in (SEARCH, DOWNLOADS)
    }
    files = {path: text for path, text in created.files.items() if not path.endswith(".js")}
    files |= create_sheet_files(root, knowledge, create_twins(knowledge, site_address(root)))
    drawings = [file for file in seen_files(docs) if file.suffix == ".svg"]
    files |= {file.relative_to(docs).as_posix(): file.read_text("utf-8") for file in drawings}
    return CreatedSite(pages, files).texts


def write_stage(root: Path, texts: Mapping[str, str]) -> None:
    """Write what create_stage returned to build/docs."""
    with written_aside(root, root / "build" / "docs") as new:
        for path, text in texts.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_text(text, encoding="utf-8")
    config = plain_config((root / "mkdocs.yml").read_text(encoding="utf-8"))
    write_whole(root / "build" / "mkdocs.yml", config.encode())
    count = sum(path.endswith(".md") for path in texts)
    say(f"stage: {count} pages of plain Markdown in build/docs")


def plain_config(text: str) -> str:
    """Return mkdocs.yml without what only our own build needs."""
    document = compose_config(text)
    document.value = [(key, value) for key, value in document.value if key.value not in OURS]
    for key, value in document.value:
        if key.value == "theme":
            value.value = [
                (name, setting) for name, setting in value.value if name.value != "custom_dir"
            ]
    return "# Written by build.py stage from mkdocs.yml. Do not edit.\n" + yaml.serialize(
        document, allow_unicode=True
    )
