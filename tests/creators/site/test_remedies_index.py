"""The A to Z and the calendar: a row for all that people ask, each with the whole rule of a record,
and each found on its day, by its kind and by its cause."""

import re
from pathlib import Path

import pytest

from creators.handout.create import create_sheet
from creators.site.files import create_site, load_templates
from creators.site.remedies_index import (
    BY_DAY,
    LONGEST_ROW,
    Day,
    causes_of,
    check_rows,
    choice_counts,
    create_indexes,
    rows,
)
from creators.wording.macros import expand
from creators.wording.phrases import phrases_of
from creators.wording.verdicts import KINDS, Verdict
from knowledge.asked import A_TO_Z, asked, goes_by_another, rule_of, start_of
from knowledge.prose.blocks import WORD, plain
from knowledge.records.generated import GENERATED_PAGES
from knowledge.starts import named_start
from small_project import small_knowledge

ROOT = Path(__file__).resolve().parents[3]
ASKED = "docs/_data/a_to_z.yml"
CLOTH, ACID_WASH, STEROID, WEEK = (
    "docs/treat/cloth.md",
    "docs/treat/acid-wash.md",
    "docs/treat/steroid.md",
    "docs/prevent/week.md",
)
SNAIL = "{id: snail, name: Snail, kind: skin_care, like: acid, words: It is untested.}"


def written(*records: str) -> tuple[str, str, str]:
    """The edit that writes rows into the small project."""
    lines = "".join(f"\n  - {record}" for record in records)
    return ASKED, "a_to_z: []", f"a_to_z:{lines}"


@pytest.fixture
def row(tmp_path):
    """A row of the small project with some edits, by its id."""

    def find(name: str, *edits):
        small = small_knowledge(tmp_path, *edits)
        return next(row for row in rows(small) if row.asked.id == name)

    return find


@pytest.fixture(scope="module")
def page(knowledge) -> str:
    """The Markdown of the real A to Z."""
    return create_site(knowledge, load_templates(ROOT)).texts[A_TO_Z]


# The real rows.


def test_at_least_seventy_things_have_a_row_of_few_words(knowledge):
    found = {
        row.asked.id: len(WORD.findall(plain(expand(knowledge, row.words))))
        for row in rows(knowledge)
    }
    assert len(found) >= 70
    assert {name: count for name, count in found.items() if count > LONGEST_ROW} == {}


def test_every_remedy_and_everything_that_waits_has_a_row(knowledge):
    about = {rule_of(knowledge, row) for row in asked(knowledge).values()}
    assert set(knowledge.remedies) <= set(asked(knowledge))
    inside = {name for remedy in knowledge.remedies.values() for name in remedy.substances}
    waiting = {what for rule in knowledge.rules.values() for one in rule.avoid for what in one.what}
    assert waiting - about - inside == set()


def test_what_people_ask_and_no_page_is_about_has_a_row(knowledge):
    names = " ".join(" ".join([row.name, *row.also]) for row in asked(knowledge).values()).lower()
    for word in """
        acetaminophen niacinamide azelaic panthenol cica ceramides peptides growth-factors PDRN
        snail hypochlorous thermal mist toner rose-water patches LED ice-roller gua-sha slugging
        tea-tree honey oatmeal zinc coconut silicone arnica calamine toothpaste saline fillers botox
        vaccines alcohol hair-dye contact-lenses flying smoking vap sleep pillowcases mask beard
        shampoo scalp body stretch doxycycline blood-thinners work school exercise swimming sauna
        make-up sun pets waxing exfoliant
    """.split():
        assert word.replace("-", " ").lower() in names.replace("-", " "), word


def test_a_row_has_the_whole_rule_of_its_record(knowledge):
    """Whatever a row goes by, it never has an earlier day, and never fewer conditions."""
    for row in rows(knowledge):
        rule = named_start(knowledge, rule_of(knowledge, row.asked))
        if not rule or row.asked.leave:
            continue
        said = f"{row.verdict}."
        assert (f"day {rule.day}" in said) == (
            rule.day is not None and not rule.instead and row.verdict.kind != "ask"
        ), row.asked.id
        assert (f"Deep or RF: day {rule.deep}" in said) == (rule.deep is not None), row.asked.id
        assert ("Have them checked first" in said) == rule.checked, row.asked.id
        assert "healed" in said or not rule.healed, row.asked.id
        assert not rule.ask or "Ask a pharmacist or doctor" in said, row.asked.id
        assert all(warning in said for warning in rule.never), row.asked.id
        assert rule.day is not None or "Only if a clinician who has seen your skin" in said


