"""The guide in easy words loses no sign and no word of one, stays short, and says that nobody has
tested it. Each fault is planted into the real rows."""

from dataclasses import replace

import pytest

from knowledge.checks import budgets, easy
from knowledge.checks.accepted import unaccepted
from knowledge.checks.named import checks_of
from knowledge.checks.names import check_names_stand_once
from knowledge.checks.references import check_references, check_sign_rows
from knowledge.checks.words import check_grade, check_sentences
from knowledge.model import Knowledge
from knowledge.prose.texts import collect_texts
from knowledge.records.handout import Said

PUS, LAST, DO = "pus-or-gold-crust", "untested", "no-makeup"
PLACE, DAYS = easy.check_rows_have_a_place, easy.check_easy_days


def planted(knowledge: Knowledge, name: str, **values) -> Knowledge:
    """The real knowledge with other values in one row."""
    row = knowledge.easy[name].model_copy(update=values)
    changed = replace(knowledge, easy={**knowledge.easy, name: row})
    return replace(changed, texts=tuple(collect_texts(changed)))


def without(knowledge: Knowledge, *names: str) -> Knowledge:
    """The real knowledge without some rows."""
    kept = {name: row for name, row in knowledge.easy.items() if name not in names}
    return replace(knowledge, easy=kept)


def found(check, knowledge: Knowledge) -> list[str]:
    return [str(problem) for problem in check(knowledge)]


def test_the_real_guide_has_no_problem(knowledge):
    assert [str(problem) for check in checks_of(easy) for problem in check(knowledge)] == []


def test_a_project_without_the_guide_has_no_problem(knowledge):
    none = replace(knowledge, easy={})
    assert [str(problem) for check in checks_of(easy) for problem in check(none)] == []


def test_a_sign_without_a_row_is_refused_beside_the_sign(knowledge):
    (line,) = found(check_sign_rows, without(knowledge, PUS))
    assert line.startswith("docs/_data/red_flags.yml:") and line.endswith(
        f'id: expected a red flag with a row in {easy.FILE}; got "{PUS}", in no row; do add a row'
        f" there with red_flag: {PUS}"
    )


# (the check, the row, what is planted in it, what the message has)
FAULTS = [
    (
        check_names_stand_once,
        "itchy-weeping-rash",
        {"red_flag": PUS},
        "expected a sign that pus-or-gold-crust does not have",
    ),
    (PLACE, PUS, {"page": "routine"}, "page: expected a page or a red_flag; got both"),
    (PLACE, DO, {"page": None}, "page: expected a page or a red_flag; got neither"),
    (PLACE, DO, {"picture": None}, "picture: expected a picture for the row"),
    (PLACE, "title", {"picture": "clock"}, "picture: expected a heading without a picture"),
    (PLACE, "days-heading", {"heading": False}, "heading: expected one heading on days"),
    (PLACE, "day-2", {"heading": True}, "heading: expected one heading on days"),
    (
        easy.check_easy_words_keep_every_word,
        PUS,
        {"says": (Said(words="puss", easy="Pus"),)},
        'got "puss"; do write pus',
    ),
    (check_references, "day-2", {"of": ("stages/day-2/brif",)}, "do write stages/day-2/brief"),
    (PLACE, PUS, {"of": ("stages/day-2/brief",)}, "of: expected no other text beside the sign's"),
    (DAYS, DO, {"text": "Until day {day}: no make-up."}, 'expected {n}; got "{day}"'),
    (DAYS, DO, {"text": "Until day 3: no make-up."}, "expected the day in braces"),
    (DAYS, "day-2", {"text": "Day {n}: rest."}, 'expected no braces; got "{n}"'),
    (DAYS, DO, {"what": ("retinoid",)}, "what: expected things whose rule is a day"),
    (DAYS, "no-swimming", {"healed": False}, "healed: expected healed: true"),
    (
        DAYS,
        "no-swimming",
        {"text": "No swimming until day {n}."},
        'text: expected the word "healed"',
    ),
    (DAYS, DO, {"healed": True}, "healed: expected healed: false"),
    (DAYS, "shade", {"text": "Full shade for {n} days."}, "expected {days} or {weeks}"),
]


