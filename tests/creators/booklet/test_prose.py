"""What the booklet says of a passage: macros as words, page numbers for links, one mark."""

import pytest

from creators.booklet.prose import SPACE, Speaker
from creators.wording.words import MARK
from knowledge.model import Knowledge
from knowledge.records.handout import Prose

NUMBERS = {"causes/milia.md": 17, "causes/hives.md": 14}


@pytest.fixture
def speaker(knowledge: Knowledge) -> Speaker:
    return Speaker(knowledge, NUMBERS, 14, "page")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wait. [^CHU2021]", "Wait."),
        ("Wait. [^CHU2021] [^open]", f"Wait.{SPACE}{MARK}"),
        ("Wait. [^open] Then go. [^CHU2021]", f"Wait. Then go.{SPACE}{MARK}"),
        ("See [pearls](milia.md), or not.", f"See pearls (page{SPACE}17), or not."),
        ("See [hives](../causes/hives.md#a) too.", "See hives too."),
        ("See [all](../about/index.md).", "See all."),
        ("Each **day** counts.", "Each **day** counts."),
        ("From {{ day retinoid }} on.", "From day 7 on."),
    ],
)
def test_a_passage_is_said(text: str, said: str, speaker: Speaker):
    assert speaker.say(text, path="causes/x.md") == said


def test_several_texts_have_one_mark(speaker: Speaker):
    assert speaker.say("A. [^open]", "B. [^open]") == f"A. B.{SPACE}{MARK}"


def test_passages_are_those_under_a_heading_that_begin_so(speaker: Speaker):
    page, under = "when-to-worry/who-to-call.md", "what-to-say-on-the-phone"
    every = list(speaker.passages(Prose(page=page, under=under)))
    assert len(every) == 7 and every[0].startswith('"I had microneedling')
    some = Prose(page=page, under=under, only=("In an emergency call",))
    assert [text[:20] for text in speaker.passages(some)] == ["In an emergency call"]
    steps = list(speaker.passages(Prose(page="prevent/first-day.md")))
    assert len(steps) == len(speaker.knowledge.rules["first-day"].do_now)
