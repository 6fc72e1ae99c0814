"""No file gives a first day for an acid, benzoyl peroxide or a retinoid without the rest of its
rule: every output, read back.

The days, healed skin, deep or RF needling, bumps that are checked first, and never in pregnancy for
retinoids: wherever the day is, they are.
"""

import datetime
import functools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdfium2 import PdfDocument

from builders.handouts import Order, Press, site_address
from clinic_file import parsed
from conftest import ROOT
from creators.figures.charts import chart_figure
from creators.handout.create import create_imprint, create_sheet
from creators.handout.dates import create_calendar, create_dates
from creators.handout.form import create_make_facts
from creators.handout.web_page import create_handout_page
from creators.wording.phrases import Phrases
from ebook_reader import read_epub
from knowledge.model import Knowledge
from knowledge.records.clinic import Clinic
from knowledge.starts import Start
from pdf_reader import Pdf
from rule_reader import (
    CHECKED,
    DEEP,
    GUARDED,
    HEALED,
    PREGNANT,
    SHORT,
    faults,
    in_booklet,
    in_lines,
    in_page,
    in_paper,
    told,
)
from sheet_reader import pdf_text
from word_reader import word_text

TREATED = datetime.date(2026, 11, 22)
BARE = 'name: "Riverside"\ncountry: US\nphone: "(201) 555-0123"\nemergency_number: "911"\n'
CLINICS = {
    "general": None,
    "any": "",
    "needles": 'device: {name: "Pen", kind: needles}',
    "deep": 'device: {name: "Pen", kind: deep}',
    "rf": 'device: {name: "RF pen", kind: rf}',
    "stricter": "stricter: {first_days: [{remedy: salicylic-acid, first_day: 14}]}",
}
DEEP_KNOWN = {"needles": False, "deep": True, "rf": True}
ALL = set(GUARDED)


