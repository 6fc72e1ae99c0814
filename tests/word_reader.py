"""Reads a file for Word back: its words, headings, tables and links, from its XML alone. It shares
no code with what makes such files."""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from sheet_reader import squeeze

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS = "word/_rels/document.xml.rels"
LISTS = ("ListBullet", "ListNumber")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its style, its words, and the size of each piece in half points, where it has
    one of its own."""

    style: str
    text: str
    sizes: dict[str, int]


class Word:
    """A file for Word."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    @cached_property
    def body(self) -> etree._Element:
        return self.part("word/document.xml").find(f"{W}body")

    def paragraphs(self) -> list[Paragraph]:
        """Every paragraph with words, in order, those of tables too."""
        found = (_paragraph(one) for one in self.body.iter(f"{W}p"))
        return [one for one in found if one.text]

    def kept(self, style: str) -> set[str]:
        """What a style says of the end of a page: that its lines stay together (keepLines), or that
        it stays with the next paragraph (keepNext)."""
        (found,) = self.part("word/styles.xml").findall(f"{W}style[@{W}styleId='{style}']")
        return {
            name for name in ("keepLines", "keepNext") if found.find(f".//{W}{name}") is not None
        }

    def headings(self) -> list[tuple[int, str]]:
        """The level and words of each heading: its style, or one that it is based on, has the
        level."""
        levels = self._levels()
        return [(levels[one.style], one.text) for one in self.paragraphs() if levels.get(one.style)]

    def _levels(self) -> dict[str, int]:
        styles = {
            one.get(f"{W}styleId"): one for one in self.part("word/styles.xml").iter(f"{W}style")
        }

        def level(name: str) -> int:
            style = styles[name]
            own, based = style.find(f".//{W}outlineLvl"), style.find(f"{W}basedOn")
            if own is not None:
                return int(own.get(f"{W}val")) + 1
            return level(based.get(f"{W}val")) if based is not None else 0

        return {name: level(name) for name in styles}

    def tables(self) -> list[list[tuple[bool, bool, str]]]:
        """For each table its rows: whether it is a row of headings, whether it stays whole, its
        words."""
        return [
            [
                (
                    row.find(f".//{W}tblHeader") is not None,
                    row.find(f".//{W}cantSplit") is not None,
                    squeeze(" ".join(_paragraph(one).text for one in row.iter(f"{W}p"))),
                )
                for row in table.iter(f"{W}tr")
            ]
            for table in self.body.iter(f"{W}tbl")
        ]

    def links(self) -> list[str]:
        """Where the links lead, in order."""
        places = {one.get("Id"): one.get("Target") for one in self.part(RELATIONS)}
        return [places[one.get(ID)] for one in self.body.iter(f"{W}hyperlink")]

    def styles_used(self) -> set[str]:
        return {one.get(f"{W}val") for one in self.body.iter(f"{W}pStyle")}


def _paragraph(one: etree._Element) -> Paragraph:
    style = one.find(f"{W}pPr/{W}pStyle")
    sizes = {
        "".join(run.itertext()).strip(): int(run.find(f"{W}rPr/{W}sz").get(f"{W}val"))
        for run in one.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}sz") is not None
    }
    name = style.get(f"{W}val") if style is not None else "Normal"
    return Paragraph(name, squeeze("".join(one.itertext())), sizes)


def word_text(data: bytes) -> str:
    """The words of a file in reading order, with a bullet before each item of a list."""
    found = Word(data).paragraphs()
    return squeeze(" ".join(f"• {one.text}" if one.style in LISTS else one.text for one in found))
