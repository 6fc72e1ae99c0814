"""The same red flags with the same urgency in every format and for every clinic, read back out of the files themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from creators.handout import Sheet, create_sheet
from handouts import Order, Press, site_address
from knowledge.checks.clinics import check_clinic
from knowledge.clinic import Clinic
from knowledge.clinics import load_clinic
from knowledge.model import Knowledge
from knowledge.parser import parse_clinic
from knowledge.tighten import tighten
from many_clinics import clinic_data, clinic_text
from sheet_reader import Flags, docx_text, flags_in_json, flags_in_page, flags_in_site, flags_in_text, pdf_text, squeeze


@pytest.fixture(scope="module")
def press(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Press:
    work = tmp_path_factory.mktemp("press")
    return Press(ROOT, work / "dist", Order(), site_address(ROOT), work, knowledge)


def expected(knowledge: Knowledge) -> Flags:
    """The truth: the records themselves."""
    return {(flag.urgency.value, squeeze(flag.short)) for flag in knowledge.red_flags.values()}


def words_of(knowledge: Knowledge, sheet: Sheet) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Titles and actions of the cards by urgency, and what stands on a card that is no sign."""
    return ({level.id.value: level.card for level in knowledge.urgencies.values()},
            {card.urgency: card.action for card in sheet.cards}, {squeeze(card.otherwise) for card in sheet.cards if card.otherwise})


def read_all(knowledge: Knowledge, sheet: Sheet, files: dict[str, bytes]) -> Iterator[tuple[str, Flags]]:
    """The red flags of every file of a handout that shows them."""
    titles, actions, otherwise = words_of(knowledge, sheet)
    for name, data in files.items():
        if name.endswith(".pdf"):
            yield name, flags_in_text(pdf_text(data), titles, actions, otherwise)
        elif name.endswith(".html"):
            yield name, flags_in_page(data.decode())
        elif name == "sheet.json":
            yield name, flags_in_json(data)


def assert_same(knowledge: Knowledge, press: Press, clinic: Clinic | None, file: Path | None = None) -> None:
    strict = tighten(knowledge, clinic) if clinic else knowledge
    sheet = create_sheet(knowledge, clinic)
    found = dict(read_all(strict, sheet, press.files(sheet, clinic, file)))
    assert sorted(found) == ["a4.pdf", "index.html", "large-print.pdf", "letter.pdf", "sheet.json", "wallet-card.pdf"]
    for name, flags in found.items():
        assert flags == expected(strict), (name, flags ^ expected(strict))


def test_the_general_handout_has_every_red_flag_in_every_format(knowledge: Knowledge, press: Press):
    assert_same(knowledge, press, None)


def test_the_example_clinic_has_every_red_flag_in_every_format(knowledge: Knowledge, press: Press):
    file = ROOT / "clinics" / "example.yml"
    clinic, problems = load_clinic(ROOT, file)
    assert not problems
    assert_same(knowledge, press, clinic, file)


@settings(max_examples=10, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(number=st.integers(1, 10**5))
def test_ten_random_clinics_have_every_red_flag_in_every_format(knowledge: Knowledge, press: Press, number: int):
    clinic, problems = parse_clinic(f"clinics/clinic-{number}.yml", clinic_text(clinic_data(number)))
    assert not problems and not list(check_clinic(knowledge, clinic, ROOT))
    assert_same(knowledge, press, clinic)


def test_a_stricter_clinic_keeps_every_general_sign(knowledge: Knowledge):
    for number in range(1, 60):
        clinic, _ = parse_clinic("clinics/c.yml", clinic_text(clinic_data(number)))
        signs = {sign.id: urgency for sign, urgency in create_sheet(knowledge, clinic).signs()}
        for flag in knowledge.red_flags.values():
            order = [level.value for level in knowledge.urgencies]
            assert order.index(signs[flag.id]) <= order.index(flag.urgency.value), (number, flag.id)


def test_the_site_the_booklet_and_the_word_file_have_the_same_red_flags(knowledge: Knowledge, published: Path):
    sheet = create_sheet(knowledge)
    titles, _, otherwise = words_of(knowledge, sheet)
    actions = {level.id.value: level.action for level in knowledge.urgencies.values()}
    site = published / "site"

    def cards(text: str) -> str:  # the four cards come first, and a book has more of each kind further on
        return text[: text.index(squeeze(actions["routine"])) + len(squeeze(actions["routine"]))]

    name = "bumps-after-microneedling"
    found = {"start page": flags_in_site((site / "index.html").read_text(encoding="utf-8"), otherwise),
             "word file": flags_in_text(cards(docx_text(site / "downloads" / f"{name}.docx")), titles, actions, otherwise)}
    for edition in ("a4", "letter", "large-print"):
        text = pdf_text((site / "downloads" / f"{name}-{edition}.pdf").read_bytes(), range(6))
        found[f"booklet {edition}"] = flags_in_text(cards(text), titles, actions, otherwise)
    for place, flags in found.items():
        assert flags == expected(knowledge), (place, flags ^ expected(knowledge))


def test_the_reader_sees_a_lost_and_a_softened_sign(knowledge: Knowledge):
    titles = {"same_day": "See a doctor today if", "routine": "At home if"}
    actions = {"same_day": "Go today.", "routine": "Wait."}
    assert flags_in_text("See a doctor today if • A • B Go today. At home if • C Wait. More • D", titles, actions) == \
        {("same_day", "A"), ("same_day", "B"), ("routine", "C")}
    assert flags_in_text("See a doctor today if • A Go today. At home if • B • C Wait.", titles, actions) == \
        {("same_day", "A"), ("routine", "B"), ("routine", "C")}
