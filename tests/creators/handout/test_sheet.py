"""The sheet: each of its words is that of a record, or the clinic's own."""

import datetime
import json
import re
from dataclasses import fields, replace

import pytest

from clinic_file import GOOD, changed, parsed
from creators.handout.create import (
    OWN_DIGITS,
    create_imprint,
    create_sheet,
    marked,
)
from creators.handout.sheet import OF_THE_LANGUAGE, Phone, Sheet, Sign, dates_of, sheet_data
from creators.wording.phrases import phrases_of
from creators.wording.words import MARK
from knowledge.model import Kind, Urgency
from knowledge.prose.blocks import CITATION, OPEN_MARK
from knowledge.windows import NEVER, end_of, thing, wider, windows
from small_project import small_knowledge

WEEK, CLOTH, ACID, FLAGS, STAGES = (
    "docs/prevent/week.md",
    "docs/treat/cloth.md",
    "docs/treat/acid-wash.md",
    "docs/_data/red_flags.yml",
    "docs/_data/stages.yml",
)
DEEP = "After deep (over 1 mm) or heat (RF) needling"
BARE = 'name: "Riverside"\ncountry: US\nphone: "(201) 555-0123"\nemergency_number: "911"\n'


def clinic(more: str = ""):
    return parsed(BARE + more)


def test_the_general_sheet_says_what_the_records_say(tmp_path):
    sheet = create_sheet(small_knowledge(tmp_path))
    assert sheet.title == "Bumps after needling"
    numbers = (Phone("The US", "911", "911"), Phone("The UK", "999", "999"))
    assert [
        (card.urgency, card.title, card.action, card.phones, card.signs) for card in sheet.cards
    ] == [
        (
            "emergency_now",
            "Call 911 or 999 now",
            "Call for help now.",
            numbers,
            (Sign("eye-pain", "Eye pain", "Eye pain", "Eye pain"),),
        ),
        (
            "same_day",
            "See a doctor today",
            "See a doctor today.",
            (),
            (Sign("pus", "Pus", "Pus", "Pus or yellow crusts"),),
        ),
        (
            "within_48h",
            "See a doctor soon",
            "See a doctor within two days.",
            (),
            (Sign("late-bumps", "Late", "Late bumps", "Bumps past day 7"),),
        ),
        (
            "routine",
            "No hurry",
            "Show it at your next visit.",
            (),
            (Sign("pearls", "White dots", "White dots", "Hard white dots"),),
        ),
    ]
    assert {card.expected for card in sheet.cards} == {()}
    assert [(stage.name, stage.first, stage.last, stage.text) for stage in sheet.stages] == [
        ("Day 0", 0, 0, "Hot, tight skin."),
        ("Day 1 to 10", 1, 10, f"Dry skin, and a few bumps. {MARK}"),
    ]
    assert [(str(group.words), group.names) for group in sheet.helps] == [
        ("From day 0, until day 3", (f"Cool cloth {MARK}",))
    ]
    assert [(str(group.words), group.names) for group in sheet.medicines] == [
        (
            (
                f"From day 7, once your skin has healed. {DEEP}: from day 14. Ask a pharmacist or"
                " doctor first"
            ),
            ("Acid wash",),
        )
    ]
    assert sheet.clinicians == (), "steroid cream is not advised"
    assert [(str(group.words), group.names) for group in sheet.leave] == [
        ("Until day 3", (f"swimming {MARK}",)),
        ("Until day 7, and until your skin has healed", ("acids",)),
        (
            (
                f"Until day 7, and until your skin has healed. {DEEP}: until day 14. Ask a"
                " pharmacist or doctor first"
            ),
            ("BHA",),
        ),
        ("Only if a clinician who has seen your skin tells you to", ("steroid",)),
    ]
    assert sheet.sun == ()
    assert [(check.day, check.text, check.action) for check in sheet.checks] == [
        (7, f"Feel your skin. {MARK}", "See a doctor within two days.")
    ]
    assert sheet.phone_lines == (f"Say your sign. {MARK}",)
    assert sheet.questions == (
        f"Which sign is the worst? {MARK}",
        f"Who do you call? {MARK}",
        "What waits?",
    )
    assert (
        sheet.emergency_numbers
        == "911 in the US, 999 in the UK or your local emergency number elsewhere"
    )
    assert (sheet.labels["version"], sheet.labels["signs-how"], sheet.labels["days-how"]) == (
        "The version",
        "Read from the top.",
        f"Day 0 is the first. {MARK}",
    )
    assert (sheet.name, sheet.phones, sheet.changes, sheet.notes, sheet.products, sheet.logo) == (
        "",
        (),
        (),
        (),
        (),
        "",
    )


