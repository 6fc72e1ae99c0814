"""Macros as words: each one is in a sentence what the records say."""

import pytest

from creators.wording.macros import INLINE, expand
from small_project import small_knowledge

WORDS = {
    "rule acid-wash": (
        "from day 7, once your skin has healed. After deep (over 1 mm) or heat (RF) needling:"
        " from day 14. Ask a pharmacist or doctor first"
    ),
    "rule swimming": "until day 3",
    "first_day acid-wash": "day 7, once your skin has healed",
    "until acid": "day 7, and until your skin has healed",
    "day acid-wash": "day 7",
    "wait swimming": "3 days",
    "wait cloth": "0 days",
    "max_days cloth": "3 days",
    "test_days acid-wash": "3 days",
    "how_soon rash": "See a doctor today.",
    "action late-bumps": "See a doctor within two days.",
    "urgency routine": "Show it at your next visit.",
    "emergency_numbers": "911 in the US, 999 in the UK or your local emergency number elsewhere",
}


@pytest.mark.parametrize("macro", WORDS)
def test_a_macro_is_what_its_records_say(macro: str, tmp_path):
    text = expand(small_knowledge(tmp_path), f"So: {{{{ {macro} }}}}.")
    assert text == f"So: {WORDS[macro]}."


def test_every_macro_of_a_sentence_is_tried():
    assert {macro.split()[0] for macro in WORDS} == set(INLINE)
