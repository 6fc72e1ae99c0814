"""Knowledge to the Markdown of every page: what each page shows, what it links to, what it
cites."""

import json
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from creators.data.exports import EXPORTS
from creators.site.files import cites, create_site, load_templates, timed
from creators.site.prose import OPEN_LINK
from knowledge.asked import A_TO_Z, asked
from knowledge.model import Timed
from knowledge.prose.texts import anchors, by_page
from knowledge.records.generated import GENERATED_HEADINGS, GENERATED_MOVED, GENERATED_PAGES
from knowledge.records.span import parse_span
from knowledge.starts import groups_of
from small_project import WEEK, Edit, small_knowledge, with_scorecard

ROOT = Path(__file__).resolve().parents[3]
SWIMMING = "[Swimming](../treat/remedies-index.md#swimming)"
ACIDS = "[Acids](../treat/remedies-index.md#acid)"
GENERATED = {
    "treat/remedies-index.md",
    "treat/by-day.md",
    *(f"{address}.md" for address in GENERATED_MOVED),
    "search.md",
    "downloads.md",
    "h.md",
    "connect.md",
    "about/for-clinics/make-a-handout.md",
}
EXPORTED = {
    "data/v1/index.json",
    *(f"data/v1/{export.name}.{end}" for export in EXPORTS for end in ("json", "schema.json")),
}
MILIA, ACID_WASH, SUBSTANCES = (
    "docs/causes/milia.md",
    "docs/treat/acid-wash.md",
    "docs/_data/substances.yml",
)


@pytest.fixture(scope="module")
def templates():
    return load_templates(ROOT)


@pytest.fixture
def site(tmp_path, templates):
    """The small project with some edits, as finished files; the scorecard is a page that every
    project has."""

    def create(*edits: Edit) -> dict[str, str]:
        return create_site(with_scorecard(tmp_path, *edits), templates).texts

    return create


def section(page: str, anchor: str) -> list[str]:
    """The lines with words under the heading with that id."""
    found = re.search(rf"^(#+) [^\n]*\{{ ?#{anchor} ?\}}\n(.*?)(?=^##? |\Z)", page, re.M | re.S)
    assert found, f"no heading #{anchor}"
    return [line for line in found.group(2).splitlines() if line.strip()]


def test_every_page_and_every_index_is_created_by_path(site, tmp_path):
    files = site()
    pages = set(with_scorecard(tmp_path).pages())
    assert set(files) == pages | GENERATED | EXPORTED | {
        "data/scorecard.json",
        "search/index.js",
        "search/signs.js",
        "assets/handout-rules.js",
        "assets/bumps/normal-day-1.svg",
        "assets/bumps/normal-day-4.svg",
        "assets/bumps/pearls.svg",
    }
    assert list(files) == sorted(files)


def test_the_same_knowledge_gives_the_same_files(site):
    assert site() == site()


def test_a_page_begins_with_its_title_and_its_answer(site):
    assert site()["causes/milia.md"].splitlines()[:8] == [
        "---",
        'title: "White dots (milia)"',
        'description: "Hard white dots that do no harm and need no care."',
        "---",
        "",
        "# White dots (milia)",
        "",
        "Hard white dots that do no harm and need no care.",
    ]


def test_a_cause_shows_its_level_and_look_before_what_to_do_and_that_before_its_signs(site):
    page = site()["causes/milia.md"]
    places = [
        page.index(words)
        for words in (
            "**Show it at your next visit.**\n{ .level .level--routine }",
            "](../assets/bumps/pearls.svg)",
            "{#what-it-looks-like}",
            "{#what-to-do}",
            "{#get-help}",
            "{#when-it-starts}",
            "{#what-may-help}",
            "{ #how-to-tell }",
            "/// details | Sources and dates",
        )
    ]
    assert places == sorted(places)


def test_sources_of_several_days_each_have_their_own(site):
    page = site()["treat/acid-wash.md"]
    notes = [line for line in page.splitlines() if line.startswith("[^")]
    assert len(notes) > 1
    assert all("; checked 2026-10-0" in line for line in notes)
    assert "Sources checked" not in page


def test_what_to_do_now_stands_under_its_heading(site):
    assert section(site()["causes/milia.md"], "what-to-do")[:1] == [
        f"- Leave them alone. {OPEN_LINK}"
    ]


