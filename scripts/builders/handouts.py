"""Clinic files to the folder that each clinic hosts and prints: PDFs, one web page, a file for
Word, and, for a treatment date, a calendar file.

A handout is kept when all that it is made from is the same; a broken clinic file stops nobody
else's.
"""

import datetime
import json
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from builders.easy_pdf import draw_easy_pictures, set_easy
from builders.handout_folders import base_key, is_made, key_of, remove_made, write_made
from builders.handout_pdf import (
    PICTURED,
    HandoutError,
    Setter,
    draw_pictures,
    pictures_for_the_web,
)
from builders.logo import LogoError, draw_logo
from builders.output import say
from builders.processes import share_out
from builders.share_cards import draw_cards
from builders.sheet_scripts import read_sheet_scripts
from builders.typst import PdfError
from builders.word import pack_word
from creators.easy.guide import create_easy
from creators.easy.typst_source import EASY, create_easy_source
from creators.handout.create import create_imprint, create_sheet
from creators.handout.dates import create_calendar
from creators.handout.languages import NotSigned, clinic_knowledge
from creators.handout.sheet import Imprint, Sheet, sheet_data
from creators.handout.spoken import FILE as SPOKEN
from creators.handout.spoken import READ_ALOUD, spoken_text
from creators.handout.typst_source import EDITIONS, create_source
from creators.handout.versions import printed_version
from creators.handout.web_page import create_handout_page
from creators.handout.word import DOCX, create_word
from knowledge.checks.clinic import checked_clinic
from knowledge.model import Knowledge
from knowledge.reading.config import site_address
from knowledge.reading.loader import load_knowledge
from knowledge.records.clinic import Clinic
from knowledge.records.languages import ENGLISH
from knowledge.translate import translate

DIST = "dist"
WEB = "web"
"""The edition that is a web page: index.html."""
SHARE_CARDS = "share-cards"
"""The edition that is a picture of each card, and their words."""
ALL_EDITIONS = (*EDITIONS, EASY, WEB, DOCX, READ_ALOUD, SHARE_CARDS)
USUAL = tuple(edition for edition in ALL_EDITIONS if edition != SHARE_CARDS)
"""The editions that are made unless others are asked for: a clinic's own signs can be too many for
a picture, and to draw four takes half a second."""
GENERAL = "general"
"""The folder of the handout that is no clinic's."""
SHEET = "sheet.json"
"""Every word of the sheet as data."""
LOGO = "logo.png"
"""Where the template finds the clinic's logo."""
DATED = datetime.date(2026, 9, 23)
"""A Wednesday in September."""
WITHDRAWN = ". The files of an earlier run are taken away"


