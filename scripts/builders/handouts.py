"""Clinic files to the folder that each clinic hosts and prints.

A handout is kept when all that it is made from is the same; a broken clinic file stops nobody
else's.
"""

import datetime
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from multiprocessing import get_context
from pathlib import Path

from builders.handout_folders import (
    is_made,
    key_of,
    outdated_editions,
    outdated_folders,
    remove_made,
    write_made,
)
from builders.logo import draw_logo
from builders.output import say
from builders.sheet_files import ALL_EDITIONS, EASY, Order, SheetMaker
from builders.sources import base_key
from builders.typst import PdfError, workers
from creators.easy.guide import create_easy
from creators.easy.typst_source import create_easy_source
from creators.handout.create import create_imprint, create_sheet
from creators.handout.languages import NotSigned, clinic_knowledge
from creators.handout.sheet import Sheet
from creators.handout.typst_source import create_source
from creators.handout.versions import printed_version
from knowledge.checks.clinic import checked_clinic
from knowledge.model import Knowledge
from knowledge.reading.config import site_address
from knowledge.records.clinic import Clinic
from knowledge.records.languages import ENGLISH
from knowledge.translate import translate

DIST = "dist"
GENERAL = "general"
"""The folder of the handout that is no clinic's."""
DATED = datetime.date(2026, 9, 23)
"""A Wednesday in September."""
WITHDRAWN = ". The files of an earlier run are taken away"
FEW = 20
"""Handouts that this process makes alone: to start others takes longer."""
AT_ONCE = 5
"""Handouts that another process is handed at a time."""
THREADS = "RAYON_NUM_THREADS"
"""How many threads Typst works with in a process that has not set anything yet: one for each core,
unless it is told. Processes that each have that many get in each other's way."""


@dataclass
class Result:
    """What became of one clinic: files made (or `kept`, as nothing had changed), or its problems.
    `to_sign` is the hash of a sheet that nobody at the clinic has signed; `lapsed`: somebody signed
    other words. `again`: editions of an earlier run, of other words, that were made again with it;
    `changed`: files of an earlier run that somebody has changed; `outdated`: other folders of the
    clinic that were made of other words."""

    name: str
    kept: bool = False
    to_sign: str = ""
    lapsed: bool = False
    again: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Press:
    """Makes handouts in `out` from one `knowledge`, by one order."""

    def __init__(
        self, root: Path, out: Path, order: Order, site: str, work: Path, knowledge: Knowledge
    ) -> None:
        self.root, self.out, self.order, self.site, self.work = root, out, order, site, work
        self.knowledge, self.version = knowledge, printed_version(knowledge)
        self._press_for = cache(self._new_press)

    @cached_property
    def maker(self) -> SheetMaker:
        """What makes a sheet's files. It draws its pictures first, which takes seconds: a sheet
        that is refused needs none."""
        letters = self.knowledge.languages[self.order.language].fonts
        return SheetMaker(self.root, self.order, self.work, letters, self._general)

    def _general(self, edition: str) -> str:
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
            for edition in outdated_editions(folder, key):
                if edition in ALL_EDITIONS and edition not in order.editions:
                    files |= self._again(edition, result, (knowledge, sheet, clinic, file))
            editions = (*order.editions, *result.again)
            result.changed = write_made(folder, files, key, editions)
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

    def _again(self, edition: str, result: Result, made_from: tuple) -> dict[str, bytes]:
        """Return the files of an edition that nobody ordered, but which an earlier run made of
        other words: a nurse who prints it from its folder has to have the phone of today. One that
        cannot be set any more is a problem, and its file goes."""
        try:
            files = self._press_for(edition).files(*made_from)
            result.again.append(edition)
            return files
        except PdfError as error:
            result.problems.append(f"{error}{WITHDRAWN}")
            return {}

    def _new_press(self, edition: str) -> "Press":
        order = replace(self.order, editions=(edition,))
        return Press(self.root, self.out, order, self.site, self.work, self.knowledge)

    def files(
        self,
        knowledge: Knowledge,
        sheet: Sheet,
        clinic: Clinic | None = None,
        file: Path | None = None,
    ) -> dict[str, bytes]:
        """What is ordered, by file name, of a `sheet` and the knowledge that it was made from, in
        its language. `file` is the clinic's, as its logo is beside it. Raises PdfError for what
        cannot be set."""
        imprint = create_imprint(sheet, clinic, *self.version, self.site)
        logo = self._logo(clinic, file.parent) if clinic and clinic.logo and file else b""
        has_guide = EASY in self.order.editions and knowledge.easy
        guide = create_easy(knowledge, sheet, clinic, self.order.treated) if has_guide else None
        return self.maker.files(sheet, imprint, clinic, logo, guide)

    def _logo(self, clinic: Clinic, folder: Path) -> bytes:
        """The clinic's logo as a PNG. Raises PdfError."""
        try:
            return draw_logo(folder / clinic.logo, self.work)
        except PdfError as error:
            place = f"{clinic.origin.path}:{clinic.origin.line('logo')}"
            raise PdfError(f"{place}: logo: {error}") from None


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
    base = base_key(root, order.draft, site)
    jobs = {file: key_of(base, file) for file in files}
    missing = [
        (file, key)
        for file, key in jobs.items()
        if not is_made(out / _name(file) / order.inside, key, order.editions)
    ]
    results = [Result(_name(file), kept=True) for file in jobs.keys() - dict(missing)]
    if len(files) > 1 and results:
        say(f"handouts: {len(results)} of {len(files)} are unchanged")
    started = said = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="handouts-") as work:
        for result in _make_all(missing, (root, out, order, site, Path(work), knowledge)):
            results.append(result)
            if time.monotonic() - said > 2:
                said = time.monotonic()
                say(f"handouts: {len(results)} of {len(files)} ({said - started:.0f} s)")
    keys = {_name(file): key for file, key in jobs.items()}
    for result in results:
        if not result.problems:
            result.outdated = outdated_folders(out / result.name, keys[result.name])
    return sorted(results, key=lambda result: result.name)


def _make_all(jobs: list[tuple[Path | None, str]], place: tuple) -> Iterator[Result]:
    """Yield the result of each of `jobs`, in any order, by a Press at this `place`."""
    if len(jobs) <= FEW or workers() == 1:
        press = Press(*place) if jobs else None
        yield from (press.make(*job) for job in jobs)
        return
    os.environ.setdefault(THREADS, "1")
    # a fork has read all that this process has. No thread of Typst runs here yet, which it would
    # wait for
    with ProcessPoolExecutor(
        workers(), get_context("fork"), initializer=_start, initargs=place
    ) as pool:
        yield from pool.map(_make, jobs, chunksize=AT_ONCE)


_PRESS: list[Callable[[], Press]] = []
"""In another process: gives what makes its handouts."""


def _start(*place: object) -> None:
    # made with the first handout: what goes wrong here would be said by no line of ours
    _PRESS.append(cache(partial(Press, *place)))


def _make(job: tuple[Path | None, str]) -> Result:
    return _PRESS[0]().make(*job)


def _name(file: Path | None) -> str:
    return file.stem if file else GENERAL
