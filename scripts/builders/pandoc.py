"""A book to EPUB, for phones, and to DOCX, for clinics that have to edit it. pandoc makes both, so
the words are the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pypandoc
import typst

from builders.typst import font_folders, time_stamp
from creators.book import docx as docx_style
from creators.book.ebook import AUTHOR, Ebook, name_page, picture_widths

FORMATS = ("epub", "docx")
FOLDER = "overrides/paper"
STYLES = {"epub": "ebook.css", "docx": "ebook-styles.xml"}
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
SCREEN_FONT, FONT = "system-ui,sans-serif", "Atkinson Hyperlegible"
"""The font that the site's pictures ask for, which no two machines share, and the one that they are
drawn with."""
CHAPTER = re.compile(r"EPUB/text/ch\d+\.xhtml")
DENSITY = 160
"""Pixels per inch of a picture in the DOCX: sharp on paper, and a third of the bytes of 300."""


class EbookError(Exception):
    """An e-book that could not be made; its text is one line."""


def ebook_key(root: Path, ebook: Ebook) -> str:
    """All that a file is made from, but the pictures."""
    return "\0".join(
        [
            repr(ebook),
            *((root / FOLDER / name).read_text(encoding="utf-8") for name in STYLES.values()),
        ]
    )


def write_ebook(ebook: Ebook, root: Path, site: Path, target: Path) -> int:
    """Make `target`, whose ending is one of FORMATS. Its style is read from `root`, its pictures
    from the built `site`. Returns the number of pages: 0, as such a file has none. Raises
    EbookError, and then leaves nothing behind."""
    for name in picture_widths(ebook.document):
        if not (site / name).is_file():
            raise EbookError(
                f"{target.name}: picture: expected {name} in {site.name}/; got no such file; do"
                " build the site again"
            )
    with tempfile.TemporaryDirectory(prefix=".ebook-", dir=target.parent) as folder:
        make = {"epub": _make_epub, "docx": _make_docx}[target.suffix[1:]]
        make(ebook, root / FOLDER, site, Path(folder)).replace(target)
    return 0


def _make_epub(ebook: Ebook, styles: Path, site: Path, work: Path) -> Path:
    (work / "access.json").write_text(json.dumps(ACCESS), encoding="utf-8")
    _pandoc(
        ebook,
        ebook.document,
        work / "book.epub",
        "--to=epub3",
        "--split-level=2",
        "--toc-depth=2",
        "--metadata-file=access.json",
        f"--metadata=identifier:{ebook.identifier}",
        f"--metadata=description:{ebook.summary}",
        "--metadata=rights:CC BY 4.0",
        f"--css={styles / STYLES['epub']}",
        f"--resource-path={site}",
    )
    return _rewrite(work / "book.epub", lambda name: name_page if CHAPTER.fullmatch(name) else None)


def _make_docx(ebook: Ebook, styles: Path, site: Path, work: Path) -> Path:
    _draw(picture_widths(ebook.document), site, work)
    _make_reference(work, (styles / STYLES["docx"]).read_bytes())
    document = re.sub(r'(<img [^>]*src="[^"]+)\.svg"', r'\1.png"', ebook.document)
    _pandoc(
        ebook,
        document,
        work / "book.docx",
        "--to=docx",
        "--reference-doc=reference.docx",
        f"--resource-path={work}",
    )
    return _rewrite(
        work / "book.docx",
        {
            "word/document.xml": docx_style.finish_document,
            "word/settings.xml": docx_style.finish_settings,
        }.get,
    )


def _draw(widths: Mapping[str, int], site: Path, work: Path) -> None:
    """Each SVG as PNG of the size at which it is shown: Word before 2016 knows no SVG."""
    pages = [
        f'#image(bytes(read("/{name}").replace("{SCREEN_FONT}", "{FONT}")), format: "svg", width:'
        f" {width * 0.75}pt)"
        for name, width in widths.items()
    ]
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        + "\n#pagebreak()\n".join(pages)
    )
    try:
        drawn = typst.compile(
            source.encode(),
            root=str(site),
            format="png",
            ppi=DENSITY,
            font_paths=font_folders(),
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        named = re.search(r'read\("/(.+?)"', error.diagnostic or "")
        raise EbookError(
            f"{named[1] if named else 'a picture'}: expected SVG that Typst can draw; got"
            f" {error.message}; do mend its template in overrides/figures/"
        ) from None
    for name, picture in zip(widths, drawn if isinstance(drawn, list) else [drawn], strict=True):
        file = (work / name).with_suffix(".png")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture)


def _make_reference(work: Path, styles: bytes) -> None:
    """The document whose styles, page and footer pandoc takes over: its own one with ours."""
    file = work / "reference.docx"
    file.write_bytes(_run(work, 0, "--print-default-data-file=reference.docx"))
    edits = {
        "word/styles.xml": lambda default: docx_style.create_styles(default, styles),
        "word/document.xml": docx_style.create_page,
        "word/_rels/document.xml.rels": docx_style.add_footer,
    }
    _rewrite(file, edits.get)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(zipfile.ZipInfo(docx_style.FOOTER), docx_style.create_footer())


def _pandoc(ebook: Ebook, document: str, target: Path, *options: str) -> None:
    (target.parent / "book.html").write_text(document, encoding="utf-8")
    _run(
        target.parent,
        time_stamp(ebook.date),
        "book.html",
        "--from=html",
        f"--output={target.name}",
        "--fail-if-warnings",
        f"--metadata=title:{ebook.title}",
        f"--metadata=subtitle:{ebook.summary}",
        f"--metadata=author:{AUTHOR}",
        f"--metadata=date:{ebook.date}",
        "--metadata=toc-title:Contents",
        *options,
    )


def _run(folder: Path, stamp: int, *options: str) -> bytes:
    """What pandoc prints, run in `folder` with a fixed time and without what a user may have
    configured."""
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
    return done.stdout


def _rewrite(file: Path, edit: Callable[[str], Callable[[bytes], bytes] | None]) -> Path:
    """Change the members of a zip file for which `edit` has a rule, and keep all else of it: order,
    times, packing."""
    new = file.with_suffix(".new")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(new, "w") as archive:
        for member in old.infolist():
            rule = edit(member.filename)
            archive.writestr(member, rule(old.read(member)) if rule else old.read(member))
    return new.replace(file)