@pytest.mark.parametrize(
    ("edit", "part", "expected"),
    [
        (
            (WEEK, "what: [swimming], until_day: 3", "what: [swimming], until_day: 9"),
            "leave",
            "day=9",
        ),
        ((CLOTH, "first_day: 0", "first_day: 2"), "helps", "day=2"),
        (
            (WEEK, "until_day: 14, after: deep_or_rf", "until_day: 21, after: deep_or_rf"),
            "leave",
            "deep=21",
        ),
        (
            (WEEK, "what: [bha], until_day: 14", "what: [bha], checked_first: true, until_day: 14"),
            "leave",
            "checked=True",
        ),
        (
            (
                "docs/_data/groups.yml",
                'advice: "Leave it alone."',
                'advice: "Leave it alone.", never: "Allergic? Never use it."',
            ),
            "leave",
            "Allergic? Never use it.",
        ),
        ((FLAGS, "    from_day: 7\n", "    from_day: 9\n"), "checks", "day=9"),
        (
            (FLAGS, 'short: "Eye pain"', 'short: "Eye pain, or a red eye"'),
            "cards",
            "Eye pain, or a red eye",
        ),
        ((FLAGS, 'lead: "White dots"', 'lead: "White"'), "cards", "lead='White',"),
        (
            (FLAGS, 'short: "Pus"', 'short: "Pus"\n    is_not: "A whitehead. [^open]"'),
            "cards",
            f"expected=('A whitehead. {MARK}',)",
        ),
        ((STAGES, "Hot, tight skin.", "Warm skin."), "stages", "Warm skin."),
        (
            ("docs/_data/handout.yml", "Who do you call?", "Whom do you call?"),
            "questions",
            "Whom do you call?",
        ),
        (("docs/_data/handout_labels.yml", '"The signs"', '"Signs"'), "labels", "'signs': 'Signs'"),
        (("docs/_data/emergency_numbers.yml", '"999"', '"998"'), "emergency_numbers", "998"),
    ],
)
def test_each_word_has_one_place_and_the_hash_knows_it(tmp_path, edit, part, expected):
    (tmp_path / "a").mkdir()
    before, after = (
        create_sheet(small_knowledge(tmp_path / "a")),
        create_sheet(small_knowledge(tmp_path, edit)),
    )
    assert expected in str(getattr(after, part)) and expected not in str(getattr(before, part))
    assert (
        re.fullmatch(r"[0-9a-f]{16}", before.content_hash)
        and before.content_hash != after.content_hash
    )


def test_the_hash_is_of_the_words_alone(tmp_path, knowledge):
    (tmp_path / "a").mkdir()
    before = create_sheet(small_knowledge(tmp_path / "a"))
    assert (
        before.content_hash
        == create_sheet(
            small_knowledge(tmp_path, (FLAGS, "Most bumps go sooner.", "Most go sooner."))
        ).content_hash
    ), "no sheet says why"
    assert create_sheet(knowledge).content_hash == create_sheet(knowledge).content_hash


def test_the_hash_changes_with_every_part_of_a_clinics_sheet(knowledge):
    sheet = create_sheet(knowledge, parsed(GOOD))
    other = create_sheet(knowledge, parsed(changed(("kind: needles", "kind: rf"))))
    for part in fields(Sheet):
        if part.name not in ("labels", *OF_THE_LANGUAGE):
            changed_sheet = replace(
                sheet,
                **{
                    part.name: (
                        f"{getattr(sheet, part.name)} "
                        if isinstance(getattr(sheet, part.name), str)
                        else ()
                    )
                },
            )
            assert changed_sheet.content_hash != sheet.content_hash or not getattr(
                sheet, part.name
            ), part.name
    assert other.content_hash != sheet.content_hash
    assert (
        replace(sheet, labels={**sheet.labels, "version": "Other"}).content_hash
        != sheet.content_hash
    )


LAPSED = "The sign-off has lapsed: Dr. A. Example, medical director, 2026-11-20 signed other words."


