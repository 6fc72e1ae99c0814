"""The created pages to the search index: a script for docs/assets/search.js, as a page in a folder
may not fetch a file."""

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from creators.shell.inside import data_script
from creators.site.offers import create_sheet_rows
from creators.site.page import CreatedPage
from creators.site.remedies_index import rows
from creators.site.search_words import FLAGS, GLOSSARY, Place, patient_words
from creators.wording.macros import expand
from knowledge.asked import A_TO_Z
from knowledge.model import SECTIONS, Cause, Guide, Knowledge
from knowledge.prose.blocks import CITATION, LINK, cells, parse_heading
from knowledge.prose.matching import LITTLE, fold
from knowledge.prose.statements import NOT_PATIENT
from knowledge.records.generated import GENERATED_PAGES

SEARCH = "search.md"
"""The page that shows what is found."""
SEARCH_INDEX = "search/index.js"
"""What that page looks it up in."""
LIBRARY = "assets/lunr.js"
"""What it looks it up with."""
ENTRIES = (GLOSSARY, FLAGS, "about/what-we-changed.md")
"""The pages where a line can be a place of its own: a term, a red flag, a correction."""
COMMON = 3
"""A line that stands on more pages than this (a warning, a table's head) is what a reader looks for
on none of them."""
LEAD = 160
"""Characters of each section that are kept of a page which is about this site, or which lists what
stands elsewhere."""
URGENT_FIRST = ("when-to-worry", *(name for name in SECTIONS if name != "when-to-worry"))
"""The sections in the order in which equally good results are shown: red flags before remedies."""
WEIGHTS = {"when-to-worry": 1.3, "about": 0.5, "about/for-clinics.md": 1, "list": 0.5, A_TO_Z: 0.9}
"""What a page counts for by its section, or itself, where that is not 1; a generated list repeats
other pages and counts less. That for clinics is the only page of its section which somebody looks
for by name."""

_ENTRY = re.compile(r'^(?:- )?<a id="([a-z0-9-]+)"></a>\*\*(.+?)\*\*(.*)$')
"""A line with an id of its own, whose bold words are its heading."""
_ITEM = re.compile(r"^\s*(?:[-*+:]|\d+[.)])\s+")
_MARKS = re.compile(
    r"◇|^///.*$|^(?:type|attrs): .*$|!\[[^\]]*\]\([^)]*\)|<[^>]*>|\{[^}]*\}|[*_`]|^[:-]+$"
)
"""Everything of a line that is not words: pictures, tags, attribute lists, emphasis, the rule below
a table's head."""


@dataclass(frozen=True)
class Section:
    """What stands under one heading (or line with an id) of a page; `anchor` "" is what stands
    before the first."""

    path: str
    anchor: str
    heading: str
    lines: list[str] = field(default_factory=list)


def create_search_index(knowledge: Knowledge, pages: Mapping[str, CreatedPage]) -> str:
    """A script that sets `searchIndex`: `pages` as [address without ending, title, weight, how
    urgent (0 to 3, or -1), letters of its summary where a result opens at its top], and their
    `sections` as [place in `pages`, anchor, heading, text, more words between semicolons]; `signs`,
    the place in `pages` of that of all signs; where a language is published, `sheets` as
    creators.site.offers.create_sheet_rows has them. The argument `pages` holds the created pages by
    their path under docs/."""
    paths = sorted((path for path in pages if path != SEARCH), key=_rank)
    sections = [
        section
        for path in paths
        for section in (
            parse_rows(knowledge, pages[path]) if path == A_TO_Z else parse_sections(pages[path])
        )
    ]
    common = _common(sections)
    extra = _place(
        patient_words(knowledge), {(section.path, section.anchor) for section in sections}
    )
    short = {(FLAGS, flag.id): flag.short for flag in knowledge.red_flags.values()}
    numbers, rows = {path: number for number, path in enumerate(paths)}, []
    for section in sections:
        place = (section.path, section.anchor)
        lines = dict.fromkeys(line for line in section.lines if line not in common)
        text = " ".join(_sentence(line) for line in lines)
        if text or place in extra:
            rows.append(
                [
                    numbers[section.path],
                    section.anchor,
                    short.get(place, section.heading if section.anchor else ""),
                    _lead(text) if _is_list(section.path) else text,
                    "; ".join(dict.fromkeys(extra.get(place, ()))),
                ]
            )
    heads = [_head(knowledge, pages[path]) for path in paths]
    data = {"pages": heads, "sections": rows, "signs": numbers.get(FLAGS, -1)}
    if sheets := create_sheet_rows(knowledge, _english(knowledge, heads, rows)):
        data["sheets"] = sheets
    return data_script("searchIndex", data)


def _english(knowledge: Knowledge, heads: list[list], rows: list[list]) -> set[str]:
    """Return every word of the English pages and of what readers type in English, folded."""
    said = [head[1] for head in heads] + [words for row in rows for words in row[2:]]
    typed = [*knowledge.sign_words.values(), *knowledge.same_words.values()]
    said += [words for record in typed for words in record.words]
    return {*LITTLE, *fold(" ".join(said)).split()}


