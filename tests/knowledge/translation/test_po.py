"""A translation goes to a translator's program and back without losing a character."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Knowledge, Phrase
from knowledge.records.translations import Translated
from knowledge.translation.po import PoMistake, create_po, parse_po
from knowledge.translation.strings import sheet_strings
from made_up_languages import MADE_UP, made_up, with_made_up

FEW = Knowledge(
    phrases={
        name: Phrase(id=name, phrase=f"Day {{n}} of {name}") for name in ("one", "two", "six")
    },
    languages={"xa": MADE_UP["xa"].language},
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@pytest.mark.parametrize("name", ["xa", "xr"])
def test_a_whole_translation_comes_back_as_it_went(knowledge, name):
    made = with_made_up(knowledge, (name,))
    file = create_po(made, name)
    assert file == create_po(made, name)
    back = parse_po("x.po", file, sheet_strings(made))
    sent = made_up(knowledge, name).strings
    assert [(one.key, one.en, one.text) for one in back] == [
        (key, one.en, one.text) for key, one in sent.items()
    ]


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_any_text_comes_back_as_it_went(texts):
    strings = sheet_strings(FEW)
    sent = {
        key: Translated(key, string.hash, text)
        for (key, string), text in zip(strings.items(), texts, strict=True)
    }
    found = replace(made_up(FEW), strings=sent)
    file = create_po(replace(FEW, translations={"xa": found}), "xa")
    back = {one.key: (one.en, one.text) for one in parse_po("x.po", file, strings)}
    assert back == {key: (one.en, one.text) for key, one in sent.items()}


@given(st.binary())
def test_no_file_is_a_traceback(data):
    for file in (data, create_po(FEW, "xa")[: len(data) * 20] + data):
        try:
            parse_po("x.po", file, sheet_strings(FEW))
        except PoMistake as mistake:
            assert all(one.line >= 1 for one in mistake.problems)


def test_a_stale_text_is_empty_with_its_old_words_beside_it(knowledge):
    made = with_made_up(knowledge, ("xa",))
    found = made.translations["xa"]
    old = found.strings["phrases/day/phrase"]
    strings = {**found.strings, old.key: replace(old, en="00000000")}
    made = replace(made, translations={"xa": replace(found, strings=strings)})
    file = create_po(made, "xa")
    assert f"#. made from other English: {old.text}" in file.decode()
    assert old.key not in {one.key for one in parse_po("x.po", file, sheet_strings(made))}


def test_a_file_that_was_made_from_other_english_says_so_by_its_hash():
    file = create_po(FEW, "xa").decode().replace('of one"\nmsgstr ""', 'of old"\nmsgstr "Óô {n}"')
    (back,) = parse_po("x.po", file.encode(), sheet_strings(FEW))
    assert back.en != sheet_strings(FEW)[back.key].hash


ENTRY = 'msgctxt "phrases/one/phrase"\nmsgid "Day {n} of one"\nmsgstr "Óô {n}"\n'
MISTAKES = {
    "fuzzy": (f"#, fuzzy\n{ENTRY}", "phrases/one/phrase", 2),
    "an unknown key": (ENTRY.replace("phrases/one", "phrases/onn"), "msgctxt", 1),
    "no key": ('msgid "Day {n} of one"\nmsgstr "Óô {n}"\n', "msgctxt", 1),
    "a key twice": (f"{ENTRY}\n{ENTRY.replace('Day', 'A day')}", "phrases/one/phrase", 5),
    "a plural": (
        'msgctxt "phrases/one/phrase"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
        "phrases/one/phrase",
        1,
    ),
    "no PO file": ("strings: {}\n", "file", 1),
}


@pytest.mark.parametrize(("file", "field", "line"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_file_is_refused_with_its_line(file, field, line):
    with pytest.raises(PoMistake) as caught:
        parse_po("x.po", file.encode(), sheet_strings(FEW))
    (problem,) = caught.value.problems
    assert (problem.path, problem.field) == ("x.po", field)
    assert abs(problem.line - line) <= 1


def test_a_file_that_is_not_utf_8_is_refused():
    with pytest.raises(PoMistake, match="x.po:3: file: expected UTF-8 text; got byte 0xf3"):
        parse_po("x.po", ENTRY.encode("latin-1").replace(b"\xd3", b"\xf3"), sheet_strings(FEW))
