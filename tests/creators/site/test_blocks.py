"""Block macros and cards: which records each one shows, and in which order."""

import re
from pathlib import Path

import pytest

from creators.site.blocks import section_pages, signs
from creators.site.files import SCORECARD, create_site, load_templates
from creators.site.prose import OPEN_LINK
from creators.wording.urgency import bump_level, by_urgency
from knowledge.model import Urgency
from knowledge.prose.macros import BLOCKS
from knowledge.reading.loader import load_knowledge
from small_project import edit_project, small_knowledge, write_project

ROOT = Path(__file__).resolve().parents[3]
WEEK = "docs/prevent/week.md"
PAGE = (
    "---\ntitle: Page {}\nsummary: A page to hold a block of records.\ndo_now: [Read on.]\n---\n{}"
)


@pytest.fixture
def small(tmp_path):
    return small_knowledge(tmp_path)


@pytest.fixture
def block(tmp_path):
    """The lines with words that a block macro writes on a page of the small project with some
    edits."""

    def create(macro: str, *edits, path: str = "identify/index.md") -> list[str]:
        write_project(tmp_path)
        for page, body in ((SCORECARD, ""), (path, f"## Begin\n\n{{{{ {macro} }}}}\n")):
            (tmp_path / "docs" / page).parent.mkdir(exist_ok=True)
            (tmp_path / "docs" / page).write_text(PAGE.format(page, body))
        small = load_knowledge(edit_project(tmp_path, *edits))[0]
        written = (
            create_site(small, load_templates(ROOT)).pages[path].body.partition("{ #begin }\n")[2]
        )
        return [line for line in written.splitlines() if line.strip()]

    return create


def ids(cards) -> list[tuple[str, list[str]]]:
    return [(level.id.value, [flag.id for flag in flags]) for level, flags in cards]


# Facts.


def test_red_flags_are_grouped_by_urgency_the_worst_first(small):
    assert ids(by_urgency(small, ["pearls", "eye-pain", "pus"])) == [
        ("emergency_now", ["eye-pain"]),
        ("same_day", ["pus"]),
        ("routine", ["pearls"]),
    ]
    assert ids(by_urgency(small, ["pus", "pus"])) == [("same_day", ["pus"])]
    assert ids(by_urgency(small, [])) == []


def test_flags_of_one_urgency_stand_in_the_order_of_their_file(tmp_path):
    small = small_knowledge(
        tmp_path, ("docs/_data/red_flags.yml", "urgency: within_48h", "urgency: same_day")
    )
    assert ids(by_urgency(small, ["late-bumps", "pus"])) == [("same_day", ["pus", "late-bumps"])]


@pytest.mark.parametrize(
    ("causes", "urgency"), [("[milia, rash]", Urgency.SAME_DAY), ("[milia]", Urgency.ROUTINE)]
)
def test_a_bump_is_as_urgent_as_the_worst_that_it_may_be(tmp_path, causes, urgency):
    small = small_knowledge(tmp_path, ("docs/_data/bump_types.yml", "[milia, rash]", causes))
    assert bump_level(small, small.bump_types["pearls"]).id is urgency


def test_a_bump_whose_cause_asks_for_a_visit_says_so_in_place_of_care_at_home(tmp_path):
    small = small_knowledge(
        tmp_path,
        ("docs/causes/milia.md", "how_common: uncommon", "how_common: uncommon\nvisit: true"),
        ("docs/causes/rash.md", "signs: [pus]", "signs: []"),
        (
            "docs/_data/urgencies.yml",
            'label: "No hurry"',
            'label: "No hurry", visit: "Book a visit."',
        ),
    )
    for cause, words in (("milia", "Book a visit."), ("rash", "Show it at your next visit.")):
        assert small.level_of(small.causes[cause]).action == words
    assert bump_level(small, small.bump_types["pearls"]).label == "Book a visit."


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("causes/index.md", ["causes/milia.md", "causes/rash.md"]),
        ("causes/milia.md", ["causes/rash.md"]),
        ("identify/index.md", []),
        ("prevent/index.md", ["prevent/week.md"]),
    ],
)
def test_a_section_lists_its_other_pages(small, path, expected):
    assert [page.path for page in section_pages(small, path)] == expected


# Markdown.


def test_red_flags_show_all_or_those_of_one_level(block):
    assert block("red_flags same_day") == [
        "/// html | div.flags.flags--same_day",
        (
            '- <a id="pus"></a>**Pus or yellow crusts.** See a doctor today. Germs grow fast.'
            f" [^GOOD] {OPEN_LINK}"
        ),
        "///",
    ]
    assert [line.split("**")[1] for line in block("red_flags") if line.startswith("- ")] == [
        "Hard white dots.",
        "Pus or yellow crusts.",
        "Eye pain.",
        "Bumps past day 7.",
    ]


