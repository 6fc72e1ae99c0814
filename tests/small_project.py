"""A project with one or two records of each kind and no mistake in it: small enough to know by
heart, for tests to spoil.

A record is one line of its file, as tests name lines by number: a backslash joins the lines here.
"""

from pathlib import Path

from knowledge.checks import labels
from knowledge.model import Knowledge
from knowledge.reading.loader import DATA_FILES, ELSEWHERE, load_knowledge

ROOT = Path(__file__).resolve().parent.parent
HOME = """\
---
title: Bumps after needling
summary: What the bumps are and what to do about them now.
do_now:
  - "Leave them alone. [^open]"
---
## Begin here

Look at [the white dots](causes/milia.md#how-to-tell) first. [^GOOD]
"""

CARD = """\
---
title: Scorecard
summary: What a machine can measure of a page.
do_now:
  - "Look it up."
---
{{ scorecard }}
"""

IDENTIFY = """\
---
title: What you see
summary: How each bump looks and feels, on every tone of skin.
do_now:
  - "Touch the skin first. [^open]"
---
{{ pictures pearls }}
"""

MILIA = """\
---
title: White dots (milia)
summary: Hard white dots that do no harm and need no care.
medical_name: milia
how_common: uncommon
starts: {when: weeks, sources: [GOOD]}
lasts: {when: 2 to 3 months}
looks: "Hard white dots. [^GOOD]"
feels: "Like a grain of sand. [^GOOD]"
on_brown_and_black_skin: "White or cream dots. [^open]"
do_now:
  - "Leave them alone. [^open]"
signs: [pearls]
watch_for: [late-bumps]
remedies: [cloth, acid-wash]
---
## How to tell

A dot stays the same. [^GOOD]
Ask a nurse about an acid wash from {{ first_day acid-wash }}. [^GOOD]
"""

RASH = """\
---
title: Rash with pus
summary: Sore spots with pus that a doctor has to look at.
medical_name: folliculitis
how_common: rare
starts: {when: 1 to 3 days, sources: [GOOD]}
lasts: {when: weeks}
looks: "Sore spots. [^GOOD]"
feels: "Hot to the touch. [^GOOD]"
place: "Where hair grows. [^GOOD]"
on_brown_and_black_skin: "Dark or purple spots. [^open]"
does_not_fit: "Hard dots that do not hurt. [^open]"
do_now:
  - "Keep it clean. [^open]"
signs: [pus]
watch_for: [eye-pain]
remedies: [cloth]
---
A cool cloth helps with the heat. [^GOOD]
"""

CLOTH = """\
---
title: Cool cloth
summary: A clean cloth with cool water calms hot skin.
names: [cool cloth, cool cloths]
kind: self_care
first_day: 0
last_day: 3
max_days: 3
strength: {level: not_tested}
do_now:
  - "Use clean water. [^open]"
---
Wet it and lay it on. [^open]
"""

ACID_WASH = """\
---
title: Acid wash
summary: A wash with a mild acid, for healed skin only.
names: [acid wash]
kind: medicine
substances: [bha]
first_day: 7
first_day_deep: 14
test_days: 3
healed_skin: true
window_sources: [GOOD]
not_for: [pregnant]
not_with: [rash]
watch_for: [eye-pain]
strength: {level: small_studies, sources: [GOOD, CASES]}
do_now:
  - "Ask a pharmacist first. [^open]"
---
An acid wash can sting. [^GOOD]
"""

STEROID = """\
---
title: Steroid cream
summary: A strong cream that only a clinician should start.
names: [steroid cream]
kind: clinician_only
substances: [steroid]
first_day: 0
strength: {level: clinics_do_this, sources: [CLINIC]}
not_advised: "It can make some bumps worse. [^GOOD]"
do_now:
  - "Do not start it by yourself. [^open]"
---
Ask your doctor about it. [^open]
"""

WEEK = """\
---
title: The first week
summary: What to leave alone in the first week after needling.
do_now:
  - "Leave your own products alone. [^open]"
avoid:
  - {what: [acid], until_day: 7, healed_skin: true, unless_clinic: true, \
why: "Acids sting open skin.", sources: [GOOD]}
  - {what: [bha], until_day: 14, after: deep_or_rf, why: "Deep holes close late. [^GOOD]"}
  - {what: [swimming], until_day: 3, why: "Pools hold germs.", sources: []}
  - {what: [steroid], until_day: null, why: "It can hide an infection.", sources: [CLINIC]}
---
No swimming for {{ wait swimming }}. [^GOOD]
"""

