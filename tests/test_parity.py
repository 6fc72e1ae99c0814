"""Each sign with all its words and its urgency, in every format and for every clinic, read back out
of the files themselves."""

import datetime
import functools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.handouts import Order, Press, site_address
from builders.sheet_files import WEB
from clinic_file import parsed
from conftest import ROOT
from creators.handout.create import create_sheet
from creators.handout.dates import create_calendar
from creators.handout.sheet import Sheet, sheet_data
from creators.handout.typst_source import EDITIONS
from creators.handout.word import DOCX
from creators.wording.phrases import phrases_of
from ebook_reader import lines_of, read_epub
from knowledge.checks.clinic import check_clinic
from knowledge.model import Knowledge, RedFlag
from knowledge.prose.lexicon import has_words
from knowledge.reading.loader import load_clinic
from knowledge.reading.parser import parse_clinic
from knowledge.records.clinic import Clinic
from knowledge.tighten import tighten
from many_clinics import clinic_data, clinic_text
from sheet_reader import (
    Card,
    Cards,
    cards_in_calendar,
    cards_in_data,
    cards_in_json,
    cards_in_page,
    cards_in_site,
    cards_in_text,
    cards_to_make,
    first_list,
    pdf_text,
    signs_in_full,
    squeeze,
)
from sheets import example, general, page_of
from word_reader import word_text

EXAMPLE = ROOT / "clinics" / "example.yml"
TREATED = datetime.date(2026, 11, 22)
NUMBER = "118"
"""The emergency number that a clinic types into the page that makes a handout."""
ANY_CLINIC = (
    f'name: "Riverside"\ncountry: CH\nphone: "021 234 56 78"\nemergency_number: "{NUMBER}"\n'
)
EMERGENCY = "emergency_now"
Flags = set[tuple[str, str]]
"""(urgency, the line of a sign)."""


