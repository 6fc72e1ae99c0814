"""The cards of a sheet as pictures to share, by overrides/paper/share_card.typ, and their words for
who cannot see them."""

import io
import json
from pathlib import Path

import typst
from PIL import Image

from builders.handout_pdf import TEMPLATES
from builders.typst import PdfError, check_letters, draw_png, refusal
from creators.handout.share import card_sources, picture_texts
from creators.handout.sheet import Imprint, Sheet
from knowledge.records.clinic import Clinic

STYLE = f"{TEMPLATES}/share_card.typ"
DENSITY = 144
"""Pixels an inch: the page of share_card.typ is half as many points wide and high."""
COLORS = 64
"""Colors of a picture: two inks and two grounds, and what lies between them at the edges of
letters."""
WORDS = "cards.txt"
"""The file with the words of all pictures."""


def draw_cards(
    root: Path, sheet: Sheet, imprint: Imprint, clinic: Clinic | None = None, begin: str = ""
) -> dict[str, bytes]:
    """Return the picture of each card as PNG, and their words, each under the name of its picture,
    by file name: all names `begin` alike. Raises PdfError where the words of a card do not
    fit."""
    place = f"{clinic.origin.path}:1" if clinic else "handout:1"
    files = {
        f"{begin}card-{number}.png": draw_card(root, source, place)
        for number, source in enumerate(card_sources(sheet, imprint), 1)
    }
    texts = zip(files, picture_texts(sheet, imprint), strict=True)
    words = "\n\n".join(f"{name}\n{text}" for name, text in texts)
    return files | {f"{begin}{WORDS}": f"{words}\n".encode()}


def draw_card(root: Path, source: str, place: str = "handout:1") -> bytes:
    """Return the picture that is made from `source`, as PNG. Raises PdfError with the `place`
    of what the sheet is made from."""
    style, letters = (root / STYLE).read_bytes(), json.loads(source)["language"]["fonts"]
    how = {"root": str(root / TEMPLATES), "sys_inputs": {"card": source}}
    try:
        # a picture shows a box for a letter that its fonts lack: a PDF is refused
        check_letters(style, letters, **how)
        made = draw_png(style, DENSITY, letters, **how)
    except typst.TypstError as error:
        raise PdfError(_refusal(place, json.loads(source)["number"], error.message)) from None
    packed = io.BytesIO()
    drawn = Image.open(io.BytesIO(made)).convert("RGB")
    drawn.quantize(COLORS, method=Image.Quantize.FASTOCTREE).save(packed, "PNG")
    return packed.getvalue()


def _refusal(place: str, number: int, message: str) -> str:
    _, _, over = message.partition("over by ")
    if not over:
        return refusal(place, "picture of a card", message, STYLE)
    return (
        f"{place}: share-cards: expected the words of card {number} to fit in its picture; got"
        f" {over.strip(chr(34) + ' ')} too many; do shorten its signs or what is done about them"
    )
