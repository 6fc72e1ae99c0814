"""The handout in other languages, made as clinics get it and read back out of the files: with two
made-up languages, of which one is written from right to left."""

import datetime
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from bs4 import BeautifulSoup
from icalendar import Calendar

from builders import handout_pdf, handout_rooms
from builders.handout_pdf import ROOM, Setter
from builders.handout_rooms import sides_over
from builders.handouts import Order, Press, site_address
from clinic_file import GOOD, parsed
from conftest import ROOT, run_build
from creators.easy.typst_source import EASY, most_easy_pages
from creators.handout.create import create_sheet
from creators.handout.fitting import AIRS
from creators.handout.languages import NotSigned, clinic_knowledge
from creators.handout.room import SIDES, Room
from creators.handout.sheet import Group, Sheet
from creators.handout.typst_source import EDITIONS, most_pages
from creators.handout.versions import DRAFT
from drawn_once import drawn_once
from geometry import by_page, text_runs
from knowledge.model import Knowledge
from knowledge.records.clinic import Clinic
from knowledge.records.translations import Translated
from knowledge.tighten import tighten
from knowledge.translate import translate
from made_up_languages import MADE_UP, with_made_up, write_made_up
from pdf_check import Pdf, check_pdf, fonts
from pdf_reader import Run
from sheets import real_knowledge
from small_site import TRANSLATABLE, write_site_project

EXAMPLE = ROOT / "clinics" / "example.yml"
TREATED = datetime.date(2026, 11, 22)
LANGUAGES = ("xa", "xr")
SEARCHED = ("xa", pytest.param("xr", marks=pytest.mark.sweep))
"""Where the search for room is looked at: it does not know which way a line runs."""
OURS = {"PublicSans", "AtkinsonHyperlegible", "LibertinusSerif"}
"""Letters that every sheet may have: digits, names in Latin letters, and the mark."""
PHONES = ("(201) 555-0123", "(201) 555-0199")
FLAG = "red_flags/pain-getting-worse/short"
APART = 3
"""Points between the heads of two columns, at least."""
FOOT = 31
"""Points that the footer of large print takes below the text."""
Files = dict[str, bytes]


@pytest.fixture(scope="module", autouse=True)
def pictures() -> Iterator[None]:
    """The pictures of all sheets are drawn once."""
    with drawn_once():
        yield