FLAGS = """\
red_flags:
  - id: pearls
    sign: "Hard white dots"
    urgency: routine
    action: "Show them at your next visit."
    why: "They do no harm."
    lead: "White dots"
    short: "White dots"
    look_for: ["dots"]
    words: ["white dots"]
    sources: [GOOD]
  - id: pus
    sign: "Pus or yellow crusts"
    urgency: same_day
    action: "See a doctor today."
    why: "Germs grow fast."
    lead: "Pus"
    short: "Pus"
    look_for: ["pus"]
    words: ["pus", "yellow crusts"]
    sources: [GOOD]
    judgement: true
  - id: eye-pain
    sign: "Eye pain"
    urgency: emergency_now
    action: "Go to an eye service now."
    why: "It can harm your sight."
    lead: "Eye pain"
    short: "Eye pain"
    look_for: ["eye", "pain"]
    words: ["eye pain"]
    sources: [GOOD]
  - id: late-bumps
    sign: "Bumps past day 7"
    urgency: within_48h
    action: "See a doctor within two days."
    why: "Most bumps go sooner."
    lead: "Late"
    short: "Late bumps"
    look_for: ["bumps"]
    words: ["late bumps"]
    from_day: 7
    sources: [GOOD, CASES]
"""

URGENCIES = """\
urgencies:
  - {id: emergency_now, card: "Call {numbers} now", label: "Emergency", \
action: "Call for help now.", phrase: ["now"]}
  - {id: same_day, card: "See a doctor today", label: "Today", \
action: "See a doctor today.", phrase: ["today"]}
  - {id: within_48h, card: "See a doctor soon", label: "Two days", \
action: "See a doctor within two days.", phrase: ["within two days"]}
  - {id: routine, card: "No hurry", label: "No hurry", \
action: "Show it at your next visit.", phrase: ["next visit"]}
"""

SOURCES = """\
sources:
  - {id: GOOD, title: "A review of needling", authors: "Lee A", year: 2021, where: "Skin", \
doi: "10.1000/abc", grade: A, supports: "needling", read: true, checked: 2026-10-01, \
review_by: 2099-10-01}
  - {id: CASES, title: "Three cases", where: "Case Reports", pmid: "12345678", grade: C, \
supports: "late bumps", read: true, depth: "abstract", checked: 2026-10-02, review_by: 2099-10-02}
  - {id: CLINIC, title: "Our aftercare", where: "A clinic", url: "https://clinic.example/care", \
grade: D, supports: "what clinics do", read: true, checked: 2026-10-03, review_by: 2099-10-03}
  - {id: UNREAD, title: "A paper", where: "Skin", pmcid: "PMC1234567", grade: B, \
supports: "nothing yet", read: false}
"""

HANDOUT = """\
handout:
  - {id: say-sign, part: phone, text: "Say your sign. [^open]"}
  - {id: which, part: question, text: "Which sign is the worst? [^open]"}
  - {id: who, part: question, text: "Who do you call? [^open]"}
  - {id: wait, part: question, text: "What waits? [^GOOD]"}
  - {id: look, part: check, red_flag: late-bumps, text: "Feel your skin. [^open]"}
  - {id: signs-how, part: how, text: "Read from the top. [^GOOD]"}
  - {id: tone-how, part: how, text: "Feel for heat. [^GOOD]"}
  - {id: better-how, part: how, text: "Leave it alone. [^open]"}
  - {id: pen-how, part: how, text: "Use your pen first. [^GOOD]"}
  - {id: days-how, part: how, text: "Day 0 is the first. [^open]"}
  - {id: hour-how, part: how, text: "Not before the hour. [^open]"}
  - {id: rough-how, part: how, until_day: 5, text: "Rough skin comes next. [^GOOD]"}
  - {id: pain-how, part: how, text: "Ask about pain. [^open]"}
  - {id: burn-how, part: how, text: "Rinse at once. [^open]"}
  - {id: sun-how, part: how, text: "Sunscreen again. [^open]"}
  - {id: restart-how, part: how, text: "Start one at a time. [^open]"}
"""
LABELS = "handout_labels:\n" + "".join(
    f'  - {{id: {name}, label: "The {name}"}}\n' for name in sorted(labels.HANDOUT)
)

