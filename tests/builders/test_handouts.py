"""Handouts as files: what is made, kept, refused and said, and that paper keeps to its pages, its
type size and PDF/UA-1."""

import argparse
import datetime
import json
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import yaml
import zxingcpp

from build import parser
from builders import clinics as clinic_commands
from builders import handout_folders, handouts
from builders.clinics import blank_clinic, new_clinic, run_handouts
from builders.handout_folders import MANIFEST
from builders.handouts import Result
from builders.output import BuildFailed, WrongUsage
from builders.sheet_files import ALL_EDITIONS, USUAL, Order, SheetMaker
from builders.sources import base_key
from builders.typst import PdfError
from conftest import ROOT, released, run_build
from creators.handout.create import create_imprint, create_sheet
from creators.handout.typst_source import EDITIONS, most_pages
from drawn_once import drawn_once
from helpers import full_disk, snapshot, wait_for
from knowledge.checks.clinic import check_clinic
from knowledge.model import Knowledge
from knowledge.reading.parser import parse_clinic
from many_clinics import clinic_data, clinic_text, write_clinics
from pdf_check import check_pdf
from pdf_reader import Pdf, broken_at_hyphens
from sheet_reader import pdf_text, squeeze

EXAMPLE = yaml.safe_load((ROOT / "clinics" / "example.yml").read_text(encoding="utf-8"))
LEAST_POINTS = {"a4": 12, "letter": 12, "large-print": 18, "wallet-card": 12}
SHEETS = {
    "a4": [(595, 842)],
    "letter": [(612, 792)],
    "large-print": [(595, 792)],
    "wallet-card": [(595, 792)],
}

Run = Callable[..., tuple[bool, list[str], list[str]]]


@pytest.fixture
def clinics(tmp_path: Path) -> Path:
    """A folder with the example and two made-up clinics."""
    folder = tmp_path / "clinics"
    write_clinics(folder, 2)
    for name in ("example.yml", "example-logo.svg"):
        shutil.copyfile(ROOT / "clinics" / name, folder / name)
    return folder


@pytest.fixture(scope="module", autouse=True)
def pictures() -> Iterator[None]:
    """The pictures of all sheets are drawn once."""
    with drawn_once():
        yield


