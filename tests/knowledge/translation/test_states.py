"""A string counts by its hash alone: what readers of a language get when the English changes, and
when its checkers do."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from knowledge.checks.translation_heads import check_heads
from knowledge.checks.translation_strings import check_strings
from knowledge.model import Knowledge, Urgency
from knowledge.records.translations import ROLES, Translation, seal
from knowledge.translate import BEGIN, END, translate
from knowledge.translation.state import published, standings, states
from knowledge.translation.strings import sheet_strings
from made_up_languages import MADE_UP, SIGNED_ON, made_up, with_made_up

PAIN = "pain-getting-worse"
LONG = MADE_UP["xa"].words


@pytest.fixture(scope="module")
def translated(knowledge: Knowledge) -> Knowledge:
    """The real content, with two made-up languages alone that two people have checked."""
    return with_made_up(replace(knowledge, translations={}))


def with_record(knowledge: Knowledge, kind: str, name: object, **fields: object) -> Knowledge:
    """Return a knowledge in which one record has other fields."""
    records = getattr(knowledge, kind)
    changed = {**records, name: records[name].model_copy(update=fields)}
    return replace(knowledge, **{kind: changed})


def with_new_flags(knowledge: Knowledge, count: int) -> Knowledge:
    """Return a knowledge with so many new red flags."""
    like = knowledge.red_flags[PAIN]
    new = {
        f"new-{number}": like.model_copy(
            update={"id": f"new-{number}", "lead": "", "short": f"New sign {number}", "is_not": ""}
        )
        for number in range(count)
    }
    return replace(knowledge, red_flags={**knowledge.red_flags, **new})


def every_text(knowledge: Knowledge) -> str:
    """Return all that a handout is made of."""
    return "\n".join(string.english for string in sheet_strings(knowledge).values())


def with_signers(
    knowledge: Knowledge, change: Callable[[Translation], Translation], *roles: str
) -> Knowledge:
    """Return a knowledge whose long language these have signed, changed."""
    found = change(made_up(knowledge, "xa", roles))
    return replace(with_made_up(knowledge, ("xa",)), translations={"xa": found})


@pytest.mark.parametrize("name", ["xa", "xr"])
def test_a_checked_language_says_everything_in_its_own_words(translated, name):
    state = states(translated)[name]
    assert (state.level, state.withheld, state.current) == ("checked", "", state.total)
    found = translate(translated, name)
    assert found.language == name
    assert BEGIN not in every_text(found)
    words = MADE_UP[name].words
    assert found.red_flags[PAIN].short == words(translated.red_flags[PAIN].short)


def test_english_is_what_it_was(translated):
    assert translate(translated, "en") is translated


def test_one_changed_word_makes_one_string_stale_and_shows_the_english_marked(translated):
    old = translated.red_flags[PAIN].short
    changed = with_record(translated, "red_flags", PAIN, short=f"{old} and new")
    for name in ("xa", "xr"):
        state = states(changed)[name]
        assert state.keys("stale") == (f"red_flags/{PAIN}/short",)
        assert not state.keys("missing", "orphan") and not state.withheld
        found = translate(changed, name).red_flags[PAIN]
        tag = MADE_UP[name].words(translated.phrases["english-only"].phrase)
        assert found.short == f"{BEGIN}{old} and new{END} ({tag})"
        assert found.lead == ""
        assert MADE_UP[name].words(old) not in every_text(translate(changed, name))


def test_another_level_moves_a_sign_and_its_text_stays_current(translated):
    before = translated.red_flags[PAIN]
    assert before.urgency is not Urgency.EMERGENCY_NOW
    changed = with_record(translated, "red_flags", PAIN, urgency=Urgency.EMERGENCY_NOW)
    for name in ("xa", "xr"):
        assert not states(changed)[name].keys("stale")
        found = translate(changed, name).red_flags[PAIN]
        assert found.urgency is Urgency.EMERGENCY_NOW
        assert found.short == MADE_UP[name].words(before.short)


MUST = {
    "the action of a card": ("urgencies", Urgency.SAME_DAY, "action"),
    "what a card says of a sign": ("urgencies", Urgency.WITHIN_48H, "also"),
    "the title of a card": ("urgencies", Urgency.EMERGENCY_NOW, "card"),
    "the line on who has checked it": ("phrases", "translated-by", "phrase"),
    "the line on review": ("phrases", "not-reviewed", "phrase"),
    "the tag of English lines": ("phrases", "english-only", "phrase"),
}


@pytest.mark.parametrize(("kind", "name", "field"), MUST.values(), ids=MUST)
def test_a_language_is_withheld_when_what_it_needs_most_is_not_current(
    translated, kind, name, field
):
    old = getattr(getattr(translated, kind)[name], field)
    changed = with_record(translated, kind, name, **{field: f"{old} New."})
    key = f"{kind}/{getattr(name, 'value', name)}/{field}"
    for language in ("xa", "xr"):
        assert states(changed)[language].withheld == f"{key} is not current"
        assert language not in published(changed)
    assert translate(changed, "en") is changed


def test_two_new_signs_are_shown_in_english_and_three_withhold_the_language(translated):
    for count in (1, 2):
        changed = with_new_flags(translated, count)
        state = states(changed)["xa"]
        assert state.keys("missing") == tuple(f"red_flags/new-{one}/short" for one in range(count))
        assert not state.withheld
        assert (
            translate(changed, "xa").red_flags["new-0"].short.startswith(f"{BEGIN}New sign 0{END}")
        )
    state = states(with_new_flags(translated, 3))["xa"]
    assert state.withheld == "3 signs are not current"


def test_a_sign_that_goes_is_gone_in_every_language_and_its_strings_are_a_problem(translated):
    flags = {name: flag for name, flag in translated.red_flags.items() if name != PAIN}
    changed = replace(translated, red_flags=flags)
    for name in ("xa", "xr"):
        assert PAIN not in translate(changed, name).red_flags
        orphans = states(changed)[name].keys("orphan")
        assert {f"red_flags/{PAIN}/{field}" for field in ("lead", "short")} <= set(orphans)
    found = [one.do for one in check_strings(changed) if PAIN in one.field]
    assert len(found) >= 4
    assert set(found) == {"delete the line: no handout prints it"}


def test_more_than_a_tenth_in_english_withholds_a_language(translated):
    labels = {
        name: label.model_copy(update={"label": f"{label.label} new"})
        for name, label in translated.handout_labels.items()
    }
    reason = states(replace(translated, handout_labels=labels))["xa"].withheld
    assert reason.endswith("strings are not current")


@pytest.mark.parametrize(
    ("roles", "level", "withheld"),
    [
        ((), "draft", "nobody has checked it"),
        (("translator",), "draft", "nobody has checked it"),
        (("reviser",), "draft", "nobody has checked it"),
        (("translator", "clinician"), "draft", "nobody has checked it"),
        (("translator", "reviser"), "checked", ""),
        (ROLES, "signed", ""),
    ],
)
def test_two_people_check_a_language_and_a_clinician_signs_it(knowledge, roles, level, withheld):
    state = states(with_made_up(knowledge, ("xa",), roles))["xa"]
    assert (state.level, state.withheld) == (level, withheld)


def test_a_draft_is_published_where_the_owner_of_the_site_says_so(knowledge):
    made = with_made_up(knowledge, ("xa",), ())
    drafts = made.languages["xa"].model_copy(update={"drafts": "published"})
    state = states(replace(made, languages={**made.languages, "xa": drafts}))["xa"]
    assert (state.edition, state.level, state.withheld) == ("read", "draft", "")


def draft_with(knowledge: Knowledge, key: str, text: str) -> Knowledge:
    """Return a knowledge with a published draft in which one string has another text than the one
    that was read back."""
    found = made_up(knowledge, "xa", ())
    changed = {**found.strings, key: replace(found.strings[key], text=text)}
    made = with_made_up(knowledge, ("xa",), ())
    drafts = made.languages["xa"].model_copy(update={"drafts": "published"})
    return replace(
        made,
        languages={**made.languages, "xa": drafts},
        translations={"xa": replace(found, strings=changed)},
    )


def test_the_public_gets_no_words_of_a_draft_that_nobody_has_read_back(knowledge):
    """ "Do not wait for morning" that became "Wait for morning" is English again, and marked."""
    key = "handout/say-worst/text"
    made = draft_with(knowledge, key, LONG("Say your best sign first."))
    state = states(made)["xa"]
    assert (state.edition, state.withheld, state.keys("unread")) == ("read", "", (key,))
    assert BEGIN in translate(made, "xa", state.edition).handout["say-worst"].text
    assert BEGIN not in translate(made, "xa", "draft").handout["say-worst"].text


def test_a_draft_is_withheld_while_nobody_has_read_back_what_a_card_says_to_do(knowledge):
    key = "urgencies/same_day/action"
    text = LONG("See or call a doctor today. Wait for morning or for Monday.")
    made = draft_with(knowledge, key, text)
    assert states(made)["xa"].withheld == f"{key} is not current"


def test_one_person_under_two_names_of_roles_has_not_checked_it(knowledge):
    def as_one(found: Translation) -> Translation:
        signers = {
            who: signer.model_copy(update={"name": name})
            for (who, signer), name in zip(
                found.head.signers.items(), ("Ana Ruiz", "ANA  ruiz"), strict=True
            )
        }
        head = found.head.model_copy(update={"signers": signers})
        strings = {
            key: replace(one, seals={who: seal(one, signers[who]) for who in signers})
            for key, one in found.strings.items()
        }
        return replace(found, head=head, strings=strings)

    made = with_signers(knowledge, as_one, "translator", "reviser")
    assert states(made)["xa"].withheld == "nobody has checked it"


def test_a_text_that_changes_loses_those_who_checked_it(knowledge):
    key = "handout/say-worst/text"

    def other_words(found: Translation) -> Translation:
        changed = replace(found.strings[key], text=LONG("Say your best sign first."))
        return replace(found, strings={**found.strings, key: changed})

    made = with_signers(knowledge, other_words, "translator", "reviser")
    assert states(made)["xa"].keys("lapsed") == (key,)
    assert standings(made, made.translations["xa"])[key] == "lapsed"
    assert BEGIN in translate(made, "xa").handout["say-worst"].text
    assert BEGIN not in translate(made, "xa", "draft").handout["say-worst"].text


def test_a_seal_of_another_day_or_of_tomorrow_does_not_hold(knowledge):
    def later(found: Translation) -> Translation:
        signers = {
            who: signer.model_copy(update={"date": datetime.date(2999, 1, 1)})
            for who, signer in found.head.signers.items()
        }
        return replace(found, head=found.head.model_copy(update={"signers": signers}))

    made = with_signers(knowledge, later, "translator", "reviser")
    assert states(made)["xa"].withheld == "nobody has checked it"
    assert [one.got for one in check_heads(made)] == ['"2999-01-01"'] * 2
    assert knowledge.today > SIGNED_ON
