"""A clinic's file can tighten and never loosen: each loosening is refused with the clinic's line
and the rule it breaks, one harmless tightening of each kind is accepted and said on the sheet, and
so are the notes that a real clinic writes."""

from __future__ import annotations

import re
import struct
import zlib

import pytest

from clinic_file import GOOD, changed, clinic_problems, parsed
from creators.handout.changes import create_changes
from creators.handout.create import create_sheet
from knowledge.checks.clinic.notes import clinic_texts, folded
from knowledge.tighten import tighten

FLAGS, URGENCIES, WEEK = (
    "docs/_data/red_flags.yml",
    "docs/_data/urgencies.yml",
    "docs/prevent/products-to-leave-alone.md",
)
RETINOID, CALL, SIGN = (
    "{remedy: retinoid, first_day: 14}",
    "{red_flag: no-better-by-day-3, urgency: same_day}",
    '{sign: "A nosebleed that comes back", urgency: within_48h}',
)
NOTE, USE, KIND = (
    "Bring your photos to your next visit.",
    "Put on a thin layer with clean hands.",
    "kind: needles",
)
MAKEUP = "{what: [makeup], until_day: 5}"

# name: (old text, new text), line, words that the message must have, most of them the place of the
# rule
RECORDS = {
    "an earlier first day": (
        (RETINOID, "{remedy: retinoid, first_day: 6}"),
        23,
        "docs/treat/retinoid.md:",
    ),
    "a first day of none": (
        (RETINOID, "{remedy: vitamin-c, first_day: 0}"),
        23,
        "docs/treat/vitamin-c.md:",
    ),
    "an earlier first day after RF": (
        (f"{KIND}\n", "kind: rf\n", RETINOID, "{remedy: retinoid, first_day: 10}"),
        23,
        "docs/treat/retinoid.md:",
    ),
    "a later day for seeing a doctor": (
        (RETINOID, "{remedy: see-a-clinician, first_day: 3}"),
        23,
        "docs/treat/see-a-clinician.md:",
    ),
    "a later day for leaving bumps alone": (
        (RETINOID, "{remedy: leave-it-alone, first_day: 3}"),
        23,
        "docs/treat/leave-it-alone.md:",
    ),
    "a later day for cooling": (
        (RETINOID, "{remedy: cool-compress, first_day: 2}"),
        23,
        "docs/treat/cool-compress.md:",
    ),
    "a first day for what only a clinician starts": (
        (RETINOID, "{remedy: hydrocortisone, first_day: 14}"),
        23,
        "docs/treat/hydrocortisone.md:",
    ),
    "a shorter avoid window": (
        (MAKEUP, "{what: [makeup], until_day: 2}"),
        25,
        "docs/prevent/makeup-and-shaving.md:",
    ),
    "a shorter window for a kind of something": ((MAKEUP, "{what: [aha], until_day: 5}"), 25, WEEK),
    "a shorter window for one of two": (
        (MAKEUP, "{what: [makeup, swimming], until_day: 5}"),
        25,
        "docs/prevent/sweat-and-water.md:",
    ),
    "a shorter window after deep needling": (
        (f"{KIND}\n", "kind: deep\n", MAKEUP, "{what: [benzoyl-peroxide], until_day: 10}"),
        25,
        "docs/prevent/rf-and-blood-products.md:",
    ),
    "no window at all": (
        (MAKEUP, "{what: [tap-water], until_day: 0}"),
        25,
        "docs/prevent/first-day.md:",
    ),
    "a day where the rule says ask a clinician": (
        (MAKEUP, "{what: [steroid-cream], until_day: 60}"),
        25,
        WEEK,
    ),
    "the last day a file can hold, where a clinician decides": (
        (MAKEUP, "{what: [numbing-cream], until_day: 365}"),
        25,
        WEEK,
    ),
    "an emergency made one of today": (
        (CALL, "{red_flag: eye-pain-or-sight, urgency: same_day}"),
        27,
        FLAGS,
    ),
    "a sign of today made one of two days": (
        (CALL, "{red_flag: hot-spreading-area, urgency: within_48h}"),
        27,
        FLAGS,
    ),
    "a sign of two days made routine": (
        (CALL, "{red_flag: pus-or-gold-crust, urgency: routine}"),
        27,
        FLAGS,
    ),
    "an emergency made routine": (
        (CALL, "{red_flag: face-droop-or-numb, urgency: routine}"),
        27,
        FLAGS,
    ),
    "one sign raised and lowered": (
        (
            CALL,
            (
                "{red_flag: grouped-blisters, urgency: emergency_now}\n"
                "    - {red_flag: grouped-blisters, urgency: within_48h}"
            ),
        ),
        28,
        FLAGS,
    ),
    "a wrong emergency number": (
        ('emergency_number: "911"', 'emergency_number: "999"'),
        5,
        "docs/_data/emergency_numbers.yml:",
    ),
    "the emergency number of another country": (
        ('country: "US"', 'country: "FR"'),
        5,
        "docs/_data/emergency_numbers.yml:",
    ),
    "a country that is none, to get around it": (
        ('country: "US"', 'country: "UK"'),
        2,
        "docs/_data/emergency_numbers.yml:",
    ),
    "a routine sign of the clinic's own": (
        (SIGN, '{sign: "A nosebleed that comes back", urgency: routine}'),
        29,
        URGENCIES,
    ),
    "a general sign again, at a lower urgency": (
        (SIGN, '{sign: "Eye pain", urgency: within_48h}'),
        29,
        FLAGS,
    ),
    "a general sign in a longer line, at a lower urgency": (
        (SIGN, '{sign: "A fever above 102 F", urgency: within_48h}'),
        29,
        FLAGS,
    ),
    "a general sign in other words, at a lower urgency": (
        (SIGN, '{sign: "High temperature at night", urgency: within_48h}'),
        29,
        FLAGS,
    ),
    "a general sign by one of its words, at a lower urgency": (
        (SIGN, '{sign: "Swollen lips in the morning", urgency: same_day}'),
        29,
        FLAGS,
    ),
    "a general sign in another form, at a lower urgency": (
        (SIGN, '{sign: "Blurry vision", urgency: same_day}'),
        29,
        FLAGS,
    ),
    "a general sign with accents, at a lower urgency": (
        (SIGN, '{sign: "Éye paín", urgency: within_48h}'),
        29,
        FLAGS,
    ),
    "a general sign a second time": (
        (
            SIGN,
            (
                '{sign: "Eye pain, light hurts, blurred sight or eyelids swollen shut", urgency:'
                " emergency_now}"
            ),
        ),
        29,
        FLAGS,
    ),
    "a sign that calms": (
        (SIGN, '{sign: "A nosebleed, which is harmless", urgency: within_48h}'),
        29,
        FLAGS,
    ),
    "a sign that gives a day": (
        (SIGN, '{sign: "No retinol for 2 days", urgency: within_48h}'),
        29,
        RETINOID and "docs/",
    ),
    "a sign that types an urgency": (
        (SIGN, '{sign: "Redness: see a doctor next week", urgency: within_48h}'),
        29,
        "docs/_data/",
    ),
    "vitamin C on day 0": (("substances: [clinic-gel]", "substances: [vitamin-c]"), 18, WEEK),
    "vitamin C by name, said to be the gel": (('"Plain gel"', '"Vitamin C serum"'), 18, WEEK),
    "retinol by name, said to be the gel": (('"Plain gel"', '"Night gel with retinol"'), 18, WEEK),
    "an acid that no record lists": (('"Plain gel"', '"Mandelic acid gel"'), 18, "docs/prevent/"),
    "retinol in how to use it": (
        (USE, "Mix it with your retinol and put on a thin layer."),
        18,
        WEEK,
    ),
    "a steroid as a gift": (("substances: [clinic-gel]", "substances: [steroid-cream]"), 18, WEEK),
    "a medicine as a gift": (
        ("substances: [clinic-gel]", "substances: [antihistamine]"),
        18,
        "docs/_data/substances.yml:",
    ),
    "a medicine by name": (('"Plain gel"', '"Ibuprofen, two tablets"'), 18, "docs/"),
    "an antibiotic by name": (('"Plain gel"', '"Amoxicillin capsules"'), 18, FLAGS),
    "acids for a clinic that leaves them longer": (
        (MAKEUP, "{what: [clinic-gel], until_day: 2}"),
        18,
        "docs/prevent/",
    ),
    "plain needles for an RF device": (
        ('"Needling pen"', '"Morpheus8"'),
        16,
        "docs/prevent/rf-and-blood-products.md:",
    ),
    "plain needles for radio frequency": (
        ('"Needling pen"', '"Radio-frequency pen"'),
        16,
        "docs/prevent/rf-and-blood-products.md:",
    ),
    "plain needles for 2.5 mm": (
        ('"Needling pen"', '"Pen, 2.5 mm"'),
        16,
        "docs/prevent/rf-and-blood-products.md:",
    ),
}

