"""Plain words with a source: short sentences, low reading grade, no markup, a citation beside every
statement."""

import pytest

from knowledge.checks import words
from knowledge.checks.named import checks_of
from knowledge.checks.words import (
    GRADE,
    LONGEST_PARAGRAPH,
    LONGEST_SENTENCE,
    check_grade,
    check_markup,
    check_sentences,
    check_sources_stand_beside_statements,
    flesch_kincaid,
    reading_grade,
)
from knowledge.prose.blocks import Text
from small_project import small_knowledge

CHECKS = checks_of(words)

RASH, IDENTIFY, WEEK, STAGES = (
    "docs/causes/rash.md",
    "docs/identify/index.md",
    "docs/prevent/week.md",
    "docs/_data/stages.yml",
)
SENTENCE = "A cool cloth helps with the heat. [^GOOD]"
LONG = " ".join(["word"] * LONGEST_SENTENCE)
HARD = (
    "Dermatological hypersensitivity necessitates comprehensive pharmacological reevaluation."
    " [^GOOD]\n\nImmunological complications characteristically require multidisciplinary"
    " investigation. [^GOOD]\n\n" * 4
)


def found(check, root, *edits) -> list[str]:
    return [str(problem) for problem in check(small_knowledge(root, *edits))]


@pytest.mark.parametrize("check", CHECKS)
def test_a_project_without_mistakes_has_no_problems(check, tmp_path):
    assert found(check, tmp_path) == []


# A source beside every statement.

BARE = (
    'expected a citation such as [^CHU2021], or [^open] here or once in this section; got "{}"; do'
    " cite the source that supports it, or write [^open] if no study was found"
)


CLOTH = "A cool cloth helps with the heat."
TABLE = "| What | When |\n|---|---|\n| A cool cloth for the heat | day 0 |"
STEP = '  - "Keep it clean. [^open]"'


@pytest.mark.parametrize(
    ("old", "new", "place", "got"),
    [
        (SENTENCE, CLOTH, "19: text", CLOTH),
        (
            SENTENCE,
            f"{SENTENCE}\n\n- It keeps the skin calm.",
            "21: text",
            "It keeps the skin calm.",
        ),
        (SENTENCE, TABLE, "21: text", "| A cool cloth for the heat. day 0 |"),
        (
            SENTENCE,
            "Use it from {{ first_day cloth }} and no sooner.",
            "19: text",
            "Use it from day 7 and no sooner.",
        ),
        (STEP, '  - "Keep the sore spot clean."', "14: do_now", "Keep the sore spot clean."),
        ('"Hot to the touch. [^GOOD]"', '"Hot to the touch."', "9: feels", "Hot to the touch."),
    ],
)
def test_every_statement_cites_a_source_or_says_that_there_is_none(tmp_path, old, new, place, got):
    assert found(check_sources_stand_beside_statements, tmp_path, (RASH, old, new)) == [
        f"{RASH}:{place}: {BARE.format(got)}"
    ]


FIRST, SECOND = "Wet it first, then lay it on.", "Lift it off after a few minutes."


@pytest.mark.parametrize(
    ("old", "new", "bare"),
    [
        (SENTENCE, f"{FIRST} [^open]\n\n- {SECOND}", []),
        (SENTENCE, f"{FIRST}\n\n{SECOND} [^open]", []),
        (SENTENCE, f"{FIRST} [^GOOD]\n\n{SECOND}", [(21, "text", SECOND)]),
        (SENTENCE, f"## One\n\n{FIRST} [^open]\n\n## Two\n\n{SECOND}", [(25, "text", SECOND)]),
        (STEP, f'  - "{FIRST} [^open]"\n  - "{SECOND}"', []),
        (STEP, f'  - "{FIRST} [^GOOD]"\n  - "{SECOND}"', [(15, "do_now", SECOND)]),
        (SENTENCE, FIRST, [(19, "text", FIRST)]),
        ('feels: "Hot to the touch. [^GOOD]"', 'feels: "Hot to the touch."', [(9, "feels", "")]),
    ],
)
def test_one_open_mark_speaks_for_its_section_alone(tmp_path, old, new, bare):
    """A source does not, nor does the mark of another section, of `do_now` or of a field."""
    messages = found(check_sources_stand_beside_statements, tmp_path, (RASH, old, new))
    assert [message.partition(" expected")[0] for message in messages] == [
        f"{RASH}:{line}: {field}:" for line, field, _ in bare
    ]
    assert all(text in message for message, (*_, text) in zip(messages, bare))


