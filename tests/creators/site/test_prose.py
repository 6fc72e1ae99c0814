"""One page's prose: macros become words, remedy names links, citations footnotes and open marks."""

import pytest

from creators.site.prose import OPEN_LINK, PageWriter
from small_project import small_knowledge

STEROID, WEEK, SUBSTANCES = (
    "docs/treat/steroid.md",
    "docs/prevent/week.md",
    "docs/_data/substances.yml",
)
NO_REMEDY = (
    (STEROID, "names: [steroid cream]", "names: [some cream]"),
    (STEROID, "substances: [steroid]\n", ""),
)


def block(name: str, arguments: list[str], writer: PageWriter) -> str:
    return f"<{name} {arguments} on {writer.path}>"


@pytest.fixture
def writer_at(tmp_path):
    """A writer for the page at a path, over the small project with some edits."""
    return lambda path, *edits: PageWriter(small_knowledge(tmp_path, *edits), path, block)


@pytest.fixture
def writer(writer_at):
    return writer_at("causes/milia.md")


# Links.


@pytest.mark.parametrize(
    ("page", "target", "anchor", "address"),
    [
        ("causes/milia.md", "treat/cloth.md", "", "../treat/cloth.md"),
        ("causes/milia.md", "causes/rash.md", "get-help", "rash.md#get-help"),
        ("causes/milia.md", "index.md", "", "../index.md"),
        ("index.md", "treat/cloth.md", "sources", "treat/cloth.md#sources"),
        ("index.md", "index.md", "", "index.md"),
    ],
)
def test_links_are_relative_to_the_page(writer_at, page, target, anchor, address):
    assert writer_at(page).link(target, anchor) == address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use a cool cloth.", "Use a [cool cloth](../treat/cloth.md)."),
        ("Cool Cloths help.", "[Cool Cloths](../treat/cloth.md) help."),
        (
            "A cool cloth, then a cool cloth.",
            "A [cool cloth](../treat/cloth.md), then a cool cloth.",
        ),
        (
            "A cool cloth or an acid wash.",
            "A [cool cloth](../treat/cloth.md) or an [acid wash](../treat/acid-wash.md).",
        ),
        ("A cool clothes line and uncool cloths.", "A cool clothes line and uncool cloths."),
        ("See [a cool cloth](../treat/cloth.md).", "See [a cool cloth](../treat/cloth.md)."),
        (
            "See [the cool cloth page](rash.md), a cool cloth.",
            "See [the cool cloth page](rash.md), a [cool cloth](../treat/cloth.md).",
        ),
        ("The word `cool cloth` in code.", "The word `cool cloth` in code."),
        ("A line { .cool cloth }", "A line { .cool cloth }"),
    ],
)
def test_the_first_mention_of_a_remedy_is_a_link(writer, text, expected):
    assert writer.line(text, "here") == expected


def test_a_remedy_is_linked_once_under_each_heading(writer):
    assert writer.line("A cool cloth.", "one") == "A [cool cloth](../treat/cloth.md)."
    assert writer.line("A cool cloth.", "one") == "A cool cloth."
    assert writer.line("A cool cloth.", "two") == "A [cool cloth](../treat/cloth.md)."


def test_a_remedys_own_page_does_not_link_itself(writer_at):
    writer = writer_at("treat/cloth.md")
    assert writer.line("A cool cloth.", "") == "A cool cloth."
    assert writer.line("[Here](cloth.md).", "") == "[Here](cloth.md)."


def test_bare_prose_links_no_remedy(writer):
    assert (
        writer.bare("A cool cloth until {{ day acid-wash }}. [^open]")
        == f"A cool cloth until day 7. {OPEN_LINK}"
    )


# Citations.


def test_citations_are_kept_in_the_order_of_their_first_use(writer):
    """Three, so that no order but that of the first use is that of the last, or of the letters."""
    text = "One. [^CLINIC] Two. [^CASES] Three. [^GOOD] Four. [^CLINIC]"
    assert writer.line(text, "") == text
    assert list(writer.cited) == ["CLINIC", "CASES", "GOOD"]
    assert writer.has_open_mark is False


def test_the_open_mark_is_a_sign_with_a_label_and_no_citation(writer):
    assert writer.bare("So it is. [^open]") == f"So it is. {OPEN_LINK}"
    assert list(writer.cited) == []
    assert writer.has_open_mark is True


# Macros.


