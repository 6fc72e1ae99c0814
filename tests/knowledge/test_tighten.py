"""Whatever a clinic asks for, the knowledge that its patients get is the general one or stricter,
and contradicts nothing.

Clinics are drawn by chance from the real ids, the same ones in every run."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from creators.handout.changes import create_changes
from creators.handout.create import create_sheet
from creators.wording.phrases import phrases_of
from creators.wording.words import MARK
from knowledge.checks import causes, remedies
from knowledge.checks import windows as window_checks
from knowledge.checks.clinic import check_clinic
from knowledge.checks.named import checks_of
from knowledge.model import Kind, Origin, Urgency
from knowledge.reading.loader import load_knowledge
from knowledge.records.clinic import (
    Clinic,
    Device,
    ExtraFlag,
    LaterStart,
    LongerAvoid,
    SoonerCall,
    Stricter,
)
from knowledge.starts import Start
from knowledge.tighten import OWN, tighten
from knowledge.windows import NEVER, end_of, thing, wider, windows, windows_on
from small_project import small_knowledge

GENERAL = load_knowledge(ROOT)[0]
RECORDS_AGREE = checks_of(remedies, window_checks, causes)
KINDS = list(Kind)


def clinic(stricter: Stricter, kind: str | None = None) -> Clinic:
    return Clinic(
        id="riverside",
        origin=Origin("clinics/riverside.yml"),
        name="Riverside",
        country="US",
        phone="(201) 555-0123",
        emergency_number="911",
        device=Device(name="A pen", kind=kind) if kind else None,
        stricter=stricter,
    )


def ends(knowledge, name: str, deep: bool = True) -> int:
    return max(
        (
            end_of(window)
            for window in windows_on(knowledge, name)
            if deep or window.avoid.after == "any"
        ),
        default=0,
    )


@st.composite
def clinics(draw) -> Clinic:
    """A clinic that passes the checks."""
    kind = draw(st.sampled_from((None, "needles", "deep", "rf")))
    remedies = [
        remedy
        for remedy in GENERAL.remedies.values()
        if remedy.substances and not remedy.needs_clinician
    ]
    starts = tuple(
        LaterStart(
            remedy=remedy.id,
            first_day=min(
                365, max(remedy.first_day, remedy.first_day_deep or 0) + draw(st.integers(0, 40))
            ),
        )
        for remedy in draw(
            st.lists(st.sampled_from(remedies), max_size=3, unique_by=lambda one: one.id)
        )
    )
    avoids, asked = [], set()
    for names in draw(
        st.lists(
            st.lists(
                st.sampled_from([*GENERAL.substances, *GENERAL.activities]), min_size=1, max_size=3
            ),
            max_size=4,
        )
    ):
        names = dict.fromkeys(name for name in names if name not in asked)
        if not names:
            continue
        asked.update(names)
        least = max(1, *(ends(GENERAL, name) for name in names))
        avoids.append(
            LongerAvoid(
                what=tuple(names),
                until_day=(
                    None
                    if least == NEVER or draw(st.integers(0, 4)) == 0
                    else min(365, least + draw(st.integers(0, 40)))
                ),
            )
        )
    calls = tuple(
        SoonerCall(
            red_flag=flag.id, urgency=draw(st.sampled_from(list(Urgency)[: flag.urgency.rank + 1]))
        )
        for flag in draw(
            st.lists(
                st.sampled_from(list(GENERAL.red_flags.values())),
                max_size=8,
                unique_by=lambda one: one.id,
            )
        )
    )
    own = tuple(
        ExtraFlag(sign=sign, urgency=Urgency.EMERGENCY_NOW)
        for sign in draw(
            st.lists(st.sampled_from([*GENERAL.clinic_signs]), unique=True, max_size=3)
        )
    )
    return clinic(
        Stricter(first_days=starts, avoid=tuple(avoids), calls=calls, red_flags=own), kind
    )


drawn = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@drawn
@given(clinics())
def test_a_drawn_clinic_passes_the_checks(one):
    """Else the tests below would be about clinics that nobody can have."""
    assert [str(problem) for problem in check_clinic(GENERAL, one, ROOT)] == []


@drawn
@given(clinics())
def test_no_red_flag_is_lost_and_none_is_less_urgent(one):
    strict = tighten(GENERAL, one)
    for name, flag in GENERAL.red_flags.items():
        assert strict.red_flags[name].urgency.rank <= flag.urgency.rank
        assert (strict.red_flags[name].sign, strict.red_flags[name].short) == (
            flag.sign,
            flag.short,
        )
    asked = {
        call.red_flag: min(
            other.urgency.rank for other in one.stricter.calls if other.red_flag == call.red_flag
        )
        for call in one.stricter.calls
    }
    assert all(strict.red_flags[name].urgency.rank == rank for name, rank in asked.items())
    assert [flag.sign for name, flag in strict.red_flags.items() if name.startswith(OWN)] == [
        GENERAL.clinic_signs[extra.sign].words for extra in one.stricter.red_flags
    ]


@drawn
@given(clinics())
def test_no_window_is_lost_shorter_or_laxer(one):
    strict = tighten(GENERAL, one)
    for window in windows(GENERAL):
        now = [
            other
            for other in windows(strict)
            if (other.what, other.avoid.after, other.rule.id)
            == (window.what, window.avoid.after, window.rule.id)
        ]
        assert now and all(
            end_of(other) >= end_of(window)
            and other.avoid.from_day <= window.avoid.from_day
            and other.avoid.healed_skin >= window.avoid.healed_skin
            and other.avoid.unless_clinic <= window.avoid.unless_clinic
            for other in now
        )
    for avoid in one.stricter.avoid:
        for name in avoid.what:
            assert ends(strict, name, False) >= (
                NEVER if avoid.until_day is None else avoid.until_day
            )


@drawn
@given(clinics())
def test_no_remedy_starts_earlier_or_asks_for_less(one):
    strict = tighten(GENERAL, one)
    for name, remedy in GENERAL.remedies.items():
        now = strict.remedies[name]
        assert now.first_day >= remedy.first_day and (now.first_day_deep or now.first_day) >= (
            remedy.first_day_deep or remedy.first_day
        )
        assert (now.first_day_clinic is None) == (remedy.first_day_clinic is None) and (
            now.first_day_clinic or 0
        ) >= (remedy.first_day_clinic or 0)
        assert (
            KINDS.index(now.kind) >= KINDS.index(remedy.kind)
            and now.healed_skin >= remedy.healed_skin
        )
        assert now.checked_first >= remedy.checked_first
        assert (now.last_day, now.max_days, now.not_for, now.not_with, now.watch_for) == (
            remedy.last_day,
            remedy.max_days,
            remedy.not_for,
            remedy.not_with,
            remedy.watch_for,
        )
    for start in one.stricter.first_days:
        assert strict.remedies[start.remedy].first_day >= start.first_day


@drawn
@given(clinics())
def test_the_tightened_knowledge_contradicts_nothing(one):
    strict = tighten(GENERAL, one)
    assert [str(problem) for check in RECORDS_AGREE for problem in check(strict)] == []


def test_nor_does_the_general_knowledge():
    assert [str(problem) for check in RECORDS_AGREE for problem in check(GENERAL)] == []


@drawn
@given(clinics())
def test_the_sheet_has_every_red_flag_once_with_its_urgency(one):
    strict, sheet = tighten(GENERAL, one), create_sheet(GENERAL, one)
    assert Counter((sign.id, sign.full, level) for sign, level in sheet.signs()) == Counter(
        (flag.id, flag.sign, flag.urgency.value) for flag in strict.red_flags.values()
    )
    assert [card.urgency for card in sheet.cards] == sorted(
        (card.urgency for card in sheet.cards), key=[level.value for level in Urgency].index
    )
    assert sheet.cards[-1].otherwise == GENERAL.urgencies[Urgency.ROUTINE].otherwise, (
        "the card for who has no sign is always there"
    )
    for sign, level in sheet.signs():
        assert sign.own == sign.id.startswith(OWN) and sign.sooner == (
            not sign.own and level != GENERAL.red_flags[sign.id].urgency.value
        )


def entries(groups) -> Iterator[tuple[str, Start]]:
    """Each thing of some groups of the sheet, with its rule."""
    for group in groups:
        for name in group.names:
            yield name.removesuffix(f" {MARK}"), group.start


def end(start: Start) -> int:
    """The day on which a wait ends."""
    return NEVER if start.day is None else start.day


def deep_end(start: Start) -> int:
    """The day on which it ends after deep needling."""
    return end(start) if start.deep is None else start.deep


@drawn
@given(clinics())
def test_nothing_starts_before_its_own_wait_ends(one):
    strict, sheet = tighten(GENERAL, one), create_sheet(GENERAL, one)
    waits, starts = dict(entries(sheet.leave)), dict(entries((*sheet.helps, *sheet.medicines)))
    titles = {remedy.title: remedy for remedy in strict.remedies.values()}
    assert set(starts) <= set(titles) and starts
    for title, start in starts.items():
        for name in (
            above for substance in titles[title].substances for above in wider(strict, substance)
        ):
            wait = waits.get(phrases_of(strict).with_examples(thing(strict, name)), Start(0))
            assert end(start) >= end(wait) and deep_end(start) >= deep_end(wait), title
            assert (
                start.healed >= wait.healed
                and start.checked >= wait.checked
                and set(start.never) >= set(wait.never)
            ), title


@drawn
@given(clinics())
def test_what_changed_is_empty_exactly_when_nothing_differs(one):
    sheet, plain = (
        create_sheet(GENERAL, either)
        for either in (one, one.model_copy(update={"stricter": Stricter()}))
    )
    parts = ("cards", "stages", "helps", "medicines", "clinicians", "leave", "sun", "checks")
    assert (sheet.changes == ()) == all(
        getattr(sheet, part) == getattr(plain, part) for part in parts
    ), sheet.changes
    assert len(set(sheet.changes)) == len(sheet.changes)


def test_a_clinic_without_rules_of_its_own_gets_the_general_knowledge():
    assert tighten(GENERAL, clinic(Stricter())) is GENERAL


def test_tightening_leaves_the_general_knowledge_as_it_is():
    before = repr([GENERAL.rules, GENERAL.remedies, GENERAL.red_flags, GENERAL.causes])
    tighten(
        GENERAL,
        clinic(
            Stricter(
                avoid=(LongerAvoid(what=("acid",), until_day=None),),
                calls=(SoonerCall(red_flag="pus-or-gold-crust", urgency=Urgency.EMERGENCY_NOW),),
            )
        ),
    )
    assert repr([GENERAL.rules, GENERAL.remedies, GENERAL.red_flags, GENERAL.causes]) == before


@pytest.mark.parametrize(
    ("start", "wait"),
    [
        ("clinic-gel", "clinic-gel"),
        ("plain-moisturizer", "own-moisturizer"),
        ("antihistamine", "antihistamine"),
    ],
)
def test_to_ask_for_what_holds_already_changes_nothing(start, wait):
    """A window that ends on the day on which it begins would be one too."""
    asked = clinic(
        Stricter(
            first_days=(LaterStart(remedy=start, first_day=GENERAL.remedies[start].first_day),),
            avoid=(
                LongerAvoid(what=("makeup",), until_day=3),
                LongerAvoid(what=("own-moisturizer",), until_day=1),
            ),
        )
    )
    strict = tighten(GENERAL, asked)
    assert create_changes(GENERAL, strict) == () and [
        end_of(window) for window in windows(strict)
    ] == [end_of(window) for window in windows(GENERAL)]
    assert wait in GENERAL.substances


def test_the_higher_of_two_urgencies_holds():
    for calls in (("emergency_now", "same_day"), ("same_day", "emergency_now")):
        strict = tighten(
            GENERAL,
            clinic(
                Stricter(
                    calls=tuple(
                        SoonerCall(red_flag="pus-or-gold-crust", urgency=level) for level in calls
                    )
                )
            ),
        )
        assert strict.red_flags["pus-or-gold-crust"].urgency is Urgency.EMERGENCY_NOW


def test_what_waits_for_a_clinician_keeps_its_other_waits():
    strict = tighten(
        GENERAL,
        clinic(
            Stricter(
                avoid=(
                    LongerAvoid(what=("retinoid",), until_day=None),
                    LongerAvoid(what=("own-product",), until_day=20),
                )
            )
        ),
    )
    assert (strict.remedies["retinoid"].kind, strict.remedies["retinoid"].first_day) == (
        Kind.CLINICIAN_ONLY,
        20,
    )


def test_a_kind_of_something_gets_a_wait_of_its_own_and_what_the_clinic_supplied_stays_free():
    strict = tighten(
        GENERAL, clinic(Stricter(avoid=(LongerAvoid(what=("hyaluronic-acid",), until_day=10),)))
    )
    window = next(window for window in windows(strict) if window.what == "hyaluronic-acid")
    assert (window.avoid.until_day, window.avoid.unless_clinic, window.rule.id) == (
        10,
        True,
        "products-to-leave-alone",
    )
    assert (
        strict.remedies["hyaluronic-acid"].first_day,
        strict.remedies["hyaluronic-acid"].first_day_clinic,
    ) == (10, 0)


def test_a_day_of_the_clinics_own_has_no_source():
    strict = tighten(
        GENERAL, clinic(Stricter(first_days=(LaterStart(remedy="retinoid", first_day=20),)))
    )
    sheet = create_sheet(
        GENERAL, clinic(Stricter(first_days=(LaterStart(remedy="retinoid", first_day=20),)))
    )
    assert (
        strict.remedies["retinoid"].window_sources == ()
        and strict.remedies["salicylic-acid"].window_sources
    )
    waits = {name: group.start.day for group in sheet.leave for name in group.names}
    assert waits[f"retinoids (retinol, adapalene) {MARK}"] == 20 and "benzoyl peroxide" in waits


def test_a_thing_that_waits_only_after_deep_needling_gets_a_wait_after_any(tmp_path):
    """In the small project BHA has a window after deep needling alone; what covers it ends on day
    7."""
    knowledge = small_knowledge(tmp_path)
    strict = tighten(knowledge, clinic(Stricter(avoid=(LongerAvoid(what=("bha",), until_day=10),))))
    assert (ends(strict, "bha", False), ends(strict, "bha")) == (10, 14)
    assert (
        strict.remedies["acid-wash"].first_day,
        strict.remedies["acid-wash"].first_day_deep,
    ) == (10, 14)


def test_a_cause_whose_sign_became_an_emergency_lists_only_clinicians_help():
    strict = tighten(
        GENERAL,
        clinic(
            Stricter(
                calls=(SoonerCall(red_flag="pus-or-gold-crust", urgency=Urgency.EMERGENCY_NOW),)
            )
        ),
    )
    changed = [cause for name, cause in strict.causes.items() if cause != GENERAL.causes[name]]
    assert changed and all(strict.urgency_of(cause) is Urgency.EMERGENCY_NOW for cause in changed)
    assert all(
        strict.remedies[name].kind is Kind.CLINICIAN_ONLY
        for cause in changed
        for name in cause.remedies
    )