@pytest.mark.parametrize(
    "old_new",
    [
        ('"(201) 555-0123"', '"(201) 555-0124"'),
        ("Dana Lee", "Dana Leo"),
        ("write_lines: 2", "write_lines: 3"),
        ("thin-layer-when-dry", "as-shown"),
        ("first_day: 14", "first_day: 15"),
        ("Plain gel", "Plain balm"),
        ("nosebleed-comes-back", "streaks"),
        ("9 to 5", "9 to 6"),
        ("urgency: same_day", "urgency: emergency_now"),
    ],
)
def test_a_sign_off_lapses_with_any_word(knowledge, old_new):
    agreed = create_sheet(knowledge, parsed(GOOD)).content_hash
    signed = changed(("0123456789abcdef", agreed))
    nobody = GOOD.partition("signed_off:")[0]
    imprints = [
        create_imprint(
            create_sheet(knowledge, one), one, "4", "2026-11-22", "https://site.example/"
        )
        for one in (parsed(signed), parsed(signed.replace(*old_new)), parsed(GOOD), parsed(nobody))
    ]
    assert [imprint.signed for imprint in imprints] == [
        "Signed for Riverside Skin Clinic: Dr. A. Example, medical director, 2026-11-20.",
        LAPSED,
        LAPSED,
        "Nobody at the clinic has signed this yet.",
    ]


def test_a_sign_off_itself_changes_no_word(knowledge):
    signed, other = parsed(GOOD), parsed(changed(("Dr. A. Example", "Dr. B. Example")))
    assert (
        create_sheet(knowledge, signed).content_hash == create_sheet(knowledge, other).content_hash
    )


def test_an_imprint_has_the_clinics_code_and_its_page(knowledge):
    one = parsed(GOOD)
    sheet = create_sheet(knowledge, one)
    imprint = create_imprint(sheet, one, "4", "2026-11-22", "https://site.example/")
    assert (imprint.version, imprint.date, imprint.status) == (
        f"4-{sheet.content_hash[:OWN_DIGITS]}",
        "2026-11-22",
        "Not yet reviewed by a clinician.",
    )
    assert (imprint.page, imprint.check_address) == (
        "https://riverside.example/needling/",
        f"https://site.example/h/?v=4-{sheet.content_hash[:OWN_DIGITS]}",
    )
    general = create_imprint(
        create_sheet(knowledge), None, "4", "2026-11-22", "https://site.example/"
    )
    assert (general.version, general.page, general.signed, general.check_address) == (
        "4",
        "",
        "",
        "https://site.example/h/?v=4",
    )
    assert (
        create_imprint(
            create_sheet(knowledge, clinic()), clinic(), "4", "2026-11-22", "https://site.example/"
        ).page
        == ""
    )


@pytest.mark.parametrize(
    ("country", "number", "link"),
    [
        ("US", "(201) 555-0123", "+12015550123"),
        ("US", "+1 201-555-0123 ext. 4", "+12015550123;ext=4"),
        ("GB", "0121 234 5678", "+441212345678"),
        ("GB", "+44 (0)20 7946 0000", "+442079460000"),
        ("DE", "+49 (0) 30 123456", "+4930123456"),
        ("IT", "02 1234 5678", "+390212345678"),
        ("IT", "+39 02 1234 5678 x1", "+390212345678;ext=1"),
        ("BR", "(11) 2345-6789", "+551123456789"),
    ],
)
def test_a_phone_has_a_link_that_a_phone_can_dial(knowledge, country, number, link):
    text = BARE.replace("(201) 555-0123", number).replace("country: US", f"country: {country}")
    sheet = create_sheet(knowledge, parsed(text))
    assert [(phone.label, phone.number, phone.link) for phone in sheet.phones] == [
        ("Our phone", number, link)
    ]
    assert [phone["link"] for phone in sheet_data(sheet)["phones"]] == [link]


def test_each_card_has_the_phones_to_call(knowledge):
    sheet = create_sheet(knowledge, clinic('out_of_hours_phone: "(201) 555-0199"'))
    emergency, *others = sheet.cards
    assert [(phone.label, phone.link) for phone in emergency.phones] == [
        ("Emergency", "911")
    ] and "911" in emergency.action
    assert "your emergency number" not in emergency.action
    assert all(
        [phone.number for phone in card.phones] == ["(201) 555-0123", "(201) 555-0199"]
        for card in others
    )
    data = sheet_data(sheet)
    assert [[phone["link"] for phone in card["phones"]] for card in data["cards"]] == [
        ["911"],
        *[["+12015550123", "+12015550199"]] * 3,
    ]
    assert data["content_hash"] == sheet.content_hash


