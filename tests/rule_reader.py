"""Reads first days back out of finished files, and says which of their conditions are missing.

The conditions are typed here a second time, from what was decided about acids, benzoyl peroxide and
retinoids, and not taken from the records: a condition that is lost in a record, in its words or in
a template is lost in the file, and found here.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from pdf_reader import Pdf
from sheet_reader import squeeze

HEALED, CHECKED, DEEP, PREGNANT = (
    "has healed",
    "Have them checked first",
    "After deep (over 1 mm) or heat (RF) needling",
    "Pregnant, or might be? Never use a retinoid",
)
SHORT = {HEALED: "once healed", CHECKED: "Have them checked first", DEEP: "Deep or RF"}
"""The conditions as a row of the A to Z says them, below words that say what deep and RF are."""
DAY = re.compile(r"(?<!after )\bday (7|14)\b")
"""A first day; "bumps still there after day 7" is a sign, and gives none."""


@dataclass(frozen=True)
class Guarded:
    """Something that no file may give a first day for without its conditions: its names, and what
    has to be said with day 7 and with day 14."""

    names: str
    with_7: tuple[str, ...]
    with_14: tuple[str, ...]

    def missing(self, passage: str, deep: bool | None = None) -> list[str]:
        """The conditions that a passage leaves out where it names the thing and its day. `deep`:
        what is known of the treatment."""
        days = set(DAY.findall(passage))
        if not re.search(self.names, passage, re.I) or not days:
            return []
        needed = self.with_7 if "7" in days and deep is None else self.with_14
        return [
            words
            for words in needed
            if words not in passage and SHORT.get(words, words) not in passage
        ]


GUARDED = {
    "acids": Guarded(
        r"(?<![\w-])(?:acids|salicylic acid|glycolic acid|AHAs|BHAs?)\b",
        (HEALED, DEEP, CHECKED),
        (HEALED, CHECKED),
    ),
    "benzoyl peroxide": Guarded(
        r"\bbenzoyl peroxide\b", (HEALED, DEEP, CHECKED), (HEALED, CHECKED)
    ),
    "retinoids": Guarded(
        r"\b(?:retinoids?|retinol|adapalene|tretinoin)\b",
        (HEALED, CHECKED, PREGNANT),
        (HEALED, CHECKED, PREGNANT),
    ),
}
BLOCKS = ("li", "tr", "p", "dt", "dd", "figcaption", "text")
"""What a sentence on a page stands in."""


def faults(passages: list[str], deep: bool | None = None) -> list[str]:
    """Each passage that gives a first day without a condition, with what it leaves out."""
    return [
        f"{name}: no “{words}” in: {passage[:300]}"
        for passage in passages
        for name, thing in GUARDED.items()
        for words in thing.missing(passage, deep)
    ]


def told(passages: list[str]) -> set[str]:
    """The things that the passages give a day for."""
    return {
        name
        for name, thing in GUARDED.items()
        for passage in passages
        if re.search(thing.names, passage, re.I) and DAY.search(passage)
    }


def in_lines(text: str) -> list[str]:
    """The passages of a calendar file's words: its lines."""
    return [squeeze(line) for line in text.splitlines() if line.strip()]


def in_paper(text: str, treated: datetime.date | None = None) -> list[str]:
    """The passages of a sheet on paper, whose words are on one line: items of lists, from one day
    to the next that begins a line there, and each row of the chart with what its notes say.
    `treated` is the day of the treatment, where the chart has dates."""
    before, chart, notes, after = _parts_of_paper(text)
    parts = re.split(
        r"(?=\b(?:Until|From) day \d)|(?=\bOnly if a clinician)|(?=\bDays? \d)|(?=\bSun: )|•",
        f"{before} • {after}",
    )
    return [part for part in parts if part.strip()] + _rows_of_chart(chart, notes, treated)


CHART = "When can I start again?"
FIRST_NOTE = re.compile(r" \* (?=[A-Z])")
AFTER_NOTES = "Only if a clinician"
LARGE = "Day You may start"
"""The head of the chart in large print, where each row begins with its day."""


