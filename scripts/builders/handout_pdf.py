"""One sheet to one PDF, by overrides/paper/handout.typ, or card.typ for the card to carry: set with
as much air as its pages have room for, and refused where they have none."""

import io
import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2
import typst
from PIL import Image

from builders.handout_rooms import LARGER, has_room, kept_facts, page_count, sides_over
from builders.kept import drawing_templates
from builders.pixels import KEPT, QUALITY, kept_jpegs
from builders.typst import (
    PdfError,
    font_folders,
    mark_row_headings,
    refusal,
    time_stamp,
)
from creators.figures.pictures import create_faces
from creators.handout.fitting import (
    most_for_clinics,
    most_room,
    room_within,
    tightened,
    widest,
)
from creators.handout.panels import MOST, panel_advice
from creators.handout.room import (
    AIR,
    CARD,
    Room,
    create_advice,
    create_forms,
    create_rooms,
)
from creators.handout.typst_source import most_pages
from knowledge.records.clinic import Clinic
from knowledge.records.languages import ENGLISH

TEMPLATES = "overrides/paper"
STYLES = ("handout.typ", "card.typ", "kit.typ")
PICTURED = ("a4", "letter", "large-print")
"""The editions that show normal skin."""
DATA, ROOM = "data.json", "room.json"
"""What handout.typ reads: the sheet, and how it lies on its pages."""
UNIT = 4
"""Pixels of a drawing's unit on paper."""
WIDE, TILE, STEP = 376, (120, 150), 128
"""Units of a drawing of normal skin: its width, and the size and distance of its three faces."""
SKIN = (72, 100, 112, 140)
"""The skin in the lens of a face, with the bar that says how large it is: left, top, right and
bottom, in units."""
HIGH, NEAR, APART = 144, 6, 22
"""Pixels of a picture on paper: its height, and how far its parts stand from each other."""
WEB_DRAWN, WEB_WIDTH = 640, 376
"""Pixels of a picture's width on a web page that has everything inside: as it is drawn and as it is
shown."""


