"""The handout of a clinic, or of none: every word of the sheet as plain data. The PDFs, the wallet
card, the single web page and the make-your-own page are views of this one record, so they cannot
disagree."""

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property

from creators.wording.phrases import Phrases, RuleWords
from knowledge.digest import digest
from knowledge.records.languages import ENGLISH, Language, Notice
from knowledge.starts import Start

ON_SCREEN = ("dates", "calendar")
"""How the ids of the labels begin that no paper carries."""


ALSO = "calendar-also-"
"""How the id of a label begins that the calendar adds on a day to look again, before the day."""
BEGINS = (0, 1, 3, 7)
"""The days on which a stretch begins. Most waits of the first week end on one of them, so that
nothing is told to wait and to start in one stretch."""
OF_THE_LANGUAGE = ("phrases", "notice")
"""The parts of a sheet that are no words of its own."""
ENGLISH_SHEET = "sheet"
"""The folder of the sheet in English; those of others have the id of their language."""
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

    def titled(self) -> Iterator[tuple[str, Phone | None]]:
        """Yield the heading piece by piece, each with the phone whose number it is, if any."""
        phones = {phone.number: phone for phone in self.phones}
        pattern = "|".join(map(re.escape, phones)) or "$^"
        for piece in re.split(f"({pattern})", self.title):
            if piece:
                yield piece, phones.get(piece)


@dataclass(frozen=True)
class Days:
    """A stretch of the recovery, from day `first` to day `last`."""

    name: str
    first: int
    last: int
    text: str


@dataclass(frozen=True)
class Group:
    """Things that have one rule. The rule is a value, and `words` are all of it: a group cannot
    show the day without its conditions. `leave` says it the other way round: what to leave alone,
    and until when."""

    start: Start
    names: tuple[str, ...]
    words: RuleWords
    leave: bool = False


@dataclass(frozen=True)
class NotYet:
    """What waits at a clinic in the stretch of days that begins on `first`, and in general does
    not: `names` all through it, `groups` until a day inside, with their whole rules."""

    first: int
    names: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Normal:
    """What looks alarming and is normal: a question, the answer, and the picture that shows it, by
    its name, with what stands in its place where it is not seen."""

    picture: str
    alt: str
    question: str
    answer: str


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
    nobody is told to start again. `not_yet`: the best known things that wait all through a stretch
    of days, by its first day; `longer`: what a clinic adds to that. `notes` are the lines of a
    clinic's own, with `write_lines` ruled ones below them. `notice` says who stands for a
    translation."""

    title: str
    cards: tuple[Card, ...]
    normal: tuple[Normal, ...]
    stages: tuple[Days, ...]
    not_yet: tuple[tuple[int, str], ...]
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
    longer: tuple[NotYet, ...] = ()
    phrases: Phrases = field(kw_only=True, repr=False, compare=False)
    notice: Notice = Notice()

    @property
    def parts(self) -> dict[str, object]:
        """Every part of the sheet by its name, as a record. `vars` makes them mappings for JSON, in
        a third of the time of dataclasses.asdict."""
        names = (part.name for part in fields(self) if part.name not in OF_THE_LANGUAGE)
        return {name: getattr(self, name) for name in names}

    @cached_property
    def plain(self) -> dict:
        """All of the sheet as plain lists and mappings, worked out once."""
        return json.loads(json.dumps(self.parts, default=vars))

    @property
    def language(self) -> Language:
        """The language that it is in."""
        return self.phrases.language

    @cached_property
    def content_hash(self) -> str:
        """The hash of every word of the sheet: what a version and a clinic's sign-off are bound to.
        The words that only serve to pick a date on a screen are no part of it."""
        labels = {
            name: words for name, words in self.labels.items() if not name.startswith(ON_SCREEN)
        }
        data = {**_data(self), "labels": labels}
        for name in ("write_lines", "longer"):
            if not data[name]:
                del data[name]  # versions before it are still the same
        words = json.dumps(data, ensure_ascii=False, sort_keys=True, default=vars)
        return digest(words)

    def days(self) -> set[int]:
        """Return every day that the sheet names."""
        named = {day for group in self.groups() for day in group.start.days()}
        return (
            named
            | {check.day for check in self.checks}
            | {*BEGINS, *(day - 1 for day in BEGINS[1:])}
        )

    def groups(self) -> tuple[Group, ...]:
        """Return every group of every part."""
        return tuple(group for part in GROUPS for group in getattr(self, part))

    def signs(self) -> Iterator[tuple[Sign, str]]:
        """Yield every red flag with its urgency."""
        return ((sign, card.urgency) for card in self.cards for sign in card.signs)


def sheet_data(sheet: Sheet) -> dict:
    """Return the sheet as plain lists and mappings, with what a template would else work out: each
    rule in words, and the hash."""
    labels = {name: words for name, words in sheet.labels.items() if not name.startswith(ALSO)}
    return {**sheet.plain, "labels": labels, "content_hash": sheet.content_hash}


def _data(sheet: Sheet) -> dict:
    """Return all that a sheet says: not how its phones are dialed."""
    cards = [{**vars(card), "phones": _undialed(card.phones)} for card in sheet.cards]
    return {**sheet.parts, "cards": cards, "phones": _undialed(sheet.phones)}


def _undialed(phones: Iterable[Phone]) -> list[dict]:
    return [{"label": phone.label, "number": phone.number} for phone in phones]


def dates_of(
    sheet: Sheet,
    treated: datetime.date,
    in_words: Callable[[datetime.date], str] | None = None,
) -> dict[str, str]:
    """Return the date of each day of the sheet `in_words` (in short), by the day's number: {"7":
    "Sun 29 Nov"}."""
    said = in_words or sheet.phrases.date
    return {str(day): said(treated + datetime.timedelta(days=day)) for day in sorted(sheet.days())}


def sheet_folder(language: str) -> str:
    """Return the folder of the page of the sheet in a language, on the site."""
    return ENGLISH_SHEET if language == ENGLISH else language


def is_sheet_page(path: str) -> bool:
    """Whether a path below the site is that of a sheet, which is one file and no page to read."""
    folder, _, rest = path.partition("/")
    return rest == "index.html" and (folder == ENGLISH_SHEET or len(folder) == 2)


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
