"""The cards of a sheet as pictures: whole, in the largest letters that fit, or refused."""

import io
import json
import re
from dataclasses import replace
from itertools import groupby

import pytest
from PIL import Image

from builders.share_cards import WORDS, draw_card, draw_cards
from builders.typst import PdfError
from creators.handout.share import card_sources, picture_texts
from helpers import ROOT
from sheets import example, fullest, general

SIZE, MOST = (1080, 1350), 250_000
"""Pixels of a picture, and bytes that it has at most."""


def picture(data: bytes) -> Image.Image:
    """A picture in its colors."""
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("made", [general, pytest.param(example, marks=pytest.mark.sweep)])
def test_there_is_a_picture_of_each_card_and_a_file_with_their_words(made):
    sheet, imprint = made()
    files = draw_cards(ROOT, sheet, imprint)
    assert [*files] == ["card-1.png", "card-2.png", "card-3.png", "card-4.png", WORDS]
    texts = picture_texts(sheet, imprint)
    words = files.pop(WORDS).decode()
    assert words == "\n\n".join(f"{n}\n{text}" for n, text in zip(files, texts)) + "\n"
    for data in files.values():
        assert picture(data).size == SIZE and len(data) <= MOST


def test_a_picture_shows_every_word_of_its_text():
    """Each word that the text has is in what the picture is made from, and nothing else is."""
    for made in (general, example):
        for source, text in zip(card_sources(*made()), picture_texts(*made())):
            card = json.loads(source)
            end = f"{card['signs_at']} {card['address']}\n{card['version_label']}"
            lines = [f"- {lead}{rest}" for lead, rest in card["signs"]]
            lines = [f"- {card['otherwise']}", *lines] if card["otherwise"] else lines
            shown = [f"{card['number']}. {card['title']}", *lines, *card["actions"], end]
            whole = "\n".join(filter(None, [card["clinic"], *shown]))
            assert f"{whole} {card['version']}. {card['status']}" == text
    style = (ROOT / "overrides/paper/share_card.typ").read_text(encoding="utf-8")
    assert {*re.findall(r"data\.(\w+)", style)} == {*card} - {"signs"} | {"signs"}


def test_the_same_words_make_the_same_bytes():
    source = card_sources(*general())[0]
    assert draw_card(ROOT, source) == draw_card(ROOT, source)


def test_its_letters_are_as_large_as_it_has_room_for():
    """A card with few words fills its picture better than in the smallest letters."""
    source = json.loads(card_sources(*general())[3])
    few = picture(draw_card(ROOT, json.dumps(source)))
    source["signs"] = source["signs"] * 12
    many = picture(draw_card(ROOT, json.dumps(source)))
    dot = (23, 80, 75)

    def rows(image: Image.Image) -> list[bool]:
        """Where the column of the dots before signs is dark, below the title."""
        return [abs(image.getpixel((44, y))[0] - dot[0]) < 40 for y in range(140, 1200)]

    def height(image: Image.Image) -> int:
        return next(len([*run]) for dark, run in groupby(rows(image)) if dark)

    assert height(few) > height(many) > 0
    assert rows(few).index(True) > 100, "few words stand in the middle"


def test_no_word_of_a_title_stands_alone_on_its_second_line():
    source = json.loads(card_sources(*general())[2])
    source["title"] = "See or call a doctor within the next two days if"
    image = picture(draw_card(ROOT, json.dumps(source))).crop((110, 0, SIZE[0], 130))
    light = image.convert("L").point(lambda value: 255 if value > 200 else 0)
    rows = [light.crop((0, y, light.width, y + 1)).getbbox() for y in range(light.height)]
    lines = [[*run] for lit, run in groupby(rows, key=bool) if lit]
    long, short = sorted((max(box[2] for box in line) for line in lines), reverse=True)
    assert short > 0.6 * long


def test_words_that_do_not_fit_are_refused_in_one_line():
    with pytest.raises(PdfError) as caught:
        draw_cards(ROOT, *fullest())
    assert re.fullmatch(
        r"handout:1: share-cards: expected the words of card 1 to fit in its picture; got \d+"
        r" points too many; do shorten its signs or what is done about them",
        str(caught.value),
    )


def test_a_letter_that_its_fonts_lack_is_refused():
    sheet, imprint = general()
    with pytest.raises(PdfError, match='handout:1: letter: .*; got "漢"'):
        draw_cards(ROOT, sheet, replace(imprint, status="漢"))


def test_from_right_to_left_it_is_mirrored_and_its_numbers_are_not():
    source = json.loads(card_sources(*general())[0])
    source["language"] |= {"dir": "rtl"}
    left = picture(draw_card(ROOT, card_sources(*general())[0]))
    right = picture(draw_card(ROOT, json.dumps(source)))

    def badge(image: Image.Image) -> list[bool]:
        return [min(image.getpixel((x, 30))) > 250 for x in (72, SIZE[0] - 72)]

    assert badge(left) == [True, False] and badge(right) == [False, True]