class Setter:
    """Sets sheets by the style of one project, in a folder of its own, with the letters of English
    and those of another language."""

    def __init__(
        self,
        root: Path,
        folder: Path,
        letters: Iterable[str] = (),
        general: Callable[[], str] | None = None,
    ) -> None:
        for style in STYLES:
            shutil.copyfile(root / TEMPLATES / style, folder / style)
        self.root, self.folder = root, folder
        self.general = general
        """Returns the source of the general sheet in the language of a clinic's."""
        self.most: dict[Sequence, Any] = {}
        """How the general sheet lies in each edition and form."""
        self.compiler = typst.Compiler(
            root=str(folder), font_paths=font_folders(letters), ignore_system_fonts=True
        )

    def set(self, source: str, edition: str, date: str, clinic: Clinic | None = None) -> bytes:
        """The PDF of one `source` in one edition, for a clinic or for everyone. `date` is a day
        (ISO 8601). Raises PdfError where it cannot be set, or takes more pages than its edition
        has."""
        data = json.loads(source)
        sheet, is_translated = data["sheet"], data["language"]["lang"] != ENGLISH
        most = most_pages(edition, clinic is not None, is_translated)
        lay, rows = self._laying(source, edition, date, clinic), len(data["chart"]["rows"])
        if is_translated and edition in AIR:
            is_tall = data["language"]["leading"] > 0
            forms = [*create_forms(edition, sheet, rows, is_tall)]
            if room := self._room(forms, lay, edition, date, clinic):
                return _finished(lay(room), edition)
            raise PdfError(_refused(lay(forms[-1][-1]), edition, most, sheet, clinic))

        forms = create_rooms(edition, sheet, is_translated, rows)
        if edition in AIR:
            rooms = (tightened(form, lambda room: sides_over(lay(room), room)) for form in forms)
            if room := next(filter(None, rooms), None):
                return _finished(lay(room), edition)
            raise PdfError(_refused(lay(forms[-1][-1]), edition, most, sheet, clinic))
        likely = (self._likely(form, edition, date, most) for form in forms if len(form) > 1)
        for rooms in (*(likely if is_translated and clinic and self.general else ()), *forms):
            place = widest(rooms, lambda room: has_room(lay(room), room, most))
            if place < len(rooms):
                return _finished(lay(rooms[place]), edition)
        raise PdfError(_refused(lay(rooms[-1]), edition, most, sheet, clinic))

    def _laying(
        self, source: str, edition: str, date: str, clinic: Clinic | None
    ) -> Callable[[Room], bytes]:
        """Return what lays out a source in a room, in each once."""
        sheet = json.loads(source)["sheet"]

        @cache
        def lay(room: Room) -> bytes:
            # files, and no input: Typst lays out again only what differs from the last sheets
            (self.folder / DATA).write_text(source, encoding="utf-8")
            how = {**vars(room), "edition": edition}
            (self.folder / ROOM).write_text(json.dumps(how), encoding="utf-8")
            return self._compile(edition, date, sheet, clinic)

        return lay

    def _room(
        self,
        forms: Sequence[Sequence[Room]],
        lay: Callable[[Room], bytes],
        edition: str,
        date: str,
        clinic: Clinic | None,
    ) -> Room | None:
        """Return how a translation lies in the first of its `forms` that has room for it, or None
        where none has."""

        def overfull(room: Room) -> Collection[int]:
            return sides_over(lay(room), room)

        def by_general(lay: Callable[[Room], bytes], form: Sequence[Room]) -> Room | None:
            return most_for_clinics(form, lambda room: sides_over(lay(room), room))

        def within(form: Sequence[Room]) -> Room | None:
            most = self._most(form, edition, date, by_general)
            return most and room_within(most, form, overfull)

        # as the general sheet lies, or in any way at all
        likely = map(within, forms if clinic and self.general else ())
        rooms = chain(likely, (most_room(form, overfull) for form in forms))
        return next(filter(None, rooms), None)

    def _likely(self, form: Sequence[Room], edition: str, date: str, most: int) -> Sequence[Room]:
        """Return the rooms of a `form` of large print in which a clinic's sheet may have room, as
        the general one has some in letters a little larger."""

        def by_general(lay: Callable[[Room], bytes], form: Sequence[Room]) -> Room | None:
            larger = ((room, replace(room, scale=room.scale * LARGER)) for room in form)
            return next((room for room, more in larger if has_room(lay(more), more, most)), None)

        found = self._most(form, edition, date, by_general)
        return [room for room in form if found and room.scale <= found.scale]

    def _most(
        self,
        form: Sequence[Room],
        edition: str,
        date: str,
        search: Callable[[Callable[[Room], bytes], Sequence[Room]], Room | None],
    ) -> Room | None:
        """Return how clinics' sheets may lie in a `form`, which `search` finds by how the general
        one is laid out there."""
        if (key := (edition, *form)) in self.most:
            return self.most[key]
        source = self.general()

        def find() -> dict | None:
            room = search(self._laying(source, edition, date, None), form)
            return room and vars(room)

        facts = json.loads(source)
        name = f"{facts['language']['lang']} {edition} {bool(facts['treated'])} {form}"
        styles = [self.folder / style for style in STYLES]
        found = kept_facts(self.root, name, source, styles, find)
        return self.most.setdefault(key, found and Room(**found))

    def _compile(self, edition: str, date: str, sheet: Mapping, clinic: Clinic | None) -> bytes:
        style = STYLES[edition == CARD]
        try:
            return self.compiler.compile(
                str(self.folder / style),
                pdf_standards=["ua-1"],
                timestamp=time_stamp(date),
            )
        except typst.TypstError as error:
            if advice := panel_advice(clinic, sheet, error.message):
                where, got, do = advice
                said = f"{where}: {edition}: expected {MOST}; got {got}; do {do}"
            else:
                place = f"{clinic.origin.path if clinic else 'handout'}:1"
                said = refusal(place, "handout", error.message, f"{TEMPLATES}/{style}")
            raise PdfError(said) from None