def test_quotes_in_a_title_do_not_break_the_front_matter(site):
    page = site((MILIA, "title: White dots (milia)", "title: 'White: \"dots\" é'"))[
        "causes/milia.md"
    ]
    assert page.splitlines()[1] == 'title: "White: \\"dots\\" é"'


def test_every_page_ends_with_its_sources_and_its_review(site):
    page = site()["causes/milia.md"]
    lines = [line for line in page.splitlines() if line]
    assert lines[-4:] == [
        (
            "Sources checked 2026-10-01. **Not yet reviewed by a clinician.**"
            " [What that means](../about/review-status.md)"
        ),
        "{ .review-status }",
        "///",
        (
            "[^GOOD]: [A review of needling](https://doi.org/10.1000/abc). Lee A. Skin, 2021."
            " (Review or regulator.)"
        ),
    ]


def test_a_page_lists_what_it_cites_in_that_order_and_nothing_else(site):
    for path, text in site().items():
        if path.endswith(".md"):
            body, _, notes = text.partition("{id: sources}")
            assert re.findall(r"^\[\^([A-Z0-9-]+)\]:", notes, re.M) == list(
                dict.fromkeys(re.findall(r"\[\^([A-Z0-9-]+)\]", body))
            ), path


def test_only_a_page_with_an_open_mark_explains_it(site):
    for path, text in site().items():
        if path.endswith(".md"):
            assert ('<a id="open-mark"></a>' in text) == (OPEN_LINK in text), path


def test_no_macro_citation_mark_or_template_reaches_the_reader(knowledge, templates):
    """Of the real content: nothing of our own notation is left in any finished page."""
    for path, text in create_site(knowledge, templates).texts.items():
        if path.endswith(".md"):
            assert re.findall(r"\{\{|\}\}|\{%|<<|\[\^open|\bNone\)|Undefined", text) == [], path


def test_the_headings_that_links_may_lead_to_are_those_that_the_templates_make(
    knowledge, templates
):
    """Of the real content: what knowledge/prose/texts.py and records/generated.py say of each page
    is on it, and a page whose template gives it its headings has no others."""
    pages, prose = create_site(knowledge, templates).pages, by_page(knowledge)
    declared = {
        path: anchors(knowledge, page, prose[path]) for path, page in knowledge.pages().items()
    }
    for path, kinds in GENERATED_PAGES.items():
        records = {getattr(id, "value", id) for kind in kinds for id in getattr(knowledge, kind)}
        declared[path] = records | GENERATED_HEADINGS.get(path, set())
    declared[A_TO_Z] |= set(asked(knowledge))
    kinds = (knowledge.causes, knowledge.remedies, knowledge.rules)
    by_template = {page.path for records in kinds for page in records.values()}
    for path, wanted in declared.items():
        found = set(re.findall(r'(?:\{ ?#|id="|\{id: )([\w.-]+)', pages[path].text))
        headings = set(re.findall(r"^#+ .*\{ ?#([\w-]+)", pages[path].text, re.M))
        assert wanted <= found, path
        assert path not in by_template or headings <= wanted, path


# Causes.


def test_a_cause_shows_its_signs_by_urgency_the_worst_first_but_none_that_can_stay_at_home(site):
    page = site()["causes/milia.md"]
    assert section(page, "get-help") == [
        "See a doctor soon",
        "{ .level .level--within_48h }",
        "- [**Late**](../when-to-worry/red-flags.md#late-bumps) bumps",
        "[All signs](../when-to-worry/red-flags.md)",
        "///",
    ]


def test_a_cause_without_an_urgent_sign_has_no_card(site):
    page = site((MILIA, "watch_for: [late-bumps]", "watch_for: []"))["causes/milia.md"]
    assert "get-help" not in page and "html | div.side" not in page


def test_a_cause_shows_how_it_looks_starts_and_ends(site):
    page = site()["causes/rash.md"]
    assert section(page, "what-it-looks-like")[1:-1] == [
        "- **Looks:** Sore spots. [^GOOD]",
        "- **Feels:** Hot to the touch. [^GOOD]",
        "- **Where:** Where hair grows. [^GOOD]",
        f"- **Brown and black skin:** Dark or purple spots. {OPEN_LINK}",
        f"- **Does not fit:** Hard dots that do not hurt. {OPEN_LINK}",
    ]
    assert section(page, "when-it-starts")[1:-1] == [
        "- **Starts:** 1 to 3 days [^GOOD]",
        f"- **Lasts:** Weeks {OPEN_LINK}",
        "- **Medical name:** folliculitis",
    ]