def test_a_statement_in_the_data_needs_one_too(tmp_path):
    assert found(
        check_sources_stand_beside_statements,
        tmp_path,
        (STAGES, "Hot skin. [^GOOD]", "Your skin may feel hot."),
    ) == [f"{STAGES}:2: expect: {BARE.format('Your skin may feel hot.')}"]


@pytest.mark.parametrize(
    "text",
    [
        "It is so. [^open]",
        "## A heading that says a lot of things",
        "Here is what may help:",
        "[Read all about the white dots](milia.md)",
        "Only three words",
        "{{ red_flags }}",
        "| What helps with it | When to use it |\n|---|---|\n| Cloth | now |",
    ],
)
def test_these_need_no_source(tmp_path, text):
    """Headings, leads into a list, links, macros, table heads, and what is too short to state
    anything."""
    assert found(check_sources_stand_beside_statements, tmp_path, (RASH, SENTENCE, text)) == []


def test_pages_about_the_site_need_no_source(tmp_path):
    about = tmp_path / "docs/about/method.md"
    about.parent.mkdir(parents=True)
    about.write_text(
        "---\ntitle: How we work\nsummary: How this site was made and checked.\ndo_now: [Read"
        " on.]\n---\nWe read a lot of papers.\n"
    )
    assert found(check_sources_stand_beside_statements, tmp_path) == []


# Sentences.


def test_a_sentence_has_so_many_words_and_no_more(tmp_path):
    assert found(check_sentences, tmp_path, (RASH, SENTENCE, f"{LONG}. [^GOOD]")) == []
    assert found(check_sentences, tmp_path, (RASH, SENTENCE, f"{LONG} more. [^GOOD]")) == [
        f'{RASH}:19: sentence: expected 20 words at most; got 21 words: "{("word " * 21)[:49]}…";'
        " do make two sentences of it"
    ]


def test_what_a_macro_prints_as_a_sentence_ends_the_one_before_it(tmp_path):
    words = " ".join(["word"] * (LONGEST_SENTENCE - 2))
    for asks, count in (("Is it pus?", 0), ("It is pus", 1)):
        prose = f"{asks} {{{{ action pus }}}} Word {words}. [^GOOD]"
        assert len(found(check_sentences, tmp_path, (RASH, SENTENCE, prose))) == count


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('  - "Keep it clean. [^open]"', f'  - "{LONG} more. [^open]"', 14),
        ("summary: Sore spots with pus that a doctor has to look at.", f"summary: {LONG} more.", 3),
        (SENTENCE, f"{SENTENCE}\n\n- Short.\n- {LONG} more. [^GOOD]", 22),
        (SENTENCE, f"## {LONG} more", 19),
        (SENTENCE, f"{LONG} {{{{ first_day cloth }}}}.", 19),
    ],
)
def test_every_field_item_and_heading_counts_and_a_macro_is_two_words(tmp_path, old, new, line):
    assert [
        message.partition(" words: ")[0]
        for message in found(check_sentences, tmp_path, (RASH, old, new))
    ] == [
        f"{RASH}:{line}: sentence: expected 20 words at most; got"
        f" {22 if 'first_day' in new else 21}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"| {LONG} | {LONG} |\n|---|---|\n| {LONG} | {LONG} |",
        f"{LONG}. Another. [^GOOD] [^open]",
        "one-two " * 20,
        "It’s " * 20,
    ],
)
def test_tables_and_citations_do_not_count_and_a_joined_word_is_one(tmp_path, text):
    assert found(check_sentences, tmp_path, (RASH, SENTENCE, text)) == []