def _parts_of_paper(text: str) -> tuple[str, str, str, str]:
    """What stands before the chart, the chart, its notes, and what follows. The notes are below it,
    and above it in large print."""
    before, _, rest = text.partition(CHART)
    chart_and_notes, middle, after = rest.partition(AFTER_NOTES)
    found = FIRST_NOTE.search(chart_and_notes)
    if not found:
        return text, "", "", ""
    notes, large, rows = chart_and_notes.partition(LARGE)
    if large:
        return before, rows, notes, middle + after
    return (
        before,
        chart_and_notes[: found.start()],
        chart_and_notes[found.start() :],
        middle + after,
    )


def _rows_of_chart(chart: str, notes: str, treated: datetime.date | None) -> list[str]:
    """Each row of the chart as "From day 7: …", with the notes whose marks its names have. The day
    stands behind the names, below the head of its column, or before them in large print."""
    told = {
        mark: words.strip()
        for mark, words in re.findall(r"(?<!\S)(\*+) (.*?)(?=(?<!\S)\*+ |$)", notes)
    }
    if re.match(r"\s*Day \d+ (?!Day)", chart):
        date = r"(?: \([^)]*\))?"
        rows = re.findall(
            rf"Day (\d+){date}(?: if deep or RF: Day \d+{date})? (.*?)(?= Day \d|$)", chart
        )
        found = [(int(day), names) for day, names in rows]
    else:
        body = re.sub(r"^(?: ?Day \d+)+ ", "", chart)
        rows = re.findall(r"(.*?) (Day \d+|\d+ [A-Z][a-z]{2})(?: if deep or RF)?(?= |$)", body)
        found = [(_day_of(chip, treated), names) for names, chip in rows]
    return [
        f"From day {day}: {names} "
        + " ".join(told[mark] for mark in dict.fromkeys(re.findall(r"\*+", names)))
        for day, names in found
    ]


def _day_of(chip: str, treated: datetime.date | None) -> int:
    """The day that a chip names, by its number or its date."""
    if chip.startswith("Day "):
        return int(chip.removeprefix("Day "))
    days = (treated + datetime.timedelta(number) for number in range(366))
    return next(number for number, day in enumerate(days) if f"{day.day} {day:%b}" == chip)


def in_booklet(pdf: Pdf) -> list[str]:
    """The passages of the booklet: what stands under a heading, and from one day that begins a
    paragraph to the next. The day of a row of the A to Z stands below its name."""
    found = [""]
    before = ""
    for node in pdf.root.find("H1", "H2", "P", "LI"):
        words = squeeze(pdf.text(node))
        is_day = node.kind == "P" and before != "H2" and re.match(r"(?:From|Until) day \d", words)
        if node.kind in ("H1", "H2") or is_day:
            found.append("")
        found[-1] += f" {words}"
        before = node.kind
    return found


def in_page(html: str) -> list[str]:
    """The passages of a page: each row, item and paragraph, and as one what stands together under a
    day or a name. Where the page is about one of these things, its title names what a row, or an
    item of its rule, is about."""
    soup = BeautifulSoup(html, "html.parser")
    title = squeeze(soup.h1.get_text(" ")) if soup.h1 else ""
    named = (
        f"{title}: "
        if any(re.search(thing.names, title, re.I) for thing in GUARDED.values())
        else ""
    )
    texts = (
        (
            parts[0].name == "tr" or parts[0].find_parent(class_="rule") is not None,
            " ".join(part.get_text(" ") for part in parts),
        )
        for parts in _together(soup)
    )
    return [
        named * is_row + re.sub(r"(?<=\() | (?=\))", "", squeeze(text)) for is_row, text in texts
    ]


def _together(soup: BeautifulSoup) -> Iterator[list[Tag]]:
    grouped: set[int] = set()
    for row in soup.select("dl.days > div, div.r"):
        grouped |= {id(part) for part in row.find_all(BLOCKS)}
        yield [row]
    for heading in soup.find_all(["h2", "h3"]):
        if re.match(r"\s*(?:Until|From) day ", heading.get_text()):
            parts = [heading, *_until_heading(heading)]
            grouped |= {id(inner) for part in parts for inner in [part, *part.find_all(BLOCKS)]}
            yield parts
    yield from (
        [part]
        for part in soup.find_all(BLOCKS)
        if id(part) not in grouped and not part.find(BLOCKS)
    )


def _until_heading(heading: Tag) -> Iterator[Tag]:
    for part in heading.find_next_siblings():
        if part.name in ("h1", "h2", "h3"):
            return
        yield part