@pytest.fixture
def run(knowledge: Knowledge, clinics: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> Run:
    """Run `build.py handouts` with these arguments on those clinics: whether all went well, what it
    printed, and what it said."""

    def go(*arguments: str) -> tuple[bool, list[str], list[str]]:
        places = ("--clinics", str(clinics), "--out", str(tmp_path / "dist"))
        options = parser(["handouts"]).parse_args(["handouts", *places, *arguments])
        well, said = run_handouts(ROOT, knowledge, options), capsys.readouterr()
        return well, said.out.splitlines(), said.err.splitlines()

    return go


def made(tmp_path: Path) -> list[str]:
    return sorted(
        file.relative_to(tmp_path / "dist").as_posix()
        for file in (tmp_path / "dist").rglob("*")
        if file.is_file()
    )


EXAMPLE_TREATED = ("--clinic", "example", "--treated", "2026-11-22")


@pytest.fixture(scope="module")
def dist(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example clinic's handouts and the general ones, with and without dates."""
    out = tmp_path_factory.mktemp("handouts")
    for arguments in (
        (),
        ("--clinic", "example"),
        EXAMPLE_TREATED,
        ("--treated", "2026-11-22"),
    ):
        options = parser(["handouts"]).parse_args(["handouts", "--out", str(out), *arguments])
        assert run_handouts(released(), knowledge, options), arguments
    return out


PDFS = [
    f"{folder}/{edition}.pdf"
    for folder in ("example", "general", "example/treated-2026-11-22", "general/treated-2026-11-22")
    for edition in EDITIONS
]


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_is_tagged_and_keeps_to_its_paper_pages_and_type(name: str, dist: Path):
    edition = Path(name).stem
    pdf = Pdf(dist / name)
    assert check_pdf(pdf) == []
    assert len(pdf.file.pages) <= most_pages(edition, name.startswith("example"))
    assert {
        tuple(round(float(edge)) for edge in page.mediabox[2:]) for page in pdf.file.pages
    } == set(SHEETS[edition])
    document = pypdfium2.PdfDocument(dist / name)
    sizes = {
        round(size(text), 1)
        for page in document
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert min(sizes) >= LEAST_POINTS[edition], sizes


def size(text: object) -> float:
    """The size of a piece of text in points, as it is drawn."""
    import ctypes

    points = ctypes.c_float()
    assert pypdfium2.raw.FPDFTextObj_GetFontSize(text.raw, points)
    return points.value * abs(text.get_matrix().d)


FRONT = ["Is this normal?", "Day by day", "When can I start again?"]
CARDS = [
    "When to call",
    "Call 911 now if",
    "Call 911 or go",
    "See a doctor today if",
    "See or call a doctor within two days if",
    "Look after it at home if",
]
ORDER = {
    "a4": [*FRONT, *CARDS, "What to say on the phone", "What our clinic changed"],
    "letter": [*FRONT, *CARDS, "What to say on the phone", "What our clinic changed"],
    "large-print": [*CARDS, *FRONT, "What our clinic changed"],
}
"""On paper with two sides, the front is for every day, and the cards begin the back; large print
has no sides, and the cards come first."""


@pytest.mark.parametrize("edition", ORDER)
def test_a_sheet_begins_with_the_clinic_and_keeps_its_order(edition: str, dist: Path):
    text = pdf_text((dist / "example" / f"{edition}.pdf").read_bytes())
    order = [EXAMPLE["name"], EXAMPLE["phone"], EXAMPLE["out_of_hours_phone"], *ORDER[edition]]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.count(EXAMPLE["phone"]) >= 3 and text.count(EXAMPLE["out_of_hours_phone"]) >= 3
    for words in (
        "What to say on the phone",
        "Ask for Dana Lee, who knows about your treatment.",
        "Plain gel for needled skin",
        "Nobody at the clinic has signed this yet.",
        "Not yet reviewed by a clinician.",
        "Longer waits than in general: make-up; retinoids. The list by day has the days.",
    ):
        assert words in text


@pytest.mark.parametrize("edition", ("a4", "letter"))
@pytest.mark.parametrize("whose", ("general", "example"))
def test_whom_to_call_is_found_in_seconds(whose: str, edition: str, dist: Path):
    """Somebody who cannot breathe reads no line of ours: on the front the emergency number has the
    largest or second largest letters, in the upper third, and on the back its card comes first."""
    numbers = ("911",) if whose == "example" else ("911", "999", "112", "000")
    pdf = Pdf(dist / whose / f"{edition}.pdf")
    high = float(pdf.file.pages[0].mediabox[3])
    front, back = ([run for run in pdf.runs if run.page == number] for number in (1, 2))
    sizes = sorted({run.size for run in front}, reverse=True)
    for number in numbers:
        shown = [run for run in front if number in run.text and run.size >= sizes[1]]
        assert shown and min(run.box[1] for run in shown) > high * 2 / 3, number
        largest = max(run.size for run in back)
        assert [run for run in back if run.text.strip(" ,") == number and run.size == largest]
    titles = [node for node in pdf.root.find("H3") if pdf.page(node) == 2]
    assert pdf.text(titles[0]).startswith("1 Call 911")
    tops = [max(box[3] for mark in node.marks for box in pdf.boxes[mark]) for node in titles]
    assert tops[0] == max(tops) > high * 0.9 and len(titles) == 4


@pytest.mark.parametrize("whose", ("general", "example", "example/treated-2026-11-22"))
def test_large_print_keeps_each_card_whole_and_the_first_with_the_phones(whose: str, dist: Path):
    pages = [
        squeeze(page.get_textpage().get_text_range())
        for page in pypdfium2.PdfDocument(dist / whose / "large-print.pdf")
    ]
    sheet = json.loads((dist / whose.split("/")[0] / "sheet.json").read_text(encoding="utf-8"))
    for card in sheet["cards"]:
        (page,) = (number for number, text in enumerate(pages) if card["title"] in text)
        lines = [*(squeeze(sign["short"]) for sign in card["signs"]), card["action"]]
        assert [line for line in lines if line not in pages[page]] == [], card["title"]
    first = [phone["number"] for phone in (*sheet["phones"], *sheet["cards"][0]["phones"])]
    assert [number for number in first if number not in pages[0]] == []
    assert sheet["cards"][0]["title"] in pages[0]
    assert all(len(text) > 300 for text in pages), "no page has a code and little else"


def test_dates_stand_beside_the_days(dist: Path):
    text = pdf_text((dist / "example" / "treated-2026-11-22" / "a4.pdf").read_bytes())
    for words in (
        "Treated on Sun 22 Nov 2026",
        "Day 0 Sun 22 Nov",
        "Days 1 and 2 Mon 23 Nov",
        "Days 3 to 6 Wed 25 Nov",
        "From day 7 Sun 29 Nov",
        "tap water on the face 23 Nov",
        "benzoyl peroxide** 29 Nov",
        "retinoids (retinol, adapalene) ◇** 6 Dec",
        "the next needling session* 20 Dec",
    ):
        assert words.lower() in text.lower(), words
    assert "Nov" not in pdf_text((dist / "example" / "a4.pdf").read_bytes())
    easy = pdf_text((dist / "example" / "treated-2026-11-22" / "easy.pdf").read_bytes())
    assert "Treated on: Sun 22 Nov 2026" in easy and "Day 5: Fri 27 Nov" in easy
    page = (dist / "example" / "treated-2026-11-22" / "index.html").read_text(encoding="utf-8")
    assert 'id="treated" value="2026-11-22"' in page
    calendar = (dist / "example" / "treated-2026-11-22" / "dates.ics").read_bytes()
    assert b"DTSTART;VALUE=DATE:20261129" in calendar
    assert not (dist / "example" / "dates.ics").exists()


def test_the_codes_lead_to_the_version_and_to_the_clinics_page(
    dist: Path, tmp_path: Path, knowledge: Knowledge
):
    found = set()
    for page in pypdfium2.PdfDocument(dist / "example" / "a4.pdf"):
        found |= {
            code.text
            for code in zxingcpp.read_barcodes(
                page.render(scale=3, grayscale=True).to_pil(), zxingcpp.BarcodeFormat.QRCode
            )
        }
    sheet = json.loads((dist / "example" / "sheet.json").read_text(encoding="utf-8"))
    assert found == {
        EXAMPLE["handout_page"],
        f"https://bumps-after-microneedling.example/h/?v={next(iter(knowledge.versions))}-{sheet['content_hash'][:6]}",
    }


@pytest.mark.parametrize(
    ("site", "page"),
    [
        pytest.param(
            "https://bumps-after-microneedling.example/",
            "https://clinic.example/needling",
            marks=pytest.mark.sweep,
        ),
        (
            "https://www.north-western-university-hospitals.example/after-care-of-the-skin/",
            "https://one-more-skin-clinic-of-ours.example.org/information-for-patients/needling",
        ),
        (f"https://{'skin-' * 12}a.example/", f"https://clinic.example/{'h' * 77}"),
    ],
)
def test_an_address_on_paper_can_be_copied(
    site: str,
    page: str,
    run: Run,
    clinics: Path,
    tmp_path: Path,
    knowledge: Knowledge,
    monkeypatch: pytest.MonkeyPatch,
):
    """It stands whole on its line or breaks where no letter of it gets lost, and never leaves its
    column."""
    monkeypatch.setenv("SITE_URL", site)
    file = clinics / "example.yml"
    file.write_text(re.sub("(handout_page|web): .*", rf"\1: {page}", file.read_text()))
    assert run("--clinic", "example", "--edition", *EDITIONS)[0]
    number = next(iter(knowledge.versions))
    for edition in EDITIONS:
        made = tmp_path / "dist" / "example" / f"{edition}.pdf"
        pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(made)]
        copied = re.sub(r"\s+", "", "".join(pages))
        assert f"{site.removeprefix('https://')}h/?v={number}-" in copied, edition
        assert edition == "wallet-card" or copied.count(page.removeprefix("https://")) == 2
        assert [word for word in broken_at_hyphens(made) if re.search(r"[/.]\w", word)] == []
        columns = 2 if edition == "wallet-card" else 1
        pdf = Pdf(made)
        assert check_pdf(pdf) == [] and outside(pdf, f"{site} {page}", columns) == []


MARGIN = 18
"""Points, of the narrowest: 6.5 mm."""


def outside(pdf: Pdf, words: str, columns: int) -> list[str]:
    """The parts of `words` that go beyond the margin of their page, or from the left column into
    the right one."""
    wide = float(pdf.file.pages[0].mediabox[2])
    return [
        run.text
        for run in pdf.runs
        if run.kind == "text"
        and run.text.strip() in words
        and (run.box[2] > wide - MARGIN or (columns > 1 and run.box[0] < wide / 2 < run.box[2]))
    ]


def test_a_folder_holds_all_that_a_clinic_hosts(dist: Path):
    others = {
        *("easy.pdf", "handout.docx", "index.html", "read-aloud.txt", "sheet.json"),
        MANIFEST,
    }
    names = {*(f"{edition}.pdf" for edition in EDITIONS), *others}
    assert {file.name for file in (dist / "example").iterdir() if file.is_file()} == names
    assert (dist / "example" / "index.html").stat().st_size < 100_000


def test_the_same_clinic_gives_the_same_bytes_by_the_command(dist: Path, tmp_path: Path):
    done = run_build("handouts", "--out", str(tmp_path), *EXAMPLE_TREATED, root=released())
    assert done.returncode == 0, done.stdout + done.stderr
    made = snapshot(tmp_path / "example" / "treated-2026-11-22")
    assert made == snapshot(dist / "example" / "treated-2026-11-22")


def test_what_has_not_changed_is_kept(run: Run, clinics: Path, tmp_path: Path):
    assert run("--all", "--edition", "a4")[0]
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "dist").rglob("*.pdf")}
    assert len(before) == 3
    well, _, said = run("--all", "--edition", "a4")
    assert well and said[-1].startswith("handouts: 0 made, 3 unchanged, 0 refused")
    assert before == {file: file.stat().st_mtime_ns for file in before}
    logo = clinics / "example-logo.svg"
    logo.write_text(logo.read_text().replace("#1d4f7a", "#1d4f7b"))
    assert run("--all", "--edition", "a4")[2][-1].startswith("handouts: 1 made, 2 unchanged")
    (tmp_path / "dist" / "clinic-0001" / "a4.pdf").write_bytes(b"cut off")
    assert run("--all", "--edition", "a4")[2][-1].startswith("handouts: 1 made, 2 unchanged")
    assert run("--all", "--edition", "a4", "letter")[2][-1].startswith("handouts: 3 made")


