"""The cards of a sheet as text: each whole, with where all signs are and what it was made from."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from creators.handout.share import card_end, picture_texts, share_address
from creators.handout.sheet import Sheet
from creators.wording.phrases import END, LTR, Phrases
from knowledge.records.languages import Notice
from sheets import SITE, example, fullest, general, real_knowledge

MADE = pytest.mark.parametrize("made", [general, example, fullest])


def in_arabic(sheet: Sheet) -> Sheet:
    """The sheet with its English words, as one from right to left."""
    arabic = real_knowledge().languages["ar"]
    return replace(sheet, phrases=Phrases(sheet.phrases.texts, arabic))


@MADE
def test_each_text_is_the_whole_card(made: Callable):
    sheet, imprint = made()
    texts = picture_texts(sheet, imprint)
    assert len(texts) == len(sheet.cards)
    for number, (card, text) in enumerate(zip(sheet.cards, texts), 1):
        lines = text.split("\n")
        assert [line for line in lines if line.startswith("- ")] == [
            *([f"- {card.otherwise}"] if card.otherwise else []),
            *(
                f"- {sign.short}{' (our own sign)' if sign.own else ''}"
                f"{' (sooner than in general)' if sign.sooner else ''}"
                for sign in card.signs
            ),
        ]
        assert card.action in lines and imprint.version in lines[-1]
        assert imprint.date in lines[-1] and imprint.status in lines[-1]
        assert text.removeprefix(f"{sheet.name}\n").startswith(f"{number}. {card.title}\n")
        assert share_address(sheet, imprint).removeprefix("https://").rstrip("/") in lines[-2]


def test_the_emergency_card_says_what_to_use_before_help_comes():
    sheet, imprint = general()
    texts = picture_texts(sheet, imprint)
    assert [sheet.labels["pen-how"] in text for text in texts] == [True, False, False, False]


def test_it_leads_to_a_page_that_is_there():
    (sheet, imprint), (own, of_clinic) = general(), example()
    assert share_address(sheet, imprint) == f"{SITE}sheet/"
    assert share_address(in_arabic(sheet), imprint) == f"{SITE}ar/"
    assert share_address(own, of_clinic) == of_clinic.page
    assert share_address(in_arabic(own), replace(of_clinic, page="")) == f"{SITE}sheet/"


def test_numbers_keep_their_order_from_right_to_left():
    sheet, imprint = general()
    end = card_end(in_arabic(sheet), imprint)
    assert f"{LTR}{SITE}ar/{END}" in end and f"{LTR}3, 2026-11-22{END}" in end


def test_a_draft_says_so_in_both_languages_on_each_card():
    sheet, imprint = general()
    draft = replace(sheet, notice=Notice("Traducido por un programa.", "Translated by software."))
    for text in (card_end(draft, imprint), *picture_texts(draft, imprint)):
        assert text.endswith(f"{imprint.status} Traducido por un programa. Translated by software.")
