"""A clinic may tighten, never loosen: its file against the general rules. Each Problem names the clinic's line and the rule it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.checks import prose_contradictions, words
from knowledge.clinic import Clinic
from knowledge.clinics import FOLDER, clinic_files, load_clinic
from knowledge.lexicon import create_lexicon, words_pattern
from knowledge.logo import logo_faults
from knowledge.model import Knowledge, Urgency
from knowledge.problems import Problem, did_you_mean, quote
from knowledge.prose import CITATION, LINK, MACRO, Text
from knowledge.tighten import tighten
from knowledge.windows import NEVER, Window, end_of, thing, windows_on

LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, 1.4.3."""
INK = "#1f2a2a"
"""The color of the handout's text."""
_LOOSENS = re.compile(
    r"\b(?:do not|don['’]t|never|no need to|need not|no reason to|not necessary to|not have to|rather than|instead of)\s+(?:\w+\s+){0,3}?"
    r"(?:call|calling|see|seeing|ring|phone|contact|worry|panic|visit|seek|seeking|bother|follow|read|listen|going to|go to (?:the |an? )?(?:er|doctor|hospital|emergency|clinic))\b"
    r"|\bignore|\bdisregard|\b(?:does|do|need) not apply|\boverrid|\bnothing to worry|\bnot (?:an? )?(?:emergency|urgent|serious|dangerous)"
    r"|\b(?:call|ask|ring|phone|contact|message|tell|email|text) (?:us|the clinic|our \w+) (?:first|before|only|instead)|\bbefore (?:you )?(?:call|go|see|ring|phone)"
    r"|\bonly (?:call|see|go|ring|contact)|\bwait and see|(?<!not )(?<!never )\bwait (?:until|till|for|an?|\d)[^.]*\b(?:call|see|phone|ring|doctor|help|tell)\b"
    r"|(?<!no )(?<!not )\b(?:earlier|sooner) than|\b(?:safe|fine|ok|okay|all right|allowed) to\b|\byou (?:can|may|need not)\b|\bfeel free"
    r"|\b(?:is|are) (?:quite |perfectly |totally |completely )?(?:normal|harmless|safe|fine|expected|good|ok|okay)\b", re.I)
"""Words by which a clinic's own line could take back what the sheet says. A note is for more care; it never allows and never calms."""


def check_clinics(knowledge: Knowledge, root: Path) -> Iterator[Problem]:
    """Every problem of the clinic files that the project itself keeps. `knowledge` must have passed the checks."""
    for file in clinic_files(root / FOLDER):
        clinic, problems = load_clinic(root, file)
        yield from problems
        yield from check_clinic(knowledge, clinic, file.parent) if clinic else ()


def check_clinic(knowledge: Knowledge, clinic: Clinic, folder: Path) -> Iterator[Problem]:
    """Every problem of a clinic whose file is in `folder`. What names unknown ids is not compared any further."""
    unknown = list(check_ids(knowledge, clinic))
    yield from unknown
    for check in CHECKS:
        yield from check(knowledge, clinic) if not unknown else ()
    yield from check_colors(clinic)
    yield from check_logo(clinic, folder)