@pytest.fixture(scope="module")
def both() -> Knowledge:
    return with_made_up(real_knowledge())


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all presses have the pictures that they share, drawn once."""
    return tmp_path_factory.mktemp("work")


def press(both: Knowledge, language: str, folder: Path, work: Path, **order) -> Press:
    """What makes files of a language in `folder`; all of them, unless an `order` names some."""
    order = Order(language=language, treated=TREATED if not order else None, **order)
    return Press(ROOT, folder / "out", order, site_address(ROOT), work, both)


def made(press: Press, clinic: bool) -> Files:
    """Every file of a sheet, by its name."""
    result = press.make(EXAMPLE if clinic else None, "key")
    assert not result.problems, result.problems
    place = press.out / ("example" if clinic else "general") / press.order.language
    return {file.name: file.read_bytes() for file in place.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def files(
    both: Knowledge, work: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, bool], Files]:
    """Gives the files of a language, for a clinic or for everyone; they are made once."""
    presses = {name: press(both, name, tmp_path_factory.mktemp(name), work) for name in LANGUAGES}
    return cache(lambda name, clinic: made(presses[name], clinic))


CASES = (  # with a clinic there is more on it
    ("xa", True),
    pytest.param(("xa", False), marks=pytest.mark.sweep),
    ("xr", True),
    pytest.param(("xr", False), marks=pytest.mark.sweep),
)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, files: Callable) -> tuple[str, bool, Files]:
    return (*request.param, files(*request.param))


def pdfs(made: Files) -> Iterator[tuple[str, bytes]]:
    return ((name.removesuffix(".pdf"), data) for name, data in made.items() if ".pdf" in name)


def sheet_of(both: Knowledge, name: str, clinic: bool) -> Sheet:
    from knowledge.reading.loader import load_clinic

    return create_sheet(translate(both, name), load_clinic(ROOT, EXAMPLE)[0] if clinic else None)


def test_every_edition_is_made_within_its_pages(case):
    _, clinic, found = case
    assert {name for name, _ in pdfs(found)} == {*EDITIONS, EASY}
    assert {"index.html", "dates.ics"} <= set(found) and "handout.docx" not in found
    for name, data in pdfs(found):
        # dates behind the days may take a page more, as what is a clinic's own may
        most = most_easy_pages(clinic, True) if name == EASY else most_pages(name, True, True)
        assert len(pypdfium2.PdfDocument(data)) <= most, name


def test_a_pdf_says_its_language_and_is_accessible(case, tmp_path: Path):
    language, _, found = case
    for name, data in pdfs(found):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(data)
        with pikepdf.open(file) as pdf:
            assert str(pdf.Root.Lang).partition("-")[0] == MADE_UP[language].language.tag
        # check_language asks for English
        assert [one for one in check_pdf(file) if "language" not in one.lower()] == [], name


def test_no_letters_but_those_of_the_language(case, tmp_path: Path):
    language, _, found = case
    own = {name.replace(" ", "") for name in MADE_UP[language].language.fonts}
    for name, data in pdfs(found):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(data)
        pdf = Pdf(file)
        used = {re.sub(r"^/[A-Z]{6}\+|-.*", "", str(font.BaseFont)) for font in fonts(pdf)}
        assert used <= own | OURS, name
        assert own & used, name


def lone_days(pdf: Pdf, word: str) -> list[list[Run]]:
    """The days that stand on their own in heads or pills, row by row."""
    name = re.compile(rf"{word}\s\d+\s?")
    rows: dict[tuple[int, int], list[Run]] = {}
    for run in text_runs(pdf):
        if name.fullmatch(run.text):
            rows.setdefault((run.page, round(run.box[1])), []).append(run)
    return [sorted(row, key=lambda run: run.box[0]) for row in rows.values()]


def pill_around(pdf: Pdf, run: Run) -> Run | None:
    """The smallest drawing around the middle of a text that is no higher than a line or two."""
    left, low, right, high = run.box
    across, up = (left + right) / 2, (low + high) / 2
    around = [
        path
        for path in pdf.runs
        if (path.kind, path.page) == ("path", run.page)
        and path.box[0] < across < path.box[2]
        and path.box[1] < up < path.box[3]
        and path.box[3] - path.box[1] < 2 * run.size
        and path.box[2] - path.box[0] < 10 * run.size
    ]
    return min(around, key=lambda path: path.box[2] - path.box[0], default=None)


@pytest.fixture(scope="module")
def without_dates(
    both: Knowledge, work: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[bool], Files]:
    """Gives the PDFs of one language without a date: as a draft for a clinic, or for everyone. They
    are made once."""
    folder = tmp_path_factory.mktemp("without-dates")
    draft = press(both, "xa", folder, work, editions=(*EDITIONS, EASY), draft=True)
    checked = press(both, "xa", folder, work, editions=("a4", "letter"))
    return cache(lambda clinic: made(draft if clinic else checked, clinic))


@pytest.mark.parametrize("clinic", [pytest.param(False, marks=pytest.mark.sweep), True])
@pytest.mark.parametrize("edition", ["a4", pytest.param("letter", marks=pytest.mark.sweep)])
def test_pills_hold_their_words_and_heads_of_columns_stand_apart(
    without_dates: Callable, clinic: bool, edition: str, tmp_path: Path
):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(without_dates(clinic)[f"{edition}.pdf"])
    pdf = Pdf(file)
    rows = lone_days(pdf, MADE_UP["xa"].words("Day"))
    heads = max(rows, key=len)
    assert len(heads) >= 4
    for one, other in pairwise(heads):
        assert other.box[0] - one.box[2] >= APART, (one.text, other.text)
    pills = [(run, pill_around(pdf, run)) for row in rows for run in row if run not in heads]
    held = [(run, pill) for run, pill in pills if pill]
    assert len(held) >= 5
    for run, pill in held:
        assert pill.box[0] <= run.box[0] and run.box[2] <= pill.box[2], run.text
        assert pill.box[1] <= run.box[1] and run.box[3] <= pill.box[3], run.text


def test_no_card_ends_on_the_footer_of_large_print(case, tmp_path: Path):
    """A card that is higher than a page would."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(case[2]["large-print.pdf"])
    for page, runs in by_page(text_runs(Pdf(file))).items():
        foot = [run for run in runs if run.box[1] < FOOT]
        assert foot, page
        high = max(run.box[3] for run in foot) - min(run.box[1] for run in foot)
        assert high < 2 * max(run.size for run in foot), (page, [run.text for run in foot])


