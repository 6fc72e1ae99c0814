"""Red flags with their urgency as they are read back out of each kind of file: what a reader of that file is told."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from bs4 import BeautifulSoup

Flags = set[tuple[str, str]]
"""(urgency, sign in short)."""
FOOT = r"[^\r\n]*\d+ / \d+\s*$|[^\r\n]*\r?\n[^\r\n]*: page \d+ \d+\s*$"
"""The foot of a handout's page (its number of all), and of a booklet's, whose chapter is set with it."""
WORD_XML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeeze(text: str) -> str:
    """A text on one line, with the quotes and hyphens of its file made plain."""
    return " ".join(re.sub("[\u2010\u2011\ufffe]\\s*", "-", text.replace("’", "'").replace("\u00ad", "")).split())


def pdf_text(data: bytes, pages: range | None = None) -> str:
    """The words of a PDF in the order in which it sets them, without the lines at the foot of each page."""
    document = pypdfium2.PdfDocument(data)
    texts = (document[number].get_textpage().get_text_range() for number in pages or range(len(document)))
    return squeeze(" ".join(re.sub(FOOT, "", text) for text in texts))


def docx_text(file: Path) -> str:
    """The words of a DOCX, each paragraph closed by a bullet so that list items stand apart."""
    tree = ElementTree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    return squeeze(" • ".join("".join(part.text or "" for part in line.iter(f"{WORD_XML}t")) for line in tree.iter(f"{WORD_XML}p")))


def cards_of(text: str, titles: dict[str, str]) -> list[tuple[str, list[str]]]:
    """(urgency, what stands on the card, bullet by bullet) for each card title in `text`; `titles` are the titles by urgency."""
    pattern = re.compile("|".join(f"(?P<{urgency}>{re.escape(squeeze(title))})" for urgency, title in titles.items()))
    found = list(pattern.finditer(text))
    return [(match.lastgroup, [item.strip() for item in text[match.end():following].split("•")[1:]])
            for match, following in zip(found, [*(match.start() for match in found[1:]), len(text)])]


def flags_in_text(text: str, titles: dict[str, str], actions: dict[str, str], otherwise: set[str] = frozenset()) -> Flags:
    """The red flags on the cards of a text. The last item of a card is followed by the card's action, and the own-sign notes are cut off."""
    found: Flags = set()
    for urgency, items in cards_of(text, titles):
        for item in items:
            item, _, after = item.partition(squeeze(actions[urgency]))
            item = re.sub(r"\s*\((?:our own sign|sooner than in general)\)\s*$", "", item).strip()
            if item and item not in otherwise:
                found.add((urgency, item))
            if after:
                break
    return found


def flags_in_page(html: str) -> Flags:
    """The red flags of the cards of a handout's web page."""
    soup = BeautifulSoup(html, "html.parser")
    return {(card["class"][1], squeeze(item.find("strong").get_text())) for card in soup.select("section.card") for item in card.select("li[data-sign]")}


def flags_in_site(html: str, otherwise: set[str]) -> Flags:
    """The red flags of the cards of the public site's start page."""
    soup = BeautifulSoup(html, "html.parser")
    found = set()
    for card in soup.select(".four .flags"):
        urgency = next(name for name in card["class"] if name.startswith("flags--")).removeprefix("flags--")
        found |= {(urgency, squeeze(item.get_text())) for item in card.select("li")}
    return {(urgency, sign) for urgency, sign in found if sign not in otherwise}


def flags_in_json(data: bytes) -> Flags:
    """The red flags of a sheet's data file."""
    return {(card["urgency"], squeeze(sign["short"])) for card in json.loads(data)["cards"] for sign in card["signs"]}