def test_urgency_cards_show_every_level_with_its_signs(block):
    lines = block("urgency_cards")
    assert [line for line in lines if line.startswith(("## ", "**"))] == [
        "## Call [911](tel:911) or [999](tel:999) now { #emergency-now .flags-title }",
        "**Or go to an emergency room now.**",
        "## See a doctor today { #same-day .flags-title }",
        "**See a doctor today.**",
        "## See a doctor soon { #within-48h .flags-title }",
        "**See a doctor within two days.**",
        "## No hurry { #routine .flags-title }",
    ]
    signs = "../when-to-worry/red-flags.md"
    assert [line for line in lines if line.startswith("- ")] == [
        "- **Eye pain**",
        f"- [**Pus**]({signs}#pus)",
        f"- [**Late**]({signs}#late-bumps) bumps",
        f"- [**White dots**]({signs}#pearls)",
    ]


def test_nothing_leads_out_of_an_emergency_card_but_its_numbers(block):
    lines = block("urgency_cards")
    card = "\n".join(
        lines[
            : next(at for at, line in enumerate(lines) if line.startswith("## See a doctor today"))
        ]
    )
    assert re.findall(r"\]\(([^)]*)\)", card) == ["tel:911", "tel:999"]


def test_one_card_can_stand_alone_and_is_the_same_as_among_the_four(block):
    alone, all_four = block("urgency_cards emergency_now"), block("urgency_cards")
    assert alone == all_four[: len(alone)]
    assert [line for line in alone if line.startswith("## ")] == [
        "## Call [911](tel:911) or [999](tel:999) now { #emergency-now .flags-title }"
    ]


def test_a_list_of_nothing_but_emergencies_has_the_numbers_above_it(block):
    numbers = ["Call [911](tel:911) or [999](tel:999) now", "{ .flags-title }"]
    assert block("red_flags emergency_now")[1:3] == numbers
    assert not any("tel:" in line for line in block("red_flags within_48h"))


def test_a_card_says_below_its_action_what_is_no_sign(block):
    edit = (
        "docs/_data/red_flags.yml",
        '    short: "Pus"\n',
        '    short: "Pus"\n    is_not: "A whitehead is not pus. [^open]"\n',
    )
    lines = block("urgency_cards", edit)
    at = lines.index("**See a doctor today.**")
    assert lines[at : at + 4] == [
        "**See a doctor today.**",
        "{ .action }",
        "A whitehead is not pus.",
        "{ .is-not }",
    ]
    assert (
        block("red_flags same_day", edit)[1]
        == '- <a id="pus"></a>**Pus or yellow crusts.** See a doctor today. A whitehead is not'
        f" pus. {OPEN_LINK} Germs grow fast. [^GOOD] {OPEN_LINK}"
    )


def test_the_last_card_says_who_belongs_there_without_a_sign(block):
    edit = (
        "docs/_data/urgencies.yml",
        'card: "No hurry"',
        'card: "No hurry", otherwise: "You are well"',
    )
    assert [line for line in block("urgency_cards", edit) if line.startswith("- ")][-2:] == [
        "- You are well",
        "- [**White dots**](../when-to-worry/red-flags.md#pearls)",
    ]


def test_what_looks_like_an_emergency_and_is_expected_stands_on_the_calm_card(block):
    edit = (
        "docs/_data/red_flags.yml",
        '    short: "Eye pain"\n',
        '    short: "Eye pain"\n    is_not: "A dry eye is not pain. [^open]"\n',
    )
    lines = block("urgency_cards", edit)
    assert lines.count("A dry eye is not pain.") == 1
    calm = next(at for at, line in enumerate(lines) if line.startswith("## No hurry"))
    assert lines.index("A dry eye is not pain.") > calm


def test_pictures_lead_to_the_first_cause_of_each_look_with_its_level(block):
    assert block("pictures pearls")[1:-1] == [
        "- [![Dots, drawn on light, medium brown and dark brown"
        " skin](../assets/bumps/pearls.svg){ width=752 height=300 loading=lazy } **Dots**"
        " **Today**{ .level .level--same_day }](../causes/milia.md)"
    ]


def test_a_picture_has_words_in_its_place_then_touch_look_level_and_causes(block):
    assert block("picture pearls") == [
        "![Dots, drawn on light, medium brown and dark brown skin](../assets/bumps/pearls.svg){"
        " width=752 height=300 loading=lazy }",
        f"Hard. [^GOOD] White. [^GOOD] **Brown and black skin:** cream. {OPEN_LINK}",
        "**Today · [White dots](../causes/milia.md) · [Rash with pus](../causes/rash.md)**",
        "{ .level .level--same_day }",
    ]


