"""Every id that is used exists, everything that exists is used, and no two pages have one name."""

import pytest

from knowledge.checks import macros, references, trust
from knowledge.checks.causes import check_cause_groups, check_looks
from knowledge.checks.macros import check_macros
from knowledge.checks.named import checks_of
from knowledge.checks.names import check_names_stand_once
from knowledge.checks.references import (
    check_citations,
    check_kind_of_ends,
    check_orphans,
    check_references,
    check_sign_rows,
    cited,
)
from knowledge.checks.trust import check_source_dates
from knowledge.prose.macros import MACROS
from knowledge.records.fields import To
from small_project import FILES, small_knowledge, write_project

MILIA, RASH, CLOTH, ACID_WASH = (
    "docs/causes/milia.md",
    "docs/causes/rash.md",
    "docs/treat/cloth.md",
    "docs/treat/acid-wash.md",
)
WEEK, STEROID, FLAGS = "docs/prevent/week.md", "docs/treat/steroid.md", "docs/_data/red_flags.yml"
SUBSTANCES, ACTIVITIES, GROUPS = (
    "docs/_data/substances.yml",
    "docs/_data/activities.yml",
    "docs/_data/groups.yml",
)
FINDINGS = "docs/_data/findings.yml"
STAGES, BUMPS, SOURCES = (
    "docs/_data/stages.yml",
    "docs/_data/bump_types.yml",
    "docs/_data/sources.yml",
)
SENTENCE = "A cool cloth helps with the heat. [^GOOD]"


def found(check, root, *edits) -> list[str]:
    return [str(problem) for problem in check(small_knowledge(root, *edits))]


@pytest.mark.parametrize("check", checks_of(references, macros, trust))
def test_a_project_without_mistakes_has_no_problems(check, tmp_path):
    assert found(check, tmp_path) == []


# Ids.


FLAG, REMEDY, CAUSE, SOURCE, SUBSTANCE, GROUP = (
    To.RED_FLAGS,
    To.REMEDIES,
    To.CAUSES,
    To.SOURCES,
    To.SUBSTANCES,
    To.GROUPS,
)
TAKEN = 'words: "hard dots"', 'words: "hard dots", taken_for: [{finding: puss, unless: [yellow]}]'


@pytest.mark.parametrize(
    ("path", "old", "new", "where", "target", "got", "near"),
    [
        (MILIA, "signs: [pearls]", "signs: [pearls, perls]", "13: signs", FLAG, "perls", "pearls"),
        (MILIA, "[late-bumps]", "[late-bump]", "14: watch_for", FLAG, "late-bump", "late-bumps"),
        (MILIA, "[cloth, acid", "[cloths, acid", "15: remedies", REMEDY, "cloths", "cloth"),
        (
            MILIA,
            "weeks, sources: [GOOD]",
            "weeks, sources: [GOD]",
            "6: starts.sources",
            SOURCE,
            "GOD",
            "GOOD",
        ),
        (
            MILIA,
            "2 to 3 months",
            "weeks, sources: [GOD]",
            "7: lasts.sources",
            SOURCE,
            "GOD",
            "GOOD",
        ),
        (ACID_WASH, "[bha]", "[bhas]", "6: substances", SUBSTANCE, "bhas", "bha"),
        (ACID_WASH, "[pregnant]", "[pregnancy]", "12: not_for", GROUP, "pregnancy", "pregnant"),
        (ACID_WASH, "[eye-pain]", "[eyes-pain]", "14: watch_for", FLAG, "eyes-pain", "eye-pain"),
        (
            ACID_WASH,
            "window_sources: [GOOD]",
            "window_sources: [CASE]",
            "11: window_sources",
            SOURCE,
            "CASE",
            "CASES",
        ),
        (ACID_WASH, "[GOOD, CASES]", "[CASE]", "15: strength.sources", SOURCE, "CASE", "CASES"),
        (WEEK, "[swimming]", "[swiming]", "9: avoid.what", To.THINGS, "swiming", "swimming"),
        (WEEK, "[CLINIC]", "[CLINICS]", "10: avoid.sources", SOURCE, "CLINICS", "CLINIC"),
        (FLAGS, "[GOOD, CASES]", "[CASE]", "43: sources", SOURCE, "CASE", "CASES"),
        (GROUPS, "sources: [GOOD]", "sources: [GOD]", "2: sources", SOURCE, "GOD", "GOOD"),
        (STAGES, "[eye-pain, pus]", "[eye-pain, puss]", "3: not_normal", FLAG, "puss", "pus"),
        (BUMPS, "[milia, rash]", "[milia, crash]", "2: causes", CAUSE, "crash", "rash"),
        (SUBSTANCES, "[allergic]", "[alergic]", "3: not_for", GROUP, "alergic", "allergic"),
        (SUBSTANCES, "kind_of: acid", "kind_of: acids", "3: kind_of", SUBSTANCE, "acids", "acid"),
        (FINDINGS, *TAKEN, "2: taken_for.finding", To.FINDINGS, "puss", "pus"),
    ],
)
def test_every_id_names_a_record_that_is_there(tmp_path, path, old, new, where, target, got, near):
    assert found(check_references, tmp_path, (path, old, new)) == [
        f'{path}:{where}: expected an id of {target.words}; got "{got}"; do write {near} (did you'
        f' mean that?) or add "{got}" to {target.where}'
    ]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (
            (ACID_WASH, "not_with: [rash]", "not_with: [zzz]"),
            '13: not_with: expected an id of a cause; got "zzz"; do use one of: milia, rash;'
            ' or add "zzz" to docs/causes/ (build.py new-cause)',
        ),
        (
            (ACTIVITIES, 'names: ["swim"]', "kind_of: sport"),
            '2: kind_of: expected an id of an activity; got "sport"; do use one of: swimming;'
            ' or add "sport" to docs/_data/activities.yml',
        ),
    ],
)
def test_an_id_like_no_other_gets_the_known_ones(tmp_path, edit, message):
    assert found(check_references, tmp_path, edit) == [f"{edit[0]}:{message}"]


