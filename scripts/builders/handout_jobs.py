"""The general handout to jobs: a PDF for each edition and language, the text to read aloud, the
pictures of its cards, and the file for Word."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from builders.easy_pdf import STYLE as EASY_STYLE
from builders.easy_pdf import easy_drawings, make_easy
from builders.handout_pdf import STYLES, TEMPLATES, drawings_of
from builders.share_cards import STYLES as CARD_STYLES
from builders.share_cards import WORDS, card_words
from builders.word import pack_word
from builders.workshop import (
    CARDS_WEIGHT,
    EASY_WEIGHT,
    Job,
    key_of,
    make_handout,
    style_of,
    write_cards,
    write_data,
)
from creators.easy.guide import Guide, create_easy
from creators.easy.typst_source import EASY, create_easy_source
from creators.handout.create import create_imprint, create_sheet
from creators.handout.share import card_sources, picture_texts
from creators.handout.sheet import Imprint, Sheet
from creators.handout.spoken import FILE as SPOKEN
from creators.handout.spoken import READ_ALOUD, spoken_text
from creators.handout.typst_source import EDITIONS, create_source
from creators.handout.versions import printed_version
from creators.handout.word import DOCX, create_word
from creators.shell.download_list import NAME, Download
from knowledge.model import Knowledge
from knowledge.records.languages import ENGLISH
from knowledge.translate import translate
from knowledge.translation.state import checked_languages

HANDOUT, HANDOUT_TITLE = "handout", "One sheet to print"
"""The scope and title of the general handout's files."""
CARDS, CARDS_TITLE = "cards", "Four pictures to share"
"""The scope and title of the pictures of its cards."""


def handout_jobs(root: Path, knowledge: Knowledge, facts: dict[str, str]) -> Iterator[Job]:
    """The general handout in each of its editions, and in each language that two people have
    checked."""
    sheet, (code, date) = create_sheet(knowledge), printed_version(knowledge)
    imprint = create_imprint(sheet, None, code, date, facts["address"])
    yield from _sheet_jobs(root, sheet, imprint, facts)
    for name in checked_languages(knowledge):
        other = create_sheet(translate(knowledge, name))
        code_of = create_imprint(other, None, code, date, facts["address"])
        yield from _sheet_jobs(root, other, code_of, facts)
    word = pack_word(create_word(root / "overrides", sheet, imprint), date)
    file, key = f"{NAME}-{HANDOUT}.{DOCX}", hashlib.sha256(word).hexdigest()
    item = Download(file, HANDOUT, HANDOUT_TITLE, DOCX, facts["version"], date, key=key)
    yield Job((item,), "", partial(write_data, word))
    if knowledge.easy:
        yield _easy_job(root, create_easy(knowledge, sheet), imprint, facts)


def _sheet_jobs(root: Path, sheet: Sheet, imprint: Imprint, facts: dict[str, str]) -> Iterator[Job]:
    """A sheet as PDFs, as a text to read aloud and as pictures, in its language."""
    source, language = create_source(sheet, imprint), sheet.language
    style = style_of(root, (f"{TEMPLATES}/{name}" for name in STYLES))
    style += "".join(drawings_of(root).values())
    is_english = language.id == ENGLISH
    own = [] if is_english else [language.id]
    same = Download(
        "",
        HANDOUT,
        HANDOUT_TITLE if is_english else language.name,
        "",
        facts["version"],
        imprint.date,
        language=ENGLISH if is_english else language.tag,
    )
    letters = () if is_english else language.fonts
    for name in EDITIONS:
        file, key = "-".join([NAME, HANDOUT, *own, name]), key_of(name, source + style)
        item = replace(same, file=f"{file}.pdf", edition=name, key=key)
        yield Job((item,), source, partial(make_handout, source, letters))
    spoken, file = spoken_text(sheet, imprint), "-".join([NAME, HANDOUT, *own, SPOKEN])
    item = replace(same, file=file, edition=READ_ALOUD, key=key_of(READ_ALOUD, spoken))
    yield Job((item,), "", partial(write_data, spoken.encode()))
    yield _cards_job(root, sheet, imprint, replace(same, scope=CARDS), "-".join([NAME, *own]))


def _cards_job(root: Path, sheet: Sheet, imprint: Imprint, same: Download, name: str) -> Job:
    """The pictures of the cards, and a file with their words. `same` is what their list says of
    each, and `name` how the names of the files begin."""
    title = CARDS_TITLE if same.language == ENGLISH else same.title
    style = style_of(root, CARD_STYLES)
    sources = {
        f"card-{number}": source for number, source in enumerate(card_sources(sheet, imprint), 1)
    }
    files = [
        replace(
            same,
            file=f"{name}-{edition}.png",
            title=title,
            edition=edition,
            key=key_of(edition, source + style),
            alt=text,
        )
        for (edition, source), text in zip(
            sources.items(), picture_texts(sheet, imprint), strict=True
        )
    ]
    words = card_words([item.file for item in files], sheet, imprint)
    key = key_of(CARDS, words)
    files.append(replace(same, file=f"{name}-{WORDS}", title=title, edition=CARDS, key=key))
    make = partial(write_cards, sources, words)
    return Job(tuple(files), "".join(sources.values()), make, CARDS_WEIGHT)


def _easy_job(root: Path, guide: Guide, imprint: Imprint, facts: dict[str, str]) -> Job:
    """The guide in easy words."""
    source = create_easy_source(guide, imprint)
    style = style_of(root, (f"{TEMPLATES}/{name}" for name in (EASY_STYLE, "kit.typ")))
    style += "".join(easy_drawings(root).values())
    file, key = f"{NAME}-{EASY}.pdf", key_of(EASY, source + style)
    item = Download(file, EASY, guide.title, EASY, facts["version"], imprint.date, key=key)
    return Job((item,), source, partial(make_easy, source), EASY_WEIGHT)