def test_what_goes_by_another_waits_for_healed_skin_and_says_that_nobody_has_tested_it(
    knowledge, page
):
    found = [row for row in rows(knowledge) if goes_by_another(row.asked)]
    assert len(found) > 25
    for row in found:
        assert row.start.clinic is None and (row.start.healed or row.start.day <= 1), row.asked.id
        line = re.search(rf"^- .*\n  {{ #{row.asked.id} ", page, re.M).group()
        assert "[◇]" in line, row.asked.id


def test_no_row_types_a_day(knowledge):
    for one in knowledge.a_to_z.values():
        assert not re.search(r"\b(?:day|week|hour)s? ?\d|\d ?(?:day|week|hour)", one.words or "")


def test_verdicts_have_no_color_of_urgency():
    css = (ROOT / "overrides" / "parts" / "az.css").read_text(encoding="utf-8")
    assert not re.search(r"--(?:red|amber|blue)|#[0-9a-f]{3,6}\b", css)


# What a row says.


def said_by(verdict: Verdict) -> str:
    """A verdict with all its conditions."""
    return ". ".join([verdict.words, *(more.rstrip(".") for more in verdict.more)])


def test_a_remedy_and_what_waits_get_a_row_of_their_own(tmp_path):
    small = small_knowledge(tmp_path)
    assert [
        (row.asked.id, row.asked.name, row.page, said_by(row.verdict), row.is_open)
        for row in rows(small)
    ] == [
        (
            "acid-wash",
            "Acid wash",
            "treat/acid-wash.md",
            "From day 7, once healed. Deep or RF: day 14. Ask a pharmacist or doctor first",
            False,
        ),
        (
            "acid",
            "Acids",
            "prevent/week.md",
            "From day 7, once healed. Day 0 if the clinic supplied it for needled skin",
            False,
        ),
        ("cloth", "Cool cloth", "treat/cloth.md", "From day 0. Until day 3", True),
        (
            "steroid",
            "Steroid cream",
            "treat/steroid.md",
            "Do not use. Only if a clinician who has seen your skin tells you to",
            True,
        ),
        ("swimming", "Swimming", "prevent/week.md", "From day 3", True),
    ]


def test_a_written_row_stands_in_place_of_the_one_that_is_made(row):
    found = row(
        "cloth", written("{id: cloth, name: A wet cloth, kind: daily_life, words: No ice.}")
    )
    assert (found.asked.name, found.words) == ("A wet cloth", "Until day 3. No ice.")


@pytest.mark.parametrize(
    ("record", "kind", "said", "page"),
    [
        (SNAIL, "wait", "From day 7, once healed", "prevent/week.md"),
        ("{id: bath, name: Bath, kind: daily_life, like: swimming}", "wait",
         "From day 3, once healed", "prevent/week.md"),
        ("{id: gel, name: Gel, kind: skin_care, like: cloth}", "go", "From day 0. Until day 3",
         "treat/cloth.md"),
        ("{id: pill, name: Pill, kind: medicine, ask: a nurse}", "ask", "Ask a nurse", ""),
        ("{id: gel, name: Gel, kind: skin_care, like: steroid}", "no",
         "Do not use. Only if a clinician who has seen your skin tells you to", "treat/steroid.md"),
        ("{id: glue, name: Glue, kind: skin_care, leave: true}", "no", "Do not use", ""),
        ("{id: pop, name: Pop, kind: daily_life, leave: true}", "no", "Do not do it", ""),
        ("{id: beard, name: Beard, kind: daily_life, like: swimming, ask: the clinic}", "wait",
         "From day 3, once healed. Ask the clinic", "prevent/week.md"),
        ("{id: sleep, name: Sleep, kind: daily_life, page: causes/milia.md}", "care", "With care",
         "causes/milia.md"),
    ],
)  # fmt: skip
def test_a_verdict_and_the_page_that_says_more(record, kind, said, page, row):
    found = row(re.search(r"id: (\w+)", record)[1], written(record))
    assert (found.verdict.kind, said_by(found.verdict), found.page) == (kind, said, page)


