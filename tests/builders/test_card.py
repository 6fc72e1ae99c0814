"""The card to carry, cut out and folded: each panel where a reader turns to it, whole and upright,
and the number to call before all else."""

import datetime
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builders.handout_pdf import TEMPLATES, Setter
from builders.typst import PdfError
from card_folder import FACES, Folded, Letter, faults
from clinic_file import parsed
from conftest import ROOT
from creators.handout.create import create_imprint, create_sheet
from creators.handout.marks import PAPER, marked_once
from creators.handout.sheet import Sheet
from creators.handout.typst_source import create_source
from knowledge.model import Knowledge
from knowledge.reading.loader import load_clinic
from knowledge.records.clinic import Clinic
from many_clinics import clinic_data, clinic_text
from pdf_check import check_pdf
from pdf_reader import Pdf
from sheet_reader import squeeze
from sheets import SITE

BARE = 'name: "Riverside"\ncountry: US\nphone: "(201) 555-0123"\nemergency_number: "911"\n'
LONGEST = (
    f'name: "{"A Clinic of Many Words " * 2}and More Words"\ncountry: US\n'
    'phone: "+1 (201) 555-0123 ext 123456"\nout_of_hours_phone: "+1 (201) 555-0199 ext 123456"\n'
    'emergency_number: "911"\n'
)
EIGHT = (
    "still-there-after-day-7 worse-after-day-3 metal-pattern-itch no-better-by-day-3"
    " firm-or-late-lumps itchy-weeping-rash pus-or-gold-crust fever-with-bumps"
).split()


def stricter(level: str, calls: int, own: tuple[str, ...] = ()) -> str:
    """A clinic's file with so many calls and these signs of its own at a level."""
    lines = [f"    - {{red_flag: {name}, urgency: {level}}}\n" for name in EIGHT[:calls]]
    signs = [f"    - {{sign: {name}, urgency: {level}}}\n" for name in own]
    return "stricter:\n" + "".join(
        [*(["  calls:\n", *lines] if lines else []), *(["  red_flags:\n", *signs] if signs else [])]
    )


CLINICS: dict[str, Callable[[], Clinic | None]] = {
    "general": lambda: None,
    "example": lambda: load_clinic(ROOT, ROOT / "clinics" / "example.yml")[0],
    "longest": lambda: parsed(LONGEST + stricter("same_day", 3, ("streaks", "one-pus-spot"))),
}


def set_card(
    knowledge: Knowledge, clinic: Clinic | None, work: Path, root: Path = ROOT
) -> tuple[Sheet, bytes]:
    """A card by the templates of `root`."""
    sheet = create_sheet(knowledge, clinic)
    source = create_source(sheet, create_imprint(sheet, clinic, "3", "2026-11-22", SITE))
    return sheet, Setter(root, work).set(source, "wallet-card", "2026-11-22", clinic)


@pytest.fixture(scope="module", params=CLINICS)
def card(
    request: pytest.FixtureRequest, knowledge: Knowledge, tmp_path_factory
) -> tuple[Sheet, Folded]:
    clinic = CLINICS[request.param]()
    if clinic:
        clinic = clinic.model_copy(update={"logo": None})
    sheet, data = set_card(knowledge, clinic, tmp_path_factory.mktemp("card"))
    return sheet, Folded(data)


def test_a_printed_and_folded_card_has_its_panels_in_order_and_upright(card):
    assert faults(card[1]) == [] and tuple(card[1].faces()) == FACES


LEVELS = {
    "front": ("emergency_now",),
    "inside left": ("same_day",),
    "inside right": ("within_48h", "routine"),
    "back": (),
}


def misplaced(sheet: Sheet, folded: Folded) -> list[str]:
    """What is not on its own panel, whole, or on another one."""
    found = []
    for card in sheet.cards:
        words = [card.title, card.action, card.otherwise, *(sign.short for sign in card.signs)]
        for face, levels in LEVELS.items():
            said = folded.text_of(face).replace("\u00a0", " ")
            is_here = card.urgency in levels
            found += [
                f"{face}: {one}"
                for one in map(squeeze, filter(None, words))
                if (one in said) != is_here
            ]
    return found


def test_each_panel_has_all_signs_of_its_level_whole_and_no_other(card):
    assert misplaced(*card) == []