@dataclass(frozen=True)
class Order:
    """What to make for each clinic: `editions` of ALL_EDITIONS; `treated`, the day of a treatment,
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


@dataclass
class Result:
    """What became of one clinic: files made (or kept, as nothing had changed), or its problems.
    `to_sign` is the hash of a sheet that nobody at the clinic has signed; `lapsed`: somebody signed
    other words."""

    name: str
    made: int = 0
    kept: bool = False
    to_sign: str = ""
    lapsed: bool = False
    problems: list[str] = field(default_factory=list)


class Press:
    """Makes handouts from one state of the project: its knowledge, templates and version, read
    once."""

    def __init__(
        self,
        root: Path,
        out: Path,
        order: Order,
        site: str,
        work: Path,
        knowledge: Knowledge | None = None,
    ) -> None:
        self.root, self.out, self.order, self.site = root, out, order, site
        self.knowledge: Knowledge = knowledge or load_knowledge(root)[0]
        self.version = printed_version(self.knowledge)
        self.work = Path(tempfile.mkdtemp(dir=work))
        self.script = read_sheet_scripts(root)
        if EASY in order.editions:
            draw_easy_pictures(root, self.work)
        if {*order.editions} & {*PICTURED}:
            draw_pictures(root, self.work)
        self.pictures = pictures_for_the_web(root) if WEB in order.editions else {}

    @cached_property
    def setter(self) -> Setter:
        """What sets the PDFs, with the letters of the language. Raises PdfError where they are not
        installed."""
        letters = self.knowledge.languages[self.order.language].fonts
        return Setter(self.root, self.work, letters, self._general)

    def _general(self, edition: str = "") -> str:
        """Return the source of the general sheet, or of its `edition` in easy words, in the
        language: with dates where they are ordered, of a day with long names, whichever it is."""
        order, treated = self.order, DATED if self.order.treated else None
        knowledge = translate(self.knowledge, order.language, "draft")
        sheet = create_sheet(knowledge)
        imprint = create_imprint(sheet, None, *self.version, self.site)
        if edition == EASY:
            guide = create_easy(knowledge, sheet, None, treated)
            return create_easy_source(guide, imprint, order.draft)
        return create_source(sheet, imprint, treated, "", order.draft)

    def make(self, file: Path | None, key: str) -> Result:
        """Every file of the clinic of `file`, or of none. `key` is the hash of all that they are
        made from."""
        result, order = Result(_name(file)), self.order
        folder = self.out / result.name / order.inside
        clinic, problems = checked_clinic(self.knowledge, self.root, file) if file else (None, [])
        if problems:
            result.problems = list(map(str, problems))
            return result
        try:
            knowledge = clinic_knowledge(self.knowledge, clinic, order.language, order.draft)
            sheet = create_sheet(knowledge, clinic)
            files = self.files(knowledge, sheet, clinic, file)
            write_made(folder, files, key)
            result.made = len(files)
            signed = clinic.signed_off if clinic else None
            english = order.language == ENGLISH
            if clinic and english and not (signed and signed.content_hash == sheet.content_hash):
                result.to_sign, result.lapsed = sheet.content_hash, signed is not None
        except PdfError as error:
            result.problems = [str(error)]
        except NotSigned as error:
            # what nobody stands for any more is not left where patients find it
            result.problems = [f"{error}{WITHDRAWN * remove_made(folder)}"]
        except OSError as error:
            result.problems = [
                f"{result.name}: file: expected to write in {self.out}; got"
                f" {error.strerror or error}; do free disk space or mend the permissions. What was"
                " there is untouched."
            ]
        return result

    def files(
        self,
        knowledge: Knowledge,
        sheet: Sheet,
        clinic: Clinic | None = None,
        file: Path | None = None,
    ) -> dict[str, bytes]:
        """What is ordered, by file name, of a `sheet` and the knowledge that it was made from, in
        its language. `file` is the clinic's, as its logo is beside it. Raises HandoutError for what
        cannot be set."""
        order, overrides = self.order, self.root / "overrides"
        imprint = create_imprint(sheet, clinic, *self.version, self.site)
        logo = self._logo(clinic, file.parent) if clinic and clinic.logo and file else b""
        made = self._pdfs(sheet, imprint, clinic, logo)
        if EASY in order.editions and knowledge.easy:
            guide = create_easy(knowledge, sheet, clinic, order.treated)
            source = create_easy_source(guide, imprint, order.draft)
            made[f"{EASY}.pdf"] = set_easy(
                self.root, self.setter, source, imprint.date, clinic, partial(self._general, EASY)
            )
        if WEB in order.editions:
            made["index.html"] = self._web_page(sheet, imprint, logo)
            data = json.dumps(sheet_data(sheet), ensure_ascii=False, indent=1)
            made[SHEET] = f"{data}\n".encode()
        if DOCX in order.editions and order.language == ENGLISH:
            country = clinic.country if clinic else None
            parts = create_word(overrides, sheet, imprint, order.treated, logo, country)
            made[f"handout.{DOCX}"] = pack_word(parts, imprint.date)
        if READ_ALOUD in order.editions:
            made[SPOKEN] = spoken_text(sheet, imprint).encode()
        if SHARE_CARDS in order.editions and not order.draft:  # a picture travels
            made |= draw_cards(self.root, sheet, imprint, clinic)
        if order.treated:
            made["dates.ics"] = create_calendar(sheet, imprint, order.treated)
        return made

    def _web_page(self, sheet: Sheet, imprint: Imprint, logo: bytes) -> bytes:
        """The one web page, which opens with the dates of the order."""
        page = create_handout_page(
            self.root / "overrides",
            sheet,
            imprint,
            _data_uri(logo),
            self.script,
            self.pictures,
            treated=self.order.treated,
        )
        return page.encode()

    def _logo(self, clinic: Clinic, folder: Path) -> bytes:
        """The clinic's logo as a PNG. Raises HandoutError."""
        try:
            return draw_logo(folder / clinic.logo, self.work)
        except LogoError as error:
            place = f"{clinic.origin.path}:{clinic.origin.line('logo')}"
            raise HandoutError(f"{place}: logo: {error}") from None

    def _pdfs(
        self, sheet: Sheet, imprint: Imprint, clinic: Clinic | None, logo: bytes
    ) -> dict[str, bytes]:
        """Each PDF of the sheet that is ordered, all of them made from one source."""
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


def make_handouts(
    root: Path,
    knowledge: Knowledge,
    files: list[Path | None],
    out: Path,
    order: Order,
) -> list[Result]:
    """Make the handouts of these clinic files (None: the general one) in `out`, as many at a time
    as there are cores, and say how far it is. What is the same as before is kept. `knowledge` is
    that of `root` and must have passed the checks."""
    site = site_address(root)
    base = base_key(root, order, site)
    jobs = {file: key_of(base, file) for file in files}
    missing = [
        (file, key)
        for file, key in jobs.items()
        if not is_made(out / _name(file) / order.inside, key)
    ]
    results = [Result(_name(file), kept=True) for file in jobs.keys() - dict(missing)]
    if len(files) > 1 and results:
        say(f"handouts: {len(results)} of {len(files)} are unchanged")
    started = said = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="handouts-") as work:
        place = (root, out, order, site, Path(work))
        for result in share_out(missing, _ready, place, knowledge):
            results.append(result)
            if time.monotonic() - said > 2:
                said = time.monotonic()
                say(f"handouts: {len(results)} of {len(files)} ({said - started:.0f} s)")
    return sorted(results, key=lambda result: result.name)


def _ready(*place) -> Callable[[Path | None, str], Result]:
    """Return what makes a handout."""
    return Press(*place).make


def _name(file: Path | None) -> str:
    return file.stem if file else GENERAL


def _data_uri(logo: bytes) -> str:
    return f"data:image/png;base64,{b64encode(logo).decode()}" if logo else ""