Found = list[tuple[Sequence[Room], Room | None]]


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> dict[str, Found]:
    """The ways that each search for room had, and what it found, by the name of the search."""
    found: dict[str, Found] = {
        "most_room": [],
        "most_for_clinics": [],
        "room_within": [],
    }

    def watched(name: str, search: Callable, *args: Any) -> Room | None:
        room = search(*args)
        found[name].append((args[-2], room))
        return room

    for name in found:
        search = partial(watched, name, getattr(handout_pdf, name))
        monkeypatch.setattr(handout_pdf, name, search)
    return found


@pytest.mark.parametrize("language", SEARCHED)
def test_the_general_sheet_has_the_largest_letters_and_then_the_most_air_that_fit(
    both, work: Path, tmp_path: Path, language: str, rooms
):
    one = press(both, language, tmp_path, work, editions=("a4",))
    assert len(pypdfium2.PdfDocument(made(one, False)["a4.pdf"])) == 2
    (*_, (ways, found)) = rooms["most_room"]
    assert found

    def over(room: Room) -> set[int]:
        how = {**vars(room), "edition": "a4"}
        (one.maker.setter.folder / ROOM).write_text(json.dumps(how), encoding="utf-8")
        return sides_over(one.maker.setter._compile("a4", "2026-11-22", {}, None), room)

    assert not over(found)
    assert all(over(way) for way in ways if way.scale > found.scale)
    for number, side in enumerate(SIDES[: found.pages]):
        for more in (share for share in AIRS if share > getattr(found, side)):
            assert over(replace(found, **{side: more})) == {number}, (found, side, more)


@pytest.mark.parametrize("language", SEARCHED)
def test_a_clinics_sheet_begins_where_the_general_one_lies(
    both, work: Path, tmp_path: Path, language: str, rooms, monkeypatch: pytest.MonkeyPatch
):
    """So it takes few tries, and what was set before changes nothing. How the general one lies is
    found once, and kept."""
    monkeypatch.setattr(handout_rooms, "ROOMS", str(tmp_path / "rooms"))
    order = {"editions": ("a4",)}
    first = made(press(both, language, tmp_path / "1", work, **order), True)
    assert len(rooms["most_for_clinics"]) >= 1 and [*(tmp_path / "rooms").iterdir()]
    (*_, (_, found)) = rooms["room_within"]
    (*_, (_, most)) = rooms["most_for_clinics"]
    assert found and most and found.scale <= most.scale
    for side in SIDES:
        assert getattr(found, side) <= getattr(most, side)
    rooms["most_for_clinics"].clear()
    tries = []
    compile_once = Setter._compile
    monkeypatch.setattr(Setter, "_compile", lambda *how: (tries.append(1), compile_once(*how))[1])
    assert made(press(both, language, tmp_path / "2", work, **order), True) == first
    assert not rooms["most_for_clinics"] and len(tries) <= 4


