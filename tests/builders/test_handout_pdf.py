"""A sheet as a PDF: what longer words do to it, its pictures and the headings of its rows."""

import ctypes
import datetime
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from builders.handout_pdf import (
    DATA,
    HIGH,
    ROOM,
    SKIN,
    WIDE,
    Setter,
    draw_pictures,
    pictures_for_the_web,
)
from builders.handout_rooms import has_room, page_count, sides_over
from builders.typst import PdfError, mark_row_headings
from clinic_file import parsed
from conftest import ROOT
from creators.handout.room import SMALLER, Room
from creators.handout.typst_source import EDITIONS, create_source
from creators.wording.words import MARK
from many_clinics import clinic_data, clinic_text
from pdf_check import check_pdf
from pdf_reader import Pdf
from sheet_reader import pdf_text, squeeze
from sheets import Made, example, fullest, general, made

LONGER = 1.25
"""How much longer words may be in another language."""
KEPT = ("id", "urgency", "lead", "number", "link", "logo", "main", "ground", "picture", "site")
LEAST_POINTS = {"a4": 12, "letter": 12, "large-print": 18}
DATED = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def setter(tmp_path_factory: pytest.TempPathFactory) -> Setter:
    folder = tmp_path_factory.mktemp("setter")
    draw_pictures(ROOT, folder)
    return Setter(ROOT, folder)