def change_phone(clinics: Path) -> None:
    file = clinics / "example.yml"
    file.write_text(file.read_text().replace("(201) 555-0123", "(201) 555-0177"))


QUICK = ("--edition", "a4", "wallet-card", "read-aloud", "docx")


def test_what_was_made_of_older_words_is_made_again_with_one_edition(
    run: Run, clinics: Path, tmp_path: Path
):
    folder = tmp_path / "dist" / "example"
    assert run("--clinic", "example", *QUICK)[0]
    (folder / "our own leaflet.pdf").write_bytes(b"ours")
    (folder / "wallet-card.pdf").unlink()
    with (folder / "handout.docx").open("ab") as file:
        file.write(b"our line")
    edited = (folder / "handout.docx").read_bytes()
    change_phone(clinics)
    well, lines, said = run("--clinic", "example", "--edition", "a4")
    assert well and not lines
    for name in ("a4.pdf", "read-aloud.txt"):
        data = (folder / name).read_bytes()
        assert "(201) 555-0177" in (pdf_text(data) if "pdf" in name else data.decode()), name
    assert "handouts: example: made again too, as its words have changed since: read-aloud" in said
    assert [line for line in said if "example: out of date: handout.docx, changed by hand" in line]
    assert (folder / "handout.docx").read_bytes() == edited
    assert (folder / "our own leaflet.pdf").read_bytes() == b"ours"
    assert not (folder / "wallet-card.pdf").exists(), "she deleted it"
    assert {*json.loads((folder / MANIFEST).read_text())["files"]} == {"a4.pdf", "read-aloud.txt"}
    assert "1 unchanged" in run("--clinic", "example", "--edition", "read-aloud")[2][-1]
    assert "1 made" in run("--clinic", "example", "--edition", "wallet-card")[2][-1]