def check_ids(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Every id is one of the general rules'."""
    things = {**knowledge.substances, **knowledge.activities}
    named = [(("stricter", "first_days", n, "remedy"), item.remedy, knowledge.remedies) for n, item in enumerate(clinic.stricter.first_days)]
    named += [(("stricter", "calls", n, "red_flag"), item.red_flag, knowledge.red_flags) for n, item in enumerate(clinic.stricter.calls)]
    named += [(("stricter", "avoid", n, "what", m), name, things) for n, item in enumerate(clinic.stricter.avoid) for m, name in enumerate(item.what)]
    named += [(("products", n, "substances", m), name, knowledge.substances) for n, item in enumerate(clinic.products) for m, name in enumerate(item.substances)]
    for keys, name, known in named:
        if name not in known:
            yield _at(clinic, keys, "a known id", quote(name), did_you_mean(name, known))


def check_emergency_number(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """The emergency number is that of the clinic's country, where the project knows it."""
    for record in knowledge.emergency_numbers.values():
        if clinic.country in record.countries and clinic.emergency_number != record.number:
            yield _at(clinic, ("emergency_number",), f"{quote(record.number)}, the number in {record.place} ({record.origin.path}:{record.origin.line('number')})",
                      quote(clinic.emergency_number), f'write emergency_number: "{record.number}"')


def check_first_days(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A remedy starts no earlier than in general, no later than its own last day, and help that is no product is never put off."""
    for number, start in enumerate(clinic.stricter.first_days):
        keys = ("stricter", "first_days", number, "first_day")
        remedy = knowledge.remedies[start.remedy]
        place = f"{remedy.origin.path}:{remedy.origin.line('first_day')}"
        if not remedy.substances:
            yield _at(clinic, keys, f"a remedy that holds a product: {remedy.id} is help that nobody has to wait for ({place})", quote(start.remedy), "remove the entry")
        elif remedy.needs_clinician:
            yield _at(clinic, keys, f"a remedy that readers start themselves: {remedy.id} is for clinicians only ({remedy.origin.path}:{remedy.origin.line('kind')})",
                      quote(start.remedy), "remove the entry")
        elif start.first_day < remedy.first_day:
            yield _at(clinic, keys, f"day {remedy.first_day} or later, as in {place}", f"day {start.first_day}", f"write first_day: {remedy.first_day} or a later day")
        elif remedy.last_day is not None and start.first_day > remedy.last_day:
            yield _at(clinic, keys, f"no later than its last day, {remedy.last_day} ({remedy.origin.path}:{remedy.origin.line('last_day')})", f"day {start.first_day}",
                      "write an earlier day")


def check_avoid(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """Something is left alone for as long as in general, or longer."""
    for number, avoid in enumerate(clinic.stricter.avoid):
        end = NEVER if avoid.until_day is None else avoid.until_day
        for name in avoid.what:
            longest = max(windows_on(knowledge, name, "any"), key=end_of, default=None)
            if longest and end < end_of(longest):
                until = "until_day: null" if longest.avoid.until_day is None else f"day {longest.avoid.until_day}"
                yield _at(clinic, ("stricter", "avoid", number, "until_day"), f"{until} or later for {thing(knowledge, name).name}, as in {longest.place}",
                          f"day {avoid.until_day}", "write a later day or remove the entry")
            elif end < 1:
                yield _at(clinic, ("stricter", "avoid", number, "until_day"), "day 1 or later", f"day {avoid.until_day}", "write a later day or remove the entry")


def check_calls(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A red flag is as urgent as in general, or more."""
    for number, call in enumerate(clinic.stricter.calls):
        flag = knowledge.red_flags[call.red_flag]
        if call.urgency.rank > flag.urgency.rank:
            yield _at(clinic, ("stricter", "calls", number, "urgency"), f"{flag.urgency.value} or more urgent, as {flag.id} is in "
                      f"{flag.origin.path}:{flag.origin.line('urgency')}", quote(call.urgency.value), f"write urgency: {flag.urgency.value} or a higher one")


def check_extra_flags(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A sign of the clinic's own asks for help, and is no general sign at a lower urgency."""
    for number, extra in enumerate(clinic.stricter.red_flags):
        keys = ("stricter", "red_flags", number, "urgency")
        if extra.urgency is Urgency.ROUTINE:
            yield _at(clinic, keys, "emergency_now, same_day or within_48h: a sign that needs help", quote(extra.urgency.value), "write a higher urgency or remove the sign")
        for flag in knowledge.red_flags.values():
            found = words_pattern({*flag.words, flag.short, flag.sign}).search(extra.sign)
            if found and extra.urgency.rank > flag.urgency.rank:
                yield _at(clinic, keys, f"{flag.urgency.value} for {quote(found.group())}, as {flag.id} is in {flag.origin.path}:{flag.origin.line('urgency')}",
                          quote(extra.urgency.value), f"write urgency: {flag.urgency.value} or remove the sign: the sheet has it already")


def check_products(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """What the clinic gives on day 0 is nothing that a rule leaves alone on day 0, by its substances and by its words, and no medicine."""
    strict, lexicon = tighten(knowledge, clinic), create_lexicon(knowledge)
    for number, product in enumerate(clinic.products):
        named = {name for found in lexicon.named(f"{product.name}. {product.use}") for kind, name in found.ids if kind == "thing"}
        named |= {name for found in lexicon.named(f"{product.name}. {product.use}") for remedy in lexicon.remedies(found) for name in remedy.substances}
        for name in dict.fromkeys((*product.substances, *sorted(named))):
            if window := _closed_on_day_0(strict, name, clinic.is_deep):
                yield _at(clinic, ("products", number), f"nothing that {window.place} says to leave alone on day 0", quote(thing(knowledge, name).name),
                          "remove the product: it may not go on needled skin")
            elif getattr(thing(knowledge, name), "supply", "anyone") != "anyone":
                record = thing(knowledge, name)
                yield _at(clinic, ("products", number), f"no medicine ({record.origin.path}:{record.origin.line('supply')})", quote(record.name),
                          "remove it: a clinician gives a medicine with words of their own")


def check_texts(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """No line of the clinic's own contradicts a record, names an urgency of its own, allows, calms or calls anything off; each is plain words."""
    texts = tuple(clinic_texts(clinic))
    for text in texts:
        if found := _LOOSENS.search(text.text):
            yield Problem(text.path, text.line, text.field, "words that ask for more care: no line of a clinic's own may allow, calm or call off what "
                          f"{_first_flag(knowledge)} and the rest of the sheet say", quote(found.group()), "say only what to do besides, or remove it")
        if found := CITATION.search(text.text) or LINK.search(text.text) or MACRO.search(text.text) or re.search(r"[<>{}`\\]", text.text):
            yield Problem(text.path, text.line, text.field, "plain words", quote(found.group()), "write it without marks")
    if any(text.field in ("notes", "sign", "use") for text in texts):
        strict = replace(tighten(knowledge, clinic), texts=texts)
        for check in (*prose_contradictions.CHECKS, words.check_sentences):
            yield from check(strict)


def check_deep_device(knowledge: Knowledge, clinic: Clinic) -> Iterator[Problem]:
    """A device whose name says deep or heat is of that kind: else the longer waits would be lost."""
    device = clinic.device
    if device and device.kind == "needles" and (found := re.search(r"\b(?:RF|radio[ -]?frequency|heat|deep|morpheus\w*|fractional)\b", device.name, re.I)):
        window = next((w for rule in knowledge.rules.values() for n, a in enumerate(rule.avoid) if a.after == "deep_or_rf" for w in [Window(a.what[0], rule, n, a)]), None)
        yield _at(clinic, ("device", "kind"), f"rf or deep, for the longer waits{f' of {window.place}' if window else ''}", f"needles, for {quote(found.group())}",
                  "write kind: rf or kind: deep")


def check_colors(clinic: Clinic) -> Iterator[Problem]:
    """White letters on the main color, and the main color and the text on the ground, have a contrast of 4.5 to 1 or more."""
    pairs = (("main", "#ffffff", clinic.colors.main, "white letters on it"), ("ground", clinic.colors.main, clinic.colors.ground, "the main color on it"),
             ("ground", INK, clinic.colors.ground, "the text on it"))
    for field, one, two, words_of in pairs:
        if (ratio := contrast(one, two)) < LEAST_CONTRAST:
            color = clinic.colors.main if field == "main" else clinic.colors.ground
            yield _at(clinic, ("colors", field), f"a contrast of {LEAST_CONTRAST} to 1 with {words_of} (WCAG 2.2, 1.4.3)", f"{ratio:.1f} to 1 for {quote(color)}",
                      "write a darker color" if field == "main" else "write a paler color")


def check_logo(clinic: Clinic, folder: Path) -> Iterator[Problem]:
    """The logo is a small, whole drawing beside the clinic's file."""
    for expected, got, do in logo_faults(folder / clinic.logo) if clinic.logo else ():
        yield _at(clinic, ("logo",), expected, got, do)


def clinic_texts(clinic: Clinic) -> Iterator[Text]:
    """Every free line of a clinic's own, as prose of a page, so that the checks of prose read it."""
    for number, note in enumerate(clinic.stricter.notes):
        yield _text(clinic, ("stricter", "notes", number), "notes", note)
    for number, extra in enumerate(clinic.stricter.red_flags):
        yield _text(clinic, ("stricter", "red_flags", number, "sign"), "sign", extra.sign)
    for number, product in enumerate(clinic.products):
        yield _text(clinic, ("products", number, "name"), "name", product.name)
        yield _text(clinic, ("products", number, "use"), "use", product.use)
    for field in ("name", "address", "hours"):
        if value := getattr(clinic, field):
            yield _text(clinic, (field,), field, value)
    for field, record in (("device", clinic.device), ("signed_off", clinic.signed_off)):
        for key in ("name", "role"):
            if value := getattr(record, key, None):
                yield _text(clinic, (field, key), f"{field}.{key}", value)


def contrast(one: str, two: str) -> float:
    """The contrast of two colors as #rrggbb, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[start:start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _closed_on_day_0(strict: Knowledge, name: str, deep: bool) -> Window | None:
    """The window that leaves something alone on day 0, where the clinic's own products are not exempt."""
    return next((window for window in windows_on(strict, name) if window.avoid.from_day == 0 and not window.avoid.unless_clinic
                 and (deep or window.avoid.after == "any")), None)


def _first_flag(knowledge: Knowledge) -> str:
    flag = next(iter(knowledge.red_flags.values()))
    return f"{flag.origin.path}:{flag.origin.line()}"


def _text(clinic: Clinic, keys: tuple, field: str, text: str) -> Text:
    return Text(clinic.origin.path, clinic.origin.line(*keys), field, text, clinic.origin.path)


def _at(clinic: Clinic, keys: tuple, expected: str, got: str, do: str) -> Problem:
    return Problem(clinic.origin.path, clinic.origin.line(*keys), ".".join(str(key) for key in keys if not isinstance(key, int)), expected, got, do)


CHECKS = (check_emergency_number, check_first_days, check_avoid, check_calls, check_extra_flags, check_products, check_texts, check_deep_device)
