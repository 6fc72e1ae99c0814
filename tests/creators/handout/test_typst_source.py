"""What the PDFs of a sheet are made from: its codes, its dates, and what the template has to know
of a language."""

import datetime
import json
from xml.etree import ElementTree

import pytest

from creators.handout.typst_source import create_source, letters_of, most_pages
from made_up_languages import MADE_UP
from sheets import Made, example, general


def source(made: Made, **more) -> dict:
    return json.loads(create_source(*made, **more))


@pytest.mark.parametrize("made", [general, example])
def test_a_sheet_has_its_codes_and_a_draft_has_none(made):
    sheet, imprint = made()
    codes = source((sheet, imprint))["codes"]
    assert ElementTree.fromstring(codes["check"]).tag.endswith("svg")
    assert bool(codes["page"]) == bool(imprint.page)
    draft = source((sheet, imprint), draft=True)
    assert draft["codes"] == {"check": "", "page": ""} and draft["draft"] is True


def test_only_a_sheet_with_a_treatment_has_dates():
    without = source(example())
    assert (without["dates"], without["short"], without["treated"]) == ({}, {}, "")
    dated = source(example(), treated=datetime.date(2026, 11, 22))
    assert dated["treated"] == "Sun 22 Nov 2026"
    assert dated["dates"]["7"] == "Sun 29 Nov" and dated["short"]["7"] == "29 Nov"


def test_a_clinic_and_a_translation_may_take_a_page_more():
    pages = [most_pages("a4", own) for own in (False, True)]
    assert pages == [2, 3] and most_pages("wallet-card", is_own=True) == 2
    large = [most_pages("large-print", True, translated) for translated in (False, True)]
    assert large == [8, 9] and most_pages("a4", is_own=False, is_translated=True) == 2


def test_a_region_has_two_letters_and_a_script_is_none():
    for tag, lang, region in (("pt-BR", "pt", "BR"), ("zh-Hans", "zh", None), ("es", "es", None)):
        letters = letters_of(MADE_UP["xa"].language.model_copy(update={"tag": tag}))
        assert (letters["lang"], letters["region"]) == (lang, region)
