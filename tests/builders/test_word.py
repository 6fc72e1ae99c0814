"""The sheet for Word: what a program that opens it finds, that it says where it came from, and that
its bytes are the same each time."""

import datetime
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pypandoc
import pytest
from lxml import etree

from builders.sheet_files import pack_word
from creators.handout.marks import PAPER, marked_once, shown_stretches
from creators.handout.plan import create_stretches
from creators.handout.word import create_word
from helpers import ROOT
from sheet_reader import squeeze
from sheets import example, fullest, general, hostile
from word_reader import W, Word, word_text

SHEETS = {"general": general, "example": example, "fullest": fullest, "hostile": hostile}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000640000001e08060000") + bytes(20)


def parts_of(name: str, treated: datetime.date | None = None, logo: bytes = b"") -> dict:
    return create_word(ROOT / "overrides", *SHEETS[name](), treated, logo)


def packed(name: str, treated: datetime.date | None = None) -> bytes:
    return pack_word(parts_of(name, treated), SHEETS[name]()[1].date)


@pytest.mark.parametrize("name", SHEETS)
def test_every_part_is_named_and_of_a_kind_that_the_file_knows(name: str):
    parts = parts_of(name, logo=PNG)
    types = etree.fromstring(parts["[Content_Types].xml"])
    known = {one.get("Extension") for one in types if one.tag.endswith("Default")}
    named = {one.get("PartName")[1:] for one in types if one.tag.endswith("Override")}
    assert named <= set(parts)
    for part, data in parts.items():
        assert part in named or part.rpartition(".")[2] in known
        if not part.endswith(".png"):
            etree.fromstring(data)
    for part in ("_rels/.rels", "word/_rels/document.xml.rels"):
        folder = part.partition("_rels")[0]
        for one in etree.fromstring(parts[part]):
            assert one.get("TargetMode") == "External" or f"{folder}{one.get('Target')}" in parts


@pytest.mark.parametrize("name", SHEETS)
def test_headings_are_in_order_and_each_style_is_in_the_file(name: str):
    word = Word(packed(name))
    headings = word.headings()
    assert headings[0][0] == 1 and [level for level, _ in headings].count(1) == 1
    levels = [level for level, _ in headings]
    assert all(level <= before + 1 for before, level in zip(levels, levels[1:]))
    sheet = SHEETS[name]()[0]
    titles = [squeeze(words) for _, words in headings]
    numbered = [f"{place}. {squeeze(card.title)}" for place, card in enumerate(sheet.cards, 1)]
    assert titles[2 : 2 + len(numbered)] == numbered
    styles = {one.get(f"{W}styleId") for one in word.part("word/styles.xml").iter(f"{W}style")}
    assert word.styles_used() <= styles


@pytest.mark.parametrize("name", SHEETS)
def test_each_card_is_a_table_that_no_page_parts_with_its_heading_first(name: str):
    sheet = SHEETS[name]()[0]
    tables = Word(packed(name)).tables()
    *tables, days = tables
    assert len(tables) == len(sheet.cards)
    shown = marked_once(sheet, PAPER)
    words = [shown.labels[name] for name in ("day", "feels", "do", "not-yet")]
    assert days[0] == (True, True, " ".join(words))
    assert [(row[:2], row[2].split(" Not yet")[0][:5]) for row in days[1:]] == [
        ((False, True), squeeze(one.name)[:5]) for one in create_stretches(shown)
    ]
    for place, (card, (head, body)) in enumerate(zip(sheet.cards, tables), 1):
        assert head == (True, True, f"{place}. {squeeze(card.title)}")
        assert body[:2] == (False, True)
        for words in (*(sign.short for sign in card.signs), card.action, card.otherwise):
            assert squeeze(words) in body[2], words


@pytest.mark.parametrize("name", SHEETS)
def test_no_end_of_a_page_parts_a_rule_from_its_day_or_what_leads_into_a_list_from_it(name: str):
    word = Word(packed(name))
    assert word.kept("Normal") >= {"keepLines"}, "all other styles are based on it"
    leads = [one.text for one in word.paragraphs() if "keepNext" in word.kept(one.style)]
    labels = marked_once(SHEETS[name]()[0], PAPER).labels
    for label in ("signs-how", "days-how", "restart-how", "burn-how"):
        assert any(squeeze(labels[label]) in text for text in leads), label
    phone = [one.text for one in word.paragraphs() if one.style == "ListNumber"]
    assert phone and {*phone} <= {*leads}


def test_the_number_to_call_is_the_largest_of_the_file_and_on_its_first_table():
    word = Word(packed("example"))
    sizes = {text: size for one in word.paragraphs() for text, size in one.sizes.items()}
    assert sizes == {"911": 64}
    styles = word.part("word/styles.xml").iter(f"{W}sz")
    assert max(int(one.get(f"{W}val")) for one in styles) < 64
    assert min(int(one.get(f"{W}val")) for one in word.part("word/styles.xml").iter(f"{W}sz")) >= 24


@pytest.mark.parametrize("name", ["general", "example"])
def test_it_says_at_its_end_and_foot_and_in_its_facts_where_it_came_from(name: str):
    sheet, imprint = SHEETS[name]()
    word = Word(packed(name))
    line = (
        f"Made from version {imprint.version} of {imprint.site}. What you change is yours: we have"
        " not checked it."
    )
    said = [one.text for one in word.paragraphs()]
    assert said[-1] == line and said.count(line) == 1
    assert line in squeeze("".join(word.part("word/footer.xml").itertext()))
    facts = {one.tag.partition("}")[2]: one.text for one in word.part("docProps/core.xml")}
    assert facts["title"].startswith(sheet.title) and facts["language"] == "en-US"
    assert facts["description"] == line and facts["version"] == imprint.version
    language = word.part("word/styles.xml").find(f".//{W}lang").get(f"{W}val")
    assert language == "en-US"
    assert word.links()[-1 - bool(imprint.page)] == imprint.check_address


