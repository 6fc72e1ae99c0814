"""One wording for each sign and its level: prose takes both from the record and types neither."""

import pytest

from knowledge.checks.sign_levels import check_levels_beside_signs
from knowledge.model import Cause, Knowledge, Origin, RedFlag, Urgency
from knowledge.prose.blocks import Text, parse_blocks

FLAGS = "docs/_data/red_flags.yml"
PAGE = "docs/causes/rash.md"


def flag(name: str, urgency: Urgency, *words: str) -> RedFlag:
    origin = Origin(FLAGS, {("urgency",): 10 + len(name)})
    return RedFlag.model_construct(id=name, urgency=urgency, words=words, origin=origin)


RECORDS = (
    flag("breathing", Urgency.EMERGENCY_NOW, "trouble breathing", "tight throat"),
    flag("sepsis", Urgency.EMERGENCY_NOW, "shivers", "confusion"),
    flag("eye", Urgency.EMERGENCY_NOW, "eye pain", "painful eye"),
    flag("black", Urgency.EMERGENCY_NOW, "turns black", "dusky gray"),
    flag("droop", Urgency.EMERGENCY_NOW, "droop"),
    flag("sores", Urgency.EMERGENCY_NOW, "punched-out"),
    flag("very-weak", Urgency.EMERGENCY_NOW, "chemotherapy", "transplant"),
    flag("blisters", Urgency.SAME_DAY, "blisters in a group"),
    flag("hot", Urgency.SAME_DAY, "hot, swollen", "one patch"),
    flag("pain", Urgency.SAME_DAY, "severe pain", "growing pain"),
    flag("hives", Urgency.SAME_DAY, "hives"),
    flag("weak", Urgency.SAME_DAY, "diabetes", "weak defenses"),
    flag("fever", Urgency.SAME_DAY, "fever"),
    flag("pus", Urgency.WITHIN_48H, "pus", "gold crust", "gold crusts"),
    flag("lumps", Urgency.WITHIN_48H, "firm lumps"),
    flag("late", Urgency.WITHIN_48H, "still there after"),
    flag("pearls", Urgency.ROUTINE, "white pearls", "dark marks"),
)
MILIA = Cause.model_construct(id="milia", signs=("pearls",))

# prose: (the sign's words, what is typed beside them, the red flag whose macro belongs there)
REFUSED = {
    # A macro of another level.
    "Severe pain? {{ action black }} [^open]": ("Severe pain", "{{ action black }}", "pain"),
    "Skin that turns black, or severe pain? {{ action black }}": (
        "severe pain",
        "{{ action black }}",
        "pain",
    ),
    "Is there pus? {{ urgency emergency_now }}": ("pus", "{{ urgency emergency_now }}", "pus"),
    "Eye pain? {{ urgency same_day }}": ("Eye pain", "{{ urgency same_day }}", "eye"),
    "Eye pain? {{ how_soon milia }}": ("Eye pain", "{{ how_soon milia }}", "eye"),
    "A fever? {{ action pus }}": ("fever", "{{ action pus }}", "fever"),
    "Eye pain? Hives? {{ urgency same_day }}": ("Eye pain", "{{ urgency same_day }}", "eye"),
    "Pus? {{ action pus }} Growing pain? {{ action pus }}": (
        "Growing pain",
        "{{ action pus }}",
        "pain",
    ),
    # An emergency, typed.
    "Severe pain is an emergency. [^open]": ("Severe pain", "emergency", "pain"),
    "Do you have severe pain? Call your emergency number.": (
        "severe pain",
        "Call your emergency",
        "pain",
    ),
    "Get emergency help. Eye pain can cost you your sight.": ("Eye pain", "emergency", "eye"),
    "A tight throat? Ring for an ambulance.": ("tight throat", "ambulance", "breathing"),
    "A droop is one for A&E.": ("droop", "A&E", "droop"),
    "Eye pain is not an emergency.": ("Eye pain", "emergency", "eye"),
    # Another level, typed.
    "A fever needs a doctor today.": ("fever", "needs a doctor today", "fever"),
    "Blisters in a group? See a doctor tonight.": (
        "Blisters in a group",
        "See a doctor tonight",
        "blisters",
    ),
    "If you see pus, book a visit within two days.": ("pus", "within two days", "pus"),
    "Is there pus? It can wait.": ("pus", "can wait", "pus"),
    "Pus or a gold crust is not urgent.": ("Pus", "not urgent", "pus"),
    "Hives? Look after it at home.": ("Hives", "Look after it at home", "hives"),
    "Firm lumps? There is no rush.": ("Firm lumps", "no rush", "lumps"),
    # How soon, without a level's own words.
    "Hives are urgent.": ("Hives", "urgent", "hives"),
    "Trouble breathing? Go to a hospital right away.": (
        "Trouble breathing",
        "Go to a hospital right away",
        "breathing",
    ),
    "A painful eye needs to be seen immediately.": (
        "painful eye",
        "needs to be seen immediately",
        "eye",
    ),
    "Growing pain? See someone as soon as you can.": (
        "Growing pain",
        "See someone as soon as you can",
        "pain",
    ),
    "Is there pus? Call your doctor soon.": ("pus", "Call your doctor soon", "pus"),
}