def test_what_needs_only_advice_says_whom_to_ask(row):
    edits = [
        (ACID_WASH, line, "")
        for line in ("first_day_deep: 14\n", "healed_skin: true\n", "test_days: 3\n")
    ]
    edits += [(ACID_WASH, "first_day: 7", "first_day: 0"), (ACID_WASH, "[bha]", "[]")]
    found = row("acid-wash", *edits)
    assert (found.verdict.kind, said_by(found.verdict)) == ("ask", "Ask a pharmacist or doctor")


def test_what_nobody_starts_again_has_no_day(row):
    edit = (
        "docs/_data/activities.yml",
        'names: ["swim"]',
        'names: ["swim"], instead: "out of the water"',
    )
    found = row("swimming", edit)
    assert (found.verdict.kind, said_by(found.verdict)) == ("no", "Out of the water for 3 days")


def test_a_row_of_too_many_words_is_a_problem_with_its_line(tmp_path):
    words = " ".join(["word"] * 26)
    small = small_knowledge(
        tmp_path,
        written(SNAIL, f"{{id: glue, name: Glue, kind: medicine, ask: me, words: {words}}}"),
    )
    assert list(map(str, check_rows(small))) == [
        f"{ASKED}:3: words: expected 25 words at most, with the 0 of its rule; got 26 words; do"
        " shorten the line"
    ]


def test_the_words_of_a_rule_count(tmp_path):
    words = " ".join(["word"] * 16)  # and "Day 0 if the clinic supplied it for needled skin."
    own = f"{{id: acid, name: Acids, kind: medicine, words: {words}}}"
    [problem] = check_rows(small_knowledge(tmp_path, written(own)))
    assert (problem.expected, problem.got) == (
        "25 words at most, with the 10 of its rule",
        "26 words",
    )


# The list and its choices.


def test_there_is_an_index_for_each_address_that_a_link_may_name(tmp_path):
    indexes = create_indexes(small_knowledge(tmp_path))
    assert set(indexes) == {path for path in GENERATED_PAGES if path.startswith("treat/")}
    summaries = [index[2] for index in indexes.values()]
    assert all(20 <= len(summary) <= 160 and summary.endswith(".") for summary in summaries)


def values(knowledge) -> dict[str, str]:
    letters = create_indexes(knowledge)[A_TO_Z][3]["letters"]
    return {
        row.asked.id: found for rows in letters.values() for row, found in rows if not row.seen_as
    }


def test_a_row_fits_the_days_causes_and_kind_that_a_reader_can_choose(tmp_path):
    pill = "{id: pill, name: Pill, kind: medicine, ask: a pharmacist}"
    glue = "{id: glue, name: Glue, kind: treatment, leave: true}"
    small = small_knowledge(tmp_path, written(pill, glue))
    assert values(small) == {
        "acid-wash": ".d1 .c1 .k1",
        "acid": ".d1 .k0",
        "cloth": ".d0 .d1 .c0 .c1 .k0",
        "glue": ".k3",
        "pill": ".d0 .d1 .k1",
        "steroid": ".k1",
        "swimming": ".d1 .k2",
    }
    assert choice_counts(small) == {"d": 2, "c": 2, "k": len(KINDS)}


@pytest.mark.parametrize(
    ("edit", "days"),
    [
        ((CLOTH, "last_day: 3", "last_day: 0"), ".d0 "),
        ((CLOTH, "last_day: 3", "last_day: 1"), ".d0 .d1 "),
        ((CLOTH, "first_day: 0", "first_day: 1"), ".d1 "),
    ],
)
def test_a_row_is_shown_on_each_day_on_which_it_may_be_used(edit, days, tmp_path):
    assert values(small_knowledge(tmp_path, edit))["cloth"] == f"{days}.c0 .c1 .k0"


