"""The checker of PDFs: a sound one has no problem, and each way to spoil it is found, in words that
say what is wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NumberTree, String

from pdf_check import RULES, check_pdf
from small_book import make_pdf, small_book


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small booklet with every kind of element."""
    return make_pdf(tmp_path_factory.mktemp("pdf"), small_book())


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Dictionary]:
    """The elements of a kind in the structure tree."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, Dictionary)
        and item.get("/Type") == Name.StructElem
        and f"/{kind}" == item.S
    ]


def first(pdf: pikepdf.Pdf, kind: str) -> Dictionary:
    """One element of a kind."""
    return elements(pdf, kind)[0]


def become(kind: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    """A spoiling: one element says that it is of another kind."""
    return lambda pdf: setattr(first(pdf, kind), "S", Name(f"/{other}"))


def drop(path: str, *names: str) -> Callable[[pikepdf.Pdf], None]:
    """A spoiling: the document's catalog, or an entry of it, has no `path`."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        holder = pdf.Root
        for name in names:
            holder = holder[name]
        del holder[path]

    return spoil


def edit_facts(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    """A spoiling: other words in the metadata."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes()
        assert text.count(old) == 1
        pdf.Root.Metadata.write(text.replace(old, new))

    return spoil


def draw(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    """A spoiling: the second page draws this as well."""
    return lambda pdf: pdf.pages[1].contents_add(operators)


def cells(pdf: pikepdf.Pdf, row: int) -> Array:
    """The cells of a row."""
    return elements(pdf, "TR")[row].K


def drop_attributes(cell: Dictionary) -> None:
    """A cell says no longer what it heads."""
    del cell["/A"]


def clickable(pdf: pikepdf.Pdf) -> Dictionary:
    """The first page with an area to click."""
    return next(page.obj for page in pdf.pages if "/Annots" in page)


def area(pdf: pikepdf.Pdf) -> Dictionary:
    """An area to click."""
    return clickable(pdf).Annots[0]


def untag(pdf: pikepdf.Pdf) -> None:
    """The second page's tagged content loses its tags."""
    page = pdf.pages[1]
    text = re.sub(rb"/\w+\s*(<<.*?>>\s*BDC|BMC)", b"", page.Contents.read_bytes())
    page.Contents.write(re.sub(rb"\bEMC\b", b"", text))


def strip_fonts(pdf: pikepdf.Pdf) -> None:
    """The letters' shapes are gone."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
        if isinstance(item, Dictionary) and "/FontFile3" in item:
            del item["/FontFile3"]


def strip_letters(pdf: pikepdf.Pdf) -> None:
    """No shape says which letter it is."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def drop_parent(pdf: pikepdf.Pdf) -> None:
    """No element is known for the pieces of the second page."""
    del NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(pdf.pages[1].StructParents)]


def add_area(pdf: pikepdf.Pdf) -> None:
    """A page has an area to click that is no link of the tree."""
    added = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), StructParent=0)
    clickable(pdf).Annots.append(pdf.make_indirect(added))


def keep_area(pdf: pikepdf.Pdf) -> None:
    """A link keeps its area to click and has no words."""
    link = elements(pdf, "Link")[-1]
    link.K = next(
        kid for kid in link.K if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
    )


def name_other_heading(pdf: pikepdf.Pdf) -> None:
    """A cell names the heading of its column only."""
    cells(pdf, 1)[1].A = Array([Dictionary(O=Name.Table, Headers=Array([String("column")]))])