PASSED = [
    # From the record.
    "Severe pain? {{ action pain }} [^open]",
    "Hives or a fever? {{ urgency same_day }}",
    "Pus? {{ action pus }} Eye pain? {{ action eye }}",
    "Dark marks can stay for months. {{ action pearls }}",
    "Is there pus? Get it seen. {{ action pus }}",
    "Firm lumps came with no pain. Nothing else? {{ urgency within_48h }}",
    # Signs together count as the worse one.
    "Skin that spreads, with a fever or shivers? {{ action sepsis }}",
    "Trouble breathing, eye pain, or hot spreading skin with a fever? {{ urgency emergency_now }}",
    "Chemotherapy or a transplant, and a fever? {{ action very-weak }}",
    "With diabetes, pus is more urgent. {{ action weak }}",
    "Pus or crusts, with diabetes or weak defenses? {{ action weak }}",
    "Severe pain after heat (RF), or with a color change? {{ action black }}",
    # A sign that is not there.
    "No pus and no fever? Look after it at home.",
    "A patch without pus or hives can wait.",
    # Words of a level that state none.
    "This is not an emergency card. Eye pain stands on another one.",
    "The emergency steps on this page are for a tight throat.",
    "Are the emergency numbers in your phone? A tight throat can come fast.",
    "Urgent care centers see pus and fever each day.",
    "If pus and eye pain meet, act on the more urgent one.",
    # Words of time that are not about help.
    "Say that you have a fever, and which painkiller you took today.",
    "Put today's photo beside the one that shows the hives.",
    "Firm lumps can follow a serum. Rinse it off at once.",
    "Do not wait at home for pus to grow. {{ action pus }}",
    "Hives come and go within a day.",
    "Blisters in a group hold a virus. Wash your hands now and then.",
    "Do you get hives from a cream that you use now? Stop it.",
    "Pus, a fever and eye pain are not part of healing.",
]


def found(body: str, page: str = PAGE, field: str = "") -> list[str]:
    """What the check says about a page's body, or about one field of it."""
    path = page.removeprefix("docs/")
    texts = (
        [Text(page, 7, field, body, path)]
        if field
        else [
            Text(page, block.line, "text", block.text, path, block.anchor, block.kind, block.level)
            for block in parse_blocks(body)
        ]
    )
    knowledge = Knowledge(
        red_flags={record.id: record for record in RECORDS},
        causes={"milia": MILIA},
        texts=tuple(texts),
    )
    return [str(problem) for problem in check_levels_beside_signs(knowledge)]


def test_there_are_25_examples_of_either_kind():
    assert len(REFUSED) >= 25 and len(PASSED) >= 25


@pytest.mark.parametrize("prose", REFUSED)
def test_a_level_typed_beside_a_sign_is_refused(prose):
    words, typed, name = REFUSED[prose]
    record = next(record for record in RECORDS if record.id == name)
    assert found(prose) == [
        f'{PAGE}:1: sentence: expected for "{words}" the level of {name}: {record.urgency.value} '
        f'({FLAGS}:{10 + len(name)}), from its record; got "{typed}"; '
        f"do write {{{{ action {name} }}}} in its place"
    ]


@pytest.mark.parametrize("prose", PASSED)
def test_harmless_prose_passes(prose):
    assert found(prose) == []


@pytest.mark.parametrize(
    "body",
    [
        "Call a doctor. Is there pus?\n\nA fever needs help.",  # two paragraphs
        "- A tight throat.\n- Today is day 3.",  # two items
        "## Fever: an emergency?\n\nRead on.",
        "| Sign | Days |\n|---|---|\n| Pus | 1 to 7 days |",
    ],
)
def test_what_stands_apart_is_not_beside(body):
    assert found(body) == []


def test_a_table_row_is_one_sentence():
    assert len(found("| Sign | How soon |\n|---|---|\n| Pus | See a doctor today |")) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            (
                "## Emergency number\n\nThese are signs for it:\n\n- Trouble breathing.\n"
                "- Skin that turns black, or severe pain."
            ),
            ["severe pain"],
        ),
        ("Call a doctor today for these:\n\n- Hives.\n- Pus.", ["Pus"]),
        ("## See a doctor today\n\n- Hives.\n- A fever.", []),
        ("Look at today beside the first day. Ask yourself:\n\n- Is there pus?", []),
        ("## Emergency number\n\nSome words.\n\n- Pus.", []),
    ],
)
def test_a_list_under_a_level_has_signs_of_that_level_alone(body, expected):
    assert [problem.split('"')[1] for problem in found(body)] == expected


@pytest.mark.parametrize(
    ("field", "words", "count"),
    [
        ("summary", "Many punched-out sores. This is an emergency.", 0),  # no macro can stand there
        ("summary", "Sore spots with pus. This is an emergency.", 1),
        ("title", "Eye pain can wait", 1),
        ("do_now", "Many punched-out sores? This is an emergency.", 1),
    ],
)
def test_a_title_or_summary_may_say_the_sign_s_own_level(field, words, count):
    assert len(found(words, field=field)) == count


@pytest.mark.parametrize(
    "page", ["docs/about/how.md", FLAGS, "docs/_data/urgencies.yml", "docs/_data/decisions.yml"]
)
def test_records_of_signs_and_pages_about_the_site_say_what_they_must(page):
    assert found("Severe pain is an emergency.", page=page, field="text") == []