@pytest.fixture(scope="module")
def press(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Press:
    work = tmp_path_factory.mktemp("press")
    return Press(ROOT, work / "dist", Order(treated=TREATED), site_address(ROOT), work, knowledge)


def clinic_of(name: str) -> Clinic | None:
    return None if CLINICS[name] is None else parsed(BARE + CLINICS[name])


def passages_of(files: dict[str, bytes]) -> dict[str, list[str]]:
    """The passages of each file of a handout."""
    found = {}
    for name, data in files.items():
        if name == "easy.pdf":  # each line of a row is a sentence by itself
            texts = (page.get_textpage().get_text_range() for page in PdfDocument(data))
            found[name] = [line for text in texts for line in text.splitlines()]
        elif name.endswith(".pdf"):
            found[name] = in_paper(pdf_text(data), TREATED)
        elif name.endswith(".docx"):
            found[name] = in_paper(word_text(data), TREATED)
        elif name.endswith(".html"):
            found[name] = in_page(data.decode())
        elif name.endswith(".ics"):
            found[name] = [
                line
                for event in Calendar.from_ical(data).walk("VEVENT")
                for line in in_lines(str(event["description"]))
            ]
        elif name.endswith(".txt"):
            # a rule is a paragraph, each of its sentences a line
            found[name] = [" ".join(part.split()) for part in data.decode().split("\n\n")]
        else:
            sheet = json.loads(data)
            groups = (*sheet["helps"], *sheet["medicines"], *sheet["leave"])
            found[name] = [
                " ".join(
                    [
                        *group["names"],
                        group["words"]["lead"],
                        group["words"]["also"],
                        *(words for words, _ in group["words"]["more"]),
                    ]
                )
                for group in groups
            ]
    return found


@pytest.fixture(scope="module")
def passages(knowledge: Knowledge, press: Press) -> Callable[[str], dict[str, list[str]]]:
    """Makes the handout of one of CLINICS, once for all tests, and reads it."""

    @functools.cache
    def passages(name: str) -> dict[str, list[str]]:
        clinic = clinic_of(name)
        return passages_of(press.files(knowledge, create_sheet(knowledge, clinic), clinic))

    return passages


@pytest.mark.parametrize("name", CLINICS)
def test_every_file_of_a_handout_has_the_whole_rule_wherever_it_has_a_day(
    name: str, passages: Callable[[str], dict[str, list[str]]]
):
    files = passages(name)
    assert set(files) == {
        "a4.pdf",
        "letter.pdf",
        "large-print.pdf",
        "wallet-card.pdf",
        "easy.pdf",
        "read-aloud.txt",
        "handout.docx",
        "index.html",
        "sheet.json",
        "dates.ics",
    }
    for file, read in files.items():
        assert faults(read, DEEP_KNOWN.get(name)) == [], file
        if file not in ("wallet-card.pdf", "easy.pdf"):  # neither gives a day for acids
            assert told(read) == ALL, file


@pytest.mark.parametrize("name", ["any", "needles", "deep"])
def test_the_sheet_that_a_clinic_makes_itself_has_it_too(name: str, knowledge: Knowledge):
    made = create_make_facts(
        knowledge, ROOT / "overrides", "1", "2026-11-27", "https://x.example/"
    )["sheets"][name]
    assert faults(in_page(made), DEEP_KNOWN.get(name)) == [] and told(in_page(made)) == ALL


def test_what_dates_js_is_given_has_it_too(knowledge: Knowledge):
    sheet = create_sheet(knowledge)
    events = json.loads(
        create_dates(sheet, create_imprint(sheet, None, "1", "2026-11-27", "https://x.example/"))
    )["events"]
    passages = [
        line.replace("\\,", ",").replace("\\;", ";")
        for _, _, text in events
        for line in in_lines(text.replace("\\n", "\n"))
    ]
    assert faults(passages) == [] and told(passages) == ALL


def test_every_page_of_the_site_has_it_wherever_it_has_a_day(site: Path):
    """All pages, generated and written, and the chart of waits."""
    found = {
        file.relative_to(site).as_posix(): in_page(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }
    wrong = [f"{page}: {fault}" for page, passages in found.items() for fault in faults(passages)]
    assert wrong == []
    for page in (
        "prevent/first-day",
        "prevent/products-to-leave-alone",
        "treat/by-day",
        "treat/remedies-index",
    ):
        assert told(found[f"{page}/index.html"]) == ALL, page
    for page in (
        "treat/salicylic-acid",
        "treat/glycolic-acid",
        "treat/benzoyl-peroxide",
        "treat/retinoid",
        "causes/acne-flare",
        "prevent/rf-and-blood-products",
    ):
        assert told(found[f"{page}/index.html"]), page


def test_the_chart_of_waits_has_it(knowledge: Knowledge, site: Path):
    picture = (site / chart_figure(knowledge.charts["restart-calendar"])).read_text(
        encoding="utf-8"
    )
    bars = bars_of(picture)
    assert faults(bars) == [] and told(bars) == ALL
    for lost in (HEALED, DEEP, CHECKED, PREGNANT):
        cut = [bar.replace(lost, "…") for bar in bars]
        assert [fault for fault in faults(cut) if lost in fault], lost


def bars_of(picture: str) -> list[str]:
    """Each bar of a chart: its day, what a dashed end says, its names, and the words of its
    letters, which stand below all bars."""
    texts = [
        (int(y), words)
        for y, words in re.findall(r'<text x="[\d.]+" y="(\d+)"[^>]*>([^<]*)</text>', picture)
    ]
    below = next(place for place, (_, words) in enumerate(texts) if words == "a")
    notes: dict[str, str] = {}
    for _, words in texts[below:]:
        if re.fullmatch("[a-z]", words):
            letter = words
        else:
            notes[letter] = f"{notes.get(letter, '')} {words}"
    bars: list[str] = []
    for y, words in texts[:below]:
        if words.isdecimal() or words == "ask":
            dashed = re.search(rf"M[\d.]+ {y - 13}h11v16h-11", picture)
            bars += [f"day {words} {HEALED if dashed else ''}:"]
        elif bars:
            bars[-1] += f" {words}"
    return [re.sub(r"\b[a-z]\b(?=, [a-z]\b|$)", lambda one: notes[one[0]], bar) for bar in bars]


def test_the_data_for_other_programs_has_it(site: Path):
    data = {
        name: json.loads((site / "data" / "v1" / f"{name}.json").read_text(encoding="utf-8"))[
            "items"
        ]
        for name in ("remedies", "rules", "claims")
    }
    passages = [
        line for name in ("remedies", "rules") for item in data[name] for line in item["in_words"]
    ] + [item["text"] for item in data["claims"]]
    assert faults(passages) == [] and told(passages) == ALL


def test_the_e_book_has_it(published: Path):
    file = published / "site" / "downloads" / "bumps-after-microneedling-booklet.epub"
    pages = [
        page.decode() for name, page in read_epub(file).files.items() if name.endswith(".xhtml")
    ]
    read = [passage for page in pages for passage in in_page(page)]
    assert faults(read) == [] and told(read) == ALL


@pytest.mark.parametrize("edition", ["a5", "large-print", "print-shop"])
def test_the_booklet_has_it(edition: str, published: Path):
    """Its calendar, and its rows of the A to Z, each of which begins with its name."""
    file = published / "site" / "downloads" / f"bumps-after-microneedling-booklet-{edition}.pdf"
    read = in_booklet(Pdf(file))
    assert faults(read) == [] and told(read) == ALL
    for lost in (SHORT[HEALED], SHORT[DEEP], CHECKED, PREGNANT):
        cut = [passage.replace(lost, "…") for passage in read]
        assert faults(cut), lost


# What this file would miss is a reader that sees nothing: each condition, taken out, is missed.


@pytest.mark.parametrize("lost", [HEALED, DEEP, CHECKED, PREGNANT])
def test_the_reader_misses_each_condition_that_a_file_lost(
    lost: str, passages: Callable[[str], dict[str, list[str]]]
):
    for name, read in passages("general").items():
        if name not in ("wallet-card.pdf", "easy.pdf"):
            cut = [passage.replace(lost, "…") for passage in read]
            assert [fault for fault in faults(cut) if lost in fault], name


@pytest.mark.parametrize(
    ("part", "lost"),
    [("_deep", DEEP), ("_conditions", CHECKED), ("_conditions", PREGNANT), ("_also_leave", HEALED)],
)
def test_a_rule_that_loses_its_words_is_seen_in_the_file(
    part: str, lost: str, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        Phrases, part, lambda self, start, leave=False: "" if part == "_also_leave" else iter(())
    )
    sheet = create_sheet(knowledge)
    imprint = create_imprint(sheet, None, "1", "2026-11-27", "https://x.example/")
    page = create_handout_page(ROOT / "overrides", sheet, imprint)
    assert [fault for fault in faults(in_page(page)) if lost in fault]
    events = Calendar.from_ical(create_calendar(sheet, imprint, TREATED)).walk("VEVENT")
    assert [
        fault
        for fault in faults(
            [line for event in events for line in in_lines(str(event["description"]))]
        )
        if lost in fault
    ]


def test_a_sheet_takes_a_rule_and_no_words_that_could_leave_a_part_of_it_out(knowledge: Knowledge):
    sheet = create_sheet(knowledge)
    assert sheet.groups() and all(
        isinstance(group.start, Start)
        and group.words == sheet.phrases.rule(group.start, group.leave)
        for group in sheet.groups()
    )
    assert not [
        text
        for text in (*sheet.clinicians, *(name for group in sheet.groups() for name in group.names))
        if re.search(r"\bday \d", text)
    ]