def test_a_rule_may_name_an_activity_or_a_substance(tmp_path):
    assert (
        found(check_references, tmp_path, (WEEK, "what: [swimming]", "what: [swimming, steroid]"))
        == []
    )


def test_an_id_of_another_kind_is_unknown(tmp_path):
    assert found(check_references, tmp_path, (MILIA, "signs: [pearls]", "signs: [cloth]")) == [
        f'{MILIA}:13: signs: expected an id of a red flag; got "cloth"; do use one of: eye-pain,'
        ' late-bumps, pearls, pus; or add "cloth" to docs/_data/red_flags.yml (build.py new-sign)'
    ]


# Citations.


@pytest.mark.parametrize(
    ("edit", "line", "field"),
    [
        ((RASH, SENTENCE, "A cool cloth helps with the heat. [^GODO]"), 19, "citation"),
        ((RASH, 'looks: "Sore spots. [^GOOD]"', 'looks: "Sore spots. [^GODO]"'), 8, "citation"),
        ((GROUPS, "Leave it alone.", "Leave it alone. [^GODO]"), 3, "citation"),
        ((STEROID, "some bumps worse. [^GOOD]", "some bumps worse. [^GODO]"), 9, "citation"),
    ],
)
def test_every_citation_names_a_source(tmp_path, edit, line, field):
    assert found(check_citations, tmp_path, edit) == [
        f"{edit[0]}:{line}: {field}: expected a source id of docs/_data/sources.yml, or open; got"
        ' "GODO"; do write GOOD (did you mean that?) or add "GODO"'
        " to docs/_data/sources.yml (build.py new-source)"
    ]


def test_the_open_mark_is_written_small(tmp_path):
    [message] = found(check_citations, tmp_path, (RASH, SENTENCE, "A cool cloth helps. [^opne]"))
    assert message.endswith(
        'got "opne"; do write open (did you mean that?) or add "opne"'
        " to docs/_data/sources.yml (build.py new-source)"
    )


