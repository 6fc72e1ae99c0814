"""The guide in easy words as a PDF."""

import re
from dataclasses import replace

import pikepdf
import pytest

from builders import easy_pdf, handout_rooms
from builders.easy_pdf import draw_easy_pictures, easy_drawings, set_easy
from builders.handout_pdf import Setter
from builders.typst import PdfError
from clinic_file import GOOD, parsed
from creators.easy.guide import Guide, create_easy
from creators.easy.typst_source import MOST_PAGES, create_easy_source, most_easy_pages
from creators.handout.create import create_imprint, create_sheet
from creators.handout.sheet import Imprint
from helpers import ROOT
from pdf_check import check_pdf
from sheet_reader import pdf_text, squeeze
from sheets import SITE

MOST_BYTES = 400_000
LEAST_POINTS, LETTERS = 13, 16


@pytest.fixture(scope="module")
def setter(tmp_path_factory: pytest.TempPathFactory) -> Setter:
    folder = tmp_path_factory.mktemp("setter")
    draw_easy_pictures(ROOT, folder)
    return Setter(ROOT, folder)


def guide_of(knowledge, clinic) -> tuple[Guide, Imprint]:
    sheet = create_sheet(knowledge, clinic)
    imprint = create_imprint(sheet, clinic, "3", "2026-11-22", SITE)
    return create_easy(knowledge, sheet, clinic), imprint


@pytest.mark.parametrize("whose", ["general", "clinic"])
def test_it_is_whole_and_within_its_limits(knowledge, setter, whose, tmp_path):
    clinic = parsed(GOOD) if whose == "clinic" else None
    guide, imprint = guide_of(knowledge, clinic)
    made = set_easy(ROOT, setter, create_easy_source(guide, imprint), "2026-11-22", clinic)
    file = tmp_path / "easy.pdf"
    file.write_bytes(made)
    assert len(made) <= MOST_BYTES
    assert check_pdf(file) == []
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) <= most_easy_pages(clinic is not None)
    text = pdf_text(made)
    for page in guide.pages:
        assert squeeze(page.heading) in text, page.id
        for line in (line for row in page.rows for line in row.lines):
            assert squeeze(line) in text, line
    assert imprint.version in text
    if clinic:
        assert "(201) 555-0123" in text and "A nosebleed that comes back (our own sign)" in text


def test_it_is_the_same_each_time(knowledge, setter):
    source = create_easy_source(*guide_of(knowledge, None))
    assert set_easy(ROOT, setter, source, "2026-11-22") == set_easy(
        ROOT, setter, source, "2026-11-22"
    )


def test_a_clinics_guide_begins_with_the_air_of_the_general_one(
    knowledge, setter, tmp_path, monkeypatch
):
    """It takes three tries at most, and how the general one lies is found once."""
    monkeypatch.setattr(handout_rooms, "ROOMS", str(tmp_path))
    tries, compile_once = [], easy_pdf._compile
    monkeypatch.setattr(
        easy_pdf, "_compile", lambda *how: (tries.append(how[2]), compile_once(*how))[1]
    )
    general = create_easy_source(*guide_of(knowledge, None))
    clinic = parsed(GOOD)
    source = create_easy_source(*guide_of(knowledge, clinic))

    def made(setter: Setter) -> bytes:
        return set_easy(ROOT, setter, source, "2026-11-22", clinic, lambda: general)

    first = made(setter)
    assert len(tries) > 3
    tries.clear()
    fresh = Setter(ROOT, setter.folder)
    assert made(fresh) == first and len(tries) <= 3
    _, air = fresh.most["easy"]
    assert max(tries) <= air + easy_pdf.MORE


def test_a_guide_that_is_too_long_is_refused_in_one_line(knowledge, setter):
    guide, imprint = guide_of(knowledge, None)
    first, *others = guide.pages
    long = replace(first, rows=first.rows * 12)
    source = create_easy_source(replace(guide, pages=(long, *others)), imprint)
    with pytest.raises(PdfError) as refused:
        set_easy(ROOT, setter, source, "2026-11-22")
    assert re.fullmatch(
        rf"easy:1: easy: expected {MOST_PAGES} pages at most; got \d+; do shorten some rows",
        str(refused.value),
    )


def test_every_picture_is_drawn(knowledge):
    assert set(easy_drawings(ROOT)) >= set(knowledge.easy_pictures)