NOTES = (
    """
You may use retinol from day 2.|Use retinol from day 2.|No retinol for 3 days.
No retinol for 7 days.|Do not use retinol for one day.|At night use retinol.
Restart your retinol tomorrow.|Use retinol before bed.|Do not worry, use retinol.
Do not skip your retinol.|No retinol until tomorrow.|Do not be shy, use retinol.
Use salicylic acid tonight.|Use a mild salicylic acid on the bumps.|An acid toner clears the bumps.
Go back to your usual products the next day.|Your normal skin care is fine from day 1.
Wear make-up on day 3.|Light make-up is fine for parties.|You can put foundation on tomorrow.
Go swimming after 2 days.|Enjoy a hot bath to relax.|Go to the gym when you feel like it.
Do not swim, but use the sauna.|You can get back to your gym.|Feel free to swim.
You are free to tan.|Retinol is welcome once your skin feels calm.|You can shave right away.
Fever is normal.|A little pus is common.|Pus is a sign of healing.
Some swelling is quite normal, so wait.|Yellow crusts dry up by themselves.|Squeeze out any pus.
Wipe the pus off with a clean cloth.|Pop the bumps with a clean needle.|Scratch off the scabs.
Hives are harmless after our numbing cream.|Blurred sight goes away in an hour.
No need to call.|There is no need to call a doctor.|Please do not call us at night.
You need not see a doctor for this.|Normal redness and heat need no doctor.
Ignore the red box.|Ìgnóre the red box.|Disregard the first card.|Skip the red flags.
The red box is only for lawyers.|This sheet does not apply to our patients.
Our advice replaces the list above.|These rules are too strict for healthy people.
Never mind the warnings on the sheet.|The general advice is over-cautious.
Cover the red card with a sticker.
Call us first before 911.|Call us before you go to a doctor.|Ask our nurse before you see a doctor.
Text Anna before you go to the emergency room.|Tell us first about any fever.
We decide whether you need a doctor.|Call 555 0123 and not the emergency number.
Call us instead of 911.|Take a photo before you call.|Call  us   first, always.
Wait until Monday if you have pus.|Wait a week before you call.|Wait and see for some days.
Give it a few days.|Call us on Monday if your eye hurts.|If it lasts more than two days, call us.
Call a doctor only if it lasts three days.|Only call the emergency phone if you cannot breathe.
See a doctor next week if you have a fever.|See a doctor within a week.
Call us about eye pain.|If you see pus, show us at your next visit.
Tell us about blisters when it suits you.|Tell us if you have eye pain.
If you have a high temperature, take a cool bath.
Pain that gets worse can wait until your check-up.|Send us a photo of the pus and we will answer.
Put hydrocortisone on your face for the itch.|Use hydrocortisone on the itch.
Take ibuprofen for pain.|Take an aspirin and rest.|Take the antibiotics that you have at home.
Benzoyl peroxide on the bumps from day 1.|Vitamin C serum helps on day 3.
Emergency rooms are busy and cannot help with skin.|We charge a fee for calls at night.
Doctors do not know needling.|Doctors should not be disturbed for bumps.
Save the doctor for real problems.
In 100 treatments nobody needed a doctor.|Do not panic about swelling.|Relax, your face will heal.
Bumps mean that your skin is healing.|An allergy is very rare with our gel.
Sunscreen is safe right away.|Use tap water on your face today.|Aloe soothes the skin.
Test the product on one spot of your needled skin.|Exercise on day 1 helps.
Ignorez la liste rouge en haut de cette feuille.|No llame al doctor si tiene fiebre alta esta noche.
This is just what our lawyers want on it.|The general list is old. Trust us.
Small yellow spots can be left alone for a week.|Come and see us before any hospital visit.
The emergency room will only laugh at you.
Swelling of the lips is part of the process.|A fever under 39 does not need a doctor.
Put ice and retinol on it.
Treat spots with your usual acne cream.|Our nurse will check any pus at your follow-up.
Most of the signs above never happen, so do not read them.
Try a sauna on the third day to open the pores.|Foundation is fine 24 hours later.
Sunbathing helps the healing.|Steroid cream takes the itch away.
Use the numbing cream again if it hurts.|Bumps are proof that the treatment works.
We have never had an infection here, so be calm.
The day counts above are for other devices.|With our device you heal twice as fast.
Half of the waiting times are enough for our patients.
For our patients the waits are shorter.|Gold crusts are just dried serum.
Numbness in the face is from the cream and wears off.
Blisters should be opened with a sterile needle.|Only worry if the pain keeps you awake.
Bring questions to us rather than to a doctor.
Exfoliate gently every evening.|If your eye hurts, rinse it and rest.
It is enough to send us a picture.|Ring the clinic, not the ambulance.
Chemical peels from week one.|Vitamin C speeds up healing.
Your tan will come back sooner with a sunbed.
Please wait for office hours with your questions about pus.
Any redness that spreads is a healthy reaction.|Keep using your tretinoin.
Your prescription cream may continue.|Drink wine to relax before you call anyone.
Pick off dry flakes.|Trust your feeling more than this paper.
Serious reactions do not occur with us.|You look great already, so enjoy the beach.
Party make-up from our shop works on day 1.
Lie in the sun for ten minutes a day.|Ask the front desk what a red eye means.
Nobody has ever needed the numbers on top.
Glow drops go on right after you get home.|Send a selfie and we will say if it is bad.
Book your next needling in two weeks.
A hot shower opens the skin and helps.|Rub in some tea tree oil at night.
Leave the yellow stuff where it is.
If lips swell, chew ice and phone us in the morning.|Press on any droop for ten minutes.
Yoga and light running keep the blood moving.
Your skin knows best. Listen to it.|If a lump grows, massage it.|Steam your face to clean the pores.
Start your glycolic pads on Sunday.
One night of fever shows that it works.|Stop reading here if you feel well.
Our sheet beats the general one.|It looks worse before it looks better.
Take off the crust in the shower.
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

SMUGGLED = {
    "name": (
        'name: "Riverside Skin Clinic"',
        "name",
        1,
        [
            "Fever Is Normal Clinic",
            "Ignore The Red Box",
            "Call Us Before 911",
            "Retinol From Day 2 Clinic",
            "Wait Until Monday For Pus",
        ],
    ),
    "address": (
        '"1 River Road, Springfield"',
        "",
        6,
        [
            "1 River Road. Do not call the emergency number.",
            "Use retinol from day 2",
            "See us, not a doctor, for fever",
            "Call us first",
        ],
    ),
    "hours": (
        '"Monday to Friday, 9 to 5"',
        "",
        7,
        [
            "9 to 5. If you have pus, wait until Monday",
            "9 to 5, no need to call at night",
            "Only call from 9 to 5",
        ],
    ),
    "device": (
        '"Needling pen"',
        "",
        15,
        ["Pen, so mild that fever is normal", "Pen. Use retinol from day 2"],
    ),
    "product": ('"Plain gel"', "", 18, ["Gel: no need to call", "Gel that makes fever harmless"]),
    "use": (
        f'"{USE}"',
        "",
        20,
        [
            "Put it on and ignore the red card.",
            "Use it with salicylic acid tonight.",
            "Put it on pus. It goes away by itself.",
            "Use it on day 0. Swelling is normal.",
        ],
    ),
    "role": (
        '"medical director"',
        "",
        34,
        ["the only doctor you need", "who says fever is normal"],
    ),
    "signed": ('"Dr. A. Example"', "", 33, ["Dr. Never Mind The Red Box"]),
}

STRUCTURE = {
    "a red flag to remove": (
        "stricter:\n",
        "stricter:\n  remove: [eye-pain-or-sight]\n",
        22,
        "remove",
    ),
    "a list of red flags to show": ("stricter:\n", "red_flags: []\nstricter:\n", 21, "red_flags"),
    "a red flag to hide": ("stricter:\n", "stricter:\n  hide: [eye-pain-or-sight]\n", 22, "hide"),
    "looser rules": ("stricter:\n", "looser:\n  first_days: []\nstricter:\n", 21, "looser"),
    "a card without a title": (
        "stricter:\n",
        "cards: {emergency_now: null}\nstricter:\n",
        21,
        "cards",
    ),
    "a red flag's words": (
        CALL,
        "{red_flag: no-better-by-day-3, urgency: same_day, sign: nothing}",
        27,
        "sign",
    ),
    "an exemption": (
        MAKEUP,
        "{what: [makeup], until_day: 5, unless_clinic: true}",
        25,
        "unless_clinic",
    ),
    "a window that starts later": (
        MAKEUP,
        "{what: [makeup], until_day: 5, from_day: 4}",
        25,
        "from_day",
    ),
    "a last day": (RETINOID, "{remedy: retinoid, first_day: 14, last_day: 1}", 23, "last_day"),
    "other general advice": ("stricter:\n", "title: Relax\nstricter:\n", 21, "title"),
}


def edited(edit: tuple[str, ...]) -> str:
    return changed(*zip(edit[::2], edit[1::2]))


@pytest.mark.parametrize("name", RECORDS)
def test_a_looser_record_is_refused_with_both_places(knowledge, tmp_path, name):
    edit, line, rule = RECORDS[name]
    found = clinic_problems(knowledge, edited(edit), tmp_path)
    assert [
        text
        for text in found
        if text.startswith(f"clinics/riverside.yml:{line}: ")
        and re.search(rf"{re.escape(rule)}\S*?:?\d+", text)
    ], found


@pytest.mark.parametrize("note", NOTES)
def test_a_note_that_loosens_is_refused_with_both_places(knowledge, tmp_path, note):
    found = clinic_problems(knowledge, changed((NOTE, note)), tmp_path)
    assert found and all(re.match(r"clinics/riverside\.yml:31: \w+", text) for text in found), found
    assert any(re.search(r"docs/[\w/.-]+:\d+", text) for text in found), found


@pytest.mark.parametrize(
    ("field", "value"),
    [(field, value) for field, (*_, values) in SMUGGLED.items() for value in values],
)
def test_no_other_line_smuggles_it_in(knowledge, tmp_path, field, value):
    old, key, line, _ = SMUGGLED[field]
    found = clinic_problems(
        knowledge, changed((old, f'{key}: "{value}"' if key else f'"{value}"')), tmp_path
    )
    assert [
        text
        for text in found
        if re.match(rf"clinics/riverside\.yml:(?:{line}|18): ", text)
        and re.search(r"docs/[\w/.-]+:\d+", text)
    ], found


@pytest.mark.parametrize("name", STRUCTURE)
def test_no_field_takes_anything_away(knowledge, tmp_path, name):
    old, new, line, field = STRUCTURE[name]
    found = clinic_problems(knowledge, changed((old, new)), tmp_path)
    assert len(found) == 1 and found[0].startswith(
        f'clinics/riverside.yml:{line}: {field}: expected a known field; got "{field}"; do '
    ), found


def test_there_are_far_more_than_30_loosenings():
    count = (
        len(RECORDS)
        + len(NOTES)
        + len(STRUCTURE)
        + sum(len(values) for *_, values in SMUGGLED.values())
    )
    assert len(RECORDS) >= 45 and len(set(NOTES)) >= 150 and count >= 230


def test_a_clinic_with_nothing_but_a_name_is_read_for_loosening_too(knowledge, tmp_path):
    """The checks of prose once ran only where there was a note."""
    text = (
        'name: "No retinol for 3 days"\ncountry: US\nphone: "+1 555 0100"\n'
        'emergency_number: "911"\n'
    )
    assert any("docs/prevent/" in line for line in clinic_problems(knowledge, text, tmp_path))


def test_every_free_line_is_read(knowledge):
    """A field of text that clinic_texts forgets is one that nobody checks."""
    clinic = parsed(GOOD)
    free = {
        value
        for value in re.findall(r'"([^"\n]*[a-z]{3}[^"\n]*)"', GOOD)
        if not value.startswith(("https", "0123"))
    }
    assert {text.text for text in clinic_texts(clinic)} == {folded(value) for value in free}


HARMLESS = (
    """
Bring your photos to your next visit.|Keep this sheet with you until your skin has healed.
Your next visit is free of charge if you bring this sheet.
Change your pillowcase tonight and each night this week.|Sleep on your back with your head raised.
Drink plenty of water.|Keep pets away from your face.
Wash your hands before you touch your face.|Do not touch or pick your skin.
Do not pick, squeeze or scratch.|Tell us about every medicine you take.
Tell us if you have ever had cold sores.|Tell us if you have diabetes or take ibuprofen.
Take a photo in the same light each day.|Ask us before you use any new product.
Wear a wide hat outside.|No make-up until day 5.|Do not put make-up on before day 5.
Do not use retinol for 14 days.|No vitamin C serum for 14 days.
Wear mineral sunscreen with SPF 30 from day 1.|Our nurse calls you on day 3.
We call you the day after your treatment.|We close on public holidays. The other phone is open then.
Park behind the building.|Your skin may feel tight and dry.
You can send us photos by e-mail at any time.|Call us if anything worries you.
Use a fresh towel each day.
Leave your contact lenses out on the first day.
Do not drive home by yourself after the numbing cream.|Avoid alcohol on the day of your treatment.
No swimming, sauna or hard exercise in the first week.|Bring your own sunscreen to your visit.
Eat and drink as you usually do.|Come back in four weeks for your next session.
Children under 18 need a parent at the visit.|Your session used sterile, single-use needles.
Keep the box of the gel that we gave you.|Put the gel on with clean hands.
Show this sheet to any doctor you see.|We speak Spanish, French and Polish.
Ask for Dr. Müller or Nurse Łucja.|If you cannot reach us, see any doctor.
Set an alarm for your check on day 7.|Our sheet comes in large print too. Ask at the desk.
Read the red flags first.|Tell the doctor that you had microneedling, and when.
Your face may be shiny from the gel.|Write your questions down for your next visit.
See a doctor even if the sign seems small.|Do not wait to call if a sign on a card fits.
Never hesitate to call us or a doctor.|It is not safe to drive on the first day.
If you have a fever, call a doctor and tell us too.
Use the moisturizer that we gave you with clean hands.
Ask us at your next visit about a plan for your skin.
Tell us at your next visit which products you use.
Use lukewarm water and pat your face dry with a clean towel.
Wear a mask in dusty places.|Do not let pets lick your face.
Take pain seriously: read the cards above again.
We keep a slot free each day for people who need us.
Let flakes fall off on their own.|Our front desk is open on Saturdays.
Keep hair spray and perfume away from your face.|Do not share your towel.
If you wear contact lenses, bring your glasses.|Take your other medicines as your doctor told you.
Ask a pharmacist before you take any tablet.
Our address has changed since March.|Please arrive ten minutes early.
We have a ramp at the back door.
Use the code on this sheet to read it on your phone.|A friend should drive you home.
Sleep alone if your pet shares your bed.
Wash your hair backwards so that no shampoo runs over your face.
Your next visit is on day 28 or later.|Call us to move your visit.
Please pay by card.|Eat before your next visit.|If you take blood thinners, tell us.
Put a note in your calendar for day 3 and day 7.
Stay out of the wind and the dust.|Tell your hairdresser about your treatment.|No sauna until day 7.
No tanning for 28 days.
Leave your make-up brushes at home.|We will text you a reminder.|Take this sheet with you on trips.
Your photos stay in your file.
Ask your doctor before you take any new medicine.|No photos with flash, please.
Use a soft towel and do not rub.
Wear loose clothes that open in front.|You will get a copy of this sheet by e-mail.
We check every patient again after a week.
Say hello to Nurse Kim at the desk.|Keep the gel in the fridge.|Our team wishes you a good week.
Write the time of your treatment on this sheet.
Charge your phone, so that you can reach us.|Rinse your sink before you wash your face.
Do not use your gym towel on your face.
Wear sunglasses and a hat when you walk.|Keep hair off your face at night.
Open the gel with clean hands.|Throw the gel away after a week.
Our waiting room has a play corner.|Bring a list of all your medicines.|Take your photo by a window.
Read this sheet aloud to someone at home.
If you live alone, ask a friend to call you in the evening.|Do not smoke in the first week.
Do not lie on your face.|Tell us if you are pregnant.
We also have this sheet in Spanish.
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("note", HARMLESS)
def test_a_harmless_note_is_accepted(knowledge, tmp_path, note):
    assert clinic_problems(knowledge, changed((NOTE, note)), tmp_path) == []


def test_there_are_at_least_25_harmless_notes():
    assert len(set(HARMLESS)) >= 100


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(7)))
        + chunk(b"IEND", b"")
    )


