"""The handout of a clinic, or of none: every word of the sheet as plain data. The PDFs, the wallet
card, the single web page and the make-your-own page are views of this one record, so they cannot
disagree."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

from creators.handout.changes import create_changes
from creators.wording import words as wording
from creators.wording.urgency import by_urgency
from knowledge.model import Kind, Knowledge, RedFlag, Remedy, Stage, Urgency
from knowledge.phones import dialed
from knowledge.prose.blocks import CITATION, OPEN_MARK, plain
from knowledge.records.choices import SLOT, ChosenLine
from knowledge.records.clinic import Clinic
from knowledge.starts import Start, grouped, remedy_start, thing_start
from knowledge.tighten import OWN, tighten
from knowledge.windows import thing, wider, windows

MARK = "◇"
"""Behind a line that no study was found for; the foot of each sheet says so."""
HASH_DIGITS = 16
ON_SCREEN = ("dates", "calendar")
"""How the ids of the labels begin that no paper carries."""
EMERGENCY = "your emergency number"
"""The words of an action that a clinic's sheet prints its country's number for."""
OWN_DIGITS = 6
"""Of a clinic's hash in its version code."""
NO_REVIEW = "Not yet reviewed by a clinician."
"""Stands on every sheet until somebody has reviewed the handout as they review pages
(creators.reviews)."""


GROUPS = ("helps", "medicines", "leave", "sun")
"""The parts of a sheet that are groups."""


@dataclass(frozen=True)
class Phone:
    """A number to call as it is printed, and whose it is; `link` is the number as a tel: address
    takes it."""

    label: str
    number: str
    link: str


@dataclass(frozen=True)
class Sign:
    """A red flag: `short` on cards, which begins with the words of `lead`, `full` where there is
    room. `own`: the clinic's, not everyone's, which has no lead; `sooner`: more urgent here."""

    id: str
    lead: str
    short: str
    full: str
    own: bool = False
    sooner: bool = False


@dataclass(frozen=True)
class Card:
    """One level of urgency with all its signs. `title` of the emergency card has the numbers of its
    `phones` in it; `expected` says what looks like one of the signs and is none."""

    urgency: str
    title: str
    action: str
    otherwise: str
    signs: tuple[Sign, ...]
    expected: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True)
class Days:
    """A stretch of the recovery, from day `first` to day `last`."""

    name: str
    first: int
    last: int
    text: str


@dataclass(frozen=True)
class Group:
    """Things that have one rule. The rule is a value, not words: a group cannot show the day
    without its conditions. `leave` says it the other way round: what to leave alone, and until
    when."""

    start: Start
    names: tuple[str, ...]
    leave: bool = False

    @cached_property
    def words(self) -> wording.RuleWords:
        """The whole rule in words."""
        return wording.rule(self.start, self.leave)


@dataclass(frozen=True)
class Check:
    """A day on which to look at the skin again: what to ask oneself, the sign it is about, and what
    to do then."""

    day: int
    text: str
    action: str


