"""What the page that makes a handout refuses is what a clinic's file may not hold."""

import re

import pytest

from clinic_file import GOOD, parsed
from creators.handout.form_rules import limits
from creators.wording.phrases import phrases_of
from knowledge.model import Knowledge, Urgency
from knowledge.translate import translate


def test_each_field_has_the_limits_of_a_clinics_file():
    found, clinic = limits(), parsed(GOOD)
    assert [name for name, field in found.items() if not field["pattern"]] == ["hours"]
    for name, field in found.items():
        value = str(getattr(clinic, name))
        assert re.search(field["pattern"], value), name
        assert field["least"] <= len(value) <= (field["most"] or len(value)), name
    assert not re.search(found["web"]["pattern"], "http://riverside.example/")
    assert not re.search(found["country"]["pattern"], "USA")
    required = [name for name, field in found.items() if field["required"]]
    assert required == ["name", "phone", "country", "emergency_number"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("es", "Marque ahora mismo su número de emergencias si hay"),
        ("fr", "Appelez maintenant le numéro d’urgence local dans ces cas"),
        ("pt", "Ligue agora para o seu número de emergência em qualquer destes casos"),
        ("pl", "Proszę natychmiast zadzwonić pod numer alarmowy, jeśli"),
        ("ru", "Немедленно звоните на номер экстренной помощи, если"),
        ("ar", "اتصل الآن على رقم الطوارئ المحلي عند أي مما يلي"),
    ],
)
def test_a_card_reads_as_a_sentence_before_a_number_is_typed(
    knowledge: Knowledge, language: str, title: str
):
    translated = translate(knowledge, language, "draft")
    phrases, level = phrases_of(translated), translated.urgencies[Urgency.EMERGENCY_NOW]
    words = phrases.texts["emergency-number"]
    assert phrases.card_title(level, [words]) == title and words in level.action