def test_the_back_has_the_clinic_or_lines_and_what_to_say(card):
    sheet, folded = marked_once(card[0], PAPER), card[1]
    said = folded.text_of("back")
    phones = [phone.number for phone in sheet.phones]
    for words in (
        sheet.title,
        sheet.name,
        *phones,
        sheet.labels["treated"],
        sheet.labels["day-one"],
        *sheet.phone_lines,
        "Not yet reviewed by a clinician.",
        sheet.labels["version"],
    ):
        assert squeeze(words) in said, words
    if not sheet.name:
        for name in ("your-clinic", "its-phone", "out-of-hours"):
            assert sheet.labels[name] in said


def test_the_inside_says_where_card_1_is(card):
    sheet, folded = card
    assert "Card 1 is on the outside." in folded.text_of("inside left")
    assert folded.text_of("front").startswith("1")


def test_the_number_to_call_is_found_in_ten_seconds(card):
    """It is the largest type of the card, at its very top; the first sign is trouble breathing, in
    bold letters, in the upper half; nothing is below 12 pt."""
    sheet, folded = card
    letters = folded.letters_of("front")
    text = "".join(letter.text for letter in letters)
    numbers = [phone.number for phone in sheet.cards[0].phones]
    others = [one for face in FACES for one in folded.letters_of(face)]
    first = place_of(letters, text, numbers[0])
    assert first[0].size >= 36 and min(one.size for one in others) >= 12
    assert {one.text for one in others if one.size == first[0].size} <= {*"".join(numbers), *",or"}
    assert max(one.size for one in others) == first[0].size
    lead = place_of(letters, text, "Troublebreathing")
    side, panel, _ = folded.faces()["front"]
    middle = (panel.low + panel.high) / 2
    assert sheet.cards[0].signs[0].lead == "Trouble breathing"
    assert all(one.is_bold for one in lead)
    assert all(one.box.low > middle for one in [*lead, *first])
    # the digits are bold too: a font of any weight has the name of its thinnest in a PDF
    assert sum(side.ink(one.box) for one in first) > 0.5 * len(first)
    assert text.index("Troublebreathing") == text.index("nowif•") + len("nowif•")


def place_of(letters: list[Letter], text: str, words: str) -> list[Letter]:
    start = text.index(words)
    return letters[start : start + len(words)]


def test_a_card_is_read_aloud_as_its_panels_are_turned(card, tmp_path: Path):
    sheet, folded = marked_once(card[0], PAPER), card[1]
    file = tmp_path / "card.pdf"
    folded.document.save(file)
    pdf = Pdf(file)
    assert check_pdf(pdf) == []
    titles = [pdf.text(node) for node in pdf.root.find("H1")]
    assert titles == [*(card.title for card in sheet.cards), sheet.title]
    read = squeeze(" ".join(pdf.text(node) for node in pdf.root.find("P")))
    places = [
        read.index(squeeze(words))
        for words in (
            *(sheet.cards[0].signs[0].short, sheet.labels["signs-how"]),
            *(one.signs[0].short for one in sheet.cards[1:]),
            *(sheet.checks[0].text, sheet.labels["treated"], "Not yet reviewed by a clinician."),
        )
    ]
    assert places == sorted(places)


def test_dates_stand_beside_treated_on_and_day_1(knowledge: Knowledge, tmp_path: Path):
    sheet = create_sheet(knowledge)
    imprint = create_imprint(sheet, None, "3", "2026-11-22", SITE)
    source = create_source(sheet, imprint, datetime.date(2026, 12, 3))
    card = Folded(Setter(ROOT, tmp_path).set(source, "wallet-card", "2026-11-22"))
    assert faults(card) == []
    said = card.text_of("back")
    assert "Treated on: Thu 3 Dec 2026 Day 1 starts: Fri 4 Dec" in said
    assert "not before the hour of your treatment" in said
    assert "Day 3 (Sun 6 Dec): " in card.text_of("inside right")


@pytest.mark.parametrize(
    "number", [1, 2, *(pytest.param(more, marks=pytest.mark.sweep) for more in range(3, 9))]
)
def test_no_sign_of_a_stricter_clinic_is_lost(number: int, knowledge: Knowledge, tmp_path: Path):
    clinic = parsed(clinic_text(clinic_data(number)))
    sheet, data = set_card(knowledge, clinic, tmp_path)
    folded = Folded(data)
    assert faults(folded) == [] and misplaced(sheet, folded) == []


