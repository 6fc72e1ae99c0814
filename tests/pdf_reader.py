"""A PDF as a test reads it: the structure tree that screen readers follow, and everything on its
pages with its place."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name

INLINE = {"Span", "Strong", "Em", "Code", "Link", "Reference", "Lbl"}
"""Kinds of element that stand inside a line: no space comes before or after them by itself."""


class Mark(NamedTuple):
    """A piece of a page that belongs to an element of the structure tree: its page, from 1, and its
    number there."""

    page: int
    number: int


Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points."""


class Run(NamedTuple):
    """Something that shows on a page: text, a picture ("image", "form") or a line ("path"), the box
    of what shows of it, and the mark it belongs to. `tagged` is false for what is neither part of
    the tree nor called an artifact, `cut` true for text of which a part does not show. `size` is
    that of the letters, in points as they are drawn; 0 for all else."""

    page: int
    kind: str
    text: str
    box: Box
    mark: Mark | None
    tagged: bool
    cut: bool
    size: float = 0


@dataclass(eq=False)
class Node:
    """An element of the structure tree: its kind as in "H1", what the file says of it, and what
    stands in it in reading order."""

    kind: str
    facts: Dictionary
    kids: list[Node | Mark | Dictionary] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The element and all inside it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def find(self, *kinds: str) -> list[Node]:
        """Every element of these kinds inside it."""
        return [node for node in self.walk() if node.kind in kinds and node is not self]

    @property
    def marks(self) -> list[Mark]:
        """All pieces of pages that it holds."""
        return [
            mark
            for kid in self.kids
            for mark in (
                [kid] if isinstance(kid, Mark) else kid.marks if isinstance(kid, Node) else []
            )
        ]

    @property
    def children(self) -> list[Node]:
        """The elements directly inside it."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def annotations(self) -> list[Dictionary]:
        """The areas to click that belong to it, each once."""
        return list({kid.objgen: kid for kid in self.kids if isinstance(kid, Dictionary)}.values())

    def attribute(self, name: str):
        """An attribute such as /Scope, whichever of its attribute objects has it; None without."""
        facts = self.facts.get("/A", Array())
        return next(
            (
                item[name]
                for item in (facts if isinstance(facts, Array) else [facts])
                if name in item
            ),
            None,
        )


class Pdf:
    """A PDF file, read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = pikepdf.open(path)
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.file.pages, 1)}

    @cached_property
    def root(self) -> Node:
        """The structure tree; an element without anything inside where the file has none."""
        tree = self.file.Root.get("/StructTreeRoot", Dictionary())
        found = Node("StructTreeRoot", tree)
        found.kids = [self._node(kid, 0) for kid in _listed(tree.get("/K"))]
        return found

    def _node(self, facts: Dictionary, page: int) -> Node:
        page = self.numbers[facts.Pg.objgen] if "/Pg" in facts else page
        node = Node(str(facts.S)[1:], facts)
        for kid in _listed(facts.get("/K")):
            if isinstance(kid, int):
                node.kids.append(Mark(page, kid))
            elif "/S" in kid:
                node.kids.append(self._node(kid, page))
            elif kid.get("/Type") == Name.OBJR:
                node.kids.append(kid.Obj)
            else:
                node.kids.append(
                    Mark(self.numbers[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID))
                )
        return node

    @cached_property
    def runs(self) -> list[Run]:
        """Everything drawn, page by page."""
        document = pypdfium2.PdfDocument(self.path)
        found = [
            run for number in range(len(document)) for run in _runs(document[number], number + 1)
        ]
        document.close()
        return found

    @cached_property
    def texts(self) -> dict[Mark, str]:
        """The text of each piece."""
        found: dict[Mark, str] = {}
        for run in self.runs:
            if run.mark and run.kind == "text":
                # PDFium has no text for a space that stands alone
                found[run.mark] = found.get(run.mark, "") + (run.text or " ")
        return found

    @cached_property
    def boxes(self) -> dict[Mark, list[Box]]:
        """Where the words of each piece stand."""
        found: dict[Mark, list[Box]] = {}
        for run in self.runs:
            if run.mark and run.text.strip():
                found.setdefault(run.mark, []).append(run.box)
        return found

    @cached_property
    def pictures(self) -> list[tuple[Node, int, Box]]:
        """Each piece of a figure with its page and what it takes of it."""
        figures = {mark: figure for figure in self.root.find("Figure") for mark in figure.marks}
        found: dict[tuple[Node, int], list[Box]] = {}
        for run in self.runs:
            if run.mark in figures:
                found.setdefault((figures[run.mark], run.page), []).append(run.box)
        return [(figure, page, _around(boxes)) for (figure, page), boxes in found.items()]

    def text(self, node: Node) -> str:
        """The words of an element as they are read, with single spaces."""
        return " ".join("".join(self._pieces(node)).split())

    def _pieces(self, node: Node) -> Iterator[str]:
        for kid in node.kids:
            if isinstance(kid, Mark):
                yield self.texts.get(kid, "")
            elif isinstance(kid, Node):
                space = "" if kid.kind in INLINE else " "
                yield space
                yield from self._pieces(kid)
                yield space

    def page(self, node: Node) -> int:
        """The page on which an element begins; 0 for one without anything on a page."""
        return next((mark.page for mark in node.marks), 0)

    @cached_property
    def names(self) -> pikepdf.NameTree:
        """The places that links name."""
        return pikepdf.NameTree(self.file.Root.Names.Dests)

    def target(self, place: object) -> tuple[int, float]:
        """The page and the height on it to which a link or bookmark leads. Raises KeyError for a
        name that is no place."""
        place = self.names[str(place)] if isinstance(place, pikepdf.String) else place
        place = place.D if isinstance(place, Dictionary) else place
        return self.numbers[place[0].objgen], float(place[3])


