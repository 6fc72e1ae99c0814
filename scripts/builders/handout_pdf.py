"""One sheet to one PDF, by overrides/paper/handout.typ, or card.typ for the card to carry: set with
as much air as its pages have room for, and refused where they have none."""

import io
import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
import typst
from PIL import Image

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
from creators.handout.panels import MOST, panel_advice
from creators.handout.room import (
    AIR,
    CARD,
    Places,
    Room,
    Way,
    airs,
    create_advice,
    create_rooms,
    widest,
    widest_each,
    with_air,
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
CARD_LEVEL = 2
"""Of the bookmarks of a sheet, counted from 0."""
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

    def __init__(self, root: Path, folder: Path, letters: Iterable[str] = ()) -> None:
        for style in STYLES:
            shutil.copyfile(root / TEMPLATES / style, folder / style)
        self.folder = folder
        self.guesses: dict[Sequence, int] = {}
        """The widest of some ways to lay out a sheet that any took so far: one that needs a tighter
        way does not make the next one be tried twice."""
        self.airs: dict[tuple[str, Room], Places] = {}
        """The air that the sides of the last translation had, by its edition and room."""
        self.compiler = typst.Compiler(
            root=str(folder), font_paths=font_folders(letters), ignore_system_fonts=True
        )

    def widest(self, ways: Sequence[Way], fits: Callable[[Way], bool], edition: str = "") -> int:
        """Return the place of the first of `ways` that fits, as creators.handout.room.widest does,
        and begin the next search of the edition there."""
        key = (edition, *ways)
        place = widest(ways, fits, self.guesses.get(key, 0))
        self.guesses[key] = min(place, self.guesses.get(key, place))
        return place

    def set(self, source: str, edition: str, date: str, clinic: Clinic | None = None) -> bytes:
        """The PDF of one `source` in one edition, for a clinic or for everyone. `date` is a day
        (ISO 8601). Raises PdfError where it cannot be set, or takes more pages than its edition
        has."""
        # a file, and no input: Typst lays out again only what differs from the last sheets
        (self.folder / DATA).write_text(source, encoding="utf-8")
        data = json.loads(source)
        sheet, is_translated = data["sheet"], data["language"]["lang"] != ENGLISH
        most = most_pages(edition, clinic is not None, is_translated)
        made: dict[Room, bytes] = {}

        def lay(room: Room) -> bytes:
            if room not in made:
                how = {**vars(room), "edition": edition}
                (self.folder / ROOM).write_text(json.dumps(how), encoding="utf-8")
                made[room] = self._compile(edition, date, sheet, clinic)
            return made[room]

        # each side of a translation gets what air it has room for
        apart = is_translated and edition in AIR

        def overfull(room: Room) -> Collection[int]:
            if apart:
                return _overfull(lay(room), room)
            return () if _pages(lay(room)) <= (room.pages or most) else (0,)

        def fits(room: Room) -> bool:
            return any(not overfull(way) for way in self._likely(room, edition))

        for rooms in create_rooms(edition, sheet, is_translated, len(data["chart"]["rows"])):
            place = self.widest(rooms, fits, edition)
            if place < len(rooms):
                room = rooms[place]
                if apart:
                    room = self._airy(room, edition, overfull)
                return _finished(lay(room), edition)
        raise PdfError(_refused(lay(rooms[-1]), edition, most, sheet, clinic))

    def _likely(self, room: Room, edition: str) -> Iterator[Room]:
        """Yield `room` with the air that the last translation had in it, and as it is."""
        if places := self.airs.get((edition, room)):
            yield with_air(room, places)
        yield room

    def _airy(self, room: Room, edition: str, overfull: Callable[[Room], Collection[int]]) -> Room:
        """Return a `room` that fits with the most air that each of its sides has room for. The
        search begins with that of the last translation."""
        ways = airs(room)
        guess = self.airs.get((edition, room)) or tuple(len(shares) // 2 for shares in ways)
        found = widest_each(ways, lambda places: overfull(with_air(room, places)), guess)
        self.airs[edition, room] = found
        return with_air(room, found)

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
        f" {_pages(made)}, about {over} characters too many; do {do}"
    )


def _overfull(made: bytes, room: Room) -> set[int]:
    """Return which sides of a sheet, of which each is to have one page, have more. Where a side
    begins is read from the bookmarks: those of the cards, and no others, are on the third level."""
    with pypdfium2.PdfDocument(made) as pdf:
        if len(pdf) == room.pages:
            return set()
        marks = [(mark.level, mark.get_dest().get_index()) for mark in pdf.get_toc()]
        cards = [place for place, (level, _) in enumerate(marks) if level == CARD_LEVEL]
        # the back has its heading before the cards, and behind them, unless the chart is on the
        # third page, that of what to say on the phone
        starts = [0, marks[cards[0] - 1][1]]
        if room.pages > len(starts):
            starts.append(marks[cards[-1] + (1 if room.chart_last else 2)][1])
        return {
            side
            for side, (one, other) in enumerate(pairwise((*starts, len(pdf))))
            if other > one + 1
        }


def _pages(made: bytes) -> int:
    return len(pypdfium2.PdfDocument(made))


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