@pytest.mark.parametrize(
    ("macro", "words"),
    [
        ("first_day acid-wash", "day 7, once your skin has healed"),
        ("first_day cloth", "day 0"),
        ("first_day bha", "day 7, once your skin has healed"),
        ("first_day swimming", "day 3"),
        ("first_day steroid", "only if a clinician who has seen your skin tells you to"),
        ("day acid-wash", "day 7"),
        ("day swimming", "day 3"),
        ("wait swimming", "3 days"),
        ("wait acid-wash", "7 days"),
        ("max_days cloth", "3 days"),
        ("test_days acid-wash", "3 days"),
        ("how_soon rash", "See a doctor today."),
        ("how_soon milia", "Show it at your next visit."),
        ("action eye-pain", "Go to an eye service now."),
        ("urgency emergency_now", "Call for help now."),
        (
            "emergency_numbers",
            "911 in the US, 999 in the UK or your local emergency number elsewhere",
        ),
    ],
)
def test_a_macro_prints_the_words_of_its_record(writer, macro, words):
    assert writer.bare(f"So: {{{{ {macro} }}}}!") == f"So: {words}!"


def test_what_only_a_clinician_may_start_has_no_first_day(writer_at):
    """Its page says day 0, as a clinician may start it then; a reader must not."""
    knowledge = writer_at("index.md").knowledge
    assert knowledge.remedies["steroid"].first_day == 0
    assert (
        writer_at("index.md").bare("{{ first_day steroid }}")
        == "only if a clinician who has seen your skin tells you to"
    )


def test_a_window_that_only_a_clinician_ends_has_no_first_day(writer_at):
    edits = (
        (SUBSTANCES, "id: steroid", "id: strong"),
        (WEEK, "what: [steroid]", "what: [strong]"),
        (STEROID, "substances: [steroid]", "substances: [strong]"),
    )
    assert (
        writer_at("index.md", *edits).bare("{{ first_day strong }}")
        == "only if a clinician who has seen your skin tells you to"
    )


def test_several_macros_in_one_line_are_all_printed(writer):
    assert (
        writer.bare("{{ day cloth }}, {{day acid-wash}}, {{  wait   swimming  }}")
        == "day 0, day 7, 3 days"
    )


def test_a_remedy_in_a_macros_words_is_linked_too(writer_at):
    writer = writer_at(
        "index.md",
        (
            "docs/_data/red_flags.yml",
            "See a doctor today.",
            "Lay on a cool cloth. See a doctor today.",
        ),
    )
    assert (
        writer.line("{{ action pus }}", "")
        == "Lay on a [cool cloth](treat/cloth.md). See a doctor today."
    )


# Bodies.

BODY = """\
A cool cloth
helps. [^GOOD]

## Why it *happens*

- An acid wash [^open]
  later.

### Small {#tiny}
{{ pictures pearls }}
| A cool cloth | now |
"""

WRITTEN = f"""\
A [cool cloth](../treat/cloth.md) helps. [^GOOD]

## Why it *happens* {{ #why-it-happens }}

- An [acid wash](../treat/acid-wash.md) {OPEN_LINK} later.

### Small {{ #tiny }}
<pictures ['pearls'] on causes/milia.md>
| A [cool cloth](../treat/cloth.md) | now |"""


def test_a_body_keeps_its_lines_and_gives_each_heading_its_id(writer):
    assert writer.body(BODY) == WRITTEN
    assert (list(writer.cited), writer.has_open_mark) == (["GOOD"], True)


def test_an_inline_macro_alone_on_a_line_is_words(writer):
    assert writer.body("{{ action pus }}") == "See a doctor today."


def test_prose_after_a_body_stands_under_its_last_heading(writer):
    writer.body("## One\n\nA cool cloth.\n")
    assert writer.line("A cool cloth.") == "A cool cloth."
    assert writer.line("A cool cloth.", "") == "A [cool cloth](../treat/cloth.md)."


def test_an_empty_body_is_empty(writer):
    assert writer.body("") == ""


# Terms.

GLOSSARY = (
    "docs/_data/glossary.yml",
    "glossary: []\n",
    (
        'glossary:\n  - {id: papule, term: papule, plain: [bump], meaning: "A small \\"bump\\".",'
        " names: [papules]}\n"
    ),
)


def test_the_first_medical_term_of_a_page_says_what_it_means(writer_at):
    writer = writer_at("index.md", GLOSSARY)
    assert (
        writer.line("Papules, a papule, [a papule](x.md).", "a")
        == '<abbr title="A small &quot;bump&quot;.">Papules</abbr>, a papule, [a papule](x.md).'
    )
    assert writer.line("A papule.", "b") == "A papule."
    assert list(writer.terms) == ["papule"]