BARE = 'name: "Riverside Skin Clinic"\ncountry: US\nphone: "+1 555 0100"\nemergency_number: "911"\n'


def waiting_until(sheet, day: int) -> str:
    """The names of what waits until a day."""
    return str([group.names for group in sheet.leave if group.start.day == day])


# what the clinic writes besides, the line of "What our clinic changed" (None: it is no change of a
# rule), where else it stands on the sheet
TIGHTENINGS = {
    "a later first day": (
        "stricter: {first_days: [{remedy: retinoid, first_day: 21}]}",
        "Longer waits than in general: retinoids; prescription retinoids.",
        lambda sheet: "retinoids" in waiting_until(sheet, 21),
    ),
    "a longer wait for a substance": (
        "stricter: {avoid: [{what: [vitamin-c], until_day: 28}]}",
        "Longer waits than in general: vitamin C serum.",
        lambda sheet: "vitamin C" in waiting_until(sheet, 28),
    ),
    "a longer wait for an activity": (
        "stricter: {avoid: [{what: [makeup], until_day: 5}]}",
        "Longer waits than in general: make-up.",
        lambda sheet: "make-up" in waiting_until(sheet, 5),
    ),
    "a wait where there was none": (
        "stricter: {avoid: [{what: [anti-inflammatory-painkiller], until_day: 3}]}",
        "Longer waits than in general: ibuprofen-type painkillers.",
        lambda sheet: "ibuprofen" in str(sheet.leave),
    ),
    "only if a clinician says so": (
        "stricter: {avoid: [{what: [benzoyl-peroxide], until_day: null}]}",
        "Longer waits than in general: benzoyl peroxide.",
        lambda sheet: any("Benzoyl peroxide" in line for line in sheet.clinicians),
    ),
    "a higher urgency": (
        "stricter: {calls: [{red_flag: pus-or-gold-crust, urgency: same_day}]}",
        (
            "Pus that is yellow or green, sore or leaking; or yellow or gold crusts. Doctor: today."
            " (In general: Doctor: within two days.)"
        ),
        lambda sheet: (
            ("pus-or-gold-crust", "same_day")
            in [(sign.id, level) for sign, level in sheet.signs() if sign.sooner]
        ),
    ),
    "a sign of its own": (
        'stricter: {red_flags: [{sign: "A nosebleed that comes back", urgency: within_48h}]}',
        "A nosebleed that comes back. Doctor: within two days.",
        lambda sheet: (
            ("A nosebleed that comes back", "within_48h")
            in [(sign.full, level) for sign, level in sheet.signs() if sign.own]
        ),
    ),
    "a note": (
        'stricter: {notes: ["Bring your photos to your next visit."]}',
        None,
        lambda sheet: sheet.notes == ("Bring your photos to your next visit.",),
    ),
    "a product": (
        'products: [{name: "Plain gel", substances: [clinic-gel], use: "Put on a thin layer."}]',
        None,
        lambda sheet: sheet.products == (("Plain gel", "Put on a thin layer."),),
    ),
    "a moisturizer that it supplies": (
        (
            'products: [{name: "Plain moisturizer", substances: [own-moisturizer], use: "Put on the'
            ' moisturizer with clean hands."}]'
        ),
        None,
        lambda sheet: sheet.products[0][0] == "Plain moisturizer",
    ),
    "a deep device": (
        'device: {name: "Deep pen", kind: deep}',
        None,
        lambda sheet: (
            "retinoids" in waiting_until(sheet, 14)
            and not any(group.start.deep for group in sheet.groups())
        ),
    ),
    "an RF device": (
        'device: {name: "RF pen", kind: rf}',
        None,
        lambda sheet: (
            "retinoids" in waiting_until(sheet, 14)
            and not any(group.start.deep for group in sheet.groups())
        ),
    ),
    "a sign-off": (
        (
            'signed_off: {name: "Dr. A. Example", role: "doctor", date: 2026-11-20, content_hash:'
            ' "0123456789abcdef"}'
        ),
        None,
        lambda sheet: True,
    ),
    "colors": ('colors: {main: "#7a1f3d"}', None, lambda sheet: sheet.colors["main"] == "#7a1f3d"),
    "an SVG logo": ("logo: logo.svg", None, lambda sheet: sheet.logo == "logo.svg"),
    "a PNG logo": ("logo: logo.png", None, lambda sheet: sheet.logo == "logo.png"),
    "a phone for the night": (
        'out_of_hours_phone: "+1 555 0199"',
        None,
        lambda sheet: [phone.number for phone in sheet.phones] == ["+1 555 0100", "+1 555 0199"],
    ),
}


@pytest.mark.parametrize("name", TIGHTENINGS)
def test_a_harmless_tightening_is_accepted_and_said(knowledge, tmp_path, name):
    more, line, on_sheet = TIGHTENINGS[name]
    (tmp_path / "logo.png").write_bytes(png())
    assert clinic_problems(knowledge, BARE + more, tmp_path) == []
    clinic = parsed(BARE + more)
    found = create_changes(knowledge, tighten(knowledge, clinic))
    assert found == () if line is None else found[0].startswith(line) and len(found) <= 2, found
    assert on_sheet(create_sheet(knowledge, clinic))
