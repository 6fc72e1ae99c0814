"""Clinic files to the folder that each clinic hosts and prints: PDFs, one web page, a file for
Word, and, for a treatment date, a calendar file.

A handout is kept when all that it is made from is the same; a broken clinic file stops nobody
else's. Files are written when all of a clinic's are ready, so that none of them disagrees with
another.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path

import typst

from builders.easy_pdf import draw_easy_pictures, set_easy
from builders.handout_pdf import (
    PICTURED,
    HandoutError,
    Setter,
    draw_pictures,
    picture_for_the_web,
)
from builders.logo import LogoError, draw_logo
from builders.output import hash_files, write_together
from builders.share_cards import draw_cards
from builders.sheet_scripts import read_sheet_scripts
from builders.typst import PdfError, workers
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
from knowledge.checks.clinic.records import checked_clinic
from knowledge.model import Knowledge
from knowledge.reading.config import site_address
from knowledge.reading.loader import load_knowledge, seen_files
from knowledge.records.clinic import Clinic
from knowledge.records.languages import ENGLISH

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
MANIFEST = "made.json"
"""What a folder holds and what it was made from."""
SHEET = "sheet.json"
"""Every word of the sheet as data."""
WITHDRAWN = ". The files of an earlier run are taken away"
AT_ONCE = 20
"""Clinics that a process is handed at a time."""


@dataclass(frozen=True)
class Order:
    """What to make for each clinic: `editions` of ALL_EDITIONS; `treated`, the day of a treatment,
    for sheets with dates; `language`, by its id. A `draft` is for whoever checks a translation."""

    editions: tuple[str, ...] = USUAL
    treated: datetime.date | None = None
    language: str = ENGLISH
    draft: bool = False


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
        self.language = self.knowledge.languages[order.language]
        if EASY in order.editions:
            draw_easy_pictures(root, self.work)
        for picture in _pictures(root, order, work):
            shutil.copyfile(picture, self.work / picture.name)
        self.pictures = (
            {file.stem: picture_for_the_web(file) for file in self.work.glob("*.jpg")}
            if WEB in order.editions
            else {}
        )

    @cached_property
    def setter(self) -> Setter:
        """What sets the PDFs, with the letters of the language. Raises PdfError where they are not
        installed."""
        letters = self.language.fonts if self.language.id != ENGLISH else ()
        return Setter(self.root, self.work, letters)

    def make(self, file: Path | None, key: str) -> Result:
        """Every file of the clinic of `file`, or of none. `key` is the hash of all that they are
        made from."""
        result, order = Result(_name(file)), self.order
        clinic, problems = checked_clinic(self.knowledge, self.root, file) if file else (None, [])
        if problems:
            result.problems = list(map(str, problems))
            return result
        try:
            knowledge = clinic_knowledge(self.knowledge, clinic, order.language, order.draft)
            sheet = create_sheet(knowledge, clinic)
            files = self.files(knowledge, sheet, clinic, file)
            _write(_folder(self.out, self.order, file), files, key)
            result.made = len(files)
            signed = clinic.signed_off if clinic else None
            english = order.language == ENGLISH
            if clinic and english and not (signed and signed.content_hash == sheet.content_hash):
                result.to_sign, result.lapsed = sheet.content_hash, signed is not None
        except PdfError as error:
            result.problems = [str(error)]
        except NotSigned as error:
            # what nobody stands for any more is not left where patients find it
            gone = _remove(_folder(self.out, order, file))
            result.problems = [f"{error}{WITHDRAWN * gone}"]
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
        imprint = create_imprint(sheet, clinic, *self.version, self.site)
        logo = self._logo(clinic, file.parent) if clinic and clinic.logo and file else b""
        made = {
            f"{edition}.pdf": self._pdf(edition, sheet, imprint, clinic, logo)
            for edition in self.order.editions
            if edition in EDITIONS
        }
        if EASY in self.order.editions and knowledge.easy:
            guide = create_easy(knowledge, sheet, clinic, self.order.treated)
            source = create_easy_source(guide, imprint, self.order.draft)
            made[f"{EASY}.pdf"] = set_easy(self.root, self.setter, source, imprint.date, clinic)
        if WEB in self.order.editions:
            made["index.html"] = self._web_page(sheet, imprint, logo)
            made[SHEET] = (
                json.dumps(sheet_data(sheet), ensure_ascii=False, indent=1) + "\n"
            ).encode()
        if DOCX in self.order.editions and self.order.language == ENGLISH:
            parts = create_word(self.root / "overrides", sheet, imprint, self.order.treated, logo)
            made[f"handout.{DOCX}"] = pack_word(parts, imprint.date)
        if READ_ALOUD in self.order.editions:
            made[SPOKEN] = spoken_text(sheet, imprint).encode()
        if SHARE_CARDS in self.order.editions and not self.order.draft:  # a picture travels
            made |= draw_cards(self.root, sheet, imprint, clinic)
        if self.order.treated:
            made["dates.ics"] = create_calendar(sheet, imprint, self.order.treated)
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

    def _pdf(
        self, edition: str, sheet: Sheet, imprint: Imprint, clinic: Clinic | None, logo: bytes
    ) -> bytes:
        name = f"{clinic.id}.png" if logo else ""
        if logo:
            (self.work / name).write_bytes(logo)
        source = create_source(sheet, imprint, self.order.treated, name, self.order.draft)
        try:
            return self.setter.set(source, edition, imprint.date, clinic)
        finally:
            if logo:
                (self.work / name).unlink()


def _pictures(root: Path, order: Order, work: Path) -> list[Path]:
    """The pictures of normal skin in `work`, which all processes share, drawn once."""
    if not set(order.editions) & {*PICTURED, WEB}:
        return []
    if not (found := sorted(work.glob("*.jpg"))):
        draw_pictures(root, work)
        found = sorted(work.glob("*.jpg"))
    return found


def make_handouts(
    root: Path,
    knowledge: Knowledge,
    files: list[Path | None],
    out: Path,
    order: Order,
    say: Callable[[str], None],
) -> list[Result]:
    """Make the handouts of these clinic files (None: the general one) in `out`, as many at a time
    as there are cores, and say how far it is. What is the same as before is kept. `knowledge` is
    that of `root` and must have passed the checks."""
    site = site_address(root)
    base = _base_key(root, order, site)
    jobs = [(file, _key(base, file)) for file in files]
    results = [
        Result(_name(file), kept=True)
        for file, key in jobs
        if _is_made(_folder(out, order, file), key)
    ]
    kept = {result.name for result in results}
    missing = [(file, key) for file, key in jobs if _name(file) not in kept]
    if len(files) > 1 and kept:
        say(f"handouts: {len(kept)} of {len(files)} are unchanged")
    started = said = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="handouts-") as work:
        for result in _results((root, out, order, site, Path(work)), knowledge, missing):
            results.append(result)
            if time.monotonic() - said > 2:
                said = time.monotonic()
                say(f"handouts: {len(results)} of {len(files)} ({said - started:.0f} s)")
    return sorted(results, key=lambda result: result.name)


def _results(
    place: tuple, knowledge: Knowledge, jobs: list[tuple[Path | None, str]]
) -> Iterator[Result]:
    """What became of each job. A few are done here: to start processes takes longer."""
    if not jobs:
        return
    if len(jobs) <= AT_ONCE:
        press = Press(*place, knowledge)
        yield from (press.make(*job) for job in jobs)
        return
    root, _, order, _, work = place
    _pictures(root, order, work)
    with ProcessPoolExecutor(
        workers(), mp_context=get_context("forkserver"), initializer=_start, initargs=place
    ) as pool:
        yield from pool.map(_make, jobs, chunksize=AT_ONCE)


_PRESS: list[Press] = []
"""In a worker process: the one press that it works with."""


def _start(*place) -> None:
    _PRESS.append(Press(*place))


def _make(job: tuple[Path | None, str]) -> Result:
    return _PRESS[0].make(*job)


def _name(file: Path | None) -> str:
    return file.stem if file else GENERAL


def _base_key(root: Path, order: Order, site: str) -> str:
    """The hash of all that every handout is made from: data, templates, this program, the engine,
    the order and the address."""
    files = [
        file
        for folder in (
            "docs",
            "translations",
            "overrides/paper",
            "overrides/handout",
            "overrides/figures",
            "scripts",
        )
        for file in seen_files(root / folder)
        if file.is_file() and "__pycache__" not in file.parts
    ]
    facts = f"{typst.__version__}\0{order}\0{site}\0{hash_files(root, files)}"
    return hashlib.sha256(facts.encode()).hexdigest()


def _key(base: str, file: Path | None) -> str:
    """The hash of all that one clinic's handout is made from: `base`, its file, and each picture
    that the file names."""
    if not file or not file.is_file():
        return base
    names = set(re.findall(rb"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:svg|png)", file.read_bytes()))
    pictures = [file.parent / name.decode() for name in names]
    read = [one for one in pictures if one.is_file() and one.stat().st_size < 10**6]
    return hashlib.sha256(f"{base}\0{hash_files(file.parent, [file, *read])}".encode()).hexdigest()


def _folder(out: Path, order: Order, file: Path | None) -> Path:
    """Where a clinic's files go: those with dates apart from those without."""
    folder = out / _name(file)
    folder = folder if order.language == ENGLISH else folder / order.language
    return folder / f"treated-{order.treated}" if order.treated else folder