def longer(value: Any, key: str = "") -> Any:
    """The data of a sheet with a quarter more letters in each of its words' lines."""
    if isinstance(value, dict):
        return {name: longer(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [longer(item, key) for item in value]
    if not isinstance(value, str) or key in KEPT or " " not in value:
        return value
    more = (value + " ") * 2
    return f"{value} {more[: int(len(value) * (LONGER - 1))]}".strip()


def stretched(sheet: Made, treated: datetime.date | None = None) -> str:
    data = json.loads(create_source(*sheet, treated))
    parts = ("sheet", "stretches", "chart")
    return json.dumps({**data, **{part: longer(data[part], part) for part in parts}})


OWN = parsed(clinic_text(clinic_data(1)))


@pytest.mark.parametrize("edition", LEAST_POINTS)
@pytest.mark.parametrize("treated", (None, DATED))
def test_words_a_quarter_longer_take_air_and_never_letters(
    edition: str, treated: datetime.date | None, setter: Setter, tmp_path: Path
):
    """A clinic's sheet, with all that it may have: the chart moves to the third page. In large
    print the general one; a clinic's leaves something out there."""
    whose, clinic = (general(), None) if edition == "large-print" else (example(), OWN)
    file, source = tmp_path / "sheet.pdf", stretched(whose, treated)
    file.write_bytes(setter.set(source, edition, "2026-11-22", clinic))
    pdf = Pdf(file)
    assert min(run.size for run in pdf.runs if run.kind == "text") >= LEAST_POINTS[edition]
    assert check_pdf(pdf) == [] and not [run.text for run in pdf.runs if run.cut]
    text = squeeze(pdf_text(file.read_bytes()))
    for card in json.loads(source)["sheet"]["cards"]:
        assert [one["short"] for one in card["signs"] if squeeze(one["short"]) not in text] == []


@pytest.mark.parametrize("edition", ("a4", "letter"))
@pytest.mark.parametrize("treated", (None, DATED))
def test_the_general_sheet_is_one_sheet_of_paper(
    edition: str, treated: datetime.date | None, setter: Setter, tmp_path: Path
):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(setter.set(create_source(*general(), treated), edition, "2026-11-22"))
    assert len(Pdf(file).file.pages) == 2


def lines_of(page: pypdfium2.PdfPage) -> list[float]:
    """How far the lines on the left side of a page stand from each other, in points."""
    text, x, y = page.get_textpage(), ctypes.c_double(), ctypes.c_double()
    found = set()
    for place in range(text.count_chars()):
        pypdfium2.raw.FPDFText_GetCharOrigin(text, place, x, y)
        if x.value < 200:
            found.add(round(y.value, 1))
    return [round(high - low, 1) for low, high in pairwise(sorted(found)) if high - low > 8]


@pytest.mark.parametrize("edition", ("a4", "letter"))
def test_most_lines_of_the_general_sheet_have_air(edition: str, setter: Setter):
    """Letters of 12 points whose lines stand 12 points apart are a gray block."""
    made = setter.set(create_source(*general()), edition, "2026-11-22")
    for page in pypdfium2.PdfDocument(made):
        assert Counter(lines_of(page)).most_common(1)[0][0] >= 12.4


@pytest.mark.parametrize("edition", ("a4", "letter"))
@pytest.mark.parametrize("lines", (1, 2))
def test_a_line_of_a_clinics_own_costs_no_third_page(
    edition: str, lines: int, setter: Setter, tmp_path: Path
):
    """A page for one line is mostly white, and a sheet of two is one piece of paper."""
    said = [{"line": "speak-to", "name": "Dana Lee"}, {"line": "bring-photos"}][:lines]
    clinic = parsed(clinic_text({**clinic_data(6), "stricter": {}, "lines": said}))
    sheet, file = made(clinic), tmp_path / "sheet.pdf"
    file.write_bytes(setter.set(create_source(*sheet), edition, "2026-11-22", clinic))
    pdf = Pdf(file)
    assert len(pdf.file.pages) == 2 and check_pdf(pdf) == []
    assert min(run.size for run in pdf.runs if run.kind == "text") >= LEAST_POINTS[edition]
    text = squeeze(pdf_text(file.read_bytes()))
    assert [note for note in sheet[0].notes if squeeze(note) not in text] == []
    assert not [run.text for run in pdf.runs if run.cut]


@pytest.mark.parametrize("edition", ("a4", "letter"))
def test_what_cannot_fit_says_which_line_and_by_how_much(edition: str, setter: Setter):
    with pytest.raises(PdfError, match=r"expected 3 pages at most; got \d, about \d+ char.*do"):
        setter.set(create_source(*fullest()), edition, "2026-11-22", OWN)


def test_most_clinics_fit_at_the_first_try(setter: Setter, monkeypatch: pytest.MonkeyPatch):
    """Each further try takes as long as the first."""
    tries = []
    compile_once = Setter._compile
    monkeypatch.setattr(Setter, "_compile", lambda *how: (tries.append(1), compile_once(*how))[1])
    for number in range(1, 21):
        clinic = parsed(clinic_text(clinic_data(number)))
        setter.set(create_source(*made(clinic)), "a4", "2026-11-22", clinic)
    assert len(tries) <= 28


def test_what_was_set_before_changes_nothing(tmp_path: Path):
    """Two sheets that lie differently are set in both orders, by one setter each time."""
    draw_pictures(ROOT, tmp_path)
    clinic = parsed(clinic_text(clinic_data(4)))
    sheets = [create_source(*made(clinic)), stretched(made(clinic))]
    found = []
    for order in (sheets, sheets[::-1]):
        setter = Setter(ROOT, tmp_path)
        pdfs = {source: setter.set(source, "a4", "2026-11-22", clinic) for source in order}
        found.append([pdfs[source] for source in sheets])
    assert found[0] == found[1] and page_count(found[0][0]) != page_count(found[0][1])


@pytest.mark.parametrize("name", ("handout.typ", "card.typ", "easy.typ"))
def test_a_clinics_name_is_in_no_rule_above_its_sheet(name: str):
    """Typst keeps what it laid out by all rules above it: with another name it would do it anew."""
    text = (ROOT / "overrides" / "paper" / name).read_text(encoding="utf-8")
    lines = text.rstrip().splitlines()
    assert [line for line in lines[-2:] if line.startswith("#set document")]
    assert len([line for line in lines if line.startswith("#set document")]) == 1


@pytest.mark.parametrize("name", ("handout.typ", "card.typ", "easy.typ"))
def test_a_clinics_name_is_in_no_footer(name: str):
    """A page's rule stands above all that is on it."""
    text = (ROOT / "overrides" / "paper" / name).read_text(encoding="utf-8")
    start = text.index("#set page(")
    rule = text[start : text.index("\n#", start)]
    assert not re.search(r"\b(sheet|guide|imprint|data\.sheet)\b", rule)


def test_the_smallest_letters_are_for_a_first_card_on_its_page(setter: Setter):
    data = json.loads(create_source(*general()))
    fits = setter.set(json.dumps(data), "large-print", "2026-11-22")
    data["sheet"]["cards"][0]["signs"] *= 2
    later = setter.set(json.dumps(data), "large-print", "2026-11-22")
    for scale in (1, 0.95, 0.9):
        assert has_room(fits, Room(0, scale=scale), 8) and has_room(later, Room(0, scale=scale), 8)
    smallest = Room(0, scale=SMALLER[-1])
    assert has_room(fits, smallest, 8) and not has_room(later, smallest, 8)
    assert not has_room(fits, Room(0), 3) and not has_room(fits, Room(0, pages=3), 8)


def test_the_pictures_are_small_and_drawn_without_filters(tmp_path: Path):
    draw_pictures(ROOT, tmp_path)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["normal-day-1.jpg", "normal-day-4.jpg"]
    for file in files:
        assert Image.open(file).size == (839, 144) and file.stat().st_size < 40_000
    pictures = pictures_for_the_web(ROOT)
    assert [*pictures] == [file.stem for file in files]
    for picture in pictures.values():
        head, _, data = picture.partition(",")
        assert head == "data:image/webp;base64" and len(data) < 8_000


def test_the_skin_stands_beside_the_face_as_high_and_twice_as_large_as_in_the_lens(tmp_path: Path):
    """Of each face: an empty strip, its skin, an empty strip before the next."""
    draw_pictures(ROOT, tmp_path)
    picture = Image.open(tmp_path / "normal-day-1.jpg")
    white = [
        min(min(picture.getpixel((left, top))) for top in range(20, HIGH - 20)) > 240
        for left in range(picture.width)
    ]
    edges = [left for left in range(1, picture.width) if white[left] and not white[left - 1]]
    assert len(edges) == 5, "three faces and their skin stand apart"
    for edge in edges[::2]:
        red, _, blue = picture.getpixel((edge + 8, 8))
        assert red > 1.2 * blue, "skin to its corner, and not what is behind a face"
    left, _, right, _ = SKIN
    assert HIGH / (right - left) > 2 * 640 / WIDE


@pytest.mark.parametrize("larger", (1, 1.05))
def test_the_emergency_numbers_stand_in_one_row_in_larger_letters_too(
    larger: float, setter: Setter, tmp_path: Path
):
    """Letters of other languages are larger: a number that falls into a second row is cut."""
    source, file = json.loads(create_source(*general())), tmp_path / "sheet.pdf"
    source["language"]["size"] = larger
    file.write_bytes(setter.set(json.dumps(source), "a4", "2026-11-22"))
    numbers = {phone["number"] for phone in source["sheet"]["cards"][0]["phones"]}
    shown = [run for run in Pdf(file).runs if run.page == 1 and run.text.strip() in numbers]
    assert {run.text.strip() for run in shown} == numbers
    assert len({round(run.box[3]) for run in shown}) == 1


def test_the_mark_stands_a_dozen_times_on_the_general_sheet(setter: Setter):
    for edition in ("a4", "letter"):
        text = pdf_text(setter.set(create_source(*general()), edition, "2026-11-22"))
        assert 8 <= text.count(MARK) <= 13
        assert text.count("◇ No study found: careful practice.") == 2, "a key on each side"


CHART_ROWS = 6


def pitches(made: bytes, points: float) -> list[float]:
    """How far the lines of a text stand from each other, in parts of their letters: from a line of
    `points` to the next that begins at the same edge, less than two of them below."""
    found = []
    for page in pypdfium2.PdfDocument(made):
        rows = defaultdict(list)
        for left, low in origins(page.get_textpage(), points):
            rows[low].append(left)
        starts = sorted((round(min(lefts)), low) for low, lefts in rows.items())
        for (left, low), (edge, high) in pairwise(starts):
            if left == edge and high - low < 2 * points:
                found.append((high - low) / points)
    return found


def origins(text: pypdfium2.PdfTextPage, points: float) -> Iterator[tuple[float, float]]:
    """Where each letter of a size stands on its line."""
    raw, across, up = pypdfium2.raw, ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        if abs(raw.FPDFText_GetFontSize(text.raw, place) - points) < 0.1:
            raw.FPDFText_GetCharOrigin(text.raw, place, across, up)
            if raw.FPDFText_GetUnicode(text.raw, place) > 32:
                yield across.value, round(up.value, 1)


@pytest.mark.parametrize("whose", (general, example))
def test_lines_of_large_print_stand_a_fifth_of_their_letters_apart(
    whose: Callable[[], Made], setter: Setter
):
    clinic = None if whose is general else OWN
    large = setter.set(create_source(*whose()), "large-print", "2026-11-22", clinic)
    found = pitches(large, 18)
    assert len(found) > 80 and min(found) > 1.19, sorted(found)[:9]
    small = pitches(setter.set(create_source(*whose()), "a4", "2026-11-22", clinic), 12)
    assert len(small) > 40 and min(small) < 1.19, "close lines are seen"


@pytest.mark.parametrize("edition", ("a4", "letter"))
@pytest.mark.parametrize("number", (3, 7))
def test_lines_of_a_full_sheet_stand_no_closer_than_their_letters(
    edition: str, number: int, setter: Setter
):
    """Those of clinics that have much of their own, or changed much, on two pages or on three. The
    rows of the chart have a rule between them, and may."""
    clinic = parsed(clinic_text(clinic_data(number)))
    found = pitches(setter.set(create_source(*made(clinic)), edition, "2026-11-22", clinic), 12)
    assert len(found) > 40 and len([one for one in found if one < 0.99]) <= CHART_ROWS


def test_large_print_says_what_a_mark_means_before_the_rows_that_have_it(setter: Setter):
    source = create_source(*general())
    text = squeeze(pdf_text(setter.set(source, "large-print", "2026-11-22")))
    data = json.loads(source)
    _, note = data["chart"]["notes"][0]
    assert text.index(note[0][0]) < text.index(data["sheet"]["labels"]["may-start"])


@pytest.mark.parametrize("last", (False, True))
def test_which_side_has_no_room_is_read_from_the_bookmarks(setter: Setter, last: bool):
    fits = Room(-0.5, -0.8, -0.5, pages=3, chart_last=last)
    data = json.loads(create_source(*example()))
    many = {**data, "sheet": {**data["sheet"], "notes": ["One more note."] * 60}}
    phone = {**data, "sheet": {**data["sheet"], "phone_lines": ["One more line."] * 60}}

    def full(room: Room, data: dict) -> set[int]:
        (setter.folder / DATA).write_text(json.dumps(data), encoding="utf-8")
        how = {**vars(room), "edition": "a4"}
        (setter.folder / ROOM).write_text(json.dumps(how), encoding="utf-8")
        return sides_over(setter._compile("a4", "2026-11-22", data["sheet"], None), room)

    assert full(fits, data) == set()
    assert full(replace(fits, front=2), data) == ({0} if not last else set())
    assert full(replace(fits, back=1), data) == {1}
    assert full(fits, many) == {2}
    # what to say on the phone is on the third page where the chart is
    assert full(fits, phone) == {2 if last else 1}
    assert full(replace(fits, back=1), many) == {1, 2}


@pytest.mark.parametrize("times", (1, 2))
def test_the_first_page_of_large_print_is_not_almost_empty(setter: Setter, times: int):
    """Where the first card of a translation has no room on it, what is normal stands there, and
    what to say on the phone."""
    data = json.loads(create_source(*general()))
    first = data["sheet"]["cards"][0]
    first["signs"] *= times
    data["language"]["lang"] = "fr"
    made = setter.set(json.dumps(data), "large-print", "2026-11-22")
    pages = [mark.get_dest().get_index() for mark in pypdfium2.PdfDocument(made).get_toc()]
    labels = data["sheet"]["labels"]
    text = squeeze(pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range())
    assert pages.count(0) == (3 if times == 1 else 4)
    for name in ("normal", "phone"):
        assert (squeeze(labels[name]) in text) == (times > 1)
    assert (squeeze(first["action"]) in text) == (times == 1)


def test_a_row_begins_with_its_heading_and_no_byte_moves():
    cells = (
        b"<</Type/StructElem/S/TD/P 4 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[1]>>"
        b"<</Type/StructElem/S/TD/P 4 0 R/A[<</O/Table/ColSpan 2"
        b"/Headers[(U1x1y0)(U1x2y0)]>>]/K[2]>>"
    )
    marked = mark_row_headings(cells)
    assert len(marked) == len(cells) and b"Headers" not in marked
    first, second = marked.split(b">><<")
    assert b"/S/TH" in first and b"/Scope/Row" in first
    assert b"/S/TD" in second and b"/ColSpan 2" in second


def test_every_edition_is_measured():
    assert {*LEAST_POINTS, "wallet-card"} == {*EDITIONS}