@pytest.mark.parametrize("clinic", [pytest.param(False, marks=pytest.mark.sweep), True])
def test_no_english_is_left(files, clinic: bool):
    """In a script of its own, every Latin word is a name, an address or a code."""
    found = files("xr", clinic)
    pages = [BeautifulSoup(found["index.html"], "lxml")]
    for tag in pages[0](["script", "style"]):
        tag.decompose()
    texts = [pages[0].get_text(" ")] + [text_of(data) for _, data in pdfs(found)]
    texts += [str(event["description"]) for event in events(found)]
    may_stay = set(WORD.findall(" ".join((*NAMES, DRAFT, site_address(ROOT)))))
    for text in texts:
        assert set(WORD.findall(text)) <= may_stay, text[:200]


WORD = re.compile("[A-Za-z]{3,}")
NAMES = (
    "Example Skin Clinic",
    "1 Example Road, Springfield",
    "Monday to Friday, 9 to 5; Saturday by appointment",
    "Plain gel for needled skin",
    "Dana Lee",
    "https clinic.example/needling about sources",
    "PRP, HIV, SPF",
    "Test Translator",
    "Test Reviser",
)
"""What a clinic calls itself and its things, addresses, and names that all languages have."""


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def events(found: Files):
    return Calendar.from_ical(found["dates.ics"]).walk("VEVENT")


def in_sight(data: bytes) -> str:
    """The signs of a PDF as they lie on its pages: each line from left to right, without spaces."""
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, _, _ = text.get_charbox(place)
            char = text.get_text_range(place, 1)
            if char.strip():
                lines.setdefault((number, round(bottom / 4)), []).append((left, char))
    return "\n".join("".join(char for _, char in sorted(line)) for line in lines.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_codes_stand_from_left_to_right_on_paper(files, both, language: str):
    found = files(language, True)
    code = re.search(rf"3?\d*-{language}-[0-9a-f]{{6}}", text_of(found["a4.pdf"]))
    for name, data in pdfs(found):
        seen = in_sight(data)
        for number in (PHONES[0], *([code[0]] if code else [])):
            # a sign below the line, such as a bracket, may lie on a line of its own
            digits = re.sub(r"[^0-9a-z]", "", number)
            assert digits in re.sub(r"[^0-9a-z\n]", "", seen), (name, number)


def test_every_sign_is_in_every_file_on_the_card_of_its_urgency(case, both):
    language, clinic, found = case
    sheet = sheet_of(both, language, clinic)
    page = BeautifulSoup(found["index.html"], "lxml")
    for card in sheet.cards:
        shown = page.select(f"section.{card.urgency} [data-sign]")
        assert [one["data-sign"] for one in shown] == [sign.id for sign in card.signs]
    for name, data in pdfs(found):
        words = plain_words(set(text_of(data).split()))
        for sign, _ in sheet.signs() if name != EASY else ():
            missing = [word for word in plain(sign.short).split() if word not in words]
            # a word that is parted at the end of a line is two in the file
            assert len(missing) <= max(1, 0.25 * len(sign.short.split())), (name, sign.id, missing)
    emergency = [sign.short for sign in sheet.cards[0].signs]
    for event in events(found):
        assert all(short in str(event["description"]) for short in emergency)


def plain(text: str) -> str:
    return re.sub(r"[^\w ]", " ", text)


def plain_words(words: set[str]) -> set[str]:
    return {part for word in words for part in plain(word).split()}


def test_the_strictness_of_a_clinic_holds_in_each_language(both):
    clinic = parsed(GOOD)
    english = tighten(both, clinic)
    for name in LANGUAGES:
        sheet = create_sheet(translate(both, name), clinic)
        assert {sign.id: level for sign, level in sheet.signs()} == {
            flag.id: flag.urgency.value for flag in english.red_flags.values()
        }
        own = next(sign for sign, _ in sheet.signs() if sign.own)
        assert own.short == MADE_UP[name].words("A nosebleed that comes back")
        assert any(own.short in line for line in sheet.changes)
        general = create_sheet(both, clinic)
        assert [days_of(one) for one in sheet.leave] == [days_of(one) for one in general.leave]


def days_of(group: Group) -> tuple:
    start = group.start
    return start.day, start.deep, start.healed, start.checked, start.ask, len(start.never)


def without(both: Knowledge, name: str, key: str, old: str = "") -> Knowledge:
    """The knowledge with one string of a language missing, or made from other English."""
    translation = both.translations[name]
    strings = dict(translation.strings)
    found = strings.pop(key)
    if old:
        strings[key] = replace(found, en="0" * 8, text=old)
    fresh = replace(translation, strings=strings)
    return replace(both, translations={**both.translations, name: fresh})


@pytest.mark.parametrize("language", [pytest.param("xa", marks=pytest.mark.sweep), "xr"])
def test_what_is_stale_stands_in_english_and_marked_in_every_file(
    both, language: str, tmp_path: Path, work: Path
):
    stale = without(both, language, FLAG, MADE_UP[language].words("old words that hurt"))
    found = made(press(stale, language, tmp_path, work), clinic=False)
    english = real_knowledge().red_flags["pain-getting-worse"].short
    item = BeautifulSoup(found["index.html"], "lxml").select_one("[data-sign=pain-getting-worse]")
    marked = item.select_one("bdi[lang=en][dir=ltr]")
    assert marked.get_text() == english
    tag = MADE_UP[language].words(real_knowledge().phrases["english-only"].phrase)
    assert tag in item.get_text()
    assert "pain-getting-worse" in str(item.find_parent("section").select("[data-sign]"))
    for name, data in pdfs(found):
        words = plain_words(set(text_of(data).split()))
        assert set(plain(english).split()) <= words or name == EASY, name
    for data in found.values():
        assert MADE_UP[language].words("old words that hurt").encode() not in data
    assert all("\ue000" not in text_of(data) for _, data in pdfs(found))
    assert b"\xee\x80\x80" not in found["index.html"] + found["dates.ics"]


def test_an_easy_row_that_is_not_current_has_the_records_words(both, tmp_path: Path, work: Path):
    stale = without(both, "xa", "easy/pain-getting-worse/text", "Viejo.")
    found = made(press(stale, "xa", tmp_path, work, editions=("easy",)), clinic=False)
    short = MADE_UP["xa"].words(real_knowledge().red_flags["pain-getting-worse"].short)
    text = " ".join(text_of(found["easy.pdf"]).split())
    assert set(short.split()) <= set(text.split()) and "Viejo" not in text


def test_a_draft_says_so_on_each_page_and_leads_nowhere(without_dates: Callable):
    found = dict(pdfs(without_dates(True)))
    assert {*found} == {*EDITIONS, EASY}
    for name, data in found.items():
        document = pypdfium2.PdfDocument(data)
        for page in document:
            text = page.get_textpage().get_text_range()
            assert "DRAFT" in text and "No person has checked it yet." in text, name
            picture = page.render(scale=2, grayscale=True).to_pil()
            assert not zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode), name


