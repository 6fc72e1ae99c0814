"""Words of the search belong to one sign, or to several on purpose."""

import pytest

from knowledge.checks import check_knowledge
from small_project import small_knowledge

FILES = {
    name: f"docs/_data/{name}.yml"
    for name in ("sign_words", "foreign_words", "same_words", "red_flags")
}


def found(root, **records: str) -> list[str]:
    """The problems of these files of the small project, with these lines of records in them."""
    edits = [(FILES[name], f"{name}: []", f"{name}:\n{lines}") for name, lines in records.items()]
    return [
        str(problem)
        for problem in check_knowledge(small_knowledge(root, *edits))
        if problem.path in FILES.values()
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            '  - {id: a, red_flags: [pus], words: ["leak"]}\n  - {id: b, red_flags: [pearls],'
            ' words: ["dot"]}'
        ),
        '  - {id: both, red_flags: [pus, pearls], words: ["hard knot"]}',  # on purpose
        # the more urgent one is first
        (
            '  - {id: a, red_flags: [pearls], words: ["dot"]}\n'
            '  - {id: b, red_flags: [pus], words: ["dot leak"]}'
        ),
        (
            '  - {id: a, red_flags: [eye-pain], words: ["hurt"]}\n  - {id: b, red_flags: [eye-pain,'
            ' pus], words: ["hurt leak"]}'
        ),
        '  - {id: a, red_flags: [pus], words: ["pus"]}',
        '  - {id: a, red_flags: [pus, pearls], words: ["pus"]}',  # its own words, too
        '  - {id: a, leads_to: cards, words: ["lost"]}',
        '  - {id: a, red_flags: [pus], whole: true, words: ["leak", "leaky"]}',
    ],
)
def test_words_of_one_sign_or_of_several_on_purpose_are_right(tmp_path, lines: str):
    assert found(tmp_path, sign_words=lines) == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('  - {id: a, words: ["leak"]}', "id: expected red_flags or leads_to; got neither"),
        (
            '  - {id: a, red_flags: [pus], leads_to: cards, words: ["leak"]}',
            "id: expected red_flags or leads_to; got both",
        ),
        (
            '  - {id: a, red_flags: [puss], words: ["leak"]}',
            'red_flags: expected an id of a red flag; got "puss"',
        ),
        (
            (
                '  - {id: a, red_flags: [pus], words: ["leak"]}\n  - {id: b, red_flags: [pearls],'
                ' words: ["Leaks!"]}'
            ),
            (
                'words: expected a phrase that stands once; got "Leaks!", also at'
                " docs/_data/sign_words.yml:2"
            ),
        ),
        (
            '  - {id: a, red_flags: [pus], words: ["leak", "leaks"]}',
            'words: expected a phrase that stands once; got "leaks"',
        ),
        (
            '  - {id: a, red_flags: [pearls], words: ["pus"]}',
            (
                'words: expected a phrase that stands once; got "pus", also at'
                " docs/_data/sign_words.yml:2"
            ),
        ),
        (
            (
                '  - {id: a, red_flags: [eye-pain], words: ["hurt"]}\n  - {id: b, red_flags: [pus],'
                ' words: ["hurt and leak"]}'
            ),
            'words: expected words that show pus first; got "hurt and leak", which shows eye-pain',
        ),
    ],
)
def test_words_of_another_sign_are_refused(tmp_path, lines: str, message: str):
    problems = found(tmp_path, sign_words=lines)
    assert len(problems) == 1 and message in problems[0]


def test_a_phrase_in_another_language_stands_once_too(tmp_path):
    problems = found(
        tmp_path,
        sign_words='  - {id: a, red_flags: [pus], words: ["fievre"]}',
        foreign_words='  - {id: fr, red_flags: [pearls], words: ["fièvre"]}',
    )
    assert len(problems) == 1 and problems[0].startswith(
        "docs/_data/foreign_words.yml:2: words: expected a phrase that stands once"
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "  - {id: hurt, words: [pain]}\n  - {id: sore, words: [Pains]}",
            'got "Pains", also in docs/_data/same_words.yml:2',
        ),
        (
            "  - {id: hurt, words: [pain]}\n  - {id: pain, words: [ache]}",
            'got "pain", also in docs/_data/same_words.yml:3',
        ),
        ("  - {id: hurt, words: [hurts]}", 'got "hurts", also in docs/_data/same_words.yml:2'),
        ("  - {id: hurt, words: [feel]}", 'expected a word that asks for something; got "feel"'),
    ],
)
def test_a_word_counts_as_one_other_word(tmp_path, lines: str, message: str):
    problems = found(tmp_path, same_words=lines)
    assert len(problems) == 1 and message in problems[0]


def test_words_to_search_by_do_not_make_up_for_a_cause(tmp_path):
    """A red flag that no cause or stage names is still reported, though words lead to it."""
    flags = (
        'red_flags:\n  - {id: odd, sign: "Odd", lead: "Odd", short: "Odd", look_for: ["odd"],'
        ' urgency: routine, action: "Ask at your next visit.", why: "Odd.", words: ["odd"],'
        " sources: [GOOD]}\n"
    )
    knowledge = small_knowledge(
        tmp_path,
        (FILES["red_flags"], "red_flags:\n", flags),
        (
            FILES["sign_words"],
            "sign_words: []",
            'sign_words:\n  - {id: a, red_flags: [odd], words: ["strange"]}',
        ),
    )
    assert any(
        problem.path == FILES["red_flags"] and "named nowhere" in problem.got
        for problem in check_knowledge(knowledge)
    )
