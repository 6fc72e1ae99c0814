"""Contradictions planted in the real content, one at a time: each is refused.

A record against a record names both places. A sentence that only a person can judge is refused
until an editor has read it.
"""

import re

import pytest

from conftest import released
from knowledge.checks import (
    CHECKS,
    accepted,
    causes,
    check_project,
    remedies,
    sign_levels,
    typed,
    windows,
)
from knowledge.model import Knowledge
from planting import planted

SALICYLIC = "docs/treat/salicylic-acid.md"
LEAVE_ALONE = "docs/prevent/products-to-leave-alone.md"
FLAGS = "docs/_data/red_flags.yml"


def edits(*steps):
    """A plant made of several edits: (path, pattern, replacement), or (path, text) to append."""

    def plant(knowledge: Knowledge) -> Knowledge:
        texts: dict[str, str] = {}
        for path, *step in steps:
            text = texts.get(path) or (released() / path).read_text(encoding="utf-8")
            texts[path] = _edited(path, text, *step)
            knowledge = planted(knowledge, path, texts[path])
        return knowledge

    return plant


def _edited(path: str, text: str, *step: str) -> str:
    if len(step) == 1:
        return f"{text.rstrip()}\n\n{step[0]}\n"
    made, count = re.subn(*step, text, count=1, flags=re.M)
    assert count, f"{step[0]!r} is not in {path}"
    return made


