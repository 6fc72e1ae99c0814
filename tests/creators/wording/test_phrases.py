"""Days, rules, lists and dates in the words of a language."""

import datetime
from itertools import product

import pytest

from creators.wording.phrases import END, LTR, phrases_of
from knowledge.model import EmergencyNumber
from knowledge.starts import Start
from knowledge.translate import translate
from made_up_languages import with_made_up
from sheets import real_knowledge

PHRASES = phrases_of(real_knowledge())
CLINICIAN = "Only if a clinician who has seen your skin tells you to"


def test_days_are_numbers_and_one_day_is_singular():
    assert (PHRASES.day(0), PHRASES.day(7)) == ("day 0", "day 7")
    assert [PHRASES.days(number) for number in (0, 1, 2, 14)] == [
        "0 days",
        "1 day",
        "2 days",
        "14 days",
    ]


NEVER = "Pregnant? Never use it."
DEEP = "After deep (over 1 mm) or heat (RF) needling"


@pytest.mark.parametrize(
    ("start", "words", "leave"),
    [
        (Start(7), "From day 7", "Until day 7"),
        (Start(0), "From day 0", "Until day 0"),
        (Start(0, last=3), "From day 0, until day 3", "Until day 0"),
        (
            Start(7, healed=True),
            "From day 7, once your skin has healed",
            "Until day 7, and until your skin has healed",
        ),
        (
            Start(7, clinic=0),
            "From day 7, or day 0 if the clinic supplied it for needled skin",
            "Until day 7, unless the clinic supplied it for needled skin",
        ),
        (
            Start(7, clinic=2, healed=True),
            (
                "From day 7, once your skin has healed, or day 2 if the clinic supplied it for"
                " needled skin"
            ),
            (
                "Until day 7, and until your skin has healed, unless the clinic supplied it for"
                " needled skin (then until day 2)"
            ),
        ),
        (
            Start(7, deep=14),
            f"From day 7. {DEEP}: from day 14",
            f"Until day 7. {DEEP}: until day 14",
        ),
        (
            Start(0, deep=14, healed=True),
            f"From day 0, once your skin has healed. {DEEP}: from day 14",
            f"{DEEP}: until day 14, and until your skin has healed",
        ),
        (
            Start(7, checked=True),
            "From day 7. Bumps still there? Have them checked first",
            "Until day 7. Bumps still there? Have them checked first",
        ),
        (
            Start(7, ask=True),
            "From day 7. Ask a pharmacist or doctor first",
            "Until day 7. Ask a pharmacist or doctor first",
        ),
        (
            Start(7, never=(NEVER,)),
            "From day 7. Pregnant? Never use it",
            "Until day 7. Pregnant? Never use it",
        ),
        (Start(None), CLINICIAN, CLINICIAN),
        (
            Start(None, never=(NEVER,)),
            f"{CLINICIAN}. Pregnant? Never use it",
            f"{CLINICIAN}. Pregnant? Never use it",
        ),
        (Start(3, instead="full shade"), "Full shade for 3 days", "Full shade for 3 days"),
        (
            Start(None, instead="full shade"),
            *["Full shade until a clinician who has seen your skin says so"] * 2,
        ),
    ],
)
def test_a_first_day_is_printed_with_every_condition(start, words, leave):
    assert (str(PHRASES.rule(start)), str(PHRASES.rule(start, leave=True))) == (words, leave)


def test_no_condition_of_a_rule_can_be_left_out():
    """Whatever conditions a rule has together: the words name each of them."""
    for chosen in product(*[(False, True)] * 5):
        deep, healed, checked, ask, never = chosen
        start = Start(
            7,
            deep=14 if deep else None,
            healed=healed,
            checked=checked,
            ask=ask,
            never=(NEVER,) if never else (),
        )
        for leave in (False, True):
            text = str(PHRASES.rule(start, leave))
            found = (
                "day 14" in text,
                "healed" in text,
                PHRASES.texts["checked"] in text,
                PHRASES.texts["ask-first"] in text,
                "Never use it" in text,
            )
            assert found == chosen and "day 7" in text, text