@pytest.mark.parametrize("lead", ["", "- "])
def test_a_paragraph_or_item_has_so_many_sentences_and_no_more(tmp_path, lead):
    assert (
        found(check_sentences, tmp_path, (RASH, SENTENCE, lead + "It is so. " * LONGEST_PARAGRAPH))
        == []
    )
    assert found(
        check_sentences, tmp_path, (RASH, SENTENCE, lead + "It is so. " * (LONGEST_PARAGRAPH + 1))
    ) == [
        f"{RASH}:19: paragraph: expected 3 sentences at most; got 4 sentences; do split it or"
        " shorten it"
    ]


def text_of(words: str, **more) -> Text:
    return Text("docs/x.md", 1, "text", words, kind="paragraph", **more)


def test_the_grade_rises_with_long_words_and_long_sentences():
    easy, longer = (
        "The cat sat. The dog ran.",
        "The cat sat on the mat and then the dog ran to the cat.",
    )
    hard = "Dermatological complications necessitate multidisciplinary investigation."
    grades = [reading_grade([text_of(words)]) for words in (easy, longer, hard)]
    assert grades == sorted(grades)
    assert grades[0] < 1 < grades[1] < 6 < 20 < grades[2]


def test_the_grade_reads_what_is_read_aloud_only():
    plain_words = text_of("The cat sat. The dog ran.")
    more = [
        text_of(
            "The cat sat. [^CHU2021] The [dog](../treat/some-very-complicated-address.md) ran."
        ),
        Text("docs/x.md", 1, "heading", "Dermatological hypersensitivity", kind="heading"),
        Text("docs/x.md", 1, "summary", "Dermatological hypersensitivity."),
        Text("docs/x.md", 1, "title", "Hypersensitivity"),
    ]
    assert reading_grade([plain_words]) == reading_grade([plain_words, *more])


def test_a_text_without_a_full_stop_is_a_sentence():
    assert reading_grade([text_of("The cat sat:"), text_of("the dog ran")]) == reading_grade(
        [text_of("The cat sat. The dog ran.")]
    )


def test_a_grade_has_one_decimal():
    prose = ["Leave the white dots alone:", "They go by themselves in some weeks."]
    assert flesch_kincaid(prose) == -0.4


def test_no_sentences_have_no_grade():
    assert (
        reading_grade([])
        == reading_grade([Text("docs/x.md", 1, "text", "{{ stages }}", kind="macro")])
        == 0.0
    )


def test_a_patient_page_reads_at_grade_6(tmp_path):
    [message] = found(check_grade, tmp_path, (RASH, SENTENCE, HARD))
    assert message.startswith(f"{RASH}:19: page: expected reading grade 6.0 at most; got ")
    assert message.endswith("; do use shorter sentences and shorter words")
    assert float(message.partition("; got ")[2].partition(";")[0]) > 10


@pytest.mark.parametrize(("section", "limit"), [("when-to-worry", "5.0"), ("identify", "6.0")])
def test_a_page_on_red_flags_reads_at_grade_5(tmp_path, section, limit):
    page = tmp_path / f"docs/{section}/call.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        "---\ntitle: Whom to call\nsummary: Whom to call when you worry.\ndo_now: [Read"
        f" on.]\n---\n{HARD}"
    )
    assert [message.partition("; got ")[0] for message in found(check_grade, tmp_path)] == [
        f"docs/{section}/call.md:6: page: expected reading grade {limit} at most"
    ]
    assert GRADE == {"when-to-worry": 5.0}


def of_grade(words: int, more: int) -> str:
    """Sentences of so many words, five of them of two syllables; the last has `more` words, and
    none of two."""
    line = " ".join(["water"] * 5 + ["cat"] * (words - 5))
    return f"{f'{line}. ' * 4}{' '.join(['cat'] * (words + more))}."


@pytest.mark.parametrize(
    ("section", "at", "above"),
    [("when-to-worry", (7, 0), (7, 1)), ("identify", (6, 3), (6, 4))],
)
def test_a_grade_at_the_limit_is_let_through_and_a_tenth_above_is_refused(
    tmp_path, section, at, above
):
    limit = GRADE.get(section, 6.0)
    page = tmp_path / f"docs/{section}/call.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    for said, got in ((at, []), (above, [f"{limit + 0.1:.1f}"])):
        page.write_text(
            "---\ntitle: Whom to call\nsummary: Whom to call when you worry.\ndo_now: [Read on.]"
            f"\n---\n{of_grade(*said)}\n"
        )
        grades = [message.partition("; got ")[2][:3] for message in found(check_grade, tmp_path)]
        assert grades == got


