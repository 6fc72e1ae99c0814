"""The general handout to jobs: PDFs in each language, the text to read aloud, the pictures of its
cards, the file for Word, and the guide in easy words."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from builders.handout_pdf import draw_pictures
from builders.pixels import FILTER, KEPT, kept_jpegs
from builders.scopes import CARDS, HANDOUT
from builders.share_cards import WORDS, draw_cards
from builders.sheet_files import WORD, Order, SheetMaker
from builders.workshop import Job, Workshop
from creators.easy.guide import Guide, create_easy
from creators.easy.typst_source import EASY
from creators.handout.create import create_imprint, create_sheet
from creators.handout.share import picture_texts
from creators.handout.sheet import Imprint, Sheet
from creators.handout.spoken import FILE as SPOKEN
from creators.handout.spoken import READ_ALOUD
from creators.handout.typst_source import EDITIONS
from creators.handout.versions import printed_version
from creators.handout.word import DOCX
from creators.shell.download_list import NAME, Download, Edition
from knowledge.model import Knowledge
from knowledge.records.languages import ENGLISH
from knowledge.translate import translate
from knowledge.translation.state import checked_languages

HANDOUT_TITLE, CARDS_TITLE = "One sheet to print", "Four pictures to share"
PAPERS_TAKE, CARDS_TAKE, EASY_TAKES = 25_000, 180_000, 85_000
"""How long these jobs take, beside the letters of a book."""


def handout_jobs(knowledge: Knowledge, site: Edition, key: str) -> Iterator[Job]:
    """The general handout in each of its editions, and in each language that two people have
    checked. `key` is that of all files."""
    same = Download("", HANDOUT, HANDOUT_TITLE, "", site.version, "", key=key)
    english, version = create_sheet(knowledge), printed_version(knowledge)
    others = (create_sheet(translate(knowledge, name)) for name in checked_languages(knowledge))
    for sheet in (english, *others):
        imprint = create_imprint(sheet, None, *version, site.address)
        yield from _sheet_jobs(sheet, imprint, replace(same, date=imprint.date))
    if knowledge.easy:
        guide, imprint = (
            create_easy(knowledge, english),
            create_imprint(english, None, *version, site.address),
        )
        item = replace(
            same,
            scope=EASY,
            title=guide.title,
            file=f"{NAME}-{EASY}.pdf",
            edition=EASY,
            date=imprint.date,
        )
        make = partial(_make, Order((EASY,)), english, imprint, guide)
        yield Job({f"{EASY}.pdf": item}, EASY_TAKES, make)


def _sheet_jobs(sheet: Sheet, imprint: Imprint, same: Download) -> Iterator[Job]:
    """A sheet as PDFs, for Word and to read aloud, and as pictures, in its language."""
    language, own, cards_title = sheet.language, "", CARDS_TITLE
    if language.id != ENGLISH:
        own, cards_title = f"-{language.id}", language.name
        same = replace(same, title=language.name, language=language.tag)
    name = f"{NAME}-{HANDOUT}{own}"
    papers = {f"{one}.pdf": (f"{name}-{one}.pdf", one) for one in EDITIONS}
    papers[SPOKEN] = (f"{name}-{SPOKEN}", READ_ALOUD)
    if language.id == ENGLISH:
        papers[WORD] = (f"{name}.{DOCX}", DOCX)
    files = {made: replace(same, file=file, edition=one) for made, (file, one) in papers.items()}
    order = Order(tuple(one.edition for one in files.values()), language=language.id)
    yield Job(files, PAPERS_TAKE, partial(_make, order, sheet, imprint, None))

    same, begin = replace(same, scope=CARDS, title=cards_title), f"{NAME}{own}-"
    cards = [
        replace(same, file=f"{begin}card-{number}.png", edition=f"card-{number}", alt=text)
        for number, text in enumerate(picture_texts(sheet, imprint), 1)
    ]
    cards.append(replace(same, file=f"{begin}{WORDS}", edition=CARDS))
    files = {item.file: item for item in cards}
    yield Job(files, CARDS_TAKE, partial(_draw, sheet, imprint, begin))


def _make(
    order: Order, sheet: Sheet, imprint: Imprint, guide: Guide | None, shop: Workshop, _: object
) -> dict[str, bytes]:
    maker = SheetMaker(shop.root, order, shop.work, sheet.language.fonts)
    return maker.files(sheet, imprint, guide=guide)


def _draw(
    sheet: Sheet, imprint: Imprint, begin: str, shop: Workshop, _: object
) -> dict[str, bytes]:
    return draw_cards(shop.root, sheet, imprint, begin=begin)


def draw_ahead(root: Path, texts: Iterable[str]) -> None:
    """Draw each of the site's `texts` that is a drawing for books, and the pictures of sheets, into
    build/kept/: else each process that sets a sheet would draw its pictures for itself."""
    kept_jpegs(root / KEPT, [text for text in texts if text.startswith("<svg") and FILTER in text])
    with tempfile.TemporaryDirectory(prefix="handout-") as folder:
        draw_pictures(root, Path(folder))