def test_a_rule_knows_the_days_that_its_words_name():
    words = PHRASES.rule(Start(7, deep=14, healed=True, checked=True), leave=True)
    assert (words.lead, words.day, words.also) == (
        "Until day 7",
        7,
        ", and until your skin has healed",
    )
    assert words.more == ((f"{DEEP}: until day 14", 14), (PHRASES.texts["checked"], None))
    assert (PHRASES.rule(Start(7)).cell, PHRASES.rule(Start(7, ask=True)).cell) == (
        "From day 7",
        "From day 7. Ask a pharmacist or doctor first.",
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (3, "3 days"),
        (7, "7 days"),
        (14, "2 weeks"),
        (15, "15 days"),
        (28, "4 weeks"),
    ],
)
def test_a_length_is_in_weeks_where_people_say_so(number, words):
    assert PHRASES.length(number) == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (iter("ab"), "a and b"),
    ],
)
def test_a_list_reads_as_a_sentence(words, expected):
    assert PHRASES.listed(words) == expected


def test_a_list_may_end_in_another_word():
    assert PHRASES.listed(["a", "b", "c"], "or") == "a, b or c"


def test_emergency_numbers_end_with_everywhere_else():
    numbers = [
        EmergencyNumber(id=name, place=f"the {name.upper()}", number=number, countries=["US"])
        for name, number in (("us", "911"), ("uk", "999"))
    ]
    assert (
        PHRASES.emergency_numbers(numbers)
        == "911 in the US, 999 in the UK or your local emergency number elsewhere"
    )
    assert PHRASES.emergency_numbers([]) == "your local emergency number elsewhere"


def in_language(name: str):
    return phrases_of(translate(with_made_up(real_knowledge()), name))


@pytest.mark.parametrize(
    ("name", "date"), [("en", "Sun 22 Nov"), ("xa", "So 22 Nov"), ("xr", "یکشنبه، 22 نوامبر")]
)
def test_a_date_has_the_names_and_the_order_of_its_language(name, date):
    phrases = in_language(name)
    assert phrases.date(datetime.date(2026, 11, 22)) == date
    assert phrases.full_date(datetime.date(2026, 11, 22)) == f"{date} 2026"


@pytest.mark.parametrize(
    ("name", "date"), [("en", "22 November 2026"), ("xa", "22. November 2026")]
)
def test_a_long_date_is_that_of_its_language_with_digits_from_0_to_9(name, date):
    assert in_language(name).long_date(datetime.date(2026, 11, 22)) == date
    assert in_language("xr").long_date(datetime.date(2026, 11, 22)).startswith("22 ")


@pytest.mark.parametrize("name", ["en", "xa", "xr"])
def test_a_long_date_on_a_sheet_has_the_order_of_its_short_dates(name):
    phrases, day = in_language(name), datetime.date(2026, 11, 22)
    full, short = phrases.long_date(day), phrases.date(day)
    month = phrases.months[day.month - 1][:3]
    assert full.index("22") < full.index(month) and short.index("22") < short.index(month)


def test_a_weekday_and_a_language_that_a_clinic_names_are_in_the_language():
    assert PHRASES.weekday("Monday") == "Monday" and PHRASES.name_of("Spanish") == "Spanish"
    assert in_language("xa").weekday("Monday") == "Montag"
    assert in_language("xa").name_of("Spanish") == "Spanisch"


def test_numbers_keep_their_order_from_right_to_left_and_stay_bare_elsewhere():
    assert in_language("xr").ltr("+1 555 0100") == f"{LTR}+1 555 0100{END}"
    assert in_language("xa").ltr("+1 555 0100") == "+1 555 0100"
    assert in_language("xr").ltr("") == ""


def test_turkish_has_two_letters_i():
    turkish = phrases_of(translate(real_knowledge(), "tr", "draft"))
    for small, large in (("ilk", "İlk"), ("su", "Su")):
        assert turkish.capital(small) == large and turkish.lower_first(large) == small
    assert turkish.lower_first("Isı") == "ısı" and turkish.lower_first("IPL") == "IPL"
    assert PHRASES.capital("ilk") == "Ilk" and PHRASES.lower_first("Ilk") == "ilk"