def broken_at_hyphens(file: Path) -> list[str]:
    """Each word of a PDF that goes on in a new line after a hyphen: who copies it gets it without
    the hyphen (here it stands, as another letter)."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]
    return [
        word.replace("\ufffe", "-") for text in pages for word in re.findall(r"\S*\ufffe\S*", text)
    ]


def _listed(value: object) -> list:
    """What an entry holds, which stands alone where it is only one."""
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


_KINDS = {
    pdfium.FPDF_PAGEOBJ_TEXT: "text",
    pdfium.FPDF_PAGEOBJ_PATH: "path",
    pdfium.FPDF_PAGEOBJ_IMAGE: "image",
    pdfium.FPDF_PAGEOBJ_SHADING: "shading",
    pdfium.FPDF_PAGEOBJ_FORM: "form",
}


def _runs(page: pypdfium2.PdfPage, number: int) -> Iterator[Run]:
    texts = page.get_textpage()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        kind = _KINDS[pdfium.FPDFPageObj_GetType(drawn)]
        whole = _box(drawn)
        shown = _clipped(drawn, whole)
        if shown[0] > shown[2] or shown[1] > shown[3]:
            continue
        mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        tagged = mark >= 0 or pdfium.FPDFPageObj_CountMarks(drawn) > 0
        words = _words(drawn, texts) if kind == "text" else ""
        cut = kind == "text" and any(abs(one - other) > 0.5 for one, other in zip(whole, shown))
        size = _size(drawn) if kind == "text" else 0
        yield Run(
            number, kind, words, shown, Mark(number, mark) if mark >= 0 else None, tagged, cut, size
        )


def _size(drawn: object) -> float:
    """The size of letters in points, as they are drawn."""
    points, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(drawn, points)
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return round(points.value * abs(matrix.d), 1)


def _words(drawn: object, texts: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(drawn, texts, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(drawn, texts, buffer, size)
    # \x02 is a hyphen that ends a line
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le").replace("\x02", "-")


def _box(drawn: object) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *sides)
    return tuple(side.value for side in sides)


def _clipped(drawn: object, box: Box) -> Box:
    """What shows of a box in the windows that it is drawn in: those are upright rectangles, or a
    rectangle holds them."""
    windows = pdfium.FPDFPageObj_GetClipPath(drawn)
    for index in range(max(0, pdfium.FPDFClipPath_CountPaths(windows))):
        count = pdfium.FPDFClipPath_CountPathSegments(windows, index)
        points = [
            _point(pdfium.FPDFClipPath_GetPathSegment(windows, index, number))
            for number in range(count)
        ]
        if points:
            left, low, right, high = _around([(*point, *point) for point in points])
            box = max(box[0], left), max(box[1], low), min(box[2], right), min(box[3], high)
    return box


def _point(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _around(boxes: list[Box]) -> Box:
    """The box around some boxes."""
    left, low, right, high = zip(*boxes)
    return min(left), min(low), max(right), max(high)
