"""Whether a PDF can be read by ear and by keyboard: the rules of PDF/UA-1 (ISO 14289-1) that a
program can judge, in plain words.

A rule reads the file and gives a line for each problem. It shares no code with what makes the PDFs.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pikepdf import Array, Dictionary, Name, NumberTree

from pdf_reader import Mark, Node, Pdf

STANDARD = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Figure",
    "Formula",
    "Form",
}
"""The kinds of element that every reader knows (ISO 32000-1, 14.8.4)."""
GROUPS = {"Document", "Part", "Art", "Sect", "Div"}
IN_A_LINE = {"Span", "Strong", "Em", "Code", "Link", "Reference"}
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
TITLE = "{http://purl.org/dc/elements/1.1/}title"


def check_pdf(file: Path | Pdf) -> list[str]:
    """Every problem of a PDF, rule by rule."""
    pdf = file if isinstance(file, Pdf) else Pdf(file)
    return [problem for rule in RULES for problem in rule(pdf)]


def check_metadata(pdf: Pdf) -> Iterator[str]:
    """It calls itself PDF/UA-1, and its title is what a window and a screen reader name it by."""
    with pdf.file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
        if facts.get(PDFUA) != "1":
            yield "metadata: it does not call itself PDF/UA-1"
        if not (facts.get(TITLE) or "").strip():
            yield "metadata: it has no title"
    if not pdf.file.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "metadata: a window shows its file name, not its title"


def check_language(pdf: Pdf) -> Iterator[str]:
    """A voice knows which language to read it in."""
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(pdf.file.Root.get("/Lang", ""))):
        yield "language: none"


def check_structure(pdf: Pdf) -> Iterator[str]:
    """Everything that is drawn is part of the structure tree, in which it is read, or is called an
    artifact, which is not."""
    marked = pdf.file.Root.get("/MarkInfo", {})
    if not marked.get("/Marked") or marked.get("/Suspects"):
        yield "structure: it does not say that all of it is tagged"
    if [node.kind for node in pdf.root.children] != ["Document"]:
        yield "structure: no tree with one document"
    read = set(pdf.root.marks)
    for number in sorted({run.page for run in pdf.runs if not run.tagged}):
        yield f"structure: page {number} draws something that is neither tagged nor an artifact"
    for number in sorted({run.page for run in pdf.runs if run.mark and run.mark not in read}):
        yield f"structure: page {number} has tagged content that the tree does not lead to"


def check_parents(pdf: Pdf) -> Iterator[str]:
    """From each piece of a page and each area to click, a reader finds the element that it belongs
    to."""
    if "/ParentTree" not in pdf.root.facts:
        yield "parents: none"
        return
    parents = dict(NumberTree(pdf.root.facts.ParentTree).items())
    marks: dict[int, int] = {}
    for page, number in pdf.root.marks:
        marks[page] = max(number, marks.get(page, 0))
    for number, page in enumerate(pdf.file.pages, 1):
        if (
            number in marks
            and len(parents.get(page.obj.get("/StructParents", -1), Array())) <= marks[number]
        ):
            yield f"parents: page {number} has pieces without an element"
        if any(
            area.get("/StructParent", -1) not in parents for area in page.obj.get("/Annots", ())
        ):
            yield f"parents: page {number} has an area to click without an element"


def check_kinds(pdf: Pdf) -> Iterator[str]:
    """Every kind of element is one that readers know, or says which one it is like."""
    known = STANDARD | {
        str(name)[1:]
        for name, like in pdf.root.facts.get("/RoleMap", {}).items()
        if str(like)[1:] in STANDARD
    }
    for kind in sorted({node.kind for node in pdf.root.walk()} - known - {"StructTreeRoot"}):
        yield f"kinds: <{kind}> is none that readers know"


def check_lines(pdf: Pdf) -> Iterator[str]:
    """What stands in a line stands in a paragraph, heading, item or cell, so that a reader can go
    from one to the next."""
    for node in pdf.root.walk():
        if node.kind in GROUPS and (
            loose := [kid for kid in node.children if kid.kind in IN_A_LINE]
        ):
            words, number = pdf.text(loose[0]), pdf.page(loose[0])
            yield (
                f'lines: <{loose[0].kind}> "{words}" on page {number} is in no paragraph'
                f" ({len(loose)} in this group)"
            )
        if node.kind in GROUPS and any(isinstance(kid, Mark) for kid in node.kids):
            yield f"lines: text on page {pdf.page(node)} is in no paragraph"


def check_headings(pdf: Pdf) -> Iterator[str]:
    """Headings begin at level 1, skip none on the way down, and have words."""
    level = 0
    for node in pdf.root.walk():
        if re.fullmatch(r"H[1-6]", node.kind):
            words, found = pdf.text(node), int(node.kind[1])
            if not words:
                yield f"headings: one without words on page {pdf.page(node)}"
            if found > level + 1:
                yield f'headings: "{words}" is of level {found} after level {level}'
            level = found
    if not level:
        yield "headings: none"


def check_figures(pdf: Pdf) -> Iterator[str]:
    """Words stand in for each picture."""
    for node in pdf.root.find("Figure", "Formula"):
        if len(str(node.facts.get("/Alt", "")).split()) < 2:
            yield f"figures: one without words for it on page {pdf.page(node)}"


def check_tables(pdf: Pdf) -> Iterator[str]:
    """A cell can be read with the headings of its column and its row."""
    for table in pdf.root.find("Table"):
        rows, place = table.find("TR"), f"on page {pdf.page(table)}"
        if not all(
            row.children and all(cell.kind in ("TH", "TD") for cell in row.children) for row in rows
        ):
            yield f"tables: a row {place} holds something that is no cell"
        elif len({sum(map(_width, row.children)) for row in rows}) != 1:
            yield f"tables: rows {place} are not alike in length"
        elif not all(_heads(cell, "Column") for cell in rows[0].children):
            yield f"tables: the first row {place} is not all headings of columns"
        elif not all(_heads(row.children[0], "Row") for row in rows[1:]):
            yield f"tables: a row {place} does not begin with its heading"
        elif not all(
            _leads_to(cell, row.children[0]) for row in rows[1:] for cell in row.children[1:]
        ):
            yield f"tables: a cell {place} names its headings without that of its row"


def _width(cell: Node) -> int:
    """How many columns a cell takes."""
    return int(cell.attribute("/ColSpan") or 1)


def _heads(cell: Node, scope: str) -> bool:
    return cell.kind == "TH" and cell.attribute("/Scope") in (f"/{scope}", "/Both")


def _leads_to(cell: Node, heading: Node) -> bool:
    """A cell that names its headings has only those; one that does not has those of its row and
    column."""
    named = cell.attribute("/Headers")
    return named is None or str(heading.facts.get("/ID")) in map(str, named)


def check_lists(pdf: Pdf) -> Iterator[str]:
    """A reader can say how many items a list has, and go from one to the next."""
    for node in pdf.root.find("L"):
        kinds = {kid.kind for kid in node.children} - {"Caption"}
        if not {"LI"} <= kinds <= {"LI", "L"}:
            yield f"lists: one on page {pdf.page(node)} holds something that is no item"
    for node in pdf.root.find("LI"):
        if [kid.kind for kid in node.children if kid.kind != "Lbl"] != ["LBody"]:
            yield f"lists: an item on page {pdf.page(node)} has no body"


def check_links(pdf: Pdf) -> Iterator[str]:
    """Each link has words, an area to click, and words for that area; each area belongs to a
    link."""
    found = set()
    for node in pdf.root.find("Link"):
        areas = node.annotations
        found |= {area.objgen for area in areas}
        if not pdf.text(node) and not node.find("Figure"):
            yield f"links: one without words on page {pdf.page(node)}"
        if not areas:
            yield f'links: "{pdf.text(node)}" on page {pdf.page(node)} has no area to click'
        if not all(str(area.get("/Contents", "")).strip() for area in areas):
            yield f'links: "{pdf.text(node)}" on page {pdf.page(node)} has no words for its area'
    for number, page in enumerate(pdf.file.pages, 1):
        if any(
            area.Subtype == Name.Link and area.objgen not in found
            for area in page.obj.get("/Annots", ())
        ):
            yield f"links: page {number} has an area to click that no link owns"


def check_tabs(pdf: Pdf) -> Iterator[str]:
    """The Tab key goes from link to link in reading order."""
    for number, page in enumerate(pdf.file.pages, 1):
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != Name.S:
            yield f"tabs: page {number} does not keep to the reading order"


def check_fonts(pdf: Pdf) -> Iterator[str]:
    """Every font is in the file, and says which letters its shapes are."""
    for font in fonts(pdf):
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
            inner.get("/FontDescriptor", Dictionary()).keys()
        ):
            yield f"fonts: {font.get('/BaseFont')} is not in the file"
        if "/ToUnicode" not in font:
            yield f"fonts: {font.get('/BaseFont')} does not say which letters its shapes are"


def fonts(pdf: Pdf) -> list[Dictionary]:
    """Every font that something in the file is set in."""
    inner = (Name.CIDFontType0, Name.CIDFontType2)
    return [
        item
        for item in pdf.file.objects
        if isinstance(item, Dictionary)
        and item.get("/Type") == Name.Font
        and item.get("/Subtype") not in inner
    ]


RULES = (
    check_metadata,
    check_language,
    check_structure,
    check_parents,
    check_kinds,
    check_lines,
    check_headings,
    check_figures,
    check_tables,
    check_lists,
    check_links,
    check_tabs,
    check_fonts,
)
