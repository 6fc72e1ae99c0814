"""Makes the EPUB of the booklet with pandoc."""

import json
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from builders.pixels import in_pixels
from builders.typst import time_stamp
from creators.booklet.blocks import AUTHOR
from creators.booklet.ebook import Ebook, name_page, picture_files

EPUB = "epub"
"""The edition of the booklet that is an e-book, and the ending of its file."""
STYLE = "overrides/paper/ebook.css"
ACCESS = {
    "accessModes": ["textual", "visual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeatures": [
        "alternativeText",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    ],
    "accessibilityHazards": ["none"],
    "accessibilitySummary": (
        "Every picture has words that say what it shows, and every chart stands as text or a table"
        " as well. Headings are in order, tables have header cells, and nothing is said by color"
        " alone."
    ),
}
"""What the EPUB says of its accessibility. It claims no level of WCAG: nobody has audited it."""
OPTIONS = (
    "book.html",
    "--from=html",
    "--to=epub3",
    "--output=book.epub",
    "--fail-if-warnings",
    "--split-level=1",
    "--toc-depth=2",
    "--metadata-file=access.json",
)
CHAPTER = re.compile(r"EPUB/text/ch\d+\.xhtml")


class EbookError(Exception):
    """An e-book that could not be made; its text is one line."""


def ebook_key(root: Path, ebook: Ebook) -> str:
    """Returns all that the file is made from, but the pictures."""
    return f"{ebook!r}\0{(root / STYLE).read_text(encoding='utf-8')}"


def write_ebook(ebook: Ebook, root: Path, folder: Path, target: Path) -> None:
    """Makes the EPUB `target`. Its style is read from `root`, its pictures from `folder`, which has
    those of the built site, and in pixels where an SVG is too much for readers. Raises EbookError,
    and then leaves nothing behind."""
    for name in picture_files(ebook.document):
        if not (folder / name).is_file():
            raise EbookError(
                f"{target.name}: picture: expected {name} in {folder.name}/; got no such file; do"
                " build the site again"
            )
    with tempfile.TemporaryDirectory(prefix=".ebook-", dir=target.parent) as name:
        work = Path(name)
        (work / "book.html").write_text(in_pixels(ebook.document, folder), encoding="utf-8")
        (work / "access.json").write_text(json.dumps(ACCESS), encoding="utf-8")
        places = (f"--css={root / STYLE}", f"--resource-path={folder}")
        _run_pandoc(work, time_stamp(ebook.date), *OPTIONS, *_metadata(ebook), *places)
        _name_pages(work / "book.epub").replace(target)


def _metadata(ebook: Ebook) -> Iterator[str]:
    """What a library lists the book by, as options of pandoc."""
    facts = {
        "title": ebook.title,
        "subtitle": ebook.summary,
        "author": AUTHOR,
        "date": ebook.date,
        "identifier": ebook.identifier,
        "description": ebook.summary,
        "rights": "CC BY 4.0",
        "toc-title": "Contents",
    }
    return (f"--metadata={name}:{value}" for name, value in facts.items())


def _run_pandoc(folder: Path, stamp: int, *options: str) -> None:
    """Runs pandoc in `folder` with a fixed time and without what a user may have configured."""
    import pypandoc  # for a download that we never ask it for, it imports ssl

    try:
        pandoc = pypandoc.get_pandoc_path()
    except OSError:
        raise EbookError(
            "pandoc: expected the one of the package pypandoc_binary; got none; do delete .venv and"
            " run make again"
        ) from None
    done = subprocess.run(
        [pandoc, f"--data-dir={folder}", *options],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(stamp)},
    )
    if done.returncode:
        said = [
            line for line in done.stderr.decode(errors="replace").splitlines() if line.strip()
        ] or ["nothing"]
        raise EbookError(
            f"pandoc: expected it to make an e-book; got: {said[0]}; do mend the page that this is"
            " about"
        )


def _name_pages(file: Path) -> Path:
    """Gives each chapter of an EPUB its title, and keeps all else of the zip file: order, times,
    packing."""
    new = file.with_suffix(".new")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(new, "w") as archive:
        for member in old.infolist():
            data = old.read(member)
            archive.writestr(
                member, name_page(data) if CHAPTER.fullmatch(member.filename) else data
            )
    return new.replace(file)
