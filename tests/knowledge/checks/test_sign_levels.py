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

# prose: (the sign's words, what stands beside them, the red flag whose macro belongs there)
REFUSED = {
    # A macro of another level.
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
    "No pus and no hives? {{ urgency within_48h }}": (
        "hives",
        "{{ urgency within_48h }}",
        "hives",
    ),
    # A level, typed.
    "Severe pain is an emergency. [^open]": ("Severe pain", "emergency", "pain"),
    "A tight throat? Ring for an ambulance.": ("tight throat", "ambulance", "breathing"),
    "A droop is one for A&E.": ("droop", "A&E", "droop"),
    "Eye pain? Dial 999, and wait there.": ("Eye pain", "999", "eye"),
    "Eye pain needs help now.": ("Eye pain", "now", "eye"),
    "Eye pain is not an emergency.": ("Eye pain", "emergency", "eye"),
    "A fever needs a doctor today.": ("fever", "today", "fever"),
    "Blisters in a group? See a doctor tonight.": ("Blisters in a group", "tonight", "blisters"),
    "Hives need a doctor the same day.": ("Hives", "same day", "hives"),
    "If you see pus, book a visit within two days.": ("pus", "within two days", "pus"),
    "See a doctor about the fever tomorrow.": ("fever", "tomorrow", "fever"),
    "Is there pus? It can wait.": ("pus", "can wait", "pus"),
    "A gold crust is not urgent.": ("gold crust", "not urgent", "pus"),
    "Hives? Look after it at home.": ("Hives", "at home", "hives"),
    "Firm lumps? There is no rush.": ("Firm lumps", "no rush", "lumps"),
    "Ask about firm lumps at your next visit.": ("firm lumps", "next visit", "lumps"),
}

PASSED = [
    # From the record.
    "Severe pain? {{ action pain }} [^open]",
    "Hives or a fever? {{ urgency same_day }}",
    "Pus? {{ action pus }} Eye pain? {{ action eye }}",
    "Firm lumps came with no pain. Nothing else? {{ urgency within_48h }}",
    # A more urgent one: signs together count as the worse one.
    "Skin that turns black, or severe pain? {{ action black }}",
    "Skin that spreads, with a fever or shivers? {{ action sepsis }}",
    "With pus or crusts? {{ action weak }}",
    "Pus or crusts, with diabetes or weak defenses? {{ action weak }}",
    # Words of a level that state none.
    "The emergency steps on this page are for a tight throat.",
    "Are the emergency numbers in your phone? A tight throat can come fast.",
    "Hot skin, now or yesterday, with a fever? {{ action fever }}",
    "Urgent care centers see pus and fever each day.",
    "If pus and eye pain meet, act on the more urgent one.",
    # Another sentence: whoever accepts it decides.
    "Get emergency help. Eye pain can cost you your sight.",
    "Hives come and go within a day.",
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
        "## Fever?\n\nA doctor can look at it today.",
        "| Sign | Days |\n|---|---|\n| Pus | 1 to 7 days |",
    ],
)
def test_what_stands_apart_is_not_beside(body):
    assert found(body) == []


def test_a_table_row_is_one_sentence():
    assert len(found("| Sign | How soon |\n|---|---|\n| Pus | See a doctor today |")) == 1


@pytest.mark.parametrize(
    ("field", "words", "count"),
    [
        ("summary", "Many punched-out sores are an emergency.", 0),  # no macro can stand there
        ("summary", "Sore spots with pus are an emergency.", 1),
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
