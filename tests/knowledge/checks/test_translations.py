"""Faults planted in a translation: each is refused with its line, and what is sound passes."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest

from knowledge.checks import translation_heads, translation_strings
from knowledge.checks.named import checks_of
from knowledge.checks.translation_heads import check_english
from knowledge.checks.translation_pairs import fold, has_word
from knowledge.model import Knowledge, Origin
from knowledge.problems import Problem
from knowledge.reading.loader import load_translations
from knowledge.records.translations import ROLES
from made_up_languages import MADE_UP, file_text, made_up

CHECKS = checks_of(translation_heads, translation_strings)
LONG, RIGHT_TO_LEFT = (MADE_UP[name].words for name in ("xa", "xr"))
EMERGENCY = "urgencies/emergency_now"
Change = Callable[[str], str | bytes]


@dataclass(frozen=True)
class Fault:
    """What is wrong, how it gets into a sound file, the field that the message names, and the
    file's language."""

    what: str
    change: Change
    field: str
    name: str = "xa"


def with_text(key: str, change: Callable[[str], str]) -> Change:
    """Return what changes the text of one string in a file."""

    def changed(file: str) -> str:
        pattern = rf'(?m)^(  {re.escape(key)}: \{{en: "\w+", text: )("(?:[^"\\]|\\.)*")'
        found = re.search(pattern, file)
        assert found, key
        old = json.loads(found[2])
        new = change(old)
        assert new != old, f"{key} has no such words: {old}"
        line = found[1] + json.dumps(new, ensure_ascii=False)
        return file[: found.start()] + line + file[found.end() :]

    return changed


def instead(old: str, new: str) -> Change:
    """Return what replaces words of a file once."""

    def changed(file: str) -> str:
        assert old in file, old
        return file.replace(old, new, 1)

    return changed


def text_fault(what: str, key: str, old: str, new: str, name: str = "xa", field: str = "") -> Fault:
    """Return a fault in the text of a string: `new` in place of `old`, or at its end where that is
    no words."""

    def change(text: str) -> str:
        return text.replace(old, new, 1) if old else text + new

    return Fault(what, with_text(key, change), field or key, name)


def whole_text(what: str, key: str, new: str, name: str = "xa") -> Fault:
    """Return a fault that is the whole text of a string."""
    return Fault(what, with_text(key, lambda _: new), key, name)


