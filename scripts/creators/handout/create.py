"""Makes the handout of a clinic, or of none, from the knowledge."""

import datetime
import re
from collections.abc import Iterable, Iterator

from creators.handout.changes import create_changes
from creators.handout.longer import create_longer, known
from creators.handout.sheet import (
    ALSO,
    Card,
    Check,
    Days,
    Group,
    Imprint,
    Normal,
    Phone,
    Sheet,
    Sign,
)
from creators.wording import words as wording
from creators.wording.phrases import Phrases, phrases_of
from creators.wording.urgency import by_urgency
from knowledge.model import Kind, Knowledge, RedFlag, Remedy, Stage, Urgency
from knowledge.phones import dialed
from knowledge.prose.blocks import CITATION, OPEN_MARK, plain
from knowledge.records.choices import SLOT, ChosenLine
from knowledge.records.clinic import Clinic, known_deep
from knowledge.records.languages import ENGLISH
from knowledge.starts import Start, grouped, remedy_start, thing_start
from knowledge.tighten import OWN, tighten
from knowledge.translation.strings import sheet_remedies, sheet_title
from knowledge.windows import thing, wider, windows

OWN_DIGITS = 6
"""Of a clinic's hash in its version code."""


def create_sheet(knowledge: Knowledge, clinic: Clinic | None = None) -> Sheet:
    """Return the sheet of `clinic`, or the general one. Both must have passed the checks."""
    strict = tighten(knowledge, clinic) if clinic else knowledge
    deep = known_deep(clinic)
    remedies = sheet_remedies(strict)
    free = _free(strict, remedies)
    waits = _waits(strict, deep)
    phrases = phrases_of(strict)
    numbers = phrases.emergency_numbers(strict.emergency_numbers.values())
    own = _own(knowledge, clinic, create_changes(knowledge, strict)) if clinic else {}
    return Sheet(
        title=sheet_title(strict.guides["index.md"].title),
        cards=_cards(strict, clinic, knowledge),
        normal=tuple(_normal(strict)),
        stages=tuple(map(_stage, strict.stages.values())),
        not_yet=tuple(
            (line.from_day, marked(line.text))
            for line in strict.handout.values()
            if line.part == "not-yet"
        ),
        helps=_groups(phrases, _starts(strict, free, (Kind.SELF_CARE, Kind.PRODUCT), deep)),
        medicines=_groups(phrases, _starts(strict, free, (Kind.MEDICINE,), deep)),
        clinicians=tuple(
            wording.open_marked(remedy.title, bool(remedy.window_sources))
            for remedy in remedies
            if remedy.needs_clinician
        ),
        leave=_groups(phrases, (item for item in waits if not item[1].instead), leave=True),
        sun=_groups(phrases, (item for item in waits if item[1].instead), leave=True),
        checks=tuple(_checks(strict, clinic)),
        phone_lines=_lines(strict, "phone"),
        questions=_lines(strict, "question"),
        labels=_labels(strict),
        emergency_numbers=clinic.emergency_number if clinic else numbers,
        longer=create_longer(knowledge, strict, deep) if clinic else (),
        phrases=phrases,
        notice=strict.notice,
        **own,
    )


def _labels(knowledge: Knowledge) -> dict[str, str]:
    """Headings and short labels, and the lines that say how to use a part, by their ids; and what
    the calendar adds on a day to look again."""
    labels = {item.id: item.label for item in knowledge.handout_labels.values()}
    for line in knowledge.handout.values():
        if line.part == "how":
            labels[line.id] = marked(line.text)
            for check in _checks(knowledge, None):
                if line.until_day is not None and check.day <= line.until_day:
                    labels[f"{ALSO}{check.day}"] = labels[line.id]
    return labels


def marked(text: str) -> str:
    """Return a line for paper: without its sources, and with the open mark where it has that."""
    return wording.open_marked(plain(text), OPEN_MARK not in CITATION.findall(text))


