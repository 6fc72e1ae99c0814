"""A sheet as a text to read aloud: every sign, rule and day of it, a sentence a line."""

import re
from collections.abc import Callable

import pytest

from creators.handout.plan import create_stretches
from creators.handout.spoken import create_spoken, spoken_text
from sheets import example, fullest, general

MADE = pytest.mark.parametrize("made", [general, example, fullest])


def plain(text: str) -> str:
    """`text` as it is read."""
    return re.sub(r"\s*◇", "", text).rstrip(".")


@MADE
def test_it_has_every_word_that_matters(made: Callable):
    sheet, imprint = made()
    text = " ".join(spoken_text(sheet, imprint).split())
    wanted = [
        *(sign.short for sign, _ in sheet.signs()),
        *(line for card in sheet.cards for line in (card.title, card.action, *card.expected)),
        *(said for group in sheet.groups() for said, _ in group.words.more),
        *(f"{group.words.lead}{group.words.also}" for group in sheet.groups()),
        *(name for group in sheet.groups() if group not in sheet.sun for name in group.names),
        *(
            line
            for one in create_stretches(sheet)
            for line in (*one.feels, *(words for words, _ in one.not_yet))
        ),
        *(words for check in sheet.checks for words in (check.text, check.action)),
        *(phone.number for phone in sheet.phones),
        *(words for product in sheet.products for words in product),
        *(words for one in sheet.normal for words in (one.question, one.answer)),
        *(*sheet.phone_lines, *sheet.questions, *sheet.clinicians, *sheet.notes, *sheet.changes),
    ]
    assert [words for words in wanted if plain(words) not in text] == []
    assert "◇" not in text and " ," not in text and " ;" not in text


@MADE
def test_a_line_is_a_sentence_with_its_end(made: Callable):
    for part in create_spoken(*made()):
        for line in part.lines:
            assert re.search(r'[.!?:][)"”]?$', line), line
            assert not re.search(r"[.!?] [A-Z]", line), line


@MADE
def test_the_version_stands_at_the_top_then_the_cards_then_the_days(made: Callable):
    sheet, imprint = made()
    first, *parts = create_spoken(sheet, imprint)
    assert first.heading == sheet.title
    assert first.lines[0] == f"Version {imprint.version}, {imprint.date}."
    assert imprint.status in first.lines
    headings = [part.heading for part in parts]
    cards = [f"{number}. {card.title}" for number, card in enumerate(sheet.cards, 1)]
    days = [stretch.name for stretch in create_stretches(sheet)]
    start = ["When to call", *cards, "Day by day", *days]
    assert headings[: len(start)] == start


@MADE
def test_no_part_is_a_heading_alone(made: Callable):
    assert [part.heading for part in create_spoken(*made()) if not part.lines] == []