def test_one_edition_more_keeps_the_others_on_the_list(run: Run, clinics: Path, tmp_path: Path):
    run("--clinic", "example", "--edition", "read-aloud")
    run("--clinic", "example", "--edition", "docx")
    change_phone(clinics)
    assert "made again too" in "".join(run("--clinic", "example", "--edition", "docx")[2])


def test_an_older_edition_that_cannot_be_set_any_more_goes(
    run: Run, clinics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run("--clinic", "example", "--edition", "a4", "large-print")
    change_phone(clinics)
    set_pdfs = SheetMaker._pdfs

    def refuse(maker: SheetMaker, *made_from: object) -> dict[str, bytes]:
        if "large-print" in maker.order.editions:
            raise PdfError("large-print: expected 5 pages at most")
        return set_pdfs(maker, *made_from)

    monkeypatch.setattr(SheetMaker, "_pdfs", refuse)
    well, lines, _ = run("--clinic", "example", "--edition", "a4")
    assert not well and len(lines) == 1 and lines[0].endswith("are taken away"), lines
    assert made(tmp_path) == ["example/a4.pdf", f"example/{MANIFEST}"]


def test_a_list_of_an_older_version_is_read(run: Run, tmp_path: Path):
    run("--clinic", "example", "--edition", "a4", "read-aloud")
    file = tmp_path / "dist" / "example" / MANIFEST
    listed = json.loads(file.read_text())
    file.write_text(json.dumps({"key": "old", "files": listed["files"]}))
    assert "made again too" in "".join(run("--clinic", "example", "--edition", "a4")[2])


def test_other_folders_of_a_clinic_are_named_when_out_of_date(run: Run, clinics: Path):
    quick = ("--edition", "read-aloud")
    run(*EXAMPLE_TREATED, *quick)
    run("--clinic", "example", *quick)
    change_phone(clinics)
    for _ in range(2):
        told = [line for line in run("--clinic", "example", *quick)[2] if "out of date" in line]
        assert len(told) == 1 and "example/treated-2026-11-22/; do make it again" in told[0]
    run(*EXAMPLE_TREATED, *quick)
    assert "out of date" not in "".join(run("--clinic", "example", *quick)[2])


def test_the_folder_of_a_clinic_that_is_gone_is_named(run: Run, clinics: Path, tmp_path: Path):
    quick = ("--edition", "read-aloud")
    run(*EXAMPLE_TREATED, *quick)
    run(*quick)
    (tmp_path / "dist" / "our photos").mkdir()
    (clinics / "example.yml").rename(clinics / "new-name.yml")
    for whose in (("--all",), ("--clinic", "new-name")):
        told = [line for line in run(*whose, *quick)[2] if "no clinic file" in line]
        assert len(told) == 1 and "the name of example/; do delete" in told[0]
    assert (tmp_path / "dist" / "example" / "treated-2026-11-22" / "read-aloud.txt").exists()


def test_editions_can_be_asked_for_one_by_one(run: Run, tmp_path: Path):
    assert run("--clinic", "example", "--edition", "docx", "--edition", "read-aloud")[0]
    assert made(tmp_path) == [
        f"example/{name}" for name in ("handout.docx", MANIFEST, "read-aloud.txt")
    ]


def test_a_changed_record_or_template_makes_all_again(tmp_path: Path):
    order = Order()
    for folder in ("docs", "overrides", "scripts"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    keys = {
        base_key(tmp_path, order, "https://one.example/"),
        base_key(tmp_path, order, "https://two.example/"),
    }
    for name in (
        "docs/_data/stages.yml",
        "overrides/paper/handout.typ",
        "overrides/handout/handout.css",
        "overrides/figures/faces/normal-day-1.svg.jinja",
        "scripts/creators/handout/sheet.py",
    ):
        (tmp_path / name).write_text((tmp_path / name).read_text() + "\n")
        keys.add(base_key(tmp_path, order, "https://one.example/"))
    assert len(keys) == 7


def test_a_broken_clinic_stops_nobody_else_and_keeps_its_last_good_files(
    run: Run, clinics: Path, tmp_path: Path
):
    run("--all", "--edition", "a4")
    good = snapshot(tmp_path / "dist" / "clinic-0001")
    file = clinics / "clinic-0001.yml"
    file.write_text(re.sub(r"phone: .*", 'phone: "ask"', file.read_text(), count=1))
    well, lines, said = run("--all", "--edition", "letter")
    assert not well
    assert len(lines) == 1 and re.fullmatch(
        r".*clinic-0001\.yml:3: phone: expected a telephone number .*; got .*\"ask\"; do .*",
        lines[0],
    )
    assert said[-1].startswith("handouts: 2 made, 0 unchanged, 1 refused")
    assert snapshot(tmp_path / "dist" / "clinic-0001") == good
    assert (tmp_path / "dist" / "clinic-0002" / "letter.pdf").exists()


def test_by_the_command_a_broken_clinic_ends_with_1_after_all_others(clinics: Path, tmp_path: Path):
    (clinics / "clinic-0001.yml").write_text("name: [")
    done = run_build(
        "handouts",
        "--all",
        "--clinics",
        str(clinics),
        "--out",
        str(tmp_path / "dist"),
        "--edition",
        "wallet-card",
        root=released(),
    )
    assert (
        done.returncode == 1
        and "clinic-0001.yml:1: YAML: expected valid YAML" in done.stdout
        and "Traceback" not in done.stderr
    )
    assert (tmp_path / "dist" / "example" / "wallet-card.pdf").exists()


def test_many_are_made_by_a_process_for_each_core(
    run: Run, clinics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    by = tmp_path / "by"
    by.mkdir()

    def noted(press: handouts.Press, file: Path, key: str) -> Result:
        (by / file.stem).write_text(str(os.getpid()))
        wait_for(lambda: len({one.read_text() for one in by.iterdir()}) == 2, 60)
        return Result(file.stem, to_sign="a hash")

    monkeypatch.setenv(handouts.THREADS, "")
    monkeypatch.delenv(handouts.THREADS)
    monkeypatch.setattr(handouts, "workers", lambda: 2)
    monkeypatch.setattr(handouts, "FEW", 2)
    monkeypatch.setattr(handouts, "AT_ONCE", 1)
    monkeypatch.setattr(clinic_commands, "SHOWN", 1)
    write_clinics(clinics, 5)
    monkeypatch.setattr(handouts.Press, "make", noted)
    well, lines, said = run("--all", "--edition", "wallet-card")
    assert well and len([*by.iterdir()]) == 6, lines
    assert str(os.getpid()) not in {one.read_text() for one in by.iterdir()}
    assert os.environ[handouts.THREADS] == "1", "each has a thread for each core"
    assert said[-1].startswith("handouts: 6 made")
    assert "5 more are not signed" in "".join(said)


def test_a_sheet_that_is_too_long_is_refused_with_the_clinics_line(
    run: Run, clinics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(EDITIONS, "large-print", 4)
    data = clinic_data(1)
    data["lines"] = [{"line": name} for name in ("change-your-mind", "bring-letters", "receipt")]
    data["write_lines"] = 6
    data["stricter"] = {
        "calls": [],
        "avoid": [
            {"what": [name], "until_day": 60}
            for name in (
                "makeup",
                "exercise",
                "swimming",
                "heat",
                "acid",
                "fragrance",
                "shaving",
                "waxing",
            )
        ],
        "red_flags": [
            {"sign": name, "urgency": "emergency_now"}
            for name in ("cold-sore-tingle", "red-eye", "sore-glands")
        ],
    }
    data["products"] = [
        {
            "name": f"A Product with a Rather Long Name of Its Own {number}",
            "substances": ["clinic-gel"],
            "use": "stop-if-it-itches",
        }
        for number in (1, 2, 3)
    ]
    (clinics / "clinic-0001.yml").write_text(clinic_text(data))
    well, lines, _ = run("--clinic", "clinic-0001", "--edition", "large-print")
    assert not well and not made_files(tmp_path)
    assert re.fullmatch(
        r".*clinic-0001\.yml:\d+: large-print: expected 4 pages at most; got [5-9], about \d+"
        r" characters too many; do leave out this entry of [\w.]+: about \d+"
        r"(, and about \d+ more)?",
        lines[0],
    )


def made_files(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "dist").rglob("*.*"))


def test_a_full_disk_leaves_the_last_good_files_and_nothing_beside_them(
    run: Run, clinics: Path, tmp_path: Path
):
    run("--clinic", "example", "--edition", "a4", "letter")
    good = snapshot(tmp_path / "dist")
    file = clinics / "example.yml"
    file.write_text(file.read_text().replace("Needling pen", "Needling device"))
    with full_disk(30_000):  # bytes: more than a template has, less than a PDF
        well, lines, _ = run("--clinic", "example", "--edition", "a4", "letter")
    assert (
        not well
        and len(lines) == 1
        and "expected to write in" in lines[0]
        and "do free disk space" in lines[0]
    )
    assert snapshot(tmp_path / "dist") == good


def test_a_letter_that_is_not_latin_is_one_line(run: Run, clinics: Path):
    file = clinics / "example.yml"
    file.write_text(file.read_text().replace("Example Skin Clinic", "皮肤 Clinic"))
    well, lines, _ = run("--clinic", "example", "--edition", "a4")
    assert not well and len(lines) == 1
    assert re.fullmatch(
        r".*example\.yml:\d+: name: expected Latin letters, .*; got \"皮\" \(U\+76AE\) .*; do .*",
        lines[0],
    )


def test_a_letter_that_no_font_has_is_one_line(knowledge: Knowledge, tmp_path: Path):
    sheet = replace(create_sheet(knowledge), title="Bumps ꟻ")
    imprint = create_imprint(sheet, None, "1", "2026-11-27", "https://x.example/")
    with pytest.raises(
        PdfError,
        match=(
            'handout:1: letter: expected one that a font of the handout has; got "ꟻ"; do write it'
            " in other letters"
        ),
    ):
        SheetMaker(ROOT, Order(("a4",)), tmp_path).files(sheet, imprint)


def test_a_sign_off_counts_until_the_sheet_changes(run: Run, clinics: Path, tmp_path: Path):
    said = run("--clinic", "example", "--edition", "a4")[2]
    digest = re.search(r'content_hash: "([0-9a-f]{16})"', "".join(said))[1]
    file = clinics / "example.yml"
    file.write_text(
        file.read_text()
        + 'signed_off: {name: "Dr. A. Example", role: "medical director", date: 2026-11-27,'
        f' content_hash: "{digest}"}}\n'
    )
    well, lines, said = run("--clinic", "example", "--edition", "a4")
    assert well and not lines and "signed" not in "".join(said)
    words = "Signed for Example Skin Clinic: Dr. A. Example, medical director, 2026-11-27."
    assert words in pdf_text((tmp_path / "dist" / "example" / "a4.pdf").read_bytes())
    file.write_text(file.read_text().replace("until_day: 5", "until_day: 6"))
    assert "example: the sign-off has lapsed. After reading it, sign with" in "".join(
        run("--clinic", "example", "--edition", "a4")[2]
    )
    assert words not in pdf_text((tmp_path / "dist" / "example" / "a4.pdf").read_bytes())


@pytest.mark.parametrize(
    ("arguments", "words"),
    (
        (["--clinic", "exampel"], "did you mean that?"),
        (["--clinic", "example", "--clinics", "/nowhere"], "build.py new-clinic"),
        (["--all", "--clinics", "/nowhere"], "build.py new-clinic"),
    ),
)
def test_wrong_usage_says_what_to_do(arguments: list[str], words: str, run: Run):
    with pytest.raises(WrongUsage, match=re.escape(words)):
        run(*arguments)


@pytest.mark.parametrize(
    "arguments",
    (
        ["--treated", "22.11.2026"],
        ["--treated", "2026-02-30"],
        ["--edition", "a5"],
        ["--all", "--clinic", "example"],
    ),
)
def test_wrong_options_end_with_2_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture):
    with pytest.raises(SystemExit) as stopped:
        parser(["handouts"]).parse_args(["handouts", *arguments])
    assert stopped.value.code == 2 and "Traceback" not in capsys.readouterr().err


def test_no_option_asks_for_a_patient():
    command = next(
        action
        for action in parser(["handouts"])._actions
        if isinstance(action, argparse._SubParsersAction)
    ).choices["handouts"]
    asked = [name for one in command._actions for name in (*one.option_strings, str(one.metavar))]
    assert "--treated" in asked and not re.search("patient|name|birth", " ".join(asked), re.I)


def test_a_text_to_read_aloud_is_made_and_pictures_are_when_asked_for(run: Run, tmp_path: Path):
    well, _, _ = run("--clinic", "example", "--edition", "read-aloud", "share-cards")
    assert well and made(tmp_path) == [
        f"example/{name}"
        for name in (
            *(f"card-{number}.png" for number in (1, 2, 3, 4)),
            "cards.txt",
            MANIFEST,
            "read-aloud.txt",
        )
    ]
    text = (tmp_path / "dist/example/read-aloud.txt").read_text(encoding="utf-8")
    assert EXAMPLE["name"] in text and "(our own sign)" in text
    assert set(ALL_EDITIONS) - set(USUAL) == {"share-cards", "braille"}


def test_every_edition_has_its_limit_and_its_test():
    assert set(EDITIONS) | {"easy", "web", "docx", "read-aloud", "share-cards", "braille"} == set(
        ALL_EDITIONS
    ) and set(LEAST_POINTS) == set(EDITIONS)


def test_a_new_clinic_file_teaches_and_is_right_when_filled_in(
    knowledge: Knowledge, tmp_path: Path
):
    (tmp_path / "clinics").mkdir()
    shutil.copyfile(ROOT / "clinics" / "example.yml", tmp_path / "clinics" / "example.yml")
    new_clinic(tmp_path, "Riverside Skin & Söhne")
    file = tmp_path / "clinics" / "riverside-skin-sohne.yml"
    text = file.read_text(encoding="utf-8")
    clinic, problems = parse_clinic("clinics/riverside.yml", text)
    assert clinic is None and [problem.field for problem in problems] == [
        "country",
        "phone",
        "emergency_number",
    ]
    for line, value in (
        ("country", "US"),
        ("phone", "(201) 555-0123"),
        ("emergency_number", "911"),
    ):
        text = text.replace(f'{line}: ""', f'{line}: "{value}"')
    clinic, problems = parse_clinic("clinics/riverside.yml", text)
    assert (
        not problems
        and clinic.name == "Riverside Skin & Söhne"
        and not list(check_clinic(knowledge, clinic, file.parent))
    )
    uncommented = re.sub(
        r"^# (?=( *- |\s*[a-z_]+: ?\S|\s*[a-z_]+:\s*$| *- ))", "", text, flags=re.M
    )
    assert all(f"{key}:" in uncommented for key in EXAMPLE)
    with pytest.raises(WrongUsage, match="do edit it"):
        new_clinic(tmp_path, "Riverside Skin & Söhne")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Smørrebrød Łódź", "smorrebrod-lodz"),
        ("Ærø  Straße Đorđević", "aero-strasse-dordevic"),
        (unicodedata.normalize("NFD", "Clínica Peñalver"), "clinica-penalver"),
        ("O’Brien & Işık", "obrien-isik"),
    ],
)
def test_a_new_clinic_keeps_every_letter_of_its_name(tmp_path: Path, name: str, file: str):
    (tmp_path / "clinics").mkdir()
    shutil.copyfile(ROOT / "clinics" / "example.yml", tmp_path / "clinics" / "example.yml")
    new_clinic(tmp_path, name)
    text = (tmp_path / "clinics" / f"{file}.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["name"] == unicodedata.normalize("NFC", " ".join(name.split()))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("诊所", 'Latin letters.*got "诊"'),
        ("عيادة", "Latin letters"),
        ("Clinic \udcff", "Latin letters.*U\\+DCFF"),
        ("glow", "each word with a capital"),
        ("Pop the Bumps", "no advice"),
        ("A" * 61, "2 to 60"),
        ("General", "not General"),
        ("123", "no number"),
    ],
)
def test_a_name_that_check_would_refuse_begins_no_clinic(tmp_path: Path, name: str, words: str):
    (tmp_path / "clinics").mkdir()
    shutil.copyfile(ROOT / "clinics" / "example.yml", tmp_path / "clinics" / "example.yml")
    with pytest.raises(WrongUsage, match=f"new-clinic: expected .*{words}"):
        new_clinic(tmp_path, name)
    assert [file.name for file in tmp_path.rglob("*.*")] == ["example.yml"]