def _own(knowledge: Knowledge, clinic: Clinic, changes: tuple[str, ...]) -> dict:
    """Return what stands on the clinic's own sheet alone."""
    phrases = phrases_of(knowledge)
    hours = phrases.say("open-hours", hours=phrases.ltr(clinic.hours)) if clinic.hours else None
    return {
        "name": clinic.name,
        "phones": _phones(knowledge, clinic),
        "about": tuple(filter(None, (clinic.address, hours))),
        "web": clinic.web or "",
        "device": clinic.device.name if clinic.device else "",
        "products": tuple(
            (product.name, knowledge.product_uses[product.use].words) for product in clinic.products
        ),
        "changes": changes,
        "notes": tuple(_chosen(knowledge, line) for line in clinic.lines),
        "write_lines": clinic.write_lines,
        "colors": {"main": clinic.colors.main, "ground": clinic.colors.ground},
        "logo": clinic.logo or "",
    }


def _chosen(knowledge: Knowledge, chosen: ChosenLine) -> str:
    """Return a line of the clinic's own, with what stands in its slots. What ends with a full stop,
    as dates in Russian do, ends a sentence without another."""
    given = {
        name: _given(phrases_of(knowledge), name, value) for name, value in chosen.slots().items()
    }

    def filled(found: re.Match[str]) -> str:
        ends = found.string.startswith(".", found.end())
        return given[found[1]].removesuffix("." if ends else "")

    return SLOT.sub(filled, knowledge.clinic_lines[chosen.line].words)


def _given(phrases: Phrases, name: str, value: object) -> str:
    """Return what a clinic put into a slot, in the words of the sheet."""
    if isinstance(value, datetime.date):
        return phrases.long_date(value)
    if name == "day":
        return phrases.weekday(str(value))
    return phrases.name_of(str(value)) if name == "language" else phrases.ltr(str(value))


def _phones(knowledge: Knowledge, clinic: Clinic) -> tuple[Phone, ...]:
    labels = knowledge.handout_labels
    named = {"our-phone": clinic.phone, "out-of-hours": clinic.out_of_hours_phone}
    return tuple(
        Phone(labels[name].label, number, dialed(number, clinic.country))
        for name, number in named.items()
        if number
    )


def _cards(strict: Knowledge, clinic: Clinic | None, knowledge: Knowledge) -> tuple[Card, ...]:
    """Return a card for each level that has a sign, or says who belongs on it without one."""
    cards, found = [], {level.id: flags for level, flags in by_urgency(strict, strict.red_flags)}
    for level in strict.urgencies.values():
        if level.id not in found and not level.otherwise:
            continue
        flags = found.get(level.id, ())
        signs = tuple(_sign(flag, knowledge) for flag in flags)
        expected = tuple(marked(flag.is_not) for flag in flags if flag.is_not)
        action = phrases_of(strict).level_action(level)
        phones = _phones(strict, clinic) if clinic else ()
        if level.id is Urgency.EMERGENCY_NOW:
            phones = _emergency_phones(strict, clinic)
            action = _own_number(strict, action, clinic)
        title = phrases_of(strict).card_title(level, [one.number for one in phones])
        otherwise = level.otherwise or ""
        cards.append(Card(level.id.value, title, action, otherwise, signs, expected, phones))
    return tuple(cards)


def _own_number(knowledge: Knowledge, action: str, clinic: Clinic | None) -> str:
    """Return what to do, with the clinic's emergency number in it."""
    words = phrases_of(knowledge).texts["emergency-number"]
    return action.replace(words, clinic.emergency_number) if clinic else action


def _sign(flag: RedFlag, general: Knowledge) -> Sign:
    known = general.red_flags.get(flag.id)
    own, sooner = flag.id.startswith(OWN), known is not None and flag.urgency is not known.urgency
    return Sign(flag.id, flag.lead, flag.short, flag.sign, own, sooner)


def _emergency_phones(knowledge: Knowledge, clinic: Clinic | None) -> tuple[Phone, ...]:
    """Return the clinic's own emergency number, or those of the places that pages name."""
    if clinic:
        number = clinic.emergency_number
        return (Phone(knowledge.handout_labels["emergency"].label, number, number),)
    return tuple(
        Phone(phrases_of(knowledge).capital(item.place), item.number, item.number)
        for item in knowledge.emergency_numbers.values()
    )


def _stage(stage: Stage) -> Days:
    """A stage of one day is that day; a longer one is named by both its ends."""
    last = stage.from_day if stage.to_day == stage.from_day + 1 else stage.to_day
    return Days(stage.name, stage.from_day, last, marked(stage.brief))


