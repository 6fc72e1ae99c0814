"""Makes the EPUB of the booklet with pandoc."""

import io
import json
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from builders.pixels import in_pixels
from builders.typst import time_stamp
from builders.workshop import Workshop
from creators.booklet.ebook import Ebook, name_page, picture_files
from creators.booklet.pages import AUTHOR
from knowledge.problems import CannotBeMade

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


def make_ebook(ebook: Ebook, shop: Workshop, _: Iterable[str] = ()) -> dict[str, bytes]:
    """Return the EPUB, with the pictures of the workshop: in pixels where an SVG is too much for
    readers. Raises CannotBeMade."""
    for name in picture_files(ebook.document):
        if not (shop.work / name).is_file():
            raise CannotBeMade(
                f"{EPUB}: picture: expected {name} in {shop.work.name}/; got no such file; do"
                " build the site again"
            )
    with tempfile.TemporaryDirectory(prefix="ebook-") as name:
        work = Path(name)
        (work / "book.html").write_text(in_pixels(ebook.document, shop.work), encoding="utf-8")
        (work / "access.json").write_text(json.dumps(ACCESS), encoding="utf-8")
        places = (f"--css={shop.root / STYLE}", f"--resource-path={shop.work}")
        _run_pandoc(work, time_stamp(ebook.date), *OPTIONS, *_metadata(ebook), *places)
        made = _with_names((work / "book.epub").read_bytes())
    return {EPUB: made}


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
        raise CannotBeMade(
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
        raise CannotBeMade(
            f"pandoc: expected it to make an e-book; got: {said[0]}; do mend the page that this is"
            " about"
        )


def _with_names(made: bytes) -> bytes:
    """Return an EPUB in which each chapter has its title. All else of the zip file stays: order,
    times, packing."""
    named = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(named, "w") as archive:
        for member in old.infolist():
            data = old.read(member)
            archive.writestr(
                member, name_page(data) if CHAPTER.fullmatch(member.filename) else data
            )
    return named.getvalue()
