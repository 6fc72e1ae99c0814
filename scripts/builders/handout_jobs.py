"""The general handout to jobs: PDFs in each language, the text to read aloud, the pictures of its
cards, the file for Word, and the guide in easy words."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from builders.easy_pdf import STYLE as EASY_STYLE
from builders.easy_pdf import easy_drawings, make_easy
from builders.handout_pdf import STYLES, TEMPLATES, Setter, draw_pictures, drawings_of
from builders.pixels import FILTER, KEPT, kept_jpegs
from builders.share_cards import STYLES as CARD_STYLES
from builders.share_cards import WORDS, card_words, draw_card
from builders.word import pack_word
from builders.workshop import CARDS_WEIGHT, EASY_WEIGHT, Job, Workshop, listed, style_of
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
from creators.shell.download_list import NAME, Download, Edition
from knowledge.model import Knowledge
from knowledge.records.languages import ENGLISH
from knowledge.translate import translate
from knowledge.translation.state import checked_languages

HANDOUT, HANDOUT_TITLE = "handout", "One sheet to print"
"""The scope and title of the general handout's files."""
CARDS, CARDS_TITLE = "cards", "Four pictures to share"
"""The scope and title of the pictures of its cards."""


def handout_jobs(root: Path, knowledge: Knowledge, site: Edition) -> Iterator[Job]:
    """The general handout in each of its editions, and in each language that two people have
    checked."""
    english, version = create_sheet(knowledge), printed_version(knowledge)
    others = (create_sheet(translate(knowledge, name)) for name in checked_languages(knowledge))
    for sheet in (english, *others):
        imprint = create_imprint(sheet, None, *version, site.address)
        yield from _sheet_jobs(root, sheet, imprint, site.version)
    imprint = create_imprint(english, None, *version, site.address)
    same = Download("", HANDOUT, HANDOUT_TITLE, "", site.version, imprint.date)
    word = pack_word(create_word(root / "overrides", english, imprint), imprint.date)
    yield _ready_job(same, f"{NAME}-{HANDOUT}.{DOCX}", DOCX, word)
    if knowledge.easy:
        guide = create_easy(knowledge, english)
        yield _easy_job(root, guide, imprint, replace(same, scope=EASY, title=guide.title))


def _sheet_jobs(root: Path, sheet: Sheet, imprint: Imprint, version: str) -> Iterator[Job]:
    """A sheet as PDFs, as a text to read aloud and as pictures, in its language."""
    source, language = create_source(sheet, imprint), sheet.language
    style = style_of(root, (f"{TEMPLATES}/{name}" for name in STYLES))
    made_from = "".join([source, style, *drawings_of(root).values()])
    if language.id == ENGLISH:
        own, title, cards, tag = "", HANDOUT_TITLE, CARDS_TITLE, ENGLISH
    else:
        own, title, cards, tag = f"-{language.id}", language.name, language.name, language.tag
    same = Download("", HANDOUT, title, "", version, imprint.date, tag)
    name = f"{NAME}-{HANDOUT}{own}"
    papers = (listed(same, f"{name}-{one}.pdf", one, made_from) for one in EDITIONS)
    yield Job((*papers,), source, partial(make_papers, source, imprint.date, language.fonts))
    yield _ready_job(same, f"{name}-{SPOKEN}", READ_ALOUD, spoken_text(sheet, imprint).encode())
    yield _cards_job(root, sheet, imprint, replace(same, scope=CARDS, title=cards), f"{NAME}{own}")


def _ready_job(same: Download, file: str, edition: str, data: bytes) -> Job:
    """A file whose `data` are made already: to know whether it is another one takes as long."""
    item = replace(same, file=file, edition=edition, key=hashlib.sha256(data).hexdigest())
    return Job((item,), "", partial(_ready, {edition: data}))


def _ready(made: Mapping[str, bytes], shop: Workshop, _: Iterable[str]) -> Mapping[str, bytes]:
    return made


def make_papers(
    source: str, date: str, letters: Iterable[str], shop: Workshop, editions: Iterable[str]
) -> dict[str, bytes]:
    """Return PDFs of the general handout, with the `letters` of its language. Raises
    HandoutError."""
    with tempfile.TemporaryDirectory(prefix="handout-") as folder:
        draw_pictures(shop.root, Path(folder))
        setter = Setter(shop.root, Path(folder), letters)
        return {edition: setter.set(source, edition, date) for edition in editions}


def _cards_job(root: Path, sheet: Sheet, imprint: Imprint, same: Download, name: str) -> Job:
    """The pictures of the cards, and a file with their words. `name` is how the names of the files
    begin."""
    style, files, sources = style_of(root, CARD_STYLES), [], {}
    texts = zip(card_sources(sheet, imprint), picture_texts(sheet, imprint), strict=True)
    for number, (source, text) in enumerate(texts, 1):
        edition = f"card-{number}"
        item = listed(same, f"{name}-{edition}.png", edition, source + style)
        files.append(replace(item, alt=text))
        sources[edition] = source
    words = card_words([item.file for item in files], sheet, imprint)
    files.append(listed(same, f"{name}-{WORDS}", CARDS, words))
    make = partial(_make_cards, sources, words)
    return Job(tuple(files), "".join(sources.values()), make, CARDS_WEIGHT)


def _make_cards(
    sources: Mapping[str, str], words: str, shop: Workshop, editions: Iterable[str]
) -> dict[str, bytes]:
    """Return the pictures of the cards, each made from one of `sources`, and their words."""
    return {
        edition: draw_card(shop.root, sources[edition]) if edition in sources else words.encode()
        for edition in editions
    }


def _easy_job(root: Path, guide: Guide, imprint: Imprint, same: Download) -> Job:
    """The guide in easy words."""
    source = create_easy_source(guide, imprint)
    style = style_of(root, (f"{TEMPLATES}/{name}" for name in (EASY_STYLE, "kit.typ")))
    made_from = "".join([source, style, *easy_drawings(root).values()])
    item = listed(same, f"{NAME}-{EASY}.pdf", EASY, made_from)
    return Job((item,), source, partial(make_easy, source, imprint.date), EASY_WEIGHT)


def draw_ahead(root: Path, texts: Iterable[str]) -> None:
    """Draw each of the site's `texts` that is a drawing for books, and the pictures of sheets, into
    build/kept/: else each process that sets a sheet would draw its pictures for itself."""
    kept_jpegs(root / KEPT, [text for text in texts if text.startswith("<svg") and FILTER in text])
    with tempfile.TemporaryDirectory(prefix="handout-") as folder:
        draw_pictures(root, Path(folder))