def test_rows_stand_by_name_in_any_case_under_their_letters(tmp_path):
    small = small_knowledge(tmp_path, (CLOTH, "title: Cool cloth", "title: aloe cloth"))
    letters = create_indexes(small)[A_TO_Z][3]["letters"]
    assert {letter: [row.asked.id for row, _ in found] for letter, found in letters.items()} == {
        "A": ["acid-wash", "acid", "cloth"],
        "S": ["steroid", "swimming"],
    }


def test_a_well_known_name_has_a_short_row_under_its_own_letter(tmp_path):
    small = small_knowledge(
        tmp_path, written(SNAIL.replace("like:", "see_from: [Gastropod], like:"))
    )
    letters = create_indexes(small)[A_TO_Z][3]["letters"]
    listed = [
        (letter, row.name, row.asked.id, values)
        for letter, found in letters.items()
        for row, values in found
        if row.asked.id == "snail"
    ]
    assert [one[:3] for one in listed] == [("G", "Gastropod", "snail"), ("S", "Snail", "snail")]
    assert listed[0][3] == "" and listed[1][3]


def test_brands_and_everyday_names_lead_to_their_rows(page, knowledge):
    for name, row in {
        "Vaseline": "petrolatum",
        "Aquaphor": "petrolatum",
        "Tylenol": "paracetamol",
        "Botox": "botox",
        "Accutane": "isotretinoin",
    }.items():
        assert f"- {name}: see [{asked(knowledge)[row].name}](#{row})" in page


def test_more_rows_than_a_phone_shows_at_once_stand_under_two_letters(tmp_path):
    def under_letters(*names):
        more = [f"{{id: {name}, name: {name}, kind: skin_care, leave: true}}" for name in names]
        small = small_knowledge(tmp_path / str(len(names)), written(*more))
        letters = create_indexes(small)[A_TO_Z][3]["letters"]
        return {
            head: [row.asked.id for row, _ in found]
            for head, found in letters.items()
            if head.startswith("S")
        }

    four = under_letters("sage", "salt")
    assert four == {"S": ["sage", "salt", "steroid", "swimming"]}
    assert under_letters("sage", "salt", "scarf", "sea", "stamp") == {
        "S": ["sage", "salt", "scarf", "sea"],
        "St": ["stamp", "steroid", "swimming"],
    }


def test_the_causes_of_a_remedy_are_those_that_list_it(tmp_path):
    small = small_knowledge(tmp_path, ("docs/causes/rash.md", "remedies: [cloth]", "remedies: []"))
    assert [cause.id for cause in causes_of(small, small.remedies["cloth"])] == ["milia"]


def test_a_row_is_one_item_with_its_id(knowledge, page):
    for row in rows(knowledge):
        assert page.count(f"  {{ #{row.asked.id} ") == 1, row.asked.id


# The calendar.


def of_days(knowledge) -> list[Day]:
    return create_indexes(knowledge)[BY_DAY][3]["days"]


def days(knowledge) -> list[tuple]:
    """What is new in each stage: for each rule what helps, and what else may come back."""

    def names(rows):
        return [row.asked.id for row in rows]

    return [
        (day.stage.id, [(names(group.helps), names(group.others)) for group in day.new])
        for day in of_days(knowledge)
    ]


def test_a_day_has_what_is_new_and_what_may_come_back_under_one_rule(tmp_path):
    gel = "{id: gel, name: Gel, kind: skin_care, like: swimming}"
    assert days(small_knowledge(tmp_path, written(SNAIL, gel))) == [
        ("first", [(["cloth"], [])]),
        (
            "rest",
            [
                (["swimming"], []),
                ([], ["gel"]),
                ([], ["snail"]),
                ([], ["acid"]),
                (["acid-wash"], []),
            ],
        ),
    ]


def test_what_waits_for_the_last_day_of_all_is_new_in_the_last_stage(tmp_path):
    edit = (WEEK, "what: [swimming], until_day: 3", "what: [swimming], until_day: 10")
    assert (["swimming"], []) in days(small_knowledge(tmp_path, edit))[1][1]


def test_what_is_not_advised_never_stands_with_what_helps(knowledge):
    for _, groups in days(knowledge):
        for name in (name for helps, _ in groups for name in helps):
            remedy = knowledge.remedies.get(name)
            assert not (remedy and remedy.not_advised), name
    assert all("sunlight" not in str(day) and "tanning" not in str(day) for day in days(knowledge))