DEEP, DAY, SAY = "phrases/deep-from/phrase", "phrases/day/phrase", "handout/say-worst/text"
NO_BETTER, LATE = "red_flags/no-better-by-day-3/short", "red_flags/still-there-after-day-7/action"
SIGNER = '"name": "Test Reviser"'
FAULTS = (
    text_fault("a wrong digit", DEEP, "1 mm", "4 mm"),
    text_fault("day 3 that is day 7", NO_BETTER, "3", "7"),
    text_fault("a number that is lost", NO_BETTER, " 4", ""),
    text_fault("numbers that have changed places with a point", NO_BETTER, "3", "3.4"),
    text_fault("digits of Arabic", DEEP, "1", "١", "xr"),
    text_fault("a digit of Arabic beside the others", SAY, "", " ٣"),
    text_fault("a fraction in one sign", SAY, "", " ½"),
    text_fault("a placeholder that is lost", DAY, " {n}", ""),
    text_fault("another placeholder", DAY, "{n}", "{m}"),
    text_fault("a placeholder twice", DAY, "", " {n}"),
    text_fault("a brace alone", SAY, "", " }"),
    text_fault("today on the emergency card", f"{EMERGENCY}/card", LONG("now"), LONG("today")),
    text_fault("now and today", f"{EMERGENCY}/action", "", f" {LONG('today')}."),
    text_fault("now in the label of today", "urgencies/same_day/label", LONG("today"), LONG("now")),
    text_fault("no level", "urgencies/within_48h/action", LONG("within two days"), LONG("soon")),
    text_fault("a level at home", "urgencies/routine/action", "", f" {LONG('today')}", "xa"),
    text_fault("a sign's action", LATE, LONG("within two days"), LONG("today")),
    text_fault("today, from right", f"{EMERGENCY}/card", RIGHT_TO_LEFT("now"), "تودغ", "xr"),
    whole_text("no translation", "handout_labels/signs/label", "When to call"),
    whole_text("one word of English", "handout_labels/sun/label", "Sun"),
    text_fault("English words", SAY, "", " and the rest"),
    text_fault("an English word in Arabic", SAY, "", " doctor", "xr"),
    text_fault("English words in Arabic", SAY, "", " see a doctor", "xr"),
    text_fault("a name that the English has not", SAY, "", " PRP", "xr"),
    text_fault("a Cyrillic letter", SAY, "S", "Ѕ"),
    text_fault("a Latin letter in an Arabic word", SAY, "ا", "e", "xr"),
    text_fault("a Latin letter behind one", "phrases/ask-first/phrase", "", "a", "xr"),
    text_fault("a Greek letter", SAY, "", " λ", "xr"),
    text_fault("a sign that turns the line", SAY, "", "\u202e"),
    text_fault("a mark of direction", SAY, "", "\u200e", "xr"),
    text_fault("an isolate", SAY, "", "\u2067", "xr"),
    text_fault("a space that is not seen", SAY, " ", " \u200b"),
    text_fault("a joiner in Latin letters", SAY, "", "\u200d"),
    text_fault("a byte-order mark inside", SAY, "", "\ufeff"),
    text_fault("a character for private use", SAY, "", "\ue000"),
    text_fault("an accent of its own", SAY, "", " a\u0301"),
    text_fault("an Arabic mark of its own", SAY, "", " ا\u0653", "xr"),
    text_fault("an emoji", SAY, "", " ☎"),
    text_fault("a line end", SAY, "", "\n"),
    text_fault("two spaces", SAY, " ", "  "),
    text_fault("a space at the end", SAY, "", " "),
    whole_text("no words", SAY, ""),
    text_fault("another word for the clinic", "handout_labels/changes/label", LONG("clinic"), "óô"),
    text_fault("another word for needling", DEEP, RIGHT_TO_LEFT("needling"), "ببب", "xr"),
    whole_text("a sentence of 60 words", SAY, " ".join(["óô"] * 60)),
    whole_text("a sentence of 60 words in the other script", SAY, " ".join(["بب"] * 60), "xr"),
    text_fault("a sign that is too long", "red_flags/fever-with-bumps/short", "", ", óôóô" * 12),
    whole_text("bold words that do not begin it", "red_flags/fever-with-bumps/lead", "Óôóô"),
    whole_text("another number", "phrases/emergency-number/phrase", LONG("my emergency number")),
    text_fault("the open mark lost", "handout_labels/mark/label", "◇ ", ""),
    text_fault("a word that calms", SAY, "", f" {LONG('Do not worry')}."),
    Fault(
        "an unknown key", instead(f"  {SAY}:", "  handout/say-wort/text:"), "handout/say-wort/text"
    ),
    Fault("a key twice", lambda file: f"{file}{file.splitlines()[-1]}\n", "strings"),
    Fault("a hash cut short", lambda file: re.sub(r'(en: "\w{7})\w"', r'\1"', file, count=1), None),
    Fault("a seal cut short", lambda file: re.sub(r'(t1: "\w{7})\w"', r'\1"', file, count=1), None),
    Fault("a tab", instead(f"  {SAY}:", f"\t{SAY}:"), "strings"),
    Fault("a string without quotes", lambda file: f"{file}  {DAY}: óô\n", "strings"),
    Fault("no strings", lambda file: file.partition("strings:")[0], "strings"),
    Fault("a field that a head does not have", instead("calming:", "calmin:"), "calmin"),
    Fault(
        "no calming words", lambda file: re.sub("(?m)^calming:.*", "calming: []", file), "calming"
    ),
    Fault("an unknown script", instead('letters: ["Latin"]', 'letters: ["Latn"]'), "letters"),
    Fault("a script of the other direction", instead('["Latin"]', '["Arabic"]'), "dir"),
    Fault("a word for two levels", instead(LONG("today"), LONG("now")), None),
    Fault("a signer of tomorrow", instead("2026-11-01", "2999-01-01"), "signers.t1.date"),
    Fault("no role", instead('"role": "reviser"', '"role": "editor"'), "signers.r1.role"),
    Fault("a name with signs", instead(SIGNER, '"name": "Test|Reviser"'), "signers.r1.name"),
    Fault("a seal of nobody", instead('r1: "', 'r9: "'), None),
    Fault("not UTF-8", lambda file: file.encode("utf-16"), "file"),
    Fault("a byte of Latin-1", lambda file: file.encode() + b"# \xe9\n", "file"),
    Fault("five megabytes", lambda file: file + "# \n" * 1_700_000, "translation"),
)


@pytest.fixture
def problems(knowledge, tmp_path) -> Callable[[str, str | bytes], list[Problem]]:
    """Writes a file of translations/ and returns what is wrong with it."""

    def problems(name: str, file: str | bytes) -> list[Problem]:
        path = tmp_path / "translations" / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.encode() if isinstance(file, str) else file)
        found: list[Problem] = []
        translations = load_translations(tmp_path, found)
        origin = {"origin": Origin("docs/_data/languages.yml")}
        languages = {one: made.language.model_copy(update=origin) for one, made in MADE_UP.items()}
        read = replace(
            knowledge,
            languages={**knowledge.languages, **languages},
            translations=translations,
        )
        return sorted({*found, *(one for check in CHECKS for one in check(read))})

    return problems