@dataclass(frozen=True)
class Sheet:
    """A whole handout. Days count from the treatment (day 0). `medicines` are those that need not
    wait; a medicine that has to wait stands in `leave` with its rule. `sun` are rules for what
    nobody is told to start again. `notes` are the lines of a clinic's own, with `write_lines` ruled
    ones below them."""

    title: str
    cards: tuple[Card, ...]
    stages: tuple[Days, ...]
    helps: tuple[Group, ...]
    medicines: tuple[Group, ...]
    clinicians: tuple[str, ...]
    leave: tuple[Group, ...]
    sun: tuple[Group, ...]
    checks: tuple[Check, ...]
    phone_lines: tuple[str, ...]
    questions: tuple[str, ...]
    emergency_numbers: str
    labels: dict[str, str]
    name: str = ""
    phones: tuple[Phone, ...] = ()
    about: tuple[str, ...] = ()
    web: str = ""
    device: str = ""
    products: tuple[tuple[str, str], ...] = ()
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    write_lines: int = 0
    colors: dict[str, str] = field(default_factory=dict)
    logo: str = ""

    @cached_property
    def content_hash(self) -> str:
        """The hash of every word of the sheet: what a version and a clinic's sign-off are bound to.
        The words that only serve to pick a date on a screen are no part of it."""
        labels = {
            name: words for name, words in self.labels.items() if not name.startswith(ON_SCREEN)
        }
        data = {**_data(self), "labels": labels}
        if not self.write_lines:
            del data["write_lines"]  # versions before it are still the same
        words = json.dumps(data, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()[:HASH_DIGITS]

    def days(self) -> set[int]:
        """Every day that the sheet names."""
        named = {day for group in self.groups() for day in group.start.days()}
        return (
            named
            | {check.day for check in self.checks}
            | {day for stage in self.stages for day in (stage.first, stage.last)}
        )

    def groups(self) -> tuple[Group, ...]:
        """Every group of every part."""
        return tuple(group for part in GROUPS for group in getattr(self, part))

    def signs(self) -> Iterator[tuple[Sign, str]]:
        """Every red flag with its urgency."""
        return ((sign, card.urgency) for card in self.cards for sign in card.signs)


def create_sheet(knowledge: Knowledge, clinic: Clinic | None = None) -> Sheet:
    """The sheet of `clinic`, or the general one. Both must have passed the checks."""
    strict = tighten(knowledge, clinic) if clinic else knowledge
    deep = clinic.is_deep if clinic and clinic.device else None
    remedies = [
        remedy
        for remedy in strict.remedies.values()
        if not remedy.not_advised and (remedy.substances or remedy.kind is Kind.SELF_CARE)
    ]
    waits = _waits(strict, deep)
    common = {
        "title": strict.guides["index.md"].title,
        "cards": _cards(strict, clinic, knowledge),
        "stages": tuple(map(_stage, strict.stages.values())),
        "helps": _groups(
            _starts(strict, _free(strict, remedies), (Kind.SELF_CARE, Kind.PRODUCT), deep)
        ),
        "medicines": _groups(_starts(strict, _free(strict, remedies), (Kind.MEDICINE,), deep)),
        "clinicians": tuple(
            _named(remedy.title, bool(remedy.window_sources))
            for remedy in remedies
            if remedy.needs_clinician
        ),
        "leave": _groups((item for item in waits if not item[1].instead), leave=True),
        "sun": _groups((item for item in waits if item[1].instead), leave=True),
        "checks": tuple(_checks(strict, clinic)),
        "phone_lines": _lines(strict, "phone"),
        "questions": _lines(strict, "question"),
        "labels": _labels(strict),
        "emergency_numbers": (
            clinic.emergency_number
            if clinic
            else wording.emergency_numbers(strict.emergency_numbers.values())
        ),
    }
    return Sheet(
        **common, **(_own(knowledge, clinic, create_changes(knowledge, strict)) if clinic else {})
    )


def _labels(knowledge: Knowledge) -> dict[str, str]:
    """Headings and short labels, and the lines that say how to use a part, by their ids."""
    labels = {item.id: item.label for item in knowledge.handout_labels.values()}
    how = (line for line in knowledge.handout.values() if line.part == "how")
    return {**labels, **{line.id: marked(line.text) for line in how}}


def sheet_data(sheet: Sheet) -> dict:
    """The sheet as plain lists and mappings, with what a template would else work out: each rule in
    words, and the hash."""
    return {**asdict(sheet), **_rules(sheet), "content_hash": sheet.content_hash}


def _data(sheet: Sheet) -> dict:
    """All that a sheet says: not how its phones are dialed."""
    data = {**asdict(sheet), **_rules(sheet)}
    for phone in (phone for part in (data, *data["cards"]) for phone in part["phones"]):
        del phone["link"]
    return data


def _rules(sheet: Sheet) -> dict:
    """The parts of a sheet that are groups, each group with its rule in words."""
    return {
        part: [{**asdict(group), "words": asdict(group.words)} for group in getattr(sheet, part)]
        for part in GROUPS
    }


def dates_of(sheet: Sheet, treated: datetime.date) -> dict[str, str]:
    """The date of each day of the sheet in words, by the day's number: {"7": "Sun 29 Nov"}."""
    return {
        str(day): wording.date(treated + datetime.timedelta(days=day))
        for day in sorted(sheet.days())
    }


def marked(text: str) -> str:
    """A line for paper: without its sources, and with the open mark where it has that."""
    return plain(text) + (f" {MARK}" if OPEN_MARK in CITATION.findall(text) else "")


def _own(knowledge: Knowledge, clinic: Clinic, changes: tuple[str, ...]) -> dict:
    """What stands on the clinic's own sheet alone."""
    about = [clinic.address, f"Open: {clinic.hours}" if clinic.hours else None]
    return {
        "name": clinic.name,
        "phones": _phones(knowledge, clinic),
        "about": tuple(filter(None, about)),
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
    """A line of the clinic's own, with what stands in its slots."""
    given = {
        name: wording.long_date(value) if isinstance(value, datetime.date) else str(value)
        for name, value in chosen.slots().items()
    }
    return SLOT.sub(lambda found: given[found[1]], knowledge.clinic_lines[chosen.line].words)


def _phones(knowledge: Knowledge, clinic: Clinic) -> tuple[Phone, ...]:
    labels = knowledge.handout_labels
    named = {"our-phone": clinic.phone, "out-of-hours": clinic.out_of_hours_phone}
    return tuple(
        Phone(labels[name].label, number, dialed(number, clinic.country))
        for name, number in named.items()
        if number
    )


def _cards(strict: Knowledge, clinic: Clinic | None, knowledge: Knowledge) -> tuple[Card, ...]:
    """A card for each level that has a sign, or says who belongs on it without one."""
    cards, found = [], {level.id: flags for level, flags in by_urgency(strict, strict.red_flags)}
    for level in (
        level for level in strict.urgencies.values() if level.id in found or level.otherwise
    ):
        flags = found.get(level.id, ())
        signs = tuple(_sign(flag, knowledge) for flag in flags)
        expected = tuple(plain(flag.is_not) for flag in flags if flag.is_not)
        action, phones = level.action, _phones(strict, clinic) if clinic else ()
        if level.id is Urgency.EMERGENCY_NOW:
            phones = _emergency_phones(strict, clinic)
            action = _own_number(action, clinic)
        title = wording.card_title(level, [phone.number for phone in phones])
        cards.append(
            Card(level.id.value, title, action, level.otherwise or "", signs, expected, phones)
        )
    return tuple(cards)


def _own_number(action: str, clinic: Clinic | None) -> str:
    """What to do, with the clinic's emergency number in it."""
    return action.replace(EMERGENCY, clinic.emergency_number) if clinic else action


def _sign(flag: RedFlag, general: Knowledge) -> Sign:
    known = general.red_flags.get(flag.id)
    return Sign(
        flag.id,
        flag.lead,
        flag.short,
        flag.sign,
        own=flag.id.startswith(OWN),
        sooner=known is not None and flag.urgency is not known.urgency,
    )


def _emergency_phones(knowledge: Knowledge, clinic: Clinic | None) -> tuple[Phone, ...]:
    """The clinic's own emergency number, or those of the places that pages name."""
    if clinic:
        number = clinic.emergency_number
        return (Phone(knowledge.handout_labels["emergency"].label, number, number),)
    return tuple(
        Phone(wording.capital(item.place), item.number, item.number)
        for item in knowledge.emergency_numbers.values()
    )


def _stage(stage: Stage) -> Days:
    """A stage of one day is that day; a longer one is named by both its ends."""
    last = stage.from_day if stage.to_day == stage.from_day + 1 else stage.to_day
    return Days(stage.name, stage.from_day, last, marked(stage.brief))


def _starts(
    knowledge: Knowledge, remedies: list[Remedy], kinds: tuple[Kind, ...], deep: bool | None
) -> Iterator[tuple[str, Start]]:
    """The remedies of these kinds, each with its rule."""
    for remedy in remedies:
        if remedy.kind in kinds:
            start = _known(remedy_start(knowledge, remedy), deep)
            yield _named(remedy.title, start.sourced), start


def _free(knowledge: Knowledge, remedies: list[Remedy]) -> list[Remedy]:
    """The remedies that wait no longer than products in general: the others stand under what to
    leave alone."""
    return [
        remedy
        for remedy in remedies
        if not any(_waits_longer(knowledge, name) for name in remedy.substances)
    ]


def _waits_longer(knowledge: Knowledge, name: str) -> bool:
    start, widest = (thing_start(knowledge, one) for one in (name, wider(knowledge, name)[-1]))
    return start is not None and start.day != (widest.day if widest else 0)


def _waits(knowledge: Knowledge, deep: bool | None) -> list[tuple[str, Start]]:
    """Everything to leave alone, with its rule."""
    found = []
    for name in dict.fromkeys(window.what for window in windows(knowledge)):
        start = _known(thing_start(knowledge, name), deep)
        if start.day != 0 or start.deep is not None:
            found.append(
                (_named(wording.with_examples(thing(knowledge, name)), start.sourced), start)
            )
    return found


def _known(start: Start, deep: bool | None) -> Start:
    """The rule of someone whose treatment was deep or was not; both where that is not known (None).
    A sheet has no room for the earlier day of what a clinic supplied: the clinic says it itself."""
    return replace(start if deep is None else start.after(deep), clinic=None)


def _groups(items: Iterable[tuple[str, Start]], leave: bool = False) -> tuple[Group, ...]:
    return tuple(Group(start, names, leave) for start, names in grouped(items))


def _named(words: str, sourced: bool) -> str:
    return words if sourced else f"{words} {MARK}"


def _checks(knowledge: Knowledge, clinic: Clinic | None) -> Iterator[Check]:
    for line in knowledge.handout.values():
        if line.part == "check":
            flag = knowledge.red_flags[line.red_flag]
            yield Check(flag.from_day, marked(line.text), _own_number(flag.action, clinic))


def _lines(knowledge: Knowledge, part: str) -> tuple[str, ...]:
    return tuple(marked(line.text) for line in knowledge.handout.values() if line.part == part)


@dataclass(frozen=True)
class Imprint:
    """What a sheet says of itself besides its words. `version` is the code of the general advice
    that it was made from, `date` that version's day (ISO 8601), `site` the address of the public
    site (it ends in a slash), `page` that of the clinic's own page; `signed` says who at the clinic
    agreed, `status` who reviewed the general advice, `clinic` is the clinic's id."""

    version: str
    date: str
    site: str
    status: str
    page: str = ""
    signed: str = ""
    clinic: str = ""

    @property
    def number(self) -> int:
        """The number of the version of the general advice."""
        return int(self.version.partition("-")[0])

    @property
    def check_address(self) -> str:
        """Where a reader learns whether this sheet is still true."""
        return f"{self.site}h/?v={self.version}"


def create_imprint(
    sheet: Sheet, clinic: Clinic | None, version: str, date: str, site: str
) -> Imprint:
    """The imprint of `sheet`: a clinic's code ends in six digits of its own hash, so that a
    stricter rule gives another code."""
    if not clinic:
        return Imprint(version, date, site, NO_REVIEW)
    return Imprint(
        f"{version}-{sheet.content_hash[:OWN_DIGITS]}",
        date,
        site,
        NO_REVIEW,
        clinic.handout_page or "",
        _signed(sheet, clinic),
        clinic.id,
    )


def _signed(sheet: Sheet, clinic: Clinic) -> str:
    """Who at the clinic agreed to this very sheet; a sign-off of other words has lapsed."""
    signed = clinic.signed_off
    if not signed:
        return "Nobody at the clinic has signed this yet."
    who = f"{signed.name}, {signed.role}, {signed.date}"
    if signed.content_hash == sheet.content_hash:
        return f"Signed for {clinic.name}: {who}."
    return f"The sign-off has lapsed: {who} signed other words."