def test_the_emergency_number_is_that_of_the_clinic(knowledge):
    sheet = create_sheet(
        knowledge, parsed(BARE.replace("country: US", "country: DE").replace('"911"', '"112"'))
    )
    assert (
        sheet.emergency_numbers == "112"
        and sheet.cards[0].phones[0].number == "112"
        and "112" in sheet.cards[0].action
        and "911" not in str(sheet)
    )


def test_without_a_device_the_sheet_names_both_waits(knowledge):
    sheet = create_sheet(knowledge, clinic())
    later = {window.what for window in windows(knowledge) if window.avoid.after == "deep_or_rf"}
    found = {name for group in sheet.leave for name in group.names if group.start.deep == 14}
    assert (
        found == {phrases_of(knowledge).with_examples(thing(knowledge, name)) for name in later}
        and sheet.device == ""
    )
    assert any(f"{DEEP}: until day 14" in str(group.words) for group in sheet.leave)


@pytest.mark.parametrize(("kind", "day"), [("needles", 7), ("deep", 14), ("rf", 14)])
def test_with_a_device_it_names_the_one_that_holds(knowledge, kind, day):
    sheet = create_sheet(knowledge, clinic(f'device: {{name: "Our pen", kind: {kind}}}'))
    assert sheet.device == "Our pen" and not any(group.start.deep for group in sheet.groups())
    group = next(group for group in sheet.leave if "retinoids (retinol, adapalene)" in group.names)
    assert (
        group.start.day == day and group.start.healed and group.start.checked and group.start.never
    )
    assert DEEP not in str([str(group.words) for group in sheet.groups()])


def test_a_product_with_a_later_day_after_deep_needling_has_it_too(tmp_path):
    """Once only medicines had: an RF clinic's sheet would have printed the early day."""
    knowledge = small_knowledge(
        tmp_path, (CLOTH, "first_day: 0\n", "first_day: 0\nfirst_day_deep: 2\n")
    )
    days = {
        kind: (
            create_sheet(knowledge, clinic(f'device: {{name: "Our pen", kind: {kind}}}'))
            .helps[0]
            .start.day
        )
        for kind in ("needles", "rf")
    }
    assert days == {"needles": 0, "rf": 2}
    assert f"{DEEP}: from day 2" in str(create_sheet(knowledge).helps[0].words)


def test_what_is_advised_stands_under_what_helps_or_with_what_has_to_wait(knowledge):
    """What nobody advises is no help, and what only a clinician starts stands apart."""
    sheet = create_sheet(knowledge)
    helps = {
        name.removesuffix(f" {MARK}")
        for group in (*sheet.helps, *sheet.medicines)
        for name in group.names
    }
    waits = {name.removesuffix(f" {MARK}") for group in sheet.leave for name in group.names}
    for remedy in knowledge.remedies.values():
        waiting = any(
            phrases_of(knowledge).with_examples(thing(knowledge, wide)) in waits
            for name in remedy.substances
            for wide in wider(knowledge, name)
        )
        assert not (remedy.not_advised and remedy.title in helps), remedy.id
        if not remedy.not_advised and (remedy.substances or remedy.kind is Kind.SELF_CARE):
            assert remedy.title in helps or waiting or remedy.needs_clinician, remedy.id
    assert {
        "Mild cleanser",
        "Plain moisturizer",
        "Mineral sunscreen",
        "Antihistamine tablets for itch",
        "Leave the bumps alone",
    } <= helps
    assert {item.split(f" {MARK}")[0] for item in sheet.clinicians} == {
        remedy.title
        for remedy in knowledge.remedies.values()
        if remedy.needs_clinician and not remedy.not_advised
    }


def test_self_care_that_nobody_advises_is_no_help(tmp_path):
    knowledge = small_knowledge(
        tmp_path,
        (
            CLOTH,
            "strength: {level: not_tested}",
            'strength: {level: not_tested}\nnot_advised: "It can sting. [^open]"',
        ),
    )
    assert create_sheet(knowledge).helps == ()