@pytest.mark.parametrize(
    ("edit", "line", "field"),
    [
        ((RASH, SENTENCE, "A cool cloth helps. [^UNREAD]"), 19, "citation"),
        ((ACID_WASH, "window_sources: [GOOD]", "window_sources: [UNREAD]"), 11, "window_sources"),
        ((WEEK, "sources: [CLINIC]", "sources: [UNREAD]"), 10, "avoid.sources"),
    ],
)
def test_only_a_source_that_was_read_is_cited(tmp_path, edit, line, field):
    assert found(check_citations, tmp_path, edit) == [
        f'{edit[0]}:{line}: {field}: expected a source that was read; got "UNREAD", read: false'
        f" ({SOURCES}:5); do cite another source or write [^open]"
    ]


def test_sources_are_cited_in_prose_and_in_fields(tmp_path):
    uses = list(cited(small_knowledge(tmp_path)))
    assert [use for use in uses if use[0] == ACID_WASH] == [
        (ACID_WASH, 17, "citation", "open"),
        (ACID_WASH, 19, "citation", "GOOD"),
        (ACID_WASH, 11, "window_sources", "GOOD"),
        (ACID_WASH, 15, "strength.sources", "GOOD"),
        (ACID_WASH, 15, "strength.sources", "CASES"),
    ]


# Macros.


LACKS = (
    'a record that has what {0} prints; got "{1}" without it; do set it in the record of {1}, or'
    " write the sentence without {0}"
)
UNCLOSED = '{{ name id }}; got "Wait until {{ first_day bha"; do close it with }} and use plain ids'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Wait until {{ first_dya acid-wash }}.",
            'a known macro; got "first_dya"; do write first_day (did you mean that?)',
        ),
        (
            "Wait until {{ first_day acid-wsh }}.",
            'an id that first_day knows; got "acid-wsh"; do write acid-wash (did you mean that?)',
        ),
        (
            "Wait until {{ first_day rash }}.",
            'an id that first_day knows; got "rash"; do use one of: acid, acid-wash, bha,'
            " cloth, steroid, swimming",
        ),
        ("{{ first_day }}.", "1 ids after first_day; got 0; do correct {{ first_day … }}"),
        ("{{ first_day bha acid }}.", "1 ids after first_day; got 2; do correct {{ first_day … }}"),
        (
            "Call {{ emergency_numbers us }}.",
            "0 ids after emergency_numbers; got 1; do correct {{ emergency_numbers … }}",
        ),
        ("It takes {{ max_days acid-wash }}.", LACKS.format("max_days", "acid-wash")),
        ("It takes {{ test_days cloth }}.", LACKS.format("test_days", "cloth")),
        ("Wait {{ day steroid }}.", LACKS.format("day", "steroid")),
        (
            "See {{ red_flags }} now.",
            'red_flags alone on a line; got "See {{ red_flags }} now."; do give it its own line',
        ),
        (
            "{{ red_flags today }}",
            'an id that red_flags knows; got "today"; do use one of: emergency_now, routine,'
            " same_day, within_48h",
        ),
        (
            "{{ red_flags same_day routine }}",
            "0 to 1 ids after red_flags; got 2; do correct {{ red_flags … }}",
        ),
        ("{{ pictures }}", "1 to 19 ids after pictures; got 0; do correct {{ pictures … }}"),
        ("Wait until {{ first_day: bha }}.", UNCLOSED.replace("y bha", "y: bha }}.")),
        ("Wait until {{ first_day bha", UNCLOSED),
    ],
)
def test_every_macro_is_known_and_whole_and_has_what_it_prints(tmp_path, text, message):
    assert found(check_macros, tmp_path, (RASH, SENTENCE, text)) == [
        f"{RASH}:19: macro: expected {message}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ first_day acid-wash }}",
        "{{ first_day bha }}",
        "{{ first_day swimming }}",
        "{{ first_day steroid }}",
        "{{ day acid }}",
        "{{ wait swimming }}",
        "{{ max_days cloth }}",
        "{{ test_days acid-wash }}",
        "{{ how_soon rash }}",
        "{{ action pus }}",
        "{{ urgency same_day }}",
        "{{ emergency_numbers }}",
        "{{ red_flags }}",
        "{{ red_flags same_day }}",
        "{{ stages }}",
    ],
)
def test_these_macros_are_right(tmp_path, text):
    assert found(check_macros, tmp_path, (RASH, SENTENCE, text)) == []