def test_a_medical_name_that_the_title_says_is_not_said_again(site):
    files = site()
    assert 'title: "White dots (milia)"' in files["causes/milia.md"]
    assert "Medical name" not in files["causes/milia.md"]


def test_a_cause_lists_its_remedies_and_what_must_not_be_used_with_it(site):
    files = site()
    assert section(files["causes/milia.md"], "what-may-help")[:2] == [
        "- [Cool cloth](../treat/cloth.md): from day 0, until day 3",
        (
            "- [Acid wash](../treat/acid-wash.md): from day 7, once your skin has healed. After"
            " deep (over 1 mm) or heat (RF) needling: from day 14. Ask a pharmacist or doctor first"
        ),
    ]
    never = files["causes/rash.md"].partition("/// details | Do not use these while you have it")[2]
    assert "- [Acid wash](../treat/acid-wash.md)" in never.partition("\n///\n")[0]
    assert "Do not use these" not in files["causes/milia.md"]


def test_a_cause_without_remedies_leads_to_a_clinician(site):
    page = site((MILIA, "remedies: [cloth, acid-wash]", "remedies: []"))["causes/milia.md"]
    assert (
        section(page, "what-may-help")[0]
        == "Nothing that you put on or take yourself. [See what a doctor can"
        " do](../treat/see-a-clinician.md)."
    )


# Remedies.


def test_a_remedy_shows_its_days(site):
    assert section(site()["treat/acid-wash.md"], "when-you-can-use-it")[:-1] == [
        (
            "- **When:** From day 7, once your skin has healed. After deep (over 1 mm) or heat"
            " (RF) needling: from day 14. Ask a pharmacist or doctor first. [^GOOD]"
        ),
        "- **For:** [white dots (milia)](../causes/milia.md#what-may-help)",
        (f"- **Not for:** People with an allergy to it. Leave it alone. {OPEN_LINK}"),
        "- **Ask first:** People who are pregnant. Ask a midwife first. [^GOOD]",
        "- **Test a small spot first:** for 3 days",
        "- **Proof:** small studies [^GOOD] [^CASES]",
    ]


def test_a_remedy_shows_the_clinics_day_and_the_longest_use_when_it_has_them(site):
    page = site((ACID_WASH, "test_days: 3", "first_day_clinic: 1\nmax_days: 1"))[
        "treat/acid-wash.md"
    ]
    rows = section(page, "when-you-can-use-it")
    assert any(
        row.startswith(
            "- **When:** From day 7, once your skin has healed, or day 1 if the clinic supplied it"
            " for needled skin. "
        )
        for row in rows
    )
    assert "- **At most:** 1 day" in rows
    assert "Test a small spot" not in "".join(rows)


def test_a_remedy_for_clinicians_gives_no_day(site):
    page = site()["treat/steroid.md"]
    assert (
        f"- **When:** Only if a clinician who has seen your skin tells you to {OPEN_LINK}"
        in section(page, "when-you-can-use-it")
    )
    assert re.search(r"\bday \d", page) is None


def test_a_remedy_folds_the_causes_that_it_must_not_be_used_with(site):
    folded = site()["treat/acid-wash.md"].partition("/// details | Do not use it with")[2]
    assert "- [Rash with pus](../causes/rash.md)" in folded.partition("\n///\n")[0]


def test_help_that_holds_no_product_says_nothing_of_who_must_not_use_it_nor_of_evidence(site):
    """Under an emergency, "no study tested it" talked people out of going."""
    page = site(("docs/treat/cloth.md", "strength: {level: not_tested}\n", ""))["treat/cloth.md"]
    assert "Not for" not in page and "Ask first" not in page and "Proof" not in page


def test_a_cause_that_has_nothing_to_do_with_the_first_days_has_no_last_day(site):
    files = site(("docs/treat/cloth.md", "last_day: 3", "last_day: 3\nany_day_with: [rash]"))
    assert (
        section(files["causes/rash.md"], "what-may-help")[0] == "- [Cool cloth](../treat/cloth.md)"
    )
    assert "from day 0, until day 3" in section(files["causes/milia.md"], "what-may-help")[0]
    assert section(files["treat/cloth.md"], "when-you-can-use-it")[:3] == [
        f"- **When:** From day 0, until day 3 {OPEN_LINK}",
        "- **For:** [white dots (milia)](../causes/milia.md#what-may-help)",
        "- **For, even after day 3:** [rash with pus](../causes/rash.md#what-may-help)",
    ]