def test_the_cause_table_groups_causes_by_what_a_reader_sees(block):
    assert block("cause_table") == [
        "/// html | div.groups",
        "**Spots and small bumps**",
        "- [White dots (milia)](../causes/milia.md): No hurry",
        "**A rash**",
        "- [Rash with pus](../causes/rash.md): **Today**",
        "///",
    ]


def test_the_stages_show_what_to_expect_what_to_do_and_what_not(block):
    signs = "../when-to-worry/red-flags.md"
    assert block("stages") == [
        "### Day 0 { #first }",
        f"- **Expect:** Hot skin. [^GOOD] Few. {OPEN_LINK}",
        f"- **Do:** Rest. {OPEN_LINK} [More for day 0](../treat/by-day.md#first)",
        f"- **Not part of it:** [eye pain]({signs}#eye-pain) (emergency)",
        "### Day 1 to 10 { #rest }",
        f"- **Expect:** Dry skin. [^GOOD] Some. {OPEN_LINK}",
        f"- **Do:** Use a [cool cloth](../treat/cloth.md). {OPEN_LINK}"
        " [More for day 1 to 10](../treat/by-day.md#rest)",
        f"- **Not part of it:** [eye pain]({signs}#eye-pain) (emergency); [pus]({signs}#pus)"
        " (today)",
    ]


def test_what_the_stages_call_a_sign_is_the_name_of_one(knowledge):
    """A sign that is renamed would fall back to its lead unnoticed."""
    template = (ROOT / "overrides/blocks/stages.md.jinja").read_text(encoding="utf-8")
    named = re.findall(r'^  "([\w-]+)": "', template, re.M)
    assert named and set(named) <= set(knowledge.red_flags)


def test_the_timeline_has_the_stretches_of_the_handout_and_leads_to_the_first_day_of_each(block):
    assert block("timeline", path="index.md")[1:-1] == [
        "- [**Day 0** Hot, tight skin](identify/day-by-day.md#first)",
        "- [**Days 1 and 2** Dry skin, and a few bumps](identify/day-by-day.md#rest)",
    ]


def test_two_stages_of_one_stretch_share_a_line_of_the_timeline(block):
    later = ("docs/_data/stages.yml", "from_day: 0, to_day: 1", "from_day: 7, to_day: 9")
    last = ("docs/_data/stages.yml", "from_day: 1, to_day: 10", "from_day: 9, to_day: 10")
    assert block("timeline", later, last, path="index.md")[1:-1] == [
        "- [**From day 7** Hot, tight skin. Dry skin, and a few"
        " bumps](identify/day-by-day.md#first)",
    ]


def test_the_corrections_show_both_sides_and_why(block):
    assert block("corrections", path="about/index.md") == [
        "### Healing { #healing }",
        "- **Often said:** Bumps mean healing.",
        "- **We say:** They may not. [Our page on this](../causes/milia.md#how-to-tell)",
        f"- **Why:** Nobody knows. {OPEN_LINK}",
    ]


def test_the_source_list_groups_what_was_read_by_grade_and_day(block):
    lines = block("source_list")
    assert [line.partition("</a>")[0] for line in lines] == [
        "### Review or regulator { #grade-a }",
        "Checked 2026-10-01:",
        '- <a id="good">',
        "### Case report or expert page { #grade-c }",
        "Checked 2026-10-02:",
        '- <a id="cases">',
        "### Clinic or trade page: shows what clinics do { #grade-d }",
        lines[7],
        '- <a id="clinic">',
    ]
    assert lines[5].endswith("Cited for: late bumps. Read as: abstract.")
    assert [line for line in block("source_list C") if line.startswith("- ")] == [lines[5]]


def test_what_was_not_read_stands_apart(block):
    assert block("unread_sources") == ['- <a id="unread"></a>A paper. Skin.']


def test_a_section_names_its_pages_with_their_summaries(block):
    assert block("section_pages", path="causes/index.md") == [
        "- [White dots (milia)](milia.md). Hard white dots that do no harm and need no care.",
        "- [Rash with pus](rash.md). Sore spots with pus that a doctor has to look at.",
    ]


def test_a_card_of_no_signs_is_empty(small):
    templates = load_templates(ROOT)
    assert signs(templates, {"knowledge": small, "link": str}, "Get help if", []) == ""


def test_every_block_macro_has_its_template():
    templates = {
        path.name.removesuffix(".md.jinja")
        for path in (ROOT / "overrides/blocks").glob("*.md.jinja")
    }
    assert BLOCKS - templates == set()


def test_every_block_macro_writes_something_of_the_real_content(knowledge):
    """Each block that the pages use leaves lines in place of its macro."""
    pages = create_site(knowledge, load_templates(ROOT)).texts
    used = {
        text.text.strip("{} ").split()[0]: text.page
        for text in knowledge.texts
        if text.kind == "macro"
    }
    assert SCORECARD in used.values()
    for name in BLOCKS & set(used):
        assert "{{" not in pages[used[name]], name