# name: (the check that finds it, how it is planted, file of the problem, field, words that the
# message must have, among them the other place)
PLANTED = {
    # The mistakes of the article that the project started from.
    "seed C1: salicylic acid inside its own week without BHAs": (
        remedies.check_remedy_windows,
        edits((SALICYLIC, r"^first_day: 7", "first_day: 2")),
        SALICYLIC,
        "first_day",
        LEAVE_ALONE,
    ),
    "seed C1 in prose: salicylic acid after two days": (
        typed.check_typed_times,
        edits(
            (
                "docs/causes/acne-flare.md",
                "## Try this\n\nAsk a pharmacist, and use salicylic acid from day 2. [^open]",
            )
        ),
        "docs/causes/acne-flare.md",
        "sentence",
        SALICYLIC,
    ),
    "seed C2: benzoyl peroxide with no start day": (
        accepted.check_accepted,
        edits(
            (
                "docs/causes/bacterial-folliculitis.md",
                "## Try this\n\nAsk a pharmacist and dab benzoyl peroxide on each spot. [^open]",
            )
        ),
        "docs/causes/bacterial-folliculitis.md",
        "text",
        "an editor has read",
    ),
    "seed C3: hydrocortisone as self-care": (
        remedies.check_supply,
        edits(("docs/treat/hydrocortisone.md", r"^kind: clinician_only", "kind: self_care")),
        "docs/treat/hydrocortisone.md",
        "kind",
        "docs/_data/substances.yml",
    ),
    "seed C3 in prose: put on hydrocortisone for the itch": (
        accepted.check_accepted,
        edits(
            (
                "docs/causes/heat-rash.md",
                "## Try this\n\nPut on hydrocortisone cream for the itch. [^open]",
            )
        ),
        "docs/causes/heat-rash.md",
        "text",
        "an editor has read",
    ),
    "seed C3: hydrocortisone listed for cold sores": (
        causes.check_not_for_cause,
        edits(("docs/causes/cold-sores.md", r"^remedies: \[", "remedies: [hydrocortisone, ")),
        "docs/causes/cold-sores.md",
        "remedies",
        "docs/treat/hydrocortisone.md",
    ),
    "seed C4: a strong acid offered as a plain product": (
        remedies.check_supply,
        edits((SALICYLIC, r"^kind: medicine", "kind: product")),
        SALICYLIC,
        "kind",
        "docs/_data/substances.yml",
    ),
    "seed C5: chamomile to calm the skin, no day given": (
        accepted.check_accepted,
        edits(
            (
                "docs/treat/cool-compress.md",
                "## Try this\n\nApply chamomile to calm the bumps. [^open]",
            )
        ),
        "docs/treat/cool-compress.md",
        "text",
        "an editor has read",
    ),
    "seed C5: aloe from the first day": (
        remedies.check_remedy_windows,
        edits(("docs/treat/aloe.md", r"^first_day: 7", "first_day: 0")),
        "docs/treat/aloe.md",
        "first_day",
        LEAVE_ALONE,
    ),
    "seed C6: a bump is a sign of healing": (
        accepted.check_accepted,
        edits(
            (
                "docs/identify/what-they-look-like.md",
                "## And\n\nSmall bumps are often a sign that your skin is healing. [^open]",
            )
        ),
        "docs/identify/what-they-look-like.md",
        "text",
        "an editor has read",
    ),
    "seed C7: pus and fever sent to the salon": (
        accepted.check_accepted,
        edits(
            (
                "docs/identify/what-they-look-like.md",
                "## And\n\nIf you see pus, contact your skincare professional. [^open]",
            )
        ),
        "docs/identify/what-they-look-like.md",
        "text",
        "an editor has read",
    ),
    "seed C8: sunscreen right after the treatment": (
        remedies.check_remedy_windows,
        edits(("docs/treat/mineral-sunscreen.md", r"^first_day: 1", "first_day: 0")),
        "docs/treat/mineral-sunscreen.md",
        "first_day",
        "docs/prevent/first-day.md",
    ),
    "seed C9: bumps for a week are nothing to worry about": (
        accepted.check_accepted,
        edits(
            (
                "docs/identify/what-they-look-like.md",
                "## And\n\nIt is normal when bumps are still there after a while. [^open]",
            )
        ),
        "docs/identify/what-they-look-like.md",
        "text",
        "an editor has read",
    ),
    "seed C10: cleanser on day 0": (
        accepted.check_accepted,
        edits(("docs/causes/heat-rash.md", "## Try this\n\nUse your cleanser right away. [^open]")),
        "docs/causes/heat-rash.md",
        "text",
        "an editor has read",
    ),
    "seed C11: a hydrating serum with no day": (
        accepted.check_accepted,
        edits(
            (
                "docs/causes/normal-healing.md",
                "## Try this\n\nApply a hyaluronic acid serum for a plump look. [^open]",
            )
        ),
        "docs/causes/normal-healing.md",
        "text",
        "an editor has read",
    ),
    "seed C12: needling wakes the oil glands": (
        accepted.check_accepted,
        edits(
            (
                "docs/causes/acne-flare.md",
                "## And\n\nNeedling can stimulate oil glands and so block pores. [^open]",
            )
        ),
        "docs/causes/acne-flare.md",
        "text",
        "an editor has read",
    ),
    "seed C14: vitamin C serum from day 7": (
        remedies.check_remedy_windows,
        edits(("docs/treat/vitamin-c.md", r"^first_day: 14", "first_day: 7")),
        "docs/treat/vitamin-c.md",
        "first_day",
        LEAVE_ALONE,
    ),
    "seed C15: food will significantly reduce bumps": (
        accepted.check_accepted,
        edits(
            (
                "docs/prevent/food-and-water.md",
                "## And\n\nGood food can significantly reduce bumps. [^open]",
            )
        ),
        "docs/prevent/food-and-water.md",
        "text",
        "an editor has read",
    ),
    # Records against records.
    "a rule that ends later than a remedy starts": (
        remedies.check_remedy_windows,
        edits(
            (LEAVE_ALONE, r"what: \[vitamin-c\], until_day: 14", "what: [vitamin-c], until_day: 21")
        ),
        "docs/treat/vitamin-c.md",
        "first_day",
        LEAVE_ALONE,
    ),
    "a remedy that needs no healed skin under a rule that does": (
        remedies.check_conditions,
        edits(("docs/treat/retinoid.md", r"^healed_skin: true", "healed_skin: false")),
        "docs/treat/retinoid.md",
        "healed_skin",
        LEAVE_ALONE,
    ),
    "an earlier day for the clinic's acid, which no rule exempts": (
        remedies.check_clinic_supplied_windows,
        edits((SALICYLIC, r"^first_day: 7", "first_day: 7\nfirst_day_clinic: 1")),
        SALICYLIC,
        "first_day_clinic",
        LEAVE_ALONE,
    ),
    "a remedy that starts sooner after deep needling than the rule": (
        remedies.check_remedy_windows,
        edits(("docs/treat/retinoid.md", r"^first_day_deep: 14", "first_day_deep: 7")),
        "docs/treat/retinoid.md",
        "first_day_deep",
        "docs/prevent/rf-and-blood-products.md",
    ),
    "a remedy that ends before it starts": (
        remedies.check_remedy_days_in_order,
        edits(("docs/treat/cool-compress.md", r"^first_day: 0", "first_day: 5")),
        "docs/treat/cool-compress.md",
        "last_day",
        "line",
    ),
    "a remedy for clinicians that a rule leaves to them, made a medicine": (
        remedies.check_ask_first,
        edits(("docs/treat/hydrocortisone.md", r"^kind: clinician_only", "kind: medicine")),
        "docs/treat/hydrocortisone.md",
        "kind",
        LEAVE_ALONE,
    ),
    "a prescription medicine offered over the counter": (
        remedies.check_supply,
        edits(("docs/treat/antibiotic-ointment.md", r"^kind: clinician_only", "kind: medicine")),
        "docs/treat/antibiotic-ointment.md",
        "kind",
        "docs/_data/substances.yml",
    ),
    "a remedy that is not advised, listed for a cause": (
        causes.check_not_for_cause,
        edits(("docs/causes/normal-healing.md", r"^remedies: \[", "remedies: [chamomile, ")),
        "docs/causes/normal-healing.md",
        "remedies",
        "docs/treat/chamomile.md",
    ),
    "self-care for an emergency": (
        causes.check_emergency_remedies,
        edits(("docs/causes/eczema-herpeticum.md", r"^remedies: \[", "remedies: [cool-compress, ")),
        "docs/causes/eczema-herpeticum.md",
        "remedies",
        FLAGS,
    ),
    "two rules on one activity with two days": (
        windows.check_rules_agree,
        edits(
            (
                "docs/prevent/sweat-and-water.md",
                r"what: \[exercise\], until_day: 3",
                "what: [exercise, tanning], until_day: 3",
            )
        ),
        None,
        "until_day",
        "docs/prevent/s",
    ),
    "a rule on tretinoin looser than the rule on all retinoids": (
        windows.check_narrower_rules,
        edits(
            (
                LEAVE_ALONE,
                r"what: \[prescription-retinoid\], until_day: 14",
                "what: [prescription-retinoid], until_day: 5",
            )
        ),
        LEAVE_ALONE,
        "until_day",
        LEAVE_ALONE,
    ),
    "a rule after RF needling looser than after any needling": (
        windows.check_narrower_rules,
        edits(("docs/prevent/rf-and-blood-products.md", r"until_day: 14", "until_day: 5")),
        "docs/prevent/rf-and-blood-products.md",
        "until_day",
        LEAVE_ALONE,
    ),
    "an avoid window that ends before it begins": (
        windows.check_windows_run_forward,
        edits(
            (
                LEAVE_ALONE,
                r"what: \[vitamin-c\], until_day: 14",
                "what: [vitamin-c], from_day: 20, until_day: 14",
            )
        ),
        LEAVE_ALONE,
        "until_day",
        "line",
    ),
    "one red flag that softens its own urgency": (
        causes.check_red_flag_actions,
        edits(
            (
                FLAGS,
                r'action: "See a doctor or eye service today\."',
                'action: "See a doctor within two days."',
            )
        ),
        FLAGS,
        "action",
        "line",
    ),
    "an emergency whose action does not say now": (
        causes.check_red_flag_actions,
        edits(
            (
                FLAGS,
                r'action: "Go to an emergency room or emergency eye service now\."',
                'action: "Go to an eye service soon."',
            )
        ),
        FLAGS,
        "action",
        "line",
    ),
    "a red flag moved to a lower urgency than its action": (
        causes.check_red_flag_actions,
        edits(
            (FLAGS, r"(id: face-droop-or-numb\n(?:.*\n)*?    urgency: )emergency_now", r"\1routine")
        ),
        FLAGS,
        "action",
        "line",
    ),
    "one sign under two urgencies": (
        causes.check_one_urgency_a_sign,
        edits((FLAGS, r'words: \["pus", ', 'words: ["eye pain", ')),
        FLAGS,
        "words",
        "eye-pain-or-sight",
    ),
    "a sign both part of a cause and worse than it": (
        causes.check_cause_signs,
        edits(("docs/causes/impetigo.md", r"^watch_for: \[", "watch_for: [pus-or-gold-crust, ")),
        "docs/causes/impetigo.md",
        "watch_for",
        "line",
    ),
    "a cause that watches for something less urgent than itself": (
        causes.check_cause_signs,
        edits(
            ("docs/causes/cold-sores.md", r"^watch_for: \[", "watch_for: [pearls-marks-or-lines, ")
        ),
        "docs/causes/cold-sores.md",
        "watch_for",
        FLAGS,
    ),
    "good evidence that rests on a clinic's page": (
        remedies.check_strength,
        edits((SALICYLIC, r"^strength: .*", "strength: {level: good, sources: [CLIN-DESERT]}")),
        SALICYLIC,
        "strength.level",
        "docs/_data/sources.yml",
    ),
    "a gap between two stages of recovery": (
        windows.check_stages,
        edits(("docs/_data/stages.yml", r"to_day: 3$", "to_day: 2")),
        "docs/_data/stages.yml",
        None,
        "docs/_data/stages.yml",
    ),
    "a stage that names a sign from after its end": (
        windows.check_stage_red_flags,
        edits(
            (
                "docs/_data/stages.yml",
                r"not_normal: \[grouped-blisters",
                "not_normal: [still-there-after-day-7",
            )
        ),
        "docs/_data/stages.yml",
        "not_normal",
        FLAGS,
    ),
    # Prose against records.
    "another number of days for retinol": (
        typed.check_typed_times,
        edits(("docs/prevent/first-week.md", "## And\n\nDo not use retinol for 3 days. [^open]")),
        "docs/prevent/first-week.md",
        "sentence",
        "docs/treat/retinoid.md",
    ),
    "a week written as a word, wrong for swimming": (
        typed.check_typed_times,
        edits(("docs/prevent/sun.md", "## And\n\nDo not swim for two weeks. [^open]")),
        "docs/prevent/sun.md",
        "sentence",
        "docs/prevent/sweat-and-water.md",
    ),
    "hours that are not the record's": (
        typed.check_typed_times,
        edits(("docs/prevent/sun.md", "## And\n\nWear no make-up for 12 hours. [^open]")),
        "docs/prevent/sun.md",
        "sentence",
        "docs/prevent/makeup-and-shaving.md",
    ),
    "a table row with another day": (
        typed.check_typed_times,
        edits(
            (
                "docs/prevent/sun.md",
                "| What | From |\n|---|---|\n| Vitamin C serum | day 5 [^open] |",
            )
        ),
        "docs/prevent/sun.md",
        "sentence",
        "docs/treat/vitamin-c.md",
    ),
    "two products with each other's days": (
        typed.check_typed_times,
        edits(
            (
                "docs/prevent/sun.md",
                "## And\n\nNo retinol for 3 days, no vitamin C serum for 14 days. [^open]",
            )
        ),
        "docs/prevent/sun.md",
        "sentence",
        "docs/treat/retinoid.md",
    ),
    "a cause's page that tells the reader to use what must stay away": (
        accepted.check_accepted,
        edits(
            (
                "docs/causes/impetigo.md",
                "## And\n\nAsk a doctor and apply hydrocortisone to the crust. [^open]",
            )
        ),
        "docs/causes/impetigo.md",
        "text",
        "an editor has read",
    ),
    "an urgency typed by hand": (
        accepted.check_accepted,
        edits(
            (
                "docs/causes/cold-sores.md",
                "## And\n\nSee a doctor next week about the blisters. [^open]",
            )
        ),
        "docs/causes/cold-sores.md",
        "text",
        "an editor has read",
    ),
    "an emergency number typed by hand": (
        typed.check_typed_numbers,
        edits(("docs/causes/hives.md", "## And\n\nCall 911 if you feel faint. [^open]")),
        "docs/causes/hives.md",
        "sentence",
        "docs/_data/emergency_numbers.yml",
    ),
    "severe pain sent to the emergency room, as three pages once did": (
        sign_levels.check_levels_beside_signs,
        edits(
            (
                "docs/causes/cellulitis.md",
                "## And\n\nIs there growing pain? {{ urgency emergency_now }} [^open]",
            )
        ),
        "docs/causes/cellulitis.md",
        "sentence",
        FLAGS,
    ),
    "a sign that the prose lets wait": (
        sign_levels.check_levels_beside_signs,
        edits(("docs/causes/normal-healing.md", "## And\n\nBlurred sight can wait. [^open]")),
        "docs/causes/normal-healing.md",
        "sentence",
        FLAGS,
    ),
    "a visit when it suits for a cause with a sign that cannot wait": (
        causes.check_visits,
        edits(
            (
                "docs/causes/impetigo.md",
                r"^how_common: uncommon",
                "how_common: uncommon\nvisit: true",
            )
        ),
        "docs/causes/impetigo.md",
        "visit",
        FLAGS,
    ),
    "a red flag played down": (
        accepted.check_accepted,
        edits(("docs/causes/normal-healing.md", "## And\n\nA little eye pain is normal. [^open]")),
        "docs/causes/normal-healing.md",
        "text",
        "an editor has read",
    ),
    "a red flag to wait with": (
        accepted.check_accepted,
        edits(
            (
                "docs/causes/normal-healing.md",
                "## And\n\nIf the skin turns black, wait and see. [^open]",
            )
        ),
        "docs/causes/normal-healing.md",
        "text",
        "an editor has read",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_contradiction_is_refused_with_both_places(knowledge, name):
    check, plant, path, field, other = PLANTED[name]
    problems = list(check(plant(knowledge)))
    found = [
        problem
        for problem in problems
        if path in (None, problem.path) and field in (None, problem.field) and other in str(problem)
    ]
    assert found, [str(problem) for problem in problems]
    places = set(re.findall(r"docs/[\w/.-]+\.(?:md|yml):\d+|line \d+", str(found[0])))
    assert len(places) >= 2 or check == accepted.check_accepted, f"only one place: {found[0]}"


def test_each_of_these_checks_decides_what_is_published():
    """The plants ask one check each, which is quick; `check` runs them all."""
    assert {check for check, *_ in PLANTED.values()} <= {*CHECKS, accepted.check_accepted}


def test_the_real_content_has_none():
    assert [str(problem) for problem in check_project(released())[1]] == []


def test_at_least_25_kinds_are_planted():
    assert len(PLANTED) >= 25