def _finished(made: bytes, edition: str) -> bytes:
    if edition != CARD:
        return mark_row_headings(made)
    from builders.card import in_reading_order  # needs pikepdf, as no other edition

    return in_reading_order(made)


def _refused(made: bytes, edition: str, most: int, sheet: Mapping, clinic: Clinic | None) -> str:
    """Return why a sheet that takes more than `most` pages is refused."""
    where, do = "handout:1", "shorten what the sheet is made from"
    over = _letters_behind(made, most)
    if clinic:
        where, do = create_advice(clinic, sheet, over)
    return (
        f"{where}: {edition}: expected {most} page{'s' * (most > 1)} at most; got"
        f" {page_count(made)}, about {over} characters too many; do {do}"
    )


def _letters_behind(made: bytes, pages: int) -> int:
    """The letters of a PDF behind so many pages."""
    with pypdfium2.PdfDocument(made) as pdf:
        return sum(pdf[number].get_textpage().count_chars() for number in range(pages, len(pdf)))


def drawings_of(root: Path, only: str = "") -> dict[str, str]:
    """Return the drawings of normal skin, as SVG; `only` one part of each as in create_faces."""
    return create_faces(drawing_templates(root), only)


def draw_pictures(root: Path, folder: Path) -> None:
    """Draw the pictures of normal skin into `folder`, as JPEG."""
    faces, skins = (_drawn(root, WIDE * UNIT, only) for only in ("face", "skin"))
    for name, face in faces.items():
        _side_by_side(face, skins[name]).save(folder / f"{name}.jpg", quality=QUALITY)


def _drawn(root: Path, width: int, only: str = "") -> dict[str, Image.Image]:
    """Return each drawing of normal skin, or one part of it, by its name."""
    drawings = drawings_of(root, only)
    drawn = kept_jpegs(root / KEPT, drawings.values(), width)
    pictures = (Image.open(io.BytesIO(picture)) for picture in drawn)
    return {Path(path).stem: picture for path, picture in zip(drawings, pictures)}


def _side_by_side(faces: Image.Image, skins: Image.Image) -> Image.Image:
    """Return a picture for paper: beside each face its skin, as high as the face. In the lens of a
    face that small nobody would see a bump."""
    wide = TILE[0] * HIGH // TILE[1]
    each = wide + NEAR + HIGH
    picture = Image.new("RGB", (3 * each + 2 * APART, HIGH), "white")
    for number in range(3):
        at, left = number * STEP, number * (each + APART)
        picture.paste(_cut(faces, at, (0, 0, *TILE), (wide, HIGH)), (left, 0))
        picture.paste(_cut(skins, at, SKIN, (HIGH, HIGH)), (left + wide + NEAR, 0))
    return picture


def _cut(drawn: Image.Image, at: int, part: tuple[int, ...], size: tuple[int, int]) -> Image.Image:
    """Return a part of the face that begins `at` so many units, in its size on paper."""
    left, top, right, bottom = part
    box = tuple(UNIT * side for side in (at + left, top, at + right, bottom))
    return drawn.resize(size, Image.Resampling.LANCZOS, box)


def pictures_for_the_web(root: Path) -> dict[str, str]:
    """Return the pictures of normal skin as data: addresses, by their names."""
    return {name: picture_for_the_web(drawn) for name, drawn in _drawn(root, WEB_DRAWN).items()}


def picture_for_the_web(drawn: Image.Image) -> str:
    """Return a picture as a data: address, small enough to stand inside a page."""
    out = io.BytesIO()
    size = (WEB_WIDTH, drawn.height * WEB_WIDTH // drawn.width)
    drawn.resize(size).save(out, "WEBP", quality=60, method=6)
    return f"data:image/webp;base64,{b64encode(out.getvalue()).decode()}"