FILES = {
    "docs/index.md": HOME,
    "docs/identify/index.md": IDENTIFY,
    "docs/causes/milia.md": MILIA,
    "docs/causes/rash.md": RASH,
    "docs/treat/cloth.md": CLOTH,
    "docs/treat/acid-wash.md": ACID_WASH,
    "docs/treat/steroid.md": STEROID,
    "docs/prevent/week.md": WEEK,
    "docs/_data/red_flags.yml": FLAGS,
    "docs/_data/urgencies.yml": URGENCIES,
    "docs/_data/sources.yml": SOURCES,
    "docs/_data/substances.yml": (
        """\
substances:
  - {id: acid, name: "acids"}
  - {id: bha, name: "BHA", names: ["salicylic acid"], kind_of: acid, supply: pharmacy, \
not_for: [allergic]}
  - {id: steroid, name: "steroid", supply: prescription}
"""
    ),
    "docs/_data/languages.yml": (
        """\
languages:
  - {id: en, tag: en-US, name: English, english: English, dir: ltr, \
fonts: [Atkinson Hyperlegible], date: "{weekday} {day} {month}", drafts: published}
"""
    ),
    # handouts and pages are made of all of them
    "docs/_data/phrases.yml": (ROOT / "docs/_data/phrases.yml").read_text(encoding="utf-8"),
    "docs/_data/activities.yml": (
        """\
activities:
  - {id: swimming, name: "swimming", names: ["swim"]}
"""
    ),
    "docs/_data/groups.yml": (
        """\
groups:
  - {id: pregnant, name: "people who are pregnant", advice: "Ask a midwife first.", sources: [GOOD]}
  - {id: allergic, name: "people with an allergy to it", advice: "Leave it alone."}
"""
    ),
    "docs/_data/stages.yml": (
        """\
stages:
  - {id: first, name: "Day 0", from_day: 0, to_day: 1, left: most, expect: "Hot skin. [^GOOD]", \
bumps: "Few. [^open]", brief: "Hot, tight skin. [^GOOD]", act: ["Rest. [^open]"], \
not_normal: [eye-pain]}
  - {id: rest, name: "Day 1 to 10", from_day: 1, to_day: 10, left: little, \
expect: "Dry skin. [^GOOD]", bumps: "Some. [^open]", brief: "Dry skin, and a few bumps. [^open]", \
act: ["Use a cool cloth. [^open]"], not_normal: [eye-pain, pus]}
"""
    ),
    "docs/_data/bump_types.yml": (
        """\
bump_types:
  - {id: pearls, name: "Dots", looks: "White. [^GOOD]", feels: "Hard. [^GOOD]", \
on_brown_and_black_skin: "Cream. [^open]", causes: [milia, rash]}
"""
    ),
    "docs/_data/cause_groups.yml": (
        """\
cause_groups:
  - {id: spots, name: "Spots and small bumps", causes: [milia]}
  - {id: rash, name: "A rash", causes: [rash]}
"""
    ),
    "docs/_data/findings.yml": (
        """\
findings:
  - {id: dots, words: "hard dots", seen: ["white dots", "bumps"]}
  - {id: pus, words: "pus"}
  - {id: pain, words: "pain in an eye", seen: ["eye pain"]}
  - {id: late, words: "bumps after a week", seen: ["bumps"]}
"""
    ),
    "docs/_data/sign_rows.yml": (
        """\
sign_rows:
  - {id: dots, findings: [dots], red_flag: pearls}
  - {id: pus, findings: [pus], red_flag: pus}
  - {id: pain, findings: [pain], red_flag: eye-pain}
  - {id: late, findings: [late, dots], red_flag: late-bumps}
"""
    ),
    "docs/_data/emergency_numbers.yml": (
        """\
emergency_numbers:
  - {id: us, place: "the US", number: "911", countries: [US]}
  - {id: uk, place: "the UK", number: "999", countries: [GB]}
"""
    ),
    "docs/_data/handout.yml": HANDOUT,
    "docs/_data/handout_labels.yml": LABELS,
    "docs/_data/corrections.yml": (
        """\
corrections:
  - {id: healing, topic: "Healing", often_said: "Bumps mean healing.", \
we_say: "They may not.", why: "Nobody knows. [^open]", page: "causes/milia.md#how-to-tell", \
never_say: ["sign of healing"]}
"""
    ),
    "docs/_data/stable_ids.txt": (
        """\
causes milia
causes rash
pages identify
pages prevent/week
red-flags eye-pain
red-flags late-bumps
red-flags pearls
red-flags pus
remedies acid-wash
remedies cloth
remedies steroid
rules week
sources CASES
sources CLINIC
sources GOOD
sources UNREAD
timeline first
timeline rest
urgencies emergency_now
urgencies routine
urgencies same_day
urgencies within_48h
"""
    ),
    "mkdocs.yml": (
        """\
site_name: !ENV [NAME, Small]
nav:
  - Home: index.md
  - Identify:
      - identify/index.md
  - Causes:
      - causes/milia.md
      - causes/rash.md
  - Treat:
      - treat/cloth.md
      - treat/acid-wash.md
      - treat/steroid.md
      - All remedies: treat/remedies-index.md
  - Prevent:
      - prevent/week.md
site_url: !ENV [SITE_URL, "https://small.example/"]
extra:
  version: "0.1.0"
"""
    ),
}

Edit = tuple[str, str, str]


def write_project(root: Path, *edits: Edit) -> Path:
    """Write the project under `root`, with each edit (file, old text, new text) done once; gives
    back `root`."""
    files = {
        ELSEWHERE.get(name, f"docs/_data/{name}.yml"): f"{name}: []\n" for name in DATA_FILES
    } | FILES
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return edit_project(root, *edits)


def edit_project(root: Path, *edits: Edit) -> Path:
    """Do each edit (file, old text, new text) once; an old text that is not there once fails the
    test."""
    for path, old, new in edits:
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (root / path).write_text(text.replace(old, new), encoding="utf-8")
    return root


def small_knowledge(root: Path, *edits: Edit) -> Knowledge:
    """The project with its edits, loaded; they must leave every file readable."""
    knowledge, problems = load_knowledge(write_project(root, *edits))
    assert not problems, [str(problem) for problem in problems]
    return knowledge


def with_scorecard(root: Path, *edits: Edit) -> Knowledge:
    """The same with the scorecard, a page that every project has whose site is created."""
    card = write_project(root, *edits) / "docs" / "about" / "scorecard.md"
    card.parent.mkdir(exist_ok=True)
    card.write_text(CARD)
    return small_knowledge(root, *edits)