def _is_made(folder: Path, key: str) -> bool:
    """Whether the files of an earlier run are there, whole, and made of the same."""
    old, files = _read_made(folder)
    try:
        return old == key and all(
            (folder / name).stat().st_size == size for name, size in files.items()
        )
    except OSError:
        return False


def _read_made(folder: Path) -> tuple[str, dict[str, int]]:
    """The key of an earlier run and the bytes of each file that it made; "" and none where there is
    no list of them, or a broken one."""
    try:
        made = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return made["key"], dict(made["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", {}


def _write(folder: Path, files: dict[str, bytes], key: str) -> None:
    """Write all files and the list of them; what an earlier run made and this one did not is
    no longer listed."""
    listed = {"key": key, "files": {name: len(data) for name, data in files.items()}}
    files = {**files, MANIFEST: (json.dumps(listed, indent=1) + "\n").encode()}
    folder.mkdir(parents=True, exist_ok=True)
    write_together({folder / name: data for name, data in files.items()}, folder / MANIFEST)


def _remove(folder: Path) -> bool:
    """Take away what an earlier run made in a folder, and nothing else; whether there was any."""
    _, made = _read_made(folder)
    if not made:
        return False
    for name in (*made, MANIFEST):
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return True


def _data_uri(logo: bytes) -> str:
    return f"data:image/png;base64,{b64encode(logo).decode()}" if logo else ""