def test_only_a_window_that_ends_has_a_day(tmp_path):
    edits = (
        (STEROID, "names: [steroid cream]", "names: [a cream]"),
        (SUBSTANCES, "id: steroid", "id: strong"),
        (STEROID, "first_day: 0", "substances: [strong]\nfirst_day: 0"),
        (STEROID, "substances: [steroid]\n", ""),
        (WEEK, "what: [steroid]", "what: [strong]"),
        (
            RASH,
            SENTENCE,
            "Wait for {{ wait strong }} or {{ first_day strong }}.",
        ),
    )
    assert [
        message.partition("; got ")[0] for message in found(check_macros, tmp_path, *edits)
    ] == [
        f"{RASH}:19: macro: expected a record that has what wait prints",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "field"),
    [
        (RASH, SENTENCE, "## Wait for {{ day bha }}", 19, "heading"),
        (CLOTH, "title: Cool cloth", "title: Cool cloth {{ day cloth }}", 2, "title"),
        (CLOTH, "with cool water", "with {{ day cloth }} water", 3, "summary"),
        (FLAGS, "Go to an eye service now.", "Go now, to {{ day cloth }}.", 26, "action"),
        (FLAGS, 'short: "Pus"', 'short: "Pus {{ day cloth }}"', 18, "short"),
        ("docs/_data/urgencies.yml", "Call for help now.", "Call {{ day cloth }}.", 2, "action"),
    ],
)
def test_no_macro_stands_where_words_are_printed_as_typed(tmp_path, path, old, new, line, field):
    assert found(check_macros, tmp_path, (path, old, new)) == [
        f'{path}:{line}: macro: expected words alone in {field}; got "{{{{ day … }}}}"; do move it'
        " into a sentence"
    ]


def test_every_macro_says_what_it_takes():
    for name, macro in MACROS.items():
        assert bool(macro.kinds) == bool(macro.most) and macro.least <= macro.most, name


# Leftovers.


@pytest.mark.parametrize(
    ("edits", "place", "kind", "name"),
    [
        ([(MILIA, "[cloth, acid-wash]", "[cloth]")], f"{ACID_WASH}:2", "a remedy", "acid-wash"),
        ([(MILIA, "[late-bumps]", "[]")], f"{FLAGS}:33", "a red flag", "late-bumps"),
        (
            [(ACID_WASH, "[GOOD, CASES]", "[GOOD]"), (FLAGS, "[GOOD, CASES]", "[GOOD]")],
            f"{SOURCES}:3",
            "a source",
            "CASES",
        ),
        ([(ACID_WASH, "[pregnant]", "[]")], f"{GROUPS}:2", "a group", "pregnant"),
        ([(WEEK, "[swimming]", "[acid]")], f"{ACTIVITIES}:2", "an activity", "swimming"),
        (
            [(WEEK, "what: [steroid]", "what: [acid]"), (STEROID, "substances: [steroid]\n", "")],
            f"{SUBSTANCES}:4",
            "a substance",
            "steroid",
        ),
        # a remedy that is not advised may serve no cause: the steroid cream is one
        (
            [(STEROID, 'not_advised: "It can make some bumps worse. [^GOOD]"\n', "")],
            f"{STEROID}:2",
            "a remedy",
            "steroid",
        ),
        # a source that was never read may be cited nowhere
        ([(SOURCES, "read: false", "read: true")], f"{SOURCES}:5", "a source", "UNREAD"),
    ],
)
def test_nothing_is_left_over(tmp_path, edits, place, kind, name):
    assert found(check_orphans, tmp_path, *edits) == [
        f'{place}: id: expected {kind} that something names; got "{name}", named nowhere; do name'
        " it where it belongs or delete it"
    ]


def test_every_red_flag_has_a_row_in_the_table_of_signs(tmp_path):
    assert found(
        check_sign_rows, tmp_path, ("docs/_data/sign_rows.yml", "red_flag: pus", "red_flag: pearls")
    ) == [
        f'{FLAGS}:12: id: expected a red flag with a row in docs/_data/sign_rows.yml; got "pus", in'
        " no row; do add a row there with red_flag: pus"
    ]


def test_a_cause_that_makes_no_bumps_needs_no_row_in_the_picture_table(tmp_path):
    without = (BUMPS, "causes: [milia, rash]", "causes: [rash]")
    no_bumps = (MILIA, "how_common: uncommon", "how_common: uncommon\nmakes_bumps: false")
    assert found(check_looks, tmp_path / "a", without, no_bumps) == []
    assert len(found(check_looks, tmp_path / "b", without)) == 1


