"""One word changed in any place that holds a clinical sentence stops the build until it is
accepted."""

from pathlib import Path

import pytest

from accepting import accept_all
from conftest import ROOT
from knowledge.checks import check_project
from knowledge.checks.accepted import SHOWN, check_accepted, gone, unaccepted
from knowledge.problems import Problem
from knowledge.prose.passages import passages
from knowledge.reading.accepted_file import FILE
from knowledge.reading.loader import load_knowledge
from small_project import edit_project, write_project

CARD = "overrides/blocks/card.md.jinja"
SHELL = "overrides/main.html"
DRAWING = "overrides/figures/curve.svg.jinja"
BOOK = "overrides/paper/book.typ"
WORDS = "scripts/creators/wording/words.py"
VERSIONS = "docs/_data/versions.yml"
CHANGE = "docs/_data/changes/acids.yml"
BOOKLET = "docs/_data/booklet.yml"
TEMPLATES = {
    CARD: (
        "{# A card #}\n{% if flag %}\n**Wash it with cool water**, {{ action }}\n{% endif %}\n"
        '{{ signs("Get help if", page.signs) }}\n'
        "{% set called = {\n"
        '  "pus": "pus or crusts"} %}\n'
        '{{ people("Not for", not_for) }}\n'
        '{{ block("urgency_cards") }}\n'
    ),
    SHELL: (
        '<a class="help" href="/signs">Urgent signs</a>\n'
        '<img src="face.png" alt="A face with a hot patch">\n'
    ),
    DRAWING: "<text>Part of healing</text>\n",
    BOOK: '#let title = "Rest for one day" // a comment on it\n#text[Do not touch your face]\n',
    WORDS: (
        '"""Words."""\n\nUNTIL = "until your skin has healed"\n'
        'DAY = f"from day {1} on healed skin"\n'
    ),
}
DATA = {
    VERSIONS: (
        'versions:\n  - {id: "1", date: 2026-11-22, content_hash: "0123456789abcdef", '
        'changes: [{text: "Pus needs a doctor.", safety: true}, {text: "A new look."}]}\n'
    ),
    CHANGE: 'changes:\n  - {text: "Wait longer with acids.", safety: true}\n',
    BOOKLET: (
        'booklet:\n  - {id: signs, title: "Call for help", blocks: [{cards: [emergency_now]}]}\n'
    ),
    "docs/_data/crisis_lines.yml": (
        'crisis_lines:\n  - {id: us, place: "the US", service: "A lifeline", number: "988"}\n'
    ),
    "docs/_data/codes.yml": (
        'codes:\n  - {id: icd10-l73, system: icd10, code: "L73.9", display: "Follicular disorder", '
        'page: "causes/rash.md"}\n'
    ),
    "docs/_data/sign_words.yml": (
        'sign_words:\n  - {id: eye, red_flags: [eye-pain], words: ["sore eye"]}\n'
    ),
    "docs/_data/search_words.yml": (
        'search_words:\n  - {id: boils, page: causes/rash.md, words: ["boils"]}\n'
    ),
    "docs/_data/easy_pictures.yml": 'easy_pictures:\n  - {id: eye, alt: "A red eye"}\n',
}
PLACES = {
    "a page's title": (
        "docs/causes/milia.md",
        "title: White dots (milia)",
        "title: Pale dots (milia)",
    ),
    "a summary": ("docs/treat/cloth.md", "calms hot skin.", "cures hot skin."),
    "front matter": ("docs/causes/milia.md", '"Like a grain of sand.', '"Like a grain of salt.'),
    "what to do now": (
        "docs/causes/milia.md",
        '"Leave them alone. [^open]"',
        '"Leave one alone. [^open]"',
    ),
    "a body": ("docs/treat/cloth.md", "Wet it and lay it on.", "Wet it and rub it in."),
    "a heading": ("docs/causes/milia.md", "## How to tell", "## How to pop"),
    "why to wait": ("docs/prevent/week.md", "Pools hold germs.", "Pools hold few germs."),
    "a sign": ("docs/_data/red_flags.yml", 'sign: "Eye pain"', 'sign: "Bad eye pain"'),
    "a level's action": (
        "docs/_data/urgencies.yml",
        "Show it at your next visit.",
        "Show it some day.",
    ),
    "a stage": ("docs/_data/stages.yml", "Dry skin. [^GOOD]", "Rough skin. [^GOOD]"),
    "a line of the handout": ("docs/_data/handout.yml", "Rinse at once.", "Rinse it off."),
    "a label of the handout": (
        "docs/_data/handout_labels.yml",
        '"The signs"',
        '"The milder signs"',
    ),
    "a first day": ("docs/treat/acid-wash.md", "first_day: 7", "first_day: 8"),
    "a condition": ("docs/treat/acid-wash.md", "healed_skin: true\n", ""),
    "a wait": ("docs/prevent/week.md", "until_day: 3,", "until_day: 4,"),
    "who must not": ("docs/_data/substances.yml", "not_for: [allergic]", "not_for: []"),
    "a level": ("docs/_data/red_flags.yml", "urgency: same_day", "urgency: within_48h"),
    "an emergency number": ("docs/_data/emergency_numbers.yml", '"999"', '"998"'),
    "a macro of its own": (
        "docs/prevent/week.md",
        "{{ action pus }}",
        "{{ action pearls }}",
    ),
    "a block of cards": ("docs/index.md", "{{ urgency_cards }}\n", ""),
    "what changed in a version": (VERSIONS, "Pus needs a doctor", "Pus needs no doctor"),
    "whether a change is about safety": (VERSIONS, ", safety: true", ""),
    "a change that no version has yet": (CHANGE, "Wait longer", "Wait less"),
    "a block of the booklet": (BOOKLET, "emergency_now", "routine"),
    "a title of the booklet": (BOOKLET, "Call for help", "Call for tea"),
    "a crisis line": ("docs/_data/crisis_lines.yml", '"988"', '"989"'),
    "a code of health records": ("docs/_data/codes.yml", "causes/rash.md", "causes/milia.md"),
    "words that show a sign": ("docs/_data/sign_words.yml", "[eye-pain]", "[pearls]"),
    "words of the search": ("docs/_data/search_words.yml", "causes/rash.md", "causes/milia.md"),
    "what a line of the handout is about": (
        "docs/_data/handout.yml",
        "red_flag: late-bumps",
        "red_flag: pearls",
    ),
    "what a picture shows": ("docs/_data/easy_pictures.yml", "A red eye", "A pink eye"),
    "the summary of the site": ("mkdocs.yml", "What is normal", "All is normal"),
    "a title of the navigation": ("mkdocs.yml", "- Home: ", "- Do not read: "),
    "a template": (CARD, "Wash it with cool water", "Wash it with hot water"),
    "what a template prints": (CARD, "{{ action }}", "{{ title }}"),
    "a heading that a template gives": (CARD, "Get help if", "Ignore this if"),
    "a string in code of a template": (CARD, "pus or crusts", "pus or sweat"),
    "two words of a template": (CARD, "Not for", "For"),
    "a block of a template": (CARD, '{{ block("urgency_cards") }}\n', ""),
    "a label of every page": (SHELL, "Urgent signs", "Signs"),
    "what stands in a picture's place": (SHELL, "a hot patch", "a rash"),
    "words in a picture": (DRAWING, "Part of healing", "Part of illness"),
    "paper": (BOOK, "Rest for one day", "Rest for two days"),
    "content on paper": (BOOK, "Do not touch your face", "You may touch your face"),
    "code that words days": (WORDS, "until your skin has healed", "until your skin feels fine"),
    "words around a number": (WORDS, "on healed skin", "on any skin"),
}
"""A change of one word in each kind of place."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small project with more kinds of data and a template of each kind, all of it accepted."""
    write_project(
        tmp_path,
        ("docs/prevent/week.md", "No swimming for", "{{ action pus }}\n\nNo swimming for"),
        ("docs/index.md", "## Begin here\n", "{{ urgency_cards }}\n\n## Begin here\n"),
        ("mkdocs.yml", "nav:\n", "site_description: What is normal.\nnav:\n"),
    )
    for path, text in (DATA | TEMPLATES).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    accept_all(tmp_path)
    return tmp_path