@pytest.fixture(scope="module")
def press(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Makes the files that have cards: those with pictures in place of words take half the time."""
    work = tmp_path_factory.mktemp("press")
    order = Order(editions=(*EDITIONS, WEB, DOCX))
    return Press(ROOT, work / "dist", order, site_address(ROOT), work, knowledge)


# Every word to look for and every condition, in every format.


@dataclass(frozen=True)
class Format:
    """How to read the cards back: `read` takes the built site and the sheet, and gives one set of
    cards for each place that shows them. `clinic` is whose sheet it is. `said`: for the cards whose
    title says what to do, the words in place of the action."""

    read: Callable[[Path, Sheet], list[Cards]]
    clinic: Callable[[], Clinic | None] = lambda: None
    said: Mapping[str, str] = field(default_factory=dict)


TITLED = MappingProxyType({"routine": ""})
"""The title is "Look after it at home if"."""
SITE_TITLED = MappingProxyType({EMERGENCY: "Or go to an emergency room now.", **TITLED})
"""On the start page, where the emergency card has to fit on a phone's first screen: its title is
"Call 911, 999, 112 or 000 now if"."""


def titles_and_actions(sheet: Sheet) -> tuple[dict[str, str], dict[str, str]]:
    return {card.urgency: card.title for card in sheet.cards}, {
        card.urgency: card.action for card in sheet.cards
    }


def ends(sheet: Sheet) -> dict[str, str]:
    """The words of a book behind the last sign of the last card: what is expected though it looks
    like an emergency."""
    return {"routine": sheet.cards[0].expected[0].removesuffix(" ◇")}


def printed(name: str) -> Format:
    """A sheet on paper."""

    def read(site: Path, sheet: Sheet) -> list[Cards]:
        data = (site / "downloads" / f"bumps-after-microneedling-{name}.pdf").read_bytes()
        return [cards_in_text(pdf_text(data), *titles_and_actions(sheet))]

    return Format(read)


def word(site: Path, sheet: Sheet) -> list[Cards]:
    data = (site / "downloads" / "bumps-after-microneedling-handout.docx").read_bytes()
    return [cards_in_text(word_text(data), *titles_and_actions(sheet))]


def book(name: str) -> Format:
    """A book of the pages, which has the cards of the start page."""

    def read(site: Path, sheet: Sheet) -> list[Cards]:
        data = (site / "downloads" / f"bumps-after-microneedling-{name}.pdf").read_bytes()
        text = pdf_text(data, FIRST_PAGES)
        titles, actions = titles_and_actions(sheet)
        return [cards_in_text(text, titles, {**actions, **SITE_TITLED}, ends(sheet))]

    return Format(read, said=SITE_TITLED)


def booklet(edition: str) -> Format:
    """The booklet, one or two pages to a side."""

    def read(site: Path, sheet: Sheet) -> list[Cards]:
        file = site / "downloads" / f"bumps-after-microneedling-booklet-{edition}.pdf"
        return [cards_in_text(pdf_text(file.read_bytes()), *titles_and_actions(sheet))]

    return Format(read)


def ebook(site: Path, sheet: Sheet) -> list[Cards]:
    lines = lines_of(read_epub(site / "downloads" / "bumps-after-microneedling-booklet.epub"))
    return [cards_in_text(squeeze(" • ".join(lines)), *titles_and_actions(sheet))]


def data_files(site: Path, sheet: Sheet) -> list[Cards]:
    return [
        cards_in_data(
            *(
                (site / "data" / "v1" / f"{name}.json").read_bytes()
                for name in ("urgencies", "red-flags")
            )
        )
    ]


def example_clinic() -> Clinic:
    return load_clinic(ROOT, EXAMPLE)[0]


FIRST_PAGES = range(6)
"""Of a book: the cards stand before its contents."""
FORMATS = {
    "home": Format(
        lambda site, sheet: [cards_in_site((site / "index.html").read_text(encoding="utf-8"))],
        said=SITE_TITLED,
    ),
    **{
        f"handout {edition}.pdf": printed(f"handout-{edition}")
        for edition in ("a4", "letter", "large-print", "wallet-card")
    },
    "handout.docx": Format(word),
    **{f"book {edition}.pdf": book(edition) for edition in ("a4", "letter", "treat-large-print")},
    **{
        f"booklet {edition}.pdf": booklet(edition)
        for edition in ("a5", "a4", "letter", "large-print", "print-shop")
    },
    "booklet.epub": Format(ebook),
    "data of the site": Format(data_files),
    "web sheet": Format(lambda site, sheet: [cards_in_page(page_of(*general()))]),
    "web sheet of a clinic": Format(
        lambda site, sheet: [cards_in_page(page_of(*example()))], example_clinic
    ),
    "sheet.json of a clinic": Format(
        lambda site, sheet: [cards_in_json(sheet_json(sheet))], example_clinic
    ),
    "calendar file": Format(
        lambda site, sheet: cards_in_calendar(create_calendar(*general(), TREATED))
    ),
    "calendar file of a clinic": Format(
        lambda site, sheet: cards_in_calendar(create_calendar(*example(), TREATED)), example_clinic
    ),
    "make your own": Format(
        lambda site, sheet: cards_to_make(
            (site / "about/for-clinics/make-a-handout/index.html").read_text(encoding="utf-8"),
            NUMBER,
        ),
        lambda: parsed(ANY_CLINIC),
    ),
}
CALENDARS = ("calendar file", "calendar file of a clinic")
"""They carry the emergency card alone."""
DIAL = ("home", "web sheet", "web sheet of a clinic")
"""Formats with numbers to press."""


def sheet_json(sheet: Sheet) -> bytes:
    return json.dumps(sheet_data(sheet)).encode()


@pytest.fixture(scope="module")
def shown(
    published: Path, knowledge: Knowledge
) -> Callable[[str], tuple[Sheet, Knowledge, list[Cards]]]:
    """What a format shows: the sheet and the records that it was made from, and its cards."""

    @functools.cache
    def read(name: str) -> tuple[Sheet, Knowledge, list[Cards]]:
        clinic = FORMATS[name].clinic()
        sheet = create_sheet(knowledge, clinic)
        places = FORMATS[name].read(published / "site", sheet)
        assert places, name
        return sheet, tighten(knowledge, clinic) if clinic else knowledge, places

    return read


def lost_words(flag: RedFlag, lines: tuple[str, ...]) -> list[str]:
    """What a reader cannot find on the line of a sign, which is known by its lead; all of it where
    there is no such line."""
    wanted = [*flag.look_for, *flag.conditions]
    missing = [
        [words for words in wanted if not has_words(line, words)]
        for line in lines
        if line.startswith(flag.lead)
    ]
    return min(missing, key=len, default=wanted)


@pytest.mark.parametrize("name", FORMATS)
def test_each_sign_has_every_word_to_look_for_and_every_condition(name: str, shown):
    sheet, records, places = shown(name)
    levels = {EMERGENCY} if name in CALENDARS else {card.urgency for card in sheet.cards}
    for cards in places:
        assert set(cards) == levels
        for flag in (flag for flag in records.red_flags.values() if flag.urgency.value in levels):
            lines = cards[flag.urgency.value].lines
            assert squeeze(flag.short) in lines, (flag.id, lost_words(flag, lines))
            assert lost_words(flag, lines) == [], flag.id


@pytest.mark.parametrize("name", FORMATS)
def test_each_card_says_what_to_do_and_the_first_has_its_numbers(name: str, shown):
    sheet, _, places = shown(name)
    for cards in places:
        for card in (card for card in sheet.cards if card.urgency in cards):
            found = cards[card.urgency]
            action = squeeze(FORMATS[name].said.get(card.urgency, card.action))
            assert (found.title, found.action) == (squeeze(card.title), action)
    first = sheet.cards[0]
    assert first.urgency == EMERGENCY and first.phones
    assert all(phone.number in cards[EMERGENCY].title for cards in places for phone in first.phones)


@pytest.mark.parametrize("name", DIAL)
def test_nothing_leads_out_of_an_emergency_card_but_numbers_that_dial(name: str, shown):
    sheet, _, places = shown(name)
    numbers = [f"tel:{phone.link}" for phone in sheet.cards[0].phones]
    for cards in places:
        assert list(dict.fromkeys(cards[EMERGENCY].links)) == numbers


def test_the_page_of_all_signs_has_each_in_full_with_what_to_do(
    published: Path, knowledge: Knowledge
):
    page = (published / "site/when-to-worry/red-flags/index.html").read_text(encoding="utf-8")
    found = signs_in_full(page)
    assert {name: urgency for name, (urgency, _) in found.items()} == {
        flag.id: flag.urgency.value for flag in knowledge.red_flags.values()
    }
    for flag in knowledge.red_flags.values():
        said = found[flag.id][1]
        assert said.startswith(f"{squeeze(flag.sign)}. {squeeze(flag.action)}"), flag.id
        assert [
            words for words in (*flag.look_for, *flag.conditions) if not has_words(said, words)
        ] == [], flag.id


def test_the_page_of_all_signs_begins_with_the_numbers(published: Path, knowledge: Knowledge):
    """Its emergency list leads to its sources further down, and to no other page."""
    first = first_list(
        (published / "site/when-to-worry/red-flags/index.html").read_text(encoding="utf-8")
    )
    numbers = [item.number for item in knowledge.emergency_numbers.values()]
    assert first.title == phrases_of(knowledge).card_title(
        next(iter(knowledge.urgencies.values())), numbers
    )
    assert [*first.links[: len(numbers)]] == [f"tel:{number}" for number in numbers]
    assert [link for link in first.links[len(numbers) :] if not link.startswith("#")] == []


# The same signs, and no other, on every handout.


def expected(knowledge: Knowledge) -> Flags:
    """The truth: the records themselves."""
    return {(flag.urgency.value, squeeze(flag.short)) for flag in knowledge.red_flags.values()}


def flags_of(cards: Cards, sheet: Sheet) -> Flags:
    """The signs on the cards, without what stands on a card that is no sign."""
    otherwise = {squeeze(card.otherwise) for card in sheet.cards}
    return {
        (urgency, line)
        for urgency, card in cards.items()
        for line in card.lines
        if line not in otherwise
    }


def read_all(sheet: Sheet, files: dict[str, bytes]) -> Iterator[tuple[str, Cards]]:
    """The cards of every file of a handout that shows them."""
    for name, data in files.items():
        if name.endswith(".pdf"):  # tests/builders/test_easy_pdf.py reads easy.pdf
            yield name, cards_in_text(pdf_text(data), *titles_and_actions(sheet))
        elif name.endswith(".docx"):
            yield name, cards_in_text(word_text(data), *titles_and_actions(sheet))
        elif name.endswith(".html"):
            yield name, cards_in_page(data.decode())
        elif name == "sheet.json":
            yield name, cards_in_json(data)


def assert_same(
    knowledge: Knowledge, press: Press, clinic: Clinic | None, file: Path | None = None
) -> None:
    strict = tighten(knowledge, clinic) if clinic else knowledge
    sheet = create_sheet(knowledge, clinic)
    found = dict(read_all(sheet, press.files(knowledge, sheet, clinic, file)))
    assert sorted(found) == [
        "a4.pdf",
        "handout.docx",
        "index.html",
        "large-print.pdf",
        "letter.pdf",
        "sheet.json",
        "wallet-card.pdf",
    ]
    for name, cards in found.items():
        flags = flags_of(cards, sheet)
        assert flags == expected(strict), (name, flags ^ expected(strict))


def test_the_general_handout_has_every_red_flag_in_every_format(knowledge: Knowledge, press: Press):
    assert_same(knowledge, press, None)


def test_the_example_clinic_has_every_red_flag_in_every_format(knowledge: Knowledge, press: Press):
    clinic, problems = load_clinic(ROOT, EXAMPLE)
    assert not problems
    assert_same(knowledge, press, clinic, EXAMPLE)


RANDOM = settings(derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@settings(RANDOM, max_examples=4)
@given(number=st.integers(1, 10**5))
def test_four_random_clinics_have_every_red_flag_in_every_format(
    knowledge: Knowledge, press: Press, number: int
):
    assert_same_of_random(knowledge, press, number)


@pytest.mark.sweep
@settings(RANDOM, max_examples=20)
@given(number=st.integers(1, 10**5))
def test_twenty_random_clinics_have_every_red_flag_in_every_format(
    knowledge: Knowledge, press: Press, number: int
):
    assert_same_of_random(knowledge, press, number)


def assert_same_of_random(knowledge: Knowledge, press: Press, number: int) -> None:
    """The clinic of this number has every red flag in every format."""
    clinic, problems = parse_clinic(
        f"clinics/clinic-{number}.yml", clinic_text(clinic_data(number))
    )
    assert not problems and not list(check_clinic(knowledge, clinic, ROOT))
    assert_same(knowledge, press, clinic)


def test_a_stricter_clinic_keeps_every_general_sign(knowledge: Knowledge):
    for number in range(1, 60):
        clinic, _ = parse_clinic("clinics/c.yml", clinic_text(clinic_data(number)))
        signs = {sign.id: urgency for sign, urgency in create_sheet(knowledge, clinic).signs()}
        for flag in knowledge.red_flags.values():
            order = [level.value for level in knowledge.urgencies]
            assert order.index(signs[flag.id]) <= order.index(flag.urgency.value), (number, flag.id)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in CALENDARS])
def test_no_format_has_a_sign_of_its_own(name: str, shown):
    sheet, records, places = shown(name)
    for cards in places:
        flags = flags_of(cards, sheet)
        assert flags == expected(records), flags ^ expected(records)


# The readers.


def test_the_reader_sees_a_lost_and_a_softened_sign():
    titles = {"same_day": "See a doctor today if", "routine": "At home if"}
    actions = {"same_day": "Go today.", "routine": "Wait."}

    def read(text: str) -> Cards:
        return cards_in_text(text, titles, actions)

    home = Card("At home if", ("C",), "Wait.")
    contents = "Contents: See a doctor today if 3 At home if 3 "
    assert read(
        contents + "See a doctor today if • A • B Go today. At home if • C Wait. More • D"
    ) == {"same_day": Card("See a doctor today if", ("A", "B"), "Go today."), "routine": home}
    assert read("See a doctor today if • A Go today. At home if • B (our own sign) • C Wait.") == {
        "same_day": Card("See a doctor today if", ("A",), "Go today."),
        "routine": Card("At home if", ("B", "C"), "Wait."),
    }
    assert read("See a doctor today if • A At home if • C Wait.") == {"routine": home}, (
        "a card without what to do is none"
    )
    ended = {"same_day": "", "routine": "All else is expected."}
    text = contents + "See a doctor today if • A • B At home if • C All else is expected. More • D"
    assert cards_in_text(text, titles, actions, ended) == {
        "same_day": Card("See a doctor today if", ("A", "B"), ""),
        "routine": Card("At home if", ("C",), ""),
    }
    assert cards_in_text(text.replace("All", "What"), titles, actions, ended).keys() == {"same_day"}


def test_a_word_or_a_condition_that_a_line_has_lost_is_named(knowledge: Knowledge):
    flag = knowledge.red_flags["face-droop-or-numb"]
    assert lost_words(flag, ("Eyes: pain", flag.short)) == []
    assert lost_words(
        flag, (flag.short.replace("once the numbing cream has worn off", "later"),)
    ) == ["once the numbing cream has worn off"]
    assert lost_words(flag, (flag.lead,)) == [
        words for words in (*flag.look_for, *flag.conditions) if words != "face"
    ]
    assert lost_words(flag, ()) == [*flag.look_for, *flag.conditions]