def test_its_paper_is_one_that_the_clinics_printer_holds():
    for country, high in ((None, "15840"), ("US", "15840"), ("GB", "16838"), ("CH", "16838")):
        parts = create_word(ROOT / "overrides", *example(), country=country)
        size = etree.fromstring(parts["word/document.xml"]).find(f".//{W}pgSz")
        edges = etree.fromstring(parts["word/document.xml"]).find(f".//{W}pgMar")
        assert size.get(f"{W}h") == high
        sides = [int(edges.get(f"{W}{side}")) for side in ("left", "right")]
        assert int(size.get(f"{W}w")) - sum(sides) == 9864, "as wide as the tables"


def test_what_is_the_clinics_own_follows_the_cards_and_nothing_is_said_to_have_changed():
    titles = [words for _, words in Word(packed("example")).headings()]
    last = titles.index("4. Look after it at home if")
    own = ["What to say on the phone ◇", "What we gave you", "From our clinic"]
    assert titles[last + 1 : last + 5] == [*own, "What our clinic changed"]
    assert "What our clinic changed" not in word_text(packed("general"))
    sheet, imprint = example()
    same = create_word(ROOT / "overrides", replace(sheet, changes=()), imprint)
    text = word_text(pack_word(same, imprint.date))
    assert "What our clinic changed" not in text and imprint.signed in text


def test_a_clinic_has_its_phones_and_a_general_sheet_lines_to_write_on():
    text = word_text(packed("example"))
    assert "Our phone: (201) 555-0123 Nights and weekends: (201) 555-0199" in text
    assert "Nobody at the clinic has signed this yet." in text
    styles = [one.style for one in Word(packed("general")).paragraphs()]
    assert styles.count("Write") == 5
    assert "Your clinic Phone Nights and weekends Treated on Day 1 starts" in word_text(
        packed("general")
    )


def test_dates_stand_beside_the_days():
    text = word_text(packed("example", datetime.date(2026, 11, 22)))
    for words in (
        "Treated on: Sun 22 Nov 2026. Day 1 starts: Mon 23 Nov",
        "Day 3 (Wed 25 Nov): ",
        "Days 3 to 6 Wed 25 Nov ",
        "From day 1 (Mon 23 Nov): ",
        "Until day 7 (Sun 29 Nov)",
        "On each date: not before the hour of your treatment.",
    ):
        assert words in text, words
    assert "Nov" not in word_text(packed("example"))


def test_each_rule_is_whole_and_each_day_of_the_sheet_is_in_it():
    for name in ("general", "example"):
        sheet, text = marked_once(SHEETS[name]()[0], PAPER), word_text(packed(name)).lower()
        for group in (*sheet.helps, *sheet.medicines, *sheet.leave):
            for words in (*group.names, *(more for more, _ in group.words.more)):
                assert squeeze(words).lower() in text, words
            assert squeeze(f"{group.words.lead}{group.words.also}").lower() in text, group
        for group in sheet.sun:
            assert f"{group.words}.".lower() in text
        for one in sheet.normal:
            assert squeeze(f"{one.question} {one.answer}").lower() in text
        for line in (line for card in sheet.cards for line in card.expected):
            assert squeeze(line).lower() in text, line
        for one in shown_stretches(SHEETS[name]()[0], sheet):
            assert squeeze(f"{one.name} {' '.join(one.feels)} •").lower() in text
            assert squeeze("".join(words for words, _ in one.not_yet)).lower() in text
            for words, _ in (*(piece for said in one.do for piece in said), *one.look):
                assert squeeze(words).lower() in text, words
        for label in ("pen-how", "pain-how", "burn-how", "sun-how", "rough-how", "restart-how"):
            assert squeeze(sheet.labels[label]).lower() in text, label


def test_the_same_sheet_gives_the_same_bytes_with_the_time_of_its_words():
    assert packed("example") == packed("example")
    archive = zipfile.ZipFile(io.BytesIO(packed("general")))
    assert archive.testzip() is None and archive.namelist()[0] == "[Content_Types].xml"
    assert {member.date_time for member in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}


def test_a_logo_keeps_its_shape_in_its_room():
    parts = parts_of("example", logo=PNG)
    assert parts["word/media/logo.png"] == PNG
    size = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', parts["word/document.xml"].decode())
    assert [int(one) / 36_000 for one in size.groups()] == [pytest.approx(100 / 3, abs=0.01), 10]
    assert "word/media/logo.png" not in parts_of("example")


def test_another_program_reads_it_as_it_was_meant(tmp_path: Path):
    """Pandoc, which shares nothing with what made the file."""
    (tmp_path / "sheet.docx").write_bytes(packed("example"))
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "sheet.docx", "--to=html", "--fail-if-warnings"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    html = squeeze(done.stdout)
    sheet = marked_once(example()[0], PAPER)
    assert re.search(r"<h1[^>]*>Bumps after microneedling</h1>", html)
    tables = len(sheet.cards) + 1
    assert html.count("<table") == html.count("<thead>") == tables
    for line in sheet.phone_lines:
        assert f"<li><p>{squeeze(line)}</p></li>" in html.replace("&quot;", '"'), line
    assert f'<a href="{example()[1].check_address}"' in html


def test_words_of_a_clinic_stay_words():
    text = word_text(packed("hostile"))
    assert "</script></title><script>alert(1)</script>" in text
