"""Text to records: whatever the text, a record or Problems that say where, what was expected, and
what to do."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import (
    Cause,
    Guide,
    Kind,
    Origin,
    RedFlag,
    Remedy,
    Rule,
    Source,
    Urgency,
)
from knowledge.problems import Problem
from knowledge.reading.loader import DATA_FILES, ELSEWHERE
from knowledge.reading.parser import parse_entries, parse_page
from knowledge.records.span import Span
from small_project import ACID_WASH, CLOTH, FLAGS, HOME, MILIA, SOURCES, WEEK

ROOT = Path(__file__).resolve().parents[3]
SECTIONS = "a page in one of the folders identify, causes, treat, prevent, when-to-worry, about"
YAML_ADVICE = (
    "look at this line and the one above: a text with a colon or # needs quotes, and no line begins"
    " with a tab"
)
SHORT = "the sign in 3 to 250 characters, beginning with lead"
DAY = "a whole number of days from 0 to 365 (day 0 is the day of treatment)"


def page_problems(path: str, text: str) -> list[str]:
    record, problems = parse_page(path, text)
    assert record is None
    return [str(problem) for problem in problems]


def entry_problems(name: str, text: str, kind: type | None = None) -> list[str]:
    return [
        str(problem)
        for problem in parse_entries(
            f"docs/_data/{name}.yml", text, kind or DATA_FILES[name], name
        )[1]
    ]


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


# What is right.


def test_a_page_is_a_record_with_its_place_and_body():
    remedy, problems = parse_page("docs/treat/acid-wash.md", ACID_WASH)
    assert problems == []
    assert type(remedy) is Remedy
    assert (remedy.id, remedy.section, remedy.path) == ("acid-wash", "treat", "treat/acid-wash.md")
    assert (remedy.kind, remedy.first_day, remedy.first_day_clinic, remedy.healed_skin) == (
        Kind.MEDICINE,
        7,
        None,
        True,
    )
    assert (remedy.names, remedy.strength.sources) == (("acid wash",), ("GOOD", "CASES"))
    assert (remedy.body, remedy.body_line) == ("An acid wash can sting. [^GOOD]", 19)
    assert remedy.origin.path == "docs/treat/acid-wash.md"
    assert (
        remedy.origin.line("title"),
        remedy.origin.line("strength", "sources", 1),
        remedy.origin.line("last_day"),
    ) == (2, 15, 2)


@pytest.mark.parametrize(
    ("path", "text", "kind", "own_path"),
    [
        ("docs/index.md", HOME, Guide, "index.md"),
        ("docs/treat/index.md", HOME, Guide, "treat/index.md"),
        ("docs/when-to-worry/red-flags.md", HOME, Guide, "when-to-worry/red-flags.md"),
        ("docs/causes/milia.md", MILIA, Cause, "causes/milia.md"),
        ("docs/treat/cloth.md", CLOTH, Remedy, "treat/cloth.md"),
        ("docs/prevent/week.md", WEEK, Rule, "prevent/week.md"),
    ],
)
def test_the_folder_says_what_a_page_is(path, text, kind, own_path):
    page, problems = parse_page(path, text)
    assert (type(page), page.path, problems) == (kind, own_path, [])


def test_times_dates_and_levels_are_read():
    cause = parse_page("docs/causes/milia.md", MILIA)[0]
    assert (cause.starts.when, cause.starts.sources) == (Span("weeks", 168, None), ("GOOD",))
    assert (cause.lasts.when, cause.lasts.sources) == (Span("2 to 3 months", 1440, 2160), ())
    source = parse_entries("docs/_data/sources.yml", SOURCES, Source, "sources")[0][0]
    assert (source.checked.isoformat(), source.review_by.isoformat(), source.year) == (
        "2026-10-01",
        "2099-10-01",
        2021,
    )
    assert parse_entries("x", FLAGS, RedFlag, "red_flags")[0][1].urgency is Urgency.SAME_DAY


def test_the_records_of_a_data_file_know_their_lines():
    records, problems = parse_entries("docs/_data/red_flags.yml", FLAGS, RedFlag, "red_flags")
    assert problems == []
    assert [
        (record.id, record.origin.line("id"), record.origin.line("words", 0)) for record in records
    ] == [("pearls", 2, 10), ("pus", 12, 20), ("eye-pain", 23, 31), ("late-bumps", 33, 41)]


def test_an_empty_list_is_no_mistake():
    kind = DATA_FILES["codes"]
    assert parse_entries("docs/_data/codes.yml", "codes: []\n", kind, "codes") == ([], [])


def test_space_around_words_is_cut_and_a_folded_text_is_one_line():
    text = changed(CLOTH, "title: Cool cloth", "title: >\n  Cool\n  cloth")
    assert parse_page("docs/treat/cloth.md", text)[0].title == "Cool cloth"


@pytest.mark.parametrize("fence", ["--- ", "---\t"])
def test_a_fence_may_end_in_space(fence):
    page = parse_page("docs/index.md", HOME.replace("---", fence))[0]
    assert (page.title, page.body_line) == ("Bumps after needling", 7)


# Pages in the wrong place.


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/lost.md", "lost"),
        ("docs/nowhere/lost.md", "lost"),
        ("docs/treat/acids/lost.md", "lost"),
        ("docs/_drafts/index.md", "index"),
        ("docs/treat/a/b/index.md", "index"),
    ],
)
def test_a_page_stands_in_a_section(path, name):
    assert page_problems(path, HOME) == [
        f'{path}:1: page: expected {SECTIONS}; got "{path}"; do move it to docs/<section>/{name}.md'
    ]


@pytest.mark.parametrize(
    "name", ["Aloe", "aloe vera", "aloe_vera", "aloe-", "-aloe", "aloé", "aloe.de", ""]
)
def test_a_file_name_is_an_id(name):
    assert page_problems(f"docs/treat/{name}.md", CLOTH) == [
        f"docs/treat/{name}.md:1: page: expected a file name in small letters, digits and hyphens; "
        f'got "{name}.md"; do rename the file'
    ]


# Files that are no page at all.


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n"])
def test_a_page_is_not_empty(text):
    assert page_problems("docs/treat/x.md", text) == [
        "docs/treat/x.md:1: page: expected a page; got an empty file; do write the page or delete"
        " the file"
    ]


@pytest.mark.parametrize(
    ("text", "got"),
    [("# Aloe\n\nWords.\n", "# Aloe"), ("\n---\ntitle: x\n---\n", ""), ("----\n", "----")],
)
def test_a_page_begins_with_a_fence(text, got):
    assert page_problems("docs/treat/x.md", text) == [
        f'docs/treat/x.md:1: front matter: expected --- on the first line; got "{got}"; '
        "do begin the page with its front matter between two lines of ---"
    ]


@pytest.mark.parametrize("text", ["---", "---\ntitle: x\n", "---\ntitle: x\n ---\n"])
def test_the_front_matter_is_closed(text):
    assert page_problems("docs/treat/x.md", text) == [
        "docs/treat/x.md:1: front matter: expected a second line of ---; got none; do close the"
        " front matter with a line of ---"
    ]


@pytest.mark.parametrize(
    ("header", "got"),
    [("", "nothing"), ("# words", "nothing"), ("- a\n- b", "\"['a', 'b']\""), ("words", '"words"')],
)
def test_front_matter_is_keys_and_values(header, got):
    assert page_problems("docs/treat/x.md", f"---\n{header}\n---\n") == [
        f"docs/treat/x.md:1: front matter: expected keys and values; got {got}; do write lines such"
        " as title: Aloe"
    ]


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "0000"),
        ("\x07", "0007"),
        ("\x0b", "000B"),
        ("\x0c", "000C"),
        ("\r", "000D"),
        ("\x1b", "001B"),
        ("\x7f", "007F"),
        ("\x85", "0085"),
        ("\u2028", "2028"),
        ("\ufeff", "FEFF"),
        ("\ufffe", "FFFE"),
        ("\ud800", "D800"),
    ],
)
def test_a_character_that_nobody_sees_is_refused_where_it_stands(char, code):
    """Some end a line for YAML but not for an editor, so that every line number below would be
    wrong."""
    message = (
        f"text: expected characters that can be seen; got the character U+{code}; do delete it or"
        " type it again"
    )
    assert page_problems("docs/treat/x.md", changed(CLOTH, "Cool cloth", f"Cool{char} cloth")) == [
        f"docs/treat/x.md:2: {message}"
    ]
    assert page_problems("docs/treat/x.md", changed(CLOTH, "lay it", f"lay{char} it")) == [
        f"docs/treat/x.md:13: {message}"
    ]
    assert entry_problems("red_flags", changed(FLAGS, "Hard", f"Hard{char}")) == [
        f"docs/_data/red_flags.yml:3: {message}"
    ]


# Broken YAML.


@pytest.mark.parametrize(
    ("line", "number", "got", "do"),
    [
        ("title: Cool: cloth", 2, "mapping values are not allowed in this context", YAML_ADVICE),
        ("title: Cool\ntitle: cloth", 3, "the key title stands twice", "delete one of the two"),
        ("title: &a Cool", 2, "an anchor or alias: a", "write it out, in quotes"),
        (
            "title: !!python/object/apply:os.system [ls]",
            2,
            "a tag: tag:yaml.org,2002:python/object/apply:os.system",
            "write it out, in quotes",
        ),
        ("title: x\n? [a]\n: b", 3, "a key that is not a plain word", "write one before the colon"),
        (f"title: {'[' * 200_000}", 2, "lists nested too deep", "take brackets away"),
    ],
)
def test_broken_yaml_names_its_line_and_what_to_do(line, number, got, do):
    assert page_problems("docs/treat/x.md", changed(CLOTH, "title: Cool cloth", line)) == [
        f'docs/treat/x.md:{number}: YAML: expected valid YAML; got "{got}"; do {do}'
    ]


def test_broken_yaml_in_a_data_file_names_its_line():
    assert entry_problems("red_flags", "red_flags:\n  - {id: pus\n") == [
        "docs/_data/red_flags.yml:2: YAML: expected valid YAML; got \"did not find expected ',' or"
        f" '}}'\"; do {YAML_ADVICE}"
    ]


def test_a_key_that_stands_twice_in_a_record_is_refused():
    assert entry_problems(
        "red_flags", changed(FLAGS, "    from_day: 7\n", "    from_day: 7\n    from_day: 8\n")
    ) == [
        'docs/_data/red_flags.yml:43: YAML: expected valid YAML; got "the key from_day stands'
        ' twice"; do delete one of the two'
    ]


# Fields that nobody knows.


@pytest.mark.parametrize(
    ("line", "field", "do"),
    [
        ("firstday: 3", "firstday", "write first_day (did you mean that?)"),
        ("summry: x", "summry", "write summary (did you mean that?)"),
        ("kinds: product", "kinds", "write kind (did you mean that?)"),
    ],
)
def test_an_unknown_field_gets_the_nearest_known_one(line, field, do):
    assert page_problems("docs/treat/cloth.md", changed(CLOTH, "max_days: 3", line)) == [
        f'docs/treat/cloth.md:8: {field}: expected a known field; got "{field}"; do {do}'
    ]


def test_an_unknown_field_inside_a_field_gets_the_nearest_of_that():
    assert page_problems("docs/prevent/week.md", changed(WEEK, "until_day: 3", "until: 3")) == [
        "docs/prevent/week.md:9: avoid.2.until_day: expected "
        + DAY
        + "; got nothing; do write until_day: 7",
        (
            'docs/prevent/week.md:9: until: expected a known field; got "until"; do write until_day'
            " (did you mean that?)"
        ),
    ]
    assert page_problems(
        "docs/causes/milia.md",
        changed(MILIA, "{when: 2 to 3 months}", "{when: weeks, source: [GOOD]}"),
    ) == [
        'docs/causes/milia.md:7: source: expected a known field; got "source"; do write sources'
        " (did you mean that?)"
    ]


def test_an_unknown_field_of_a_data_record_gets_the_nearest_known_one():
    assert entry_problems("red_flags", changed(FLAGS, "judgement:", "judgment:")) == [
        "docs/_data/red_flags.yml:22: judgment: expected a known field; "
        'got "judgment"; do write judgement (did you mean that?)'
    ]


def test_an_unknown_field_like_no_other_gets_the_known_ones():
    assert entry_problems(
        "emergency_numbers",
        'emergency_numbers:\n  - {id: us, place: the US, number: "911", countries: [US], zzz: 1}\n',
    ) == [
        'docs/_data/emergency_numbers.yml:2: zzz: expected a known field; got "zzz"; do use one of:'
        " countries, id, number, place"
    ]


@pytest.mark.parametrize("field", ["id", "section", "origin", "body", "body_line"])
def test_what_the_path_or_body_says_is_no_field(field):
    [message] = page_problems("docs/treat/cloth.md", changed(CLOTH, "max_days: 3", f"{field}: 3"))
    assert message.startswith(
        f'docs/treat/cloth.md:8: {field}: expected a known field; got "{field}"; do '
    )
    assert not re.search(
        r"\b(section|origin|body|body_line)\b",
        message.partition("; do ")[2].replace(f'"{field}"', ""),
    )


def test_the_origin_of_a_data_record_is_no_field():
    assert entry_problems("activities", "activities:\n  - {id: a, name: Swim, origin: x}\n") == [
        'docs/_data/activities.yml:2: origin: expected a known field; got "origin"; do use one of:'
        " id, instead, kind_of, name, names"
    ]


@pytest.mark.parametrize(
    ("key", "field", "got"),
    [
        ('"a\\nb"', "a b", "a b"),
        ('""', "field", ""),
        ('"\\e[31m"', "\ufffd[31m", "\ufffd[31m"),
        ("<<", "<<", "<<"),
        ("1", "1", "1"),
        ("z" * 70, "z" * 59 + "…", "z" * 59 + "…"),
    ],
)
def test_whatever_the_key_the_message_is_one_line(key, field, got):
    [problem] = parse_page("docs/treat/cloth.md", changed(CLOTH, "max_days", key))[1]
    assert (problem.line, problem.field, problem.got) == (8, field, f'"{got}"')
    assert str(problem).isprintable()


# Fields with the wrong value.


def test_every_missing_field_is_named_at_once():
    assert page_problems("docs/treat/x.md", "---\ntitle: Aloe\n---\n") == [
        f"docs/treat/x.md:2: {field}: expected {expected}; got nothing; do {do}"
        for field, expected, do in [
            (
                "do_now",
                "a list of 1 to 5 short lines",
                "write do_now: and below it - Leave the bumps alone. [^open]",
            ),
            ("first_day", DAY, "write first_day: 7"),
            (
                "kind",
                "one of self_care, product, medicine, clinician_only",
                "correct or add the field kind",
            ),
            (
                "names",
                "a list of the words that name it in prose",
                "write names: [a few plain words]",
            ),
            (
                "summary",
                "one sentence of 20 to 160 characters",
                "write summary: Cool the skin for a short time.",
            ),
        ]
    ]


def test_a_missing_field_of_a_data_record_is_named_at_the_record():
    assert entry_problems("red_flags", changed(FLAGS, '    sign: "Eye pain"\n', "")) == [
        "docs/_data/red_flags.yml:23: sign: expected words on one line; got nothing; do write sign:"
        " a few plain words"
    ]


LINE, FEW = "words on one line", "a few plain words"
ID = "an id in small letters, digits and hyphens"
LEVELS = "one of emergency_now, same_day, within_48h, routine"
SOURCE_IDS = "a source id in capitals, as in docs/_data/sources.yml"
A_SHORT, A_STEP = "Breathing: trouble breathing", "- Leave the bumps alone. [^open]"
ASKED = {
    "title": (LINE, f"write title: {FEW}"),
    "summary": (
        "one sentence of 20 to 160 characters",
        "write summary: Cool the skin for a short time.",
    ),
    "names": ("a list of the words that name it in prose", f"write names: [{FEW}]"),
    "names.1": (LINE, f"write {FEW}"),
    "kind": (
        "one of self_care, product, medicine, clinician_only",
        "correct or add the field kind",
    ),
    "first_day": (DAY, "write first_day: 7"),
    "healed_skin": ("true or false", "write healed_skin: true"),
    "substances": (f"a list: {ID}", "write substances: [cool-compress]"),
    "substances.0": (ID, "write cool-compress"),
    "watch_for": (
        "a list: ids of red flags that can follow its use",
        "write watch_for: [cool-compress]",
    ),
    "strength": ("keys and values under it", "correct or add the field strength"),
    "strength.level": (
        "one of good, small_studies, clinics_do_this, not_tested",
        "correct or add the field level",
    ),
    "strength.sources.0": (SOURCE_IDS, "write CHU2021"),
    "do_now": ("a list of 1 to 5 short lines", f"write do_now: and below it {A_STEP}"),
    "do_now.1": (LINE, f"write {FEW}"),
    "urgency": (LEVELS, "correct or add the field urgency"),
    "id": (ID, "write id: cool-compress"),
    "short": (SHORT, f"write short: {A_SHORT}"),
    "look_for": (
        "a list of words that a reader in trouble would look for",
        f"write look_for: [{FEW}]",
    ),
    "sources": ("a list: at least one source id", "write sources: [CHU2021]"),
}
"""What a field of a page, or of a red flag, asks for, and what to do."""


def asks(path: str, line: int, field: str, got: str | None) -> str:
    expected, do = ASKED[field]
    shown = "nothing" if got is None else f'"{got}"'
    return f"{path}:{line}: {field}: expected {expected}; got {shown}; do {do}"


TITLE, MOST = "title: Cool cloth", "max_days: 3"
SUMMARY = "summary: A clean cloth with cool water calms hot skin."
NAMED, LEVEL = "names: [cool cloth, cool cloths]", "strength: {level: not_tested}"
STEP = '  - "Use clean water. [^open]"'
DAYS = {"soon": "soon", "'0'": "0", "1.5": "1.5", "true": "True", "-1": "-1", "366": "366"}
DAYS |= {".nan": "nan", f"0x{'f' * 5000}": f"0x{'f' * 57}…"}


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "got"),
    [
        (TITLE, "title:", 2, "title", None),
        (TITLE, "title: 7", 2, "title", "7"),
        (TITLE, "title: [a, b]", 2, "title", "['a', 'b']"),
        (TITLE, "title: |\n  Cool\n  cloth", 2, "title", "Cool cloth"),
        (TITLE, 'title: "Cool\\tcloth"', 2, "title", "Cool cloth"),
        (SUMMARY, "summary: Too short.", 3, "summary", "Too short."),
        (SUMMARY, f"summary: {'a' * 161}", 3, "summary", f"{'a' * 59}…"),
        (NAMED, "names: cool cloth", 4, "names", "cool cloth"),
        (NAMED, "names: []", 4, "names", "[]"),
        (NAMED, "names: [cool cloth, 7]", 4, "names.1", "7"),
        ("kind: self_care", "kind: selfcare", 5, "kind", "selfcare"),
        *(("first_day: 0", f"first_day: {day}", 6, "first_day", got) for day, got in DAYS.items()),
        (MOST, "healed_skin: maybe", 8, "healed_skin", "maybe"),
        (MOST, "substances: aloe", 8, "substances", "aloe"),
        (MOST, "substances: [Aloe Vera]", 8, "substances.0", "Aloe Vera"),
        (MOST, "watch_for: {a: 1}", 8, "watch_for", "{'a': 1}"),
        (LEVEL, "strength: good", 9, "strength", "good"),
        (LEVEL, "strength: {level: best}", 9, "strength.level", "best"),
        (LEVEL, "strength: {level: good, sources: [chu]}", 9, "strength.sources.0", "chu"),
        (f"do_now:\n{STEP}", "do_now: Use clean water.", 10, "do_now", "Use clean water."),
        (STEP, "  - Dry it.\n  - Use water: clean", 12, "do_now.1", "{'Use water': 'clean'}"),
        (STEP, "  - ab\n" * 6, 10, "do_now", str(["ab"] * 6)),
    ],
)
def test_a_wrong_value_says_what_was_expected_and_how_to_write_it(old, new, line, field, got):
    path = "docs/treat/cloth.md"
    assert page_problems(path, changed(CLOTH, old, new)) == [asks(path, line, field, got)]


@pytest.mark.parametrize(
    ("when", "got"),
    [
        ("soon", '"soon"'),
        ("72 to 24 hours", '"72 to 24 hours"'),
        ("", "nothing"),
        ("3", '"3"'),
        ("9" * 70 + " weeks", f'"{"9" * 59}…"'),
    ],
)
def test_a_time_is_a_span(when, got):
    text = changed(MILIA, "{when: 2 to 3 months}", f"\n  when: {when}")
    assert page_problems("docs/causes/milia.md", text) == [
        "docs/causes/milia.md:8: lasts.when: expected a time such as 24 to 72 hours, 3 days,"
        f" weeks, or minutes to hours; got {got}; do write when: 24 to 72 hours"
    ]


@pytest.mark.parametrize(
    "date",
    [
        "2026-13-45",
        "2026-02-30",
        "soon",
        "20261122",
        "2026-11-22 10:00:00",
        "22.11.2026",
        "[]",
    ],
)
def test_a_date_is_a_day_of_the_calendar_year_first(date):
    """A number is no date: it would be read as seconds since 1970."""
    [problem] = parse_entries(
        "docs/_data/sources.yml", changed(SOURCES, "2026-10-01", date), Source, "sources"
    )[1]
    assert (
        str(problem)
        == f'docs/_data/sources.yml:2: checked: expected a date, year first; got "{date}"; '
        "do write checked: 2026-11-22"
    )


def test_a_date_may_stand_in_quotes():
    text = changed(SOURCES, "2026-10-01", "'2026-10-01'")
    records, problems = parse_entries("docs/_data/sources.yml", text, Source, "sources")
    assert not problems and records[0].checked == datetime.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "got"),
    [
        ("urgency: routine", "urgency: none", 4, "urgency", "none"),
        ("urgency: routine", "urgency: [routine]", 4, "urgency", "['routine']"),
        ("  - id: pearls", "  - id: Pearls", 2, "id", "Pearls"),
        ('short: "White dots"', 'short: "ab"', 8, "short", "ab"),
        ('short: "White dots"', f'short: "{"a" * 251}"', 8, "short", f"{'a' * 59}…"),
        ('look_for: ["dots"]', "look_for: []", 9, "look_for", "[]"),
        ("sources: [GOOD, CASES]", "sources: []", 43, "sources", "[]"),
    ],
)
def test_a_wrong_value_in_a_data_record_says_so_at_its_line(old, new, line, field, got):
    path = "docs/_data/red_flags.yml"
    assert entry_problems("red_flags", changed(FLAGS, old, new)) == [asks(path, line, field, got)]


SOURCE = "id: A, title: Ab, where: Ab, supports: Ab"
READ = f"{SOURCE}, grade: A, read: true"


@pytest.mark.parametrize(
    ("name", "item", "field", "expected", "got", "example"),
    [
        (
            "groups",
            "id: a, name: Ab, sources: x",
            "sources",
            f"a list: {SOURCE_IDS}",
            "x",
            "[CHU2021]",
        ),
        (
            "emergency_numbers",
            "id: us, place: US, number: 911, countries: [US]",
            "number",
            "2 to 4 digits in quotes",
            "911",
            "",
        ),
        (
            "urgencies",
            "id: soon, card: Ab, label: Ab, action: Ab, phrase: [soon]",
            "id",
            LEVELS,
            "soon",
            "",
        ),
        ("sources", f"{SOURCE}, read: true, grade: E", "grade", "A, B, C or D", "E", ""),
        ("sources", f"{SOURCE}, grade: A, read: so so", "read", "true or false", "so so", "true"),
        ("sources", f"{READ}, authors: 7", "authors", "words", "7", ""),
        (
            "sources",
            f"{READ}, doi: a",
            "doi",
            "a DOI that begins with 10.",
            "a",
            "10.1136/bmj.k5098",
        ),
        (
            "sources",
            f"{READ}, pmid: 33816735",
            "pmid",
            "a PubMed number in quotes",
            "33816735",
            "'33816735'",
        ),
        (
            "sources",
            f"{READ}, url: a.gov",
            "url",
            "the official web address",
            "a.gov",
            "https://www.fda.gov/",
        ),
        ("sources", f"{READ}, year: 1949", "year", "a year", "1949", "2021"),
    ],
)
def test_each_kind_of_value_has_its_own_words(name, item, field, expected, got, example):
    do = f"write {field}: {example}" if example else f"correct or add the field {field}"
    assert entry_problems(name, f"{name}:\n  - {{{item}}}\n") == [
        f'docs/_data/{name}.yml:2: {field}: expected {expected}; got "{got}"; do {do}'
    ]


@pytest.mark.parametrize(
    ("avoid", "message"),
    [
        (
            "avoid: acids",
            (
                '5: avoid: expected a list: keys and values under it; got "acids"; do correct or'
                " add the field avoid"
            ),
        ),
        (
            "avoid: [acids]",
            (
                '5: avoid.0: expected keys and values under it; got "acids"; do correct or add the'
                " field avoid"
            ),
        ),
        (
            "avoid: [{what: [a], until_day: 7, why: Ab, after: rf}]",
            (
                '5: avoid.0.after: expected any or deep_or_rf; got "rf"; do correct or add the'
                " field after"
            ),
        ),
        (
            "avoid:\n  - {what: [a], until_day: 7, why: Ab}\n  - {what: [], until_day: 7, why: Ab}",
            (
                '7: avoid.1.what: expected a list: ids of substances or activities; got "[]"; do'
                " write what: [cool-compress]"
            ),
        ),
    ],
)
def test_a_wrong_avoid_window_says_which_and_why(avoid, message):
    head, _, rest = WEEK.partition("do_now:")
    text = f"{head}{avoid}\ndo_now: [Wait.]\n---\n"
    assert page_problems("docs/prevent/week.md", changed(text, "summary:", "# why\nsummary:")) == [
        f"docs/prevent/week.md:{message}"
    ]


def test_all_problems_of_a_page_are_told_at_once_in_order():
    text = changed(
        changed(CLOTH, "kind: self_care", "kind: no"), "first_day: 0", "first_day: no\nwhat: 1"
    )
    assert [message.split(": ")[0:2] for message in page_problems("docs/treat/cloth.md", text)] == [
        ["docs/treat/cloth.md:5", "kind"],
        ["docs/treat/cloth.md:6", "first_day"],
        ["docs/treat/cloth.md:7", "what"],
    ]


# Data files that are no list of records.


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("", "nothing"),
        ("# later\n", "nothing"),
        ("groups:\n", "\"{'groups': None}\""),
        ("groups: {}\n", "\"{'groups': {}}\""),
        ("group: []\n", "\"{'group': []}\""),
        ("groups: []\nmore: []\n", "\"{'groups': [], 'more': []}\""),
        ("- a\n", "\"['a']\""),
        ("words\n", '"words"'),
    ],
)
def test_a_data_file_is_one_list_under_one_key(text, got):
    assert entry_problems("groups", text) == [
        f"docs/_data/groups.yml:1: groups: expected one list under the key groups; got {got}; do"
        " begin the file with groups:"
    ]


def test_a_record_is_keys_and_values_and_the_others_are_still_read():
    text = "activities:\n  - swim\n  - {id: run, name: Running}\n  -\n"
    records, problems = parse_entries(
        "docs/_data/activities.yml", text, DATA_FILES["activities"], "activities"
    )
    assert [record.id for record in records] == ["run"]
    assert [str(problem) for problem in problems] == [
        (
            'docs/_data/activities.yml:2: activities: expected keys and values; got "swim"; do'
            " begin it with - id:"
        ),
        (
            "docs/_data/activities.yml:4: activities: expected keys and values; got nothing; do"
            " begin it with - id:"
        ),
    ]


# Lines.


@pytest.mark.parametrize(
    ("keys", "line"),
    [(("a",), 3), (("a", 0), 4), (("a", 5), 3), (("a", 5, "b"), 3), (("z",), 2), ((), 2)],
)
def test_the_line_of_a_field_is_its_own_or_that_of_the_nearest_thing_around_it(keys, line):
    assert Origin("x", {(): 2, ("a",): 3, ("a", 0): 4}).line(*keys) == line


@pytest.mark.parametrize(("keys", "line"), [(("id",), 8), (("name",), 7), ((), 7)])
def test_a_record_in_a_list_counts_from_its_own_place(keys, line):
    assert (
        Origin("x", {(): 1, ("list", 3): 7, ("list", 3, "id"): 8}, ("list", 3)).line(*keys) == line
    )


def test_a_line_is_1_when_nothing_is_known():
    assert Origin("x").line("a", 0) == 1


# Anything at all.

TEXTS = {
    file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "docs").rglob("*.md"))
}
NAMES = {ELSEWHERE.get(name, f"docs/_data/{name}.yml"): name for name in DATA_FILES}
TEXTS |= {path: (ROOT / path).read_text(encoding="utf-8") for path in NAMES}

VALUES = [
    "",
    "~",
    "true",
    "no",
    "0",
    "-1",
    "366",
    "07",
    "0o7",
    "0x1F",
    "1_000",
    "190:20:30",
    "9" * 30,
    "9" * 5000,
    "0x" + "f" * 5000,
    "1" + ":59" * 400,
    "1" + ":59" * 400 + ".5",
    ".nan",
    "-.inf",
    "1.0e+400",
    "2026-13-45",
    "2026-11-22",
    "2026-11-22 10:00:00",
    "0000-00-00",
    "20261122",
    "[]",
    "{}",
    "[a, [b]]",
    "{a: 1}",
    "[{}]",
    "{when: weeks}",
    "[[[]]]",
    "- a",
    "!!python/object:os.system x",
    "!!python/object/apply:os.system [x]",
    "!!int ''",
    "!!bool maybe",
    "!!timestamp x",
    "!!binary ====",
    "!!binary aGk=",
    "!!set {a}",
    "!!float ''",
    "! x",
    "&a x",
    "&a [*a]",
    "*a",
    "<<",
    "=",
    "|\n  a\n  b",
    ">\n  a",
    "'",
    '"',
    '"\\x07"',
    '"\\ud800"',
    '"a\\nb"',
    '"\\u2028"',
    "`",
    "@x",
    "%x",
    "? x",
    ": x",
    "# x",
    "\tx",
    "[",
    "{",
    "[" * 3000,
    "[" * 200_000,
    "{a: " * 500,
    "99999 weeks",
    "9" * 400 + " weeks",
    "weeks to days",
    "x" * 5000,
    "a: b: c",
    "[^open]",
    "{{ day aloe }}",
]
LINES = [
    "<<: {a: 1}",
    "<<: *a",
    "<<: [{a: 1}]",
    "&a title: x",
    "? [a]",
    "- x",
    "---",
    "...",
    "%YAML 9.9",
    "--- x",
    "title: again",
    "id: x",
    "origin: x",
    "body: x",
    '"a\\nb": 1',
    '"": 1',
    '"\\e[31m": 1',
    "1: 2",
    "null: x",
    "true: x",
    "!!str x: y",
    "{a: b}: c",
    "[",
    "- " * 2000 + "x",
    "? " * 200,
    "x" * 2000 + ": 1",
    "x" * 500 + ": 1",
    "=: 1",
    "\t",
    "#",
    "  - x",
    "    - {}",
    "  - id: x",
    "  -",
]
CHARS = (
    "\x00\x07\x0b\x0c\r\x1b\x1c\x7f\x85\u2028\ufeff\ufffe\ud800\t\xa0:#-[]{}'\"&*!|>%@`,?\n"
    " ~<=é😀\u200f0aA"
)


@st.composite
def spoiled(draw) -> tuple[str, str]:
    """A real page or data file, with one to four changes to its front matter or records."""
    path = draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[path].split("\n")
    last = len(lines) if path in NAMES else lines.index("---", 1) + 2
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, max(0, min(last, len(lines)) - 1)))
        lines[number : number + 1] = draw(st.sampled_from(CHANGES))(
            draw, lines[number] if lines else ""
        )
    return path, "\n".join(lines)


def set_value(draw, line: str) -> list[str]:
    return [f"{line.partition(':')[0]}: {draw(st.sampled_from(VALUES) | st.text(max_size=8))}"]


def set_item(draw, line: str) -> list[str]:
    return [line.replace("[", f"[{draw(st.sampled_from(VALUES))}, ", 1)]


def set_chars(draw, line: str) -> list[str]:
    start = draw(st.integers(0, len(line)))
    return [
        line[:start] + draw(st.text(CHARS, max_size=3)) + line[start + draw(st.integers(0, 3)) :]
    ]


CHANGES = [
    set_value,
    set_value,
    set_item,
    set_chars,
    lambda draw, line: [],
    lambda draw, line: [line, line],
    lambda draw, line: [draw(st.sampled_from(LINES))],
    lambda draw, line: [line, draw(st.sampled_from(LINES))],
    lambda draw, line: [draw(st.sampled_from(["  ", " ", "\t", "- "])) + line],
    lambda draw, line: [line.lstrip()],
    lambda draw, line: line.split(": ", 1),
]


def parse_any(path: str, text: str) -> list[Problem]:
    if path not in NAMES:
        record, problems = parse_page(path, text)
        assert (record is None) == bool(problems)
        return problems
    name = NAMES[path]
    records, problems = parse_entries(path, text, DATA_FILES[name], name)
    assert {type(record) for record in records} <= {DATA_FILES[name]}
    return problems


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(spoiled())
def test_anything_gives_a_record_or_problems_with_a_place_and_never_a_traceback(case):
    path, text = case
    for problem in parse_any(path, text):
        assert re.fullmatch(
            rf"{re.escape(path)}:\d+: .+?: expected .+; got .+; do .+", str(problem)
        )
        assert str(problem).isprintable()
        assert 1 <= problem.line <= text.rstrip("\n").count("\n") + 1


def says_where(path: str, text: str) -> bool:
    """Whether every problem of a file is on a line of it."""
    last = text.count("\n") + 1
    try:
        return all(1 <= problem.line <= last for problem in parse_any(path, text))
    except Exception:  # a traceback is what there may not be
        return False


def test_no_cut_off_file_gives_a_traceback():
    """A file that was only half saved is refused or whole, at whatever line it ends."""
    cut = (
        (path, length, "\n".join(text.split("\n")[:length]))
        for path, text in TEXTS.items()
        for length in range(0, min(len(text.split("\n")), 60), 7)
    )
    assert [(path, length) for path, length, text in cut if not says_where(path, text)] == []
