"""A sheet as a text to read aloud, for a person who records it or for an embosser: a sentence a
line, the cards first, then the days, then all else. The open mark is for the eye, and left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from creators.handout.english import in_text
from creators.handout.plan import Stretch, create_stretches
from creators.handout.share import tagged
from creators.handout.sheet import Card, Group, Imprint, Sheet
from creators.wording.words import MARK
from knowledge.model import Urgency

READ_ALOUD = "read-aloud"
"""The edition of a sheet that is this text."""
FILE = f"{READ_ALOUD}.txt"
_ENDS = re.compile(r"(?<=[.!?؟।]) +|(?<=[。！？])(?=.)")
"""Where a sentence ends and another begins."""
_LAST, _CLOSING = ".!?؟।。！？:：", ")]\"'”’»"
"""Marks that a line may end with, and what may close behind one."""


@dataclass(frozen=True)
class Part:
    """A part of what is read: its heading, and its sentences."""

    heading: str
    lines: tuple[str, ...]


def create_spoken(sheet: Sheet, imprint: Imprint) -> tuple[Part, ...]:
    """Return all parts of `sheet` in the order in which they are read."""
    found = (
        (sheet.title, _opening(sheet, imprint)),
        (sheet.labels["signs"], [sheet.labels["signs-how"], sheet.labels["tone-how"]]),
        *((f"{number}. {card.title}", _card(sheet, card)) for number, card in _numbered(sheet)),
        *_day_parts(sheet),
        *_other_parts(sheet),
    )
    parts = (Part(_plain(heading), (*_said(sheet, lines),)) for heading, lines in found)
    return tuple(part for part in parts if part.lines)


def spoken_text(sheet: Sheet, imprint: Imprint) -> str:
    """Return the text of FILE."""
    parts = create_spoken(sheet, imprint)
    text = "\n\n".join("\n".join([part.heading, *part.lines]) for part in parts)
    return in_text(f"{text}\n", sheet.language.dir == "rtl")


def _opening(sheet: Sheet, imprint: Imprint) -> Iterator[str]:
    """Yield which version it is, and whose; then what it is and who has not checked it."""
    yield f"{sheet.labels['version']} {imprint.version}, {imprint.date}"
    yield from (sheet.notice.words, sheet.notice.in_english, sheet.name)
    yield from (
        f"{phone.label}{sheet.phrases.language.colon}{phone.number}" for phone in sheet.phones
    )
    yield from sheet.about
    yield sheet.labels["general"]
    yield imprint.status
    yield imprint.signed


def _numbered(sheet: Sheet) -> Iterable[tuple[int, Card]]:
    return enumerate(sheet.cards, 1)


def _card(sheet: Sheet, card: Card) -> Iterator[str]:
    yield card.otherwise
    yield from (tagged(sheet, sign) for sign in card.signs)
    yield card.action
    if card.urgency == Urgency.EMERGENCY_NOW:
        yield sheet.labels["pen-how"]
        yield f"{sheet.labels['emergency']}{sheet.phrases.language.colon}{sheet.emergency_numbers}"
    if card.expected:
        yield sheet.labels["expected"]
        yield from card.expected


def _day_parts(sheet: Sheet) -> Iterator[tuple[str, Iterable[str]]]:
    labels = sheet.labels
    yield labels["days"], [labels["days-how"]]
    for stretch in create_stretches(sheet):
        yield stretch.name, _stretch(sheet, stretch)
    colon = sheet.phrases.language.colon
    looks = [
        f"{sheet.phrases.named_day(check.day)}{colon}{check.text} {check.action}"
        for check in sheet.checks
    ]
    yield labels["checks"], [labels["rough-how"], *looks]
    yield (
        labels["normal"],
        [
            *(f"{one.question} {one.answer}" for one in sheet.normal),
            f"{labels['better']} {labels['better-how']}",
        ],
    )


def _stretch(sheet: Sheet, stretch: Stretch) -> Iterator[str]:
    marks, lower = sheet.phrases.language, sheet.phrases.lower_first
    yield from stretch.feels
    items = ["".join(words for words, _ in said) for said in stretch.do]
    if items:
        listed = marks.semicolon.join([items[0], *map(lower, items[1:])])
        yield f"{sheet.labels['do']}{marks.colon}{listed}"
    if stretch.not_yet:
        waits = "".join(words for words, _ in stretch.not_yet)
        yield f"{sheet.labels['not-yet']}{marks.colon}{waits}"


def _other_parts(sheet: Sheet) -> Iterator[tuple[str, Iterable[str]]]:
    labels = sheet.labels
    yield labels["helps"], [labels["restart-how"], *_groups(sheet, sheet.helps)]
    yield (
        labels["given"],
        [f"{name}{sheet.phrases.language.colon}{use}" for name, use in sheet.products],
    )
    yield labels["medicines"], [*_groups(sheet, sheet.medicines), labels["pain-how"]]
    yield labels["clinicians"], sheet.clinicians
    yield labels["leave"], [labels["burn-how"], *_groups(sheet, sheet.leave)]
    yield labels["sun"], [*(str(group.words) for group in sheet.sun), labels["sun-how"]]
    yield labels["notes"], sheet.notes
    yield labels["phone"], sheet.phone_lines
    yield labels["questions"], sheet.questions
    yield labels["changes"], sheet.changes


def _groups(sheet: Sheet, groups: Iterable[Group]) -> Iterator[str]:
    """Yield each rule with all its conditions, and what it is about."""
    marks = sheet.phrases.language
    for group in groups:
        names = marks.comma.join(group.names)
        yield f"{group.words.lead}{group.words.also}{marks.colon}{names}"
        yield from (words for words, _ in group.words.more)


def _said(sheet: Sheet, lines: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of `lines`, each ended."""
    stop = sheet.phrases.language.stop
    for line in map(_plain, lines):
        for sentence in filter(None, _ENDS.split(line)):
            ended = sentence.rstrip(_CLOSING)[-1:] in _LAST
            yield sentence if ended else f"{sentence}{stop}"


def _plain(text: str) -> str:
    return " ".join(re.sub(rf"\s*{MARK}", "", text).split())