def test_what_a_remedy_is_for_and_not_for_is_one_list_without_gaps(site):
    """Behind an empty line each label would stand among the words of its line."""
    any_day = ("docs/treat/cloth.md", "last_day: 3", "last_day: 3\nany_day_with: [rash]")
    for files in (site(), site(any_day)):
        for page in ("treat/acid-wash.md", "treat/cloth.md", "treat/steroid.md"):
            facts = files[page].partition("- **When:**")[2].partition("\n\n///")[0]
            assert "\n- **" in facts and "\n\n" not in facts, page


def test_a_remedy_lists_the_causes_that_list_it(site):
    files = site()
    assert (
        "- **For:** [white dots (milia)](../causes/milia.md#what-may-help); [rash with"
        " pus](../causes/rash.md#what-may-help)"
    ) in section(files["treat/cloth.md"], "when-you-can-use-it")
    assert ("- **For:** none of these bumps. It can make some bumps worse. [^GOOD]") in section(
        files["treat/steroid.md"], "when-you-can-use-it"
    )


def test_a_merged_view_leads_to_the_page_that_took_its_place(site):
    page = site()["treat/by-kind.md"]
    assert "template: moved.html" in page
    assert "[Can I use it? A to Z](remedies-index.md)" in page


# Rules, guides, data.


def test_a_rule_shows_what_to_leave_alone_the_soonest_first(site):
    assert section(site()["prevent/week.md"], "leave-alone")[2:6] == [
        f"| {SWIMMING} | Until day 3 | Pools hold germs. {OPEN_LINK} |",
        (
            f"| {ACIDS} | Until day 7, and until your skin has healed, unless the clinic supplied"
            " it for needled skin | Acids sting open skin. [^GOOD] |"
        ),
        (
            "| Steroid | Only if a clinician who has seen your skin tells you to | It can hide an"
            " infection. [^CLINIC] |"
        ),
        (
            "| BHA after deep (over 1 mm) or heat (RF) needling | Until day 14, and until your skin"
            " has healed. Ask a pharmacist or doctor first. | Deep holes close late. [^GOOD] |"
        ),
    ]


def test_things_with_one_rule_are_one_row_with_all_their_reasons(site):
    again = '  - {what: [shaving], until_day: 3, why: "Blades scrape.", sources: [GOOD]}\n'
    page = site(
        ("docs/prevent/week.md", "  - {what: [steroid]", f"{again}  - {{what: [steroid]"),
        (
            "docs/_data/activities.yml",
            "activities:\n",
            "activities:\n  - {id: shaving, name: shaving}\n",
        ),
    )["prevent/week.md"]
    assert (
        f"| {SWIMMING} and [shaving](../treat/remedies-index.md#shaving) | Until day 3 | Pools hold"
        f" germs. {OPEN_LINK} Blades scrape. [^GOOD] |"
    ) in page


def test_a_page_about_some_days_shows_what_ends_soon_and_folds_the_longer_waits(site):
    days = ("docs/prevent/week.md", "avoid:\n", "days: {from_day: 0, to_day: 1}\navoid:\n")
    lines = section(site(days)["prevent/week.md"], "leave-alone")
    fold = next(number for number, line in enumerate(lines) if line.startswith("/// details"))
    assert lines[fold] == "/// details | Longer waits: acids, BHA, and more"
    soon, longer = "\n".join(lines[:fold]), "\n".join(lines[fold : lines.index("///")])
    assert f"| {SWIMMING} | Until day 3 |" in soon and "| Steroid | Only if a clinician" in soon
    assert f"| {ACIDS} | Until day 7" in longer and "| BHA | " in longer
    assert f"- **Swimming:** Pools hold germs. {OPEN_LINK}" in lines


