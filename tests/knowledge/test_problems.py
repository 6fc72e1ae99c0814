"""Messages: one line each, that says where, what was expected, what is there, and what to do."""

import pytest

from knowledge.problems import Problem, did_you_mean, one_line, plural, quote


def test_a_problem_prints_its_place_and_what_to_do():
    problem = Problem(
        "docs/treat/aloe.md", 7, "first_day", "day 7 or later", "day 0", "write first_day: 7"
    )
    assert (
        str(problem)
        == "docs/treat/aloe.md:7: first_day: expected day 7 or later; got day 0; do write"
        " first_day: 7"
    )


def test_problems_are_sorted_by_place():
    problems = [
        Problem(path, line, "x", "x", "x", "x") for path, line in (("b", 1), ("a", 10), ("a", 2))
    ]
    assert [(problem.path, problem.line) for problem in sorted(problems)] == [
        ("a", 2),
        ("a", 10),
        ("b", 1),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("words", '"words"'),
        ("two\n  lines\tand\u2028more", '"two lines and more"'),
        ("", '""'),
        (7, '"7"'),
        (True, '"True"'),
        (["a"], "\"['a']\""),
        ("\x07bell \x1b[31m \ufeff", '"\ufffdbell \ufffd[31m \ufffd"'),
        ("a" * 60, f'"{"a" * 60}"'),
        ("a" * 61, f'"{"a" * 59}…"'),
    ],
)
def test_a_quoted_value_is_one_line_of_characters_that_can_be_seen(value, expected):
    assert quote(value) == expected


def test_a_quote_may_be_shorter():
    assert (quote("a" * 10, 5), quote("a" * 5, 5), one_line("a" * 10, 5)) == (
        '"aaaa…"',
        '"aaaaa"',
        "aaaa…",
    )


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("acids", ["bha", "acid"], "write acid (did you mean that?)"),
        ("zzz", ["bha", "acid", "acid"], "use one of: acid, bha"),
        ("zzz", [], "take it out"),
        (
            "zzz",
            [f"a{number:02}" for number in range(12)],
            "use one of: a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11",
        ),
        (
            "zzz",
            [f"a{number:02}" for number in range(13)],
            "use one of: a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, …",
        ),
    ],
)
def test_an_unknown_word_gets_the_nearest_known_one_or_the_list(word, known, advice):
    assert did_you_mean(word, known) == advice


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("acids", ["bha", "acid"], "write acid (did you mean that?) or add"),
        (
            "acids",
            ["bha", "acid", "acidic", "acid-wash"],
            "write acid (did you mean that?), or another near it: acidic, acid-wash; or add",
        ),
        ("zzz", ["bha", "acid"], "use one of: acid, bha; or add"),
        (
            "oatmeal",
            ["acid", "aha", "aloe", "bha", "clinic-gel", "oat", "steroid"],
            "write oat (did you mean that?) or add",
        ),
        (
            "xaloex",
            ["bha", "zinc", "retinoid", "aloe-vera-gel", "sunscreen", "petrolatum"],
            "use one of: aloe-vera-gel, bha, retinoid, sunscreen, petrolatum, …; or add",
        ),
        ("zzz", [], "add"),
    ],
)
def test_an_unknown_id_gets_the_five_nearest_and_the_file_for_a_new_one(word, known, advice):
    assert did_you_mean(word, known, "a.yml") == f'{advice} "{word}" to a.yml'


def test_one_thing_has_no_plural():
    assert [plural(number, "problem") for number in (0, 1, 2)] == [
        "0 problems",
        "1 problem",
        "2 problems",
    ]


def test_the_second_nearest_id_is_named_too():
    assert did_you_mean("milja", ["milia", "milias", "rash"], "docs/causes") == (
        "write milia (did you mean that?), or another near it: milias; or add"
        ' "milja" to docs/causes'
    )