def test_a_new_clinic_without_the_example_says_which_file_is_missing(tmp_path: Path):
    with pytest.raises(BuildFailed) as failed:
        new_clinic(tmp_path, "Riverside Skin")
    assert str(failed.value.problems[0]).startswith(
        "clinics/example.yml:1: file: expected a file that can be read; got No such file"
    )
    assert not list(tmp_path.iterdir())


def test_a_blank_file_keeps_every_comment_of_the_example():
    example = (ROOT / "clinics" / "example.yml").read_text(encoding="utf-8")
    blank = blank_clinic(example, "A")
    for line in example.splitlines()[3:]:
        if "#" in line:
            assert line.rpartition("# ")[2].strip() in blank


@pytest.mark.parametrize(
    ("day", "label"),
    (
        ("0001-01-01", "early"),
        ("1926-11-22", "early"),
        ("2019-12-31", "early"),
        ("+367", "late"),
        ("2126-11-22", "late"),
        ("9999-12-31", "late"),
    ),
)
def test_a_day_that_the_page_refuses_is_refused_in_its_words(
    day: str, label: str, run: Run, knowledge: Knowledge, tmp_path: Path
):
    words = knowledge.handout_labels[f"dates-{label}"].label
    if day.startswith("+"):
        day = str(knowledge.today + datetime.timedelta(days=int(day)))
    with pytest.raises(WrongUsage, match=re.escape(f"got {day}. {words}")):
        run("--clinic", "example", "--treated", day, "--edition", "read-aloud")
    assert not made_files(tmp_path)


