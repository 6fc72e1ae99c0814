"""One sheet to its files: PDFs, a guide in easy words, a web page, a file for Word, a text to read
aloud, pictures to share and, for a treatment date, a calendar file."""

import datetime
import io
import json
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from builders.braille import BRAILLE, make_braille
from builders.braille import FILE as BRAILLE_FILE
from builders.easy_pdf import draw_easy_pictures, set_easy
from builders.handout_pdf import PICTURED, Setter, draw_pictures, pictures_for_the_web
from builders.share_cards import draw_cards
from builders.sheet_scripts import read_sheet_scripts
from creators.easy.guide import Guide
from creators.easy.typst_source import EASY, create_easy_source
from creators.handout.dates import create_calendar
from creators.handout.sheet import Imprint, Sheet, sheet_data
from creators.handout.spoken import FILE as SPOKEN
from creators.handout.spoken import READ_ALOUD, spoken_text
from creators.handout.typst_source import EDITIONS, create_source
from creators.handout.web_page import create_handout_page
from creators.handout.word import DOCX, create_word
from knowledge.records.clinic import Clinic
from knowledge.records.languages import ENGLISH

WEB = "web"
"""The edition that is a web page: index.html."""
SHARE_CARDS = "share-cards"
"""The edition that is a picture of each card, and their words."""
USUAL = (*EDITIONS, EASY, WEB, DOCX, READ_ALOUD)
"""The editions that are made unless others are asked for: a clinic's own signs can be too many for
a picture, and to draw four takes half a second; braille needs a program."""
ALL_EDITIONS = (*USUAL, SHARE_CARDS, BRAILLE)
SHEET = "sheet.json"
"""Every word of the sheet as data."""
WORD = f"handout.{DOCX}"
"""The file for Word. It is in English alone."""
PAGE = "index.html"
CALENDAR = "dates.ics"
FIRST = "[Content_Types].xml"
"""What a program that opens the file for Word reads first (ISO 29500-2)."""
LOGO = "logo.png"
"""Where the template finds the clinic's logo."""


@dataclass(frozen=True)
class Order:
    """What to make of each sheet: `editions` of ALL_EDITIONS; `treated`, the day of a treatment,
    for sheets with dates; `language`, by its id. A `draft` is for whoever checks a translation."""

    editions: tuple[str, ...] = USUAL
    treated: datetime.date | None = None
    language: str = ENGLISH
    draft: bool = False

    @property
    def inside(self) -> str:
        """Where the files are in a clinic's folder: those with dates apart from those without, and
        each language from English."""
        parts = [self.language] * (self.language != ENGLISH)
        parts += [f"treated-{self.treated}"] * bool(self.treated)
        return "".join(f"{part}/" for part in parts)


class SheetMaker:
    """Makes the files of sheets by one order, with `letters` of its language, in a folder of its
    own in `work`, where their pictures are drawn once. `general` returns the source of the general
    sheet in the language, or of its edition in easy words, with which the search for room on a
    clinic's begins."""

    def __init__(
        self,
        root: Path,
        order: Order,
        work: Path,
        letters: tuple[str, ...] = (),
        general: Callable[[str], str] | None = None,
    ) -> None:
        self.root, self.order, self.letters, self.general = root, order, letters, general
        self.work = Path(tempfile.mkdtemp(dir=work))
        self.script = read_sheet_scripts(root)
        if EASY in order.editions:
            draw_easy_pictures(root, self.work)
        if {*order.editions} & {*PICTURED}:
            draw_pictures(root, self.work)
        self.pictures = pictures_for_the_web(root) if WEB in order.editions else {}

    @cached_property
    def setter(self) -> Setter:
        """What sets the PDFs. Raises PdfError where the letters are not installed."""
        general = self.general and partial(self.general, "")
        return Setter(self.root, self.work, self.letters, general)

    def files(
        self,
        sheet: Sheet,
        imprint: Imprint,
        clinic: Clinic | None = None,
        logo: bytes = b"",
        guide: Guide | None = None,
    ) -> dict[str, bytes]:
        """Return what is ordered of a `sheet`, by file name. `logo` is the clinic's, as PNG,
        `guide` the guide in easy words. Raises PdfError for what cannot be set."""
        order, editions = self.order, self.order.editions
        made = self._pdfs(sheet, imprint, clinic, logo)
        if EASY in editions and guide:
            source = create_easy_source(guide, imprint, order.draft)
            general = self.general and partial(self.general, EASY)
            made[f"{EASY}.pdf"] = set_easy(
                self.root, self.setter, source, imprint.date, clinic, general
            )
        if WEB in editions:
            made[PAGE] = self._web_page(sheet, imprint, logo)
            data = json.dumps(sheet_data(sheet), ensure_ascii=False, indent=1)
            made[SHEET] = f"{data}\n".encode()
        if DOCX in editions and order.language == ENGLISH:
            country = clinic.country if clinic else None
            overrides = self.root / "overrides"
            parts = create_word(overrides, sheet, imprint, order.treated, logo, country)
            made[WORD] = pack_word(parts, imprint.date)
        if READ_ALOUD in editions:
            made[SPOKEN] = spoken_text(sheet, imprint).encode()
        if BRAILLE in editions and order.language == ENGLISH:
            made[BRAILLE_FILE] = make_braille(sheet, imprint)
        if SHARE_CARDS in editions and not order.draft:  # a picture travels
            made |= draw_cards(self.root, sheet, imprint, clinic)
        if order.treated:
            made[CALENDAR] = create_calendar(sheet, imprint, order.treated)
        return made

    def _pdfs(
        self, sheet: Sheet, imprint: Imprint, clinic: Clinic | None, logo: bytes
    ) -> dict[str, bytes]:
        """Return each PDF of the sheet that is ordered, all of them made from one source."""
        editions = [edition for edition in self.order.editions if edition in EDITIONS]
        if not editions:
            return {}
        name = LOGO if logo else ""
        if logo:
            (self.work / LOGO).write_bytes(logo)
        source = create_source(sheet, imprint, self.order.treated, name, self.order.draft)
        return {
            f"{edition}.pdf": self.setter.set(source, edition, imprint.date, clinic)
            for edition in editions
        }

    def _web_page(self, sheet: Sheet, imprint: Imprint, logo: bytes) -> bytes:
        """Return the one web page, which opens with the dates of the order."""
        page = create_handout_page(
            self.root / "overrides",
            sheet,
            imprint,
            f"data:image/png;base64,{b64encode(logo).decode()}" if logo else "",
            self.script,
            self.pictures,
            treated=self.order.treated,
        )
        return page.encode()


def edition_of(name: str) -> str:
    """Return the edition that a file is part of; "" for the calendar file, which comes with each
    order that has dates."""
    named = {PAGE: WEB, SHEET: WEB, WORD: DOCX, SPOKEN: READ_ALOUD, BRAILLE_FILE: BRAILLE}
    if name.endswith(".pdf"):
        return name.removesuffix(".pdf")
    return SHARE_CARDS if name.startswith("card") else named.get(name, "")


def pack_word(parts: Mapping[str, bytes], date: str) -> bytes:
    """Return the file for Word of `parts`, each with the time at which `date` (ISO 8601) begins."""
    day, packed = datetime.date.fromisoformat(date), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != FIRST, name)):
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(member, parts[name])
    return packed.getvalue()
