"""The pages of the sheet, each one file with its scripts inside."""

from pathlib import Path

from creators.handout.versions import printed_version
from creators.handout.web_page import Twin
from creators.site.sheets import create_sheet_pages
from knowledge.model import Knowledge

SCRIPTS = ("docs/assets/dates.js", "docs/assets/listen.js", "docs/assets/copy-card.js")


def read_sheet_scripts(root: Path) -> str:
    """Return the scripts of the project at `root`, one behind another."""
    return "".join((root / name).read_text(encoding="utf-8") for name in SCRIPTS)


def create_sheet_files(root: Path, knowledge: Knowledge, twins: tuple[Twin, ...]) -> dict[str, str]:
    """Return the page of the sheet in each language that is published, by its path. `twins` are all
    of them, as each leads to the others."""
    version, date = printed_version(knowledge)
    script = read_sheet_scripts(root)
    return create_sheet_pages(knowledge, root / "overrides", script, twins, version, date)