def test_a_rule_lists_the_rows_that_its_table_and_its_words_do_not_lead_to(site):
    rows = (
        "docs/_data/a_to_z.yml",
        "a_to_z: []",
        """\
a_to_z:
  - {id: sleep, name: Sleep, kind: daily_life, page: prevent/week.md, words: On your back.}
  - {id: pets, name: Pets, kind: daily_life, page: prevent/week.md, words: Off your face.}
""",
    )
    sleep, pets = (f"[{name}](../treat/remedies-index.md#{name})" for name in ("sleep", "pets"))
    assert "A to Z:" not in site()["prevent/week.md"]
    assert f"\nA to Z: {sleep}, {pets}.\n" in site(rows)["prevent/week.md"]
    words = ("docs/prevent/week.md", "No swimming", f"No {pets}. No swimming")
    assert f"\nA to Z: {sleep}.\n" in site(rows, words)["prevent/week.md"]


def test_who_has_no_more_to_do_than_not_to_use_it_is_only_named(site):
    groups = "docs/_data/groups.yml"
    page = site((groups, ', advice: "Leave it alone."', ""))["treat/acid-wash.md"]
    assert f"- **Not for:** People with an allergy to it. {OPEN_LINK}\n" in page


def test_a_rule_without_windows_has_no_table(site):
    avoid = re.search(r"^avoid:\n(?:  - .*\n)+", WEEK, re.M).group()
    page = site(("docs/prevent/week.md", avoid, ""))["prevent/week.md"]
    assert "leave-alone" not in page


def test_a_guide_is_its_words(site):
    assert section(site()["index.md"], "begin-here")[0] == (
        "Look at [the white dots](causes/milia.md#how-to-tell) first. [^GOOD]"
    )


def test_a_page_that_cites_nothing_says_so(site):
    page = site(
        ("docs/identify/index.md", "Touch the skin first. [^open]", "Touch the skin first."),
    )["identify/index.md"]
    assert (
        "This page states no medical fact of its own. [All our sources](../about/sources.md)"
        in page.partition("/// details | Sources and dates")[2]
    )


def test_the_data_files_are_json(site):
    files = site()
    assert all(
        isinstance(json.loads(files[path]), (dict, list))
        for path in ("data/v1/claims.json", "data/scorecard.json")
    )


# Parts.


@pytest.mark.parametrize(
    ("sources", "text", "expected"),
    [
        (["GOOD", "CASES"], "", " [^GOOD] [^CASES]"),
        (["GOOD", "CASES"], "So. [^GOOD]", " [^CASES]"),
        (["GOOD"], "So. [^GOOD]", ""),
        ([], "", " [^open]"),
        ([], "So.", " [^open]"),
        ([], "So. [^CASES]", ""),
        ([], "So. [^open]", ""),
    ],
)
def test_sources_of_a_record_are_cited_once_or_the_open_mark(sources, text, expected):
    assert cites(sources, text) == expected


def test_a_time_has_its_sources():
    assert timed(Timed(when=parse_span("weeks"), sources=("GOOD",))) == "Weeks [^GOOD]"
    assert timed(Timed(when=parse_span("2 days"))) == "2 days [^open]"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], ["allergic", "pregnant"]),
        (
            [(SUBSTANCES, 'name: "acids"}', 'name: "acids", not_for: [pregnant]}')],
            ["allergic", "pregnant"],
        ),
        (
            [
                (SUBSTANCES, "not_for: [allergic]", "not_for: []"),
                (SUBSTANCES, 'name: "acids"}', 'name: "acids", not_for: [allergic]}'),
            ],
            ["allergic", "pregnant"],
        ),
        ([(SUBSTANCES, "not_for: [allergic]", "not_for: []")], ["pregnant"]),
    ],
)
def test_groups_come_from_the_substance_and_all_it_is_a_kind_of(tmp_path, edits, expected):
    small = small_knowledge(tmp_path, *edits)
    assert groups_of(small, small.remedies["acid-wash"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cool cloth", "cool cloth"),
        ("BHA wash", "BHA wash"),
        ("", ""),
        ("A", "a"),
        ("A cool cloth", "a cool cloth"),
        ("RF burns", "RF burns"),
    ],
)
def test_a_title_inside_a_sentence_begins_small_unless_it_is_an_abbreviation(
    templates, text, expected
):
    assert templates.filters["lower_first"](text) == expected


def test_a_name_that_a_template_misspells_raises(templates):
    with pytest.raises(UndefinedError, match="'remdy' is undefined"):
        templates.from_string("{{ remdy }}").render()