@pytest.mark.parametrize(("check", "name", "values", "message"), FAULTS)
def test_a_planted_fault_is_refused(knowledge, check, name, values, message):
    lines = found(check, planted(knowledge, name, **values))
    assert any(message in line for line in lines), lines


def test_a_page_that_is_missing_is_refused(knowledge):
    gone = [name for name, row in knowledge.easy.items() if row.page == "call"]
    (line,) = found(easy.check_rows_have_a_place, without(knowledge, *gone))
    assert "expected a page call with a heading; got none" in line


def test_a_sentence_of_13_words_is_refused_and_one_of_12_is_not(knowledge):
    twelve = "One two three four five six seven eight nine ten eleven twelve."
    check = check_sentences
    assert found(check, planted(knowledge, DO, text=twelve)) == []
    longer = planted(knowledge, DO, text=twelve.replace("One", "One more"))
    assert "expected 12 words at most; got 13 words" in found(check, longer)[0]


def test_a_guide_of_more_than_1000_words_is_refused(knowledge):
    longer = planted(knowledge, DO, text=" ".join(["Rest."] * 60))
    lines = found(budgets.check_words, longer)
    assert any("easy: expected 1000 words at most; got 10" in line for line in lines)


def test_hard_words_are_refused(knowledge):
    hard = "Dermatological hypersensitivity necessitates pharmacological intervention."
    texts = tuple(replace(one, text=hard) for one in knowledge.texts if one.path == easy.FILE)
    lines = found(check_grade, replace(knowledge, texts=texts))
    assert any("expected reading grade 3.0 at most" in line for line in lines)


def test_every_word_that_is_taken_out_of_a_row_is_missed(knowledge):
    """Each word to look for and each condition of each sign, one by one."""
    for name, row in knowledge.easy.items():
        if not row.red_flag:
            continue
        flag = knowledge.red_flags[row.red_flag]
        said = {one.words: one.easy for one in row.says}
        for words in (*flag.look_for, *flag.conditions):
            shown = said.get(words, words)
            start = row.text.lower().index(shown.lower())
            text = row.text[:start] + "…" + row.text[start + len(shown) :]
            if shown.lower() in text.lower():  # it stands there twice
                continue
            lines = found(
                easy.check_easy_words_keep_every_word, planted(knowledge, name, text=text)
            )
            assert any(shown in line for line in lines), (name, words)


@pytest.mark.parametrize("sentence", easy.UNTESTED)
def test_the_last_page_says_that_nobody_has_tested_it(knowledge, sentence):
    text = " | ".join(line for line in knowledge.easy[LAST].lines if line != sentence)
    lines = found(easy.check_easy_guide_says_it_is_untested, planted(knowledge, LAST, text=text))
    assert any(sentence in line for line in lines)


def test_a_row_behind_that_one_is_refused(knowledge):
    last = knowledge.easy["general"].model_copy(update={"id": "later", "text": "It is all fine."})
    lines = found(
        easy.check_easy_guide_says_it_is_untested,
        replace(knowledge, easy={**knowledge.easy, "later": last}),
    )
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("values", "again"), [({"short": "Pus that is yellow"}, {PUS}), ({"why": "Germs."}, set())]
)
def test_a_row_is_read_again_where_its_sign_has_other_words(knowledge, values, again):
    flag = knowledge.red_flags[PUS].model_copy(update=values)
    changed = replace(knowledge, red_flags={**knowledge.red_flags, PUS: flag})
    rows = {row.origin.line("text"): name for name, row in knowledge.easy.items()}
    found = {rows[one.line] for one in unaccepted(changed) if one.path == easy.FILE}
    assert found == again
