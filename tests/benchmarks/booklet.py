#!/usr/bin/env python3
"""How long the booklet takes in all its editions, beside WeasyPrint and Chromium, which print the
same words in one edition.

The peers get the HTML file that the e-book is made from, and no style but the size of the paper:
nothing is fitted to pages, imposed or colored for inks. WeasyPrint comes into an environment of
its own; it needs Pango (apt-get install libpango-1.0-0 libpangoft2-1.0-0).
"""

import shutil
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

from common import memory_row, project_copy, ratio_row, say, table, time_row, timed, timed_in_turn

from helpers import ROOT

ROUNDS = 3
AIM_SECONDS = 3
PEERS = "build/peers"
WEASYPRINT = "weasyprint==70.0"
PRINT = (
    "from weasyprint import HTML; HTML('book.html').write_pdf('weasyprint.pdf',"
    " pdf_variant='pdf/ua-1')"
)
CHROMIUM = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--print-to-pdf=chromium.pdf",
    "book.html",
]
ABOUT = ("What is in it.", "1.2.3", "2026-11-22", "https://site.example/")
"""What the booklet says of itself."""
EXEC = ["-c", "import os, sys; os.execv(sys.argv[1], sys.argv[1:])"]
"""Another program in the place of a Python process, so that all are timed alike."""


def make_all(root: Path, own_children: bool = False) -> None:
    """What is timed: the built site to the booklet in all editions, the e-book too. With
    `own_children` its processes are started by this one, so that the system counts their memory
    with it."""
    sys.path.insert(0, str(root / "scripts"))
    from builders import download_jobs
    from builders.downloads import make_downloads
    from builders.scopes import BOOKLET
    from creators.shell.download_list import Edition

    if own_children:
        download_jobs.get_context = lambda name: get_context("spawn")
    shutil.rmtree(root / "site" / "downloads", ignore_errors=True)
    make_downloads(root, root / "site", root / "nothing", Edition(*ABOUT), (BOOKLET,))


def write_html(root: Path, folder: Path) -> None:
    """The same booklet as one HTML file in `folder`, with its pictures beside it."""
    sys.path.insert(0, str(root / "scripts"))
    from creators.booklet.ebook import create_ebook
    from creators.booklet.pages import create_booklet
    from creators.shell.download_list import Edition
    from knowledge.reading.loader import load_knowledge

    booklet = create_booklet(load_knowledge(root)[0], "", Edition(*ABOUT))
    document = create_ebook(booklet, "booklet", root / "overrides").document
    style = "@page { size: A5; margin: 13mm } body { font-size: 14pt } img { width: 50% }"
    shutil.copytree(root / "site" / "assets", folder / "assets")
    text = document.replace("</head>", f"<style>{style}</style></head>")
    (folder / "book.html").write_text(text, encoding="utf-8")


def get_peers() -> dict[str, list[str]]:
    """The command of each peer that can be had here; a line says what is missing."""
    peers = {}
    python = ROOT / PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ROOT / PEERS)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", WEASYPRINT], check=False)
    found = subprocess.run([str(python), "-c", "import weasyprint"], capture_output=True, text=True)
    if found.returncode == 0:
        peers["WeasyPrint"] = [*EXEC, str(python), "-c", PRINT]
    else:
        say(f"WeasyPrint is not measured: {found.stderr.strip().splitlines()[-1]}")
    if browser := shutil.which("chromium"):
        peers["Chromium"] = [*EXEC, browser, *CHROMIUM]
    else:
        say("Chromium is not measured: it is not on the PATH")
    return peers


def report(root: Path) -> str:
    """The table. `root` is a copy of the project."""
    timed("scripts/build.py", "site", "--root", str(root), root=root)
    folder = root / "build" / "book"
    write_html(root, folder)
    script = str(Path(__file__).resolve())
    found = timed_in_turn({"booklet": [script, str(root)], **get_peers()}, ROUNDS, folder)
    seconds = {name: [run[0] for run in runs] for name, runs in found.items()}
    rows = [
        (
            f"five PDFs and an EPUB, aim {AIM_SECONDS} s",
            *time_row("", seconds["booklet"])[1:],
        ),
        memory_row(
            "peak memory of the largest process", [timed(script, str(root), "memory", root=folder)]
        ),
    ]
    for name in found.keys() - {"booklet"}:
        rows += [
            time_row(f"{name}, A5 alone", seconds[name]),
            memory_row(f"peak memory of {name}", found[name]),
            ratio_row(f"our six files to one of {name}", seconds["booklet"], seconds[name], 1.0),
        ]
    return table(rows)


def main() -> None:
    """Measure alone, or, with a project's folder, do what is measured."""
    if len(sys.argv) > 1:
        return make_all(Path(sys.argv[1]), "memory" in sys.argv)
    with project_copy() as root:
        print(report(root))


if __name__ == "__main__":
    main()