def test_the_red_flags_read_at_grade_5(tmp_path):
    hard = (
        '    why: "Dermatological hypersensitivity necessitates comprehensive pharmacological'
        ' multidisciplinary reevaluation."'
    )
    edits = [
        ("docs/_data/red_flags.yml", f'    why: "{why}"', hard)
        for why in (
            "They do no harm.",
            "Germs grow fast.",
            "It can harm your sight.",
            "Most bumps go sooner.",
        )
    ]
    assert [message.partition("; got ")[0] for message in found(check_grade, tmp_path, *edits)] == [
        "docs/_data/red_flags.yml:1: file: expected reading grade 5.0 at most"
    ]


def test_pages_about_the_site_have_no_grade(tmp_path):
    about = tmp_path / "docs/about/method.md"
    about.parent.mkdir(parents=True)
    about.write_text(
        "---\ntitle: How we work\nsummary: How this site was made and checked.\ndo_now: [Read"
        f" on.]\n---\n{HARD}"
    )
    assert found(check_grade, tmp_path) == []


# Markup.


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("Use <b>this</b>. [^GOOD]", "<b>"),
        ("A line<br>break", "<br>"),
        ("- <img src=x>", "<img src=x>"),
        ("<!-- note -->", "<!-- note -->"),
        ("| <i>x</i> |", "<i>"),
        ("</div>", "</div>"),
    ],
)
def test_a_page_holds_no_html(tmp_path, text, got):
    assert found(check_markup, tmp_path, (RASH, SENTENCE, text)) == [
        f'{RASH}:19: text: expected Markdown without HTML; got "{got}"; do write words; markup'
        " belongs to overrides/"
    ]


def test_a_page_holds_no_picture_of_another_host(tmp_path):
    text = "![A bump](https://example.org/bump.png)"
    assert found(check_markup, tmp_path, (RASH, SENTENCE, text)) == [
        f'{RASH}:19: text: expected words without a picture; got "!["; do name a figure or a bump'
        " type in the front matter"
    ]


@pytest.mark.parametrize("text", ["Day < 3 and day > 1.", "a <3 b"])
def test_a_sign_for_less_is_no_html(tmp_path, text):
    assert found(check_markup, tmp_path, (RASH, SENTENCE, text)) == []


@pytest.mark.parametrize(
    ("text", "line", "expected", "level"),
    [
        ("# Title", 19, "a heading of level 2", 1),
        ("### Deep", 19, "a heading of level 2", 3),
        ("## One\n\n#### Deep", 21, "a heading of level 2 to 3", 4),
        ("## One\n\n### Two\n\n# Three", 23, "a heading of level 2 to 4", 1),
    ],
)
def test_headings_step_down_one_level_at_a_time(tmp_path, text, line, expected, level):
    assert found(check_markup, tmp_path, (RASH, SENTENCE, text)) == [
        f"{RASH}:{line}: heading: expected {expected}; got level {level}; do use ## for a section"
        " and ### inside it"
    ]


def test_headings_may_step_up_by_any_number(tmp_path):
    assert (
        found(
            check_markup, tmp_path, (RASH, SENTENCE, "## One\n\n### Two\n\n#### Three\n\n## Four")
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "got"),
    [
        (SENTENCE, "## Why it happens [^GOOD]", 19, "heading", "[^GOOD]"),
        (SENTENCE, "## See [the dots](milia.md)", 19, "heading", "[the dots](milia.md)"),
        ("title: Rash with pus", 'title: "Rash with pus [^open]"', 2, "title", "[^open]"),
        (
            "that a doctor has to look at.",
            "that a doctor looks at. [^GOOD]",
            3,
            "summary",
            "[^GOOD]",
        ),
    ],
)
def test_titles_summaries_and_headings_are_words_alone(tmp_path, old, new, line, field, got):
    assert found(check_markup, tmp_path, (RASH, old, new)) == [
        f'{RASH}:{line}: {field}: expected words alone; got "{got}"; do move it into a sentence'
    ]