@pytest.fixture(scope="module")
def sound(knowledge):
    """Gives the file of a language without a fault; it is made once."""
    return cache(lambda name: file_text(made_up(knowledge, name)))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_forty_planted_faults_are_refused_with_their_line(sound, problems, fault):
    file = fault.change(sound(fault.name))
    found = problems(fault.name, file)
    assert found, fault.what
    for one in found:
        assert re.fullmatch(r"[\w./-]+:\d+: [^:]+: expected .+; got .+; do .+", str(one)), one
    wanted = [one for one in found if fault.field in (one.field, None)]
    assert wanted, [str(one) for one in found]
    if fault.field and "/" in fault.field:
        lines = file.splitlines() if isinstance(file, str) else []
        where = [number for number, line in enumerate(lines, 1) if f"  {fault.field}: " in line]
        assert [one.line for one in wanted] == where * len(wanted)


@pytest.mark.parametrize("name", ["xa", "xr"])
@pytest.mark.parametrize(
    "roles", [(), ROLES[:1], ROLES[:2], ROLES], ids=["draft", "one", "two", "all"]
)
def test_sound_files_pass(knowledge, problems, name, roles):
    assert problems(name, file_text(made_up(knowledge, name, roles))) == []


SOUND = {
    "comments and empty lines": instead(f"  {SAY}:", f"\n  # óô\n  {SAY}:"),
    "a byte-order mark at its head": lambda file: b"\xef\xbb\xbf" + file.encode(),
    "a string that is missing": lambda file: re.sub(rf"(?m)^  {SAY}:.*\n", "", file),
    "a string of other English": lambda file: re.sub(
        rf'({SAY}: {{en: ")\w+', r"\g<1>00000000", file
    ),
    "a seal that has lapsed": text_fault("", SAY, "", " óô").change,
    "a number with a comma": text_fault(
        "", "red_flags/fever-with-bumps/short", "100.4", "100,4"
    ).change,
}


@pytest.mark.parametrize("change", SOUND.values(), ids=SOUND)
def test_what_is_no_mistake_passes(knowledge, problems, change):
    """What is not current is a state, and no mistake: it never stops a change of the English."""
    assert problems("xa", change(file_text(made_up(knowledge)))) == []


@pytest.mark.parametrize(("name", "do"), [("xb", "use one of: xr, xa"), ("en", "rename the file")])
def test_a_file_is_named_after_a_language(knowledge, problems, name, do):
    found = problems(name, file_text(made_up(knowledge)))
    assert [(one.path, one.line, one.field) for one in found] == [
        (f"translations/{name}.yml", 1, "language")
    ]
    assert do in found[0].do


def test_english_stands_first(knowledge):
    english, *others = knowledge.languages.values()
    assert not [*check_english(knowledge)]
    for languages in (
        {},
        {one.id: one for one in others},
        {one.id: one for one in (*others, english)},
    ):
        (found,) = check_english(replace(knowledge, languages=languages))
        assert (found.field, found.do) == ("languages", "begin with id: en")


@pytest.mark.parametrize(
    ("text", "word", "endings", "found"),
    [
        ("vea hoy a un doctor", "hoy", 0, True),
        ("un hoyo", "hoy", 0, False),
        ("los bultos", "bulto", 3, True),
        ("los bultos", "bulto", 0, False),
        ("bugün", "bugün", 0, True),
        ("ونتوء", "نتوء", 0, True),
        ("النتوء", "نتوء", 0, False),
        ("दिनों", "दिन", 0, False),
        ("दिन।", "दिन", 0, True),
        ("两天内看医生", "两天内", 0, True),
        ("지금은", "지금", 0, True),
        ("врача", "врач", 3, True),
    ],
)
def test_a_word_is_found_in_every_script(text, word, endings, found):
    assert has_word(text, word, endings) is found


def test_a_turkish_capital_is_its_small_letter():
    assert fold("İki gün") == "iki gün"


def test_checks_are_fast(knowledge: Knowledge, problems):
    """Eleven languages take a few tenths of a second: 26 rules are asked of 400 strings each."""
    many = replace(
        knowledge,
        languages={**knowledge.languages, **{one: made.language for one, made in MADE_UP.items()}},
        translations={f"x{number}": made_up(knowledge) for number in range(11)},
    )
    started = time.process_time()
    for check in CHECKS:
        list(check(many))
    assert time.process_time() - started < 2