def test_the_first_and_the_last_day_of_the_page_are_taken(run: Run, knowledge: Knowledge):
    for day in ("2020-01-01", str(knowledge.today + datetime.timedelta(days=366))):
        assert run("--clinic", "example", "--treated", day, "--edition", "read-aloud")[0], day


def test_the_treatment_date_may_be_any_day(run: Run, tmp_path: Path):
    run("--clinic", "example", "--treated", "2024-02-27", "--edition", "a4")
    text = pdf_text((tmp_path / "dist" / "example" / "treated-2024-02-27" / "a4.pdf").read_bytes())
    assert "Treated on Tue 27 Feb 2024" in text and "Days 3 to 6 Fri 1 Mar" in text
    assert datetime.date(2024, 2, 27).weekday() == 1


def test_commands_that_run_at_once_list_what_all_of_them_wrote(tmp_path: Path, monkeypatch):
    def read_slowly(folder: Path) -> handout_folders.Made:
        found = read_made(folder)
        time.sleep(0.05)  # long enough for another command to write
        return found

    read_made = handout_folders.read_made
    monkeypatch.setattr(handout_folders, "read_made", read_slowly)
    editions = ("a4", "letter", "wallet-card")
    with ThreadPoolExecutor(len(editions)) as pool:
        for edition in editions:
            files = {f"{edition}.pdf": edition.encode()}
            pool.submit(handout_folders.write_made, tmp_path, files, "key", [edition])
    listed = read_made(tmp_path)
    assert listed.editions == {*editions}
    assert listed.whole(tmp_path) == {f"{edition}.pdf" for edition in editions}