def found(root: Path) -> list[Problem]:
    """What the check of acceptances finds."""
    knowledge, problems = load_knowledge(root)
    assert not problems
    return list(check_accepted(knowledge))


def test_what_is_accepted_passes(small):
    assert found(small) == []


@pytest.mark.parametrize("place", PLACES)
def test_one_word_stops_the_build_until_it_is_accepted(place, small):
    path, old, new = PLACES[place]
    edit_project(small, (path, old, new))
    changed = found(small)
    assert path in {problem.path for problem in changed} or path in changed[0].expected
    assert all("accept" in problem.do for problem in changed)
    accept_all(small)
    assert found(small) == []


def test_a_passage_that_was_taken_away_stops_it_too(small):
    edit_project(small, ("docs/treat/cloth.md", "Wet it and lay it on. [^open]\n", ""))
    (problem,) = found(small)
    assert (problem.path, problem.expected) == (
        FILE,
        "a passage that still stands in docs/treat/cloth.md",
    )
    assert "Wet it and lay it on" in problem.got


def test_a_passage_may_move_down_its_page(small):
    edit_project(
        small, ("docs/treat/cloth.md", "Wet it and lay it on.", "\n\nWet it and lay it on.")
    )
    assert found(small) == []


def test_the_same_words_on_another_page_are_read_there(small):
    edit_project(
        small,
        (
            "docs/treat/acid-wash.md",
            "An acid wash",
            "Wet it and lay it on. [^open]\n\nAn acid wash",
        ),
    )
    assert [problem.path for problem in found(small)] == ["docs/treat/acid-wash.md"]


def test_it_is_asked_when_all_else_is_right(small):
    edit_project(
        small,
        ("docs/treat/cloth.md", "Wet it", "Soak it"),
        ("docs/treat/cloth.md", "max_days: 3", "max_days: three"),
    )
    assert all("accept" not in problem.do for problem in check_project(small)[1])


def test_many_are_counted(tmp_path):
    write_project(tmp_path)
    changed = found(tmp_path)
    assert len(changed) == SHOWN + 1
    assert changed[-1].got.endswith("more that are not")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("0123456789abcdef\teditor\t2026-11-30\tA. B.", "not 4"),
        ("0123\teditor\t2026-11-30\tA. B.\tdocs/index.md\tWords", "hash"),
        (
            "0123456789abcdef\treader\t2026-11-30\tA. B.\tdocs/index.md\tWords",
            "editor or clinician",
        ),
        ("0123456789abcdef\teditor\tsoon\tA. B.\tdocs/index.md\tWords", "soon"),
    ],
)
def test_a_broken_line_is_named(line, why, small):
    file = small / FILE
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")
    (problem,) = load_knowledge(small)[1]
    assert problem.path == FILE and problem.line == len(file.read_text("utf-8").splitlines())
    assert why in problem.expected


def test_the_project_has_an_acceptance_for_each_of_its_passages():
    knowledge, _ = load_knowledge(ROOT)
    assert unaccepted(knowledge) == () and gone(knowledge) == ()
    assert len(passages(knowledge)) > 1000