def signed(both: Knowledge, language: str, **changes) -> Clinic:
    """The good clinic, with somebody who stands for its sheet in a language."""
    clinic = parsed(GOOD)
    sheet = create_sheet(translate(both, language, "draft"), clinic)
    entry = {
        "id": language,
        "name": "Dana Lee",
        "role": "nurse",
        "date": "2026-11-20",
        "content_hash": sheet.content_hash,
        **changes,
    }
    fields = ", ".join(f'{key}: "{value}"' for key, value in entry.items() if key != "date")
    return parsed(f"{GOOD}languages:\n  - {{{fields}, date: {entry['date']}}}\n")


def test_a_clinic_signs_a_language_for_its_own_patients():
    draft = with_made_up(real_knowledge(), roles=())
    clinic = signed(draft, "xa")
    sheet = create_sheet(clinic_knowledge(draft, clinic, "xa"), clinic)
    assert sheet.notice.words == MADE_UP["xa"].words(
        "Translation accepted for {clinic}: {who}."
    ).format(clinic="Riverside Skin Clinic", who="Dana Lee, nurse, 2026-11-20")
    assert not sheet.notice.is_draft
    with pytest.raises(NotSigned, match="expected an entry for xa by somebody"):
        clinic_knowledge(draft, parsed(GOOD), "xa")
    with pytest.raises(NotSigned, match="got one of other words, by Dana Lee; do have somebody"):
        clinic_knowledge(draft, signed(draft, "xa", content_hash="0" * 16), "xa")
    with pytest.raises(NotSigned, match="expected a translation that two people have checked"):
        clinic_knowledge(draft, None, "xa")