def test_each_row_with_a_day_stands_once_on_the_calendar(knowledge):
    told = [
        name
        for _, groups in days(knowledge)
        for helps, others in groups
        for name in (*helps, *others)
    ]
    dated = [row.asked.id for row in rows(knowledge) if row.verdict.kind in ("go", "wait")]
    assert sorted(told) == sorted(dated)


def test_a_day_on_which_nothing_is_new_names_the_one_before(knowledge):
    same = {day.stage.id: day.same_as.id for day in of_days(knowledge) if day.same_as}
    assert same == {"day-2": "day-1", "day-4-7": "day-3"}


def test_a_day_names_the_best_known_things_that_wait_and_when_to_look_again(knowledge):
    sheet = create_sheet(knowledge)
    found = of_days(knowledge)
    assert [(day.stage.from_day, words) for day in found for words in day.not_yet] == [
        *sheet.not_yet
    ]
    assert [(day.stage.id, check.day) for day in found for check in day.checks] == [
        ("day-3", 3),
        ("day-7-14", 7),
    ]
    page = create_site(knowledge, load_templates(ROOT)).pages[BY_DAY].body
    said = page.replace("&nbsp;", " ")
    for day in found:
        part = said.partition(f"{{ #{day.stage.id} }}")[2].partition("\n## ")[0]
        for check in day.checks:
            assert f"{check.text} **{check.action}**" in part
        for words in day.not_yet:
            assert f"**Not yet:** {words[0].lower()}{words[1:]}, and all else below." in part


def test_every_rule_is_whole_and_stands_before_its_names(knowledge):
    """Nothing of a rule is left out because its day is that of the section, or for a date."""
    page = create_site(knowledge, load_templates(ROOT)).pages[BY_DAY].body
    page = re.sub(r"<span[^>]*> \(<time[^>]*></time>\)</span>|</?strong>", "", page)
    for day in of_days(knowledge):
        for group in day.new:
            rule = phrases_of(knowledge).rule(group.start)
            names = "|".join(row.asked.id for row in (*group.helps, *group.others))
            lines = re.findall(rf"^- (.*#(?:{names})\).*)$", page, re.M)
            assert len(lines) == 1, names
            if group.start.is_bare and str(rule) == f"From day {day.stage.from_day}":
                assert lines[0].startswith(("[", "May come back"))
            else:
                assert lines[0].startswith(f"{str(rule)}.<br>"), (lines[0], str(rule))


def test_a_day_of_its_own_has_a_place_for_its_date(knowledge):
    """The days of the sections, deep needling's, and those inside the last section."""
    page = create_site(knowledge, load_templates(ROOT)).pages[BY_DAY].body
    for day in of_days(knowledge):
        first, end = day.stage.from_day, day.stage.to_day
        part = re.search(rf"^## [^\n]*\{{ #{day.stage.id} \}}\n.*?^///$", page, re.M | re.S)[0]
        head, _, rest = part.partition("\n")
        assert {*map(int, re.findall(r"P(\d+)D", head))} == {
            first,
            end if end > first + 1 else first,
        }
        own = {one for group in day.new for one in group.start.days()} - {first}
        assert {*map(int, re.findall(r"P(\d+)D", rest))} == own, day.stage.id


def test_the_calendar_is_short_and_keeps_its_anchors(knowledge):
    page = create_site(knowledge, load_templates(ROOT)).pages[BY_DAY].body
    screen, _, _ = page.partition("/// html | div.on-paper")
    said = re.sub(r"<[^>]*>|\{[^}]*\}|\[\^[^]]*\]|\]\([^)]*\)|^///.*$", " ", screen, flags=re.M)
    assert len(WORD.findall(said)) <= 780
    for anchor in [*knowledge.stages, *(f"on-day-{day}" for day in range(29))]:
        assert f"#{anchor} }}" in page or f'id="{anchor}"' in page, anchor


def test_start_of_a_row_is_that_of_its_record(knowledge):
    for row in asked(knowledge).values():
        if row.id in knowledge.remedies:
            assert start_of(knowledge, row) == named_start(knowledge, row.id)