def _normal(knowledge: Knowledge) -> Iterator[Normal]:
    """Yield what is normal, each in the words of the sign that it is not, with its picture."""
    phrases = phrases_of(knowledge)
    for line in knowledge.handout.values():
        if line.part == "normal":
            answer = marked(knowledge.red_flags[line.is_not].is_not)
            day, looks = line.id.rpartition("-")[2], phrases.texts[line.id]
            alt = phrases.say("face-alt", n=day, looks=looks)
            yield Normal(line.id, alt, marked(line.text), answer)


def _starts(
    knowledge: Knowledge, remedies: list[Remedy], kinds: tuple[Kind, ...], deep: bool | None
) -> Iterator[tuple[str, Start]]:
    """Yield the remedies of these kinds, each with its rule."""
    for remedy in remedies:
        if remedy.kind in kinds:
            start = known(remedy_start(knowledge, remedy), deep)
            yield wording.open_marked(remedy.title, start.sourced), start


def _free(knowledge: Knowledge, remedies: list[Remedy]) -> list[Remedy]:
    """Return the remedies that wait no longer than products in general: the others stand under what
    to leave alone."""
    return [
        remedy
        for remedy in remedies
        if not any(_waits_longer(knowledge, name) for name in remedy.substances)
    ]


def _waits_longer(knowledge: Knowledge, name: str) -> bool:
    start, widest = (thing_start(knowledge, one) for one in (name, wider(knowledge, name)[-1]))
    return start is not None and start.day != (widest.day if widest else 0)


def _waits(knowledge: Knowledge, deep: bool | None) -> list[tuple[str, Start]]:
    """Return everything to leave alone, with its rule."""
    found = []
    for name in dict.fromkeys(window.what for window in windows(knowledge)):
        start = known(thing_start(knowledge, name), deep)
        if start.day != 0 or start.deep is not None:
            words = phrases_of(knowledge).with_examples(thing(knowledge, name))
            found.append((wording.open_marked(words, start.sourced), start))
    return found


def _groups(
    phrases: Phrases, items: Iterable[tuple[str, Start]], leave: bool = False
) -> tuple[Group, ...]:
    return tuple(
        Group(start, names, phrases.rule(start, leave), leave) for start, names in grouped(items)
    )


def _checks(knowledge: Knowledge, clinic: Clinic | None) -> Iterator[Check]:
    for line in knowledge.handout.values():
        if line.part == "check":
            flag = knowledge.red_flags[line.red_flag]
            yield Check(
                flag.from_day, marked(line.text), _own_number(knowledge, flag.action, clinic)
            )


def _lines(knowledge: Knowledge, part: str) -> tuple[str, ...]:
    return tuple(marked(line.text) for line in knowledge.handout.values() if line.part == part)


def create_imprint(
    sheet: Sheet, clinic: Clinic | None, version: str, date: str, site: str
) -> Imprint:
    """Return the imprint of `sheet`. The code of a clinic's, or of one in another language, ends in
    six digits of its own hash, so that a stricter rule or another word gives another code."""
    # stands on every sheet until somebody has reviewed the handout as they review pages
    status = sheet.phrases.texts["not-reviewed"]
    code = _code(sheet, clinic, version)
    if not clinic:
        return Imprint(code, date, site, status)
    page, signed = clinic.handout_page or "", _signed(sheet, clinic)
    return Imprint(code, date, site, status, page, signed, clinic.id)


def _code(sheet: Sheet, clinic: Clinic | None, version: str) -> str:
    """Return the version's code: "4", "4-es-1f0c2a" in another language, "4-492f98" at a clinic,
    "4-es-492f98" at a clinic in another language."""
    language = sheet.language.id
    parts = [version] + [language] * (language != ENGLISH)
    return "-".join(parts + [sheet.content_hash[:OWN_DIGITS]] * (len(parts) > 1 or bool(clinic)))


def _signed(sheet: Sheet, clinic: Clinic) -> str:
    """Return who at the clinic agreed to this very sheet; a sign-off of other words has lapsed."""
    signed = clinic.signed_off
    if not signed:
        return sheet.phrases.texts["signed-nobody"]
    who = f"{signed.name}, {signed.role}, {signed.date}"
    if signed.content_hash == sheet.content_hash:
        return sheet.phrases.say("signed-for", clinic=clinic.name, who=who)
    return sheet.phrases.say("signed-lapsed", who=who)