def test_the_notice_of_a_translation_is_no_word_of_its_sheet(both):
    draft, checked = translate(both, "xa", "draft"), translate(both, "xa")
    assert create_sheet(draft).notice.is_draft and not create_sheet(checked).notice.is_draft
    assert "Test Translator" in create_sheet(checked).notice.words
    assert create_sheet(draft).content_hash == create_sheet(checked).content_hash


def test_the_command_makes_a_checked_language_and_refuses_others(tmp_path: Path):
    root = write_site_project(tmp_path, *TRANSLATABLE)
    write_made_up(root, ("xa",))
    write_made_up(root, ("xr",), roles=())
    card = ("--edition", "wallet-card")
    done = run_build("handouts", "--language", "xa", *card, root=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "dist" / "general" / "xa" / "wallet-card.pdf").is_file()
    refused = run_build("handouts", "--language", "xr", *card, root=root)
    assert refused.returncode == 1
    assert "translations/xr.yml:1: strings: expected a translation that two people" in (
        refused.stdout
    )
    unknown = run_build("handouts", "--language", "xx", root=root)
    assert unknown.returncode == 2 and "--language: expected a language" in unknown.stderr
    draft = run_build("handouts", "--language", "xr", "--draft", *card, root=root)
    assert draft.returncode == 0, draft.stdout + draft.stderr
    assert (root / "build/drafts/general/xr/wallet-card.pdf").is_file()
    assert not (root / "dist" / "general" / "xr").exists()


def test_a_language_that_nobody_has_checked_is_refused_before_pictures_are_drawn(
    tmp_path: Path, work: Path
):
    unchecked = with_made_up(real_knowledge(), roles=())
    one = press(unchecked, "xr", tmp_path, work, editions=("a4",))
    assert one.make(None, "key").problems and "maker" not in vars(one)


def test_letters_that_are_not_installed_are_named(both, tmp_path: Path, work: Path, monkeypatch):
    from builders import typst

    monkeypatch.setitem(typst.LETTERS, "Amiri", ("fontpkg-gone", 4))
    one = press(both, "xr", tmp_path, work, editions=("a4",))
    [problem] = one.make(None, "key").problems
    assert problem.startswith(
        "fonts: expected the 4 font files of fontpkg-gone; got 0; do run make"
    )


def test_a_string_that_is_not_there_counts_as_not_current(both):
    assert isinstance(both.translations["xa"].strings[FLAG], Translated)
    gone = without(both, "xa", FLAG)
    sheet = create_sheet(translate(gone, "xa"))
    sign = next(sign for sign, _ in sheet.signs() if sign.id == "pain-getting-worse")
    assert sign.lead == "" and "\ue000Pain: other severe pain" in sign.short


def test_a_language_that_is_withheld_again_is_taken_away(both, tmp_path: Path, work: Path):
    card = {"editions": ("wallet-card",)}
    found = made(press(both, "xa", tmp_path, work, **card), clinic=False)
    assert "wallet-card.pdf" in found
    (tmp_path / "out" / "general" / "xa" / "of-the-clinic.txt").write_text("kept")
    stale = without(both, "xa", "urgencies/same_day/action", "Old words.")
    [problem] = press(stale, "xa", tmp_path, work, **card).make(None, "key").problems
    assert "got urgencies/same_day/action is not current" in problem
    assert problem.endswith("The files of an earlier run are taken away")
    left = [file.name for file in (tmp_path / "out" / "general" / "xa").iterdir()]
    assert left == ["of-the-clinic.txt"]