def _head(knowledge: Knowledge, page: CreatedPage) -> list[str | int]:
    """A page as the index has it. A cause says how urgent it is. A result leads to the top of a
    cause, remedy or rule and never into its middle: what may be done, and from which day, stands at
    the top, and a section read alone would skip it."""
    record = knowledge.pages().get(page.path)
    opens_at_top = record is not None and not isinstance(record, Guide)
    return [
        page.path.removesuffix(".md"),
        page.title,
        _weight(page.path),
        knowledge.urgency_of(record).rank if isinstance(record, Cause) else -1,
        len(_sentence(page.summary)) if opens_at_top else 0,
    ]


def create_search_page(pages: Mapping[str, CreatedPage]) -> tuple[str, str, str, dict]:
    """The template, title, summary and facts of the search page: each section as its first page and
    its other pages, all as (path, title). Home comes first, then the red flags."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(pages, key=_rank):
        groups.setdefault(_section(path), []).append((path, pages[path].title))
    return (
        "search",
        "Search",
        "Find a page by the words that you would use, or look through the list of all pages.",
        {"sections": [(first, others) for first, *others in groups.values()]},
    )


def create_library(script: str) -> str:
    """lunr as it is sent: with the notices of its license, without its other comments, which are
    half of it."""
    notice, _, rest = script.partition("*/")
    rest = re.sub(r"/\*(?!!).*?\*/", "", rest, flags=re.S)
    rest = re.sub(r"^\s*(?://.*)?\n", "", rest, flags=re.M)
    return f"{notice}*/\n{rest}"


def parse_sections(page: CreatedPage) -> list[Section]:
    """The sections of a created page down to its sources, in plain words."""
    path = page.path
    found = [Section(path, "", page.title, [page.summary])]
    inside = entry = found[0]
    for line in page.body.split("\n"):
        if heading := parse_heading(line):
            if heading[0] > 1:
                inside = entry = Section(path, heading[2], plain_words(heading[1]))
                found.append(inside)
        elif (named := _ENTRY.match(line)) and path in ENTRIES:
            words = plain_words(named[3])
            entry = Section(path, named[1], plain_words(named[2]), [words] if words else [])
            found.append(entry)
        elif not line.strip():
            entry = inside
        elif not line.startswith("[^") and (words := plain_words(line)):
            entry.lines.append(words)
    return found


def parse_rows(knowledge: Knowledge, page: CreatedPage) -> list[Section]:
    """The top of the A to Z, and each of its rows but those about a remedy, whose own page says
    more."""
    found = [
        Section(page.path, row.asked.id, row.asked.name, [row.verdict.words, *words])
        for row in rows(knowledge)
        if row.asked.id not in knowledge.remedies
        for words in [[plain_words(expand(knowledge, row.words))] if row.words else []]
    ]
    return [Section(page.path, "", page.title, [page.summary]), *found]


def plain_words(line: str) -> str:
    """A line of created Markdown as a reader sees it: no marks, tags, addresses, citations or
    attribute lists."""
    if line.startswith("|"):
        return " ".join(_sentence(words) for cell in cells(line) if (words := plain_words(cell)))
    line = LINK.sub(r"\1", CITATION.sub("", _ITEM.sub("", line).replace("<br>", " ")))
    return " ".join(html.unescape(_MARKS.sub("", line.strip())).split())


def _common(sections: list[Section]) -> set[str]:
    """The lines that stand on more than COMMON pages."""
    places = {(section.path, line) for section in sections for line in section.lines}
    return {line for line, count in Counter(line for _, line in places).items() if count > COMMON}


def _place(words: dict[Place, list[str]], known: set[Place]) -> dict[Place, list[str]]:
    """`words` by a section that is in the index: a heading that is not has its words at the top of
    its page."""
    found: dict[Place, list[str]] = {}
    for place, some in words.items():
        found.setdefault(place if place in known else (place[0], ""), []).extend(some)
    return found


def _section(path: str) -> str:
    """The section that a page belongs to; "" for home and what belongs to none."""
    return path.partition("/")[0] if "/" in path else ""


def _rank(path: str) -> tuple:
    """Home, then the sections in the order of URGENT_FIRST; in each its first page, then the others
    by name."""
    folder, name = _section(path), path.rpartition("/")[2]
    return (URGENT_FIRST.index(folder) if folder in URGENT_FIRST else -1, name != "index.md", path)


def _is_list(path: str) -> bool:
    """Whether a page is not what a patient looks for: it is about this site, or lists what stands
    elsewhere."""
    return path in GENERATED_PAGES or (path.split("/")[0] in NOT_PATIENT and path != GLOSSARY)


def _weight(path: str) -> float:
    kind = "list" if path in GENERATED_PAGES else path.split("/")[0]
    return WEIGHTS.get(path) or WEIGHTS.get(kind, 1)


def _sentence(line: str) -> str:
    """A piece of text that others can follow: items and cells may end without a full stop."""
    return line if line.endswith((".", "!", "?", ":", ",")) else f"{line}."


def _lead(text: str) -> str:
    return text if len(text) <= LEAD else text[:LEAD].rpartition(" ")[0]