def test_the_mark_stands_behind_exactly_what_has_no_study(knowledge):
    sheet = create_sheet(knowledge)
    for part, lines in (("phone", sheet.phone_lines), ("question", sheet.questions)):
        records = [line for line in knowledge.handout.values() if line.part == part]
        assert [MARK in line for line in lines] == [
            OPEN_MARK in CITATION.findall(record.text) for record in records
        ]
    assert [MARK in stage.text for stage in sheet.stages] == [
        OPEN_MARK in CITATION.findall(stage.brief) for stage in knowledge.stages.values()
    ]
    shown = {name for group in (*sheet.leave, *sheet.sun) for name in group.names}
    for window in windows(knowledge):
        last = max(
            (
                other
                for other in windows(knowledge)
                if other.what == window.what and other.avoid.after == "any"
            ),
            key=end_of,
            default=None,
        )
        if last:
            assert (
                f"{phrases_of(knowledge).with_examples(thing(knowledge, window.what))} {MARK}"
                in shown
            ) == (not last.avoid.sources), window.what
    assert not [line for line in str(sheet).split("'") if "[^" in line], "no citation is left"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rest. [^GOOD]", "Rest."),
        ("Rest. [^open]", f"Rest. {MARK}"),
        ("Rest. [^GOOD] Sleep. [^open]", f"Rest. Sleep. {MARK}"),
        ("Rest.", "Rest."),
    ],
)
def test_a_line_loses_its_citations_and_keeps_the_mark(text, expected):
    assert " ".join(marked(text).split()) == expected


def test_the_sheet_has_what_the_clinic_wrote(knowledge):
    sheet = create_sheet(knowledge, parsed(GOOD))
    assert (sheet.name, sheet.about, sheet.web, sheet.device) == (
        "Riverside Skin Clinic",
        ("1 River Road, Springfield", "Open: Monday to Friday, 9 to 5"),
        "https://riverside.example/",
        "Needling pen",
    )
    assert sheet.products == (
        (
            "Plain gel",
            "Wash your hands. When your skin feels dry, put on a thin layer, and do not rub it in.",
        ),
    )
    assert sheet.notes == (
        "Ask for Dana Lee, who knows about your treatment. If Dana Lee is out, tell whoever"
        " answers.",
    )
    assert sheet.write_lines == 2
    assert (sheet.colors, sheet.logo) == ({"main": "#1d4f7a", "ground": "#e8f0f7"}, "logo.svg")
    assert create_sheet(knowledge, clinic()).about == () and len(sheet.changes) == 3


def test_the_card_for_who_has_no_sign_stays_when_its_signs_are_more_urgent(knowledge):
    """Else nobody would be told that their skin may be left alone, and the last card of two would
    be an urgent one."""
    routine = [flag.id for flag in knowledge.red_flags.values() if flag.urgency is Urgency.ROUTINE]
    calls = ", ".join(f"{{red_flag: {name}, urgency: within_48h}}" for name in routine)
    last = create_sheet(knowledge, clinic(f"stricter: {{calls: [{calls}]}}")).cards[-1]
    assert (last.urgency, last.signs) == ("routine", ()) and last.otherwise


def test_what_a_card_says_of_a_sign_goes_where_the_clinic_wants_it_seen_sooner(knowledge):
    """Else card 2 says "today" of a sign, and card 3 that one can ask the clinic first."""
    level = knowledge.urgencies[Urgency.WITHIN_48H]
    calls = "stricter: {{calls: [{{red_flag: {}, urgency: same_day}}]}}".format
    general, other, sooner = (
        create_sheet(knowledge, made)
        for made in (None, clinic(calls("pus-or-gold-crust")), clinic(calls(level.also_for)))
    )
    for sheet in (general, other):
        assert sheet.cards[2].action == f"{level.action} {level.also}"
    assert sooner.cards[2].action == level.action
    assert level.also not in json.dumps(sheet_data(sooner))


def test_dates_stand_beside_every_day_of_the_sheet(knowledge):
    sheet = create_sheet(knowledge, parsed(GOOD))
    dates = dates_of(sheet, datetime.date(2026, 11, 22))
    assert (dates["0"], dates["7"], dates["14"], dates["28"]) == (
        "Sun 22 Nov",
        "Sun 29 Nov",
        "Sun 6 Dec",
        "Sun 20 Dec",
    )
    assert set(dates) == {str(day) for day in sheet.days()}
    named = {
        int(day)
        for group in (*sheet.helps, *sheet.leave)
        for day in re.findall(r"(?:From|Until) day (\d+)", group.words.lead)
    }
    assert (
        named | {check.day for check in sheet.checks} <= sheet.days() and NEVER not in sheet.days()
    )


@pytest.mark.parametrize(
    ("treated", "day", "expected"),
    [
        ((2024, 2, 28), "1", "Thu 29 Feb"),
        ((2026, 12, 31), "1", "Fri 1 Jan"),
        ((2026, 3, 28), "1", "Sun 29 Mar"),
    ],
)
def test_dates_know_leap_days_and_new_years(knowledge, treated, day, expected):
    assert dates_of(create_sheet(knowledge), datetime.date(*treated))[day] == expected