# name: (how the PDF is spoiled, what the checker says of it: first the name of the rule)
SPOILED = {
    "no PDF/UA": (
        edit_facts(b"<pdfuaid:part>1</pdfuaid:part>", b""),
        "metadata: it does not call itself PDF/UA-1",
    ),
    "another PDF/UA": (
        edit_facts(b"pdfuaid:part>1<", b"pdfuaid:part>2<"),
        "metadata: it does not call itself PDF/UA-1",
    ),
    "no title": (edit_facts(b">Bumps<", b"> <"), "metadata: it has no title"),
    "no metadata": (drop("/Metadata"), "metadata: it has no title"),
    "file name as title": (
        drop("/DisplayDocTitle", "/ViewerPreferences"),
        "metadata: a window shows its file name, not its title",
    ),
    "no preferences": (
        drop("/ViewerPreferences"),
        "metadata: a window shows its file name, not its title",
    ),
    "no language": (drop("/Lang"), "language: none"),
    "a language that is none": (
        lambda pdf: setattr(pdf.Root, "Lang", String("English")),
        "language: none",
    ),
    "not marked": (
        drop("/Marked", "/MarkInfo"),
        "structure: it does not say that all of it is tagged",
    ),
    "suspects": (
        lambda pdf: setattr(pdf.Root.MarkInfo, "Suspects", True),
        "structure: it does not say that all of it is tagged",
    ),
    "no tree": (drop("/StructTreeRoot"), "structure: no tree with one document"),
    "no document": (become("Document", "P"), "structure: no tree with one document"),
    "untagged text": (
        untag,
        "structure: page 2 draws something that is neither tagged nor an artifact",
    ),
    "untagged line": (
        draw(b"q 0 0 m 9 9 l S Q"),
        "structure: page 2 draws something that is neither tagged nor an artifact",
    ),
    "tag without element": (
        draw(b"/P <</MCID 999>> BDC 0 0 9 9 re f EMC"),
        "structure: page 2 has tagged content that the tree does not lead to",
    ),
    "no parents": (drop("/ParentTree", "/StructTreeRoot"), "parents: none"),
    "no parents of a page": (drop_parent, "parents: page 2 has pieces without an element"),
    "no parent of a link": (
        lambda pdf: area(pdf).__delitem__("/StructParent"),
        "parents: page \\d+ has an area to click without an element",
    ),
    "unknown kind": (become("P", "Paragraph"), "kinds: <Paragraph> is none that readers know"),
    "kind that is like none": (
        drop("/Strong", "/StructTreeRoot", "/RoleMap"),
        "kinds: <Strong> is none that readers know",
    ),
    "no paragraph": (
        become("P", "Span"),
        'lines: <Span> "What the bumps are." on page \\d+ is in no paragraph \\(1 in this group\\)',
    ),
    "text in a group": (become("P", "Div"), "lines: text on page \\d+ is in no paragraph"),
    "no headings": (
        lambda pdf: [
            setattr(item, "S", Name.P)
            for kind in ("H1", "H2", "H3", "H4")
            for item in elements(pdf, kind)
        ],
        "headings: none",
    ),
    "skipped level": (
        become("H2", "H5"),
        'headings: "Get help now if" is of level 5 after level 1',
    ),
    "first of level 2": (
        become("H1", "H2"),
        'headings: "How to use this booklet" is of level 2 after level 0',
    ),
    "heading without words": (
        lambda pdf: first(pdf, "H1").__delitem__("/K"),
        "headings: one without words on page \\d+",
    ),
    "no alt": (
        lambda pdf: elements(pdf, "Figure")[-1].__delitem__("/Alt"),
        "figures: one without words for it on page \\d+",
    ),
    "alt of one word": (
        lambda pdf: setattr(elements(pdf, "Figure")[-1], "Alt", String("image.svg")),
        "figures: one without words for it on page \\d+",
    ),
    "no cell": (
        lambda pdf: setattr(cells(pdf, 1)[1], "S", Name.P),
        "tables: a row on page \\d+ holds something that is no cell",
    ),
    "short row": (
        lambda pdf: setattr(elements(pdf, "TR")[1], "K", cells(pdf, 1)[:2]),
        "tables: rows on page \\d+ are not alike in length",
    ),
    "no column heading": (
        lambda pdf: setattr(cells(pdf, 0)[2], "S", Name.TD),
        "tables: the first row on page \\d+ is not all headings of columns",
    ),
    "no scope of a column": (
        lambda pdf: drop_attributes(cells(pdf, 0)[0]),
        "tables: the first row on page \\d+ is not all headings of columns",
    ),
    "no row heading": (
        lambda pdf: setattr(cells(pdf, 2)[0], "S", Name.TD),
        "tables: a row on page \\d+ does not begin with its heading",
    ),
    "no scope of a row": (
        lambda pdf: drop_attributes(cells(pdf, 1)[0]),
        "tables: a row on page \\d+ does not begin with its heading",
    ),
    "headings without the row's": (
        name_other_heading,
        "tables: a cell on page \\d+ names its headings without that of its row",
    ),
    "list without items": (
        become("LI", "P"),
        "lists: one on page \\d+ holds something that is no item",
    ),
    "item without body": (become("LBody", "P"), "lists: an item on page \\d+ has no body"),
    "link without words": (keep_area, "links: one without words on page \\d+"),
    "link without area": (
        lambda pdf: setattr(elements(pdf, "Link")[-1], "K", Array([0])),
        'links: ".*" on page \\d+ has no area to click',
    ),
    "area without words": (
        lambda pdf: area(pdf).__delitem__("/Contents"),
        'links: ".*" on page \\d+ has no words for its area',
    ),
    "area without link": (add_area, "links: page \\d+ has an area to click that no link owns"),
    "tab order": (
        lambda pdf: setattr(clickable(pdf), "Tabs", Name.R),
        "tabs: page \\d+ does not keep to the reading order",
    ),
    "no tab order": (
        lambda pdf: clickable(pdf).__delitem__("/Tabs"),
        "tabs: page \\d+ does not keep to the reading order",
    ),
    "no font": (strip_fonts, "fonts: /.* is not in the file"),
    "no letters": (strip_letters, "fonts: /.* does not say which letters its shapes are"),
}


def test_a_sound_booklet_has_no_problem(sound: Path):
    assert check_pdf(sound) == []


@pytest.mark.parametrize(
    ("scope", "edition"),
    [
        ("", "large-print"),
        ("causes", "a4"),
        ("causes/milia", "letter"),
        ("causes/milia", "large-print"),
    ],
)
def test_a_part_of_it_and_a_leaflet_have_none_in_any_edition(
    scope: str, edition: str, tmp_path: Path
):
    assert check_pdf(make_pdf(tmp_path, small_book(scope), edition)) == []


@pytest.mark.parametrize("name", SPOILED)
def test_each_spoiling_is_found(name: str, sound: Path, tmp_path: Path):
    spoil, words = SPOILED[name]
    with pikepdf.open(sound) as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "spoiled.pdf")
    problems = check_pdf(tmp_path / "spoiled.pdf")
    assert [problem for problem in problems if re.fullmatch(words, problem)], problems


def test_every_rule_is_one_that_a_spoiling_breaks():
    assert {f"check_{words.partition(':')[0]}" for _, words in SPOILED.values()} == {
        rule.__name__ for rule in RULES
    }