@pytest.mark.parametrize("name", ["general", "example"])
def test_words_that_are_a_quarter_longer_fit(name: str, knowledge: Knowledge, tmp_path: Path):
    """As in other languages."""
    clinic = CLINICS[name]()
    sheet = create_sheet(knowledge, clinic and clinic.model_copy(update={"logo": None}))
    cards = tuple(
        replace(
            card,
            signs=tuple(replace(sign, short=longer(sign.short)) for sign in card.signs),
            action=longer(card.action),
            otherwise=longer(card.otherwise),
        )
        for card in sheet.cards
    )
    labels = {name: longer(words) for name, words in sheet.labels.items()}
    lines = tuple(map(longer, sheet.phone_lines))
    wide = replace(sheet, cards=cards, labels=labels, phone_lines=lines)
    source = create_source(wide, create_imprint(wide, clinic, "3", "2026-11-22", SITE))
    card = Folded(Setter(ROOT, tmp_path).set(source, "wallet-card", "2026-11-22", clinic))
    assert faults(card) == [] and misplaced(wide, card) == []


def longer(words: str) -> str:
    """A text with a quarter more letters."""
    return " ".join([words, *["wider"] * round(len(words) / 24)])


def test_a_panel_that_is_too_full_is_refused_with_the_entry_to_leave_out(
    knowledge: Knowledge, tmp_path: Path
):
    own = ("hard-to-wake", "stiff-neck", "in-despair")
    clinic = parsed(BARE + stricter("emergency_now", 8, own))
    with pytest.raises(PdfError) as refused:
        set_card(knowledge, clinic, tmp_path)
    assert re.fullmatch(
        r"clinics/riverside\.yml:\d+: wallet-card: expected panels of 246 mm at most; got"
        r' "Call 911 now if" with \d+ mm more; do leave out this entry of stricter\.calls: about'
        r" \d+, and about \d+ more",
        str(refused.value),
    ), refused.value
    line = int(str(refused.value).split(":")[1])
    text = (BARE + stricter("emergency_now", 8, own)).splitlines()[line - 1]
    assert "firm-or-late-lumps" in text, "the longest sign that the clinic moved to this panel"


# What this file would miss is a folder that folds nothing: each mistake in the template is seen.


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        (
            '(back, shown("same_day")), (front,',
            '(front, shown("same_day")), (back,',
            "inside left: See a doctor today if",
        ),
        (
            '(front, shown("emergency_now")), (back,',
            '(back, shown("emergency_now")), (front,',
            "back: Call 911",
        ),
        (
            "height: tall - 2 * safe, body)",
            "height: tall - 2 * safe, rotate(180deg, body))",
            "is turned",
        ),
        ("#let safe = 4.65mm", "#let safe = 3mm", "ink 3.8 mm from a cut or the fold"),
        ("dx: wide / 2, dy: above, line", "dx: wide / 2 - 9mm, dy: above, line", "or the fold"),
        (
            "#let side(tall, aloud: true, ..shown) = {",
            "#let side(tall, aloud: true, ..shown) = context { let from-left = from-left"
            " + 1mm * counter(page).get().first()",
            "the cuts of the two sides are not behind each other",
        ),
    ],
)
def test_a_card_that_is_laid_out_wrongly_is_seen(
    old: str, new: str, seen: str, knowledge: Knowledge, tmp_path: Path
):
    folder, work = tmp_path / "root" / TEMPLATES, tmp_path / "work"
    shutil.copytree(ROOT / TEMPLATES, folder)
    work.mkdir()
    text = (folder / "card.typ").read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    (folder / "card.typ").write_text(text.replace(old, new), encoding="utf-8")
    sheet, data = set_card(knowledge, None, work, tmp_path / "root")
    found = [*faults(Folded(data)), *misplaced(sheet, Folded(data))]
    assert [fault for fault in found if seen in fault], found[:5]


def test_a_sheet_that_is_flipped_on_the_wrong_edge_is_seen(knowledge: Knowledge, tmp_path: Path):
    sheet = create_sheet(knowledge)
    sheet.labels["card-print"] = sheet.labels["card-print"].replace("long", "short")
    source = create_source(sheet, create_imprint(sheet, None, "3", "2026-11-22", SITE))
    card = Folded(Setter(ROOT, tmp_path).set(source, "wallet-card", "2026-11-22"))
    assert any("is turned" in fault for fault in faults(card))
