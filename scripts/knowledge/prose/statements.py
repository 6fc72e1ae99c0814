"""The clinical blocks: every statement that a reader might act on, with the sources it rests on.

One walk over the knowledge serves the check that every block has a source, the claim ledger and the
scorecard.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.model import Knowledge, Source
from knowledge.prose.blocks import CITATION, LINK, OPEN_MARK, WORD, Text, plain
from knowledge.starts import Start, avoid_starts, remedy_start

NOT_PATIENT = ("about",)
"""Sections for writers, clinics and the curious, whose blocks need no citation."""

_NO_STATEMENT = frozenset(
    """
    words meaning alt harm how control topic decision question title summary sign short action why
    name card also otherwise visit label phrase advice we_say
""".split()
)
"""Fields that are names, or parts of a record whose sources stand in a field of its own."""

STRENGTH_OF_GRADE = {
    "A": "good",
    "B": "small_studies",
    "C": "small_studies",
    "D": "clinics_do_this",
}
"""The strength of a statement by its best source's grade, in the words that remedies use too; none
is not_tested."""


@dataclass(frozen=True)
class Statement:
    """A clinical block. `page` and `anchor` say where readers meet it, `path` and `line` where it
    was typed; `sources` are ids of sources, `text` is the prose as typed; for a first day it is
    what the day is for, `start` the whole rule, and `leave` whether that says what to leave alone.
    `careful` says that it carries the open mark: no study was found and this is careful practice.
    `covered` says that it has neither source nor mark, and another block of its section carries the
    mark for it.
    """

    page: str
    anchor: str
    text: str
    sources: tuple[str, ...]
    careful: bool
    path: str
    line: int
    field: str
    start: Start | None = None
    leave: bool = False
    covered: bool = False

    @property
    def is_open(self) -> bool:
        """Whether readers see, beside it or once in its section, that it is careful practice."""
        return self.careful or self.covered


def statements(knowledge: Knowledge) -> Iterator[Statement]:
    """Yield every clinical block of the pages, then those of the `_data` records."""
    prose = [
        _of_text(text, text.page, text.anchor)
        for text in knowledge.texts
        if text.page and text.section not in NOT_PATIENT and is_clinical(text)
    ]
    marked = {_section(found) for found in prose if found.careful} - {None}
    for found in prose:
        bare = not (found.sources or found.careful)
        yield replace(found, covered=True) if bare and _section(found) in marked else found
    yield from _of_windows(knowledge)
    yield from _of_data(knowledge)


def _section(statement: Statement) -> tuple[str, ...] | None:
    """What one open mark of a page's prose speaks for: a section of its body, or its `do_now`. Any
    other field of a record speaks for itself."""
    if statement.field == "text":
        return (statement.page, statement.anchor)
    return (statement.page, "do_now") if statement.field == "do_now" else None


def is_clinical(text: Text) -> bool:
    """Not a heading, name or macro; not a line that leads into a list; not only links."""
    if text.kind in ("heading", "macro", "head") or text.field in _NO_STATEMENT:
        return False
    without_links = plain(LINK.sub("", text.text), "")
    return len(WORD.findall(without_links)) > 3 and not text.text.rstrip().endswith(":")


def strength(knowledge: Knowledge, statement: Statement) -> str:
    """Return how good the evidence for a statement is: that of its best source."""
    grades = sorted(source.grade for source in sources_of(knowledge, statement))
    return STRENGTH_OF_GRADE[grades[0]] if grades else "not_tested"


def sources_of(knowledge: Knowledge, statement: Statement) -> list[Source]:
    """Return the sources of a statement that are there."""
    return [knowledge.sources[name] for name in statement.sources if name in knowledge.sources]


def _of_text(text: Text, page: str, anchor: str) -> Statement:
    cited = tuple(dict.fromkeys(CITATION.findall(text.text)))
    sources = tuple(name for name in cited if name != OPEN_MARK)
    careful = OPEN_MARK in cited
    return Statement(page, anchor, text.text, sources, careful, text.path, text.line, text.field)


def _of_windows(knowledge: Knowledge) -> Iterator[Statement]:
    """Yield what records say in days: waits, first days and evidence, causes' times."""
    for rule in knowledge.rules.values():
        for number, start, names in avoid_starts(knowledge, rule):
            words, sources = f"Leave alone {', '.join(names)}", rule.avoid[number].sources
            found = _record(rule, ("avoid", number), "leave-alone", words, sources)
            yield replace(found, start=start, leave=True)
    for remedy in knowledge.remedies.values():
        sources = remedy.window_sources
        found = _record(remedy, "first_day", "when-you-can-use-it", remedy.title, sources)
        yield replace(found, start=remedy_start(knowledge, remedy))
    for cause in knowledge.causes.values():
        for field in ("starts", "lasts"):
            time = getattr(cause, field)
            words = f"{cause.title} {field}: {time.when}."
            yield _record(cause, field, "when-it-starts", words, time.sources)


def _of_data(knowledge: Knowledge) -> Iterator[Statement]:
    for flag in knowledge.red_flags.values():
        words = f"{flag.sign}: {flag.action} {flag.why}"
        found = _record(flag, "sign", flag.id, words, flag.sources, page=_SHOWN["red_flags.yml"])
        yield replace(found, careful=True) if flag.judgement else found
    for text in knowledge.texts:
        if not text.page and text.path != _EASY and is_clinical(text):
            anchor = "" if text.path == _OF_SHEETS else text.anchor
            if text.path == _CHARTS:  # a chart is shown beside its table
                page = knowledge.charts[text.anchor].table.partition("#")[0]
            else:
                page = _SHOWN[text.path.rpartition("/")[2]]
            yield _of_text(text, page, anchor)


def _record(
    record, keys: str | tuple, anchor: str, text: str, sources: tuple[str, ...], page: str = ""
) -> Statement:
    keys = keys if isinstance(keys, tuple) else (keys,)
    path, line = record.origin.path, record.origin.line(*keys)
    careful, page = not sources, page or record.path
    return Statement(page, anchor, text, tuple(sources), careful, path, line, keys[0])


_SHOWN = {
    "stages.yml": "identify/day-by-day.md",
    "bump_types.yml": "identify/what-they-look-like.md",
    "corrections.yml": "about/what-we-changed.md",
    "red_flags.yml": "when-to-worry/red-flags.md",
    "handout.yml": "about/for-clinics/make-a-handout.md",
}
"""The page with a section for each record of a data file; a section's id is the record's."""
_CHARTS = "docs/_data/charts.yml"
_EASY = "docs/_data/easy.yml"
"""Its rows say again what other records state, and rest on the sources of those."""
_OF_SHEETS = "docs/_data/handout.yml"
"""Its lines stand on sheets alone, which have no sections; that page shows a whole sheet."""