def test_a_cause_stands_in_one_group_of_the_list(tmp_path):
    twice = ("docs/_data/cause_groups.yml", "causes: [rash]", "causes: [rash, milia]")
    [line] = found(check_cause_groups, tmp_path, twice)
    assert line.startswith(f"{MILIA}:2: title: expected one group") and "got 2" in line


# Circles, names, dates, sign-offs.


CIRCLE = '{}: kind_of: expected something wider; got "{}"; do break the circle'


def test_nothing_is_a_kind_of_itself(tmp_path):
    around = (SUBSTANCES, 'name: "acids"}', 'name: "acids", kind_of: bha}')
    assert found(check_kind_of_ends, tmp_path, around) == [
        CIRCLE.format(f"{SUBSTANCES}:2", "acid is a kind of bha is a kind of acid"),
        CIRCLE.format(f"{SUBSTANCES}:3", "bha is a kind of acid is a kind of bha"),
    ]


def test_not_even_directly(tmp_path):
    itself = (ACTIVITIES, 'names: ["swim"]', "kind_of: swimming")
    assert found(check_kind_of_ends, tmp_path, itself) == [
        CIRCLE.format(f"{ACTIVITIES}:2", "swimming is a kind of swimming")
    ]


def test_what_leads_into_a_circle_is_not_blamed_for_it(tmp_path):
    edits = ((SUBSTANCES, 'name: "acids"}', 'name: "acids", kind_of: acid}'),)
    assert [
        message.partition(": kind_of")[0] for message in found(check_kind_of_ends, tmp_path, *edits)
    ] == [f"{SUBSTANCES}:2"]


def test_two_pages_have_two_titles(tmp_path):
    assert found(
        check_names_stand_once, tmp_path, (CLOTH, "title: Cool cloth", "title: Acid Wash")
    ) == [  # a page without a row in the A to Z has one by its title
        f"{CLOTH}:2: {field}: expected a {kind} that acid-wash does not have ({ACID_WASH}:2); got"
        ' "acid wash" for cloth; do leave it with one of the two'
        for field, kind in (("id", "name"), ("title", "title"))
    ]


def test_two_pages_have_two_file_names_but_each_folder_an_index(tmp_path):
    other = write_project(tmp_path) / "docs/about/cloth.md"
    other.parent.mkdir(exist_ok=True)
    other.write_text(FILES["docs/index.md"].replace("Bumps after needling", "Another page"))
    assert found(check_names_stand_once, tmp_path) == [
        f"{CLOTH}:2: page: expected a file name that cloth does not have"
        ' (docs/about/cloth.md:2); got "cloth" for cloth; do leave it with one of the two'
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (", review_by: 2099-10-01", "", 2),
        ("checked: 2026-10-02, ", "", 3),
        ("checked: 2026-10-01, review_by: 2099-10-01", "depth: abstract", 2),
    ],
)
def test_a_source_that_was_read_has_its_two_dates(tmp_path, old, new, line):
    assert found(check_source_dates, tmp_path, (SOURCES, old, new)) == [
        f"{SOURCES}:{line}: read: expected checked and review_by for a source that was read; got"
        " not both; do add checked: and review_by: with dates, year first"
    ]


@pytest.mark.parametrize(("today", "late"), [("4094755200", False), ("4094841600", True)])
def test_a_source_is_checked_again_by_its_day(tmp_path, monkeypatch, today, late):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", today)  # 2099-10-04, then the day after
    edit = (SOURCES, "review_by: 2099-10-01", "review_by: 2099-10-04")
    more = (
        (SOURCES, "review_by: 2099-10-02", "review_by: 2100-10-02"),
        (SOURCES, "review_by: 2099-10-03", "review_by: 2100-10-03"),
    )
    assert (
        found(check_source_dates, tmp_path, edit, *more)
        == [
            f'{SOURCES}:2: review_by: expected a day from 2099-10-05 on; got "2099-10-04"; do hold'
            " our statements against GOOD again, then set both dates"
        ]
        * late
    )
